"""What a FictionBook says about itself: the book, this file, the printed book."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from publisher.composition.fiction_names import genres, person, tag
from publisher.composition.inline import language_tag
from publisher.composition.reflow_metadata import identifier
from publisher.composition.terms import terms
from publisher.composition.xhtml import plain
from publisher.model.edition import Book
from publisher.model.identifiers import valid_isbn
from publisher.model.text import LINE_BREAK, Text
from publisher.model.work import Metadata, Person

_ISO = re.compile(r"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?:[T ].*)?")


def description(book: Book, cover: str, created: datetime | None, program: str) -> str:
    """`<description>`: `cover` is the id of the picture on it, if there is one; `program` made the file."""
    return (
        f"<description>\n{_title_info(book, cover)}\n{_document_info(book, created, program)}\n"
        f"{_publish_info(book)}{''.join(_custom(book))}</description>"
    )


def _title_info(book: Book, cover: str) -> str:
    works = [entry.work.metadata for entry in book.entries]
    alone = works[0] if len(works) == 1 else Metadata()
    tags = list(dict.fromkeys(word for meta in works for tag in meta.tags if (word := plain(tag))))
    words = [*(word for meta in works for word in meta.genres), *tags, *(meta.category for meta in works)]
    translators = {plain(who.name.plain): who for meta in works for who in meta.translators}
    lines = [
        *(tag("genre", code) for code in _genres(works, words)),
        *(_authors(book)),
        f"<book-title>{escape(_title(book), quote=False)}</book-title>",
        _annotation(book.description),
        tag("keywords", ", ".join(tags)),
        _date(alone.date or book.year),
        f'<coverpage><image l:href="#{cover}"/></coverpage>' if cover else "",
        tag("lang", language_tag(book.language, "ru")),
        tag("src-lang", language_tag(alone.source_language)),
        *(person(who, "translator") for name, who in translators.items() if name),
        _sequence(book, alone),
    ]
    return f"<title-info>\n{_joined(lines)}\n</title-info>"


def _genres(works: Sequence[Metadata], words: Sequence[str]) -> list[str]:
    """What is said; prose is a guess that no shop minds where nothing is."""
    found = genres(words)
    return found if found != ["unrecognised"] or any(meta.genres for meta in works) else ["prose_classic"]


def _title(book: Book) -> str:
    return plain(book.title.plain) or terms(book.language)["untitled"]


def _authors(book: Book) -> Iterator[str]:
    """One at least is required: editors stand in where nobody is named, then the publisher."""
    named = [who for who in book.authors if plain(who.name.plain)]
    named = named or [who for who in book.editors if plain(who.name.plain)]
    publisher = plain(book.edition.imprint.publisher) or terms(book.language)["unknown-author"]
    yield from (person(who, "author") for who in named or [Person(Text(publisher), publisher)])


def _annotation(said: Text | None) -> str:
    lines = [line for part in (said.chars if said else "").split(LINE_BREAK) if (line := plain(part))]
    return f"<annotation>{''.join(tag('p', line) for line in lines)}</annotation>" if lines else ""


def _date(date: str) -> str:
    written = plain(date)
    iso = _ISO.fullmatch(written)
    return tag("date", written, value=iso[1] if iso and _exists(iso[1]) else "")


def _exists(date: str) -> bool:
    try:
        datetime.fromisoformat(date)
    except ValueError:
        return False
    return True


def _sequence(book: Book, alone: Metadata) -> str:
    series = book.edition.series
    name = plain(series.name if series else alone.series or book.edition.imprint.series)
    number = series.number if series else alone.series_number
    counted = f' number="{int(number)}"' if number.isascii() and number.isdigit() and len(number) < 9 else ""
    return f'<sequence name="{escape(name)}"{counted}/>' if name else ""


def _document_info(book: Book, created: datetime | None, program: str) -> str:
    publisher = plain(book.edition.imprint.publisher) or "publisher"
    day = created.strftime("%Y-%m-%d") if created else ""
    date = tag("date", day, value=day) or tag("date", plain(book.year)) or "<date/>"
    name = identifier(book, valid_isbn(book.edition.imprint.isbn)).removeprefix("urn:uuid:")
    lines = [
        f"<author>{tag('nickname', publisher)}</author>",
        tag("program-used", program),
        date,
        tag("id", name),
        tag("version", "1.0"),
    ]
    return f"<document-info>\n{_joined(lines)}\n</document-info>"


def _publish_info(book: Book) -> str:
    imprint = book.edition.imprint
    alone = book.entries[0].work.metadata if len(book.entries) == 1 else Metadata()
    lines = [
        tag("publisher", plain(imprint.publisher or alone.publisher)),
        tag("city", plain(imprint.city)),
        tag("year", book.year if re.fullmatch(r"[0-9]{4}", book.year) and book.year != "0000" else ""),
        tag("isbn", plain(imprint.isbn) if valid_isbn(imprint.isbn) else ""),
    ]
    if not any(lines):
        return ""
    return f"<publish-info>\n{_joined([tag('book-name', _title(book)), *lines])}\n</publish-info>\n"


def _custom(book: Book) -> Iterator[str]:
    """What shops ask for and the format has no place for."""
    imprint = book.edition.imprint
    for kind, words in (("age", imprint.age), ("copyright", imprint.copyright)):
        if said := plain(words):
            yield f'<custom-info info-type="{kind}">{escape(said, quote=False)}</custom-info>\n'


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line for line in lines if line)
