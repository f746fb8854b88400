"""Kinds of headings by their words: «Глава первая», `XIV`, `3. Название`, «Эпилог»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from publisher.readers.plain.headings.numerals import NUMBER, ORDINAL, ROMAN, number_value, roman_value

LONGEST = 80
"""Characters; a longer line is no heading."""


class Rank(IntEnum):
    """Kinds of headings from the highest division to the lowest, as books usually nest them.

    TITLE and CAPITALS have no number; where they belong, and where books nest otherwise, the text shows (`levels`).
    """

    STATED = 0
    VOLUME = 1
    BOOK = 2
    PART = 3
    CHAPTER = 4
    SCENE = 5
    CAPITALS = 6
    TITLE = 7
    ROMAN = 8
    ARABIC = 9
    SUBSECTION = 10
    SECTION = 11

    @property
    def is_numbered(self) -> bool:
        return self not in (Rank.STATED, Rank.TITLE, Rank.CAPITALS, Rank.SECTION)


@dataclass(frozen=True, slots=True)
class Found:
    """A heading: its rank, its number (0 for none) and whether it has words besides the number.

    `level` is what a sidecar says (0: nobody says). `opens` is for SECTION: it stands before the text («Пролог»).
    `loose` is a word that says nothing alone: «Второй рассказ» may be a title, unless there are others of them.
    `rows` is the number of rows it takes.
    """

    rank: Rank
    number: int = 0
    named: bool = False
    level: int = 0
    opens: bool = False
    loose: str = ""
    rows: int = 1


_DIVISIONS = {
    Rank.VOLUME: "том|volume",
    Rank.BOOK: "книга|кніга|book",
    Rank.PART: "часть|отдел|отделение|раздел|частина|частка|part",
    Rank.CHAPTER: "глава|действие|акт|песнь|песня|лекция|беседа|письмо|тетрадь|рассказ|вечер|ночь|день|розділ|дія|"
    "раздзел|chapter|act",
    Rank.SCENE: "явление|сцена|картина|параграф|§|ява|scene",
}
_LOOSE = frozenset({"вечер", "ночь", "день", "рассказ", "беседа", "письмо"})
"""Words that begin sentences as well: «День третий» is a heading only when nothing follows."""
_AFTER = re.compile(
    rf"(?P<word>{'|'.join(_DIVISIONS.values())})\s*(?:№\s*)?(?P<number>{NUMBER})(?P<rest>[.:,]?\s*$|\.?[.:,]?\s+\S.*)",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?P<number>{ORDINAL}|{ROMAN})\s+(?P<word>{'|'.join(_DIVISIONS.values())})\.?", re.IGNORECASE)
_RANKS = {word: rank for rank, words in _DIVISIONS.items() for word in words.split("|")}

_OPENING = (
    r"пролог|предисловие(?:\s+(?:к|автора|издателя|редактора|переводчика)\b.{0,50})?|введение|вступление|посвящение|"
    r"(?:от|слово)\s+(?:автора|издателя|издательства|редакции|редактора|переводчика|составителя)|"
    r"вместо\s+(?:предисловия|введения|пролога)|к\s+читател[юя]м?|об\s+авторе|аннотация|передмова|прадмова|"
    r"действующие\s+лица|дійові\s+особи|дзейныя\s+асобы"
)
_CLOSING = (
    r"эпилог|послесловие(?:\s+(?:к|автора|издателя|редактора|переводчика)\b.{0,50})?|заключение|"
    r"вместо\s+(?:эпилога|заключения|послесловия)|примечани[ея]|сноски|комментари[ий]|"
    r"приложени[ея](?:\s+(?:№\s*)?(?:\d{1,2}|[IVX]+|[А-Я])\b)?|"
    r"(?:список\s+)?литератур[аы]|библиография|епілог|післямова|примітки|эпілог|пасляслоўе"
)
_SECTION = re.compile(rf"(?:(?P<opening>{_OPENING})|{_CLOSING})\.?", re.IGNORECASE)
_ROMAN_ALONE = re.compile(rf"(?P<number>{ROMAN})\.?")
_ROMAN_NAMED = re.compile(rf"(?P<number>{ROMAN})\.\s+[«\"]?[A-ZА-ЯЁ].*[^,;:]")
_SUBSECTION = re.compile(r"(?:§\s*)?\d{1,2}\.(\d{1,2})\.?\s+[«\"]?[A-ZА-ЯЁ].*[^.,;:!…]")
_NUMBERED = re.compile(r"(?:§\s*)?(?P<number>\d{1,3})[.)]\s+[«\"]?[A-ZА-ЯЁ].*[^.,;:!…]")
_MONTH = r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
_LETTER_DATE = re.compile(
    rf"(?:\d{{1,2}}(?:-го)?\s+)?{_MONTH}(?:,?\s+\d{{1,2}}(?:-го)?)?(?:,?\s+\d{{4}}(?:\s*г(?:\.|ода)?)?)?\.?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(\d{4})(?:-й)?(?:\s*(?:год|г\.?))?\.?")
_OLD = re.compile("[ѣѢіІѳѲъЪ]")
_SENTENCE_END = re.compile(r"(?<!\s)[.,;:!?…—–-][»\"”)'’]*$")


def by_words(chars: str) -> Found | None:
    """A heading that its words alone tell: a division with its number, or a section such as «Пролог»."""
    found = _division(chars) or _section(chars)
    if found is None and _OLD.search(chars):
        modern = modernised(chars)
        found = _division(modern) or _section(modern)
    return found


def _division(chars: str) -> Found | None:
    match = _AFTER.fullmatch(chars)
    if match is None:
        if match := _BEFORE.fullmatch(chars):
            value = number_value(match["number"])
            return _counted(match["word"], value, named=False) if value else None
        return None
    number, rest = match["number"], match["rest"].strip(" .:,")
    if not _is_number(number) or (rest and not _begins_name(match["rest"], rest)):
        return None
    if rest and (match["word"].lower() in _LOOSE or _sentence(chars)):
        return None
    return _counted(match["word"], number_value(number), named=bool(rest))


def _counted(word: str, number: int, *, named: bool) -> Found:
    word = word.lower()
    return Found(_RANKS[word], number, named, loose=word if word in _LOOSE else "")


def _is_number(chars: str) -> bool:
    if chars[0].isdigit() or number_value(chars):
        return True
    return chars.lower().startswith("последн")


def _begins_name(written: str, rest: str) -> bool:
    """Behind the number: a point or colon, or words that begin with a capital."""
    return written.lstrip()[:1] != "," and (written[:1] in ".:" or rest.lstrip('«"„(')[:1].isupper() or rest[:1] == "(")


def _sentence(chars: str) -> bool:
    """«Часть первая была прочитана.» is a sentence, «Глава первая. Начало» is not."""
    return len(chars.split()) > 4 and chars.endswith((".", ",", ";", ":")) and chars.count(".") < 2


def _section(chars: str) -> Found | None:
    match = _SECTION.fullmatch(chars)
    if match is None:
        return None
    return Found(Rank.SECTION, opens=bool(match["opening"]), named=not chars.lower().startswith("приложен"))


def roman(chars: str) -> Found | None:
    """A roman number alone in its line."""
    match = _ROMAN_ALONE.fullmatch(chars)
    value = roman_value(match["number"]) if match else 0
    alone = chars.rstrip(".")
    return Found(Rank.ROMAN, value) if 0 < value < 200 and (len(alone) > 1 or alone in "IVXХІ") else None


def named_number(chars: str) -> Found | None:
    """`XI. Название`, `3. Название`, `2.4. Название`."""
    if match := _SUBSECTION.fullmatch(chars):
        return Found(Rank.SUBSECTION, int(match[1]), True)
    if match := _NUMBERED.fullmatch(chars):
        return Found(Rank.ARABIC, int(match["number"]), True)
    if (match := _ROMAN_NAMED.fullmatch(chars)) and (value := roman_value(match["number"])):
        return Found(Rank.ROMAN, value, True)
    return None


def is_letter_date(chars: str) -> bool:
    """«Апреля 8.», «12 мая 1861 г.»"""
    return len(chars) <= 40 and bool(_LETTER_DATE.fullmatch(chars))


def year(chars: str) -> int:
    """`1812`, «1812 год»; 0 for anything else."""
    match = _YEAR.fullmatch(chars) if len(chars) <= 12 else None
    return int(match[1]) if match and 1000 < int(match[1]) < 2100 else 0


def in_capitals(chars: str) -> bool:
    """At least four letters, all capitals."""
    letters = [char for char in chars if char.isalpha()]
    return len(letters) >= 4 and all(char.isupper() for char in letters)


def is_title_line(chars: str) -> bool:
    """Begins with a capital or a figure, does not end like a sentence; a question may."""
    head = chars.lstrip('«"„(')
    begun = bool(head) and (head[0].isupper() or head[0].isdigit())
    return begun and not _SENTENCE_END.search(chars[-3:])


def modernised(chars: str) -> str:
    """Old spelling as `by_words` knows it: «Дѣйствіе первое», «Томъ I»."""
    words = (word if roman_value(word.strip(".")) else _modern(word) for word in chars.split(" "))
    return " ".join(words)


_MODERN = str.maketrans("ѣѢіІѳѲ", "еЕиИфФ")


def _modern(word: str) -> str:
    return re.sub(r"[ъЪ](?=\W*$)", "", word.translate(_MODERN))
