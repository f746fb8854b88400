"""What is known of an e-book once it is read: its archive, its package file, its documents, its navigation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the archive; `size` in bytes without compression."""

    name: str
    size: int
    stored: bool


@dataclass(frozen=True, slots=True)
class Meta:
    """An element of `<metadata>`: `dc:title`, or the property (EPUB 2: the name) of a `<meta>`."""

    name: str
    value: str
    line: int
    id: str = ""
    refines: str = ""
    scheme: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the manifest; `path` inside the archive, empty for what lies on the network (`href`)."""

    id: str
    href: str
    path: str
    media_type: str
    properties: frozenset[str]
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """An `<a>`: where it leads, what it says and what it is (`epub:type` and `role` together)."""

    href: str
    kinds: frozenset[str]
    id: str
    line: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote of a document, and the links inside it that lead back."""

    id: str
    line: int
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A page break: the number of the printed page."""

    id: str
    label: str
    line: int


@dataclass(frozen=True, slots=True)
class Picture:
    """`alt` is None where the attribute is missing; `decorative`: it says itself that it tells nothing."""

    src: str
    alt: str | None
    decorative: bool
    line: int


@dataclass(frozen=True, slots=True)
class Document:
    """An XHTML file.

    `text`: its characters without note calls and page breaks; `scripts_of`: letters by (language, script),
    the language as the nearest element says it. `flaw`: why it could not be read as XML, with the line.
    """

    path: str
    size: int
    language: str = ""
    xml_language: str = ""
    ids: tuple[tuple[str, int], ...] = ()
    headings: tuple[tuple[int, int], ...] = ()
    links: tuple[Link, ...] = ()
    notes: tuple[Note, ...] = ()
    marks: tuple[Mark, ...] = ()
    pictures: tuple[Picture, ...] = ()
    outside: tuple[tuple[str, int], ...] = ()
    controls: int = 0
    text: str = ""
    scripts_of: Mapping[tuple[str, str], int] = field(default_factory=dict)
    has_script: bool = False
    flaw: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A line of a list of the navigation: address with the path inside the archive, label, line."""

    path: str
    fragment: str
    label: str
    line: int


@dataclass(frozen=True, slots=True)
class Navigation:
    """The lists of the navigation document, and of the NCX its contents. None: there is no such list."""

    path: str = ""
    contents: tuple[Target, ...] | None = None
    pages: tuple[Target, ...] | None = None
    landmarks: tuple[Target, ...] | None = None
    ncx_path: str = ""
    ncx: tuple[Target, ...] | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The picture of the cover: width and height in pixels; 0 where they can't be read."""

    path: str
    media_type: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """An e-book, read. `documents` by path, those of the spine first and in its order; `spine` holds their paths."""

    size: int
    entries: tuple[Entry, ...]
    package: str
    version: str
    metas: tuple[Meta, ...]
    items: tuple[Item, ...]
    spine: tuple[str, ...]
    documents: Mapping[str, Document]
    navigation: Navigation
    cover: Cover | None = None

    def values(self, name: str) -> list[Meta]:
        """The metadata of a name, those without value left out."""
        return [meta for meta in self.metas if meta.name == name and meta.value]

    def refining(self, meta: Meta, name: str) -> list[Meta]:
        return [m for m in self.metas if m.name == name and meta.id and m.refines == f"#{meta.id}"]
