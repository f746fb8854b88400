"""Arithmetic of edits: two passes made one, edits of a text carried to its source file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from publisher.model.text import Edit, Run, Text


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """One list of edits that does what `first` and then `second` do; `second` refers to the result of `first`.

    Both are sorted and without overlaps. Edits that touch the same characters become one, under the code of `second`.
    """
    if not first:
        return list(second)
    result: list[Edit] = []
    shift = 0  # offset in the middle text minus offset in the first text
    at = 0
    for edit in second:
        start, end, new, code = edit.start, edit.end, edit.new, edit.code
        while at < len(first) and first[at].start + shift + len(first[at].new) <= start:
            result.append(first[at])
            shift += len(first[at].new) - (first[at].end - first[at].start)
            at += 1
        origin = start - shift
        before = after = ""
        while at < len(first) and first[at].start + shift < end:
            inner = first[at]
            middle = inner.start + shift
            if middle < start:
                before, origin = inner.new[: start - middle], inner.start
            if middle + len(inner.new) > end:
                after = inner.new[end - middle :]
                end = middle + len(inner.new)
            shift += len(inner.new) - (inner.end - inner.start)
            at += 1
        result.append(Edit(origin, end - shift, before + new + after, code))
    return result + list(first[at:])


def to_source(text: Text, edits: Iterable[Edit], chars: str) -> list[Edit]:
    """The edits of a text as edits of its source's characters `chars`.

    An edit whose characters don't stand there in one piece is split where they come apart; what can't be said in the
    source (a change inside an entity, a space that is a line end there) is left out: no edit joins lines.
    """
    runs = text.origin
    result: list[Edit] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        while at < len(runs) and runs[at].end < edit.start:
            at += 1
        result.extend(_placed(edit, runs, at, chars))
    return result


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
