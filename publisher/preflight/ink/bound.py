"""Total area coverage from the colours alone: how much ink there is for certain, how much there can be at most.

Opaque paint knocks out what is below, and constant opacity mixes, so no spot gets more than the richest colour; only
overprint and blend modes add up. Pages whose bound is within the limit need no rendering.
"""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.facts import Ink, Mark, Page, Rect
from publisher.preflight.checks.check import plates, visible

EDGE = 0.5
"""Points: what reaches less far into the bleed are printer's marks that begin at its edge, and are cut off."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Percent of ink: `certain` stands at `rect`; there is no more than `most` (None: it can't be told)."""

    certain: float
    rect: Rect | None
    most: float | None


def bound(page: Page) -> Bound:
    """What the marks of a page tell about its ink."""
    certain, place = 0.0, None
    richest = 0.0
    added: dict[str, float] = {}
    known = True
    done = set()
    area = page.bleed.within(page.media) or page.media
    has_slug, inside = area != page.media, area.grown(-EDGE)
    for mark in visible(page):
        if has_slug and not mark.rect.meets(inside):
            continue
        look = (id(mark.ink), *mark[4:9])
        if look in done:
            continue
        done.add(look)
        amounts = _amounts(mark.ink)
        if amounts is None:
            known = known and mark.ink.space.family == "Pattern" and not mark.ink.space.base
            continue
        total = sum(amounts.values())
        if total > certain and mark.alpha == 1 and not mark.masked and mark.blend == "Normal":
            certain, place = total, mark.rect
        if mark.blend != "Normal":
            added |= dict.fromkeys((plate for plate, amount in amounts.items() if amount), 1.0)
        elif mark.overprint:
            for plate, amount in amounts.items():
                added[plate] = max(added.get(plate, 0.0), amount)
        richest = max(richest, total)
    most = 100 * (richest + sum(added.values())) if known else None
    return Bound(100 * certain, place, most)


def _amounts(ink: Ink) -> dict[str, float] | None:
    """Amount by plate; None when the colour is not one but many (a picture, a shading) or no ink at all (RGB)."""
    if not ink.values:
        return {"K": 1.0} if ink.space.device == "Gray" else None
    found = plates(ink)
    if found is None:
        return None
    colorants = ink.space.colorants
    if "All" in colorants:
        return dict.fromkeys("CMYK", max(found))
    names = colorants if colorants else ("C", "M", "Y", "K")
    return {name: amount for name, amount in zip(names, found, strict=False) if name != "None"}


def paints_with_ink(mark: Mark) -> bool:
    """Whether a mark is in CMYK or a spot ink: only such files are worth measuring when nobody asked for CMYK."""
    return mark.ink.space.device in ("CMYK", "spot")
