"""Objects in, a PDF 1.7 file out, with object streams and a cross-reference stream (ISO 32000-1, 7.5)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from hashlib import sha256

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes above 127: the file is not text
_FREE = (0, 0, 65535)
_ENTRY = struct.Struct(">BII")
_FULL = 64 << 10
"""Bytes of plain objects in an object stream: a reader unpacks it whole to get at one of them."""

_ROW = 500
"""Objects in an object stream, at most, of one row."""

_LEVEL = 4
"""Of compression. Six takes twice the time and saves a hundredth of a book."""


class PdfFile:
    """A file that is written front to back. Numbers are given out first, objects come in any order."""

    def __init__(self) -> None:
        self._parts = [_HEADER]
        self._at = len(_HEADER)
        self._digest = sha256()
        self._places: list[tuple[int, int, int]] = [_FREE]
        self._waiting: list[bytes] = []
        self._starts: list[tuple[int, int]] = []
        self._size = 0

    def reserve(self, count: int = 1) -> int:
        """The first of `count` numbers in a row for objects that follow."""
        first = len(self._places)
        self._places += [_FREE] * count
        return first

    def add(self, body: bytes, number: int = 0) -> int:
        """A plain object; it is given a number unless it has one."""
        number = number or self.reserve()
        self._starts.append((number, self._size))
        self._waiting.append(body)
        self._size += len(body) + 1
        if self._size > _FULL:
            self._pack()
        return number

    def add_row(self, first: int, bodies: bytes, starts: Sequence[int]) -> None:
        """Plain objects, numbered from `first`, one after the other: each of `starts` is where one begins."""
        for low in range(0, len(starts), _ROW):
            row = starts[low : low + _ROW]
            end = starts[low + _ROW] if low + _ROW < len(starts) else len(bodies)
            shift = self._size - row[0]
            self._starts += [(first + low + index, shift + start) for index, start in enumerate(row)]
            self._waiting.append(bodies[row[0] : end])
            self._size += end - row[0] + 1
            if self._size > _FULL:
                self._pack()

    def add_stream(self, dictionary: bytes, data: bytes, number: int = 0) -> int:
        """A stream of `data` as it is. `dictionary`: the entries but its length, without brackets."""
        number = number or self.reserve()
        head = b"%d 0 obj\n<<%s/Length %d>>\nstream\n" % (number, dictionary, len(data))
        self._places[number] = (1, self._at, 0)
        self._write(head, data, b"\nendstream\nendobj\n")
        return number

    def add_packed(self, dictionary: bytes, data: bytes, number: int = 0) -> int:
        """A stream of `data`, compressed."""
        return self.add_stream(dictionary + b"/Filter/FlateDecode", zlib.compress(data, _LEVEL), number)

    def finish(self, root: int, info: int) -> bytes:
        """The whole file; `root`: number of the catalog, `info`: of the information dictionary."""
        self._pack()
        name = self._digest.hexdigest()[:32].encode()
        number, start = self.reserve(), self._at
        self._places[number] = (1, start, 0)
        entries = b"".join([_ENTRY.pack(*place) for place in self._places])
        self.add_packed(
            b"/Type/XRef/W[1 4 4]/Size %d/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]"
            % (len(self._places), root, info, name, name),
            entries,
            number,
        )
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self._parts)

    def _pack(self) -> None:
        """The plain objects so far go into an object stream."""
        if not self._waiting:
            return
        starts, bodies = self._starts, b"\n".join(self._waiting)
        self._starts, self._waiting, self._size = [], [], 0
        head = b" ".join([b"%d %d" % pair for pair in starts]) + b"\n"
        number = self.reserve()
        for index, (of, _) in enumerate(starts):
            self._places[of] = (2, number, index)
        self.add_packed(b"/Type/ObjStm/N %d/First %d" % (len(starts), len(head)), head + bodies, number)

    def _write(self, *parts: bytes) -> None:
        for part in parts:
            self._parts.append(part)
            self._digest.update(part)
            self._at += len(part)


def reference(number: int) -> bytes:
    return b"%d 0 R" % number


def references(numbers: Iterable[int]) -> bytes:
    """An array of references."""
    return b"[" + b" ".join([b"%d 0 R" % number for number in numbers]) + b"]"


def numbers(values: Iterable[float], digits: int = 3) -> bytes:
    """An array of numbers with so many decimals."""
    return b"[" + b" ".join([b"%.*f" % (digits, value) for value in values]) + b"]"


def text_string(text: str) -> bytes:
    """A text string: what can't be said in ASCII is UTF-16 with a byte order mark, as hexadecimal digits."""
    if text.isascii():
        return literal(text.encode())
    return b"<" + b"\xfe\xff".hex().encode() + text.encode("utf-16-be", "surrogatepass").hex().encode() + b">"


def literal(data: bytes) -> bytes:
    """A byte string between brackets."""
    for char in (b"\\", b"(", b")"):
        data = data.replace(char, b"\\" + char)
    return b"(" + data.replace(b"\r", b"\\r") + b")"
