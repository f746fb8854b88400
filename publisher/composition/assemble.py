"""Works → a book: order, ids, and what the book as a whole is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from publisher.composition.collation import collation_key
from publisher.composition.reflow_metadata import file_as
from publisher.model.collection import Section, SortKey
from publisher.model.dates import span_of
from publisher.model.edition import Book, Edition, Entry, Part
from publisher.model.text import Text
from publisher.model.work import Metadata, Person, Work

Words = Callable[[str], Text]
"""Words of the edition itself → the same, cleaned."""


def assemble(edition: Edition, works: Sequence[Work], words: Words) -> Book:
    """The book of an edition.

    Args:
        works: cleaned, in the order of `edition.sources`.
    """
    title, subtitle = words(edition.title), words(edition.subtitle)
    groups = _groups(edition, works)
    ordered = [work for _, group in groups for work in group]
    first = ordered[0].metadata
    alone = len(ordered) == 1
    authors: dict[str, Person] = {}
    for work in ordered:
        for person in work.metadata.authors:
            authors.setdefault(person.name.plain, person)
    years = sorted({work.metadata.year for work in ordered if work.metadata.year})
    entries = tuple(Entry(f"w{number}", work) for number, work in enumerate(ordered, 1))
    return Book(
        edition=edition,
        entries=entries,
        title=title or (first.title if alone else Text(edition.name)),
        subtitle=(subtitle or None) or (first.subtitle if alone else None),
        authors=tuple(authors.values()),
        editors=tuple(Person(words(name)) for name in edition.editors),
        language=edition.language or first.language,
        year=edition.imprint.year or (years[0] if alone and years else ""),
        description=Text(edition.description) if edition.description else (first.description if alone else None),
        parts=tuple(_parts(groups, entries, words)),
    )


def _groups(edition: Edition, works: Sequence[Work]) -> list[tuple[Section, list[Work]]]:
    """The works in the order of the book, by section; an edition without sections is one without a title."""
    if not edition.sections:
        return [(Section(), sorted_works(works, edition.sort))]
    by_source = dict(zip(edition.sources, works, strict=True))
    return [
        (section, sorted_works([by_source[source] for source in section.sources], section.sort or edition.sort))
        for section in edition.sections
    ]


def _parts(groups: Sequence[tuple[Section, Sequence[Work]]], entries: Sequence[Entry], words: Words) -> Iterator[Part]:
    """The sections with a title."""
    at = number = 0
    for section, works in groups:
        own, at = entries[at : at + len(works)], at + len(works)
        if section.title and own:
            number += 1
            yield Part(
                id=f"part{number}",
                title=words(section.title),
                subtitle=words(section.subtitle) if section.subtitle else None,
                epigraph=words(section.epigraph) if section.epigraph else None,
                entries=tuple(entry.id for entry in own),
            )


def sorted_works(works: Sequence[Work], keys: Sequence[SortKey]) -> list[Work]:
    """Works by the first key, equal ones by the next, in the end as listed; undated and anonymous ones stand last."""
    by: dict[SortKey, Callable[[Metadata], Any]] = {
        "listed": lambda meta: 0,
        "date": _date_key,
        "author": lambda meta: (not meta.authors, [collation_key(file_as(person)) for person in meta.authors]),
        "title": lambda meta: collation_key(meta.title.plain),
    }
    return sorted(works, key=lambda work: [by[key](work.metadata) for key in keys])


def _date_key(meta: Metadata) -> tuple[bool, tuple[int, int, int], tuple[int, int, int]]:
    """What began earlier comes first, of that the shorter time."""
    span = span_of(meta.date)
    return (span is None, *(span or ((0, 0, 0), (0, 0, 0))))
