"""Where the characters of a text stand in their source: runs, and all runs of a text packed into a few bytes.

A cleaned novel has tens of thousands of runs, of which next to none is ever looked at: only a finding asks where it is.
As objects they would take many times the memory of the characters themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from publisher.model.packing import count_in, numbers_in, packed_numbers


class Run(NamedTuple):
    """Characters `start:end` of a text stand at `source:source_end` of the decoded source file.

    Equal lengths: one to one. Unequal lengths (an entity, an escape, a hard-wrapped line end): the run is one atom.
    """

    start: int
    end: int
    source: int
    source_end: int

    @property
    def is_atom(self) -> bool:
        return self.end - self.start != self.source_end - self.source


class Origin(Sequence[Run]):
    """Runs of one text, sorted and without overlaps, packed; equal to any other sequence of the same runs.

    A run is four numbers, of which most are 0 or small: how many characters after the end of the one before it begins
    and how long it is, the same in the source, there with the length as a difference to that in the text. Those that
    may be negative are written as 0, -1, 1, -2, … → 0, 1, 2, 3, ….

    Looking at a run means reading all runs before it: walk through them, or make a tuple of them first.
    """

    __slots__ = ("_packed",)

    def __init__(self, runs: Iterable[tuple[int, int, int, int]] = ()) -> None:
        numbers: list[int] = []
        at = source_at = 0
        for start, end, source, source_end in runs:
            gap, more = source - source_at, source_end - source - end + start
            numbers += (
                start - at,
                end - start,
                gap + gap if gap >= 0 else -gap - gap - 1,
                more + more if more >= 0 else -more - more - 1,
            )
            at, source_at = end, source_end
        self._packed = packed_numbers(numbers)

    def __iter__(self) -> Iterator[Run]:
        numbers = numbers_in(self._packed)
        at = source_at = 0
        for skipped in numbers:
            length, gap, more = next(numbers), next(numbers), next(numbers)
            start = at + skipped
            source = source_at + (-(gap + 1 >> 1) if gap & 1 else gap >> 1)
            at = start + length
            source_at = source + length + (-(more + 1 >> 1) if more & 1 else more >> 1)
            yield Run(start, at, source, source_at)

    def __len__(self) -> int:
        return count_in(self._packed) // 4

    def __bool__(self) -> bool:
        return bool(self._packed)

    @overload
    def __getitem__(self, index: int) -> Run: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Run]: ...
    def __getitem__(self, index: int | slice) -> Run | Sequence[Run]:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Origin):
            return self._packed == other._packed
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Origin({list(self)})"

    def __getstate__(self) -> bytes:
        return self._packed

    def __setstate__(self, state: bytes) -> None:
        self._packed = state
