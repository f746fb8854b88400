"""Letters that Bulgarians, Serbs and Macedonians draw in their own way, and the families that know how (`locl`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from publisher.composition.cascade import Look
from publisher.composition.coverage import face_for
from publisher.composition.measure import shaped
from publisher.model.edition import Book
from publisher.model.finding import Finding, Place, Severity
from publisher.model.layout import Family, Layout
from publisher.model.work import Work, texts

_LETTERS = {"bg": "вгджзийклмнптцшщъьюя", "sr": "бгдпт", "mk": "бгдптѓ"}
"""Language → letters that have forms of their own there, upright or in italics."""


def languages_of(work: Work) -> Iterator[tuple[str, Place | None]]:
    """The languages of a work that have forms of their own, and where the first word of each stands."""
    source = work.source
    told = {own} if (own := primary(work.metadata.language)) in _LETTERS else set()
    if told:
        yield own, Place(source.path) if source else None
    for text in texts(work):
        for mark in text.marks:
            language = primary(mark.value) if mark.kind == "language" else ""
            if language in _LETTERS and language not in told:
                told.add(language)
                offset = text.source_offset(mark.start)
                yield language, source.place(offset) if source and offset is not None else None


def primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


@cache
def has_forms(path: str, language: str) -> bool:
    """Whether a font file draws some letter of a language otherwise than in Russian."""
    letters = _LETTERS[language]
    return shaped(letters, path, language) != shaped(letters, path, "ru")


def plain_forms(book: Book, layout: Layout, families: Mapping[str, Family]) -> Iterator[Finding]:
    """L110: the text face knows no forms of a language of the book, another family does. A note: Russian forms are read
    everywhere.
    """
    told: set[str] = set()
    for entry in book.entries:
        for language, place in languages_of(entry.work):
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
