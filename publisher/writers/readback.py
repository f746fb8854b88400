"""The lines of finished pages, read back from WeasyPrint's boxes: a private interface, kept to this file.

`tests/writers/test_readback.py` compares what is read here with the PDF; look there first when WeasyPrint changes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from publisher.model.composition import Resource, Role
from publisher.model.lines import Line, LineRole
from publisher.model.passages import ADDED, BLOCK
from publisher.writers.faces import NO_GLYPH_NEEDED, Key, advances, characters, declared_faces

PX = 0.75
"""Points in a CSS pixel."""

WIDE = 0.35
"""Em. Where word spaces of a line stand is kept from this width on: for rivers."""

_NOT_IN_WORDS = str.maketrans("", "", "\u00ad\u2060\u200b\ufeff\n")
_BY_TAG: Mapping[str, LineRole] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("td", "th"), "table"),
    **dict.fromkeys(("caption", "figcaption"), "caption"),
    "pre": "code",
    "li": "list",
    "blockquote": "quotation",
    "figure": "aside",
}
_BY_CLASS: Mapping[str, LineRole] = {
    "opener": "title",
    "verse": "verse",
    "epigraph": "epigraph",
    "endnotes": "note",
    "leaflet-imprint": "matter",
    **dict.fromkeys(("scene-break", "attribution", "closing-date", "barcode", "initial"), "aside"),
}
_OPEN: frozenset[LineRole] = frozenset({"text", "list", "quotation"})
"""What may hold something more special."""


def lines_of(document: Any, role: Role, stylesheet: str, resources: Sequence[Resource]) -> tuple[Line, ...]:
    """The lines of a finished document with text in them, page by page, in reading order.

    Args:
        document: a rendered `weasyprint.Document` that has been written: only then it knows what glyphs it lacks.
        role: of the fragment. In any but a work, all lines are `matter`.
    """
    lost = frozenset(chr(code) for font in document.fonts.values() for code in font.missing)
    reader = _Reader(declared_faces(stylesheet, resources), lost, "text" if role == "work" else "matter")
    for number, page in enumerate(document.pages):
        reader.page(number, page._page_box)
    return tuple(reader.finished())


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds for everything inside a box."""

    role: LineRole
    column: int = 0
    passage: Any = None
    """The element that holds the passage."""


@dataclass(slots=True)
class _Words:
    """The text boxes of a line, and its first passage."""

    boxes: list[Any] = field(default_factory=list)
    letters: int = 0
    passage: Any = None


class _Reader:
    def __init__(self, faces: Mapping[Key, str], lost: frozenset[str], base: LineRole) -> None:
        self.faces = faces
        self.lost = lost
        self.base = base
        self.lines: list[Line] = []
        self.letters: defaultdict[int, int] = defaultdict(int)
        """By the identity of the element that holds a passage: letters met so far."""
        self.paragraphs: dict[int, int] = {}
        self.number = 0
        self.edges = (0.0, 0.0, 0.0)

    def page(self, number: int, box: Any) -> None:
        self.number = number
        left, top = box.content_box_x(), box.content_box_y()
        self.edges = (left, left + box.width, top + box.height)
        before = len(self.lines)
        for child in box.children:
            self._box(child, _Around(self.base))
        self.lines[before:] = _with_rows(self.lines[before:])

    def finished(self) -> Iterator[Line]:
        """The lines, now that it is known which is the last of its paragraph: that one is not stretched."""
        last = {line.paragraph: index for index, line in enumerate(self.lines)}
        for index, line in enumerate(self.lines):
            is_last = last[line.paragraph] == index
            yield line._replace(last=is_last, space=0.0, gaps=()) if is_last else line

    def _box(self, box: Any, around: _Around) -> None:
        from weasyprint.formatting_structure.boxes import FootnoteAreaBox, LineBox, MarginBox

        if isinstance(box, MarginBox):
            return
        around = _inside(box, around)
        if isinstance(box, FootnoteAreaBox):
            around = replace(around, role="note", passage=None)
        column = 0
        for child in getattr(box, "children", ()):
            if isinstance(child, LineBox):
                self._line(box, child, around)
            elif getattr(child, "is_column", False) and not around.column:
                column += 1
                self._box(child, replace(around, column=column))
            else:
                self._box(child, around)

    def _line(self, block: Any, box: Any, around: _Around) -> None:
        words = _Words()
        self._gather(box, words, counted=around.passage is not None)
        texts = [text for text in words.boxes if text.text.strip()]
        if not texts:
            return
        element = around.passage if around.passage is not None else words.passage
        passage = int(element.get(BLOCK)) if element is not None else -1
        key = id(element)
        x, right = min(t.position_x for t in texts), max(t.position_x + t.width for t in texts)
        style = block.style
        left, edge, foot = self.edges
        baseline = box.position_y + box.baseline
        justified = style["text_align_all"] == "justify"
        space, natural, gaps = self._space(words.boxes, style, right - x, block.width) if justified else (0.0, 0.0, ())
        missing, lent = self._glyphs(texts)
        paragraph = id(block.element)
        first = paragraph not in self.paragraphs
        self.lines.append(
            Line(
                self.number,
                around.column,
                0,
                around.role,
                passage,
                self.letters[key],
                self.paragraphs.setdefault(paragraph, len(self.paragraphs)),
                first,
                False,
                "".join(text.text for text in words.boxes).translate(_NOT_IN_WORDS).strip(" "),
                _pt(x),
                _pt(baseline),
                _pt(right - x),
                _pt(block.width),
                _pt(style["font_size"]),
                _pt(box.height),
                _pt(getattr(style["text_indent"], "value", 0.0) or 0.0),
                space,
                natural,
                gaps,
                _pt(max(0.0, right - block.content_box_x() - block.width)),
                _pt(max(0.0, right - edge, left - x, baseline - foot)),
                missing,
                lent,
            )
        )
        self.letters[key] += words.letters

    def _gather(self, box: Any, words: _Words, *, counted: bool) -> None:
        """The text boxes on a line; `counted`: they belong to a passage. What a style or layout adds does not."""
        from weasyprint.formatting_structure.boxes import TextBox

        for child in box.children:
            tag = child.element_tag or ""
            element = child.element
            inside = counted
            if element is not None and element is not box.element:
                if element.get(BLOCK) is not None:
                    inside = True
                    words.passage = element if words.passage is None else words.passage
                elif element.get(ADDED) is not None:
                    inside = False
            if isinstance(child, TextBox):
                words.boxes.append(child)
                if inside and "::" not in tag:
                    words.letters += sum(map(str.isalnum, child.text))
            elif hasattr(child, "children"):
                self._gather(child, words, counted=inside and "::" not in tag)

    def _space(
        self, boxes: Sequence[Any], style: Any, width: float, measure: float
    ) -> tuple[float, float, tuple[float, ...]]:
        """Word space and natural space in em, and where the spaces are if they are wide."""
        path = self.faces.get(_key(style), "")
        if not path or not any(" " in text.text.strip(" ") or "\u00a0" in text.text for text in boxes):
            return 0.0, 0.0, ()
        size = style["font_size"]
        stretch = max((text.justification_spacing for text in boxes), key=abs)
        if not stretch and width < measure - size / 2:  # a forced line break
            return 0.0, 0.0, ()
        natural = advances(path)[" "]
        space = natural + (style["word_spacing"] + stretch) / size
        gaps = tuple(self._gaps(boxes)) if space >= WIDE else ()
        return round(space, 3), round(natural, 3), gaps

    def _gaps(self, boxes: Sequence[Any]) -> Iterator[float]:
        """Left edges of the spaces in pt: letters have the widths of the face, without kerning, fitted to the box."""
        for box in boxes:
            path = self.faces.get(_key(box.style), "")
            if not path or " " not in box.text.replace("\u00a0", " "):
                continue
            size, known = box.style["font_size"], advances(path)
            space = known[" "] * size + box.style["word_spacing"] + box.justification_spacing
            words = box.text.replace("\u00a0", " ").split(" ")
            widths = [sum(map(known.__getitem__, word)) for word in words]
            letters = sum(widths)
            scale = (box.width - space * (len(words) - 1)) / letters if letters else 0.0
            at = box.position_x
            for letters in widths[:-1]:
                at += letters * scale
                yield round(at * PX, 1)
                at += space

    def _glyphs(self, texts: Sequence[Any]) -> tuple[str, str]:
        """Characters that no font has, and those that another family lent."""
        odd: set[str] = set()
        for text in texts:
            path = self.faces.get(_key(text.style), "")
            if path and not characters(path).issuperset(text.text):
                odd |= set(text.text) - characters(path) - NO_GLYPH_NEEDED
        if not odd:
            return "", ""
        return "".join(sorted(odd & self.lost)), "".join(sorted(odd - self.lost))


def _inside(box: Any, around: _Around) -> _Around:
    """What holds inside a box, by the element it belongs to."""
    if box.element is None:
        return around
    if box.element.get(BLOCK) is not None and box.element is not around.passage:
        around = replace(around, passage=box.element)
    if around.role not in _OPEN:
        return around
    role = next((_BY_CLASS[name] for name in box.element.get("class", "").split() if name in _BY_CLASS), None)
    role = role or _BY_TAG.get(box.element.tag)
    return replace(around, role=role) if role and role != around.role else around


def _with_rows(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines of one page, numbered from the top of the page or column; what stands side by side has one number."""
    tops: defaultdict[int, list[float]] = defaultdict(list)
    for column, baseline in sorted((line.column, line.baseline) for line in lines):
        known = tops[column]
        if not known or baseline - known[-1] > 2:
            known.append(baseline)
    for line in lines:
        yield line._replace(row=bisect_left(tops[line.column], line.baseline - 2) + 1)


def _key(style: Any) -> Key:
    return style["font_family"][0], int(style["font_weight"]), style["font_style"] != "normal"


def _pt(px: float) -> float:
    return round(float(px) * PX, 3)
