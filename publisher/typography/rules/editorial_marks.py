"""RU80x: punctuation marks that a proof-reader would ask the author about. Nothing here is ever carried out."""

from __future__ import annotations

from publisher.typography.kinds import (
    BEFORE_NAME,
    BEFORE_NUMBER,
    CLOSE,
    COLON,
    COMMA,
    CYRILLIC,
    DASH,
    DOTS,
    DOTTED,
    DOUBLED,
    ELLIPSIS,
    MARK,
    NAME,
    NUMBER,
    OPEN,
    QUOTE,
    SHORTENED,
    SIGN,
    SPACE,
    STOP,
    UNIT,
    WORD,
    YEARS,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.tokens import Block

_ABBREVIATED = BEFORE_NAME | BEFORE_NUMBER | UNIT | SHORTENED | DOTTED | YEARS
_ENDING = 4
"""Letters of a word in brackets that is no ending: «автор(ы)», «ученик(ца)»."""
_SENTENCE = 4
"""Letters of a word that ends a sentence rather than being part of a name or an abbreviation."""


def _doubled(block: Block, i: int) -> None:
    """`,,` `;;` `::` behind a Russian word."""
    token = block.tokens[i]
    is_smiley = token != ",," and not block.is_tight(i)
    if not block.kinds[i] & MARK and block.kind(i - 1) & CYRILLIC and not is_smiley:
        block.suggest(i, i, token[0], "RU804")


def _two_dots(block: Block, i: int) -> None:
    """`нет.. да`: a full stop or an ellipsis; `17..` hides a year and `..», ` may be the author's."""
    if i in block.new_tokens or not block.is_tight(i) or not block.kind(i - 1) & WORD:
        return
    goes_on = block.space[i + 1] == SPACE and block.tokens[i + 1].islower()
    block.suggest(i, i, "…" if goes_on else None, "RU805")


def _emphatic(block: Block, i: int) -> None:
    token = block.tokens[i]
    if block.kinds[i] & MARK:
        block.suggest(i, i, token[0] + block.now(i)[2:], "RU806")


def _stop_inside(block: Block, i: int) -> None:
    """`«Иди.»` → `«Иди».`; not after an abbreviation, nor before another mark."""
    if block.sides.get(i, ("", 0))[0] != "close" or not block.kind(i - 1) & STOP or not block.is_tight(i):
        return
    before = block.kind(i - 2)
    is_word = before & WORD and not before & _ABBREVIATED and len(block.tokens[i - 2]) > 1
    if is_word and not block.kind(i + 1) & (COMMA | STOP | MARK | ELLIPSIS | DASH | COLON | QUOTE):
        block.suggest(i - 1, i, f"{block.now(i)}.", "RU807")


def _numbers_sign(block: Block, i: int) -> None:
    if block.tokens[i] == "№№":
        block.suggest(i, i, "№", "RU808")


def _before_bracket(block: Block, i: int) -> None:
    """`слово(пояснение)`; not `f(x)`, `автор(ы)`, `недо(пере)полнить`."""
    before, after = block.kind(i - 1), block.kind(i + 1)
    if block.tokens[i] != "(" or not block.is_tight(i) or not before & after & CYRILLIC:
        return
    is_alone = block.kind(i + 2) & CLOSE and block.is_tight(i + 2)
    goes_on = is_alone and block.is_tight(i + 3) and block.kind(i + 3) & WORD
    is_word = not is_alone or len(block.tokens[i + 1]) >= _ENDING
    if is_word and not goes_on and len(block.tokens[i - 1]) > 1:
        block.suggest(i - 1, i, f"{block.tokens[i - 1]} (", "RU813")


def _after_stop(block: Block, i: int) -> None:
    """`конец.Начало`; not `Яндекс.Маркет`, `т.Иванов`."""
    before, after = block.kind(i - 1), block.kind(i + 1)
    if not before & CYRILLIC or not after & NAME or not after & CYRILLIC:
        return
    is_tight = block.is_tight(i) and block.is_tight(i + 1)
    word = block.tokens[i - 1]
    if is_tight and word.islower() and len(word) >= _SENTENCE and not before & _ABBREVIATED:
        block.suggest(i, i + 1, f". {block.tokens[i + 1]}", "RU816")


def _before_quote(block: Block, i: int) -> None:
    """`слово«Да»`; behind a punctuation mark the space is set (RU207)."""
    if block.sides.get(i, ("", 0))[0] != "open" or not block.is_tight(i):
        return
    if block.kind(i - 1) & CYRILLIC and len(block.tokens[i - 1]) > 1 and block.kind(i + 1) & (WORD | NUMBER):
        block.suggest(i - 1, i, f"{block.tokens[i - 1]} {block.now(i)}", "RU817")


RULES = (
    Rule(
        "RU804", Stage.REMARKS,
        "Знак поставлен дважды: ,, ;; ::",
        "A mark stands twice: ,, ;; ::",
        "Опечатка или ошибка распознавания.",
        "A misprint or a scanner's slip.",
        "каталог E8",
        (
            Example("да,, нет", "да, нет"), Example("да;; нет", "да; нет"), Example("вот:: он", "вот: он"),
            Example("«Правду» читают"), Example("std::vector"),
        ),
        level=Level.SUGG, at=DOUBLED, decide=_doubled,
    ),
    Rule(
        "RU805", Stage.REMARKS,
        "Две точки подряд",
        "Two dots in a row",
        "Либо точка, либо многоточие.",
        "Either a full stop or an ellipsis.",
        "каталог E9 [C: 11 in ten novels, all misprints]",
        (
            Example("может быть.. когда-нибудь", "может быть… когда-нибудь"), Example("Да.. Нет", "Да.. Нет"),
            Example("в␣17.. году"), Example("Что?.. Да"), Example("и␣т.␣д."),
        ),
        level=Level.SUGG, at=DOTS, decide=_two_dots,
    ),
    Rule(
        "RU806", Stage.REMARKS,
        "Два восклицательных или вопросительных знака подряд",
        "Two exclamation or question marks in a row",
        "Ставят один знак или три; два часто попадают в текст случайно.",
        "One mark is set, or three; two often come by accident.",
        "каталог E3, O [P: typograf deletes one silently]",
        (
            Example("Православные!! Да", "Православные! Да"), Example("Что??", "Что?"), Example("Ура!!!"),
            Example("Что?!"),
        ),
        level=Level.SUGG, at=DOUBLED, decide=_emphatic,
    ),
    Rule(
        "RU807", Stage.REMARKS,
        "Точка ставится после закрывающей кавычки",
        "The full stop follows the closing quotation mark",
        "«Иди». — точка за кавычкой; ? ! … остаются внутри. В старых книгах наоборот, поэтому знак не переносится.",
        "The full stop follows the mark; ? ! … stay inside. Old books do it the other way, so nothing is moved.",
        "Розенталь [V]; каталог C9",
        (
            Example("Он сказал: «Иди.»", "Он сказал: «Иди»."), Example("«Иди!»"), Example("«и␣т.␣д.»"),
            Example("«Иди.»,␣— сказал"),
        ),
        level=Level.SUGG, at=QUOTE, decide=_stop_inside,
    ),
    Rule(
        "RU808", Stage.REMARKS,
        "Знак номера не удваивается: № 3–5",
        "The number sign is not doubled: № 3–5",
        "Перед несколькими номерами стоит один знак №.",
        "One № stands before several numbers.",
        "технические правила набора [M]; каталог O",
        (Example("№№ 3, 5", "№␣3, 5"), Example("№␣3")),
        level=Level.SUGG, at=SIGN, decide=_numbers_sign,
    ),
    Rule(
        "RU813", Stage.REMARKS,
        "Перед открывающей скобкой пробел",
        "A space before an opening bracket",
        "Пояснение в скобках отделяется от слова; окончания (автор(ы)), функции и сноски — нет.",
        "An explanation in brackets is set off from the word; endings, functions and notes are not.",
        "технические правила набора [M]; каталог B7",
        (
            Example("слово(пояснение)", "слово (пояснение)"), Example("слово(и ещё)", "слово (и␣ещё)"),
            Example("автор(ы)"),
            Example("f(x)"), Example("слово(2)"), Example("недо(пере)полнить"),
        ),
        level=Level.SUGG, at=OPEN, decide=_before_bracket,
    ),
    Rule(
        "RU816", Stage.REMARKS,
        "После точки пропущен пробел",
        "A space is missing behind a full stop",
        "Только между строчной и прописной буквами: имена вроде Яндекс.Маркет и адреса не упоминаются.",
        "Only between a small and a capital letter: names like Яндекс.Маркет and addresses are passed over.",
        "каталог B4",
        (Example("конец.Начало", "конец. Начало"), Example("Яндекс.Маркет"), Example("конец. Начало")),
        level=Level.SUGG, at=STOP, decide=_after_stop,
    ),
    Rule(
        "RU817", Stage.REMARKS,
        "Перед открывающей кавычкой пропущен пробел",
        "A space is missing before an opening quotation mark",
        "Слово и кавычка слиплись; «супер„звезда“» может быть и выбором автора.",
        "Word and mark stick together, unless the author wants them to.",
        "каталог C16",
        (
            Example("слово«Да»", "слово «Да»"), Example("анти-«Правда»"),
            Example("Сказал: «Да»"), Example("(«Да»)"),
        ),
        level=Level.SUGG, at=QUOTE, decide=_before_quote,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
