"""Dates of texts, in words of their language."""

from __future__ import annotations

import re

_MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "be": "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "en": "January February March April May June July August September October November December",
}

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?")


def written_date(date: str, language: str) -> str:
    """`2022-01-05` → «5 января 2022» (with no-break spaces); anything else stays as it is written."""
    match = _ISO_DATE.fullmatch(date)
    months = _MONTHS.get(language.partition("-")[0], "").split()
    if not match or not months or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[3]) <= 31:
        return date
    year, month, day = match[1], months[int(match[2]) - 1], int(match[3])
    if language.startswith("kk"):
        return f"{year}\u00a0жылғы {day}\u00a0{month}"
    return f"{day}\u00a0{month} {year}"
