"""E3: accessibility: what is said of it, and whether it is true."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.lint.checks.check import ACCESS, SCHEMA, Hit, Terms, check
from publisher.lint.vocabulary import ACCESS_MODES, FEATURES, HAZARDS, SUFFICIENT_MODES
from publisher.model.finding import Severity

_WANTED = ("accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary")
_CONFORMS = re.compile(r"EPUB Accessibility 1\.[12] - WCAG 2\.[0-2] Level A{1,3}")
_OLD_FORM = "http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-a"
_VALUES = {"accessMode": ACCESS_MODES, "accessibilityFeature": FEATURES, "accessibilityHazard": HAZARDS}


def _said(terms: Terms, name: str) -> set[str]:
    return {meta.value for meta in terms.book.values(f"schema:{name}")}


@check("E301", Severity.WARNING, ACCESS)
def what_must_be_said_of_access(terms: Terms) -> Iterator[Hit]:
    """The European Accessibility Act asks for it since June 2025."""
    missing = [name for name in _WANTED if not _said(terms, name)]
    if missing:
        yield Hit(terms.book.package, params={"names": ", ".join(missing)})


@check("E302", Severity.ERROR, SCHEMA)
def words_beyond_the_vocabulary(terms: Terms) -> Iterator[Hit]:
    for name, known in _VALUES.items():
        for meta in terms.book.values(f"schema:{name}"):
            if meta.value.partition("/")[0] not in known:
                yield Hit(terms.book.package, meta.line, {"name": name, "value": meta.value[:60]})
    for meta in terms.book.values("schema:accessModeSufficient"):
        if not {mode.strip() for mode in meta.value.split(",")} <= SUFFICIENT_MODES:
            yield Hit(terms.book.package, meta.line, {"name": "accessModeSufficient", "value": meta.value[:60]})


@check("E303", Severity.ERROR, ACCESS)
def conformance_in_another_form(terms: Terms) -> Iterator[Hit]:
    for meta in terms.book.values("dcterms:conformsTo"):
        is_claim = "access" in meta.value.lower() or "wcag" in meta.value.lower()
        if is_claim and not _CONFORMS.fullmatch(meta.value) and not meta.value.startswith(_OLD_FORM):
            yield Hit(terms.book.package, meta.line, {"value": meta.value[:80]})


@check("E304", Severity.WARNING, ACCESS)
def conformance_that_nobody_certifies(terms: Terms) -> Iterator[Hit]:
    for meta in terms.book.values("dcterms:conformsTo"):
        if _CONFORMS.fullmatch(meta.value) and not terms.book.values("a11y:certifiedBy"):
            yield Hit(terms.book.package, meta.line)


@check("E305", Severity.ERROR, ACCESS)
def pictures_without_alt(terms: Terms) -> Iterator[Hit]:
    for document in terms.book.documents.values():
        for picture in document.pictures:
            if picture.alt is None:
                yield Hit(document.path, picture.line, {"src": picture.src[:80]})


@check("E306", Severity.WARNING, ACCESS)
def pictures_with_an_empty_alt(terms: Terms) -> Iterator[Hit]:
    """Empty says that a picture is an ornament; then it should say so itself, or be described."""
    for document in terms.book.documents.values():
        for picture in document.pictures:
            if picture.alt is not None and not picture.alt.strip() and not picture.decorative:
                yield Hit(document.path, picture.line, {"src": picture.src[:80]})


@check("E307", Severity.ERROR, ACCESS)
def features_that_are_not_there(terms: Terms) -> Iterator[Hit]:
    book, said = terms.book, _said(terms, "accessibilityFeature")
    pictures = [p for document in book.documents.values() for p in document.pictures]
    marks = any(document.marks for document in book.documents.values())
    claims = {
        "alternativeText": not pictures or all((p.alt or "").strip() or p.decorative for p in pictures),
        "pageBreakMarkers": marks,
        "printPageNumbers": marks,
        "pageNavigation": bool(book.navigation.pages),
        "tableOfContents": bool(book.navigation.contents or book.navigation.ncx),
    }
    for feature, true in claims.items():
        if feature in said and not true:
            yield Hit(book.package, params={"feature": feature})


@check("E308", Severity.NOTE, ACCESS)
def headings_that_skip_a_level(terms: Terms) -> Iterator[Hit]:
    for document in terms.book.documents.values():
        last = 0
        for level, line in document.headings:
            if last and level > last + 1:
                yield Hit(document.path, line, {"level": level, "last": last})
            last = level


@check("E309", Severity.ERROR, SCHEMA)
def hazards_that_contradict(terms: Terms) -> Iterator[Hit]:
    """`none` says that there is no hazard at all: nothing may stand beside it."""
    said = _said(terms, "accessibilityHazard")
    if "none" in said and len(said) > 1:
        yield Hit(terms.book.package, params={"values": ", ".join(sorted(said))})
