"""Bytes of an e-book → facts. Read once; the checks never open a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from publisher.lint.archive import LARGEST_PICTURE, Archive, resolved
from publisher.lint.documents import read_document
from publisher.lint.facts import Book, Cover, Document, Item, Meta, Navigation, Target
from publisher.lint.xml import CONTAINER, DC, EPUB_TYPE, NCX, OPF, XHTML, MalformedError, parse, words_of
from publisher.model.errors import SourceError

_CONTAINER = "META-INF/container.xml"
_READABLE = ("application/xhtml+xml", "text/html")
MOST_DOCUMENTS = 20_000


def read_book(data: bytes) -> Book:
    """The facts of an e-book.

    Raises:
        SourceError: S521 no archive, S522–S524 it is too large or can't be unpacked, S525 there is no package file.
    """
    archive = Archive(data)
    path = _package_path(archive)
    root = _package(archive, path)
    items = tuple(_items(root, path))
    by_id = {item.id: item for item in items}
    metas = tuple(_metas(root))
    spine = tuple(_spine(root, by_id))
    documents: dict[str, Document] = {}
    for name in dict.fromkeys([*spine, *(item.path for item in items if item.media_type in _READABLE)]):
        if name in archive and len(documents) < MOST_DOCUMENTS:
            documents[name] = read_document(name, archive.read(name))
    return Book(
        size=len(data),
        entries=archive.entries,
        package=path,
        version=root.get("version") or "",
        metas=metas,
        items=items,
        spine=spine,
        documents=documents,
        navigation=_navigation(archive, items, root),
        cover=_cover(archive, items, metas),
    )


def _package_path(archive: Archive) -> str:
    """Of the first rendition that container.xml names."""
    if _CONTAINER in archive:
        try:
            root = parse(archive.read(_CONTAINER))
        except MalformedError as error:
            raise SourceError("S525", {"reason": f"{_CONTAINER}: {error.args[0]}"}) from error
        for rootfile in root.iter(f"{CONTAINER}rootfile"):
            path = rootfile.get("full-path") or ""
            if path in archive:
                return path
    raise SourceError("S525", {"reason": _CONTAINER})


def _package(archive: Archive, path: str) -> Any:
    try:
        return parse(archive.read(path))
    except MalformedError as error:
        raise SourceError("S525", {"reason": f"{path}: {error.args[0]}"}) from error


def _metas(root: Any) -> Iterator[Meta]:
    for element in root.iterfind(f"{OPF}metadata//*"):
        value = " ".join("".join(element.itertext()).split())
        uid, line = element.get("id") or "", element.sourceline or 0
        if str(element.tag).startswith(DC):
            yield Meta(f"dc:{element.tag.removeprefix(DC)}", value, line, uid, scheme=element.get(f"{OPF}scheme") or "")
        elif element.tag in (f"{OPF}meta", f"{OPF}link"):
            name = element.get("property") or element.get("name") or element.get("rel") or ""
            value = value or element.get("content") or element.get("href") or ""
            yield Meta(name, value, line, uid, element.get("refines") or "", element.get("scheme") or "")


def _items(root: Any, package: str) -> Iterator[Item]:
    for element in root.iterfind(f"{OPF}manifest/{OPF}item"):
        href = element.get("href") or ""
        path = "" if urlsplit(href).scheme else resolved(package, unquote(urlsplit(href).path))
        yield Item(
            element.get("id") or "",
            href,
            path,
            element.get("media-type") or "",
            words_of(element.get("properties")),
            element.sourceline or 0,
        )


def _spine(root: Any, items: dict[str, Item]) -> Iterator[str]:
    for element in root.iterfind(f"{OPF}spine/{OPF}itemref"):
        item = items.get(element.get("idref") or "")
        if item and item.path:
            yield item.path


def _navigation(archive: Archive, items: tuple[Item, ...], root: Any) -> Navigation:
    nav = next((item.path for item in items if "nav" in item.properties and item.path in archive), "")
    lists: dict[str, tuple[Target, ...]] = {}
    if nav:
        try:
            document = parse(archive.read(nav))
        except MalformedError:
            document = None
        for element in document.iter(f"{XHTML}nav") if document is not None else ():
            for kind in words_of(element.get(EPUB_TYPE)):
                lists.setdefault(kind, tuple(_targets(element.iter(f"{XHTML}a"), nav)))
    toc = next((e.get("toc") for e in root.iterfind(f"{OPF}spine")), None)
    ncx = next((item.path for item in items if item.id == toc and item.path in archive), "")
    return Navigation(
        nav, lists.get("toc"), lists.get("page-list"), lists.get("landmarks"), ncx, _ncx(archive, ncx) if ncx else None
    )


def _targets(elements: Any, base: str) -> Iterator[Target]:
    for element in elements:
        label = " ".join("".join(element.itertext()).split())
        yield _target(base, element.get("href") or "", label, element.sourceline or 0)


def _ncx(archive: Archive, path: str) -> tuple[Target, ...] | None:
    try:
        root = parse(archive.read(path))
    except MalformedError:
        return None
    found = []
    for point in root.iter(f"{NCX}navPoint"):
        content, label = point.find(f"{NCX}content"), point.find(f"{NCX}navLabel")
        src = content.get("src") or "" if content is not None else ""
        words = " ".join("".join(label.itertext()).split()) if label is not None else ""
        found.append(_target(path, src, words, point.sourceline or 0))
    return tuple(found)


def _target(base: str, href: str, label: str, line: int) -> Target:
    parts = urlsplit(href)
    path = resolved(base, unquote(parts.path)) if parts.path else base
    return Target(path, unquote(parts.fragment), label, line)


def _cover(archive: Archive, items: tuple[Item, ...], metas: tuple[Meta, ...]) -> Cover | None:
    named = {meta.value for meta in metas if meta.name == "cover"}
    item = next((i for i in items if "cover-image" in i.properties), None) or next(
        (i for i in items if i.id in named), None
    )
    if item is None or item.path not in archive:
        return None
    from PIL import Image

    try:
        with Image.open(io.BytesIO(archive.read(item.path, LARGEST_PICTURE))) as picture:
            return Cover(item.path, item.media_type, *picture.size)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return Cover(item.path, item.media_type)
