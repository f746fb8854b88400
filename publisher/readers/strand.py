"""Characters with their place in the source: what readers cut up, and how they build texts from the pieces.

A parser wants one plain string; the source has container prefixes, `\\r\\n` and control characters in between.
A `Strand` is that plain string with the source offset of every character; a `TextBuilder` copies ranges of strands
into a `Text`, so that every character that reaches a work still knows where it came from.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from publisher.model.source import LINE_END
from publisher.model.text import Mark, MarkKind, Run, Text

UNPARSEABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""Characters that parsers stumble over; they see U+FFFD instead, the texts keep the original."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source: its characters stand at `start:end`, the line end excluded."""

    start: int
    end: int


def lines_of(chars: str, start: int = 0) -> list[Line]:
    """The lines of `chars[start:]`; a line end at the very end opens no further line."""
    lines = []
    for match in LINE_END.finditer(chars, start):
        lines.append(Line(start, match.start()))
        start = match.end()
    if start < len(chars):
        lines.append(Line(start, len(chars)))
    return lines


class Strand:
    """`chars` as a parser sees them, `pieces` says where they stand: (start in chars, offset in source), sorted."""

    __slots__ = ("_sources", "_starts", "chars")

    def __init__(self, chars: str, pieces: Iterable[tuple[int, int]]) -> None:
        self.chars = chars
        self._starts: list[int] = []
        self._sources: list[int] = []
        for start, source in pieces:
            if self._starts and source - self._sources[-1] == start - self._starts[-1]:
                continue
            self._starts.append(start)
            self._sources.append(source)

    @classmethod
    def cut(cls, chars: str, start: int, end: int) -> Strand:
        """The range `start:end` of a source's characters."""
        return cls(UNPARSEABLE.sub("\ufffd", chars[start:end]), [(0, start)])

    @classmethod
    def joined(cls, parts: Iterable[tuple[str, int]]) -> Strand:
        """Lines (their characters, where they stand), a `\\n` after each but the last."""
        pieces: list[tuple[int, int]] = []
        texts: list[str] = []
        at = 0
        for chars, source in parts:
            pieces += ((at, source), (at + len(chars), source + len(chars)))
            texts.append(chars)
            at += len(chars) + 1
        return cls("\n".join(texts), pieces)

    def offset(self, at: int) -> int:
        """Where the character at `at` stands in the source; for the end, the offset behind the last one."""
        if not self._starts:
            return 0
        if at >= len(self.chars) > 0:
            return self.offset(len(self.chars) - 1) + 1
        index = max(bisect_right(self._starts, at) - 1, 0)
        return self._sources[index] + at - self._starts[index]

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The ranges of the source, in order, where `start:end` stands."""
        if start >= end:
            return
        index = max(bisect_right(self._starts, start) - 1, 0)
        while start < end:
            until = min(end, self._starts[index + 1]) if index + 1 < len(self._starts) else end
            source = self._sources[index] + start - self._starts[index]
            yield source, source + until - start
            start = until
            index += 1

    def sub(self, start: int, end: int) -> Strand:
        """The part `start:end`."""
        pieces = []
        at = 0
        for a, b in self.pieces(start, end):
            pieces.append((at, a))
            at += b - a
        return Strand(self.chars[start:end], pieces)


class TextBuilder:
    """Collects characters with origin, and marks around them."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.length = 0
        self._chars: list[str] = []
        self._runs: list[Run] = []
        self._marks: list[Mark] = []
        self._open: list[tuple[int, MarkKind, str, str]] = []
        self._copied = False
        self._breaks: list[int] = []
        self._cut = 0

    def copy(self, strand: Strand, start: int, end: int) -> None:
        """The range `start:end` of a strand, one to one."""
        for a, b in strand.pieces(start, end):
            self._add(self.source[a:b], a, b, copied=True)

    def put(self, chars: str, source: int, source_end: int) -> None:
        """`chars` that stand in the source in another spelling (entity, escape, line end)."""
        self._add(chars, source, source_end, copied=False)

    def insert(self, chars: str) -> None:
        """`chars` that stand nowhere in the source."""
        self._chars.append(chars)
        self.length += len(chars)
        self._copied = False

    def _add(self, chars: str, source: int, source_end: int, *, copied: bool) -> None:
        if not chars:
            return
        start, end = self.length, self.length + len(chars)
        last = self._runs[-1] if self._runs else None
        if copied and self._copied and last and last.end == start and last.source_end == source:
            self._runs[-1] = Run(last.start, end, last.source, source_end)
        else:
            self._runs.append(Run(start, end, source, source_end))
        self._copied = copied
        self._chars.append(chars)
        self.length = end

    @property
    def last(self) -> str:
        """The last character so far."""
        return self._chars[-1][-1] if self._chars else ""

    @property
    def link(self) -> str:
        """The address of the innermost open link, or nothing."""
        return next((value for _, kind, value, _ in reversed(self._open) if kind == "link"), "")

    def open(self, kind: MarkKind, value: str = "", title: str = "") -> None:
        self._open.append((self.length, kind, value, title))

    def close(self, kind: MarkKind) -> bool:
        """End the innermost open mark of this kind; False when there is none. Only those for an index may be empty."""
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][1] == kind:
                start, _, value, title = self._open.pop(index)
                if start < self.length or kind == "index":
                    self._marks.append(Mark(start, self.length, kind, value, title))
                return True
        return False

    def soft_break(self, source: int, source_end: int) -> None:
        """A line end of the source inside a block: becomes a space, remembered for `lines`."""
        self._breaks.append(self.length)
        self.put(" ", source, source_end)

    def hard_break(self, source: int, source_end: int) -> None:
        """A forced line break."""
        self._breaks.append(self.length)
        self.put("\n", source, source_end)

    def line_ends(self) -> tuple[int, ...]:
        """Where in the finished text the source has a line end (soft or forced); call after `text`."""
        return tuple(at - self._cut for at in self._breaks if at >= self._cut)

    def mark(self, start: int, end: int, kind: MarkKind, value: str = "", title: str = "") -> None:
        self._marks.append(Mark(start, end, kind, value, title))

    def text(self) -> Text:
        """What was collected; marks still open end here, blanks at both ends are cut off."""
        for _, kind, _, _ in reversed(self._open.copy()):
            self.close(kind)
        chars = "".join(self._chars)
        start = len(chars) - len(chars.lstrip(" \t\n"))
        end = max(len(chars.rstrip(" \t\n")), start)
        placed = (_within(mark, start, end) for mark in self._marks)
        marks = tuple(sorted(placed, key=lambda m: (m.start, -m.end)))
        whole = Text(chars, marks, tuple(self._runs))
        self._cut = start
        return whole if (start, end) == (0, len(chars)) else whole.slice(start, end)


def _within(mark: Mark, start: int, end: int) -> Mark:
    """An empty mark that stands among the blanks at an end of a text is moved to the text."""
    if mark.start != mark.end or start <= mark.start <= end:
        return mark
    at = min(max(mark.start, start), end)
    return replace(mark, start=at, end=at)


def split(text: Text, cuts: Sequence[int]) -> list[Text]:
    """The parts of a text between the characters at `cuts` (which are sorted and go), in one pass."""
    starts = [0, *(cut + 1 for cut in cuts)]
    ends = [*cuts, len(text.chars)]
    marks: list[list[Mark]] = [[] for _ in starts]
    runs: list[list[Run]] = [[] for _ in starts]
    for mark in text.marks:
        index = max(bisect_right(starts, mark.start) - 1, 0)
        while index < len(starts) and (starts[index] < mark.end or starts[index] == mark.start):
            a, b = max(mark.start, starts[index]), min(mark.end, ends[index])
            if a < b or (mark.start == mark.end and a == b):
                marks[index].append(replace(mark, start=a - starts[index], end=b - starts[index]))
            index += 1
    for run in text.origin:
        index = max(bisect_right(starts, run.start) - 1, 0)
        while index < len(starts) and starts[index] < run.end:
            a, b = max(run.start, starts[index]), min(run.end, ends[index])
            if a < b:
                kept = (
                    (run.source, run.source_end)
                    if run.is_atom
                    else (run.source + a - run.start, run.source + b - run.start)
                )
                runs[index].append(Run(a - starts[index], b - starts[index], *kept))
            index += 1
    return [
        Text(text.chars[a:b], tuple(own), tuple(placed))
        for a, b, own, placed in zip(starts, ends, marks, runs, strict=True)
    ]


def text_of(source: str, start: int, end: int) -> Text:
    """The range `start:end` of a source as a text, one to one."""
    return Text(source[start:end], (), (Run(0, end - start, start, end),) if end > start else ())
