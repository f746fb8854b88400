"""A layout: a folder without Python, read. Everything a page needs except its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from publisher.model.edition import Kind
from publisher.model.fit import FitLimits, FitWish
from publisher.model.paper import Margins, Sheet, Trim
from publisher.model.press import InkColour, Rgb

Alignment = Literal["inner", "center", "outer"]
Language = Literal["ru", "en"]

LOCATION: Mapping[str, bool] = {"location": True}
"""Metadata of a field that says where something lies on this machine: for messages, and to find the bytes of which a
digest tells. Nothing that is made depends on it.
"""


@dataclass(frozen=True, slots=True)
class Face:
    """One font file: the only one with its family, weight and style (two would corrupt the PDF)."""

    family: str
    weight: int
    italic: bool
    path: str = field(metadata=LOCATION)
    digest: str


@dataclass(frozen=True, slots=True)
class Family:
    """A folder of `fonts/`: CSS name, real name, licence, faces."""

    name: str
    typeface: str
    version: str
    generic: str
    licence: str
    licence_path: str = field(metadata=LOCATION)
    reserved_name: str
    role: Mapping[str, str]
    faces: tuple[Face, ...]

    def face(self, weight: int = 400, *, italic: bool = False) -> Face | None:
        return next((f for f in self.faces if (f.weight, f.italic) == (weight, italic)), None)


@dataclass(frozen=True, slots=True)
class Furniture:
    """A folio, running head or the like: drawn onto finished pages, never part of their content.

    `content` may hold {folio} {work.title} {work.author} {part.title} {edition.title} {section}; `size` in pt;
    `tracking` in em; `features` are OpenType tags. `openers`: also on the first page of a work. `sides`: on which
    pages of a spread.
    """

    place: Literal["head", "foot"]
    alignment: Alignment
    content: str
    sides: Literal["both", "recto", "verso"]
    openers: bool
    family: str
    weight: int
    italic: bool
    size: float
    tracking: float
    features: tuple[str, ...]
    color: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class CoverStyle:
    """How a cover looks when publisher.toml does not say: the face of the title (empty: that of the text), `#rrggbb` of
    ground (empty: the accent of the layout) and letters (empty: white or black, whatever can be read).
    """

    family: str = ""
    weight: int = 600
    background: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class Headline:
    """A title that is set as large as its place allows: `family` (empty: that of the text) and `weight` of its face,
    whether it stands in `capitals`, `leading` and `tracking` in em, the `least` and the `most` size and the `height` of
    all lines in pt, and the `width` as a share of the text area.
    """

    family: str = ""
    weight: int = 700
    capitals: bool = False
    leading: float = 1.1
    tracking: float = 0.0
    least: float = 16.0
    most: float = 60.0
    height: float = 150.0
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Typesetting:
    """How running text is set: `size`, `line` (the leading, which is the grid of the page) and the `gutter` between
    `columns` in pt, `tracking` in em.
    """

    size: float
    line: float
    tracking: float = 0.0
    columns: int = 1
    gutter: float = 0.0


@dataclass(frozen=True, slots=True)
class Layout:
    """`trim`, `margins`, `head` and `foot` in pt; `head` is the distance of the running head's baseline from the top
    trim edge, `foot` that of the folio's from the bottom. `templates` and `stylesheets` are already merged over
    `extends`, parents first. `mirrored`: verso pages are recto pages shifted sideways (decision 9). `bleed`: how far
    artwork is drawn beyond the trim, at most. `press_colours`: inks in the place of plain colours. `fit_wish`: pages
    that a text gets if the edition does not say. `per_sheet`: pages on both sides of a printed sheet, 0: not told.
    `part_start` is the side of a part's title page, whose back is blank or has text (`part_back`); so does
    the page with the title of a work. `matter`: what differs from `publisher.model.collection.Matter`.
    """

    name: str
    title: Mapping[str, str]
    trim: Trim
    bleed: float
    margins: Margins
    mirrored: bool
    sheet: Sheet | None
    head: float
    foot: float
    work_start: Literal["page", "recto", "run-on"]
    contents: Literal["end", "front", "none"]
    families: tuple[str, ...]
    text_family: str
    typesetting: Typesetting
    furniture: tuple[Furniture, ...]
    options: Mapping[str, str | int | float | bool]
    templates: Mapping[str, str]
    page_css: str
    reflow_css: str
    reflow_families: tuple[str, ...]
    digest: str
    folder: str = field(metadata=LOCATION)
    proof_css: str = ""
    press_colours: Mapping[Rgb, InkColour] = field(default_factory=dict)
    cover: CoverStyle = field(default_factory=CoverStyle)
    cover_css: str = ""
    fit: FitLimits = field(default_factory=FitLimits)
    fit_wish: FitWish | None = None
    per_sheet: int = 0
    headline: Headline | None = None
    masthead: Headline | None = None
    notes: Literal["foot", "end"] = "foot"
    covers: bool = False
    kinds: tuple[Kind, ...] = ("leaflet", "pamphlet", "anthology")
    own_margins: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    booklet: Literal["", "saddle", "perfect", "trifold", "zine8"] = ""
    booklet_sheet: str = ""
    part_start: Literal["page", "recto"] = "recto"
    part_back: Literal["blank", "text"] = "blank"
    matter: Mapping[str, str] = field(default_factory=dict)

    @property
    def start(self) -> Literal["page", "recto"]:
        """The side on which falls what begins a page of its own."""
        return "recto" if self.work_start == "recto" else "page"
