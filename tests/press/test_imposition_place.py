"""Imposed PDFs read back: folios, pixels, creep, boxes, metadata; and foreign files of all kinds."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from numbered_pdf import PLAIN, difference, folios, imposed, numbered_pdf, pages_of, picture, planned_folios
from pikepdf import Array, Dictionary, Name
from PIL import ImageChops

from publisher.model.imposition import CALIPER, Imposition
from publisher.model.sheet import MM, Box

SCHEMES = [
    PLAIN,
    replace(PLAIN, scheme="perfect", milling=0),
    replace(PLAIN, scheme="nup", grid=(2, 2)),
    replace(PLAIN, scheme="step", grid=(2, 1)),
    replace(PLAIN, scheme="cut-stack", grid=(2, 2)),
    replace(PLAIN, scheme="zine8"),
    replace(PLAIN, scheme="trifold", fold_in=0),
    replace(PLAIN, scheme="zfold"),
    replace(PLAIN, scheme="gate", fold_in=0),
]
VARIANTS = [
    replace(PLAIN, up=4),
    replace(PLAIN, signature=16),
    replace(PLAIN, flip="long"),
    replace(PLAIN, scheme="perfect", up=8, milling=0),
    replace(PLAIN, scheme="nup", grid=(3, 1), sides=1),
    replace(PLAIN, scheme="zfold", panels=5),
]


def named(asked: Imposition) -> str:
    return f"{asked.scheme}-{asked.up}-{asked.signature}-{asked.flip}-{asked.sides}"


@pytest.mark.parametrize("asked", SCHEMES, ids=named)
def test_folios_read_back_are_those_of_the_plan(asked: Imposition) -> None:
    for pages in range(1, 66):
        assert_folios(pages, asked)


@pytest.mark.parametrize("asked", VARIANTS, ids=named)
def test_folios_of_variants_read_back(asked: Imposition) -> None:
    for pages in (1, 2, 3, 4, 5, 8, 15, 16, 17, 32, 33, 64, 65):
        assert_folios(pages, asked)


def assert_folios(pages: int, asked: Imposition) -> None:
    made = imposed(numbered_pdf(pages), asked)
    plan = made.layout.plan
    assert folios(made.data, plan.columns, plan.rows) == planned_folios(plan), pages


@pytest.mark.parametrize("asked", [*SCHEMES, *VARIANTS], ids=named)
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


def test_the_bleed_box_promises_no_more_than_creeping_pages_keep() -> None:
    made = imposed(numbered_pdf(40, bleed=8), replace(PLAIN, creep=3.0, sheet="A3"))
    for page in pikepdf.open(BytesIO(made.data)).pages:
        bleed, trim = (Box(*map(float, page.obj[key])) for key in (Name.BleedBox, Name.TrimBox))
        assert (trim.left - bleed.left, bleed.right - trim.right) == pytest.approx((5, 5), abs=0.01)
        assert (trim.bottom - bleed.bottom, bleed.top - trim.top) == pytest.approx((8, 8), abs=0.01)


def test_creep_of_pages_head_down_goes_to_their_spine_too() -> None:
    source = numbered_pdf(8)
    still, moved = (imposed(source, replace(PLAIN, up=4, creep=creep)) for creep in (0.0, None))
    first, second = (
        {p.page: p.matrix[4] for p in made.layout.placements(pages_of(source), made.layout.plan.sheets[0], back=False)}
        for made in (still, moved)
    )
    shifts = {page: round(second[page] - first[page], 4) for page in first}
    assert shifts == {8: 0, 1: 0, 5: round(CALIPER, 4), 4: round(-CALIPER, 4)}


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
    pdf.save(data, force_version="1.4", fix_metadata_version=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
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


def test_collation_marks_stand_on_the_backs_of_signatures_only() -> None:
    made = imposed(numbered_pdf(24, bleed=9), Imposition("perfect", signature=8, sheet="A3"))
    spine = made.layout.outer_spine()
    assert (spine.left + spine.right) / 2 == pytest.approx(made.layout.paper.width / 2)
    assert spine.width < 2 * made.layout.asked.milling
    middle = round(made.layout.paper.width / 2)
    steps = []
    for side in range(12):
        sheet = picture(made.data, side)
        inside = range(round(sheet.height - spine.top) + 1, round(sheet.height - spine.bottom) - 1)
        steps.append([y for y in inside if max(sheet.getpixel((middle, y))) < 90])
    assert [bool(found) for found in steps] == [True, False, False, False] * 3
    assert steps[0][-1] < steps[4][0] + 2 < steps[4][-1] < steps[8][0] + 2, "a staircase"


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
