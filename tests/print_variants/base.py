"""Faults, one at a time, put into a good file: what is done to it, and the codes that must be found."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from print_sample import good, saved

from publisher.builder.profiles import load_profile
from publisher.data import folder
from publisher.model.press import ShopProfile

X1A, X4 = "PDF/X-1a:2001", "PDF/X-4"
OFFSET = load_profile("offset-coated", [folder("profiles")])
SHOPS = {X1A: OFFSET, X4: replace(OFFSET, flavour="x4", version="1.6")}
Break = Callable[[pikepdf.Pdf], object]


@dataclass(frozen=True)
class Variant:
    """`codes` are all that may be found; the first is the fault that was made."""

    codes: tuple[str, ...]
    make: Callable[[], bytes]
    profile: ShopProfile | None
    trim: tuple[float, float] | None = None
    name: str = "good.pdf"

    def __str__(self) -> str:
        return self.codes[0]


VARIANTS: list[tuple[str, Variant]] = []


def variant(
    *codes: str, base: str = X1A, shop: dict[str, Any] | None = None, bare: bool = False, **options: Any
) -> Callable[[Break], Break]:
    """A way to break the good file of a standard; `shop` changes the profile, `bare`: without a profile."""

    def registered(breaks: Break) -> Break:
        def make() -> bytes:
            with pikepdf.open(opened(good(base))) as pdf:
                changed = breaks(pdf)
                return changed if isinstance(changed, bytes) else saved(pdf, base)

        profile = None if bare else replace(SHOPS[base], **(shop or {}))
        VARIANTS.append((breaks.__name__, Variant(codes, make, profile, **options)))
        return breaks

    return registered


def opened(data: bytes) -> Any:
    return io.BytesIO(data)


def add_content(pdf: pikepdf.Pdf, more: bytes = b"", old: bytes = b"", new: bytes = b"", page: int = 1) -> None:
    """Add to the content of a page, or replace a part of it."""
    target = pdf.pages[page].obj
    data = target.Contents.read_bytes()
    assert old in data
    target.Contents = pdf.make_stream((data.replace(old, new) if old else data) + b"\n" + more)


def own_resources(pdf: pikepdf.Pdf, page: int = 1) -> Any:
    """Resources of one page alone, with dictionaries that may be written into."""
    target = pdf.pages[page].obj
    copied = {key: Dictionary(dict(value.items())) for key, value in target.Resources.items()}
    target.Resources = Dictionary(copied)
    return target.Resources


def with_state(pdf: pikepdf.Pdf, paint: bytes = b"q /New gs 0 0 0 1 k 60 200 40 40 re f Q", **entries: Any) -> None:
    own_resources(pdf).ExtGState.New = Dictionary(Type=Name.ExtGState, **entries)
    add_content(pdf, paint)


def with_space(pdf: pikepdf.Pdf, space: Any, values: bytes) -> None:
    resources = own_resources(pdf)
    resources[Name.ColorSpace] = Dictionary(New=space)
    add_content(pdf, b"q /New cs %s sc 60 200 40 40 re f Q" % values)


def with_xobject(pdf: pikepdf.Pdf, stream: Any, matrix: bytes = b"40 0 0 40 60 200 cm") -> None:
    own_resources(pdf).XObject.New = stream
    add_content(pdf, b"q %s /New Do Q" % matrix)


def new_image(pdf: pikepdf.Pdf, pixels: int = 200, **entries: Any) -> Any:
    bits = int(entries.get("BitsPerComponent", 8))
    count = 3 if str(entries.get("ColorSpace")) == "/DeviceRGB" else 1
    stream = pdf.make_stream(bytes(pixels * ((pixels * bits * count + 7) // 8)))
    stream.stream_dict = Dictionary(
        {
            "/Type": Name.XObject,
            "/Subtype": Name.Image,
            "/Width": pixels,
            "/Height": pixels,
            "/BitsPerComponent": 8,
            "/ColorSpace": Name.DeviceGray,
        }
        | {f"/{key}": value for key, value in entries.items()}
    )
    return stream


def new_form(pdf: pikepdf.Pdf, content: bytes, **entries: Any) -> Any:
    stream = pdf.make_stream(content)
    stream.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Resources=Dictionary(), **entries
    )
    return stream


def the_font(pdf: pikepdf.Pdf) -> Any:
    return pdf.pages[0].obj.Resources.Font.F


def spot_space(base: Any, values: list[float], name: str = "Red") -> Array:
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0] * len(values)), C1=Array(values))
    return Array([Name.Separation, Name(f"/{name}"), base, function])


def srgb_profile(pdf: pikepdf.Pdf) -> Any:
    from PIL import ImageCms

    stream = pdf.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    stream.stream_dict = Dictionary(N=3)
    return stream
