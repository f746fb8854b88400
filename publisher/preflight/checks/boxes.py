"""P2xx: page boxes, sizes and the number of pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publisher.model.facts import Page, Rect
from publisher.model.finding import Severity
from publisher.preflight.checks.check import MM, PDF, PDFX, SHOPS, Hit, Terms, check, mm, visible

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
SLACK = 0.01 * MM
"""Boxes are written with a few decimals; a hundredth of a millimetre is nothing on paper."""
LEAF, FOLD = 2, 4
"""Pages of a leaf, and of a sheet folded once: a leaflet of one leaf is cut, not folded."""
DIFFERENT = 0.2 * MM
"""Pages whose size differs by less are cut alike."""


def _size(rect: Rect) -> str:
    return f"{mm(rect.width)} × {mm(rect.height)}"


@check("P201", ERROR, PDFX, scope="x", plain=NOTE)
def no_trim(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        if "TrimBox" not in page.boxes and "ArtBox" not in page.boxes:
            yield Hit(page.number)


@check("P202", ERROR, PDFX, scope="x")
def two_trims(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        if "TrimBox" in page.boxes and "ArtBox" in page.boxes:
            yield Hit(page.number, page.boxes["ArtBox"])


def _outside(page: Page, inner: str, outer: str) -> Rect | None:
    """The box `inner` when it is not within the box `outer`; a box that is not there can't be."""
    small, large = page.boxes.get(inner), page.boxes.get(outer)
    return small if small and large and not small.inside(large, SLACK) else None


@check("P203", ERROR, PDFX, scope="x", plain=WARNING)
def trim_outside_bleed(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        for inner in ("TrimBox", "ArtBox"):
            if rect := _outside(page, inner, "BleedBox"):
                yield Hit(page.number, rect, {"inner": inner, "outer": "BleedBox"})


@check("P204", ERROR, PDFX, scope="x", plain=WARNING)
def box_outside_media(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        for inner in ("TrimBox", "ArtBox", "BleedBox"):
            if rect := _outside(page, inner, "MediaBox"):
                yield Hit(page.number, rect, {"inner": inner, "outer": "MediaBox"})


@check("P205", WARNING, SHOPS)
def cropped(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        for inner in ("TrimBox", "BleedBox"):
            if rect := _outside(page, inner, "CropBox"):
                yield Hit(page.number, rect, {"inner": inner})
                break


@check("P206", ERROR, f"{PDF}, 7.9.5")
def broken_box(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        for name in page.broken_boxes:
            yield Hit(page.number, params={"detail": name})
        for problem in page.problems:
            if problem.code == "P206":
                yield Hit(page.number, params={"detail": problem.detail})


@check("P207", ERROR, f"{PDF}, 7.7.3.3: since PDF 1.6", scope="x", plain=WARNING)
def scaled(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        if page.user_unit != 1:
            yield Hit(page.number, params={"unit": f"{page.user_unit:g}"})


@check("P208", WARNING, SHOPS, scope="shop", plain=NOTE)
def origin(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        if abs(page.media.x0) > SLACK or abs(page.media.y0) > SLACK:
            yield Hit(page.number, params={"x": f"{page.media.x0:g}", "y": f"{page.media.y0:g}"})


@check("P209", WARNING, SHOPS, scope="x")
def turned(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        if page.rotate:
            yield Hit(page.number, params={"angle": page.rotate})


@check("P210", WARNING, SHOPS)
def sizes_differ(terms: Terms) -> Iterator[Hit]:
    pages = terms.pages()
    if not pages:
        return
    usual = Counter((round(p.trim.width), round(p.trim.height)) for p in pages).most_common(1)[0][0]
    model = next(p for p in pages if (round(p.trim.width), round(p.trim.height)) == usual).trim
    for page in pages:
        trim = page.trim
        if abs(trim.width - model.width) > DIFFERENT or abs(trim.height - model.height) > DIFFERENT:
            yield Hit(page.number, trim, {"size": _size(trim), "usual": _size(model)})


@check("P211", ERROR, SHOPS)
def not_as_ordered(terms: Terms) -> Iterator[Hit]:
    if terms.trim is None:
        return
    ordered = Rect(0, 0, *terms.trim)
    for page in terms.pages():
        trim = page.trim
        width, height = (trim.width, trim.height) if page.rotate % 180 == 0 else (trim.height, trim.width)
        if abs(width - ordered.width) > SLACK + 0.01 or abs(height - ordered.height) > SLACK + 0.01:
            yield Hit(page.number, trim, {"size": _size(trim), "ordered": _size(ordered)})


@check("P212", WARNING, SHOPS, scope="shop")
def page_multiple(terms: Terms) -> Iterator[Hit]:
    multiple = terms.profile.page_multiple if terms.profile else 1
    is_leaf = terms.facts.page_count <= LEAF and multiple <= FOLD
    if multiple > 1 and not is_leaf and terms.facts.page_count % multiple:
        yield Hit(params={"total": terms.facts.page_count, "multiple": multiple})


@check("P213", WARNING, SHOPS, scope="shop")
def bleed_too_small(terms: Terms) -> Iterator[Hit]:
    if terms.profile is None:
        return
    for page in terms.pages():
        trim, bleed = page.trim, page.boxes.get("BleedBox", page.trim)
        wanted = terms.profile.bleed.sides(recto=page.number % 2 == 1)
        there = (trim.x0 - bleed.x0, trim.y0 - bleed.y0, bleed.x1 - trim.x1, bleed.y1 - trim.y1)
        if any(is_ < want - SLACK for is_, want in zip(there, wanted, strict=True)):
            yield Hit(page.number, trim, {"bleed": mm(max(0.0, min(there))), "wanted": mm(max(wanted))})


@check("P214", ERROR, PDFX, scope="x")
def viewer_areas(terms: Terms) -> Iterator[Hit]:
    for area in terms.facts.viewer_areas:
        yield Hit(params={"detail": area})


@check("P216", NOTE, SHOPS)
def blank(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        if page.inspected and not any(True for _ in visible(page)):
            yield Hit(page.number)


@check("P217", WARNING, f"{PDF}, C.2")
def enormous(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        if max(page.media.width, page.media.height) > 14400:
            yield Hit(page.number, params={"size": _size(page.media)})


@check("P218", WARNING, SHOPS, scope="shop")
def page_extent(terms: Terms) -> Iterator[Hit]:
    extent = terms.profile.page_extent if terms.profile else 0.0
    if not extent:
        return
    for page in terms.pages():
        trim, media = page.trim, page.media
        around = (trim.x0 - media.x0, trim.y0 - media.y0, media.x1 - trim.x1, media.y1 - trim.y1)
        if any(abs(side - extent) > 0.1 * MM for side in around):
            yield Hit(page.number, params={"extent": mm(min(around)), "wanted": mm(extent)})
