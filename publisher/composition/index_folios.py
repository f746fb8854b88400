"""Page numbers of an index entry: sorted, once each, neighbours folded into ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

LEAST = 3
"""Pages in a row that become a range; two stand side by side: «12, 13»."""


class Pages(NamedTuple):
    """Pages that an entry leads to, first and last, and the id of the place on the first of them."""

    first: int
    last: int
    target: str

    @property
    def label(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def folded(mentions: Iterable[Pages]) -> tuple[Pages, ...]:
    """Mentions in the order of pages. What an author marked as a range stays one and takes in what it touches."""
    return tuple(pages for run in _runs(mentions) for pages in _as_ranges(run))


def _runs(mentions: Iterable[Pages]) -> Iterator[list[Pages]]:
    """Mentions that overlap or stand on neighbouring pages, together."""
    run: list[Pages] = []
    end = 0
    for pages in sorted(mentions, key=lambda found: (found.first, -found.last)):
        if run and pages.first > end + 1:
            yield run
            run = []
        end = max(end, pages.last) if run else pages.last
        run.append(pages)
    if run:
        yield run


def _as_ranges(run: list[Pages]) -> Iterator[Pages]:
    first, last = run[0].first, max(pages.last for pages in run)
    if last - first + 1 >= LEAST or any(pages.last > pages.first for pages in run):
        yield Pages(first, last, run[0].target)
        return
    yield from (next(same) for _, same in groupby(run, key=lambda pages: pages.first))
