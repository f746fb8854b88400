"""Lines that libraries, scanners and publishers put before and after a text."""

from __future__ import annotations

import re
from typing import NamedTuple

_LONGEST = 160

_LIBRARIES = r"Spell\s?check|Im[- ]Werden|(?:az\.)?lib\.ru|litres|royallib|flibusta"
_WORKS_OF_LIBRARIANS = (
    r"OCR|Spell\s?check|Scan(?:ned)?|Formatting|Origin|HTML|FB2|Файл|Сканирование|Распознавание|Вычитка|"
    r"Подготовка текста|Библиотека|Электронная (?:версия|публикация)|Последнее обновление|"
    r"Дата (?:создания|размещения)|Оставить комментарий"
)
_OF_NO_USE = re.compile(
    rf"(?:{_WORKS_OF_LIBRARIANS})\b.*|.*\b(?:{_LIBRARIES})\b.*|https?://\S+|www\.\S+|.*\bISBN\b.*|(?:УДК|ББК)\s[\d(].*|"
    r"\S+@\S+\.\w+",
    re.IGNORECASE,
)
_STRONG = re.compile(rf"\b(?:OCR|{_LIBRARIES}|Сканирование|Распознавание|Файл)\b", re.IGNORECASE)
_SERIES = re.compile(r".+\s[–—-]\s\d+")
_SOURCE = re.compile(
    r"(?P<label>(?:Источник(?: текста)?|Оригинал(?: здесь)?|Взято(?: с| из)?|Печатается по(?: изданию| тексту)?|"
    r"Текст (?:издания|печатается по(?: изданию)?)|Воспроизводится по(?: изданию)?|Впервые опубликован[оаы]?|"
    r"Первая публикация)\s*:?\s*[-–—]?\s*)(?P<value>\S.*)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:©|\(c\)\s|\(с\)\s|Copyright\b).*", re.IGNORECASE)
_TRANSLATION = re.compile(
    r"(?P<label>(?:Авторизованный |Сокращ[её]нный )?(?:Перевод|Пер\.|Переклад)"
    r"(?:\s+(?:с|со|из|з)\s+[а-яё-]+?(?:ого|ої|\.))?\s*[:–—-]?\s*)"
    r"(?P<value>[А-ЯЁ][\w.-]*(?:[ ,]+(?:и )?[А-ЯЁ][\w.-]*){0,5}?)\.?",
)
_AUTHOR = re.compile(r"(?P<label>Автор(?:ы)?\s*:\s*)(?P<value>\S.*)", re.IGNORECASE)


class Service(NamedTuple):
    """What a service line is: `field` of the metadata (empty: of no use), and where its value stands in the line."""

    field: str
    start: int = 0
    end: int = 0


def service(chars: str) -> Service | None:
    """What this line says about the text, or None when it is no service line."""
    if len(chars) > _LONGEST:
        return None
    for field, pattern in (("authors", _AUTHOR), ("translators", _TRANSLATION), ("source", _SOURCE)):
        if match := pattern.fullmatch(chars):
            return Service(field, *match.span("value"))
    if _RIGHTS.fullmatch(chars):
        return Service("rights", 0, len(chars))
    return Service("") if _OF_NO_USE.fullmatch(chars) else None


def is_series(chars: str) -> bool:
    """«Рассказы – 0»: a line of a catalogue."""
    return len(chars) <= _LONGEST and bool(_SERIES.fullmatch(chars))


def is_strong_service(chars: str) -> bool:
    """A line that only a library can have put there: no author ends with it."""
    found = service(chars)
    return found is not None and (found.field == "source" or bool(not found.field and _STRONG.search(chars)))
