"""Works → a book: order, ids, and what the book as a whole is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from publisher.composition.collation import collation_key
from publisher.composition.reflow_metadata import file_as
from publisher.model.collection import SortKey
from publisher.model.dates import span_of
from publisher.model.edition import Book, Edition, Entry
from publisher.model.text import Text
from publisher.model.work import Metadata, Person, Work


def assemble(
    edition: Edition, works: Sequence[Work], editor_names: Sequence[Text], title: Text, subtitle: Text
) -> Book:
    """The book of an edition.

    Args:
        works: cleaned, in the order of `edition.sources`.
        editor_names, title, subtitle: the edition's own words, cleaned; empty where the edition says nothing.
    """
    ordered = sorted_works(works, edition.sort)
    first = ordered[0].metadata
    alone = len(ordered) == 1
    authors: dict[str, Person] = {}
    for work in ordered:
        for person in work.metadata.authors:
            authors.setdefault(person.name.plain, person)
    years = sorted({work.metadata.year for work in ordered if work.metadata.year})
    return Book(
        edition=edition,
        entries=tuple(Entry(f"w{number}", work) for number, work in enumerate(ordered, 1)),
        title=title or (first.title if alone else Text(edition.name)),
        subtitle=(subtitle or None) or (first.subtitle if alone else None),
        authors=tuple(authors.values()),
        editors=tuple(Person(name) for name in editor_names),
        language=edition.language or first.language,
        year=edition.imprint.year or (years[0] if alone and years else ""),
        description=Text(edition.description) if edition.description else (first.description if alone else None),
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
