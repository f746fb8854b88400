"""RU41x: initials and surnames."""

from __future__ import annotations

from publisher.typography.kinds import BREAK, INITIAL, NAME, NONE, SPACE, STOP
from publisher.typography.rule import Example, Rule, Stage
from publisher.typography.rules.glue import FIRM
from publisher.typography.tokens import Block


def _is_initial(block: Block, i: int) -> bool:
    """A capital letter with its full stop; token i is the letter."""
    return bool(block.kind(i) & INITIAL and block.kind(i + 1) & STOP) and block.is_tight(i + 1)


def _is_surname(block: Block, i: int) -> bool:
    return bool(block.kind(i) & NAME) and len(block.tokens[i]) > 1 and not _is_initial(block, i)


def _bind_next(block: Block, i: int) -> None:
    """`А.` before another initial or a surname."""
    after = i + 2
    if not _is_initial(block, i) or block.space[after] == BREAK:
        return
    if block.tokens[i] == "S" and block.tokens[i - 2] == "P":
        return  # P. S.
    is_first = not (i >= 2 and _is_initial(block, i - 2))
    if _is_initial(block, after):
        block.join(after, "RU411", FIRM)
    elif _is_surname(block, after):
        if block.space[after] == NONE and is_first and not block.kind(after + 1):
            return
        block.join(after, "RU411", FIRM)


def _bind_previous(block: Block, i: int) -> None:
    """`Пушкин А. С.`: the surname first, two initials behind it."""
    if block.space[i] == SPACE and _is_initial(block, i) and _is_initial(block, i + 2) and _is_surname(block, i - 1):
        if _is_surname(block, i + 4):
            return
        block.bind(i, "RU412", FIRM)


RULES = (
    Rule(
        "RU411", Stage.GLUE,
        "Инициалы не отрываются друг от друга и от фамилии",
        "Initials keep together and stay with the surname",
        "Имя читается целиком. Одиночный инициал связывается только с фамилией, написанной с прописной буквы.",
        "A name is read as a whole. A single initial binds only to a capitalised surname.",
        "технические правила набора [V]; каталог G3",
        (
            Example("А.С. Пушкин", "А.␣С.␣Пушкин"), Example("А. С. Пушкин", "А.␣С.␣Пушкин"),
            Example("Дж. Р. Р. Толкин", "Дж.␣Р.␣Р.␣Толкин"), Example("А.С.Пушкин", "А.␣С.␣Пушкин"),
            Example("класс А. и всё", "класс А. и␣всё"),
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
)  # fmt: skip
"""Rules of this family, in running order."""
