"""The first lines of a plain text: who wrote it, when, and what it is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from publisher.model.text import Text
from publisher.readers.manuscript import Entry
from publisher.readers.people import is_person, sort_name
from publisher.readers.remarks import Remarks
from publisher.readers.strand import text_of
from publisher.readers.text_headings import HeadingFinder, Rank
from publisher.readers.text_lines import Row, Shape

_MOST_LINES = 10
_LONGEST = 100
_YEAR = re.compile(r"(\d{4})(?:\s?г\.?|\s?год)?")
_DATE = re.compile(
    r"\d{1,2}\s(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)\s\d{4}"
    r"(?:\s?г(?:\.|ода)?)?|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d{2}-\d{2}"
)
_GENRE = re.compile(
    r"(?:\S+\s){0,3}(?:роман|повесть|рассказ|рассказы|поэма|комедия|драма|трагедия|очерк|очерки|пьеса|сказка|сказки|стихи|"
    r"стихотворения|баллада|новелла|эссе|статья|доклад|лекция|листовка|памфлет|манифест|воззвание|письмо|письма|записки|"
    r"хроника|мемуары|воспоминания|водевиль|фельетон)(?:\s\S+){0,6}",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"OCR\b.*|.*\b(?:Spellcheck|Im-Werden|ISBN)\b.*|©.*|https?://\S+|.+\s[–—-]\s\d+", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:партия|союз|комитет|общество|редакция|группа|организация|фонд|институт|музей|издательство|товарищество|"
    r"коллектив|движение|объединение|университет|театр|библиотека|клуб|комиссия|министерство|академия|совет|лига|"
    r"федерация|интернационал|фракция|газета|журнал)\b",
    re.IGNORECASE,
)
_OPEN_END = re.compile(r"[.,;:!?…][»\"”)]*$")


@dataclass(slots=True)
class Front:
    """What the first rows say; the text begins at row `body`."""

    entries: dict[str, Entry] = field(default_factory=dict)
    body: int = 0


def front_of(rows: Sequence[Row], finder: HeadingFinder, remarks: Remarks) -> Front:
    """Take author, date, title and kind of work from the lines before the text."""
    lines = _leading(rows, finder)
    if not lines or lines[-1] + 1 >= len(rows) or all(row.blank for row in rows[lines[-1] + 1 :]):
        return Front()
    source = remarks.source.chars
    entries: dict[str, Entry] = {}
    unnamed: list[int] = []
    seen: set[str] = set()
    dates: list[int] = []
    for index in lines:
        row = rows[index]
        if (name := skeleton(row.chars)) in seen:
            remarks.count("S213", row.chars, row.start)
            continue
        seen.add(name)
        if is_person(row.chars):
            entries.setdefault("authors", _entry(source, row))
        elif _YEAR.fullmatch(row.chars) or _DATE.fullmatch(row.chars):
            dates.append(index)
            year = _YEAR.fullmatch(row.chars)
            entries.setdefault("date", Entry((Text(year[1] if year else row.chars),), "first-lines", row.start))
        elif _SERVICE.fullmatch(row.chars):
            remarks.note("S212", row.start, line=row.chars)
        elif _GENRE.fullmatch(row.chars):
            entries.setdefault("subtitle", _entry(source, row))
        else:
            unnamed.append(index)
    _name_the_rest(rows, unnamed, dates, entries, source)
    return Front(entries, lines[-1] + 1)


def _name_the_rest(
    rows: Sequence[Row], unnamed: list[int], dates: list[int], entries: dict[str, Entry], source: str
) -> None:
    """Of what is neither person nor date: an organisation before the title is the author, then title and subtitle."""
    if len(unnamed) > 1 and "authors" not in entries:
        first, second = unnamed[0], unnamed[1]
        if _ORGANISATION.search(rows[first].chars) or any(first < date < second for date in dates):
            entries["authors"] = _entry(source, rows[unnamed.pop(0)])
    for field_name, index in zip(("title", "subtitle"), unnamed, strict=False):
        entries.setdefault(field_name, _entry(source, rows[index]))
    if "title" not in entries and "subtitle" in entries and " " in entries["subtitle"].value.chars:
        entries["title"] = entries.pop("subtitle")


def _leading(rows: Sequence[Row], finder: HeadingFinder) -> list[int]:
    """The rows that may be front lines: short, before the first heading, no sentences."""
    found: list[int] = []
    unnamed: set[str] = set()
    indented = finder.typing.shape in (Shape.INDENTED, Shape.WRAPPED_INDENTED)
    for index, row in enumerate(rows):
        if row.blank:
            continue
        known = _is_known(row.chars)
        rank = finder.rank(index)
        if (rank is not None and rank not in (Rank.TITLE, Rank.CAPITALS)) or len(found) >= _MOST_LINES:
            break
        if len(row.chars) > _LONGEST or (indented and row.indent > finder.typing.indent and not known):
            break
        if not known and (_OPEN_END.search(row.chars[-3:]) or not row.chars.lstrip('«"„')[:1].isupper()):
            break
        wrapped = finder.typing.shape in (Shape.WRAPPED, Shape.WRAPPED_INDENTED)
        if wrapped and not known and len(row.chars) > 0.7 * finder.typing.width and not finder.gap_after(index):
            break  # the first line of a paragraph
        if not known and skeleton(row.chars) not in unnamed:
            if len(unnamed) == 2:
                break
            unnamed.add(skeleton(row.chars))
        found.append(index)
    return found


def _is_known(chars: str) -> bool:
    if len(chars) > _LONGEST:
        return False
    patterns = (_YEAR, _DATE, _SERVICE)
    return is_person(chars) or any(pattern.fullmatch(chars) for pattern in patterns)


def _entry(source: str, row: Row) -> Entry:
    return Entry((text_of(source, row.start, row.end),), "first-lines", row.start)


def skeleton(chars: str) -> str:
    """Letters and figures only, for comparing titles."""
    return "".join(char for char in chars.casefold() if char.isalnum())


def same_person(line: str, author: str) -> bool:
    """«Чехов Антон Павлович», «А.П.ЧЕХОВ» and «Антон Павлович Чехов» are one."""
    if not is_person(line):
        return False
    a, b = sort_name(line).casefold(), sort_name(author).casefold()
    (surname, _, given), (other, _, names) = a.partition(", "), b.partition(", ")
    if surname != other:
        return False
    short, long = sorted((re.findall(r"\w+", given), re.findall(r"\w+", names)), key=lambda words: len("".join(words)))
    return all(full.startswith(name) for name, full in zip(short, long, strict=False))
