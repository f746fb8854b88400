"""What an e-book says about itself: Dublin Core taken from the book and its works."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from uuid import NAMESPACE_URL, uuid5

from publisher.composition.inline import language_tag
from publisher.composition.terms import terms
from publisher.composition.xhtml import plain
from publisher.model.composition import Creator, PackageMetadata
from publisher.model.edition import Book
from publisher.model.identifiers import valid_isbn
from publisher.model.text import Text
from publisher.model.work import Metadata, Person

_INITIALS = re.compile(r"([^\W\d_]\.[\s\u00a0]*)+")
_PATRONYMIC = re.compile(r"\w+(вич|вна|ична|інична|ьич|ұлы|қызы)")
_WORD = re.compile(r"[^\W\d_]+(['’ʼ-][^\W\d_]+)*")
_ADJECTIVE = re.compile(r"\w+([аяоеы]я|[ое]е|ый|ская|ский)|The|United|New", re.I)
_BODY = re.compile(
    r"редакция|коллектив|партия|издательство|общество|союз|группа|газета|журнал|комитет|академия|институт|"
    r"press|party|group|society|union|committee|university|institute|nations|books|publishers",
    re.I,
)


def package_metadata(book: Book, *, paged: bool = False) -> PackageMetadata:
    """Everything is plain characters that XML allows. `paged`: the pages of the printed edition are marked."""
    works = [entry.work.metadata for entry in book.entries]
    language = language_tag(book.language, "ru")
    isbn = valid_isbn(book.edition.imprint.isbn)
    title = plain(book.title.plain) or terms(language)["untitled"]
    alone = works[0] if len(works) == 1 else Metadata()
    name = identifier(book, isbn)
    series, wish = book.edition.series, book.edition.ebook
    return PackageMetadata(
        identifier=name,
        title=title,
        subtitle=plain(book.subtitle.plain) if book.subtitle else "",
        language=language,
        languages=tuple(dict.fromkeys((language, *(language_tag(meta.language, language) for meta in works)))),
        creators=tuple(creators(book, works)),
        publisher=plain(book.edition.imprint.publisher or alone.publisher),
        date=_year(book.year) or _year(alone.date),
        description=plain(book.description.plain) if book.description else "",
        subjects=tuple(dict.fromkeys(subject for meta in works for tag in meta.tags if (subject := plain(tag)))),
        rights=plain(book.edition.imprint.copyright or alone.rights),
        source=plain(alone.source),
        isbn=isbn,
        series=plain(series.name if series else alone.series or book.edition.imprint.series),
        series_number=series.number if series else alone.series_number,
        age=plain(book.edition.imprint.age),
        page_source=(f"urn:isbn:{isbn}" if isbn else uuid5(NAMESPACE_URL, f"{name} printed").urn) if paged else "",
        conforms_to=plain(wish.conforms_to) if wish.certified_by else "",
        certified_by=plain(wish.certified_by),
        certifier_report=plain(wish.certifier_report),
        exemption=wish.exemption,
    )


def _year(date: str) -> str:
    """The first four digits that stand alone in «2026 г.», as W3CDTF wants a year."""
    year = re.search(r"(?<!\d)[0-9]{4}(?!\d)", date)
    return year[0] if year else ""


def identifier(book: Book, isbn: str) -> str:
    """A name-based UUID of what does not change between builds. A print ISBN must not name the e-book itself."""
    what = [isbn] if isbn else [book.edition.name, book.title.plain, *(p.name.plain for p in book.authors)]
    return uuid5(NAMESPACE_URL, json.dumps(["publisher", *what])).urn


def creators(book: Book, works: Sequence[Metadata]) -> Iterator[Creator]:
    """Authors in the order of the works, translators, compilers, who else took part; everyone once a role."""
    people = {
        "aut": [*book.authors, *(person for meta in works for person in meta.authors)],
        "trl": [person for meta in works for person in meta.translators],
        "com": list(book.editors),
    }
    for who in book.edition.ebook.contributors:
        people.setdefault(who.role, []).append(Person(Text(who.name), who.sort))
    for role, persons in people.items():
        by_name: dict[str, Person] = {}
        for person in persons:
            by_name.setdefault(plain(person.name.plain), person)
        yield from (Creator(name, file_as(person), role) for name, person in by_name.items() if name)


def file_as(person: Person) -> str:
    """«Антон Павлович Чехов» → «Чехов, Антон Павлович»; what is no personal name for certain stays as it is."""
    name = plain(person.name.plain)
    if person.sort:
        return plain(person.sort)
    words = name.split()
    if _BODY.search(name):
        return name
    if match := re.fullmatch(rf"(?P<given>{_INITIALS.pattern})(?P<family>\S+)", name):
        return f"{match['family']}, {match['given'].strip()}"
    if match := re.fullmatch(rf"(?P<family>\S+)\s+(?P<given>{_INITIALS.pattern})", name):
        return f"{match['family']}, {match['given'].strip()}"
    is_name = all(_WORD.fullmatch(word) and word[0].isupper() for word in words)
    if is_name and len(words) == 3 and _PATRONYMIC.fullmatch(words[1]):
        return f"{words[2]}, {words[0]} {words[1]}"
    if is_name and len(words) == 3 and _PATRONYMIC.fullmatch(words[2]):
        return f"{words[0]}, {words[1]} {words[2]}"
    if is_name and len(words) == 2 and not _ADJECTIVE.fullmatch(words[0]):
        return f"{words[1]}, {words[0]}"
    return name
