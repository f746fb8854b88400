"""E1: the archive, its names and its documents."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

from publisher.lint.checks.check import EPUB, READERS, Hit, Terms, check
from publisher.model.finding import Severity

MIMETYPE = "mimetype"
LONGEST = 260 * 1024
"""Bytes. Engines derived from Adobe's take no longer document (calibre divides at this size)."""


@check("E101", Severity.ERROR, EPUB)
def mimetype(terms: Terms) -> Iterator[Hit]:
    """First in the archive and not compressed: that is how programs know an EPUB."""
    entries = terms.book.entries
    if not entries or entries[0].name != MIMETYPE or not entries[0].stored:
        yield Hit(MIMETYPE)


@check("E102", Severity.ERROR, EPUB)
def names_that_collide(terms: Terms) -> Iterator[Hit]:
    """Names that differ in case or normalisation only: on half of all file systems one file hides the other."""
    same: dict[str, list[str]] = {}
    for entry in terms.book.entries:
        same.setdefault(unicodedata.normalize("NFC", entry.name).casefold(), []).append(entry.name)
    for names in same.values():
        if len(names) > 1:
            yield Hit(names[1], params={"other": names[0]})


@check("E103", Severity.WARNING, READERS)
def names_beyond_ascii(terms: Terms) -> Iterator[Hit]:
    for entry in terms.book.entries:
        if not entry.name.isascii() or set(entry.name) & set(' "*:<>?\\|'):
            yield Hit(entry.name)


@check("E104", Severity.WARNING, EPUB)
def files_nobody_lists(terms: Terms) -> Iterator[Hit]:
    known = {item.path for item in terms.book.items} | {terms.book.package, MIMETYPE}
    for entry in terms.book.entries:
        if entry.name not in known and not entry.name.startswith("META-INF/"):
            yield Hit(entry.name)


@check("E105", Severity.ERROR, EPUB)
def listed_files_that_are_missing(terms: Terms) -> Iterator[Hit]:
    there = {entry.name for entry in terms.book.entries}
    for item in terms.book.items:
        if item.path not in there and not item.href.startswith(("http:", "https:")):
            yield Hit(terms.book.package, item.line, {"href": item.href[:100]})


@check("E106", Severity.ERROR, EPUB)
def documents_that_are_no_xml(terms: Terms) -> Iterator[Hit]:
    for document in terms.book.documents.values():
        if document.flaw:
            yield Hit(document.path, document.flaw[1], {"reason": document.flaw[0]})


@check("E107", Severity.WARNING, READERS)
def documents_that_are_too_long(terms: Terms) -> Iterator[Hit]:
    for document in terms.book.documents.values():
        if document.size > LONGEST:
            yield Hit(document.path, params={"size": document.size >> 10, "limit": LONGEST >> 10})


@check("E108", Severity.ERROR, EPUB)
def what_lies_on_the_network(terms: Terms) -> Iterator[Hit]:
    """Pictures, styles and frames must lie in the book; only sound and video may be far away."""
    for document in terms.book.documents.values():
        for address, line in document.outside:
            yield Hit(document.path, line, {"address": address})


@check("E109", Severity.ERROR, READERS)
def control_characters(terms: Terms) -> Iterator[Hit]:
    for document in terms.book.documents.values():
        if document.controls:
            yield Hit(document.path, params={"count": document.controls})


@check("E110", Severity.WARNING, READERS)
def scripts(terms: Terms) -> Iterator[Hit]:
    """Most readers ignore them, stores refuse them."""
    for document in terms.book.documents.values():
        if document.has_script:
            yield Hit(document.path)


@check("E111", Severity.ERROR, EPUB)
def ids_that_are_given_twice(terms: Terms) -> Iterator[Hit]:
    for document in terms.book.documents.values():
        counts = Counter(uid for uid, _ in document.ids)
        lines = dict(document.ids)
        for uid, count in counts.items():
            if count > 1:
                yield Hit(document.path, lines[uid], {"id": uid[:60]})


@check("E112", Severity.NOTE, READERS)
def ids_beyond_ascii(terms: Terms) -> Iterator[Hit]:
    for document in terms.book.documents.values():
        for uid, line in document.ids:
            if not uid.isascii():
                yield Hit(document.path, line, {"id": uid[:60]})
