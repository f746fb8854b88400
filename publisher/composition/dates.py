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

_MONTHS_ALONE = {
    "ru": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "uk": "січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
    "be": "студзень люты сакавік красавік май чэрвень ліпень жнівень верасень кастрычнік лістапад снежань",
    "kk": _MONTHS["kk"],
    "en": _MONTHS["en"],
}
"""Without a day."""

_ISO_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2})(?:[T ].*)?)?")


def written_date(date: str, language: str) -> str:
    """`2022-01-05` → «5 января 2022» (with no-break spaces), `2022-01` → «январь 2022»; anything else stays as it is
    written.
    """
    match = _ISO_DATE.fullmatch(date)
    if not match or not 1 <= int(match[2]) <= 12 or not 1 <= int(match[3] or 1) <= 31:
        return date
    months = (_MONTHS if match[3] else _MONTHS_ALONE).get(language.partition("-")[0], "").split()
    if not months:
        return date
    year, month = match[1], months[int(match[2]) - 1]
    day = f"{int(match[3])}\u00a0" if match[3] else ""
    return f"{year}\u00a0жылғы {day}{month}" if language.startswith("kk") else f"{day}{month} {year}"
