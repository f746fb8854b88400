"""Addresses inside a book: how works find each other, and the lines of its navigation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from publisher.composition.inline import language_tag
from publisher.composition.linked import LinkedMarkup
from publisher.composition.markup import Markup, headings_of, label_of
from publisher.composition.summary import summary_of
from publisher.composition.xhtml import plain
from publisher.model.composition import CROSS_REFERENCE, NavEntry
from publisher.model.edition import Book, Entry, Part

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


def addresses_on_paper(entries: Iterable[Entry]) -> dict[str, str]:
    """The same for pages, from summaries: no work is opened for it."""
    found: dict[str, str] = {}
    for entry in entries:
        summary = summary_of(entry.work)
        if summary.path:
            found[summary.path] = f"{CROSS_REFERENCE}{entry.id}-title"
            for number, heading in enumerate(summary.headings, 1):
                if heading.id:
                    found[f"{summary.path}#{heading.id}"] = f"{CROSS_REFERENCE}{entry.id}-h{number}"
    return found


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
        for number, heading in enumerate(headings_of(markup.entry.work.blocks), 1)
        if (label := plain(label_of(heading)))
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
