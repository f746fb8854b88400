"""FictionBook as a tree of elements whose leaves are pieces of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from publisher.model.source import Source
from publisher.model.waiver import Directive, directive
from publisher.readers.html_scan import Comment, Data, Entity, Tag
from publisher.readers.nesting import MAX_DEPTH, too_deep
from publisher.readers.xml_scan import scan_xml

RAW = frozenset({"binary", "stylesheet"})


@dataclass(slots=True)
class Element:
    """An element with its children in order. It begins at `start` of the source, its content is `inside:end`."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | Data | Entity] = field(default_factory=list)
    start: int = 0
    inside: int = 0
    end: int = 0

    def elements(self, *names: str) -> Iterator[Element]:
        """The child elements with these names; all of them when no name is given."""
        return (c for c in self.children if isinstance(c, Element) and (c.name in names or not names))

    def element(self, *path: str) -> Element | None:
        """The first element below that is reached by these names."""
        found: Element | None = self
        for name in path:
            found = next(found.elements(name), None) if found else None
        return found

    def attribute(self, name: str) -> str:
        """The value of an attribute, whatever the prefix of its namespace."""
        return next((v for key, v in self.attributes.items() if key.rpartition(":")[2] == name), "")


def tree(source: Source) -> tuple[Element, list[Directive]]:
    """The elements of a source, and what its comments say to the cleanup.

    Raises:
        SourceError: nested too deep (S109).
    """
    root = Element("")
    stack = [root]
    directives: list[Directive] = []
    for piece in scan_xml(source.chars, RAW):
        match piece:
            case Comment():
                if said := directive(piece.chars, piece.start, piece.end):
                    directives.append(said)
            case Tag(closing=True):
                _close(stack, piece.name, piece.start)
            case Tag():
                element = Element(piece.name, piece.attributes, [], piece.start, piece.end, piece.end)
                stack[-1].children.append(element)
                stack.append(element)
                if len(stack) > MAX_DEPTH:
                    raise too_deep(source.place(piece.start))
            case _:
                stack[-1].children.append(piece)
    return root, directives


def _close(stack: list[Element], name: str, at: int) -> None:
    """Close the innermost element of this name; a closing tag without any is passed over."""
    for index in range(len(stack) - 1, 0, -1):
        if stack[index].name == name:
            stack[index].end = at
            del stack[index:]
            return


def words(element: Element | None, chars: str) -> str:
    """All characters of an element, blanks collapsed: for dates, names, keywords."""
    return " ".join("".join(_characters(element, chars)).split()) if element else ""


def _characters(element: Element, chars: str) -> Iterable[str]:
    for child in element.children:
        match child:
            case Element():
                yield from _characters(child, chars)
                yield " "
            case Data(start, end):
                yield chars[start:end]
            case Entity():
                yield child.chars
