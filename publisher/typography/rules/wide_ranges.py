"""RU31x: ranges of more than one token: with spaces around the dash, between dates, prices, groups of digits."""

from __future__ import annotations

from publisher.typography import alphabet as ab
from publisher.typography.kinds import (
    CENTURIES,
    COLON,
    CYRILLIC,
    DASH,
    NAME,
    NONE,
    NUMBER,
    PERCENT,
    RANGE,
    ROMAN,
    SPACE,
    STOP,
    SYMBOL,
    WORD,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.rules.figures import CURRENCIES, day, is_date, is_time, is_year, rises, roman
from publisher.typography.rules.ranges import is_measured, is_numbered
from publisher.typography.tokens import Block

_GROUP = 3
_MOST_GROUPS = 4
_TYPED = frozenset({"-", "--", "–", "−", "‒"})
"""What people type between numbers with spaces; an em dash there is a dash between words: «в первой — 5»."""


def _tighten(block: Block, i: int, code: str) -> None:
    """The dash i is a range's: an en dash without spaces."""
    block.put(i, ab.EN_DASH, code)
    block.set_space(i, NONE, code)
    block.set_space(i + 1, NONE, code)


def _is_free(block: Block, i: int) -> bool:
    """A dash with a space on both sides and no other dash near it."""
    is_spaced = block.space[i] == block.space[i + 1] == SPACE
    return is_spaced and i not in block.dashes and not (block.kind(i - 2) | block.kind(i + 2)) & DASH


def _spaced_years(block: Block, i: int) -> None:
    """`1941 - 1945`: the dash token between two years; its spaces go."""
    if i < 1 or i + 1 >= block.end or not _is_free(block, i):
        return
    left, right = block.tokens[i - 1], block.tokens[i + 1]
    if is_year(left) and is_year(right) and int(left) < int(right):
        _tighten(block, i, "RU314")


def _first_group(block: Block, i: int) -> int:
    """Where the number begins whose last digits are the token i: `10 000`."""
    first = i
    while (
        first > i - _MOST_GROUPS
        and len(block.tokens[first]) == _GROUP
        and block.space[first] == SPACE
        and block.kind(first - 1) & NUMBER
        and block.tokens[first - 1].isdecimal()
        and len(block.tokens[first - 1]) <= _GROUP
    ):
        first -= 1
    return first


def _last_group(block: Block, i: int) -> int:
    """Where the number ends that begins with the token i."""
    last = i
    while (
        last < i + _MOST_GROUPS
        and len(block.tokens[i]) <= _GROUP
        and block.space[last + 1] == SPACE
        and block.kind(last + 1) & NUMBER
        and len(block.tokens[last + 1]) == _GROUP
        and block.tokens[last + 1].isdecimal()
    ):
        last += 1
    return last


def _spaced(block: Block, i: int) -> None:
    """`5 - 6 человек`, `9:00 - 18:00`, `с. 5 - 10`, `XIX - XX вв.`"""
    if i < 1 or i + 1 >= block.end or block.tokens[i] not in _TYPED or not _is_free(block, i):
        return
    before, after = block.kind(i - 1), block.kind(i + 1)
    if before & after & NUMBER:
        first, last = _first_group(block, i - 1), _last_group(block, i + 1)
        if _is_range(block, first, i, last):
            _tighten(block, i, "RU316")
    elif before & after & ROMAN and block.kind(i + 2) & CENTURIES and is_measured(block, i + 2):
        is_range = roman(block.tokens[i - 1]) and roman(block.tokens[i + 1])
        if is_range:
            _tighten(block, i, "RU316")


def _is_range(block: Block, first: int, i: int, last: int) -> bool:
    """Whether the numbers `first` … and … `last` around the dash i are a range."""
    left, right = "".join(block.tokens[first:i]), "".join(block.tokens[i + 1 : last + 1])
    if is_time(left) and is_time(right):
        return ":" in left or not is_numbered(block, first)
    if not rises(left, right):
        return False
    if is_numbered(block, first):
        return first == i - 1 and not block.kind(last + 1) & WORD and not is_measured(block, last + 1)
    return is_measured(block, last + 1) and not _is_label(block, first)


def _is_label(block: Block, first: int) -> bool:
    """Whether the left number belongs to the word before it: `Шаг 2 - 10 минут`, `Боинг 737 - 5 часов`."""
    before = block.kind(first - 1)
    return bool(before & WORD) and not (before & CYRILLIC and block.tokens[first - 1].islower())


def _glued(block: Block, i: int) -> None:
    """Dates and verses: `01.05.2022-15.05.2022`, `Ин. 3:16-18`."""
    if not block.kind(i - 1) & block.kind(i + 1) & NUMBER:
        return
    is_tight = block.is_tight(i) and block.is_tight(i + 1)
    left, right = block.tokens[i - 1], block.tokens[i + 1]
    if is_date(left) and is_date(right):
        if day(left) < day(right) and (is_tight or _is_free(block, i)):
            _tighten(block, i, "RU317")
    elif is_tight and _is_verse(block, i) and rises(left.rpartition(":")[2], right):
        block.put(i, ab.EN_DASH, "RU317")


def _is_verse(block: Block, i: int) -> bool:
    """Chapter and verse behind the short name of a book: `Ин. 3:16`, `1 Кор. 13:4`."""
    first = i - 1
    if ":" not in block.tokens[first]:
        if not (block.kind(i - 2) & COLON and block.is_tight(i - 1) and block.is_tight(i - 2)):
            return False
        first = i - 3
    is_behind_book = block.kind(first - 1) & STOP and block.kind(first - 2) & NAME
    return bool(is_behind_book) and block.space[first] == SPACE


def _both_sides(block: Block, i: int) -> None:
    """`10%-15%`, `$5 - $10`: the sign stands at both numbers."""
    if block.space[i] != block.space[i + 1] or block.tokens[i] not in _TYPED:
        return
    if block.kind(i - 1) & PERCENT:
        is_range = block.is_tight(i) and block.kind(i - 2) & block.kind(i + 1) & NUMBER and block.kind(i + 2) & PERCENT
        if is_range and rises(block.tokens[i - 2], block.tokens[i + 1]):
            block.put(i, ab.EN_DASH, "RU318")
    elif block.kind(i + 1) & SYMBOL and block.tokens[i + 1] in CURRENCIES and block.kind(i - 2) & SYMBOL:
        same = block.tokens[i - 2] == block.tokens[i + 1] and block.is_tight(i - 1) and block.is_tight(i + 2)
        if same and block.kind(i - 1) & block.kind(i + 2) & NUMBER and rises(block.tokens[i - 1], block.tokens[i + 2]):
            _tighten(block, i, "RU318")


def _groups(block: Block, i: int) -> None:
    """`10 000-15 000 рублей`: the token `000-15` between groups of digits."""
    left, _, right = block.tokens[i].replace("–", "-").replace("—", "-").replace("−", "-").partition("-")
    if not (left.isdecimal() and right.isdecimal() and len(left) == _GROUP and len(right) <= _GROUP):
        return
    if not (block.space[i] == SPACE and block.kind(i - 1) & NUMBER and len(block.tokens[i - 1]) <= _GROUP):
        return
    first, last = _first_group(block, i - 1), _last_group(block, i)
    if last == i and len(block.tokens[i + 1]) == _GROUP and block.kind(i + 1) & NUMBER and block.space[i + 1] == SPACE:
        last = _last_group(block, i + 1)
    low = "".join(block.tokens[first:i]) + left
    high = right + "".join(block.tokens[i + 1 : last + 1])
    if last > i and low.isdecimal() and rises(low, high) and is_measured(block, last + 1):
        block.put(i, f"{left}{ab.EN_DASH}{right}", "RU318")


def _both_kinds(block: Block, i: int) -> None:
    (_groups if block.kinds[i] & RANGE else _both_sides)(block, i)


def _em_dash(block: Block, i: int) -> None:
    """The older custom: whatever is to be an en dash between numbers becomes an em dash."""
    new = block.now(i)
    if block.kinds[i] & DASH:
        is_tight = block.is_tight(i) and block.is_tight(i + 1)
        if not (is_tight and block.kind(i - 1) & (NUMBER | PERCENT) and block.kind(i + 1) & (NUMBER | SYMBOL)):
            return
    if ab.EN_DASH in new:
        block.put(i, new.replace(ab.EN_DASH, ab.EM_DASH), "RU319")


RULES = (
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
    Rule(
        "RU316", Stage.DASHES,
        "Тире между числами набирается без пробелов: 5 - 6 человек → 5–6 человек",
        "The dash between numbers has no spaces: 5 - 6 человек → 5–6 человек",
        "Пробелы превращают «от — до» в «это». Только если число растёт и за ним единица, предмет счёта или век.",
        "Spaces turn from–to into a pause. Only where the number rises and a unit, noun or century follows.",
        "каталог D6, D7",
        (
            Example("5 - 6 человек", "5–6␣человек"), Example("9:00 - 18:00", "9:00–18:00"),
            Example("с. 5 - 10", "с.␣5–10"), Example("XIX - XX вв.", "XIX–XX␣вв."),
            Example("10 000 - 15 000 рублей", "10␣000–15␣000␣рублей"),
            Example("Шаг 2 - 10␣минут"), Example("рис.␣1 - 5 котят"), Example("5 - 3 = 2", "5 − 3 = 2"),
        ),
        level=Level.PROF, profiles=frozenset({"book", "press", "web"}),
        at=DASH, decide=_spaced,
    ),
    Rule(
        "RU317", Stage.DASHES,
        "Между датами и стихами Писания короткое тире",
        "An en dash between dates and between verses of the Bible",
        "Полные даты и стихи ни с чем не спутать: 01.05.2022–15.05.2022, Ин. 3:16–18.",
        "Full dates and verses can't be taken for anything else.",
        "каталог D5, D6",
        (
            Example("01.05.2022-15.05.2022", "01.05.2022–15.05.2022"), Example("Ин. 3:16-18", "Ин.␣3:16–18"),
            Example("01.05.2022 - 15.05.2022", "01.05.2022–15.05.2022"),
            Example("15.05.2022-01.05.2022"), Example("10:15-18"),
        ),
        at=DASH, decide=_glued,
    ),
    Rule(
        "RU318", Stage.DASHES,
        "Короткое тире между суммами, процентами, группами цифр",
        "An en dash between sums, percentages, groups of digits",
        "10 000–15 000 рублей, $5–$10, 10 %–15 %: то же «от — до», хотя знак стоит при каждом числе.",
        "The same from–to, though a sign stands at either number.",
        "каталог D7",
        (
            Example("10 000-15 000 рублей", "10␣000–15␣000␣рублей"), Example("$5 - $10", "$5–$10"),
            Example("10%-15%", "10␣%–15␣%"), Example("$10 - $5", "$10␣— $5"), Example("5␣000-15"),
        ),
        level=Level.PROF, profiles=frozenset({"book", "press", "web"}),
        at=DASH | RANGE, decide=_both_kinds,
    ),
    Rule(
        "RU319", Stage.DASHES,
        "Между числами длинное тире (прежняя практика)",
        "An em dash between numbers (older practice)",
        "В советских изданиях между числами стояло длинное тире; включается для переизданий: extend = [\"RU319\"].",
        "Soviet books set an em dash between numbers; switched on for reprints: extend = [\"RU319\"].",
        "каталог D5 [P: EMT, polytypo]",
        (Example("1941-1945 гг.", "1941—1945␣гг."), Example("5-6 человек", "5—6␣человек"), Example("счёт 3-2")),
        level=Level.OFF, at=DASH | RANGE, decide=_em_dash,
    ),
)  # fmt: skip
"""Rules of this family, in running order: the older custom overrules the others."""
