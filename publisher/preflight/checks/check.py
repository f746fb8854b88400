"""What a check is, and what it is given."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from publisher.model.facts import Facts, Ink, Mark, Page, Rect
from publisher.model.finding import Severity
from publisher.model.paper import POINTS
from publisher.model.press import Minima, ShopProfile

MM = POINTS["mm"]

Scope = Literal["any", "x", "x1a", "x4", "inks", "shop"]
"""Whom a check concerns: any file; files that are, or are asked to be, PDF/X, X-1a, X-4; files that are to be
separated into inks (PDF/X, or a profile in CMYK or gray); files for a print shop whose profile is known."""

PDFX = "ISO 15930 (PDF/X), as summed up in the PDFlib 8 manual, 10.3, and Kodak, “Characteristics of PDF/X-1a”"
PDF = "ISO 32000-1 (PDF 1.7)"
SHOPS = "requirements of print shops"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The most ink on one spot of a page. `percent` None: it could not be measured, for the reason in `why`."""

    percent: float | None
    rect: Rect | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """A file and what it is held to.

    Args:
        standard: `PDF/X-4`, `PDF/X-1a:2001` …, as the profile asks, else as the file claims; empty: none.
        trim: width and height of the finished page as ordered, in points.
        coverage: total ink by page number; empty when it was not asked for.
        name: of the file, without folders; may be empty.
    """

    facts: Facts
    standard: str = ""
    profile: ShopProfile | None = None
    trim: tuple[float, float] | None = None
    coverage: Mapping[int, Coverage] = field(default_factory=dict)
    name: str = ""
    seen: dict[int, list[list[Mark]]] = field(default_factory=dict, repr=False, compare=False)
    """Kept by `looks`."""

    def concern(self, scope: Scope) -> bool:
        """Whether a check of this scope concerns the file."""
        match scope:
            case "any":
                return True
            case "x":
                return self.standard.startswith("PDF/X")
            case "x1a":
                return self.standard.startswith("PDF/X-1")
            case "x4":
                return self.standard.startswith(("PDF/X-4", "PDF/X-5", "PDF/X-6"))
            case "inks":
                colour = self.profile.colour if self.profile else ""
                return colour in ("cmyk", "gray") or (self.concern("x") and colour != "srgb")
            case "shop":
                return self.profile is not None

    @property
    def minima(self) -> Minima:
        """Thresholds of the profile; without one, what nobody would print."""
        return self.profile.minima if self.profile else _NOBODY

    @property
    def limit(self) -> float:
        """The most ink on one spot, in percent; without a profile what no press takes."""
        return self.profile.tac if self.profile and self.profile.tac else 400.0

    def looks(self, page: Page) -> list[list[Mark]]:
        """The marks of a page that are seen, those together that differ in place only."""
        found = self.seen.get(page.number)
        if found is None:
            alike: dict[tuple[object, ...], list[Mark]] = {}
            for mark in page.marks:
                if not mark.hidden:
                    alike.setdefault((mark[0], id(mark[2]), *mark[3:]), []).append(mark)
            found = self.seen[page.number] = list(alike.values())
        return found

    def pages(self) -> tuple[Page, ...]:
        return self.facts.pages


_NOBODY = Minima(ppi=150, line_ppi=300, line=0.12, tint_line=0.12, type=3, colour_type=5, safe=0, spine_safe=0)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something a check found: on a page (0: the file), at a place, with values for the words."""

    page: int = 0
    rect: Rect | None = None
    params: Mapping[str, object] = field(default_factory=dict)


Find = Callable[[Terms], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is checked.

    Args:
        code: eternal; the words stand under it in the catalogue.
        severity: where the check concerns the file; `plain`: elsewhere (None: it does not run there).
        source: where the rule is written.
    """

    code: str
    severity: Severity
    plain: Severity | None
    scope: Scope
    source: str
    find: Find

    def level(self, terms: Terms) -> Severity | None:
        """How much a hit matters in this file; None: the check does not run. A profile has the last word."""
        own = self.severity if terms.concern(self.scope) else self.plain
        if terms.profile and self.code in terms.profile.severities:
            return terms.profile.severities[self.code]
        return own


CHECKS: dict[str, Check] = {}
"""All checks by code; filled when the families are imported."""


def check(
    code: str, severity: Severity, source: str, *, scope: Scope = "any", plain: Severity | None = None
) -> Callable[[Find], Find]:
    """Make a function the check of a code."""

    def registered(find: Find) -> Find:
        if code in CHECKS:
            raise ValueError(code)
        CHECKS[code] = Check(code, severity, plain, scope, source, find)
        return find

    return registered


def on_pages(code: str) -> Find:
    """Hits for a problem that was met while reading, wherever it was."""

    def find(terms: Terms) -> Iterator[Hit]:
        for problem in terms.facts.problems:
            if problem.code == code:
                yield Hit(params={"detail": problem.detail})
        for page in terms.pages():
            for problem in (*page.problems, *page.states):
                if problem.code == code:
                    yield Hit(page.number, params={"detail": problem.detail})

    return find


def each_look(terms: Terms, wrong: Callable[[Page, Mark], Mapping[str, object] | None]) -> Iterator[Hit]:
    """A hit for every mark that looks `wrong`; the values of the hit are what that says."""
    for page in terms.pages():
        for look in terms.looks(page):
            params = wrong(page, look[0])
            if params is not None:
                for mark in look:
                    yield Hit(page.number, mark.rect, params)


def visible(page: Page) -> Iterator[Mark]:
    return (mark for mark in page.marks if not mark.hidden)


def plates(ink: Ink) -> tuple[float, ...] | None:
    """Amounts of the inks a colour asks for, 0…1 (C, M, Y, K; spot inks by themselves); None: it can't be told."""
    device, values = ink.space.device, ink.values
    if device == "CMYK" and len(values) == 4:
        return values
    if device == "Gray" and len(values) == 1:
        return (0.0, 0.0, 0.0, 1.0 - values[0])
    if device == "spot" and values:
        return values
    return None


def is_white(ink: Ink) -> bool:
    """No ink at all."""
    amounts = plates(ink)
    if amounts is not None:
        return not any(amount > 0.001 for amount in amounts)
    return ink.space.device == "RGB" and len(ink.values) == 3 and min(ink.values) > 0.999


def is_black(ink: Ink) -> bool:
    """Nothing but full black."""
    amounts = plates(ink)
    if amounts is None:
        return False
    if ink.space.process in ("Separation", "DeviceN"):
        return ink.space.colorants == ("Black",) and amounts[0] > 0.999
    return amounts[3] > 0.999 and max(amounts[:3]) < 0.001


def shown(ink: Ink) -> str:
    """A colour for people: `C60 M40 Y40 K100`, `RGB 255 0 0`, `Gray 50 %`, `PANTONE 485 C 80 %`."""
    space, values = ink.space, ink.values
    if not values:
        return ", ".join(space.colorants) or space.process
    if space.device == "CMYK":
        return " ".join(f"{sign}{round(100 * value)}" for sign, value in zip("CMYK", values, strict=False))
    if space.device == "RGB":
        return "RGB " + " ".join(str(round(255 * value)) for value in values)
    if space.device == "Gray":
        return f"K{round(100 * (1 - values[0]))}"
    if space.colorants:
        return ", ".join(f"{n} {round(100 * v)} %" for n, v in zip(space.colorants, values, strict=False))
    return f"{space.process} " + " ".join(f"{value:g}" for value in values)


def mm(points: float) -> str:
    """Points as millimetres for people: two decimals, no zeros behind."""
    return f"{points / MM:.2f}".rstrip("0").rstrip(".")
