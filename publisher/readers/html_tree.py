"""HTML as a tree of block elements, closed as browsers close them; inline tags stay pieces among the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from publisher.readers.html_scan import Comment, Data, Entity, Piece, Tag, scan
from publisher.readers.nesting import MAX_DEPTH, too_deep
from publisher.readers.remarks import Remarks
from publisher.readers.strand import Strand

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hgroup", "hr", "html", "li", "main", "nav",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
}  # fmt: skip
_VOID = frozenset(
    {"br", "hr", "img", "meta", "link", "input", "col", "wbr", "base", "source", "embed", "area", "param"}
)
_CLOSES = {
    "li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"},
    "th": {"td", "th"},
    "tbody": {"thead", "tbody", "tr", "td", "th"}, "thead": {"tbody"},
}  # fmt: skip
_BARRIERS = {"li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}}


@dataclass(slots=True)
class Element:
    """A block element with its content: elements and inline pieces in order."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | Piece] = field(default_factory=list)
    start: int = 0

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def elements(self) -> list[Element]:
        """The block elements among the children."""
        return [child for child in self.children if isinstance(child, Element)]


def tree(strand: Strand, remarks: Remarks, comment: Callable[[Comment], None]) -> Element:
    """The block elements of `strand`; comments go to `comment`.

    Raises:
        SourceError: elements are nested too deep (S109).
    """
    root = Element("")
    stack = [root]
    for piece in scan(strand.chars):
        if isinstance(piece, Tag) and piece.name in BLOCKS:
            if piece.closing:
                _close(stack, piece.name)
                continue
            _make_room(stack, piece.name)
            element = Element(piece.name, piece.attributes, [], piece.start)
            stack[-1].children.append(element)
            if piece.name not in _VOID:
                stack.append(element)
            if len(stack) > MAX_DEPTH:
                raise too_deep(remarks.source.place(strand.offset(piece.start)))
        elif isinstance(piece, Comment):
            comment(piece)
        else:
            stack[-1].children.append(piece)
    return root


def _close(stack: list[Element], name: str) -> None:
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].name == name:
            del stack[index:]
            return


def _make_room(stack: list[Element], name: str) -> None:
    """Close what the new element `name` can't stand in."""
    if stack[-1].name == "p" or (stack[-1].name in HEADINGS and name in HEADINGS):
        stack.pop()
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].name in _BARRIERS.get(name, {"table"}):
            return
        if stack[index].name in _CLOSES.get(name, ()):
            del stack[index:]
            return


def parts(element: Element) -> Iterator[Element | list[Piece]]:
    """The children, neighbouring inline pieces together."""
    run: list[Piece] = []
    for child in element.children:
        if not isinstance(child, Element):
            run.append(child)
            continue
        if run:
            yield run
            run = []
        yield child
    if run:
        yield run


def leaves(element: Element) -> Iterator[Piece]:
    """All inline pieces below an element."""
    for child in element.children:
        if isinstance(child, Element):
            yield from leaves(child)
        else:
            yield child


def descendants(element: Element, names: frozenset[str]) -> Iterator[Element]:
    """The nearest elements below with these names."""
    for child in element.children:
        if isinstance(child, Element):
            if child.name in names:
                yield child
            elif child.name != "table":
                yield from descendants(child, names)


def plain(strand: Strand, piece: Piece) -> str:
    """The characters of a piece; of a tag none."""
    match piece:
        case Data(start, end):
            return strand.chars[start:end]
        case Entity():
            return piece.chars
        case Tag(name="br"):
            return "\n"
    return ""
