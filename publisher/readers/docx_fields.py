"""Fields of Word that say something of a book: entries for an index (XE), numbers of pages (PAGEREF)."""

from __future__ import annotations

import re
from html import escape

_ENTRY = re.compile(
    r"\s*XE\s+[\"“„«]([^\"“”»]{1,400})[\"”»]((?:\s*\\[a-z](?:\s+(?:\"[^\"]{0,400}\"|[^\s\\\"]{1,80}))?)*)\s*"
)
_SWITCH = re.compile(r"\\([a-z])(?:\s+(?:\"([^\"]*)\"|([^\s\\\"]+)))?")
_PAGE = re.compile(r"\s*PAGEREF\s+([^\s\\\"]{1,80})\b")
_BELOW = re.compile(r"(?<!\\):")
_SENT = re.compile(r"(?:см\.|смотри|see)(\s+(?:также|also))?\s+", re.IGNORECASE)
_NAMES = re.compile(r"n|names?|имен[аи]?", re.IGNORECASE)
"""What people call the index of names in the switch `\\f`."""


def index_entry(field: str) -> str:
    """HTML for an entry: `XE "Шрифты:кернинг" \\t "См. Литеры"`; nothing for other fields."""
    found = _ENTRY.fullmatch(field[:2000])
    if not found:
        return ""
    parts = [" ".join(part.replace("\\:", ":").split()) for part in _BELOW.split(found[1])]
    switches = {name: quoted or bare for name, quoted, bare in _SWITCH.findall(found[2])}
    key = "name" if _NAMES.fullmatch(switches.get("f", "")) else "index"
    attributes = f'data-{key}="{escape(" > ".join(part for part in parts if part))}"'
    if sent := _SENT.match(switches.get("t", "")):
        other = switches["t"][sent.end() :].strip().replace(":", " > ")
        attributes += f' data-{"see-also" if sent[1] else "see"}="{escape(other)}"'
    return f"<span {attributes}></span>"


def page_targets(instructions: str) -> frozenset[str]:
    """The bookmarks whose pages are shown somewhere; `instructions`: of all fields, one behind the other."""
    return frozenset(re.findall(_PAGE.pattern, instructions))


def page_target(field: str) -> str:
    """The bookmark whose page a field shows, or nothing."""
    found = _PAGE.match(field[:200])
    return found[1] if found else ""
