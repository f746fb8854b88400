"""XML as a flat stream of tags, comments, entities and data with exact ranges; nothing is ever expanded or fetched."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator

from publisher.model.errors import SourceError
from publisher.model.source import Source
from publisher.readers.encoding import decode
from publisher.readers.html_scan import ATTRIBUTE, ENTITY, TAG, Comment, Data, Entity, Piece, Tag

_NEXT = re.compile("[<&]")
_DECLARED = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_LEGACY = frozenset({"cp1251", "koi8-r", "koi8-u", "cp866", "mac-cyrillic", "iso8859-5"})
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[<>]{0,2000}(\[)?")


def decode_xml(path: str, data: bytes) -> Source:
    """The characters of an XML file: in the encoding it declares, where its bytes do not prove another one.

    Raises:
        SourceError: undecodable (S102–S106), it declares entities of its own (S113).
    """
    source = _as_declared(path, data) or decode(path, data).value
    doctype = _DOCTYPE.search(source.chars, 0, 4_000)
    if doctype and doctype[1]:
        end = source.chars.find("]", doctype.end())
        entity = source.chars.find("<!ENTITY", doctype.end(), end if end >= 0 else len(source.chars))
        if entity >= 0 or end < 0:
            raise SourceError("S113", {}, source.place(max(entity, doctype.start())))
    return source


def _as_declared(path: str, data: bytes) -> Source | None:
    declared = _DECLARED.match(data[:400])
    if not declared:
        return None
    try:
        encoding = codecs.lookup(declared[1].decode("ascii")).name
        if encoding not in _LEGACY:
            return None
        chars = data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None
    if not data.isascii() and _is_utf8(data):
        return None
    return Source(path, chars, encoding)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def scan_xml(chars: str, raw: frozenset[str]) -> Iterator[Piece]:
    """The pieces of `chars` in order; an empty element is a tag that opens and one that closes.

    What is no well-formed markup is data. The content of elements named in `raw` is left out; a CDATA section is one
    entity: its characters stand there in another spelling.
    """
    scanner = _Scanner(chars)
    at = done = 0
    while match := _NEXT.search(chars, at):
        at = match.start()
        pieces = scanner.entity(at) if chars[at] == "&" else scanner.markup(at)
        if not pieces:
            at += 1
            continue
        if done < at:
            yield Data(done, at)
        yield from pieces
        first = pieces[0]
        at = done = first.end
        if isinstance(first, Tag) and first.name in raw and len(pieces) == 1 and not first.closing:
            at = done = max(scanner.find(f"</{first.name}", at), at)
    if done < len(chars):
        yield Data(done, len(chars))


class _Scanner:
    """Recognises what stands at a place; what is not found once is not looked for again: the time is linear."""

    def __init__(self, chars: str) -> None:
        self.chars = chars
        self._missing: set[str] = set()

    def find(self, what: str, start: int) -> int:
        """Where `what` stands next, or -1."""
        found = -1 if what in self._missing else self.chars.find(what, start)
        if found < 0:
            self._missing.add(what)
        return found

    def entity(self, at: int) -> tuple[Piece, ...]:
        match = ENTITY.match(self.chars, at)
        value = html.unescape(match[0]) if match else ""
        return (Entity(at, match.end(), value),) if match and value != match[0] else ()

    def markup(self, at: int) -> tuple[Piece, ...]:
        for begin, end in (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")):
            if self.chars.startswith(begin, at):
                stop = self.find(end, self._subset_end(at) if begin == "<!" else at + len(begin))
                if stop < 0:
                    return ()
                content = self.chars[at + len(begin) : stop]
                if begin == "<![CDATA[":
                    return (Entity(at, stop + len(end), content),)
                return (Comment(at, stop + len(end), content if begin == "<!--" else ""),)
        return self._tag(at)

    def _subset_end(self, at: int) -> int:
        """Where a doctype's own declarations end: there may be `>` among them."""
        doctype = _DOCTYPE.match(self.chars, at)
        return max(self.find("]", doctype.end()), at + 2) if doctype and doctype[1] else at + 2

    def _tag(self, at: int) -> tuple[Piece, ...]:
        match = TAG.match(self.chars, at)
        if not match:
            return ()
        name, end = match[2].lower(), match.end()
        attributes = {key.lower(): html.unescape(a or b or c) for key, a, b, c in ATTRIBUTE.findall(match[3][:8000])}
        tag = Tag(at, end, name, bool(match[1]), attributes)
        if match[3].rstrip().endswith("/") and not tag.closing:
            return tag, Tag(end, end, name, True)
        return (tag,)
