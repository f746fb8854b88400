from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms
from press_stage import finished, first_page, profile

from publisher.model.errors import BuildError
from publisher.model.press import ShopProfile
from publisher.press.pdfx.rasters import decoded, encoded

RED, GREY, GREEN = (255, 0, 0), (128, 128, 128), (0, 128, 0)


def image(pdf: pikepdf.Pdf, data: bytes, size: tuple[int, int], space: Any, depth: int = 8, **keys: Any) -> Any:
    keys = {"Filter": Name.FlateDecode, **keys}
    packed = zlib.compress(data) if keys["Filter"] == Name.FlateDecode else data
    return pdf.make_stream(
        packed,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=space,
        BitsPerComponent=depth,
        **keys,
    )


def pixels(colour: tuple[int, ...], count: int = 4) -> bytes:
    return bytes(colour) * count


def jpeg(mode: str, colour: Any) -> bytes:
    out = BytesIO()
    Image.new(mode, (16, 16), colour).save(out, "JPEG", quality=95)
    return out.getvalue()


KINDS = {
    "rgb": lambda pdf: image(pdf, pixels(RED), (2, 2), Name.DeviceRGB),
    "rgb, 16 bits": lambda pdf: image(pdf, b"\xff\xff\0\0\0\0" * 4, (2, 2), Name.DeviceRGB, 16),
    "palette": lambda pdf: image(
        pdf,
        b"\x01" * 4,
        (2, 2),
        Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(bytes((0, 0, 0, *RED)))]),
    ),
    "palette of 1 bit": lambda pdf: image(
        pdf,
        b"\xc0\xc0",
        (2, 2),
        Array([Name.Indexed, Name.DeviceRGB, 1, pdf.make_stream(bytes((0, 0, 0, *RED)))]),
        1,
    ),
    "jpeg": lambda pdf: image(pdf, jpeg("RGB", RED), (16, 16), Name.DeviceRGB, Filter=Name.DCTDecode),
    "turned over": lambda pdf: image(
        pdf, pixels((0, 255, 255)), (2, 2), Name.DeviceRGB, Decode=Array([1, 0, 1, 0, 1, 0])
    ),
}


def placed(make: Any, shop: ShopProfile | None = None, before: str = "", **matrix: float) -> Any:
    """The image of a page, after it went to the press."""
    made = finished(
        f"{before} q 72 0 0 72 10 10 cm /I Do Q",
        shop,
        resources=lambda pdf: Dictionary(XObject=Dictionary(I=make(pdf)), **matrix),
    )
    return first_page(made).obj.Resources.XObject.I


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_rgb_becomes_cmyk(kind: str) -> None:
    found = placed(KINDS[kind])
    assert (found.ColorSpace, found.BitsPerComponent) == (Name.DeviceCMYK, 8)
    cyan, magenta, yellow, black = decoded(found).getpixel((1, 1))
    assert (cyan < 8, magenta > 220, yellow > 220, black < 8) == (True,) * 4


def test_jpeg_stays_jpeg_and_the_rest_loses_nothing() -> None:
    assert placed(KINDS["jpeg"]).Filter == Name.DCTDecode
    assert placed(KINDS["rgb"]).Filter == Name.FlateDecode


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_what_is_written_is_read_again(mode: str) -> None:
    pdf = pikepdf.new()
    picture = Image.merge("RGB", [Image.linear_gradient("L").rotate(turn) for turn in (0, 90, 180)]).convert(mode)
    assert decoded(encoded(pdf, picture, lossy=False)).tobytes() == picture.tobytes()
    again = decoded(encoded(pdf, picture.resize((64, 64)), lossy=True))
    assert again.getpixel((32, 32)) == pytest.approx(picture.resize((64, 64)).getpixel((32, 32)), abs=4)


def test_rgb_without_colour_prints_with_black_alone() -> None:
    found = placed(lambda pdf: image(pdf, pixels(GREY), (2, 2), Name.DeviceRGB))
    assert (found.ColorSpace, decoded(found).getpixel((0, 0))) == (Name.DeviceGray, 128)


def test_grey_pictures_keep_their_bytes() -> None:
    data = jpeg("L", 100)
    found = placed(lambda pdf: image(pdf, data, (16, 16), Name.DeviceGray, Filter=Name.DCTDecode, Interpolate=True))
    assert found.read_raw_bytes() == data
    assert "/Interpolate" not in found


@pytest.mark.parametrize(("depth", "data"), [(1, b"\x80\x80"), (2, b"\xc0\xc0"), (4, b"\xf0\xf0")])
def test_grey_of_few_bits(depth: int, data: bytes) -> None:
    found = placed(lambda pdf: image(pdf, data, (2, 2), Name.DeviceGray, depth))
    assert [decoded(found).getpixel((x, 0)) for x in (0, 1)] == [255, 0]


def test_cmyk_pictures_stay_within_the_limit() -> None:
    found = placed(lambda pdf: image(pdf, pixels((255, 255, 255, 255)), (2, 2), Name.DeviceCMYK))
    assert sum(decoded(found).getpixel((0, 0))) / 2.55 <= 300


def test_photoshops_cmyk_jpeg_is_understood() -> None:
    data = jpeg("CMYK", (10, 20, 30, 40))  # Pillow writes it turned over, as Photoshop does
    found = placed(
        lambda pdf: image(pdf, data, (16, 16), Name.DeviceCMYK, Filter=Name.DCTDecode, Decode=Array([1, 0] * 4))
    )
    assert decoded(found).getpixel((8, 8)) == pytest.approx((10, 20, 30, 40), abs=3)


def test_a_photo_with_a_profile_of_its_own_goes_through_it() -> None:
    """A profile whose red and blue are changed over: what is red in the file is blue to the eye."""
    profile_of_photo = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = profile_of_photo.index(b"rXYZ"), profile_of_photo.index(b"bXYZ")
    profile_of_photo[red : red + 4], profile_of_photo[blue : blue + 4] = b"bXYZ", b"rXYZ"
    out = BytesIO()
    Image.new("RGB", (16, 16), RED).save(out, "JPEG", icc_profile=bytes(profile_of_photo))
    found = placed(lambda pdf: image(pdf, out.getvalue(), (16, 16), Name.DeviceRGB, Filter=Name.DCTDecode))
    cyan, _, yellow, _ = decoded(found).getpixel((8, 8))
    assert (cyan > 180, yellow < 60) == (True, True)


def test_one_ink_and_no_press() -> None:
    assert placed(KINDS["rgb"], profile("pod")).ColorSpace == Name.DeviceGray
    assert decoded(placed(KINDS["rgb"], profile("pod"))).getpixel((0, 0)) == 54
    assert placed(KINDS["rgb"], profile("home")).ColorSpace == Name.DeviceRGB


def test_an_image_that_can_not_be_read_is_an_error() -> None:
    with pytest.raises(BuildError) as caught:
        placed(lambda pdf: image(pdf, b"no jpeg", (2, 2), Name.DeviceRGB, Filter=Name.DCTDecode))
    assert caught.value.code == "X103"
    with pytest.raises(BuildError) as caught:
        placed(lambda pdf: image(pdf, b"", (2, 2), Name.DeviceRGB))
    assert caught.value.code == "X103"


# --- soft masks -------------------------------------------------------------------------------------------------------


def masked(alpha: bytes) -> Any:
    def make(pdf: pikepdf.Pdf) -> Any:
        mask = image(pdf, alpha, (2, 2), Name.DeviceGray)
        return image(pdf, pixels((0, 0, 0)), (2, 2), Name.DeviceRGB, SMask=mask)

    return make


def test_a_soft_mask_is_mixed_with_a_flat_ground() -> None:
    found = placed(masked(bytes((255, 128, 0, 0))), before="0 0 1 0 k 0 0 100 100 re f")
    assert "/SMask" not in found
    assert [decoded(found).getpixel((x, 0)) for x in (0, 1)] == [(0, 0, 0, 255), (0, 0, 127, 128)]
    assert decoded(found).getpixel((0, 1)) == (0, 0, 255, 0)


def test_over_paper_grey_stays_black_ink_alone() -> None:
    found = placed(masked(bytes((255, 128, 0, 0))))
    assert found.ColorSpace == Name.DeviceGray
    assert [decoded(found).getpixel((x, 0)) for x in (0, 1)] == [0, 127]


def test_a_picture_cut_out_gets_a_mask_of_one_bit_whatever_lies_beneath() -> None:
    found = placed(masked(bytes((255, 0, 255, 0))), before="0 0 1 0 k 0 0 30 30 re f")
    assert "/SMask" not in found
    assert (found.Mask.ImageMask, found.Mask.BitsPerComponent) == (True, 1)
    assert found.Mask.read_bytes() == b"\x40\x40"  # 1 hides


def test_a_soft_mask_over_a_ground_that_is_not_flat_is_an_error() -> None:
    with pytest.raises(BuildError) as caught:
        placed(masked(bytes((255, 128, 0, 0))), before="0 0 1 0 k 0 0 30 30 re f")
    assert (caught.value.code, caught.value.params["what"]) == ("X110", "SMask")


def test_pdf_x4_keeps_the_soft_mask() -> None:
    found = placed(masked(bytes((255, 128, 0, 0))), profile("digital"))
    assert decoded(found.SMask).tobytes() == bytes((255, 128, 0, 0))


# --- facts ------------------------------------------------------------------------------------------------------------


def test_resolution_is_told_as_placed() -> None:
    made = finished(
        "q 72 0 0 144 10 10 cm /I Do Q q .5 0 0 .5 0 0 cm 72 0 0 72 10 10 cm /I Do Q",
        resources=lambda pdf: Dictionary(
            XObject=Dictionary(I=image(pdf, pixels(RED, 80000), (200, 400), Name.DeviceRGB))
        ),
    )
    assert [(p["page"], p["pixels"], p["ppi"], p["colour"]) for p in made.facts["pictures"]] == [  # type: ignore[attr-defined]
        (1, [200, 400], 200, "CMYK"),
        (1, [200, 400], 400, "CMYK"),
    ]
    assert made.facts["lowest-ppi"] == 200
