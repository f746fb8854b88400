"""How plain texts call notes and begin them: `[1]`, `{1}`, `(1)`, `¹`, stars, digits glued to a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from publisher.model.work import Block, Paragraph, texts_of

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_RAISED, "0123456789")

_CALLS: Mapping[str, re.Pattern[str]] = {
    "[1]": re.compile(r"[ \u00a0]?\[(\d{1,4})\]"),
    "{1}": re.compile(r"[ \u00a0]?\{(\d{1,4})\}"),
    "<1>": re.compile(r"[ \u00a0]?<(\d{1,3})>"),
    "(1)": re.compile(r"(?<=[^\s(])\((\d{1,3})\)"),
    "¹": re.compile(rf"(?<=\S)[ \u00a0]?([{_RAISED}]{{1,3}})(?![{_RAISED}\w])"),
    "1": re.compile(r"(?<=[^\W\d_]|[»”\")\].,!?…])(\d{1,3})(?![\w%°]|[.,:]\d)"),
    "*": re.compile(r"(?<=[^\s*])(\*{1,4})\)?(?![\w*])"),
}
_DEFINITIONS: Mapping[str, re.Pattern[str]] = {
    "[1]": re.compile(r"\[(\d{1,4})\]\.?[ \u00a0\t]*(?=\S)"),
    "{1}": re.compile(r"\{(\d{1,4})\}\.?[ \u00a0\t]*(?=\S)"),
    "<1>": re.compile(r"<(\d{1,3})>[ \u00a0\t]*(?=\S)"),
    "(1)": re.compile(r"\((\d{1,3})\)[ \u00a0\t]*(?=\S)"),
    "¹": re.compile(rf"([{_RAISED}]{{1,3}})[ \u00a0\t]*(?=\S)"),
    "1": re.compile(r"(\d{1,3})(?:[.)][ \u00a0\t]*|[ \u00a0\t]+)(?=\S)"),
    "*": re.compile(r"(\*{1,4})\)?[ \u00a0\t]*(?=[^\s*])"),
}
_HINTS: Mapping[str, str] = {"[1]": "[", "{1}": "{", "<1>": "<", "(1)": "(", "*": "*", "¹": _RAISED, "1": "0123456789"}
"""Characters one of which a call holds."""
_HIDDEN_NAME = re.compile(r"(?:^|[\s«\"(])[A-ZА-ЯЁ]$")
"""«князь В*», «графиня N**»: the stars stand for a name."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call for note `label` at `start:end` of text number `text` in block number `block`."""

    habit: str
    label: str
    block: int
    text: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Definition:
    """Block number `block` is note `label`; its words begin at `at`."""

    habit: str
    label: str
    block: int
    at: int


def calls(blocks: Iterable[tuple[int, Block]], habits: Iterable[str]) -> Iterator[Call]:
    """All that may call a note, in reading order for each habit."""
    patterns = [(habit, _CALLS[habit], _HINTS[habit]) for habit in habits if habit in _CALLS]
    for number, block in blocks:
        for ordinal, text in enumerate(texts_of(block)):
            for habit, pattern, hints in patterns:
                if not any(hint in text.chars for hint in hints):
                    continue
                for match in pattern.finditer(text.chars):
                    if habit == "*" and _HIDDEN_NAME.search(text.chars, max(match.start() - 2, 0), match.start()):
                        continue
                    yield Call(habit, match[1].translate(_DIGITS), number, ordinal, match.start(), match.end())


def definition(number: int, block: Block, habits: Iterable[str]) -> Definition | None:
    """The note that this paragraph is, by the mark in front of it."""
    if not isinstance(block, Paragraph):
        return None
    for habit in habits:
        if habit in _DEFINITIONS and (match := _DEFINITIONS[habit].match(block.text.chars)):
            return Definition(habit, match[1].translate(_DIGITS), number, match.end())
    return None
