"""«См. с. 12»: references to the pages of a book, filled in when the pages are known.

A work is set with figures that stand for the number, and once more with the number itself, if it has such a reference:
so the number is text like any other, with the right space around it. Works without references never depend on pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape, unescape

from publisher.model.indexing import PAGE, TITLE
from publisher.model.passages import ADDED
from publisher.model.text import Edit, Mark, Text

UNKNOWN = "??"
"""What is printed where a reference leads nowhere, as everybody knows it from TeX."""

_BEFORE = "000"
_FOLIO, _TITLE = "data-folio-of", "data-title-of"
_INSIDE = r'="([^"]*)">(?:[^<]|<(?:span|a)\b[^<>]*>)*?)'
"""Id of the target, and what stands in the element before the number: spaces, «с.», a link, a span against hyphens."""
_NUMBER = re.compile(rf"({_FOLIO}{_INSIDE}(?:\d+|\?\?)")
_NAME = re.compile(rf"({_TITLE}{_INSIDE}\?\?")


def with_placeholders(text: Text, target_of: Callable[[str], str], words: Mapping[str, str]) -> Text:
    """`text` with characters for everything that is filled in later; its marks have ids of targets as values.

    Args:
        target_of: an address → the id of its target, or nothing.
        words: terms in the language of the text.
    """
    edits: list[Edit] = []
    marks: list[Mark] = []
    for mark in text.marks:
        if mark.kind != "reference":
            marks.append(mark)
            continue
        target = target_of(mark.value)
        number = _BEFORE if target else UNKNOWN
        shown = {PAGE: number, TITLE: UNKNOWN}.get(mark.title, f"{words['page-abbreviation']}\u00a0{number}")
        edits.append(Edit(mark.start, mark.end, shown, ""))
        marks.append(replace(mark, value=target))
    return replace(text, marks=tuple(marks)).apply(edits)


def reference_element(mark: Mark) -> tuple[str, str]:
    """The tags of such a mark. What they hold stands in no manuscript."""
    key = _TITLE if mark.title == TITLE else _FOLIO
    target = f' {key}="{escape(mark.value)}"' if mark.value else ""
    return f'<span {ADDED}="1"{target}>', "</span>"


def with_titles(html: str, titles: Mapping[str, str]) -> str:
    """Pages with the titles they refer to. `titles`: by id."""
    return _filled(_NAME, html, titles)


def with_folios(html: str, folios: Mapping[str, int] | None) -> str:
    """Pages with the printed numbers they refer to. `folios`: by id; None: no number is known yet."""
    return html if folios is None else _filled(_NUMBER, html, folios)


def _filled(pattern: re.Pattern[str], html: str, said: Mapping[str, str] | Mapping[str, int]) -> str:
    def fill(found: re.Match[str]) -> str:
        return found[1] + escape(str(said.get(unescape(found[2]), UNKNOWN)), quote=False)

    return pattern.sub(fill, html)
