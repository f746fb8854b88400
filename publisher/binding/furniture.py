"""Folios and running heads: what stands where on which page (decision 9), drawn as pagination artifacts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.binding.lettering import Lettering, Word
from publisher.binding.plan import PlannedPage
from publisher.model.composition import Fragment, FragmentFacts, PlacedPicture
from publisher.model.layout import Face, Family, Furniture, Layout

_FIELD = re.compile(r"\{([a-z.]+)\}")
_GAP = 12.0
"""Points that stay free between a running head and what stands beside it."""

_FILLED = 0.7
"""Share of a page that a picture takes when it fills it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of furniture set: operators' operand, baseline start in pt from the bottom left of the trimmed page."""

    item: Furniture
    word: Word
    x: float
    y: float


class Furnisher:
    """Sets the furniture of a book page by page, then embeds its fonts and draws it."""

    def __init__(self, layout: Layout, families: Mapping[str, Family], edition_title: str) -> None:
        self.layout = layout
        self.edition_title = edition_title
        self.letterings: dict[str, Lettering] = {}
        self.faces = {
            item: families[item.family].face(item.weight, italic=item.italic) or families[item.family].faces[0]
            for item in layout.furniture
        }
        self.fonts: dict[str, pikepdf.Object] = {}

    def lines(self, page: PlannedPage, fragment: Fragment, facts: FragmentFacts) -> list[Line]:
        """The furniture of one page; title pages, imprint and pictures that fill the page have none."""
        pictures = [image for image in facts.images if image.page == page.page]
        if (
            fragment.role in ("title", "part", "imprint")
            or page.page < fragment.bare
            or any(self._fills(image) for image in pictures)
        ):
            return []
        values = {
            "folio": str(page.number),
            "work.title": fragment.title,
            "work.author": fragment.author,
            "part.title": fragment.part,
            "edition.title": self.edition_title,
            "section": section(facts, page.page) or fragment.title,
        }
        opener = page.page == fragment.bare
        set_lines = []
        for item in self.layout.furniture:
            if (opener and not item.openers) or item.sides == ("verso" if page.is_recto else "recto"):
                continue
            content = _FIELD.sub(lambda m: values.get(m[1], ""), item.content).strip()
            if content and not any(self._covers(image, item) for image in pictures):
                set_lines.append(self._line(item, content, page))
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

    def _line(self, item: Furniture, content: str, page: PlannedPage) -> Line:
        layout = self.layout
        left, right = layout.margins.inner, layout.trim.width - layout.margins.outer
        if not page.is_recto:
            left, right = layout.trim.width - right, layout.trim.width - left
        word = self._fitted(item, content, (right - left - _GAP) / item.size)
        width = word.width * item.size
        at_right = item.alignment == ("outer" if page.is_recto else "inner")
        x = (left + right - width) / 2 if item.alignment == "center" else right - width if at_right else left
        y = layout.trim.height - layout.head if item.place == "head" else layout.foot
        return Line(item, word, x, y)

    def _fitted(self, item: Furniture, content: str, room: float) -> Word:
        """The content on one line: a title that is too long loses words at its end, a single word its last letters."""
        face = self.faces[item]
        lettering = self.letterings.setdefault(face.path, Lettering(face))
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

    def draw(self, pdf: pikepdf.Pdf, page: pikepdf.Page, lines: Sequence[Line]) -> bytes:
        """Operators for `lines`; their fonts are added to the page's own resources."""
        operators: list[str] = []
        for line in lines:
            face = self.faces[line.item]
            name = self._font_name(face)
            fonts = page.obj.Resources.Font
            if Name(name) not in fonts:
                fonts[name] = self._embedded(pdf, face)
            subtype = "Header" if line.item.place == "head" else "Footer"
            red, green, blue = line.item.color
            color = f"{red:g} g" if red == green == blue else f"{red:g} {green:g} {blue:g} rg"
            operators.append(
                f"/Artifact <</Type /Pagination /Subtype /{subtype}>> BDC BT {color} {name} {line.item.size:g} Tf "
                f"{line.x:.3f} {line.y:.3f} Td {line.word.operand} TJ ET EMC"
            )
        return "\n".join(operators).encode("ascii")

    def _font_name(self, face: Face) -> str:
        return f"/Furniture{list(self.letterings).index(face.path)}"

    def _embedded(self, pdf: pikepdf.Pdf, face: Face) -> pikepdf.Object:
        if face.path not in self.fonts:
            self.fonts[face.path] = self.letterings[face.path].embed(pdf)
        return self.fonts[face.path]


def section(facts: FragmentFacts, page: int) -> str:
    """The last heading at or before a page of a fragment, its title (level 1) not counted."""
    label = ""
    for bookmark in facts.bookmarks:
        if bookmark.page > page:
            break
        if bookmark.level > 1:
            label = bookmark.label
    return label


class Patterns:
    """Patterns that move with their page. They are laid out from the corner of the page, whatever `cm` says."""

    def __init__(self, pdf: pikepdf.Pdf, shift: float) -> None:
        self.pdf = pdf
        self.shift = shift
        self.moved: dict[tuple[int, int], pikepdf.Object] = {}

    def move(self, page: pikepdf.Page) -> None:
        """Give a page with resources of its own patterns that are moved sideways."""
        patterns = page.obj.Resources.get(Name.Pattern)
        if patterns is None or not len(patterns.keys()):
            return
        page.obj.Resources.Pattern = Dictionary({key: self._moved(found) for key, found in patterns.items()})

    def _moved(self, pattern: pikepdf.Object) -> pikepdf.Object:
        if pattern.objgen not in self.moved:
            copy = _copy(self.pdf, pattern)
            a, b, c, d, x, y = (float(v) for v in pattern.get(Name.Matrix, Array([1, 0, 0, 1, 0, 0])))
            copy.Matrix = Array([round(v, 6) for v in (a, b, c, d, x + self.shift, y)])
            self.moved[pattern.objgen] = copy
        return self.moved[pattern.objgen]


def _copy(pdf: pikepdf.Pdf, found: pikepdf.Object) -> pikepdf.Object:
    """A second object with the same content."""
    if not isinstance(found, pikepdf.Stream):
        return pdf.make_indirect(Dictionary(dict(found.items())))
    copy = pdf.make_stream(found.read_raw_bytes())
    for key, value in found.items():
        if key != "/Length":
            copy[key] = value
    return copy


def own_resources(page: pikepdf.Page) -> None:
    """Give a page resources of its own: WeasyPrint shares one dictionary among all pages of a document."""
    shared = page.obj.get(Name.Resources, Dictionary())
    resources = Dictionary(dict(shared.items()))
    resources.Font = Dictionary(dict(shared.get(Name.Font, Dictionary()).items()))
    page.obj.Resources = resources


def wrapped(pdf: pikepdf.Pdf, page: pikepdf.Page, shift: float, furniture: bytes) -> None:
    """Put a page's content between q and Q, moved sideways by `shift` pt, and `furniture` behind it."""
    before = b"q\n" if not shift else f"q 1 0 0 1 {shift:.3f} 0 cm\n".encode()
    content = page.obj.get(Name.Contents)
    old = list(content) if isinstance(content, Array) else [content] if content is not None else []
    page.obj.Contents = Array([pdf.make_stream(before), *old, pdf.make_stream(b"\nQ\n" + furniture)])
