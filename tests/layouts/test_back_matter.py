"""What stands with the works of an anthology and behind them, on paper."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from collections_of_works import anthology, works
from pages import families, finished_layouts, layout_of, make, render, texts_of_pages

from publisher.composition.pages import compose_pages
from publisher.model.citation import Citation
from publisher.model.edition import Book
from publisher.model.text import Text
from publisher.model.work import Person
from publisher.pipeline import set_pages

BOOK = Citation(("Лев Берегов",), "Сочинения", city="Москва", publisher="Берег", year="1977", pages="5–12")
QUICK = "anthology-60x90"
BOOKS = [n if n == QUICK else pytest.param(n, marks=pytest.mark.slow) for n in finished_layouts("anthology")]


def sample(**wishes: Any) -> Book:
    told: list[dict[str, Any]] = [
        {},
        {"citation": replace(BOOK, pages="80"), "translators": (Person(Text("М. Переводчиков")),)},
        {"citation": BOOK, "rights": "Наследники, 1977"},
        {"source": "Журнал «Волна». 1950. № 3"},
    ]
    found = [w.replace(metadata=replace(w.metadata, **more)) for w, more in zip(works(), told, strict=True)]
    return anthology(found, **wishes)


def flat(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def starts(book: Book, layout: str) -> dict[str, int]:
    pieces, plan = set_pages(book, layout_of(layout), families(), {}, render)
    return {piece.fragment.id: start for piece, start in zip(pieces, plan.starts, strict=True)}


def html_of(book: Book, fragment: str) -> str:
    paged = compose_pages(book, layout_of("pamphlet-a5"), families(), {})
    return next(piece.html for piece in paged.fragments if piece.id == fragment)


@pytest.mark.parametrize("layout", BOOKS)
def test_notes_of_the_book_tell_the_pages_that_call_them(layout: str) -> None:
    book = sample(notes="book", bibliography=True)
    pages = [flat(page) for page in texts_of_pages(make(book, layout_of(layout)).pdf)]
    at = starts(book, layout)
    notes = next(page for page in pages[at["notes"] - 1 :] if "О глубине" in page)
    assert [int(n) for n in re.findall(r"К с\. (\d+)\. О", notes)] == [
        page for page, text in enumerate(pages, 1) for _ in range(text.count("двигал.1") + text.count("двигал.2"))
    ]
    assert notes.index("Озеро") < notes.index("О глубине озера.") < notes.index("Волна") < notes.index("О волнах.")
    sources = flat(" ".join(pages[at["bibliography"] - 1 : at["bibliography"] + 1]))
    first, last = at["w-bereg"], at["w-ozero"]
    line = r"Берегов Л\. Сочинения\. — Москва : Берег, 1977\. \s*В этой книге: с\."
    assert re.search(rf"{line} {first}–\d+, {last}(–\d+)?\.", sources)


def test_calls_lead_to_the_notes_and_back() -> None:
    book = sample(notes="book")
    pdf = make(book, layout_of("anthology-84x108")).pdf
    with pikepdf.open(BytesIO(pdf)) as opened:
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages, 1)}
        names = opened.Root.Names.Dests if "/Names" in opened.Root else None

        def target(annotation: pikepdf.Object) -> int:
            found = annotation.get("/Dest")
            if not isinstance(found, pikepdf.Array):
                found = pikepdf.NameTree(names)[str(found)] if names is not None else opened.Root.Dests[found]
                found = found.D if isinstance(found, pikepdf.Dictionary) else found
            return numbers[found[0].objgen]

        links = {
            (number, target(annotation))
            for number, page in enumerate(opened.pages, 1)
            for annotation in page.obj.get("/Annots", [])
            if "/Dest" in annotation
        }
    pieces, plan = set_pages(book, layout_of("anthology-84x108"), families(), {}, render)
    at = {piece.fragment.id: start for piece, start in zip(pieces, plan.starts, strict=True)}
    called = {
        start + anchor.page
        for piece, start in zip(pieces, plan.starts, strict=True)
        for name, anchor in piece.facts.anchors.items()
        if "-r" in name
    }
    assert len(called) > 1
    assert {(page, at["notes"]) for page in called} | {(at["notes"], page) for page in called} <= links


@pytest.mark.slow
def test_notes_of_a_work_stand_behind_it() -> None:
    pages = [flat(page) for page in texts_of_pages(make(sample(notes="work"), layout_of("pamphlet-a5")).pdf)]
    text = " ".join(pages)
    assert text.index("О глубине озера.") < text.index("Вторая часть")
    assert "Примечания 1. О глубине озера. 2. О его названии." in text
    assert text.count("Примечания") == 2


def test_what_stands_with_a_work() -> None:
    matter = {"author": "below", "translators": "end", "source": "end", "rights": "end", "date": "end"}
    text = flat(" ".join(texts_of_pages(make(sample(matter=matter), layout_of("pamphlet-a5")).pdf)))
    order = r"<h1.*?>Озеро<.*author below\">Анна Ёлкина.*</header>"
    assert re.search(order, html_of(sample(matter=matter), "w-ozero"), re.S)
    assert re.search(r"3 мая 1901 Переводчик: М\. Переводчиков Печатается по изданию: Берегов Л\. Сочинения\.", text)
    assert "С. 5–12. © Наследники, 1977" in text
    assert "Печатается по изданию: Журнал «Волна». 1950. № 3." in text
    plain = flat(" ".join(texts_of_pages(make(sample(), layout_of("pamphlet-a5")).pdf)))
    assert "Печатается" not in plain
    order = r"author\">Анна Ёлкина.*>Озеро<.*Переводчик: М\. Переводчиков.*</header>"
    assert re.search(order, html_of(sample(), "w-ozero"), re.S)


@pytest.mark.parametrize(("back", "bare"), [("blank", 2), pytest.param("text", 1, marks=pytest.mark.slow)])
def test_every_work_may_have_a_title_page(back: str, bare: int) -> None:
    book = sample(matter={"title_pages": "each"})
    layout = replace(layout_of("anthology-84x108"), part_back=back)
    pieces, plan = set_pages(book, layout, families(), {}, render)
    pages = [flat(page) for page in texts_of_pages(make(book, layout).pdf)]
    for piece, start in zip(pieces, plan.starts, strict=True):
        if piece.fragment.role == "work":
            assert start % 2 == 1
            title = pages[start - 1]
            assert piece.fragment.title in title
            assert not re.search(r"\d", title)
            assert "Печатник" not in title
            if back == "blank":
                assert pages[start] == ""
            assert "Печатник" in pages[start + bare - 1]
            assert pages[start + bare - 1].endswith(str(start + bare))


def test_nothing_of_a_work_is_set_again_when_another_grows() -> None:
    def fragments(length: int) -> dict[str, bytes]:
        found = works()
        found[0] = found[0].replace(blocks=found[0].blocks * length)
        pieces, _ = set_pages(anthology(found, notes="book"), layout_of("anthology-84x108"), families(), {}, render)
        return {piece.fragment.id: piece.pdf for piece in pieces}

    before, after = fragments(1), fragments(4)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"w-predislovie", "notes", "imprint"}  # the numbers in the contents are fields
