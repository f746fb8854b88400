"""An order for a print shop: what is printed, on what, how it is put together."""

from __future__ import annotations

from dataclasses import dataclass

from publisher.model.cover import Binding
from publisher.model.press import ShopProfile


@dataclass(frozen=True, slots=True)
class JobWish:
    """`[job]` and `[edition.NAME.job]`: what only people know. Empty fields are left open in the job sheet."""

    delivery: str = ""
    deadline: str = ""
    contact: str = ""
    finishing: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class JobPart:
    """A finished file of the job: the block or the cover.

    Attributes:
        name: `block` or `cover`; `file`: what the shop wants it to be called.
        pages: of the file.
        trim, bleed: width and height in mm, of the trimmed page and with its bleed.
        plates: inks that are used in the file, in printing order.
        standard: `PDF/X-4` …
        paper: what it is printed on.
    """

    name: str
    file: str
    data: bytes
    pages: int
    trim: tuple[float, float]
    bleed: tuple[float, float]
    plates: tuple[str, ...]
    standard: str
    paper: str


@dataclass(frozen=True, slots=True)
class Job:
    """Everything a print shop gets. `binding` None: nothing is bound; `spine` in mm; `created`: ISO 8601, UTC."""

    name: str
    title: str
    author: str
    parts: tuple[JobPart, ...]
    binding: Binding | None
    spine: float
    print_run: int
    order: str
    wish: JobWish
    profile: ShopProfile
    report: str
    created: str

    def part(self, name: str) -> JobPart | None:
        return next((part for part in self.parts if part.name == name), None)
