"""E5: contents, landmarks, and the pages of the printed book."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from publisher.lint.archive import resolved
from publisher.lint.checks.check import ACCESS, EPUB, READERS, Hit, Terms, check
from publisher.lint.facts import Target
from publisher.model.finding import Severity


def _ids(terms: Terms) -> dict[str, set[str]]:
    return {path: {uid for uid, _ in document.ids} for path, document in terms.book.documents.items()}


def _is_dead(target: Target, ids: dict[str, set[str]]) -> bool:
    return target.path not in ids or bool(target.fragment and target.fragment not in ids[target.path])


@check("E501", Severity.ERROR, EPUB)
def no_contents(terms: Terms) -> Iterator[Hit]:
    navigation = terms.book.navigation
    if not (navigation.contents if terms.book.version.startswith("3") else navigation.ncx):
        yield Hit(navigation.path or terms.book.package)


@check("E502", Severity.ERROR, EPUB)
def lines_that_lead_nowhere(terms: Terms) -> Iterator[Hit]:
    ids, navigation = _ids(terms), terms.book.navigation
    for targets in (navigation.contents, navigation.pages, navigation.landmarks):
        for target in targets or ():
            if _is_dead(target, ids):
                yield Hit(navigation.path, target.line, {"label": target.label[:60]})
    for target in navigation.ncx or ():
        if _is_dead(target, ids):
            yield Hit(navigation.ncx_path, target.line, {"label": target.label[:60]})


@check("E503", Severity.WARNING, ACCESS)
def contents_that_run_against_the_text(terms: Terms) -> Iterator[Hit]:
    order = {path: number for number, path in enumerate(terms.book.spine)}
    last = -1
    for target in terms.book.navigation.contents or ():
        here = order.get(target.path, last)
        if here < last:
            yield Hit(terms.book.navigation.path, target.line, {"label": target.label[:60]})
        last = max(here, last)


@check("E504", Severity.NOTE, EPUB)
def no_landmarks(terms: Terms) -> Iterator[Hit]:
    if terms.book.version.startswith("3") and not terms.book.navigation.landmarks:
        yield Hit(terms.book.navigation.path or terms.book.package)


@check("E505", Severity.WARNING, READERS)
def ncx_that_differs(terms: Terms) -> Iterator[Hit]:
    """Older readers show the NCX, newer ones the navigation document: one book, one table of contents."""
    navigation = terms.book.navigation
    if navigation.ncx is None or navigation.contents is None:
        return
    new, old = ([target.label for target in targets] for targets in (navigation.contents, navigation.ncx))
    if new != old:
        yield Hit(navigation.ncx_path, params={"nav": len(new), "ncx": len(old)})


def _marks(terms: Terms) -> list[tuple[str, str, str, int]]:
    """Page breaks in reading order: path, id, label, line."""
    documents = [terms.book.documents[path] for path in terms.book.spine if path in terms.book.documents]
    return [(d.path, mark.id, mark.label, mark.line) for d in documents for mark in d.marks]


@check("E506", Severity.ERROR, ACCESS)
def page_breaks_that_the_list_lacks(terms: Terms) -> Iterator[Hit]:
    pages = {(target.path, target.fragment) for target in terms.book.navigation.pages or ()}
    for path, uid, label, line in _marks(terms):
        if (path, uid) not in pages:
            yield Hit(path, line, {"page": label[:20]})


@check("E507", Severity.ERROR, ACCESS)
def pages_of_the_list_without_a_break(terms: Terms) -> Iterator[Hit]:
    """A page may also begin with its document: then the list leads to the document itself, or to its first element."""
    marked = {(path, uid) for path, uid, _, _ in _marks(terms)}
    if not marked:
        return
    for target in terms.book.navigation.pages or ():
        if (target.path, target.fragment) not in marked:
            yield Hit(terms.book.navigation.path, target.line, {"page": target.label[:20]})


@check("E508", Severity.ERROR, ACCESS)
def pages_out_of_order(terms: Terms) -> Iterator[Hit]:
    place = {(path, uid): number for number, (path, uid, _, _) in enumerate(_marks(terms))}
    last = -1
    for target in terms.book.navigation.pages or ():
        here = place.get((target.path, target.fragment), last)
        if here < last:
            yield Hit(terms.book.navigation.path, target.line, {"page": target.label[:20]})
        last = max(here, last)


@check("E509", Severity.WARNING, ACCESS)
def pages_named_otherwise(terms: Terms) -> Iterator[Hit]:
    labels = {(path, uid): label for path, uid, label, _ in _marks(terms)}
    for target in terms.book.navigation.pages or ():
        label = labels.get((target.path, target.fragment), target.label)
        if label and label != target.label:
            yield Hit(terms.book.navigation.path, target.line, {"page": target.label[:20], "label": label[:20]})


@check("E510", Severity.ERROR, ACCESS)
def pages_of_no_edition(terms: Terms) -> Iterator[Hit]:
    """Page numbers tell nothing unless the book says which printed edition they are of."""
    book = terms.book
    if (book.navigation.pages or _marks(terms)) and not (book.values("pageBreakSource") or book.values("dc:source")):
        yield Hit(book.package)


@check("E511", Severity.ERROR, EPUB)
def links_that_lead_nowhere(terms: Terms) -> Iterator[Hit]:
    ids = _ids(terms)
    there = {entry.name for entry in terms.book.entries}
    for document in terms.book.documents.values():
        for link in document.links if document.path != terms.book.navigation.path else ():
            parts = urlsplit(link.href)
            if parts.scheme or parts.netloc:
                continue
            path = resolved(document.path, unquote(parts.path)) if parts.path else document.path
            dead = path not in there or (path in ids and parts.fragment and unquote(parts.fragment) not in ids[path])
            if dead and not (path in terms.book.documents and terms.book.documents[path].flaw):
                yield Hit(document.path, link.line, {"href": link.href[:100]})
