"""RU85x: suggestions about numbers. What they propose changes letters or digits, so nothing is applied."""

from __future__ import annotations

import re
from functools import cache

from publisher.typography import alphabet as ab
from publisher.typography.kinds import (
    BEFORE_NUMBER,
    CENTURIES,
    CYRILLIC,
    DASH,
    DEGREE,
    ENDING,
    LENGTH,
    MONTH,
    NAME,
    NUMBER,
    NUMBERED,
    NUMERO,
    PERCENT,
    RANGE,
    SIGN,
    STOP,
    TALK,
    UNDOTTED,
    WORD,
    YEARS,
)
from publisher.typography.languages import Language
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.rules.figures import is_behind_number, is_time
from publisher.typography.rules.ranges import is_measured
from publisher.typography.tokens import Block

_POINT = re.compile(r"(\d{1,6})\.(\d{1,3})")


def _decimal_point(block: Block, i: int) -> None:
    """Before a unit; versions, dates, times and paragraphs have none behind them."""
    match = _POINT.fullmatch(block.tokens[i])
    after, before = block.kind(i + 1), block.kind(i - 1)
    if not match or not block.language_at(i).spaced:
        return
    if not is_measured(block, i + 1) or after & (YEARS | MONTH | CENTURIES):
        return
    if before & (SIGN | NUMBERED) or (before & STOP and block.kind(i - 2) & BEFORE_NUMBER):
        return
    if is_time(block.tokens[i]) and not after & (PERCENT | DEGREE | LENGTH) and len(block.tokens[i + 1]) < 2:
        return
    block.suggest(i, i, f"{match[1]},{match[2]}", "RU851")


@cache
def _endings(language: Language) -> dict[str, str]:
    return {group[0]: group[1] for group in language.endings}


def _ordinal(block: Block, i: int) -> None:
    """`25-ый`, `1927-ом`, `20-30-ые`: an ordinal's ending is one letter, two after a consonant."""
    endings = _endings(block.language)
    if block.kinds[i] & RANGE:
        numbers, _, ending = block.now(i).rpartition("-")
        if ending in endings:
            block.suggest(i, i, f"{numbers}-{endings[ending]}", "RU852")
        return
    if not (block.is_tight(i) and block.is_tight(i + 1) and block.kind(i - 1) & NUMBER and block.kind(i + 1) & ENDING):
        return
    goes_on = block.is_tight(i + 2) and block.kind(i + 2) & (TALK | DASH)
    if not goes_on:
        short = endings[block.tokens[i + 1]]
        block.suggest(i - 1, i + 1, f"{block.tokens[i - 1]}{block.tokens[i]}{short}", "RU852")


def _dotted_contraction(block: Block, i: int) -> None:
    """`5 млн. рублей`: only where the sentence goes on."""
    if not is_behind_number(block, i) or not block.kind(i + 1) & STOP or not block.is_tight(i + 1):
        return
    after = block.kind(i + 2)
    if after & WORD and not after & NAME and not block.tokens[i + 2].isupper():
        block.suggest(i, i + 1, block.tokens[i], "RU853")


def _latin_number_sign(block: Block, i: int) -> None:
    """`дом N 5`; in `город N 5 лет` the letter is a name."""
    if not block.kind(i + 1) & (NUMBER | RANGE) or is_measured(block, i + 2) or not block.language_at(i).spaced:
        return
    before = block.kind(i - 1)
    if before & WORD and not before & CYRILLIC:
        return
    block.suggest(i, i + 1, f"№{ab.NBSP}{block.tokens[i + 1]}", "RU854")


RULES = (
    Rule(
        "RU851", Stage.REMARKS,
        "Десятичная точка: 2.5 км → 2,5 км",
        "Decimal point: 2.5 км → 2,5 км",
        "По-русски дробь отделяется запятой. Точка бывает версией или параграфом, поэтому решает автор.",
        "In Russian a comma sets off decimals. A point may belong to a version or a paragraph: the author decides.",
        "каталог H2",
        (
            Example("2.5 км", "2,5␣км"), Example("10.5 %", "10,5␣%"), Example("версия 2.5"), Example("п.␣3.1"),
            Example("12.05␣г."), Example("10.30␣ч"),
        ),
        level=Level.SUGG, at=NUMBER, decide=_decimal_point,
    ),
    Rule(
        "RU852", Stage.REMARKS,
        "Лишняя буква в наращении: 25-ый → 25-й",
        "One letter too many in an ordinal's ending: 25-ый → 25-й",
        "Наращение — одна буква, после согласной две: 25-й, 5-го, 1980-е.",
        "The ending is one letter, two after a consonant: 25-й, 5-го, 1980-е.",
        "Мильчин, Чельцова [V]; каталог H5",
        (
            Example("25-ый", "25-й"), Example("в␣1927-ом", "в␣1927-м"), Example("20-30-ые␣годы", "20–30-е␣годы"),
            Example("25-й"), Example("5-летний"), Example("5-ти"),
        ),
        level=Level.SUGG, at=DASH | RANGE, decide=_ordinal,
    ),
    Rule(
        "RU853", Stage.REMARKS,
        "После млн, млрд и единиц точки нет",
        "No full stop after млн, млрд and units",
        "Это стяжения и знаки, а не сокращения. В конце предложения точка остаётся.",
        "They are contractions and signs, no abbreviations. At a sentence's end the full stop stays.",
        "Мильчин, Чельцова [V]; каталог H11",
        (
            Example("5 млн. рублей", "5␣млн рублей"), Example("10 кг. муки", "10␣кг муки"), Example("5␣млн. Это"),
            Example("5␣тыс. рублей"), Example("5␣млн."),
        ),
        level=Level.SUGG, at=UNDOTTED, decide=_dotted_contraction,
    ),
    Rule(
        "RU854", Stage.REMARKS,
        "N 5 → № 5",
        "N 5 → № 5",
        "Латинской N заменяли знак номера на машинках без него. N бывает и именем: город N.",
        "Typewriters without № wrote N. It may also be a name: город N.",
        "каталог J4",
        (
            Example("дом N 5", "дом №␣5"), Example("Шанель No 5", "Шанель №␣5"), Example("город N"),
            Example("город N 5␣лет"), Example("route N 5"),
        ),
        level=Level.SUGG, at=NUMERO, decide=_latin_number_sign,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
