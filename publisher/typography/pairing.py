"""Quotation marks paired by least total cost: one odd mark can't spoil the rest of a book.

A Viterbi search over the depth of quotation (0–3), from mark to mark and from paragraph to paragraph. Every mark may
open, close or be an inch sign; what its neighbours and its shape say is a cost, never a verdict. An open quotation may
be carried into the next paragraph (Russian quotes a long passage once, at its start and its end) or be abandoned.

The glyph that the search itself puts there only ever speaks for the side it was given, so a second search over the
result finds the same pairs: the chosen path has become cheaper, all others dearer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from publisher.typography.kinds import (
    APOSTROPHE,
    CLOSE,
    COLON,
    COMMA,
    DASH,
    ELLIPSIS,
    MARK,
    OPEN,
    QUOTE,
    STOP,
    TALK,
)
from publisher.typography.tokens import Block

INFINITY = 1e9
DEEPEST = 3
CARRY, ABANDON, STRAY, WRONG, DEEPER, BEAM = 1.0, 2.2, 3.0, 6.0, 0.3, 12.0
EITHER, INSIDE, UNCLEAR, SHAPE, INCH = 0.5, 1.5, 2.0, 2.0, 1.2
SETTLED = 5.0
"""A lead at which depth 0 is taken for granted at the end of a paragraph: what came before is decided."""
MOST_PENDING = 400
"""Paragraphs kept undecided at most."""

_OPENS_BEHIND = OPEN | DASH
_CLOSES_BEFORE = COMMA | STOP | COLON | MARK | ELLIPSIS | CLOSE | DASH
_NEVER_AFTER_OPENING = COMMA | COLON | MARK | CLOSE


@dataclass(slots=True)
class Step:
    """One mark: for each depth after it, what it did and the depth before; and the paragraph border in front of it."""

    block: int
    token: int
    actions: list[tuple[str, int] | None]
    carried: list[int] | None = None


@dataclass(slots=True)
class Unpaired:
    """A mark without partner: token `token` of block number `block`."""

    block: int
    token: int
    side: str


@dataclass(slots=True)
class Pairing:
    """Feeds on blocks and gives them back when their quotation marks are decided."""

    blocks: list[Block] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    costs: list[float] = field(default_factory=lambda: [0.0] + [INFINITY] * DEEPEST)
    border: list[int] | None = None

    def add(self, block: Block) -> None:
        """Take the next paragraph of the same container."""
        number = len(self.blocks)
        if number:
            self._cross_border()
        self.blocks.append(block)
        quoted_low = False
        if QUOTE not in block.kinds:
            return
        for i in [i for i, kind in enumerate(block.kinds) if kind == QUOTE]:
            glyph = block.tokens[i]
            self._mark(block, number, i, low_is_open=quoted_low)
            quoted_low = glyph == "„" or (quoted_low and glyph not in "“”")

    @property
    def is_settled(self) -> bool:
        """Whether nothing that may follow can change what has been found so far."""
        lead = min(self.costs[1:]) - self.costs[0]
        return not self.steps or lead > SETTLED or len(self.blocks) >= MOST_PENDING

    def finish(self) -> tuple[list[Block], list[Unpaired]]:
        """Decide everything taken so far: sides and depths are written into the blocks. Starts anew."""
        depth = min(range(DEEPEST + 1), key=lambda d: self.costs[d] + ABANDON * d)
        unpaired: list[Unpaired] = []
        left_open = depth
        if self.border is not None:  # paragraphs without marks stand at the end
            depth = self.border[depth]
            left_open = max(left_open, depth)
        for step in reversed(self.steps):
            action = step.actions[depth]
            if action is None:
                raise AssertionError("a depth on the path was not reached")
            what, before = action
            block = self.blocks[step.block]
            match what:
                case "open":
                    block.sides[step.token] = ("open", before)
                    if left_open and before < left_open:
                        unpaired.append(Unpaired(step.block, step.token, "open"))
                        left_open = before
                case "close":
                    block.sides[step.token] = ("close", before - 1)
                case "stray":
                    block.sides[step.token] = ("close", 0)
                    unpaired.append(Unpaired(step.block, step.token, "close"))
                case _:
                    block.sides[step.token] = ("inch", 0)
            depth = before
            if step.carried is not None:
                if step.carried[depth] != depth:
                    left_open = max(left_open, step.carried[depth])
                depth = step.carried[depth]
        blocks = self.blocks
        self.blocks, self.steps, self.border = [], [], None
        self.costs = [0.0] + [INFINITY] * DEEPEST
        return blocks, unpaired[::-1]

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

    def _mark(self, block: Block, number: int, i: int, *, low_is_open: bool) -> None:
        opening, closing, inch = evidence(block, i, low_is_open=low_is_open)
        new = [INFINITY] * (DEEPEST + 1)
        actions: list[tuple[str, int] | None] = [None] * (DEEPEST + 1)

        def offer(after: int, cost: float, what: str, before: int) -> None:
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
        self.steps.append(Step(number, i, actions, self.border))
        self.border = None


def evidence(block: Block, i: int, *, low_is_open: bool) -> tuple[float, float, float]:
    """Costs of opening, closing and being an inch sign (only behind a digit) for the mark i.

    `low_is_open`: a `„` of this paragraph still waits for its `“`.
    """
    left, left_apart = _left(block, i)
    right, right_apart = _right(block, i)
    may_open = (left_apart or bool(left & _OPENS_BEHIND)) and not right_apart and not right & _NEVER_AFTER_OPENING
    may_close = not left_apart and (right_apart or bool(right & _CLOSES_BEFORE) or not right & TALK)
    if may_open and may_close and right & TALK and not left & TALK:
        may_close = False
    if may_open != may_close:
        opening, closing = (0.0, WRONG) if may_open else (WRONG, 0.0)
    elif may_open:
        opening = closing = EITHER
    elif not left_apart and not right_apart:
        opening = closing = INSIDE
    else:
        opening = closing = UNCLEAR
    glyph = block.tokens[i]
    match glyph:
        case "«" | "„" | "‚" | "<<" | ",,":
            closing += SHAPE
        case "»" | "”" | "‘" | ">>":
            opening += SHAPE
        case "“" if block.language.quotes[0][0] == "“" or block.language.quotes[1][0] == "“":
            closing += SHAPE
        case "“" if low_is_open or block.language.quotes[0][1] == "“":
            opening += SHAPE
    digit = i and block.tokens[i - 1][-1:].isdecimal() and block.is_tight(i)
    is_inch = glyph in ('"', "''") or (glyph == "”" and all("”" not in pair for pair in block.language.quotes))
    return opening, closing, INCH if digit and is_inch else INFINITY


_THROUGH = QUOTE | APOSTROPHE
_FARTHEST = 8
"""Marks in a row that are looked through; nobody nests deeper, and a million in a row must take linear time."""


def _left(block: Block, i: int) -> tuple[int, bool]:
    """Kind of the token before the mark i, other marks skipped, and whether a space stands between."""
    for at in range(i, i - _FARTHEST, -1):
        if block.space[at]:
            return 0, True
        if not block.kinds[at - 1] & _THROUGH:
            return block.kinds[at - 1], False
    return QUOTE, False


def _right(block: Block, i: int) -> tuple[int, bool]:
    """The same for the token behind it."""
    for at in range(i + 1, i + 1 + _FARTHEST):
        if block.space[at]:
            return 0, True
        if not block.kinds[at] & _THROUGH:
            return block.kinds[at], False
    return QUOTE, False
