"""Foreign files imposed: crooked boxes, rotation, damage, bombs; and what cannot be asked for."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from numbered_pdf import PLAIN, codes, difference, imposed, numbered_pdf, pages_of, picture
from pikepdf import Array, Dictionary, Name

from publisher.model.errors import BuildError, UsageError
from publisher.model.imposition import Imposition, SheetWords
from publisher.model.sheet import MM
from publisher.press import place
from publisher.press.place import impose


def changed(change, pages: int = 4, **options: float) -> bytes:
    pdf = pikepdf.open(BytesIO(numbered_pdf(pages, **options)))
    for page in pdf.pages:
        change(pdf, page.obj)
    data = BytesIO()
    pdf.save(data)
    return data.getvalue()


@pytest.mark.parametrize("angle", [90, 180, 270, -90, 450])
def test_rotated_pages_stand_as_viewers_show_them(angle: int) -> None:
    def turn(_: pikepdf.Pdf, page: pikepdf.Object) -> None:
        page.Rotate = angle

    source = changed(turn, bleed=0)
    shown = picture(source, 0, scale=2)
    made = imposed(source, replace(PLAIN, scheme="nup", grid=(1, 1), sheet="400x400pt"))
    cell = picture(made.data, 0, made.layout.trim, scale=2)
    assert difference(cell, shown) < 80


def test_user_unit_counts() -> None:
    def double(_: pikepdf.Pdf, page: pikepdf.Object) -> None:
        page.UserUnit = 2

    layout = imposed(changed(double)).layout
    assert layout.cell == (288, 432)


def test_boxes_that_are_wrong_are_put_right() -> None:
    def crooked(_: pikepdf.Pdf, page: pikepdf.Object) -> None:
        page.MediaBox = Array([200, 300, 10, 20])
        page.CropBox = Array([0, 0, 1e5, 1e5])
        page.TrimBox = Array([20, 30, 164, 246])
        page.BleedBox = Array([25, 35, 30, 40])
        page.ArtBox = Name.Broken

    layout = imposed(changed(crooked)).layout
    assert layout.cell == (144, 216)
    assert layout.bleed == 0


def test_without_boxes_the_crop_box_is_the_page() -> None:
    def cropped(_: pikepdf.Pdf, page: pikepdf.Object) -> None:
        page.CropBox = Array([10, 10, 110, 160])

    assert imposed(changed(cropped)).layout.cell == (100, 150)


def test_bleed_is_assumed_only_up_to_three_millimetres() -> None:
    def no_bleed_box(_: pikepdf.Pdf, page: pikepdf.Object) -> None:
        del page.BleedBox

    assert imposed(changed(no_bleed_box, bleed=30)).layout.bleed == pytest.approx(3 * MM)


def test_pages_of_several_sizes_are_centred_and_told() -> None:
    def first_small(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
        if page.objgen == pdf.pages[0].obj.objgen:
            page.MediaBox = Array([0, 0, 100, 100])

    source = changed(first_small)
    assert codes(source, PLAIN) == ["I201"]
    made = imposed(source)
    first = next(
        p for p in made.layout.placements(pages_of(source), made.layout.plan.sheets[0], back=False) if p.page == 1
    )
    assert first.matrix[4] == pytest.approx(made.layout.trim.left + 144 + 22)
    assert first.matrix[5] == pytest.approx(made.layout.trim.bottom + 58)


def test_a_torn_file_is_read_as_far_as_it_goes_and_told() -> None:
    assert codes(numbered_pdf(3)[:300], PLAIN) == ["I206", "I202"]


def test_blank_pages_are_told() -> None:
    findings = impose(numbered_pdf(5), PLAIN, "book.pdf", SheetWords()).findings
    assert [(f.code, f.params["n"], f.params["pages"]) for f in findings] == [("I202", 3, "6–8")]


def test_content_in_several_streams_is_put_together() -> None:
    def split(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
        page.Contents = Array([pdf.make_stream(b"q"), page.Contents, pdf.make_stream(b"Q")])

    whole, parts = imposed(numbered_pdf(4)), imposed(changed(split))
    assert difference(picture(whole.data, 0), picture(parts.data, 0)) == 0


def test_a_page_without_content_or_resources_is_blank() -> None:
    def empty(_: pikepdf.Pdf, page: pikepdf.Object) -> None:
        del page.Contents
        del page.Resources

    made = imposed(changed(empty))
    assert picture(made.data, 0).getextrema() == ((255, 255),) * 3


def encrypted(password: str) -> bytes:
    data = BytesIO()
    pikepdf.open(BytesIO(numbered_pdf(2))).save(data, encryption=pikepdf.Encryption(owner="o", user=password))
    return data.getvalue()


def bomb() -> bytes:
    """An object stream that unpacks to much more than it is."""
    packed = zlib.compress(b" " * (1 << 24))
    parts = [b"%PDF-1.7\n"]
    parts.append(b"1 0 obj\n<</Type/Catalog/Pages 9 0 R>>\nendobj\n")
    at = sum(map(len, parts))
    parts.append(b"2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed))
    parts += [packed, b"\nendstream\nendobj\n"]
    xref = sum(map(len, parts))
    rows = b"\0\0\0\0\0\xff" + b"\1" + (9).to_bytes(4, "big") + b"\0" + b"\1" + at.to_bytes(4, "big") + b"\0"
    rows += b"\1" + xref.to_bytes(4, "big") + b"\0" + b"\2" + (2).to_bytes(4, "big") + b"\0"
    head = b"3 0 obj\n<</Type/XRef/Size 10/Root 1 0 R/W[1 4 1]/Index[0 4 9 1]/Length %d>>stream\n" % len(rows)
    return b"".join([*parts, head, rows, b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % xref])


def content_bomb() -> bytes:
    def heavy(pdf: pikepdf.Pdf, page: pikepdf.Object) -> None:
        stream = pikepdf.Stream(pdf, zlib.compress(b" " * (1 << 24)), Dictionary(Filter=Name.FlateDecode))
        page.Contents = Array([pdf.make_indirect(stream), page.Contents])

    return changed(heavy, pages=1)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (encrypted("secret"), "I101"),
        (encrypted(""), "I101"),
        (b"", "I102"),
        (b"%PDF-1.4 nonsense", "I102"),
        (b"\x89PNG\r\n", "I102"),
        (changed(lambda _, page: page.__setattr__("MediaBox", Array([0, 0, 0.1, 0.1]))), "I103"),
        (changed(lambda _, page: page.__setattr__("UserUnit", 1e9)), "I103"),
    ],
    ids=["encrypted", "owner password", "empty", "nonsense", "picture", "tiny", "huge"],
)
def test_files_that_cannot_be_imposed_get_one_clear_error(data: bytes, code: str) -> None:
    with pytest.raises(BuildError) as caught:
        imposed(data)
    assert caught.value.code == code
    assert "BytesIO" not in str(caught.value.params)
    assert caught.value.params["file"] == "book.pdf"


def test_a_document_without_pages() -> None:
    data = BytesIO()
    pikepdf.new().save(data)
    with pytest.raises(BuildError) as caught:
        imposed(data.getvalue())
    assert caught.value.code == "I104"


@pytest.mark.parametrize("make", [bomb, content_bomb])
def test_what_unpacks_without_end_is_refused(make, monkeypatch: pytest.MonkeyPatch) -> None:
    assert imposed(make()) if make is content_bomb else True
    monkeypatch.setattr(place, "_LARGEST_STREAM", 1 << 20)
    with pytest.raises(BuildError) as caught:
        imposed(make())
    assert caught.value.code == "I102"


def test_crooked_output_intents_do_no_harm(caplog: pytest.LogCaptureFixture) -> None:
    for intent in (Name.Null, Array([1, Dictionary(), Dictionary(DestOutputProfile=5)])):

        def crooked(pdf: pikepdf.Pdf, _: pikepdf.Object, intent: pikepdf.Object = intent) -> None:
            pdf.Root.OutputIntents = intent

        assert imposed(changed(crooked), Imposition(sheet="A3")).layout.marks
    assert caplog.records == []


def test_a_page_tree_with_holes_says_so_in_our_words_only(caplog: pytest.LogCaptureFixture) -> None:
    data = re.sub(rb"/Kids \[ \d 0 R", lambda _: b"/Kids [ 7    ", numbered_pdf(4))
    assert codes(data, PLAIN) == ["I206", "I202"]
    assert caplog.records == []


def test_limits_do_not_outlive_a_call() -> None:
    before = pikepdf.settings.get_qpdf_limits()
    imposed(numbered_pdf(1))
    with pytest.raises(BuildError):
        imposed(b"")
    assert pikepdf.settings.get_qpdf_limits() == before


# --- what is asked for ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (Imposition("origami"), "U110"),
        (Imposition(sheet="A99"), "U110"),
        (Imposition(sheet="100x60"), "I110"),
        (Imposition(sheet="300x220pt", marks=frozenset({"crop"})), "I110"),
        (Imposition("step", sheet="A8x"), "U110"),
        (Imposition("step", sheet="50x50"), "I110"),
        (Imposition(up=3), "I111"),
        (Imposition(signature=6), "I111"),
        (Imposition("nup", grid=(0, 3)), "I111"),
        (Imposition("nup", grid=(1000, 1000)), "I111"),
        (Imposition(creep=-1.0), "I111"),
        (Imposition(creep=float("nan")), "I111"),
        (Imposition(scale=0.0), "I111"),
        (Imposition(creep=200.0), "I111"),
        (Imposition(creep=None, caliper=200.0), "I111"),
        (Imposition("perfect", milling=200.0), "I111"),
        (Imposition("trifold", fold_in=1000.0), "I111"),
        (Imposition("gate", fold_in=200.0), "I111"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(asked: Imposition, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        imposed(numbered_pdf(8), asked)
    assert caught.value.code == code


def test_a_sheet_that_is_too_small_names_one_that_is_not() -> None:
    with pytest.raises(UsageError) as caught:
        imposed(numbered_pdf(4, 419.53, 595.28), Imposition(sheet="A5"))
    assert caught.value.params == {"needed": "296×210", "sheet": "A5", "fitting": "A4, RA4, SRA4"}


def test_pages_shrink_to_the_sheet_when_asked_to() -> None:
    source = numbered_pdf(8, 419.53, 595.28)
    made = imposed(source, Imposition("zine8", sheet="A4", scale=None))
    assert made.layout.scale == pytest.approx(0.5, abs=0.01)
    assert imposed(source, Imposition(sheet="A2", scale=None)).layout.scale == 1


def test_a_cell_grid_fills_the_sheet() -> None:
    card = numbered_pdf(2, 90 * MM, 50 * MM)
    made = imposed(card, replace(PLAIN, scheme="step", sheet="A4"))
    assert (made.layout.plan.columns, made.layout.plan.rows) == (3, 4), "twelve lying, only ten upright"
    assert made.layout.sheet.width > made.layout.sheet.height


def test_what_gives_way_is_told() -> None:
    source = numbered_pdf(4, 419.53, 595.28, bleed=3 * MM)
    assert codes(source, Imposition(sheet="A4")) == ["I203", "I204"]
    assert codes(numbered_pdf(64, bleed=2), Imposition(creep=4.0, sheet="A3")) == ["I205"]


def test_a_book_that_no_sheet_holds_gets_one_to_measure() -> None:
    made = imposed(numbered_pdf(4, 3000, 2000), PLAIN)
    assert (made.layout.sheet.width, made.layout.sheet.height) == (6000, 2000)
    assert made.layout.sheet.name == ""
