"""HTML as a flat stream of tags, comments, entities and data, each with its exact range; in linear time."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

RAW = frozenset({"script", "style", "textarea", "template", "noscript", "iframe", "svg", "object"})
"""Elements whose content is no text of the work."""

_NEXT = re.compile("[<&]")
TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})(?![A-Za-z0-9:-])((?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}')*+)>"
)
ATTRIBUTE = re.compile(r"([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True, slots=True)
class Tag:
    start: int
    end: int
    name: str
    closing: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comment:
    start: int
    end: int
    chars: str


@dataclass(frozen=True, slots=True)
class Entity:
    start: int
    end: int
    chars: str


@dataclass(frozen=True, slots=True)
class Data:
    start: int
    end: int


Piece = Tag | Comment | Entity | Data


def scan(chars: str) -> Iterator[Piece]:
    """The pieces of `chars` in order; what is no well-formed markup is data. Comments are `<!--`, `<!` and `<?`."""
    at = done = 0
    last_comment_end = chars.rfind("-->")
    while match := _NEXT.search(chars, at):
        at = match.start()
        piece = _entity(chars, at) if chars[at] == "&" else _markup(chars, at, last_comment_end)
        if piece is None:
            at += 1
            continue
        if done < at:
            yield Data(done, at)
        yield piece
        at = done = piece.end
        if isinstance(piece, Tag) and piece.name in RAW and not piece.closing:
            at = done = _end_of_raw(chars, piece)
    if done < len(chars):
        yield Data(done, len(chars))


def _entity(chars: str, at: int) -> Entity | None:
    match = ENTITY.match(chars, at)
    if not match:
        return None
    value = html.unescape(match[0])
    return None if value == match[0] else Entity(at, match.end(), value)


def _markup(chars: str, at: int, last_comment_end: int) -> Piece | None:
    if chars.startswith("<!--", at):
        if last_comment_end < at + 4:
            return None
        end = chars.find("-->", at + 4)
        return Comment(at, end + 3, chars[at + 4 : end])
    if chars.startswith(("<!", "<?"), at):
        end = chars.find(">", at, at + 2000)
        return Comment(at, end + 1, "") if end >= 0 else None
    match = TAG.match(chars, at)
    if not match:
        return None
    attributes = {name.lower(): html.unescape(a or b or c) for name, a, b, c in ATTRIBUTE.findall(match[3][:8000])}
    return Tag(at, match.end(), match[2].lower(), bool(match[1]), attributes)


def _end_of_raw(chars: str, tag: Tag) -> int:
    match = re.compile(rf"</{tag.name}\b", re.IGNORECASE).search(chars, tag.end)
    return match.start() if match else len(chars)
