"""Imposed PDFs read back: folios, pixels, creep, boxes, metadata; and foreign files of all kinds."""

from __future__ import annotations

import zlib
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from numbered_pdf import folios, numbered_pdf, picture, planned_folios
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops

from publisher.model.errors import BuildError, UsageError
from publisher.model.imposition import CALIPER, Imposition, SheetWords
from publisher.model.sheet import MM, Box
from publisher.press import place
from publisher.press.place import Imposed, impose

OBJECTS = pikepdf.ObjectStreamMode
NO_MARKS = frozenset[str]()
PLAIN = Imposition(marks=NO_MARKS)  # type: ignore[arg-type]
SCHEMES = [
    PLAIN,
    replace(PLAIN, up=4),
    replace(PLAIN, signature=16),
    replace(PLAIN, flip="long"),
    replace(PLAIN, scheme="perfect", milling=0),
    replace(PLAIN, scheme="perfect", up=8, milling=0),
    replace(PLAIN, scheme="nup", grid=(2, 2)),
    replace(PLAIN, scheme="step", grid=(2, 1)),
    replace(PLAIN, scheme="cut-stack", grid=(2, 2)),
    replace(PLAIN, scheme="zine8"),
    replace(PLAIN, scheme="trifold", fold_in=0),
    replace(PLAIN, scheme="zfold"),
    replace(PLAIN, scheme="gate", fold_in=0),
]


def imposed(data: bytes, asked: Imposition = PLAIN) -> Imposed:
    return impose(data, asked, "book.pdf", SheetWords()).value


def difference(first: Image.Image, second: Image.Image) -> int:
    """The largest difference of two pictures of one size, 0 to 255."""
    assert first.size == second.size
    return max(high for _, high in ImageChops.difference(first, second).getextrema())


def codes(data: bytes, asked: Imposition) -> list[str]:
    return [f.code for f in impose(data, asked, "book.pdf", SheetWords()).findings]


@pytest.mark.parametrize("asked", SCHEMES, ids=str)
def test_folios_read_back_are_those_of_the_plan(asked: Imposition) -> None:
    for pages in range(1, 66):
        made = imposed(numbered_pdf(pages), asked)
        plan = made.layout.plan
        assert folios(made.data, plan.columns, plan.rows) == planned_folios(plan), pages


@pytest.mark.parametrize("asked", SCHEMES, ids=str)
def test_all_sheets_are_of_one_size_and_the_file_is_sound(asked: Imposition) -> None:
    for asked_marks in (asked, replace(asked, marks=None, sheet="SRA1", creep=None)):
        made = imposed(numbered_pdf(33, bleed=8), asked_marks)
        pdf = pikepdf.open(BytesIO(made.data))
        assert pdf.check_pdf_syntax() == []
        assert len({tuple(map(float, page.mediabox)) for page in pdf.pages}) == 1
        for page in pdf.pages:
            media, bleed, trim = (
                Box(*map(float, page.obj[key])) for key in (Name.MediaBox, Name.BleedBox, Name.TrimBox)
            )
            assert media.holds(bleed)
            assert bleed.holds(trim)
            assert (media.left, media.bottom) == (0, 0)


def test_pixels_of_an_imposed_page_are_those_of_the_source() -> None:
    source = numbered_pdf(8)
    made = imposed(source, replace(PLAIN, sheet="400x300pt"))
    left, bottom = made.layout.trim.left, made.layout.trim.bottom
    assert (left, bottom) == (56, 42)
    for side, (verso, recto) in enumerate([(8, 1), (2, 7), (6, 3), (4, 5)]):
        for x, page in ((left, verso), (left + 144, recto)):
            cell = picture(made.data, side, Box(x, bottom, x + 144, bottom + 216), scale=2)
            assert difference(cell, picture(source, page - 1, scale=2)) == 0


def test_pixels_of_pages_head_down() -> None:
    source = numbered_pdf(8)
    made = imposed(source, replace(PLAIN, up=4, sheet="400x500pt"))
    trim = made.layout.trim
    cell = picture(made.data, 0, Box(trim.left, trim.top - 216, trim.left + 144, trim.top), scale=2)
    page = picture(source, 4, scale=2).rotate(180)
    assert sum(ImageChops.difference(cell, page).convert("L").histogram()[40:]) < 60  # smoothing of turned letters


def test_bleed_stays_at_the_outer_edges_and_is_cut_at_the_fold() -> None:
    source = numbered_pdf(4, bleed=9)
    made = imposed(source, replace(PLAIN, sheet="420x320pt"))
    layout = made.layout
    trim, fold = layout.trim, layout.trim.left + 144
    sheet = picture(made.data, 0)
    height = sheet.height
    row = height - round(trim.bottom) - 100
    four, one = sheet.getpixel((round(fold) - 3, row)), sheet.getpixel((round(fold) + 2, row))
    assert four != one
    assert four == sheet.getpixel((round(trim.left) - 7, row)), "bleed of page 4 outside"
    assert one == sheet.getpixel((round(trim.right) + 7, row)), "bleed of page 1 outside"
    assert sheet.getpixel((round(trim.left) - 12, row)) == (255, 255, 255)
    assert sheet.getpixel((round(fold) - 3, height - round(trim.bottom) + 7)) == four
    assert sheet.getpixel((round(fold) + 2, height - round(trim.bottom) + 7)) == one


def test_milling_moves_pages_apart_and_is_filled_with_their_bleed() -> None:
    source = numbered_pdf(4, bleed=9)
    made = imposed(source, replace(PLAIN, scheme="perfect", milling=6, sheet="420x320pt"))
    trim = made.layout.trim
    assert trim.width == pytest.approx(2 * 144 + 12)
    sheet = picture(made.data, 0)
    row, middle = sheet.height // 2 + 90, sheet.width // 2
    assert sheet.getpixel((middle - 2, row)) == sheet.getpixel((round(trim.left) + 2, row))
    assert sheet.getpixel((middle + 2, row)) == sheet.getpixel((round(trim.right) - 2, row))


def test_cut_leaflets_have_their_bleed_on_all_sides() -> None:
    made = imposed(numbered_pdf(2, bleed=9), replace(PLAIN, scheme="step", grid=(2, 2)))
    assert made.layout.trim.width == pytest.approx(2 * 144 + 2 * 9)
    sheet = picture(made.data, 0)
    trim = made.layout.trim
    across = {sheet.getpixel((x, sheet.height // 2 + 60)) for x in range(int(trim.left) - 7, int(trim.right) + 7)}
    assert (255, 255, 255) not in across


def centres(data: bytes, side: int, columns: int) -> list[float]:
    """Left edges of the first digit in every cell."""
    page = pypdfium2.PdfDocument(data)[side]
    text = page.get_textpage()
    width = page.get_width() / columns
    lefts: dict[int, float] = {}
    for index in range(text.count_chars()):
        left = text.get_charbox(index, loose=True)[0]
        lefts.setdefault(int(left // width), left)
    return [lefts[cell] for cell in sorted(lefts)]


@pytest.mark.parametrize("asked", [None, 2 * MM])
def test_creep_moves_inner_pages_toward_the_spine_by_the_formula(asked: float | None) -> None:
    source = numbered_pdf(32)
    still, moved = (imposed(source, replace(PLAIN, creep=creep, sheet="A3")) for creep in (0.0, asked))
    sheets = 8
    for sheet in range(sheets):
        expected = sheet * CALIPER if asked is None else asked * sheet / (sheets - 1)
        for side in (2 * sheet, 2 * sheet + 1):
            before, after = centres(still.data, side, 2), centres(moved.data, side, 2)
            assert after[0] - before[0] == pytest.approx(expected, abs=0.01), "a page on the left moves right"
            assert after[1] - before[1] == pytest.approx(-expected, abs=0.01), "a page on the right moves left"


def test_creep_of_pages_head_down_goes_to_their_spine_too() -> None:
    source = numbered_pdf(8)
    still, moved = (imposed(source, replace(PLAIN, up=4, creep=creep)) for creep in (0.0, None))
    first, second = (
        {p.page: p.matrix[4] for p in made.layout.placements(pages_of(source), made.layout.plan.sheets[0], back=False)}
        for made in (still, moved)
    )
    shifts = {page: round(second[page] - first[page], 4) for page in first}
    assert shifts == {8: 0, 1: 0, 5: round(CALIPER, 4), 4: round(-CALIPER, 4)}


def pages_of(source: bytes) -> list:
    from publisher.press.source_pages import read_pages

    return read_pages(pikepdf.open(BytesIO(source)), "")


def test_flip_over_the_other_edge_turns_the_backs() -> None:
    source = numbered_pdf(4)
    short, long = (imposed(source, replace(PLAIN, flip=flip)) for flip in ("short", "long"))  # type: ignore[arg-type]
    assert difference(picture(short.data, 0), picture(long.data, 0)) == 0
    assert difference(picture(short.data, 1).rotate(180), picture(long.data, 1)) < 200
    assert folios(long.data, 2, 1)[1] == [["3", "2"]]
    assert imposed(source, replace(PLAIN, flip="auto")).data == short.data
    files = [pikepdf.open(BytesIO(made.data)) for made in (short, long)]
    assert [pdf.Root.ViewerPreferences.Duplex for pdf in files] == [Name.DuplexFlipShortEdge, Name.DuplexFlipLongEdge]


def test_the_panel_that_is_folded_in_is_shorter() -> None:
    made = imposed(numbered_pdf(6, width=200, height=300), replace(PLAIN, scheme="trifold", fold_in=3 * MM))
    assert made.layout.trim.width == pytest.approx(600 - 3 * MM)
    (five, six, one), (two, three, four) = (
        sorted(
            made.layout.placements(pages_of(numbered_pdf(6, 200, 300)), made.layout.plan.sheets[0], back=back),
            key=lambda p: p.clip.left,
        )
        for back in (False, True)
    )
    for panel in (five, four):
        assert panel.clip.width == pytest.approx(200 - 3 * MM)
    for panel in (six, one, two, three):
        assert panel.clip.width == pytest.approx(200)
    assert five.matrix[4] + 200 == pytest.approx(six.matrix[4]), "cut at its free edge, not at the fold"
    assert three.matrix[4] + 200 == pytest.approx(four.matrix[4])
    assert (five.page, two.page, four.page) == (5, 2, 4)


# --- what is kept -----------------------------------------------------------------------------------------------------


def press_pdf() -> bytes:
    pdf = pikepdf.open(BytesIO(numbered_pdf(5, bleed=9)))
    profile = pdf.make_stream(b"profile", N=4)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier="FOGRA39",
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])
    pdf.Root.Metadata = pdf.make_stream(b"<?xpacket?><x/>", Type=Name.Metadata, Subtype=Name.XML)
    pdf.docinfo[Name.GTS_PDFXVersion] = "PDF/X-1a:2003"
    pdf.docinfo[Name.Trapped] = Name("/False")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.URI, URI="http://x"))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("one", 0))
    data = BytesIO()
    pdf.save(data, force_version="1.4", fix_metadata_version=False, object_stream_mode=OBJECTS.disable)
    return data.getvalue()


def test_intents_metadata_and_version_stay_and_what_speaks_of_pages_goes() -> None:
    made = imposed(press_pdf(), Imposition(sheet="A3"))
    pdf = pikepdf.open(BytesIO(made.data))
    assert pdf.Root.OutputIntents[0].OutputConditionIdentifier == "FOGRA39"
    assert pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes() == b"profile"
    assert pdf.Root.Metadata.read_bytes() == b"<?xpacket?><x/>"
    assert str(pdf.docinfo[Name.GTS_PDFXVersion]) == "PDF/X-1a:2003"
    assert pdf.docinfo[Name.Trapped] == Name("/False")
    assert pdf.pdf_version == "1.4"
    assert b"/ObjStm" not in made.data
    for gone in ("/Annots", "JavaScript", "/Outlines", "http://x"):
        assert gone.encode() not in made.data
    assert not [o for o in pdf.objects if isinstance(o, Dictionary) and o.get(Name.S) == Name.URI]
    assert "/ViewerPreferences" not in pdf.Root


def test_marks_are_drawn_on_press_sheets_and_not_on_office_paper() -> None:
    assert imposed(numbered_pdf(4, bleed=9), Imposition()).layout.marks
    assert imposed(numbered_pdf(4, bleed=9), Imposition(sheet="A3")).layout.marks
    assert not imposed(numbered_pdf(4), Imposition()).layout.marks
    assert not imposed(numbered_pdf(4, 419.53, 595.28), Imposition(sheet="A4")).layout.marks


def test_marks_stay_outside_the_bleed() -> None:
    source = numbered_pdf(8, bleed=9)
    for up in (2, 4):
        with_marks = imposed(source, Imposition(sheet="A3", up=up))
        without = imposed(source, replace(PLAIN, sheet="A3", up=up))
        area = with_marks.layout.trim.grown(9)
        for side in (0, 1):
            assert difference(picture(with_marks.data, side, area), picture(without.data, side, area)) == 0
            assert difference(picture(with_marks.data, side), picture(without.data, side)) > 200


def test_a_gray_document_gets_gray_marks() -> None:
    pdf = pikepdf.open(BytesIO(press_pdf()))
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 1
    data = BytesIO()
    pdf.save(data)
    made = pikepdf.open(BytesIO(imposed(data.getvalue(), Imposition(sheet="A3")).data))
    assert made.pages[0].obj.Resources.ColorSpace.Registration[2] == Name.DeviceGray


def test_the_same_input_gives_the_same_bytes() -> None:
    asked = Imposition("perfect", sheet="SRA3", creep=None)
    assert imposed(press_pdf(), asked).data == imposed(press_pdf(), asked).data


# --- foreign files ----------------------------------------------------------------------------------------------------


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
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(asked: Imposition, code: str) -> None:
    with pytest.raises(UsageError) as caught:
        imposed(numbered_pdf(4), asked)
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
    made = imposed(card, Imposition("step", sheet="A4", marks=NO_MARKS))  # type: ignore[arg-type]
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
