"""RU2xx: quotation marks, inch signs and primes, apostrophes. Sides and depths come from `typography.pairing`."""

from __future__ import annotations

from publisher.typography import alphabet as ab
from publisher.typography.kinds import (
    APOSTROPHE,
    CLOSE,
    COMMA,
    DASH,
    DEGREE,
    ELIDED,
    ELLIPSIS,
    MARK,
    NONE,
    NUMBER,
    OPEN,
    QUOTE,
    STOP,
    TALK,
)
from publisher.typography.rule import Decide, Example, Rule, Stage
from publisher.typography.tokens import Block

UNPAIRED = "RU210"
_LEVELS = ("RU201", "RU202", "RU203")
_STRAIGHT = frozenset({'"', "''", "”", "“"})
_ROW = 6
"""Marks in a row that anybody could mean."""
_SIGHT = 2000
"""Tokens that are searched for a partner of the third level."""
_RAISED = frozenset("'’`´")


def _opened_here(block: Block, i: int, depth: int) -> bool:
    """Whether the partner of a closing mark stands in the same paragraph: a lone `‘` would not be read as one again."""
    for at in range(i - 1, max(i - _SIGHT, -1), -1):
        if block.sides.get(at) == ("open", depth):
            return True
        if block.sides.get(at) == ("close", depth):
            return False
    return False


def _of_level(level: int) -> Decide:
    """A rule that renders the marks of one level."""
    code = _LEVELS[level]

    def decide(block: Block, i: int) -> None:
        side, depth = block.sides.get(i, ("inch", 0))
        if side == "inch" or min(depth, 2) != level:
            return
        new = block.shapes.get(i) or block.language.quotes[level][side == "close"]
        if new != "‘" or i in block.shapes or _opened_here(block, i, depth):
            block.put(i, new, code)

    return decide


def _inches(block: Block, i: int) -> None:
    if block.sides.get(i, ("", 0))[0] == "inch" and block.tokens[i] in _STRAIGHT:
        block.put(i, ab.DOUBLE_PRIME, "RU204")


def _inner_space(block: Block, i: int) -> None:
    side, _ = block.sides.get(i, ("", 0))
    if side == "open" and block.kind(i + 1) & (TALK | OPEN | ELLIPSIS) and _row_agrees(block, i, side, -1):
        block.set_space(i + 1, NONE, "RU206")
    elif side == "close" and block.kind(i - 1) & _ENDS and _row_agrees(block, i, side, 1):
        block.set_space(i, NONE, "RU206")


_ENDS = TALK | CLOSE | ELLIPSIS | MARK | STOP | COMMA


def _row_agrees(block: Block, i: int, side: str, step: int) -> bool:
    """Whether all marks tight beside the mark i are on its side: the missing space is evidence for them too."""
    for at in range(i, i + _ROW * step, step):
        beside = at + step
        if block.kind(beside) & DASH and beside not in block.dashes:
            return False  # that it is a hyphen was judged with the space in view
        if block.space[max(at, beside)] != NONE or not block.kind(beside) & (QUOTE | APOSTROPHE):
            return True
        if block.sides.get(beside, ("", 0))[0] != side:
            return False
    return False


def _apostrophe(block: Block, i: int) -> None:
    token = block.tokens[i]
    new = token
    for glyph in "'`´":
        new = new.replace(glyph, block.language.apostrophe)
    block.put(i, new, "RU205")


def _prime(block: Block, i: int) -> None:
    """Inches and seconds by the pairing; a minute or foot sign behind a number beside a degree or another measure."""
    if block.kinds[i] & QUOTE:
        _inches(block, i)
        return
    if block.tokens[i] not in _RAISED or not block.is_tight(i) or not block.kind(i - 1) & NUMBER:
        return
    after_degree = i >= 2 and block.kind(i - 2) & DEGREE
    before_inches = block.kind(i + 1) & NUMBER and (block.is_tight(i + 1) or block.kind(i + 2) & QUOTE)
    if after_degree or before_inches:
        block.put(i, ab.PRIME, "RU204")


RULES = (
    Rule(
        "RU201", Stage.QUOTES,
        "Внешние кавычки — «ёлочки»",
        "Outer quotation marks are those of the language: « »",
        "Какой знак набран, не важно: стороны и вложенность находит подбор пар наименьшей общей стоимости, поэтому "
        "одна пропущенная кавычка не портит остальной текст.",
        "Whatever glyph was typed, sides and nesting come from pairing by least total cost, so one missing mark does "
        "not spoil the rest of the text.",
        "Розенталь §135 [V]; CLDR 48.2 [V]",
        (
            Example('"Да", — сказал', "«Да»,␣— сказал"), Example("“Да”", "«Да»"), Example("<<Правду>>", "«Правду»"),
            Example('("Правда")', "(«Правда»)"), Example('"1984"', "«1984»"), Example('"Реал"дың', "«Реал»дың"),
            Example("‘значение’"), Example("«Да»"), Example('He said "hi" to me', "He said “hi” to me"),
        ),
        at=QUOTE, decide=_of_level(0),
    ),
    Rule(
        "RU202", Stage.QUOTES,
        "Кавычки внутри кавычек — „лапки“",
        "Quotation marks inside quotation marks: „ “",
        "Рисунок внутренних кавычек отличается от внешних, иначе не видно, что где кончается.",
        "Inner marks have another shape than outer ones, else nobody sees what ends where.",
        "Розенталь §135 п. 5, Грамота [V]",
        (
            Example('"Театр "Современник""', "«Театр „Современник“»"),
            Example('""Цыганы" мои"', "«„Цыганы“ мои»"), Example("«Театр „Современник“»"),
        ),
        at=QUOTE, decide=_of_level(1),
    ),
    Rule(
        "RU203", Stage.QUOTES,
        "Кавычки третьего уровня — ‚ ‘",
        "Quotation marks of the third level: ‚ ‘",
        "Общего правила нет; лучше перестроить фразу.",
        "No authority rules here; better rephrase.",
        "авторитета не найдено [P: typograf]",
        (Example("«Статья «О романе «Мать» Горького» вышла»", "«Статья „О␣романе ‚Мать‘ Горького“ вышла»"),
         Example("«Статья „О␣романе“»")),
        at=QUOTE, decide=_of_level(2),
    ),
    Rule(
        "RU204", Stage.QUOTES,
        "Дюймы, минуты, секунды — штрихи ″ ′",
        "Inches, minutes and seconds are primes ″ ′",
        "Штрих — не кавычка и не апостроф; после числа прямой знак читается как мера, если он не закрывает цитату.",
        "A prime is neither a quotation mark nor an apostrophe; behind a number the straight mark is a measure unless "
        "it closes a quotation.",
        "ГОСТ 8.417 [V]; каталог C8",
        (
            Example('Диски 3,5" и 5,25" устарели.', "Диски 3,5″ и␣5,25″ устарели."),
            Example("12°30'15\"", "12°30′15″"), Example('"Дельта-21"', "«Дельта-21»"),
        ),
        at=APOSTROPHE | QUOTE, decide=_prime,
    ),
    Rule(
        "RU205", Stage.QUOTES,
        "Апостроф внутри слова — ’",
        "The apostrophe inside a word is ’",
        "Прямой штрих — знак пишущей машинки.",
        "The straight mark is a typewriter's.",
        "Unicode 16 §6.2 [V]; каталог F1–F3",
        (
            Example("Д'Артаньян", "Д’Артаньян"), Example("e-mail'ом", "e-mail’ом"), Example("п'ять", "п’ять", "uk"),
            Example("О’Нил"),
        ),
        at=ELIDED, decide=_apostrophe,
    ),
    Rule(
        "RU206", Stage.INNER,
        "Внутри кавычек пробела нет",
        "No space inside quotation marks",
        "Кавычка набирается вплотную к слову, к которому относится.",
        "A quotation mark is set close to the word it belongs to.",
        "технические правила набора [V]; каталог B6",
        (Example("« да »", "«да»"), Example("« да » и нет", "«да» и␣нет"), Example("«да»")),
        at=QUOTE, decide=_inner_space,
    ),
    Rule(
        UNPAIRED, Stage.QUOTES,
        "Кавычка без пары",
        "A quotation mark without a partner",
        "Чаще всего потеряна закрывающая кавычка. Где её место, знает только автор: знак не добавляется.",
        "Most often the closing mark is missing. Where it belongs only the author knows: nothing is added.",
        "каталог C14 [C]",
        (Example("Он сказал: «да."), Example("«да»")),
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
