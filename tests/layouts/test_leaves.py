"""Leaflets: titles that fill their place, folded sheets, works in one flow; and the texts that break layouts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from pages import (
    Letter,
    Page,
    book_of,
    families,
    finished_layouts,
    layout_of,
    lines_of,
    make,
    pages_of,
    sample,
    strays,
    text_area,
)
from sample_book import paragraph, russian_work, sample_pictures, single_book, ukrainian_work

from publisher.composition.headline import fitted, headline_style, narrowest
from publisher.model.edition import Book, Entry
from publisher.model.imprint import Imprint
from publisher.model.layout import Headline, Layout
from publisher.model.text import Mark, Text
from publisher.model.work import Block, Code, Heading, Line, ListBlock, Note, Paragraph, Table, Verse

LEAVES = [name for name in finished_layouts("leaflet") if name not in finished_layouts("pamphlet")]
FOLDED = [name for name in LEAVES if layout_of(name).covers]
SENTENCE = "Наборщик поправил верстатку и долго смотрел на строку, которая никак не хотела выключаться. "
TITLE = ("О том, как наборщик и корректор искали опечатку в длинном заглавии " * 4)[:200]


def set_leaf(book: Book, layout: Layout) -> Sequence[Page]:
    """The pages of a leaflet: nothing is remarked, nothing stands outside the text area, sheets are full."""
    made = make(book, layout)
    assert made.remarks == ()
    pages = pages_of(made.pdf)
    for page in pages:
        found = outside(page, layout)
        assert found == [], (page.number, "".join(x.char for x in found)[:60])
    assert not layout.covers or len(pages) % layout.per_sheet == 0
    return pages


def outside(page: Page, layout: Layout) -> list[Letter]:
    """Letters outside the text area. The boxes of large ones are higher than their lines: these only sideways."""
    left, _, right, _ = text_area(page, layout)
    found = strays(page, layout)
    return [x for x in found if x.size < 24 or x.left < left - 0.35 or x.right > right + 0.35]


def words_of(pages: Sequence[Page]) -> str:
    return re.sub(r"\s+", " ", " ".join(page.text for page in pages))


def test_there_are_leaves_and_folded_ones() -> None:
    assert {"leaflet-a5", "leaflet-a4-news", "poster-a3", "trifold-a4", "zine-a6"} <= set(LEAVES)
    assert {"trifold-a4", "zine-a6"} <= set(FOLDED)


@pytest.mark.parametrize("name", LEAVES)
def test_the_sample_is_complete(name: str, tmp_path: Path) -> None:
    layout = layout_of(name)
    made = make(single_book(russian_work(), "leaflet"), layout, sample_pictures(tmp_path))
    assert made.remarks == ()
    pages = pages_of(made.pdf)
    assert all(outside(page, layout) == [] for page in pages)
    text = words_of(pages)
    for phrase in (
        *("Это введение до первого заголовка", "Пробел[1] и слово", "a < b && c", "Первый пункт.", "вложенный два."),
        *("А. Б. Цитатов", "Эпиграф внутри текста.", "Новая строка", "Знаки препинания", "Линейка, увеличено"),
        *("return '<&>'", "Её второй абзац.", "зовёт третью", "Сноска-список.", "example.org/путь", "поговорка"),
    ):
        assert phrase in text, phrase
    assert "буквы" in text.lower() and "пробелы" in text.lower()


@pytest.mark.parametrize("name", LEAVES)
def test_a_title_of_200_characters(name: str) -> None:
    pages = set_leaf(book_of([paragraph(SENTENCE * 5)], title=Text(TITLE)), layout_of(name))
    assert "заглавии о том" in words_of(pages[:1]).lower()


@pytest.mark.parametrize("name", LEAVES)
def test_nothing_but_one_line(name: str) -> None:
    layout = layout_of(name)
    pages = set_leaf(book_of([paragraph("Одна строка.")], title=Text(""), authors=(), date=""), layout)
    assert "Одна строка." in words_of(pages)
    assert len(pages) == (layout.per_sheet if layout.covers else 1)


def corners() -> tuple[list[Block], list[Note]]:
    """What breaks pages: long tables and notes, words without end, deep lists, long lines, thirty headings."""
    rows = tuple((Text(f"строка {n}"), Text("ячейка с несколькими словами подряд"), Text(str(n))) for n in range(1, 41))
    wide = tuple(Text(f"понятие{n}") for n in range(9))
    deep: Block = paragraph("самое дно")
    for depth in range(8):
        deep = ListBlock(((paragraph(f"глубина {depth}: " + SENTENCE), deep),), 1 if depth % 2 else None)
    chars = "".join(f"слово{n} " for n in range(60))
    marks = tuple(Mark(m.end(), m.end(), "note", str(n)) for n, m in enumerate(re.finditer(r"\w+", chars)))
    notes = [Note(str(n), (paragraph(f"примечание {n}."),)) for n in range(60)]
    blocks: list[Block] = [
        Table(((Text("Заголовок"), Text("Что в ней"), Text("№")),), rows, ("", "", "right"), Text("Сорок строк")),
        Table((wide,), (wide,), ("",) * 9),
        paragraph("Ы" * 300),
        deep,
        *[Heading(Text(f"Заголовок {n}"), min(n, 6)) for n in range(1, 31)],
        paragraph(SENTENCE),
        Verse(((Line(Text(SENTENCE * 2), 6),),)),
        Code("x" * 400 + "\n" + "слово " * 60),
        Paragraph(Text(chars, marks)),
    ]
    return blocks, notes


@pytest.mark.parametrize("name", LEAVES)
def test_dark_corners(name: str) -> None:
    text = words_of(set_leaf(book_of(*corners()), layout_of(name)))
    assert all(f"строка {n} " in text and f"примечание {n - 1}." in text for n in range(1, 41))
    assert all(f"Заголовок {n}" in text for n in range(1, 31))
    assert "самое дно" in text and "понятие8" in text.replace(" ", "").replace("-", "")


@pytest.mark.parametrize("name", [name for name in LEAVES if layout_of(name).typesetting.columns > 1])
def test_columns_never_run_off_the_page(name: str) -> None:
    """A column too many stands beside the page, and nobody sees that its text is lost."""
    items = ListBlock(tuple((paragraph(f"пункт{n} " + SENTENCE * 2),) for n in range(60)))
    pages = set_leaf(book_of([items, paragraph(SENTENCE * 100)]), layout_of(name))
    assert len(pages) > 1
    assert all(f"пункт{n} " in words_of(pages) for n in range(60))


@pytest.mark.parametrize("name", LEAVES)
def test_body_lines_stand_on_the_grid(name: str) -> None:
    layout = layout_of(name)
    blocks = [Heading(Text("Глава"), 1), paragraph(SENTENCE * 4), Heading(Text("Раздел"), 2), paragraph(SENTENCE * 9)]
    for page in pages_of(make(book_of(blocks * 3, title=Text(TITLE[:90])), layout).pdf):
        feet = [row[0].bottom for row in lines_of(page, layout.typesetting.size) if len(row) > 9]
        steps = [(feet[0] - foot) / layout.typesetting.line for foot in feet]
        assert all(abs(step - round(step)) < 0.02 for step in steps), steps


@pytest.mark.parametrize("name", LEAVES)
def test_works_run_on_and_each_keeps_its_title_and_notes(name: str) -> None:
    layout = layout_of(name)
    works = (russian_work(), ukrainian_work())
    book = replace(sample("leaflet"), entries=tuple(Entry(f"w{n}", work) for n, work in enumerate(works, 1)))
    pages = set_leaf(replace(book, title=Text("Два текста")), layout)
    text = words_of(pages)
    assert "Вірші та речі" in text and "Леся Складальниця" in text
    if layout.covers:
        assert "два текста" in words_of(pages[:1]).lower() and "Буквы и пробелы" in text
    opening = next(page.number for page in pages if "Вірші" in page.text)
    closing = next(page.number for page in pages if "Повторный вызов" in page.text)
    assert opening - closing <= 1


@pytest.mark.parametrize("name", LEAVES)
def test_options_change_the_page(name: str) -> None:
    layout = layout_of(name, **{"size": 12, "body-font": "Pub Serif", "accent": "#003366", "initial": True})
    pages = set_leaf(book_of([paragraph(SENTENCE * 12), paragraph("Курсив.", ("Курсив", "emphasis", ""))]), layout)
    body = [x for page in pages for x in page.letters if abs(x.size - 12) < 0.05]
    assert len(body) > 500 and {"Pub-Serif" in x.font for x in body} == {True}
    assert any(x.size > 30 and x.char == "Н" for page in pages for x in page.letters)


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_news_leaf_has_as_many_columns_as_asked_for(columns: int) -> None:
    layout = layout_of("leaflet-a4-news", columns=columns)
    (page,) = set_leaf(book_of([paragraph(SENTENCE * 4) for _ in range(6)]), layout)
    starts = {round(row[0].left) for row in lines_of(page, layout.typesetting.size) if len(row) > 9}
    lefts = [round(x.left) for x in page.letters if abs(x.size - layout.typesetting.size) < 0.05]
    width = (layout.trim.width - 2 * layout.margins.inner - (columns - 1) * layout.typesetting.gutter) / columns
    edges = [layout.margins.inner + n * (width + layout.typesetting.gutter) for n in range(columns)]
    assert starts
    assert all(any(abs(left - edge) < 2 for left in lefts) for edge in edges)
    gaps = [edge - layout.typesetting.gutter / 2 for edge in edges[1:]]
    assert not any(abs(x.left - gap) < 3 for x in page.letters for gap in gaps if x.size < 10 and x.bottom < 500)


@pytest.mark.parametrize("name", FOLDED)
def test_the_last_page_is_that_of_the_sheet(name: str) -> None:
    layout = layout_of(name)
    pages = set_leaf(sample("leaflet"), layout)
    assert "Издательство «Проба»" in pages[-1].text and "буквы" in pages[0].text.lower()
    assert "Это введение" in pages[1].text


def test_short_panels_keep_their_measure_and_their_distance_from_the_fold() -> None:
    layout = layout_of("trifold-a4")
    pages = set_leaf(book_of([paragraph(SENTENCE * 90)]), layout)
    bounds = [(min(x.left for x in p.letters), max(x.right for x in p.letters)) for p in pages[1:5]]
    assert [round(right - left) for left, right in bounds] == [pytest.approx(232, abs=3)] * 4
    full, short = bounds[0], bounds[2]
    assert full[0] - short[0] == pytest.approx(1.5 * 72 / 25.4, abs=0.6)
    assert bounds[3][0] - full[0] == pytest.approx(1.5 * 72 / 25.4, abs=0.6)


def test_a_headline_fills_its_measure_in_lines_of_one_length() -> None:
    wish = Headline("Pub Poster", least=10, most=100, height=120, leading=1.0)
    size, lines, measure = fitted([3.0, 2.0, 1.0, 4.0], 0.25, wish, 300)
    assert lines == 2 and size == pytest.approx(300 / 5.25, abs=0.5)
    assert narrowest([3.0, 2.0, 1.0, 4.0], 0.25, 2) == pytest.approx(5.25, abs=0.02)
    assert measure == pytest.approx(300, abs=20)


def test_a_headline_that_cannot_be_large_is_no_smaller_than_its_least() -> None:
    wish = Headline("Pub Poster", least=20, most=100, height=40, leading=1.0)
    size, lines, measure = fitted([2.0] * 40, 0.25, wish, 300)
    assert (size, measure <= 300) == (20, True)
    assert lines * size > 40
    assert headline_style(Text(" "), wish, layout_of("poster-a3"), families()) == ""


def test_columns_begin_at_the_same_height_although_one_begins_with_a_heading() -> None:
    """WeasyPrint keeps the margin over what begins a column of the first page."""
    layout = layout_of("leaflet-a4-news")
    blocks = [paragraph(SENTENCE * 6) for _ in range(5)]
    heading = Heading(Text("Вторая колонка"), 1)
    book = book_of([*blocks, heading, *blocks, paragraph(SENTENCE * 60)], title=Text("Заглавие"))
    page = set_leaf(book, layout)[0]
    middle, under_the_masthead = page.width / 2, page.height - 60
    body = [
        x for x in page.letters if x.top < under_the_masthead and (abs(x.size - 9.4) < 0.1 or abs(x.size - 13.6) < 0.1)
    ]
    first, second = (max((x.baseline, x.size) for x in body if (x.left > middle) == right) for right in (False, True))
    assert second[1] > first[1], "the second column begins with the heading"
    assert abs(first[0] - second[0]) < 3


def test_short_data_of_an_imprint_stay_on_their_lines() -> None:
    """«Уч.-изд. л. 0,09» is not divided, and the line before it is full."""
    layout = layout_of("zine-a6")
    imprint = Imprint(publisher="Листки о типографике", city="Москва", year="2026", print_run=300, on_leaflet=True)
    book = book_of([paragraph(SENTENCE)], title=Text("Заглавие"))
    book = replace(book, edition=replace(book.edition, imprint=imprint))
    page = pages_of(make(book, layout).pdf)[-1]
    lines = [line.strip() for line in page.text.splitlines()]
    for said in ("Листки о типографике, Москва, ", "Формат 60×84/32.", "Уч.-изд. л. 0,01.", "Тираж 300 экз."):
        assert any(said in line for line in lines), said
