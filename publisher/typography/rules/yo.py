"""RU71x: the letter ё. Written where the project asks for it, and only where no other reading is possible."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from publisher.model.text import Edit
from publisher.typography.letters.lexicon import lexicon, without_yo
from publisher.typography.remark import Remark
from publisher.typography.rule import Example, Level, Rule, Stage

RESTORED = "RU710"
UNEVEN = "RU711"

_LETTER = "А-Яа-яЁё\u0300-\u036f"
_WORD = re.compile(f"(?<![{_LETTER}A-Za-z0-9_'’])[А-Яа-яЁё]{{2,}}(?![{_LETTER}A-Za-z0-9_'’])")
_CAPITALS = 3
"""Letters that a word in capitals must have: shorter ones may be abbreviations."""
_SURNAME = "ьев"
"""Capitalised, «воробьёв» is rather Mr Воробьев."""
_OPENING = ' \u00a0«„“"([{'
_DASHES = "-–—―−"
_SENTENCE_ENDS = ".!?…"
_ABBREVIATED = re.compile(r"(?<!\w)[а-яё]{1,4}\.\Z")
_NEAR = 8
_HABITUAL = 0.02
"""A manuscript with fewer ё for every е does not write ё, but here and there; one that does has about 0.06."""
_MOSTLY = 4
"""So many times more ё than е in words of the list, and what is left with е has been forgotten."""


def restored(chars: str) -> list[Edit]:
    """Edits that write ё in `chars` wherever nothing else can be meant: not in names, not in abbreviations."""
    found = []
    for match in _WORD.finditer(chars):
        old = match.group()
        if "е" not in old and "Е" not in old:
            continue
        new = spelled(old)
        if new is None or new == old or _is_abbreviated(chars, match.end()):
            continue
        if old[0].isupper() and not old.isupper() and not _begins_sentence(chars, match.start()):
            continue
        found += [
            Edit(match.start() + at, match.start() + at + 1, letter, RESTORED)
            for at, (letter, before) in enumerate(zip(new, old, strict=True))
            if letter != before
        ]
    return found


def spelled(word: str) -> str | None:
    """A word, however capitalised, with the ё it must have; None when the list doesn't know it."""
    if word.islower():
        return lexicon().restored(word)
    if word.isupper():
        new = lexicon().restored(word.lower()) if len(word) >= _CAPITALS else None
        return new.upper() if new else None
    if not word[1:].islower() or word.endswith(_SURNAME):
        return None
    new = lexicon().restored(word.lower())
    return new.capitalize() if new else None


def _is_abbreviated(chars: str, end: int) -> bool:
    """Whether a full stop stands behind the word and the sentence goes on: `мед. училище`."""
    if chars[end : end + 1] != ".":
        return False
    rest = chars[end + 1 : end + _NEAR].lstrip(" \u00a0")
    return rest[:1].islower() or rest[:1] in (",", ";", ":", "-", ")")


def _begins_sentence(chars: str, start: int) -> bool:
    """Whether a capital letter at `start` is owed to the sentence. Anywhere else the word may be a name."""
    before = chars[max(0, start - _NEAR) : start]
    bare = before.rstrip(_OPENING)
    if not bare:
        return start < _NEAR
    if bare[-1] in _DASHES:
        bare = bare.rstrip(_DASHES).rstrip(" \u00a0")
        return (not bare and start < _NEAR) or bare[-1:] in tuple(f'{_SENTENCE_ENDS},»“”"')
    if bare[-1] in _SENTENCE_ENDS or bare[-1] == "\n":
        return not _ABBREVIATED.search(bare)
    return before[len(bare) :].strip(" \u00a0") != ""


class Listed(NamedTuple):
    """What stands between two spaces of a passage and has a word of the list in it."""

    passage: int
    spelling: str


class Uneven(NamedTuple):
    """A word that a manuscript writes with ё and with е: where it first stands with е."""

    passage: int
    remark: Remark


def uneven(passages: Sequence[str], listed: Sequence[Listed]) -> Iterator[Uneven]:
    """One remark for every unambiguous word that stands with е beside ё, or in a manuscript that mostly writes ё.

    Args:
        passages: those of one manuscript; offsets of the remarks are those in their passage.
        listed: everything in them in which there is a word of the list, in reading order.
    """
    chars = "\n".join(passages)
    is_habit = chars.count("ё") > _HABITUAL * chars.count("е")
    words: Counter[str] = Counter()
    for spelling, n in Counter(spelling for _, spelling in listed).items():
        for word in _WORD.findall(spelling):
            words[word] += n
    with_yo = _known((word.lower(), n) for word, n in words.items() if has_yo(word))
    if not with_yo:
        return
    # A capital letter may make a word with е a name: those in small letters count.
    with_ye = _known(
        (word, n) for word, n in words.items() if "ё" not in word and (is_habit or word in with_yo) and word.islower()
    )
    if is_habit and with_yo.total() < _MOSTLY * with_ye.total():
        with_ye = Counter({word: n for word, n in with_ye.items() if word in with_yo})
    for number, start, word in _first_places(passages, listed, with_ye):
        new = lexicon().restored(word)
        detail = f"{word} × {with_ye[word]}, {new} × {with_yo[word]}"
        yield Uneven(number, Remark(UNEVEN, start, start + len(word), new, (("detail", detail),)))


def has_yo(chars: str) -> bool:
    """Whether there is any ё."""
    return "ё" in chars or "Ё" in chars


def listed_among(spellings: Sequence[str]) -> set[str]:
    """Those of some pieces of text in which there is a word of the list, with е or with ё."""
    known = lexicon().restored
    chars = "\n".join(spellings)
    borders = [0, *accumulate(len(spelling) + 1 for spelling in spellings)]
    found = [(match.start(), match[0].lower()) for match in _WORD.finditer(chars)]
    places = [start for start, word in found if ("е" in word or "ё" in word) and known(word)]
    return {spellings[bisect_right(borders, place) - 1] for place in places}


def listed_in(number: int, chars: str) -> list[Listed]:
    """All such of the passage `number`, as they stand between spaces."""
    spellings = chars.split()
    listed = listed_among(spellings)
    return [Listed(number, spelling) for spelling in spellings if spelling in listed]


def _known(words: Iterable[tuple[str, int]]) -> Counter[str]:
    """Of counted words those on the list, by their spelling with е."""
    found: Counter[str] = Counter()
    for word, n in words:
        if lexicon().restored(word):
            found[without_yo(word)] += n
    return found


def _first_places(
    passages: Sequence[str], listed: Iterable[Listed], wanted: Iterable[str]
) -> Iterator[tuple[int, int, str]]:
    """Passage and offset at which each word first stands with е, in reading order."""
    left = set(wanted)
    done = -1
    for number, spelling in listed:
        if number == done or left.isdisjoint(_WORD.findall(spelling)):
            continue
        done = number
        for match in _WORD.finditer(passages[number]):
            if match.group() in left:
                left.discard(match.group())
                yield number, match.start(), match.group()


RULES = (
    Rule(
        RESTORED, Stage.CHARACTERS,
        "Буква ё там, где иное чтение невозможно (yo = \"restore\")",
        "The letter ё where no other reading is possible (with yo = \"restore\")",
        "Только слова из списка: ещё, её, зелёный. «Все» и «всё», имена, сокращения остаются как есть.",
        "Words of a list only: ещё, её, зелёный. «Все» and «всё», names and abbreviations stay.",
        "Правила 1956 §10 [M]; каталог A13; словарь eyo-kernel (MIT)",
        (
            Example("Еще не вечер, ее нет", "Ещё не␣вечер, её нет"), Example("все равно"), Example("город Орел"),
            Example("мед. училище"),
        ),
        level=Level.OFF, setting=("yo", "restore"), may_change_letters=True,
    ),
    Rule(
        UNEVEN, Stage.CHARACTERS,
        "Одно слово пишется и с ё, и с е",
        "One word is written with ё and with е",
        "В книге ё ставят везде, нигде или в отдельных словах, но в каждом слове — одинаково.",
        "A book has ё everywhere, nowhere or in certain words, but in each word always or never.",
        "Правила 1956 §10 [M]; каталог A13 [C]",
        (Example("Ещё раз и еще раз", "Ещё раз и␣ещё раз"), Example("Все и␣всё"), Example("Еще и␣еще")),
        level=Level.SUGG,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
