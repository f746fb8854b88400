"""Many blocks laid end to end, so that the few places where something is to be decided are found for all at once.

The blocks' chunks stand in one list, a border chunk between two blocks; their shapes are one string. A regular
expression finds the runs that a window decides about, another one the short words that lean on a neighbour.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from publisher.typography.alphabet import NBSP
from publisher.typography.drafts import Result, WholeDraft, hangs
from publisher.typography.evidence import Evidence
from publisher.typography.settling import Settling
from publisher.typography.shapes import ACTIVE, ALONE, BORDER, SILENT_BORDER
from publisher.typography.windows import BY_WORDS, RUN, Sides, Window, Windows

_DEEP = 2
"""From this depth on a mark looks for its partner in the whole block."""


class Sheet:
    """Blocks of one language. `silent`: blocks without replies (headings, cells)."""

    def __init__(self, blocks: Sequence[str], silent: Sequence[bool], windows: Windows) -> None:
        self.blocks = blocks
        self.silent = silent
        self.windows = windows
        pieces: list[str] = []
        for block, is_silent in zip(blocks, silent, strict=True):
            pieces += (SILENT_BORDER if is_silent else BORDER, block)
        pieces.append(BORDER)
        self.chars = " ".join(pieces)
        self.chunks = self.chars.split(" ")
        self.shapes = windows.shapes.spell(self.chunks)
        self.ends = list(accumulate(map(len, self.chunks)))
        """Characters up to the end of each chunk, the spaces not counted."""
        self.borders = self._borders()
        """Number of the border chunk in front of each block, and of the last one."""
        found = [match.span() for match in RUN.finditer(self.shapes)]
        self.runs = [start - 1 for start, _ in found]
        """Number of the chunk in front of each run that has to be decided."""
        self.run_ends = [end + 1 for _, end in found]
        self.bound, self.codes = self._bound()
        """Number of every chunk that a no-break space binds to the next one, and the rule that says so."""

    def _borders(self) -> list[int]:
        borders, at = [], 0
        for block in self.blocks:
            borders.append(at)
            at += block.count(" ") + 2
        return [*borders, at]

    def _bound(self) -> tuple[list[int], list[str]]:
        shapes, code_of = self.shapes, self.windows.pairs
        found: list[int] = []
        codes: list[str] = []
        last = -1
        for match in ACTIVE.finditer(shapes):
            at = match.start()
            if last < at - 1 and (code := code_of[shapes[at - 1 : at + 1]]):
                found.append(at - 1)
                codes.append(code)
            if code := code_of[shapes[at : at + 2]]:
                found.append(at)
                codes.append(code)
            last = at
        return found, codes

    def alone(self) -> set[int]:
        """Numbers of the blocks that have to be looked at one by one."""
        return {bisect_right(self.borders, match.start()) - 1 for match in ALONE.finditer(self.shapes)}

    def offset(self, number: int, token: int, delta: int) -> int:
        """Where the character `delta` behind token `token` of a chunk stands."""
        end = self.ends[number] + number
        if token < 0:
            return end + delta
        chunk = self.chunks[number]
        return end - len(chunk) + delta + (self.windows.shapes.starts(chunk)[token] if token else 0)


class SheetDraft:
    """One block of a sheet."""

    def __init__(self, sheet: Sheet, number: int) -> None:
        self.sheet = sheet
        self.number = number
        self.first, self.end = sheet.borders[number], sheet.borders[number + 1]
        self.base = sheet.ends[self.first] + self.first + 1
        """Where the block begins in the sheet's characters."""
        low, high = bisect_left(sheet.runs, self.first), bisect_left(sheet.runs, self.end)
        windows, shapes, runs, ends = sheet.windows, sheet.shapes, sheet.runs, sheet.run_ends
        self.found = [(runs[i], windows[shapes[runs[i] : ends[i]]]) for i in range(low, high)]
        self.marks: list[Evidence] = [mark for _, window in self.found for mark in window.marks]

    def mark_start(self, number: int) -> int:
        for first, window in self.found:
            if number < len(window.marks):
                chunk, token, delta = window.mark_places[number]
                return self.sheet.offset(first + chunk, token, delta) - self.base
            number -= len(window.marks)
        raise IndexError(number)

    def result(self, sides: Sides) -> Result:
        if any(depth >= _DEEP for _, depth in sides):
            return self._whole(sides)
        sheet = self.sheet
        result = Result(is_safe=True)
        self._bind(result)
        edits = result.edits
        at = 0
        for first, window in self.found:
            count = len(window.marks)
            its_sides = sides[at : at + count] if count else ()
            at += count
            verdict = window.verdict(its_sides)
            if verdict.by_words:
                self._decide_by_words(first, window, its_sides, result)
                continue
            for chunk, token, delta, length, new, code in verdict.changes:
                start = sheet.offset(first + chunk, token, delta) - self.base
                edits.append((start, start + length, new, code))
        if self.found:
            edits.sort()
        # What is suggested may hang on words beyond the window; suggestions are rare.
        return self._whole(sides) if result.remarks or hangs(sheet.blocks[self.number], edits) else result

    def _bind(self, result: Result) -> None:
        """The no-break spaces between plain words."""
        sheet, base = self.sheet, self.base
        ends = sheet.ends
        low, high = bisect_left(sheet.bound, self.first), bisect_left(sheet.bound, self.end)
        for number, code in zip(sheet.bound[low:high], sheet.codes[low:high], strict=True):
            if code == BY_WORDS:
                window = sheet.windows[sheet.shapes[number : number + 2]]
                self._decide_by_words(number, window, (), result)
            else:
                at = ends[number] + number - base
                result.edits.append((at, at + 1, NBSP, code))

    def _decide_by_words(self, first: int, window: Window, sides: Sides, result: Result) -> None:
        begin = first + window.begins
        texts = self.sheet.chunks[begin : begin + len(window.texts)]
        edits, remarks = window.by_words(texts, sides, self.sheet.offset(begin, 0, 0) - self.base)
        result.is_safe = False
        result.edits.extend(edits)
        result.remarks.extend(remark for remark in remarks if remark not in result.remarks)

    def _whole(self, sides: Sides) -> Result:
        block = self.sheet.windows.block(self.sheet.blocks[self.number], replies=not self.sheet.silent[self.number])
        return WholeDraft(Settling(self.sheet.windows.rules, block)).result(sides)
