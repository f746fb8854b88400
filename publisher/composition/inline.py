"""Text → HTML: standoff marks become properly nested elements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from publisher.model.text import LINE_BREAK, OBJECT, Mark, Text
from publisher.model.work import Person

ELEMENTS = {
    "emphasis": "em",
    "strong": "strong",
    "strike": "s",
    "superscript": "sup",
    "subscript": "sub",
    "code": "code",
}
TURNOVER = "turnover"
"""Class of the span over what turns over of a line of verse: a block, so what stands at its end stands in it."""
CLASSES = {"small-caps": "small-caps", "math": "math", "address": "address"}

Opening = Callable[[Mark], tuple[str, str]]
"""A mark → its start tag and end tag; two empty strings when it shows nothing."""

Insertion = Callable[[Mark], str]
"""A mark → HTML that stands at it: a note's call, a picture, the address behind a link."""


def quoted(value: str) -> str:
    """`value` for use between double quotes in an attribute."""
    return escape(value, quote=True)


_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def language_tag(language: str, fallback: str = "") -> str:
    """`language` as a BCP 47 tag («ru_RU» → «ru-RU»), or `fallback` when it is none."""
    tag = language.strip().replace("_", "-")
    return tag if _LANGUAGE_TAG.fullmatch(tag) else fallback


def language_attributes(language: str) -> str:
    tag = language_tag(language)
    return f' lang="{tag}" xml:lang="{tag}"' if tag else ""


def element(mark: Mark) -> tuple[str, str]:
    """The tags of a mark that needs no knowledge of the book."""
    if name := ELEMENTS.get(mark.kind):
        return f"<{name}>", f"</{name}>"
    if name := CLASSES.get(mark.kind):
        return f'<span class="{name}">', "</span>"
    if mark.kind == "language":
        return f"<span{language_attributes(mark.value)}>", "</span>"
    if mark.kind == "span" and mark.value:
        return f'<span class="{quoted(mark.value)}">', "</span>"
    return "", ""


def inline(text: Text, opening: Opening = element, at: Insertion | None = None, after: Insertion | None = None) -> str:
    """The characters of `text` as HTML.

    Args:
        opening: gives the tags of a mark.
        at: gives the HTML of anchors and of marks over an OBJECT.
        after: gives HTML that follows the end tag of a mark.
    """
    return "".join(_pieces(text, opening, at, after)) if text.marks else escaped(text.chars)


def _pieces(text: Text, opening: Opening, at: Insertion | None, after: Insertion | None) -> Iterator[str]:
    spans = sorted((m for m in text.marks if m.end > m.start), key=lambda m: (m.start, -m.end))
    anchors = sorted((m for m in text.marks if m.end == m.start), key=lambda m: m.start)
    stops = sorted({0, len(text.chars), *(p for m in text.marks for p in (m.start, m.end))})
    stack: list[tuple[Mark, str]] = []
    for index, stop in enumerate(stops):
        within = any(mark.end == stop and mark.value == TURNOVER for mark, _ in stack)
        if not within:
            yield from _close(stack, stop, opening, after)
        while anchors and anchors[0].start == stop:
            mark = anchors.pop(0)
            if at:
                yield at(mark)
        if within:
            yield from _close(stack, stop, opening, after)
        while spans and spans[0].start == stop:
            mark = spans.pop(0)
            start_tag, end_tag = opening(mark)
            stack.append((mark, end_tag))
            yield start_tag
        if index + 1 < len(stops):
            yield from _characters(text.chars[stop : stops[index + 1]], [m for m, _ in stack], at)


def _close(stack: list[tuple[Mark, str]], stop: int, opening: Opening, after: Insertion | None) -> Iterator[str]:
    """Close every mark that ends at `stop`; marks that overlap it are closed and opened again."""
    if not any(mark.end == stop for mark, _ in stack):
        return
    deepest = min(i for i, (mark, _) in enumerate(stack) if mark.end == stop)
    closed = stack[deepest:]
    del stack[deepest:]
    for _, end_tag in reversed(closed):
        yield end_tag
    for mark, _ in reversed(closed):
        if mark.end == stop and after:
            yield after(mark)
    for mark, _ in closed:
        if mark.end != stop:
            start_tag, end_tag = opening(mark)
            stack.append((mark, end_tag))
            yield start_tag


def _characters(chars: str, within: list[Mark], at: Insertion | None) -> Iterator[str]:
    if chars == OBJECT:
        image = next((m for m in within if m.kind == "image"), None)
        if image and at:
            yield at(image)
        return
    yield escaped(chars)


def escaped(chars: str) -> str:
    """Characters without marks as HTML."""
    return escape(chars.replace(OBJECT, ""), quote=False).replace(LINE_BREAK, "<br/>")


def names_html(persons: Iterable[Person]) -> str:
    return ", ".join(inline(person.name) for person in persons)
