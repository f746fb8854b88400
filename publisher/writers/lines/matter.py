"""A paragraph as places where a line may end: what total fit works on. Lengths are in px, offsets in characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from publisher.writers.lines.hyphenation import Division, divisions, opens_sentence

SPACES = " \u00a0"
"""The spaces that justification stretches; the second never ends a line."""

STIFF = "—\u00a0"
"""What opens a line of dialogue, as a run of its own: the same space behind the dash on all lines, however full."""

OBJECT, JOINER = "\ufffc", "\u2060"
_TOKEN = re.compile(f"[{SPACES}]|[^{SPACES}]+")
_SHORT_WORD = re.compile(r"(?:^|[\s(«„—])[а-яёіїєґўәғқңөұүһ]{1,3}$")
"""Before a no-break space that only keeps a preposition, conjunction or particle from the end of a line."""
_OWN_HYPHENS = "-\u2010"
_SOFT_HYPHEN = "\u00ad"
_ZERO_WIDTH_SPACE = "\u200b"

SPACE, GLUE, PLAIN, OWN_HYPHEN, HYPHEN, LAST_RESORT, NAME, END = range(8)
"""Kinds of places: a space; a no-break space behind a short word; behind a dash or an invisible space; behind a hyphen
of the text; where a hyphen is added; the same in a long part of a compound; the same in a name; the end of the
paragraph (or a forced line break)."""

ADDED = frozenset({HYPHEN, LAST_RESORT, NAME})
_KINDS = {Division.FREE: HYPHEN, Division.COMPOUND: LAST_RESORT, Division.NAME: NAME}


@dataclass(slots=True)
class Run:
    """A text with one style. `measure`: the width of what stands between two spaces.

    `minima`: letters of a word, before and after the hyphen, or None where no hyphen is added; `soft`: soft hyphens
    count; `wraps`: a line may end in it.
    """

    text: str
    measure: Callable[[str], float]
    space: float
    language: str = ""
    minima: tuple[int, int, int] | None = None
    soft: bool = True
    wraps: bool = True
    hyphen: str = "-"
    cuts: dict[tuple[str, bool], tuple[tuple[int, int, float, float], ...]] = field(default_factory=dict)
    x: float = 0.0
    end: float = 0.0
    """Where the run begins and ends, when nothing is stretched."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What is no text: a margin, a picture.

    `shown`: what stands for it when line breaks are looked for: OBJECT, if it stands like a letter; JOINER, if no line
    may end at it.
    """

    width: float
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Forced:
    """A line ends here whatever it holds."""


Item = Run | Gap | Forced


@dataclass(slots=True)
class Matter:
    """Places where a line may end, in order, as columns.

    A line from place `a` to place `b` is `ends[b] - starts[a]` wide and has `spaces_to[b] - spaces_from[a]` spaces.
    `at[p]`: run, offset where its line ends, offset where the next one begins. `tail`: the first place in the last
    word of the paragraph.
    """

    runs: list[Run]
    space: float
    kinds: list[int] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    spaces_to: list[int] = field(default_factory=list)
    spaces_from: list[int] = field(default_factory=list)
    at: list[tuple[int, int, int]] = field(default_factory=list)
    tail: int = 0
    spaces_before: list[int] = field(default_factory=list)
    """Spaces in front of each run."""

    def position(self, run: int, offset: int) -> tuple[float, int]:
        """(x, spaces before) of a line that begins at an offset of a run, also in the middle of a word."""
        piece = self.runs[run]
        x, spaces = piece.x, self.spaces_before[run]
        for token in _TOKEN.finditer(piece.text):
            if token.end() > offset:
                whole = piece.measure(token[0]) if token[0] not in SPACES else piece.space
                rest = token[0][offset - token.start() :]
                return x + (whole - piece.measure(rest) if rest != token[0] else 0.0), spaces
            x += piece.space if token[0] in SPACES else piece.measure(token[0])
            spaces += token[0] in SPACES
        return x, spaces


def matter_of(items: Sequence[Item], break_offsets: Callable[[str], Iterable[int]]) -> Matter:
    """The places of a paragraph.

    Args:
        break_offsets: Unicode's line breaks of a text (UAX #14): offsets in front of which a line may begin.
    """
    whole = "".join(_shown(item) for item in items)
    builder = _Builder(Matter([], 0.0), whole, sorted(break_offsets(whole)))
    for item in items:
        builder.add(item)
    return builder.finished()


def spaces_in(text: str) -> int:
    """The spaces of a run that justification stretches."""
    return 0 if text == STIFF else sum(text.count(space) for space in SPACES)


def _shown(item: Item) -> str:
    if isinstance(item, Run):
        return item.text
    if isinstance(item, Forced):
        return "\n"
    return item.shown


class _Builder:
    def __init__(self, matter: Matter, whole: str, breaks: list[int]) -> None:
        self.matter, self.whole = matter, whole
        self.breaks, self.next = breaks, 0
        self.x, self.spaces, self.global_offset = 0.0, 0, 0
        self.widest = -1

    def add(self, item: Item) -> None:
        if isinstance(item, Gap):
            self.x += item.width
            self.global_offset += len(item.shown)
        elif isinstance(item, Forced):
            self._place(END, (len(self.matter.runs) - 1, -1, -1))
            self.global_offset += 1
        else:
            self._run(item)

    def finished(self) -> Matter:
        matter = self.matter
        self._place(END, (len(matter.runs) - 1, -1, -1))
        last = len(matter.kinds) - 2
        while last >= 0 and matter.kinds[last] in (*ADDED, OWN_HYPHEN, PLAIN):
            last -= 1
        matter.tail = last + 1
        return matter

    def _run(self, run: Run) -> None:
        matter = self.matter
        matter.runs.append(run)
        matter.spaces_before.append(self.spaces)
        if len(run.text) > self.widest:  # the main run of the paragraph: its space is the paragraph's
            self.widest, matter.space = len(run.text), run.space
        run.x = self.x
        for token in _TOKEN.finditer(run.text):
            if token[0] in SPACES:
                self._space(run, token.start())
            else:
                self._word(run, token[0], token.start())
        run.end = self.x
        self.global_offset += len(run.text)

    def _space(self, run: Run, offset: int) -> None:
        width = run.space
        if self._is_break(self.global_offset + offset + 1) and run.wraps and run.text[offset] == " ":
            self._place(SPACE, (len(self.matter.runs) - 1, offset, offset + 1), start=self.x + width, passed=1)
        elif run.wraps and run.text[offset] == "\u00a0" and self._holds_a_short_word(self.global_offset + offset):
            self._place(GLUE, (len(self.matter.runs) - 1, offset, offset + 1), start=self.x + width, passed=1)
        self.x += width
        self.spaces += run.text != STIFF

    def _holds_a_short_word(self, at: int) -> bool:
        return self.whole[at + 1 : at + 2].isalpha() and bool(_SHORT_WORD.search(self.whole[max(0, at - 5) : at]))

    def _is_break(self, offset: int) -> bool:
        breaks = self.breaks
        while self.next < len(breaks) and breaks[self.next] < offset:
            self.next += 1
        return self.next < len(breaks) and breaks[self.next] == offset

    def _word(self, run: Run, word: str, offset: int) -> None:
        width = run.measure(word)
        if run.wraps:
            begin = self.global_offset + offset
            found = self._divided(run, word, begin)
            inside = self._breaks_within(begin, begin + len(word))
            if inside:
                points = {point[0]: point for point in found}
                points |= {at - begin: self._broken(run, word, at - begin, width) for at in inside}
                found = tuple(points[at] for at in sorted(points))
            number = len(self.matter.runs) - 1
            for at, kind, end, start in found:
                self._place(kind, (number, offset + at, offset + at), end=self.x + end, start=self.x + start)
        self.x += width

    def _breaks_within(self, begin: int, end: int) -> list[int]:
        """Line breaks in front of letters of a word, and behind it."""
        breaks, found = self.breaks, []
        if self.next < len(breaks) and breaks[self.next] <= end:
            index = bisect_right(breaks, begin)
            while index < len(breaks) and breaks[index] <= end:
                if breaks[index] < len(self.whole):
                    found.append(breaks[index])
                index += 1
        return found

    def _broken(self, run: Run, word: str, at: int, width: float) -> tuple[int, int, float, float]:
        before, after = word[:at], word[at:]
        start = width - run.measure(after) if after else width
        if before[-1] == _SOFT_HYPHEN:
            if not run.soft:
                return at, PLAIN, width * 1e6, start
            return at, HYPHEN, run.measure(before + run.hyphen), start
        end = run.measure(before) if after else width
        return at, OWN_HYPHEN if before[-1] in _OWN_HYPHENS else PLAIN, end, start

    def _divided(self, run: Run, word: str, begin: int) -> tuple[tuple[int, int, float, float], ...]:
        if run.minima is None or len(word) < run.minima[0] or _SOFT_HYPHEN in word:
            return ()
        capital = word != word.lower()
        opens = capital and opens_sentence(self.whole[max(0, begin - 60) : begin])
        cuts = run.cuts.get((word, opens))
        if cuts is None:
            width = run.measure(word)
            cuts = run.cuts[word, opens] = tuple(
                (at, _KINDS[how], run.measure(word[:at] + run.hyphen), width - run.measure(word[at:]))
                for at, how in divisions(word, run.language, run.minima, opens_sentence=opens)
            )
        return cuts

    def _place(
        self,
        kind: int,
        at: tuple[int, int, int],
        *,
        end: float | None = None,
        start: float | None = None,
        passed: int = 0,
    ) -> None:
        matter = self.matter
        matter.kinds.append(kind)
        matter.ends.append(self.x if end is None else end)
        matter.starts.append(self.x if start is None else start)
        matter.spaces_to.append(self.spaces)
        matter.spaces_from.append(self.spaces + passed)
        matter.at.append(at)
