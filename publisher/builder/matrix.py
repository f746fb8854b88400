"""More editions out of those that publisher.toml names: one work of them alone, or each in several layouts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.model.edition import Edition
from publisher.model.errors import UsageError
from publisher.model.fit import FitWish
from publisher.model.selection import Choice

AXES = ("layouts", "formats")


@dataclass(frozen=True, slots=True)
class Axes:
    """`layouts` an edition is built in, `formats` it is built as; empty: as it says itself."""

    layouts: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()


def parse_axes(what: Sequence[str], matrix: Sequence[str]) -> tuple[list[str], Axes]:
    """Editions and files that are meant, and the axes: `layouts=a,b`, each behind a `--matrix` or one behind the other.

    Raises:
        UsageError: U118, no such axis, or one without values.
    """
    words = [word for value in matrix for word in value.split()]
    if matrix:
        words += [word for word in what if word.partition("=")[0] in AXES]
        what = [word for word in what if word not in words]
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        axis, _, listed = word.partition("=")
        values = tuple(dict.fromkeys(value.strip() for value in listed.split(",") if value.strip()))
        if axis not in AXES or not values:
            raise UsageError("U118", {"value": word[:60], "known": ", ".join(AXES)})
        found[axis] = values
    return list(what), Axes(**found)


def crossed(editions: Sequence[Edition], axes: Axes) -> list[Edition]:
    """Each edition in each layout, as `EDITION.LAYOUT`; without the axis as they are."""
    if not axes.layouts:
        return list(editions)
    return [
        replace(edition, name=f"{edition.name}.{layout}", layout=layout)
        for edition in editions
        for layout in axes.layouts
    ]


def alone(editions: Sequence[Edition], work: str) -> list[Edition]:
    """One work of each edition that has it, set in the layout of the edition, as `EDITION.WORK`.

    Args:
        work: path of its source, its name, or the name without suffix; empty: whole editions.

    Raises:
        UsageError: U119, no edition has it.
    """
    if not work:
        return list(editions)
    found = []
    for edition in editions:
        for source in edition.sources:
            path = Path(source)
            if work in (path.name, path.stem, source) or path.resolve() == Path(work).resolve():
                own = replace(edition, name=f"{edition.name}.{path.stem}", sources=(source,), fit=FitWish())
                found.append(replace(own, named=frozenset(), sections=(), choice=Choice(), title="", subtitle=""))
    if not found:
        known = ", ".join(sorted({Path(s).stem for edition in editions for s in edition.sources})[:12])
        raise UsageError("U119", {"work": work[:80], "known": known})
    return found
