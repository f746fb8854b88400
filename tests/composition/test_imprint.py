"""Выходные сведения of books and leaflets, read back from finished pages."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from barcodes import bars_on
from pages import book_of, families, layout_of, make, pages_of, render, sample
from sample_book import marked, paragraph, png

from publisher.binding.bind import bind
from publisher.binding.plan import plan_pages
from publisher.builder.profiles import load_profile
from publisher.composition.imprint import Extent, compose_imprint
from publisher.composition.pages import compose_pages
from publisher.composition.volume import publishers_sheets
from publisher.data import folder
from publisher.model.composition import SCHEME, Resource
from publisher.model.edition import Book
from publisher.model.imprint import Election
from publisher.model.paper import Sheet
from publisher.model.text import Text
from publisher.model.work import Figure, Line, Paragraph, Verse
from publisher.pipeline import document_info, first_day
from publisher.press.pdfx.finish import finish

FULL: dict[str, Any] = {
    "isbn": "978-5-00-000000-7",
    "publisher": "ООО «Проба»",
    "publisher_address": "101000, Москва, Лесная ул., 5",
    "printer": "ООО «Типография»",
    "printer_address": "Тверь",
    "signed": "10.02.2026",
    "order": "17",
    "paper": "офсетная",
    "printing": "офсетная",
    "print_run": 500,
    "kind": "Научно-популярное издание",
    "series": "Малая серия",
    "staff": ("Корректор П. П. Петрова",),
    "age": "12+",
}
ELECTION = Election(
    "ООО «Печать»", "Москва, Лесная ул., 1", "7707083893", "Иванов И. И.", "01.09.2026", "кандидата Иванова И. И."
)


def with_imprint(book: Book, **fields: Any) -> Book:
    return replace(book, edition=replace(book.edition, imprint=replace(book.edition.imprint, **fields)))


def text_of(pdf: bytes, number: int = -1) -> str:
    return re.sub(r"\s+", " ", pages_of(pdf)[number].text)


@pytest.mark.parametrize(
    ("layout", "sheet", "share"), [("pamphlet-a5", "60×84/16", 0.93), ("anthology-84x108", "84×108/32", 1.68)]
)
def test_release_data_stand_in_the_order_of_the_standard(layout: str, sheet: str, share: float) -> None:
    pdf = make(with_imprint(sample("pamphlet"), **FULL), layout_of(layout)).pdf
    count = len(pages_of(pdf))
    sheets = f"{count / int(sheet.rpartition('/')[2]) * share:.2f}".replace(".", ",")
    assert (
        f"Подписано в печать 10.02.2026. Формат {sheet}. Бумага офсетная. Гарнитура Source Serif 4. Печать офсетная. "
        f"Усл. печ. л. {sheets}. Уч.-изд. л. 0,03. Тираж 500 экз. Заказ № 17."
    ) in text_of(pdf)
    for words in (
        "Научно-популярное издание Серия «Малая серия»",
        "Корректор П. П. Петрова",
        "Знак информационной продукции 12+",
        "ООО «Проба», 101000, Москва, Лесная ул., 5",
        "Отпечатано: ООО «Типография», Тверь",
    ):
        assert words in text_of(pdf), words


def test_what_is_not_known_is_left_out() -> None:
    text = text_of(make(book_of([paragraph("Слово.")], kind="pamphlet"), layout_of("pamphlet-a5")).pdf)
    assert "Тираж" not in text and "Подписано" not in text and "None" not in text and "Отпечатано" not in text
    assert "Формат 60×84/16. Гарнитура Source Serif 4. Усл. печ. л. 0,23. Уч.-изд. л. 0,01." in text


def test_the_user_picks_the_sheet_for_a_trim_that_has_none() -> None:
    book = with_imprint(book_of([paragraph("Слово.")], kind="pamphlet"), sheet=Sheet(60, 90, 16))
    assert "Формат 60×90/16" in text_of(make(book, layout_of("pamphlet-a5")).pdf)


def test_a_barcode_can_be_read_and_prints_in_black_alone() -> None:
    book, layout = with_imprint(sample("pamphlet"), **FULL), layout_of("anthology-84x108")
    paged = compose_pages(book, layout, families(), {})
    pieces = render(paged, [compose_imprint(book, layout, families(), Extent(96, Decimal(4)))])
    info = document_info(book, first_day("2026"))
    bound = bind(pieces, plan_pages([(1, "page")]), layout, families(), info, for_press=True)
    made = finish(bound, load_profile("offset-coated", [folder("profiles")]), layout.press_colours, info)
    assert made.facts["plates"] == ["Black"]
    picture = pypdfium2.PdfDocument(made.data)[0].render(scale=4).to_pil()
    assert bars_on(picture) == "9785000000007"
    assert "ISBN 978-5-00-000000-7" in pages_of(made.data)[0].text


@pytest.mark.parametrize(
    ("fields", "shown"),
    [({"barcode": "none"}, ""), ({"isbn": "", "issn": "0317-8471"}, "9770317847001"), ({"isbn": ""}, "")],
)
def test_when_there_is_a_barcode(fields: dict[str, Any], shown: str) -> None:
    book = with_imprint(book_of([paragraph("Слово.")], kind="pamphlet"), **{**FULL, **fields})
    pdf = make(book, layout_of("pamphlet-a5")).pdf
    page = pypdfium2.PdfDocument(pdf)
    assert bars_on(page[len(page) - 1].render(scale=4).to_pil()) == shown


def test_with_a_cover_the_barcode_stands_there() -> None:
    book = with_imprint(book_of([paragraph("Слово.")], kind="pamphlet"), **FULL)
    book = replace(book, edition=replace(book.edition, outputs=("pdf", "cover")))
    assert "ISBN" not in text_of(make(book, layout_of("pamphlet-a5")).pdf)


def test_words_of_the_imprint_are_no_markup() -> None:
    words = "<script>{{ 7 * 7 }}</script> &amp;"
    book = with_imprint(sample("pamphlet"), **{**FULL, "publisher": words, "staff": (words,), "isbn": ""})
    assert text_of(make(book, layout_of("pamphlet-a5")).pdf).count(words) == 2


# --- leaflets ---------------------------------------------------------------------------------------------------------


def test_a_leaflet_has_an_imprint_when_it_is_asked_for() -> None:
    book = with_imprint(book_of([paragraph("Слово.")]), **FULL)
    assert "Тираж" not in text_of(make(book, layout_of("pamphlet-a5")).pdf)
    text = text_of(make(with_imprint(book, on_leaflet=True), layout_of("pamphlet-a5")).pdf)
    assert "ООО «Проба», 101000, Москва, Лесная ул., 5, 2024. Подписано в печать 10.02.2026." in text
    assert "Усл. печ. л. 0,06." in text and "Отпечатано: ООО «Типография», Тверь." in text


def test_an_election_leaflet_says_what_the_law_wants() -> None:
    book = with_imprint(book_of([paragraph("Голосуйте.")]), election=ELECTION, print_run=1000)
    assert (
        "Изготовитель: ООО «Печать», Москва, Лесная ул., 1, ИНН 7707083893. Заказчик: Иванов И. И. Тираж 1000 экз. "
        "Дата выпуска 01.09.2026. Оплачено из средств избирательного фонда кандидата Иванова И. И. "
    ) in text_of(make(book, layout_of("pamphlet-a5")).pdf) + " "


def test_an_imprint_that_takes_a_page_more_counts_it() -> None:
    """A page with room for one line more: the imprint goes to a second one."""
    layout = layout_of("pamphlet-a5")
    book = with_imprint(book_of([paragraph("Слово.")] * 24), **FULL)
    assert len(pages_of(make(book, layout).pdf)) == 1
    pdf = make(with_imprint(book, on_leaflet=True), layout).pdf
    assert len(pages_of(pdf)) == 2
    assert "Усл. печ. л. 0,12." in text_of(pdf)


# --- учётно-издательские листы ----------------------------------------------------------------------------------------


def test_forty_thousand_characters_are_a_sheet() -> None:
    book = book_of([Paragraph(Text("а" * 39_980)), paragraph("Это сноска.", ("сноска", "note", "1"))])
    title = len("Проба пера") * 2 + len("Иван Пробин") * 2
    assert publishers_sheets(book, ["б" * 9], 0) == Decimal(39_980 + len("Это сноска.￼") - 1 + title + 9) / 40_000


def test_seven_hundred_lines_of_verse_and_three_thousand_square_centimetres_are_a_sheet() -> None:
    stanza = tuple(Line(Text("строка " * 9)) for _ in range(7))
    alone = publishers_sheets(book_of([]), [], 0)
    assert publishers_sheets(book_of([Verse((stanza,) * 100)]), [], 0) - alone == 1
    assert publishers_sheets(book_of([]), [], 3000) - alone == 1


def test_pictures_are_measured_on_the_page(tmp_path: Path) -> None:
    """120 × 40 px at 96 in one inch: 3.36 cm²."""
    path = tmp_path / "a.png"
    path.write_bytes(png(120, 40))
    picture = Resource(f"{SCHEME}:///images/a.png", str(path), sha256(path.read_bytes()).hexdigest(), "image/png")
    book = book_of([Figure("a.png"), Paragraph(marked("Слово"))])
    paged = compose_pages(book, layout_of("pamphlet-a5"), families(), {("w1", "a.png"): picture})
    (piece,) = render(paged, paged.fragments)
    assert piece.facts.pictures == pytest.approx(120 * 40 * (2.54 / 96) ** 2, abs=0.01)
