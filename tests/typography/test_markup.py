"""`clean_text` on markup: only what a rule changed is different."""

from __future__ import annotations

import pytest

from publisher.typography import clean_text

POST = """\ufeff---
layout: post
title: "Белая "гвардия" - роман"
date: 2022-01-05
---

Он сказал: *"Да"* - и показал `a - "b"`, [видео "имя"](https://ya.ru/a-b "титул - тут").

| а - б | "в" |
|-------|-----|
| 1     | 2   |

```
x = "y" - 1
```
"""


def test_markdown_comes_back_but_for_the_edits() -> None:
    cleaned = clean_text(POST.replace('Белая "гвардия"', "Белая гвардия"), markup="markdown")
    assert "*«Да»*\u00a0— и" in cleaned.text
    assert '[видео «имя»](https://ya.ru/a-b "титул - тут")' in cleaned.text
    assert '`a - "b"`' in cleaned.text
    assert 'x = "y" - 1' in cleaned.text
    assert "date: 2022-01-05" in cleaned.text
    assert "| 1     | 2   |" in cleaned.text
    assert cleaned.text.startswith("\ufeff---")
    again = clean_text(cleaned.text, markup="markdown")
    assert again.text == cleaned.text
    assert not again.edits


def test_every_edit_names_what_stood_there() -> None:
    text = POST.replace('Белая "гвардия"', "Белая гвардия")
    rebuilt, at = "", 0
    for edit in clean_text(text, markup="markdown").edits:
        assert text[edit.start : edit.end] == edit.old
        rebuilt += text[at : edit.start] + edit.new
        at = edit.end
    assert rebuilt + text[at:] == clean_text(text, markup="markdown").text


def test_html_keeps_its_tags_and_entities() -> None:
    cleaned = clean_text('<p class="a - b">"Да" - <b>"нет"</b> &mdash; &nbsp;и</p>', markup="html")
    assert cleaned.text.startswith('<p class="a - b">«Да»\u00a0— <b>«нет»</b>')
    assert "&mdash;" in cleaned.text


@pytest.mark.parametrize("source", ["Цена: {{ price }} руб.", "«Слово {{ x }}»", "«{% x %} слово» и\u00a0{{ y }}"])
def test_spaces_at_templates_stay(source: str) -> None:
    """They are no part of the text, but something will stand there."""
    assert clean_text(source, markup="markdown").text == source


def test_the_language_is_that_of_the_caller_unless_the_text_states_its_own() -> None:
    assert clean_text('He said "hi" and left', language="en", markup="markdown").text == "He said “hi” and left"
    stated = clean_text('---\nlang: en\n---\n\nHe said "hi"\n', markup="markdown").text
    assert stated.endswith("He said “hi”\n")


def test_unknown_markup_is_refused() -> None:
    with pytest.raises(ValueError, match="docx"):
        clean_text("x", markup="docx")  # type: ignore[arg-type]
