"""Pictures are found inside the project only, and are what they say."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from pages import book_of
from sample_book import png

from publisher.composition.pictures import find_pictures
from publisher.model.composition import Resource
from publisher.model.edition import Book, Entry
from publisher.model.errors import SourceError
from publisher.model.source import Source
from publisher.model.text import OBJECT, Mark, Run, Text
from publisher.model.work import Figure, ListBlock, Note, Paragraph, Quotation

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">%s</svg>'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "img").mkdir(parents=True)
    (root / "img" / "a.png").write_bytes(png(4, 8))
    (tmp_path / "secret.png").write_bytes(png(4, 8))
    return root


def book_with(root: Path, src: str) -> Book:
    source = Source(str(root / "text.md"), "раз\nдва\nтри")
    book = book_of([Figure(src, offset=4)])
    entry = book.entries[0]
    entry = Entry(entry.id, entry.work.replace(source=source))
    return Book(book.edition, (entry,), book.title, None, (), (), "ru", "", None)


def found(root: Path, src: str) -> Resource:
    (picture,) = find_pictures(book_with(root, src), {str(root / "text.md"): root}).values()
    return picture


def refusal(root: Path, src: str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        found(root, src)
    return caught.value


def test_a_picture_is_named_by_its_bytes(project: Path) -> None:
    picture = found(project, "img/a.png")
    assert picture.media_type == "image/png"
    assert picture.url == f"publisher:///images/{picture.digest[:16]}.png"
    (project / "img" / "два слова.png").write_bytes(png(4, 8))
    assert found(project, "img/%D0%B4%D0%B2%D0%B0%20слова.png").url == picture.url


def test_pictures_are_found_in_every_corner(project: Path) -> None:
    inline = Text(OBJECT, (Mark(0, 1, "image", "3.png"),), (Run(0, 1, 0, 1),))
    blocks = [Figure("1.png"), ListBlock(((Quotation((Figure("2.png"),)),),)), Paragraph(inline)]
    for number in range(1, 5):
        (project / f"{number}.png").write_bytes(png(4, 8 + number))
    book = book_of(blocks, [Note("1", (Figure("4.png"),))])
    entry = Entry("w1", book.entries[0].work.replace(source=Source(str(project / "t.md"), "x")))
    book = Book(book.edition, (entry,), book.title, None, (), (), "ru", "", None)
    assert {src for _, src in find_pictures(book, {})} == {"1.png", "2.png", "3.png", "4.png"}


@pytest.mark.parametrize(
    ("src", "code"),
    [
        ("no.png", "S301"),
        ("img", "S301"),
        ("", "S301"),
        ("a\0b.png", "S301"),
        ("x" * 5000, "S301"),
        ("../secret.png", "S302"),
        ("%2e%2e/secret.png", "S302"),
        ("/etc/hostname", "S302"),
        ("https://example.org/a.png", "S306"),
        ("//example.org/a.png", "S306"),
        ("data:image/png;base64,AAAA", "S306"),
        ("file:///etc/hostname", "S306"),
    ],
)
def test_addresses_that_are_refused(project: Path, src: str, code: str) -> None:
    error = refusal(project, src)
    assert error.code == code
    assert error.place and (error.place.line, error.place.column) == (2, 1)


def test_a_link_out_of_the_project_is_refused(project: Path, tmp_path: Path) -> None:
    (project / "out.png").symlink_to(tmp_path / "secret.png")
    (project / "in.png").symlink_to(project / "img" / "a.png")
    (project / "folder").symlink_to(tmp_path)
    (project / "circle.png").symlink_to(project / "circle.png")
    assert refusal(project, "out.png").code == refusal(project, "folder/secret.png").code == "S302"
    assert refusal(project, "circle.png").code == "S301"
    assert found(project, "in.png").media_type == "image/png"


def test_broken_pictures(project: Path) -> None:
    for name, data in [
        ("a", b""),
        ("b", b"text"),
        ("c", png(4, 8)[:40]),
        ("d", b"%PDF-1.7"),
        ("e", png(400, 800)[:80]),
    ]:
        (project / f"{name}.png").write_bytes(data)
        assert refusal(project, f"{name}.png").code == "S303", name


def test_a_bomb_is_refused_by_its_header(project: Path) -> None:
    data = bytearray(png(4, 8))
    data[16:24] = struct.pack(">II", 60_000, 60_000)
    data[29:33] = struct.pack(">I", zlib.crc32(data[12:29]))
    (project / "bomb.png").write_bytes(data)
    assert refusal(project, "bomb.png").code == "S304"


def test_a_file_that_is_too_large_is_not_read(project: Path) -> None:
    with (project / "large.png").open("wb") as file:
        file.truncate((64 << 20) + 1)
    assert refusal(project, "large.png").code == "S304"


def test_a_harmless_drawing(project: Path) -> None:
    (project / "a.svg").write_bytes(
        SVG % b'<rect fill="url(#g)" width="1" height="1"/><text>on = 1</text>'.replace(b"on =", b"o")
    )
    assert found(project, "a.svg").media_type == "image/svg+xml"


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>1</script>",
        b"<x-y:script/>",
        b'<rect onclick="x()"/>',
        b'<image href="file:///etc/passwd"/>',
        b'<use href="other.svg#a"/>',
        b'<feImage href="http://a.org"/>',
        b"<foreignObject/>",
        b'<rect fill="url(http://a.org)"/>',
        b"<style>@import 'http://a.org'</style>",
        b"<style>rect { fill: u\\72l(http://a.org) }</style>",
        b'<a href="javascript:x()"/>',
        b"<html:iframe/>",
    ],
)
def test_drawings_that_reach_out_are_refused(project: Path, inside: bytes) -> None:
    (project / "a.svg").write_bytes(SVG % inside)
    assert refusal(project, "a.svg").code == "S305"


@pytest.mark.parametrize("front", [b"<!DOCTYPE svg [<!ENTITY a 'b'>]>", b"<?xml-stylesheet href='http://a.org'?>"])
def test_drawings_with_a_dangerous_front_are_refused(project: Path, front: bytes) -> None:
    (project / "a.svg").write_bytes(front + SVG % b"")
    assert refusal(project, "a.svg").code == "S305"
