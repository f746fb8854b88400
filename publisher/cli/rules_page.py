"""The reference of all rules as one Markdown page in both languages: `publisher list rules --markdown`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from publisher.cli.words import visible
from publisher.typography import Example, Level, Rule

FAMILIES = {
    "RU0": ("Обещания", "Promises"),
    "RU1": ("Знаки", "Characters"),
    "RU12": ("Пробельные знаки", "White space"),
    "RU2": ("Кавычки, апострофы, штрихи", "Quotation marks, apostrophes, primes"),
    "RU3": ("Тире и дефис", "Dashes and hyphens"),
    "RU31": ("Диапазоны", "Ranges"),
    "RU32": ("Минус и знаки с дефисом", "Minus and signs typed as hyphens"),
    "RU4": ("Неразрывные пробелы", "No-break spaces"),
    "RU5": ("Пробелы у знаков препинания", "Spaces at punctuation marks"),
    "RU51": ("Знаки в конце предложения", "End marks"),
    "RU6": ("Числа, единицы, даты, деньги", "Numbers, units, dates, money"),
    "RU65": ("Символы", "Symbols"),
    "RU7": ("Буквы и правописание", "Letters and spelling"),
    "RU8": ("Предложения редактору", "Suggestions to the editor"),
    "RU9": ("Языки", "Languages"),
}
"""Titles of the families by the beginning of their codes; the longest beginning counts."""

_HEAD = """\
# Правила типографики · Typographic rules

Эту страницу пишет `make rules`; не правьте её руками. *Written by `make rules`, not by hand.*

Правило называют кодом или его началом: `publisher explain RU201`, `publisher fix --select RU2 --ignore RU203`,
`ignore = ["RU203"]` в разделе `[typography]` файла `publisher.toml`, `<!-- typo: ignore RU203: причина -->` в тексте.
`␣` в примерах — неразрывный пробел. Правила: {total}.

| уровень · level | |
|---|---|
| **всегда** · always | исправляет `publisher fix` и сборка · mended by `publisher fix` and by a build |
| **в профилях** · in profiles | то же, но только в названных профилях · the same, but only in these profiles |
| **предложение** · suggestion | показывает `publisher check`, меняет `fix --interactive` · only shown |
| **выключено** · off | работает, когда попросят: `--extend-select КОД` · when it is asked for |

Источник: [V] формулировка проверена, [M] общее знание, не проверено, [C] измерено на корпусе романов, [P] так делают
другие программы. *Source: [V] wording seen, [M] general knowledge, not verified, [C] measured on a corpus of novels,
[P] what other tools do.*
"""

_LEVELS = {
    Level.AUTO: "всегда · always",
    Level.PROF: "в профилях · in profiles: {profiles}",
    Level.SUGG: "предложение · suggestion",
    Level.OFF: "выключено · off",
}


def rules_page(rules: Iterable[Rule]) -> str:
    """The page, sorted by family and code."""
    ordered = sorted(rules, key=lambda rule: (family_of(rule), rule.code))
    parts = [_HEAD.format(total=len(ordered)), "\n".join(_contents(ordered))]
    for family, members in groupby(ordered, key=family_of):
        parts += [_heading(family) + "\n", *("\n".join(_rule(rule)) for rule in members)]
    return "\n".join(parts)


def family_of(rule: Rule) -> str:
    """The beginning of the code that names the family; empty for a family without a name."""
    return max((prefix for prefix in FAMILIES if rule.code.startswith(prefix)), key=len, default="")


def _heading(family: str) -> str:
    russian, english = FAMILIES.get(family, ("Прочее", "Others"))
    return f"## {russian} · {english}"


def _contents(rules: Sequence[Rule]) -> Iterator[str]:
    yield "| код | | уровень |"
    yield "|---|---|---|"
    for rule in rules:
        level = _level(rule).partition(" · ")[0]
        yield f"| [{rule.code}](#{rule.code.lower()}) | {_inline(rule.title_ru)} | {level} |"
    yield ""


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.code}"
    yield f"**{_inline(rule.title_ru)}** · *{_inline(rule.title_en)}*"
    yield ""
    yield _inline(rule.why_ru)
    yield ""
    yield f"*{_inline(rule.why_en)}*"
    yield ""
    yield from (_example(example) for example in rule.examples)
    yield ""
    yield f"{_level(rule)} — {_inline(rule.source)}"
    yield ""


def _level(rule: Rule) -> str:
    return _LEVELS[rule.level].format(profiles=", ".join(sorted(rule.profiles)))


def _example(example: Example) -> str:
    tongue = f" ({example.language})" if example.language != "ru" else ""
    if example.after is None:
        return f"- {_code(example.before)} — не трогать · untouched{tongue}"
    return f"- {_code(example.before)} → {_code(example.after)}{tongue}"


def _code(chars: str) -> str:
    """Characters as they are, in a code span."""
    fence = "``" if "`" in chars else "`"
    pad = " " if "`" in chars else ""
    return f"{fence}{pad}{visible(chars)}{pad}{fence}"


def _inline(chars: str) -> str:
    """Running text whose signs are no Markdown."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in chars)
