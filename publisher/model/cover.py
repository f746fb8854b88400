"""A cover: what publisher.toml says of it, and how thick its spine gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from publisher.model.paper import POINTS

MM = POINTS["mm"]

Binding = Literal["saddle", "perfect"]
"""Скоба; клеевое бесшвейное скрепление."""

SADDLE_PAGES = 64
"""A pamphlet up to this length is stapled where nothing else is asked for: a thicker one would gape."""
THIN_PAGES = 40
"""A book up to this length is stapled, too: glue wants a spine of some 3 mm to hold on to."""
CALIPER = 0.1 * MM
"""Points: a leaf of uncoated offset paper of 80 g/m²."""


@dataclass(frozen=True, slots=True)
class CoverWish:
    """`[edition.NAME.cover]`. Lengths in points; empty colours are those of the layout.

    Attributes:
        binding: `auto`: by kind of edition and number of pages.
        caliper: thickness of one leaf of the block.
        cover_caliper: thickness of the cover itself.
        spine: width as the printer measured it; None: computed.
        spine_text: which way it runs. `up`, from the foot to the head, is the Russian custom; `down` the English one.
        text: on the back; empty: the description of the edition.
        image: path of a picture from the folder of publisher.toml; `image_on`: where it lies.
        background, color: `#rrggbb` of ground and letters.
        warning: words that the law wants on the cover («Содержит нецензурную брань»).
        paper: of the cover, for the job sheet.
    """

    binding: Literal["auto", "saddle", "perfect"] = "auto"
    caliper: float = CALIPER
    cover_caliper: float = 0.0
    spine: float | None = None
    spine_text: Literal["up", "down", "none"] = "up"
    text: str = ""
    image: str = ""
    image_on: Literal["front", "spread"] = "front"
    background: str = ""
    color: str = ""
    warning: str = ""
    paper: str = ""


def binding_of(wish: CoverWish, kind: str, pages: int) -> Binding:
    """What holds the leaves together: staples for a pamphlet, glue for a book, if it is thick enough to be glued."""
    if wish.binding != "auto":
        return wish.binding
    return "saddle" if pages <= (THIN_PAGES if kind == "anthology" else SADDLE_PAGES) else "perfect"


def spine_width(wish: CoverWish, kind: str, pages: int) -> float:
    """Points: leaves × caliper + twice the cover, as the spine is wrapped around the block; 0 under staples.

    200 pages of 0.1 mm in a cover of 0.25 mm: 100 × 0.1 + 2 × 0.25 = 10.5 mm.
    """
    if wish.spine is not None:
        return wish.spine
    if binding_of(wish, kind, pages) == "saddle":
        return 0.0
    return (pages + 1) // 2 * wish.caliper + 2 * wish.cover_caliper
