"""Many blocks laid end to end, so that the few places where something is to be decided are found for all at once.

The blocks' chunks stand in one list, a border chunk between two blocks; their shapes are one string. A regular
expression finds the runs that a window decides about, another one the short words that lean on a neighbour.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import repeat
from operator import sub

import numpy as np

from publisher.typography.alphabet import NBSP
from publisher.typography.engine.drafts import Draft, Laid, RawEdit, Result, WholeDraft, hangs
from publisher.typography.engine.settling import Settling
from publisher.typography.engine.shapes import (
    BORDER,
    INVOLVED,
    PLAIN_WORD,
    SILENT_BORDER,
    SUSPECTED,
    UNREADABLE,
)
from publisher.typography.engine.tables import Indices, Numbers
from publisher.typography.engine.windows import RUN, Sides, Window, Windows, bindable
from publisher.typography.quotation.evidence import Evidence

_FOREIGN = re.compile(r"[A-Za-z]+[^A-Za-z\u0400-\u04ff]+[A-Za-z]+[^A-Za-z\u0400-\u04ff]+[A-Za-z]")
"""Where a quotation may be wholly in Latin script: its inner marks are those of another language."""


_ROW = 1000
"""Chunks of a run that is no language: only the whole block is quick to decide about it."""
SIGHT = 3
"""Words around a window that rules may see when the words themselves decide."""


class Sheet:
    """Blocks of one language."""

    def __init__(self, blocks: Sequence[Laid], windows: Windows, *, noting: bool = False) -> None:
        """`noting`: find the words that can have ё."""
        self.blocks = blocks
        self.windows = windows
        pieces: list[str] = []
        for chars, is_silent, _ in blocks:
            pieces += (SILENT_BORDER if is_silent else BORDER, chars)
        pieces.append(BORDER)
        self._chars = " ".join(pieces)
        spelled = (windows.noting if noting else windows.plain).spelled(self._chars)
        self._starts = spelled.starts
        self._stops = spelled.stops
        self.noted = spelled.noted
        """Numbers of the chunks with a note."""
        self.shapes = spelled.shapes.tobytes().decode("utf-32-le")
        """The chunks' shapes, a character each."""
        self.borders: list[int] = np.flatnonzero(spelled.shapes <= ord(SILENT_BORDER)).tolist()
        """Number of the border chunk in front of each block, and of the last one."""
        stops = spelled.stops + self._shifts()
        self.ends: list[int] = stops.tolist()
        """Where each chunk ends. A border takes up what lies between two blocks."""
        found = [match.span() for match in RUN.finditer(self.shapes)]
        self.runs = [start - 1 for start, _ in found]
        """Number of the chunk in front of each run that has to be decided."""
        self.keys = [self.shapes[start - 1 : end + 1] for start, end in found]
        """Each run with the shapes beside it, which is what a window is remembered by."""
        self.has_rows = max(map(len, self.keys), default=0) > _ROW
        self.run_of = [bisect_left(self.runs, border) for border in self.borders]
        """For each border the first run behind it."""
        self._bind(spelled.shapes, stops)

    def _shifts(self) -> Indices:
        """For each chunk how much its caller's offsets are ahead of those of the sheet."""
        behind = self._stops[self.borders] + 1
        shifts = np.array([block.at for block in self.blocks], np.intp) - behind[:-1]
        return np.append(np.repeat(shifts, np.diff(self.borders)), shifts[-1:])

    def _bind(self, shapes: Numbers, stops: Indices) -> None:
        """Find the no-break spaces between plain words."""
        pairs = self.windows.pairs
        places = bindable(shapes)
        numbers = pairs.numbers(shapes[places], shapes[places + 1])
        by_words = numbers == pairs.BY_WORDS
        self.by_words: list[int] = places[by_words].tolist()
        """Number of every chunk that may be bound to the next one: only the words can tell."""
        is_bound = numbers > pairs.BY_WORDS
        bound = places[is_bound]
        self.bound: list[int] = bound.tolist()
        """Number of every chunk that a no-break space binds to the next one."""
        self.bound_of: list[int] = np.searchsorted(bound, self.borders).tolist()
        """For each border the first of `bound` behind it."""
        its_places = stops[bound]
        codes = map(pairs.codes.__getitem__, numbers[is_bound].tolist())
        self.binding: list[RawEdit] = list(zip(its_places.tolist(), (its_places + 1).tolist(), repeat(NBSP), codes))
        """The edits that do it."""

    def chunk(self, number: int) -> str:
        return self._chars[self._starts[number] : self._stops[number]]

    def chunks(self, first: int, end: int) -> list[str]:
        """The chunks `first:end`."""
        return self._chars[self._starts[first] : self._stops[end - 1]].split(" ") if first < end else []

    def unreadable(self) -> set[int]:
        """Numbers of the blocks with chunks that no window can decide about."""
        return self._blocks_with(UNREADABLE)

    def suspicious(self) -> set[int]:
        """Numbers of the blocks in which there may be an address, a code or another script."""
        return self._blocks_with(SUSPECTED)

    def left_out(self, texts: Sequence[str]) -> set[int]:
        """Numbers of the places left empty for one of `texts` that is not."""
        return {n for n, (text, block) in enumerate(zip(texts, self.blocks, strict=True)) if text and not block.chars}

    def _blocks_with(self, shapes: re.Pattern[str]) -> set[int]:
        return {self.block_of(match.start()) for match in shapes.finditer(self.shapes)}

    def block_of(self, number: int) -> int:
        """Number of the block in which a chunk stands."""
        return bisect_right(self.borders, number) - 1

    def offset(self, number: int, token: int, delta: int) -> int:
        """Where the character `delta` behind token `token` (-1: the end) of a chunk stands."""
        end = self.ends[number]
        if token < 0:
            return end + delta
        chunk = self.chunk(number)
        return end - len(chunk) + self.windows.shapes.starts(chunk)[token] + delta

    def draft(self, number: int) -> Draft:
        """One block on its way."""
        if self.has_rows and max(map(len, self.keys_in(number)), default=0) > _ROW:
            return self.whole(number)
        edits = self._settled(number)
        return SheetDraft(self, number) if edits is None else SettledDraft(edits, self.blocks[number].at)

    def _settled(self, number: int) -> list[RawEdit] | None:
        """The edits of a block in which neither quotation marks nor the very words have a say; None for others."""
        low, high = self.run_of[number], self.run_of[number + 1]
        its_changes = list(map(self.windows.settled.__getitem__, self.keys_in(number)))
        if None in its_changes or (self.by_words and self.by_words_in(number)):
            return None
        first, last = self.bound_of[number], self.bound_of[number + 1]
        edits, ends = self.binding[first:last], self.ends
        for run, changes in zip(self.runs[low:high], its_changes, strict=True):
            for chunk, token, delta, length, new, code in changes or ():
                at = run + chunk
                start = ends[at] + delta if token < 0 else self.offset(at, token, delta)
                edits.append((start, start + length, new, code))
        if its_changes:
            edits.sort()
        chars, _, at = self.blocks[number]
        return None if (its_changes or self.has_chains(first, last)) and hangs(chars, edits, at) else edits

    def whole(self, number: int) -> WholeDraft:
        """One block for the rules to look at in one piece."""
        chars, is_silent, at = self.blocks[number]
        return WholeDraft(Settling(self.windows.rules, self.windows.block(chars, replies=not is_silent)), at)

    def keys_in(self, number: int) -> list[str]:
        """The `keys` of a block."""
        return self.keys[self.run_of[number] : self.run_of[number + 1]]

    def has_chains(self, low: int, high: int) -> bool:
        """Whether more than two plain words hang together by `bound[low:high]`."""
        bound = self.bound[low:high]
        return 1 in map(sub, bound[1:], bound)

    def by_words_in(self, number: int) -> list[int]:
        """Those of `by_words` that are in a block."""
        low, high = (
            bisect_left(self.by_words, self.borders[number]),
            bisect_left(self.by_words, self.borders[number + 1]),
        )
        return self.by_words[low:high]


class SettledDraft:
    """A block of a sheet that is decided already: it has no quotation marks."""

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
                return self.sheet.offset(first + chunk, token, delta) - self.at
            number -= len(window.marks)
        raise IndexError(number)

    def result(self, sides: Sides) -> Result:
        sheet = self.sheet
        if sides and (deepest := max([depth for _, depth in sides])) and self._looks_for_partners(deepest):
            return sheet.whole(self.number).result(sides)
        low, high = sheet.bound_of[self.number], sheet.bound_of[self.number + 1]
        edits, ends = sheet.binding[low:high], sheet.ends
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
                start = ends[number] + delta if token < 0 else sheet.offset(number, token, delta)
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

    def _looks_for_partners(self, depth: int) -> bool:
        """Whether the glyphs of inner marks of this depth hang on what stands between them."""
        is_single = depth >= self.sheet.windows.language.first_single
        return is_single or _FOREIGN.search(self.sheet.blocks[self.number].chars) is not None

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
