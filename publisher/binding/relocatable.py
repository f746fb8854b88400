"""A fragment made ready for linking: its objects as bytes, with the places of the numbers that are not known yet.

A linker's object file. Objects refer to each other, to pages, faces and keys of the parent tree by *slots*: indices
into a table that is filled when it is known where the fragment comes to stand. A slot is written `%7d`, always seven
characters wide, so that objects don't move inside their object stream when they are numbered. The table holds, in this
order: pages, annotations, elements of the structure tree, streams of the pages, shared objects, faces, the document
element, keys of the parent tree.
"""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

_MAGIC = f"publisher fragment 3 {sys.byteorder}\n".encode()

REFERENCE = b"%7d 0 R"
"""A reference as it stands in a template."""


Slots = array


def slots(values: Iterable[int] = ()) -> Slots[int]:
    """Slots, or other small numbers: they are many, and the collector need not look at them."""
    return array("I", values)


class Template(NamedTuple):
    """PDF syntax with gaps, and the slots that fill them."""

    text: bytes
    slots: Slots[int]

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
    contents: Slots[int]
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
    starts: Slots[int]
    top: Slots[int]
    parents: tuple[tuple[int, Slots[int]], ...]
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
        """A line of JSON, then everything else in the order in which the line tells of it."""
        rest = _Rest()
        head = {
            "pages": [(page.media, page.bleed, rest.slots(page.contents), *page[3:]) for page in self.pages],
            "resources": [(rest.template(r.others), r.fonts, r.patterns) for r in self.resources],
            "annotations": [(rest.template(a.template), *a[1:]) for a in self.annotations],
            "tree": [
                rest.template(self.tree.elements),
                rest.slots(self.tree.starts),
                rest.slots(self.tree.top),
                [(key, rest.slots(runs)) for key, runs in self.tree.parents],
                self.tree.identifiers,
            ],
            "streams": [rest.item(item) for item in self.streams],
            "shared": [rest.item(item) for item in self.shared],
            "faces": [(face, rest.slots(slots(used)), [*used.values()]) for face, used in self.faces.items()],
        }
        return b"".join([_MAGIC, json.dumps(head, separators=(",", ":")).encode(), b"\n", *rest.parts])


class _Rest:
    """Writes what stands behind the line of JSON, and tells lengths."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def slots(self, values: Slots[int]) -> int:
        self.parts.append(values.tobytes())
        return len(values)

    def template(self, template: Template) -> tuple[int, int]:
        self.parts.append(template.text)
        return len(template.text), self.slots(template.slots)

    def item(self, item: Item) -> tuple[object, ...]:
        told = self.template(item.template)
        if item.data is not None:
            self.parts.append(item.data)
        return *told, -1 if item.data is None else len(item.data), item.digest, item.matrix


def from_bytes(data: bytes) -> Relocatable | None:
    """What `to_bytes` wrote; None if it was another version, or something else altogether."""
    if not data.startswith(_MAGIC):
        return None
    end = data.index(b"\n", len(_MAGIC))
    head, rest = json.loads(data[len(_MAGIC) : end]), _Reader(data, end + 1)
    return Relocatable(
        tuple([PreparedPage(tuple(m), tuple(b), rest.slots(count), *more) for m, b, count, *more in head["pages"]]),
        tuple([Resources(rest.template(*told), *names) for told, *names in head["resources"]]),
        tuple([Annotation(rest.template(*told), tuple(r), tuple(q), to) for told, r, q, to in head["annotations"]]),
        rest.tree(*head["tree"]),
        tuple([rest.item(*row) for row in head["streams"]]),
        tuple([rest.item(*row) for row in head["shared"]]),
        {face: dict(zip(rest.slots(count), texts, strict=True)) for face, count, texts in head["faces"]},
    )


class _Reader:
    """Reads what `_Rest` wrote, in the same order."""

    def __init__(self, data: bytes, start: int) -> None:
        self.data = data
        self.at = start

    def raw(self, length: int) -> bytes:
        start, self.at = self.at, self.at + length
        return self.data[start : self.at]

    def slots(self, count: int) -> Slots[int]:
        found = slots()
        found.frombytes(self.raw(count * found.itemsize))
        return found

    def template(self, length: int, count: int) -> Template:
        return Template(self.raw(length), self.slots(count))

    def tree(
        self, told: list[int], starts: int, top: int, parents: list[tuple[int, int]], identifiers: dict[str, int]
    ) -> Tree:
        elements, where, topmost = self.template(*told), self.slots(starts), self.slots(top)
        return Tree(elements, where, topmost, tuple([(key, self.slots(n)) for key, n in parents]), identifiers)

    def item(self, length: int, count: int, size: int, digest: str, matrix: list[float]) -> Item:
        template = self.template(length, count)
        return Item(template, self.raw(size) if size >= 0 else None, digest, tuple(matrix))
