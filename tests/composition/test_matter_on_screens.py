"""What stands with the works of an anthology and behind them, in formats without pages."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from collections_of_works import anthology, works
from fictions import written
from pages import families
from sample_book import screen_layout

from publisher.composition.proof import compose_proof
from publisher.composition.reflow import compose_reflow
from publisher.model.citation import Citation
from publisher.model.composition import PrintedPage, ReflowComposition
from publisher.model.edition import Book

BOOK = Citation(("Лев Берегов",), "Сочинения", city="Москва", year="1977", url="https://example.org/b", pages="5–12")
ALL = {"author": "below", "translators": "end", "source": "end", "rights": "end", "date": "end"}


def sample(**wishes: Any) -> Book:
    told: list[dict[str, Any]] = [
        {},
        {"citation": replace(BOOK, pages="80")},
        {"citation": BOOK, "rights": "CC BY 4.0"},
        {"source": "Tales. London, 1901"},
    ]
    found = [w.replace(metadata=replace(w.metadata, **more)) for w, more in zip(works(), told, strict=True)]
    return anthology(found, **wishes)


def document(made: ReflowComposition, name: str) -> str:
    return next(d.xhtml for d in made.documents if d.name == f"text/{name}.xhtml").replace("\u200b", "")


def test_the_end_of_a_work_says_when_and_where_from() -> None:
    made = compose_reflow(sample(matter=ALL), screen_layout(), families(), {})
    xhtml = document(made, "w-ozero")
    assert xhtml.index("</h1>") < xhtml.index("Анна Ёлкина") < xhtml.index("</header>")
    assert '<p class="end-date">3\u00a0мая 1901</p>\n<p class="end-source">Печатается по изданию: Берегов' in xhtml
    assert '<a class="address" href="https://example.org/b">example.org/b</a>.</p>' in xhtml
    assert '<p class="end-rights">CC BY 4.0</p>' in document(made, "w-bereg")


def test_the_book_says_who_translated_a_work_in_another_language() -> None:
    translated = [
        w.replace(metadata=replace(w.metadata, language="sr", translators=w.metadata.authors)) for w in works()
    ]
    for place in ("end", "title"):
        book = anthology(translated, language="ru", matter={"translators": place})
        made = compose_reflow(book, screen_layout(), families(), {})
        assert re.search("Переводчик: (<[^>]+>)?Анна Ёлкина", document(made, "w-ozero"))


def test_a_date_may_stand_with_the_title_or_nowhere() -> None:
    titled = document(compose_reflow(sample(matter={"date": "title"}), screen_layout(), families(), {}), "w-ozero")
    assert titled.index('<p class="date">3\u00a0мая 1901</p>') < titled.index("</header>")
    none = document(compose_reflow(sample(matter={"date": "none"}), screen_layout(), families(), {}), "w-ozero")
    assert "1901" not in none


def test_the_bibliography_of_an_e_book_leads_to_the_works() -> None:
    printed = [PrintedPage("40", "bibliography")]
    made = compose_reflow(sample(bibliography=True), screen_layout(), families(), {}, printed)
    xhtml = document(made, "bibliography")
    assert 'role="doc-bibliography"' in xhtml
    links = '<a href="w-bereg.xhtml#w-bereg-title">«Берег»</a>, <a href="w-ozero.xhtml#w-ozero-title">Озеро</a>.'
    assert links in xhtml
    assert xhtml.index("Берегов") < xhtml.index("Tales")
    assert xhtml.count("<li>") == 2
    assert made.navigation[-1].title == "Источники"
    assert made.pages[0].href == "text/bibliography.xhtml#page40"
    assert "bibliography" not in str(compose_reflow(sample(), screen_layout(), families(), {}).navigation)


def test_fictionbook_and_proof_have_it_too() -> None:
    data = written(sample(bibliography=True, matter=ALL)).decode()
    assert "<p><emphasis>Печатается по изданию: Берегов" in data
    section = data[data.index('<section id="bibliography">') :]
    assert '<a l:href="#w-bereg">«Берег»</a>, <a l:href="#w-ozero">Озеро</a>.' in section
    html = compose_proof(sample(bibliography=True, matter=ALL), screen_layout(), {}).html
    assert html.index('<p class="end-source">') < html.index('role="doc-bibliography"')
    assert '<a href="#bibliography">Источники</a>' in html
