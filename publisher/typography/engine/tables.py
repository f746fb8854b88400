"""A table of numbers that is asked for many keys at once: a dictionary at the speed of numpy.

Open addressing with linear probing (Knuth, The Art of Computer Programming, vol. 3, 6.4). A key is two numbers of 64
bits and is kept whole, so that no two keys are ever taken for one. A key that finds no place near its home, as only
keys made for it do, is not kept: who asks for it learns it anew, and the time stays linear.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.uint32]
Indices = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

_SMALLEST = 1 << 12
_PROBES = 64
"""Places at which a key may stand, counted from its home."""
_SCRAMBLE_LOW, _SCRAMBLE_HIGH = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
"""Odd numbers without a pattern: what is multiplied by them spreads over the upper bits."""
_HALF, _UPPER = np.uint64(29), np.uint64(32)


class Table:
    """Keys with their numbers, none of which is 0."""

    def __init__(self) -> None:
        self.clear()

    def __len__(self) -> int:
        """How many keys were added; a few of them may not have been kept."""
        return self._added

    def clear(self) -> None:
        self._added = 0
        self._make(_SMALLEST)

    def find(self, low: Words, high: Words) -> Numbers:
        """The number of every key; 0 for one that is not known."""
        place = self._home(low, high)
        numbers = self._numbers[place]
        other = np.flatnonzero((self._low[place] != low) | (self._high[place] != high))
        for _ in range(_PROBES):
            other = other[numbers[other] != 0]
            if not other.size:
                return numbers
            place[other] = its_place = (place[other] + 1) & self._mask
            numbers[other] = self._numbers[its_place]
            other = other[(self._low[its_place] != low[other]) | (self._high[its_place] != high[other])]
        numbers[other] = 0
        return numbers

    def add(self, low: Words, high: Words, numbers: Numbers) -> None:
        """Remember the numbers of keys that are not known yet, each of which is told once."""
        self._added += low.size
        if 2 * self._added > self._mask:
            self._grow()
        self._place(low, high, numbers)

    def _make(self, size: int) -> None:
        self._low = np.zeros(size, np.uint64)
        self._high = np.zeros(size, np.uint64)
        self._numbers = np.zeros(size, np.uint32)
        self._mask = size - 1

    def _grow(self) -> None:
        kept = np.flatnonzero(self._numbers)
        low, high, numbers = self._low[kept], self._high[kept], self._numbers[kept]
        self._make(1 << (4 * self._added).bit_length())
        self._place(low, high, numbers)

    def _place(self, low: Words, high: Words, numbers: Numbers) -> None:
        place = self._home(low, high)
        for _ in range(_PROBES):
            free = self._numbers[place] == 0
            its_place = place[free]
            self._low[its_place], self._high[its_place], self._numbers[its_place] = low[free], high[free], numbers[free]
            left = (self._low[place] != low) | (self._high[place] != high)  # of several at one place the last stays
            if not left.any():
                return
            low, high, numbers, place = low[left], high[left], numbers[left], (place[left] + 1) & self._mask

    def _home(self, low: Words, high: Words) -> Indices:
        """Where each key stands if no other one does."""
        mixed = low * _SCRAMBLE_LOW
        mixed ^= high * _SCRAMBLE_HIGH
        mixed ^= mixed >> _HALF
        mixed *= _SCRAMBLE_HIGH
        mixed >>= _UPPER
        return mixed.astype(np.intp) & self._mask
