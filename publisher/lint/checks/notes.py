"""E6: notes and what calls them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from publisher.lint.archive import resolved
from publisher.lint.checks.check import ACCESS, READERS, Hit, Terms, check
from publisher.lint.facts import Document, Link
from publisher.model.finding import Severity

_CALLS = {"noteref", "doc-noteref"}
Address = tuple[str, str]


def _calls(document: Document) -> Iterator[tuple[Link, Address]]:
    for link in document.links:
        if link.kinds & _CALLS:
            yield link, _target(document, link.href)


def _target(document: Document, href: str) -> Address:
    parts = urlsplit(href)
    path = resolved(document.path, unquote(parts.path)) if parts.path else document.path
    return path, unquote(parts.fragment)


def _notes(terms: Terms) -> set[Address]:
    return {(document.path, note.id) for document in terms.book.documents.values() for note in document.notes}


@check("E601", Severity.WARNING, READERS)
def calls_of_what_is_no_note(terms: Terms) -> Iterator[Hit]:
    """A call pops its note up only where the target says that it is one. The id may stand on an element inside it."""
    notes = _notes(terms)
    with_notes = {path for path, _ in notes}
    for document in terms.book.documents.values():
        for link, target in _calls(document):
            if target not in notes and target[0] not in with_notes:
                yield Hit(document.path, link.line, {"label": link.label[:20]})


@check("E602", Severity.WARNING, ACCESS)
def notes_that_nothing_calls(terms: Terms) -> Iterator[Hit]:
    called = {target for document in terms.book.documents.values() for _, target in _calls(document)}
    if not called:
        return
    for document in terms.book.documents.values():
        for note in document.notes:
            if (document.path, note.id) not in called:
                yield Hit(document.path, note.line, {"id": note.id[:40]})


@check("E603", Severity.WARNING, ACCESS)
def notes_without_a_way_back(terms: Terms) -> Iterator[Hit]:
    """Kindle recognises notes by links both ways; a reader on a plain screen needs the way back."""
    calls: dict[Address, set[str]] = {}
    for document in terms.book.documents.values():
        for link, target in _calls(document):
            calls.setdefault(target, set()).add(f"{document.path}#{link.id}")
    for document in terms.book.documents.values():
        for note in document.notes:
            callers = calls.get((document.path, note.id))
            back = {"#".join(_target(document, href)) for href in note.links}
            if callers and not callers & back:
                yield Hit(document.path, note.line, {"id": note.id[:40]})


@check("E604", Severity.NOTE, READERS)
def notes_in_another_document(terms: Terms) -> Iterator[Hit]:
    """Apple Books and others pop a note up when it stands in the document that calls it."""
    notes = _notes(terms)
    far = 0
    first: tuple[Document, Link] | None = None
    for document in terms.book.documents.values():
        for link, target in _calls(document):
            if target in notes and target[0] != document.path:
                far += 1
                first = first or (document, link)
    if first:
        yield Hit(first[0].path, first[1].line, {"count": far})
