"""How booklets are asked for: `[press.booklet]`, and `[edition.NAME.press.booklet]` over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from publisher.composition.toml_file import locate
from publisher.model.errors import ConfigError
from publisher.model.imposition import CALIPER, Booklet
from publisher.model.paper import points
from publisher.model.sheet import sheet_size

Table = Mapping[str, Any]


def booklet_of(edition: str, table: Table, chars: str, shown: str) -> Booklet:
    """The booklet of an edition, from all of publisher.toml.

    Raises:
        ConfigError: C127, there is no such sheet, or a signature has no whole number of sheets.
    """
    house = table.get("press", {}).get("booklet", {})
    own = table["edition"][edition].get("press", {}).get("booklet", {})
    said = {**house, **own}
    up, signature = said.get("up", 2), said.get("signature")

    def wrong(key: str) -> ConfigError:
        keys = ["edition", edition, "press", "booklet", key] if key in own else ["press", "booklet", key]
        return ConfigError("C127", {"key": key, "value": said[key]}, locate(chars, keys, shown))

    if not _is_sheet(said.get("sheet", "")):
        raise wrong("sheet")
    if signature is not None and signature % (2 * up):
        raise wrong("signature")
    return Booklet(
        scheme=said.get("scheme", ""),
        sheet=said.get("sheet", ""),
        up=up,
        signature=signature,
        creep=_creep(said.get("creep")),
        caliper=points(said["caliper"]) if "caliper" in said else CALIPER,
        flip=said.get("flip", "auto"),
    )


def _is_sheet(name: str) -> bool:
    try:
        return not name or bool(sheet_size(name))
    except ValueError:
        return False


def _creep(said: str | None) -> float | Literal["auto"] | None:
    if said is None or said == "auto":
        return "auto" if said else None
    return points(said)
