"""What a print shop asks for: a `ShopProfile`, read from data. Lengths are in points, inks in percent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from publisher.model.finding import Severity
from publisher.model.paper import POINTS

MM = POINTS["mm"]

Flavour = Literal["x4", "x1a", "pdf"]
PDF_VERSIONS: Mapping[Flavour, tuple[str, ...]] = {
    "x4": ("1.6",),
    "x1a": ("1.3", "1.4"),
    "pdf": ("1.4", "1.5", "1.6", "1.7"),
}
"""PDF versions that a flavour may have. X-1a of PDF 1.3 is PDF/X-1a:2001, of 1.4 PDF/X-1a:2003."""

COVER_BLEED, COVER_SAFE = 3 * MM, 5 * MM
COVER_TAC = 300.0
"""A cover is printed in colour and trimmed, even where the block is black and has no bleed."""

Cmyk = tuple[float, float, float, float]
"""Inks in percent: cyan, magenta, yellow, black."""


Rgb = tuple[int, int, int]
"""A plain colour of a layout: sRGB, 0 to 255."""


@dataclass(frozen=True, slots=True)
class InkColour:
    """What a layout's table puts in the place of a plain colour.

    `cmyk` is the mixture in percent; with `spot`, that of the ink `spot` in full, which prints at `tint` percent.
    `rich`: the shop's own rich black, whatever `cmyk` says.
    """

    cmyk: Cmyk
    spot: str = ""
    tint: float = 100.0
    rich: bool = False


@dataclass(frozen=True, slots=True)
class Bleed:
    """How far artwork goes beyond the trimmed edge, in points; inner is at the spine (on the left of a recto page)."""

    inner: float = 0.0
    outer: float = 0.0
    top: float = 0.0
    bottom: float = 0.0

    @property
    def widest(self) -> float:
        return max(self.inner, self.outer, self.top, self.bottom)

    def sides(self, *, recto: bool) -> tuple[float, float, float, float]:
        """Left, bottom, right, top on a recto or verso page: in the order of a PDF box."""
        left, right = (self.inner, self.outer) if recto else (self.outer, self.inner)
        return left, self.bottom, right, self.top


@dataclass(frozen=True, slots=True)
class PrintCondition:
    """The characterised printing condition that colours are made for, and its ICC profile.

    `identifier` and `name` are those of the registry (`FOGRA39`, `Coated FOGRA39 (ISO 12647-2:2004)`); `icc` is the
    absolute path of the output profile.
    """

    identifier: str
    name: str
    registry: str
    icc: str


MARK_GAP = 0.5 * MM
"""Between the bleed and the beginning of a mark, so that the two never touch."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Printer's marks around the page. `none`; `crop`: crop and, with bleed, bleed corners;
    `full`: also registration targets, a colour bar and the slug line.

    `offset`: from the trimmed edge to where a mark begins, never less than the bleed; `MARK_GAP` more if nothing is
    said. `length` and `weight` of a line. All in points.
    """

    kind: Literal["none", "crop", "full"] = "none"
    offset: float = 3 * MM
    length: float = 5 * MM
    weight: float = 0.25


@dataclass(frozen=True, slots=True)
class Minima:
    """What may not be smaller. `ppi`: pictures in continuous tone, `line_ppi`: one-bit pictures, both as placed;
    `max_ppi` is where resolution is wasted (0: nowhere).

    In points: `line`, the thinnest line in one full ink; `tint_line`, in a tint or several inks; `type`, the smallest
    letters in one ink; `colour_type`, in several inks or knocked out; `safe`, from the trimmed edge to anything that
    may not be cut; `spine_safe`, the same at the spine.
    """

    ppi: float = 250
    line_ppi: float = 600
    max_ppi: float = 0
    line: float = 0.25
    tint_line: float = 0.5
    type: float = 5
    colour_type: float = 8
    safe: float = 3 * MM
    spine_safe: float = 3 * MM


@dataclass(frozen=True, slots=True)
class Cover:
    """How a shop takes the cover. `spread`: one page, back + spine + front, in a file of its own; `pages`: the first
    and the last two pages of the block.

    `spine_text`: width of the spine in points from which on there may be words on it.
    """

    form: Literal["spread", "pages"] = "spread"
    spine_text: float = 6 * MM


@dataclass(frozen=True, slots=True)
class ShopProfile:
    """Everything a print shop (or one of its presses) asks for. Shops contradict each other, so this is data.

    Attributes:
        name: under which it is chosen: `offset-coated`.
        title: in Russian and English.
        flavour: `x4` PDF/X-4, `x1a` PDF/X-1a, `pdf` plain PDF (digital printers, offices).
        version: of PDF, one of `PDF_VERSIONS[flavour]`.
        colour: `cmyk`, `gray` (one ink, black) or `srgb` (the shop separates; flavour `pdf` only).
        condition: what colours are made for; None only for `srgb`.
        embed_icc: the output intent carries the ICC profile; without it, only the name of the condition.
        rendering: how colours outside the gamut are brought in. `relative` goes with black point compensation.
        spots: `keep` the spot inks of a layout or turn them into `process` colours.
        tac: total area coverage, percent: the most ink on one spot.
        k_overprint: text and lines in pure black overprint.
        rich_black: the mixture of large black areas.
        bleed: what the shop wants; what a layout does not have can't be delivered.
        page_extent: points of paper around the trim on every side; 0: as far as bleed and marks reach.
        marks: printer's marks.
        minima: thresholds of the preflight.
        page_multiple: the number of pages must be divisible by it.
        cover: how the cover is delivered.
        file_name: of delivered files; {name} {part} {width} {height} {pages} are filled in.
        ascii_names: Cyrillic is transliterated in names of files.
        severities: code of a preflight finding → how much this shop minds; None: not at all.
    """

    name: str
    title: Mapping[str, str]
    flavour: Flavour
    version: str
    colour: Literal["cmyk", "gray", "srgb"]
    condition: PrintCondition | None
    embed_icc: bool = True
    rendering: Literal["relative", "perceptual"] = "relative"
    spots: Literal["keep", "process"] = "process"
    tac: float = 300
    k_overprint: bool = True
    rich_black: Cmyk = (60, 40, 40, 100)
    bleed: Bleed = field(default_factory=Bleed)
    page_extent: float = 0.0
    marks: Marks = field(default_factory=Marks)
    minima: Minima = field(default_factory=Minima)
    page_multiple: int = 1
    cover: Cover = field(default_factory=Cover)
    file_name: str = "{name}_{part}_{width}x{height}.pdf"
    ascii_names: bool = True
    severities: Mapping[str, Severity | None] = field(default_factory=dict)

    @property
    def of_cover(self) -> ShopProfile:
        """What holds for a cover: colour where the block is black, bleed on all sides, any number of pages."""
        wide = max(self.bleed.widest, COVER_BLEED) if self.cover.form == "spread" else self.bleed.widest
        gray = self.colour == "gray"
        return replace(
            self,
            colour="cmyk" if gray else self.colour,
            tac=max(self.tac, COVER_TAC) if gray else self.tac,
            bleed=Bleed(wide, wide, wide, wide),
            page_multiple=1,
            minima=replace(self.minima, safe=min(self.minima.safe, COVER_SAFE), spine_safe=0),
        )

    @property
    def standard(self) -> str:
        """`PDF/X-4`, `PDF/X-1a:2001`, `PDF/X-1a:2003`; for plain PDF `PDF 1.7`."""
        if self.flavour == "x4":
            return "PDF/X-4"
        if self.flavour == "x1a":
            return "PDF/X-1a:2001" if self.version == "1.3" else "PDF/X-1a:2003"
        return f"PDF {self.version}"
