"""Notes in HTML: what a link calls and what leads back by one, said by the page (EPUB, ARIA) or only done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from publisher.readers.html_scan import Data, Entity, Piece, Tag
from publisher.readers.html_tree import HEADINGS, Element

NoteKind = Literal["footnote", "endnote"]

CALL = frozenset({"noteref", "doc-noteref", "footnote-ref", "footnoteref"})
_NOTE = frozenset({"footnote", "endnote", "rearnote", "note", "doc-footnote", "doc-endnote"})
_END = frozenset({"endnote", "doc-endnote"})
_BACK = frozenset({"backlink", "doc-backlink", "footnote-back", "footnote-backref", "referrer"})
_NUMBER = re.compile(r"\s*[\[({]?\s*(?:\d{1,4}|[*†‡]{1,4}|[ivxlc]{1,6}|[a-zа-я])\s*[\])}]?\s*", re.I)
_HOLDERS = frozenset({"aside", "li", "p", "div", "dd", "section", "td"})


def says(attributes: dict[str, str], words: frozenset[str]) -> bool:
    """Whether `epub:type`, `role` or `class` names one of `words`."""
    said = " ".join(attributes.get(name, "") for name in ("epub:type", "role", "class")).lower().split()
    return not words.isdisjoint(said)


@dataclass(slots=True)
class HtmlNotes:
    """What stands in a tree of notes.

    Attributes:
        notes: id of a note → the element that holds it, and its kind.
        calls: where in the strand the links that call begin → the id of the note.
        left: the elements (by identity) that hold nothing but notes: they are no text of the work.
        back: where links begin that only lead back to a call.
    """

    notes: dict[str, tuple[Element, NoteKind]] = field(default_factory=dict)
    calls: dict[int, str] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    back: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Link:
    """A link: its tag, the block it stands in, what it says, ids on it and around it."""

    tag: Tag
    block: Element
    said: str
    ids: frozenset[str]


def notes_of(root: Element, chars: str) -> HtmlNotes:
    """The notes below `root`; `chars` are those of the strand that the tree was read from."""
    owners: dict[str, Element] = {}
    parents: dict[int, Element] = {}
    links: list[_Link] = []
    _collect(root, chars, owners, parents, links)
    if not links:
        return HtmlNotes()
    found = HtmlNotes()
    by_block: dict[int, list[_Link]] = {}
    for link in links:
        by_block.setdefault(id(link.block), []).append(link)
    for link in links:
        target = link.tag.attributes.get("href", "")[1:]
        holder = _holder(owners.get(target), parents)
        if holder is None or holder is link.block:
            continue
        inside = [other for block in _blocks(holder) for other in by_block.get(id(block), ())]
        back = [other for other in inside if other.tag.attributes["href"][1:] in link.ids]
        if not (says(link.tag.attributes, CALL) or (back and _NUMBER.fullmatch(link.said))):
            continue
        if link.tag.start in found.back:  # the way back of a note is no call
            continue
        kind: NoteKind = "endnote" if says(holder.attributes, _END) and not _is_foot(holder) else "footnote"
        known = next((name for name, (other, _) in found.notes.items() if other is holder), target)
        found.notes.setdefault(known, (holder, kind))
        found.calls[link.tag.start] = known
        found.back |= {other.tag.start for other in inside if other in back or says(other.tag.attributes, _BACK)}
    found.left = {id(holder) for holder, _ in found.notes.values()}
    if found.left:
        _leave_out_sections(root, chars, found.left)
    return found


def _is_foot(element: Element) -> bool:
    return says(element.attributes, frozenset({"footnote", "doc-footnote"}))


def _collect(
    element: Element, chars: str, owners: dict[str, Element], parents: dict[int, Element], links: list[_Link]
) -> None:
    if name := element.attributes.get("id", ""):
        owners.setdefault(name, element)
    open_ids: list[str] = [element.attributes.get("id", "")]
    for number, child in enumerate(element.children):
        if isinstance(child, Element):
            parents[id(child)] = element
            _collect(child, chars, owners, parents, links)
        elif isinstance(child, Tag) and not child.closing:
            name = child.attributes.get("id", "") or (child.attributes.get("name", "") if child.name == "a" else "")
            if name:
                owners.setdefault(name, element)
            open_ids = [*open_ids[:1], *open_ids[-2:], name]
            if child.name == "a" and child.attributes.get("href", "").startswith("#"):
                said = _said(element.children, number, chars)
                links.append(_Link(child, element, said, frozenset(filter(None, open_ids))))


def _said(children: list[Element | Piece], start: int, chars: str) -> str:
    """The characters of the link that begins with child `start`."""
    found: list[str] = []
    for child in children[start + 1 : start + 12]:
        match child:
            case Tag(name="a", closing=True):
                break
            case Data(begin, end):
                found.append(chars[begin:end])
            case Entity():
                found.append(child.chars)
    return "".join(found)[:200]


def _holder(element: Element | None, parents: dict[int, Element]) -> Element | None:
    """The note that an element is or belongs to: the nearest one that says so, or else a paragraph or list item."""
    at, steps = element, 0
    while at is not None and steps < 4:
        if says(at.attributes, _NOTE) and at.name in _HOLDERS:
            return at
        at, steps = parents.get(id(at)), steps + 1
    if element is None or element.name not in _HOLDERS:
        return None
    parent = parents.get(id(element))
    return parent if element.name == "p" and parent is not None and parent.name == "li" else element


def _blocks(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from _blocks(child)


def _leave_out_sections(element: Element, chars: str, left: set[int]) -> bool:
    """Mark what holds notes and headings of notes only; whether `element` holds a note."""
    if id(element) in left:
        return True
    inner = [child for child in element.children if isinstance(child, Element)]
    noted = [_leave_out_sections(child, chars, left) for child in inner]
    if not any(noted) or element.name in ("", "body", "html"):
        return False
    others = [child for child, has in zip(inner, noted, strict=True) if not has]
    loose = "".join(chars[c.start : c.end] for c in element.children if isinstance(c, Data)).strip()
    if loose or any(child.name not in HEADINGS and child.name != "hr" for child in others):
        return False
    left.add(id(element))
    return True
