"""RU606–608: years, centuries and days with what they are counted by."""

from __future__ import annotations

from publisher.typography.kinds import CENTURIES, MONTH, NUMBER, RANGE, ROMAN, YEARS
from publisher.typography.rule import Example, Rule, Stage
from publisher.typography.rules.figures import is_behind_number, is_date, is_year
from publisher.typography.rules.glue import FIRM
from publisher.typography.tokens import Block

_DAYS = 31


def _year(block: Block, i: int) -> None:
    """`2022 г.`, `1980-е годы`; a year's letter may have lost its space: `2022г.`, but `5г` is grams."""
    if not is_behind_number(block, i):
        return
    number = block.tokens[i - 1]
    if block.is_tight(i) and (is_year(number) or is_date(number) or block.kind(i - 1) & RANGE):
        block.join(i, "RU606", FIRM)
    block.bind(i, "RU606", FIRM)


def _century(block: Block, i: int) -> None:
    """`XIX в.`, `в XIX–XX вв.`; the preposition «в» behind a king's number is not a century: a full stop follows."""
    before = block.kind(i - 1)
    is_number = before & (ROMAN | RANGE) or (before & NUMBER and len(block.tokens[i - 1]) < 3)
    is_number = is_number or (not before & NUMBER and is_behind_number(block, i))
    if is_number and (len(block.tokens[i]) > 2 or block.tokens[i + 1] == "."):
        block.bind(i, "RU607", FIRM)


def _month(block: Block, i: int) -> None:
    before = block.tokens[i - 1]
    if is_behind_number(block, i) and not (before.isdecimal() and int(before[:3]) > _DAYS):
        block.bind(i, "RU608", FIRM)


RULES = (
    Rule(
        "RU606", Stage.GLUE,
        "Год не отрывается от числа: 2022 г.",
        "The word for year stays with its number: 2022 г.",
        "г., гг., год, года читаются вместе с числом.",
        "г., гг., год, года are read together with the number.",
        "технические правила набора [V]; каталог G7, G9",
        (
            Example("2022 г.", "2022␣г."), Example("2022 года", "2022␣года"),
            Example("2022г.", "2022␣г."), Example("17.02.1983г.", "17.02.1983␣г."),
            Example("1980-е годы", "1980-е␣годы"), Example("5г"), Example("новый год"),
        ),
        at=YEARS, decide=_year,
    ),
    Rule(
        "RU607", Stage.GLUE,
        "Век не отрывается от числа: XIX в.",
        "The century stays with its number: XIX в.",
        "в., вв., век читаются вместе с числом.",
        "в., вв., век are read together with the number.",
        "технические правила набора [V]; каталог G7",
        (
            Example("XIX в.", "XIX␣в."), Example("XX века", "XX␣века"), Example("21-й век", "21-й␣век"),
            Example("Николай II в Москве", "Николай␣II в␣Москве"),
        ),
        at=CENTURIES, decide=_century,
    ),
    Rule(
        "RU608", Stage.GLUE,
        "Число не отрывается от месяца: 1 января",
        "The day stays with its month: 1 января",
        "Дата читается целиком.",
        "A date is read as a whole.",
        "технические правила набора [V]; каталог G9",
        (
            Example("1 января", "1␣января"), Example("1-го января", "1-го␣января"),
            Example("в 2022 января не было", "в␣2022 января не␣было"),
        ),
        at=MONTH, decide=_month,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
