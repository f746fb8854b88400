"""Folios and running heads: what stands where on which page (decision 9), drawn as pagination artifacts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from publisher.binding.lettering import Lettering, Word
from publisher.binding.plan import PlannedPage
from publisher.model.composition import Fragment, FragmentFacts, PlacedPicture
from publisher.model.layout import Face, Family, Furniture, Layout

_FIELD = re.compile(r"\{([a-z.]+)\}")
_GAP = 12.0
"""Points that stay free between a running head and what stands beside it."""

_FILLED = 0.7
"""Share of a page that a picture takes when it fills it."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A piece of furniture set: operators' operand, baseline start in pt from the bottom left of the trimmed page.

    It is itself alone: pages that show the same have the same one.
    """

    item: Furniture
    word: Word
    x: float
    y: float


class Furnisher:
    """Sets the furniture of a book page by page, and draws it.

    `letterings`: the faces it is set in, by digest. `names`: what they are called in the resources of the pages.
    """

    def __init__(self, layout: Layout, families: Mapping[str, Family], edition_title: str) -> None:
        self.layout = layout
        self.edition_title = edition_title
        self.letterings: dict[str, Lettering] = {}
        self.names: dict[str, str] = {}
        self.faces = {
            item: families[item.family].face(item.weight, italic=item.italic) or families[item.family].faces[0]
            for item in layout.furniture
        }
        self._set: dict[tuple[int, str, bool], Line] = {}

    def lines(self, page: PlannedPage, fragment: Fragment, facts: FragmentFacts) -> list[Line]:
        """The furniture of one page; title pages, imprint and pictures that fill the page have none."""
        pictures = [image for image in facts.images if image.page == page.page]
        bare = fragment.role in ("title", "part", "imprint") or page.page < fragment.bare
        if bare or any(map(self._fills, pictures)):
            return []
        values = {
            "folio": str(page.number),
            "work.title": fragment.title,
            "work.author": fragment.author if fragment.role == "work" else fragment.title,  # nobody wrote an index
            "part.title": fragment.part,
            "edition.title": self.edition_title,
            "section": section(facts, page.page) or fragment.title,
        }
        opener = page.page == fragment.bare
        set_lines = []
        for number, item in enumerate(self.layout.furniture):
            if (opener and not item.openers) or item.sides == ("verso" if page.is_recto else "recto"):
                continue
            content = _FIELD.sub(lambda m: values.get(m[1], ""), item.content).strip()
            if content and not any(self._covers(image, item) for image in pictures):
                key = number, content, page.is_recto
                if key not in self._set:
                    self._set[key] = self._line(item, content, is_recto=page.is_recto)
                set_lines.append(self._set[key])
        return set_lines

    def _fills(self, picture: PlacedPicture) -> bool:
        """Whether a picture leaves no more of the page free than its caption needs."""
        trim = self.layout.trim
        wide = min(picture.x + picture.width, trim.width) - max(picture.x, 0)
        high = min(picture.y + picture.height, trim.height) - max(picture.y, 0)
        return wide * high > _FILLED * trim.width * trim.height

    def _covers(self, picture: PlacedPicture, item: Furniture) -> bool:
        """Whether a picture reaches the height at which an item stands."""
        baseline = self.layout.head if item.place == "head" else self.layout.trim.height - self.layout.foot
        return picture.y < baseline and picture.y + picture.height > baseline - item.size

    def _line(self, item: Furniture, content: str, *, is_recto: bool) -> Line:
        layout = self.layout
        left, right = layout.margins.inner, layout.trim.width - layout.margins.outer
        if not is_recto:
            left, right = layout.trim.width - right, layout.trim.width - left
        word = self._fitted(item, content, (right - left - _GAP) / item.size)
        width = word.width * item.size
        at_right = item.alignment == ("outer" if is_recto else "inner")
        x = (left + right - width) / 2 if item.alignment == "center" else right - width if at_right else left
        y = layout.trim.height - layout.head if item.place == "head" else layout.foot
        return Line(item, word, x, y)

    def _fitted(self, item: Furniture, content: str, room: float) -> Word:
        """The content on one line: a title that is too long loses words at its end, a single word its last letters."""
        lettering = self.lettering(self.faces[item])
        self.names.setdefault(lettering.declared.digest, f"/Furniture{len(self.names)}")
        word = lettering.shape(content, item.features, item.tracking)
        words = content.split(" ")
        while word.width > room and (len(words) > 1 or len(words[0]) > 1):
            if len(words) > 1:
                words.pop()
            else:
                words[0] = words[0][:-1]
            shortened = " ".join(words).rstrip(" ,;:.—-«(„") + "…"
            word = lettering.shape(shortened, item.features, item.tracking)
        return word

    def lettering(self, face: Face) -> Lettering:
        """The face with its glyphs in use."""
        if face.digest not in self.letterings:
            self.letterings[face.digest] = Lettering(face)
        return self.letterings[face.digest]

    def draw(self, line: Line) -> bytes:
        """Operators for a line, complete in themselves."""
        subtype = "Header" if line.item.place == "head" else "Footer"
        red, green, blue = line.item.color
        color = f"{red:g} g" if red == green == blue else f"{red:g} {green:g} {blue:g} rg"
        return (
            f"/Artifact <</Type /Pagination /Subtype /{subtype}>> BDC BT {color} "
            f"{self.names[self.faces[line.item].digest]} {line.item.size:g} Tf "
            f"{line.x:.3f} {line.y:.3f} Td {line.word.operand} TJ ET EMC\n"
        ).encode("ascii")


def section(facts: FragmentFacts, page: int) -> str:
    """The last heading at or before a page of a fragment, its title (level 1) not counted."""
    label = ""
    for bookmark in facts.bookmarks:
        if bookmark.page > page:
            break
        if bookmark.level > 1:
            label = bookmark.label
    return label
