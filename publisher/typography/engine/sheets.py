"""Many blocks laid end to end, so that the few places where something is to be decided are found for all at once.

The blocks' chunks stand in one list, a border chunk between two blocks; their shapes are one string. A regular
expression finds the runs that a window decides about, another one the short words that lean on a neighbour.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import repeat

import numpy as np

from publisher.typography.alphabet import NBSP
from publisher.typography.engine.answers import Changes, bindable, runs
from publisher.typography.engine.drafts import Draft, Laid, RawEdit, WholeDraft
from publisher.typography.engine.hanging import GROWTH, hanging, hangs
from publisher.typography.engine.settling import Settling
from publisher.typography.engine.shapes import (
    BORDER,
    SILENT_BORDER,
    SUSPECTED,
    UNREADABLE,
)
from publisher.typography.engine.sheet_drafts import SettledDraft, SheetDraft
from publisher.typography.engine.tables import Indices, Numbers
from publisher.typography.engine.windows import Windows
from publisher.typography.rules.glue import LONGEST

_ROW = 1000
"""Chunks of a run that is no language: only the whole block is quick to decide about it."""


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
        self._noted = spelled.noted
        self.shapes = spelled.shapes.tobytes().decode("utf-32-le")
        """The chunks' shapes, a character each."""
        self.borders: list[int] = np.flatnonzero(spelled.shapes <= ord(SILENT_BORDER)).tolist()
        """Number of the border chunk in front of each block, and of the last one."""
        self._shifts = self._shifted()
        fronts, ends = runs(spelled.shapes)
        self.runs: list[int] = fronts.tolist()
        """Number of the chunk in front of each run that has to be decided."""
        self.keys = [self.shapes[front:end] for front, end in zip(self.runs, (ends + 1).tolist(), strict=True)]
        """Each run with the shapes beside it, which is what a window is remembered by."""
        self.run_of: list[int] = np.searchsorted(fronts, self.borders).tolist()
        """For each border the first run behind it."""
        self.unreadable = self._blocks_with(UNREADABLE)
        """Numbers of the blocks with chunks that no window can decide about."""
        self._rowed = {self.block_of(self.runs[i]) for i in np.flatnonzero(ends - fronts > _ROW)}
        self._undecided: set[int] = set()
        """Numbers of the blocks in which quotation marks or the very words have a say, or too much hangs together."""
        self._bind(spelled.shapes)
        self._settle()

    def _shifted(self) -> Indices:
        """For each chunk how much its caller's offsets are ahead of those of the sheet."""
        behind = self._stops[self.borders] + 1
        shifts = np.array([block.at for block in self.blocks], np.intp) - behind[:-1]
        return np.append(np.repeat(shifts, np.diff(self.borders)), shifts[-1:])

    def _bind(self, shapes: Numbers) -> None:
        """Find the no-break spaces between plain words."""
        places = bindable(shapes)
        codes, is_bound, by_words = self.windows.pairs.codes(shapes[places], shapes[places + 1])
        self.by_words: list[int] = places[by_words].tolist()
        """Number of every chunk that may be bound to the next one: only the words can tell."""
        self._undecided.update(map(self.block_of, self.by_words))
        self._bound = places[is_bound]
        """Number of every chunk that a no-break space binds to the next one."""
        self._bound_codes = codes[is_bound]
        self.bound_of: list[int] = np.searchsorted(self._bound, self.borders).tolist()
        """For each border the first bound chunk behind it."""

    def _settle(self) -> None:
        """Write down the edits of all blocks about which windows alone decide; those of others are never asked for."""
        settled, news, codes = self.windows.settled, self.windows.news, self.windows.codes
        left_out = self.unreadable | self._rowed
        keys = self.keys
        if left_out:
            keys = keys.copy()
            for block in left_out:
                keys[self.run_of[block] : self.run_of[block + 1]] = [""] * len(self.keys_in(block))
        numbers = settled.numbers(keys)
        self._undecided.update(self.block_of(self.runs[i]) for i in np.flatnonzero(numbers == settled.UNDECIDED))
        changes = settled.changes(numbers, self.runs)
        starts = np.concatenate((self._stops[self._bound], self._places(changes)))
        lengths = np.concatenate((np.ones_like(self._bound), changes.length))
        order = np.argsort(2 * starts + (lengths > 0), kind="stable")
        starts, lengths = starts[order], lengths[order]
        new = np.concatenate((np.full_like(self._bound, news[NBSP]), changes.new))[order]
        code = np.concatenate((self._bound_codes, changes.code))[order]
        at = starts + self._shifts[np.concatenate((self._bound, changes.chunk))[order]]
        self._edits: list[RawEdit] = list(
            zip(at.tolist(), (at + lengths).tolist(), news.of(new), codes.of(code), strict=True)
        )
        self._edit_of: list[int] = np.searchsorted(starts, self._starts[self.borders]).tolist()
        """For each border the first edit behind it."""
        self._look_for_chains(starts, starts + lengths, new)

    def _look_for_chains(self, starts: Indices, ends: Indices, new: Indices) -> None:
        """Find the blocks in which too much hangs together after the edits, the names of which are `new`."""
        news = self.windows.news
        binds, closes = np.array([NBSP in name for name in news.names])[new], new == news[""]
        self._undecided.update(self._blocks_at(hanging(self._stops[:-1], starts[binds], ends[binds], LONGEST)))
        self._tightened: set[int] = set()
        """Numbers of the blocks that need a closer look: spaces are taken away, or there are no-break spaces."""
        if closes.any():
            binds |= closes
            places = hanging(self._stops[:-1], starts[binds], ends[binds], LONGEST - GROWTH)
            self._tightened.update(self._blocks_at(places))
        if NBSP in self._chars:
            found = np.flatnonzero([NBSP in chars for chars, _, _ in self.blocks])
            self._tightened.update(found.tolist())

    def _blocks_at(self, places: Indices) -> list[int]:
        """The numbers of the blocks that the characters at `places` belong to."""
        blocks: list[int] = (np.searchsorted(self._starts[self.borders], places, "right") - 1).tolist()
        return blocks

    def _places(self, changes: Changes) -> Indices:
        """Where edits begin, by the sheet's own offsets."""
        places = self._stops[changes.chunk] + changes.delta
        inside = np.flatnonzero(changes.token >= 0)
        chunks = changes.chunk[inside]
        starts, stops = self._starts[chunks], self._stops[chunks]
        tokens = zip(
            map(self.windows.shapes.starts, self._cut(starts, stops)), changes.token[inside].tolist(), strict=True
        )
        places[inside] = starts + changes.delta[inside] + np.fromiter((of[token] for of, token in tokens), np.intp)
        return places

    def chunk(self, number: int) -> str:
        return self._chars[self._starts[number] : self._stops[number]]

    def chunks(self, first: int, end: int) -> list[str]:
        """The chunks `first:end`."""
        return self._chars[self._starts[first] : self._stops[end - 1]].split(" ") if first < end else []

    def noted(self) -> Iterator[tuple[int, str]]:
        """The chunks with a note, each behind the number of its block."""
        blocks = np.searchsorted(self.borders, self._noted, "right") - 1
        starts, stops = self._starts[self._noted], self._stops[self._noted]
        return zip(blocks.tolist(), self._cut(starts, stops), strict=True)

    def _cut(self, starts: Indices, stops: Indices) -> list[str]:
        return [self._chars[start:stop] for start, stop in zip(starts.tolist(), stops.tolist(), strict=True)]

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
        """Where the character `delta` behind token `token` of a chunk stands."""
        place = self._starts[number] + self.windows.shapes.starts(self.chunk(number))[token]
        return int(place + self._shifts[number]) + delta

    def ends(self, first: int, end: int) -> list[int]:
        """Where the chunks from `first` to the one before `end` end."""
        stops: list[int] = (self._stops[first:end] + self._shifts[first:end]).tolist()
        return stops

    def draft(self, number: int) -> Draft:
        """One block on its way."""
        if number in self._rowed:
            return self.whole(number)
        if number in self._undecided:
            return SheetDraft(self, number)
        chars, _, at = self.blocks[number]
        edits = self._edits[self._edit_of[number] : self._edit_of[number + 1]]
        if number in self._tightened and hangs(chars, edits, at):
            return SheetDraft(self, number)
        return SettledDraft(edits, at)

    def whole(self, number: int) -> WholeDraft:
        """One block for the rules to look at in one piece."""
        chars, is_silent, at = self.blocks[number]
        return WholeDraft(Settling(self.windows.rules, self.windows.block(chars, replies=not is_silent)), at)

    def keys_in(self, number: int) -> list[str]:
        """The `keys` of a block."""
        return self.keys[self.run_of[number] : self.run_of[number + 1]]

    def bound_edits(self, low: int, high: int) -> list[RawEdit]:
        """The no-break spaces between plain words, from the bound chunk `low` to the one before `high`."""
        bound = self._bound[low:high]
        places = self._stops[bound] + self._shifts[bound]
        codes = self.windows.codes.of(self._bound_codes[low:high])
        return list(zip(places.tolist(), (places + 1).tolist(), repeat(NBSP), codes))

    def has_chains(self, low: int, high: int) -> bool:
        """Whether more than two plain words hang together by the bound chunks `low` to the one before `high`."""
        return bool((np.diff(self._bound[low:high]) == 1).any())

    def by_words_in(self, number: int) -> list[int]:
        """Those of `by_words` that are in a block."""
        low, high = (
            bisect_left(self.by_words, self.borders[number]),
            bisect_left(self.by_words, self.borders[number + 1]),
        )
        return self.by_words[low:high]
