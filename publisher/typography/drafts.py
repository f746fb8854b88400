"""A passage on its way through the rules: its quotation marks are known, their sides not yet.

A `WindowDraft` decides by windows that are remembered (the usual, quick way), a `WholeDraft` has the rules look at the
whole block. Both say the same; the tests compare them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate
from operator import add

from publisher.typography.alphabet import NBSP
from publisher.typography.composing import edited
from publisher.typography.evidence import Evidence
from publisher.typography.remark import Remark
from publisher.typography.rules.glue import LONGEST
from publisher.typography.settling import Settling
from publisher.typography.shapes import BEGIN_SILENT
from publisher.typography.windows import BY_WORDS, RUN, Sides, Window, Windows

_DEEP = 2
"""From this depth on a mark looks for its partner in the whole block."""
_HANGS = re.compile(rf"[^ \n]{{{LONGEST + 1},}}")
"""What may hang together for too long."""

Raw = tuple[int, int, str, str]
"""An `Edit` in the making: hundreds of thousands are made, and most are only moved once more."""


@dataclass(slots=True)
class Result:
    """Edits, sorted, and remarks, both with offsets in the passage's characters.

    `is_safe`: only spaces and signs change; it need not be asked whether a letter does.
    """

    edits: list[Raw] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    is_safe: bool = False


class WholeDraft:
    """A block that the rules look at in one piece."""

    def __init__(self, settling: Settling) -> None:
        self.settling = settling
        self.marks: list[Evidence] = settling.marks

    def mark_start(self, number: int) -> int:
        return self.settling.block.start(self.settling.places[number])

    def result(self, sides: Sides) -> Result:
        self.settling.settle(sides)
        return Result([*self.settling.edits()], self.settling.remarks())


class WindowDraft:
    """A block as a row of windows."""

    def __init__(self, chars: str, chunks: list[str], shapes: str, windows: Windows) -> None:
        self.chars = chars
        self.chunks = chunks
        self.shapes = shapes
        self.windows = windows
        self.found: list[tuple[int, Window]] = []
        """Number of the chunk in front of a run (-1: the border), and the run's window."""
        self.marks: list[Evidence] = []
        for match in RUN.finditer(shapes):
            start, end = match.span()
            window = windows[shapes[start - 1 : end + 1]]
            self.found.append((start - 2, window))
            self.marks += window.marks

    def _offset(self, first: int, place: tuple[int, int, int], ends: list[int]) -> int:
        """Where a place of a window, the first of whose chunks is number `first`, stands in the block."""
        number, token, delta = first + place[0], place[1], place[2]
        if token < 0:
            return ends[number] + number + delta
        chunk = self.chunks[number]
        start = ends[number] + number - len(chunk)
        return start + delta + (self.windows.shapes.starts(chunk)[token] if token else 0)

    def mark_start(self, number: int) -> int:
        ends = list(accumulate(map(len, self.chunks)))
        for first, window in self.found:
            if number < len(window.marks):
                return self._offset(first, window.mark_places[number], ends)
            number -= len(window.marks)
        raise IndexError(number)

    def result(self, sides: Sides) -> Result:
        if any(depth >= _DEEP for _, depth in sides):
            return self._whole(sides)
        ends = list(accumulate(map(len, self.chunks)))
        result = Result(is_safe=True)
        self._bind(ends, result)
        edits = result.edits
        at = 0
        for first, window in self.found:
            count = len(window.marks)
            its_sides = sides[at : at + count] if count else ()
            at += count
            verdict = window.verdict(its_sides)
            if verdict.by_words:
                self._decide_by_words(first, window, its_sides, ends, result)
                continue
            for change in verdict.changes:
                start = self._offset(first, change[:3], ends)
                edits.append((start, start + change.length, change.new, change.code))
        if self.found:
            edits.sort()
        # What is suggested may hang on words beyond the window; suggestions are rare.
        return self._whole(sides) if result.remarks or _hangs(self.chars, edits) else result

    def _bind(self, ends: list[int], result: Result) -> None:
        """The no-break spaces between plain words."""
        shapes = self.shapes
        codes = list(map(self.windows.pairs.__getitem__, map(add, shapes[1:-2], shapes[2:-1])))
        for number in [number for number, code in enumerate(codes) if code]:
            if codes[number] == BY_WORDS:
                window = self.windows[shapes[number + 1 : number + 3]]
                self._decide_by_words(number, window, (), ends, result)
            else:
                at = ends[number] + number
                result.edits.append((at, at + 1, NBSP, codes[number]))

    def _decide_by_words(self, first: int, window: Window, sides: Sides, ends: list[int], result: Result) -> None:
        begin = max(first, 0)
        texts = self.chunks[begin : begin + len(window.texts)]
        edits, remarks = window.by_words(texts, sides, ends[begin] + begin - len(texts[0]))
        result.is_safe = False
        result.edits.extend(edits)
        result.remarks.extend(remark for remark in remarks if remark not in result.remarks)

    def _whole(self, sides: Sides) -> Result:
        replies = self.shapes[0] != BEGIN_SILENT
        return WholeDraft(Settling(self.windows.rules, self.windows.block(self.chars, replies=replies))).result(sides)


Draft = WholeDraft | WindowDraft


def _hangs(chars: str, edits: list[Raw]) -> bool:
    """Whether so much may hang together that the weakest no-break spaces have to go; a lone one always stays."""
    if NBSP in chars or not all(edit[2] for edit in edits):
        return _HANGS.search(edited(chars, edits)) is not None
    first = last = -1
    for start, end, new, _ in edits:
        if NBSP not in new:
            continue
        if last >= 0 and " " not in chars[last:start]:
            behind = chars.find(" ", end)
            if (behind if behind >= 0 else len(chars)) - chars.rfind(" ", 0, first) > LONGEST + 1:
                return True
        else:
            first = start
        last = end
    return False
