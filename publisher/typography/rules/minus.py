"""RU306, RU32x: the minus, and signs that cling to their number."""

from __future__ import annotations

from publisher.typography import alphabet as ab
from publisher.typography.kinds import (
    BREAK,
    CLOSE,
    COLON,
    COMMA,
    CYRILLIC,
    DASH,
    DEGREE,
    ELLIPSIS,
    FRACTION,
    INITIAL,
    MARK,
    NAME,
    NONE,
    NUMBER,
    OPEN,
    PERCENT,
    PREPOSITION,
    QUOTE,
    SHORT,
    SPACE,
    STOP,
    SYMBOL,
    WORD,
)
from publisher.typography.rule import Example, Rule, Stage
from publisher.typography.tokens import Block

_TYPED = frozenset({"-", "–", "−", "‒"})
_RELATIONS = frozenset("=<>≤≥≈≠×±")
_EQUALS = frozenset("=≈≠<>≤≥")
_SIGNS = frozenset("+±")
_SENTENCE_END = STOP | MARK | ELLIPSIS | CLOSE
_CRAFT = 3
"""Letters of names that a number follows: Ту, Ил, Су, МиГ."""


def _minus(block: Block, i: int) -> None:
    """Before a number: tight, unless the hyphen hangs on a word or another number; spaced in a sum."""
    if i in block.dashes or block.tokens[i] not in _TYPED:
        return
    if block.is_tight(i + 1):
        if block.kind(i + 1) & NUMBER and _is_sign(block, i):
            _settle(block, i)
    elif block.space[i] == SPACE and block.space[i + 1] == SPACE:
        if _is_sum(block, i):
            _settle(block, i)
        elif block.kind(i - 1) & PREPOSITION and block.kind(i + 1) & NUMBER:  # `до - 5`: no dash stands there
            _settle(block, i)
            block.set_space(i + 1, NONE, "RU306")


def _settle(block: Block, i: int) -> None:
    """Token i is a minus: for all that comes after it is no dash any more."""
    block.put(i, ab.MINUS, "RU306")
    block.dashes[i] = None
    block.kinds[i] = SYMBOL


def _is_sign(block: Block, i: int) -> bool:
    """Whether what stands before a hyphen that clings to a number lets it be a minus."""
    before, space = block.kind(i - 1), block.space[i]
    if space == BREAK:
        return True
    if space == NONE:
        if before & OPEN:  # `a[-1]` is a program's
            return block.tokens[i - 1] != "[" or block.space[i - 1] != NONE or bool(block.kind(i - 2) & CYRILLIC)
        if before & QUOTE:
            return block.space[i - 1] != NONE
        if before & COMMA:  # `-17,-15 °C`
            return bool(block.kind(i - 2) & NUMBER and block.kind(i - 3) & SYMBOL) and block.is_tight(i - 1)
        return bool(before & (SYMBOL | ELLIPSIS)) and (bool(before & ELLIPSIS) or block.tokens[i - 1] in _RELATIONS)
    if before & CYRILLIC:
        return not _is_craft(block, i - 1) or _is_measured(block, i + 2)
    if before & _SENTENCE_END:
        return _is_measured(block, i + 2)
    return bool(before & (COMMA | COLON | SYMBOL | DASH))


def _is_craft(block: Block, i: int) -> bool:
    """`Ту -154`, `Т -34`: a short name whose hyphen has a space too many."""
    kind = block.kind(i)
    is_name = kind & (NAME | INITIAL) or block.tokens[i].isupper()
    return bool(is_name) and not kind & (SHORT | PREPOSITION) and len(block.tokens[i]) <= _CRAFT


def _is_measured(block: Block, i: int) -> bool:
    return bool(block.kind(i) & (DEGREE | PERCENT))


def _is_sum(block: Block, i: int) -> bool:
    """`5 - 3 = 2`, `c = a - b`: two terms, and an equals sign beside them."""
    if not (_is_term(block, i - 1) and _is_term(block, i + 1)):
        return False
    return any(0 <= at < block.end and block.tokens[at] in _EQUALS for at in (i + 2, i + 4, i - 2))


def _is_term(block: Block, i: int) -> bool:
    """A number or a letter of a formula."""
    kind = block.kind(i)
    return bool(kind & NUMBER) or bool(kind & WORD and not kind & CYRILLIC and len(block.tokens[i]) == 1)


def _clings(block: Block, i: int) -> None:
    """`+ 7 °C`, `от + 5 до + 7`, `± 3`: a sign with nothing to add to before it."""
    sign = block.now(i)
    if sign not in _SIGNS or block.space[i + 1] != SPACE or not block.kind(i + 1) & NUMBER:
        return
    before = block.kind(i - 1)
    if block.space[i] == BREAK:
        is_unary = sign == "±" or _is_measured(block, i + 2)
    elif block.space[i] == NONE:
        is_unary = bool(before & OPEN)
    else:
        is_unary = bool(before & (PREPOSITION | COMMA | COLON)) or (
            bool(before & CYRILLIC) and (sign == "±" or _is_measured(block, i + 2))
        )
    if is_unary and not block.kind(i + 1) & FRACTION:
        block.set_space(i + 1, NONE, "RU321")


RULES = (
    Rule(
        "RU306", Stage.DASHES,
        "Минус перед числом — знак −",
        "Minus before a number is −",
        "Минус равен по ширине плюсу и стоит на его высоте; дефис короток и низок.",
        "A minus is as wide and as high as the plus; a hyphen is short and low.",
        "ГОСТ 8.417 [M]; каталог D10",
        (
            Example("-5 °C", "−5␣°C"), Example("до -40", "до␣−40"), Example("5 - 3 = 2", "5 − 3 = 2"),
            Example("(-3; +5)", "(−3; +5)"), Example("t = -5", "t = −5"), Example("до - 5 °C", "до␣−5␣°C"),
            Example("x - 5 = 0", "x − 5 = 0"), Example("-10...-5", "−10…−5"),
            Example("Ту-154"), Example("head -5"), Example("a[-1]"), Example("Ту -154"),
            Example("тепло - 5␣градусов", "тепло␣— 5␣градусов"),
        ),
        at=DASH, decide=_minus,
    ),
    Rule(
        "RU321", Stage.DASHES,
        "Знак числа набирается вплотную: +7, ±3",
        "The sign of a number is set close to it: +7, ±3",
        "С пробелом плюс — действие, без пробела — знак числа.",
        "With a space a plus is an operation, without one it is the number's sign.",
        "ГОСТ 8.417 [M]; каталог B12",
        (
            Example("от + 5 до + 7", "от␣+5 до␣+7"), Example("(+ 3)", "(+3)"), Example("точность ± 3", "точность ±3"),
            Example("2 + 2 = 4"), Example("мука + 2␣яйца"), Example("100 ± 5"),
        ),
        at=SYMBOL, decide=_clings,
    ),
)  # fmt: skip
"""Rules of this family; they come before the dashes, which leave a settled minus alone."""
