"""Many blocks laid end to end, so that the few places where something is to be decided are found for all at once.

The blocks' chunks stand in one list, a border chunk between two blocks; their shapes are one string. A regular
expression finds the runs that a window decides about, another one the short words that lean on a neighbour.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress
from operator import sub

from publisher.typography.alphabet import NBSP
from publisher.typography.engine.drafts import Result, WholeDraft, hangs
from publisher.typography.engine.settling import Settling
from publisher.typography.engine.shapes import (
    ACTIVE,
    BORDER,
    INVOLVED,
    JUNCTION,
    PLAIN_WORD,
    SILENT_BORDER,
    SUSPECTED,
    UNREADABLE,
    WITH_LEFT,
    WITH_RIGHT,
)
from publisher.typography.engine.windows import BY_WORDS, RUN, Sides, Window, Windows
from publisher.typography.quotation.evidence import Evidence

_FOREIGN = re.compile(r"[A-Za-z]+[^A-Za-z\u0400-\u04ff]+[A-Za-z]+[^A-Za-z\u0400-\u04ff]+[A-Za-z]")
"""Where a quotation may be wholly in Latin script: its inner marks are those of another language."""


SIGHT = 3
"""Words around a window that rules may see when the words themselves decide."""


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
        code_of = self.windows.pairs.__getitem__
        active = [match.start() for match in ACTIVE.finditer(self.shapes)]
        before = map(code_of, WITH_LEFT.findall(self.shapes))
        behind = map(code_of, WITH_RIGHT.findall(self.shapes))
        bound = {number - 1: code for number, code in zip(active, before, strict=True) if code}
        bound.update((number, code) for number, code in zip(active, behind, strict=True) if code)
        for match in JUNCTION.finditer(self.shapes):
            if code := code_of(self.shapes[match.start() : match.start() + 2]):
                bound[match.start()] = code
        numbers = sorted(bound)
        return numbers, [bound[number] for number in numbers]

    def unreadable(self) -> set[int]:
        """Numbers of the blocks with chunks that no window can decide about."""
        return self._blocks_with(UNREADABLE)

    def suspicious(self) -> set[int]:
        """Numbers of the blocks in which there may be an address, a code or another script."""
        return self._blocks_with(SUSPECTED)

    def _blocks_with(self, shapes: re.Pattern[str]) -> set[int]:
        return {bisect_right(self.borders, match.start()) - 1 for match in shapes.finditer(self.shapes)}

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

    def result(self, sides: Sides, at: int = 0) -> Result:
        if sides and (deepest := max([depth for _, depth in sides])) and self._looks_for_partners(deepest):
            return self._whole(sides, at)
        offset, shift = self.sheet.offset, at - self.base
        result = Result(is_safe=True)
        self._bind(result, shift)
        if result.remarks:  # what is suggested may hang on words beyond the window; suggestions are rare
            return self._whole(sides, at)
        edits = result.edits
        decided = 0
        for first, window in self.found:
            count = len(window.marks)
            its_sides = sides[decided : decided + count] if count else ()
            decided += count
            verdict = window.verdict(its_sides)
            if verdict.by_words:
                self._decide_by_words(first, window, its_sides, result, shift)
                if result.remarks:
                    return self._whole(sides, at)
                continue
            for chunk, token, delta, length, new, code in verdict.changes:
                start = offset(first + chunk, token, delta) + shift
                edits.append((start, start + length, new, code))
        if self.found or not result.is_safe:
            edits.sort()
        if self._may_hang() and hangs(self.sheet.blocks[self.number], edits, at):
            return self._whole(sides, at)
        return result

    def _may_hang(self) -> bool:
        """Whether more than two words may hang together."""
        if self.found:
            return True
        low, high = bisect_left(self.sheet.bound, self.first), bisect_left(self.sheet.bound, self.end)
        bound = self.sheet.bound[low:high]
        return 1 in map(sub, bound[1:], bound)

    def _looks_for_partners(self, depth: int) -> bool:
        """Whether the glyphs of inner marks of this depth hang on what stands between them."""
        is_single = depth >= self.sheet.windows.language.first_single
        return is_single or _FOREIGN.search(self.sheet.blocks[self.number]) is not None

    def _bind(self, result: Result, shift: int) -> None:
        """The no-break spaces between plain words."""
        sheet = self.sheet
        low, high = bisect_left(sheet.bound, self.first), bisect_left(sheet.bound, self.end)
        ends, numbers, codes = sheet.ends, sheet.bound[low:high], sheet.codes[low:high]
        if BY_WORDS in codes:
            for number in compress(numbers, [code == BY_WORDS for code in codes]):
                window = sheet.windows[sheet.shapes[number : number + 2]]
                self._decide_by_words(number, window, (), result, shift)
                if result.remarks:
                    return
        result.edits += [
            ((start := ends[number] + number + shift), start + 1, NBSP, code)
            for number, code in zip(numbers, codes, strict=True)
            if code != BY_WORDS
        ]

    def _decide_by_words(self, first: int, window: Window, sides: Sides, result: Result, shift: int) -> None:
        begin = first + window.begins
        end = begin + len(window.texts)
        texts = self.sheet.chunks[begin:end]
        start = self.sheet.offset(begin, 0, 0) + shift
        edits, remarks = window.by_words(texts, self._around(begin, end), sides, start)
        result.is_safe = False
        result.edits.extend(edits)
        result.remarks.extend(remarks)

    def _around(self, begin: int, end: int) -> tuple[str, str]:
        """The words in front of and behind the chunks `begin:end`, with their spaces, as far as nothing is involved.

        A plain word stands for what is: the block's border would be a piece of knowledge.
        """
        chunks, shapes = self.sheet.chunks, self.sheet.shapes
        first, last = begin, end
        while first > self.first + 1 and begin - first < SIGHT and shapes[first - 1] < chr(INVOLVED):
            first -= 1
        while last < self.end and last - end < SIGHT and shapes[last] < chr(INVOLVED):
            last += 1
        words = [f"{chunk} " for chunk in chunks[first:begin]], [f" {chunk}" for chunk in chunks[end:last]]
        before = f"{PLAIN_WORD} " if first > self.first + 1 else ""
        after = f" {PLAIN_WORD}" if last < self.end else ""
        return before + "".join(words[0]), "".join(words[1]) + after

    def _whole(self, sides: Sides, at: int) -> Result:
        block = self.sheet.windows.block(self.sheet.blocks[self.number], replies=not self.sheet.silent[self.number])
        return WholeDraft(Settling(self.sheet.windows.rules, block)).result(sides, at)
