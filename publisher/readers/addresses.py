"""Bare web and e-mail addresses in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from publisher.model.text import Mark, Text

_URL = re.compile(r"(?:\b(?:https?|ftp)://|\bwww\.(?=[\w-]+\.))[^\s<>«»„“”\"\ufffc\ufffd]{2,2000}", re.IGNORECASE)
_LOCAL = re.compile(r"[A-Za-z0-9._%+-]+$")
_DOMAIN = re.compile(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}\b")
_PAIRS = {")": "(", "]": "[", "}": "{"}
_UNSEARCHED = frozenset({"code", "math", "raw"})


def addresses(chars: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, target) of every bare address; sentence punctuation behind one does not belong to it."""
    end = 0
    for match in _URL.finditer(chars):
        end = match.start() + len(_without_tail(match[0]))
        target = chars[match.start() : end]
        yield match.start(), end, target if "://" in target else f"http://{target}"
    at = chars.find("@")
    while at >= 0:
        local = _LOCAL.search(chars, max(at - 64, 0), at)
        domain = _DOMAIN.match(chars, at + 1)
        if local and domain:
            yield local.start(), domain.end(), f"mailto:{chars[local.start() : domain.end()]}"
        at = chars.find("@", at + 1)


def _without_tail(address: str) -> str:
    while address:
        last = address[-1]
        if last in ".,;:!?…'’*_~" or (last in _PAIRS and address.count(last) > address.count(_PAIRS[last])):
            address = address[:-1]
        else:
            break
    return address


def linked(text: Text) -> Text:
    """`text` with a mark `address` on every bare address, and `link` where it does not stand inside a link."""
    if "://" not in text.chars and "@" not in text.chars and "www." not in text.chars.lower():
        return text
    taken = [(m.start, m.end) for m in text.marks if m.kind in _UNSEARCHED]
    links = [(m.start, m.end) for m in text.marks if m.kind == "link"]
    marks: list[Mark] = []
    for start, end, target in addresses(text.chars):
        if any(a < end and b > start for a, b in taken):
            continue
        taken.append((start, end))
        if not any(a < end and b > start for a, b in links):
            marks.append(Mark(start, end, "link", target))
        marks.append(Mark(start, end, "address", target))
    return replace(text, marks=tuple(sorted((*text.marks, *marks), key=lambda m: (m.start, -m.end))))
