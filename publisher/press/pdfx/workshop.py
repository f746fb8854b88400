"""What a document needs once: converted forms, patterns, fonts and pictures, and what was noticed on the way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.model.press import InkColour, Rgb, ShopProfile
from publisher.press.pdfx.inks import Inks, Paint
from publisher.press.pdfx.pictures import Pictures
from publisher.press.pdfx.texts import Widths


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture as it stands on a page (from 1): pixels, and resolution in pixels an inch, the lower of both ways."""

    page: int
    width: int
    height: int
    ppi: float
    colour: str


@dataclass(slots=True)
class Workshop:
    """Shared by everything that is repainted in one document.

    Attributes:
        keeps_transparency: PDF/X-4 and plain PDF; else it is flattened.
        page: number of the page at work, from 1.
        clashes: (page, what) that can't be flattened honestly.
    """

    pdf: pikepdf.Pdf
    profile: ShopProfile
    inks: Inks
    pictures: Pictures
    keeps_transparency: bool
    page: int = 0
    placed: dict[Placed, None] = field(default_factory=dict)
    clashes: dict[tuple[int, str], None] = field(default_factory=dict)
    spots: dict[str, pikepdf.Object] = field(default_factory=dict)
    made: dict[tuple[object, ...], pikepdf.Object] = field(default_factory=dict)
    states: dict[str, pikepdf.Object] = field(default_factory=dict)
    widths: dict[tuple[int, int], Widths] = field(default_factory=dict)

    @classmethod
    def of(cls, pdf: pikepdf.Pdf, profile: ShopProfile, table: Mapping[Rgb, InkColour]) -> Workshop:
        inks = Inks(profile, table)
        return cls(pdf, profile, inks, Pictures(pdf, inks), profile.flavour != "x1a")

    def for_masks(self) -> Workshop:
        """The same for the inside of a soft mask, where colours are opacity: shades of grey, nothing else."""
        inks = Inks(replace(self.profile, colour="gray"), {})
        return Workshop(self.pdf, self.profile, inks, Pictures(self.pdf, inks), keeps_transparency=True)

    @property
    def overprints(self) -> bool:
        return self.profile.k_overprint and self.inks.space == "cmyk"

    def clash(self, what: str) -> None:
        self.clashes[self.page, what] = None

    def once(self, key: tuple[object, ...], make: Callable[[], pikepdf.Object]) -> pikepdf.Object:
        """What `make` makes, an indirect object, made once for a key."""
        if key not in self.made:
            self.made[key] = make()
        return self.made[key]

    def state(self, name: str, table: Mapping[str, Any]) -> pikepdf.Object:
        """An ExtGState, one for each name in the document."""
        if name not in self.states:
            self.states[name] = self.pdf.make_indirect(
                Dictionary({"/Type": Name.ExtGState, **{f"/{key}": value for key, value in table.items()}})
            )
        return self.states[name]

    def separation(self, paint: Paint) -> pikepdf.Object:
        """The colour space of a spot ink, one for each ink in the document."""
        if paint.spot not in self.spots:
            ink = Name("/" + paint.spot)
            tint = Dictionary(
                FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array(list(paint.values)), N=1
            )
            space = Array([Name.Separation, ink, Name.DeviceCMYK, tint])
            self.spots[paint.spot] = self.pdf.make_indirect(space)
        return self.spots[paint.spot]
