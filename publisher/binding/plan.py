"""The page plan: which page of which fragment stands on which page of the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page of the book. `number` is its folio, counted from 1 without gaps; `piece` is None for a blank page."""

    number: int
    piece: int | None
    page: int = 0

    @property
    def is_recto(self) -> bool:
        return self.number % 2 == 1


@dataclass(frozen=True, slots=True)
class PagePlan:
    """`starts[i]` is the folio of the first page of piece `i`."""

    pages: tuple[PlannedPage, ...]
    starts: tuple[int, ...]


def plan_pages(pieces: Sequence[tuple[int, Literal["page", "recto", "verso"]]], sheet: int = 0) -> PagePlan:
    """Prefix sums of page counts, with a blank page before a piece that has to start on the other side.

    Args:
        pieces: page count and side of the first page of each piece, in order.
        sheet: the book fills sheets of so many pages: the last piece ends the last of them, blank pages stand before
            it. 0: it does not.
    """
    pages: list[PlannedPage] = []
    starts: list[int] = []
    for index, (count, start) in enumerate(pieces):
        number = len(pages) + 1
        if sheet and index == len(pieces) - 1:
            blanks = -(len(pages) + count) % sheet
            pages += [PlannedPage(number + blank, None) for blank in range(blanks)]
            number += blanks
        elif start != "page" and (number % 2 == 1) != (start == "recto"):
            pages.append(PlannedPage(number, None))
            number += 1
        starts.append(number)
        pages += [PlannedPage(number + page, index, page) for page in range(count)]
    return PagePlan(tuple(pages), tuple(starts))
