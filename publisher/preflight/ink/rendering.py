"""Total area coverage of a page, measured on its plates."""

from __future__ import annotations

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageMath

from publisher.model.facts import Page, Rect
from publisher.preflight.checks import Coverage
from publisher.preflight.ink.plates import PROCESS, CannotSeparateError, plates_of
from publisher.preflight.ink.separate import Separation, SplitError

FINENESS = 144
"""Pixels an inch while drawing; two by two are averaged, so the smallest spot is 0.35 mm wide."""
MOST_PIXELS = 30_000_000
MOST_SPOTS = 12
_NO_SPOTS = (*PROCESS, "All", "None")


def measured(source: pikepdf.Pdf, page: Page, limit: float) -> Coverage:
    """The most ink on a spot within the bleed, in percent, and around what is above `limit`."""
    area = page.bleed.within(page.media) or page.media
    if area.width * area.height * (FINENESS / 72) ** 2 > MOST_PIXELS:
        return Coverage(None, area, f"{area.width:.0f} × {area.height:.0f} pt")
    try:
        plates = _plates(source, page, area)
    except CannotSeparateError as error:
        return Coverage(None, None, str(error))
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, TypeError, AttributeError, RuntimeError) as error:
        return Coverage(None, None, type(error).__name__)
    total = plates[0].convert("I")
    for plate in plates[1:]:
        total = ImageMath.lambda_eval(lambda images: images["a"] + images["b"], a=total, b=plate)
    most = total.getextrema()[1]
    percent = most * 100 / 255 if isinstance(most, int | float) else 0.0
    return Coverage(percent, _where(total, min(limit, percent - 1), area))


def _where(total: Image.Image, above: float, area: Rect) -> Rect | None:
    """Around all that has more than so many percent, on the page."""
    threshold = above * 255 / 100
    box = ImageMath.lambda_eval(lambda images: images["total"] > threshold, total=total).getbbox()
    if box is None:
        return None
    across, down = area.width / total.width, area.height / total.height
    left, upper, right, lower = box
    return Rect(area.x0 + left * across, area.y1 - lower * down, area.x0 + right * across, area.y1 - upper * down)


def _plates(source: pikepdf.Pdf, page: Page, area: Rect) -> list[Image.Image]:
    """One gray picture a plate: 255 is full ink."""
    spots: dict[str, None] = {}
    for mark in page.marks:
        if mark.ink.space.device == "spot":
            spots |= dict.fromkeys(plate for plate in plates_of(mark.ink.space) if plate not in _NO_SPOTS)
    if len(spots) > MOST_SPOTS:
        raise CannotSeparateError(f"{len(spots)} spots")
    try:
        together = _drawn(source, page.number, PROCESS[:3], area)
        plates = list(together.split())
    except SplitError:
        plates = [_drawn(source, page.number, (plate,), area) for plate in PROCESS[:3]]
    plates += [_drawn(source, page.number, (plate,), area) for plate in ("K", *spots)]
    return [ImageChops.invert(plate).reduce(2) for plate in plates]


def _drawn(source: pikepdf.Pdf, number: int, group: tuple[str, ...], area: Rect) -> Image.Image:
    data = Separation(source, number - 1, group).page()
    document = pypdfium2.PdfDocument(data)
    page = document[0]
    page.set_rotation(0)
    page.set_cropbox(*area)
    bitmap = page.render(scale=FINENESS / 72, may_draw_forms=False, rev_byteorder=True)
    picture: Image.Image = bitmap.to_pil().convert("RGB" if len(group) == 3 else "L")
    picture.load()
    page.close()
    document.close()
    return picture
