"""What a colour puts on which plate. A plate is `C`, `M`, `Y`, `K` or the name of a spot ink."""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.model.facts import Space

PROCESS = ("C", "M", "Y", "K")
_COLORANTS = {"Cyan": "C", "Magenta": "M", "Yellow": "Y", "Black": "K"}
ALL = "All"


class CannotSeparateError(Exception):
    """Something can't be turned into inks; the message names it in technical terms."""


def plates_of(space: Space) -> tuple[str, ...]:
    """The plate of each component of a space, `ALL` for registration colour.

    Raises:
        CannotSeparateError: the space is RGB, Lab or unknown.
    """
    family = space.process
    if family in ("Separation", "DeviceN"):
        while not space.colorants and space.base is not None:
            space = space.base
        return tuple(_COLORANTS.get(name, name) for name in space.colorants)
    if space.device == "CMYK":
        return PROCESS
    if space.device == "Gray":
        return ("K",)
    raise CannotSeparateError(family or "?")


def amounts(space: Space, values: Sequence[float], *, overprint: bool, mode: int) -> dict[str, float | None]:
    """Amount of ink by plate; a plate that is not named gets what stands under ``: 0, or None when overprinting.

    DeviceGray that overprints is taken for black alone, as most RIPs do and as gives the most ink.
    """
    plates = plates_of(space)
    if len(values) != len(plates):
        raise CannotSeparateError(space.process)
    found: dict[str, float | None] = {"": None if overprint else 0.0}
    if space.device == "Gray":
        return found | {"K": 1 - values[0]}
    if plates == (ALL,):
        return {"": values[0]}
    spared = overprint and mode == 1 and space.family == "DeviceCMYK"
    return found | {plate: value for plate, value in zip(plates, values, strict=True) if value or not spared}


def tinted(pdf: pikepdf.Pdf, space: Space, group: Sequence[str]) -> Array:
    """A DeviceN space with the components of `space` that shows the plates of `group`: 1 is no ink.

    Its tint transform is a PostScript calculator function (ISO 32000-1, 7.10.5).
    """
    plates = plates_of(space)
    count = len(plates)
    program = []
    for done, plate in enumerate(group):
        at = 0 if plates == (ALL,) else plates.index(plate) if plate in plates else -1
        if at < 0:
            program.append("1")
        else:
            program.append(f"{count - 1 - at + done} index")
            program += [] if space.device == "Gray" else ["1 exch sub"]
    program.append(f"{count + len(group)} {len(group)} roll" + " pop" * count)
    function = pdf.make_stream(("{" + " ".join(program) + "}").encode())
    function.stream_dict = Dictionary(FunctionType=4, Domain=Array([0, 1] * count), Range=Array([0, 1] * len(group)))
    names = Array([Name(f"/Component{n}") for n in range(count)])
    return Array([Name.DeviceN, names, device(group), pdf.make_indirect(function)])


def device(group: Sequence[str]) -> Name:
    """The space in which plates are drawn: three at once in red, green and blue, or one in gray."""
    return Name.DeviceRGB if len(group) == 3 else Name.DeviceGray
