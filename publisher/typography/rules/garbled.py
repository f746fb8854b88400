"""RU704: words that were read in a wrong encoding. A suggestion: only the author has seen the text before it.

Whole words are found before there are tokens, and kept from all other rules: a quotation mark or a no-break space that
is half a letter must stay, or nobody can read the word any more.
"""

from __future__ import annotations

from publisher.typography.kinds import MIXED
from publisher.typography.letters.mojibake import with_accents
from publisher.typography.letters.scripts import mixed_words
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.tokens import Block

MOJIBAKE = "RU704"


def _accents(block: Block, i: int) -> None:
    token = block.tokens[i]
    new = token
    for _, word in mixed_words(token):
        new = new.replace(word, with_accents(word) or word)
    if new != token:
        block.suggest(i, i, new, MOJIBAKE)


RULES = (
    Rule(
        MOJIBAKE, Stage.REMARKS,
        "Слово прочитано в чужой кодировке",
        "A word was read in a wrong encoding",
        "«Ïðèâåò» — это «Привет», «poлtica» — «poëtica». Предложение стоит проверить по источнику.",
        "«Ïðèâåò» is «Привет», «poлtica» is «poëtica». The proposal should be checked against the source.",
        "каталог A8 [C: 4,056 ╕ in 6 files]",
        (
            Example("Ïðèâåò", "Привет"), Example("РџСЂРёРІРµС‚", "Привет"), Example("Московск╕й", "Московскій"),
            Example("licentia poлtica", "licentia poëtica"), Example("d’кtre", "d’être"), Example("été à la française"),
            Example("пРИВЕТ"),
        ),
        level=Level.SUGG, at=MIXED, decide=_accents,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
