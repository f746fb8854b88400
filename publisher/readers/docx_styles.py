"""Styles and numbering of Word: what a paragraph is, what a character style looks like, what a list counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from publisher.readers.archive import Archive
from publisher.readers.word_page import Item
from publisher.readers.word_roles import Role, role_of

_MOST_PARENTS = 12
"""Styles based on each other, in a chain; a circle ends here, too."""


Properties = Mapping[str, Any]
"""The elements of `<w:rPr>` by name."""


@lru_cache(maxsize=4096)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2]


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return _bare(str(element.tag))


def value(element: Any, name: str = "val") -> str:
    """An attribute, whatever the prefix of its namespace (transitional and strict documents differ there)."""
    return next((str(v) for key, v in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: Any, *path: str) -> Any | None:
    """The first element below that is reached by these names."""
    found: Any | None = element
    for name in path:
        found = next((c for c in found if local(c) == name), None) if found is not None else None
    return found


def is_on(properties: Properties, name: str) -> bool | None:
    """A switch like `<w:b/>`; None when nothing is said."""
    found = properties.get(name)
    return None if found is None else value(found) not in ("0", "false", "off")


def by_name(properties: Any) -> Properties:
    return {local(element): element for element in properties}


class DocxStyles:
    """Read from `styles.xml` and `numbering.xml` beside the main part."""

    def __init__(self, archive: Archive, folder: str) -> None:
        self.styles: dict[str, Any] = {}
        self._looks: dict[str, list[Properties]] = {}
        for element in self._parts(archive, f"{folder}/styles.xml", "style"):
            self.styles.setdefault(value(element, "styleId"), element)
        self.abstract: dict[str, dict[str, tuple[str, int]]] = {}
        self.numbers: dict[str, str] = {}
        for element in self._parts(archive, f"{folder}/numbering.xml", "abstractNum", "num"):
            if local(element) == "num":
                link = child(element, "abstractNumId")
                self.numbers[value(element, "numId")] = value(link) if link is not None else ""
            else:
                self.abstract[value(element, "abstractNumId")] = dict(_levels(element))

    def _parts(self, archive: Archive, part: str, *names: str) -> Iterator[Any]:
        if part in archive:
            yield from (element for element in archive.xml(part) if local(element) in names)

    def chain(self, style: str) -> Iterator[Any]:
        """A style and those it is based on."""
        for _ in range(_MOST_PARENTS):
            element = self.styles.get(style)
            if element is None:
                return
            yield element
            base = child(element, "basedOn")
            style = value(base) if base is not None else ""

    def role(self, paragraph: Any) -> Role:
        """By the name of the style or of one it is based on, else by the level in the outline."""
        properties = child(paragraph, "pPr")
        stated = child(properties, "pStyle") if properties is not None else None
        style = value(stated) if stated is not None else ""
        outline = child(properties, "outlineLvl") if properties is not None else None
        for element in self.chain(style):
            name = child(element, "name")
            role = role_of(value(name)) if name is not None else Role()
            if role.name:
                return role
            if outline is None:
                outline = child(element, "pPr", "outlineLvl")
        if style and style not in self.styles and (role := role_of(style)).name:
            return role
        level = value(outline) if outline is not None else ""
        return Role("heading", min(int(level) + 1, 6)) if level in set("012345678") else Role()

    def item(self, paragraph: Any) -> Item | None:
        """Its place in a list."""
        numbering = child(paragraph, "pPr", "numPr")
        if numbering is None:
            stated = child(paragraph, "pPr", "pStyle")
            for element in self.chain(value(stated) if stated is not None else ""):
                numbering = child(element, "pPr", "numPr")
                if numbering is not None:
                    break
        if numbering is None:
            return None
        number, level = (child(numbering, name) for name in ("numId", "ilvl"))
        levels = self.abstract.get(self.numbers.get(value(number) if number is not None else "", ""))
        depth = value(level) if level is not None else "0"
        if levels is None or depth not in set("012345678"):
            return None
        kind, start = levels.get(depth, ("bullet", 1))
        return None if kind == "none" else Item(int(depth), kind != "bullet", start)

    def look(self, style: str) -> Sequence[Properties]:
        """The properties of characters of a style, the nearest first."""
        if style not in self._looks:
            found = (child(element, "rPr") for element in self.chain(style))
            self._looks[style] = [by_name(properties) for properties in found if properties is not None]
        return self._looks[style]


def _levels(element: Any) -> Iterator[tuple[str, tuple[str, int]]]:
    for level in (c for c in element if local(c) == "lvl"):
        form, start = child(level, "numFmt"), child(level, "start")
        number = value(start) if start is not None else "1"
        known = int(number) if number.isdigit() and len(number) < 6 else 1
        yield value(level, "ilvl"), (value(form) if form is not None else "bullet", known)
