"""A book → its cover: back, spine and front side by side, or the front and the back as two pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from publisher.composition.faces import chosen, font_face_css, font_resources
from publisher.composition.imprint import barcode
from publisher.composition.inline import inline
from publisher.composition.layouts import option_properties
from publisher.composition.measure import largest_size, outline_of, width_of
from publisher.composition.optics import by_sense
from publisher.composition.pages import book_context
from publisher.composition.templates import html, render
from publisher.composition.text_face import face_rules
from publisher.composition.xhtml import allowed, plain
from publisher.model.composition import Fragment, PagedComposition, Resource
from publisher.model.cover import CoverWish, spine_width
from publisher.model.edition import Book
from publisher.model.layout import Face, Family, Layout
from publisher.model.paper import Margins, Trim
from publisher.model.press import MM, InkColour, Rgb, ShopProfile

Side = Literal["spread", "front", "back"]

_TITLE = 1.12
_ABOUT = 1.42
"""Leading in em."""
_SPINE_MARGIN = 1.0 * MM
"""Free on both sides of the letters on a spine: it never sits exactly where it should."""
_MOST_AUTHORS = 3
_LIGHT = 0.4
"""Luminance from which on a ground is light: letters on it are black."""
_HOUSE = "#8c1d18"
_HEX = "#{:02x}{:02x}{:02x}"


@dataclass(frozen=True, slots=True)
class CoverSizes:
    """In points: the trimmed page, the spine, the margin of what stands on it."""

    width: float
    height: float
    spine: float

    @property
    def margin(self) -> float:
        return max(0.085 * self.width, 8 * MM)

    def trim(self, side: Side) -> Trim:
        return Trim(2 * self.width + self.spine if side == "spread" else self.width, self.height)


def compose_cover(
    book: Book,
    layout: Layout,
    families: Mapping[str, Family],
    pages: int,
    profile: ShopProfile,
    image: Resource | None,
) -> PagedComposition:
    """The cover around a block of `pages`; its layout has the size of the cover, and no furniture.

    Raises:
        ToolError: T110, a font family of the layout is missing.
        ConfigError: C130, a template of the layout is wrong.
    """
    wish = book.edition.cover or CoverWish()
    spine = spine_width(wish, book.edition.kind, pages) if profile.cover.form == "spread" else 0.0
    sizes = CoverSizes(layout.trim.width, layout.trim.height, spine)
    sides: tuple[Side, ...] = ("spread",) if profile.cover.form == "spread" else ("front", "back")
    has_spine_text = wish.spine_text != "none" and 0 < profile.cover.spine_text <= spine
    return _composed(book, layout, families, sizes, sides, image, has_spine_text)


def compose_front(
    book: Book, layout: Layout, families: Mapping[str, Family], image: Resource | None
) -> PagedComposition:
    """The front alone, for e-books. Raises what `compose_cover` raises."""
    sizes = CoverSizes(layout.trim.width, layout.trim.height, 0.0)
    return _composed(book, layout, families, sizes, ("front",), image, has_spine_text=False)


def _composed(
    book: Book,
    layout: Layout,
    families: Mapping[str, Family],
    sizes: CoverSizes,
    sides: tuple[Side, ...],
    image: Resource | None,
    has_spine_text: bool,
) -> PagedComposition:
    used = chosen(families, (*layout.families, layout.cover.family or layout.text_family))
    fragments = tuple(
        Fragment(
            f"cover-{side}", "cover", _html(book, layout, families, sizes, side, image, has_spine_text), book.language
        )
        for side in sides
    )
    trim = sizes.trim(sides[0])
    return PagedComposition(
        book=book,
        layout=replace(
            layout,
            trim=trim,
            margins=Margins(0, 0, 0, 0),
            mirrored=False,
            furniture=(),
            press_colours={**layout.press_colours, **_shaded_ink(book, layout)},
        ),
        fragments=fragments,
        stylesheet="\n".join(
            [
                font_face_css(used),
                face_rules(families[layout.text_family]),
                _rules(book, layout, families, sizes, trim),
                layout.page_css,
                layout.cover_css,
            ]
        ),
        resources=(*font_resources(used), *((image,) if image else ())),
    )


def _html(
    book: Book,
    layout: Layout,
    families: Mapping[str, Family],
    sizes: CoverSizes,
    side: Side,
    image: Resource | None,
    has_spine_text: bool,
) -> str:
    wish, imprint = book.edition.cover or CoverWish(), book.edition.imprint
    authors = book.authors if not book.is_collection or len(book.authors) <= _MOST_AUTHORS else ()
    about = wish.text or (plain(book.description.plain) if book.description else "")
    context = book_context(book) | {
        "side": side,
        "image": image.url if image else "",
        "image_on": wish.image_on,
        "authors": html(", ".join(inline(person.name) for person in authors)),
        "about": about,
        "letter": html(_letter(book, layout, families, sizes)),
        "spine_text": has_spine_text and side == "spread",
        "spine_direction": wish.spine_text,
        "spine_author": spine_author(book, layout, families, sizes),
        "warning": wish.warning,
        "barcode": html(barcode(book, layout, 1.0 if sizes.width > 120 * MM else 0.8))
        if imprint.barcode in ("auto", "cover", "both")
        else "",
    }
    return allowed(render(layout, "cover.html", book.language, context))


def _letter(book: Book, layout: Layout, families: Mapping[str, Family], sizes: CoverSizes) -> str:
    """SVG of the first letter of the title, so large that the page cuts it on the right and at the foot.

    Drawn as an outline: it is an ornament, no text that would be cut by mistake.
    """
    char = next((char for char in book.title.plain if char.isalnum()), "")
    outline = outline_of(char, title_face(layout, families)) if char else None
    if outline is None:
        return ""
    path, (left, top, right, bottom) = outline
    scale = min(0.88 * sizes.height / (bottom - top), 1.05 * sizes.width / (right - left))
    width, height = (right - left) * scale, (bottom - top) * scale
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:g} {top:g} {right - left:g} {bottom - top:g}"'
        f' width="{width:.2f}pt" height="{height:.2f}pt" style="left: {sizes.width - 0.84 * width:.2f}pt;'
        f' top: {sizes.height - 0.88 * height:.2f}pt"><path fill="{_shade(book, layout)}" d="{path}"/></svg>'
    )


def spine_author(book: Book, layout: Layout, families: Mapping[str, Family], sizes: CoverSizes) -> str:
    """The author of a single work, if the name fits on the spine beside the title."""
    if book.is_collection or len(book.authors) != 1:
        return ""
    face = title_face(layout, families)
    author = plain(book.authors[0].name.plain)
    room = (sizes.height - 3 * sizes.margin) / spine_size(sizes)
    return author if width_of(f"{author}{plain(book.title.plain)}", face) + 2 <= room else ""


def spine_size(sizes: CoverSizes) -> float:
    """Size of the letters on the spine, in points."""
    return min(max((sizes.spine - 2 * _SPINE_MARGIN) * 0.62, 6.0), 0.1 * sizes.width, 22.0)


def title_face(layout: Layout, families: Mapping[str, Family]) -> Face:
    family = families[layout.cover.family or layout.text_family]
    return family.face(layout.cover.weight) or family.faces[0]


def _rules(book: Book, layout: Layout, families: Mapping[str, Family], sizes: CoverSizes, trim: Trim) -> str:
    """The page and what the stylesheet needs to know: sizes, colours, letters that fit."""
    wish = book.edition.cover or CoverWish()
    face = title_face(layout, families)
    text = families[layout.text_family].face() or families[layout.text_family].faces[0]
    background = _background(book, layout)
    color = wish.color or layout.cover.color or _letters_on(background)
    inner = sizes.width - 2 * sizes.margin
    title = largest_size(
        by_sense(book.title).plain,
        face,
        (inner, 0.34 * sizes.height),
        _TITLE,
        (s / 2 for s in range(int(0.26 * sizes.width), 23, -1)),
    )
    about = wish.text or (book.description.plain if book.description else "")
    room = sizes.height - 3.2 * sizes.margin - 36 * MM
    size = largest_size(about, text, (0.9 * inner, room), _ABOUT, (s / 4 for s in range(44, 27, -1)))
    spine_title = spine_size(sizes)
    taken = width_of(book.title.plain, face) * spine_title
    spine_title *= min(1.0, (sizes.height - 3 * sizes.margin) / taken) if taken else 1.0
    values = {
        "w": sizes.width,
        "h": sizes.height,
        "s": sizes.spine,
        "m": sizes.margin,
        "bleed": layout.bleed,
        "title-size": title,
        "about-size": size,
        "spine-size": spine_title,
    }
    lengths = "".join(f"--{key}: {value:.3f}pt; " for key, value in values.items())
    return (
        f"@page {{ size: {trim.width:.3f}pt {trim.height:.3f}pt; margin: 0; bleed: {layout.bleed:.3f}pt;"
        f" background: {background} }}\n"
        f':root {{ {option_properties(layout)}{lengths}font-family: "{layout.text_family}";'
        f" --text-height: {sizes.height:.3f}pt;"
        f" --background: {background}; --color: {color}; --on-accent: {_letters_on(_accent(layout))};"
        f' --title-family: "{face.family}"; --title-weight: {face.weight}; --title-leading: {_TITLE};'
        f" --about-leading: {_ABOUT} }}"
    )


def _background(book: Book, layout: Layout) -> str:
    wish = book.edition.cover or CoverWish()
    return wish.background or layout.cover.background or _accent(layout)


def _accent(layout: Layout) -> str:
    return as_hex(str(layout.options.get("accent", "")))


def _letters_on(ground: str) -> str:
    """White or black, whatever can be read."""
    return "#ffffff" if luminance(ground) < _LIGHT else "#000000"


def as_hex(color: str) -> str:
    """A colour as CSS names it (`navy`, `rgb(0, 0, 128)`) as `#rrggbb`; the house's own for what can't be told."""
    from PIL import ImageColor

    try:
        return _HEX.format(*ImageColor.getrgb(color)[:3])
    except ValueError:
        return _HOUSE


def _shade(book: Book, layout: Layout) -> str:
    """A little darker than the ground."""
    return mixed(_background(book, layout), "#000000", _black_share(book, layout))


def _black_share(book: Book, layout: Layout) -> float:
    """How much black the ornament has over the ground: less on a light one, as the letters on it are black."""
    return 0.16 if luminance(_background(book, layout)) < _LIGHT else 0.06


def _shaded_ink(book: Book, layout: Layout) -> dict[Rgb, InkColour]:
    """The shade in inks, where the layout says in which inks the ground is printed: the same with more black."""
    ground = layout.press_colours.get(_parts(_background(book, layout)))
    if ground is None:
        return {}
    cyan, magenta, yellow, black = (ink * ground.tint / 100 for ink in ground.cmyk)
    share = _black_share(book, layout)
    return {_parts(_shade(book, layout)): InkColour((cyan, magenta, yellow, min(black + 100 * share, 100.0)))}


def luminance(color: str) -> float:
    """Relative luminance of `#rrggbb` or `#rgb` (ITU-R BT.709 on values as they are: enough to choose letters by)."""
    red, green, blue = _parts(color)
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


def mixed(color: str, other: str, share: float) -> str:
    """`color` with a `share` of `other`."""
    pairs = zip(_parts(color), _parts(other), strict=True)
    return _HEX.format(*(round(a + (b - a) * share) for a, b in pairs))


def _parts(color: str) -> tuple[int, int, int]:
    digits = color[1:] if len(color) == 7 else "".join(digit * 2 for digit in color[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
