"""An anthology with everything that an e-book can have, as checkers and readers of others see it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import browser_engine
import pytest
from epub_checker import EpubCheck
from feature_anthology import LANGUAGES, NAME, TITLE, WORKS, write_project
from PIL import Image

from publisher.builder.linting import EbookQuestion, lint_file
from publisher.builder.project import load_project
from publisher.cli.run import run

pytestmark = pytest.mark.slow

PLACES = {
    "cover": "EPUB/text/cover.xhtml",
    "title": "EPUB/text/title.xhtml",
    "essay": "EPUB/text/w-1-shpaciya.xhtml",
    "table": "EPUB/text/w-1-shpaciya.xhtml#w-1-shpaciya-h3",
    "verse": "EPUB/text/w-2-virsh.xhtml",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder with the results of the anthology."""
    root = write_project(tmp_path_factory.mktemp("features"))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert run(["-q", "build"]) == 0
        yield root / "out" / NAME


def test_daisy_ace_finds_nothing(made: Path, tmp_path: Path) -> None:
    assert browser_engine.violations(made / f"{NAME}.epub", tmp_path) == []


def test_daisy_ace_would_find_something(made: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(made / f"{NAME}.epub") as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb' alt="[^"]*"', b"", old.read(name)))
    assert any(found.startswith("image-alt") for found in browser_engine.violations(broken, tmp_path / "report"))


@pytest.mark.parametrize("suffix", ["epub", "kepub.epub"])
@pytest.mark.parametrize("store", ["generic", "litres", "kobo", "apple"])
def test_checkers_find_nothing(made: Path, suffix: str, store: str, epubcheck: EpubCheck) -> None:
    path = made / f"{NAME}.{suffix}"
    assert lint_file(load_project(made.parents[1] / "publisher.toml"), EbookQuestion(path, store)) == []
    assert epubcheck(path) == []


def test_a_reader_shows_it(made: Path, tmp_path: Path) -> None:
    seen = browser_engine.read(made / f"{NAME}.epub", tmp_path, PLACES, note="EPUB/text/w-1-shpaciya.xhtml")
    assert seen["complaints"] == []
    assert seen["title"] == TITLE
    assert seen["language"] == list(dict.fromkeys(LANGUAGES))
    assert [author["name"].replace("\u00a0", " ") for author in seen["author"]][:3] == [
        "Иван Наборщиков",
        "М. П. Верстальщикова",
        "Леся Складальниця",
    ]
    assert seen["translator"][0]["name"] == "Пётр Иванович Толмачёв"
    assert seen["belongsTo"]["series"] == {"name": "Листки", "position": 4}
    labels = [entry["label"] for entry in seen["contents"]]
    assert [label.rpartition(". ")[2] for label in labels] == list(WORKS)
    assert [entry["label"] for entry in seen["contents"][0]["children"]] == ["Откуда она взялась", "Касса"]
    assert seen["landmarks"] == ["cover", "titlepage", "toc", "bodymatter", "colophon"]
    pages = [int(label) for label in seen["pages"]]
    assert len(pages) >= 10
    assert pages == sorted(set(pages))
    shown = seen["places"]
    assert shown["verse"]["contents"] == labels[1]
    assert int(shown["essay"]["page"]) < int(shown["table"]["page"]) < int(shown["verse"]["page"])
    assert seen["note"] == {
        "type": "footnote",
        "hidden": True,
        "id": "w-1-shpaciya-n1",
        "text": "1 Шпация раздвигает слова; о литере см. следующую сноску.4",
    }


def test_it_is_read_in_the_dark(made: Path, tmp_path: Path) -> None:
    browser_engine.read(made / f"{NAME}.epub", tmp_path, {"verse": PLACES["verse"]}, dark=True)
    with Image.open(tmp_path / "verse.png") as picture:
        page = picture.convert("L").crop((20, 100, picture.width - 20, picture.height - 100))
    shades = page.histogram()
    ground = shades.index(max(shades))
    assert ground < 60
    assert sum(shades[:ground]) == 0  # nothing is darker than the ground
    assert sum(shades[200:]) > 2000


def test_fictionbook_is_read_too(made: Path, tmp_path: Path) -> None:
    seen = browser_engine.read(made / f"{NAME}.fb2", tmp_path)
    assert seen["complaints"] == []
    assert seen["title"] == TITLE
    assert seen["sections"] >= len(WORKS)
