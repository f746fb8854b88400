"""Rules hold back where the author said so: ranges of the source become protected marks, or drop what was found."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from publisher.model.text import Edit, Mark, Text
from publisher.model.waiver import Waiver, merged, overlapping
from publisher.typography.remark import Remark

Ranges = list[tuple[int, int]]
Found = TypeVar("Found", Edit, Remark)


class Waiving:
    """The waivers of one source. What all rules leave alone is hidden from them; single rules are overruled."""

    def __init__(self, waivers: Iterable[Waiver]) -> None:
        by_code: dict[str, Ranges] = {}
        for waiver in waivers:
            by_code.setdefault(waiver.code, []).append((waiver.start, waiver.end))
        ranges = {code: merged(places) for code, places in by_code.items()}
        self.all = ranges.pop("", [])
        self.some = ranges

    def __bool__(self) -> bool:
        return bool(self.all or self.some)

    def protected(self, text: Text) -> Text:
        """The text with marks `keep` on what no rule may touch."""
        spans = spans_in(text, self.all)
        if not spans:
            return text
        marks = (*text.marks, *(Mark(start, end, "keep") for start, end in spans))
        return replace(text, marks=tuple(sorted(marks, key=lambda m: (m.start, -m.end))))

    def kept(self, text: Text, found: Sequence[Found]) -> tuple[Found, ...]:
        """Those of the edits or remarks of a text that no waiver overrules."""
        spans = {code: spans_in(text, ranges) for code, ranges in self.some.items()}
        spans = {code: places for code, places in spans.items() if places}
        return tuple(_others(found, spans)) if spans else tuple(found)

    def kept_in_source(self, found: Iterable[Found]) -> list[Found]:
        """Those of the edits or remarks of the source that no waiver overrules."""
        return list(_others(found, {**self.some, "": self.all}))


def _others(found: Iterable[Found], spans: Mapping[str, Ranges]) -> Iterator[Found]:
    for one in found:
        codes = (code for code in spans if one.code.startswith(code))
        if not any(next(overlapping(spans[code], one.start, one.end), None) for code in codes):
            yield one


def spans_in(text: Text, ranges: Ranges) -> Ranges:
    """Where in a text the characters stand that come from `ranges` of its source."""
    if not ranges or not text.origin:
        return []
    found: Ranges = []
    for run in text.origin:
        for start, end in overlapping(ranges, run.source, run.source_end):
            if run.is_atom:
                found.append((run.start, run.end))
            else:
                found.append((start - run.source + run.start, end - run.source + run.start))
    return merged(found)


def used(waivers: Sequence[Waiver], held: Iterable[Edit | Remark]) -> list[dict[str, int]]:
    """For every waiver what it holds back: how many of `held` (found where no waiver counts), by code of the rule."""
    by_code: dict[str, _Places] = {}
    for one in held:
        by_code.setdefault(one.code, _Places()).add(one.start, one.end)
    return [
        {
            code: number
            for code in sorted(by_code)
            if code.startswith(waiver.code) and (number := by_code[code].touching(waiver.start, waiver.end))
        }
        for waiver in waivers
    ]


class _Places:
    """Counts places, added in order, in the time of a search. Insertions may lie on the border of a range."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.insertions: list[int] = []

    def add(self, start: int, end: int) -> None:
        if start == end:
            insort(self.insertions, start)
        else:
            insort(self.starts, start)
            insort(self.ends, end)

    def touching(self, start: int, end: int) -> int:
        whole = bisect_left(self.starts, end) - bisect_right(self.ends, start)
        return whole + bisect_right(self.insertions, end) - bisect_left(self.insertions, start)
