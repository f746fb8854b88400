"""Sheets that are cut into leaflets: a grid of cells, filled row by row, leaf by leaf."""

from __future__ import annotations

from collections.abc import Callable

from publisher.model.imposition import Imposition, Joint, Plan, PressSheet, Slot


def cut_plan(name: str, pages: int, asked: Imposition, sheets: int, leaf_at: Callable[[int, int], int]) -> Plan:
    """A plan where cell `k` of sheet `s` (both from 0, row by row) carries the leaf `leaf_at(s, k)`, from 0.

    On two sides, leaf n is pages 2n+1 and 2n+2, back to back; on one side it is page n+1.
    """
    columns, rows = asked.grid
    made = []
    for sheet in range(sheets):
        front, back = [], []
        for cell in range(columns * rows):
            row, column = divmod(cell, columns)
            leaf = leaf_at(sheet, cell)
            if asked.sides == 2:
                front.append(Slot(2 * leaf + 1, column, row))
                back.append(Slot(2 * leaf + 2, columns - 1 - column, row))
            else:
                front.append(Slot(leaf + 1, column, row))
        made.append(PressSheet(sheet + 1, tuple(front), tuple(back)))
    return Plan(name, pages, (Joint.CUT,) * (columns - 1), (Joint.CUT,) * (rows - 1), tuple(made))


def leaves(pages: int, asked: Imposition) -> int:
    """Leaves that the pages fill."""
    return -(-pages // asked.sides)
