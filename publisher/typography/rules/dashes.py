"""RU3xx: dash, reply dash, minus; what stays a hyphen. Ranges have their own file.

What a dash token is, is read from its neighbours and the spaces around it. A token that becomes a dash between words
always ends up with a space on both sides, which is the first condition looked at: read again, it is the same dash.
"""

from __future__ import annotations

from publisher.typography import alphabet as ab
from publisher.typography.kinds import (
    BREAK,
    CLOSE,
    COLON,
    COMMA,
    CYRILLIC,
    DASH,
    ELLIPSIS,
    MARK,
    NONE,
    NUMBER,
    OPEN,
    PROTECTED,
    QUOTE,
    RANGE,
    SPACE,
    STOP,
    SYMBOL,
    WORD,
)
from publisher.typography.rule import Example, Rule, Stage
from publisher.typography.tokens import Block

_HYPHEN = "-"
_DIGIT = NUMBER | RANGE
_PUNCTUATION = COMMA | STOP | COLON | MARK | ELLIPSIS
_MIN_SPEECH = 3
"""Letters of a word that a hyphen glued to a full stop or to dots can't belong to: «он.-Сказал», but «с.-х.»."""


def _settle(block: Block, i: int, code: str, *, reply: bool = False) -> None:
    """Token i is a dash between words: its glyph and its spaces are the language's."""
    language = block.language
    block.dashes[i] = reply
    block.put(i, language.dash, code)
    space = SPACE if language.spaced or reply else NONE
    if space == NONE and (block.kind(i - 1) | block.kind(i + 1)) & QUOTE:
        return  # which side the mark is on may hang on this space
    if i and not reply:
        block.set_space(i, space, code)
    if i + 1 < block.end:
        block.set_space(i + 1, space, code)


def _quote_side(block: Block, i: int) -> str:
    """Which side a quotation mark is on, as far as the spaces around it tell: that of the outermost of a row."""
    before = i
    while block.space[before] == NONE and block.kind(before - 1) & QUOTE:
        before -= 1
    if block.space[before] != NONE or block.kind(before - 1) & OPEN:
        return "open"
    return "close"


def _opens_line(block: Block, i: int) -> bool:
    """Whether nothing but an opening quotation mark stands before token i in its line."""
    if block.space[i] == BREAK:
        return True
    return block.space[i] == NONE and i == 1 and bool(block.kind(0) & QUOTE)


def _reply(block: Block, i: int) -> None:
    """A dash that opens a paragraph or a line. `-5` is a minus, and a dash alone is an empty cell."""
    if not _opens_line(block, i) or not block.replies or i + 1 == block.end:
        return
    after = block.kind(i + 1)
    tight = block.is_tight(i + 1)
    if after & DASH or (tight and block.tokens[i] == _HYPHEN and not after & (WORD | QUOTE | ELLIPSIS)):
        return
    if tight and after & QUOTE and block.space[i + 2] != NONE:
        return
    if tight and block.tokens[i] in "−–" and after & _DIGIT:
        return
    if tight and block.tokens[i] == _HYPHEN and after & WORD and not after & CYRILLIC:
        return
    _settle(block, i, "RU302", reply=True)


def _spaced(block: Block, i: int) -> None:
    """A dash with a space on both sides, or at a line's end."""
    if i in block.dashes or block.is_tight(i) or block.is_tight(i + 1) or block.space[i] == BREAK:
        return
    before, after = block.kind(i - 1), block.kind(i + 1)
    if before & after & _DIGIT or (before | after) & DASH:
        return
    _settle(block, i, "RU301")


def _author_words(block: Block, i: int) -> None:
    """`,- сказал он.- Нет`, `, -сказал`, `!"-решил`: the dash clings to one side."""
    if i in block.dashes or block.space[i] == BREAK or i + 1 == block.end:
        return
    before, after = block.kind(i - 1), block.kind(i + 1)
    left, right = block.is_tight(i), block.is_tight(i + 1)
    if (not left and not right) or after & (DASH | _DIGIT | COMMA | STOP | CLOSE):
        return
    if before & (COMMA | STOP | COLON | MARK) and block.space[i - 1] == SPACE:
        return  # `слово ,-`: a mark that stands loose may be part of a smiley
    is_quoted = bool(before & QUOTE) and _quote_side(block, i - 1) == "close"
    if not (before & (_PUNCTUATION | CLOSE) or is_quoted):
        return
    if left and right and not _is_speech(block, i, before, after, quoted=is_quoted):
        return
    _settle(block, i, "RU303")


def _is_speech(block: Block, i: int, before: int, after: int, *, quoted: bool) -> bool:
    """A dash glued on both sides: `,-сказал` but not `с.-х.`, `Ж.-Ж.`, `"Правда"-то`."""
    word = block.tokens[i + 1]
    if not after & WORD:
        return bool(before & (COMMA | MARK) and after & QUOTE)
    if quoted:
        ends_speech = i >= 2 and block.kind(i - 2) & (_PUNCTUATION | MARK)
        return bool(ends_speech) and len(word) >= _MIN_SPEECH and word.lower() not in block.language.suffixes
    if before & STOP:
        is_sentence = len(block.tokens[i - 2]) > _MIN_SPEECH if i >= 2 else False
        return is_sentence and len(word) > 1 and not block.kind(i + 2) & STOP
    if before & CLOSE:
        return block.tokens[i] != _HYPHEN
    if before & ELLIPSIS:
        return len(word) >= _MIN_SPEECH
    return True


def _between_words(block: Block, i: int) -> None:
    """`слово--слово`, `слово —слово`: a sign that is no hyphen can only be a dash.

    A tight en dash is the author's (`Назарбаева–Токаева`); a tight em dash only between names (`Москва—Петербург`).
    """
    if i in block.dashes or block.space[i] == BREAK or i + 1 == block.end or block.tokens[i] in "-−":
        return
    before, after = block.kind(i - 1), block.kind(i + 1)
    if not before & (WORD | PROTECTED | QUOTE | CLOSE) or not after & (WORD | PROTECTED | QUOTE | OPEN):
        return
    left, right = block.is_tight(i), block.is_tight(i + 1)
    if left and right:
        if block.tokens[i] in "–‒" or not before & after & WORD:
            return
        is_name = not block.tokens[i + 1][0].islower()
        if block.tokens[i] in "—―" and (is_name or not before & after & CYRILLIC):
            return
    elif before & QUOTE and _quote_side(block, i - 1) == "open":
        return
    _settle(block, i, "RU304")


def _minus(block: Block, i: int) -> None:
    """Before a number, tight: a minus, unless the hyphen hangs on a word or another number."""
    if i in block.dashes or block.tokens[i] not in "-–‒" or not block.kind(i + 1) & NUMBER:
        return
    before = block.kind(i - 1)
    if block.is_tight(i + 1):
        is_sign = block.space[i] == BREAK or (
            block.space[i] == SPACE and before & (CYRILLIC | COMMA | COLON | SYMBOL | DASH)
        )
        is_sign = is_sign or bool(block.is_tight(i) and before & OPEN)
    else:
        is_sign = block.space[i] == SPACE and bool(before & NUMBER) and _is_sum(block, i)
    if is_sign:
        block.put(i, ab.MINUS, "RU306")


def _is_sum(block: Block, i: int) -> bool:
    """`5 - 3 = 2`: an equals sign stands behind one of the next numbers."""
    return any(block.tokens[at] in "=≈" and block.tokens[at] for at in (i + 2, i + 4) if at < block.end)


RULES = (
    Rule(
        "RU302", Stage.DASHES,
        "Реплика начинается с тире",
        "A reply opens with a dash",
        "В русском диалоге реплика начинается с тире и неразрывного пробела.",
        "In a Russian dialogue a reply opens with an em dash and a no-break space.",
        "Розенталь §119 [V]; каталог D2 [C]",
        (
            Example("- Зябко?", "—␣Зябко?"), Example("-- Да.", "—␣Да."), Example("-Зябко?", "—␣Зябко?"),
            Example("—Да", "—␣Да"), Example("- 5 рублей", "—␣5␣рублей"), Example("-v"), Example("—␣Да"),
        ),
        at=DASH, decide=_reply,
    ),
    Rule(
        "RU301", Stage.DASHES,
        "Между словами — тире, а не дефис",
        "Between words stands a dash, not a hyphen",
        "Дефис соединяет части слова, тире разделяет слова; -, --, –, ― с пробелами по сторонам — тире.",
        "A hyphen joins parts of a word, a dash parts words; -, --, – and ― with spaces are dashes.",
        "Розенталь §§79–82 [V]; каталог D1",
        (
            Example("Москва - столица", "Москва␣— столица"), Example("Москва -- столица", "Москва␣— столица"),
            Example("Москва – столица", "Москва␣— столица"), Example("кто-то из-за Нью-Йорка"),
            Example("Назарбаева–Токаева"), Example("word - word - and so on", "word—word—and so on"),
        ),
        at=DASH, decide=_spaced,
    ),
    Rule(
        "RU303", Stage.DASHES,
        "Тире при словах автора отделяется пробелами",
        "The dash at the author's words has spaces",
        "«,— сказал он.— Нет» — советская манера набора без пробела и частая небрежность в файлах.",
        "«,— сказал он.— Нет» without a space is old practice and a frequent slip in files.",
        "Розенталь §§119–123 [V]; каталог D3 [C: 1,587]",
        (
            Example("- Да,- сказал он.- Нет.", "—␣Да,␣— сказал он.␣— Нет."),
            Example("Да, -сказал он", "Да,␣— сказал он"), Example("Да,-сказал он", "Да,␣— сказал он"),
            Example('"Будет!"-решил он', "«Будет!»␣— решил он"), Example('"Правда"-то', "«Правда»-то"),
            Example("с.-х. и Ж.-Ж. Руссо", "с.-х. и␣Ж.-Ж.␣Руссо"),
        ),
        at=DASH, decide=_author_words,
    ),
    Rule(
        "RU304", Stage.DASHES,
        "Два дефиса между словами — тире",
        "Two hyphens between words are a dash",
        "Так тире набирали на машинке. Короткое тире вплотную (Назарбаева–Токаева) — решение автора.",
        "That is how typists wrote a dash. A tight en dash is the author's decision.",
        "каталог D8, D14",
        (
            Example("слово--слово", "слово␣— слово"), Example("слово —слово", "слово␣— слово"),
            Example("Назарбаева–Токаева"), Example("Москва—Петербург"), Example("--flag"),
        ),
        at=DASH, decide=_between_words,
    ),
    Rule(
        "RU306", Stage.DASHES,
        "Минус перед числом — знак −",
        "Minus before a number is −",
        "Минус равен по ширине плюсу и стоит на его высоте; дефис короток и низок.",
        "A minus is as wide and as high as the plus; a hyphen is short and low.",
        "ГОСТ 8.417 [M]; каталог D10",
        (
            Example("-5 °C", "−5␣°C"), Example("до -40", "до␣−40"), Example("5 - 3 = 2", "5 − 3 = 2"),
            Example("Ту-154"), Example("head -5"),
        ),
        at=DASH, decide=_minus,
    ),
)  # fmt: skip
"""Rules of this family, in running order: a reply is looked for first."""
