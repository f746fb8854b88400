"""Editions fitted to pages: real renders, once for all formats and never again."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from publisher.builder.events import Remark, ResultWritten
from publisher.builder.fit import NONE, pages_per_sheet, parse_wish
from publisher.builder.project import load_project
from publisher.composition.layouts import load_layout
from publisher.data import folder
from publisher.model.edition import Edition
from publisher.model.errors import BuildError, ConfigError, UsageError
from publisher.model.fit import FitWish
from publisher.model.imposition import Booklet

HEAD = "---\ntitle: Книжка\nauthor: А. Автор\ndate: 2024\nlang: ru\n---\n\n"
SENTENCE = "Абзац из нескольких обыкновенных слов, которые читаются легко и быстро. "
PARAGRAPH = SENTENCE * 4 + "\n\n"
LONG = HEAD + PARAGRAPH * 5
"""A page of A5 and a few lines."""


def config(fit: str, *, outputs: str = '"pdf"', extra: str = "") -> str:
    return (
        f'[edition.book]\nkind = "leaflet"\nlayout = "pamphlet-a5"\nworks = ["a.md"]\noutputs = [{outputs}]\n'
        f"{fit}\n{extra}"
    )


def report(root: Path) -> dict[str, object]:
    return json.loads((root / "out" / "book" / "report.json").read_bytes())


def pages_of(path: Path) -> int:
    with pikepdf.open(BytesIO(path.read_bytes())) as pdf:
        return len(pdf.pages)


def rendered(events: list[object]) -> list[tuple[str, int]]:
    return [(event.format, event.rendered) for event in events if isinstance(event, ResultWritten)]


def codes(events: list[object]) -> list[str]:
    return [event.finding.code for event in events if isinstance(event, Remark)]


def test_a_text_is_fitted_once_for_all_formats_and_found_in_the_store_next_time(write, build) -> None:
    root = write({"publisher.toml": config("fit = { pages = 1 }", outputs='"pdf", "press", "html"'), "a.md": LONG})
    events = build()
    assert pages_of(root / "out/book/book.pdf") == pages_of(root / "out/book/book.press.pdf") == 1
    assert codes(events).count("B310") == 1
    fit = report(root)["fit"]
    assert fit["pages"] == 1 and fit["wish"] == {"pages": 1}
    assert fit["leading"][1] < fit["leading"][0] and 0 < fit["visibility"] < 20
    assert [count for _, count in rendered(events)] == [0, 0, 0]  # the chosen pages are those of a trial
    first = {path.name: path.read_bytes() for path in (root / "out/book").iterdir()}
    assert [count for _, count in rendered(build())] == [0, 0, 0]
    assert {path.name: path.read_bytes() for path in (root / "out/book").iterdir()} == first

    fitted = json.loads(first["manifest.json"])["layout"]["sha256"]
    write({"publisher.toml": config("")})
    build()
    assert pages_of(root / "out/book/book.pdf") == 2 and "fit" not in report(root)
    assert json.loads((root / "out/book/manifest.json").read_bytes())["layout"]["sha256"] != fitted


def test_a_text_that_does_not_fit_is_refused_and_results_stay(write, build) -> None:
    root = write({"publisher.toml": config(""), "a.md": HEAD + PARAGRAPH * 20})
    build()
    before = {path.name: path.read_bytes() for path in (root / "out/book").iterdir()}
    write({"publisher.toml": config("fit = { pages = 1 }")})
    with pytest.raises(BuildError) as caught:
        build()
    assert caught.value.code == "B150" and caught.value.params["given"] == 1
    assert int(caught.value.params["needs"]) >= 2
    assert {path.name: path.read_bytes() for path in (root / "out/book").iterdir()} == before


def test_a_short_text_is_opened_and_a_very_short_one_told(write, build) -> None:
    root = write({"publisher.toml": config("fit = { pages = 2 }"), "a.md": HEAD + PARAGRAPH * 8})
    build()
    fit = report(root)["fit"]
    assert fit["pages"] == 2 and fit["size"][1] >= fit["size"][0] and fit["last_page_filled"] > 0.33
    write({"publisher.toml": config("fit = { pages = 4 }")})
    events = build()
    assert "B151" in codes(events) and report(root)["fit"]["pages"] == 2


def test_formats_without_pages_are_not_fitted(write, build) -> None:
    root = write({"publisher.toml": config("fit = { pages = 1 }", outputs='"html"'), "a.md": LONG * 9})
    assert codes(build()) == [] and "fit" not in report(root)


def test_the_layout_may_say_how_many_pages_and_the_edition_may_not_care(write, build) -> None:
    own = 'title = { ru = "а", en = "a" }\nextends = "pamphlet-a5"\n[fit]\npages = 1\n'
    root = write(
        {"publisher.toml": config("").replace("pamphlet-a5", "mine"), "a.md": LONG, "layouts/mine/layout.toml": own}
    )
    build()
    assert pages_of(root / "out/book/book.pdf") == 1
    write({"publisher.toml": config("fit = false").replace("pamphlet-a5", "mine")})
    build()
    assert pages_of(root / "out/book/book.pdf") == 2


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("fit = { pages = 1, sheets = 1 }", "C180"),
        ("fit = { max = 8 }", "C180"),
        ("fit = {}", "C180"),
        ("fit = true", "C180"),
        ("fit = { multiple = 8, max = 4 }", "C180"),
        ("fit = { pages = 0 }", "C104"),
        ("fit = { page = 1 }", "C103"),
    ],
)
def test_a_wish_that_is_none_is_told_with_its_line(write, said: str, code: str) -> None:
    root = write({"publisher.toml": config(said), "a.md": LONG})
    with pytest.raises(ConfigError) as caught:
        load_project(root / "publisher.toml")
    assert (caught.value.code, caught.value.place and caught.value.place.line) == (code, 6)


def test_wishes_of_the_command_line() -> None:
    assert parse_wish("pages=4") == FitWish(pages=4) and parse_wish(" sheets = 2") == FitWish(sheets=2)
    assert parse_wish("multiple=4,max=16") == FitWish(multiple=4, most=16) and parse_wish("none") == NONE
    for wrong in ("", "4", "pages", "pages=x", "pages=-1", "page=1", "pages=1,sheets=1", "max=4", "pages=1=2"):
        with pytest.raises(UsageError) as caught:
            parse_wish(wrong)
        assert caught.value.code == "U116"


@pytest.mark.parametrize(
    ("layout", "kind", "up", "formats", "pages"),
    [
        ("pamphlet-a5", "leaflet", 2, ("pdf",), 2),
        ("pamphlet-a5", "leaflet", 2, ("pdf", "booklet"), 4),
        ("pamphlet-a5", "pamphlet", 2, ("pdf",), 4),
        ("pamphlet-a5", "pamphlet", 8, ("pdf",), 16),
        ("leaflet-a4-news", "leaflet", 2, ("pdf",), 2),
        ("zine-a6", "leaflet", 2, ("pdf",), 8),
    ],
)
def test_pages_on_a_sheet_follow_from_layout_and_booklet(layout, kind, up, formats, pages) -> None:
    edition = Edition("book", kind, (), booklet=Booklet(up=up))
    assert pages_per_sheet(edition, load_layout(layout, [folder("layouts")]), formats) == pages
