"""Long rows of small numbers in few bytes.

A number is written seven bits a byte, the lowest first, the highest bit set in all bytes but the last (LEB128).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def packed_numbers(numbers: Sequence[int]) -> bytes:
    """`numbers`, of which none is negative, in one byte each where they are less than 128."""
    if not numbers or max(numbers) < 0x80:
        return bytes(numbers)
    packed = bytearray()
    for number in numbers:
        rest = number
        while rest >= 0x80:
            packed.append(rest & 0x7F | 0x80)
            rest >>= 7
        packed.append(rest)
    return bytes(packed)


def numbers_in(packed: bytes) -> Iterator[int]:
    """The numbers that `packed_numbers` has packed."""
    number = shift = 0
    for byte in packed:
        if byte >= 0x80:
            number |= (byte & 0x7F) << shift
            shift += 7
        else:
            yield number | byte << shift
            number = shift = 0


def count_in(packed: bytes) -> int:
    """How many numbers there are."""
    return sum(byte < 0x80 for byte in packed)
