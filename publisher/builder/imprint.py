"""`[imprint]` and `[edition.NAME.imprint]` → an `Imprint`; what can be checked in it is checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from publisher.composition.toml_file import locate
from publisher.model.errors import ConfigError
from publisher.model.finding import Place
from publisher.model.formats import TRIMS, sheet_named, trim_named
from publisher.model.identifiers import valid_inn, valid_isbn, valid_issn
from publisher.model.imprint import Election, Imprint

Table = Mapping[str, Any]
Where = Callable[..., Place]
"""Keys below the table → where they stand."""

_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.(\d{1,2})\.(\d{4})")
_CHECKED: Mapping[str, Callable[[str], str]] = {"isbn": valid_isbn, "issn": valid_issn}


def imprint_of(name: str, own: Table, house: Table, chars: str, file: str) -> Imprint:
    """The imprint of the edition `name`: its own table over the one of the house.

    Args:
        chars, file: publisher.toml as text and as the user names it, to find the line of a mistake.

    Raises:
        ConfigError: C170 a wrong check digit, C171 a date that is none, C172 an unknown format, C173 an election
            leaflet without a print run.
    """

    def where(*keys: str) -> Place:
        table = ["edition", name, "imprint"] if keys[0] in own else ["imprint"]
        return locate(chars, [*table, *keys], file)

    table = {key.replace("-", "_"): value for key, value in {**house, **own}.items()}
    for key, valid in _CHECKED.items():
        if table.get(key) and not valid(table[key]):
            raise ConfigError("C170", {"key": key.upper(), "value": table[key][:40]}, where(key))
    for key in ("year", "order"):
        if key in table:
            table[key] = str(table[key])
    if "signed" in table:
        table["signed"] = _written(table["signed"], where("signed"))
    if "sheet" in table:
        table["sheet"] = sheet_named(table["sheet"])
        if table["sheet"] is None:
            value = {**house, **own}["sheet"]
            raise ConfigError("C172", {"value": value[:40], "known": known_formats()}, where("sheet"))
    if "election" in table:
        table["election"] = _election(table["election"], where)
        if not table.get("print_run"):
            raise ConfigError("C173", {}, where("election"))
    table["staff"] = tuple(table.get("staff", ()))
    return Imprint(**table)


def format_of(trim: str | list[str], edition: str, chars: str, file: str) -> str | tuple[str, ...]:
    """Another format for an edition; its name is checked here, where its line is known.

    Raises:
        ConfigError: C172, unknown format.
    """
    if isinstance(trim, str) and trim and trim_named(trim) is None:
        place = locate(chars, ["edition", edition, "trim"], file)
        raise ConfigError("C172", {"value": trim[:40], "known": known_formats()}, place)
    return trim if isinstance(trim, str) else tuple(trim)


def known_formats() -> str:
    return ", ".join(map(str, TRIMS))


def _election(table: Table, where: Where) -> Election:
    if not valid_inn(table["inn"]):
        raise ConfigError("C170", {"key": "ИНН", "value": table["inn"][:40]}, where("election", "inn"))
    values = {key.replace("-", "_"): value for key, value in table.items()}
    values["issued"] = _written(table["issued"], where("election", "issued"))
    return Election(**values)


def _written(value: object, place: Place) -> str:
    """A TOML date, `2026-02-10` or `10.02.2026` → `10.02.2026`."""
    match = _DATE.fullmatch(value.isoformat() if isinstance(value, date) else str(value))
    if match:
        year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
        try:
            return date(int(year), int(month), int(day)).strftime("%d.%m.%Y")
        except ValueError:
            pass
    raise ConfigError("C171", {"value": str(value)[:40]}, place)
