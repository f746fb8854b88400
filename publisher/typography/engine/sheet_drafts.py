"""Blocks of a sheet on their way: those that windows have settled, and those that wait for their quotation marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from publisher.typography.engine.drafts import RawEdit, Result
from publisher.typography.engine.hanging import hangs
from publisher.typography.engine.shapes import INVOLVED, PLAIN_WORD
from publisher.typography.engine.windows import Sides, Window, Windows
from publisher.typography.quotation.evidence import Evidence

if TYPE_CHECKING:
    from publisher.typography.engine.sheets import Sheet

_FOREIGN = re.compile(r"[A-Za-z]+[^A-Za-z\u0400-\u04ff]+[A-Za-z]+[^A-Za-z\u0400-\u04ff]+[A-Za-z]")
"""Where a quotation may be wholly in Latin script: its inner marks are those of another language."""
SIGHT = 3
"""Words around a window that rules may see when the words themselves decide."""


def looks_for_partners(windows: Windows, chars: str, sides: Sides) -> bool:
    """Whether the glyphs of inner marks hang on what stands between them. `sides`: of one mark at least."""
    deepest = max([depth for _, depth in sides])
    return deepest > 0 and (deepest >= windows.language.first_single or _FOREIGN.search(chars) is not None)


class SettledDraft:
    """A block of a sheet that is decided already."""

    __slots__ = ("at", "edits", "marks")

    def __init__(self, edits: list[RawEdit], at: int) -> None:
        self.edits = edits
        self.at = at
        self.marks: list[Evidence] = []

    def mark_start(self, number: int) -> int:
        raise IndexError(number)

    def result(self, _: Sides) -> Result:
        return Result(self.edits, is_safe=True)


class SheetDraft:
    """One block of a sheet."""

    __slots__ = ("at", "end", "first", "found", "marks", "number", "sheet")

    def __init__(self, sheet: Sheet, number: int) -> None:
        self.sheet = sheet
        self.number = number
        self.at = sheet.blocks[number].at
        self.first, self.end = sheet.borders[number], sheet.borders[number + 1]
        low, high = sheet.run_of[number], sheet.run_of[number + 1]
        windows = sheet.windows
        self.found = [(sheet.runs[i], windows[sheet.keys[i]]) for i in range(low, high)]
        self.marks: list[Evidence] = [mark for _, window in self.found for mark in window.marks]

    def mark_start(self, number: int) -> int:
        for first, window in self.found:
            if number < len(window.marks):
                chunk, token, delta = window.mark_places[number]
                sheet, place = self.sheet, first + chunk
                if token < 0:
                    return sheet.ends(place, place + 1)[0] + delta - self.at
                return sheet.offset(place, token, delta) - self.at
            number -= len(window.marks)
        raise IndexError(number)

    def result(self, sides: Sides) -> Result:
        sheet = self.sheet
        if sides and looks_for_partners(sheet.windows, sheet.blocks[self.number].chars, sides):
            return sheet.whole(self.number).result(sides)
        low, high = sheet.bound_of[self.number], sheet.bound_of[self.number + 1]
        edits, ends = sheet.bound_edits(low, high), sheet.ends(self.first, self.end)
        result = Result(edits, is_safe=True)
        if sheet.by_words:
            self._bind_by_words(result)
        decided = 0
        its_sides: Sides = ()
        for first, window in self.found:
            if result.remarks:
                break
            if sides:
                its_sides = sides[decided : decided + len(window.marks)]
                decided += len(window.marks)
            changes, by_words = window.verdicts.get(its_sides) or window.verdict(its_sides)
            if by_words:
                self._decide_by_words(first, window, its_sides, result)
                continue
            for chunk, token, delta, length, new, code in changes:
                number = first + chunk
                start = ends[number - self.first] + delta if token < 0 else sheet.offset(number, token, delta)
                edits.append((start, start + length, new, code))
        if result.remarks:  # what is suggested may hang on words beyond the window; suggestions are rare
            return sheet.whole(self.number).result(sides)
        if self.found or not result.is_safe:
            edits.sort()
        if (self.found or not result.is_safe or sheet.has_chains(low, high)) and hangs(
            sheet.blocks[self.number].chars, edits, self.at
        ):
            return sheet.whole(self.number).result(sides)
        return result

    def _bind_by_words(self, result: Result) -> None:
        """The no-break spaces between plain words that hang on the very words."""
        sheet = self.sheet
        for number in sheet.by_words_in(self.number):
            if result.remarks:
                break
            self._decide_by_words(number, sheet.windows[sheet.shapes[number : number + 2]], (), result)

    def _decide_by_words(self, first: int, window: Window, sides: Sides, result: Result) -> None:
        begin = first + window.begins
        end = begin + len(window.texts)
        start = self.sheet.offset(begin, 0, 0)
        edits, remarks = window.by_words(self.sheet.chunks(begin, end), self._around(begin, end), sides, start)
        result.is_safe = False
        result.edits.extend(edits)
        result.remarks.extend(remarks)

    def _around(self, begin: int, end: int) -> tuple[str, str]:
        """The words in front of and behind the chunks `begin:end`, with their spaces, as far as nothing is involved.

        A plain word stands for what is: the block's border would be a piece of knowledge.
        """
        sheet, shapes = self.sheet, self.sheet.shapes
        first, last = begin, end
        while first > self.first + 1 and begin - first < SIGHT and shapes[first - 1] < chr(INVOLVED):
            first -= 1
        while last < self.end and last - end < SIGHT and shapes[last] < chr(INVOLVED):
            last += 1
        words = (
            [f"{chunk} " for chunk in sheet.chunks(first, begin)],
            [f" {chunk}" for chunk in sheet.chunks(end, last)],
        )
        before = f"{PLAIN_WORD} " if first > self.first + 1 else ""
        after = f" {PLAIN_WORD}" if last < self.end else ""
        return before + "".join(words[0]), "".join(words[1]) + after
