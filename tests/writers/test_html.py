"""The HTML proof: one page, closed to the network, with every character of the works."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html
from sample_book import russian_work, sample_book, sample_pictures, screen_layout, single_book

from publisher.composition.proof import compose_proof
from publisher.composition.xhtml import allowed
from publisher.model.edition import Book
from publisher.model.text import OBJECT
from publisher.model.work import texts_of
from publisher.writers.html import write_html


def written(book: Book, folder: Path) -> str:
    return write_html(compose_proof(book, screen_layout(), sample_pictures(folder))).decode("utf-8")


def test_nothing_is_loaded_from_outside(tmp_path: Path) -> None:
    page = written(sample_book(), tmp_path)
    assert re.findall(r'src="(?!data:image/png;base64,)', page) == []
    assert page.count('src="data:image/png;base64,') == 2
    assert not re.search(r"<script|<link|@import|@font-face|url\(", page)
    assert "default-src 'none'" in page


def test_all_links_inside_the_page_have_a_target(tmp_path: Path) -> None:
    for book in (sample_book(), single_book(russian_work())):
        tree = html.document_fromstring(written(book, tmp_path))
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        inner = [href for href in tree.xpath("//a/@href") if href.startswith("#")]
        assert len(inner) > 6
        assert {href[1:] for href in inner} <= set(ids)


def test_no_character_of_the_works_is_lost(tmp_path: Path) -> None:
    tree = html.document_fromstring(written(sample_book(), tmp_path))
    for call in tree.xpath("//a[@role='doc-noteref' or @role='doc-backlink']"):
        call.drop_tree()
    for line_break in tree.xpath("//br"):
        line_break.tail = "\n" + (line_break.tail or "")
    found = [element.text_content().removeprefix(" ") for element in tree.xpath("//main//*[not(self::div)]")]
    for entry in sample_book().entries:
        blocks = [*entry.work.blocks, *(block for note in entry.work.notes for block in note.blocks)]
        expected = {allowed(text.chars.replace(OBJECT, "")) for block in blocks for text in texts_of(block)}
        assert expected - set(found) == set()


def test_same_bytes_again(tmp_path: Path) -> None:
    assert written(sample_book(), tmp_path) == written(sample_book(), tmp_path)
