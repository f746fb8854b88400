"""A small anthology with parts, for tests of what stands around its works."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from publisher.composition.assemble import assemble
from publisher.model.collection import Section
from publisher.model.edition import Book, Edition
from publisher.model.source import Source
from publisher.model.text import Mark, Text
from publisher.model.work import Heading, Metadata, Note, Paragraph, Person, Work

WORDS = (
    "Печатник перевернул лист и долго смотрел, как на обороте проступает вчерашний день: строка за строкой, буква за "
    "буквой, и всё на своих местах, словно никто ничего не двигал. "
)


def work(name: str, author: str, title: str, *, length: int = 3, notes: Sequence[str] = (), **metadata: Any) -> Work:
    """A work of `length` paragraphs; each of `notes` is called at the end of a paragraph."""
    blocks: list[Any] = [Heading(Text("Глава"), 1, "glava")]
    for number in range(max(length, len(notes))):
        marks: tuple[Mark, ...] = ()
        chars = WORDS * 3
        if number < len(notes):
            chars = chars.strip()
            marks = (Mark(len(chars), len(chars), "note", f"n{number}"),)
        blocks.append(Paragraph(Text(chars, marks)))
    meta = Metadata(title=Text(title), authors=(Person(Text(author)),) if author else (), **metadata)
    found = tuple(Note(f"n{number}", (Paragraph(Text(chars)),)) for number, chars in enumerate(notes))
    return Work(meta, tuple(blocks), found, Source(f"{name}.md", ""))


def works() -> list[Work]:
    return [
        work("predislovie", "Редактор", "Предисловие", date="2020"),
        work("ozero", "Анна Ёлкина", "Озеро", date="1901-05-03", notes=["О глубине озера.", "О его названии."]),
        work("bereg", "Лев Берегов", "«Берег»", length=8, date="1899", subtitle=Text("Повесть")),
        work("volna", "Антон Волнин", "Волна", date="1950", notes=["О волнах."]),
    ]


def anthology(found: Sequence[Work] | None = None, **wishes: Any) -> Book:
    """A foreword outside of the parts, two works in the first, one in the second."""
    found = works() if found is None else list(found)
    sources = tuple(w.source.path for w in found if w.source)
    sections = (
        Section(sources=sources[:1]),
        Section("Первая часть: «Вода»", "Рассказы", "Вода течёт.", sources[1:3], sort=("author",)),
        Section("Вторая часть", sources=sources[3:]),
    )
    wishes = {"sections": sections, "title": "Берега и волны", "editors": ("Составитель",), "draft": True} | wishes
    return assemble(Edition("sbornik", "anthology", sources, **wishes), found, Text)
