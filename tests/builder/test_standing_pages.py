"""Pages stay as they are when something changes that they do not show."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from publisher.builder.events import ResultWritten
from publisher.builder.keys import fingerprint
from publisher.model.layout import Face

PROJECT = '[edition.book]\nkind = "pamphlet"\nworks = ["sources/*.md"]\noutputs = ["pdf"]\nlayout = "own"\n'
LAYOUT = 'title = { ru = "Своя", en = "Own" }\nextends = "pamphlet-a5"\n\n[page]\nfoot = "14mm"\n'
FILES = {
    "publisher.toml": PROJECT,
    "layouts/own/layout.toml": LAYOUT,
    "sources/a.md": "---\ntitle: Первая\nlang: ru\n---\n\nТекст первой работы.\n",
    "sources/b.md": "---\ntitle: Вторая\nlang: ru\n---\n\nТекст второй работы.\n",
}


def pdf_of(events: list[object], root: Path) -> tuple[int, bytes]:
    """How many fragments were set, and the file."""
    written = next(event for event in events if isinstance(event, ResultWritten))
    return written.rendered, (root / written.path).read_bytes()


@pytest.fixture
def first(write, build) -> bytes:
    root = write(FILES)
    rendered, data = pdf_of(build(), root)
    assert rendered
    return data


@pytest.mark.parametrize(
    ("name", "content", "same"),
    [
        ("layouts/own/layout.toml", LAYOUT.replace("14mm", "12mm"), False),
        ("layouts/own/reflow.css", "p { color: #333333 }", True),
        ("layouts/own/cover.css", "p { color: #333333 }", True),
        ("layouts/own/proof.css", "p { color: #333333 }", True),
    ],
)
def test_what_pages_do_not_show_may_change(write, build, first: bytes, name: str, content: str, same: bool) -> None:
    root = write({name: content})
    rendered, data = pdf_of(build(), root)
    assert (rendered, data == first) == (0, same)


def test_what_pages_show_sets_them_again(write, build, first: bytes) -> None:
    root = write({"layouts/own/page.css": "p { word-spacing: 0.1em }"})
    rendered, data = pdf_of(build(), root)
    assert (rendered >= 2, data == first) == (True, False)


def test_a_font_that_nobody_uses_sets_nothing_again(write, build, first: bytes) -> None:
    root = write()
    fonts = Path(__file__).resolve().parents[2] / "fonts"
    shutil.copytree(fonts / "oswald", root / "fonts" / "another")
    table = root / "fonts" / "another" / "font.toml"
    table.write_text(table.read_text(encoding="utf-8").replace("Pub ", "Own "), encoding="utf-8")
    assert pdf_of(build(), root) == (0, first)


def test_a_project_may_be_moved(
    write, build, first: bytes, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = tmp_path_factory.mktemp("moved") / "project"
    shutil.move(write(), there)
    monkeypatch.chdir(there)
    assert pdf_of(build(), there) == (0, first)


def test_where_a_file_lies_is_no_part_of_a_key() -> None:
    here, there = (Face("Pub Serif", 400, italic=False, path=path, digest="ab") for path in ("/a/1.ttf", "/b/1.ttf"))
    assert fingerprint(here) == fingerprint(there)
    assert fingerprint(here) != fingerprint(Face("Pub Serif", 400, italic=False, path="/a/1.ttf", digest="cd"))
