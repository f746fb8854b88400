from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from publisher.builder.profiles import load_profile
from publisher.data import folder
from publisher.model.press import InkColour, ShopProfile
from publisher.press.pdfx.inks import Inks, Paint

TABLE = {
    (140, 29, 24): InkColour((20, 100, 90, 30)),
    (1, 1, 1): InkColour((0, 0, 0, 100), rich=True),
    (0, 0, 85): InkColour((100, 75, 0, 0), "PANTONE 286 C", 60),
}


def profile(name: str = "offset-coated", **changes: object) -> ShopProfile:
    return replace(load_profile(name, [folder("profiles")]), **changes)  # type: ignore[arg-type]


def inks(name: str = "offset-coated", **changes: object) -> Inks:
    return Inks(profile(name, **changes), TABLE)


def test_black_white_and_greys_are_black_ink_alone() -> None:
    assert inks().rgb(0, 0, 0) == Paint("cmyk", (0, 0, 0, 1))
    assert inks().rgb(1, 1, 1) == inks().paper
    assert inks().rgb(0.466667, 0.466667, 0.466667).values == (0, 0, 0, 0.5333)
    assert inks().gray(0.25).values == (0, 0, 0, 0.75)


def test_only_full_black_is_black() -> None:
    assert inks().rgb(0, 0, 0).is_black
    assert not inks().rgb(0.05, 0.05, 0.05).is_black
    assert not inks().rgb(1, 1, 1).is_black
    assert not inks("home").rgb(0, 0, 0).is_black


def test_the_table_of_the_layout_beats_icc() -> None:
    assert inks().rgb(140 / 255, 0.113725, 0.094118).values == (0.2, 1.0, 0.9, 0.3)
    assert inks().rgb(1 / 255, 1 / 255, 1 / 255).values == (0.6, 0.4, 0.4, 1.0)
    assert inks(tac=220).rgb(1 / 255, 1 / 255, 1 / 255).values == pytest.approx((0.5143, 0.3429, 0.3429, 1.0))


def test_a_spot_ink_is_kept_or_turned_into_process_inks() -> None:
    kept = inks(spots="keep").rgb(0, 0, 85 / 255)
    assert (kept.spot, kept.tint, kept.values) == ("PANTONE 286 C", 0.6, (1.0, 0.75, 0.0, 0.0))
    assert inks().rgb(0, 0, 85 / 255) == Paint("cmyk", (0.6, 0.45, 0.0, 0.0))


def test_other_colours_go_through_icc() -> None:
    cyan, magenta, yellow, black = inks().rgb(1, 0, 0).values
    assert (cyan, black) == (0, 0)
    assert magenta > 0.85
    assert yellow > 0.85


@pytest.mark.parametrize(("name", "tac"), [("offset-coated", 300), ("offset-uncoated", 280), ("newspaper", 240)])
def test_no_colour_exceeds_the_limit_of_coverage(name: str, tac: float) -> None:
    shop = inks(name)
    steps = [v / 4 for v in range(5)]
    assert max(sum(shop.rgb(r, g, b).values) for r in steps for g in steps for b in steps) <= tac / 100 + 1e-6
    assert sum(shop.cmyk(1, 1, 1, 1).values) == pytest.approx(tac / 100, abs=1e-3)
    assert shop.cmyk(1, 1, 1, 1).values[3] == 1


def test_pictures_keep_the_limit_too() -> None:
    gradient = Image.merge("RGB", [Image.linear_gradient("L").rotate(turn) for turn in (0, 90, 180)])
    made = inks(tac=200).picture(gradient)
    assert made.mode == "CMYK"
    data = made.tobytes()
    assert max(sum(data[i : i + 4]) for i in range(0, len(data), 4)) / 2.55 <= 200
    foreign = inks(tac=200).limit_picture(Image.new("CMYK", (2, 2), (250, 240, 200, 128)))
    assert sum(foreign.getpixel((0, 0))) / 2.55 <= 200  # type: ignore[arg-type]
    assert foreign.getpixel((0, 0))[3] == 128  # type: ignore[index]


def test_a_picture_within_the_limit_is_left_alone() -> None:
    picture = Image.new("CMYK", (2, 2), (100, 100, 100, 100))
    assert inks().limit_picture(picture) is picture


def test_one_ink_takes_the_lightness() -> None:
    shop = inks("pod")
    assert shop.rgb(0, 0, 0) == Paint("gray", (1.0,))
    assert shop.rgb(1, 0, 0).values == (0.7874,)
    assert shop.picture(Image.new("RGB", (1, 1), (255, 0, 0))).getpixel((0, 0)) == 54


def test_an_office_printer_gets_colours_as_they_are() -> None:
    assert inks("home").rgb(0.2, 0.4, 0.6) == Paint("srgb", (0.2, 0.4, 0.6))


def test_paints_are_mixed_as_inks() -> None:
    black, paper = Paint("cmyk", (0, 0, 0, 1)), Paint("cmyk", (0, 0, 0, 0))
    tint = Paint("cmyk", (0.2, 0, 0.4, 0))
    assert black.over(paper, 0.5) == Paint("cmyk", (0, 0, 0, 0.5))
    assert black.over(tint, 0.25) == Paint("cmyk", (0.15, 0, 0.3, 0.25))
    spot = Paint("cmyk", (1, 0, 0, 0), "Gold", 0.8)
    assert spot.over(paper, 0.5) == Paint("cmyk", (1, 0, 0, 0), "Gold", 0.4)
    assert spot.over(tint, 0.5) is None
    assert tint.over(spot, 0.5) is None


def test_plates_are_remembered() -> None:
    shop = inks(spots="keep")
    shop.note(shop.rgb(0, 0, 0))
    shop.note(shop.rgb(1, 1, 1))
    shop.note(shop.rgb(0, 0, 85 / 255))
    shop.note_picture(Image.new("L", (1, 1), 255))
    assert shop.plates == {"Black", "PANTONE 286 C"}
