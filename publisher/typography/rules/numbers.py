"""RU6xx: numbers with their signs and units, and groups of digits. Degrees, dates and money have their own files."""

from __future__ import annotations

from publisher.typography import alphabet as ab
from publisher.typography.kinds import (
    COUNTED,
    DASH,
    LENGTH,
    NAME,
    NONE,
    NUMBER,
    PERCENT,
    PLURAL,
    PROTECTED,
    RANGE,
    ROMAN,
    SIGN,
    SPACE,
    SQUARE,
    STOP,
    SYMBOL,
    TIGHT_UNIT,
    UNIT,
    WORD,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.rules.figures import (
    CURRENCIES,
    is_behind_multiple,
    is_behind_number,
    is_preposition,
    is_unit_of,
)
from publisher.typography.rules.glue import FIRM, WEAK
from publisher.typography.tokens import Block

_DIGITS = NUMBER | RANGE
_GROUP = 3
_MOST_GROUPS = 6
_FEWEST, _MOST = 5, 12
"""Digits of a number that is broken into groups: four are read at a glance, more than twelve are a code."""


def _sign(block: Block, i: int) -> None:
    """`№ 5`, `№ 12-34-56`: a code that is protected, `№ п/п` at the head of a table."""
    after = block.kind(i + 1)
    is_short = after & WORD and block.tokens[i + 2] == "/" and block.is_tight(i + 2)
    if (after & (_DIGITS | ROMAN | PROTECTED) or is_short) and i + 1 < block.end:
        block.join(i + 1, "RU601", FIRM)


def _unit(block: Block, i: int) -> None:
    """`5 кг`, `50 кв. м`, `3 тыс. км`; the `с` of `5 с половиной` is a preposition, the `В` of `220 В` is not."""
    if is_preposition(block, i):
        return
    if is_behind_multiple(block, i):
        block.join(i, "RU602", FIRM)
    if not block.kind(i - 1) & _DIGITS or not is_unit_of(block, i):
        return
    block.bind(i, "RU602", FIRM)
    if block.kinds[i] & SQUARE and block.kind(i + 1) & STOP and block.kind(i + 2) & LENGTH:
        block.join(i + 2, "RU602", FIRM)


def _tight_unit(block: Block, i: int) -> None:
    is_code = block.kind(i - 2) & (DASH | WORD) and block.is_tight(i - 1)
    if block.kind(i - 1) & _DIGITS and block.is_tight(i) and not is_code:
        block.join(i, "RU603", FIRM)


def _percent(block: Block, i: int) -> None:
    """`10 %`, but `10%-ный`: the ending hangs on the whole."""
    if not block.kind(i - 1) & _DIGITS:
        return
    has_ending = block.kind(i + 1) & DASH and block.is_tight(i + 1) and block.is_tight(i + 2)
    if block.is_tight(i) and has_ending and block.kind(i + 2) & WORD:
        return
    block.join(i, "RU604", FIRM)


def _tight_percent(block: Block, i: int) -> None:
    if block.kind(i - 1) & _DIGITS:
        block.set_space(i, NONE, "RU620")


def _head(token: str) -> str:
    """The digits that a number or a range begins with."""
    return token[: next((at for at, c in enumerate(token) if not c.isdecimal()), len(token))]


def _tail(token: str) -> str:
    """The digits that a number or a range ends with; nothing if a decimal part does."""
    at = len(token)
    while at and token[at - 1].isdecimal():
        at -= 1
    return token[at:] if not at or token[at - 1] in "-–—−" else ""


def _group(block: Block, i: int) -> None:
    """Three digits behind one to three others, one space between: `12 000`, `10 000–15 000`, `1 234,5`."""
    if len(_head(block.tokens[i])) != _GROUP or block.space[i] != SPACE:
        return
    first = i - 1
    while first > i - _MOST_GROUPS and _continues(block, first):
        first -= 1
    head = _tail(block.tokens[first]) if block.kind(first) & _DIGITS else ""
    if 0 < len(head) <= _GROUP and head[0] != "0":
        block.bind(i, "RU609", FIRM)


def _continues(block: Block, i: int) -> bool:
    """Whether token i is a group of three that another one stands before."""
    if len(block.tokens[i]) != _GROUP or not block.kind(i) & NUMBER or block.space[i] != SPACE:
        return False
    return bool(block.kind(i - 1) & _DIGITS) and 0 < len(_tail(block.tokens[i - 1])) <= _GROUP


def _counted(block: Block, i: int) -> None:
    if is_behind_number(block, i):
        block.bind(i, "RU610", WEAK)


def _insert_groups(block: Block, i: int) -> None:
    """Only before what is counted: codes, years and telephone numbers have no unit."""
    whole, separator, decimals = block.tokens[i].partition(",")
    if not (whole.isdecimal() and _FEWEST <= len(whole) <= _MOST) or whole[0] == "0":
        return
    before, after = block.kind(i - 1), block.kind(i + 1)
    if before & (SIGN | NAME) or (block.space[i] == NONE and before & (WORD | DASH | SYMBOL)):
        return
    if not after & (UNIT | COUNTED | PERCENT | PLURAL) and block.tokens[i + 1] not in CURRENCIES:
        return
    first = len(whole) % _GROUP or _GROUP
    groups = [whole[:first], *(whole[at : at + _GROUP] for at in range(first, len(whole), _GROUP))]
    block.put(i, ab.NBSP.join(groups) + separator + decimals, "RU612")


RULES = (
    Rule(
        "RU601", Stage.GLUE,
        "Знаки № и § отделяются от числа неразрывным пробелом",
        "№ and § have a no-break space before the number",
        "Знак и число не разрываются.",
        "The sign and its number stay together.",
        "технические правила набора [V]; каталог G5",
        (
            Example("№5", "№␣5"), Example("§ 3", "§␣3"), Example("№␣5"), Example("№п/п", "№␣п/п"),
            Example("№ неизвестен"),
        ),
        at=SIGN, decide=_sign,
    ),
    Rule(
        "RU602", Stage.GLUE,
        "Число не отрывается от единицы: 5 кг",
        "A number stays with its unit: 5 кг",
        "Единица в начале строки без числа непонятна.",
        "A unit at a line's beginning makes no sense without its number.",
        "ГОСТ 8.417-2002 [V]; каталог G8",
        (
            Example("5 кг", "5␣кг"), Example("100 руб.", "100␣руб."), Example("3 млн", "3␣млн"),
            Example("50 кв. м", "50␣кв.␣м"), Example("3 тыс. км", "3␣тыс.␣км"), Example("5 млн руб.", "5␣млн␣руб."),
            Example("5 с половиной", "5 с␣половиной"), Example("т. 5 с. 10", "т.␣5 с.␣10"),
            Example("220 В", "220␣В"), Example("5-й"),
        ),
        at=UNIT, decide=_unit,
    ),
    Rule(
        "RU603", Stage.GLUE,
        "Между числом и единицей пробел: 5 кг",
        "A space between number and unit: 5 кг",
        "Единица отделяется от числа. Только единицы, которые ни с чем не спутать: 3D, 5-й, 2м не трогаются.",
        "A unit is set off from its number. Only unmistakable units: 3D, 5-й are left alone.",
        "ГОСТ 8.417-2002 [V]; каталог G8",
        (
            Example("5кг", "5␣кг"), Example("20мм", "20␣мм"), Example("10-15кг", "10–15␣кг"), Example("3D"),
            Example("10-ка"), Example("А-5кг"),
        ),
        at=TIGHT_UNIT, decide=_tight_unit,
    ),
    Rule(
        "RU604", Stage.GLUE,
        "Знак процента отделяется от числа неразрывным пробелом",
        "The per cent sign has a no-break space before it",
        "Так требуют ГОСТ и Мильчин; газеты и сайты набирают слитно, поэтому правило зависит от профиля: в книге и в "
        "печати с пробелом, на сайте слитно (RU620).",
        "So the standard and Milchin; newspapers and sites set it tight, so the rule depends on the profile: "
        "a space in books and print, none on sites (RU620).",
        "ГОСТ 8.417-2002, Мильчин [V]; каталог B11",
        (
            Example("10%", "10␣%"), Example("10 %", "10␣%"), Example("10␣%"), Example("10%-ный раствор"),
        ),
        level=Level.PROF, profiles=frozenset({"book", "press"}),
        at=PERCENT, decide=_percent,
    ),
    Rule(
        "RU620", Stage.GLUE,
        "На сайтах знак процента слитно с числом",
        "On sites the per cent sign is set tight",
        "Так набирает большинство редакций и поисковых систем (Гиленсон, Вигдорчик); книге пробел обязателен.",
        "So most newsrooms and search engines write it; in books the space is obligatory.",
        "Гиленсон, Вигдорчик [V]; каталог B11",
        (Example("10 %", "10%"), Example("10%"), Example("процент %")),
        level=Level.PROF, profiles=frozenset({"web"}),
        at=PERCENT, decide=_tight_percent,
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
            Example("1 234,5", "1␣234,5"), Example("10 000–15 000", "10␣000–15␣000"),
            Example("в 2011 100 раз", "в␣2011 100␣раз"),
        ),
        at=NUMBER | RANGE, decide=_group,
    ),
    Rule(
        "RU612", Stage.INNER,
        "Длинные числа разбиваются на группы: 12 000",
        "Long numbers are broken into groups: 12 000",
        "С пяти цифр число читается по группам. Выключено: у автора оно может быть кодом; включается extend.",
        "From five digits on a number is read by groups. Off: it may be a code; switched on by extend.",
        "ГОСТ IEC [V]; Кирсанов: с пяти цифр [V]; каталог H1",
        (
            Example("12000 рублей", "12␣000␣рублей"), Example("1500000 человек", "1␣500␣000␣человек"),
            Example("1500 рублей", "1500␣рублей"), Example("101000, Москва"), Example("№␣12345"),
        ),
        level=Level.OFF, at=NUMBER, decide=_insert_groups,
    ),
    Rule(
        "RU610", Stage.GLUE,
        "Число не отрывается от предмета счёта: 5 человек",
        "A number stays with what it counts: 5 человек",
        "Слабая связь: уступает первой, если цепочка длинна.",
        "A weak tie: it gives way first when a run is long.",
        "Кирсанов [V]; каталог G15",
        (Example("5 человек", "5␣человек"), Example("1-й раз", "1-й␣раз"), Example("пять человек")),
        level=Level.PROF, profiles=frozenset({"book"}),
        at=COUNTED, decide=_counted,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
