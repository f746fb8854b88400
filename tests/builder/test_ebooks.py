"""E-books made together with the printed edition: its pages, its cover, what stores and readers are told."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from epub_checker import EpubCheck
from pages import Page, pages_of
from PIL import Image

from publisher.builder.events import ResultWritten
from publisher.lint import lint

SENTENCES = (
    "Наборщик поправил верстатку и долго смотрел на строку, которая никак не хотела выключаться.",
    "Метранпаж пришёл к полуночи, снял очки, протёр их полой пиджака и сказал, что полоса никуда не годится.",
    "За окном шёл снег, и казалось, будто кто-то рассыпал кассу с самым мелким кеглем.",
    "Корректорша подчеркнула «объявление» дважды, хотя ошибки там не было, а была усталость.",
)
CONFIG = """
[project]
title = "Проба"
language = "ru"
[edition.kniga]
kind = "{kind}"
title = "Ночная смена"
description = "О строке."
works = ["sources/*.md"]
layout = "pamphlet-a5"
outputs = ["pdf", "epub"]
series = {{ name = "Листки", number = 4 }}
[edition.kniga.imprint]
publisher = "Листки"
year = 2026
age = "12+"
"""


def text(number: int, paragraphs: int) -> str:
    """No two sentences are alike: each names its own type sizes."""
    body = [" ".join(f"Кегль {number}{p:02}{s}. {SENTENCES[s]}" for s in range(4)) for p in range(paragraphs)]
    body.insert(3, "## Вторая страница")
    body.insert(6, "```\n" + "\n".join(f"литера {n}" for n in range(3)) + "\n```")
    return (
        f"---\ntitle: Смена {number}\nauthor: И. Наборщиков\ndate: 2026\nlang: ru\n---\n\n" + "\n\n".join(body) + "\n"
    )


Build = Callable[..., list[object]]


@pytest.fixture(params=["pamphlet", "anthology"])
def made(request: pytest.FixtureRequest, write: Callable[..., Path], build: Build) -> dict[str, bytes]:
    """Results of an edition by name."""
    works = {f"sources/{n}.md": text(n, 24) for n in range(1, 2 if request.param == "pamphlet" else 4)}
    root = write({"publisher.toml": CONFIG.format(kind=request.param), **works})
    events = build()
    assert [e.format for e in events if isinstance(e, ResultWritten)] == ["pdf", "epub"]
    return {path.name: path.read_bytes() for path in (root / "out" / "kniga").iterdir()}


def documents(epub: bytes) -> str:
    """The texts of an e-book in the order of its spine, without heads."""
    with zipfile.ZipFile(io.BytesIO(epub)) as book:
        package = book.read("EPUB/content.opf").decode()
        names = dict(re.findall(r'<item href="([^"]+)" id="([^"]+)"', package))
        by_id = {uid: name for name, uid in names.items()}
        spine = [by_id[uid] for uid in re.findall(r'<itemref idref="([^"]+)"', package)]
        pages = [book.read(f"EPUB/{name}").decode() for name in spine if name.startswith("text/")]
    return "".join(re.sub(r"(?s).*<body[^>]*>|</body>.*", "", page) for page in pages)


def letters(chars: str) -> str:
    return "".join(filter(str.isalnum, chars))


def segments(epub: bytes) -> dict[int, str]:
    """Number of a printed page → the letters between its mark and the next."""
    parts = re.split(r'<(?:span|div) epub:type="pagebreak"[^>]* aria-label="(\d+)"></(?:span|div)>', documents(epub))
    return {int(n): letters(re.sub(r"<[^>]+>", "", said)) for n, said in zip(parts[1::2], parts[2::2], strict=True)}


def as_read(page: Page) -> str:
    """The letters of a page from top to bottom, from left to right."""
    drawn = sorted(page.letters, key=lambda letter: (-round(letter.baseline), letter.left))
    return letters("".join(letter.char for letter in drawn))


def test_every_page_begins_where_it_does_in_print(made: dict[str, bytes]) -> None:
    marked = segments(made["kniga.epub"])
    printed = [as_read(page) for page in pages_of(made["kniga.pdf"])]
    texts = [n for n in sorted(marked) if n not in (1, len(printed))]
    assert len(texts) >= 6
    for number in texts[:-1]:
        said = marked[number][16:]  # the first word may have begun on the page before
        assert len(said) > 100
        assert said[:160] in printed[number - 1], number
        assert said[:160] not in printed[number - 2], number
        last = said[-60:-16]
        assert last in printed[number - 1], number


def test_the_page_list_is_whole(made: dict[str, bytes], epubcheck: EpubCheck, tmp_path: Path) -> None:
    found = lint(made["kniga.epub"], name="kniga.epub", store="generic")
    assert [finding.code for finding in found] == []
    with zipfile.ZipFile(io.BytesIO(made["kniga.epub"])) as book:
        nav, package = book.read("EPUB/nav.xhtml").decode(), book.read("EPUB/content.opf").decode()
    listed = [int(n) for n in re.findall(r'#page\d+">(\d+)</a>', nav)]
    assert listed == sorted(segments(made["kniga.epub"]))
    assert 'property="pageBreakSource">urn:uuid:' in package
    assert 'property="schema:accessibilityFeature">pageNavigation</meta>' in package
    path = tmp_path / "kniga.epub"
    path.write_bytes(made["kniga.epub"])
    assert epubcheck(path) == []


def test_what_it_says_of_itself(made: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made["kniga.epub"])) as book:
        package = book.read("EPUB/content.opf").decode()
    for expected in (
        '<meta property="belongs-to-collection" id="series">Листки</meta>',
        '<meta property="collection-type" refines="#series">series</meta>',
        '<meta property="group-position" refines="#series">4</meta>',
        'content="Листки" name="calibre:series"',
        'content="4" name="calibre:series_index"',
        '<meta property="schema:typicalAgeRange">12+</meta>',
    ):
        assert expected in package or re.sub(r'(\w+="[^"]*") (\w+="[^"]*")', r"\2 \1", expected) in package, expected
    assert "conformsTo" not in package


def test_the_cover_is_the_layouts_own(made: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made["kniga.epub"])) as book:
        inside = Image.open(io.BytesIO(book.read("EPUB/images/cover.jpg")))
    outside = Image.open(io.BytesIO(made["cover.png"]))
    assert inside.size == outside.size
    assert inside.width == 1600
    assert inside.height / inside.width == pytest.approx(210 / 148, abs=0.01)


def test_who_else_took_part(write: Callable[..., Path], build: Build) -> None:
    people = """
[edition.kniga.ebook]
contributors = [{ name = "Анна Петровна Рисовалова", role = "ill" }, { name = "БХЛ", role = "pfr", file-as = "Б" }]
"""
    config = CONFIG.format(kind="anthology").replace('"pdf", "epub"', '"epub"')
    config = config.replace('title = "Ночная', 'editors = ["Иван Собирателев"]\ntitle = "Ночная')
    staff = 'age = "12+"\nstaff = ["Художник А. П. Рисовалова"]'
    root = write({"publisher.toml": config.replace('age = "12+"', staff) + people, "sources/1.md": text(1, 2)})
    build()
    with zipfile.ZipFile(root / "out/kniga/kniga.epub") as book:
        package, imprint = (book.read(f"EPUB/{name}").decode() for name in ("content.opf", "text/imprint.xhtml"))
    said = re.findall(r"<dc:contributor[^>]*>([^<]*)<", package)
    assert said == ["Иван Собирателев", "Анна Петровна Рисовалова", "БХЛ"]
    assert re.findall(r'"role"[^>]*>(\w+)<', package) == ["aut", "com", "ill", "pfr"]
    assert re.findall(r'"file-as"[^>]*>([^<]*)<', package)[2:] == ["Рисовалова, Анна Петровна", "Б"]
    assert "<p>Художник А. П. Рисовалова</p>" in imprint


def test_conformance_is_claimed_by_a_person_only(write: Callable[..., Path], build: Build) -> None:
    config = CONFIG.format(kind="leaflet").replace('"pdf", "epub"', '"epub"')
    certified = config + '[edition.kniga.ebook]\ncertified-by = "Мария Читалкина"\n'
    root = write({"publisher.toml": certified, "sources/1.md": text(1, 2)})
    build()
    epub = (root / "out/kniga/kniga.epub").read_bytes()
    with zipfile.ZipFile(io.BytesIO(epub)) as book:
        package = book.read("EPUB/content.opf").decode()
    assert "EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>" in package
    assert ">Мария Читалкина</meta>" in package
    assert "pagebreak" not in documents(epub)
    assert [finding.code for finding in lint(epub, name="kniga.epub")] == []
    report = json.loads((root / "out/kniga/report.json").read_text(encoding="utf-8"))
    assert [row["format"] for row in report["results"]] == ["epub"]
