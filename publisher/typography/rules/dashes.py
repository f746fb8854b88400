"""RU3xx: dash, reply dash; what stays a hyphen. Minus and ranges have their own files.

What a dash token is, is read from its neighbours and the spaces around it. A token that becomes a dash between words
always ends up with a space on both sides, which is the first condition looked at: read again, it is the same dash.
"""

from __future__ import annotations

from publisher.typography.kinds import (
    BEFORE_NAME,
    BEFORE_NUMBER,
    BREAK,
    CLOSE,
    COLON,
    COMMA,
    CONJUNCTION,
    CYRILLIC,
    DASH,
    DOTTED,
    ELLIPSIS,
    INITIAL,
    MARK,
    NAME,
    NONE,
    NUMBER,
    OPEN,
    PREFIX,
    PROTECTED,
    QUOTE,
    RANGE,
    SHORT,
    SPACE,
    STOP,
    SUFFIX,
    TALK,
    UNIT,
    WORD,
    YEARS,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.tokens import Block

_HYPHEN = "-"
_DIGIT = NUMBER | RANGE
_PUNCTUATION = COMMA | STOP | COLON | MARK | ELLIPSIS
_ABBREVIATED = DOTTED | BEFORE_NAME | BEFORE_NUMBER | UNIT | YEARS | INITIAL
"""Words whose full stop need not end a sentence."""
_MIN_SPEECH = 3
"""Letters of a word that a hyphen glued to a full stop or to dots can't belong to: «он.-Сказал», but «с.-х.»."""


def _settle(block: Block, i: int, code: str, *, reply: bool = False) -> None:
    """Token i is a dash between words: its glyph and its spaces are the language's."""
    language = block.language_at(i)
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
    """A dash that opens a paragraph or a line. `-5` is a minus, `-то` a suffix, and a dash alone is an empty cell."""
    if not _opens_line(block, i) or not block.replies or i + 1 == block.end:
        return
    after = block.kind(i + 1)
    tight = block.is_tight(i + 1)
    if after & DASH and (tight or not (block.is_tight(i + 2) and block.kind(i + 2) & NUMBER)):
        return  # but `- -5 градусов` is a reply with a minus
    if tight and block.tokens[i] == _HYPHEN and not after & (WORD | QUOTE | ELLIPSIS):
        return
    if tight and after & QUOTE and block.space[i + 2] != NONE:
        return
    if tight and block.tokens[i] in "−–" and after & _DIGIT:
        return
    if tight and block.tokens[i] == _HYPHEN and after & WORD and (not after & CYRILLIC or after & SUFFIX):
        return
    _settle(block, i, "RU302", reply=True)


def _spaced(block: Block, i: int) -> None:
    """A dash with a space on both sides, at a line's end, or where a quotation breaks off: `"Да -"`."""
    if i in block.dashes or block.is_tight(i) or block.space[i] == BREAK:
        return
    if block.is_tight(i + 1):
        if block.kind(i + 1) & QUOTE and block.space[i + 2] != NONE and block.kind(i - 1) & WORD:
            block.dashes[i] = False
            block.put(i, block.language_at(i).dash, "RU301")
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
    if right and before & STOP and len(block.tokens[i + 1]) == 1 and block.kind(i + 2) & STOP:
        return  # `Ж. -Б. Мольер`, `т. -е.`
    if left and right and not _is_speech(block, i, before, after, quoted=is_quoted):
        return
    _settle(block, i, "RU303")


def _is_speech(block: Block, i: int, before: int, after: int, *, quoted: bool) -> bool:
    """A dash glued on both sides: `,-сказал`, `?"-"Я`, but not `с.-х.`, `Ж.-Ж.`, `"Правда"-то`."""
    word = block.tokens[i + 1]
    ends_speech = quoted and i >= 2 and bool(block.kind(i - 2) & _PUNCTUATION)
    if not after & WORD:
        return bool(after & QUOTE and (before & (COMMA | MARK) or ends_speech))
    if quoted:
        return ends_speech and len(word) >= _MIN_SPEECH and not after & SUFFIX
    if before & STOP:
        is_short_form = bool(block.kind(i + 2) & STOP) and not after & NAME
        return len(word) > 1 and not is_short_form and _ends_sentence(block, i - 1, after)
    if before & CLOSE:
        return block.tokens[i] != _HYPHEN
    if before & ELLIPSIS:
        return len(word) >= _MIN_SPEECH
    return True


def _ends_sentence(block: Block, stop: int, after: int) -> bool:
    """Whether the full stop in front of a dash is a sentence's: `пришёл.-Где`, `Да.-Нет`, but `с.-х.`, `гос.-пол.`"""
    if stop < 1 or not block.is_tight(stop):
        return False
    last = block.kind(stop - 1)
    length = len(block.tokens[stop - 1])
    if last & CLOSE or length > _MIN_SPEECH:
        return True
    return bool(last & WORD and after & NAME) and length > 1 and not last & _ABBREVIATED


_ASIDE = WORD | PROTECTED | QUOTE | CLOSE


def _between_words(block: Block, i: int) -> None:
    """`слово--слово`, `слово —слово`: a sign that is no hyphen can only be a dash.

    A tight en dash is the author's (`Назарбаева–Токаева`); a tight em dash only between names (`Москва—Петербург`);
    it may also stand for a name that the author keeps to himself.
    """
    if i in block.dashes or block.space[i] == BREAK or i + 1 == block.end or block.tokens[i] in "-−":
        return
    before, after = block.kind(i - 1), block.kind(i + 1)
    left, right = block.is_tight(i), block.is_tight(i + 1)
    if not before & _ASIDE and not (before & _DIGIT and left and not right):
        return
    if not after & (WORD | PROTECTED | QUOTE | OPEN):
        return
    if _is_omission(block, i, before, after):
        return
    if left and right:
        if block.tokens[i] in "–‒" or not _is_tight_dash(block, i, before, after):
            return
    elif before & QUOTE and _quote_side(block, i - 1) == "open":
        return
    _settle(block, i, "RU304")


def _is_omission(block: Block, i: int, before: int, after: int) -> bool:
    """`князь П--`, `в Т--й губернии`, `мимо --ской церкви`; or a hyphen that was typed twice: `по-- прежнему`."""
    if not after & WORD:
        return False
    is_lone = bool(before & INITIAL) and not before & SHORT
    if block.is_tight(i + 1):
        return bool(after & SUFFIX) or (block.is_tight(i) and is_lone)
    is_foreign = block.language_at(i).spaced and not (before | after) & CYRILLIC
    return bool(before & PREFIX) or is_lone or is_foreign


def _is_tight_dash(block: Block, i: int, before: int, after: int) -> bool:
    """Whether a long dash without any space stands between words that are no names."""
    is_typed = block.tokens[i] not in "—―"  # two or three hyphens
    if before & after & WORD:
        return is_typed or (block.tokens[i + 1][0].islower() and bool(before & after & CYRILLIC))
    beside, quoted = (i - 1, i + 1) if before & WORD else (i + 1, i - 1)
    if not block.kind(beside) & WORD or not block.kind(quoted) & QUOTE:
        return False
    turned = block.is_tight(quoted + 1) if quoted > i else _quote_side(block, quoted) == "close"
    return turned and (is_typed or block.tokens[beside][0].islower())


def _clinging(block: Block, i: int) -> None:
    """`слово -слово`, `слово -"слово"`: a hyphen never has a space before it, but `кто -то` has one too many."""
    if i in block.dashes or block.tokens[i] != _HYPHEN or block.space[i] != SPACE or not block.is_tight(i + 1):
        return
    before, after = block.kind(i - 1), block.kind(i + 1)
    if not before & CYRILLIC:
        return
    if after & CYRILLIC:
        if not (before & PREFIX or after & SUFFIX):
            _settle(block, i, "RU305")
    elif after & (OPEN | QUOTE) and block.is_tight(i + 2) and block.kind(i + 2) & TALK:
        _settle(block, i, "RU305")


def _torn(block: Block, i: int) -> None:
    """`кто -то`, `кто- то`, `по -русски`: the hyphen has a space too many."""
    if block.tokens[i] != _HYPHEN or i in block.dashes or block.is_tight(i) == block.is_tight(i + 1):
        return
    before, after = block.kind(i - 1), block.kind(i + 1)
    is_part = before & PREFIX or after & SUFFIX
    if before & after & CYRILLIC and is_part and BREAK not in block.space[i : i + 2] and not after & CONJUNCTION:
        block.suggest(i - 1, i + 1, f"{block.tokens[i - 1]}-{block.tokens[i + 1]}", "RU309")


def _hanging(block: Block, i: int) -> None:
    """`слово- слово`: a dash that lost a space, or a word divided at a line's end. `одно- и двух-` is right."""
    if i in block.dashes or block.tokens[i] != _HYPHEN or not block.is_tight(i) or block.space[i + 1] != SPACE:
        return
    before, after = block.kind(i - 1), block.kind(i + 1)
    if not before & after & CYRILLIC or after & (INITIAL | CONJUNCTION | SUFFIX) or before & PREFIX:
        return
    block.suggest(i - 1, i + 1, None, "RU308")


def _close_up(block: Block, i: int) -> None:
    """`“Yes” — no` → `“Yes”—no`: where no spaces stand around a dash, none stand at quotation marks either."""
    if block.language_at(i).spaced or block.dashes.get(i) is not False:
        return
    before, after = block.sides.get(i - 1, ("", 0))[0], block.sides.get(i + 1, ("", 0))[0]
    if before != "open" and after != "close" and (before or after):
        block.set_space(i, NONE, "RU307")
        if i + 1 < block.end:
            block.set_space(i + 1, NONE, "RU307")


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
            Example("—Да", "—␣Да"), Example("- 5 рублей", "—␣5␣рублей"), Example("- -5", "—␣−5"), Example("-v"),
            Example("—␣Да"), Example("-либо"),
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
            Example('"Будет!"-решил он', "«Будет!»␣— решил он"), Example('"Кто?"-"Я"', "«Кто?»␣— «Я»"),
            Example('"Правда"-то', "«Правда»-то"), Example("с.-х. и Ж.-Ж. Руссо", "с.-х. и␣Ж.-Ж.␣Руссо"),
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
            Example("Назарбаева–Токаева"), Example("Москва—Петербург"), Example("--flag"), Example("П--го, в␣Т--й"),
        ),
        at=DASH, decide=_between_words,
    ),
    Rule(
        "RU305", Stage.DASHES,
        "Дефис с пробелом перед ним — тире",
        "A hyphen with a space before it is a dash",
        "Дефис стоит вплотную к слову, к которому относится: «два существа -она и он» — потерянный пробел.",
        "A hyphen clings to the word before it: with a space there, the other space was lost.",
        "каталог D1, D13 [C: 12 из 12 — тире]",
        (
            Example("два существа -она и он", "два существа␣— она и␣он"),
            Example('газета -"Правда"', "газета␣— «Правда»"),
            Example("кто -то"), Example("суффикс -ость"), Example("одно- и␣двухэтажный"),
        ),
        at=DASH, decide=_clinging,
    ),
    Rule(
        "RU307", Stage.INNER,
        "Английское тире вплотную и у кавычек",
        "The American dash is tight at quotation marks, too",
        "По американскому обычаю тире набирается без пробелов; в русском наборе правило ничего не делает.",
        "American custom sets the em dash without spaces.",
        "Chicago Manual of Style [M]",
        (
            Example('"Yes" - no', "“Yes”—no", "en"), Example('no - "yes"', "no—“yes”", "en"),
            Example("«Да»␣— нет"),
        ),
        at=DASH, decide=_close_up,
    ),
    Rule(
        "RU308", Stage.REMARKS,
        "Дефис с пробелом после него: тире или перенос?",
        "A hyphen with a space behind it: a dash or a divided word?",
        "«слово- слово» — потерянный пробел перед тире или слово, разделённое переносом; знает только автор.",
        "Either the space before a dash was lost or a word was divided at a line's end; only the author knows.",
        "каталог D13, D16",
        (Example("слово- слово", "слово- слово"), Example("одно- и␣двухэтажный")),
        level=Level.SUGG, at=DASH, decide=_hanging,
    ),
    Rule(
        "RU309", Stage.REMARKS,
        "Лишний пробел у дефиса: кто -то",
        "A space too many at a hyphen: кто -то",
        "Частицы и приставки пишутся через дефис без пробелов.",
        "Particles and prefixes are joined by a hyphen without spaces.",
        "Правила 1956 г. [M]; каталог D18",
        (Example("кто -то", "кто-то"), Example("по- русски", "по-русски"), Example("кто-то")),
        level=Level.SUGG, at=DASH, decide=_torn,
    ),
)  # fmt: skip
"""Rules of this family, in running order: a reply is looked for first."""
