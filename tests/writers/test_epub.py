"""EPUB: valid, lossless, the same bytes again."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from epub_checker import EpubCheck
from lxml import etree
from sample_book import HOSTILE, paragraph, png, russian_work, sample_book, sample_pictures, screen_layout, single_book

from publisher.composition.faces import load_families
from publisher.composition.reflow import compose_reflow
from publisher.composition.xhtml import allowed
from publisher.model.composition import ReflowComposition
from publisher.model.edition import Book
from publisher.model.errors import BuildError
from publisher.model.source import Source
from publisher.model.text import OBJECT, Mark, Text
from publisher.model.work import Heading, Metadata, Note, Paragraph, Work, texts_of
from publisher.writers.epub import write_epub

ROOT = Path(__file__).parents[2]
FAMILIES = load_families([ROOT / "fonts"])
XHTML = "{http://www.w3.org/1999/xhtml}"
OTHER_LEAVES = ("caption", "figcaption", "code")


def composed(book: Book, folder: Path) -> ReflowComposition:
    return compose_reflow(book, screen_layout(), FAMILIES, sample_pictures(folder))


def problems(check: EpubCheck, data: bytes, folder: Path) -> list[tuple[str, str, str, str]]:
    path = folder / "book.epub"
    path.write_bytes(data)
    return check(path)


def test_sample_passes_epubcheck(epubcheck: EpubCheck, tmp_path: Path) -> None:
    assert problems(epubcheck, write_epub(composed(sample_book(), tmp_path)), tmp_path) == []


def test_checker_finds_faults(epubcheck: EpubCheck, tmp_path: Path) -> None:
    data = write_epub(composed(sample_book(), tmp_path))
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'role="doc-noteref"', b'role="nonsense"'))
    assert {code for _, code, _, _ in problems(epubcheck, broken.getvalue(), tmp_path)} == {"RSC-005"}


def test_cover_passes_epubcheck(epubcheck: EpubCheck, tmp_path: Path) -> None:
    data = write_epub(composed(single_book(russian_work()), tmp_path), cover=png(60, 90))
    assert problems(epubcheck, data, tmp_path) == []


LINKS = (
    "http://[",
    "http://",
    "https:///nowhere",
    "http:relative",
    "javascript:alert(1)",
    "https://exa mple.org/",
    "https://example.org:99999/",
    "https://example.org/a b?c=<d>|{e}\\^`",
    "https://пример.рф/страница",
    "https://example.org/%zz",
    "https://example.org/x#a#b",
    "https://user:word@example.org/",
    "mailto:a@b.ru?subject=Привет мир",
    "mailto:no address",
    "tel:+7 (495) 000-00-00",
    "#nowhere",
    "other.md",
    "self.md",
    "self.md#a b",
    "file:///etc/passwd",
    "\x00https://example.org",
    "https://-a.org/",
    "https://a..b/",
)


def test_hostile_work_passes_epubcheck(epubcheck: EpubCheck, tmp_path: Path) -> None:
    """Odd addresses, languages, classes, ids and empty things from strangers."""
    text = Text("ссылка", tuple(Mark(0, 6, "link", link) for link in LINKS[:1]))
    blocks = [
        *(Paragraph(Text("ссылка", (Mark(0, 6, "link", link),))) for link in LINKS),
        Paragraph(text, ("ok", "не класс", '"><script>')),
        Paragraph(Text("наречие", (Mark(0, 7, "language", "по-русски"),))),
        Paragraph(Text("")),
        Paragraph(Text("ab", (Mark(0, 2, "link", "https://a.org"), Mark(1, 2, "link", "https://b.org")))),
        Heading(Text(""), 1, "a b"),
        Heading(Text(HOSTILE), 3, "<&>"),
        Paragraph(Text(f"нет рисунка {OBJECT}", (Mark(12, 13, "image", "no.png", "<описание>"),))),
        Paragraph(Text("сноска", (Mark(6, 6, "note", "пустая & странная"), Mark(6, 6, "note", "нет такой")))),
    ]
    meta = Metadata(
        title=Text(HOSTILE), language="ru_RU", tags=(HOSTILE, ""), date=HOSTILE, rights=HOSTILE, source=HOSTILE
    )
    book = single_book(Work(meta, tuple(blocks), (Note("пустая & странная", ()),), Source("self.md", "")))
    assert problems(epubcheck, write_epub(composed(book, tmp_path)), tmp_path) == []


def test_empty_book_passes_epubcheck(epubcheck: EpubCheck, tmp_path: Path) -> None:
    book = single_book(Work(Metadata(language="??"), ()))
    assert problems(epubcheck, write_epub(composed(book, tmp_path)), tmp_path) == []


def shown_text(element: etree._Element) -> str:
    """Characters of an element without the numbers of notes; line breaks as such."""
    if element.get("role") in ("doc-noteref", "doc-backlink"):
        return ""
    if element.tag == f"{XHTML}br":
        return "\n"
    return (element.text or "") + "".join(shown_text(child) + (child.tail or "") for child in element)


def lines_of(data: bytes, prefix: str) -> list[str]:
    """Text of every paragraph, heading and cell of the documents whose name starts so, notes after the text."""
    leaves = [f"{XHTML}{name}" for name in ("p", *map("h{}".format, range(1, 7)), "td", "th", *OTHER_LEAVES)]
    lines: list[str] = []
    notes: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for name in sorted(n for n in book.namelist() if n.startswith(f"EPUB/text/{prefix}")):
            for element in etree.fromstring(book.read(name)).iter(*leaves):
                if any(parent.tag in leaves for parent in element.iterancestors()):
                    continue
                in_note = any(a.get("role") == "doc-footnote" for a in element.iterancestors())
                text = shown_text(element)
                (notes if in_note else lines).append(text.removeprefix(" ") if in_note else text)
    return lines + notes


def test_no_character_of_the_works_is_lost(tmp_path: Path) -> None:
    book = sample_book()
    data = write_epub(composed(book, tmp_path))
    for entry in book.entries:
        work, found = entry.work, lines_of(data, entry.id)
        blocks = [*work.blocks, *(block for note in work.notes for block in note.blocks)]
        expected = [allowed(text.chars.replace(OBJECT, "")) for block in blocks for text in texts_of(block)]
        missing = [text for text in expected if text not in found]
        assert missing == []
        in_order = iter(found)
        body = [allowed(t.chars.replace(OBJECT, "")) for block in work.blocks for t in texts_of(block)]
        captions_first = sorted(body, key=lambda t: t == "Знаки препинания")
        assert all(any(line == text for line in in_order) for text in captions_first if text != "Знаки препинания")


def test_long_work_with_many_notes(epubcheck: EpubCheck, tmp_path: Path) -> None:
    """Documents stay below 260 KB, every note stands in the document that calls it, all ids are found."""
    sentence = "Длинная повесть тянется и тянется, и нет ей конца. " * 20
    blocks: list[Paragraph | Heading] = []
    notes = []
    for number in range(300):
        if number % 100 == 0:
            blocks.append(Heading(Text(f"Глава {number // 100 + 1}"), 1, f"g{number}"))
        marks = (Mark(8, 8, "note", str(number)), Mark(0, 7, "link", "#g200"))
        blocks.append(Paragraph(Text(f"{sentence}{number}", marks)))
        blocks.append(Paragraph(Text(sentence)))
        notes.append(Note(str(number), (paragraph(f"Сноска {number}."),)))
    book = single_book(Work(Metadata(title=Text("Повесть")), tuple(blocks), tuple(notes)))
    composition = composed(book, tmp_path)
    assert all(len(document.xhtml.encode()) < 260_000 for document in composition.documents)
    assert len(composition.documents) > 4
    data = write_epub(composition)
    assert problems(epubcheck, data, tmp_path) == []
    for document in composition.documents:
        assert document.xhtml.count('role="doc-noteref"') == document.xhtml.count('role="doc-footnote"')


def test_package_file_keeps_all_metadata(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(write_epub(composed(sample_book(), tmp_path)))) as book:
        package = book.read("EPUB/content.opf").decode()
    for expected in (
        '<dc:title id="title">О наборе &amp; «шрифте»</dc:title>',
        ">Наборщиков, Антон</meta>",
        ">Верстальщикова, М. П.</meta>",
        ">Толмачёв, Пётр Иванович</meta>",
        '<dc:contributor id="person4">Пётр Иванович Толмачёв</dc:contributor>',
        "<dc:language>uk</dc:language>",
        "<dc:subject>типографика</dc:subject>",
        "<dc:rights>© Редакция, 2026</dc:rights>",
        '<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>',
        'property="schema:accessMode">visual</meta>',
        'property="schema:accessibilityFeature">alternativeText</meta>',
        'xml:lang="ru"',
    ):
        assert expected in package
    assert "conformsTo" not in package


def test_archive_begins_with_the_stored_mimetype(tmp_path: Path) -> None:
    data = write_epub(composed(sample_book(), tmp_path))
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert {entry.date_time for entry in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in book.infolist()} == {0o644}


def test_broken_document_is_refused(tmp_path: Path) -> None:
    from dataclasses import replace

    composition = composed(single_book(russian_work()), tmp_path)
    broken = replace(composition.documents[0], xhtml="<html><p></html>")
    with pytest.raises(BuildError) as caught:
        write_epub(replace(composition, documents=(broken, *composition.documents[1:])))
    assert caught.value.code == "B120"


def test_cover_must_be_a_picture(tmp_path: Path) -> None:
    with pytest.raises(BuildError) as caught:
        write_epub(composed(single_book(russian_work()), tmp_path), cover=b"GIF89a")
    assert caught.value.code == "B122"


REBUILD = """
import sys; from hashlib import sha256; from pathlib import Path
sys.path.insert(0, sys.argv[1])
from test_epub import composed, sample_book, write_epub
print(sha256(write_epub(composed(sample_book(), Path(sys.argv[2])))).hexdigest())
"""


def test_same_bytes_whatever_the_surroundings(tmp_path: Path) -> None:
    digests = set()
    for seed, zone, locale in (("1", "Asia/Vladivostok", "C"), ("2", "America/New_York", "ru_RU.UTF-8")):
        env = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONUTF8": "1"}
        env["PYTHONPATH"] = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
        command = [sys.executable, "-c", REBUILD, str(Path(__file__).parent), str(tmp_path)]
        digests.add(subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout)
    assert len(digests) == 1


def test_heavy_libraries_are_imported_late() -> None:
    """`publisher --help`, `check` and `fix` must not pay for a writer they don't use."""
    modules = "publisher.writers.epub, publisher.writers.html, publisher.composition.reflow"
    code = f"import sys, {modules}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT).stdout
    assert {"ebooklib", "lxml", "uharfbuzz", "fontTools", "weasyprint"}.isdisjoint(loaded.split())
