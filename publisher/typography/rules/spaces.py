"""RU12x: white space between words. The engine carries these rules out when it renders the tokens."""

from __future__ import annotations

from publisher.typography.rule import Example, Rule, Stage

RULES = (
    Rule(
        "RU121", Stage.CAP,
        "Между словами один пробел",
        "One space between words",
        "Лишние пробелы остаются от выключки строк и дают дыры в наборе.",
        "Runs of spaces are left over from justified typing and make holes in the line.",
        "каталог B1 [C: 272,390 in 29 files]",
        (Example("снег  и дождь", "снег и␣дождь"), Example("снег\tидёт", "снег идёт"), Example("снег идёт")),
    ),
    Rule(
        "RU122", Stage.CAP,
        "В конце строки пробелов нет",
        "No blanks at the end of a line",
        "Их не видно, но они сдвигают строку при выравнивании.",
        "Nobody sees them, but they shift a line when it is aligned.",
        "каталог B2",
        (Example("снег идёт  ", "снег идёт"), Example("строка\nстрока")),
    ),
    Rule(
        "RU123", Stage.CAP,
        "Лишние неразрывные пробелы снимаются (если nbsp = \"derive\")",
        "No-break spaces that no rule asks for are taken away (with nbsp = \"derive\")",
        "По умолчанию неразрывный пробел, поставленный автором, остаётся.",
        "By default a no-break space that the author set stays.",
        "каталог A10",
        (Example("белый␣снег"),),
    ),
)  # fmt: skip
"""Rules of this family."""
