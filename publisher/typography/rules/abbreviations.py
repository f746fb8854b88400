"""RU42x: abbreviations of several parts, and those that belong to a name or a number behind them."""

from __future__ import annotations

from functools import cache

from publisher.typography.kinds import (
    APOSTROPHE,
    BEFORE_NAME,
    BEFORE_NUMBER,
    BREAK,
    COLON,
    COMMA,
    CONJUNCTION,
    CYRILLIC,
    DASH,
    DEGREE,
    DOTS,
    DOTTED,
    ELLIPSIS,
    FORM,
    INITIAL,
    NAME,
    NAMESAKE,
    NONE,
    NUMBER,
    PREPOSITION,
    PROTECTED,
    QUOTE,
    RANGE,
    ROMAN,
    SCRIPTURE,
    SIGN,
    SPACE,
    STARTER,
    STOP,
    STREET,
    TITLE,
    WORD,
)
from publisher.typography.languages import Language, anchor, is_bare
from publisher.typography.rule import Example, Rule, Stage
from publisher.typography.rules.figures import is_label_of
from publisher.typography.rules.glue import FIRM, LEAN
from publisher.typography.tokens import Block

_NUMERAL = NUMBER | RANGE | ROMAN
_MEASURES = frozenset(
    {
        *(("у", "е"), ("л", "с"), ("с", "ш"), ("ю", "ш"), ("в", "д"), ("з", "д"), ("п", "л"), ("а", "л")),
        *(("а", "е"), ("ст", "л"), ("ч", "л"), ("дес", "л"), ("ф", "ст"), ("а.", "е", "м")),
    }
)
"""Abbreviations that say what the number before them counts."""
_STOPS = STOP | DOTS | ELLIPSIS


@cache
def _groups(language: Language) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Abbreviations by the part at which they are recognised, the long ones first."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for group in language.dotted:
        groups.setdefault(group[anchor(group, language)].rstrip("."), []).append(group)
    return {part: tuple(sorted(found, key=len, reverse=True)) for part, found in groups.items()}


def _begin(block: Block, i: int, group: tuple[str, ...]) -> int:
    """Token at which an abbreviation begins when its anchor is token i; negative if there is no room for it."""
    before = range(anchor(group, block.language))
    return i - sum(1 if is_bare(group, number, block.language) else 2 for number in before)


def _parts(block: Block, at: int, group: tuple[str, ...]) -> list[int] | None:
    """Tokens at which the second and later parts of an abbreviation begin, when it stands at token `at`."""
    starts = []
    for number, part in enumerate(group):
        if number:
            starts.append(at)
        token = block.tokens[at]
        is_first = not number and token[:1].isupper()  # the sentence begins with it: «Т. е.»
        if not block.kind(at) & WORD or part.rstrip(".") not in (token, token.lower() if is_first else token):
            return None
        at += 1
        if is_bare(group, number, block.language):
            if block.space[at] != SPACE:
                return None
            continue
        is_last = number == len(group) - 1
        if not block.kind(at) & (_STOPS if is_last else STOP) or not block.is_tight(at):
            return None
        at += 1
    ends_word = block.is_tight(at) and block.kind(at) & WORD
    return None if ends_word else starts


def _dotted(block: Block, i: int) -> None:
    token = block.tokens[i]
    if not block.kinds[i + 1] & _STOPS:
        return
    groups = _groups(block.language)
    for group in groups.get(token) or groups.get(token.lower(), ()):
        begin = _begin(block, i, group)
        starts = _parts(block, begin, group) if begin >= 0 else None
        if starts is not None and not (block.is_tight(begin) and block.kind(begin - 1) & STOP):
            for start in starts:
                block.join(start, "RU421", FIRM)
            if group in _MEASURES and block.kind(begin - 1) & (_NUMERAL | DEGREE | APOSTROPHE):
                block.bind(begin, "RU421", FIRM)
            return


def _behind_abbreviation(block: Block, i: int) -> bool:
    """Whether token i is the last part of a longer abbreviation: «и т. д. Потом», «и пр. Потом», «50 л. с. Потом»."""
    before = block.kind(i - 1)
    if before & STOP:
        return bool(block.kind(i - 2) & WORD) and len(block.tokens[i - 2]) == 1
    return block.tokens[i] == "пр" and bool(before & CONJUNCTION)


def _behind_number(block: Block, i: int) -> bool:
    """«2022 г. Москва», «90-х гг. Москва»: the abbreviation belongs to the number."""
    if block.kind(i - 1) & _NUMERAL:
        return True
    return bool(block.kind(i - 2) & DASH and block.kind(i - 3) & _NUMERAL) and block.is_tight(i - 1)


def _is_meant(block: Block, i: int) -> bool:
    """Whether a word that may be no abbreviation is one: «театр им. Ленина», but «дал им. Потом»."""
    if block.tokens[i].lower() not in block.language.homographs:
        return True
    before = block.kind(i - 1)
    if block.is_tight(i + 2):
        return True
    if block.space[i] == BREAK or before & (NAMESAKE | PREPOSITION | FORM) or not before & WORD:
        return True
    return (len(block.tokens[i - 1]) > 1 and block.tokens[i - 1].isupper()) or bool(block.kind(i + 2) & INITIAL)


def _before_name(block: Block, i: int) -> None:
    """`г. Москва`, `ул. Ленина`, `г-н Иванов`; not `2022 г. Москва`."""
    if block.kinds[i] & TITLE:
        if block.kind(i + 1) & WORD and block.tokens[i + 1][0].isupper():
            block.bind(i + 1, "RU422", FIRM)
        return
    if not block.kind(i + 1) & STOP or not block.is_tight(i + 1):
        return
    after = block.kind(i + 2)
    if after & NUMBER and block.kinds[i] & STREET and not _behind_number(block, i):
        block.join(i + 2, "RU422", FIRM)
    is_initial = after & INITIAL and (block.kind(i + 3) & STOP or not after & CYRILLIC)
    if not is_initial and (not after & NAME or after & STARTER):
        return
    if _behind_number(block, i) or _behind_abbreviation(block, i) or not _is_meant(block, i):
        return
    if block.space[i + 2] != NONE or after & CYRILLIC:
        block.join(i + 2, "RU422", FIRM)


def _street(block: Block, i: int) -> None:
    """`Садовая ул.`, `Приморский б-р`: the name goes before."""
    is_dotted = block.kind(i + 1) & STOP and block.is_tight(i + 1) and not block.kind(i + 2) & (NAME | NUMBER)
    if not is_dotted and not block.kinds[i] & TITLE:
        return
    if block.kind(i - 1) & NAME and not block.kind(i - 1) & STARTER:
        block.bind(i, "RU425", LEAN)


def _before_number(block: Block, i: int) -> None:
    """`рис. 5`, `с. 15`, `гл. II`, `см. рис.`, `п. «а»`, `прил. А`"""
    if not (block.kind(i + 1) & STOP and block.is_tight(i + 1)):
        return
    after = block.kind(i + 2)
    if after & (_NUMERAL | SIGN | PROTECTED):
        if not _behind_abbreviation(block, i) and is_label_of(block, i):
            block.join(i + 2, "RU423", FIRM)
    elif block.tokens[i].lower() in ("см", "ср"):
        if after & WORD and not block.kind(i - 1) & _NUMERAL:
            block.join(i + 2, "RU423", FIRM)
    elif after & INITIAL:
        if not block.kind(i + 3) & STOP and len(block.tokens[i]) > 1:
            block.bind(i + 2, "RU423", FIRM)
    elif block.sides.get(i + 2, ("", 0))[0] == "open" and block.kind(i + 3) & WORD and len(block.tokens[i + 3]) == 1:
        block.bind(i + 2, "RU423", FIRM)


def _form(block: Block, i: int) -> None:
    after = block.kind(i + 1)
    if (after & QUOTE and block.sides.get(i + 1, ("open", 0))[0] == "open") or after & NAME:
        block.bind(i + 1, "RU424", FIRM)


def _verse(block: Block, i: int) -> None:
    """`Ин. 3:16`, `1 Кор. 13, 4`, `Быт. I:1`; `Рим. 10 лет` is a town at a sentence's end."""
    number = i + 2 if block.kind(i + 1) & STOP and block.is_tight(i + 1) else i + 1
    separator = block.kind(number + 1) & (COLON | COMMA if number > i + 1 else COLON)
    is_reference = ":" in block.tokens[number] or (separator and block.is_tight(number + 1))
    if not block.kind(number) & _NUMERAL or not is_reference:
        return
    block.bind(number, "RU426", FIRM)
    if block.kind(i - 1) & NUMBER and block.tokens[i - 1] in "1234":
        block.bind(i, "RU426", FIRM)


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
            Example("до н.э.", "до␣н.␣э."), Example("в т. ч.", "в␣т.␣ч."), Example("и.о. директора", "и.␣о. директора"),
            Example("P.P.S. Да", "P.␣P.␣S. Да"), Example("и т. д…", "и␣т.␣д…"),
            Example("100 у.е.", "100␣у.␣е."), Example("2 ст. л. сахара", "2␣ст.␣л. сахара"), Example("и␣т.␣д."),
            Example("т. Иванов", "т.␣Иванов"),
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
            Example("г. Москва", "г.␣Москва"), Example("г.Москва", "г.␣Москва"), Example("им. Ленина", "им.␣Ленина"),
            Example("г-н Иванов", "г-н␣Иванов"),
            Example("проф. А. Иванов", "проф.␣А.␣Иванов"), Example("ул. 8 Марта", "ул.␣8␣Марта"),
            Example("г-н NN", "г-н␣NN"),
            Example("В 2022 г. Москва", "В␣2022␣г. Москва"), Example("и т. д. Потом", "и␣т.␣д. Потом"),
            Example("дом им.Пушкина", "дом им.␣Пушкина"), Example("дал им. Потом"),
            Example("доволен им. К тому же", "доволен им. К␣тому␣же"),
            Example("дал им. Сторож ушёл"),
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
            Example("см. рис. 5", "см.␣рис.␣5"), Example("см.вкладыш", "см.␣вкладыш"),
            Example("п. «а»", "п.␣«а»"), Example("прил. А", "прил.␣А"),
            Example("п. 3.1.2", "п.␣3.1.2"), Example("18 ч. 30 мин.", "18␣ч. 30␣мин."),
            Example("и т. д. 5 раз", "и␣т.␣д. 5␣раз"),
            Example("рис. Иванова"), Example("рост 150 см. Глаза", "рост 150␣см. Глаза"),
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
        (Example("ООО «Рога»", "ООО␣«Рога»"), Example("НИИ закрыт"), Example("«Моё ООО» закрыто")),
        at=FORM, decide=_form,
    ),
    Rule(
        "RU425", Stage.GLUE,
        "Сокращение не отрывается от имени перед ним: Садовая ул.",
        "An abbreviation stays with the name before it: Садовая ул.",
        "ул., пл., обл. в начале строки теряют имя.",
        "ул., пл., обл. at a line's beginning lose their name.",
        "каталог G6",
        (
            Example("Садовая ул., дом", "Садовая␣ул., дом"), Example("Приморский б-р", "Приморский␣б-р"),
            Example("В ул. Ленина", "В␣ул.␣Ленина"), Example("улица"),
        ),
        at=STREET, decide=_street,
    ),
    Rule(
        "RU426", Stage.GLUE,
        "Книга Библии не отрывается от главы и стиха: Ин. 3:16",
        "A book of the Bible stays with chapter and verse: Ин. 3:16",
        "Ссылка читается целиком.",
        "A reference is read as a whole.",
        "каталог B4, G10",
        (
            Example("Ин. 3:16", "Ин.␣3:16"), Example("1 Кор. 13:4", "1␣Кор.␣13:4"), Example("Мф. 5, 3", "Мф.␣5, 3"),
            Example("Это Рим. 10 лет назад", "Это Рим. 10␣лет назад"), Example("Рим 5"),
        ),
        at=SCRIPTURE, decide=_verse,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
