"""Lines that only look blank, and paragraphs that are all brackets."""

from __future__ import annotations

import pytest

from publisher.model.work import texts
from publisher.readers import read

from .origins import assert_origins


def paragraphs(markdown: str) -> list[str]:
    work = read("a.md", markdown.encode(), overrides={"title": "x"}).value
    assert_origins(work)
    return [text.chars for text in texts(work)][1:]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("начало\n\n\u00a0\nтекст тут\n", ["начало", "текст тут"]),
        ("\u00a0\nтекст\n\u00a0\n", ["текст"]),
        ("> \u00a0\n> цитата", ["цитата"]),
        ("- \u00a0\n  пункт", ["пункт"]),
        ("\u3000\nб", ["б"]),
        ("\u2028\nб", ["б"]),
        ("*слово.*\u00a0— да", ["слово.\u00a0— да"]),
    ],
)
def test_a_line_of_no_break_spaces_takes_no_text_away(markdown: str, expected: list[str]) -> None:
    assert paragraphs(markdown) == expected


@pytest.mark.parametrize("scrap", ["[", "![", "[^a", "^[", "[a]["])
def test_a_hundred_thousand_brackets_are_just_characters(scrap: str) -> None:
    chars = "x" + scrap * 100_000
    assert paragraphs(chars) == [chars]
