"""E2: what the book says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.lint.checks.check import EPUB, READERS, Hit, Terms, check
from publisher.model.finding import Severity
from publisher.model.identifiers import valid_isbn

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*")
_ISBN = re.compile(r"(?:urn:)?isbn:?\s*(.+)", re.IGNORECASE)
_ISBN_LIKE = re.compile(r"97[89][\d\s-]{10,14}")
_SOURCE = "pageBreakSource"
_PEOPLE = ("dc:creator", "dc:contributor")


@check("E201", Severity.ERROR, EPUB)
def what_must_be_said(terms: Terms) -> Iterator[Hit]:
    for name in ("dc:title", "dc:language", "dc:identifier"):
        if not terms.book.values(name):
            yield Hit(terms.book.package, params={"name": name})


@check("E202", Severity.ERROR, "ISO 2108")
def isbn_with_a_wrong_check_digit(terms: Terms) -> Iterator[Hit]:
    for meta in (*terms.book.values("dc:identifier"), *terms.book.values("dc:source"), *terms.book.values(_SOURCE)):
        named = _ISBN.fullmatch(meta.value)
        isbn = named[1] if named else meta.value if meta.scheme.upper() == "ISBN" else ""
        if not isbn and _ISBN_LIKE.fullmatch(meta.value):
            isbn = meta.value
        if isbn and not valid_isbn(isbn):
            yield Hit(terms.book.package, meta.line, {"isbn": isbn[:40]})


@check("E203", Severity.ERROR, "BCP 47")
def languages_that_are_no_tags(terms: Terms) -> Iterator[Hit]:
    for meta in terms.book.values("dc:language"):
        if not _LANGUAGE.fullmatch(meta.value):
            yield Hit(terms.book.package, meta.line, {"value": meta.value[:40]})


@check("E204", Severity.NOTE, READERS)
def people_without_role_or_file_as(terms: Terms) -> Iterator[Hit]:
    """Without file-as a shelf sorts Пушкин under А."""
    if not terms.book.version.startswith("3"):
        return
    for name in _PEOPLE:
        for meta in terms.book.values(name):
            missing = [what for what in ("role", "file-as") if not terms.book.refining(meta, what)]
            if missing:
                yield Hit(terms.book.package, meta.line, {"person": meta.value[:60], "what": ", ".join(missing)})


@check("E205", Severity.ERROR, EPUB)
def no_time_of_change(terms: Terms) -> Iterator[Hit]:
    if terms.book.version.startswith("3") and not terms.book.values("dcterms:modified"):
        yield Hit(terms.book.package)


@check("E206", Severity.NOTE, READERS)
def series_in_one_notation_only(terms: Terms) -> Iterator[Hit]:
    """Apple and Kobo read belongs-to-collection, many other readers calibre's names."""
    new = any(
        refined.value == "series"
        for meta in terms.book.values("belongs-to-collection")
        for refined in terms.book.refining(meta, "collection-type")
    )
    old = bool(terms.book.values("calibre:series"))
    if new != old:
        yield Hit(terms.book.package, params={"missing": "calibre:series" if new else "belongs-to-collection"})


@check("E207", Severity.WARNING, READERS)
def no_cover(terms: Terms) -> Iterator[Hit]:
    if terms.book.cover is None:
        yield Hit(terms.book.package)


@check("E208", Severity.ERROR, READERS)
def cover_that_is_no_picture(terms: Terms) -> Iterator[Hit]:
    cover = terms.book.cover
    if cover and cover.media_type != "image/svg+xml" and not cover.width:
        yield Hit(cover.path)


@check("E209", Severity.WARNING, EPUB)
def an_old_package(terms: Terms) -> Iterator[Hit]:
    if not terms.book.version.startswith("3"):
        yield Hit(terms.book.package, params={"version": terms.book.version or "?"})
