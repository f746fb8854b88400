"""Pages of any PDF as imposition sees them: boxes put right, rotation and unit applied."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.model.errors import BuildError
from publisher.model.sheet import LARGEST_SIDE, MM, Box

_DEFAULT_PAPER = Box(0, 0, 612, 792)
"""What viewers take for a page without a MediaBox."""

_ASSUMED_BLEED = 3 * MM
"""Artwork beyond a TrimBox is taken for bleed up to here, when no BleedBox says more: further out may be marks."""

_WIDEST_BLEED = 10 * MM
_SMALLEST_SIDE = 1.0
_LARGEST_COORDINATE = 1e6

Sides = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page to be placed.

    Attributes:
        trim: what is cut out, in the page's own coordinates.
        art: where it has artwork: never drawn outside.
        angle: clockwise degrees by which the page is shown turned: 0, 90, 180, 270.
        unit: points in one unit of the page's coordinates.
    """

    trim: Box
    art: Box
    angle: int = 0
    unit: float = 1.0

    @property
    def width(self) -> float:
        """Of the trimmed page as it is shown, in pt."""
        return (self.trim.height if self.angle % 180 else self.trim.width) * self.unit

    @property
    def height(self) -> float:
        return (self.trim.width if self.angle % 180 else self.trim.height) * self.unit

    @property
    def bleed(self) -> Sides:
        """Artwork beyond the trim in pt, as the page is shown."""
        left, bottom, right, top = (
            max(0.0, by) * self.unit
            for by in (
                self.trim.left - self.art.left,
                self.trim.bottom - self.art.bottom,
                self.art.right - self.trim.right,
                self.art.top - self.trim.top,
            )
        )
        turned = {
            0: (left, bottom, right, top),
            90: (bottom, right, top, left),
            180: (right, top, left, bottom),
            270: (top, left, bottom, right),
        }
        return turned[self.angle]


def read_pages(pdf: pikepdf.Pdf, name: str) -> list[SourcePage]:
    """The pages in order.

    Raises:
        BuildError: I103, a page has no usable size.
    """
    return [_read(page, number, name) for number, page in enumerate(pdf.pages, 1)]


def _read(page: pikepdf.Page, number: int, name: str) -> SourcePage:
    media = _box(page, Name.MediaBox) or _DEFAULT_PAPER
    crop = _part(_box(page, Name.CropBox), media) or media
    own_trim = _part(_box(page, Name.TrimBox), media) or _part(_box(page, Name.ArtBox), media)
    trim = own_trim or crop
    bleed = _part(_box(page, Name.BleedBox), media)
    if own_trim is None:
        art = trim
    elif bleed:
        art = _hull(bleed.within(trim.grown(_WIDEST_BLEED)), trim)
    else:
        art = trim.grown(_ASSUMED_BLEED).within(media)
    found = SourcePage(trim, art, _angle(page), _unit(page))
    if not all(_SMALLEST_SIDE <= side <= LARGEST_SIDE for side in (found.width, found.height)):
        raise BuildError("I103", {"file": name, "page": number})
    return found


def _box(page: pikepdf.Page, key: Name) -> Box | None:
    """A box with its corners in order; None when it is missing, broken or empty."""
    value = page.obj.get(key)
    if not isinstance(value, Array) or len(value) != 4:
        return None
    try:
        x, y, to_x, to_y = (float(number) for number in value)
    except (TypeError, ValueError, OverflowError):
        return None
    box = Box(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
    edges = (box.left, box.bottom, box.right, box.top)
    if not all(math.isfinite(edge) and abs(edge) <= _LARGEST_COORDINATE for edge in edges):
        return None
    return box if box.width > 0 and box.height > 0 else None


def _part(box: Box | None, media: Box) -> Box | None:
    """What lies on the paper; None when nothing does."""
    if box is None:
        return None
    inside = box.within(media)
    return inside if inside.width > 0 and inside.height > 0 else None


def _hull(box: Box, other: Box) -> Box:
    return Box(
        min(box.left, other.left),
        min(box.bottom, other.bottom),
        max(box.right, other.right),
        max(box.top, other.top),
    )


def _angle(page: pikepdf.Page) -> int:
    try:
        angle = int(page.obj.get(Name.Rotate, 0)) % 360
    except (TypeError, ValueError, OverflowError):
        return 0
    return angle if angle % 90 == 0 else 0


def _unit(page: pikepdf.Page) -> float:
    try:
        unit = float(page.obj.get(Name.UserUnit, 1))
    except (TypeError, ValueError, OverflowError):
        return 1.0
    return unit if math.isfinite(unit) and unit > 0 else 1.0


def page_form(pdf: pikepdf.Pdf, page: pikepdf.Page, source: SourcePage) -> pikepdf.Object:
    """The page as a form XObject in its own coordinates: content, resources and transparency group; no annotations."""
    art = source.art
    head = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([round(edge, 4) for edge in (art.left, art.bottom, art.right, art.top)]),
        Resources=page.obj.get(Name.Resources, Dictionary()),
    )
    group = page.obj.get(Name.Group)
    if isinstance(group, Dictionary):
        head.Group = group
    streams = list(_streams(page.obj.get(Name.Contents)))
    if len(streams) == 1:  # as it is stored: nothing is unpacked
        for key in (Name.Filter, Name.DecodeParms):
            if key in streams[0]:
                head[key] = streams[0][key]
        return pikepdf.Stream(pdf, streams[0].read_raw_bytes(), head)
    return pikepdf.Stream(pdf, b"\n".join(stream.read_bytes() for stream in streams), head)


def _streams(contents: pikepdf.Object | None) -> Iterator[pikepdf.Object]:
    parts = contents if isinstance(contents, Array) else [contents]
    return (part for part in parts if isinstance(part, pikepdf.Stream))
