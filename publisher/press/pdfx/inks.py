"""Plain colours → inks: what the layout's table says, black and greys as black ink, the rest through ICC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from PIL import Image, ImageCms, ImageFilter

from publisher.model.errors import BuildError
from publisher.model.press import InkColour, Rgb, ShopProfile

Space = Literal["cmyk", "gray", "srgb"]

_NODES = 33
"""Nodes on a side of the table for pictures; LittleCMS itself takes as many for a device link of 8 bits."""
_PLATES = ("Cyan", "Magenta", "Yellow", "Black")
_JPEG_NOISE = 3.0
"""Percent of coverage that JPEG may add to a pixel."""
_NEUTRAL = 1.01 / 255
"""Red, green and blue that differ by no more are a grey."""


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour as it will be printed: components from 0 to 1.

    `values` are inks (4 for cmyk, 1 for gray, where 1 is full black) or light (3, srgb). With `spot`, `values` is its
    mixture in full and `tint` the share that prints.
    """

    space: Space
    values: tuple[float, ...]
    spot: str = ""
    tint: float = 1.0

    @property
    def is_black(self) -> bool:
        """Pure black, all of it and nothing else: what overprints."""
        return self.values in ((0.0, 0.0, 0.0, 1.0), (1.0,)) and not self.spot and self.space != "srgb"

    @property
    def is_paper(self) -> bool:
        """No ink at all."""
        return self.tint == 0.0 or all(v == (1.0 if self.space == "srgb" else 0.0) for v in self.values)

    @property
    def process(self) -> tuple[float, ...]:
        """The values with process inks in the place of a spot ink."""
        return tuple(v * self.tint for v in self.values) if self.spot else self.values

    def over(self, ground: Paint, alpha: float) -> Paint | None:
        """This colour at `alpha` over a flat ground, mixed as inks; None where a spot ink is in the way."""
        if self.spot and ground.is_paper:
            return Paint(self.space, self.values, self.spot, round(self.tint * alpha, 4))
        if self.spot or ground.spot:
            return None
        mixed = (alpha * own + (1 - alpha) * under for own, under in zip(self.values, ground.values, strict=True))
        return Paint(self.space, tuple(round(v, 4) for v in mixed))


class Inks:
    """Turns colours into `Paint` as a shop profile and a layout ask for it.

    Args:
        table: what the layout puts in the place of single colours.

    Raises:
        BuildError: X101, LittleCMS can't use the output profile.
    """

    def __init__(self, profile: ShopProfile, table: Mapping[Rgb, InkColour]) -> None:
        self.profile = profile
        self.space: Space = profile.colour
        self.table = table
        self.known: dict[tuple[float, ...], Paint] = {}
        self.plates: set[str] = set()

    @property
    def paper(self) -> Paint:
        return {"cmyk": Paint("cmyk", (0.0,) * 4), "gray": Paint("gray", (0.0,)), "srgb": Paint("srgb", (1.0,) * 3)}[
            self.space
        ]

    def rgb(self, *light: float) -> Paint:
        """The paint for sRGB components from 0 to 1."""
        if light not in self.known:
            self.known[light] = self._rgb(light)
        return self.known[light]

    def gray(self, light: float) -> Paint:
        return self.rgb(light, light, light)

    def cmyk(self, *inks: float) -> Paint:
        """The paint for a mixture that was made by hand: it stays, within the limit of coverage."""
        if self.space == "cmyk":
            return Paint("cmyk", self._limited(inks, self.profile.tac))
        cyan, magenta, yellow, black = inks
        light = tuple(_clipped((1 - c) * (1 - black)) for c in (cyan, magenta, yellow))
        return self.rgb(*light)

    def note(self, paint: Paint) -> None:
        """Remember the plates that a paint is printed from."""
        if paint.spot:
            self.plates.add(paint.spot)
        elif paint.space != "srgb":
            names = _PLATES if paint.space == "cmyk" else _PLATES[-1:]
            self.plates |= {name for name, value in zip(names, paint.values, strict=True) if value > 0}

    def note_picture(self, picture: Image.Image) -> None:
        """The same for a picture in inks."""
        if picture.mode == "L":
            self.plates |= {"Black"} if min(_values(picture)) < 255 else set()
        elif picture.mode == "CMYK":
            self.plates |= {name for name, band in zip(_PLATES, picture.split(), strict=True) if max(_values(band))}

    def _rgb(self, light: tuple[float, ...]) -> Paint:
        if self.space == "srgb":
            return Paint("srgb", light)
        key = tuple(round(v * 255) for v in light)
        wanted = self.table.get((key[0], key[1], key[2]))
        if self.space == "gray":
            return Paint("gray", (round(1 - luma(light), 4),))
        if wanted is not None:
            return self._from_table(wanted)
        if max(light) - min(light) <= _NEUTRAL:
            return Paint("cmyk", (0.0, 0.0, 0.0, round(1 - light[1], 4)))
        pixel = Image.new("RGB", (1, 1), (key[0], key[1], key[2]))
        found = self._convert(pixel).tobytes()
        return Paint("cmyk", self._limited(tuple(v / 255 for v in found), self.profile.tac))

    def _from_table(self, wanted: InkColour) -> Paint:
        mixture = self.profile.rich_black if wanted.rich else wanted.cmyk
        values = self._limited(tuple(v / 100 for v in mixture), self.profile.tac)
        if not wanted.spot:
            return Paint("cmyk", values)
        if self.profile.spots == "process":
            return Paint("cmyk", tuple(round(v * wanted.tint / 100, 4) for v in values))
        return Paint("cmyk", values, wanted.spot, wanted.tint / 100)

    @staticmethod
    def _limited(inks: tuple[float, ...], tac: float) -> tuple[float, ...]:
        """Within the limit of coverage (percent): cyan, magenta and yellow give way, black stays."""
        *colours, black = (_clipped(v) for v in inks)
        room, total = max(0.0, tac / 100 - black), sum(colours)
        share = room / total if total > room else 1.0
        return (*(round(v * share, 4) for v in colours), round(black, 4))

    def picture(self, image: Image.Image) -> Image.Image:
        """An RGB picture in inks, within the limit of coverage; mode CMYK or L. An L picture is light, as in a file."""
        if self.space == "srgb":
            return image
        if self.space == "gray":
            return image.convert("L", matrix=(*_LUMA, 0))
        return image.filter(self._table())

    def limit_picture(self, image: Image.Image) -> Image.Image:
        """A CMYK picture made by others, brought within the limit of coverage."""
        tac = self.profile.tac
        cyan, magenta, yellow, black = image.split()
        if sum(max(_values(band)) for band in (cyan, magenta, yellow, black)) / 2.55 <= tac:
            return image
        from PIL import ImageMath

        bands: dict[str, Any] = {"c": cyan, "m": magenta, "y": yellow, "k": black, "limit": tac * 2.55}
        share = ImageMath.lambda_eval(
            lambda a: a["min"](
                (a["limit"] - a["float"](a["k"])) / a["max"](a["float"](a["c"]) + a["m"] + a["y"], 1.0), 1.0
            ),
            **bands,
        )
        reduced = [
            ImageMath.lambda_eval(lambda a: a["convert"](a["band"] * a["share"], "L"), band=band, share=share)
            for band in (cyan, magenta, yellow)
        ]
        return Image.merge("CMYK", (*reduced, black))

    def _convert(self, image: Image.Image) -> Image.Image:
        condition = self.profile.condition
        if condition is None:
            raise BuildError("X101", {"icc": "—", "reason": "condition"})
        result = Image.new("CMYK", image.size)
        # Not `apply`: it also copies the whole output profile into every result, which takes most of its time.
        _transform(condition.icc, self.profile.rendering).transform.apply(image.getim(), result.getim())
        return result

    def _table(self) -> ImageFilter.Color3DLUT:
        """The way through ICC as a table: what is interpolated between nodes within the limit stays within it."""
        key = (self.profile.condition, self.profile.rendering, self.profile.tac)
        if key not in _TABLES:
            steps = [round(v * 255 / (_NODES - 1)) for v in range(_NODES)]
            nodes = bytes(v for blue in steps for green in steps for red in steps for v in (red, green, blue))
            found = self._convert(Image.frombytes("RGB", (_NODES * _NODES, _NODES), nodes)).tobytes()
            limit = self.profile.tac - _JPEG_NOISE
            table = [value / 255 for value in found]
            for at in range(0, len(found), 4):
                if sum(found[at : at + 4]) > limit * 2.55:
                    table[at : at + 4] = self._limited(tuple(table[at : at + 4]), limit)
            _TABLES.clear()  # a build goes to one shop, seldom to two
            _TABLES[key] = ImageFilter.Color3DLUT(_NODES, table, channels=4, target_mode="CMYK")
        return _TABLES[key]


_TABLES: dict[tuple[object, ...], ImageFilter.Color3DLUT] = {}


@lru_cache(maxsize=4)
def _transform(icc: str, rendering: str) -> Any:
    """sRGB → the inks of an output profile; relative colours with black point compensation."""
    perceptual = rendering == "perceptual"
    intent = ImageCms.Intent.PERCEPTUAL if perceptual else ImageCms.Intent.RELATIVE_COLORIMETRIC
    flags = ImageCms.Flags.NONE if perceptual else ImageCms.Flags.BLACKPOINTCOMPENSATION
    try:
        return ImageCms.buildTransform(ImageCms.createProfile("sRGB"), icc, "RGB", "CMYK", intent, flags)
    except (ImageCms.PyCMSError, OSError) as error:
        raise BuildError("X101", {"icc": icc, "reason": str(error)[:200]}) from error


_LUMA = (0.2126, 0.7152, 0.0722)
"""Shares of red, green and blue in lightness (ITU-R BT.709)."""


def luma(light: tuple[float, ...]) -> float:
    return sum(share * value for share, value in zip(_LUMA, light, strict=True))


def _values(band: Image.Image) -> list[int]:
    """The values that occur in a band, 0 to 255."""
    return [value for value, count in enumerate(band.histogram()) if count]


def _clipped(value: float) -> float:
    return min(1.0, max(0.0, value))
