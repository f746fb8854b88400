"""JSON Schema, the quick way to a yes: walks along a table instead of compiling a schema first.

fastjsonschema makes a program of a schema, which takes longer than all the tables of a project that it is for. It is
asked only when the answer here is not a sure yes: for words on what is wrong, and for keywords that are not known here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from publisher.data import folder

Schema = Mapping[str, Any]

_SAID = frozenset({"$schema", "$defs", "$id", "title", "description", "properties", "additionalProperties"})
"""What demands nothing, or is looked at together with something else."""
_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
}


@cache
def schema_of(file: str) -> Any:
    """A file of `data/schemas`."""
    return json.loads((folder("schemas") / file).read_text(encoding="utf-8"))


def is_surely_valid(value: object, file: str) -> bool:
    """Whether a value holds against the schema in a file; False also means: not known."""
    try:
        return _Check(file).holds(value, schema_of(file))
    except (LookupError, TypeError, re.error, RecursionError):
        return False


class _Check:
    def __init__(self, file: str) -> None:
        self.file = file

    def holds(self, value: Any, schema: Schema) -> bool:
        if not all(self._keyword(name, wanted, value) for name, wanted in schema.items() if name not in _SAID):
            return False
        return not isinstance(value, dict) or self._members(value, schema)

    def _keyword(self, name: str, wanted: Any, value: Any) -> bool:
        if name == "type":
            return any(_is(value, kind) for kind in ([wanted] if isinstance(wanted, str) else wanted))
        if name == "enum":
            return any(type(value) is type(one) and value == one for one in wanted)
        if name == "$ref":
            return self._referred(value, wanted)
        if isinstance(value, str):
            return _of_string(name, wanted, value)
        if isinstance(value, list):
            return all(self.holds(one, wanted) for one in value) if name == "items" else _of_list(name, wanted, value)
        if isinstance(value, dict):
            if name == "propertyNames":
                return all(self.holds(key, wanted) for key in value)
            return _of_table(name, wanted, value)
        return _of_number(name, wanted, value)

    def _members(self, value: Mapping[str, Any], schema: Schema) -> bool:
        known, others = schema.get("properties", {}), schema.get("additionalProperties", True)
        return all(
            self.holds(member, known[key])
            if key in known
            else (others is True or (others is not False and self.holds(member, others)))
            for key, member in value.items()
        )

    def _referred(self, value: Any, address: str) -> bool:
        file, _, path = address.partition("#")
        target = schema_of(file or self.file)
        for key in path.split("/")[1:]:
            target = target[key]
        return _Check(file or self.file).holds(value, target)


def _is(value: object, kind: str) -> bool:
    return isinstance(value, _TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _of_string(name: str, wanted: Any, value: str) -> bool:
    if name == "pattern":
        return re.search(wanted, value) is not None and not value.endswith("\n")
    if name == "maxLength":
        return len(value) <= int(wanted)
    return (name == "minLength" and len(value) >= wanted) or _is_of_others(name, "string")


def _of_list(name: str, wanted: Any, value: list[Any]) -> bool:
    if name == "minItems":
        return len(value) >= int(wanted)
    if name == "maxItems":
        return len(value) <= int(wanted)
    if name == "uniqueItems":
        return not wanted or (all(isinstance(one, str) for one in value) and len(set(value)) == len(value))
    return _is_of_others(name, "array")


def _of_table(name: str, wanted: Any, value: Mapping[str, Any]) -> bool:
    if name == "required":
        return all(key in value for key in wanted)
    return (name == "minProperties" and len(value) >= wanted) or _is_of_others(name, "object")


def _of_number(name: str, wanted: Any, value: Any) -> bool:
    if name in _NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return True
        if name == "maximum":
            return bool(value <= wanted)
        return bool(value > wanted if name == "exclusiveMinimum" else value >= wanted)
    return _is_of_others(name, "number")


_NUMBERS = ("minimum", "maximum", "exclusiveMinimum")
_KEYWORDS: Mapping[str, tuple[str, ...]] = {
    "string": ("pattern", "minLength", "maxLength"),
    "array": ("items", "minItems", "maxItems", "uniqueItems"),
    "object": ("required", "minProperties", "propertyNames"),
    "number": _NUMBERS,
}


def _is_of_others(name: str, kind: str) -> bool:
    """Whether a keyword is about values of other types: it demands nothing of this one."""
    return any(name in names for other, names in _KEYWORDS.items() if other != kind)
