"""Many blocks laid end to end, so that the few places where something is to be decided are found for all at once.

The blocks' chunks stand in one list, a border chunk between two blocks; their shapes are one row of numbers. Whatever
windows decide is settled for all blocks at once, in columns, as soon as the sides of the quotation marks are known.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import repeat

import numpy as np

from publisher.typography.alphabet import NBSP
from publisher.typography.engine.answers import Changes, bindable, runs
from publisher.typography.engine.columns import ColumnEdits, Columns
from publisher.typography.engine.drafts import Draft, Laid, RawEdit, WholeDraft
from publisher.typography.engine.hanging import GROWTH, hanging, hangs, overlong
from publisher.typography.engine.settling import Settling
from publisher.typography.engine.shapes import (
    BORDER,
    ODD,
    SILENT_BORDER,
    SOILED,
    SUSPICIOUS,
)
from publisher.typography.engine.sheet_drafts import SettledDraft, SheetDraft, looks_for_partners
from publisher.typography.engine.tables import Indices, Numbers
from publisher.typography.engine.windows import Sides, Windows
from publisher.typography.quotation.evidence import Evidence
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
        self._fronts, ends = runs(spelled.shapes)
        self.runs: list[int] = self._fronts.tolist()
        """Number of the chunk in front of each run that has to be decided."""
        self.keys = [self.shapes[front:end] for front, end in zip(self.runs, (ends + 1).tolist(), strict=True)]
        """Each run with the shapes beside it, which is what a window is remembered by."""
        self.run_of: list[int] = np.searchsorted(self._fronts, self.borders).tolist()
        """For each border the first run behind it."""
        is_unreadable = (spelled.shapes == ord(ODD)) | (spelled.shapes == ord(SOILED))
        self.unreadable = self._blocks_of(np.flatnonzero(is_unreadable))
        """Numbers of the blocks with chunks that no window can decide about."""
        self.suspicious = self._blocks_of(np.flatnonzero(spelled.shapes >= SUSPICIOUS))
        """Numbers of the blocks in which there may be an address, a code or another script."""
        self._rowed = self._blocks_of(self._fronts[ends - self._fronts > _ROW])
        self._bind(spelled.shapes)
        self._ask()

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
        self._undecided = self._blocks_of(places[by_words])
        """Numbers of the blocks in which the very words have a say, or too much hangs together."""
        self._bound = places[is_bound]
        """Number of every chunk that a no-break space binds to the next one."""
        self._bound_codes = codes[is_bound]
        self.bound_of: list[int] = np.searchsorted(self._bound, self.borders).tolist()
        """For each border the first bound chunk behind it."""

    def _ask(self) -> None:
        """Find what is decided about each run, and where quotation marks or the very words have a say."""
        self._settled = settled = self.windows.settled()
        left_out = self.unreadable | self._rowed
        keys = self.keys
        if left_out:
            keys = keys.copy()
            for block in left_out:
                keys[self.run_of[block] : self.run_of[block + 1]] = [""] * len(self.keys_in(block))
        self._answers = settled.numbers(keys)
        self._open: dict[int, list[int]] = {}
        """The numbers of the runs that are not decided, by their blocks."""
        self.marks: dict[int, list[Evidence]] = {}
        """The quotation marks of each block that has any."""
        for run in np.flatnonzero(self._answers == settled.UNDECIDED).tolist():
            if keys[run]:
                block = self.block_of(self.runs[run])
                self._open.setdefault(block, []).append(run)
                if marks := self.windows[keys[run]].marks:
                    self.marks.setdefault(block, []).extend(marks)

    def settle(self, sides: Mapping[int, Sides]) -> None:
        """Write down the edits of all blocks, now that the sides of quotation marks are known: once.

        A block with marks that has no `sides` here, like one about which not only windows decide, is `undecided`.
        """
        for block, its_runs in self._open.items():
            if not self._turn(block, its_runs, sides.get(block, ())):
                self._undecided.add(block)
        self._write_down()

    def _turn(self, block: int, its_runs: Sequence[int], sides: Sides) -> bool:
        """Find what is decided about the open runs of a block; tells whether everything is."""
        if len(sides) != len(self.marks.get(block, ())):
            return False
        if sides and looks_for_partners(self.windows, self.blocks[block].chars, sides):
            return False
        at = 0
        for run in its_runs:
            key = self.keys[run]
            end = at + len(self.windows[key].marks)
            self._answers[run] = number = self._settled.turned(key, sides[at:end])
            if number == self._settled.UNDECIDED:
                return False
            at = end
        return True

    def _write_down(self) -> None:
        """Put what is decided about runs and pairs into columns."""
        news = self.windows.news
        changes = self._settled.changes(self._answers, self._fronts)
        starts = np.concatenate((self._stops[self._bound], self._places(changes)))
        lengths = np.concatenate((np.ones_like(self._bound), changes.length))
        order = np.argsort(2 * starts + (lengths > 0), kind="stable")
        starts, lengths = starts[order], lengths[order]
        new = np.concatenate((np.full_like(self._bound, news[NBSP]), changes.new))[order]
        code = np.concatenate((self._bound_codes, changes.code))[order]
        at = starts + self._shifts[np.concatenate((self._bound, changes.chunk))[order]]
        self._columns = Columns(at, lengths, new, code)
        self._edit_of = np.searchsorted(starts, self._starts[self.borders])
        """For each border the first edit behind it."""
        self._look_for_chains(starts, starts + lengths, new)

    @cached_property
    def _rows(self) -> list[RawEdit]:
        return ColumnEdits(self._columns, self.windows.news, self.windows.codes).rows()

    def edits(self, number: int) -> list[RawEdit]:
        """The edits of a block that is settled."""
        return self._rows[self._edit_of[number] : self._edit_of[number + 1]]

    def columns(self, without: Collection[int]) -> Columns:
        """The edits of all blocks but those `without`."""
        is_wanted = np.ones(len(self.blocks), np.bool_)
        is_wanted[list(without)] = False
        return self._columns.where(np.repeat(is_wanted, np.diff(self._edit_of)))

    def _look_for_chains(self, starts: Indices, ends: Indices, new: Indices) -> None:
        """Find the blocks in which too much hangs together after the edits, the names of which are `new`."""
        news = self.windows.news
        binds, closes = np.array([NBSP in name for name in news.names])[new], new == news[""]
        self._undecided.update(self._blocks_at(hanging(self._stops[:-1], starts[binds], ends[binds], LONGEST)))
        tightened: set[int] = set()
        """Numbers of the blocks that need a closer look: spaces are taken away, or there are no-break spaces."""
        if closes.any():
            binds |= closes
            places = hanging(self._stops[:-1], starts[binds], ends[binds], LONGEST - GROWTH)
            tightened.update(set(self._blocks_at(places)).intersection(self._blocks_at(starts[closes])))
        if NBSP in self._chars:
            growth = np.array(list(map(len, news.names)))[new] - (ends - starts)
            found = set(self._blocks_at(overlong(self._stops[:-1], starts, ends, binds, growth, LONGEST)))
            tightened.update(number for number in found if NBSP in self.blocks[number].chars)
        for number in tightened - self._undecided - self.unreadable - self._rowed:
            chars, _, at = self.blocks[number]
            if hangs(chars, self.edits(number), at):
                self._undecided.add(number)

    def _blocks_at(self, places: Indices) -> list[int]:
        """The numbers of the blocks that the characters at `places` belong to."""
        return sorted(set((np.searchsorted(self._starts[self.borders], places, "right") - 1).tolist()))

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

    def left_out(self, texts: Sequence[str]) -> set[int]:
        """Numbers of the places left empty for one of `texts` that is not."""
        return {n for n, (text, block) in enumerate(zip(texts, self.blocks, strict=True)) if text and not block.chars}

    def _blocks_of(self, chunks: Indices) -> set[int]:
        """Numbers of the blocks in which some chunks stand."""
        return set((np.searchsorted(self.borders, chunks, "right") - 1).tolist())

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

    def undecided(self) -> set[int]:
        """Numbers of the blocks that are not settled, but for unreadable ones. Once `settle` has been called."""
        return (self._undecided | self._rowed) - self.unreadable

    def draft(self, number: int) -> Draft:
        """One block on its way. Once `settle` has been called."""
        if number in self._rowed:
            return self.whole(number)
        if number in self._undecided:
            return SheetDraft(self, number)
        return SettledDraft(self.edits(number), self.blocks[number].at)

    def whole(self, number: int) -> WholeDraft:
        """One block for the rules to look at in one piece."""
        chars, is_silent, at = self.blocks[number]
        return WholeDraft(Settling(self.windows.rules, self.windows.block(chars, replies=not is_silent)), at)

    def rowed(self) -> set[int]:
        """Numbers of the blocks with a row of chunks that is no language: only the rules know their marks."""
        return self._rowed - self.unreadable

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
