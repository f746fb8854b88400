"""Quotation marks paired by least total cost: one odd mark can't spoil the rest of a book.

A Viterbi search over the depth of quotation (0–3), from mark to mark and from paragraph to paragraph. Every mark may
open, close or be an inch sign; what its neighbours and its shape say is a cost, never a verdict. An open quotation may
be carried into the next paragraph (Russian quotes a long passage once, at its start and its end), opened again there
(as English and old Russian books do), be closed together with an inner one by a single mark, or be abandoned.

The glyph that the search itself puts there only ever speaks for the side it was given, so a second search over the
result finds the same pairs: the chosen path has become cheaper, all others dearer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from publisher.typography.quotation.evidence import INFINITY, Evidence

Action = Literal["open", "again", "close", "both", "stray", "inch"]

DEEPEST = 3
CARRY, ABANDON, STRAY, DEEPER, BEAM = 1.0, 2.2, 3.0, 0.3, 12.0
BOTH = 2.0
"""One mark that closes two quotations: the last one is often forgotten, «ООО „Фирма „Рога“»."""
AGAIN, AGAIN_IN_TALK = 0.3, 1.3
"""A paragraph that opens the quotation again; dear when the quotation ends before the paragraph does."""
FARTHEST = 4
"""Paragraphs without marks over which carrying costs; the rest of a long passage is free."""
SETTLED = 5.0
"""A lead at which depth 0 is taken for granted at the end of a paragraph: what came before is decided."""
MOST_PENDING = 400
"""Paragraphs kept undecided at most."""

_START = [0.0] + [INFINITY] * DEEPEST


class Side(NamedTuple):
    """What was decided about a mark: `open`, `close` or `inch`; its depth from 0; whether it has no partner.

    `partner`: number of the mark of the same paragraph behind which the lost closing mark most likely belongs.
    """

    side: str
    depth: int
    unpaired: bool = False
    partner: int | None = None


@dataclass(slots=True)
class Step:
    """One mark: for each depth after it, what it did and the depth before; and the paragraph border in front of it."""

    paragraph: int
    number: int
    actions: list[tuple[Action, int] | None]
    carried: list[int] | None = None


@dataclass(slots=True)
class Pairing:
    """Takes paragraphs, as lists of their marks, and tells the sides when they are decided."""

    paragraphs: int = 0
    steps: list[Step] = field(default_factory=list)
    costs: list[float] = field(default_factory=lambda: list(_START))
    border: list[int] | None = None
    gap: int = 0
    low: bool = False

    def add(self, marks: Sequence[Evidence]) -> None:
        """Take the next paragraph of the same container."""
        if self.paragraphs and self.steps:
            self._cross_border()
        self.paragraphs += 1
        for number, mark in enumerate(marks):
            again = _again(marks) if number == 0 and mark.begins else INFINITY
            self._mark(mark, number, again)
            if mark.lowers:
                self.low = mark.lowers > 0

    @property
    def is_settled(self) -> bool:
        """Whether nothing that may follow can change what has been found so far."""
        if not self.steps:
            return True
        return min(self.costs[1:]) - self.costs[0] > SETTLED or self.paragraphs >= MOST_PENDING

    def finish(self) -> list[list[Side]]:
        """Decide everything taken so far: for every paragraph the sides of its marks, in order. Starts anew."""
        depth = min(range(DEEPEST + 1), key=lambda d: self.costs[d] + ABANDON * d)
        way = _WayBack(self.paragraphs)
        way.abandon(depth)
        if self.border is not None:  # paragraphs without marks stand at the end
            depth = way.crossed(self.border, depth)
        for step in reversed(self.steps):
            depth = way.taken(step, depth)
            if step.carried is not None:
                depth = way.crossed(step.carried, depth)
        self.paragraphs, self.steps, self.border, self.gap, self.low = 0, [], None, 0, False
        self.costs = list(_START)
        return [found[::-1] for found in way.sides]

    def _cross_border(self) -> None:
        """Carry what is open into the next paragraph, or abandon it."""
        carry = CARRY if self.gap < FARTHEST else 0.0
        self.gap += 1
        costs = [c + (carry if depth else 0.0) for depth, c in enumerate(self.costs)]
        origin = list(range(DEEPEST + 1))
        for depth in range(1, DEEPEST + 1):
            abandoned = self.costs[depth] + ABANDON * depth
            if abandoned < costs[0]:
                costs[0], origin[0] = abandoned, depth
        self.border = origin if self.border is None else [self.border[d] for d in origin]
        self.costs = costs

    def _mark(self, mark: Evidence, number: int, again: float) -> None:
        opening, closing, inch = mark.while_low if self.low else mark.usual
        new = [INFINITY] * (DEEPEST + 1)
        actions: list[tuple[Action, int] | None] = [None] * (DEEPEST + 1)

        def offer(after: int, cost: float, what: Action, before: int) -> None:
            if cost < new[after]:
                new[after], actions[after] = cost, (what, before)

        for depth, cost in enumerate(self.costs):
            if cost >= INFINITY:
                continue
            if depth < DEEPEST:
                offer(depth + 1, cost + opening + DEEPER * depth, "open", depth)
            if depth:
                offer(depth - 1, cost + closing, "close", depth)
                offer(depth, cost + opening + again, "again", depth)
            else:
                offer(0, cost + closing + STRAY, "stray", 0)
            if depth > 1:
                offer(depth - 2, cost + closing + BOTH + DEEPER * (depth - 2), "both", depth)
            if inch < INFINITY:
                offer(depth, cost + inch, "inch", depth)
        best = min(new)
        self.costs = [c - best if c <= best + BEAM else INFINITY for c in new]
        self.steps.append(Step(self.paragraphs - 1, number, actions, self.border))
        self.border, self.gap = None, 0


@lru_cache(maxsize=1 << 12)
def paired_alone(marks: tuple[Evidence, ...]) -> tuple[Side, ...] | None:
    """The sides of a paragraph's marks in front of which nothing is open; None if they hang on what follows."""
    pairing = Pairing()
    pairing.add(marks)
    return tuple(pairing.finish()[0]) if pairing.is_settled else None


def paired(marks: Mapping[int, Sequence[Evidence]], begins: Sequence[bool]) -> dict[int, Sequence[Side]]:
    """The sides of the marks of all paragraphs that have any, by the paragraph's number.

    Args:
        marks: those of the paragraphs that have any.
        begins: for each paragraph whether a container begins with it.
    """
    sides: dict[int, Sequence[Side]] = {}
    pairing = Pairing()
    pending: list[int] = []
    behind = 0
    for number in (*sorted(marks), len(begins)):
        for between in range(behind, number + 1):
            if pending and (between == len(begins) or begins[between] or pairing.is_settled):
                sides.update(zip(pending, pairing.finish(), strict=True))
                pending = []
            if not pending:
                break
            if between < number:
                pending.append(between)
                pairing.add(())
        if number in marks:
            alone = None if pending else paired_alone(tuple(marks[number]))
            if alone is not None:
                sides[number] = alone
            else:
                pending.append(number)
                pairing.add(marks[number])
        behind = number + 1
    return {number: found for number, found in sides.items() if found}


def _again(marks: Sequence[Evidence]) -> float:
    """What it costs the first mark of a paragraph to open the quotation of the paragraph before it again.

    Cheap when it goes on behind the paragraph, or ends with it, alone or with an inner one. The sides of the other
    marks must not count here: they are not the same when the result is read again.
    """
    ends = len(marks) == 1 or marks[1].ends or (len(marks) % 2 == 0 and marks[-2].ends)
    return AGAIN if ends else AGAIN_IN_TALK


class _WayBack:
    """Walks the cheapest path from its end to its beginning and collects the sides, the last mark first."""

    def __init__(self, paragraphs: int) -> None:
        self.sides: list[list[Side]] = [[] for _ in range(paragraphs)]
        self.lost: dict[int, tuple[int, int] | None] = {}
        """Depths whose opening mark, met next, has no partner; and the mark of a paragraph that should have closed."""

    def abandon(self, depth: int) -> None:
        """Below `depth` all is left open here."""
        self.lost |= dict.fromkeys(range(depth))

    def crossed(self, border: list[int], depth: int) -> int:
        """The depth in front of one or more borders of paragraphs."""
        before = border[depth]
        if before != depth:
            self.abandon(before)
        return before

    def taken(self, step: Step, depth: int) -> int:
        """The depth in front of a mark."""
        action = step.actions[depth]
        if action is None:
            raise AssertionError("a depth on the path was not reached")
        what, before = action
        self.sides[step.paragraph].append(self._side(what, before, step))
        return before

    def _side(self, what: Action, before: int, step: Step) -> Side:
        match what:
            case "open":
                if before not in self.lost:
                    return Side("open", before)
                place = self.lost.pop(before)
                return Side("open", before, True, place[1] if place and place[0] == step.paragraph else None)
            case "again":
                return Side("open", before - 1)
            case "close":
                return Side("close", before - 1)
            case "both":
                self.lost[before - 2] = (step.paragraph, step.number)
                return Side("close", before - 1)
            case "stray":
                return Side("close", 0, True)
            case _:
                return Side("inch", 0)
