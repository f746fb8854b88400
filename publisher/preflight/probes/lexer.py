"""Content streams as operators with operands. Tolerant: what can't be understood is told and skipped.

Names are `bytes` subclasses to keep them apart from strings; numbers are float; arrays list; dictionaries dict.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

WHITE = rb"\x00\t\n\x0c\r "
_TOKEN = re.compile(
    rb"[%s]*(?:"
    rb"([+-]?(?:\d++\.?+\d*+|\.\d++))(?=[%s\[\]()<>{}/%%]|$)"  # 1 number
    rb"|/([^%s\[\]()<>{}/%%]*)"  # 2 name
    rb"|([A-Za-z'\"][A-Za-z0-9*'\"]*)"  # 3 operator
    rb"|<([0-9A-Fa-f%s]*)>"  # 4 hexadecimal string
    rb"|\(((?:[^()\\]++|\\.)*+)\)"  # 5 string without brackets inside
    rb"|(\[)|(\])|(<<)|(>>)"  # 6 7 8 9
    rb"|(\()"  # 10 any other string
    rb"|(%%[^\r\n]*)"  # 11 comment
    rb"|([^%s])"  # 12 anything else: a number gone wrong, a stray bracket
    rb")" % (WHITE, WHITE, WHITE, WHITE, WHITE),
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_INLINE_END = re.compile(rb"[%s]EI(?=[%s]|$)" % (WHITE, WHITE))
_CONSTANTS = {b"true": True, b"false": False, b"null": None}
DEEPEST = 64
"""Arrays and dictionaries within each other."""


class NameToken(bytes):
    """A name, without its slash."""


class Odd(NameToken):
    """What is no token of PDF; comes as an operator."""


Operation = tuple[bytes, list[Any], int, int]
"""Operator, operands, and where both stand together: from, to (bytes)."""


def operations(data: bytes) -> Iterator[Operation]:  # noqa: PLR0915  one loop: a call a token doubles the time
    """The operators of a content stream, in order.

    An inline image comes as `EI` with two operands: its dictionary and its bytes.
    """
    position, start = 0, -1
    operands: list[Any] = []
    nested: list[list[Any]] = []
    kinds: list[bytes] = []
    match = _TOKEN.match
    while found := match(data, position):
        group = found.lastindex or 12
        if start < 0:
            start = found.start(group)
        position = found.end()
        if group == 1:
            operands.append(float(found[1]))
        elif group == 3:
            word = found[3]
            if word in _CONSTANTS:
                operands.append(_CONSTANTS[word])
                continue
            if nested:  # an operator within an array: the bracket was never closed
                yield Odd(b"["), [], start, position
                operands = nested[0]
                nested, kinds = [], []
            if word == b"ID":
                picture, position = _inline_data(data, position, operands)
                yield b"EI", [_dictionary(operands), picture], start, position
            elif word != b"BI":
                yield word, operands, start, position
            operands, start = [], -1
        elif group == 2:
            operands.append(NameToken(found[2] if b"#" not in found[2] else _unhashed(found[2])))
        elif group == 4:
            digits = found[4] if found[4].isalnum() or not found[4] else found[4].translate(None, b"\0\t\n\x0c\r ")
            operands.append(bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode()))
        elif group == 5:
            operands.append(_unescaped(found[5]))
        elif group in (6, 8):
            if len(nested) >= DEEPEST:
                yield Odd(found[group]), [], start, position
                return
            nested.append(operands)
            kinds.append(found[group])
            operands = []
        elif group in (7, 9):
            if not nested:
                yield Odd(found[group]), [], start, position
                continue
            inner: Any = operands if kinds.pop() == b"[" else _dictionary(operands)
            operands = nested.pop()
            operands.append(inner)
        elif group == 10:
            string, position = _bracketed(data, position)
            operands.append(string)
        elif group == 12:
            position = _behind_odd(data, position)
            yield Odd(data[found.start(12) : position][:20]), [], start, position
    if operands or nested:
        yield Odd(b""), [], max(start, 0), len(data)


def _behind_odd(data: bytes, position: int) -> int:
    """The end of a token gone wrong, e.g. `--5` or `1.2.3`."""
    while position < len(data) and data[position] not in b"\x00\t\n\x0c\r []()<>{}/%":
        position += 1
    return position


def _dictionary(operands: list[Any]) -> dict[bytes, Any]:
    return {operands[i]: operands[i + 1] for i in range(0, len(operands) - 1, 2) if isinstance(operands[i], NameToken)}


def _inline_data(data: bytes, position: int, operands: list[Any]) -> tuple[bytes, int]:
    """The bytes of an inline image and where they end: at an EI that operators may follow."""
    del operands
    position += 1
    while found := _INLINE_END.search(data, position - 1 if position else 0):
        following = data[found.end() : found.end() + 40]
        if all(byte < 0x7F and (byte >= 0x20 or byte in b"\t\n\r\x0c\x00") for byte in following):
            return data[position : found.start()], found.end()
        position = found.end()
    return data[position:], len(data)


def _unhashed(raw: bytes) -> bytes:
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), raw)


def _unescaped(raw: bytes) -> bytes:
    if b"\\" not in raw:
        return raw
    return _ESCAPE.sub(_escape, raw)


def _escape(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[:1].isdigit() and sign[0] < 0x38:
        return bytes([int(sign, 8) & 0xFF])
    return _ESCAPED.get(sign, sign)


def _bracketed(data: bytes, position: int) -> tuple[bytes, int]:
    """A string with brackets inside, from behind its first; to the end when it is never closed."""
    start, depth = position, 1
    for found in re.compile(rb"\\.|[()]", re.DOTALL).finditer(data, position):
        if found[0] == b"(":
            depth += 1
        elif found[0] == b")":
            depth -= 1
            if not depth:
                return _unescaped(data[start : found.start()]), found.end()
    return _unescaped(data[start:]), len(data)
