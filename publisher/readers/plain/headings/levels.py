"""Levels of headings: which kind stands above which, as the text itself shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from publisher.readers.plain.headings.ranks import Found, Rank

_LOWEST = 6
_NUMBERED = frozenset(rank for rank in Rank if rank.is_numbered)


@dataclass(frozen=True, slots=True)
class Placed:
    """A heading in the order of the text; `adjacent`: nothing stands between it and the heading before it."""

    found: Found
    adjacent: bool


def levels(headings: Sequence[Placed]) -> list[int]:
    """The level of each heading, from 1.

    Kinds nest in the order of Rank, unless the text shows another: a kind that stands directly above another one, or
    after which the other begins to count from 1 again, is the higher one. Titles without a number find their place by
    the same signs. A section («Эпилог») stands beside the highest numbered division, or right above what it holds.
    """
    order = _order([heading for heading in headings if heading.found.rank is not Rank.SECTION])
    level = {rank: min(number, _LOWEST) for number, rank in enumerate(order, 1)}
    numbered = [level[rank] for rank in order if rank.is_numbered]
    beside = min(numbered) if numbered else 1
    result: list[int] = []
    for index, heading in enumerate(headings):
        if heading.found.level:
            result.append(heading.found.level)
        elif heading.found.rank is Rank.SECTION:
            result.append(_section(headings, index, level, beside))
        else:
            result.append(level[heading.found.rank])
    return result


def _section(headings: Sequence[Placed], index: int, level: dict[Rank, int], beside: int) -> int:
    after = headings[index + 1] if index + 1 < len(headings) else None
    if after is not None and after.found.rank.is_numbered:
        holds = after.adjacent or (after.found.number == 1 and not headings[index].found.opens)
        if holds and level[after.found.rank] > 1:
            return level[after.found.rank] - 1
    return beside if index else 1


def _order(headings: Sequence[Placed]) -> list[Rank]:
    """The ranks in use from the highest to the lowest."""
    above = _evidence(headings)
    order: list[Rank] = []
    for rank in sorted({heading.found.rank for heading in headings}):
        at = len(order)
        while at and _is_above(rank, order[at - 1], above):
            at -= 1
        order.insert(at, rank)
    return order


def _is_above(rank: Rank, other: Rank, above: Counter[tuple[Rank, Rank]]) -> bool:
    """Whether `rank` stands above `other`, which books usually put above it."""
    here, there = above[rank, other], above[other, rank]
    if not rank.is_numbered and other.is_numbered:
        return here > 0 and here > there
    if rank.is_numbered and not other.is_numbered:
        return there <= here  # nothing shows that the unnumbered title holds chapters
    return here > there


def _evidence(headings: Sequence[Placed]) -> Counter[tuple[Rank, Rank]]:
    """How often something shows that the first rank holds the second one."""
    above: Counter[tuple[Rank, Rank]] = Counter()
    for before, heading in pairwise(headings):
        if heading.adjacent and before.found.rank is not heading.found.rank:
            above[before.found.rank, heading.found.rank] += 2
    ranks = {heading.found.rank for heading in headings}
    for rank in ranks:
        _restarts(headings, rank, above)
    return above


def _restarts(headings: Sequence[Placed], rank: Rank, above: Counter[tuple[Rank, Rank]]) -> None:
    """After a heading of `rank`, those that count go on (then they hold it) or begin with 1 again (then it does)."""
    fresh: set[Rank] = set()
    for heading in headings:
        other = heading.found.rank
        if other is rank:
            fresh = set(_NUMBERED - {rank})
        elif other in fresh:
            fresh.discard(other)
            if heading.found.number == 1:
                above[rank, other] += 1
            elif heading.found.number > 1 and not rank.is_numbered:
                above[other, rank] += 1
