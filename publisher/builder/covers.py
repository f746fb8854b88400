"""`[edition.NAME.cover]` → what is wished of a cover, and its picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from publisher.composition.pictures import load_picture
from publisher.model.composition import Resource
from publisher.model.cover import MM, CoverWish
from publisher.model.edition import Edition
from publisher.model.finding import Place
from publisher.model.paper import points
from publisher.model.project import Project

BULK = 1.25
"""cm³/g of uncoated offset paper: 80 g/m² make 0.1 mm."""


def cover_of(table: dict[str, Any] | None) -> CoverWish | None:
    """The wish; None where publisher.toml says nothing. The caliper is given, or grammage × bulk."""
    if table is None:
        return None
    values = {key.replace("-", "_"): value for key, value in table.items()}
    grammage, bulk = values.pop("grammage", None), values.pop("bulk", BULK)
    if grammage and "caliper" not in values:
        values["caliper"] = f"{grammage * bulk / 1000 * MM}pt"
    for key in ("caliper", "cover_caliper", "spine"):
        if key in values:
            values[key] = points(values[key]) if values[key] != "0" else 0.0
    return CoverWish(**values)


def cover_image(project: Project, edition: Edition) -> Resource | None:
    """The picture of the cover, below the folder of publisher.toml.

    Raises:
        SourceError: S301 to S306, as for pictures in texts.
    """
    if edition.cover is None or not edition.cover.image:
        return None
    root = Path(project.root)
    return load_picture(edition.cover.image, root, root, Place(project.config))
