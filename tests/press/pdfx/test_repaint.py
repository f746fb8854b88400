from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from press_stage import finished, first_page, lines, painted, profile, states

from publisher.model.errors import BuildError
from publisher.model.press import InkColour

TEXT = "BT /F 10 Tf 10 100 Td <00410042> Tj ET"


def test_black_text_is_black_ink_and_overprints() -> None:
    out = painted(f"0 0 0 rg {TEXT}")
    assert out == ["BT", "/F 10 Tf", "10 100 Td", "0 0 0 1 k", "/Over gs", "<00410042> Tj", "ET"]
    made = first_page(finished(f"0 0 0 rg {TEXT}")).obj.Resources.ExtGState.Over
    assert (made.OP, made.op, made.OPM) == (True, True, 1)


@pytest.mark.parametrize(("colour", "ink"), [("1 1 1 rg", "0 0 0 0 k"), (".5 g", "0 0 0 0.5 k")])
def test_white_and_grey_never_overprint(colour: str, ink: str) -> None:
    out = painted(f"{colour} {TEXT}")
    assert ink in out
    assert "/Over gs" not in out


def test_overprint_ends_where_black_text_ends() -> None:
    out = painted(f"0 g {TEXT} 1 0 0 rg 10 10 50 50 re f")
    assert out.index("/Over gs") < out.index("/Knock gs") < out.index("f")


def test_black_rules_overprint_and_black_areas_do_not() -> None:
    assert "/Over gs" in painted("0 g 10 10 80 0.5 re f")
    assert "/Over gs" in painted("0 G 10 10 m 80 10 l S")
    assert "/Over gs" not in painted("0 g 10 10 80 80 re f")


def test_black_frames_and_borders_overprint() -> None:
    assert "/Over gs" in painted("0 g 10 10 80 80 re 10.5 10.5 79 79 re f*")
    assert "/Over gs" not in painted("0 g 10 10 80 80 re 20 20 60 60 re f*")
    one_side = "10 10 m 90 10 l 90 10.5 l 10 10.5 l W* n 0 g 10 10 80 80 re 10 10.5 80 79 re f*"
    assert "/Over gs" in painted(one_side)


def test_a_shop_may_want_no_overprint() -> None:
    shop = profile(k_overprint=False)
    assert painted(f"0 g {TEXT}", shop).count("/Over gs") == 0


def test_a_colour_is_written_once_and_only_where_it_is_used() -> None:
    out = painted("1 0 0 rg 0 0 1 rg 1 0 0 RG 0 g 1 1 5 5 re f 1 1 5 5 re f")
    assert [line for line in out if line.split()[-1] in ("k", "K")] == ["0 0 0 1 k"]


def test_colours_are_restored_with_the_state() -> None:
    out = painted("0 g q 1 g 1 1 9 9 re f Q 1 1 5 5 re f")
    assert [line for line in out if line.endswith(" k")] == ["0 0 0 0 k", "0 0 0 1 k"]
    assert out.index("Q") < out.index("0 0 0 1 k")


def test_marked_content_and_intents_of_rendering_are_left_out() -> None:
    out = painted("/P <</MCID 0>> BDC /Perceptual ri 1 g 1 1 5 5 re f EMC")
    assert out == ["0 0 0 0 k", "1 1 5 5 re", "f"]


def test_lab_colours_become_ink() -> None:
    lab = Array([Name.Lab, Dictionary(WhitePoint=Array([0.95, 1, 1.09]))])
    resources = Dictionary(ColorSpace=Dictionary(L=lab))
    assert painted("/L cs 0 0 0 scn 1 1 50 50 re f", resources=resources)[0] == "0 0 0 1 k"
    assert painted("/L cs 100 0 0 scn 1 1 50 50 re f", resources=resources)[0] == "0 0 0 0 k"


def test_a_mixture_made_by_hand_stays() -> None:
    assert painted("0.1 0.2 0.3 0.4 k 1 1 50 50 re f")[0] == "0.1 0.2 0.3 0.4 k"
    assert painted("1 1 1 1 K 1 1 m 9 9 l S")[0] == "0.6667 0.6667 0.6667 1 K"


@pytest.mark.parametrize("content", ["1 1 m 5 5 l S 1 2 3 unknown", "/Nobody Do", "/Nobody gs", "/Nobody sh"])
def test_what_we_do_not_know_is_an_error(content: str) -> None:
    with pytest.raises(BuildError) as caught:
        finished(content)
    assert (caught.value.code, caught.value.params["page"]) == ("X102", 1)


def test_an_inline_image_is_an_error() -> None:
    with pytest.raises(BuildError) as caught:
        finished("BI /W 1 /H 1 /BPC 8 /CS /G ID a EI")
    assert caught.value.code == "X102"


def test_one_ink_is_written_as_grey() -> None:
    out = painted("1 0 0 rg 1 1 50 50 re f", profile("pod"))
    assert out[0] == "0.2126 g"
    assert finished("1 0 0 rg 1 1 50 50 re f", profile("pod")).facts["plates"] == ["Black"]


def test_an_office_printer_gets_rgb() -> None:
    assert painted("1 0 0 rg 1 1 50 50 re f", profile("home"))[0] == "1 0 0 rg"


def test_a_spot_ink_is_a_separation() -> None:
    table = {(255, 0, 0): InkColour((0, 90, 80, 0), "Rot 1", 50)}
    made = finished("1 0 0 rg 1 1 50 50 re f", profile(spots="keep"), table=table)
    space = first_page(made).obj.Resources.ColorSpace.Spot0
    assert (space[0], space[1], space[2]) == (Name.Separation, Name("/Rot 1"), Name.DeviceCMYK)
    assert [float(v) for v in space[3].C1] == [0, 0.9, 0.8, 0]
    assert lines(first_page(made).obj)[5:7] == ["/Spot0 cs", "0.5 scn"]
    assert made.facts["plates"] == ["Rot 1"]


# --- transparency -----------------------------------------------------------------------------------------------------

HALF = states(H={"/ca": 0.5, "/CA": 0.5}, O={"/ca": 1, "/CA": 1}, M={"/BM": Name.Multiply}, S={"/BM": Name.Screen})


def test_a_tint_over_paper_becomes_a_lighter_ink() -> None:
    assert painted("/H gs 0 g 1 1 50 50 re f", resources=HALF)[0] == "0 0 0 0.5 k"


def test_a_tint_over_a_flat_area_is_mixed_with_it() -> None:
    out = painted("0 0 1 0 k 0 0 100 100 re f /H gs 1 0 0 0 k 10 10 50 50 re f", resources=HALF)
    assert "0.5 0 0.5 0 k" in out
    assert not any(line.endswith(" gs") for line in out)


def test_pdf_x4_keeps_transparency() -> None:
    made = finished("0 0 1 0 k 0 0 100 100 re f /H gs 1 0 0 0 k 10 10 50 50 re f", profile("digital"), resources=HALF)
    page = first_page(made).obj
    assert "1 0 0 0 k" in lines(page)
    assert float(page.Resources.ExtGState["/ca0_5"].ca) == 0.5
    assert str(page.Group.CS) == "/DeviceCMYK"


@pytest.mark.parametrize(
    "content",
    [
        "0 0 1 0 k 0 0 30 30 re f /H gs 1 0 0 0 k 10 10 50 50 re f",  # half on the yellow, half on paper
        f"{TEXT} /H gs 1 0 0 0 k 0 90 50 50 re f",  # over text
        "1 0 0 RG 0 0 m 100 100 l S /H gs 1 0 0 0 k 10 10 50 50 re f",  # over a line
        "0 0 1 0 k 0 0 m 100 0 l 100 100 l h f /H gs 0 g 60 10 10 10 re f",  # over a shape that is no rectangle
        "1 0 0 rg 0 0 90 90 re f /S gs 1 0 0 0 k 10 10 50 50 re f",
    ],
)
def test_transparency_over_a_ground_that_is_not_flat_is_an_error_with_its_page(content: str) -> None:
    with pytest.raises(BuildError) as caught:
        finished(content, resources=HALF)
    assert (caught.value.code, caught.value.params["pages"]) == ("X110", "1")


def test_what_stands_beside_is_no_ground() -> None:
    out = painted(f"0 g {TEXT} /H gs BT /F 10 Tf 20.1 100 Td <0041> Tj ET", resources=HALF)
    assert "0 0 0 0.5 k" in out


def test_shapes_whose_rectangles_touch_may_be_apart() -> None:
    below = "1 0 0 0 k 0 0 m 90 0 l 0 90 l h f"
    above = "/H gs 0 0 1 0 k 95 10 m 95 95 l 10 95 l h f"
    assert "0 0 0.5 0 k" in painted(f"{below} {above}", resources=HALF)
    circle = "1 0 0 0 k 58 30 m 58 45 45 58 30 58 c 15 58 2 45 2 30 c 2 15 15 2 30 2 c 45 2 58 15 58 30 c h f"
    assert "0 0 0.5 0 k" in painted(f"{circle} /H gs 0 0 1 0 k 54 54 20 20 re f", resources=HALF)
    with pytest.raises(BuildError):
        painted(f"{below} {above.replace('95 10 m', '60 10 m')}", resources=HALF)


def test_a_clip_bounds_what_was_painted() -> None:
    content = "q 0 0 30 100 re W n 0 0 1 0 k 0 0 100 100 re f Q /H gs 1 0 0 0 k 40 10 50 50 re f"
    assert "0.5 0 0 0 k" in painted(content, resources=HALF)


def test_multiply_on_bare_paper_is_nothing() -> None:
    assert painted("/M gs 1 0 0 0 k 10 10 50 50 re f", resources=HALF)[0] == "1 0 0 0 k"


def group(pdf: pikepdf.Pdf, content: str, **keys: Any) -> pikepdf.Stream:
    inner = Dictionary(ExtGState=Dictionary(H=Dictionary(ca=0.5)), Font=Dictionary())
    return pdf.make_stream(
        content.encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 100, 100]),
        Resources=inner,
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB, I=True),
        **keys,
    )


def with_group(content: str) -> Any:
    def resources(pdf: pikepdf.Pdf) -> Dictionary:
        found = states(H={"/ca": 0.5})
        found.XObject = Dictionary(G=group(pdf, content))
        return found

    return resources


def test_in_a_group_what_lies_above_hides_what_lies_below() -> None:
    inside = "1 0 0 0 k 0 0 50 50 re f 0 0 0 1 k 10 10 10 10 re f"
    made = first_page(finished("0 0 0.4 0 k 0 0 100 100 re f /H gs /G Do", resources=with_group(inside)))
    form = made.obj.Resources.XObject.G
    assert "/Group" not in form
    assert [line for line in lines(form) if line.endswith(" k")] == ["0.5 0 0.2 0 k", "0 0 0.2 0.5 k"]


def test_opacities_of_group_and_object_are_multiplied() -> None:
    made = first_page(finished("/H gs /G Do", resources=with_group("/H gs 0 0 0 1 k 10 10 10 10 re f")))
    assert "0 0 0 0.25 k" in lines(made.obj.Resources.XObject.G)


def test_a_group_stays_one_in_pdf_x4() -> None:
    shop = profile("digital")
    made = first_page(finished("/H gs /G Do", shop, resources=with_group("1 0 0 rg 10 10 10 10 re f")))
    form = made.obj.Resources.XObject.G
    assert (str(form.Group.CS), str(form.Group.S)) == ("/DeviceCMYK", "/Transparency")
    assert not any("rg" in line for line in lines(form))


def test_one_form_over_two_grounds_is_flattened_twice() -> None:
    content = "0 0 1 0 k 0 0 100 100 re f /H gs /G Do q 1 0 0 1 0 100 cm /G Do Q"
    made = first_page(finished(content, resources=with_group("1 0 0 0 k 10 10 10 10 re f"))).obj
    colours = {line for form in made.Resources.XObject.values() for line in lines(form) if line.endswith(" k")}
    assert colours == {"0.5 0 0.5 0 k", "0.5 0 0 0 k"}


# --- patterns and gradients -------------------------------------------------------------------------------------------


def gradient(end: list[float], space: Name = Name.DeviceRGB, begin: list[float] | None = None) -> Dictionary:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(begin or [0] * len(end)), C1=Array(end), N=1)
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=Array([0, 0, 100, 0]), Function=function)


def test_the_stops_of_a_gradient_become_inks() -> None:
    resources = Dictionary(Shading=Dictionary(S=gradient([1, 1, 1])))
    made = first_page(finished("/S sh", resources=resources)).obj.Resources.Shading.S_0
    assert made.ColorSpace == Name.DeviceCMYK
    assert [float(v) for v in made.Function.C0] == [0, 0, 0, 1]
    assert [float(v) for v in made.Function.C1] == [0, 0, 0, 0]


def faded(pdf: pikepdf.Pdf) -> Dictionary:
    mask = pdf.make_stream(
        b"/S sh",
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([0, 0, 100, 100]),
        Resources=Dictionary(Shading=Dictionary(S=gradient([0], Name.DeviceGray, [1]))),
        Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
    )
    resources = states(F={"/SMask": Dictionary(S=Name.Luminosity, G=mask), "/ca": 1, "/AIS": False})
    resources.Shading = Dictionary(S=gradient([0, 0, 0]))
    return resources


def test_a_gradient_that_fades_is_mixed_with_its_ground() -> None:
    content = "0 0 1 0 k 0 0 100 100 re f q 0 0 100 100 re W n /F gs /S sh Q"
    made = first_page(finished(content, resources=faded)).obj.Resources.Shading.S_0
    data = made.Function.read_bytes()
    assert (list(data[:4]), list(data[-4:])) == ([0, 0, 0, 255], [0, 0, 255, 0])


def test_a_mask_of_another_kind_can_not_be_flattened() -> None:
    with pytest.raises(BuildError) as caught:
        finished("/F gs 0 g 1 1 50 50 re f", resources=faded)
    assert (caught.value.code, caught.value.params["what"]) == ("X110", "SMask")


def test_the_inside_of_a_kept_mask_is_grey() -> None:
    made = first_page(finished("/F gs 0 g 1 1 50 50 re f", profile("digital"), resources=faded)).obj
    mask = next(state.SMask for state in made.Resources.ExtGState.values() if "/SMask" in state)
    assert str(mask.G.Group.CS) == "/DeviceGray"
    assert mask.G.Resources.Shading.S_0.ColorSpace == Name.DeviceGray
    assert [float(v) for v in mask.G.Resources.Shading.S_0.Function.C0] == [1]


def tiles(pdf: pikepdf.Pdf) -> Dictionary:
    cell = pdf.make_stream(
        b"1 0 0 rg 0 0 5 5 re f",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 10, 10]),
        XStep=10,
        YStep=10,
        Matrix=Array([1, 0, 0, 1, 7, 8]),
        Resources=Dictionary(),
    )
    return Dictionary(Pattern=Dictionary(P=cell))


def test_a_pattern_moves_with_its_page() -> None:
    made = finished("/Pattern cs /P scn 0 0 50 50 re f", resources=tiles)
    pattern = first_page(made).obj.Resources.Pattern.P_0
    trim = first_page(made).trimbox
    assert [float(v) for v in pattern.Matrix[4:]] == pytest.approx([7 + float(trim[0]), 8 + float(trim[1])], abs=1e-3)
    assert lines(pattern)[0].endswith(" k")


def test_letters_that_are_drawings_go_into_inks() -> None:
    def with_type3(pdf: pikepdf.Pdf) -> Dictionary:
        glyph = pdf.make_stream(b"1000 0 d0 1 0 0 rg 0 0 500 500 re f")
        font = Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            FontBBox=Array([0, 0, 1000, 1000]),
            CharProcs=Dictionary(a=glyph),
            Resources=Dictionary(),
            FirstChar=97,
            Widths=Array([1000]),
        )
        form = group(pdf, "BT /T 9 Tf <61> Tj ET")
        form.Resources = Dictionary(Font=Dictionary(T=pdf.make_indirect(font)))
        return Dictionary(XObject=Dictionary(G=form))

    made = first_page(finished("/G Do", resources=with_type3)).obj.Resources.XObject.G
    glyph = lines(made.Resources.Font.T.CharProcs.a)
    assert glyph[0] == "1000 0 d0"
    assert glyph[1].endswith(" k")
