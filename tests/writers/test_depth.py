from __future__ import annotations

from io import BytesIO

from PIL import Image

from publisher.writers.depth import eight_bits


def saved(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_grey_of_sixteen_bits_gets_eight() -> None:
    picture = Image.new("I;16", (3, 1))
    for x, value in enumerate((0, 0x8080, 0xFFFF)):
        picture.putpixel((x, 0), value)
    made = Image.open(BytesIO(eight_bits(saved(picture))))
    assert made.mode == "L"
    assert [made.getpixel((x, 0)) for x in range(3)] == [0, 128, 255]


def test_everything_else_is_left_alone() -> None:
    for picture in (Image.new("L", (2, 2), 7), Image.new("RGB", (2, 2), (1, 2, 3)), Image.new("1", (2, 2))):
        assert eight_bits(saved(picture)) == saved(picture)
    assert eight_bits(b"<svg/>") == b"<svg/>"
    assert eight_bits(b"") == b""
