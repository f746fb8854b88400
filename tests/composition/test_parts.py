"""Parts in formats without pages."""

from __future__ import annotations

import re

from collections_of_works import anthology, works
from fictions import written
from pages import families
from sample_book import screen_layout

from publisher.composition.proof import compose_proof
from publisher.composition.reflow import compose_reflow
from publisher.model.collection import Section
from publisher.model.composition import NavEntry, PrintedPage


def tree(entries: tuple[NavEntry, ...]) -> list[object]:
    return [[entry.title, *tree(entry.children)] if entry.children else entry.title for entry in entries]


def test_the_navigation_of_an_e_book_has_parts_works_and_headings() -> None:
    made = compose_reflow(anthology(), screen_layout(), families(), {})
    assert tree(made.navigation) == [
        ["Редактор. Предисловие", "Глава"],
        ["Первая часть: «Вода»", ["Лев Берегов. «Берег»", "Глава"], ["Анна Ёлкина. Озеро", "Глава"]],
        ["Вторая часть", ["Антон Волнин. Волна", "Глава"]],
    ]
    names = [document.name for document in made.documents]
    order = ("title", "w-predislovie", "part1", "w-bereg", "w-ozero", "part2", "w-volna", "imprint")
    assert names == [f"text/{name}.xhtml" for name in order]
    part = next(document for document in made.documents if document.name == "text/part1.xhtml")
    assert 'epub:type="part"' in part.xhtml
    assert "Вода течёт." in part.xhtml
    assert made.navigation[1].href == "text/part1.xhtml"


def test_pages_of_parts_are_in_the_page_list() -> None:
    printed = [PrintedPage("1", "title"), PrintedPage("9", "part1")]
    made = compose_reflow(anthology(), screen_layout(), families(), {}, printed)
    assert [(page.title, page.href) for page in made.pages] == [
        ("1", "text/title.xhtml#page1"),
        ("9", "text/part1.xhtml#page9"),
    ]


def test_fictionbook_has_sections_in_sections() -> None:
    data = written(anthology()).decode()
    first = data[data.index('<section id="part1">') : data.index('<section id="part2">')]
    assert "<title><p>Первая часть: «Вода»</p><p>Рассказы</p></title><epigraph><p>Вода течёт.</p></epigraph>" in first
    assert first.index("«Берег»") < first.index("Озеро")
    assert "Предисловие" in data[: data.index('<section id="part1">')]
    assert first.count("<section") == first.count("</section>")


def test_the_proof_shows_parts() -> None:
    html = compose_proof(anthology(), screen_layout(), {}).html
    assert re.search(r'<a href="#part1">Первая часть: «Вода»</a><ol>\s*<li><a href="#w-bereg-title">', html)
    assert html.index('<h1 id="part1">') < html.index('id="w-bereg-title"')


def test_a_part_may_hold_a_single_work() -> None:
    book = anthology(works()[2:3], sections=(Section("Часть", sources=("bereg.md",)),))
    assert book.is_collection
    assert tree(compose_reflow(book, screen_layout(), families(), {}).navigation) == [["Часть", ["«Берег»", "Глава"]]]
