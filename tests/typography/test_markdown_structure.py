"""Cleaning never changes what Markdown means: blocks, emphasis, links, code and addresses stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.markdown import changed
from hypothesis import given, settings
from hypothesis import strategies as st

SOURCES = sorted((Path(__file__).parents[2] / "sources").rglob("*.md"))

HAZARDS = [
    'слово *,* а "да"',
    "*да,*нет и **но;**или",
    "- *Да*,- сказал **он**.- Нет",
    '[а]("б") и [в](г "д" - "е")',
    '[а](б "в "г" д")',
    'а<b>"б"</b> - <i title=\'"в"\'>г</i>',
    '`а - "б"` - `` "`" `` - ```в```',
    "1941 - 1945\n\n1. - а\n2. -- б",
    '"а"\n---\n\n- - -\n\nа - б\n===',
    '| "а" | - |\n|---|---|\n| -- | ... |\n| а \\| б | "в |',
    '> - а\n>   - "б"\n>\n>         код - "в"\n',
    '\\"а\\" \\- \\*б\\* - &quot;в&quot; &mdash; &#34;г&#34;',
    "а  \nб\\\nв - \n- г",
    '<div id="foo"\n*hi*\n',
    '<a href="\\"">\n',
    "<div></div>\n``` c\nint x = 33;\n```\n",
    '<!-- "а" - б -->\n\nв - <!-- "г" -->"д"',
    '[а]: /б "в - "\n\n[а] - [а][] - [б][а]',
    'а[^1] - б\n\n[^1]: "в" - г\n',
    '![а - "б"](в.png "г - д") - "е"',
    '~~"а"~~ - ~~б~~',
    'http://а.рф/"б" - <http://a.b/c--d> - a@b.c',
    '***"а" - б*** _"в"_ __"г"__д',
    '# "а" - б #\n\n## в ...\n',
    "+-10 (c) 2020 -> <- <<а>> 10x15",
    "5 . слово\n\n5\t) слово",
    "слово\n\u00a0> слово\n\n#\u00a0 слово",
    "слово!?[а](б)",
    "```т.д.`",
    "<a href=\"б'> <a href=б'>",
    '{% а "б" %} {{ "в" - г }} $x - "y"$',
    '"а\n\n> б"\n\n- в" г',
]

WORDS = ["слово", "Он", "в", "и", "не", "5", "1941", "г", "word", "А.", "С.", "Пушкин", "т.д.", "кг"]
MARKS = [
    '"',
    '"',
    "'",
    "«",
    "»",
    "„",
    "“",
    "-",
    "--",
    "---",
    "–",
    "—",
    "...",
    "…",
    ",",
    ".",
    "!",
    "?",
    ":",
    ";",
    "(",
    ")",
]
SYNTAX = ["*", "**", "_", "__", "~~", "`", "``", "[", "](", "]", "![", "<", ">", "\\", "|", "#", "&quot;"]
SPACE = [" ", " ", " ", " ", "  ", "\u00a0", "\n", "\n\n", "  \n", "\t"]
LINES = [
    "\n- ",
    "\n1. ",
    "\n> ",
    "\n    ",
    "\n# ",
    "\n```\n",
    "\n---\n",
    "\n|---|---|\n",
    "\n[^1]: ",
    "<b>",
    "</b>",
    '<a href="x">',
    "[а](б)",
]
PIECES = st.sampled_from(WORDS * 3 + MARKS * 2 + SYNTAX + SPACE * 4 + LINES)


@pytest.mark.parametrize("text", HAZARDS)
def test_hazards(text: str) -> None:
    assert changed(text) is None


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_sources(path: Path) -> None:
    assert changed(path.read_text(encoding="utf-8")) is None


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_anything(text: str) -> None:
    assert changed(text) is None
