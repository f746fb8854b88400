"""Total area coverage: bounds from colours, and plates that are drawn, pixel by pixel against sums done by hand."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from print_sample import good, saved
from print_variants import SHOPS, X4, add_content, own_resources, spot_space

from publisher.preflight import inspect
from publisher.preflight.ink import bound
from publisher.preflight.ink.rendering import _plates, measured
from publisher.preflight.probes.document import opened, read_facts

CONTENT = b"""
q 1 0.5 0 0.3 k 60 100 40 40 re f /Over gs 0 0 0 1 k 70 110 20 20 re f Q
q 0 1 0 0 k 120 100 40 40 re f /Mul gs 1 0 0 0.5 k 130 110 20 20 re f Q
q 180 100 40 40 re W n 1 0 0 1 120 0 cm /S sh Q
q /Spot cs 0.8 scn 240 100 40 40 re f /Over gs 0 0 0 1 k 250 110 10 10 re f Q
q 1 1 0 0 k 300 100 40 40 re f /Half gs 0 0 0 1 k 310 110 10 10 re f Q
q 40 0 0 40 60 160 cm /Jpeg Do Q
q 40 0 0 40 120 160 cm /Gray Do Q
q 1 0 0 1 180 160 cm 1 1 0 0 k /Form Do Q
q /Pattern cs /Tile scn 240 160 40 40 re f Q
"""
POINTS = {
    "plain": ((65, 105), (100, 50, 0, 30, 0)),
    "black overprints": ((80, 120), (100, 50, 0, 100, 0)),
    "multiplied": ((140, 120), (100, 100, 0, 50, 0)),
    "middle of a shading": ((200, 120), (50, 25, 0, 50, 0)),
    "spot": ((245, 105), (0, 0, 0, 0, 80)),
    "black overprints a spot": ((255, 115), (0, 0, 0, 100, 80)),
    "half transparent": ((315, 115), (50, 50, 0, 50, 0)),
    "JPEG in CMYK": ((80, 180), (80, 20, 60, 40, 0)),
    "gray picture": ((140, 180), (0, 0, 0, 60, 0)),
    "form inherits colour": ((190, 180), (100, 100, 0, 0, 0)),
    "tiles": ((260, 180), (0, 100, 100, 0, 0)),
    "background": ((20, 20), (0, 0, 12, 0, 0)),
}


@pytest.fixture(scope="module")
def sample() -> bytes:
    from PIL import Image

    with pikepdf.open(io.BytesIO(good(X4))) as pdf:
        resources = own_resources(pdf, 1)
        resources.ExtGState.Mul = Dictionary(BM=Name.Multiply)
        resources.ExtGState.Half = Dictionary(ca=0.5)
        ramp = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array([1, 0.5, 0, 1]))
        resources[Name.Shading] = Dictionary(
            S=Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([60, 0, 100, 0]), Function=ramp)
        )
        resources[Name.ColorSpace] = Dictionary(Spot=spot_space(Name.DeviceCMYK, [0, 1, 1, 0]))
        out = io.BytesIO()
        inks = tuple(round(255 * ink) for ink in (0.8, 0.2, 0.6, 0.4))  # written inverted, as Adobe has it
        Image.new("CMYK", (64, 64), inks).save(out, "JPEG", quality=100)
        resources.XObject.Jpeg = image(pdf, out.getvalue(), 64, Name.DeviceCMYK, Filter=Name.DCTDecode)
        resources.XObject.Jpeg[Name.Decode] = Array([1, 0] * 4)
        resources.XObject.Gray = image(pdf, bytes([102]) * 64, 8, Name.DeviceGray)
        form = pdf.make_stream(b"0 0 20 40 re f")
        form.stream_dict = Dictionary(Subtype=Name.Form, BBox=Array([0, 0, 40, 40]))
        resources.XObject.Form = form
        tile = pdf.make_stream(b"0 1 1 0 k 0 0 9 9 re f")
        tile.stream_dict = Dictionary(
            PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 9, 9]), XStep=9, YStep=9
        )
        tile[Name.Resources] = Dictionary()
        resources[Name.Pattern] = Dictionary(Tile=pdf.make_indirect(tile))
        add_content(pdf, CONTENT)
        return saved(pdf, X4)


def image(pdf: pikepdf.Pdf, data: bytes, size: int, space: Name, **more: object) -> pikepdf.Object:
    stream = pdf.make_stream(data)
    stream.stream_dict = Dictionary(
        {f"/{key}": value for key, value in more.items()}
        | {"/Subtype": Name.Image, "/Width": size, "/Height": size, "/BitsPerComponent": 8, "/ColorSpace": space}
    )
    return stream


def test_plates_are_those_of_the_press(sample: bytes) -> None:
    page = read_facts(sample).pages[1]
    with opened(sample) as pdf:
        plates = _plates(pdf, page, page.media)
    height = plates[0].height
    for what, ((x, y), wanted) in POINTS.items():
        found = [plate.getpixel((x, height - y)) / 2.55 for plate in plates]
        assert found == pytest.approx(wanted, abs=2.5), what


def test_the_most_ink_and_where(sample: bytes) -> None:
    page = read_facts(sample).pages[1]
    with opened(sample) as pdf:
        coverage = measured(pdf, page, 246)
    assert coverage.percent == pytest.approx(250, abs=2)
    assert coverage.rect is not None
    assert coverage.rect == pytest.approx((70, 110, 150, 131), abs=1.5)


def test_a_page_above_the_limit_is_an_error(sample: bytes) -> None:
    from dataclasses import replace

    shop = replace(SHOPS[X4], tac=240)
    found = [f for f in inspect(sample, shop).findings if f.code == "P906"]
    assert [(f.params["page"], f.params["percent"], f.params["limit"]) for f in found] == [(2, 250, "240")]
    assert [f for f in inspect(sample, SHOPS[X4]).findings if f.code in ("P906", "P907")] == []


def test_what_has_no_inks_is_not_guessed() -> None:
    with pikepdf.open(io.BytesIO(good(X4))) as pdf:
        add_content(pdf, b"q 1 0 0 rg 60 200 40 40 re f Q")
        report = inspect(saved(pdf, X4), SHOPS[X4])
    found = [f for f in report.findings if f.code == "P907"]
    assert [(f.params["page"], f.params["detail"]) for f in found] == [(2, "DeviceRGB")]
    assert report.measured == 3


def test_bounds_decide_without_drawing() -> None:
    with pikepdf.open(io.BytesIO(good(X4))) as pdf:
        page = pdf.pages[1].obj
        page.Contents = pdf.make_stream(
            b"q 0.5 0.4 0.3 0.2 k 0 0 300 300 re f /Over gs 0 0 0 1 k 9 9 50 50 re f Q q 1 1 0.5 0 k 0 0 9 9 re f Q"
        )
        found = bound(read_facts(saved(pdf, X4)).pages[1])
    assert found.certain == pytest.approx(250)
    assert found.most == pytest.approx(350)
