"""Image XObjects ↔ pictures in memory: every depth and colour space that may come, two ways out."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageCms, UnidentifiedImageError

from publisher.model.errors import BuildError
from publisher.press.pdfx.colours import device_name

_QUALITY = 95
_LARGEST_PROFILE = 4 << 20
"""Bytes of a profile inside a photo."""
_MODES = {"/DeviceRGB": "RGB", "/DeviceGray": "L", "/DeviceCMYK": "CMYK"}
_SPACES = {"RGB": Name.DeviceRGB, "L": Name.DeviceGray, "CMYK": Name.DeviceCMYK}


def is_lossy(image: pikepdf.Object) -> bool:
    """Whether the pixels came through JPEG."""
    return _filters(image)[-1:] == ["/DCTDecode"]


def _filters(image: pikepdf.Object) -> list[str]:
    found = image.get(Name.Filter)
    if found is None:
        return []
    return [str(name) for name in found] if isinstance(found, Array) else [str(found)]


def decoded(image: pikepdf.Object) -> Image.Image:
    """The pixels in mode RGB, L (light) or CMYK (ink), 8 bits each.

    Raises:
        BuildError: X103, a kind of image that we can't read.
    """
    try:
        picture = _from_jpeg(image) if is_lossy(image) else _from_samples(image)
    except (UnidentifiedImageError, pikepdf.PdfError, OSError, ValueError, SyntaxError) as error:
        raise BuildError("X103", {"what": str(error)[:200]}) from error
    return ImageChops.invert(picture) if _is_inverted(image) else picture


def _is_inverted(image: pikepdf.Object) -> bool:
    decode = image.get(Name.Decode)
    return decode is not None and float(decode[0]) > float(decode[1]) and not isinstance(image.ColorSpace, Array)


def _from_jpeg(image: pikepdf.Object) -> Image.Image:
    picture = Image.open(BytesIO(image.read_raw_bytes()), formats=["JPEG"])
    picture.load()
    if picture.mode == "CMYK":  # Pillow turns them over, because Photoshop does
        return ImageChops.invert(picture)
    return _in_srgb(picture) if picture.mode == "RGB" or picture.mode not in _SPACES else picture


def _in_srgb(picture: Image.Image) -> Image.Image:
    """A photo that brings its own profile (Adobe RGB …) in sRGB; a profile that can't be used counts as sRGB."""
    own = picture.info.get("icc_profile", b"")
    picture = picture.convert("RGB")
    if not 128 <= len(own) <= _LARGEST_PROFILE or own[16:20] != b"RGB ":
        return picture
    try:
        turned = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(BytesIO(own)),
            ImageCms.createProfile("sRGB"),
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return turned or picture


def _from_samples(image: pikepdf.Object) -> Image.Image:
    if any(
        name not in ("/FlateDecode", "/LZWDecode", "/ASCII85Decode", "/RunLengthDecode") for name in _filters(image)
    ):
        raise ValueError(", ".join(_filters(image)))
    size = int(image.Width), int(image.Height)
    depth = int(image.get(Name.BitsPerComponent, 8))
    data = image.read_bytes()
    space = image.get(Name.ColorSpace, Name.DeviceGray)
    if device_name(space) == "/Indexed":
        return _from_palette(size, depth, data, space)
    mode = _MODES.get(device_name(space))
    if mode is None:
        raise ValueError(device_name(space))
    if depth == 16:  # the upper byte comes first
        data, depth = data[::2], 8
    if depth == 8:
        return Image.frombytes(mode, size, data)
    if mode != "L":
        raise ValueError(f"{mode}, {depth} bit")
    if depth == 1:
        return Image.frombytes("1", size, data).convert("L")
    return Image.frombytes("L", size, data, "raw", f"L;{depth}")


def _from_palette(size: tuple[int, int], depth: int, data: bytes, space: pikepdf.Object) -> Image.Image:
    base = _MODES.get(device_name(space[1]), "")
    if base not in ("RGB", "L"):
        raise ValueError(f"Indexed {device_name(space[1])}")
    table = space[3].read_bytes() if isinstance(space[3], pikepdf.Stream) else bytes(space[3])
    if base == "L":
        table = bytes(v for value in table for v in (value,) * 3)
    picture = Image.frombytes("P", size, data, "raw", "P" if depth == 8 else f"P;{depth}")
    picture.putpalette(table, "RGB")
    return picture.convert("RGB")


def encoded(pdf: pikepdf.Pdf, picture: Image.Image, *, lossy: bool) -> pikepdf.Stream:
    """An image XObject: JPEG where the pixels came through JPEG before, else without any loss."""
    keys = {
        "Type": Name.XObject,
        "Subtype": Name.Image,
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": _SPACES[picture.mode],
        "BitsPerComponent": 8,
    }
    if lossy:
        out = BytesIO()
        picture.save(out, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
        stream = pdf.make_stream(out.getvalue(), **keys, Filter=Name.DCTDecode)
        if picture.mode == "CMYK":
            stream.Decode = Array([1, 0] * 4)  # Pillow turns them over again
        return stream
    colours = len(picture.getbands())
    parameters = Dictionary(Predictor=15, Colors=colours, BitsPerComponent=8, Columns=picture.width)
    data = zlib.compress(_filtered(picture, colours * picture.width), 9)
    return pdf.make_stream(data, **keys, Filter=Name.FlateDecode, DecodeParms=parameters)


def _filtered(picture: Image.Image, stride: int) -> bytes:
    """Every pixel less its left neighbour (PNG's filter Sub): Flate finds far more to pack."""
    shifted = Image.new(picture.mode, picture.size)
    shifted.paste(picture, (1, 0))
    data = ImageChops.subtract_modulo(picture, shifted).tobytes()
    return b"".join(b"\x01" + data[at : at + stride] for at in range(0, len(data), stride))


def stencil(pdf: pikepdf.Pdf, alpha: Image.Image) -> pikepdf.Stream:
    """An explicit mask of one bit: what is not opaque is left out."""
    hidden = alpha.point([255] * 128 + [0] * 128, "1")
    return pdf.make_stream(
        zlib.compress(hidden.tobytes(), 9),
        Type=Name.XObject,
        Subtype=Name.Image,
        ImageMask=True,
        Width=alpha.width,
        Height=alpha.height,
        BitsPerComponent=1,
        Filter=Name.FlateDecode,
    )
