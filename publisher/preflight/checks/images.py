"""P6xx: pictures as placed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publisher.model.facts import Page, Placement
from publisher.model.finding import Severity
from publisher.preflight.checks.check import PDF, SHOPS, Hit, Terms, check

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_FEW = 4
"""Pixels. A picture of so few across or down is a flat colour or a gradient: resolution says nothing about it."""


def _placed(terms: Terms, wrong: Callable[[Placement], object]) -> Iterator[tuple[Page, Placement]]:
    for page in terms.pages():
        for placement in page.placements:
            image = placement.image
            if min(image.width, image.height) > _FEW and min(placement.ppi) > 0 and wrong(placement):
                yield page, placement


def _line_art(placement: Placement) -> bool:
    return placement.image.bits == 1


@check("P601", WARNING, SHOPS)
def too_coarse(terms: Terms) -> Iterator[Hit]:
    least = terms.minima.ppi
    for page, placement in _placed(terms, lambda p: not _line_art(p) and min(p.ppi) < least - 0.5):
        yield _hit(page, placement, least)


@check("P602", WARNING, SHOPS)
def line_art_too_coarse(terms: Terms) -> Iterator[Hit]:
    least = terms.minima.line_ppi
    for page, placement in _placed(terms, lambda p: _line_art(p) and min(p.ppi) < least - 0.5):
        yield _hit(page, placement, least)


@check("P603", NOTE, SHOPS, scope="shop")
def needlessly_fine(terms: Terms) -> Iterator[Hit]:
    most = terms.minima.max_ppi
    for page, placement in _placed(terms, lambda p: most and not _line_art(p) and min(p.ppi) > most + 0.5):
        yield _hit(page, placement, most)


def _hit(page: Page, placement: Placement, wanted: float) -> Hit:
    image = placement.image
    return Hit(
        page.number,
        placement.rect,
        {
            "ppi": int(min(placement.ppi)),
            "wanted": f"{wanted:g}",
            "pixels": f"{image.width} × {image.height}",
        },
    )


@check("P604", NOTE, SHOPS)
def stretched(terms: Terms) -> Iterator[Hit]:
    for page, placement in _placed(terms, lambda p: not 0.9 < p.ppi[0] / p.ppi[1] < 1.1):
        across, down = (int(value) for value in placement.ppi)
        yield Hit(page.number, placement.rect, {"across": across, "down": down})


@check("P605", ERROR, f"{PDF}, 8.9.5: since PDF 1.5", scope="x1a")
def sixteen_bits(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        for placement in page.placements:
            if placement.image.bits == 16:
                yield Hit(page.number, placement.rect)


@check("P606", ERROR, f"{PDF}, 8.9.5")
def broken(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        for placement in page.placements:
            if not placement.image.sound:
                image = placement.image
                yield Hit(page.number, placement.rect, {"pixels": f"{image.width} × {image.height}"})
