"""RU204, RU205, RU211, RU212: inch signs and primes, apostrophes. What looks like a quotation mark and is none."""

from __future__ import annotations

from publisher.typography import alphabet as ab
from publisher.typography.kinds import APOSTROPHE, DEGREE, ELIDED, NUMBER, QUOTE
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.rules.apostrophe_remarks import STRESSED
from publisher.typography.singles import TYPED
from publisher.typography.tokens import Block

_STRAIGHT = frozenset({'"', "''", "”", "“"})
_RAISED = frozenset("'’`´")


def _prime(block: Block, i: int) -> None:
    """Inches and seconds by the pairing; a minute or foot sign behind a number beside a degree or another measure."""
    if block.kinds[i] & QUOTE:
        if block.sides.get(i, ("", 0))[0] == "inch" and block.tokens[i] in _STRAIGHT:
            block.put(i, ab.DOUBLE_PRIME, "RU204")
        return
    if block.tokens[i] not in _RAISED or not block.is_tight(i) or not block.kind(i - 1) & NUMBER:
        return
    after_degree = i >= 2 and block.kind(i - 2) & DEGREE
    before_inches = block.kind(i + 1) & NUMBER and (block.is_tight(i + 1) or block.kind(i + 2) & QUOTE)
    if after_degree or before_inches:
        block.put(i, ab.PRIME, "RU204")


def _apostrophe(block: Block, i: int) -> None:
    token = block.tokens[i]
    if block.language_at(i).code == "ru" and STRESSED.search(token):
        return
    new = token
    for glyph in TYPED:
        new = new.replace(glyph, block.language_at(i).apostrophe)
    block.put(i, new, "RU205")


def _free_apostrophe(block: Block, i: int) -> None:
    """`dogs'`, `'tis`, `'90s`: at a word's edge, in languages where single quotation marks have been told from it."""
    if block.row.is_apostrophe(i):
        block.put(i, block.language_at(i).apostrophe, "RU212")


def _letter_apostrophe(block: Block, i: int) -> None:
    if block.language_at(i).letter_apostrophe:
        new = block.tokens[i]
        for glyph in (*TYPED, ab.APOSTROPHE):
            new = new.replace(glyph, ab.LETTER_APOSTROPHE)
        block.put(i, new, "RU211")


RULES = (
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
        "Апостроф — ’",
        "The apostrophe is ’",
        "Прямой штрих — знак пишущей машинки.",
        "The straight mark is a typewriter's.",
        "Unicode 16 §6.2 [V]; каталог F1–F3",
        (
            Example("Д'Артаньян", "Д’Артаньян"), Example("e-mail'ом", "e-mail’ом"), Example("п'ять", "п’ять", "uk"),
            Example("О’Нил"), Example("бо'льшая"),
        ),
        at=ELIDED, decide=_apostrophe,
    ),
    Rule(
        "RU212", Stage.QUOTES,
        "Апостроф у края слова — ’",
        "The apostrophe at a word's edge is ’",
        "В английском и сербском он отличён от одиночных кавычек подбором пар.",
        "In English and Serbian it has been told from single quotation marks by pairing these.",
        "Chicago Manual of Style [M]; каталог F3",
        (
            Example("the dogs' bowl", "the dogs’ bowl", "en"),
            Example("'tis the season of the '90s", "’tis the season of the ’90s", "en"),
            Example("“His ‘quoted’ word”", language="en"),
        ),
        at=APOSTROPHE, decide=_free_apostrophe,
    ),
    Rule(
        "RU211", Stage.QUOTES,
        "Украинский и белорусский апостроф — буква ʼ",
        "The Ukrainian and Belarusian apostrophe is the letter ʼ",
        "U+02BC — буква: слово с ней ищется и выделяется целиком. В книге привычнее ’.",
        "U+02BC is a letter: a word with it is found and selected as a whole. Books prefer ’.",
        "CLDR 48.2 [V]; каталог F5",
        (Example("п'ять", "пʼять", "uk"), Example("Д’Артаньян")),
        level=Level.PROF, profiles=frozenset({"web"}), at=ELIDED, decide=_letter_apostrophe, may_change_letters=True,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
