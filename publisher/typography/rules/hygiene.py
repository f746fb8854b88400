"""RU10x: characters that must not stand in a text at all. They are mended before there are tokens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from publisher.model.text import Edit
from publisher.typography.rule import Example, Rule, Stage

_INVISIBLE = "\u00ad\u200b-\u200f\u2060\u202a-\u202e\u2066-\u2069\ufeff"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_DIRT = re.compile(
    rf"(?P<composed>[АаГгЕеЖжЗзИиКкОоУуЫыЭэІіЇї][{_INVISIBLE}{_CONTROL}]*[\u0300\u0301\u0306\u0308])"
    rf"|(?P<invisible>[{_INVISIBLE}])|(?P<control>[{_CONTROL}])"
)
DIRTY = re.compile(rf"[{_INVISIBLE}{_CONTROL}\u0300\u0301\u0306\u0308]")
UNSEEN = re.compile(rf"[{_INVISIBLE}{_CONTROL}]+")
"""What hygiene takes away."""
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x00"
"""The usual ones, for `str.strip`."""
_CODES = {"\u00ad": "RU104", "\ufeff": "RU101"}
_DELIBERATE = "-–—/"
_JOINING = re.compile("[\u0590-\u109f\u1780-\u17ff\u2600-\u27bf\ufb1d-\ufdff\ufe0f\ufe70-\ufefc\U0001f000-\U0001faff]")
"""Writings that join their letters, and emoji: there a character of no width may make the sign what it is."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINERS = "\u200b\u200c\u200d"
_DIRECTIONS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def dirt(chars: str, spans: Sequence[tuple[int, int]]) -> list[Edit]:
    """Edits that clean `chars` outside of the protected spans."""
    if not DIRTY.search(chars):
        return []
    edits = []
    spans = sorted(spans)
    at = 0
    for match in _DIRT.finditer(chars):
        start, end = match.span()
        while at < len(spans) and spans[at][1] <= start:
            at += 1
        if at < len(spans) and spans[at][0] < end:
            continue
        old = match.group()
        if match.lastgroup == "composed":
            new, code = unicodedata.normalize("NFC", UNSEEN.sub("", old)), "RU105"
            if new == old:
                continue
            if len(new) > 1:  # а stress mark that composes with nothing: only what is between goes
                code = "RU103"
        elif _is_meant(chars, start):
            continue
        else:
            new, code = "", "RU102" if match.lastgroup == "control" else _CODES.get(old, "RU103")
        edits.append(Edit(start, end, new, code))
    return edits


def _is_meant(chars: str, at: int) -> bool:
    """Whether the unseen character at `at` does something there: joins emoji, turns the line, forbids a break."""
    beside = chars[max(at - 1, 0) : at], chars[at + 1 : at + 2]
    if chars[at] == "\u2060":
        return any(c in _DELIBERATE for c in beside if c)
    if chars[at] in _JOINERS:
        return any(_JOINING.match(c) for c in beside)
    return chars[at] in _DIRECTIONS and bool(_RIGHT_TO_LEFT.search(chars))


RULES = (
    Rule(
        "RU101", Stage.CHARACTERS,
        "Метка порядка байтов внутри текста удаляется",
        "A stray byte order mark is removed",
        "U+FEFF остаётся от склейки файлов; в наборе он даёт пустой знак или ломает поиск.",
        "U+FEFF is left behind when files are joined; it prints as an empty box or breaks searching.",
        "каталог A1 [P: typograf]",
        (Example("\ufeffТекст", "Текст"), Example("Текст")),
    ),
    Rule(
        "RU102", Stage.CHARACTERS,
        "Управляющие символы удаляются",
        "Control characters are removed",
        "NUL, BEL и прочие не печатаются, а XML и EPUB с ними недействительны.",
        "NUL, BEL and others do not print, and XML and EPUB are invalid with them.",
        "XML 1.0 §2.2 [V]; каталог A9 [C: 8 in 4 files]",
        (Example("сло\x07во\x00", "слово"), Example("строка\nстрока")),
    ),
    Rule(
        "RU103", Stage.CHARACTERS,
        "Невидимые знаки нулевой ширины удаляются",
        "Invisible zero-width characters are removed",
        "Они рвут слово для поиска и переносов. Остаются U+2060 у тире и косой черты, соединители в эмодзи и в письмах "
        "Востока, знаки направления в строке с арабским или еврейским письмом.",
        "They split words for searching and hyphenation. U+2060 at a dash or slash stays, so do joiners in emoji and "
        "in eastern writings, and marks of direction in a line with Arabic or Hebrew.",
        "каталог A5 [C]; Unicode UAX #9 [V]",
        (
            Example("сло\u200bво", "слово"), Example("\u200eда\u200f", "да"), Example("и/\u2060или"),
            Example("👨\u200d👩\u200d👧"), Example("слово \u200fשלום\u200f, слово"),
        ),
    ),
    Rule(
        "RU104", Stage.CHARACTERS,
        "Мягкие переносы удаляются",
        "Soft hyphens are removed",
        "Переносы расставляет программа вёрстки; чужие мягкие переносы мешают поиску и правилам.",
        "Hyphenation is the typesetter's job; soft hyphens of others get in the way of searching and of rules.",
        "каталог A6 [C: 607 in 6 files]",
        (Example("пере\u00adнос", "перенос"), Example("из-за")),
    ),
    Rule(
        "RU105", Stage.CHARACTERS,
        "Разложенные буквы собираются: и + ◌̆ → й",
        "Decomposed letters are composed: и + ◌̆ → й",
        "Так пишут имена файлов macOS и PDF; разложенная буква выглядит хуже и не находится. Ударение остаётся.",
        "macOS file names and PDFs write them so; such a letter looks worse and is not found. Stress marks stay.",
        "Unicode UAX #15 (NFC, никогда NFKC) [V]; каталог A3",
        (
            Example("и\u0306од", "йод"), Example("е\u0308лка", "ёлка"), Example("стра\u0301нно"), Example("½ № ™"),
        ),
        may_change_letters=True,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
