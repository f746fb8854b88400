"""One XHTML file → its facts, in one walk."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from string import ascii_letters
from typing import Any

from lxml import etree

from publisher.lint.facts import Document, Link, Mark, Note, Picture
from publisher.lint.xml import EPUB_TYPE, XHTML, XML_LANG, MalformedError, parse, words_of

_HEADINGS = {f"{XHTML}h{level}": level for level in range(1, 7)}
_PLAIN = {f"{XHTML}{name}" for name in ("p", "em", "strong", "span", "div", "li", "br", "blockquote")}
"""Elements that say nothing of themselves as long as they have no attributes."""
_CALLS = {"noteref", "doc-noteref"}
_NOTES = {"footnote", "endnote", "rearnote", "doc-footnote", "doc-endnote"}
_PAGES = {"pagebreak", "doc-pagebreak"}
_LOADED = {f"{XHTML}{name}" for name in ("img", "audio", "video", "source", "iframe", "embed", "script", "link")}
_NEITHER = re.compile(r"[\W_]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]")
_UNSEEN = {f"{XHTML}{name}" for name in ("head", "script", "style", "template")}
_CYRILLIC = b"\xd0", b"\xd1", b"\xd2", b"\xd3"
"""First bytes in UTF-8 of U+0400 to U+04FF: counting bytes takes a hundredth of the time of looking for letters."""
_LATIN = ascii_letters.encode() + bytes(range(0xC3, 0xC9))
"""Bytes that no letter of another script has in UTF-8: of A to z, and the first of U+00C0 to U+023F."""


@dataclass(slots=True)
class _Walk:
    """What a walk through a document collects."""

    path: str
    ids: list[tuple[str, int]] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    notes: list[tuple[str, int, list[str]]] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    outside: list[tuple[str, int]] = field(default_factory=list)
    seen: list[tuple[str, str]] = field(default_factory=list)
    """Language and characters of every piece of text that is read aloud."""
    hidden: list[str] = field(default_factory=list)
    """All other text."""
    languages: list[str] = field(default_factory=lambda: [""])
    unseen: int = 0
    """How many elements around us are not read aloud as text: head, note calls, page breaks."""
    inside: list[list[str]] = field(default_factory=list)
    """Links of the notes around us."""
    has_script: bool = False


def read_document(path: str, data: bytes) -> Document:
    """The facts of one XHTML file of `path`; what is no XML comes back with a flaw."""
    try:
        root = parse(data)
    except MalformedError as error:
        return Document(path, len(data), flaw=(error.args[0], error.args[1]))
    walk = _Walk(path)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        is_plain = event in ("start", "end") and element.tag in _PLAIN and not element.keys()
        if event == "start":
            if is_plain:
                _text(walk, element.text)
            else:
                _enter(walk, element)
            continue
        if event == "end" and not is_plain:
            _leave(walk, element)
        _text(walk, element.tail)
    return Document(
        path=path,
        size=len(data),
        language=root.get("lang") or "",
        xml_language=root.get(XML_LANG) or "",
        ids=tuple(walk.ids),
        headings=tuple(walk.headings),
        links=tuple(walk.links),
        notes=tuple(Note(uid, line, tuple(links)) for uid, line, links in walk.notes),
        marks=tuple(walk.marks),
        pictures=tuple(walk.pictures),
        outside=tuple(walk.outside),
        controls=sum(
            len(_CONTROL.findall(chars)) for chars in ("".join(c for _, c in walk.seen), "".join(walk.hidden))
        ),
        text="".join(chars for _, chars in walk.seen),
        scripts_of=_scripts(walk.seen),
        has_script=walk.has_script,
    )


def _enter(walk: _Walk, element: Any) -> None:
    tag, line = element.tag, element.sourceline or 0
    kinds = words_of(element.get(EPUB_TYPE)) | words_of(element.get("role"))
    walk.languages.append(element.get("lang") or element.get(XML_LANG) or walk.languages[-1])
    if uid := element.get("id"):
        walk.ids.append((uid, line))
    if tag in _HEADINGS:
        walk.headings.append((_HEADINGS[tag], line))
    elif tag == f"{XHTML}a" and (href := element.get("href")):
        walk.links.append(Link(href, kinds, uid or "", line, " ".join("".join(element.itertext()).split())[:60]))
        for links in walk.inside:
            links.append(href)
    elif tag == f"{XHTML}img":
        decorative = bool(words_of(element.get("role")) & {"presentation", "none"})
        walk.pictures.append(Picture(element.get("src") or "", element.get("alt"), decorative, line))
    elif tag == f"{XHTML}script":
        walk.has_script = True
    if tag in _LOADED:
        address = element.get("src") or (element.get("href") if tag == f"{XHTML}link" else "") or ""
        if address.lower().startswith(("http:", "https:", "//", "file:")):
            walk.outside.append((address[:120], line))
    if _is_note(element, kinds):
        walk.notes.append((uid or "", line, []))
        walk.inside.append(walk.notes[-1][2])
    if kinds & _PAGES:
        label = element.get("aria-label") or element.get("title") or "".join(element.itertext())
        walk.marks.append(Mark(uid or "", " ".join(label.split()), line))
    if _is_unseen(element, kinds):
        walk.unseen += 1
    _text(walk, element.text)


def _leave(walk: _Walk, element: Any) -> None:
    kinds = words_of(element.get(EPUB_TYPE)) | words_of(element.get("role"))
    walk.languages.pop()
    if _is_note(element, kinds):
        walk.inside.pop()
    if _is_unseen(element, kinds):
        walk.unseen -= 1


def _is_note(element: Any, kinds: frozenset[str]) -> bool:
    """A link is none: in Kobo's dialect calls are of the type `endnote`."""
    return element.tag != f"{XHTML}a" and bool(kinds & _NOTES)


def _is_unseen(element: Any, kinds: frozenset[str]) -> bool:
    return element.tag in _UNSEEN or bool(kinds & (_CALLS | _PAGES | {"backlink", "doc-backlink"}))


def _text(walk: _Walk, chars: str | None) -> None:
    if chars and walk.unseen:
        walk.hidden.append(chars)
    elif chars:
        walk.seen.append((walk.languages[-1], chars))


def _scripts(seen: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """How many letters of each script there are in each language."""
    scripts: Counter[tuple[str, str]] = Counter()
    for language, pieces in groupby(seen, key=itemgetter(0)):
        data = "".join(chars for _, chars in pieces).encode("utf-8", "replace")
        scripts[language, "Cyrl"] += sum(map(data.count, _CYRILLIC))
        scripts[language, "Latn"] += len(data) - len(data.translate(None, _LATIN))
    return dict(scripts)


def alphanumerics(chars: str) -> str:
    """Letters and digits alone: what spaces, hyphens and quotation marks become does not matter."""
    return _NEITHER.sub("", chars)
