"""Where a text is taken from, as a line of a bibliography.

The order of areas and the signs between them are those of ГОСТ Р 7.0.5–2008 (затекстовая ссылка) and ISBD:
«Чехов А. П. Рассказы / ред. И. И. Иванов. — Москва : Наука, 1977. — Т. 7. — С. 5–12.»
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape

from publisher.composition.dates import written_date
from publisher.composition.reflow_metadata import file_as
from publisher.composition.terms import terms
from publisher.composition.xhtml import plain
from publisher.model.citation import Citation
from publisher.model.text import Text
from publisher.model.work import Metadata, Person

NBSP = "\u00a0"

_SAID = re.compile(
    r"(?:текст\s+|рассказ\s+|стихотворени[ея]\s+|перев\w*\s+)?"
    r"(?:печатае?тся|публикуется|воспроизводится|цитируется|взят[оа]?|источник|по\s+изд|впервые|"
    r"друкується|джерело|друкуецца|крыніца|printed\s+from|reprinted|source|first\s+published|from\b)",
    re.I,
)
"""How people begin when they say themselves where a text is from."""

_INTRODUCTION = re.compile(r"[^:.]{0,60}:\s+")
_SECOND_HALF = re.compile(r"(?<=\d)–\d+\.?")
"""Of a range: the span begins at the dash, where no line can end (see `holds`)."""
_ADDRESS = re.compile(r"https?://[^\s<>«»\"]*[^\s<>«»\".,;:!?)]")


def source_line(meta: Metadata, language: str, *, whole: bool = True) -> str:
    """What a work is taken from, as plain characters; empty when nobody says.

    Args:
        language: of the book, for words between the pieces.
        whole: with the pages of the work in it, as below the work; without, as works from one book have in common.
    """
    if meta.citation:
        return _described(meta.citation, language, whole=whole)
    return plain(meta.source)


def printed_from(meta: Metadata, language: str) -> str:
    """The line below a work: «Печатается по изданию: …», or what its source says in other words."""
    line = source_line(meta, language)
    if not line or _SAID.match(line):
        return line
    return f"{terms(language)['printed-from']}: {_closed(line)}"


def entry_line(meta: Metadata, language: str) -> str:
    """The line of a bibliography, which works from one book share."""
    line = source_line(meta, language, whole=False)
    if _SAID.match(line) and (said := _INTRODUCTION.match(line)):
        line = line[said.end() :]
    return _closed(line[:1].upper() + line[1:]) if line else ""


def linked(line: str, link: Callable[[str], str]) -> str:
    """A line as HTML; `link` makes it of an address."""
    pieces: list[str] = []
    at = 0
    for found in _ADDRESS.finditer(line):
        pieces += [_words(line[at : found.start()]), link(found[0])]
        at = found.end()
    return "".join([*pieces, _words(line[at:])])


def _words(chars: str) -> str:
    """Escaped; a range of pages is not divided."""
    return _SECOND_HALF.sub(r'<span class="nowrap">\g<0></span>', escape(chars, quote=False))


def heading_name(name: str) -> str:
    """«Антон Павлович Чехов» → «Чехов А. П.»; what is no personal name stays as it is."""
    family, comma, given = file_as(Person(Text(name))).partition(", ")
    if not comma:
        return plain(name)
    initials = NBSP.join(f"{word[0]}." for word in re.findall(r"\w[\w-]*", given))
    return f"{family}{NBSP}{initials}"


def _described(said: Citation, language: str, *, whole: bool) -> str:
    words = terms(language)
    return _closed(f"{NBSP}— ".join(_stopped(area) for area in _areas(said, words, language, whole=whole)))


def _areas(said: Citation, words: Mapping[str, str], language: str, *, whole: bool) -> Iterator[str]:
    title = f"{NBSP}: ".join(filter(None, (said.title, said.subtitle)))
    if said.editors:
        title += f" / {words['edited-by']} {_listed(said.editors)}"
    if said.journal:
        title = f"{title} // {said.journal}" if title and whole else said.journal
    by = ", ".join(heading_name(name) for name in said.authors) if whole or not said.journal else ""
    head = f"{_stopped(by)} {title}".strip() if by else title
    if head:
        yield head
    if said.edition:
        yield said.edition
    place = f"{NBSP}: ".join(filter(None, (said.city, said.publisher)))
    if issued := ", ".join(filter(None, (place, said.year))):
        yield issued
    yield from _numbered(words["volume-short"], said.volume)
    yield from _numbered(words["issue-short"], said.issue)
    if whole:
        yield from _numbered(words["pages-short"], re.sub(r"(?<=\d)\s*[-—]\s*(?=\d)", "–", said.pages))
    if said.isbn:
        yield f"ISBN {said.isbn}"
    if said.url:
        read = f" ({words['accessed']}: {written_date(said.accessed, language)})" if said.accessed else ""
        yield f"URL: {said.url}{read}"


def _numbered(word: str, number: str) -> Iterator[str]:
    """«Т. 7»; what is said with a word of its own stays as it is."""
    if number:
        yield number if number[0].isalpha() and not re.fullmatch(r"[IVXLCDM]+", number) else f"{word}{NBSP}{number}"


def _listed(names: Sequence[str]) -> str:
    """Names one after the other; initials stay with what follows."""
    return re.sub(r"(?<=\b\w\.)\s+(?=\w)", NBSP, ", ".join(map(plain, names)))


def _stopped(area: str) -> str:
    """An area with one full stop at its end."""
    return area if area.endswith((".", "…", "!", "?")) else f"{area}."


def _closed(line: str) -> str:
    return _stopped(line.strip()) if line.strip() else ""
