"""Kobo's dialect: spans with ids, not a letter changed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from epub_checker import EpubCheck
from lxml import etree
from sample_book import sample_book, sample_pictures, screen_layout

from publisher.composition.faces import load_families
from publisher.composition.reflow import compose_reflow
from publisher.model.composition import Document, ReflowComposition
from publisher.writers.epub import write_epub
from publisher.writers.kepub import in_kobo_dialect

ROOT = Path(__file__).parents[2]
PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title>т</title></head><body>{}</body></html>"
)


@pytest.fixture
def composed(tmp_path: Path) -> ReflowComposition:
    return compose_reflow(sample_book(), screen_layout(), load_families([ROOT / "fonts"]), sample_pictures(tmp_path))


def dialect(body: str) -> str:
    return in_kobo_dialect(Document("a.xhtml", "bodymatter", "т", "ru", PAGE.format(body))).xhtml


def text(xhtml: str) -> str:
    root = etree.fromstring(xhtml.encode())
    return "".join(root.find("{http://www.w3.org/1999/xhtml}body").itertext())


def test_sentences_get_spans() -> None:
    body = "<p>Он ушёл. «Куда?» — <em>спросила она. И</em> молчит…</p><p>Да</p>"
    made = dialect(body)
    assert re.findall(r'id="kobo\.([\d.]+)">([^<]*)<', made) == [
        ("1.1", "Он ушёл. "),
        ("1.2", "«Куда?» "),
        ("1.3", "— "),
        ("1.4", "спросила она. "),
        ("1.5", "И"),
        ("1.6", " молчит…"),
        ("2.1", "Да"),
    ]
    assert text(made) == text(PAGE.format(body))


def test_pictures_get_spans_and_notes_pop_up() -> None:
    body = '<p>До <img src="a.png" alt="а"/> после<a epub:type="noteref" href="#n1">1</a>.</p>'
    made = dialect(body)
    assert '<span class="koboSpan" id="kobo.1.2"><img src="a.png" alt="а"/></span>' in made
    assert 'epub:type="endnote"' in made
    assert "noteref" not in made
    assert '<div id="book-columns"><div id="book-inner"><p>' in made


def test_no_letter_and_no_space_changes(composed: ReflowComposition) -> None:
    for old in composed.documents:
        new = in_kobo_dialect(old)
        assert text(new.xhtml).strip("\n") == text(old.xhtml).strip("\n")
        ids = re.findall(r' id="([^"]+)"', new.xhtml)
        assert len(ids) == len(set(ids))


def test_it_is_a_valid_book(composed: ReflowComposition, epubcheck: EpubCheck, tmp_path: Path) -> None:
    path = tmp_path / "book.kepub.epub"
    path.write_bytes(write_epub(replace(composed, documents=tuple(map(in_kobo_dialect, composed.documents)))))
    assert epubcheck(path) == []
