"""How a plain text is typed: which line ends are paragraphs and which only come from wrapping.

The thresholds come from 108 Russian texts of old text libraries (research notes, §8) and were tried on the ten that
can be shared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import NamedTuple

from publisher.model.waiver import Directive, directive_of_line
from publisher.readers.strand import lines_of

BLANKS = " \t\u00a0\ufeff\x00\x0b\x0c"
_NO_WIDTH = "\ufeff\x00\x0b\x0c"
_TAB = 4
ENDED = re.compile(r"[.!?…:;»\"”)\]}*][\d*]?$")
"""The end of a line after which the next one may begin something new."""

_LONG = 100
"""Characters: nobody wraps lines at more, and few paragraphs of a book are all shorter."""
_WIDEST = 200
"""Lines wrapped for a wide window."""
_RUNS_ON = 0.15
"""So many line ends stand within a sentence when lines are wrapped; about none when every line is a paragraph."""
_NARROWEST = 30
_DEEPEST = 8
"""Deeper lines are verse, headings, signatures: they say nothing about the wrapping of prose."""
_DEEPER = 3
"""Blanks by which a line stands deeper than paragraphs begin."""


class Row(NamedTuple):
    """A line without the blanks around it: `chars` stand at `start:end` of the source."""

    chars: str
    start: int
    end: int
    indent: int

    @property
    def blank(self) -> bool:
        return not self.chars


class Shape(Enum):
    """What begins a paragraph."""

    INDENTED = "paragraph-indented"  # every line is a paragraph, indented; headings are flush
    FLUSH = "paragraph-flush"  # every line is a paragraph
    BLANK = "paragraph-blank"  # every line is a paragraph, with an empty line behind it
    WRAPPED_INDENTED = "wrapped-indented"  # lines are wrapped, an indent begins a paragraph
    WRAPPED_DEEPER = "wrapped-all-indented"  # the same with a margin on the left: a deeper indent begins a paragraph
    WRAPPED_BLANK = "wrapped-blank"  # lines are wrapped, an empty line parts paragraphs
    VERSE = "verse"  # every line is a line of verse

    @property
    def is_wrapped(self) -> bool:
        return self in (Shape.WRAPPED_INDENTED, Shape.WRAPPED_DEEPER, Shape.WRAPPED_BLANK)

    @property
    def has_indents(self) -> bool:
        """Whether the first line of a paragraph is indented."""
        return self in (Shape.INDENTED, Shape.WRAPPED_INDENTED, Shape.WRAPPED_DEEPER)


@dataclass(frozen=True, slots=True)
class Typing:
    """The habits of one file.

    Attributes:
        margin: blanks in front of lines that begin no paragraph; more begin one where the shape has indents.
        indent: usual blanks in front of a paragraph.
        width: length that 95 of 100 lines do not exceed, indent included.
        figures: what was measured.
    """

    shape: Shape
    margin: int
    indent: int
    width: int
    figures: Mapping[str, float] = field(default_factory=dict)

    def is_flush(self, row: Row) -> bool:
        """At the left edge, where no paragraph begins; everywhere when the shape has no indents."""
        return not self.shape.has_indents or row.indent <= self.margin

    def is_deep(self, row: Row) -> bool:
        """Clearly deeper than paragraphs begin: centred, to the right, or verse."""
        return row.indent >= max(self.indent, self.margin) + _DEEPER

    def stands_out(self, row: Row) -> bool:
        """Typed otherwise than paragraphs are."""
        return self.is_flush(row) or self.is_deep(row)

    def is_full(self, row: Row, share: float = 0.7) -> bool:
        """So long that the next word may have found no room."""
        return len(row.chars) + row.indent >= share * self.width


def rows_of(chars: str) -> list[Row]:
    """All lines of the source but those that speak to the cleanup: they are no part of the text."""
    rows = []
    for line in lines_of(chars):
        if line.start == line.end:
            rows.append(Row("", line.start, line.start, 0))
            continue
        written = chars[line.start : line.end]
        if directive_of_line(written, line.start):
            continue
        stripped = written.lstrip(BLANKS)
        start = line.start + len(written) - len(stripped)
        before = written[: len(written) - len(stripped)]
        indent = len(before.expandtabs(_TAB)) - sum(map(before.count, _NO_WIDTH)) if before else 0
        stripped = stripped.rstrip(BLANKS)
        rows.append(Row(stripped, start, start + len(stripped), indent))
    return rows


def directives_of(chars: str) -> list[Directive]:
    """What the lines of the source say to the cleanup."""
    if "<!--" not in chars:
        return []
    said = (directive_of_line(chars[line.start : line.end], line.start) for line in lines_of(chars))
    return [directive for directive in said if directive]


def runs_on(before: Row, row: Row) -> bool:
    """Whether a sentence goes on from one line to the next, as far as its letters tell."""
    return row.chars[:1].islower() and not ENDED.search(before.chars[-3:])


def typing_of(rows: Sequence[Row], wanted: str = "auto") -> Typing:
    """Judge a file by the lengths of its lines, the share of indented ones and how often sentences run over lines.

    Args:
        wanted: what somebody who knows says: `paragraph` (a line is one), `wrapped` (an indent begins one), `blank`
            (an empty line parts them), `verse`; or `auto`.
    """
    written = [row for row in rows if not row.blank]
    if not written:
        return Typing(Shape.FLUSH, 0, 0, 0)
    figures = _measured(rows, written)
    width = int(figures["p95"])
    wrapped = wanted in ("wrapped", "blank") or (wanted == "auto" and _is_wrapped(figures))
    if wanted == "verse":
        return Typing(Shape.VERSE, min(row.indent for row in written), 0, width, figures)
    if wrapped:
        return _wrapped(rows, figures, width, wanted)
    return _unwrapped(written, figures, width, wanted)


def _measured(rows: Sequence[Row], written: Sequence[Row]) -> dict[str, float]:
    """The evidence: lengths in characters, shares of the written lines (`blank`: of all lines)."""
    lengths = sorted(len(row.chars) + row.indent for row in written)
    p95 = lengths[min(len(lengths) * 95 // 100, len(lengths) - 1)]
    deepest = min(row.indent for row in written) + _DEEPEST
    adjacent = [(a, b) for a, b in pairwise(rows) if a.chars and b.chars and b.indent <= deepest]
    near = [(a, b) for a, b in adjacent if len(a.chars) + a.indent >= 0.85 * p95]
    open_ends = [a for a, b in adjacent if runs_on(a, b)]
    long = _long(written, p95)
    return {
        "lines": len(written),
        "p95": p95,
        "over100": _share(sum(length > _LONG for length in lengths), len(lengths)),
        "indented": _share(sum(row.indent >= 2 for row in written), len(written)),
        "blank": _share(len(rows) - len(written), len(rows)),
        "run-on": _share(len(open_ends), len(adjacent)),
        "capped": _share(sum(length >= 0.9 * lengths[-1] for length in lengths), len(lengths))
        if len(near) > 2
        else 0.0,
        "full-run-on": _share(sum(runs_on(a, b) for a, b in near), len(near)),
        "full": _share(sum(len(row.chars) + row.indent >= 0.7 * p95 for row in open_ends), len(open_ends)),
        "longest": lengths[-1],
        "long-indented": _share(sum(row.indent >= 2 for row in long), len(long)),
    }


def _long(written: Sequence[Row], p95: float) -> list[Row]:
    """Lines long enough to be paragraphs of prose; rules of dashes are none."""
    return [row for row in written if len(row.chars) >= 0.6 * p95 and any(char.isalpha() for char in row.chars[:9])]


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def _is_wrapped(figures: Mapping[str, float]) -> bool:
    """Sentences run over the ends of lines, and these lines are about as long as the longest.

    Where lines are wide, there also have to be many that nearly reach the longest: nothing caps paragraphs.
    """
    if figures["p95"] < _NARROWEST:
        return False
    if figures["p95"] <= _LONG:
        return figures["run-on"] >= _RUNS_ON and figures["full"] >= 0.6
    return figures["p95"] <= _WIDEST and figures["capped"] >= 0.08 and figures["full-run-on"] >= 0.4


def _wrapped(rows: Sequence[Row], figures: dict[str, float], width: int, wanted: str) -> Typing:
    """What parts the paragraphs of wrapped lines: indents, or empty lines."""
    written = [row for row in rows if not row.blank]
    going_on = [b for a, b in pairwise(rows) if a.chars and b.chars and runs_on(a, b)] or written
    margin = Counter(row.indent for row in going_on).most_common(1)[0][0]
    if figures["indented"] < 0.95:
        margin = min(margin, 1)
    begins = [
        row for row in written if margin < row.indent <= margin + 12 and len(row.chars) + row.indent > 0.6 * width
    ]
    if wanted == "blank" or (wanted == "auto" and not _parts_by_indent(begins, figures)):
        return Typing(Shape.WRAPPED_BLANK, margin, margin, width, figures)
    indent = Counter(row.indent for row in begins).most_common(1)[0][0] if begins else margin + 2
    shape = Shape.WRAPPED_DEEPER if margin > 1 else Shape.WRAPPED_INDENTED
    return Typing(shape, margin, indent, width, figures)


def _parts_by_indent(begins: Sequence[Row], figures: Mapping[str, float]) -> bool:
    """Indented lines as long as the others are no verse and no headings: they begin paragraphs."""
    share = len(begins) / figures["lines"]
    return bool(begins) and (share >= 0.03 if figures["blank"] > 0.03 else True)


def _unwrapped(written: Sequence[Row], figures: dict[str, float], width: int, wanted: str) -> Typing:
    if wanted == "auto" and _looks_like_verse(written, figures):
        return Typing(Shape.VERSE, min(row.indent for row in written), 0, width, figures)
    if figures["indented"] > 0.5 or figures["long-indented"] > 0.8:
        body = [row for row in _long(written, width) if row.indent >= 2]
        usual = Counter(row.indent for row in body or written if row.indent >= 2).most_common(1)[0][0]
        margin = 1 if usual < 4 else usual // 2
        return Typing(Shape.INDENTED, margin, usual, width, figures)
    shape = Shape.BLANK if figures["blank"] > 0.3 else Shape.FLUSH
    return Typing(shape, 0, 0, width, figures)


def _looks_like_verse(written: Sequence[Row], figures: Mapping[str, float]) -> bool:
    """A file of short lines that nearly all begin with a capital, and whose sentences run over their ends."""
    if len(written) < 8 or figures["p95"] > 62:
        return False
    dashes = sum(row.chars[0] in "-–—" for row in written)
    capital = sum(row.chars.lstrip('«"„(')[:1].isupper() for row in written)
    open_end = sum(row.chars[-1].isalpha() or row.chars[-1] == "," for row in written)
    return dashes < 0.1 * len(written) and capital > 0.75 * len(written) and open_end > 0.35 * len(written)
