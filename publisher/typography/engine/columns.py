"""Edits by the hundred thousand, in columns of numbers: no object is made for one before somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from publisher.typography.composing import edited
from publisher.typography.engine.answers import Names
from publisher.typography.engine.drafts import RawEdit
from publisher.typography.engine.tables import Flags, Indices

_SURROGATES = "\ud800"
"""From here on a character of 16 bits is not one by itself."""


class Columns(NamedTuple):
    """Edits, sorted: where each begins, how many characters go, and the numbers of what comes and of the rule."""

    start: Indices
    length: Indices
    new: Indices
    code: Indices

    @classmethod
    def joined(cls, parts: Sequence[Columns]) -> Columns:
        """Columns one below the other; at least one of them."""
        return cls(*map(np.concatenate, zip(*parts, strict=True)))

    @classmethod
    def of(cls, rows: Sequence[RawEdit], news: Names, codes: Names) -> Columns:
        """Edits that are one by one so far; one at least. New names get numbers."""
        starts, ends, its_news, its_codes = zip(*rows, strict=True)
        start = np.array(starts, np.intp)
        its_new, its_code = np.array([news[name] for name in its_news]), np.array([codes[name] for name in its_codes])
        return cls(start, np.array(ends, np.intp) - start, its_new, its_code)

    def where(self, is_wanted: Flags) -> Columns:
        return Columns(*(column[is_wanted] for column in self))


class ColumnEdits:
    """Edits in columns, and the names that their numbers stand for."""

    def __init__(self, columns: Columns, news: Names, codes: Names) -> None:
        self._columns = columns
        self._news = news
        self._codes = codes

    def __len__(self) -> int:
        return len(self._columns.start)

    def rows(self) -> list[RawEdit]:
        """Every edit by itself."""
        return _rows(self._columns, self._news, self._codes)

    def carried_out(self, chars: str, others: Sequence[RawEdit]) -> str:
        """The characters as these edits and others make them, none of which overlap."""
        news, codes = Names(self._news.names), Names(self._codes.names)  # what a text has of its own is forgotten
        columns = Columns.joined([self._columns, Columns.of(others, news, codes)]) if others else self._columns
        start, length, new, _ = columns
        points = np.array([_point(name) for name in news.names], np.uint32)[new]
        is_short = ((points > 0) | (new == news[""])) & (length > 0)
        is_put = is_short & (points > 0)
        gone = np.sort(_ranges((start + is_put)[is_short], (start + length)[is_short]))
        short = _with_points(chars, start[is_put], points[is_put], gone)
        return edited(short, _moved(sorted(_rows(columns.where(~is_short), news, codes)), gone))


def _rows(columns: Columns, news: Names, codes: Names) -> list[RawEdit]:
    start, length, new, code = columns
    return list(zip(start.tolist(), (start + length).tolist(), news.of(new), codes.of(code), strict=True))


def _point(name: str) -> int:
    """The code point of a character that is one of 16 bits, too; 0 for other strings."""
    return ord(name) if len(name) == 1 and name < _SURROGATES else 0


def _ranges(starts: Indices, ends: Indices) -> Indices:
    """All numbers of some ranges, one range after the other."""
    counts = ends - starts
    places: Indices = np.arange(counts.sum()) + np.repeat(ends - np.cumsum(counts), counts)
    return places


def _moved(edits: Sequence[RawEdit], gone: Indices) -> Iterator[RawEdit]:
    """Edits as they are when the characters at the places `gone` are no longer there."""
    starts, ends, news, codes = zip(*edits, strict=True) if edits else ((), (), (), ())
    starts_now, ends_now = ((at - np.searchsorted(gone, at)).tolist() for at in map(_indices, (starts, ends)))
    return zip(starts_now, ends_now, news, codes, strict=True)


def _indices(numbers: Sequence[int]) -> Indices:
    return np.array(numbers, np.intp)


def _with_points(chars: str, places: Indices, points: npt.NDArray[np.uint32], gone: Indices) -> str:
    """The characters with others, given by their code points, at some places, and without those at `gone`."""
    try:
        encoding, width = "utf-16-le", "<u2"  # three times as quick as 32 bits
        encoded = bytearray(chars.encode(encoding))
    except UnicodeEncodeError:  # half a pair, which must not become a whole one
        encoded = bytearray()
    if len(encoded) != 2 * len(chars):
        encoding, width = "utf-32-le", "<u4"
        encoded = bytearray(chars.encode(encoding, "surrogatepass"))
    units = np.frombuffer(encoded, width)
    units[places] = points
    if not gone.size:
        return encoded.decode(encoding, "surrogatepass")
    is_left = np.ones(len(units), np.bool_)
    is_left[gone] = False
    return units[is_left].tobytes().decode(encoding, "surrogatepass")
