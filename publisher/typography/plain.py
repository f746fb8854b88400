"""Cleans a plain text file's characters in place: indents, blank lines and line ends stay where they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from html import unescape
from typing import NamedTuple

from publisher.model.text import Edit, Run, Text
from publisher.model.waiver import Waivers, directive_of_line, resolve
from publisher.typography import alphabet as ab
from publisher.typography.composing import remarks_in_source, to_source
from publisher.typography.engine.drafts import RawEdit
from publisher.typography.engine.edit_set import EditSet
from publisher.typography.engine.engine import Engine, Passage
from publisher.typography.remark import Remark
from publisher.typography.rulebook import rulebook
from publisher.typography.rules.hygiene import INVISIBLE, UNSEEN
from publisher.typography.settings import Settings
from publisher.typography.tokens import TRAILING
from publisher.typography.undisturbed import undisturbed
from publisher.typography.waiving import Waiving

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_CELL = re.compile(r"[^\t\r\n \u00a0](?:[^\t\r\n]*[^\t\r\n \u00a0])?")
_BLANKS = " \t\u00a0"
_UNPRINTED = _BLANKS + INVISIBLE
_INDENT = re.compile(f"[{_BLANKS}]*")
_SENTENCE_END = frozenset(".!?…:;)*-—–―−‒‘’′″´").union(*(ab.QUOTE_GLYPHS - {",,"}))
"""Whatever glyph stands for a mark before or after cleaning: a line is judged the same both times."""
WRAPPED = 100
"""A file nearly all of whose lines are at most this long, some of them about as long, is hard-wrapped."""
_NEAR = 20
"""Characters looked at on both sides of a line end."""
_FEW_LINES = 20
_NEARLY_ALL = 0.95


class _Line(NamedTuple):
    """One line: where its characters stand, without indent, blanks at its end and line end."""

    start: int
    end: int
    tail: int
    indent: int


_line: Callable[[tuple[int, int, int, int]], _Line] = partial(tuple.__new__, _Line)
"""What `_Line._make` does, without a call of Python for each line of a book."""


def cleaned_plain(chars: str, settings: Settings, *, waived: bool = True) -> tuple[list[Edit], list[Remark]]:
    """The edits that clean a plain text and the remarks about it, with offsets in `chars`, sorted.

    Without `waived`, what its author wants left alone is cleaned like all the rest.
    """
    found, remarks = swept_plain(chars, settings, waived=waived)
    return list(map(Edit._make, found.rows())), remarks


@undisturbed()
def swept_plain(chars: str, settings: Settings, *, waived: bool = True) -> tuple[EditSet, list[Remark]]:
    """The same with edits of which no more is made than somebody asks for."""
    lines = lines_of(chars)
    passages = list(passages_of(chars, lines))
    waiving = Waiving(waivers_of_plain(chars).ranges if waived else ())
    hidden = [p._replace(text=waiving.protected(_placed(p))) for p in passages] if waiving else passages
    swept = Engine(settings).sweep(hidden)
    # Of most passages the characters stand there one to one, and the passage knows where: they are left in columns.
    joined = {number for number, passage in enumerate(passages) if passage.text.origin}
    apart = sorted(joined.union(swept.apart))
    result: list[RawEdit] = []
    remarks: list[Remark] = []
    for number in apart:
        passage, cleaned = passages[number], swept[number]
        if number in joined:
            result += to_source(passage.text, cleaned.edits, chars)
            remarks += remarks_in_source(passage.text, cleaned.remarks)
        else:
            result += cleaned.raw
            remarks += cleaned.remarks
    if TRAILING in rulebook(settings).on:
        result += [(line.end, line.tail, "", TRAILING) for line in lines if line.end < line.tail]
    found = EditSet(result, swept.columns(without=apart))
    if waiving:
        found = EditSet([*waiving.kept_in_source(map(Edit._make, found.rows()))])
        remarks = waiving.kept_in_source(remarks)
    return found, remarks


def waivers_of_plain(chars: str) -> Waivers:
    """What the author of a plain text wants left alone: comments to the cleanup stand on lines of their own."""
    if "<!--" not in chars:
        return Waivers()
    said = [directive for line in _LINE.finditer(chars) if (directive := directive_of_line(line[1], line.start()))]
    if not said:
        return Waivers()
    runs = [_placed(passage).origin for passage in passages_of(chars)]
    texts = [(of_text[0].source, of_text[-1].source_end) for of_text in runs]
    return resolve(said, chars, texts, texts)


def passages_of(chars: str, lines: Sequence[_Line] | None = None) -> Iterator[Passage]:
    """The paragraphs of a plain text, hard-wrapped lines joined by atoms; indents and line ends belong to none.

    The cells of a table that is set with tabs are passages of their own; its tabs belong to none. `lines`: those of
    the text, if somebody knows them.
    """
    lines = lines_of(chars) if lines is None else lines
    follows = _continuation(lines)
    has_comments = "<!--" in chars
    tabbed = _tabbed(chars, lines) if "\t" in chars else frozenset()
    paragraph: list[_Line] = []
    previous: _Line | None = None
    for number, line in enumerate(lines):
        if line.start == line.end:
            previous = None
            continue
        if has_comments and directive_of_line(chars[line.start : line.end], line.start):
            continue
        if paragraph and (number in tabbed or previous is None or not follows(chars, previous, line)):
            yield _passage(chars, paragraph)
            paragraph = []
        if number in tabbed:
            yield from _cells(chars, line)
            previous = None
            continue
        paragraph.append(line)
        previous = line
    if paragraph:
        yield _passage(chars, paragraph)


def _tabbed(chars: str, lines: Sequence[_Line]) -> frozenset[int]:
    """Numbers of the lines that are rows of a table: two tabs inside, or as many as the line before or behind."""
    tabs = [chars.count("\t", line.start, line.end) for line in lines]
    beside = zip((0, *tabs), tabs, (*tabs[1:], 0), strict=False)
    return frozenset(number for number, (a, n, b) in enumerate(beside) if n > 1 or (n and n in (a, b)))


def _cells(chars: str, line: _Line) -> Iterator[Passage]:
    for cell in _CELL.finditer(chars, line.start, line.end):
        start = cell.start()
        yield Passage(Text(cell[0]), replies=False, at=start)


def _passage(chars: str, lines: list[_Line]) -> Passage:
    """The lines of a paragraph; the characters of a single one stand in the source one to one, from `at` on."""
    if len(lines) > 1:
        return Passage(_joined(chars, lines), border=False)
    start, end, _, _ = lines[0]
    return Passage(Text(chars[start:end]), False, True, start)


def _placed(passage: Passage) -> Text:
    """A passage's text, which knows where its characters stand in the source."""
    text, at = passage.text, passage.at
    return text if text.origin else replace(text, origin=(Run(0, len(text.chars), at, at + len(text.chars)),))


def lines_of(chars: str) -> list[_Line]:
    """The lines of a text."""
    lines: list[_Line] = []
    for start, tail in _contents(chars):
        if start == tail or (chars[start] not in _UNPRINTED and chars[tail - 1] not in _UNPRINTED):
            lines.append(_line((start, tail, tail, 0)))
        else:
            lines.append(_trimmed(chars, start, tail))
    return lines


def _trimmed(chars: str, start: int, tail: int) -> _Line:
    """A line that begins or ends with what is not seen."""
    first = _INDENT.match(chars, start, tail).end()  # type: ignore[union-attr]
    if first < tail and chars[first] not in _UNPRINTED:
        indent = first - start
    else:
        inner = chars[start:tail]
        inner = inner[: len(inner) - len(inner.lstrip(_UNPRINTED))]
        indent = sum(c in _BLANKS for c in inner)
    end = tail if chars[tail - 1] not in _UNPRINTED else start + len(chars[start:tail].rstrip(_UNPRINTED))
    return _line((first, max(first, end), tail, indent))


def _contents(chars: str) -> Iterator[tuple[int, int]]:
    """Where every line begins and, without its end, ends."""
    if "\r" in chars:
        yield from (match.span(1) for match in _LINE.finditer(chars))
        return
    start = 0
    while (tail := chars.find("\n", start)) >= 0:
        yield start, tail
        start = tail + 1
    yield start, len(chars)


def _continuation(lines: Sequence[_Line]) -> Callable[[str, _Line, _Line], bool]:
    """Tells whether a line goes on with the paragraph of the line before it (no blank line between them)."""
    filled = [line for line in lines if line.start < line.end]
    lengths = sorted(line.end - line.start + line.indent for line in filled)
    is_wrapped = len(filled) > _FEW_LINES and lengths[int(len(lengths) * _NEARLY_ALL)] <= WRAPPED
    usual = Counter(line.indent for line in filled).most_common(1)[0][0] if filled else 0

    def by_indent(_chars: str, _previous: _Line, line: _Line) -> bool:
        return line.indent <= usual

    def by_letters(chars: str, previous: _Line, line: _Line) -> bool:
        if line.indent != previous.indent or _is_no_small_letter(chars[line.start]):
            return False
        after = _seen(chars[line.start : min(line.end, line.start + _NEAR)])
        if not after[:1].islower():
            return False
        before = _seen(chars[max(previous.start, previous.end - _NEAR) : previous.end])
        return before[-1:] not in _SENTENCE_END and not before.endswith(",,")

    return by_indent if is_wrapped else by_letters


def _is_no_small_letter(first: str) -> bool:
    """Whether a line cannot begin with a small letter, whatever its first character turns out to be."""
    return first.isupper() or (first.isprintable() and first != "&" and not first.islower())


def _seen(chars: str) -> str:
    """The characters as they will be when entities and what is not seen are gone."""
    return UNSEEN.sub("", unescape(chars) if "&" in chars else chars)


def _joined(chars: str, lines: Sequence[_Line]) -> Text:
    """The lines as one Text: a space stands for each line end and the indent behind it, as one atom."""
    pieces: list[str] = []
    runs: list[Run] = []
    at = 0
    for number, line in enumerate(lines):
        if number:
            pieces.append(" ")
            runs.append(Run(at, at + 1, lines[number - 1].end, line.start))
            at += 1
        length = line.end - line.start
        pieces.append(chars[line.start : line.end])
        runs.append(Run(at, at + length, line.start, line.end))
        at += length
    return Text("".join(pieces), (), tuple(runs))
