"""Works → a book: order, ids, and what the book as a whole is called."""

from __future__ import annotations

from collections.abc import Sequence

from publisher.composition.collation import collation_key
from publisher.model.edition import Book, Edition, Entry
from publisher.model.text import Text
from publisher.model.work import Person, Work


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


def sorted_works(works: Sequence[Work], order: str) -> list[Work]:
    """Works listed, or by date (undated last), author or title; equal ones keep the listed order."""
    if order == "date":
        return sorted(works, key=lambda w: (not w.metadata.date, w.metadata.date))
    if order == "author":
        return sorted(works, key=lambda w: [collation_key(p.sort or p.name.plain) for p in w.metadata.authors])
    if order == "title":
        return sorted(works, key=lambda w: collation_key(w.metadata.title.plain))
    return list(works)
