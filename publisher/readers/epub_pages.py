"""The documents of an EPUB as one page of HTML: ids told apart, links between documents made links inside the page."""

from __future__ import annotations

import re
from html import escape

from publisher.readers.archive import MAX_TEXT, Archive, resolved
from publisher.readers.html_notes import says
from publisher.readers.html_scan import Tag, scan
from publisher.readers.office import Losses
from publisher.readers.xml_scan import decode_xml

_LEFT_OUT = frozenset({"cover", "toc", "titlepage", "halftitlepage", "landmarks", "loi", "lot", "colophon", "imprint"})
_WHOLE = frozenset({"nav", "doc-toc"})
_BODY = re.compile(r"<body\b[^>]*>", re.I)
_END = re.compile(r"</body\s*>", re.I)
_SVG_IMAGE = re.compile(
    r"<svg\b.{0,4000}?<image\b[^>]{0,2000}?href\s*=\s*[\"']([^\"']{1,500})[\"'].{0,4000}?</svg\s*>", re.S | re.I
)
_PICTURE_ONLY = re.compile(r"<[^>]*>|\s+")


class Merger:
    """Puts documents together.

    Attributes:
        pictures: names of those that the documents show, in order.
    """

    def __init__(self, archive: Archive, documents: list[str], losses: Losses, language: str) -> None:
        """`language` of the book: what is in it needs no mark."""
        self.archive = archive
        self.numbers = {name: number for number, name in enumerate(dict.fromkeys(documents), 1)}
        self.losses = losses
        self.language = language
        self.pictures: dict[str, None] = {}

    def merged(self, navigation: list[str]) -> str:
        """The page; documents that only lead to others or repeat the metadata are left out with a remark."""
        pieces: list[str] = []
        line = 1
        for name in self.numbers:
            piece = "" if name in navigation else self._document(name)
            if not piece:
                self.losses.lose(name.rpartition("/")[2], line)
                continue
            pieces.append(piece)
            line += piece.count("\n") + 1
        return "\n".join(pieces)

    def _document(self, name: str) -> str:
        chars = decode_xml(self.archive.path, self.archive.read(name, MAX_TEXT)).chars
        opening = _BODY.search(chars)
        start = opening.end() if opening else 0
        end = next((match.start() for match in _END.finditer(chars, start)), len(chars))
        tags = [piece for piece in scan(chars[:start]) if isinstance(piece, Tag)] if opening else []
        language = next(
            (t.attributes.get("lang") or t.attributes.get("xml:lang", "") for t in tags if t.name == "html"), ""
        )
        body = tags[-1].attributes if tags and tags[-1].name == "body" else {}
        inner = chars[start:end]
        first = next((piece for piece in scan(inner) if isinstance(piece, Tag)), None)
        if says(body, _LEFT_OUT) or (first and first.name in ("section", "nav") and says(first.attributes, _LEFT_OUT)):
            return ""
        inner = _SVG_IMAGE.sub(lambda match: f'<img src="{escape(match[1])}" alt=""/>', inner)
        if not _PICTURE_ONLY.sub("", inner) and "cover" in name.lower():
            return ""
        stated = f' lang="{escape(language)}"' if language and language != self.language else ""
        return f'<div id="d{self.numbers[name]}"{stated}>{self._rewritten(name, inner)}</div>'

    def _rewritten(self, name: str, inner: str) -> str:
        number = self.numbers[name]
        pieces: list[str] = []
        at = 0
        for piece in scan(inner):
            if not isinstance(piece, Tag) or piece.closing or not piece.attributes:
                continue
            changed = self._changed(name, number, piece)
            if changed != piece.attributes:
                closed = "/" if inner[piece.end - 2] == "/" else ""
                stated = "".join(f' {key}="{escape(value)}"' for key, value in changed.items())
                pieces += (inner[at : piece.start], f"<{piece.name}{stated}{closed}>")
                at = piece.end
        return "".join([*pieces, inner[at:]])

    def _changed(self, name: str, number: int, tag: Tag) -> dict[str, str]:
        found = dict(tag.attributes)
        if "xml:lang" in found:
            found.setdefault("lang", found.pop("xml:lang"))
        if found.get("lang") == self.language:
            del found["lang"]
        if "id" in found:
            found["id"] = f"d{number}-{found['id']}"
        if tag.name == "a" and "href" in found:
            found["href"] = self._address(name, number, found["href"])
        if tag.name == "img" and "src" in found:
            source = resolved(name, found["src"])
            if source in self.archive:
                self.pictures[source] = None
                found["src"] = source
            else:
                self.losses.lose("picture", 1)
                del found["src"]
        return found

    def _address(self, name: str, number: int, href: str) -> str:
        path, _, fragment = href.partition("#")
        if not path:
            return f"#d{number}-{fragment}"
        target = self.numbers.get(resolved(name, path))
        if target is None:
            return href
        return f"#d{target}-{fragment}" if fragment else f"#d{target}"
