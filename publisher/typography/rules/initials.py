"""RU41x: initials and surnames, rulers and versions with their numbers."""

from __future__ import annotations

from publisher.typography.kinds import (
    BREAK,
    CENTURIES,
    COUNTED,
    CYRILLIC,
    DASH,
    ELLIPSIS,
    INITIAL,
    LABEL,
    MARK,
    MONTH,
    NAME,
    NONE,
    NUMBER,
    PERCENT,
    ROMAN,
    SPACE,
    STARTER,
    STOP,
    UNIT,
    WORD,
    YEARS,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.rules.glue import FIRM
from publisher.typography.tokens import Block

_ENDS = STOP | MARK | ELLIPSIS | DASH
_CAPITALS = 4
"""Letters of a surname in capitals: «А. П. ЧЕХОВ», but «В. США»."""
_RULERS = frozenset("IVX")
"""No monarch has got farther than XXIII; a single C, D, L or M is something else."""
_MEASURES = UNIT | COUNTED | PERCENT | MONTH | YEARS | CENTURIES
_MOST_DIGITS = 4


def _is_initial(block: Block, i: int) -> bool:
    """A capital letter with its full stop; token i is the letter."""
    return bool(block.kind(i) & INITIAL and block.kind(i + 1) & STOP) and block.is_tight(i + 1)


def _is_surname(block: Block, i: int) -> bool:
    """A capitalised word that is not known for opening sentences, or one in capitals that is no abbreviation."""
    kind = block.kind(i)
    if not kind & NAME:
        return bool(kind & WORD) and len(block.tokens[i]) >= _CAPITALS and block.tokens[i].isupper()
    return not kind & STARTER and len(block.tokens[i]) > 1 and not _is_initial(block, i)


def _same_script(block: Block, i: int, other: int) -> bool:
    """«Глава I. Начало»: a Latin letter is not the initial of a Cyrillic name."""
    return block.kind(i) & CYRILLIC == block.kind(other) & CYRILLIC


def _ends_sentence(block: Block, i: int) -> bool:
    """A lone letter that may well be the last word of a sentence: «класс А. Следующий», «— Я. Мама!»."""
    before = block.kind(i - 1)
    if block.tokens[i] in ("Я", "I"):
        return bool(before & (_ENDS | WORD))
    return bool(before & LABEL) and block.space[i] == SPACE


def _bind_next(block: Block, i: int) -> None:
    """`А.` before another initial or a surname."""
    after = i + 2
    if not _is_initial(block, i) or block.space[after] == BREAK or not _same_script(block, i, after):
        return
    if block.tokens[i] == "S" and block.tokens[i - 2] == "P":
        return  # P. S.
    is_first = not (i >= 2 and _is_initial(block, i - 2))
    if _is_initial(block, after):
        block.join(after, "RU411", FIRM)
    elif _is_surname(block, after):
        if is_first and (_ends_sentence(block, i) or (block.space[after] == NONE and not block.kind(after + 1))):
            return
        block.join(after, "RU411", FIRM)


def _bind_previous(block: Block, i: int) -> None:
    """`Пушкин А. С.`: the surname first, two initials behind it."""
    if block.space[i] == SPACE and _is_initial(block, i) and _is_initial(block, i + 2) and _is_surname(block, i - 1):
        if _is_surname(block, i + 4) or not _same_script(block, i, i - 1):
            return
        block.bind(i, "RU412", FIRM)


def _ruler(block: Block, i: int) -> None:
    """`Николай II`; but «Россия XIX века», «Москва. XX съезд»."""
    before, after = block.kind(i - 1), block.kind(i + 1)
    if not _RULERS.issuperset(block.tokens[i]) or not before & NAME or not before & CYRILLIC or before & STARTER:
        return
    is_century = after & CENTURIES and (len(block.tokens[i + 1]) > 1 or block.kind(i + 2) & STOP)
    if not is_century and not after & LABEL:
        block.bind(i, "RU413", FIRM)


def _version(block: Block, i: int) -> None:
    """`Windows 10`; but «Microsoft 5 лет»."""
    before = block.kind(i - 1)
    if not before & WORD or before & (CYRILLIC | ROMAN | STARTER) or block.language.code.startswith("en"):
        return
    name = block.tokens[i - 1]
    is_measured = block.kind(i + 1) & _MEASURES and block.space[i + 1] != BREAK
    if len(name) > 1 and not name.islower() and len(block.tokens[i]) <= _MOST_DIGITS and not is_measured:
        block.bind(i, "RU414", FIRM)


RULES = (
    Rule(
        "RU411", Stage.GLUE,
        "Инициалы не отрываются друг от друга и от фамилии",
        "Initials keep together and stay with the surname",
        "Имя читается целиком. Одиночный инициал связывается только с фамилией, написанной с прописной буквы, и не "
        "после слов, за которыми буква — обозначение (класс А. Следующий).",
        "A name is read as a whole. A single initial binds only to a capitalised surname, and not behind words that a "
        "letter labels (класс А. Следующий).",
        "технические правила набора [V]; каталог G3",
        (
            Example("А.С. Пушкин", "А.␣С.␣Пушкин"), Example("А. С. Пушкин", "А.␣С.␣Пушкин"),
            Example("Дж. Р. Р. Толкин", "Дж.␣Р.␣Р.␣Толкин"), Example("А.С.Пушкин", "А.␣С.␣Пушкин"),
            Example("поэт А. Блок", "поэт А.␣Блок"),
            Example("А.П.ЧЕХОВ", "А.␣П.␣ЧЕХОВ"), Example("класс А. и всё", "класс А. и␣всё"),
            Example("класс А. Следующий"), Example("князь К. Он"), Example("Глава I. Начало", "Глава␣I. Начало"),
            Example("— Я. Мама!", "—␣Я. Мама!"),
        ),
        at=INITIAL, decide=_bind_next,
    ),
    Rule(
        "RU412", Stage.GLUE,
        "Инициалы после фамилии не отрываются от неё",
        "Initials behind a surname stay with it",
        "Имя читается целиком.",
        "A name is read as a whole.",
        "технические правила набора [V]; каталог G3",
        (Example("Пушкин А. С.", "Пушкин␣А.␣С."), Example("Витамин А.")),
        at=INITIAL, decide=_bind_previous,
    ),
    Rule(
        "RU413", Stage.GLUE,
        "Номер правителя не отрывается от имени: Николай II",
        "A ruler's number stays with the name: Николай II",
        "Без номера имя неполно; номер в начале строки читается как заголовок.",
        "Without its number the name is incomplete; at a line's beginning the number reads as a heading.",
        "Кирсанов [V]; каталог G11",
        (
            Example("Николай II", "Николай␣II"), Example("Людовика XIV", "Людовика␣XIV"),
            Example("Россия XIX века", "Россия XIX␣века"), Example("глава II"), Example("Витамин C"),
        ),
        level=Level.PROF, profiles=frozenset({"book", "press", "web"}),
        at=ROMAN, decide=_ruler,
    ),
    Rule(
        "RU414", Stage.GLUE,
        "Номер версии не отрывается от названия: Windows 10",
        "A version stays with the product's name: Windows 10",
        "Число без названия ничего не значит.",
        "The number means nothing without the name.",
        "Кирсанов [V]; каталог G11",
        (
            Example("Windows 10", "Windows␣10"), Example("ISO 9001", "ISO␣9001"),
            Example("купил Microsoft 5 лет назад", "купил Microsoft 5␣лет назад"), Example("дом 10"),
        ),
        level=Level.PROF, profiles=frozenset({"book", "press", "web"}),
        at=NUMBER, decide=_version,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
