"""Styles of OpenDocument: names people see, what they are based on, how characters look, what lists count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publisher.readers.archive import Archive
from publisher.readers.docx_styles import child, local, value
from publisher.readers.word_page import Format
from publisher.readers.word_roles import Role, role_of

_MOST_PARENTS = 12
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_ITALIC = frozenset({"italic", "oblique"})


class OdtStyles:
    """Read from the automatic styles of `content.xml` and from `styles.xml`."""

    def __init__(self, content: Any, archive: Archive) -> None:
        self.styles: dict[str, Any] = {}
        self.lists: dict[str, Any] = {}
        roots = [content, *([archive.xml("styles.xml")] if "styles.xml" in archive else [])]
        for root in roots:
            for group in (g for g in root if local(g) in ("automatic-styles", "styles")):
                for style in group:
                    if local(style) == "style":
                        self.styles.setdefault(value(style, "name"), style)
                    elif local(style) == "list-style":
                        self.lists.setdefault(value(style, "name"), style)

    def _chain(self, name: str) -> Iterator[Any]:
        for _ in range(_MOST_PARENTS):
            style = self.styles.get(name)
            if style is None:
                return
            yield style
            name = value(style, "parent-style-name")

    def role(self, name: str) -> Role:
        """The role of a paragraph style or of one it is based on."""
        for style in self._chain(name):
            role = role_of(value(style, "display-name") or value(style, "name"))
            if role.name:
                return role
        return role_of(name) if name not in self.styles else Role()

    def look(self, name: str) -> Format:
        """The tags that a style of characters stands for."""
        found: list[str] = []
        for style in self._chain(name):
            properties = child(style, "text-properties")
            if properties is None:
                continue
            said = {str(key).rpartition("}")[2]: str(v) for key, v in properties.attrib.items()}
            found += ["strong"] if said.get("font-weight") in _BOLD else []
            found += ["em"] if said.get("font-style") in _ITALIC else []
            found += ["s"] if said.get("text-line-through-style", "none") != "none" else []
            found += ['span class="small-caps"'] if said.get("font-variant") == "small-caps" else []
            position = said.get("text-position", "").split()
            if position and position[0] not in ("0%", ""):
                down = position[0] == "sub" or position[0].startswith("-")
                found.append("sub" if down else "sup")
        return tuple(dict.fromkeys(found))

    def is_ordered(self, name: str, depth: int) -> bool:
        style = self.lists.get(name)
        if style is None:
            return False
        wanted = str(depth + 1)
        level = next((inner for inner in style if value(inner, "level") == wanted), None)
        return level is not None and local(level) == "list-level-style-number" and bool(value(level, "num-format"))
