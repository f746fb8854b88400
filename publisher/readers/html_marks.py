"""Inline HTML, wherever it stands (HTML, Markdown): tags become marks, or are dropped with a remark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from publisher.model.indexing import IndexTerm
from publisher.model.text import OBJECT, MarkKind
from publisher.model.waiver import Directive, directive
from publisher.readers.html_scan import Comment, Tag
from publisher.readers.index_marks import fill, index_terms
from publisher.readers.remarks import Remarks
from publisher.readers.strand import Strand, TextBuilder

_KINDS: dict[str, MarkKind] = {
    "em": "emphasis", "i": "emphasis", "cite": "emphasis", "dfn": "emphasis",
    "strong": "strong", "b": "strong",
    "s": "strike", "del": "strike", "strike": "strike",
    "sup": "superscript", "sub": "subscript",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code", "var": "code",
    "a": "link", "span": "span",
}  # fmt: skip
_TARGETS = frozenset({"a", "span"})
"""Elements whose id links may lead to."""
_TRANSPARENT = frozenset({"abbr", "bdi", "bdo", "font", "ins", "mark", "small", "time", "u", "wbr", "big", "nobr"})
_SAFE_SCHEME = re.compile(r"(?!\s*(?:javascript|vbscript|data|file)\s*:)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")


class InlineMarkup:
    """Carries out tags on a text under construction.

    Attributes:
        directives: what comments say to the cleanup, in all blocks so far.
        looks: offset of a picture in the source → its classes and width.
    """

    def __init__(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self.directives: list[Directive] = []
        self.looks: dict[int, tuple[tuple[str, ...], str]] = {}
        self._keeping = 0
        self._languages = [""]
        self._open: list[tuple[str, list[MarkKind]]] = []

    def begin(self, builder: TextBuilder, *, keep: bool = False, language: str = "") -> None:
        """A new block begins; `keep` protects it from the cleanup, `language` is that of all of it."""
        self._open.clear()
        if keep or self._keeping:
            builder.open("keep")
        if language := language or self._languages[-1]:
            builder.open("language", language)

    @contextmanager
    def within(self, classes: str, language: str) -> Iterator[None]:
        """All blocks inside are in `language`, if it is given, and left alone when `notypo` is among the classes."""
        wanted = "notypo" in classes.split()
        self._keeping += wanted
        self._languages.append(language or self._languages[-1])
        yield
        self._languages.pop()
        self._keeping -= wanted

    def comment(self, comment: Comment, strand: Strand) -> None:
        """A comment may be meant for the cleanup."""
        start, end = strand.offset(comment.start), strand.offset(comment.end - 1) + 1
        if said := directive(comment.chars, start, end):
            self.directives.append(said)

    def tag(self, tag: Tag, strand: Strand, builder: TextBuilder) -> bool:
        """Carry out an inline tag; False when it is none of those (and nothing was done)."""
        source, source_end = strand.offset(tag.start), strand.offset(tag.end - 1) + 1
        if tag.name == "br":
            builder.hard_break(source, source_end)
        elif tag.name == "img":
            self._image(tag, source, source_end, builder)
        elif tag.name == "q":
            builder.insert('"')
        elif tag.name in _KINDS:
            self._end(tag.name, builder) if tag.closing else self._begin(tag, builder)
        elif tag.name not in _TRANSPARENT:
            return False
        return True

    def _image(self, tag: Tag, source: int, source_end: int, builder: TextBuilder) -> None:
        address = tag.attributes.get("src", "")
        if not address or not _SAFE_SCHEME.match(address):
            self.remarks.count("S205", "<img>", source)
            return
        self.looks[source] = tuple(tag.attributes.get("class", "").split()), tag.attributes.get("width", "")
        at = builder.length
        builder.put(OBJECT, source, source_end)
        builder.mark(at, at + 1, "image", address, tag.attributes.get("alt", ""))

    def _begin(self, tag: Tag, builder: TextBuilder) -> None:
        kinds: list[MarkKind] = []
        classes = tag.attributes.get("class", "").split()
        if tag.name == "a":
            address = tag.attributes.get("href", "").strip()
            if address and _SAFE_SCHEME.match(address):
                builder.open("link", address, tag.attributes.get("title", ""))
                kinds.append("link")
        elif tag.name != "span":
            builder.open(_KINDS[tag.name])
            kinds.append(_KINDS[tag.name])
        named = classes if tag.name == "span" else [name for name in classes if name == "notypo"]
        kinds += open_attributes(builder, tag.attributes.get("lang", ""), named)
        kinds += open_index(builder, index_terms(tag.attributes, "data-"))
        if tag.name in _TARGETS and (name := tag.attributes.get("id") or tag.attributes.get("name")):
            builder.mark(builder.length, builder.length, "anchor", name)
        self._open.append((tag.name, kinds))

    def _end(self, name: str, builder: TextBuilder) -> None:
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == name:
                for kind in reversed(self._open.pop(index)[1]):
                    builder.close(kind)
                return


def open_attributes(builder: TextBuilder, language: str, classes: list[str]) -> list[MarkKind]:
    """Open the marks that attributes ask for; returns their kinds."""
    kinds: list[MarkKind] = []
    if language:
        builder.open("language", language)
        kinds.append("language")
    for name in classes:
        kind: MarkKind = {"notypo": "keep", "small-caps": "small-caps", "smallcaps": "small-caps"}.get(name, "span")  # type: ignore[assignment]
        builder.open(kind, name if kind == "span" else "")
        kinds.append(kind)
    return kinds


def open_index(builder: TextBuilder, terms: Iterable[IndexTerm]) -> list[MarkKind]:
    """Open the marks for an index; returns their kinds. The end of a range stands where its element ends."""
    kinds: list[MarkKind] = []
    for term in terms:
        mark = term.mark(0, 0)
        builder.open(mark.kind, mark.value, mark.title)
        kinds.append(mark.kind)
    return kinds


def flow(builder: TextBuilder, strand: Strand, start: int, end: int) -> None:
    """Running text of HTML: every stretch of blanks is one space, none at the beginning of a block or line."""
    if builder.last in ("", " ", "\n"):
        while start < end and strand.chars[start] in " \t\r\n\f":
            start += 1
    at = start
    for blanks in _BLANKS.finditer(strand.chars, start, end):
        fill(builder, strand, at, blanks.start())
        at = blanks.end()
        builder.put(" ", strand.offset(blanks.start()), strand.offset(blanks.end() - 1) + 1)
    fill(builder, strand, at, end)
