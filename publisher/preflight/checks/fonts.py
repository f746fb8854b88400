"""P3xx: fonts and text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from publisher.model.facts import Font, Mark, Page
from publisher.model.finding import Severity
from publisher.preflight.checks.check import PDF, PDFX, SHOPS, Hit, Terms, check, each_look

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def _each(terms: Terms, wrong: Callable[[Font], object]) -> Iterator[Hit]:
    """A hit for every page of every font that is `wrong`."""
    for font in terms.facts.fonts:
        found = wrong(font)
        if found:
            codes = ", ".join(f"0x{code:02X}" for code in found) if isinstance(found, tuple) else ""
            for page in font.pages:
                yield Hit(page, params={"font": font.name or font.kind, "codes": codes})


@check("P301", ERROR, PDFX, scope="x", plain=WARNING)
def not_embedded(terms: Terms) -> Iterator[Hit]:
    return _each(terms, lambda font: not font.embedded)


@check("P302", ERROR, f"{PDF}, 9.9")
def unreadable(terms: Terms) -> Iterator[Hit]:
    return _each(terms, lambda font: font.embedded and not font.sound)


@check("P303", ERROR, PDFX, scope="x", plain=NOTE)
def widths_differ(terms: Terms) -> Iterator[Hit]:
    return _each(terms, lambda font: font.misfits)


@check("P304", ERROR, f"{PDF}, 9.6.6.4", scope="x", plain=WARNING)
def missing_glyphs(terms: Terms) -> Iterator[Hit]:
    return _each(terms, lambda font: font.notdef)


@check("P305", WARNING, SHOPS, scope="x", plain=NOTE)
def drawn_glyphs(terms: Terms) -> Iterator[Hit]:
    return _each(terms, lambda font: font.kind == "Type3")


@check("P306", NOTE, f"{PDF}, 9.10")
def no_unicode(terms: Terms) -> Iterator[Hit]:
    return _each(terms, lambda font: font.embedded and not font.unicode)


@check("P307", WARNING, SHOPS)
def too_small(terms: Terms) -> Iterator[Hit]:
    least = terms.minima.type

    def wrong(_: Page, mark: Mark) -> Mapping[str, object] | None:
        small = mark.kind == "text" and 0 < mark.size < least - 0.05
        return {"size": f"{mark.size:.1f}", "least": f"{least:g}"} if small else None

    return each_look(terms, wrong)


@check("P308", NOTE, SHOPS)
def invisible(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        for mark in page.marks:
            if mark.hidden and mark.kind == "text":
                yield Hit(page.number, mark.rect)
