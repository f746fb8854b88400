"""P5xx: transparency, overprint, and what a graphics state may say to the press."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.finding import Severity
from publisher.preflight.checks.check import (
    PDF,
    PDFX,
    SHOPS,
    Hit,
    Terms,
    check,
    is_black,
    is_white,
    on_pages,
    plates,
    shown,
    visible,
)

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@check("P501", ERROR, PDFX, scope="x1a")
def soft_mask(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        for mark in page.marks:
            if mark.masked:
                yield Hit(page.number, mark.rect)


@check("P502", ERROR, PDFX, scope="x1a")
def blend_mode(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        for mark in page.marks:
            if mark.blend != "Normal":
                yield Hit(page.number, mark.rect, {"mode": mark.blend})


@check("P503", ERROR, PDFX, scope="x1a")
def opacity(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        for mark in page.marks:
            if mark.alpha != 1:
                yield Hit(page.number, mark.rect, {"alpha": f"{100 * mark.alpha:.0f}"})


@check("P504", ERROR, PDFX, scope="x1a")
def group(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        if page.group is not None or page.groups:
            yield Hit(page.number)


@check("P506", ERROR, SHOPS)
def white_overprints(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        for mark in visible(page):
            if mark.overprint and mark.kind != "image" and is_white(mark.ink) and plates(mark.ink) is not None:
                yield Hit(page.number, mark.rect)


@check("P507", WARNING, SHOPS, scope="shop")
def black_knocks_out(terms: Terms) -> Iterator[Hit]:
    if terms.profile is None or not terms.profile.k_overprint:
        return
    for page in terms.pages():
        for mark in visible(page):
            if mark.kind != "text" or not is_black(mark.ink):
                continue
            cmyk = mark.ink.space.family == "DeviceCMYK"
            if not mark.overprint or (cmyk and mark.mode != 1):
                yield Hit(page.number, mark.rect)


@check("P508", NOTE, SHOPS)
def colour_overprints(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        for mark in visible(page):
            coloured = mark.ink.space.device in ("CMYK", "RGB", "Lab") and mark.ink.values
            if mark.overprint and coloured and not is_black(mark.ink) and not is_white(mark.ink):
                amounts = plates(mark.ink)
                if amounts is None or max(amounts[:3]) > 0.001:
                    yield Hit(page.number, mark.rect, {"colour": shown(mark.ink)})


_MET = (
    ("P505", ERROR, "any", None, f"{PDF}, 11.3.5"),
    ("P509", ERROR, "x", WARNING, PDFX),
    ("P510", ERROR, "x", WARNING, PDFX),
    ("P511", ERROR, "x", WARNING, PDFX),
    ("P512", ERROR, "x1a", WARNING, PDFX),
)
for _code, _severity, _scope, _plain, _source in _MET:
    check(_code, _severity, _source, scope=_scope, plain=_plain)(on_pages(_code))  # type: ignore[arg-type]
