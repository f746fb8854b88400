"""`works`, `select`, `exclude`, `section`, `sort` and `matter` of an edition → which texts it has, in which parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from publisher.composition.toml_file import locate
from publisher.model.collection import Section, SortKey
from publisher.model.dates import Day, Span, span_of
from publisher.model.errors import ConfigError
from publisher.model.finding import Place
from publisher.model.selection import Choice, Selection

Found = tuple[str, bool]
"""A source, and whether its file is named and not only found by a glob."""

Find = Callable[[Sequence[str], Sequence[str]], Iterable[Found]]
"""Patterns, and the keys where they stand → the sources found."""

_EVER = Span(Day(0, 1, 1), Day(9999, 12, 31))


def collected(name: str, entry: Mapping[str, Any], find: Find, chars: str, shown: str) -> dict[str, Any]:
    """Fields of `Edition` that say which works it has.

    Args:
        chars, shown: publisher.toml as text and as the user names it, to find the line of a mistake.

    Raises:
        ConfigError: C105 neither works nor sections, C143 no date, C144 a leaflet with sections; those of `find`.
    """
    where = ["edition", name]
    if "works" not in entry and not any("works" in section for section in entry.get("section", ())):
        raise ConfigError("C105", {"key": f"edition.{name}.works"}, locate(chars, where, shown))
    if entry["kind"] == "leaflet" and "section" in entry:
        raise ConfigError("C144", {"edition": name}, locate(chars, [*where, "section"], shown))

    def choice(table: Mapping[str, Any], keys: list[str]) -> Choice:
        return Choice(
            *(_selections(table.get(key), locate(chars, [*keys, key], shown)) for key in ("select", "exclude"))
        )

    pool = list(find(entry.get("works", ()), [*where, "works"]))
    sections = []
    for number, table in enumerate(entry.get("section", ())):
        keys = [*where, "section", str(number)]
        own = list(find(table.get("works", ()), [*keys, "works"]))
        sections.append(
            Section(
                title=table.get("title", ""),
                subtitle=table.get("subtitle", ""),
                epigraph=table.get("epigraph", ""),
                sources=tuple(path for path, _ in own),
                named=frozenset(path for path, is_named in own if is_named),
                choice=choice(table, keys),
                sort=sort_keys(table.get("sort", ())),
            )
        )
    everything = [path for path, _ in pool] + [path for section in sections for path in section.sources]
    return {
        "sources": tuple(dict.fromkeys(everything)),
        "named": frozenset(path for path, is_named in pool if is_named),
        "choice": choice(entry, where),
        "sections": tuple(sections),
        "sort": sort_keys(entry.get("sort", "listed")),
        "matter": {key.replace("-", "_"): value for key, value in entry.get("matter", {}).items()}
        | ({"title_pages": entry["title-pages"]} if "title-pages" in entry else {}),
    }


def sort_keys(said: str | Sequence[SortKey]) -> tuple[SortKey, ...]:
    """`"date"` or `["author", "date"]`."""
    return (said,) if isinstance(said, str) else tuple(said)  # type: ignore[return-value]


def _selections(said: Any, place: Place) -> tuple[Selection, ...]:
    """One table or several, of which one is enough."""
    return tuple(_selection(table, place) for table in ([said] if isinstance(said, dict) else said or ()))


def _selection(table: Mapping[str, Any], place: Place) -> Selection:
    dates = None
    if "from" in table or "to" in table:
        first = _span(table["from"], place).first if "from" in table else _EVER.first
        last = _span(table["to"], place).last if "to" in table else _EVER.last
        if first > last:
            raise ConfigError("C143", {"value": f"{table['from']} … {table['to']}"[:60]}, place)
        dates = Span(first, last)
    lists = {key: tuple(table.get(key, ())) for key in ("tags", "authors", "languages")}
    return Selection(**lists, dates=dates)


def _span(value: object, place: Place) -> Span:
    span = span_of(
        value.isoformat() if isinstance(value, date) else f"{value:04}" if isinstance(value, int) else str(value)
    )
    if span is None:
        raise ConfigError("C143", {"value": str(value)[:60]}, place)
    return span
