"""RU857, RU858: apostrophes that stand for something else."""

from __future__ import annotations

import re

from publisher.typography import alphabet as ab
from publisher.typography.kinds import ELIDED
from publisher.typography.rule import Example, Level, Rule, Stage
from publisher.typography.tokens import Block

_OLD_SIGN = re.compile(
    r"(в|вз|воз|с|об|от|под|над|пред|раз|роз|без|из|меж|сверх|суб|ад|ин|кон|контр|транс|двух|тр[её]х|четыр[её]х)"
    r"['’`´ʼ]([еёюя].*)",
    re.IGNORECASE,
)
STRESSED = re.compile(r"(?<=[аеёиоуыэюя])['`´](?=[б-джзй-нп-тф-щ])")
"""An apostrophe as a stress mark: behind a small vowel, before a consonant."""


def _old_hard_sign(block: Block, i: int) -> None:
    """`с'ездить`, `об’явление`: how typewriters without ъ wrote it."""
    match = _OLD_SIGN.fullmatch(block.tokens[i])
    if match and block.language_at(i).code == "ru":
        block.suggest(i, i, f"{match[1]}ъ{match[2]}", "RU857")


def _stress(block: Block, i: int) -> None:
    """`бо'льшая`; in `Са'ди` it is a letter of another tongue, which only the author knows."""
    new = STRESSED.sub(ab.STRESS, block.tokens[i])
    if new != block.tokens[i] and block.language_at(i).code == "ru":
        block.suggest(i, i, new, "RU858")


RULES = (
    Rule(
        "RU857", Stage.REMARKS,
        "Апостроф вместо ъ: с’ездить → съездить",
        "An apostrophe for ъ: с’ездить → съездить",
        "Так печатали в 1920-е; в современном тексте это опечатка, в переиздании — примета времени.",
        "So it was printed in the 1920s; today a slip, in a reprint a mark of its time.",
        "каталог F5",
        (
            Example("с'ездить", "съездить"), Example("об’явление", "объявление"), Example("Д’Артаньян"),
            Example("О’Генри"), Example("п’ять", language="uk"),
        ),
        level=Level.SUGG, at=ELIDED, decide=_old_hard_sign,
    ),
    Rule(
        "RU858", Stage.REMARKS,
        "Апостроф вместо ударения: бо'льшая → бо́льшая",
        "An apostrophe for a stress mark: бо'льшая → бо́льшая",
        "Так ударение ставили в текстовых библиотеках. Чужой звук в имени (Са'ди) выглядит так же: решает автор.",
        "So text libraries marked stress. A foreign sound in a name (Са'ди) looks the same: the author decides.",
        "каталог A4, F1 [C: 9 в 2 из 10 файлов]",
        (
            Example("бо'льшая", "бо\u0301льшая"), Example("мето'ды", "мето\u0301ды"), Example("О’Нил"),
            Example("Д’Артаньян"), Example("e-mail’ом"),
        ),
        level=Level.SUGG, at=ELIDED, decide=_stress,
    ),
)  # fmt: skip
"""Rules of this family, in running order."""
