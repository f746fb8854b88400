"""Every layout is set with the complete sample book, as a leaflet, a pamphlet and an anthology."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from pages import book_of, families, finished_layouts, layout_of, lines_of, made_sample, make, pages_of, strays
from sample_book import russian_work, ukrainian_work

from publisher.model.text import OBJECT
from publisher.model.work import Figure, Paragraph, Table

KINDS = ["leaflet", "pamphlet", "anthology"]
CASES = [pytest.param(name, kind, id=f"{name}-{kind}") for name in finished_layouts() for kind in KINDS]


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_nothing_is_remarked(name: str, kind: str) -> None:
    assert made_sample(name, kind).remarks == ()


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_nothing_leaves_the_text_area(name: str, kind: str) -> None:
    for page in pages_of(made_sample(name, kind).pdf):
        assert strays(page, layout_of(name)) == [], page.number


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_pages_have_the_trimmed_size_and_fonts_are_ours(name: str, kind: str) -> None:
    layout = layout_of(name)
    for page in pages_of(made_sample(name, kind).pdf):
        assert (page.width, page.height) == pytest.approx((layout.trim.width, layout.trim.height), abs=0.02)
        assert {"Pub" in letter.font for letter in page.letters} <= {True}


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_all_fonts_are_embedded(name: str, kind: str) -> None:
    with pikepdf.open(BytesIO(made_sample(name, kind).pdf)) as pdf:
        descriptors = [
            o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]
        assert descriptors
        assert all("/FontFile2" in d or "/FontFile3" in d for d in descriptors)


@pytest.mark.parametrize(("name", "kind"), CASES)
def test_every_word_of_the_work_is_on_paper(name: str, kind: str) -> None:
    text = re.sub(r"\s+", " ", " ".join(page.text for page in pages_of(made_sample(name, kind).pdf)))
    for phrase in (
        *("Буквы и пробелы", "Это введение до первого заголовка", "Пробел[1] и слово", "полужирное курсивное прямое"),
        *("a < b && c", "Первый пункт.", "вложенный два.", "А. Б. Цитатов", "Эпиграф внутри текста.", "Новая строка"),
        *("Знаки препинания", "ёлочка", "Линейка, увеличено", "return '<&>'", "Её второй абзац.", "зовёт третью"),
        *("Сноска-список.", "example.org/путь", "Известная поговорка"),
    ):
        assert phrase in text, phrase
    assert "publisher:" not in text
    assert "\ufffd" not in text


@pytest.mark.parametrize("name", finished_layouts())
def test_title_pages_and_imprint(name: str) -> None:
    pages = pages_of(made_sample(name, "pamphlet").pdf)
    assert "Буквы и пробелы" in pages[0].text.replace("\u00a0", " ") and "Издательство «Проба»" in pages[0].text
    assert all(code in pages[1].text for code in ("УДК 655.2", "ББК 76.17", "ISBN 978-5-00-000000-7", "12+"))
    assert pages[1].text.count("©") == 1
    typeface = families()[layout_of(name).text_family].typeface
    assert f"Гарнитура {typeface}" in pages[-1].text.replace("\u00a0", " ").replace("\n", " ")
    assert "Тираж 100 экз." in pages[-1].text.replace("\u00a0", " ")


@pytest.mark.parametrize("name", finished_layouts())
def test_body_lines_stand_on_the_grid(name: str) -> None:
    """Body text behind headings, lists, quotations, verse, code. Pictures and tables have their own heights."""
    layout = layout_of(name)
    size, line = layout.typesetting.size, layout.typesetting.line
    verse = ukrainian_work().blocks[2]
    blocks = [b for b in (*russian_work().blocks, verse) if not isinstance(b, Table | Figure)]
    blocks = [b for b in blocks if not (isinstance(b, Paragraph) and OBJECT in b.text.chars)]
    for page in pages_of(make(book_of(blocks * 2, russian_work().notes), layout).pdf):
        feet = [row[0].baseline for row in lines_of(page, size)]
        steps = [(feet[0] - foot) / line for foot in feet]
        assert len(steps) > 5
        assert all(abs(step - round(step)) < 0.02 for step in steps), steps


@pytest.mark.parametrize("name", ["pamphlet-a5", "anthology-84x108", "anthology-60x90"])
def test_every_line_stands_on_the_grid(name: str) -> None:
    """Headings, quotations, epigraphs, verse, tables and captions too. Titles are larger than the grid; notes, what is
    raised or lowered, and what is set in another face have none.
    """
    layout = layout_of(name)
    size, line = layout.typesetting.size, layout.typesetting.line
    work = russian_work()
    blocks = [b for b in work.blocks if not isinstance(b, Figure)]
    blocks = [b for b in blocks if not (isinstance(b, Paragraph) and OBJECT in b.text.chars)]
    book = book_of([*blocks, ukrainian_work().blocks[2], *blocks], work.notes, epigraph=work.metadata.epigraph)
    for page in pages_of(make(book, layout).pdf):
        text = [x for x in page.letters if x.size > 0.83 * size and x.size < 1.4 * size and "Mono" not in x.font]
        text = [x for x in text if layout.margins.bottom < x.baseline < page.height - layout.margins.top]
        first = max(x.baseline for x in text if abs(x.size - size) < 0.05)
        off = {x.char: round((first - x.baseline) / line % 1, 3) for x in text}
        assert {char: step for char, step in off.items() if 0.012 < step < 0.988} == {}


@pytest.mark.parametrize("name", finished_layouts())
def test_contents_give_the_right_pages(name: str) -> None:
    pages = pages_of(made_sample(name, "anthology").pdf)
    contents = next(page.text for page in pages if "Содержание" in page.text)
    for title, opening in (("Буквы и", "Это введение"), ("Вірші та речі", "Український текст")):
        words = r"\s+".join(title.split())
        number = re.search(rf"{words}[^\d]*?[.\s]+(\d+)", contents)
        assert number and opening in pages[int(number[1]) - 1].text
