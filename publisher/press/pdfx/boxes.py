"""The boxes of a page: one artwork, cut down to what the shop asks for."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.paper import Trim
from publisher.model.press import ShopProfile
from publisher.model.sheet import Box
from publisher.press.marks import GAP


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """MediaBox (from 0, 0), BleedBox and TrimBox in points."""

    media: Box
    bleed: Box
    trim: Box


def page_boxes(profile: ShopProfile, trim: Trim, *, recto: bool) -> PageBoxes:
    """The paper reaches as far as bleed, marks and the shop's own wish for it, whatever is most."""
    sides = profile.bleed.sides(recto=recto)
    least = profile.page_extent
    if profile.marks.kind != "none":
        least = max(least, profile.marks.offset + profile.marks.length + GAP)
    left, bottom, right, top = (max(side, least) for side in sides)
    trimmed = Box(left, bottom, left + trim.width, bottom + trim.height)
    bled = Box(trimmed.left - sides[0], trimmed.bottom - sides[1], trimmed.right + sides[2], trimmed.top + sides[3])
    return PageBoxes(Box(0, 0, trimmed.right + right, trimmed.top + top), bled, trimmed)
