"""Parts of an anthology on paper, in every layout for books."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from collections_of_works import anthology
from pages import families, finished_layouts, layout_of, make, render, texts_of_pages

from publisher.pipeline import printed_pages, set_pages


def outline(pdf: bytes) -> list[tuple[int, str, int]]:
    """Level, words and page (from 1) of every bookmark."""
    with pikepdf.open(BytesIO(pdf)) as opened, opened.open_outline() as found:
        index = {page.obj.objgen: number for number, page in enumerate(opened.pages, 1)}
        rows: list[tuple[int, str, int]] = []

        def walk(items: list[pikepdf.OutlineItem], level: int) -> None:
            for item in items:
                rows.append((level, str(item.title), index[item.destination[0].objgen]))
                walk(item.children, level + 1)

        walk(found.root, 1)
    return rows


QUICK = "anthology-84x108"
BOOKS = [n if n == QUICK else pytest.param(n, marks=pytest.mark.slow) for n in finished_layouts("anthology")]


@pytest.fixture(scope="module", params=BOOKS)
def made(request: pytest.FixtureRequest) -> tuple[str, bytes]:
    return request.param, make(anthology(), layout_of(request.param)).pdf


def test_a_part_has_a_recto_page_of_its_own_and_a_blank_back(made: tuple[str, bytes]) -> None:
    name, pdf = made
    pages = texts_of_pages(pdf)
    for level, words, number in outline(pdf):
        if level == 1 and "часть" in words.lower():
            assert number % 2 == 1, (name, words)
            shown = pages[number - 1].replace("\n", " ").replace("  ", " ")
            assert "часть" in shown.lower()
            assert not any(char.isdigit() for char in shown), "no folio"
            assert "Печатник" not in shown
            assert pages[number].strip() == ""


def test_bookmarks_have_three_levels(made: tuple[str, bytes]) -> None:
    rows = outline(made[1])
    levels = [(level, words) for level, words, _ in rows if words != "Содержание"]
    assert levels == [
        (1, "Предисловие"),
        (2, "Глава"),
        (1, "Первая часть: «Вода»"),
        (2, "«Берег»"),
        (3, "Глава"),
        (2, "Озеро"),
        (3, "Глава"),
        (1, "Вторая часть"),
        (2, "Волна"),
        (3, "Глава"),
    ]


def test_contents_list_parts_and_works_with_their_pages(made: tuple[str, bytes]) -> None:
    name, pdf = made
    if layout_of(name).contents == "none":
        pytest.skip("no contents")
    where = {words: number for level, words, number in outline(pdf) if words != "Глава"}
    start = where.pop("Содержание")
    pages = texts_of_pages(pdf)
    shown = " ".join("".join(pages[start - 1 : start + 1]).split())
    for words, number in where.items():
        at = shown.index(words.replace("\u00a0", " ")) + len(words)
        assert int(next(w for w in shown[at:].replace(".", " ").split() if w.isdigit())) == number, (name, words)


def test_contents_in_front_move_the_numbers_they_state() -> None:
    layout = replace(layout_of("anthology-84x108"), contents="front")
    pdf = make(anthology(), layout).pdf
    rows = {words: number for level, words, number in outline(pdf) if words != "Глава"}
    assert rows["Содержание"] == 3
    shown = " ".join(texts_of_pages(pdf)[2].split())
    at = shown.index("Волна")
    assert int(next(w for w in shown[at:].replace(".", " ").split() if w.isdigit())) == rows["Волна"]


def test_the_back_of_a_part_may_have_text() -> None:
    layout = replace(layout_of("anthology-84x108"), part_back="text")
    pieces, plan = set_pages(anthology(), layout, families(), {}, render)
    at = {piece.fragment.id: start for piece, start in zip(pieces, plan.starts, strict=True)}
    assert at["w-bereg"] == at["part1"] + 1
    pages = printed_pages(anthology(), layout, families(), {}, render)
    assert [page.label for page in pages if page.piece == "part1"] == [str(at["part1"])]
