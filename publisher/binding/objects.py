"""Objects of a PDF → templates: what they are made of, with a symbol for everything they lead to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import pikepdf
from pikepdf import Dictionary

from publisher.binding.relocatable import REFERENCE, Item, Template, slots

_TOKEN = re.compile(rb"\((?:[^\\()]|\\.)*\)|%|(?<![^\s\[<>/\])])(\d+) (\d+) R\b", re.DOTALL)
"""In what qpdf writes: strings, which may look like anything, percent signs, references."""

Key = tuple[int, int]
"""Number and generation of an object."""

Symbol = tuple[str, int]
"""What a reference leads to: a kind, and which of them."""

ORDER = ("page", "annotation", "element", "stream", "shared", "face", "document", "key")
"""Kinds in the order in which they stand in the table of a relocatable fragment."""


@dataclass(slots=True)
class Draft:
    """A template whose slots are not numbered yet."""

    text: bytes = b""
    symbols: list[Symbol] = field(default_factory=list)

    def add(self, text: bytes, *symbols: Symbol) -> None:
        """More text, with a gap for each of the symbols."""
        self.text += text
        self.symbols += symbols

    def join(self, other: Draft) -> None:
        self.add(other.text, *other.symbols)

    def template(self, bases: Mapping[str, int]) -> Template:
        return Template(self.text, slots(bases[kind] + index for kind, index in self.symbols))


@dataclass(frozen=True, slots=True)
class Kept:
    """An indirect object that is kept. `matrix`: that of a pattern which moves with its page, else empty."""

    draft: Draft
    found: pikepdf.Object
    matrix: tuple[float, ...] = ()

    def item(self, bases: Mapping[str, int]) -> Item:
        if not isinstance(self.found, pikepdf.Stream):
            return Item(self.draft.template(bases), matrix=self.matrix)
        data = self.found.read_raw_bytes()
        return Item(self.draft.template(bases), data, sha256(data).hexdigest(), self.matrix)


class Objects:
    """Objects of a document as drafts. What is met on the way and has no symbol yet gets one: it can be shared.

    Args:
        symbols: of the objects that are known.
        replaced: gives a symbol to an object in whose place something else stands.
    """

    def __init__(
        self, source: pikepdf.Pdf, symbols: dict[Key, Symbol], replaced: Callable[[pikepdf.Object], Symbol | None]
    ) -> None:
        self.source = source
        self.symbols = symbols
        self.replaced = replaced
        self.streams: list[Kept] = []
        self.shared: list[Kept] = []

    def draft(self, value: pikepdf.Object) -> Draft:
        """What an object is made of; everything it leads to has a symbol afterwards, unless it leads to itself."""
        text = _syntax(value)
        for key in _references(text):
            if key not in self.symbols:
                self._reach(key)
        found: list[Symbol] = []

        def gap(token: re.Match[bytes]) -> bytes:
            if token[1] is None:
                return token[0].replace(b"%", b"%%")
            if (symbol := self.symbols.get((int(token[1]), int(token[2])))) is None:
                return b"null"
            found.append(symbol)
            return REFERENCE

        return Draft(_TOKEN.sub(gap, text), found)

    def entries(self, items: Iterable[tuple[str, Any]], *left_out: str) -> Draft:
        """Entries of a dictionary without its brackets, but for some keys."""
        draft = self.draft(Dictionary({key: value for key, value in items if key not in left_out}))
        draft.text = draft.text[2:-2].strip()
        return draft

    def symbol(self, value: pikepdf.Object) -> Symbol:
        """The symbol of an indirect object."""
        self._reach(value.objgen)
        return self.symbols[value.objgen]

    def own_stream(self, stream: pikepdf.Object) -> Symbol:
        """The symbol of a stream that belongs to the fragment alone."""
        if stream.objgen not in self.symbols:
            self.symbols[stream.objgen] = ("stream", len(self.streams))
            self.streams.append(Kept(self.entries(stream.items(), "/Length"), stream))
        return self.symbols[stream.objgen]

    def pattern(self, pattern: pikepdf.Object) -> Symbol:
        """The symbol of a pattern of a page, which moves with it."""
        if pattern.objgen not in self.symbols:
            matrix = tuple(float(value) for value in pattern.get("/Matrix", (1, 0, 0, 1, 0, 0)))
            self._share(pattern, self.entries(pattern.items(), "/Length", "/Matrix"), matrix)
        return self.symbols[pattern.objgen]

    def _share(self, found: pikepdf.Object, draft: Draft, matrix: tuple[float, ...] = ()) -> None:
        self.symbols[found.objgen] = ("shared", len(self.shared))
        self.shared.append(Kept(draft, found, matrix))

    def _reach(self, first: Key) -> None:
        """Symbols for an object and all that it leads to, which come before it."""
        waiting, opened = [first], set[Key]()
        while waiting:
            key = waiting[-1]
            found = self.source.get_object(key)
            if key in self.symbols:
                waiting.pop()
            elif (known := self.replaced(found)) is not None:
                self.symbols[key] = known
            elif key not in opened:
                opened.add(key)
                waiting += [k for k in _references(_syntax(found)) if k not in self.symbols and k not in opened]
            elif isinstance(found, pikepdf.Stream):
                self._share(found, self.entries(found.items(), "/Length"))
            else:
                self._share(found, self.draft(found))


def _syntax(value: pikepdf.Object) -> bytes:
    """An object, or the dictionary of a stream, as it is written."""
    return (value.stream_dict if isinstance(value, pikepdf.Stream) else value).unparse(resolved=True)


def _references(text: bytes) -> list[Key]:
    return [(int(token[1]), int(token[2])) for token in _TOKEN.finditer(text) if token[1] is not None]
