"""Pictures as plates."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops

from publisher.model.facts import Space
from publisher.preflight.ink.plates import PROCESS, CannotSeparateError, tinted
from publisher.preflight.probes.objects import TooLargeError, decoded, filters, get, numbers, whole

LARGEST = 2400
"""Pixels a side: more is not seen at the resolution of the measurement."""
MOST_PIXELS = 40_000_000
_KEPT = ("SMask", "Mask", "Interpolate")


def plate_picture(pdf: pikepdf.Pdf, stream: Any, space: Space, group: Sequence[str]) -> Any:
    """A picture that shows the plates of `group` instead of its colours: 1 is no ink."""
    if bool(get(stream, "ImageMask")):
        return stream
    if isinstance(get(stream, "Mask"), Array) and space.device != "Gray":
        raise CannotSeparateError("Mask")  # its values are those of the old colours
    width, height = whole(get(stream, "Width")), whole(get(stream, "Height"))
    if space.device == "Gray" and space.family != "Indexed":
        if tuple(group) == ("K",):
            return stream
        if "K" not in group:
            return _picture(pdf, stream, Image.new("RGB" if len(group) == 3 else "L", (1, 1), "white"))
    plain = space.device == "CMYK" and space.family != "Indexed" and whole(get(stream, "BitsPerComponent")) == 8
    if plain and (picture := _cmyk(stream, (width, height))) is not None:
        return _picture(pdf, stream, _chosen(picture, group))
    if width * height > MOST_PIXELS:
        raise CannotSeparateError(f"{width} × {height}")
    return _with_space(pdf, stream, space, group)


def _cmyk(stream: Any, size: tuple[int, int]) -> Image.Image | None:
    """The pixels; None when the filters are other than Flate and JPEG."""
    chain = filters(stream)
    if size[0] * size[1] > 4 * MOST_PIXELS:
        raise CannotSeparateError(f"{size[0]} × {size[1]}")
    try:
        if chain == ("DCTDecode",):
            picture: Image.Image = Image.open(io.BytesIO(stream.read_raw_bytes()))
            if picture.mode != "CMYK" or picture.size != size:
                return None
            picture = ImageChops.invert(picture)  # Pillow takes every JPEG in CMYK for an inverted one
        elif not set(chain) & {"JPXDecode", "DCTDecode", "CCITTFaxDecode", "JBIG2Decode"}:
            data = decoded(stream, 5 * size[0] * size[1] + 1024)
            picture = Image.frombytes("CMYK", size, data[: 4 * size[0] * size[1]])
        else:
            return None
    except (OSError, ValueError, TooLargeError) as error:
        raise CannotSeparateError("image") from error
    span = numbers(get(stream, "Decode"), 8)
    if span == (1, 0) * 4:
        return ImageChops.invert(picture)
    return picture if span in (None, (0, 1) * 4) else None


def _chosen(picture: Image.Image, group: Sequence[str]) -> Image.Image:
    factor = max(1, max(picture.size) // LARGEST)
    bands = picture.reduce(factor).split()
    white = Image.new("L", bands[0].size, 255)
    shown = [ImageChops.invert(bands[PROCESS.index(p)]) if p in PROCESS else white for p in group]
    return Image.merge("RGB", shown) if len(group) == 3 else shown[0]


def _picture(pdf: pikepdf.Pdf, old: Any, picture: Image.Image) -> Any:
    stream = pdf.make_stream(picture.tobytes())
    stream.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB if picture.mode == "RGB" else Name.DeviceGray,
    )
    for key in _KEPT:
        if isinstance(get(old, key), (pikepdf.Stream, bool)):
            stream[f"/{key}"] = get(old, key)
    return stream


def _with_space(pdf: pikepdf.Pdf, stream: Any, space: Space, group: Sequence[str]) -> Any:
    """The same data with another colour space."""
    copy = pdf.copy_foreign(stream) if stream.objgen == (0, 0) else pdf.make_stream(stream.read_raw_bytes())
    copy.stream_dict = Dictionary({key: value for key, value in stream.items() if key != "/Length"})
    old = get(stream, "ColorSpace")
    if space.family == "Indexed":
        if space.base is None or not isinstance(old, Array) or len(old) != 4:
            raise CannotSeparateError("Indexed")
        copy[Name.ColorSpace] = Array([Name.Indexed, tinted(pdf, space.base, group), old[2], old[3]])
    else:
        copy[Name.ColorSpace] = tinted(pdf, space, group)
    return copy
