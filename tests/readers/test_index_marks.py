"""Marks for indexes and references to pages, in Markdown and HTML."""

from __future__ import annotations

import pytest

from publisher.model.indexing import PAGE, TITLE, WHERE, IndexTerm, term_of
from publisher.model.text import OBJECT, Text
from publisher.model.work import Heading, ListBlock, Paragraph, texts
from publisher.readers import read
from publisher.writers.markdown_text import Inline

from .origins import assert_origins


def text(source: str, name: str = "a.md") -> Text:
    work = read(name, source.encode(), overrides={"title": "x", "lang": "ru"}).value
    assert_origins(work)
    block = work.blocks[0]
    assert isinstance(block, Paragraph)
    return block.text


def terms(found: Text) -> list[tuple[str, IndexTerm]]:
    return [(found.chars[m.start : m.end], term_of(m)) for m in found.marks if m.kind == "index"]


@pytest.mark.parametrize(
    ("source", "chars", "wanted"),
    [
        ("Был [Дидо]{.name} тут.", "Дидо", [IndexTerm("names", "")]),
        ('Был [Дидо]{name="Дидо, Фирмен"}.', "Дидо", [IndexTerm("names", "Дидо, Фирмен")]),
        ('Был [Дидо]{index="Дидо, Фирмен" .name}.', "Дидо", [IndexTerm("names", "Дидо, Фирмен")]),
        ('Вот[]{index="шрифты > кернинг"} так.', "", [IndexTerm("subjects", "шрифты > кернинг")]),
        (
            'Вот [пара]{index="кернинг;  шрифты  >  пары "}.',
            "пара",
            [IndexTerm("subjects", "кернинг"), IndexTerm("subjects", "шрифты > пары")],
        ),
        ('[]{index-from="поля"}Вот.', "", [IndexTerm("subjects", "поля", "from")]),
        ('Вот []{index-to="поля"}', "", [IndexTerm("subjects", "поля", "to")]),
        (
            'Вот[]{index="Дидот" see="Дидо, Фирмен; Франция"}.',
            "",
            [IndexTerm("subjects", "Дидот", "see", "Дидо, Фирмен"), IndexTerm("subjects", "Дидот", "see", "Франция")],
        ),
        (
            'Вот[]{name="Дидо, Фирмен" see-also="Франция"}.',
            "",
            [IndexTerm("names", "Дидо, Фирмен"), IndexTerm("names", "Дидо, Фирмен", "also", "Франция")],
        ),
    ],
)
def test_markdown(source: str, chars: str, wanted: list[IndexTerm]) -> None:
    found = terms(text(source))
    assert sorted(term for _, term in found) == sorted(wanted)
    assert {words for words, _ in found} == {chars}
    assert "{" not in text(source).chars


def test_a_class_of_foreign_html_is_no_index_mark() -> None:
    assert terms(text('<p>Был <span class="name">Дидо</span>.</p>', "a.html")) == []
    assert terms(text("<p>Был <span data-name>Дидо</span>.</p>", "a.html")) == [("Дидо", IndexTerm("names", ""))]
    found = terms(text('<p>Был <span data-index="шрифты"></span>.</p>', "a.html"))
    assert found == [("", IndexTerm("subjects", "шрифты"))]


def test_marks_before_a_block_belong_to_it() -> None:
    work = read("a.md", '{#tut index="поля"}\nВот.\n\n## Глава {#g index="главы"}\n'.encode()).value
    paragraph, heading = work.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(heading, Heading)
    assert [(m.kind, m.value) for m in paragraph.text.marks] == [("index", "поля"), ("anchor", "tut")]
    assert [(m.kind, m.value) for m in heading.text.marks] == [("index", "главы")]
    assert heading.id == "g"


def test_ends_of_ranges_on_lines_of_their_own() -> None:
    """They are no paragraphs: the beginning goes to the block behind, the end to the one before."""
    source = '[]{index-from="поля"}\n\nОдин.\n\nДва.\n\n[]{index-to="поля"}\n\n- три\n'
    first, second, third = read("a.md", source.encode(), overrides={"title": "x"}).value.blocks
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert isinstance(third, ListBlock)
    assert terms(first.text) == [("", IndexTerm("subjects", "поля", "from"))]
    assert [m.start for m in second.text.marks] == [len("Два.")]


def test_marks_of_an_empty_paragraph_are_kept_even_with_nothing_behind() -> None:
    (only,) = read("a.md", 'Один.\n\n[]{index="поля"}\n'.encode(), overrides={"title": "x"}).value.blocks
    assert isinstance(only, Paragraph)
    assert terms(only.text) == [("", IndexTerm("subjects", "поля"))]


def test_references_stand_for_what_is_not_known_yet() -> None:
    found = text("Вот, [см. с. {page}](b.md#x), [«{title}»](#y), [](b.md) и [{page}](https://a.b) {page}.")
    assert found.chars == f"Вот, см. с. {OBJECT}, «{OBJECT}», {OBJECT} и {{page}} {{page}}."
    references = [m for m in found.marks if m.kind == "reference"]
    assert [(m.value, m.title) for m in references] == [("b.md#x", PAGE), ("#y", TITLE), ("b.md", WHERE)]


def test_references_in_html() -> None:
    found = text('<p>Вот <a href="#x">с. {page}</a>, <a href="#x"></a><a id="x"></a>конец.</p>', "a.html")
    assert found.chars == f"Вот с. {OBJECT}, конец."  # an empty link of a web page is an ornament
    assert [(m.kind, m.value) for m in found.marks if m.kind == "anchor"] == [("anchor", "x")]


@pytest.mark.parametrize(
    "source",
    [
        'Был [Дидо]{name="Дидо, Фирмен"} и вот[]{index="шрифты > кернинг"}.',
        'Вот[]{index="Дидот" see="Дидо, Фирмен" .name} и [пара]{index="пары" see-also="шрифты"}.',
        "Вот [см. с. {page}](b.md#x) и [«{title}»](#y), [тут]{#y}.",
    ],
)
def test_written_and_read_back(source: str) -> None:
    found = text(source)
    again = text(Inline().markdown(found))
    assert again.chars == found.chars
    assert set(again.marks) == set(found.marks)


def test_marks_outlive_the_cleanup() -> None:
    from publisher.typography import Settings, clean

    work = read("a.md", 'Был - "[Дидо]{.name}", см. [с. {page}](#x).'.encode(), overrides={"title": "x"}).value
    cleaned = next(t for t in texts(clean(work, Settings("ru")).value) if OBJECT in t.chars)
    assert terms(cleaned) == [("Дидо", IndexTerm("names", ""))]
    assert f"с.\u00a0{OBJECT}" in cleaned.chars  # the number stays with its word
