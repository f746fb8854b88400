"""Cut and stack: the printed pile is cut once, and the piles put on each other are in order."""

from __future__ import annotations

from publisher.model.imposition import Imposition, Plan
from publisher.press.imposition.cells import cut_plan, leaves
from publisher.press.imposition.scheme import Scheme


def cut_stack(pages: int, asked: Imposition) -> Plan:
    """Cell k runs through the leaves k·S … (k+1)·S − 1 from the first sheet to the last, S being their number."""
    sheets = -(-leaves(pages, asked) // (asked.grid[0] * asked.grid[1]))
    return cut_plan("cut-stack", pages, asked, sheets, lambda sheet, cell: cell * sheets + sheet)


CUT_STACK = Scheme(
    "cut-stack",
    {
        "ru": "разрезать стопу и сложить стопки одну на другую: страницы по порядку",
        "en": "cut the pile and stack its parts: pages in order",
    },
    cut_stack,
)
