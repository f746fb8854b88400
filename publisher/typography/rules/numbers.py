"""RU6xx: numbers with their units, signs, dates and groups of digits."""

from __future__ import annotations

from publisher.typography.kinds import (
    CENTURIES,
    COUNTED,
    DASH,
    DEGREE,
    MONTH,
    NUMBER,
    PERCENT,
    RANGE,
    ROMAN,
    SIGN,
    SPACE,
    SYMBOL,
    TIGHT_UNIT,
    UNIT,
    YEARS,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.rules.glue import FIRM, WEAK
from publisher.typography.tokens import Block

_DIGITS = NUMBER | RANGE
_CURRENCIES = frozenset("₽$€£¥₴₸₺")
_GROUP = 3
_MOST_GROUPS = 6
_DAYS = 31


def _behind_number(block: Block, i: int) -> bool:
    return bool(block.kind(i - 1) & _DIGITS)


def _sign(block: Block, i: int) -> None:
    if block.kind(i + 1) & (_DIGITS | ROMAN) and i + 1 < block.end:
        block.join(i + 1, "RU601", FIRM)


def _unit(block: Block, i: int) -> None:
    if _behind_number(block, i):
        block.bind(i, "RU602", FIRM)


def _tight_unit(block: Block, i: int) -> None:
    is_code = block.kind(i - 2) & DASH and block.is_tight(i - 1)
    if block.kind(i - 1) & NUMBER and block.is_tight(i) and not is_code:
        block.join(i, "RU603", FIRM)


def _percent(block: Block, i: int) -> None:
    if _behind_number(block, i):
        block.join(i, "RU604", FIRM)


def _degree(block: Block, i: int) -> None:
    """`20°C` → `20 °C`; `10°15′` and `90°` stay tight."""
    letter = block.tokens[i + 1]
    if _behind_number(block, i) and letter in ("C", "С", "F") and block.is_tight(i + 1):
        block.join(i, "RU605", FIRM)


def _year(block: Block, i: int) -> None:
    if _behind_number(block, i):
        block.bind(i, "RU606", FIRM)


def _century(block: Block, i: int) -> None:
    """`XIX в.`, `в XIX–XX вв.`; the preposition «в» behind a king's number is not a century: a full stop follows."""
    before = block.kind(i - 1)
    is_number = before & (ROMAN | RANGE) or (before & NUMBER and len(block.tokens[i - 1]) < 3)
    if is_number and (len(block.tokens[i]) > 2 or block.tokens[i + 1] == "."):
        block.bind(i, "RU607", FIRM)


def _month(block: Block, i: int) -> None:
    if _behind_number(block, i) and block.tokens[i - 1].isdecimal() and int(block.tokens[i - 1][:3]) > _DAYS:
        return
    if _behind_number(block, i):
        block.bind(i, "RU608", FIRM)


def _group(block: Block, i: int) -> None:
    """Three digits behind one to three others, one space between: `12 000`."""
    if len(block.tokens[i]) != _GROUP or not block.tokens[i].isdecimal() or block.space[i] != SPACE:
        return
    first = i - 1
    while first > i - _MOST_GROUPS and block.space[first] == SPACE and _is_group(block, first):
        first -= 1
    head = block.tokens[first]
    if block.kind(first) & NUMBER and head.isdecimal() and len(head) <= _GROUP and head[0] != "0":
        block.bind(i, "RU609", FIRM)


def _is_group(block: Block, i: int) -> bool:
    return len(block.tokens[i]) == _GROUP and bool(block.kind(i) & block.kind(i - 1) & NUMBER)


def _counted(block: Block, i: int) -> None:
    if _behind_number(block, i):
        block.bind(i, "RU610", WEAK)


def _currency(block: Block, i: int) -> None:
    if block.tokens[i] in _CURRENCIES and _behind_number(block, i):
        block.bind(i, "RU611", FIRM)


RULES = (
    Rule(
        "RU601", Stage.GLUE,
        "Знаки № и § отделяются от числа неразрывным пробелом",
        "№ and § have a no-break space before the number",
        "Знак и число не разрываются.",
        "The sign and its number stay together.",
        "технические правила набора [V]; каталог G5",
        (Example("№5", "№␣5"), Example("§ 3", "§␣3"), Example("№␣5"), Example("№ неизвестен")),
        at=SIGN, decide=_sign,
    ),
    Rule(
        "RU602", Stage.GLUE,
        "Число не отрывается от единицы: 5 кг",
        "A number stays with its unit: 5 кг",
        "Единица в начале строки без числа непонятна.",
        "A unit at a line's beginning makes no sense without its number.",
        "ГОСТ 8.417-2002 [V]; каталог G8",
        (Example("5 кг", "5␣кг"), Example("100 руб.", "100␣руб."), Example("3 млн", "3␣млн"), Example("5-й")),
        at=UNIT, decide=_unit,
    ),
    Rule(
        "RU603", Stage.GLUE,
        "Между числом и единицей пробел: 5 кг",
        "A space between number and unit: 5 кг",
        "Единица отделяется от числа. Только единицы, которые ни с чем не спутать: 3D, 5-й, 2м не трогаются.",
        "A unit is set off from its number. Only unmistakable units: 3D, 5-й are left alone.",
        "ГОСТ 8.417-2002 [V]; каталог G8",
        (Example("5кг", "5␣кг"), Example("20мм", "20␣мм"), Example("3D"), Example("10-ка")),
        at=TIGHT_UNIT, decide=_tight_unit,
    ),
    Rule(
        "RU604", Stage.GLUE,
        "Знак процента отделяется от числа неразрывным пробелом",
        "The per cent sign has a no-break space before it",
        "Так требуют ГОСТ и Мильчин; газеты и сайты набирают слитно, поэтому правило зависит от профиля.",
        "So the standard and Milchin; newspapers and sites set it tight, so the rule depends on the profile.",
        "ГОСТ 8.417-2002, Мильчин [V]; каталог B11",
        (Example("10%", "10␣%"), Example("10 %", "10␣%"), Example("10␣%")),
        level=Level.PROF, profiles=frozenset({"book", "press"}),
        at=PERCENT, decide=_percent,
    ),
    Rule(
        "RU605", Stage.GLUE,
        "Градусы Цельсия: 20 °C",
        "Degrees Celsius: 20 °C",
        "Знак °C — единица и отделяется от числа; простой градус набирается вплотную.",
        "°C is a unit and set off from the number; a plain degree is set tight.",
        "ГОСТ 8.417-2002 [V]; каталог G8, H12",
        (Example("20°C", "20␣°C"), Example("20 °C", "20␣°C"), Example("10°15′")),
        at=DEGREE, decide=_degree,
    ),
    Rule(
        "RU606", Stage.GLUE,
        "Год не отрывается от числа: 2022 г.",
        "The word for year stays with its number: 2022 г.",
        "г., гг., год, года читаются вместе с числом.",
        "г., гг., год, года are read together with the number.",
        "технические правила набора [V]; каталог G7, G9",
        (Example("2022 г.", "2022␣г."), Example("2022 года", "2022␣года"), Example("новый год")),
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
            Example("XIX в.", "XIX␣в."), Example("XX века", "XX␣века"),
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
        (Example("1 января", "1␣января"), Example("в 2022 января не было", "в␣2022 января не␣было")),
        at=MONTH, decide=_month,
    ),
    Rule(
        "RU609", Stage.GLUE,
        "Группы цифр не разрываются: 12 000",
        "Groups of digits hang together: 12 000",
        "Число, разбитое на строки, читается как два.",
        "A number broken over lines reads as two.",
        "ГОСТ IEC [V]; каталог H1",
        (
            Example("12 000 человек", "12␣000␣человек"), Example("1 234 567", "1␣234␣567"),
            Example("в 2011 100 раз", "в␣2011 100␣раз"),
        ),
        at=NUMBER, decide=_group,
    ),
    Rule(
        "RU610", Stage.GLUE,
        "Число не отрывается от предмета счёта: 5 человек",
        "A number stays with what it counts: 5 человек",
        "Слабая связь: уступает первой, если цепочка длинна.",
        "A weak tie: it gives way first when a run is long.",
        "Кирсанов [V]; каталог G15",
        (Example("5 человек", "5␣человек"), Example("пять человек")),
        level=Level.PROF, profiles=frozenset({"book"}),
        at=COUNTED, decide=_counted,
    ),
    Rule(
        "RU611", Stage.GLUE,
        "Число не отрывается от знака валюты: 100 ₽",
        "A number stays with its currency sign: 100 ₽",
        "Знак валюты — единица.",
        "A currency sign is a unit.",
        "ГОСТ 8.417-2002 [M]; каталог G8",
        (Example("100 ₽", "100␣₽"), Example("$100")),
        at=SYMBOL, decide=_currency,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
