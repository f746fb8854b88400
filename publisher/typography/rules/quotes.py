"""RU2xx: quotation marks. Sides and depths come from `typography.pairing`; apostrophes have their own file."""

from __future__ import annotations

from publisher.typography.kinds import (
    APOSTROPHE,
    CLOSE,
    COLON,
    COMMA,
    CYRILLIC,
    DASH,
    ELLIPSIS,
    FORM,
    MARK,
    NONE,
    NUMBER,
    OPEN,
    PREPOSITION,
    QUOTE,
    RANGE,
    SHORT_2,
    SHORT_3,
    SPACE,
    STOP,
    TALK,
    WORD,
)
from publisher.typography.rule import Decide, Example, Level, Rule, Stage
from publisher.typography.tokens import Block

UNPAIRED = "RU210"
_LEVELS = ("RU201", "RU202", "RU203")
_STARTS = WORD | NUMBER | RANGE
_SAID = COLON | COMMA | MARK | STOP
_ROW = 6
"""Marks in a row that anybody could mean."""


def _of_level(level: int) -> Decide:
    """A rule that renders the marks of one level."""
    code = _LEVELS[level]

    def decide(block: Block, i: int) -> None:
        side, depth = block.sides.get(i, ("inch", 0))
        if side == "inch" or min(depth, 2) != level:
            return
        block.put(i, block.shapes.get(i) or block.language.quotes[level][side == "close"], code)

    return decide


def _inner_space(block: Block, i: int) -> None:
    side, _ = block.sides.get(i, ("", 0))
    if side == "open" and block.kind(i + 1) & (TALK | OPEN | ELLIPSIS) and _row_agrees(block, i, side, -1):
        block.set_space(i + 1, NONE, "RU206")
    elif side == "close" and block.kind(i - 1) & _ENDS and _row_agrees(block, i, side, 1):
        block.set_space(i, NONE, "RU206")


def _outer_space(block: Block, i: int) -> None:
    """`( «да» )`, `«да» , нет`: what stands outside of a mark and leans on it; only where the inside tells the side."""
    side, _ = block.sides.get(i, ("", 0))
    before, after = block.kind(i - 1), block.kind(i + 1)
    if side == "open" and before & OPEN and after & _STARTS and block.is_tight(i + 1):
        if block.tokens[i - 1] != "{":
            block.set_space(i, NONE, "RU214")
    elif side == "close" and before & _ENDS and block.is_tight(i) and not block.kind(i + 2) & DASH:
        is_free = block.space[i + 2] != NONE or block.kind(i + 2) & QUOTE
        if (after & CLOSE and block.tokens[i + 1] != "}") or (after & _SAID and is_free):
            block.set_space(i + 1, NONE, "RU214")


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


def _space_before(block: Block, i: int) -> None:
    """`Сказал:"Да"`, `"Да","нет"`, `ООО"Рога"`: an opening mark clings to what stands before it."""
    side, _ = block.sides.get(i, ("", 0))
    if side != "open" or not block.is_tight(i) or not block.is_tight(i + 1) or not block.kind(i + 1) & _STARTS:
        return
    before = block.kind(i - 1)
    is_said = before & _SAID and block.is_tight(i - 1) and block.kind(i - 2) & (CYRILLIC | QUOTE | CLOSE)
    if before & FORM or (is_said and block.kind(i + 1) & CYRILLIC):
        block.set_space(i, SPACE, "RU207")


_LEANING = SHORT_2 | SHORT_3 | PREPOSITION


def _stuck(block: Block, i: int) -> None:
    """`"Ромашка"на улице`: what clings to a closing mark is no ending."""
    after = block.kind(i + 1)
    if block.sides.get(i, ("", 0))[0] != "close" or not block.is_tight(i) or not block.is_tight(i + 1):
        return
    if after & _LEANING and block.kind(i + 2) & WORD and not block.is_tight(i + 2):
        block.suggest(i, i + 1, f"{block.now(i)} {block.now(i + 1)}", "RU209")


def _third_level(block: Block, i: int) -> None:
    if block.sides.get(i) == ("open", 2) and block.now(i) == "‚":
        block.suggest(i, i, None, "RU213")


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
        "RU214", Stage.INNER,
        "Между кавычкой и скобкой, кавычкой и знаком пробела нет",
        "No space between a quotation mark and the bracket or punctuation behind it",
        "Скобка набирается вплотную к тому, что в ней, знак препинания — к тому, что перед ним.",
        "A bracket is set close to what it holds, a punctuation mark to what stands before it.",
        "технические правила набора [V]; каталог B3, B5",
        (
            Example("( «да» )", "(«да»)"), Example('( "да" )', "(«да»)"), Example('"Да" , нет', "«Да», нет"),
            Example("(«да»)"), Example("«да» (нет)"), Example("«да» :)"),
        ),
        at=QUOTE, decide=_outer_space,
    ),
    Rule(
        "RU207", Stage.INNER,
        "Перед открывающей кавычкой пробел",
        "A space before an opening quotation mark",
        "После двоеточия, запятой, точки и после формы собственности кавычка не прилипает к ним.",
        "An opening mark does not cling to a colon, comma or full stop, nor to a company's legal form.",
        "технические правила набора [V]; каталог C16",
        (
            Example('Сказал:"Да"', "Сказал: «Да»"), Example('"Да","нет"', "«Да», «нет»"),
            Example('ООО"Рога"', "ООО␣«Рога»"), Example("супер«звезда»"), Example('{"key":"value"}', "{«key»:«value»}"),
            Example("(«Да»)"),
        ),
        at=QUOTE, decide=_space_before,
    ),
    Rule(
        "RU209", Stage.REMARKS,
        "После закрывающей кавычки пропущен пробел",
        "A space is missing behind a closing quotation mark",
        "Предлог или союз прилип к кавычке. Окончание (у «Реал»а) и частица (-то) стоят вплотную по праву.",
        "A preposition or conjunction clings to the mark. Endings and particles do so by right.",
        "каталог C15, C16",
        (Example('кафе "Ромашка"на углу', "кафе «Ромашка» на␣углу"), Example("у␣«Реал»а"), Example("«Реал»дың")),
        level=Level.SUGG, at=QUOTE, decide=_stuck,
    ),
    Rule(
        "RU213", Stage.REMARKS,
        "Три уровня кавычек: лучше перестроить фразу",
        "Three levels of quotation marks: better rephrase",
        "Третий рисунок ‚ ‘ глаз не отличает от запятой и апострофа, и правила для него нет.",
        "The eye does not tell ‚ ‘ from a comma and an apostrophe, and no authority rules here.",
        "авторитета не найдено",
        (
            Example("«Статья «О «Войне»» вышла»", "«Статья „О␣‚Войне‘“ вышла»"),
            Example("«Статья „О␣войне“ вышла»"),
        ),
        level=Level.SUGG, at=QUOTE, decide=_third_level,
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
