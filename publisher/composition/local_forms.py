"""Letters that Bulgarians, Serbs and Macedonians draw in their own way, and the families that know how (`locl`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from publisher.composition.cascade import Look
from publisher.composition.coverage import face_for
from publisher.composition.measure import shaped
from publisher.composition.summary import OWN_FORMS, summary_of
from publisher.model.edition import Book
from publisher.model.finding import Finding, Severity
from publisher.model.layout import Family, Layout


@cache
def has_forms(path: str, language: str) -> bool:
    """Whether a font file draws some letter of a language otherwise than in Russian."""
    letters = OWN_FORMS[language]
    return shaped(letters, path, language) != shaped(letters, path, "ru")


def plain_forms(book: Book, layout: Layout, families: Mapping[str, Family]) -> Iterator[Finding]:
    """L110: the text face knows no forms of a language of the book, another family does. A note: Russian forms are read
    everywhere.
    """
    told: set[str] = set()
    for entry in book.entries:
        for language, place in summary_of(entry.work).languages:
            family = families.get(layout.text_family)
            if language in told or family is None or knows(family, language):
                continue
            told.add(language)
            helpful = next((other for _, other in sorted(families.items()) if knows(other, language)), None)
            if helpful:
                params = {"language": language, "font": family.typeface, "family": helpful.name}
                yield Finding("L110", Severity.NOTE, place, {**params, "typeface": helpful.typeface})


def knows(family: Family, language: str) -> bool:
    """Whether the upright face of a family has the forms of a language."""
    face = face_for(Look((family.name,)), {family.name: family})
    return face is not None and has_forms(face.path, language)
