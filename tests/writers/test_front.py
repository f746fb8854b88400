"""The front of a cover as pictures: drawn ones keep their colours, photographs stay small."""

from __future__ import annotations

import io

from PIL import Image, ImageChops, ImageDraw

from publisher.writers.front import WIDTH, front_of_picture


def saved(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_a_drawn_cover_keeps_every_colour() -> None:
    picture = Image.new("RGB", (600, 900), (245, 238, 223))
    draw = ImageDraw.Draw(picture)
    for number in range(500):  # more colours than a palette has
        draw.line((0, number, 600, number), fill=(140, number % 250, number // 250))
    front = front_of_picture(saved(picture))
    found = Image.open(io.BytesIO(front.png)).convert("RGB")
    assert ImageChops.difference(found, picture).getbbox() is None
    assert Image.open(io.BytesIO(front.jpeg)).format == "JPEG"


def test_a_photograph_gets_a_palette_and_the_width_of_stores() -> None:
    shades = Image.merge(
        "RGB", [Image.linear_gradient("L"), Image.radial_gradient("L"), Image.linear_gradient("L").rotate(90)]
    )
    front = front_of_picture(saved(shades.resize((2000, 3000), Image.Resampling.BICUBIC)))
    found = Image.open(io.BytesIO(front.png))
    assert found.mode == "P"
    assert found.size == (WIDTH, 2400)


def test_the_same_picture_gives_the_same_bytes() -> None:
    picture = saved(Image.linear_gradient("L").convert("RGB"))
    assert front_of_picture(picture) == front_of_picture(picture)
