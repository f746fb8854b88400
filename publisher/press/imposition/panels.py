"""Leaflets of one folded strip: panels side by side, outside in front, inside behind."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.model.imposition import Joint, Plan, PressSheet, Slot


def panel_plan(name: str, pages: int, outside: Sequence[int], inside: Sequence[int], shortened: frozenset[int]) -> Plan:
    """A plan with a sheet for every leaflet; `outside` and `inside` are its page numbers (from 1), left to right."""
    size = len(outside) + len(inside)
    sheets = tuple(
        PressSheet(
            sheet + 1,
            tuple(Slot(sheet * size + page, column) for column, page in enumerate(outside)),
            tuple(Slot(sheet * size + page, column) for column, page in enumerate(inside)),
        )
        for sheet in range(-(-pages // size))
    )
    return Plan(name, pages, (Joint.FOLD,) * (len(outside) - 1), (), sheets, shortened)
