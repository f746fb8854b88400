"""How a fit is asked for: `fit = { pages = 4 }` of an edition, `--fit pages=4` on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publisher.composition.toml_file import locate
from publisher.model.edition import Edition
from publisher.model.errors import ConfigError, UsageError
from publisher.model.fit import FitWish
from publisher.model.layout import Layout

NONE = FitWish()
"""No fit, whatever the layout says."""

_KEYS = ("pages", "sheets", "multiple", "max")


def fit_of(said: Any, edition: str, chars: str, shown: str) -> FitWish | None:
    """The wish of an edition: a table, `false` (none, whatever the layout says) or nothing (what the layout says).

    Raises:
        ConfigError: C180, more than one wish or none.
    """
    if said is None:
        return None
    if said is False:
        return NONE
    try:
        wish = FitWish.of(said) if isinstance(said, dict) else None
    except ValueError:
        wish = None
    if wish is None:
        key = ["edition", edition, "fit"]
        raise ConfigError("C180", {"key": ".".join(key)}, locate(chars, key, shown))
    return wish


def parse_wish(said: str) -> FitWish:
    """`pages=4`, `sheets=1`, `multiple=4,max=16` or `none`.

    Raises:
        UsageError: U116.
    """
    if said.strip().lower() == "none":
        return NONE
    try:
        pairs = [part.split("=") for part in said.split(",")]
        table = {key.strip(): int(value) for key, value in pairs}
        wish = FitWish.of(table) if table.keys() <= set(_KEYS) and all(0 < n <= 5000 for n in table.values()) else None
    except ValueError:
        wish = None
    if wish is None:
        raise UsageError("U116", {"value": said[:60]})
    return wish


def pages_per_sheet(edition: Edition, layout: Layout, formats: Sequence[str]) -> int:
    """Pages on both sides of a printed sheet: as the layout says, those of the booklet, or the two sides of a leaf."""
    if layout.per_sheet:
        return layout.per_sheet
    folded = edition.kind != "leaflet" or "booklet" in formats
    return 2 * edition.booklet.up if folded else 2
