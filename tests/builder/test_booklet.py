"""Booklets of editions: office paper or press sheets, staples or signatures, settings of publisher.toml."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from numbered_pdf import numbered_pdf, planned_folios

from publisher.builder.events import Remark, ResultWritten
from publisher.builder.project import load_project
from publisher.model.errors import ConfigError
from publisher.model.imposition import Booklet, Imposition, SheetWords
from publisher.model.sheet import MM
from publisher.press.booklet import booklet_order, make_booklet

TEXT = "---\ntitle: Книжка\nauthor: А. Автор\ndate: 2024\nlang: ru\n---\n\n" + "Абзац из нескольких слов. " * 800
CONFIG = '[edition.book]\nkind = "leaflet"\nworks = ["a.md"]\noutputs = ["booklet"]\n'


def sheets(root: Path) -> pikepdf.Pdf:
    return pikepdf.open(root / "out" / "book" / "book.booklet.pdf")


def sizes(pdf: pikepdf.Pdf) -> set[tuple[float, ...]]:
    return {tuple(round(float(v) / MM, 1) for v in page.mediabox)[2:] for page in pdf.pages}


def test_a_booklet_for_the_office_is_on_plain_a4(write, build) -> None:
    root = write({"publisher.toml": CONFIG, "a.md": TEXT})
    events = build()
    written = [event for event in events if isinstance(event, ResultWritten)]
    pdf = sheets(root)
    assert [(w.format, w.pages) for w in written] == [("booklet", len(pdf.pages))]
    assert sizes(pdf) == {(297.0, 210.0)}
    assert "/Marks" not in pdf.pages[0].obj.Resources.XObject
    assert pdf.Root.ViewerPreferences.Duplex == pikepdf.Name.DuplexFlipShortEdge
    report = json.loads((root / "out/book/report.json").read_text())
    assert report["results"][0] | {"bytes": 0} == {
        "format": "booklet",
        "file": "book.booklet.pdf",
        "bytes": 0,
        "pages": len(pdf.pages),
        "scheme": "saddle",
        "sheet": "A4 (297×210 mm)",
        "sheets": len(pdf.pages) // 2,
        "signatures": 1,
        "blanks": report["results"][0]["blanks"],
    }
    first = pypdfium2.PdfDocument(pdf.filename)[0].get_textpage().get_text_bounded(left=421)
    assert "Книжка" in first


def test_a_booklet_of_a_shop_has_its_press_pages_with_bleed_and_marks(write, build) -> None:
    root = write({"publisher.toml": CONFIG + 'press.profile = "offset-uncoated"\n', "a.md": TEXT})
    build()
    pdf = sheets(root)
    assert sizes(pdf) == {(420.0, 297.0)}
    assert "/OutputIntents" in pdf.Root
    page = pdf.pages[0].obj
    assert "/Marks" in page.Resources.XObject
    trim, bleed = ([float(v) for v in box] for box in (page.TrimBox, page.BleedBox))
    assert trim[2] - trim[0] == pytest.approx(2 * 148 * MM, abs=0.05)
    assert bleed[0] < trim[0] - 1


def test_pages_are_made_once_for_all_results(write, build) -> None:
    root = write({"publisher.toml": CONFIG, "a.md": TEXT})
    written = [e for e in build(formats=("booklet", "pdf")) if isinstance(e, ResultWritten)]
    assert [(w.format, w.rendered) for w in written] == [("pdf", 1), ("booklet", 0)]
    before = (root / "out/book/book.booklet.pdf").read_bytes()
    build(formats=("booklet",))
    assert (root / "out/book/book.booklet.pdf").read_bytes() == before


def test_settings_of_an_edition_beat_those_of_the_house(write, build) -> None:
    house = '[press.booklet]\nsheet = "A3"\ncreep = "0.5mm"\nflip = "long"\n'
    own = "[edition.book.press.booklet]\nsignature = 4\n"
    root = write({"publisher.toml": house + CONFIG + own, "a.md": TEXT})
    assert load_project(root / "publisher.toml").editions["book"].booklet == Booklet(
        sheet="A3", creep=0.5 * MM, flip="long", signature=4
    )
    build()
    assert sizes(sheets(root)) == {(420.0, 297.0)}
    report = json.loads((root / "out/book/report.json").read_text())["results"][0]
    assert report["signatures"] == report["sheets"] > 1


@pytest.mark.parametrize(
    ("line", "key", "number"),
    [('sheet = "A99"', "sheet", 6), ("signature = 6", "signature", 6)],
)
def test_wrong_settings_are_told_with_their_place(write, line: str, key: str, number: int) -> None:
    root = write({"publisher.toml": CONFIG + "[edition.book.press.booklet]\n" + line, "a.md": TEXT})
    with pytest.raises(ConfigError) as caught:
        load_project(root / "publisher.toml")
    assert (caught.value.code, caught.value.params["key"]) == ("C127", key)
    assert caught.value.place is not None
    assert caught.value.place.line == number


def test_what_staples_do_not_hold_is_divided_into_signatures_and_told(write, build) -> None:
    del write, build
    made = make_booklet(numbered_pdf(100), Booklet(), "book", SheetWords(), cut=False)
    assert made.value.layout.plan.signatures == 4
    assert [f.code for f in made.findings] == ["I207"]
    assert planned_folios(made.value.layout.plan)[0] == [["28", "1"]]
    one = make_booklet(numbered_pdf(100), Booklet(signature=0), "book", SheetWords(), cut=False)
    assert (one.value.layout.plan.signatures, one.findings) == (1, ())
    held = make_booklet(numbered_pdf(80), Booklet(), "book", SheetWords(), cut=False)
    assert (held.value.layout.plan.signatures, held.findings) == (1, ())


def test_creep_is_made_good_only_where_leaves_are_trimmed() -> None:
    assert booklet_order(16, Booklet(), cut=False) == Imposition(marks=frozenset())
    assert booklet_order(16, Booklet(), cut=True) == Imposition(creep=None)
    assert booklet_order(16, Booklet(creep="auto"), cut=False).creep is None
    assert booklet_order(16, Booklet(creep=1.0), cut=True).creep == 1.0
    assert booklet_order(500, Booklet(scheme="perfect"), cut=True).signature == 0
    assert booklet_order(500, Booklet(up=16), cut=True).signature == 32


def test_blanks_of_a_booklet_are_told(write, build) -> None:
    write({"publisher.toml": CONFIG, "a.md": "---\ntitle: Т\nlang: ru\ndate: 2024\n---\n\nОдин абзац.\n"})
    codes = [event.finding.code for event in build() if isinstance(event, Remark)]
    assert "I202" in codes


def test_pages_of_a_press_booklet_keep_the_words_of_pdf_x(write, build) -> None:
    root = write({"publisher.toml": CONFIG + 'press.profile = "offset-coated"\n', "a.md": TEXT})
    build(formats=("press", "booklet"))
    press = pikepdf.open(root / "out/book/book.press.pdf")
    booklet = sheets(root)
    assert booklet.Root.Metadata.read_bytes() == press.Root.Metadata.read_bytes()
    assert dict(booklet.docinfo.items()).keys() == dict(press.docinfo.items()).keys()
    assert booklet.pdf_version == press.pdf_version
    data = BytesIO()
    booklet.save(data)
    assert booklet.check_pdf_syntax() == []
