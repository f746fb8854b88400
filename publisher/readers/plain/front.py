"""The first lines of a plain text: who wrote it, when, and what it is called; and what libraries put behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from publisher.model.text import Text
from publisher.readers.manuscript import Entry
from publisher.readers.people import is_person, sort_name
from publisher.readers.plain.closings import is_dedication
from publisher.readers.plain.headings.finder import HeadingFinder
from publisher.readers.plain.headings.ranks import Rank
from publisher.readers.plain.journal import Journal
from publisher.readers.plain.lines.rows import Row, Shape
from publisher.readers.plain.service import is_series, is_strong_service, service
from publisher.readers.strand import text_of

_MOST_LINES = 12
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
_ORGANISATION = re.compile(
    r"\b(?:партия|союз|комитет|общество|редакция|группа|организация|фонд|институт|музей|издательство|товарищество|"
    r"коллектив|движение|объединение|университет|театр|библиотека|клуб|комиссия|министерство|академия|совет|лига|"
    r"федерация|интернационал|фракция|газета|журнал)\b",
    re.IGNORECASE,
)
_WORDS = frozenset({"date", "source", "rights"})
"""Fields of the metadata that are no texts."""
_OPEN_END = re.compile(r"[.,;:!?…–—\u00ac\u00ad-][»\"”)]*$")
_RULE = re.compile(r"[-–—_=~*]{3,}")


@dataclass(slots=True)
class Front:
    """What the first and last rows say; the text is rows `body` to `end`."""

    entries: dict[str, Entry] = field(default_factory=dict)
    body: int = 0
    end: int = 0


def front_of(rows: Sequence[Row], finder: HeadingFinder, journal: Journal, limit: int) -> Front:
    """Take author, date, title and kind of work from the lines before the text, and library lines behind it.

    No front line stands at row `limit` or behind it.
    """
    front = Front(end=len(rows))
    _take_service_behind(rows, front, journal)
    lines = [index for index in _leading(rows, finder) if index < limit]
    if lines and finder.opens_collection(lines[-1]):
        lines.pop()
    if lines and any(not row.blank for row in rows[lines[-1] + 1 : front.end]):
        front.body = lines[-1] + 1
        _FrontReader(rows, journal, front.entries).read(lines)
    return front


class _FrontReader:
    """Judges front lines one by one."""

    def __init__(self, rows: Sequence[Row], journal: Journal, entries: dict[str, Entry]) -> None:
        self.rows = rows
        self.journal = journal
        self.source = journal.remarks.source.chars
        self.entries = entries

    def read(self, lines: Sequence[int]) -> None:
        unnamed: list[int] = []
        seen: set[str] = set()
        dates: list[int] = []
        for index in lines:
            row = self.rows[index]
            if (name := skeleton(row.chars)) in seen:
                self._repeat(row)
                continue
            seen.add(name)
            if is_person(row.chars):
                self._author(row)
            elif match := _YEAR.fullmatch(row.chars) or _DATE.fullmatch(row.chars):
                dates.append(index)
                self._state("date", row, 0, match.end(match.lastindex or 0))
            elif not self._service(row):
                if _GENRE.fullmatch(row.chars) and "subtitle" not in self.entries:
                    self._state("subtitle", row, 0, len(row.chars))
                else:
                    unnamed.append(index)
        self._name_the_rest(unnamed, dates)

    def _service(self, row: Row) -> bool:
        found = service(row.chars)
        if found is None and not is_series(row.chars):
            return False
        take_service(row, self.entries, self.journal)
        return True

    def _author(self, row: Row) -> None:
        known = self.entries["authors"].values if "authors" in self.entries else ()
        if any(same_person(row.chars, author.chars) for author in known):
            self._repeat(row)
        else:
            entry = _entry(self.source, row, 0, len(row.chars))
            self.entries["authors"] = Entry((*known, *entry.values), "first-lines", row.start)

    def _state(self, name: str, row: Row, start: int, end: int) -> None:
        if name in self.entries:
            _drop(row, self.journal)
            return
        _enter(row, name, start, end, self.entries, self.journal)

    def _repeat(self, row: Row) -> None:
        self.journal.remarks.count("S213", row.chars, row.start)
        self.journal.leave_out_row("repeat", row)

    def _name_the_rest(self, unnamed: list[int], dates: list[int]) -> None:
        """Of what is neither person nor date: an organisation before the title is the author, then title, subtitle."""
        entries = self.entries
        if len(unnamed) > 1 and "authors" not in entries:
            first, second = unnamed[0], unnamed[1]
            if _ORGANISATION.search(self.rows[first].chars) or any(first < date < second for date in dates):
                row = self.rows[unnamed.pop(0)]
                entries["authors"] = _entry(self.source, row, 0, len(row.chars))
        for name, index in zip(("title", "subtitle"), list(unnamed), strict=False):
            row = self.rows[index]
            if name not in entries:
                entries[name] = _entry(self.source, row, 0, len(row.chars))
                unnamed.remove(index)
        for index in unnamed:
            _drop(self.rows[index], self.journal)
        if "title" not in entries and "subtitle" in entries and " " in entries["subtitle"].value.chars:
            entries["title"] = entries.pop("subtitle")


def take_service(row: Row, entries: dict[str, Entry], journal: Journal) -> None:
    """What a service line says goes into the metadata, the rest is left out with a remark."""
    found = service(row.chars)
    if found is None or not found.field or found.field in entries:
        _drop(row, journal)
        return
    _enter(row, found.field, found.start, found.end, entries, journal)


def _enter(row: Row, name: str, start: int, end: int, entries: dict[str, Entry], journal: Journal) -> None:
    """The part `start:end` of a line is the value of a field; the rest of it only says so."""
    entries[name] = _entry(journal.remarks.source.chars, row, start, end)
    if name in _WORDS:
        journal.leave_out("metadata", row.start, row.end)
        return
    journal.leave_out("service", row.start, row.start + start)
    journal.leave_out("service", row.start + end, row.end)


def _drop(row: Row, journal: Journal) -> None:
    journal.remarks.note("S212", row.start, line=row.chars)
    journal.leave_out_row("service", row)


def _take_service_behind(rows: Sequence[Row], front: Front, journal: Journal) -> None:
    """Lines behind the text, when one of them can only come from a library. A lonely address is the author's."""
    start = len(rows)
    strong = False
    while start and (rows[start - 1].blank or service(rows[start - 1].chars) or _RULE.fullmatch(rows[start - 1].chars)):
        start -= 1
        strong = strong or is_strong_service(rows[start].chars)
    if not strong or not start:
        return
    for row in rows[start:]:
        if service(row.chars):
            take_service(row, front.entries, journal)
    front.end = start


def _leading(rows: Sequence[Row], finder: HeadingFinder) -> list[int]:
    """The rows that may be front lines: short, before the first heading, no sentences."""
    found: list[int] = []
    unnamed: set[str] = set()
    indented = finder.typing.shape.has_indents
    for index, row in enumerate(rows):
        if row.blank or (_RULE.fullmatch(row.chars) and len(found) < _MOST_LINES):
            continue
        known = _is_known(row.chars)
        heading = finder.at(index)
        is_division = heading is not None and heading.rank not in (Rank.TITLE, Rank.CAPITALS)
        if (is_division and not known) or len(found) >= _MOST_LINES:
            break
        begins = indented and not finder.typing.stands_out(row)
        if len(row.chars) > _LONGEST or (begins and not known):
            break
        if not known and (_OPEN_END.search(row.chars[-3:]) or not row.chars.lstrip('«"„')[:1].isupper()):
            break
        if not known and (_begins_paragraph(index, row, finder) or is_dedication(row.chars)):
            break
        if not known and skeleton(row.chars) not in unnamed:
            if len(unnamed) == 2:
                break
            unnamed.add(skeleton(row.chars))
        found.append(index)
    return found


def _begins_paragraph(index: int, row: Row, finder: HeadingFinder) -> bool:
    """The first line of a wrapped paragraph, or of a stanza."""
    if finder.gap_after(index):
        return False
    if finder.rows[index + 1].chars[:1].islower():
        return True
    if finder.typing.shape.is_wrapped:
        return finder.typing.is_full(row)
    return finder.typing.shape is Shape.VERSE and index + 2 < len(finder.rows) and not finder.gap_after(index + 1)


def _is_known(chars: str) -> bool:
    if len(chars) > _LONGEST:
        return False
    dated = _YEAR.fullmatch(chars) or _DATE.fullmatch(chars)
    return bool(dated) or is_person(chars) or service(chars) is not None or is_series(chars)


def _entry(source: str, row: Row, start: int, end: int) -> Entry:
    text: Text = text_of(source, row.start + start, row.start + end)
    return Entry((text,), "first-lines", row.start)


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
