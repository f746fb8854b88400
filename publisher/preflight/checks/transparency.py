"""P5xx: transparency, overprint, and what a graphics state may say to the press."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from publisher.model.facts import Mark, Page
from publisher.model.finding import Severity
from publisher.preflight.checks.check import (
    PDF,
    PDFX,
    SHOPS,
    Hit,
    Terms,
    check,
    each_look,
    is_black,
    is_white,
    on_pages,
    plates,
    shown,
)

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@check("P501", ERROR, PDFX, scope="x1a")
def soft_mask(terms: Terms) -> Iterator[Hit]:
    return each_look(terms, lambda _, mark: {} if mark.masked else None)


@check("P502", ERROR, PDFX, scope="x1a")
def blend_mode(terms: Terms) -> Iterator[Hit]:
    return each_look(terms, lambda _, mark: {"mode": mark.blend} if mark.blend != "Normal" else None)


@check("P503", ERROR, PDFX, scope="x1a")
def opacity(terms: Terms) -> Iterator[Hit]:
    return each_look(terms, lambda _, mark: {"alpha": f"{100 * mark.alpha:.0f}"} if mark.alpha != 1 else None)


@check("P504", ERROR, PDFX, scope="x1a")
def group(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        if page.group is not None or page.groups:
            yield Hit(page.number)


@check("P506", ERROR, SHOPS)
def white_overprints(terms: Terms) -> Iterator[Hit]:
    def wrong(_: Page, mark: Mark) -> Mapping[str, object] | None:
        inked = mark.kind != "image" and plates(mark.ink) is not None
        return {} if mark.overprint and inked and is_white(mark.ink) else None

    return each_look(terms, wrong)


@check("P507", WARNING, SHOPS, scope="shop")
def black_knocks_out(terms: Terms) -> Iterator[Hit]:
    """Where black is the only ink, there is nothing below it to leave a fringe."""
    if terms.profile is None or not terms.profile.k_overprint or terms.profile.colour != "cmyk":
        return iter(())

    def wrong(_: Page, mark: Mark) -> Mapping[str, object] | None:
        in_vain = mark.ink.space.family == "DeviceCMYK" and mark.mode != 1
        return {} if mark.kind == "text" and is_black(mark.ink) and (not mark.overprint or in_vain) else None

    return each_look(terms, wrong)


@check("P508", NOTE, SHOPS)
def colour_overprints(terms: Terms) -> Iterator[Hit]:
    def wrong(_: Page, mark: Mark) -> Mapping[str, object] | None:
        coloured = mark.ink.space.device in ("CMYK", "RGB", "Lab") and mark.ink.values
        if not mark.overprint or not coloured or is_white(mark.ink):
            return None
        amounts = plates(mark.ink)
        return {"colour": shown(mark.ink)} if amounts is None or max(amounts[:3]) > 0.001 else None

    return each_look(terms, wrong)


_MET = (
    ("P505", ERROR, "any", None, f"{PDF}, 11.3.5"),
    ("P509", ERROR, "x", WARNING, PDFX),
    ("P510", ERROR, "x", WARNING, PDFX),
    ("P511", ERROR, "x", WARNING, PDFX),
    ("P512", ERROR, "x1a", WARNING, PDFX),
)
for _code, _severity, _scope, _plain, _source in _MET:
    check(_code, _severity, _source, scope=_scope, plain=_plain)(on_pages(_code))  # type: ignore[arg-type]
