"""EPUB 2 and 3: the documents of the spine as one text, metadata of the package, pop-up notes, pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from publisher.model.errors import SourceError
from publisher.model.text import Text
from publisher.readers.archive import Archive, resolved
from publisher.readers.derived import manuscript_of, source_of
from publisher.readers.docx_styles import local, value
from publisher.readers.epub_pages import Merger
from publisher.readers.manuscript import Entry, Manuscript
from publisher.readers.office import Losses, picture_type
from publisher.readers.remarks import Remarks

CONTAINER = "META-INF/container.xml"
_OPEN = frozenset({
    "http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC",
})  # fmt: skip
"""Ways to disguise fonts: they hide no text."""

_FIELDS = {
    "title": "title", "creator": "authors", "language": "language", "description": "description", "subject": "tags",
    "publisher": "publisher", "rights": "rights", "source": "source", "date": "date",
}  # fmt: skip
_MANY = frozenset({"authors", "translators", "tags"})


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the manifest."""

    name: str
    media_type: str
    properties: str


def read_epub(path: str, data: bytes) -> Manuscript:
    """Read an e-book. Lines in messages are those of its documents put together.

    Raises:
        SourceError: the archive is damaged, too large or encrypted (S109, S113, S120–S124).
    """
    archive = Archive(path, data)
    _refuse_protected(archive)
    package = _package(archive)
    root = archive.xml(package)
    items = {value(e, "id"): _item(e, package) for e in root.iter("*") if local(e) == "item"}
    spine = [value(e, "idref") for e in root.iter("*") if local(e) == "itemref"]
    documents = [items[id].name for id in spine if id in items and items[id].name in archive]
    if not documents:
        raise SourceError("S123", {"part": "spine"}, archive.place)
    losses = Losses()
    stated = _metadata(root)
    merger = Merger(archive, documents, losses, stated.get("language", [""])[0])
    html = merger.merged([item.name for item in items.values() if "nav" in item.properties.split()])
    pictures = {name: found for name in merger.pictures if (found := _picture(archive, name, losses))}
    source = source_of(path, html)
    remarks = Remarks(source)
    losses.tell(remarks)
    given = {name: Entry(tuple(map(Text, values)), "markup") for name, values in stated.items()}
    cover = _cover(root, items)
    if cover and cover not in pictures and cover in archive and (found := _picture(archive, cover, losses)):
        pictures[cover] = found
    return manuscript_of(source, remarks, given, {}, pictures, cover if cover in pictures else "")


def _item(element: Any, package: str) -> Item:
    return Item(resolved(package, value(element, "href")), value(element, "media-type"), value(element, "properties"))


def _package(archive: Archive) -> str:
    """The name of the package file: as the container says, else the only one."""
    if CONTAINER in archive:
        for element in archive.xml(CONTAINER).iter("*"):
            if local(element) == "rootfile" and (name := value(element, "full-path")) in archive:
                return name
    found = [name for name in archive.names() if name.lower().endswith(".opf")]
    if len(found) != 1:
        raise SourceError("S123", {"part": "*.opf"}, archive.place)
    return found[0]


def _refuse_protected(archive: Archive) -> None:
    """Raises:
    SourceError: S122, the text itself is encrypted (DRM).
    """
    name = "META-INF/encryption.xml"
    if name not in archive:
        return
    for element in archive.xml(name).iter("*"):
        if local(element) == "EncryptionMethod" and value(element, "Algorithm") not in _OPEN:
            raise SourceError("S122", {}, archive.place)


def _metadata(root: Any) -> dict[str, list[str]]:
    """Dublin Core by field. Creators are authors unless their role says otherwise; the first title is the title."""
    found: dict[str, list[str]] = {}
    roles = {
        value(e, "refines").lstrip("#"): (e.text or "").strip()
        for e in root.iter("*")
        if local(e) == "meta" and value(e, "property") == "role"
    }
    for element in root.iter("*"):
        name, said = local(element), " ".join((element.text or "").split())
        if name == "meta":
            _series(element, said, found)
            continue
        if "purl.org/dc" not in str(element.tag) or not said:
            continue
        role = value(element, "role") or roles.get(value(element, "id"), "")
        field = _FIELDS.get(name, "")
        said = said.partition("T")[0] if field == "date" else said
        if name in ("creator", "contributor"):
            field = {"trl": "translators", "aut": "authors", "": "authors" if name == "creator" else ""}.get(role, "")
        if not field:
            continue
        if field in _MANY:
            found.setdefault(field, []).append(said)
        else:
            found.setdefault(field, [said])
    return found


def _series(element: Any, said: str, found: dict[str, list[str]]) -> None:
    name, content = value(element, "name"), value(element, "content")
    if value(element, "property") == "belongs-to-collection" and said:
        found["series"] = [said]
    elif value(element, "property") == "group-position" and said:
        found["series_number"] = [said]
    elif name == "calibre:series" and content:
        found.setdefault("series", [content])
    elif name == "calibre:series_index" and content:
        found.setdefault("series_number", [content.removesuffix(".0")])


def _cover(root: Any, items: dict[str, Item]) -> str:
    for item in items.values():
        if "cover-image" in item.properties.split():
            return item.name
    for element in root.iter("*"):
        if local(element) == "meta" and value(element, "name") == "cover":
            item_ = items.get(value(element, "content"))
            return item_.name if item_ and item_.media_type.startswith("image/") else ""
    return ""


def _picture(archive: Archive, name: str, losses: Losses) -> bytes:
    data = archive.read(name)
    if picture_type(data):
        return data
    losses.lose(f"picture {name.rpartition('.')[2].upper()}", 1)
    return b""
