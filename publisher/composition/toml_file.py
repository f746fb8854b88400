"""TOML files of a project, read and held against their JSON Schema, with the place of every mistake."""

from __future__ import annotations

import errno
import os
import re
import stat
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from publisher.composition.schema import is_surely_valid, schema_of
from publisher.model.errors import ConfigError
from publisher.model.finding import Place

_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_KEY = r"(?:\"[^\"]*\"|'[^']*'|[\w-]+)"
_HEADER = re.compile(rf"\s*\[\[?\s*({_KEY}(?:\s*\.\s*{_KEY})*)\s*\]")
_ENTRY = re.compile(rf"(\s*)({_KEY}(?:\s*\.\s*{_KEY})*)\s*=")
_LIMIT = 1 << 20
"""Bytes; a longer configuration is no configuration."""


def read_toml(path: Path, schema: str, *, name: str = "") -> dict[str, Any]:
    """The table in `path`, valid by `data/schemas/SCHEMA.schema.json`.

    Args:
        name: what the user calls the file, for messages.

    Raises:
        ConfigError: C101 not readable, C102 not TOML, C103 unknown key, C104 wrong value, C105 missing key.
    """
    shown = name or str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ConfigError("C101", {"reason": os.strerror(errno.EINVAL)}, Place(shown))
        if status.st_size > _LIMIT:
            raise ConfigError("C101", {"reason": f"> {_LIMIT} bytes"}, Place(shown))
        chars = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "utf-8"
        raise ConfigError("C101", {"reason": str(reason)}, Place(shown)) from error
    try:
        table = tomllib.loads(chars)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT.search(str(error))
        place = Place(shown, int(at[1]), int(at[2])) if at else Place(shown)
        raise ConfigError("C102", {"reason": _AT.sub("", str(error)).strip()}, place) from error
    check(table, schema, chars, shown)
    return table


def check(table: dict[str, Any], schema: str, chars: str, name: str) -> None:
    """Hold `table` against a schema; `chars` is the TOML it came from, to find the line.

    Raises:
        ConfigError: see `read_toml`.
    """
    if is_surely_valid(table, f"{schema}.schema.json"):
        return
    from fastjsonschema import JsonSchemaValueException

    try:
        _validator(schema)(table)
    except JsonSchemaValueException as error:
        path = [str(key) for key in error.path[1:]]
        raise _as_config_error(error, path, chars, name) from None


def _as_config_error(error: Any, path: list[str], chars: str, name: str) -> ConfigError:
    if error.rule in ("additionalProperties", "required"):
        known = sorted(error.definition.get("properties", {}))
        unknown = next((key for key in error.value if key not in known), None)  # a missing key may be misspelt
        if unknown is not None:
            place = locate(chars, [*path, unknown], name)
            return ConfigError("C103", {"key": ".".join([*path, unknown]), "known": ", ".join(known)}, place)
    if error.rule == "required":
        missing = next(key for key in error.rule_definition if key not in error.value)
        return ConfigError("C105", {"key": ".".join([*path, missing])}, locate(chars, path, name))
    expected, value = error.rule_definition, error.value
    if error.rule == "propertyNames":
        pattern = re.compile(expected["pattern"])
        value = next(key for key in error.value if not pattern.search(key))
        path, expected = [*path, value], expected["pattern"]
    if isinstance(expected, list):
        expected = ", ".join(map(str, expected))
    params = {"key": ".".join(path), "value": repr(value)[:60], "expected": str(expected)}
    return ConfigError("C104", params, locate(chars, path, name))


@cache
def _validator(schema: str) -> Any:
    import fastjsonschema

    return fastjsonschema.compile(schema_of(f"{schema}.schema.json"), {"": schema_of}, use_default=False)


def locate(chars: str, path: Sequence[str], name: str) -> Place:
    """The line where the key `path` of a TOML text stands, or of the nearest table around it."""
    table: tuple[str, ...] = ()
    count: dict[tuple[str, ...], int] = {}
    best = (0, Place(name))
    for number, line in enumerate(chars.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            table = _keys(header[1])
            if line.lstrip().startswith("[["):
                index = count.get(table, -1) + 1
                count[table] = index
                table = (*table, str(index))
            key, column = table, line.index("[") + 1
        else:
            entry = _ENTRY.match(line)
            if not entry:
                continue
            key, column = (*table, *_keys(entry[2])), len(entry[1]) + 1
        if tuple(path[: len(key)]) == key and len(key) > best[0]:
            best = (len(key), Place(name, number, column))
    return best[1]


def _keys(dotted: str) -> tuple[str, ...]:
    """The parts of a dotted key; quotes keep dots together."""
    return tuple(part.strip("\"'") for part in re.findall(_KEY, dotted))
