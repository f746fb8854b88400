"""Quotation marks paired by least total cost: one odd mark can't spoil the rest of a book.

A Viterbi search over the depth of quotation (0–3), from mark to mark and from paragraph to paragraph. Every mark may
open, close or be an inch sign; what its neighbours and its shape say is a cost, never a verdict. An open quotation may
be carried into the next paragraph (Russian quotes a long passage once, at its start and its end) or be abandoned.

The glyph that the search itself puts there only ever speaks for the side it was given, so a second search over the
result finds the same pairs: the chosen path has become cheaper, all others dearer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from publisher.typography.evidence import INFINITY, Evidence

Action = Literal["open", "close", "stray", "inch"]

DEEPEST = 3
CARRY, ABANDON, STRAY, DEEPER, BEAM = 1.0, 2.2, 3.0, 0.3, 12.0
SETTLED = 5.0
"""A lead at which depth 0 is taken for granted at the end of a paragraph: what came before is decided."""
MOST_PENDING = 400
"""Paragraphs kept undecided at most."""

_START = [0.0] + [INFINITY] * DEEPEST


class Side(NamedTuple):
    """What was decided about a mark: `open`, `close` or `inch`; its depth from 0; whether it has no partner."""

    side: str
    depth: int
    unpaired: bool = False


@dataclass(slots=True)
class Step:
    """One mark: for each depth after it, what it did and the depth before; and the paragraph border in front of it."""

    paragraph: int
    actions: list[tuple[Action, int] | None]
    carried: list[int] | None = None


@dataclass(slots=True)
class Pairing:
    """Takes paragraphs, as lists of their marks, and tells the sides when they are decided."""

    paragraphs: int = 0
    steps: list[Step] = field(default_factory=list)
    costs: list[float] = field(default_factory=lambda: list(_START))
    border: list[int] | None = None

    def add(self, marks: Iterable[Evidence]) -> None:
        """Take the next paragraph of the same container."""
        if self.paragraphs and self.steps:
            self._cross_border()
        self.paragraphs += 1
        low = False
        for mark in marks:
            self._mark(mark, low=low)
            if mark.lowers:
                low = mark.lowers > 0

    @property
    def is_settled(self) -> bool:
        """Whether nothing that may follow can change what has been found so far."""
        if not self.steps:
            return True
        return min(self.costs[1:]) - self.costs[0] > SETTLED or self.paragraphs >= MOST_PENDING

    def finish(self) -> list[list[Side]]:
        """Decide everything taken so far: for every paragraph the sides of its marks, in order. Starts anew."""
        sides: list[list[Side]] = [[] for _ in range(self.paragraphs)]
        depth = min(range(DEEPEST + 1), key=lambda d: self.costs[d] + ABANDON * d)
        left_open = depth
        if self.border is not None:  # paragraphs without marks stand at the end
            depth = self.border[depth]
            left_open = max(left_open, depth)
        for step in reversed(self.steps):
            action = step.actions[depth]
            if action is None:
                raise AssertionError("a depth on the path was not reached")
            what, before = action
            found = sides[step.paragraph]
            match what:
                case "open":
                    lonely = bool(left_open) and before < left_open
                    left_open = before if lonely else left_open
                    found.append(Side("open", before, lonely))
                case "close":
                    found.append(Side("close", before - 1))
                case "stray":
                    found.append(Side("close", 0, True))
                case _:
                    found.append(Side("inch", 0))
            depth = before
            if step.carried is not None:
                if step.carried[depth] != depth:
                    left_open = max(left_open, step.carried[depth])
                depth = step.carried[depth]
        for found in sides:
            found.reverse()
        self.paragraphs, self.steps, self.border = 0, [], None
        self.costs = list(_START)
        return sides

    def _cross_border(self) -> None:
        """Carry what is open into the next paragraph, or abandon it."""
        costs = [c + (CARRY if depth else 0.0) for depth, c in enumerate(self.costs)]
        origin = list(range(DEEPEST + 1))
        for depth in range(1, DEEPEST + 1):
            abandoned = self.costs[depth] + ABANDON * depth
            if abandoned < costs[0]:
                costs[0], origin[0] = abandoned, depth
        self.border = origin if self.border is None else [self.border[d] for d in origin]
        self.costs = costs

    def _mark(self, mark: Evidence, *, low: bool) -> None:
        opening, closing, inch = mark.while_low if low else mark.usual
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
            else:
                offer(0, cost + closing + STRAY, "stray", 0)
            if inch < INFINITY:
                offer(depth, cost + inch, "inch", depth)
        best = min(new)
        self.costs = [c - best if c <= best + BEAM else INFINITY for c in new]
        self.steps.append(Step(self.paragraphs - 1, actions, self.border))
        self.border = None
