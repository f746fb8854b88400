"""TOML: front matter between `+++` lines, and sidecar files."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping

from publisher.model.errors import SourceError
from publisher.model.finding import Place
from publisher.model.source import Source
from publisher.model.text import Text
from publisher.readers.frontmatter_keys import FIELDS, LISTS, TABLES, Value
from publisher.readers.plain.settings import TABLE, check_table
from publisher.readers.strand import UNPARSEABLE, text_of

_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def toml_values(source: Source, start: int, end: int) -> dict[str, Value]:
    """The keys of the TOML at `start:end` of the source.

    Raises:
        SourceError: no TOML (S107), a value has the wrong type (S108).
    """
    chars = source.chars[start:end]
    values: dict[str, Value] = {}
    first_line = source.place(start).line
    for key, value in _loaded(source.path, UNPARSEABLE.sub("\ufffd", chars).replace("\r", ""), first_line).items():
        stated = re.search(
            rf"^[ \t]*(?:{re.escape(key)}|\"{re.escape(key)}\"|'{re.escape(key)}')[ \t]*=[ \t]*", chars, re.M
        )
        offset = start + (stated.end() if stated else 0)
        field = FIELDS.get(key.strip().lower())
        texts = plain_values(value)
        table = table_of(value) if field in TABLES else None
        if field is None or table is not None:
            texts = ()
        elif texts is None or (isinstance(value, list) and field not in LISTS | {"category"}):
            expected = "list" if field in LISTS else "text"
            raise SourceError("S108", {"key": key, "expected": expected}, source.place(offset))
        elif field in ("tags", "genres") and isinstance(value, str):
            texts = tuple(tag.strip() for tag in value.split(",") if tag.strip())
        placed = tuple(_placed(source, offset, text) if isinstance(value, str) else Text(text) for text in texts)
        values[key] = Value(placed, offset, isinstance(value, list), table or {})
    return values


def _loaded(path: str, chars: str, first_line: int) -> dict[str, object]:
    try:
        return tomllib.loads(chars)
    except tomllib.TOMLDecodeError as error:
        position = _POSITION.search(str(error))
        line, column = (int(n or 0) for n in position.groups()) if position else (0, 0)
        place = Place(path, first_line + (line or chars.count("\n") + 1) - 1, column)
        raise SourceError("S107", {"reason": _POSITION.sub("", str(error))}, place) from None
    except RecursionError:
        raise SourceError("S110", {}, Place(path, first_line)) from None


def plain_values(value: object) -> tuple[str, ...] | None:
    """A scalar or a list of scalars as strings; None for anything else."""
    if isinstance(value, list | tuple):
        return None if any(isinstance(item, list | dict) for item in value) else tuple(_plain(item) for item in value)
    return None if isinstance(value, Mapping) or value is None else (_plain(value),)


def table_of(value: object) -> dict[str, tuple[str, ...]] | None:
    """A table of scalars and lists of scalars as strings; None for anything else."""
    if not isinstance(value, Mapping):
        return None
    pieces = {str(key): plain_values(piece) for key, piece in value.items()}
    return None if None in pieces.values() else {key: piece for key, piece in pieces.items() if piece}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _placed(source: Source, offset: int, value: str) -> Text:
    """A one-line string with its origin, when it stands behind the quote at `offset` as it is."""
    at = offset + 1
    if value and source.chars[at : at + len(value) + 1] in (f'{value}"', f"{value}'"):
        return text_of(source.chars, at, at + len(value))
    return Text(value)


def parse_sidecar(path: str, data: bytes) -> Mapping[str, object]:
    """The statements of a sidecar file `NAME.toml`; the keys are those of the front matter, and `[text]`.

    Raises:
        SourceError: no UTF-8 (S105), no TOML (S107), a setting under `[text]` means nothing (S114, S115).
    """
    try:
        chars = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "ignore")
        place = Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise SourceError("S105", {"encoding": "utf-8", "byte": f"0x{data[error.start]:02X}"}, place) from None
    chars = chars.replace("\r\n", "\n")
    statements = _loaded(path, chars, 1)
    check_table(statements.get(TABLE), path, chars)
    return statements
