"""A fragment made ready for linking: its objects as bytes, with the places of the numbers that are not known yet.

A linker's object file. Objects refer to each other, to pages, faces and keys of the parent tree by *slots*: indices
into a table that is filled when it is known where the fragment comes to stand. A slot is written `%7d`, always seven
characters wide, so that objects don't move inside their object stream when they are numbered. The table holds, in this
order: pages, annotations, elements of the structure tree, streams of the pages, shared objects, faces, the document
element, keys of the parent tree.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

_MAGIC = b"publisher fragment 1\n"

REFERENCE = b"%7d 0 R"
"""A reference as it stands in a template."""


class Template(NamedTuple):
    """PDF syntax with gaps, and the slots that fill them."""

    text: bytes
    slots: tuple[int, ...] = ()

    def filled(self, table: Sequence[int]) -> bytes:
        return self.text % tuple(map(table.__getitem__, self.slots))


class Item(NamedTuple):
    """An indirect object. A stream has `data`, as it is stored, and its SHA-256; a pattern of a page has a `matrix`,
    for it moves with the page. Of these the entries of the dictionary are told, without `/Length` and `/Matrix`.
    """

    template: Template
    data: bytes | None = None
    digest: str = ""
    matrix: tuple[float, ...] = ()


class Annotation(NamedTuple):
    """An annotation without what depends on the place of its page: `rect`, `quads` (pt, x and y in turns) and, if it
    leads to an anchor of the book, its `target`.
    """

    template: Template
    rect: tuple[float, ...]
    quads: tuple[float, ...] = ()
    target: str = ""


class Resources(NamedTuple):
    """What pages may draw with: names of fonts and patterns → slots; `others` is everything else."""

    others: Template
    fonts: Mapping[str, int]
    patterns: Mapping[str, int]


class PreparedPage(NamedTuple):
    """A page: its boxes in pt, the slots of its streams, its resources (index), its key in the parent tree (-1: none)
    and how many annotations it has.
    """

    media: tuple[float, ...]
    bleed: tuple[float, ...]
    contents: tuple[int, ...]
    resources: int
    key: int
    annotations: int


class Tree(NamedTuple):
    """The `elements` of the structure tree in one template, and where they start in it; slots of the topmost ones;
    identifiers with the slots of their elements.

    `parents`: keys of the parent tree, and for each either the slot of an element, or slots by turns with how many
    marked contents in a row belong to it.
    """

    elements: Template
    starts: tuple[int, ...]
    top: tuple[int, ...]
    parents: tuple[tuple[int, tuple[int, ...]], ...]
    identifiers: Mapping[str, int]

    @property
    def keys(self) -> int:
        return max((key for key, _ in self.parents), default=-1) + 1


@dataclass(frozen=True, slots=True)
class Relocatable:
    """A fragment to be linked. `faces`: SHA-256 of a font file → glyphs of it in use with the text they stand for."""

    pages: tuple[PreparedPage, ...]
    resources: tuple[Resources, ...]
    annotations: tuple[Annotation, ...]
    tree: Tree
    streams: tuple[Item, ...]
    shared: tuple[Item, ...]
    faces: Mapping[str, Mapping[int, str]]

    @property
    def own(self) -> int:
        """How many objects belong to this fragment alone."""
        return len(self.pages) + len(self.annotations) + len(self.tree.starts) + len(self.streams)

    def to_bytes(self) -> bytes:
        """One line of JSON, then the data of the streams."""
        data: list[bytes] = []
        head = {
            "pages": self.pages,
            "resources": [(*_told(r.others), r.fonts, r.patterns) for r in self.resources],
            "annotations": [(*_told(a.template), *a[1:]) for a in self.annotations],
            "tree": [*_told(self.tree.elements), *self.tree[1:]],
            "streams": [_item(item, data) for item in self.streams],
            "shared": [_item(item, data) for item in self.shared],
            "faces": {face: [[*glyphs], [*glyphs.values()]] for face, glyphs in self.faces.items()},
        }
        return b"".join([_MAGIC, json.dumps(head, separators=(",", ":")).encode(), b"\n", *data])


def _told(template: Template) -> tuple[str, tuple[int, ...]]:
    return template.text.decode("latin-1"), template.slots


def _item(item: Item, data: list[bytes]) -> list[Any]:
    if item.data is not None:
        data.append(item.data)
    return [*_told(item.template), -1 if item.data is None else len(item.data), item.digest, item.matrix]


def from_bytes(data: bytes) -> Relocatable | None:
    """What `to_bytes` wrote; None if it was another version, or something else altogether."""
    if not data.startswith(_MAGIC):
        return None
    end = data.index(b"\n", len(_MAGIC))
    head = json.loads(data[len(_MAGIC) : end])
    at = end + 1

    def item(row: list[Any]) -> Item:
        nonlocal at
        text, slots, length, digest, matrix = row
        start, at = at, at + max(length, 0)
        return Item(_template(text, slots), data[start:at] if length >= 0 else None, digest, tuple(matrix))

    elements, slots, starts, top, parents, identifiers = head["tree"]
    return Relocatable(
        tuple(PreparedPage(tuple(row[0]), tuple(row[1]), tuple(row[2]), *row[3:]) for row in head["pages"]),
        tuple(Resources(_template(row[0], row[1]), row[2], row[3]) for row in head["resources"]),
        tuple(
            Annotation(_template(row[0], row[1]), tuple(row[2]), tuple(row[3]), row[4]) for row in head["annotations"]
        ),
        Tree(
            _template(elements, slots),
            tuple(starts),
            tuple(top),
            tuple([(key, tuple(runs)) for key, runs in parents]),
            identifiers,
        ),
        tuple(map(item, head["streams"])),
        tuple(map(item, head["shared"])),
        {face: dict(zip(*used, strict=True)) for face, used in head["faces"].items()},
    )


def _template(text: str, slots: list[int]) -> Template:
    return Template(text.encode("latin-1"), tuple(slots))
