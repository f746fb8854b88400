"""RU605, RU614, RU62x: degrees of temperature and of angles, raised signs."""

from __future__ import annotations

from publisher.typography.kinds import (
    APOSTROPHE,
    CELSIUS,
    CYRILLIC,
    DASH,
    DEGREE,
    NONE,
    NUMBER,
    PREPOSITION,
    QUOTE,
    RANGE,
    SPACE,
    SYMBOL,
    TALK,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.rules.glue import FIRM
from publisher.typography.tokens import Block

_DIGITS = NUMBER | RANGE
_PRIMES = APOSTROPHE | QUOTE | DEGREE


def _degree(block: Block, i: int) -> None:
    """`20°C`, `20° C` → `20 °C`; `10°15′` and `90°` stay tight."""
    scale = block.kind(i + 1)
    if block.kind(i - 1) & _DIGITS and scale & CELSIUS and (block.is_tight(i + 1) or not scale & CYRILLIC):
        block.set_space(i + 1, NONE, "RU605")
        block.join(i, "RU605", FIRM)


def _raised(block: Block, i: int) -> None:
    """`90 °` → `90°`, unless a scale follows."""
    if block.kind(i - 1) & _DIGITS and not (block.kind(i + 1) & CELSIUS) and block.space[i] == SPACE:
        block.set_space(i, NONE, "RU621")


def _parts_of_angle(block: Block, i: int) -> None:
    """`12° 30′ 15″`: degrees, minutes and seconds of one angle."""
    is_behind_part = block.kind(i - 1) & _PRIMES and block.kind(i - 2) & NUMBER and block.is_tight(i - 1)
    if is_behind_part and block.kind(i + 1) & (APOSTROPHE | QUOTE) and block.is_tight(i + 1):
        block.bind(i, "RU622", FIRM)


def _bare(block: Block, i: int) -> None:
    """`до +10 C`: a sign, a range or a preposition that goes with temperatures stands before, no word behind."""
    if not block.kind(i - 1) & _DIGITS or block.space[i] != SPACE or block.kind(i + 1) & TALK:
        return
    before = block.kind(i - 2)
    is_signed = bool(before & (SYMBOL | DASH)) and block.is_tight(i - 1) and block.tokens[i - 2] in _SIGNS
    if block.kinds[i] & CYRILLIC and not is_signed:
        return  # `в 10 С`: a class, a preposition
    is_place = before & PREPOSITION and len(block.tokens[i - 2]) > 1
    if is_signed or is_place or block.kind(i - 1) & RANGE or block.tokens[i - 2] in ("=", "≈"):
        block.put(i, f"°{block.tokens[i]}", "RU614")
        block.bind(i, "RU614", FIRM)


_SIGNS = frozenset("+-–−±")

RULES = (
    Rule(
        "RU605", Stage.GLUE,
        "Градусы Цельсия: 20 °C",
        "Degrees Celsius: 20 °C",
        "Знак °C — единица и отделяется от числа; простой градус набирается вплотную.",
        "°C is a unit and set off from the number; a plain degree is set tight.",
        "ГОСТ 8.417-2002 [V]; каталог G8, H12",
        (Example("20°C", "20␣°C"), Example("20 °C", "20␣°C"), Example("20° C", "20␣°C"), Example("10°15′")),
        at=DEGREE, decide=_degree,
    ),
    Rule(
        "RU614", Stage.INNER,
        "Температура без знака градуса: до +10 C → до +10 °C",
        "Temperature without its degree: до +10 C → до +10 °C",
        "C без ° — кулон. В книге и в печати знак восстанавливается там, где стоит знак числа, предлог или диапазон; "
        "на сайте C чаще класс, диск или аккорд.",
        "C without ° is the coulomb. In books and print the degree is restored where a sign, a preposition or a range "
        "stands before; on sites C is more often a class, a disk or a chord.",
        "ГОСТ 8.417-2002 [V]; каталог H12",
        (
            Example("+10 C", "+10␣°C"), Example("до 10 C", "до␣10␣°C"), Example("−5 С", "−5␣°С"),
            Example("в 10 C", "в␣10 C"), Example("класс 10 С"), Example("витамин C"),
        ),
        level=Level.PROF, profiles=frozenset({"book", "press"}),
        at=CELSIUS, decide=_bare,
    ),
    Rule(
        "RU621", Stage.GLUE,
        "Поднятый знак стоит вплотную к числу: 90°",
        "A raised sign is set close to the number: 90°",
        "Пробел ставится перед единицей, но не перед знаком, поднятым над строкой.",
        "A space goes before a unit but not before a sign raised above the line.",
        "ГОСТ 8.417-2002 [V]; каталог G8",
        (Example("90 °", "90°"), Example("90°"), Example("20 °C", "20␣°C")),
        at=DEGREE, decide=_raised,
    ),
    Rule(
        "RU622", Stage.GLUE,
        "Градусы, минуты и секунды одного угла не разрываются",
        "Degrees, minutes and seconds of one angle hang together",
        "12° 30′ 15″ — одно число.",
        "12° 30′ 15″ is one number.",
        "каталог C8",
        (Example("12° 30' 15\"", "12°␣30′␣15″"), Example("12°, 30 раз", "12°, 30␣раз")),
        at=NUMBER, decide=_parts_of_angle,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
