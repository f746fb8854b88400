"""Standoff text: plain characters, marks beside them, and where every character came from.

A typographic rule sees one plain string, so quotes pair across *emphasis* and links, and no tag is ever hidden
and put back. Marks and origins move with the edits. All positions are 0-based offsets in characters, ends exclusive.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal, NamedTuple

from publisher.model.origin import Origin, Run

__all__ = [
    "LINE_BREAK",
    "OBJECT",
    "PROTECTED",
    "Edit",
    "Mark",
    "MarkKind",
    "Run",
    "Text",
]

MarkKind = Literal[
    "emphasis", "strong", "strike", "superscript", "subscript", "small-caps", "span",
    "link",      # value: the address
    "language",  # value: a BCP 47 tag; the characters are in another language than their block
    "note",      # value: the note's id; empty span: the anchor stands between two characters
    "image",     # value: the address, title: the alternative text; covers one OBJECT character
    "page",      # value: a number; an anchor where a page of the printed edition begins
    "index",     # value: a heading of an index, title: which index and how (see `model.indexing`); may be empty
    "anchor",    # value: a name that links may lead to; empty span
    "reference", # value: an address in the book, title: what is said of it (see `model.indexing`); covers one OBJECT
    "code", "math", "address", "raw", "keep",
]  # fmt: skip
"""`keep` is a range the author protects; `raw` is markup of the source format; `address` a URL, e-mail or path."""

PROTECTED: frozenset[str] = frozenset({"code", "math", "address", "raw", "keep", "image", "reference"})
"""Kinds of marks whose characters no edit may touch."""

OBJECT = "\ufffc"
"""Stands in `Text.chars` for something that is no character (an inline image)."""

LINE_BREAK = "\n"
"""A forced line break inside a block. All other line ends have become spaces when a reader is done."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A property of the characters `start:end`; an anchor when `start == end`."""

    start: int
    end: int
    kind: MarkKind
    value: str = ""
    title: str = ""


class Edit(NamedTuple):
    """One typographic change: the characters `start:end` become `new`, because the rule `code` says so."""

    start: int
    end: int
    new: str
    code: str


@dataclass(frozen=True, slots=True)
class Text:
    """A block's characters with their marks and origin. `origin` is sorted and without overlaps.

    Readers make it a tuple; once a text is edited or packed it is an `Origin`, to be walked through, not indexed.
    """

    chars: str
    marks: tuple[Mark, ...] = ()
    origin: Sequence[Run] = ()

    def __str__(self) -> str:
        return self.chars

    def __bool__(self) -> bool:
        return bool(self.chars)

    def __reduce__(self) -> tuple[type[Text], tuple[object, ...]]:  # a third of the time of what dataclasses do
        return Text, (self.chars, self.marks, self.origin)

    @property
    def plain(self) -> str:
        """The characters on one line, without stand-ins: for metadata, bookmarks and running heads."""
        return " ".join(self.chars.replace(OBJECT, "").split("\n")).strip()

    def slice(self, start: int, end: int) -> Text:
        """The part `start:end` with its marks and origin, shifted to begin at 0. Anchors on its ends belong to it."""
        marks = tuple(
            replace(m, start=max(m.start, start) - start, end=min(m.end, end) - start)
            for m in self.marks
            if (m.start < end and m.end > start) or (m.start == m.end and start <= m.start <= end)
        )
        runs = []
        for run in self.origin:
            if run.end <= start or run.start >= end:
                continue
            if run.is_atom:
                runs.append(run._replace(start=max(run.start, start) - start, end=min(run.end, end) - start))
            else:
                a, b = max(run.start, start), min(run.end, end)
                offset = run.source - run.start
                runs.append(Run(a - start, b - start, a + offset, b + offset))
        return Text(self.chars[start:end], marks, tuple(runs))

    def source_range(self, start: int, end: int) -> tuple[int, int] | None:
        """Where `start:end` stands in the source, or None when it does not stand there in one piece.

        An insertion (`start == end`) stands behind the character before it, or before the one after it.
        """
        if start == end:
            return self._insertion_point(start)
        first: int | None = None
        last = -1
        at = start
        for run in self.origin:
            if run.end <= start:
                continue
            if run.start >= end:
                break
            if run.start > at:
                return None
            a, b = max(run.start, start), min(run.end, end)
            if run.is_atom:
                if (a, b) != (run.start, run.end):
                    return None
                source, source_end = run.source, run.source_end
            else:
                source, source_end = run.source + a - run.start, run.source + b - run.start
            if first is None:
                first = source
            elif source != last:
                return None
            last, at = source_end, b
        return None if first is None or at != end else (first, last)

    def _insertion_point(self, at: int) -> tuple[int, int] | None:
        after: int | None = None
        for run in self.origin:
            if run.start < at <= run.end and not (run.is_atom and at < run.end):
                source = run.source_end if at == run.end else run.source + at - run.start
                return source, source
            if run.start == at:
                after = run.source
        return None if after is None else (after, after)

    def source_offset(self, at: int) -> int | None:
        """Offset in the source of the character at `at`, or of the nearest one before it."""
        best: int | None = None
        for run in self.origin:
            if run.start > at:
                break
            best = run.source if run.is_atom else run.source + min(at, run.end) - run.start
        if best is None and self.origin:
            best = self.origin[0].source
        return best

    def apply(self, edits: Iterable[Edit]) -> Text:
        """This text with `edits` carried out; they must not overlap and refer to this text.

        Characters that an edit brings in keep the origin of what they replace as one atom.

        Raises:
            ValueError: two edits overlap.
        """
        ordered = sorted(edits, key=lambda e: (e.start, e.end))
        if not ordered:
            return self
        pieces: list[str] = []
        at = 0
        for edit in ordered:
            if edit.start < at:
                raise ValueError(f"overlapping edit {edit}")
            pieces += (self.chars[at : edit.start], edit.new)
            at = edit.end
        pieces.append(self.chars[at:])
        move = _Mover(ordered)
        return Text(
            "".join(pieces),
            tuple(replace(m, start=move.start_of(m), end=move.end_of(m)) for m in self.marks),
            Origin(move.runs(self.origin)) if self.origin else (),
        )

    def packed(self) -> Text:
        """The same text with its origin packed."""
        return Text(self.chars, self.marks, Origin(self.origin)) if self.origin else self


class _Mover:
    """Carries offsets over a sorted list of edits, each in the time of a search."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self.edits = edits
        self.ends = [edit.end for edit in edits]
        self.shifts = [0, *accumulate(len(edit.new) - (edit.end - edit.start) for edit in edits)]
        """How far everything behind the first n edits has moved."""

    def start_of(self, mark: Mark) -> int:
        return self._offset(mark.start, inserted_before=mark.start != mark.end)

    def end_of(self, mark: Mark) -> int:
        return self._offset(mark.end, inserted_before=False)

    def _offset(self, at: int, *, inserted_before: bool) -> int:
        """New offset of the gap before character `at`; an insertion just there goes before it if `inserted_before`."""
        done = bisect_right(self.ends, at)
        while not inserted_before and done and self.edits[done - 1].start == self.ends[done - 1] == at:
            done -= 1
        shift = self.shifts[done]
        if done < len(self.edits) and self.edits[done].start < at:  # inside a replaced range
            edit = self.edits[done]
            return edit.start + shift + min(at - edit.start, len(edit.new))
        return at + shift

    def runs(self, origin: Sequence[Run]) -> Iterator[tuple[int, int, int, int]]:
        """The origin of the new characters: kept parts one to one, replaced parts as one atom."""
        origin = tuple(origin)
        number = done = 0
        for index, run in enumerate(origin):
            start, end, source, _ = run
            is_atom, offset = run.is_atom, source - start
            at = max(start, done)
            while number < len(self.edits) and self.edits[number].start < end:
                first, last, new, _ = self.edits[number]
                shift = self.shifts[number]
                if at < first:
                    yield _kept(run, at, first, shift)
                if new and last > first:
                    if last <= end and start <= first and not is_atom:
                        yield first + shift, first + shift + len(new), first + offset, last + offset
                    elif place := _nearby(origin, index, last).source_range(first, last):
                        yield first + shift, first + shift + len(new), *place
                number += 1
                at = done = max(at, last)
            if at < end:
                yield _kept(run, at, end, self.shifts[number])


def _kept(run: Run, start: int, end: int, shift: int) -> tuple[int, int, int, int]:
    """The part `start:end` of a run, moved by `shift`."""
    if run.is_atom:
        return start + shift, end + shift, run.source, run.source_end
    offset = run.source - run.start
    return start + shift, end + shift, start + offset, end + offset


def _nearby(origin: Sequence[Run], index: int, end: int) -> Text:
    """A text with the runs from number `index` on that begin before `end`."""
    behind = index
    while behind < len(origin) and origin[behind].start < end:
        behind += 1
    return Text("", (), origin[index:behind])
