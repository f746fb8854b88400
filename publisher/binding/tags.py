"""The structure tree of a fragment, made ready for the tree of the book. A plain merge of pages would lose it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.binding.objects import Draft, Key, Objects, Symbol
from publisher.binding.pdf_file import text_string
from publisher.binding.relocatable import REFERENCE, Tree, slots

_DOCUMENT: Symbol = ("document", 0)
_SILENT = frozenset({"/Span", "/NonStruct"})
"""Elements that say nothing of what is in them. WeasyPrint makes one for every line of text."""

_BLOCKS = ("P", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "Lbl", "TD", "TH", "Caption", "Figure", "Note")
_HOLDERS = frozenset(f"/{kind}" for kind in (*_BLOCKS, "Span", "NonStruct", "Link", "Quote"))
"""Elements that may hold marked content themselves."""

_OWN_KEYS = ("/Type", "/S", "/P", "/Pg", "/K", "/Lang")


_PLAIN = re.compile(rb"<< /K \[ ([\dR ]*)\] /P \d+ \d+ R (?:/Pg (\d+) (\d+) R )?/S (/\w+) /Type /StructElem >>")
"""An element without attributes, as qpdf writes it: all but a few, so it has to be read fast."""

_KID = re.compile(rb"(\d+)(?: (\d+) R)?")


@dataclass(slots=True)
class _Node:
    """An element, or an object reference, which has no `kind`. `kids` are marked contents (numbers on its page) and
    objects; `found`: where there is more to it.
    """

    kind: str
    page: Key | None
    parent: Key | None
    kids: list[int | Key]
    found: pikepdf.Object | None

    def folds_into(self, outer: _Node) -> bool:
        """Whether there is nothing to it but marked content on the page of the element around it."""
        return (
            self.kind in _SILENT
            and self.found is None
            and self.page == outer.page
            and all(isinstance(kid, int) for kid in self.kids)
        )


def _node(found: pikepdf.Object, parent: Key | None) -> _Node:
    plain = _PLAIN.fullmatch(found.unparse(resolved=True))
    if plain:
        page = (int(plain[2]), int(plain[3])) if plain[2] else None
        return _Node(plain[4].decode(), page, parent, _kids(plain[1]), None)
    page = found.Pg.objgen if Name.Pg in found else None
    if Name.S not in found:
        return _Node("", page, parent, [], found)
    return _Node(str(found.S), page, parent, _kids(found.get(Name.K, Array()).unparse()), found)


def _kids(array: bytes) -> list[int | Key]:
    if b"R" not in array and b"[" not in array:
        return [*map(int, array.split())]
    return [(int(kid[1]), int(kid[2])) if kid[2] else int(kid[1]) for kid in _KID.finditer(array)]


class Tags:
    """Reads the tree and gives symbols to its elements; those of single lines are folded into what they belong to.

    Args:
        name: stands in front of identifiers, which would be the same in every fragment.
        language: of the fragment, a BCP 47 tag.
    """

    def __init__(self, source: pikepdf.Pdf, objects: Objects, name: str, language: str) -> None:
        self.objects = objects
        self.name = name
        self.language = language
        self.root = source.Root.get(Name.StructTreeRoot, Dictionary())
        self.nodes: dict[Key, _Node] = {}
        self.hosts: dict[Key, Key] = {}
        self._read(source)
        self._fold()
        self.kept = [key for key in self.nodes if key not in self.hosts]
        for number, key in enumerate(self.kept):
            objects.symbols[key] = ("element", number)
        for key in reversed(self.hosts):  # what is farther out was folded later
            objects.symbols[key] = objects.symbols[self.hosts[key]]

    def _read(self, source: pikepdf.Pdf) -> None:
        """All nodes, parents first."""
        waiting: list[tuple[Key, Key | None]] = [
            (kid, None) for kid in _kids(self.root.get(Name.K, Array()).unparse()) if isinstance(kid, tuple)
        ]
        while waiting:
            key, parent = waiting.pop()
            self.nodes[key] = node = _node(source.get_object(key), parent)
            waiting += [(kid, key) for kid in reversed(node.kids) if isinstance(kid, tuple)]

    def _fold(self) -> None:
        """Marked content of silent elements goes to the elements around them, innermost first."""
        for key, node in reversed(self.nodes.items()):
            if node.kind not in _HOLDERS:
                continue
            kids: list[int | Key] = []
            for kid in node.kids:
                if isinstance(kid, int) or not (inner := self.nodes[kid]).folds_into(node):
                    kids.append(kid)
                else:
                    kids += inner.kids
                    self.hosts[kid] = key
            node.kids = kids

    @property
    def keys(self) -> int:
        """How many keys the parent tree has."""
        return max((key for key, _ in self.parents), default=-1) + 1

    def draft(self) -> None:
        """Everything the tree is made of; what it leads to has symbols afterwards."""
        self.elements = [self._element(self.nodes[key]) for key in self.kept]
        self.parents: list[tuple[int, list[Symbol | int]]] = []
        entries = iter(self.root.ParentTree.Nums if self.kept else ())
        for key, entry in zip(entries, entries, strict=True):
            if isinstance(entry, Array):
                found = [self.objects.symbols[kid] for kid in _kids(entry.unparse()) if isinstance(kid, tuple)]
                runs: list[Symbol | int] = []
                for element, run in groupby(found):
                    runs += [element, sum(1 for _ in run)]
                self.parents.append((int(key), runs))
            else:
                self.parents.append((int(key), [self.objects.symbols[entry.objgen]]))

    def _element(self, node: _Node) -> Draft:
        if not node.kind and node.found is not None:  # an object reference
            return self.objects.draft(node.found)
        draft, symbols = Draft(), self.objects.symbols
        kind = "/Part" if node.parent is None and node.kind == "/Document" else node.kind
        draft.add(b"<</Type/StructElem/S" + kind.encode())
        draft.add(b"/P " + REFERENCE, _DOCUMENT if node.parent is None else symbols[node.parent])
        if node.page:
            draft.add(b"/Pg " + REFERENCE, symbols[node.page])
        kids = [b"%d " % kid if isinstance(kid, int) else REFERENCE + b" " for kid in node.kids]
        draft.add(b"/K[" + b"".join(kids) + b"]", *(symbols[kid] for kid in node.kids if isinstance(kid, tuple)))
        if node.parent is None:
            draft.add(b"/Lang" + text_string(self.language).replace(b"%", b"%%"))
        if node.found is not None:
            self._name(node.found)
            draft.join(self.objects.entries(node.found.items(), *_OWN_KEYS))
        draft.add(b">>")
        return draft

    def _name(self, element: pikepdf.Object) -> None:
        """Identifiers of the fragment become identifiers of the book."""
        if Name.ID in element:
            element.ID = self._named(element.ID)
        headers = element.get(Name.A, Dictionary())
        if isinstance(headers, Dictionary) and Name.Headers in headers:
            headers.Headers = Array([self._named(header) for header in headers.Headers])

    def _named(self, identifier: pikepdf.Object) -> pikepdf.Object:
        return pikepdf.String(f"{self.name}-{identifier}")

    def tree(self, bases: Mapping[str, int]) -> Tree:
        """What was drafted, with slots.

        Args:
            bases: the first slot of each kind.
        """
        elements, starts, at = Draft(), [], 0
        for element in self.elements:
            starts.append(at)
            at += len(element.text % ((0,) * len(element.symbols))) + 1
            elements.add(element.text + b"\n", *element.symbols)
        slot = {key: bases["element"] + number for number, key in enumerate(self.kept)}
        return Tree(
            elements.template(bases),
            slots(starts),
            slots(slot[key] for key in self.kept if self.nodes[key].parent is None),
            tuple(
                (key, slots(run if isinstance(run, int) else bases[run[0]] + run[1] for run in runs))
                for key, runs in self.parents
            ),
            {
                bytes(found.ID).decode("latin-1"): slot[key]
                for key in self.kept
                if (found := self.nodes[key].found) is not None and Name.ID in found
            },
        )
