"""Reading objects of strangers' files: every value may be of any type, missing, or refer to itself."""

from __future__ import annotations

import base64
import binascii
import math
import re
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf

from publisher.model.facts import Rect

LONGEST_STREAM = 256 << 20
"""Bytes of one stream after decoding; what is longer is not read."""

LONGEST_NUMBER = 1e9


class TooLargeError(Exception):
    """A stream would become larger than allowed."""


def get(container: Any, *names: str) -> Any:
    """The value under a path of names (without slashes); None when anything on the way is missing or no dictionary."""
    found = container
    for name in names:
        if not isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
            return None
        try:
            found = found.get("/" + name)
        except (pikepdf.PdfError, ValueError, RuntimeError):
            return None
    return found


def name(value: Any) -> str:
    """A name without its slash; empty for anything else."""
    return str(value)[1:] if isinstance(value, pikepdf.Name) else ""


def text(value: Any) -> str:
    """A text string; empty for anything else."""
    if not isinstance(value, pikepdf.String):
        return ""
    try:
        return str(value)
    except (UnicodeDecodeError, pikepdf.PdfError):
        return bytes(value).decode("latin-1")


def number(value: Any, default: float = 0.0) -> float:
    """A finite number; `default` for anything else."""
    try:
        found = float(value)
    except (TypeError, ValueError, ArithmeticError):
        return default
    return found if math.isfinite(found) and abs(found) < LONGEST_NUMBER else default


def whole(value: Any, default: int = 0) -> int:
    return int(number(value, default))


def numbers(value: Any, count: int = 0) -> tuple[float, ...] | None:
    """An array of `count` numbers (any count: 0); None for anything else."""
    if not isinstance(value, pikepdf.Array) or (count and len(value) != count) or len(value) > 1 << 16:
        return None
    found = []
    for item in value:
        try:
            plain = float(item)
        except (TypeError, ValueError, ArithmeticError):
            return None
        if not math.isfinite(plain) or abs(plain) > LONGEST_NUMBER:
            return None
        found.append(plain)
    return tuple(found)


def rect(value: Any) -> Rect | None:
    """A rectangle with its corners put in order; None when it is none or has no area."""
    corners = numbers(value, 4)
    if corners is None:
        return None
    x0, y0, x1, y1 = corners
    box = Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    return box if box.width > 0 and box.height > 0 else None


def entries(value: Any) -> Iterator[tuple[str, Any]]:
    """Names (without slashes) and values of a dictionary; nothing for anything else."""
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        for key in value.keys():  # noqa: SIM118  not a mapping of Python
            yield key[1:], get(value, key[1:])


def items(value: Any, most: int = 100_000) -> Iterator[Any]:
    """Items of an array, or the value by itself."""
    if isinstance(value, pikepdf.Array):
        for index in range(min(len(value), most)):
            yield value[index]
    elif value is not None:
        yield value


def key(value: Any) -> tuple[int, int]:
    """Number of an indirect object; (0, 0) for a direct one."""
    found: tuple[int, int] = getattr(value, "objgen", (0, 0))
    return found


def filters(stream: Any) -> tuple[str, ...]:
    return tuple(name(item) for item in items(get(stream, "Filter"), 32))


_ABBREVIATED = {"A85": "ASCII85Decode", "AHx": "ASCIIHexDecode", "Fl": "FlateDecode", "LZW": "LZWDecode"}


def decoded(stream: Any, most: int = LONGEST_STREAM) -> bytes:
    """A stream without its filters, never more than `most` bytes.

    Raises:
        TooLargeError: it would be longer.
        ValueError: it can't be decoded.
    """
    if not isinstance(stream, pikepdf.Stream):
        raise ValueError("not a stream")  # noqa: TRY004  to callers it is a stream that can't be decoded
    chain = filters(stream)
    raw = bytes(stream.read_raw_bytes())
    if len(raw) > most:
        raise TooLargeError
    predictors = any(get(parameters, "Predictor") is not None for parameters in items(get(stream, "DecodeParms"), 32))
    is_simple = set(chain) <= {"FlateDecode", "ASCII85Decode", "ASCIIHexDecode"}
    if predictors or not is_simple:
        if is_simple:  # what a predictor makes is no longer than what it is made from
            for filter_name in chain:
                raw = _undone(filter_name, raw, most)
        elif len(raw) > most // 1030:  # no filter of PDF swells more than deflate does
            raise TooLargeError
        try:
            plain = bytes(stream.read_bytes())
        except (pikepdf.PdfError, RuntimeError) as error:
            raise ValueError(str(error)) from error
        if len(plain) > most:
            raise TooLargeError
        return plain
    for filter_name in chain:
        raw = _undone(filter_name, raw, most)
    return raw


def _undone(filter_name: str, raw: bytes, most: int) -> bytes:
    if filter_name == "FlateDecode":
        return inflated(raw, most)
    try:
        if filter_name == "ASCIIHexDecode":
            digits = re.sub(rb"\s+", b"", raw.partition(b">")[0])
            return binascii.unhexlify(digits + b"0" * (len(digits) % 2))
        return base64.a85decode(re.sub(rb"\s+", b"", raw.removeprefix(b"<~").partition(b"~>")[0]))
    except (ValueError, binascii.Error) as error:
        raise ValueError(str(error)) from error


def inflated(raw: bytes, most: int) -> bytes:
    """Deflated bytes, undone up to `most`; a stream that is cut off gives what there is.

    Raises:
        TooLargeError, ValueError: as `decoded`.
    """
    machine = zlib.decompressobj()
    try:
        plain = machine.decompress(raw, most + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if len(plain) > most:
        raise TooLargeError
    return plain
