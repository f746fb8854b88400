"""Whole books: the manuscript compared letter by letter, hostile archives, EPUBCheck."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from epub_checker import EpubCheck
from sample_ebook import PAGE, add, files, opf, packed, page, spoilt

from publisher.builder.linting import EbookQuestion, lint_file
from publisher.lint import Passage, archive, lint
from publisher.model.errors import PublisherError
from publisher.model.finding import Place
from publisher.model.project import Project

TEXT = "Наборщик взял литеру и поставил её в строку."
PASSAGES = [Passage(TEXT, Place("a.md", 3)), Passage("Тот, кто набирает.", Place("a.md", 5), loose=True)]


def losses(data: bytes, *works: list[Passage]) -> list[tuple[str, str]]:
    found = lint(data, name="book.epub", manuscript=works or (PASSAGES,))
    return [(f.code, str(f.place)) for f in found if f.code.startswith("E7")]


def test_a_book_with_every_letter() -> None:
    assert losses(packed(files())) == []


@pytest.mark.parametrize("lost", ["литеру ", "ё", "Т"])
def test_a_lost_letter(lost: str) -> None:
    place = "a.md:5" if lost == "Т" else "a.md:3"
    assert losses(spoilt(page(lost))) == [("E701", place)]


def test_spaces_hyphens_and_note_numbers_do_not_matter() -> None:
    data = spoilt(page("литеру", "ли\u00adте\u00adру<br/>"), page("взял", "<i>вз</i>ял"))
    assert losses(data) == []


def test_passages_in_another_order() -> None:
    first, second = Passage("Первый абзац книги.", None), Passage("Второй абзац книги.", None)
    data = spoilt(page("</section>", f"<p>{second.chars}</p><p>{first.chars}</p></section>"))
    assert losses(data, [first, second]) == [("E702", "None")]
    assert losses(data, [first], [second]) == []


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("S521", b""),
        ("S521", b"PK\x03\x04 but no more"),
        ("S521", packed(files())[:-200]),
        ("S525", packed({"a": b"x"})),
        ("S525", spoilt(add("META-INF/container.xml", b"<container"))),
        ("S525", spoilt(opf("</package>"))),
    ],
)
def test_what_is_no_book(code: str, data: bytes) -> None:
    with pytest.raises(PublisherError) as caught:
        lint(data, name="book.epub")
    assert caught.value.code == code


def test_a_bomb() -> None:
    data = spoilt(add("EPUB/text/a.xhtml", b" " * (archive.LARGEST_TEXT + 1)))
    with pytest.raises(PublisherError, match="S524"):
        lint(data, name="book.epub")


def test_entities_are_not_expanded() -> None:
    laughs = '<!DOCTYPE html [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'
    source = PAGE.format(body="<p>&b;&c;&nbsp;&mdash;</p>").replace("<!DOCTYPE html>", laughs)
    assert [f.code for f in lint(spoilt(add("EPUB/text/a.xhtml", source.encode())), name="b")].count("E106") <= 1


def test_deep_nesting_is_a_finding() -> None:
    deep = PAGE.format(body="<div>" * 5000 + "</div>" * 5000)
    assert "E106" in [f.code for f in lint(spoilt(add("EPUB/text/a.xhtml", deep.encode())), name="b")]


def test_random_damage() -> None:
    chance = random.Random(7)
    whole = packed(files())
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            lint(bytes(data), name="b")
        except PublisherError as error:
            assert error.code.startswith("S52")


def test_an_encrypted_file() -> None:
    out = bytearray(packed({"META-INF/container.xml": files()["META-INF/container.xml"]}))
    with zipfile.ZipFile(io.BytesIO(bytes(out))) as book:
        offset = book.getinfo("META-INF/container.xml").header_offset
    for start in (offset + 6, out.index(b"PK\x01\x02", out.index(b"PK\x01\x02") + 4) + 8):
        out[start] |= 1
    with pytest.raises(PublisherError, match="S523"):
        lint(bytes(out), name="b")


def test_epubcheck_says_the_same(tmp_path: Path, epubcheck: EpubCheck) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(packed(files()))
    assert epubcheck(path) == [], "the sound sample is sound"
    path.write_bytes(spoilt(page('id="r1"', 'id="n1"')))
    codes = {f.code for f in lint_file(Project(str(tmp_path)), EbookQuestion(path, epubcheck=True))}
    assert {"E111", "E901"} <= codes
