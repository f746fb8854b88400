"""The quick yes is never said to what fastjsonschema refuses, and is said to all that we ship."""

from __future__ import annotations

import copy
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.composition.schema import is_surely_valid, schema_of

ROOT = Path(__file__).parents[2]
TABLES = {
    "publisher": [ROOT / "publisher.toml", *sorted((ROOT / "publisher/data/templates").rglob("publisher.toml"))],
    "layout": sorted((ROOT / "layouts").glob("*/layout.toml")),
    "font": sorted((ROOT / "fonts").glob("*/font.toml")),
    "profile": sorted((ROOT / "publisher/data/profiles").glob("*.toml")),
}
ODD = [0, -1, 1.5, 10**6, "", "x", "#aabbcc", "12 mm", "12 mm\n", True, False, [], ["a", "a"], [1], {}, {"x": 1}]


@cache
def compiled(kind: str) -> Any:
    return fastjsonschema.compile(schema_of(f"{kind}.schema.json"), {"": schema_of}, use_default=False)


def is_valid(kind: str, table: Any) -> bool:
    try:
        compiled(kind)(copy.deepcopy(table))
    except fastjsonschema.JsonSchemaValueException:
        return False
    return True


@cache
def table_of(path: Path) -> Any:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", TABLES)
def test_what_we_ship_is_surely_valid(kind: str) -> None:
    assert TABLES[kind]
    assert [path for path in TABLES[kind] if not is_surely_valid(table_of(path), f"{kind}.schema.json")] == []


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) inside a value."""
    keys = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [(value, key) for key in keys] + [place for key in keys for place in places(value[key])]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_it_is_never_said_to_what_is_wrong(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(TABLES)))
    table = copy.deepcopy(table_of(data.draw(st.sampled_from(TABLES[kind]))))
    container, key = data.draw(st.sampled_from(places(table)))
    match data.draw(st.sampled_from(["value", "key", "gone"])):
        case "value":
            container[key] = data.draw(st.sampled_from(ODD))
        case "key" if isinstance(container, dict):
            container[data.draw(st.sampled_from(["tracking", "size", "x y", "title"]))] = container[key]
        case _:
            del container[key]
    surely = is_surely_valid(table, f"{kind}.schema.json")
    assert not surely or is_valid(kind, table)


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"const": 1}, 1),
        ({"type": "string", "format": "date"}, "2026-01-01"),
        ({"$ref": "#/$defs/none"}, 1),
        ({"type": "null"}, None),
        ({"pattern": "("}, "x"),
    ],
)
def test_what_is_not_known_is_not_sure(schema: Any, value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publisher.composition.schema.schema_of", lambda _: schema)
    assert not is_surely_valid(value, "any.json")
