"""RU31x: from–to, glued. A range needs a licence: a year, a unit, a noun, a page sign beside it; else it may be a code.

Ranges with spaces around the dash, and those that are more than one token, have their own file: `wide_ranges`.
"""

from __future__ import annotations

import re

from publisher.typography import alphabet as ab
from publisher.typography.kinds import (
    BEFORE_NUMBER,
    CENTURIES,
    CLOSE,
    COMMA,
    CONJUNCTION,
    COUNTED,
    CYRILLIC,
    DEGREE,
    FROM,
    HOUSE,
    INITIAL,
    MONTH,
    NAME,
    NONE,
    NUMBER,
    NUMBERED,
    OPEN,
    PERCENT,
    PLURAL,
    PREPOSITION,
    RANGE,
    SIGN,
    STOP,
    SYMBOL,
    UNIT,
    UNTIL,
    WORD,
    YEARS,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.rules.figures import (
    CURRENCIES,
    is_preposition,
    is_time,
    is_year,
    looks_like_hour,
    rises,
    roman,
)
from publisher.typography.tokens import Block

_PARTS = re.compile(r"([^-–—−]+)[-–—−]([^-–—−]+)(-.+)?")
_DECADES = frozenset({"-е", "-х", "-м", "-ми"})
_LETTERS_ALONE = frozenset("CDLM")
"""Roman numerals that stand for themselves more often: disks, notes, vitamins, sizes."""
_LATEST_MONTH = 12
_MOST_PAGES = 10
"""Numbers of a list that are looked back over for what they number."""
_MOST_ISSUES = 12
_MEASURED = UNIT | COUNTED | PERCENT | MONTH | YEARS | CENTURIES | DEGREE


def is_measured(block: Block, i: int) -> bool:
    """Whether token i is what is counted by the number before it: a unit, a noun, a month, a sign of currency."""
    kind = block.kind(i)
    if is_preposition(block, i):
        return False
    return bool(kind & _MEASURED) or (bool(kind & SYMBOL) and block.tokens[i] in CURRENCIES)


def is_numbered(block: Block, i: int) -> bool:
    """Whether what stands before token i numbers pages, sections, chapters: `с. 5`, `§ 3`, `главы 2`, `с. 5, 7, 10`."""
    for _ in range(_MOST_PAGES):
        if not block.kind(i - 1) & (COMMA | CONJUNCTION) or not block.kind(i - 2) & (NUMBER | RANGE):
            break
        i -= 2
    before = block.kind(i - 1)
    if before & SIGN:
        return True
    if before & STOP and block.is_tight(i - 1):
        before = block.kind(i - 2)
        return bool(before & BEFORE_NUMBER) and not before & HOUSE  # `д. 5-12` may be house 5, flat 12
    return bool(before & NUMBERED)


def _joined(block: Block, i: int, code: str, parts: re.Match[str]) -> None:
    block.put(i, f"{parts[1]}{ab.EN_DASH}{parts[2]}{parts[3] or ''}", code)


def _years(block: Block, i: int) -> None:
    parts = _PARTS.fullmatch(block.tokens[i])
    if not parts or not is_year(parts[1]):
        return
    if is_year(parts[2]):
        if int(parts[1]) < int(parts[2]):
            _joined(block, i, "RU311", parts)
    elif len(parts[2]) == 2 and rises(parts[1], parts[2]):
        in_brackets = block.kind(i - 1) & OPEN and block.kind(i + 1) & CLOSE and int(parts[2]) > _LATEST_MONTH
        if block.kind(i + 1) & YEARS or parts[3] in _DECADES or in_brackets:
            _joined(block, i, "RU311", parts)


def _before_christ(block: Block, i: int) -> bool:
    """`500-400 гг. до н. э.`, `V-IV вв. до н. э.`: years and centuries that count down."""
    if not block.kind(i + 1) & (YEARS | CENTURIES):
        return False
    after = i + 3 if block.kind(i + 2) & STOP else i + 2
    return bool(block.kind(after) & UNTIL)


def _centuries_and_pages(block: Block, i: int) -> None:
    parts = _PARTS.fullmatch(block.tokens[i])
    if not parts:
        return
    if parts[1].isalpha():
        if _is_roman_range(block, i, parts):
            _joined(block, i, "RU312", parts)
    elif parts[3] in _DECADES and rises(parts[1], parts[2]):
        _joined(block, i, "RU312", parts)
    elif parts[1].isdecimal() and parts[2].isdecimal() and int(parts[1]) < int(parts[2]):
        if is_numbered(block, i) and not (block.kind(i - 1) & SIGN and _is_paper(block, i, parts)):
            _joined(block, i, "RU312", parts)
    elif _before_christ(block, i):
        _joined(block, i, "RU312", parts)


def _is_paper(block: Block, i: int, parts: re.Match[str]) -> bool:
    """`№ 12-34 от 5 мая`, `№ 12-345`: the number of a paper; issues of a journal are few: `№ 5-6`."""
    if block.tokens[i - 1][0] != "№":
        return False
    return bool(block.kind(i + 1) & FROM) or int(parts[2]) - int(parts[1]) > _MOST_ISSUES


def _is_roman_range(block: Block, i: int, parts: re.Match[str]) -> bool:
    left, right = roman(parts[1]), roman(parts[2])
    if not left or not right:
        return False
    if is_measured(block, i + 1) and block.kind(i + 1) & CENTURIES:
        return True
    if left >= right or {parts[1], parts[2]} <= _LETTERS_ALONE:
        return False
    return is_numbered(block, i) or bool(block.kind(i + 1) & WORD)


def _quantities(block: Block, i: int) -> None:
    parts = _PARTS.fullmatch(block.tokens[i])
    if not parts or parts[1].isalpha():
        return
    is_range = rises(parts[1], parts[2]) and (parts[3] or _is_quantity(block, i, parts))
    if is_range or (is_time(parts[1]) and is_time(parts[2])):
        _joined(block, i, "RU313", parts)


def _is_quantity(block: Block, i: int, parts: re.Match[str]) -> bool:
    """A unit or a noun behind the range, or before it (`человек 10-15`), or money (`$10-15`)."""
    before, after = block.kind(i - 1), block.kind(i + 1)
    if is_measured(block, i + 1) or before & COUNTED or (before & YEARS and len(block.tokens[i - 1]) > 2):
        return True
    if before & SYMBOL and block.is_tight(i) and block.tokens[i - 1] in CURRENCIES:
        return True
    if block.space[i + 1] == NONE or not after & CYRILLIC or not block.tokens[i + 1].islower():
        return False
    if after & PLURAL:
        return not before & (NAME | INITIAL | NUMBER | SYMBOL | SIGN) and _is_prose(block, i - 1)
    is_led = before & PREPOSITION and len(block.tokens[i + 1]) > 2
    return bool(is_led) and not looks_like_hour(parts[1], parts[2])


def _is_prose(block: Block, i: int) -> bool:
    """Whether token i is no name of a thing that a code may follow: `Боинг`, `ГОСТ`, `Airbus`."""
    kind = block.kind(i)
    return not kind & WORD or bool(kind & CYRILLIC and block.tokens[i].islower())


RULES = (
    Rule(
        "RU311", Stage.DASHES,
        "Между годами короткое тире без пробелов",
        "An en dash without spaces between years",
        "Тире значит «от — до». Советская практика — длинное тире; здесь короткое, чтобы не спутать с тире-знаком.",
        "The dash means from–to. Older practice sets an em dash; the en dash can't be taken for punctuation.",
        "Мильчин, Чельцова [M]; каталог D5",
        (
            Example("1941-1945 гг.", "1941–1945␣гг."), Example("1941—1945", "1941–1945"),
            Example("1941-45 гг.", "1941–45␣гг."), Example("(1941-45)", "(1941–45)"),
            Example("1980-1990-е годы", "1980–1990-е␣годы"),
            Example("8-800-555-35-35"), Example("2022-01-05"), Example("(2022-05)"), Example("ISSN 1561-1950"),
        ),
        at=RANGE, decide=_years,
    ),
    Rule(
        "RU312", Stage.DASHES,
        "Между веками, страницами, параграфами короткое тире",
        "An en dash between centuries, pages, sections",
        "Тире значит «от — до»; пробелов вокруг него нет. Номера домов не трогаются: д. 5-12 — это и дом с квартирой.",
        "The dash means from–to; no spaces around it. House numbers are left alone: 5-12 may be house and flat.",
        "Мильчин, Чельцова [M]; каталог D6",
        (
            Example("XIX-XX вв.", "XIX–XX␣вв."), Example("с. 5-10", "с.␣5–10"), Example("§ 3-5", "§␣3–5"),
            Example("главы I-III", "главы I–III"), Example("с. 5, 7-9 и 12-14", "с.␣5, 7–9 и␣12–14"),
            Example("V-IV вв. до н. э.", "V–IV␣вв. до␣н.␣э."),
            Example("978-5-04-116665-9"), Example("д.␣5-12"), Example("ст. 12-1", "ст.␣12-1"),
            Example("№␣5-6 от␣мая"), Example("№␣12-345"), Example("дуэт C-D"),
        ),
        at=RANGE, decide=_centuries_and_pages,
    ),
    Rule(
        "RU313", Stage.DASHES,
        "Между числами с единицей или предметом счёта короткое тире",
        "An en dash between numbers before a unit or a counted noun",
        "5–6 человек значит «от пяти до шести». Спорно там, где подходит «или» (2-3 дня): часть справочников требует "
        "дефиса; здесь везде тире, чтобы в книге было одно правило.",
        "5–6 people means from five to six. Where “or” fits (2-3 days) some handbooks demand a hyphen; here it is a "
        "dash everywhere, so that a book follows one rule.",
        "специалисты расходятся [V]; каталог D7",
        (
            Example("5-6 человек", "5–6␣человек"), Example("10-15 %", "10–15␣%"), Example("10:00-18:00", "10:00–18:00"),
            Example("5-6-летний", "5–6-летний"), Example("1,5-2 кг", "1,5–2␣кг"), Example("10-15 °C", "10–15␣°C"),
            Example("человек 10-15", "человек 10–15"), Example("10-15 стульев", "10–15 стульев"),
            Example("в 2-3 местах", "в␣2–3 местах"), Example("$10-15", "$10–15"),
            Example("счёт 3-2"), Example("пять-шесть"), Example("GOST 12-95"), Example("счёт 1-2 в␣пользу"),
            Example("дом 12-14 с␣колоннами"), Example("с␣9-00 до␣18-00"),
        ),
        level=Level.PROF, profiles=frozenset({"book", "press", "web"}),
        at=RANGE, decide=_quantities,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
