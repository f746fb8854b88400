"""Works: what is known about them, and every text in them."""

from __future__ import annotations

import pytest

from publisher.model.text import Text
from publisher.model.work import Heading, ListBlock, Metadata, Note, Paragraph, Person, Quotation, Work, texts


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("2022", "2022"),
        ("1901-05-03", "1901"),
        ("03.05.1901", "1901"),
        ("3 мая 1901 г.", "1901"),
        ("1899—1901", "1899"),
        ("2024-05-01T10:00:00+03:00", "2024"),
        ("", ""),
        ("май", ""),
        ("123456", ""),
        ("١٩٠١", ""),
    ],
)
def test_the_year_of_a_date(date: str, year: str) -> None:
    assert Metadata(date=date).year == year


def test_authors_in_one_line() -> None:
    assert Metadata(authors=(Person(Text("А.\u00a0Б.")), Person(Text("В.\u00a0Г.")))).author == "А.\u00a0Б., В.\u00a0Г."


def test_all_texts_of_a_work_in_reading_order() -> None:
    inner = ListBlock(((Paragraph(Text("пункт")),),))
    work = Work(
        Metadata(title=Text("заглавие"), authors=(Person(Text("автор")),)),
        (Heading(Text("глава"), 1), Quotation((inner,), Text("подпись"))),
        (Note("1", (Paragraph(Text("сноска")),)),),
    )
    assert [t.chars for t in texts(work)] == ["заглавие", "автор", "глава", "пункт", "подпись", "сноска"]
