"""Gradients in inks: stops go through ICC, between them inks are mixed evenly, as drawing programs for print do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.model.errors import BuildError
from publisher.press.pdfx.colours import device_name, paint_in
from publisher.press.pdfx.inks import Inks, Paint

_SAMPLES = 256
_SPACES = {"cmyk": Name.DeviceCMYK, "gray": Name.DeviceGray, "srgb": Name.DeviceRGB}
Values = tuple[float, ...]


def converted(pdf: pikepdf.Pdf, shading: pikepdf.Object, inks: Inks) -> pikepdf.Object:
    """An axial or radial shading in the inks of the shop.

    Raises:
        BuildError: X102, a shading or function of another kind.
    """
    space = device_name(shading.ColorSpace)

    def colour(values: Values) -> Values:
        paint = paint_in(space, values, inks)
        inks.note(Paint(paint.space, paint.process))
        return components(paint)

    result = _frame(shading, inks)
    result.Function = _function(shading.Function, colour)
    if Name.Background in shading:
        result.Background = Array([*colour(_floats(shading.Background))])
    return pdf.make_indirect(result)


def flattened(
    pdf: pikepdf.Pdf, shading: pikepdf.Object, mask: pikepdf.Object | None, inks: Inks, ground: Paint, opacity: float
) -> pikepdf.Object:
    """A shading that fades along its own axis, mixed with a flat ground into an opaque one.

    Args:
        mask: the shading of its soft mask, of the same geometry.
        opacity: of the whole, from 0 to 1.

    Raises:
        BuildError: X102, a shading or function of another kind.
    """
    space = device_name(shading.ColorSpace)
    own = _evaluator(_function(shading.Function, lambda values: paint_in(space, values, inks).process))
    alpha = _evaluator(_function(mask.Function, lambda values: values)) if mask is not None else lambda _: (1.0,)
    low, high = _floats(shading.get(Name.Domain, [0, 1]))
    samples = bytearray()
    for number in range(_SAMPLES):
        at = low + (high - low) * number / (_SAMPLES - 1)
        share = alpha(at)[0] * opacity
        mixed = [share * v + (1 - share) * under for v, under in zip(own(at), ground.process, strict=True)]
        light = [1 - v for v in mixed] if inks.space == "gray" else mixed
        samples += bytes(round(min(1.0, max(0.0, v)) * 255) for v in light)
    result = _frame(shading, inks)
    count = len(samples) // _SAMPLES
    result.Function = pdf.make_stream(
        bytes(samples),
        FunctionType=0,
        Domain=Array([low, high]),
        Range=Array([0, 1] * count),
        Size=Array([_SAMPLES]),
        BitsPerSample=8,
    )
    return pdf.make_indirect(result)


def same_geometry(first: pikepdf.Object, second: pikepdf.Object) -> bool:
    """Whether two shadings run along the same axis, so that one can be the opacity of the other."""
    return all(first.get(key) == second.get(key) for key in ("/ShadingType", "/Coords", "/Domain", "/Extend"))


def components(paint: Paint) -> Values:
    """Operands of a colour operator of the process space: DeviceGray is light, the others as they are."""
    return tuple(1 - v for v in paint.process) if paint.space == "gray" else paint.process


def _frame(shading: pikepdf.Object, inks: Inks) -> Dictionary:
    if int(shading.ShadingType) not in (2, 3):
        raise BuildError("X102", {"what": f"ShadingType {shading.ShadingType}"})
    result = Dictionary(ShadingType=shading.ShadingType, ColorSpace=_SPACES[inks.space], Coords=shading.Coords)
    for key in ("/Domain", "/Extend", "/BBox", "/AntiAlias"):
        if key in shading:
            result[key] = shading[key]
    return result


def _function(function: pikepdf.Object, colour: Callable[[Values], Values]) -> Dictionary:
    """The same function with converted colours at its stops."""
    kind = -1 if isinstance(function, Array) else int(function.FunctionType)
    if kind == 2:
        ends = (_floats(function.get("/C0", [0])), _floats(function.get("/C1", [1])))
        first, last = (Array([round(v, 5) for v in colour(end)]) for end in ends)
        return Dictionary(FunctionType=2, Domain=function.Domain, C0=first, C1=last, N=function.N)
    if kind == 3:
        parts = Array([_function(part, colour) for part in function.Functions])
        return Dictionary(
            FunctionType=3, Domain=function.Domain, Bounds=function.Bounds, Encode=function.Encode, Functions=parts
        )
    raise BuildError("X102", {"what": f"FunctionType {kind}"})


def _evaluator(function: pikepdf.Object) -> Callable[[float], Values]:
    """A function of type 2 or 3 as one of Python (ISO 32000-1, 7.10.3 and 7.10.4)."""
    if int(function.FunctionType) == 2:
        first, last, power = _floats(function.C0), _floats(function.C1), float(function.N)
        return lambda at: tuple(a + at**power * (b - a) for a, b in zip(first, last, strict=True))
    parts = [_evaluator(part) for part in function.Functions]
    low, high = _floats(function.Domain)
    ranges = list(pairwise([low, *_floats(function.Bounds), high]))
    codes = _floats(function.Encode)

    def evaluate(at: float) -> Values:
        at = min(high, max(low, at))
        index = next((n for n, (_, end) in enumerate(ranges) if at < end), len(ranges) - 1)
        start, end = ranges[index]
        share = (at - start) / (end - start) if end > start else 0.0
        return parts[index](codes[2 * index] + share * (codes[2 * index + 1] - codes[2 * index]))

    return evaluate


def _floats(values: pikepdf.Object | Sequence[float]) -> Values:
    return tuple(float(v) for v in values)
