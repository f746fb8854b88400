"""RU611, RU615, RU616: sums of money."""

from __future__ import annotations

from publisher.typography import alphabet as ab
from publisher.typography.kinds import (
    DASH,
    NAME,
    NUMBER,
    RANGE,
    ROUBLE,
    SIGN,
    SPACE,
    STOP,
    SYMBOL,
    TALK,
    UNIT,
    WORD,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.rules.figures import CURRENCIES, MULTIPLES
from publisher.typography.rules.glue import FIRM
from publisher.typography.tokens import Block

_DIGITS = NUMBER | RANGE
_GROUP = 3
_MOST_GROUPS = 5


def _currency(block: Block, i: int) -> None:
    """`100 ₽`, and `100₽` gets its space; `5$100` is a code."""
    if block.tokens[i] not in CURRENCIES or not block.kind(i - 1) & _DIGITS:
        return
    is_code = block.is_tight(i - 1) and block.kind(i - 2) & (WORD | DASH)
    if block.is_tight(i) and (is_code or (block.is_tight(i + 1) and block.kind(i + 1) & TALK)):
        return
    block.join(i, "RU611", FIRM)


def _rouble(block: Block, i: int) -> None:
    """`100 руб.`, `100 р.`; the full stop stays where a sentence may end."""
    if not block.kind(i - 1) & _DIGITS:
        return
    has_stop = block.kind(i + 1) & STOP and block.is_tight(i + 1)
    if not has_stop and len(block.tokens[i]) < _GROUP:
        return
    block.put(i, "₽", "RU615")
    block.join(i, "RU615", FIRM)
    if has_stop and i + 2 < block.end and not block.kind(i + 2) & NAME and block.space[i + 2] == SPACE:
        block.put(i + 1, "", "RU615")


def _sign_behind(block: Block, i: int) -> None:
    """`$100` → `100 $`, `$1,5 млн` → `1,5 млн $`. Units are asked for to have them in view."""
    if block.tokens[i] not in CURRENCIES or not block.kind(i + 1) & _DIGITS or not block.is_tight(i + 1):
        return
    if block.is_tight(i) and block.kind(i - 1) & (WORD | SYMBOL | SIGN | DASH | _DIGITS):
        return
    last = i + 1
    while (
        last < i + _MOST_GROUPS
        and block.kind(last + 1) & NUMBER
        and block.space[last + 1] == SPACE
        and len(block.tokens[last + 1]) == _GROUP
    ):
        last += 1
    if block.kind(last + 1) & UNIT:
        if block.tokens[last + 1] not in MULTIPLES:
            return
        last += 1
    if block.is_tight(last + 1) and block.kind(last + 1) & TALK:
        return
    block.put(i, "", "RU616")
    block.put(last, f"{block.now(last)}{ab.NBSP}{block.tokens[i]}", "RU616")


RULES = (
    Rule(
        "RU611", Stage.GLUE,
        "Число не отрывается от знака валюты: 100 ₽",
        "A number stays with its currency sign: 100 ₽",
        "Знак валюты — единица.",
        "A currency sign is a unit.",
        "ГОСТ 8.417-2002 [M]; каталог G8",
        (Example("100 ₽", "100␣₽"), Example("100₽", "100␣₽"), Example("$100"), Example("a5$b")),
        at=SYMBOL, decide=_currency,
    ),
    Rule(
        "RU615", Stage.INNER,
        "100 руб. → 100 ₽",
        "100 руб. → 100 ₽",
        "Выключено: слово и сокращение — выбор автора; включается для прейскурантов.",
        "Off: the word and its short form are the author's choice; switched on for price lists.",
        "каталог H8 [P: typograf, typus]",
        (
            Example("100 руб. за штуку", "100␣₽ за␣штуку"), Example("100 р.", "100␣₽."),
            Example("5 рублей", "5␣рублей"), Example("р. Волга", "р.␣Волга"),
        ),
        level=Level.OFF, at=ROUBLE, decide=_rouble, may_change_letters=True,
    ),
    Rule(
        "RU616", Stage.INNER,
        "$100 → 100 $",
        "$100 → 100 $",
        "По-русски знак валюты стоит за числом. Выключено: в тексте по английским источникам его ставят впереди.",
        "In Russian the sign of currency follows the number. Off: texts after English sources set it before.",
        "каталог H8 [P: typograf]",
        (
            Example("за $100", "за␣100␣$"), Example("$1,5 млн", "1,5␣млн␣$"), Example("$1 000 000", "1␣000␣000␣$"),
            Example("100␣$"),
        ),
        level=Level.OFF, at=SYMBOL | UNIT, decide=_sign_behind,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
