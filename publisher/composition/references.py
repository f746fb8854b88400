"""Addresses inside a book: how works find each other, and the lines of its navigation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit

from publisher.composition.inline import language_tag
from publisher.composition.linked import LinkedMarkup
from publisher.composition.markup import Markup, beside
from publisher.composition.summary import summary_of
from publisher.composition.xhtml import plain
from publisher.model.composition import CROSS_REFERENCE, NavEntry
from publisher.model.edition import Book, Entry, Part
from publisher.model.indexing import PageReference

M = TypeVar("M", bound=Markup)
L = TypeVar("L", bound=LinkedMarkup)


def other_works(markups: Sequence[M], address: Callable[[M, str], str]) -> dict[str, str]:
    """Source path of every work → address of its title; `path#id` → address of a heading in it.

    Args:
        address: the markup of a work and an id in it → the address that leads there.
    """
    found: dict[str, str] = {}
    for markup in markups:
        if source := markup.entry.work.source:
            found[source.path] = address(markup, markup.title_id)
            found |= {f"{source.path}#{name}": address(markup, target) for name, target in markup.targets.items()}
    return found


class Target(NamedTuple):
    """What links may lead to: `name` as links write it (`path`, `path#name`), its id in the book and its title."""

    name: str
    id: str
    title: str


def targets_in(entries: Iterable[Entry]) -> Iterator[Target]:
    """Works, headings and named places of a book, from summaries: no work is opened for it."""
    for entry in entries:
        summary = summary_of(entry.work)
        title = entry.work.metadata.title.plain
        yield Target(summary.path, f"{entry.id}-title", title)
        for place in summary.named_places:
            yield Target(f"{summary.path}#{place.name}", place.of(entry.id).id, place.label or title)
        for number, heading in enumerate(summary.headings, 1):
            yield Target(f"{summary.path}#{heading.id}", f"{entry.id}-h{number}", heading.label or title)


def addresses_on_paper(entries: Iterable[Entry]) -> dict[str, str]:
    """The same as `other_works` for pages."""
    return {name: f"{CROSS_REFERENCE}{id}" for name, id, _ in targets_in(entries) if _is_name(name)}


def titles_in(entries: Iterable[Entry]) -> dict[str, str]:
    """Titles of what links may lead to, by the same names."""
    return {name: title for name, _, title in targets_in(entries) if _is_name(name)}


def referred_in(entries: Sequence[Entry]) -> Iterator[tuple[Entry, PageReference, Target | None]]:
    """Every reference to a page or title in a book, with what it leads to, if that is there."""
    known: dict[str, Target] | None = None
    for entry in entries:
        summary = summary_of(entry.work)
        for reference in summary.page_references:
            known = known or {target.name: target for target in targets_in(entries)}
            parts = urlsplit(reference.address)
            path, name = unquote(parts.path), unquote(parts.fragment)
            paths = (beside(summary.path, path), path) if path else (summary.path,)
            found = (known.get(f"{place}#{name}" if name else place) for place in paths)
            yield entry, reference, next(filter(None, found), None)


def _is_name(name: str) -> bool:
    """Works without a file and headings without an id can't be named."""
    return not name.startswith("#") and not name.endswith("#") and bool(name)


def navigation(
    book: Book, markups: Sequence[L], address: Callable[[L, str], str], address_of_part: Callable[[Part], str]
) -> Iterator[NavEntry]:
    """Parts with their works, works with the two highest levels of their headings; a single work: its headings alone.

    Works of different authors are listed with their authors.
    """
    at = 0
    while at < len(markups):
        part = book.opens(markups[at].entry)
        end = at + (len(part.entries) if part else 1)
        works = tuple(_works(book, markups[at:end], address, markups))
        if part:
            yield NavEntry(plain(part.title.plain), address_of_part(part), language_tag(book.language, "ru"), works)
        else:
            yield from works
        at = end


def _works(
    book: Book, markups: Sequence[L], address: Callable[[L, str], str], everything: Sequence[L]
) -> Iterator[NavEntry]:
    authors = {markup.entry.work.metadata.author for markup in everything}
    for markup in markups:
        meta = markup.entry.work.metadata
        headings = tuple(_headings(markup, address))
        if not book.is_collection and headings:
            yield from headings
            continue
        title = plain(meta.title.plain) or plain(book.title.plain) or markup.terms["untitled"]
        author = plain(meta.author)
        label = f"{author}. {title}" if author and len(authors) > 1 else title
        yield NavEntry(label, address(markup, markup.title_id), markup.language, headings)


def _headings(markup: L, address: Callable[[L, str], str]) -> Iterator[NavEntry]:
    """Headings without words can't be listed: a link has to have a name."""
    named = [
        (heading.level, label, address(markup, markup.heading_id(number)))
        for number, heading in enumerate(markup.outline, 1)
        if (label := plain(heading.label))
    ]
    levels = sorted({level for level, _, _ in named})[:2]
    shown = [entry for entry in named if entry[0] in levels]
    at = 0
    while at < len(shown):
        level, label, href = shown[at]
        below = at + 1
        while below < len(shown) and shown[below][0] > level:
            below += 1
        children = tuple(NavEntry(name, where, markup.language) for _, name, where in shown[at + 1 : below])
        yield NavEntry(label, href, markup.language, children)
        at = below
