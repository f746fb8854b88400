"""Faults of colour."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from print_variants.base import (
    X1A,
    X4,
    add_content,
    new_form,
    new_image,
    own_resources,
    spot_space,
    srgb_profile,
    variant,
    with_space,
    with_xobject,
)


@variant("P401")
def rgb_fill(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q 1 0 0 rg 60 200 40 40 re f Q")


@variant("P401", "P508", base=X4)
def rgb_text(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, old=b"0 0 0 1 k BT", new=b"0 0 0 rg BT")


@variant("P401", "P120", base=X1A)
def rgb_deep_inside(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_indirect(new_form(pdf, b"1 0 0 rg 0 0 1 1 re f /Me Do"))
    form[Name.Resources] = Dictionary(XObject=Dictionary(Me=form))
    with_xobject(pdf, form)


@variant("P401")
def rgb_pattern(pdf: pikepdf.Pdf) -> None:
    tile = pdf.make_stream(b"1 0 0 rg 0 0 4 4 re f")
    tile.stream_dict = Dictionary(
        PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 8, 8]), XStep=8, YStep=8, Resources=Dictionary()
    )
    own_resources(pdf)[Name.Pattern] = Dictionary(New=pdf.make_indirect(tile))
    add_content(pdf, b"q /Pattern cs /New scn 60 200 40 40 re f Q")


@variant("P401")
def rgb_shading(pdf: pikepdf.Pdf) -> None:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([1, 0, 0]), C1=Array([0, 0, 1]))
    own_resources(pdf)[Name.Shading] = Dictionary(
        New=Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 1]), Function=function)
    )
    add_content(pdf, b"q 60 200 40 40 re W n /New sh Q")


@variant("P402")
def rgb_image(pdf: pikepdf.Pdf) -> None:
    with_xobject(pdf, new_image(pdf, ColorSpace=Name.DeviceRGB))


@variant("P402")
def rgb_palette(pdf: pikepdf.Pdf) -> None:
    palette = Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\0\0\0\xff\xff\xff")])
    with_xobject(pdf, new_image(pdf, ColorSpace=palette))


@variant("P402", "P601")
def rgb_inline(pdf: pikepdf.Pdf) -> None:
    add_content(pdf, b"q 40 0 0 40 60 200 cm BI /W 8 /H 8 /BPC 8 /CS /RGB ID " + b"\x10" * 192 + b"\nEI Q")


@variant("P403")
def lab(pdf: pikepdf.Pdf) -> None:
    with_space(pdf, Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))]), b"50 20 20")


@variant("P403")
def icc_rgb(pdf: pikepdf.Pdf) -> None:
    with_space(pdf, Array([Name.ICCBased, pdf.make_indirect(srgb_profile(pdf))]), b"1 0 0")


@variant("P416", base=X4)
def icc_rgb_for_cmyk(pdf: pikepdf.Pdf) -> None:
    with_space(pdf, Array([Name.ICCBased, pdf.make_indirect(srgb_profile(pdf))]), b"1 0 0")


@variant("P404", base=X4)
def broken_profile(pdf: pikepdf.Pdf) -> None:
    stream = pdf.make_stream(b"no profile at all")
    stream.stream_dict = Dictionary(N=4)
    with_space(pdf, Array([Name.ICCBased, pdf.make_indirect(stream)]), b"0 0 0 1")


@variant("P405", shop={"spots": "keep"})
def spot_through_rgb(pdf: pikepdf.Pdf) -> None:
    with_space(pdf, spot_space(Name.DeviceRGB, [1, 0, 0]), b"1")


@variant("P406", "P707", "P721", base=X4)
def rgb_intent(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0][Name.DestOutputProfile] = pdf.make_indirect(srgb_profile(pdf))
    pdf.Root.OutputIntents[0][Name.OutputConditionIdentifier] = String("sRGB")


@variant("P407", base=X4)
def rgb_group(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj[Name.Group] = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)


@variant("P408")
def spot(pdf: pikepdf.Pdf) -> None:
    with_space(pdf, spot_space(Name.DeviceCMYK, [0, 1, 1, 0]), b"1")


@variant("P409", shop={"colour": "gray"})
def colour_in_black(pdf: pikepdf.Pdf) -> None:
    pass


@variant("P411", "P906")
def registration(pdf: pikepdf.Pdf) -> None:
    with_space(pdf, spot_space(Name.DeviceCMYK, [1, 1, 1, 1], "All"), b"1")


@variant("P412", shop={"spots": "keep"})
def spot_twice(pdf: pikepdf.Pdf) -> None:
    own_resources(pdf)[Name.ColorSpace] = Dictionary(
        A=spot_space(Name.DeviceCMYK, [0, 1, 1, 0]), B=spot_space(Name.DeviceGray, [0.5])
    )
    add_content(pdf, b"q /A cs 1 sc 60 200 40 40 re f /B cs 1 sc 120 200 40 40 re f Q")


@variant("P413")
def unused_space(pdf: pikepdf.Pdf) -> None:
    own_resources(pdf)[Name.ColorSpace] = Dictionary(
        New=Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))])
    )


@variant("P415", base=X4)
def intent_again(pdf: pikepdf.Pdf) -> None:
    with_space(pdf, Array([Name.ICCBased, pdf.Root.OutputIntents[0].DestOutputProfile]), b"0 0 0 1")
