"""Characters that no face of a layout has, found before anything is set: WeasyPrint would take them from anywhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from publisher.composition.bibliography import compose_bibliography, has_bibliography
from publisher.composition.cascade import FontCascade, Look
from publisher.composition.contents import compose_contents
from publisher.composition.faces import characters
from publisher.composition.measure import width_of
from publisher.composition.pages import composed, order_pages
from publisher.composition.summary import summary_of
from publisher.model.composition import ContentsLine, Fragment
from publisher.model.edition import Book, Entry
from publisher.model.finding import Finding, Place, Severity
from publisher.model.layout import Face, Family, Layout
from publisher.model.passages import passages
from publisher.model.text import OBJECT, Text
from publisher.model.work import texts

_NO_GLYPH = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
"""Categories of characters that show nothing: HarfBuzz makes spaces itself."""

_EMOJI = ((0x1F000, 0x1FAFF), (0x1F1E6, 0x1F1FF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1FB00, 0x1FBFF))
"""Blocks whose signs are coloured pictures on a telephone."""

MOST = 20
"""Characters that are told one by one."""


_NEAR = 0.2
"""Share by which letters of another family may be wider or narrower and still do for running text."""


@dataclass(slots=True)
class Gap:
    """A character that the face of its place lacks."""

    char: str
    family: str
    face: Face | None
    place: Place | None
    times: int = field(default=0)


def missing_glyphs(
    book: Book, layout: Layout, families: Mapping[str, Family], covers: Iterable[tuple[Fragment, str]] = ()
) -> tuple[Finding, ...]:
    """T111–T114 for every character that the face it would be set in lacks, once a face, where it stands first.

    Args:
        covers: pages set in a style of their own, with it.
    """
    gaps = [*_gaps(book, layout, families, covers)]
    return tuple(_finding(gap, gaps, layout, families) for gap in gaps[:MOST])


def _gaps(
    book: Book, layout: Layout, families: Mapping[str, Family], covers: Iterable[tuple[Fragment, str]]
) -> Sequence[Gap]:
    everywhere = _in_all_faces(layout, families)
    if _are_shown(_said(book, layout), everywhere):
        return []
    paged = order_pages(book, layout, families, {})
    fragments = (
        composed(paged.frame, piece)
        for piece in paged.orders
        if isinstance(piece, Fragment) or not _are_shown(_said_in(piece.entry), everywhere)
    )
    pages = [
        (fragment, paged.stylesheet)
        for fragment in (*fragments, *_contents(book, layout), *_bibliography(book, layout))
    ]
    found: dict[tuple[str, str, int, bool], Gap] = {}
    cascades: dict[str, FontCascade] = {}
    for fragment, stylesheet in (*pages, *covers):
        if all(shows_nothing(char) or char in everywhere for char in set(fragment.html)):
            continue
        cascade = cascades.setdefault(stylesheet, FontCascade(stylesheet))
        entry = next((e for e in book.entries if e.id == fragment.id), None)
        for piece in cascade.pieces(fragment.html):
            for char in lacking(piece.chars, piece.look, families):
                family = piece.look.families[0]
                gap = Gap(char, family, face_for(piece.look, families), None)
                gap = found.setdefault((family, char, piece.look.weight, piece.look.italic), gap)
                gap.times += 1
                gap.place = gap.place or _place(book, entry, piece.passage, char)
    for item in layout.furniture:
        look = Look((item.family,), item.weight, item.italic)
        for entry in book.entries:
            for char in lacking(_headline(book, entry, item.content), look, families):
                gap = Gap(char, item.family, face_for(look, families), _place(book, entry, None, char), 1)
                found.setdefault((item.family, char, item.weight, item.italic), gap)
    return _once_a_family(found.values())


def _once_a_family(gaps: Iterable[Gap]) -> list[Gap]:
    """A character that all faces of a family lack is told once."""
    kept: dict[tuple[str, str], Gap] = {}
    for gap in gaps:
        first = kept.setdefault((gap.family, gap.char), gap)
        first.times += gap.times if first is not gap else 0
    return sorted(kept.values(), key=lambda g: (g.place is None, g.place or Place(""), g.char))


def _contents(book: Book, layout: Layout) -> list[Fragment]:
    """The contents as they may come to look: every title and heading, no page numbers."""
    if book.edition.kind == "leaflet" or layout.contents == "none":
        return []
    lines = [
        ContentsLine(words, entry.work.metadata.author, level, 0, "")
        for entry in book.entries
        for words, level in [
            (entry.work.metadata.title.plain, 1),
            *((heading.label, 2) for heading in summary_of(entry.work).headings),
        ]
    ]
    return [compose_contents(book, layout, lines, with_numbers=True)]


def _bibliography(book: Book, layout: Layout) -> list[Fragment]:
    """The bibliography without page numbers."""
    return [compose_bibliography(book, layout, [], [])] if has_bibliography(book) else []


def _headline(book: Book, entry: Entry, content: str) -> str:
    """What a running head may say in a work."""
    meta = entry.work.metadata
    words = {
        "{work.title}": (meta.short_title or meta.title).plain,
        "{work.author}": meta.author,
        "{part.title}": next((part.title.plain for part in book.parts if entry.id in part.entries), ""),
        "{edition.title}": book.title.plain,
        "{section}": " ".join(heading.label for heading in summary_of(entry.work).headings),
    }
    return content + " ".join(value for key, value in words.items() if key in content)


def _said(book: Book, layout: Layout) -> set[str]:
    """Every character that a book may show, in capitals too. What templates add of their own was tested with them."""
    chars = {*f"{book.title}{book.subtitle or ''}{book.description or ''}{book.edition.imprint}"}
    chars.update(*(item.content for item in layout.furniture))
    for person in (*book.authors, *book.editors):
        chars.update(person.name.chars)
    for text in (text for part in book.parts for text in (part.title, part.subtitle, part.epigraph) if text):
        chars.update(text.chars)
    for entry in book.entries:
        chars.update(_said_in(entry))
    return {*chars, *"".join(chars).upper()}


def _said_in(entry: Entry) -> set[str]:
    """Every character that a work may show, in capitals too."""
    meta = entry.work.metadata
    chars = f"{summary_of(entry.work).chars}{meta.source}{meta.rights}{meta.citation or ''}"
    return {*chars, *chars.upper()}


def _are_shown(chars: Iterable[str], everywhere: frozenset[str]) -> bool:
    return everywhere.issuperset(char for char in chars if not shows_nothing(char))


def _in_all_faces(layout: Layout, families: Mapping[str, Family]) -> frozenset[str]:
    """The characters that all faces of a layout have: text of these alone needs no closer look."""
    used = {*layout.families, *(item.family for item in layout.furniture), layout.cover.family or layout.text_family}
    faces = [face for name in used if name in families for face in families[name].faces]
    sets = [characters(face.path) for face in faces]
    return frozenset.intersection(*sets) if sets else frozenset()


def shows_nothing(char: str) -> bool:
    """Spaces, controls and what only says how neighbours look: no font needs a glyph for it."""
    return char == OBJECT or unicodedata.category(char) in _NO_GLYPH or 0xFE00 <= ord(char) <= 0xFE0F


def face_for(look: Look, families: Mapping[str, Family]) -> Face | None:
    """The face that text of this look gets from its first family: the exact one, or the nearest."""
    family = families.get(look.families[0])
    if family is None:
        return None
    faces = [f for f in family.faces if f.italic == look.italic] or list(family.faces)
    return min(faces, key=lambda f: (abs(f.weight - look.weight), f.weight))


def lacking(chars: str, look: Look, families: Mapping[str, Family]) -> list[str]:
    """The characters, in order and once each, that none of the families of a look has a glyph for.

    A letter with accents counts as there when it is there in one piece or in parts (NFC, NFD).
    """
    fonts = [
        characters(face.path)
        for name in look.families
        if (face := face_for(Look((name,), look.weight, look.italic), families))
    ]
    if not fonts:
        return []
    if all(char in fonts[0] or shows_nothing(char) for char in set(chars)):
        return []
    missing: dict[str, None] = {}
    for cluster in clusters(chars):
        spellings = (cluster, unicodedata.normalize("NFC", cluster), unicodedata.normalize("NFD", cluster))
        if any(font.issuperset(spelling) for font in fonts for spelling in spellings):
            continue
        missing |= dict.fromkeys(char for char in cluster if char not in fonts[0] and not shows_nothing(char))
    return list(missing)


def clusters(chars: str) -> Iterator[str]:
    """Letters with the accents that follow them."""
    cluster = ""
    for char in chars:
        if shows_nothing(char):
            continue
        if unicodedata.combining(char) and cluster:
            cluster += char
            continue
        if cluster:
            yield cluster
        cluster = char
    if cluster:
        yield cluster


def _place(book: Book, entry: Entry | None, passage: int | None, char: str) -> Place | None:
    """Where the character stands: in its passage, or first in the work, or in any work of the book."""
    if entry and passage is not None:
        numbered = passages(entry.work)
        found = numbered[passage] if passage < len(numbered) else None
        if isinstance(found, Text) and (place := _in_text(entry, found, char)):
            return place
    for each in [entry] if entry else book.entries:
        for text in texts(each.work):
            if place := _in_text(each, text, char):
                return place
    return Place(entry.work.source.path) if entry and entry.work.source else None


def _in_text(entry: Entry, text: Text, char: str) -> Place | None:
    at = next((i for i, c in enumerate(text.chars) if c == char or c.upper() == char), -1)
    offset = text.source_offset(at) if at >= 0 else None
    return entry.work.source.place(offset) if entry.work.source and offset is not None else None


def _finding(gap: Gap, gaps: Sequence[Gap], layout: Layout, families: Mapping[str, Family]) -> Finding:
    params = {
        "character": gap.char if not unicodedata.combining(gap.char) else f"◌{gap.char}",
        "code": f"U+{ord(gap.char):04X}",
        "name": unicodedata.name(gap.char, "—"),
        "font": face_name(gap, families),
        "times": gap.times,
    }
    if is_emoji(gap.char):
        return Finding("T114", Severity.ERROR, gap.place, params)
    wanted = {other.char for other in gaps if other.family == gap.family and not is_emoji(other.char)}
    helpful = family_with(wanted, gap.family, families) or family_with({gap.char}, gap.family, families)
    if helpful is None:
        return Finding("T113", Severity.ERROR, gap.place, params)
    params |= {"family": helpful.name, "typeface": helpful.typeface, "own": gap.family}
    return Finding("T111" if gap.family == layout.text_family else "T112", Severity.ERROR, gap.place, params)


def face_name(gap: Gap, families: Mapping[str, Family]) -> str:
    """«Golos Text, 700 italic»: what people know the font by."""
    family = families.get(gap.family)
    face = gap.face
    style = (
        ""
        if face is None or (face.weight, face.italic) == (400, False)
        else f", {face.weight}{' italic' if face.italic else ''}"
    )
    return f"{family.typeface if family else gap.family}{style}"


def family_with(chars: Iterable[str], instead_of: str, families: Mapping[str, Family]) -> Family | None:
    """A family all of whose faces have `chars`: about as wide and of the same kind if there is one, with italics rather
    than without.
    """
    own = families.get(instead_of)
    fit = [
        family
        for family in families.values()
        if family.name != instead_of and all(characters(face.path).issuperset(chars) for face in family.faces)
    ]

    def unlike(family: Family) -> tuple[bool, bool, bool, int, str]:
        is_slanted = any(face.italic for face in family.faces)
        other_width = own is not None and abs(_width(family) / _width(own) - 1) > _NEAR
        other_kind = family.generic != (own.generic if own else "serif")
        return other_width, other_kind, not is_slanted, -len(family.faces), family.name

    return min(fit, key=unlike, default=None)


def _width(family: Family) -> float:
    return width_of("нопрстаеи", face_for(Look((family.name,)), {family.name: family}) or family.faces[0])


def is_emoji(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _EMOJI)
