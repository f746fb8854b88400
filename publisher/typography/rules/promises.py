"""RU0xx: what the engine promises of every edit, checked while it runs."""

from __future__ import annotations

from publisher.typography.rule import Example, Rule, Stage

BROKEN = "RU001"

RULES = (
    Rule(
        BROKEN, Stage.CAP,
        "Правило хотело изменить букву или защищённое место; абзац оставлен как есть",
        "A rule wanted to change a letter or a protected place; the paragraph was left as it was",
        "Типограф меняет знаки и пробелы, но не текст. Если вы это видите, в программе ошибка: сообщите о ней.",
        "A typographer changes marks and spaces, not the text. If you see this, it is a bug: please report it.",
        "каталог L10",
        (Example("Буквы и 123 цифры", "Буквы и␣123 цифры"),),
    ),
)  # fmt: skip
