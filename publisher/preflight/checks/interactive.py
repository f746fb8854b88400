"""P8xx: what belongs on a screen: scripts, actions, links, forms, layers."""

from __future__ import annotations

from collections.abc import Iterator

from publisher.model.finding import Severity
from publisher.preflight.checks.check import PDFX, SHOPS, Hit, Terms, check, on_pages

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
_PRINTERS = frozenset({"TrapNet", "PrinterMark"})


@check("P801", ERROR, PDFX, scope="x", plain=WARNING)
def scripts(terms: Terms) -> Iterator[Hit]:
    if terms.facts.javascript or any(problem.code == "P801" for problem in terms.facts.problems):
        yield Hit()


@check("P802", ERROR, PDFX, scope="x", plain=NOTE)
def actions(terms: Terms) -> Iterator[Hit]:
    if terms.facts.actions:
        yield Hit(params={"detail": "OpenAction"})
    yield from on_pages("P802")(terms)
    for page in terms.pages():
        for annotation in page.annotations:
            if annotation.action:
                yield Hit(page.number, annotation.rect, {"detail": annotation.kind})


@check("P803", ERROR, PDFX, scope="x", plain=NOTE)
def notes_and_links(terms: Terms) -> Iterator[Hit]:
    for page in terms.pages():
        for annotation in page.annotations:
            if annotation.kind in _PRINTERS:
                continue
            if annotation.rect is None or annotation.rect.meets(page.bleed):
                yield Hit(page.number, annotation.rect, {"kind": annotation.kind or "?"})


@check("P804", ERROR, PDFX, scope="x", plain=WARNING)
def forms(terms: Terms) -> Iterator[Hit]:
    if terms.facts.form:
        yield Hit()


@check("P805", ERROR, PDFX, scope="x", plain=WARNING)
def xfa(terms: Terms) -> Iterator[Hit]:
    if terms.facts.xfa:
        yield Hit()


@check("P806", ERROR, PDFX, scope="x1a")
def layers(terms: Terms) -> Iterator[Hit]:
    if terms.facts.layers:
        yield Hit(params={"layers": ", ".join(terms.facts.layers[:8])})


@check("P807", WARNING, SHOPS)
def hidden_layers(terms: Terms) -> Iterator[Hit]:
    if terms.facts.hidden_layers:
        yield Hit(params={"layers": ", ".join(terms.facts.hidden_layers[:8])})
