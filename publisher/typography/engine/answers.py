"""What windows decide, told for all places of a sheet at once, in columns of numbers.

A window is asked once (see `windows`); its answer stands here as rows of numbers: changes of spaces and signs between
chunks, or the rule that binds two plain words.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from publisher.typography.alphabet import NBSP
from publisher.typography.engine.shapes import CAPITAL, INVOLVED, LEANING, LISTED, PLAIN, STOPPED, SURROGATES
from publisher.typography.engine.tables import Flags, Indices, Numbers, Table
from publisher.typography.kinds import REMEMBERED

if TYPE_CHECKING:
    from publisher.typography.engine.windows import Sides, Verdict, Windows

LONGEST = 40
"""Chunks of a run that is remembered; longer ones hardly ever come again."""


class Names(dict[str, int]):
    """Strings and their numbers, in the order in which they were met."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        super().__init__()
        self.names: list[str] = []
        for name in names:
            self[name]

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self.names)
        self.names.append(name)
        return number

    def of(self, numbers: Indices) -> list[str]:
        return list(map(self.names.__getitem__, numbers.tolist()))


class Changes(NamedTuple):
    """Edits: `delta` characters behind the end of chunk `chunk`, or (`token` >= 0) the start of its token `token`.

    `new`, `code`: numbers of their names. The columns are all of one length.
    """

    chunk: Indices
    token: Indices
    delta: Indices
    length: Indices
    new: Indices
    code: Indices


class Settled:
    """Runs of shapes → what is decided about them, where the very words have no say."""

    UNDECIDED = 0
    """The number of all other runs; the empty key stands for one."""

    def __init__(self, windows: Windows) -> None:
        self.windows = windows
        self._numbers = {"": self.UNDECIDED}
        self._turned: dict[tuple[str, Sides], int] = {}
        self._first, self._count = array("q", [0]), array("q", [0])
        self._rows = array("q")
        """Of all answers; those of one stand together."""

    @property
    def is_full(self) -> bool:
        return len(self._numbers) + len(self._turned) > REMEMBERED

    def numbers(self, keys: Sequence[str]) -> Indices:
        """The number of the answer for each of some runs; undecided where there are quotation marks."""
        numbers = self._numbers
        found = list(map(numbers.get, keys))
        if None in found:
            for key in {key for key, number in zip(keys, found, strict=True) if number is None}:
                numbers[key] = self._asked(key)
            return np.fromiter(map(numbers.__getitem__, keys), np.intp, len(keys))
        return np.array(found, np.intp)

    def _asked(self, key: str) -> int:
        if len(key) > LONGEST:
            return self.UNDECIDED
        window = self.windows[key]
        return self.UNDECIDED if window.marks else self._added(window.verdict(()))

    def turned(self, key: str, sides: Sides) -> int:
        """The number of the answer for a run the quotation marks of which have turned to these sides."""
        number = self._turned.get((key, sides))
        if number is None:
            if len(key) > LONGEST:
                return self.UNDECIDED
            number = self._turned[key, sides] = self._added(self.windows[key].verdict(sides))
        return number

    def _added(self, verdict: Verdict) -> int:
        changes, by_words = verdict
        if by_words:
            return self.UNDECIDED
        self._first.append(len(self._rows) // len(Changes._fields))
        self._count.append(len(changes))
        news, codes = self.windows.news, self.windows.codes
        for chunk, token, delta, length, new, code in changes:
            self._rows.extend((chunk, token, delta, length, news[new], codes[code]))
        return len(self._first) - 1

    def changes(self, numbers: Indices, runs: Indices) -> Changes:
        """The edits of runs with the answers `numbers`, of which `runs` are the chunks in front."""
        count = np.frombuffer(self._count, np.int64)[numbers]
        owner = np.repeat(np.arange(len(numbers)), count)
        within = np.arange(len(owner)) - (np.cumsum(count) - count)[owner]
        rows = np.frombuffer(self._first, np.int64)[numbers][owner] + within
        table = np.frombuffer(self._rows, np.int64).reshape(-1, len(Changes._fields))
        chunk, *others = table[rows].T
        return Changes(runs[owner] + chunk, *others)


class Pairs:
    """Two shapes in a row, neither of them involved → which rule binds them."""

    FREE, BY_WORDS, _FIRST = 1, 2, 3
    """Nothing binds them; only the very words can tell; the number of the first code."""

    def __init__(self, windows: Windows) -> None:
        self.windows = windows
        self._table = Table()

    def codes(self, left: Numbers, right: Numbers) -> tuple[Indices, Flags, Flags]:
        """For each pair the number of its code, whether it is bound, and whether only the words can tell.

        All of them may be bound (see `bindable`).
        """
        low, high = left.astype(np.uint64), right.astype(np.uint64)
        found = self._table.find(low, high)
        unknown = np.flatnonzero(found == 0)
        if unknown.size:
            if len(self._table) > REMEMBERED:
                self._table.clear()
            pairs = [chr(a) + chr(b) for a, b in zip(left[unknown].tolist(), right[unknown].tolist(), strict=True)]
            places = dict(zip(pairs, unknown.tolist(), strict=True))
            learnt = {pair: self._decided(pair) for pair in places}
            at = list(places.values())
            self._table.add(low[at], high[at], np.fromiter(learnt.values(), np.uint32, len(learnt)))
            found[unknown] = [learnt[pair] for pair in pairs]
        return found.astype(np.intp) - self._FIRST, found >= self._FIRST, found == self.BY_WORDS

    def _decided(self, pair: str) -> int:
        shapes = self.windows.shapes
        verdict = self.windows[shapes.left_of(pair[0]) + shapes.without_mark(pair[1])].verdict(())
        if not verdict.changes and not verdict.by_words:
            return self.FREE
        if verdict.by_words or len(verdict.changes) > 1 or verdict.changes[0].new != NBSP:
            return self.BY_WORDS
        return self._FIRST + self.windows.codes[verdict.changes[0].code]


def bindable(shapes: Numbers) -> Indices:
    """Where a no-break space may belong between a plain shape and the next one.

    One of the two leans, or a small letter follows a full stop.
    """
    is_plain = (shapes >= PLAIN) & (shapes < INVOLVED)
    leans, stops, is_small = shapes >= LEANING, shapes >= STOPPED, shapes < CAPITAL
    may = leans[:-1] | leans[1:]
    may |= stops[:-1] & is_small[1:]
    may &= is_plain[:-1]
    may &= is_plain[1:]
    return np.flatnonzero(may)


def runs(shapes: Numbers) -> tuple[Indices, Indices]:
    """What has to be decided together: involved chunks in a row, joined by a lone listed word between two of them.

    The number of the chunk in front of each run and of the one behind it. A row begins and ends with a border.
    """
    is_involved = shapes >= INVOLVED
    is_listed = (shapes >= LISTED) & (shapes < SURROGATES)
    belongs = is_involved.copy()
    belongs[1:-1] |= is_listed[1:-1] & is_involved[:-2] & is_involved[2:]
    edges = np.flatnonzero(belongs[1:] != belongs[:-1])
    return edges[::2], edges[1::2] + 1
