"""Texts that break layouts: nothing may run off the page, nothing may get lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pages import Page, book_of, finished_layouts, layout_of, make, pages_of, strays
from sample_book import paragraph, png

from publisher.composition.markup import Pictures
from publisher.model.composition import Resource
from publisher.model.text import Mark, Text
from publisher.model.work import Block, Code, Figure, Heading, Line, ListBlock, Note, Paragraph, Table, Verse

LAYOUTS = finished_layouts()
SENTENCE = "Наборщик поправил верстатку и долго смотрел на строку, которая никак не хотела выключаться. "


def set_pages(
    name: str, blocks: Sequence[Block], notes: Sequence[Note] = (), pictures: Pictures | None = None, **about: Any
) -> Sequence[Page]:
    """The pages of a book in a layout, after a look that nothing stands outside the text area."""
    layout = layout_of(name)
    made = make(book_of(blocks, notes, **about), layout, pictures)
    assert made.remarks == ()
    pages = pages_of(made.pdf)
    for page in pages:
        assert strays(page, layout) == [], (page.number, "".join(x.char for x in strays(page, layout))[:60])
    return pages


def all_text(pages: Sequence[Page]) -> str:
    return re.sub(r"\s+", " ", " ".join(page.text for page in pages))


@pytest.mark.parametrize("kind", ["leaflet", "pamphlet"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_title_of_200_characters(name: str, kind: str) -> None:
    title = ("О том, как наборщик и корректор искали опечатку в длинном заглавии " * 4)[:200]
    pages = set_pages(name, [paragraph(SENTENCE * 40)], kind=kind, title=Text(title))
    assert "заглавии О том" in all_text(pages[:1])


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_word_without_end(name: str) -> None:
    set_pages(name, [paragraph("Ы" * 300), Heading(Text("щ" * 120), 1), paragraph("x" * 300)], title=Text("Ж" * 90))


@pytest.mark.parametrize("kind", ["leaflet", "pamphlet"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_no_author_no_title_one_line(name: str, kind: str) -> None:
    pages = set_pages(name, [paragraph("Одна строка.")], kind=kind, authors=(), title=Text(""), date="")
    assert "Одна строка." in all_text(pages)
    assert len(pages) == (1 if kind == "leaflet" else 4)


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_empty_work(name: str) -> None:
    assert len(set_pages(name, [])) == 1


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_table_of_forty_rows(name: str) -> None:
    rows = tuple((Text(f"строка {n}"), Text("ячейка с несколькими словами подряд"), Text(str(n))) for n in range(1, 41))
    head = ((Text("Заголовок"), Text("Что в ней"), Text("№")),)
    pages = set_pages(name, [Table(head, rows, ("", "", "right"), Text("Сорок строк"))])
    assert all(f"строка {n} " in all_text(pages) for n in range(1, 41))
    assert sum("Заголовок" in page.text for page in pages) == len(pages) >= 2


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_caption_never_parts_from_its_short_table(name: str) -> None:
    row = (Text("ячейка с несколькими словами"),)
    blocks: list[Block] = []
    for lines in range(1, 9):  # sooner or later a caption would come to stand on the last line of a page
        table = Table((), (row,) * 5, ("",), Text(f"Таблица {lines}"))
        blocks += [*[paragraph("Строка.")] * (16 + lines), table]
    for page in set_pages(name, blocks):
        parts = re.split(r"Таблица \d", page.text)
        assert all(part.count("ячейка") == 5 for part in parts[1:])
        assert "ячейка" not in parts[0]


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_table_with_many_columns(name: str) -> None:
    row = tuple(Text(f"понятие{n}") for n in range(9))
    set_pages(name, [Table((row,), (row,), ("",) * 9)])


@pytest.mark.slow
@pytest.mark.parametrize("name", LAYOUTS)
def test_sixty_notes_on_a_page(name: str) -> None:
    chars = "".join(f"слово{n} " for n in range(60))
    marks = tuple(Mark(m.end(), m.end(), "note", str(n)) for n, m in enumerate(re.finditer(r"\w+", chars)))
    notes = [Note(str(n), (paragraph(f"примечание {n}."),)) for n in range(60)]
    pages = set_pages(name, [Paragraph(Text(chars, marks))], notes)
    assert all(f"примечание {n}." in all_text(pages) for n in range(60))


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_note_of_5000_characters(name: str) -> None:
    note = Note("1", (paragraph(SENTENCE * 55 + "Конец примечания."),))
    pages = set_pages(name, [Paragraph(Text("Слово.", (Mark(5, 5, "note", "1"),)))], [note])
    assert "Примечания" in all_text(pages) and "Конец примечания." in all_text(pages)


@pytest.mark.slow
@pytest.mark.parametrize("name", LAYOUTS)
def test_notes_of_middling_length_on_one_line(name: str) -> None:
    note = [Note(str(n), (paragraph(SENTENCE * 15 + f"Конец {n}."),)) for n in range(4)]
    text = Text("а б в г", tuple(Mark(2 * n + 1, 2 * n + 1, "note", str(n)) for n in range(4)))
    pages = set_pages(name, [paragraph(SENTENCE * 10), Paragraph(text), paragraph(SENTENCE * 10)], note)
    assert all(f"Конец {n}." in all_text(pages) for n in range(4))


@pytest.mark.parametrize("size", [(3000, 300), (300, 3000)])
@pytest.mark.parametrize("name", LAYOUTS)
def test_a_picture_larger_than_the_page(name: str, size: tuple[int, int], tmp_path: Path) -> None:
    import hashlib

    import pypdfium2

    data = png(*size)
    (tmp_path / "a.png").write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    picture = Resource("publisher:///images/a.png", str(tmp_path / "a.png"), digest, "image/png")
    layout = layout_of(name)
    book = book_of([paragraph(SENTENCE), Figure("a.png", "линия", Text("Подпись под рисунком"))])
    document = pypdfium2.PdfDocument(make(book, layout, {("w1", "a.png"): picture}).pdf)
    boxes = [o.get_bounds() for page in document for o in page.get_objects() if o.type == 3]
    document.close()
    ((left, bottom, right, top),) = boxes
    assert left >= layout.margins.inner - 0.1 and right <= layout.trim.width - layout.margins.outer + 0.1
    assert bottom >= layout.margins.bottom and top <= layout.trim.height - layout.margins.top + 0.1


@pytest.mark.parametrize("name", LAYOUTS)
def test_deeply_nested_lists(name: str) -> None:
    block: Block = paragraph("самое дно")
    for depth in range(8):
        block = ListBlock(((paragraph(f"глубина {depth}: " + SENTENCE), block),), 1 if depth % 2 else None)
    assert "самое дно" in all_text(set_pages(name, [block]))


@pytest.mark.parametrize("name", LAYOUTS)
def test_headings_thirty_deep(name: str) -> None:
    headings = [Heading(Text(f"Заголовок {n}"), min(n, 6)) for n in range(1, 31)]
    pages = set_pages(name, [*headings, paragraph(SENTENCE)])
    assert all(f"Заголовок {n}" in all_text(pages) for n in range(1, 31))


@pytest.mark.parametrize("name", LAYOUTS)
def test_long_lines_of_verse_and_code(name: str) -> None:
    verse = Verse(((Line(Text(SENTENCE * 3), 6),),))
    set_pages(name, [verse, Code("x" * 400 + "\n" + "слово " * 60)])


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_heading_never_ends_a_page(name: str) -> None:
    blocks: list[Block] = []
    for n in range(24):
        blocks += [Heading(Text(f"Глава {n}"), 1), paragraph(SENTENCE * (2 + n % 4))]
    for page in set_pages(name, blocks):
        lines = [line for line in page.text.strip().splitlines() if line.strip()]
        assert not re.match(r"Глава \d+$", lines[-2]), lines[-3:]


@pytest.mark.parametrize("kind", ["leaflet", "pamphlet"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_emphasis_has_a_face(name: str, kind: str) -> None:
    marks = (Mark(0, 6, "emphasis"), Mark(7, 13, "strong"), Mark(14, 17, "code"), Mark(18, 21, "emphasis"))
    text = Text("курсив жирный код оба", (*marks, Mark(18, 21, "strong")))
    headings = [Heading(text, level) for level in range(1, 6)]
    table = Table(((text,),), ((text,),), ("",), text)
    set_pages(name, [*headings, Paragraph(text), table], kind=kind, title=text, subtitle=text)
