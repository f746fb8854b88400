"""RU65x: signs that people type with letters and strokes: ×, ½, ±, м², ©, →."""

from __future__ import annotations

from publisher.typography.kinds import (
    BEFORE_NUMBER,
    BREAK,
    CLOSE,
    COMMA,
    COPYRIGHT,
    CYRILLIC,
    DASH,
    FORM,
    FRACTION,
    HOUSE,
    INITIAL,
    LENGTH,
    NAME,
    NONE,
    NUMBER,
    NUMBERED,
    PREPOSITION,
    PROTECTED,
    QUOTE,
    RANGE,
    REGISTERED,
    SIGN,
    SLASHED,
    SPACE,
    STARTER,
    STOP,
    SYMBOL,
    TALK,
    TIMES,
    TRADEMARK,
    UNIT,
    WORD,
    YEARS,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.rules.figures import CURRENCIES, is_year
from publisher.typography.rules.glue import FIRM
from publisher.typography.tokens import Block

_HALVES = {"1/2": "½", "1/4": "¼", "3/4": "¾"}
_POWERS = {"2": "²", "3": "³", "²": "²", "³": "³"}
_OPERATORS = {"+-": "±", "+/-": "±", "<=": "≤", ">=": "≥", "!=": "≠", "~=": "≈"}
_ARROWS = {"->": "→", "<-": "←", "<->": "↔"}
_WHOLE = 3
"""Digits of the whole number before a fraction: more are a code or a year."""


def _times(block: Block, i: int) -> None:
    """`10x15`, `3 х 4 м`: token i is the number on the left. Hexadecimal numbers and codes have letters beside them."""
    sign = i + 1
    if not block.kind(sign) & TIMES or not block.kind(i + 2) & NUMBER:
        return
    space = block.space[sign]
    if space != block.space[i + 2] or space == BREAK:
        return
    before = block.kind(i - 1)
    is_chain = before & TIMES and block.kind(i - 2) & NUMBER
    if block.is_tight(i) and before & _PART_OF_CODE and not is_chain:
        return
    after = block.kind(i + 3)
    if block.is_tight(i + 3) and after & (WORD | PROTECTED) and not after & (UNIT | TIMES):
        return
    block.put(sign, "×", "RU651")
    block.kinds[sign] = SYMBOL | TIMES
    block.bind(sign, "RU651", FIRM)
    block.bind(i + 2, "RU651", FIRM)


_PART_OF_CODE = WORD | DASH | PROTECTED | STOP


_LABELS = SIGN | NUMBERED | HOUSE | BEFORE_NUMBER


def _fraction(block: Block, i: int) -> None:
    """`2 1/2 года`, `1/2 стакана`; `д. 1/2` is a house, `№ 1/2` a paper, `1/2` alone may be anything."""
    before, after = block.kind(i - 1), block.kind(i + 1)
    if block.is_tight(i) and before & (TALK | DASH | SYMBOL):
        return
    whole = block.tokens[i - 1]
    is_mixed = before & NUMBER and whole.isdecimal() and len(whole) <= _WHOLE and block.space[i] == SPACE
    if is_mixed and block.space[i - 1] != NONE and not block.kind(i - 2) & (_LABELS | STOP):
        block.set_space(i, NONE, "RU652")
    else:
        is_label = before & (_LABELS | NAME | COMMA | NUMBER) or (before & STOP and block.kind(i - 2) & BEFORE_NUMBER)
        is_measure = after & CYRILLIC and block.tokens[i + 1].islower() and _is_word_apart(block, i + 1)
        if is_label or not is_measure:
            return
    block.put(i, _HALVES.get(block.tokens[i], block.tokens[i]), "RU652")


def _is_word_apart(block: Block, i: int) -> bool:
    """A word with a space before it, or one that will get it; `1/2а` is a house."""
    return block.space[i] == SPACE or (block.is_tight(i) and len(block.tokens[i]) > 1)


def _operator(block: Block, i: int) -> None:
    """Between or before numbers: two letters beside it may be a program's."""
    glyph = _OPERATORS.get(block.tokens[i])
    number = block.kind(i + 1) & NUMBER or block.tokens[i + 1] in CURRENCIES
    if glyph and (number or (block.kind(i - 1) & NUMBER and glyph != "±")):
        block.put(i, glyph, "RU653")


def _power(block: Block, i: int) -> None:
    """`50 м2`, `км2` at the unit, `кг/м3`, `м/с2` at the slash; `м1 и м2` are masses, `М2` is a road."""
    if block.kinds[i] & SYMBOL:
        if block.tokens[i] == "/" and block.is_tight(i + 1) and block.kind(i - 1) & block.kind(i + 1) & (UNIT | WORD):
            _raise(block, i + 2)
        return
    before = block.kind(i - 1)
    if block.is_tight(i) and before & (WORD | DASH | PROTECTED):
        return
    is_counted = before & (NUMBER | RANGE) and not before & FRACTION
    if (before & (NUMBER | RANGE | PREPOSITION) or len(block.tokens[i]) > 1) and _raise(block, i + 1) and is_counted:
        block.join(i, "RU654", FIRM)


def _raise(block: Block, i: int) -> bool:
    """Make token i a power, if it is the whole of one behind its unit. Tells whether it is."""
    power = block.tokens[i]
    goes_on = block.is_tight(i + 1) and block.kind(i + 1) & TALK
    if power not in _POWERS or not block.is_tight(i) or goes_on or not block.kind(i - 1) & UNIT:
        return False
    block.put(i, _POWERS[power], "RU654")
    block.kinds[i] = SYMBOL
    return True


def _bracketed(block: Block, i: int) -> None:
    """(c), (r), (tm): token i is the closing bracket; spaces inside are gone by now."""
    first = i - 2
    if not (block.is_tight(i) and block.is_tight(i - 1)) or block.tokens[i] != ")" or block.tokens[first] != "(":
        return
    kind = block.kind(i - 1)
    if kind & COPYRIGHT and _is_copyright(block, first):
        _replace(block, first, "©")
        block.join(i + 1, "RU655", FIRM)
    elif kind & (REGISTERED | TRADEMARK) and _is_behind_brand(block, first):
        _replace(block, first, "®" if kind & REGISTERED else "™")
        block.set_space(first, NONE, "RU655")


def _replace(block: Block, first: int, sign: str) -> None:
    """The last of three tokens becomes the sign, the others nothing; whoever looks at them sees a symbol."""
    for i, new in enumerate(("", "", sign), first):
        block.put(i, new, "RU655")
        block.kinds[i] = SYMBOL


def _is_copyright(block: Block, i: int) -> bool:
    """Before a year or an owner; `пункт (с) договора`, `(c) Если` in a list are none."""
    before, after = block.kind(i - 1), block.kind(i + 3)
    if i + 3 >= block.end or block.space[i + 3] == BREAK:
        return False
    if after & (NUMBER | RANGE):
        return is_year(block.tokens[i + 3][:4]) and not block.kind(i + 4) & YEARS
    if block.is_tight(i + 3):
        return bool(after & NAME) and not (after & CYRILLIC or (before & TALK and block.is_tight(i)))
    if after & (QUOTE | FORM):
        return not before & CYRILLIC or bool(before & NAME)
    if not after & (NAME | INITIAL) or (before & CYRILLIC and not before & NAME) or before & COMMA:
        return False
    if not after & CYRILLIC or before & WORD:
        return True  # an owner in Latin letters; `Фото (c) Иванов`
    if after & INITIAL and not block.kind(i + 1) & CYRILLIC:
        return bool(block.kind(i + 4) & STOP)
    return not after & STARTER


def _is_behind_brand(block: Block, i: int) -> bool:
    """Behind a Latin word, close to it; with a space before it only in capitals: `Intel (R) Core (TM)`.

    Behind a Russian word (tm) can mean nothing else; (r) is its sign only close to a capitalised one.
    """
    before = block.kind(i - 1)
    if before & CYRILLIC:
        return bool(block.kind(i + 1) & TRADEMARK or (before & NAME and block.is_tight(i)))
    if not before & (WORD | NUMBER):
        return False
    return block.is_tight(i) or bool(before & (NAME | INITIAL) and block.tokens[i + 1].isupper())


def _arrow(block: Block, i: int) -> None:
    glyph = _ARROWS.get(block.tokens[i])
    if glyph and block.end > 1 and not (block.kind(i - 1) | block.kind(i + 1)) & PROTECTED:
        block.put(i, glyph, "RU656")


def _slash(block: Block, i: int) -> None:
    """`и / или`, `км / ч`."""
    if block.tokens[i] != "/":
        return
    before, after = block.kind(i - 1), block.kind(i + 1)
    is_unit = before & after & UNIT and block.kind(i - 2) & (NUMBER | RANGE)
    if before & after & SLASHED or is_unit:
        block.set_space(i, NONE, "RU657")
        block.set_space(i + 1, NONE, "RU657")


_BOOK = frozenset({"book", "press"})
_ALL = frozenset({"book", "press", "web"})

RULES = (
    Rule(
        "RU651", Stage.MARKS,
        "Между размерами — знак умножения ×",
        "Between measures stands the sign ×",
        "Буква х — не знак: у неё другой рисунок и высота. 0x1F и обозначения с буквами рядом не трогаются.",
        "The letter x is no sign: its shape and height differ. 0x1F and codes with letters beside are left alone.",
        "каталог H3",
        (
            Example("10x15", "10×15"), Example("10 х 15", "10␣×␣15"), Example("3 х 4 м", "3␣×␣4␣м"),
            Example("84х108/32", "84×108/32"), Example("1,5х2х3 см", "1,5×2×3␣см"),
            Example("0x1F"), Example("12Х18Н10Т"), Example("a10x15"), Example("10x15b"), Example("1990х 2000х"),
        ),
        at=NUMBER, decide=_times, may_change_letters=True,
    ),
    Rule(
        "RU652", Stage.MARKS,
        "Простые дроби — одним знаком: ½ ¼ ¾",
        "Simple fractions are one character: ½ ¼ ¾",
        "2 1/2 читается как «двадцать одна вторая»; в книге и в печати дробь набирают одним знаком. На сайте её должен "
        "находить поиск.",
        "2 1/2 is misread; books and print set the fraction as one character. On a site it has to be found by search.",
        "каталог H4",
        (
            Example("2 1/2 года", "2½␣года"), Example("1/2 стакана", "½␣стакана"), Example("3/4 часа", "¾␣часа"),
            Example("1/2024"), Example("11/12"), Example("д.␣1/2"), Example("№␣1/2"), Example("60×90 1/16"),
            Example("Ленина 1/2"),
        ),
        level=Level.PROF, profiles=_BOOK, at=FRACTION, decide=_fraction, may_change_letters=True,
    ),
    Rule(
        "RU653", Stage.MARKS,
        "Знаки ± ≤ ≥ ≠ ≈ — по одному символу",
        "The signs ± ≤ ≥ ≠ ≈ are one character each",
        "+-, <=, >= — запись программиста. В книге и в печати это знаки; на сайте рядом чаще стоит код.",
        "+-, <=, >= are a programmer's. In books and print they are signs; on sites code is more likely.",
        "каталог H6",
        (
            Example("+-5 %", "±5␣%"), Example("+/- 3 мм", "±3␣мм"), Example("x <= 5", "x ≤ 5"),
            Example("a >= 0", "a ≥ 0"), Example("5 != 6", "5 ≠ 6"), Example("a != b"), Example("Ура!=)"),
        ),
        level=Level.PROF, profiles=_BOOK, at=SYMBOL, decide=_operator,
    ),
    Rule(
        "RU654", Stage.MARKS,
        "Квадратные и кубические метры: м², м³",
        "Square and cubic metres: м², м³",
        "Показатель степени поднимается над строкой. Во всех профилях: знаки ² и ³ есть в любом шрифте.",
        "A power is raised above the line. In all profiles: every font has ² and ³.",
        "ГОСТ 8.417-2002 [V]; каталог H7",
        (
            Example("50 м2", "50␣м²"), Example("50м2", "50␣м²"), Example("5 кг/м3", "5␣кг/м³"),
            Example("за м2", "за␣м²"), Example("100 км2", "100␣км²"), Example("9,8 м/с2", "9,8␣м/с²"),
            Example("трасса М2"), Example("массы м1 и␣м2"), Example("м21"),
        ),
        level=Level.PROF, profiles=_ALL, at=LENGTH | SYMBOL, decide=_power, may_change_letters=True,
    ),
    Rule(
        "RU655", Stage.MARKS,
        "(c), (r), (tm) — знаки ©, ®, ™",
        "(c), (r), (tm) are the signs ©, ®, ™",
        "Только перед годом или владельцем и за названием: «пункт (с) договора» остаётся.",
        "Only before a year or an owner and behind a name: «пункт (с) договора» stays.",
        "каталог J1 [P: typograf]",
        (
            Example("(c) 2022", "©␣2022"), Example("(с) Иванов", "©␣Иванов"), Example("Фото (c) Ким", "Фото ©␣Ким"),
            Example("Windows(r)", "Windows®"), Example("Intel (R) Core (TM)", "Intel® Core™"),
            Example("(c) Студия Ким", "©␣Студия Ким"), Example("(c)Intel", "©␣Intel"),
            Example("Слово(tm)", "Слово™"), Example("радиус(r)"),
            Example("пункт (с) договора"), Example("(c) Если так"), Example("(а), (b), (с) Да"),
        ),
        at=CLOSE, decide=_bracketed, may_change_letters=True,
    ),
    Rule(
        "RU656", Stage.MARKS,
        "Стрелки → ← ↔",
        "Arrows → ← ↔",
        "-> — рисунок из двух знаков, который рвётся на конце строки. Только отделённые пробелами с обеих сторон: "
        "вплотную к словам это код. Во всех профилях: и на сайте пробелы отличают стрелку от кода.",
        "-> is drawn with two signs and breaks at a line's end. Only with spaces on both sides: close to words it is "
        "code. In all profiles: on sites, too, spaces tell an arrow from code.",
        "каталог J2 [P: typograf, EMT]",
        (
            Example("Файл -> Открыть", "Файл → Открыть"), Example("p->next"), Example("А->Б"), Example("-->"),
            Example("->"),
        ),
        level=Level.PROF, profiles=_ALL, at=SYMBOL, decide=_arrow,
    ),
    Rule(
        "RU657", Stage.INNER,
        "Косая черта вплотную: и/или, км/ч",
        "A slash is set close: и/или, км/ч",
        "Черта заменяет союз или «в»; пробелы рвут её на конце строки. Правило одно для книги, печати и сайта.",
        "The slash stands for a word; spaces let it break at a line's end. One rule for book, print and site.",
        "каталог B8, H7",
        (Example("и / или", "и/или"), Example("60 км / ч", "60␣км/ч"), Example("Москва / Петербург")),
        level=Level.PROF, profiles=_ALL, at=SYMBOL, decide=_slash,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
