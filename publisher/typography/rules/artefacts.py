"""RU107–111: what converters and typewriters leave in a text: entities, lost hyphens, letter-spacing."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from html.entities import html5

from publisher.model.text import Edit, Text
from publisher.typography.alphabet import SOFT_HYPHEN
from publisher.typography.kinds import LETTER, SPACE, SYMBOL
from publisher.typography.letters.habits import LOST_HYPHEN, Habits
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.tokens import Block

ENTITY, BROKEN_ENTITY, HYPHEN, DOUBTFUL_HYPHEN, SPACED = "RU107", "RU108", "RU109", "RU110", "RU111"

ENTITIES = re.compile(
    r"&(?:(?:amp|#38|#[xX]26);){0,9}(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,31}));"
)
_SPACES = "\u00a0\u2002\u2003\u2009\u202f"
_ALIKE = 0.75
"""How near a misspelled name of an entity must be to a real one."""
_LETTERS = 4
"""Letter-spaced words have this many letters; three may be variables, or the syllables of a stammer."""
_VOWELS = frozenset("аеёиоуыэюяіѣ")
_ALPHABET = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


def decoded(chars: str) -> list[Edit]:
    """Edits that put characters in the place of their entities."""
    found = []
    for match in ENTITIES.finditer(chars):
        new = _character(match)
        if new is None:
            continue
        if new.isspace() and _has_space(chars, *match.span()):
            new = ""
        found.append(Edit(match.start(), match.end(), new, ENTITY))
    return found


def escaped(text: Text) -> list[int]:
    """Where entities begin that are meant: the source escapes their ampersands (`&amp;`, `\\&`).

    Markup has no other way to show an entity.
    """
    found = [match.start() for match in ENTITIES.finditer(text.chars)] if "&" in text.chars else []
    return [at for at in found if any(run.is_atom and run.start <= at < run.end for run in text.origin)]


def _has_space(chars: str, start: int, end: int) -> bool:
    """Whether white space or a border stands on either side of a range."""
    return start == 0 or end == len(chars) or chars[start - 1].isspace() or chars[end].isspace()


def _character(entity: re.Match[str]) -> str | None:
    """What an entity stands for: a visible character, a space, nothing (a soft hyphen); None for all else."""
    decimal, hexadecimal, name = entity.groups()
    if name:
        new = html5.get(f"{name};", "")
    else:
        number = int(decimal) if decimal else int(hexadecimal, 16)
        new = chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    if new == SOFT_HYPHEN:
        return ""
    return new if len(new) == 1 and (new.isprintable() or new in _SPACES) else None


def rejoined(chars: str, habits: Habits) -> list[Edit]:
    """Edits that put hyphens where a converter has left number signs, in a manuscript that is full of them."""
    if not habits.loses_hyphens:
        return []
    return [Edit(match.start(), match.end(), "-", HYPHEN) for match in LOST_HYPHEN.finditer(chars)]


def _lost_hyphen(block: Block, i: int) -> None:
    if block.tokens[i] == "#" and LOST_HYPHEN.search(block.chars, max(block.start(i) - 1, 0), block.stop(i) + 1):
        block.suggest(i, i, "-", DOUBTFUL_HYPHEN)


def _broken_entity(block: Block, i: int) -> None:
    name = block.tokens[i + 1] if block.tokens[i] == "&" and block.is_tight(i + 1) else ""
    is_closed = name.isascii() and name.isalpha() and block.is_tight(i + 2) and block.tokens[i + 2] == ";"
    if is_closed and f"{name};" not in html5:
        block.suggest(i, i + 2, _nearest(name), BROKEN_ENTITY)


def _nearest(name: str) -> str | None:
    """The character whose entity has nearly this name."""
    near = get_close_matches(name, _names(), n=1, cutoff=_ALIKE)
    return html5[f"{near[0]};"] if near else None


@cache
def _names() -> tuple[str, ...]:
    """Entities of Latin letters and of common signs; the rest of the list is mathematics."""
    return tuple(name[:-1] for name, c in html5.items() if name.endswith(";") and len(c) == 1 and c < "\u0250")


def _letter_spaced(block: Block, i: int) -> None:
    """A run of single letters that make a word; the first LETTER of the run speaks for it.

    Between two LETTERs one letter may stand that is a word by itself, and one at either end: what lies farther is not
    looked at. Where the run ends in such a letter, more may follow, and no word is proposed.
    """
    if block.kind(i - 1) & LETTER and _is_apart(block, i):
        return
    if block.kind(i - 2) & LETTER and _is_apart(block, i) and _is_apart(block, i - 1):
        return
    last = i
    while True:
        step = next((n for n in (1, 2) if block.kind(last + n) & LETTER), 0)
        if not step or not all(_is_apart(block, last + n + 1) for n in range(step)):
            break
        last += step
    first = i - _is_apart(block, i)
    end = last + _is_apart(block, last + 1)
    word = "".join(block.tokens[first : end + 1])
    if last > i and _looks_like_a_word(word):
        block.suggest(first, end, word if (first, end) == (i, last) else None, SPACED)


def _looks_like_a_word(letters: str) -> bool:
    """Whether single letters, put together, may be a word: with vowels and consonants, no row of the alphabet."""
    low = letters.lower()
    vowels = sum(c in _VOWELS for c in low)
    is_cased = low[1:] == letters[1:] or letters.isupper()
    return is_cased and len(letters) >= _LETTERS and 0 < vowels < len(letters) and low not in _ALPHABET


def _is_apart(block: Block, i: int) -> bool:
    """Whether token i and the one before it are single letters with one space between; two spaces part words."""
    if i <= 0 or i >= block.end or block.space[i] != SPACE or len(block.gaps[i]) != 1:
        return False
    return all(len(block.tokens[k]) == 1 and block.tokens[k].isalpha() for k in (i - 1, i))


_MANY = " ".join(("кое#как",) * 21)

RULES = (
    Rule(
        ENTITY, Stage.CHARACTERS,
        "Имена знаков из HTML заменяются самими знаками",
        "Names of characters from HTML become the characters",
        "&nbsp; и &eacute; остаются в тексте после переделки из HTML. В разметке имя, написанное намеренно, остаётся.",
        "&nbsp; and &eacute; are left behind when a text comes from HTML. In markup a name that is meant stays.",
        "HTML, Named character references [V]; каталог A12",
        (Example("caf&eacute;", "café"), Example("т.&nbsp;е.", "т.␣е."), Example("AT&T; R&D")),
        may_change_letters=True,
    ),
    Rule(
        BROKEN_ENTITY, Stage.REMARKS,
        "Испорченное имя знака из HTML",
        "A misspelled name of a character from HTML",
        "&egarve; — скорее всего &egrave;, но решать автору.",
        "&egarve; is most likely &egrave;, but the author decides.",
        "каталог A12 [C]",
        (Example("p&egarve;re", "père"), Example("Смит & Вессон;")),
        level=Level.SUGG, at=SYMBOL, decide=_broken_entity,
    ),
    Rule(
        HYPHEN, Stage.CHARACTERS,
        "Знак # между буквами — потерянный дефис (если их в рукописи больше 20)",
        "A # between letters is a lost hyphen (if a manuscript has more than 20)",
        "Так старые преобразователи портят «из-за». Одиночный # может быть намеренным: см. RU110.",
        "Old converters spoil «из-за» so. A single # may be meant: see RU110.",
        "каталог A12 [C: 5,547 in 4 files]",
        (Example(_MANY, _MANY.replace("#", "-")), Example("вопрос #5"), Example("кое#как")),
    ),
    Rule(
        DOUBTFUL_HYPHEN, Stage.REMARKS,
        "Знак # между буквами — возможно, потерянный дефис",
        "A # between letters may be a lost hyphen",
        "В рукописи таких мест немного: это может быть и описка, и замысел.",
        "The manuscript has few such places: it may be a slip, or meant.",
        "каталог A12 [C]",
        (Example("кое#как", "кое-как"), Example("вопрос #5")),
        level=Level.SUGG, at=SYMBOL, decide=_lost_hyphen,
    ),
    Rule(
        SPACED, Stage.REMARKS,
        "Слово набрано вразрядку пробелами",
        "A word is letter-spaced with blanks",
        "Такое слово не находится и рвётся в конце строки. Разрядку лучше обозначить разметкой (курсивом).",
        "Such a word is not found and breaks at a line's end. Emphasis is better marked up (as italics).",
        "каталог A16 [C: 13 in 7 files]",
        (Example("вошла М ы ш ь", "вошла Мышь"), Example("пункты␣б г д␣ж"), Example("а␣б в␣г д")),
        level=Level.SUGG, at=LETTER, decide=_letter_spaced,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
