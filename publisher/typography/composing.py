"""Arithmetic of edits: two passes made one, edits of a text carried to its source file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from publisher.model.text import Edit, Run, Text
from publisher.typography.delimiters import is_harmless
from publisher.typography.remark import Remark


def edited(chars: str, edits: Iterable[tuple[int, int, str, str]]) -> str:
    """The characters with `edits` carried out, which are sorted and do not overlap."""
    pieces: list[str] = []
    at = 0
    for start, end, new, _ in edits:
        pieces += (chars[at:start], new)
        at = end
    pieces.append(chars[at:])
    return "".join(pieces)


def compose(first: Sequence[Edit], second: Sequence[Edit], lasting: frozenset[str] = frozenset()) -> list[Edit]:
    """One list of edits that does what `first` and then `second` do; `second` refers to the result of `first`.

    Both are sorted and without overlaps. Edits that touch the same characters become one, under the code of `second`,
    or of `first` if it is one of `lasting`: what changes letters has to be told by its name.
    """
    if not first:
        return list(second)
    result: list[Edit] = []
    shift = i = j = 0  # shift: offset in the middle text minus offset in the first one
    while i < len(first) or j < len(second):
        start, end = _middle(first[i], shift) if i < len(first) else (_FAR, _FAR)
        edit = second[j] if j < len(second) else _NEVER
        if end <= edit.start:
            result.append(first[i])
            shift += len(first[i].new) - (first[i].end - first[i].start)
            i += 1
        elif edit.end <= start:
            result.append(Edit(edit.start - shift, edit.end - shift, edit.new, edit.code))
            j += 1
        else:
            merged = _Merged(min(start, edit.start), shift)
            i, j = merged.collect(first, second, i, j)
            shift = merged.shift
            result.append(merged.edit(lasting))
    return result


_FAR = 1 << 62
_NEVER = Edit(_FAR, _FAR, "", "")


def _middle(edit: Edit, shift: int) -> tuple[int, int]:
    """Where an edit of the first list has put its characters in the middle text."""
    return edit.start + shift, edit.start + shift + len(edit.new)


class _Merged:
    """Edits of both lists that overlap, on their way to become one. Offsets are those of the middle text."""

    def __init__(self, begin: int, shift: int) -> None:
        self.begin = self.reach = begin
        self.origin = begin - shift
        self.shift = shift
        self.inner: list[tuple[int, Edit]] = []
        self.outer: list[Edit] = []

    def collect(self, first: Sequence[Edit], second: Sequence[Edit], i: int, j: int) -> tuple[int, int]:
        """Take what overlaps, from `first[i]` and `second[j]` on; gives back the indices behind it."""
        while True:
            start, end = _middle(first[i], self.shift) if i < len(first) else (_FAR, _FAR)
            if start < self.reach or start == self.begin == self.reach:
                self.inner.append((start, first[i]))
                self.shift += len(first[i].new) - (first[i].end - first[i].start)
                self.reach = max(self.reach, end)
                i += 1
            elif j < len(second) and (second[j].start < self.reach or second[j].start == self.begin == self.reach):
                self.outer.append(second[j])
                self.reach = max(self.reach, second[j].end)
                j += 1
            else:
                return i, j

    def edit(self, lasting: frozenset[str]) -> Edit:
        """What is left of the first edits between the second ones, with these, as one edit of the first text."""
        pieces: list[str] = []
        at = self.begin
        k = 0
        for edit in (*self.outer, Edit(self.reach, self.reach, "", "")):
            while k < len(self.inner):
                start, inner = self.inner[k]
                pieces.append(inner.new[max(at - start, 0) : max(edit.start - start, 0)])
                if start + len(inner.new) > edit.start:
                    break
                k += 1
            pieces.append(edit.new)
            at = edit.end
        code = next((edit.code for _, edit in self.inner if edit.code in lasting), self.outer[-1].code)
        return Edit(self.origin, self.reach - self.shift, "".join(pieces), code)


def to_source(text: Text, edits: Iterable[Edit], chars: str) -> list[Edit]:
    """The edits of a text as edits of its source's characters `chars`.

    An edit whose characters don't stand there in one piece is split where they come apart; what can't be said in the
    source (a change inside an entity, a space that is a line end there) is left out: no edit joins lines, none makes
    or breaks emphasis.
    """
    runs = tuple(text.origin)
    result: list[Edit] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        while at < len(runs) and runs[at].end < edit.start:
            at += 1
        result.extend(placed for placed in _placed(edit, runs, at, chars) if is_harmless(placed, chars))
    return result


def remarks_in_source(text: Text, remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Remarks about a text as remarks about its source. A proposal that can't be carried out there is dropped."""
    for remark in remarks:
        place = text.source_range(remark.start, remark.end)
        if place is not None:
            yield replace(remark, start=place[0], end=place[1])
        elif (offset := text.source_offset(remark.start)) is not None:
            yield replace(remark, start=offset, end=offset, new=None)


def _placed(edit: Edit, runs: Sequence[Run], at: int, chars: str) -> Iterable[Edit]:
    if at < len(runs):
        run = runs[at]
        shift = run.source - run.start
        if run.start < edit.start and edit.end < run.end and run.end - run.start == run.source_end - run.source:
            yield Edit(edit.start + shift, edit.end + shift, edit.new, edit.code)
            return
    nearby = []
    while at < len(runs) and runs[at].start <= edit.end:
        nearby.append(runs[at])
        at += 1
    text = Text("", (), tuple(nearby))
    place = text.source_range(edit.start, edit.end)
    if place is not None:
        if not any(c in "\r\n" for c in chars[place[0] : place[1]]):
            yield Edit(*place, edit.new, edit.code)
        return
    if len(edit.new) != edit.end - edit.start:
        return
    for i, new in enumerate(edit.new):
        place = text.source_range(edit.start + i, edit.start + i + 1)
        if place is not None and chars[place[0] : place[1]] not in (new, "\n", "\r\n"):
            yield Edit(*place, new, edit.code)
