"""RU40x: no-break spaces between words and around dashes, and the cap on how much may hang together."""

from __future__ import annotations

from publisher.typography.kinds import (
    APOSTROPHE,
    CLOSE,
    DASH,
    ELLIPSIS,
    INITIAL,
    MARK,
    NAME,
    NONE,
    NUMBER,
    OPEN,
    PARTICLE,
    PROTECTED,
    QUOTE,
    ROMAN,
    SHORT,
    SHORT_2,
    SHORT_3,
    SIGN,
    STOP,
    SYMBOL,
    TALK,
    WORD,
)
from publisher.typography.rule import Decide, Example, Level, Rule, Stage
from publisher.typography.tokens import Block

WEAK, LEAN, AT_DASH, FIRM = 0, 1, 2, 3
"""How strong a no-break space is: what goes first when too much hangs together. FIRM ones never go."""

LONGEST = 25
"""Characters that may hang together unbreakably; more make loose lines in a justified column."""


_MOST = 13
"""No-break spaces in a run that is too long in any case, each having a letter beside it."""

_SHORT_END = 3
"""Letters of a word that looks lost in the last line of a paragraph, and digits of a number in a list."""

_LEANED_ON = TALK | QUOTE | APOSTROPHE | OPEN | SIGN | SYMBOL


def _leans(code: str) -> Decide:
    """A rule that binds a short word to what follows, unless that is a mark or a dash between words."""

    def decide(block: Block, i: int) -> None:
        after = block.kinds[i + 1]
        if block.space[i] == NONE and block.kind(i - 1) & SYMBOL:
            return  # `б/у и новые`
        if after & _LEANED_ON or (after & DASH and i + 1 not in block.dashes and not block.space[i + 2]):
            block.bind(i + 1, code, LEAN)

    return decide


def _particle(block: Block, i: int) -> None:
    if block.kind(i - 1) & (WORD | PROTECTED | QUOTE | CLOSE):
        block.bind(i, "RU402", LEAN)


def _before_dash(block: Block, i: int) -> None:
    if block.dashes.get(i) is False and i and not block.kind(i - 1) & DASH:
        block.bind(i, "RU403", AT_DASH)


def _after_reply(block: Block, i: int) -> None:

    if block.dashes.get(i) and i + 1 < block.end:
        block.bind(i + 1, "RU404", AT_DASH)


def _last_word(block: Block, i: int) -> None:
    """The last word of a paragraph, if it is short."""
    is_last = i + 1 == block.end or (i + 2 == block.end and block.kind(i + 1) & (STOP | MARK | ELLIPSIS))
    if is_last and len(block.tokens[i]) <= _SHORT_END:
        block.bind(i, "RU407", LEAN)


def _enumerator(block: Block, i: int) -> None:
    """`а) текст`, `1) текст`, `1. Текст`, `I. Текст` at the beginning of a block; token i is the bracket or stop."""
    if i != 1 or not block.is_tight(1):
        return
    first, after = block.kinds[0], block.kinds[2]
    is_number = first & (NUMBER | ROMAN) and len(block.tokens[0]) <= _SHORT_END
    if block.kinds[1] & CLOSE:
        is_number = is_number or (first & WORD and len(block.tokens[0]) == 1)
    elif not after & (NAME | INITIAL | QUOTE):
        return
    if is_number and after & _LEANED_ON:
        block.bind(2, "RU408", AT_DASH)


def cap_glue(block: Block) -> None:
    """Drops the weakest no-break spaces of a run that has grown too long (catalogue G18).

    Only what rules asked for is counted: the result is the same when it is cleaned again. A lone one stays.
    """
    wishes = sorted(block.glue)
    at = 0
    while at < len(wishes):
        run = [wishes[at]]
        while at + 1 < len(wishes) and len(run) < _MOST and _hangs_together(block, wishes[at], wishes[at + 1]):
            at += 1
            run.append(wishes[at])
        at += 1
        if len(run) == _MOST and block.glue[run[-1]].strength < FIRM:
            del block.glue[run.pop()]
        if len(run) > 1:
            _drop_weakest(block, run)


def _hangs_together(block: Block, left: int, right: int) -> bool:
    return right - left <= LONGEST and all(block.space[i] == NONE for i in range(left + 1, right))


def _drop_weakest(block: Block, run: list[int]) -> None:
    parts = [run]
    while parts:
        part = parts.pop()
        if len(part) < 2 or _length(block, part) <= LONGEST:
            continue
        weakest = min(part, key=lambda i: block.glue[i].strength)
        if block.glue[weakest].strength >= FIRM:
            continue
        del block.glue[weakest]
        cut = part.index(weakest)
        parts += (part[:cut], part[cut + 1 :])


def _length(block: Block, run: list[int]) -> int:
    """Characters from the space before the first to the space behind the last no-break space's words."""
    first = run[0] - 1
    while first > 0 and run[0] - first < LONGEST and block.space[first] == NONE:
        first -= 1
    last = run[-1]
    while last < block.end and last - run[-1] < LONGEST and block.space[last + 1] == NONE:
        last += 1
    return sum(len(block.now(i)) for i in range(first, last + 1)) + len(run)


RULES = (
    Rule(
        "RU401", Stage.GLUE,
        "Неразрывный пробел после предлогов и союзов из одной буквы",
        "A no-break space after prepositions and conjunctions of one letter",
        "Предлог в конце строки отрывается от слова. В узкой колонке (профиль press) связываются только однобуквенные.",
        "A preposition at a line's end is torn from its word. A narrow column (profile press) binds no longer ones.",
        "технические правила набора [V]; каталог G1",
        (
            Example("в доме и дома", "в␣доме и␣дома"), Example("О нём", "О␣нём"), Example("И — всё", "И␣— всё"),
            Example("а, в"), Example("б/у авто"),
        ),
        at=SHORT, decide=_leans("RU401"),
    ),
    Rule(
        "RU405", Stage.GLUE,
        "Неразрывный пробел после предлогов и союзов из двух букв",
        "A no-break space after prepositions and conjunctions of two letters",
        "То же, что RU401. В узкой колонке (профиль press) даёт дыры и выключено.",
        "As RU401. In a narrow column (profile press) it makes loose lines and is off.",
        "технические правила набора [V]; каталог G1",
        (
            Example("на улице", "на␣улице"), Example("не давали", "не␣давали"), Example("по-русски"), Example("да!"),
            Example("при доме"),
        ),
        level=Level.PROF, profiles=frozenset({"book", "web"}),
        at=SHORT_2, decide=_leans("RU405"),
    ),
    Rule(
        "RU406", Stage.GLUE,
        "Неразрывный пробел после предлогов и союзов из трёх букв",
        "A no-break space after prepositions and conjunctions of three letters",
        "То же, что RU401. Только для невыключенных строк экрана (профиль web): в книге связок стало бы слишком много.",
        "As RU401. Only for the ragged lines of a screen (profile web): in a book too much would hang together.",
        "каталог G1 [C: 7,654 в 2,83 млн знаков]",
        (Example("для дома", "для␣дома"), Example("При нём", "При␣нём"), Example("для, при")),
        level=Level.PROF, profiles=frozenset({"web"}),
        at=SHORT_3, decide=_leans("RU406"),
    ),
    Rule(
        "RU402", Stage.GLUE,
        "Неразрывный пробел перед частицами бы, ли, же",
        "A no-break space before the particles бы, ли, же",
        "Частица примыкает к слову перед ней и не начинает строку.",
        "A particle leans on the word before it and does not begin a line.",
        "технические правила набора [V]; каталог G2",
        (Example("сказал бы", "сказал␣бы"), Example("Знает ли он?", "Знает␣ли он?"), Example("или")),
        at=PARTICLE, decide=_particle,
    ),
    Rule(
        "RU403", Stage.GLUE,
        "Неразрывный пробел перед тире",
        "A no-break space before a dash",
        "Тире внутри предложения не начинает строку.",
        "A dash inside a sentence does not begin a line.",
        "технические правила набора [V]; каталог G12",
        (Example("Москва — столица", "Москва␣— столица"), Example("кто-то")),
        at=DASH, decide=_before_dash,
    ),
    Rule(
        "RU404", Stage.GLUE,
        "Неразрывный пробел после тире, открывающего реплику",
        "A no-break space after a dash that opens a reply",
        "Тире реплики не отрывается от первого слова и не растягивается при выключке.",
        "The reply's dash is neither torn from the first word nor spread by justification.",
        "технические правила набора [V]; каталог G13",
        (Example("— Да", "—␣Да"), Example("—␣Да")),
        at=DASH, decide=_after_reply,
    ),
    Rule(
        "RU407", Stage.INNER,
        "Короткое слово в конце абзаца не остаётся одно в строке",
        "A short word at a paragraph's end is not left alone in its line",
        "Висячую строку лучше предупреждает программа вёрстки, поэтому правило выключено.",
        "Typesetting prevents lonely last lines better, so the rule is off.",
        "каталог G14 [P: typograf]",
        (Example("Это был он.", "Это был␣он."), Example("Это был Пётр."), Example("был он. Потом")),
        level=Level.OFF,
        at=WORD | NUMBER, decide=_last_word,
    ),
    Rule(
        "RU408", Stage.GLUE,
        "Номер пункта не отрывается от текста: а) текст",
        "An item's number stays with its text: а) текст",
        "Номер, оставшийся в конце строки, не виден; при выключке пробел за ним не растягивается.",
        "A number left at a line's end goes unseen, and justification must not spread the space behind it.",
        "технические правила набора [V]; каталог G17",
        (
            Example("а) первый", "а)␣первый"), Example("1) первый", "1)␣первый"), Example("1. Первый", "1.␣Первый"),
            Example("I. Введение", "I.␣Введение"), Example("1941. и"), Example("дом 1) и", "дом 1) и"),
        ),
        level=Level.PROF, profiles=frozenset({"book", "press", "web"}),
        at=STOP | CLOSE, decide=_enumerator,
    ),
    Rule(
        "RU499", Stage.CAP,
        "Слишком длинная неразрывная цепочка ослабляется",
        "A run that hangs together for too long is loosened",
        "Больше 25 знаков без места для переноса дают жидкую строку; первыми уступают самые слабые связи.",
        "More than 25 characters without a break make a loose line; the weakest ties give way first.",
        "каталог G18",
        (
            Example("и не в противопоставлениях ли", "и не в␣противопоставлениях␣ли"),
            Example("и не в доме ли", "и␣не␣в␣доме␣ли"),
        ),
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
