"""RU106, RU70x: letters of another script that only look right. They are exchanged before there are tokens.

Whatever is certain is done here; what is doubtful is left to the suggestion RU702, which sees the words as tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from publisher.model.text import Edit
from publisher.typography import alphabet as ab
from publisher.typography.kinds import CYRILLIC, MIXED
from publisher.typography.languages import Language
from publisher.typography.letters.habits import NO_HABITS, Habits
from publisher.typography.letters.mojibake import with_accents
from publisher.typography.letters.roman import numeral, numerals_in_context
from publisher.typography.letters.scripts import (
    OLD,
    Reading,
    is_cyrillic,
    is_deliberate,
    is_latin,
    mixed_words,
    touches,
    twin,
    unmixed,
)
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.tokens import Block

STRESSED, LOOKALIKE, DOUBTFUL, ROMAN = "RU106", "RU701", "RU702", "RU703"

_LONE = re.compile(
    f"(?<=[{ab.CYRILLIC}][ \u00a0])[aockyi](?=[ \u00a0][{ab.CYRILLIC}])"
    f"|(?<=[{ab.CYRILLIC}],[ \u00a0])[aockyi](?=[ \u00a0][{ab.CYRILLIC}])"
    '|(?<![^\\s«„“"(—–-])[ABCKOY](?=[ \u00a0][а-яё])'
)
"""A Latin letter where a Russian preposition or conjunction of one letter stands."""
_FAR = 40
"""Characters within which a neighbouring word is looked for."""


def exchanged(chars: str, language: Language, habits: Habits) -> list[Edit]:
    """Edits that give mixed words and numerals back to one script, where nothing else can have been meant."""
    found = [edit for start, word in mixed_words(chars) for edit in _word(chars, start, word, language, habits)]
    if habits.mixes_scripts and not language.code.startswith("en"):
        found += _lone_letters(chars, _alphabet(language, habits))
    if language.code == "ru":
        found += [Edit(start, end, new, ROMAN) for start, end, new in numerals_in_context(chars)]
    return sorted(found, key=lambda e: e.start)


def _lone_letters(chars: str, alphabet: str) -> Iterator[Edit]:
    for match in _LONE.finditer(chars):
        if letter := twin(match.group(), alphabet):
            yield Edit(match.start(), match.end(), letter, LOOKALIKE)


def _word(chars: str, start: int, word: str, language: Language, habits: Habits) -> Iterator[Edit]:
    """What a mixed word is to become, letter by letter."""
    new = numeral(word)
    if new:
        yield Edit(start, start + len(word), new, ROMAN)
        return
    reading = _reading(chars, start, word, language, habits)
    if reading is None or not (reading.certain or reading.new in language.units):
        return
    for at, (old, letter) in enumerate(zip(word, reading.letters, strict=True), start):
        if old != letter:
            yield Edit(at, at + 1, letter, STRESSED if len(letter) > 1 else LOOKALIKE)


def _reading(chars: str, start: int, word: str, language: Language, habits: Habits) -> Reading | None:
    neighbours = [_script(chars[max(0, start - _FAR) : start][::-1]), _script(chars[start + len(word) :][:_FAR])]
    latin_around = "latin" in neighbours and "cyrillic" not in neighbours
    if not any(neighbours):
        latin_around = language.code.startswith("en")
    return unmixed(word, _alphabet(language, habits), latin_around=latin_around, trusted=habits.mixes_scripts)


def _script(chars: str) -> str:
    """The script of the first letter in `chars`."""
    for c in chars:
        if c.isalpha():
            return "latin" if is_latin(c) else "cyrillic" if is_cyrillic(c) else ""
    return ""


def _alphabet(language: Language, habits: Habits) -> str:
    return OLD if language.code == "ru" and habits.is_old else language.code


def _doubtful(block: Block, i: int) -> None:
    """A mixed word that is left, unless two parts of one script each are meant; a lone letter between words."""
    token, start = block.tokens[i], block.start(i)
    if len(token) == 1:
        if _stands_alone(block, i):
            block.suggest(i, i, twin(token, block.language.code), DOUBTFUL)
        return
    if touches(block.chars[start - 1 : start]) or touches(block.chars[start + len(token) :][:1]):
        return
    pieces: list[str] = []
    done = 0
    for at, word in mixed_words(token):
        reading = _reading(block.chars, start + at, word, block.language, NO_HABITS)
        if reading is None or with_accents(word) or (is_deliberate(word) and not word.islower()):
            return
        pieces += (token[done:at], reading.new)
        done = at + len(word)
    if done:
        block.suggest(i, i, "".join((*pieces, token[done:])), DOUBTFUL)


def _stands_alone(block: Block, i: int) -> bool:
    """Whether a single Latin letter stands between two Cyrillic words like a preposition."""
    if block.is_tight(i) or block.is_tight(i + 1) or not block.kind(i - 1) & block.kind(i + 1) & CYRILLIC:
        return False
    return block.tokens[i].islower() and bool(twin(block.tokens[i], block.language.code))


RULES = (
    Rule(
        STRESSED, Stage.CHARACTERS,
        "Латинская á внутри русского слова — это а с ударением",
        "A Latin á inside a Cyrillic word is an а with its stress mark",
        "Готовой русской буквы с ударением нет, и берут латинскую; слово перестаёт находиться и переноситься.",
        "There is no ready-made stressed letter, so a Latin one is taken; the word is neither found nor hyphenated.",
        "Unicode: ударение — U+0301 [V]; каталог A4",
        (Example("молокó", "молоко\u0301"), Example("café"), Example("стра\u0301нно")),
        may_change_letters=True,
    ),
    Rule(
        LOOKALIKE, Stage.CHARACTERS,
        "Буквы чужого алфавита внутри слова заменяются своими двойниками",
        "Letters of a foreign script inside a word become their twins",
        "Слово не находится, не переносится, читается вслух с ошибкой. Только если после замены всё слово в одном "
        "письме.",
        "The word is not found, not hyphenated, read aloud wrongly. Only if the whole word is in one script then.",
        "каталог A7 [C: 5,406 mixed words in 62 files, 92 % resolve]; [P: typograf]",
        (
            Example("Pоссия мнe", "Россия мне"), Example("Wоrd", "Word"), Example("IP-адрес"), Example("iPhone"),
            Example("PRщик"), Example("А4c"),
        ),
        may_change_letters=True,
    ),
    Rule(
        DOUBTFUL, Stage.REMARKS,
        "В слове смешаны буквы двух алфавитов",
        "Letters of two scripts in one word",
        "Двойник есть у каждой буквы, но слово могло быть и задумано так; решать автору.",
        "Every letter has a twin, but the word may be meant as it is; the author decides.",
        "каталог A7 [C]",
        (
            Example("вместе c ним", "вместе с ним"), Example("Windowsа", "Windowsa"), Example("facebookом"),
            Example("PCшник"),
        ),
        level=Level.SUGG, at=MIXED, decide=_doubtful,
    ),
    Rule(
        ROMAN, Stage.CHARACTERS,
        "Римское число набирается латинскими буквами",
        "A Roman numeral is set in Latin letters",
        "«ХVI» с русской Х не находится и не сортируется; шрифт может рисовать её иначе.",
        "«ХVI» with a Cyrillic Х is neither found nor sorted; a face may draw it differently.",
        "каталог A15",
        (
            Example("ХVI в.", "XVI␣в."), Example("ХХ век", "XX␣век"), Example("ХУШ столетие", "XVIII␣столетие"),
            Example("ХУ и␣Х"), Example("СМИ в ХХI веке", "СМИ в␣XXI␣веке"),
        ),
        may_change_letters=True,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
