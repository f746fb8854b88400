"""Rules hold back where the author said so, in every markup, in `clean_text` and in a book."""

from __future__ import annotations

import pytest

from publisher.model.work import texts
from publisher.readers import read
from publisher.typography import Settings, clean, clean_text, review, review_plain

DIRTY = 'Он сказал: "Да" - и ушёл...'
CLEAN = "Он сказал: «Да»␣— и␣ушёл…"
HYPHEN = CLEAN.replace("—", "-")
STRAIGHT = CLEAN.replace("«Да»", '"Да"')


def cleaned(text: str, markup: str) -> str:
    found = clean_text(text, markup=markup)  # type: ignore[arg-type]
    assert clean_text(found.text, markup=markup).text == found.text  # type: ignore[arg-type]
    return found.text.replace("\u00a0", "␣")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<!-- typo: off -->\n{DIRTY}\n{DIRTY}\n<!-- typo: on -->\n{DIRTY}", [DIRTY, DIRTY, CLEAN]),
        (f"{DIRTY}\n<!-- typo: off RU301: so -->\n{DIRTY}\n<!-- typo: on -->\n{DIRTY}", [CLEAN, HYPHEN, CLEAN]),
        (f"<!-- typo: off RU301 RU2 -->\n{DIRTY}\n<!-- typo: on RU2 -->\n{DIRTY}\n", [None, HYPHEN]),
        (f"<!-- typo: ignore RU2 -->\n{DIRTY}\n{DIRTY}", [STRAIGHT, CLEAN]),
        (f"{DIRTY}\n<!-- typo: ignore -->\n\n{DIRTY}\n{DIRTY}", [CLEAN, DIRTY, CLEAN]),
        (f"<!-- typo: off RU999 -->\n{DIRTY}", [CLEAN]),
        (f"<!-- typo: of -->\n{DIRTY}", [CLEAN]),
    ],
)
@pytest.mark.parametrize("markup", ["text", "markdown", "html"])
def test_comments_hold_in_every_markup(before: str, after: list[str | None], markup: str) -> None:
    paragraphs = {"text": "{}", "markdown": "\n\n{}\n\n", "html": "<p>{}</p>"}[markup]
    lines = [line if line.startswith("<!--") else paragraphs.format(line) for line in before.split("\n") if line]
    found = [line for line in cleaned("\n".join(lines), markup).splitlines() if line and not line.startswith("<!--")]
    for line, expected in zip(found, after, strict=True):
        assert expected is None or line == paragraphs.format(expected).strip()


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("markdown", 'Он <!-- typo: off -->"нет", - <!-- typo: on -->"да"'),
        ("markdown", 'Он "нет" <!-- typo: ignore -->\n\nИ "да"'),
        ("markdown", '{.notypo}\n- "нет"\n- "нет"\n\nи "да"'),
        ("markdown", '## "нет" {.notypo}\n\nи "да"'),
        ("markdown", '["нет"](x){.notypo} "да" ["да"](x)'),
        ("markdown", '["нет"]{.notypo} "да"'),
        ("markdown", '```\n<!-- typo: off -->\n```\n\n"да"'),
        ("markdown", '| "нет" <!-- typo: ignore --> | "да" |\n|--|--|'),
        ("html", '<div class="notypo"><p>"нет"</p><ul><li>"нет"</ul></div><p>"да"'),
        ("html", '<p><b class="x notypo">"нет"</b> "да"</p>'),
        ("html", '<ul><!-- typo: off --><li>"нет"</li><!-- typo: on --><li>"да"</li></ul>'),
        ("html", '<!-- typo: ignore --><blockquote><p>"нет"</p><p>"нет"</p></blockquote><p>"да"</p>'),
        ("html", '<table><tr><td class="notypo">"нет"</td><td>"да"</td></tr></table>'),
        ("text", '  "да"\n  <!-- typo: off -->\n\t"нет"   нет   \n'),
        ("text", '<!-- typo: off --> и это не строка: "да"'),
    ],
)
def test_where_they_may_stand(markup: str, text: str) -> None:
    """What is marked «да» is cleaned, the rest stays."""
    found = cleaned(text, markup)
    assert found.count("«да»") == text.count('"да"') > 0
    assert found.count('"нет"') == text.count('"нет"')


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_a_book_holds_to_them(name: str) -> None:
    chars = f"<!-- typo: off RU3 -->\n\n{DIRTY}\n\n<!-- typo: on -->\n\nСлово - дело.\n"
    if name == "a.html":
        chars = f"<!-- typo: off RU3 --><p>{DIRTY}</p><!-- typo: on --><p>Слово - дело.</p>"
    work = clean(read(name, chars.encode()).value, Settings()).value
    found = [text.chars.replace("\u00a0", "␣") for text in texts(work)]
    assert HYPHEN in found
    assert "Слово␣— дело." in found
    assert not any("typo" in chars for chars in found), "comments are never printed"


def test_a_review_counts_what_is_held_back() -> None:
    chars = f"<!-- typo: off RU3 RU2: so -->\n{DIRTY}\n<!-- typo: on -->\n<!-- typo: ignore RU7 -->\n{DIRTY}\n"
    found = review_plain(chars, Settings())
    assert [(waiver.code, dict(held)) for waiver, held in found.waived] == [
        ("RU2", {"RU201": 2}),
        ("RU3", {"RU301": 1}),
        ("RU7", {}),
    ]
    assert found.waived[0][0].directive.reason == "so"
    markdown = read("a.md", f"<!-- typo: off -->\n\n{DIRTY}\n".encode()).value
    (waiver, held), *others = review(markdown, Settings()).waived
    assert (waiver.code, others, held["RU301"], held["RU201"]) == ("", [], 1, 2)
    assert review(markdown, Settings()).edits == ()


def test_a_work_without_a_source_has_no_review() -> None:
    work = read("a.md", DIRTY.encode()).value.replace(source=None)
    with pytest.raises(ValueError, match="source"):
        review(work, Settings())
