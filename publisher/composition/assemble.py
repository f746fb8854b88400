"""Works → a book: order, ids, and what the book as a whole is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from publisher.composition.collation import collation_key
from publisher.composition.reflow_metadata import file_as
from publisher.composition.summary import summary_of
from publisher.model.collection import Section, SortKey
from publisher.model.dates import span_of
from publisher.model.edition import Book, Edition, Entry, Part
from publisher.model.latin import latin
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
    entries = tuple(Entry(id, work) for id, work in zip(_ids(ordered), ordered, strict=True))
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


def _ids(works: Sequence[Work]) -> Iterator[str]:
    """Ids after the names of the sources: a work keeps its own when others come or go, and so its pages.

    A work that is alone is `w1`.
    """
    told: dict[str, int] = {}
    for work in works:
        path = summary_of(work).path
        name = re.sub(r"[^a-z0-9]+", "-", latin(PurePath(path).stem).lower()).strip("-")
        id = f"w-{name}" if name and len(works) > 1 else "w"
        told[id] = number = told.get(id, 0) + 1
        yield f"w{number}" if id == "w" else id if number == 1 else f"{id}--{number}"


def _groups(edition: Edition, works: Sequence[Work]) -> list[tuple[Section, list[Work]]]:
    """The works in the order of the book, by section; an edition without sections is one without a title."""
    language = edition.language or "ru"
    if not edition.sections:
        return [(Section(), sorted_works(works, edition.sort, language))]
    by_source = dict(zip(edition.sources, works, strict=True))
    return [
        (section, sorted_works(map(by_source.__getitem__, section.sources), section.sort or edition.sort, language))
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


def sorted_works(works: Iterable[Work], keys: Sequence[SortKey], language: str = "ru") -> list[Work]:
    """Works by the first key, equal ones by the next, in the end as listed; undated and anonymous ones stand last.

    Args:
        language: of the book.
    """
    by: dict[SortKey, Callable[[Metadata], Any]] = {
        "listed": lambda meta: 0,
        "date": _date_key,
        "author": lambda meta: (not meta.authors, [collation_key(file_as(who), language) for who in meta.authors]),
        "title": lambda meta: collation_key(meta.title.plain, language),
    }
    return sorted(works, key=lambda work: [by[key](work.metadata) for key in keys])


def _date_key(meta: Metadata) -> tuple[bool, tuple[int, int, int], tuple[int, int, int]]:
    """What began earlier comes first, of that the shorter time."""
    span = span_of(meta.date)
    return (span is None, *(span or ((0, 0, 0), (0, 0, 0))))
