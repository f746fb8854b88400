"""RU31x: from–to. A range needs a licence: a year, a unit, a noun, a page sign beside it; all else may be a code."""

from __future__ import annotations

import re

from publisher.typography import alphabet as ab
from publisher.typography.kinds import (
    BEFORE_NUMBER,
    CENTURIES,
    COUNTED,
    DASH,
    MONTH,
    NONE,
    PERCENT,
    RANGE,
    SIGN,
    SPACE,
    STOP,
    UNIT,
    WORD,
    YEARS,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.tokens import Block

_PARTS = re.compile(r"([^-–—−]+)[-–—−]([^-–—−]+)(-.+)?")
_EARLIEST, _LATEST = 1000, 2200
_DECADES = frozenset({"-е", "-х", "-м", "-ми"})


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdecimal() and _EARLIEST <= int(text) <= _LATEST


def _rises(left: str, right: str) -> bool:
    """Whether a number range goes up; `1941–45` counts from its century."""
    if not (left.isdecimal() and right.isdecimal()):
        return False
    if len(right) < len(left):
        return len(right) == 2 and int(left[-2:]) < int(right)
    return int(left) < int(right)


def _joined(block: Block, i: int, code: str, parts: re.Match[str]) -> None:
    block.put(i, f"{parts[1]}{ab.EN_DASH}{parts[2]}{parts[3] or ''}", code)


def _signed(block: Block, i: int) -> bool:
    """A page, section or number sign before token i: `с. 5`, `§ 3`, `главы 2`."""
    before = block.kind(i - 1)
    if before & SIGN:
        return True
    if before & STOP and block.is_tight(i - 1):
        return bool(block.kind(i - 2) & BEFORE_NUMBER)
    return (bool(before & BEFORE_NUMBER) and len(block.tokens[i - 1]) > 2) or _starts(block.tokens[i - 1] if i else "")


def _starts(word: str) -> bool:
    return word.lower() in {"глава", "главы", "главах", "страницы", "страницах", "параграфы", "тома", "томах", "части"}


def _years(block: Block, i: int) -> None:
    parts = _PARTS.fullmatch(block.tokens[i])
    if not parts or not _is_year(parts[1]) or not _rises(parts[1], parts[2]):
        return
    if _is_year(parts[2]) or (len(parts[2]) == 2 and (block.kind(i + 1) & YEARS or parts[3] in _DECADES)):
        _joined(block, i, "RU311", parts)


def _spaced_years(block: Block, i: int) -> None:
    """`1941 - 1945`: the dash token between two years; its spaces go."""
    if i < 1 or i + 1 >= block.end or i in block.dashes:
        return
    left, right = block.tokens[i - 1], block.tokens[i + 1]
    is_spaced = block.space[i] == block.space[i + 1] == SPACE
    alone = not block.kind(i - 2) & DASH and not block.kind(i + 2) & DASH
    if is_spaced and alone and _is_year(left) and _is_year(right) and int(left) < int(right):
        block.put(i, ab.EN_DASH, "RU314")
        block.set_space(i, NONE, "RU314")
        block.set_space(i + 1, NONE, "RU314")


def _centuries_and_pages(block: Block, i: int) -> None:
    parts = _PARTS.fullmatch(block.tokens[i])
    if not parts:
        return
    if parts[1].isalpha():
        if block.kind(i + 1) & (CENTURIES | WORD) or _signed(block, i):
            _joined(block, i, "RU312", parts)
    elif (_signed(block, i) and _rises(parts[1], parts[2])) or (parts[3] in _DECADES and _rises(parts[1], parts[2])):
        _joined(block, i, "RU312", parts)


def _quantities(block: Block, i: int) -> None:
    parts = _PARTS.fullmatch(block.tokens[i])
    if not parts or parts[1].isalpha():
        return
    if ":" in parts[1]:
        _joined(block, i, "RU313", parts)
        return
    licence = block.kind(i + 1) & (UNIT | COUNTED | PERCENT | MONTH | YEARS | CENTURIES)
    if (licence or parts[3]) and _rises(parts[1], parts[2]):
        _joined(block, i, "RU313", parts)


RULES = (
    Rule(
        "RU311", Stage.DASHES,
        "Между годами короткое тире без пробелов",
        "An en dash without spaces between years",
        "Тире значит «от — до». Советская практика — длинное тире; здесь короткое, чтобы не спутать с тире-знаком.",
        "The dash means from–to. Older practice sets an em dash; the en dash can't be taken for punctuation.",
        "Мильчин, Чельцова [M]; каталог D5",
        (
            Example("1941-1945 гг.", "1941–1945␣гг."), Example("1941 - 1945", "1941–1945"),
            Example("1941—1945", "1941–1945"), Example("1980-1990-е годы", "1980–1990-е␣годы"),
            Example("8-800-555-35-35"), Example("2022-01-05"),
        ),
        at=RANGE, decide=_years,
    ),
    Rule(
        "RU312", Stage.DASHES,
        "Между веками, страницами, параграфами короткое тире",
        "An en dash between centuries, pages, sections",
        "Тире значит «от — до»; пробелов вокруг него нет.",
        "The dash means from–to; no spaces around it.",
        "Мильчин, Чельцова [M]; каталог D6",
        (
            Example("XIX-XX вв.", "XIX–XX␣вв."), Example("с. 5-10", "с.␣5–10"), Example("§ 3-5", "§␣3–5"),
            Example("главы I-III", "главы I–III"), Example("978-5-04-116665-9"),
        ),
        at=RANGE, decide=_centuries_and_pages,
    ),
    Rule(
        "RU313", Stage.DASHES,
        "Между числами с единицей или предметом счёта короткое тире",
        "An en dash between numbers before a unit or a counted noun",
        "5–6 человек значит «от пяти до шести». Спорно там, где подходит «или» (2-3 дня): часть справочников требует "
        "дефиса.",
        "5–6 people means from five to six. Where “or” fits (2-3 days) some handbooks demand a hyphen.",
        "специалисты расходятся [V]; каталог D7",
        (
            Example("5-6 человек", "5–6␣человек"), Example("10-15 %", "10–15␣%"), Example("10:00-18:00", "10:00–18:00"),
            Example("5-6-летний", "5–6-летний"), Example("счёт 3-2"), Example("пять-шесть"), Example("GOST 12-95"),
        ),
        level=Level.PROF, profiles=frozenset({"book", "press", "web"}),
        at=RANGE, decide=_quantities,
    ),
    Rule(
        "RU314", Stage.DASHES,
        "Между годами с пробелами по сторонам — короткое тире вплотную",
        "Years with a spaced dash between: tight en dash",
        "То же, что RU311, но с пробелами вокруг тире.",
        "The same as RU311, with spaces typed around the dash.",
        "каталог D5",
        (Example("в 1941 - 1945 гг.", "в␣1941–1945␣гг."), Example("5 - 3")),
        at=DASH, decide=_spaced_years,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
