"""What word processors' files have in common: pictures, core properties, and a list of what was not kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from publisher.model.finding import Severity
from publisher.model.source import LINE_END
from publisher.readers.archive import Archive
from publisher.readers.remarks import Remarks

_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"GIF87a": "gif", b"GIF89a": "gif", b"RIFF": "webp",
}  # fmt: skip
_PROPERTIES = {
    "title": "title", "creator": "authors", "description": "description", "keywords": "tags", "language": "language",
    "subject": "category", "keyword": "tags", "initial-creator": "authors",
}  # fmt: skip
_MEANINGLESS = frozenset(
    {"документ microsoft word", "microsoft word document", "untitled", "без названия", "user", "admin"}
)
"""What programs put into titles and authors by themselves."""


def picture_type(data: bytes) -> str:
    """The suffix for a picture that books can hold: png, jpg, gif, webp, svg; or nothing."""
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            return kind
    return "svg" if b"<svg" in data[:4096].lower() else ""


def core_metadata(archive: Archive, part: str) -> dict[str, list[str]]:
    """Field of Metadata → values, from the Dublin Core of a document. They are hints: programs fill them in, too."""
    found: dict[str, list[str]] = {}
    if part not in archive:
        return found
    for element in archive.xml(part).iter("*"):
        field_ = _PROPERTIES.get(_local(element))
        said = " ".join((element.text or "").split())
        if not field_ or not said or said.casefold() in _MEANINGLESS:
            continue
        values = (
            said.replace(";", ",").split(",")
            if field_ == "tags"
            else said.split(";")
            if field_ == "authors"
            else [said]
        )
        kept = [value.strip() for value in values if value.strip()]
        if field_ == "tags":
            found.setdefault(field_, []).extend(kept)
        else:
            found.setdefault(field_, kept)
    return found


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


@dataclass(slots=True)
class Losses:
    """What was not kept, with numbers of paragraphs."""

    _found: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)

    def count(self, code: str, line: int, what: str = "") -> None:
        first, number = self._found.get((code, what), (line, 0))
        self._found[code, what] = (first, number + 1)

    def lose(self, what: str, line: int) -> None:
        """Something that has no place in a work."""
        self.count("S205", line, what)

    def tell(self, remarks: Remarks) -> None:
        starts = [0, *(end.end() for end in LINE_END.finditer(remarks.source.chars))]
        for (code, what), (line, number) in self._found.items():
            offset = starts[min(max(line - 1, 0), len(starts) - 1)]
            for _ in range(number):
                remarks.count(code, what, offset, Severity.NOTE)
