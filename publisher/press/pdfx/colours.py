"""Colour spaces of the pages we get → paint: sRGB, grey, CMYK, Lab and spaces with an ICC profile."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Name

from publisher.model.errors import BuildError
from publisher.press.pdfx.inks import Inks, Paint

_BY_COMPONENTS = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}
_SRGB_FROM_XYZ = (
    (3.2404542, -1.5371385, -0.4985314),
    (-0.9692660, 1.8760108, 0.0415560),
    (0.0556434, -0.2040259, 1.0572252),
)
"""IEC 61966-2-1, from XYZ under D65."""
_D65 = (0.95047, 1.0, 1.08883)


def device_name(space: pikepdf.Object | str) -> str:
    """What kind of space it is: `/DeviceRGB`, `/DeviceGray`, `/DeviceCMYK`, `/Lab`, `/Pattern`, `/Indexed` …

    A space with an ICC profile counts as the device space with as many components.
    """
    if not isinstance(space, Array):
        short = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK"}
        return short.get(str(space), str(space))
    family = str(space[0])
    if family == "/ICCBased":
        return _BY_COMPONENTS.get(int(space[1].get(Name.N, 0)), family)
    return {"/CalRGB": "/DeviceRGB", "/CalGray": "/DeviceGray"}.get(family, family)


def paint_in(space: str, values: Sequence[float], inks: Inks) -> Paint:
    """The paint for components in a space as `device_name` calls it.

    Raises:
        BuildError: X102, there is no way from this space to inks.
    """
    match space, len(values):
        case "/DeviceRGB", 3:
            return inks.rgb(*values)
        case "/DeviceGray", 1:
            return inks.gray(values[0])
        case "/DeviceCMYK", 4:
            return inks.cmyk(*values)
        case "/Lab", 3:
            return inks.rgb(*srgb_of_lab(values[0], values[1], values[2]))
    raise BuildError("X102", {"what": f"{space.lstrip('/')} ({len(values)})"})


def srgb_of_lab(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """CIE Lab → sRGB from 0 to 1, clipped. Lab is taken relative to its own white, which becomes the white of sRGB."""
    f_y = (lightness + 16) / 116
    relative = [_unlab(f) for f in (f_y + a / 500, f_y, f_y - b / 200)]
    xyz = [value * white for value, white in zip(relative, _D65, strict=True)]
    red, green, blue = (_gamma(sum(m * v for m, v in zip(row, xyz, strict=True))) for row in _SRGB_FROM_XYZ)
    return red, green, blue


def _unlab(f: float) -> float:
    return f**3 if f > 6 / 29 else 3 * (6 / 29) ** 2 * (f - 4 / 29)


def _gamma(linear: float) -> float:
    linear = min(1.0, max(0.0, linear))
    return round(12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055, 4)
