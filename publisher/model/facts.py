"""What is in a PDF, as far as print cares. Read once by `preflight.probes`; the checks see nothing else.

Lengths are PDF points (1/72 inch) in default user space, after all matrices; rectangles are (x0, y0, x1, y1) with
x0 ≤ x1 and y0 ≤ y1; colour values are 0…1; pages count from 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Rect(NamedTuple):
    """A rectangle in points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def inside(self, other: Rect, slack: float = 0.0) -> bool:
        """Whether this lies within `other`, give or take `slack` points."""
        return (
            self.x0 >= other.x0 - slack
            and self.y0 >= other.y0 - slack
            and self.x1 <= other.x1 + slack
            and self.y1 <= other.y1 + slack
        )

    def meets(self, other: Rect) -> bool:
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1

    def within(self, other: Rect) -> Rect | None:
        """What both have in common; None when they do not meet."""
        x0, y0 = max(self.x0, other.x0), max(self.y0, other.y0)
        x1, y1 = min(self.x1, other.x1), min(self.y1, other.y1)
        return Rect(x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None

    def grown(self, by: float) -> Rect:
        return Rect(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def joined(self, other: Rect) -> Rect:
        return Rect(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Profile:
    """An ICC profile by its header: `device` as in the file (`prtr`, `mntr` …), `space` (`CMYK`, `RGB`, `GRAY` …)."""

    size: int
    valid: bool
    device: str = ""
    space: str = ""
    digest: str = ""
    components: int = 0
    description: str = ""


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space.

    Args:
        family: `DeviceCMYK`, `ICCBased`, `Separation`, `Indexed`, `Pattern` …; empty when it can't be understood.
        components: numbers a colour has.
        colorants: names of the inks of Separation and DeviceN.
        base: the space underneath: base of Indexed and Pattern, alternate of Separation and DeviceN.
        profile: of ICCBased.
    """

    family: str
    components: int
    colorants: tuple[str, ...] = ()
    base: Space | None = None
    profile: Profile | None = None

    @property
    def process(self) -> str:
        """The family that reaches the press: of Indexed and Pattern the base; Separation and DeviceN are themselves."""
        if self.family in ("Indexed", "Pattern") and self.base is not None:
            return self.base.process
        return self.family

    @property
    def device(self) -> str:
        """`CMYK`, `RGB`, `Gray`, `Lab`, `spot` or empty: what kind of colour it is in the end."""
        family = self.process
        if family == "ICCBased":
            profile = (self.base if self.family in ("Indexed", "Pattern") and self.base else self).profile
            count = profile.components if profile else 0
            return {1: "Gray", 3: "Lab" if profile and profile.space == "Lab" else "RGB", 4: "CMYK"}.get(count, "")
        return {
            "DeviceCMYK": "CMYK",
            "DeviceRGB": "RGB",
            "CalRGB": "RGB",
            "DeviceGray": "Gray",
            "CalGray": "Gray",
            "Lab": "Lab",
            "Separation": "spot",
            "DeviceN": "spot",
        }.get(family, "")


class Ink(NamedTuple):
    """A colour as painted. `values` is empty for patterns, shadings and images."""

    space: Space
    values: tuple[float, ...] = ()


class Mark(NamedTuple):
    """One thing painted.

    Args:
        kind: `text`, `fill`, `stroke`, `shading` or `image`.
        rect: what it covers, clipped by the boxes of the clipping paths in force.
        ink: its colour.
        size: text: size in points as it appears; stroke: width of the line; fill: the lesser side of a plain
            rectangle; else 0.
        overprint: whether it overprints; `mode`: its overprint mode (OPM 0 or 1).
        alpha: constant opacity; `blend`: mode, `Normal` as a rule; `masked`: a soft mask is in force.
        solid: a fill that covers its whole rectangle.
        hidden: not seen: invisible text, or on a layer that is switched off.
    """

    kind: str
    rect: Rect
    ink: Ink
    size: float = 0.0
    overprint: bool = False
    mode: int = 0
    alpha: float = 1.0
    blend: str = "Normal"
    masked: bool = False
    solid: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as it stands in the file. `mask`: `` none, `stencil`, `soft`, `hard`, `colour`."""

    name: str
    width: int
    height: int
    bits: int
    space: Space
    filters: tuple[str, ...] = ()
    mask: str = ""
    printing_alternate: bool = False
    bytes: int = 0
    sound: bool = True


class Placement(NamedTuple):
    """A picture on a page: `ppi` across and down, after all matrices."""

    image: Image
    rect: Rect
    ppi: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Font:
    """A font that is used.

    Args:
        name: as in the file, without the tag of a subset.
        kind: `Type1`, `TrueType`, `CIDFontType0`, `CIDFontType2`, `Type3`, `MMType1`.
        embedded: whether a font program is in the file; `sound`: whether it can be read.
        notdef: codes shown that have no glyph, up to a few; `misfits`: codes whose width differs from the program.
        pages: where it is used.
    """

    name: str
    kind: str
    embedded: bool
    sound: bool = True
    subset: bool = False
    unicode: bool = True
    notdef: tuple[int, ...] = ()
    misfits: tuple[int, ...] = ()
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """`kind` is the subtype (`Link`, `Widget` …); `action` whether it does something."""

    kind: str
    rect: Rect | None
    action: bool = False


class Problem(NamedTuple):
    """Something odd met while reading: `code` of the check that tells it, and what."""

    code: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page.

    Args:
        boxes: those that the page has, own or inherited, by name without slash (`MediaBox` …).
        broken_boxes: names of boxes that are no four numbers or have no area.
        group: colour space of the transparency group of the page; None without one.
        groups: colour spaces of transparency groups drawn on it (None: a group that names none).
        states: odd keys of graphic states in use, e.g. `TR`, with their value.
        spaces: colour spaces in its resources, used or not.
        inspected: False when its content was left out because there was too much of it.
    """

    number: int
    boxes: Mapping[str, Rect]
    broken_boxes: tuple[str, ...] = ()
    rotate: int = 0
    user_unit: float = 1.0
    marks: tuple[Mark, ...] = ()
    placements: tuple[Placement, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    group: Space | None = None
    groups: tuple[Space | None, ...] = ()
    states: tuple[Problem, ...] = ()
    spaces: tuple[Space, ...] = ()
    problems: tuple[Problem, ...] = ()
    inspected: bool = True

    @property
    def media(self) -> Rect:
        return self.boxes.get("MediaBox", Rect(0, 0, 0, 0))

    @property
    def trim(self) -> Rect:
        """TrimBox, else ArtBox, else CropBox, else MediaBox."""
        for name in ("TrimBox", "ArtBox", "CropBox"):
            if name in self.boxes:
                return self.boxes[name]
        return self.media

    @property
    def bleed(self) -> Rect:
        """BleedBox, else what it defaults to: the CropBox, else the MediaBox."""
        return self.boxes.get("BleedBox", self.boxes.get("CropBox", self.media))


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent."""

    kind: str
    identifier: str = ""
    condition: str = ""
    registry: str = ""
    info: str = ""
    profile: Profile | None = None
    referenced: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All of a file.

    Args:
        version: of the PDF, e.g. `1.4`, the later of header and catalogue.
        claim: the PDF/X it says it is, e.g. `PDF/X-4`, `PDF/X-1a:2001`; empty for none.
        info: document information, text values by key without slash; dates as written.
        xmp: properties of the XMP packet by `prefix:name` with the customary prefixes; None when there is no packet.
        problems: what was met outside pages.
        page_count: pages of the file; `pages` may be fewer when there were too many.
    """

    size: int
    version: str
    page_count: int
    pages: tuple[Page, ...]
    fonts: tuple[Font, ...] = ()
    intents: tuple[Intent, ...] = ()
    info: Mapping[str, str] = field(default_factory=dict)
    xmp: Mapping[str, str] | None = None
    xmp_plain: bool = True
    claim: str = ""
    encrypted: bool = False
    identified: bool = True
    compressed_objects: bool = False
    repaired: bool = False
    javascript: bool = False
    actions: bool = False
    form: bool = False
    xfa: bool = False
    layers: tuple[str, ...] = ()
    hidden_layers: tuple[str, ...] = ()
    attachments: bool = False
    viewer_areas: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def intent(self) -> Intent | None:
        """The output intent of PDF/X; None without one."""
        return next((intent for intent in self.intents if intent.kind == "GTS_PDFX"), None)
