"""The indexes of a book, in their order, before anybody knows of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from publisher.composition.collation import collation_key
from publisher.composition.index_terms import Collection, Term, collection_of
from publisher.composition.summary import summary_of
from publisher.composition.terms import terms
from publisher.model.dates import Span, is_exact, span_of
from publisher.model.edition import Book
from publisher.model.indexing import Index, IndexEntry, IndexGroup, IndexName, IndexPlace, Mention

_BEFORE_INITIAL = re.compile(r" (?=[^\W\d_]\.)")

_LONGEST_HEAD = 11
"""Characters for which there is room in front of titles: «около 1850»."""


def indexes_of(book: Book) -> tuple[Index, ...]:
    """The indexes that the edition asks for; those that would be empty are left out."""
    collection = _collection(book)
    made = {name: tuple(_groups(name, book, collection)) for name in book.edition.index.indexes}
    return tuple(Index(name, groups) for name, groups in made.items() if groups)


def empty_indexes(book: Book) -> Iterator[IndexName]:
    """The indexes that the edition asks for in vain."""
    collection = _collection(book)
    for name in book.edition.index.indexes:
        if not (_dated(book) if name == "chronology" else any(True for _ in _entries(name, book, collection))):
            yield name


def _collection(book: Book) -> Collection | None:
    return collection_of(book) if {"names", "subjects", "general"} & set(book.edition.index.indexes) else None


def _dated(book: Book) -> bool:
    return any(span_of(entry.work.metadata.date) for entry in book.entries)


def _groups(name: IndexName, book: Book, collection: Collection | None) -> Iterator[IndexGroup]:
    return _by_year(book) if name == "chronology" else _by_letter(_entries(name, book, collection), book.language)


def _entries(name: IndexName, book: Book, collection: Collection | None) -> Iterator[IndexEntry]:
    """What stands in an alphabetical index."""
    match name:
        case "titles":
            return _told_apart(_titles(book))
        case "first-lines":
            return _told_apart(_first_lines(book))
        case "general":
            found = collection.terms("names", "subjects") if collection else {}
        case "names" | "subjects":
            found = collection.terms(name) if collection else {}
        case "chronology":
            found = {}
    return (entry for term in found.values() if (entry := _entry(term, book.language)))


def _entry(term: Term, language: str) -> IndexEntry | None:
    """A finished heading; None where nothing is left of it."""
    below = [entry for inner in term.below.values() if (entry := _entry(inner, language))]
    if not (term.mentions or term.see or term.also or below):
        return None
    return IndexEntry(
        heading=_BEFORE_INITIAL.sub("\u00a0", term.heading),
        mentions=tuple(dict.fromkeys(term.mentions)),
        see=tuple(term.see),
        also=tuple(term.also),
        below=tuple(sorted(below, key=_order(language))),
    )


# --- works ------------------------------------------------------------------------------------------------------------


def _titles(book: Book) -> Iterator[tuple[IndexEntry, str]]:
    """Titles of works, each with its author."""
    for entry in book.entries:
        if title := entry.work.metadata.title.plain:
            yield IndexEntry(title, (Mention(IndexPlace(entry.id, 0, 0)),)), entry.work.metadata.author


def _first_lines(book: Book) -> Iterator[tuple[IndexEntry, str]]:
    for entry in book.entries:
        for words, block in summary_of(entry.work).first_lines:
            yield IndexEntry(words, (Mention(IndexPlace(entry.id, block, 0)),)), entry.work.metadata.author


def _told_apart(entries: Iterable[tuple[IndexEntry, str]]) -> Iterator[IndexEntry]:
    """Entries; of those with the same words each has its author as a note."""
    found = list(entries)
    times = Counter(entry.heading.casefold() for entry, _ in found)
    for entry, author in found:
        yield replace(entry, note=author) if times[entry.heading.casefold()] > 1 else entry


def _by_year(book: Book) -> Iterator[IndexGroup]:
    """Works in the order in which they came into being; undated ones stand last, in the order of the book."""
    authors = len({entry.work.metadata.author for entry in book.entries}) > 1
    dated: list[tuple[Span, str, IndexEntry]] = []
    undated: list[IndexEntry] = []
    for entry in book.entries:
        meta = entry.work.metadata
        title = meta.title.plain or terms(book.language)["untitled"]
        span = span_of(meta.date)
        head, more = _years(meta.date, span) if span else ("", " ".join(meta.date.split()))
        note = "; ".join(words for words in (meta.author if authors else "", more) if words)
        made = IndexEntry(title, (Mention(IndexPlace(entry.id, 0, 0)),), note=note)
        if span:
            dated.append((span, head, made))
        else:
            undated.append(made)
    dated.sort(key=lambda found: (*found[:2], collation_key(found[2].heading, book.language)))
    groups: dict[str, list[IndexEntry]] = {}
    for _, head, made in dated:
        groups.setdefault(head, []).append(made)
    if groups and undated:
        groups[terms(book.language)["undated"]] = undated
    yield from (IndexGroup(head, tuple(entries)) for head, entries in groups.items())


def _years(date: str, span: Span) -> tuple[str, str]:
    """The year or years of a date; if it says more («около 1850»), its words, in a note if there are many of them."""
    first, last = span.first.year, span.last.year
    years = f"{first}" if first == last else f"{first}–{last}"
    words = "" if is_exact(date) else " ".join(date.split())
    return (words or years, "") if len(words) <= _LONGEST_HEAD else (years, words)


# --- order ------------------------------------------------------------------------------------------------------------


def _by_letter(entries: Iterable[IndexEntry], language: str) -> Iterator[IndexGroup]:
    groups: dict[str, list[IndexEntry]] = {}
    for entry in sorted(entries, key=_order(language)):
        groups.setdefault(letter_of(entry.heading), []).append(entry)
    yield from (IndexGroup(head, tuple(found)) for head, found in groups.items())


def letter_of(heading: str) -> str:
    """The letter under which a heading stands; Ё stands under Е, figures under nothing."""
    first = next((char for char in heading if char.isalnum()), "").upper()
    return "Е" if first == "Ё" else first if first.isalpha() else ""


def _order(language: str) -> Callable[[IndexEntry], Any]:
    return lambda entry: (collation_key(entry.heading, language), entry.note)
