"""Which face every piece of a page's text asks for: the cascade of CSS, as far as fonts are concerned.

The writer knows this too, but only when it has set the pages. Pseudo-elements are left out: their words come from the
layout, and layouts are tested. At-rules are left out: conditions on pages don't change fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from publisher.model.passages import BLOCK

_CARED_FOR = frozenset({"font-family", "font-weight", "font-style", "text-transform"})
_BROWSERS = """
em, i, cite, dfn, var { font-style: italic } strong, b, th, h1, h2, h3, h4, h5, h6 { font-weight: bold }
code, pre, kbd, samp, tt { font-family: monospace }
"""
"""What elements look like when no style says anything."""

_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,([^()]*))?\)")
_UNSEEN = frozenset({"head", "title", "style", "script", "svg"})
_WEIGHTS = {"normal": 400, "bold": 700, "lighter": 300, "bolder": 700}


@dataclass(frozen=True, slots=True)
class Look:
    """How text is set: families in order of preference, weight 100–900."""

    families: tuple[str, ...] = ("serif",)
    weight: int = 400
    italic: bool = False
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one look; `passage` is the number of the passage they stand in, None outside of all."""

    chars: str
    look: Look
    passage: int | None


class FontCascade:
    """A stylesheet, read once for any number of pages."""

    def __init__(self, stylesheet: str) -> None:
        import cssselect2
        import tinycss2

        self.matcher = cssselect2.Matcher()
        self.variables: dict[str, str] = {}
        for sheet in (_BROWSERS, stylesheet):
            for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
                if rule.type == "qualified-rule":
                    self._add(rule)

    def _add(self, rule: Any) -> None:
        import cssselect2
        import tinycss2

        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            return
        found = declarations(tinycss2.serialize(rule.content))
        if tinycss2.serialize(rule.prelude).strip() in (":root", "html"):
            self.variables |= {name: value for name, value, _ in found if name.startswith("--")}
        cared = [entry for entry in found if entry[0] in _CARED_FOR]
        for selector in selectors if cared else ():
            if selector.pseudo_element is None:
                self.matcher.add_selector(selector, cared)

    def pieces(self, html: str) -> Iterator[Piece]:
        """The text of a page of HTML in order, without what is in drawings."""
        from cssselect2 import ElementWrapper
        from lxml import html as parser

        root = parser.document_fromstring(html, parser=parser.HTMLParser(remove_comments=True, remove_pis=True))
        yield from self._within(ElementWrapper.from_html_root(root), Look(), None)

    def _within(self, wrapper: Any, above: Look, passage: int | None) -> Iterator[Piece]:
        element = wrapper.etree_element
        if element.tag in _UNSEEN:
            return
        look = self._look(wrapper, above)
        number = element.get(BLOCK, "")
        passage = int(number) if number.isdigit() else passage
        if element.text:
            yield _piece(element.text, look, passage)
        for child in wrapper.iter_children():
            yield from self._within(child, look, passage)
            if child.etree_element.tail:
                yield _piece(child.etree_element.tail, look, passage)

    def _look(self, wrapper: Any, above: Look) -> Look:
        ordered = sorted(
            (important, specificity, order, name, value)
            for specificity, order, _, found in self.matcher.match(wrapper)
            for name, value, important in found
        )
        own = declarations(wrapper.etree_element.get("style", ""))
        look = above
        for name, value in [*((entry[3], entry[4]) for entry in ordered), *((name, value) for name, value, _ in own)]:
            look = _changed(look, above, name, self._filled(value))
        return look

    def _filled(self, value: str) -> str:
        """A value with its variables filled in: those of the root, others are not used for fonts."""
        for _ in range(4):
            value, count = _VARIABLE.subn(lambda m: self.variables.get(m[1], m[2] or ""), value)
            if not count:
                break
        return value.strip()


def _piece(chars: str, look: Look, passage: int | None) -> Piece:
    return Piece(chars.upper() if look.capitals else chars, look, passage)


def declarations(content: str) -> list[tuple[str, str, bool]]:
    """Name, value, importance of every declaration."""
    import tinycss2

    parsed = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [
        (
            entry.name if entry.name.startswith("--") else entry.lower_name,
            tinycss2.serialize(entry.value).strip(),
            entry.important,
        )
        for entry in parsed
        if entry.type == "declaration"
    ]


def _changed(look: Look, above: Look, name: str, value: str) -> Look:
    value_of = value.lower()
    if name == "font-family":
        return replace(look, families=above.families if value_of == "inherit" else _names(value) or look.families)
    if name == "font-style":
        return replace(look, italic=above.italic if value_of == "inherit" else value_of in ("italic", "oblique"))
    if name == "text-transform":
        return replace(look, capitals=above.capitals if value_of == "inherit" else value_of == "uppercase")
    if name == "font-weight":
        weight = above.weight if value_of == "inherit" else _WEIGHTS.get(value_of, 0)
        return replace(look, weight=weight or (int(value_of) if value_of.isdigit() else look.weight))
    return look


def _names(value: str) -> tuple[str, ...]:
    return tuple(name for part in value.split(",") if (name := part.strip().strip("\"'").strip()))
