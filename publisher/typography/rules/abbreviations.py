"""RU42x: abbreviations of several parts, and those that belong to a name or a number behind them."""

from __future__ import annotations

from functools import cache

from publisher.typography.kinds import (
    BEFORE_NAME,
    BEFORE_NUMBER,
    DOTTED,
    FORM,
    INITIAL,
    NAME,
    NUMBER,
    QUOTE,
    RANGE,
    ROMAN,
    SPACE,
    STOP,
    WORD,
)
from publisher.typography.languages import Language
from publisher.typography.rule import Example, Rule, Stage
from publisher.typography.rules.glue import FIRM
from publisher.typography.tokens import Block

_CONJUNCTIONS = frozenset({"и", "в", "до", "та", "і", "да"})
"""First parts of an abbreviation that have no full stop."""


@cache
def _groups(language: Language) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Abbreviations by their first part, the long ones first."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for group in language.dotted:
        groups.setdefault(group[0], []).append(group)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in groups.items()}


def _parts(block: Block, i: int, group: tuple[str, ...]) -> list[int] | None:
    """Tokens at which the second and later parts of an abbreviation begin, when it stands at token i."""
    starts = []
    at = i
    for number, part in enumerate(group):
        if number:
            starts.append(at)
        if block.kind(at) & WORD == 0 or block.tokens[at] != part:
            return None
        at += 1
        if part in _CONJUNCTIONS and number == 0:
            if block.space[at] != SPACE:
                return None
            continue
        if (not block.kind(at) & STOP and block.tokens[at] != "..") or not block.is_tight(at):
            return None
        at += 1
    ends_word = block.is_tight(at) and block.kind(at) & WORD
    return None if ends_word else starts


def _dotted(block: Block, i: int) -> None:
    if not (block.kinds[i + 1] | block.kinds[i + 2]) & STOP:
        return
    for group in _groups(block.language).get(block.tokens[i].lower(), ()):
        if block.tokens[i] != group[0] and block.tokens[i].capitalize() == block.tokens[i]:
            group = (block.tokens[i], *group[1:])  # noqa: PLW2901 - the sentence begins with it: «Т. е.»
        starts = _parts(block, i, group)
        if starts is not None:
            for start in starts:
                block.join(start, "RU421", FIRM)
            return


def _before_name(block: Block, i: int) -> None:
    """`г. Москва`, `ул. Ленина`, `г-н Иванов`; not `2022 г. Москва`."""
    hyphened = "-" in block.tokens[i]
    after = i + 1 if hyphened else i + 2
    if not hyphened and not (block.kind(i + 1) & STOP and block.is_tight(i + 1)):
        return
    if block.kind(i - 1) & (NUMBER | RANGE | ROMAN):
        return
    if block.kind(after) & (NAME | INITIAL) and after < block.end:
        block.bind(after, "RU422", FIRM)


def _before_number(block: Block, i: int) -> None:
    """`рис. 5`, `с. 15`, `гл. II`, `см. рис.`"""
    if not (block.kind(i + 1) & STOP and block.is_tight(i + 1)):
        return
    if block.kind(i + 2) & (NUMBER | RANGE | ROMAN):
        block.join(i + 2, "RU423", FIRM)
    elif block.tokens[i] == "см" and block.kind(i + 2) & WORD:
        block.bind(i + 2, "RU423", FIRM)


def _form(block: Block, i: int) -> None:
    if block.kind(i + 1) & (QUOTE | NAME):
        block.bind(i + 1, "RU424", FIRM)


RULES = (
    Rule(
        "RU421", Stage.GLUE,
        "Сокращения из нескольких частей не разрываются",
        "Abbreviations of several parts hang together",
        "т. е., и т. д., и т. п., до н. э.: между частями неразрывный пробел, даже если пробела не было.",
        "т. е., и т. д., и т. п., до н. э. have no-break spaces between their parts, even where none was typed.",
        "технические правила набора [V]; каталог G4",
        (
            Example("и т.д.", "и␣т.␣д."), Example("т.е.", "т.␣е."), Example("Т. е. так", "Т.␣е. так"),
            Example("до н.э.", "до␣н.␣э."), Example("в т. ч.", "в␣т.␣ч."), Example("т. Иванов", "т.␣Иванов"),
            Example("и␣т.␣д."),
        ),
        at=DOTTED, decide=_dotted,
    ),
    Rule(
        "RU422", Stage.GLUE,
        "Сокращение не отрывается от имени: г. Москва",
        "An abbreviation stays with its name: г. Москва",
        "г., ул., им., акад., г-н без имени за собой непонятны.",
        "г., ул., им., акад., г-н make no sense without the name behind them.",
        "технические правила набора [V]; каталог G6, G16",
        (
            Example("г. Москва", "г.␣Москва"), Example("им. Ленина", "им.␣Ленина"), Example("г-н Иванов", "г-н␣Иванов"),
            Example("В 2022 г. Москва", "В␣2022␣г. Москва"),
        ),
        at=BEFORE_NAME, decide=_before_name,
    ),
    Rule(
        "RU423", Stage.GLUE,
        "Сокращение не отрывается от номера: рис. 5",
        "An abbreviation stays with its number: рис. 5",
        "рис., табл., гл., с. и номер читаются вместе.",
        "рис., табл., гл., с. and the number are read together.",
        "технические правила набора [V]; каталог G10",
        (
            Example("рис. 5", "рис.␣5"), Example("с. 15", "с.␣15"), Example("гл. II", "гл.␣II"),
            Example("см. рис. 5", "см.␣рис.␣5"), Example("рис. Иванова"),
        ),
        at=BEFORE_NUMBER, decide=_before_number,
    ),
    Rule(
        "RU424", Stage.GLUE,
        "Форма собственности не отрывается от названия: ООО «Рога»",
        "A company's legal form stays with its name: ООО «Рога»",
        "ООО, ОАО, НИИ без названия непонятны.",
        "ООО, ОАО, НИИ make no sense without the name.",
        "каталог G16 [V]",
        (Example("ООО «Рога»", "ООО␣«Рога»"), Example("НИИ закрыт")),
        at=FORM, decide=_form,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
