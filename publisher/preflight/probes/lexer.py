"""Content streams as operators with operands. Tolerant: what can't be understood is told and skipped.

Names are `NameToken` to keep them apart from strings; numbers are float; arrays list; dictionaries dict. Most of a page
are short operations of one shape, so a whole operation is matched at once where that can be done; the rest is read
token by token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

WHITE = rb"\x00\t\n\x0c\r "
_SIMPLE = re.compile(
    rb"[%(w)s]*(?:"
    rb"(?:/([^%(w)s\[\]()<>{}/%%#]++)[%(w)s]++)?((?:[+-]?[0-9.]++[%(w)s]++)*+)"  # 1 name, 2 numbers
    rb"|\[([0-9A-Fa-f<>.+\-()%(w)s]*+)\][%(w)s]*+"  # 3 array of hexadecimal strings and numbers
    rb"|<([0-9A-Fa-f]*+)>[%(w)s]*+"  # 4 hexadecimal string
    rb"|/([^%(w)s\[\]()<>{}/%%#]++)[%(w)s]*+<<[^<>()]*+>>[%(w)s]*+"  # 5 name before a plain dictionary
    rb")([A-Za-z'\"][A-Za-z0-9*'\"]*+)(?=[%(w)s\[\]()<>/%%]|$)" % {b"w": WHITE}
)
_LINE = re.compile(
    rb"[%(w)s]*BT[%(w)s]++((?:[+-]?[0-9.]++[%(w)s]++){6})Tm[%(w)s]++/([^%(w)s\[\]()<>{}/%%#]++)[%(w)s]++"
    rb"([+-]?[0-9.]++)[%(w)s]++Tf[%(w)s]*+(?:((?:[0-9.]++[%(w)s]++){4})k[%(w)s]++)?+"
    rb"(?:/([^%(w)s\[\]()<>{}/%%#]++)[%(w)s]++gs[%(w)s]*+)?+"
    rb"\[([0-9A-Fa-f<>.+\-()%(w)s]*+)\][%(w)s]*+TJ[%(w)s]++ET(?=[%(w)s\[/(<]|$)" % {b"w": WHITE}
)
"""A whole text object as most programs write it: matrix, font, perhaps colour and settings, one array of glyphs."""

_TOKEN = re.compile(
    rb"[%(w)s]*(?:"
    rb"([+-]?(?:\d++\.?+\d*+|\.\d++))(?=[%(w)s\[\]()<>{}/%%]|$)"  # 1 number
    rb"|/([^%(w)s\[\]()<>{}/%%]*+)"  # 2 name
    rb"|([A-Za-z'\"][A-Za-z0-9*'\"]*+)"  # 3 operator
    rb"|<([0-9A-Fa-f%(w)s]*+)>"  # 4 hexadecimal string
    rb"|\(((?:[^()\\]++|\\.)*+)\)"  # 5 string without brackets inside
    rb"|(\[)|(\])|(<<)|(>>)"  # 6 7 8 9
    rb"|(\()"  # 10 any other string
    rb"|(%%[^\r\n]*+)"  # 11 comment
    rb"|([^%(w)s])"  # 12 anything else: a number gone wrong, a stray bracket
    rb")" % {b"w": WHITE},
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_INLINE_END = re.compile(rb"[%s]EI(?=[%s]|$)" % (WHITE, WHITE))
_CONSTANTS = {b"true": True, b"false": False, b"null": None}
_READ_SLOWLY = frozenset({*_CONSTANTS, b"BI", b"ID"})
LINE = b"BT ET"
"""Operator under which a text object of one line comes: matrix, font, size, colour in CMYK or None, settings or None,
glyphs."""

DEEPEST = 64
"""Arrays and dictionaries within each other."""


class NameToken(bytes):
    """A name, without its slash."""


class Odd(NameToken):
    """What is no token of PDF; comes as an operator."""


class Glyphs:
    """An array of hexadecimal strings and numbers, as TJ has it, read without looking at every part."""

    __slots__ = ("chars", "shift")

    def __init__(self, raw: bytes) -> None:
        if b"(" in raw:
            raw = raw.replace(b"()", b"")
            if b"(" in raw:
                raise ValueError("a string that is not hexadecimal")
        parts = raw.replace(b">", b"<").split(b"<")
        digits = b"".join(parts[1::2])
        if len(digits) % 2:  # an odd digit stands for one with a nought behind it
            digits = b"".join([part + b"0" if len(part) % 2 else part for part in map(_digits, parts[1::2])])
        self.chars = bytes.fromhex(digits.decode())
        self.shift = sum(_floats(b" ".join(parts[::2])), 0.0)
        """Sum of the numbers, thousandths of an em backwards."""


def _floats(raw: bytes) -> Iterator[float]:
    """Numbers between white space. By way of text: Python reads numbers from bytes ten times as slowly."""
    return map(float, raw.decode("ascii").split())


Operation = tuple[bytes, list[Any], int, int]
"""Operator, operands, and where both stand together: from, to (bytes)."""


def operations(data: bytes, *, lines: bool = False) -> Iterator[Operation]:
    """The operators of a content stream, in order.

    An inline image comes as `EI` with two operands: its dictionary and its bytes. With `lines` a text object that
    consists of one line comes as `LINE`: pages are little else, and this takes half the time.
    """
    position, end = 0, len(data)
    match, match_line = _SIMPLE.match, _LINE.match
    while position < end:
        found = match(data, position)
        if lines and found and found[6] == b"BT" and (line := match_line(data, position)):
            try:
                operands = _line_operands(line)
            except ValueError:
                pass  # a number gone wrong: told below, token by token
            else:
                yield LINE, operands, position, line.end()
                position = line.end()
                continue
        if found and found[6] not in _READ_SLOWLY:
            try:
                operands = _operands(found)
            except ValueError:
                pass
            else:
                yield found[6], operands, position, found.end()
                position = found.end()
                continue
        operation = _operation(data, position)
        if operation is None:
            return
        yield operation
        position = operation[3]


def _line_operands(line: re.Match[bytes]) -> list[Any]:
    matrix, font, size, ink, settings, glyphs = line.groups()
    return [
        [*_floats(matrix)],
        NameToken(font),
        float(size),
        [*_floats(ink)] if ink else None,
        NameToken(settings) if settings else None,
        Glyphs(glyphs),
    ]


def _operands(found: re.Match[bytes]) -> list[Any]:
    name, numbers, array, string, tag, _ = found.groups()
    if numbers is not None:
        operands: list[Any] = [*_floats(numbers)]
        return operands if name is None else [NameToken(name), *operands]
    if array is not None:
        return [Glyphs(array)] if b"<" in array or b"(" in array else [[*_floats(array)]]
    if string is not None:
        return [bytes.fromhex((string + b"0" if len(string) % 2 else string).decode())]
    return [NameToken(tag), {}]


class _Stack:
    """Operands being read, with the arrays and dictionaries that are still open."""

    def __init__(self) -> None:
        self.operands: list[Any] = []
        self.outer: list[tuple[bytes, list[Any]]] = []

    def open(self, bracket: bytes) -> None:
        self.outer.append((bracket, self.operands))
        self.operands = []

    def close(self) -> None:
        bracket, outer = self.outer.pop()
        outer.append(self.operands if bracket == b"[" else _dictionary(self.operands))
        self.operands = outer


def _operation(data: bytes, start: int) -> Operation | None:
    """The next operation, token by token; None at the end of the data."""
    stack, position = _Stack(), start
    while found := _TOKEN.match(data, position):
        group = found.lastindex or 12
        position = found.end()
        if group == 3 and found[3] not in _CONSTANTS:
            if stack.outer:  # an operator within an array: the bracket was never closed
                return Odd(b"["), [], start, found.start(3)
            if found[3] == b"ID":
                picture, position = _inline_data(data, position)
                return b"EI", [_dictionary(stack.operands), picture], start, position
            if found[3] != b"BI":
                return found[3], stack.operands, start, position
        elif group in (6, 8) and len(stack.outer) < DEEPEST:
            stack.open(found[group])
        elif group in (7, 9) and stack.outer:
            stack.close()
        elif group in (6, 7, 8, 9, 12):
            position = _behind_odd(data, position)
            return Odd(data[found.start(group) : position][:20]), [], start, position
        elif group != 11:
            value, position = _value(found, group, data, position)
            stack.operands.append(value)
    if stack.operands or stack.outer:
        return Odd(b""), [], start, len(data)
    return None


def _value(found: re.Match[bytes], group: int, data: bytes, position: int) -> tuple[Any, int]:
    """A simple operand, and where it ends."""
    raw = found[group]
    match group:
        case 1:
            return float(raw), position
        case 2:
            return NameToken(raw if b"#" not in raw else _unhashed(raw)), position
        case 3:
            return _CONSTANTS[raw], position
        case 4:
            digits = _digits(raw)
            return bytes.fromhex((digits + b"0" if len(digits) % 2 else digits).decode()), position
        case 5:
            return _unescaped(raw), position
        case _:
            return _bracketed(data, position)


def _digits(raw: bytes) -> bytes:
    return raw.translate(None, b"\0\t\n\x0c\r ")


def _behind_odd(data: bytes, position: int) -> int:
    """The end of a token gone wrong, e.g. `--5` or `1.2.3`."""
    while position < len(data) and data[position] not in b"\x00\t\n\x0c\r []()<>{}/%":
        position += 1
    return position


def _dictionary(operands: list[Any]) -> dict[bytes, Any]:
    return {operands[i]: operands[i + 1] for i in range(0, len(operands) - 1, 2) if isinstance(operands[i], NameToken)}


def _inline_data(data: bytes, position: int) -> tuple[bytes, int]:
    """The bytes of an inline image and where they end: at an EI that operators may follow."""
    start = position = position + 1
    while found := _INLINE_END.search(data, position - 1):
        following = data[found.end() : found.end() + 40]
        if all(byte < 0x7F and (byte >= 0x20 or byte in b"\t\n\r\x0c\x00") for byte in following):
            return data[start : found.start()], found.end()
        position = found.end()
    return data[start:], len(data)


def _unhashed(raw: bytes) -> bytes:
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes.fromhex(found[1].decode()), raw)


def _unescaped(raw: bytes) -> bytes:
    return raw if b"\\" not in raw else _ESCAPE.sub(_escape, raw)


def _escape(found: re.Match[bytes]) -> bytes:
    sign = found[1]
    if sign[:1].isdigit() and sign[0] < 0x38:
        return bytes([int(sign, 8) & 0xFF])
    return _ESCAPED.get(sign, sign)


def _bracketed(data: bytes, position: int) -> tuple[bytes, int]:
    """A string with brackets inside, from behind its first; to the end when it is never closed."""
    start, depth = position, 1
    for found in _BRACKET.finditer(data, position):
        if found[0] == b"(":
            depth += 1
        elif found[0] == b")":
            depth -= 1
            if not depth:
                return _unescaped(data[start : found.start()]), found.end()
    return _unescaped(data[start:]), len(data)
