"""RU5xx: spaces at punctuation marks, ellipses, the order of end marks."""

from __future__ import annotations

from publisher.typography import alphabet as ab
from publisher.typography.kinds import (
    BREAK,
    CLOSE,
    COLON,
    COMMA,
    CYRILLIC,
    DASH,
    DOTS,
    ELLIPSIS,
    INITIAL,
    MARK,
    NONE,
    NUMBER,
    OPEN,
    PROTECTED,
    QUOTE,
    RANGE,
    ROMAN,
    SPACE,
    STOP,
    SYMBOL,
    WORD,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.tokens import Block

_BEHIND = WORD | PROTECTED | CLOSE
_INSIDE = WORD | NUMBER | PROTECTED | MARK | STOP | DOTS
"""What the last word inside of brackets or quotation marks may end with."""
_BEGINNING = WORD | NUMBER | RANGE | PROTECTED | OPEN
"""What dots may cling to from the left: `…и вот`."""
_ORDINARY = 3
_LONGEST_LEADER = 8
"""Dots in a row that can still be an ellipsis; more are a leader or an omitted line."""


def _no_space_before(block: Block, i: int) -> None:
    """Only behind words, and only when the mark is a mark: followed by a space, an end or a closing sign."""
    before = block.kind(i - 1)
    if block.space[i] != SPACE or not before & (_BEHIND | NUMBER):
        return
    after = block.kind(i + 1)
    is_free = block.space[i + 1] != NONE or after & QUOTE
    if block.kinds[i] & COMMA:
        is_free = is_free or bool(after & before & WORD)
    elif block.kinds[i] & ELLIPSIS:
        ends = block.space[i + 1] == BREAK or after & CLOSE
        is_free = bool(ends and before & WORD) and _is_ellipsis(block, i)
    elif block.kinds[i] & COLON:
        is_free = is_free and not before & NUMBER
    if is_free:
        block.set_space(i, NONE, "RU501")


def _space_after(block: Block, i: int) -> None:
    """Between letters only, and for `:` `!` `?` between Cyrillic ones: the rest may be code, time, a smiley."""
    before, after = block.kind(i - 1), block.kind(i + 1)
    if not (before & after & WORD) or not (block.is_tight(i) and block.is_tight(i + 1)):
        return
    is_cyrillic = before & after & CYRILLIC
    lengths = len(block.tokens[i - 1]), len(block.tokens[i + 1])
    if block.kinds[i] & COMMA:
        is_entity = block.tokens[i] == ";" and block.kind(i - 2) & SYMBOL and block.is_tight(i - 1)
        is_free = not is_entity and (is_cyrillic or max(lengths) > 1)
    else:
        is_ratio = block.kinds[i] & COLON and (max(lengths) == 1 or after & INITIAL)
        is_stress = block.tokens[i] == "?" and block.tokens[i + 1].islower()  # «сто?ят» has lost a letter
        is_free = is_cyrillic and not is_ratio and not is_stress
    if is_free:
        block.set_space(i + 1, SPACE, "RU502")


def _after_dots(block: Block, i: int) -> None:
    """`Спокоен...Но если`: behind dots a capital letter opens a sentence; `К…Н` is a name left out."""
    before, after = block.kind(i - 1), block.kind(i + 1)
    if not (block.is_tight(i) and block.is_tight(i + 1)) or not before & after & CYRILLIC:
        return
    if block.tokens[i + 1][0].isupper() and len(block.tokens[i - 1]) > 1:
        block.set_space(i + 1, SPACE, "RU505")


def _is_smiley(block: Block, i: int) -> bool:
    """`:(`, `;-(`: a bracket behind eyes or a nose."""
    eyes = i - 2 if block.kind(i - 1) & DASH and block.is_tight(i - 1) else i - 1
    return block.is_tight(i) and bool(block.kind(eyes) & (COLON | COMMA | SYMBOL))


def _after_bracket(block: Block, i: int) -> None:
    after = block.kind(i + 1)
    is_left_out = after & ELLIPSIS and block.kind(i + 2) & CLOSE
    is_nested = after & OPEN and block.kind(i + 2) & (WORD | NUMBER | PROTECTED)
    begins = after & (WORD | NUMBER | PROTECTED) or is_left_out or is_nested
    if begins and block.tokens[i] != "{" and not _is_smiley(block, i):
        block.set_space(i + 1, NONE, "RU503")


def _before_bracket(block: Block, i: int) -> None:
    before = block.kind(i - 1)
    is_left_out = before & ELLIPSIS and block.kind(i - 2) & (OPEN | WORD)
    is_nested = before & CLOSE and block.kind(i - 2) & (_INSIDE | CLOSE)  # `:) )` has a smiley
    is_item = before & WORD and len(block.tokens[i - 1]) == 1 and not block.kind(i - 2) & OPEN  # `а ) текст`
    if (before & _INSIDE or is_left_out or is_nested) and block.tokens[i] != "}" and not is_item:
        block.set_space(i, NONE, "RU504")


def _is_ellipsis(block: Block, i: int) -> bool:
    """Rows of dots that are very long, lead to a page number, or stand alone are leaders and omissions."""
    token = block.tokens[i]
    dots = token.count(".") + token.count("…")
    if dots > _ORDINARY and block.kind(i + 1) & NUMBER and i + 2 == block.end:
        return False
    return dots <= _LONGEST_LEADER and (block.end > 1 or token == "...")


def _is_spaced(token: str) -> bool:
    return " " in token or ab.NBSP in token


def _ellipsis(block: Block, i: int) -> None:
    if not _is_spaced(block.tokens[i]) and _is_ellipsis(block, i):
        block.put(i, ab.ELLIPSIS, "RU511")


def _spaced_dots(block: Block, i: int) -> None:
    """Typed so, they stand apart from the word before them, too: `Ну . . . да`."""
    if _is_spaced(block.tokens[i]) and _is_ellipsis(block, i):
        block.put(i, ab.ELLIPSIS, "RU512")
        after = block.kind(i + 1)
        begins = block.is_tight(i + 1) and (after & _BEGINNING or (after & QUOTE and block.is_tight(i + 2)))
        if block.kind(i - 1) & _BEHIND and not begins:
            block.set_space(i, NONE, "RU512")


def _spaced_marks(block: Block, i: int) -> None:
    """`Ура! ! !`, `Как? !`: token i and the mark before it are one sign with a space inside."""
    if block.space[i] != SPACE or not block.kind(i - 1) & MARK or not block.is_tight(i - 1):
        return
    before, mark = block.tokens[i - 1], block.tokens[i]
    is_sign = mark in ("!", "?") and (mark == before or (before, mark) == ("?", "!"))
    if is_sign and not (block.is_tight(i + 1) and block.kind(i + 1) & (WORD | NUMBER | MARK)):
        block.set_space(i, NONE, "RU517")


def _dots_after_mark(block: Block, i: int) -> None:
    token = block.tokens[i]
    marks = token.rstrip(".…")
    if marks != token:
        block.put(i, marks + "..", "RU513")


def _question_first(block: Block, i: int) -> None:
    token = block.now(i)
    if token.rstrip(".…") == "!?":
        block.put(i, "?!" + token[2:], "RU514")


def _at_most_three(block: Block, i: int) -> None:
    token = block.now(i)
    marks = token.rstrip(".…")
    if len(marks) > _MOST_MARKS:
        kept = "?!" if "?" in marks and "!" in marks else marks[:_MOST_MARKS]
        block.put(i, kept + token[len(marks) :], "RU516")


def _two_dots(block: Block, i: int) -> None:
    """The full stop of an abbreviation is the sentence's too: «и т. д..» has one too many."""
    after = block.kind(i + 1)
    if not i or not block.is_tight(i) or after & (STOP | DOTS | ELLIPSIS):
        return
    if block.is_tight(i + 1) and after & (WORD | NUMBER):
        return
    last, before = block.tokens[i - 1], block.kind(i - 2)
    is_part = before & STOP and (block.tokens[i - 3], last) in _ABBREVIATED
    is_year = last in _YEARS and before & (NUMBER | RANGE | ROMAN)
    if is_part or is_year or last in _CUT_SHORT:
        block.put(i, ".", "RU515")


_MOST_MARKS = 3
_ABBREVIATED = frozenset({("т", "д"), ("т", "п"), ("т", "е"), ("н", "э"), ("т", "ч"), ("т", "к")})
_YEARS = frozenset({"г", "гг", "в", "вв"})
_CUT_SHORT = frozenset({"др", "пр", "руб", "коп", "гг", "вв"})
"""Words that don't exist without a full stop."""

RULES = (
    Rule(
        "RU501", Stage.MARKS,
        "Перед знаком препинания пробела нет",
        "No space before a punctuation mark",
        "Запятая, точка, двоеточие, вопросительный и восклицательный знаки набираются вплотную к слову.",
        "Comma, full stop, colon, question and exclamation marks are set close to the word.",
        "технические правила набора [V]; каталог B3 [C: 167 in 29 files]",
        (
            Example("Идём , пора .", "Идём, пора."), Example("да !", "да!"),
            Example("Ну …", "Ну…"), Example("«да» , нет", "«да», нет"), Example("(и так далее ...)", "(и␣так далее…)"),
            Example("улыбка :) и .NET", "улыбка :) и␣.NET"), Example("масштаб 1 : 1000"), Example("да … нет"),
        ),
        at=COMMA | STOP | COLON | MARK | ELLIPSIS, decide=_no_space_before,
    ),
    Rule(
        "RU502", Stage.MARKS,
        "После знака препинания пробел",
        "A space after a punctuation mark",
        "Слипшиеся слова читаются как одно. Только между буквами: 3,5; 10:30; 1:1000 и адреса не трогаются.",
        "Words that stick together read as one. Between letters only: 3,5; 10:30 and addresses are left alone.",
        "технические правила набора [V]; каталог B4",
        (
            Example("да,нет", "да, нет"), Example("Что?Нет!", "Что? Нет!"), Example("3,5 и 10:30", "3,5 и␣10:30"),
            Example("figure!2"), Example("https://a.ru/?б,в"), Example("(x,y)"), Example("масштаб А:Б"),
            Example("они сто?ят"),
        ),
        at=COMMA | COLON | MARK, decide=_space_after,
    ),
    Rule(
        "RU505", Stage.MARKS,
        "После многоточия перед прописной буквой пробел",
        "A space behind an ellipsis before a capital letter",
        "За многоточием началось новое предложение; перед строчной буквой и в пропуске букв имени пробела нет.",
        "A new sentence has begun; before a small letter, and where letters of a name are left out, none is put.",
        "технические правила набора [V]; каталог B4 [P: typograf]",
        (
            Example("Спокоен...Но если", "Спокоен… Но␣если"), Example("Да…да"), Example("князь К…Н"),
            Example("…Он ушёл"),
        ),
        at=ELLIPSIS, decide=_after_dots,
    ),
    Rule(
        "RU503", Stage.MARKS,
        "Внутри скобок пробела нет",
        "No space inside brackets",
        "Скобка набирается вплотную к тому, что в ней.",
        "A bracket is set close to what it holds.",
        "технические правила набора [V]; каталог B5",
        (
            Example("( да )", "(да)"), Example("[ 1 ]", "[1]"), Example("( «да» )", "(«да»)"),
            Example("( ( да ) )", "((да))"),
            Example("[ ... ]", "[…]"), Example("(да)"), Example("f(x)"), Example("жаль :( да"),
        ),
        at=OPEN, decide=_after_bracket,
    ),
    Rule(
        "RU504", Stage.MARKS,
        "Перед закрывающей скобкой пробела нет",
        "No space before a closing bracket",
        "Скобка набирается вплотную к тому, что в ней.",
        "A bracket is set close to what it holds.",
        "технические правила набора [V]; каталог B5",
        (Example("(да )", "(да)"), Example("(да!)")),
        at=CLOSE, decide=_before_bracket,
    ),
    Rule(
        "RU511", Stage.MARKS,
        "Три точки — знак многоточия …",
        "Three dots are the ellipsis …",
        "Многоточие — один знак: его точки не расходятся и не переносятся.",
        "The ellipsis is one character: its dots neither spread nor break.",
        "Правила 1956 г. [V]; каталог E1, E4",
        (
            Example("Ну...", "Ну…"), Example("...и вот", "…и␣вот"), Example("Да.....", "Да…"),
            Example("[...]", "[…]"), Example("...", "…"), Example("молодого Л…, ротмистра"), Example("../путь"),
            Example("............"),
            Example("Введение.....5"),
        ),
        at=ELLIPSIS, decide=_ellipsis,
    ),
    Rule(
        "RU512", Stage.MARKS,
        "Точки вразрядку — знак многоточия …",
        "Spaced dots are the ellipsis …",
        "Разбитое пробелами многоточие рвётся на конце строки.",
        "An ellipsis broken by spaces falls apart at a line's end.",
        "каталог E5 [C: 374 in 13 files]",
        (Example("Ну . . . да", "Ну… да"), Example(". . . и", "… и"), Example(". . . . . . . . . . . .")),
        at=ELLIPSIS, decide=_spaced_dots,
    ),
    Rule(
        "RU513", Stage.MARKS,
        "С вопросительным и восклицательным знаком — две точки: ?.. !..",
        "After a question or exclamation mark two dots follow: ?.. !..",
        "Знак занимает место первой точки многоточия.",
        "The mark takes the place of the first dot.",
        "Правила 1956 г. §185 [V]",
        (Example("Что?...", "Что?.."), Example("Стой!…", "Стой!.."), Example("Что?.."), Example("Что?!")),
        at=MARK, decide=_dots_after_mark,
    ),
    Rule(
        "RU514", Stage.MARKS,
        "Сначала вопросительный знак: ?!",
        "The question mark comes first: ?!",
        "Вопросительный знак выражает главное, восклицательный — оттенок.",
        "The question mark says the main thing, the exclamation mark its colour.",
        "Правила 1956 г. [V]; каталог E3",
        (Example("Что!?", "Что?!"), Example("Что?!"), Example("Православные!!")),
        at=MARK, decide=_question_first,
    ),
    Rule(
        "RU515", Stage.MARKS,
        "Точка сокращения — она же точка предложения",
        "An abbreviation's full stop also ends the sentence",
        "Две точки подряд не ставятся.",
        "Two full stops in a row are never set.",
        "Розенталь [M]; каталог E7",
        (
            Example("и т. д..", "и␣т.␣д."), Example("в 1941 г..", "в␣1941␣г."), Example("и др..", "и␣др."),
            Example("и␣т.␣д."), Example("в 17.. году", "в␣17.. году"), Example("за ранами..", "за␣ранами.."),
        ),
        at=DOTS, decide=_two_dots,
    ),
    Rule(
        "RU517", Stage.MARKS,
        "Восклицательные и вопросительные знаки подряд — без пробелов",
        "Exclamation and question marks in a row have no spaces",
        "«Ура! ! !» — один знак, разбитый пробелами: на конце строки он рвётся.",
        "«Ура! ! !» is one sign with spaces inside: it breaks at a line's end.",
        "каталог B3 [P: typograf]",
        (
            Example("Ура! ! !", "Ура!!!"), Example("Как? !", "Как?!"), Example("Да! ?"), Example("! ! !"),
            Example("Ура! !important"),
        ),
        at=MARK, decide=_spaced_marks,
    ),
    Rule(
        "RU516", Stage.MARKS,
        "Не больше трёх восклицательных и вопросительных знаков",
        "Three exclamation or question marks at most",
        "Число знаков — дело автора, поэтому правило выключено.",
        "How many there are is for the author to say, so the rule is off.",
        "каталог E3",
        (Example("Ура!!!!!", "Ура!!!"), Example("Что?!?!", "Что?!"), Example("Ура!!!"), Example("Что??!")),
        level=Level.OFF,
        at=MARK, decide=_at_most_three,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
