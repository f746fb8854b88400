"""Printer's marks: where they stand, in what colour, and that they stay off the artwork."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pikepdf import Dictionary, Name

from publisher.model.sheet import MM, Box
from publisher.press.marks import KINDS, Collation, Frame, Tick, draw_marks, needed_margin, page_frame
from publisher.press.outlines import slug_pen

TRIM = Box(40, 40, 40 + 148 * MM, 40 + 210 * MM)
OFFSET = 3.5 * MM
PAPER = TRIM.grown(needed_margin(OFFSET))
FRAME = page_frame(PAPER, TRIM, OFFSET)
LINE = re.compile(r"([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l S")


def lines(content: bytes) -> list[tuple[float, float, float, float]]:
    return [tuple(map(float, m.groups())) for m in LINE.finditer(content.decode())]  # type: ignore[misc]


def drawn(content: bytes, resources: Dictionary) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(PAPER.right + 20, PAPER.top + 20))
    pdf.pages[0].obj.Resources = resources
    pdf.pages[0].obj.Contents = pdf.make_stream(content)
    data = BytesIO()
    pdf.save(data)
    return data.getvalue()


def test_crop_marks_stand_at_the_corners_outside_the_bleed() -> None:
    marks = draw_marks(FRAME, ["crop"])
    found = lines(marks.content)
    assert len(found) == 8
    for x, y, to_x, to_y in found:
        assert x in (pytest.approx(TRIM.left, abs=1e-3), pytest.approx(TRIM.right, abs=1e-3)) or y in (
            pytest.approx(TRIM.bottom, abs=1e-3),
            pytest.approx(TRIM.top, abs=1e-3),
        )
        assert abs(x - to_x) + abs(y - to_y) == pytest.approx(5 * MM, abs=2e-3)
        distance = max(TRIM.left - x, x - TRIM.right, TRIM.bottom - y, y - TRIM.top)
        assert distance == pytest.approx(OFFSET, abs=2e-3)


def test_no_ink_touches_the_bleed_and_none_leaves_the_paper() -> None:
    marks = draw_marks(FRAME, KINDS, slug="сборник.pdf", side="лист 3/8 · лицо")
    page = pypdfium2.PdfDocument(drawn(marks.content, marks.resources()))[0]
    picture = page.render(scale=2).to_pil().convert("L")
    height = page.get_height()

    def darkest(box: Box) -> int:
        crop = picture.crop(
            (int(box.left * 2), int((height - box.top) * 2), int(box.right * 2), int((height - box.bottom) * 2))
        )
        return int(crop.getextrema()[0])

    assert darkest(TRIM.grown(3 * MM)) == 255
    assert darkest(PAPER) < 128
    outside = picture.copy()
    outside.paste(
        255,
        (
            int(PAPER.left * 2),
            int((height - PAPER.top) * 2),
            int(PAPER.right * 2) + 1,
            int((height - PAPER.bottom) * 2),
        ),
    )
    assert outside.getextrema()[0] == 255


def test_lines_are_in_registration_colour_on_all_plates() -> None:
    marks = draw_marks(FRAME, KINDS, slug="a")
    space = marks.resources().ColorSpace.Registration
    assert list(space)[:3] == [Name.Separation, Name.All, Name.DeviceCMYK]
    assert list(space[3].C1) == [1, 1, 1, 1]
    assert b"/Registration CS 1 SCN" in marks.content
    assert not re.search(rb"\b(rg|RG|K|G)\b", marks.content)
    gray = draw_marks(FRAME, KINDS, process="gray")
    assert gray.resources().ColorSpace.Registration[2] == Name.DeviceGray
    assert not re.search(rb"\b[kK]\b", gray.content)


def test_folds_are_dashed_and_cuts_are_not() -> None:
    middle = (TRIM.left + TRIM.right) / 2
    frame = Frame(PAPER, TRIM, OFFSET, (Tick(TRIM.left), Tick(middle, fold=True), Tick(TRIM.right)), ())
    content = draw_marks(frame, ["crop", "fold"]).content.decode()
    before, dashed = content.split("[3 2] 0 d")
    assert len(lines(before.encode())) == 4
    assert [x for x, *_ in lines(dashed.encode())] == [pytest.approx(middle, abs=1e-3)] * 2


def test_targets_bar_and_slug_do_not_stand_on_ticks() -> None:
    columns = tuple(Tick(TRIM.left + n * TRIM.width / 2, fold=n == 1) for n in range(3))
    frame = Frame(PAPER, TRIM, OFFSET, columns, (Tick(TRIM.bottom), Tick(TRIM.top)))
    content = draw_marks(frame, ["registration", "bar"]).content.decode()
    crosses = [(x, to_x) for x, y, to_x, to_y in lines(content.encode()) if y == to_y]
    patches = [(float(m[1]), float(m[1]) + float(m[2])) for m in re.finditer(r"k ([\d.]+) [\d.]+ ([\d.]+)", content)]
    spans = [span for span in (*crosses, *patches) if TRIM.left < span[0] < TRIM.right]
    assert len(spans) > 10
    for tick in columns:
        assert not [span for span in spans if span[0] - 1 < tick.at < span[1] + 1]


def test_the_bar_keeps_off_artwork_where_ticks_begin_at_the_bleed() -> None:
    content = draw_marks(page_frame(PAPER, TRIM, 3 * MM, bleed=(3 * MM,) * 4), ["bar"]).content.decode()
    patches = re.findall(r"k [\d.]+ ([\d.]+) [\d.]+ ([\d.]+) re f", content)
    assert patches
    for bottom, height in patches:
        assert float(bottom) - TRIM.top == pytest.approx(3.5 * MM, abs=0.01)
        assert float(bottom) + float(height) <= TRIM.top + 8 * MM


def test_a_long_slug_stays_in_its_stretch_and_keeps_its_ends() -> None:
    kinds = ["slug", "registration"]
    short = draw_marks(FRAME, kinds, slug="a.pdf")
    long = draw_marks(FRAME, kinds, slug="очень-длинное-имя-файла" * 20, side="лист 3")
    for marks in (short, long):
        page = pypdfium2.PdfDocument(drawn(marks.content, marks.resources()))[0]
        target = (TRIM.left + TRIM.right) / 2 - 2.5 * MM
        picture = page.render(scale=3).to_pil().convert("L")
        strip = picture.crop(
            (
                int((target - 3 * MM) * 3) + 2,
                int((page.get_height() - TRIM.bottom + OFFSET) * 3),
                int(target * 3) - 2,
                int((page.get_height() - TRIM.bottom + OFFSET + 5 * MM) * 3),
            )
        )
        assert strip.getextrema()[0] == 255


def test_collation_marks_make_a_staircase() -> None:
    def tops(total: int) -> list[float]:
        frames = Frame(PAPER, TRIM, OFFSET, (), ())
        contents = [
            draw_marks(
                frames, ["collation"], collations=[Collation(Box(197, TRIM.bottom, 203, TRIM.top), n + 1, total)]
            ).content.decode()
            for n in range(total)
        ]
        found = [re.search(r"([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re f", content) for content in contents]
        return [float(m[2]) + float(m[4]) for m in found if m]

    for total in (3, 200):
        steps = tops(total)
        assert len(steps) == total
        assert steps == sorted(steps, reverse=True)
        assert steps[-1] > TRIM.bottom
        assert len(set(steps)) == total


def test_a_form_is_valid_pdf() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    form = draw_marks(FRAME, KINDS, slug="Б").form(pdf, PAPER)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(M=form))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/M Do")
    data = BytesIO()
    pdf.save(data)
    assert pikepdf.open(data).check_pdf_syntax() == []
    assert float(form.BBox[2]) == pytest.approx(PAPER.right, abs=1e-3)


def test_letters_that_the_face_lacks_become_question_marks() -> None:
    pen = slug_pen()
    assert pen.outline("漢").operators == pen.outline("?").operators
    assert pen.outline("").operators == ""
