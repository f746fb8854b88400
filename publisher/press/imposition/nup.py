"""N-up: leaflets side by side, each sheet carries the next ones."""

from __future__ import annotations

from publisher.model.imposition import Imposition, Plan
from publisher.press.imposition.cells import cut_plan, leaves
from publisher.press.imposition.scheme import Scheme


def nup(pages: int, asked: Imposition) -> Plan:
    """Cell after cell, sheet after sheet."""
    cells = asked.grid[0] * asked.grid[1]
    return cut_plan("nup", pages, asked, -(-leaves(pages, asked) // cells), lambda sheet, cell: sheet * cells + cell)


NUP = Scheme(
    "nup",
    {
        "ru": "листовки рядом, каждый лист несёт следующие",
        "en": "leaflets side by side, each sheet carries the next ones",
    },
    nup,
)
