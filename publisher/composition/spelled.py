"""References to pages where there are none: an e-book says «см. «Переносы»» in the place of «см. с. 12»."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from publisher.composition.page_references import UNKNOWN
from publisher.model.indexing import TITLE
from publisher.model.text import Edit, Mark, Text

_BEFORE = re.compile(
    r"(?:\b(?:на|у|ў|on)[ \u00a0]+)?\b(?:(?:с|стр|б|p|pp)\.|(?:страниц|сторінк|сторінц|старон|page)\w*)[ \u00a0]*$",
    re.I,
)
"""What announces the number of a page."""

_REACH = 24
"""Characters before a number in which it is announced."""

_QUOTES = {"en": ("“”", "‘’")}
_RUSSIAN = ("«»", "„“")


def spelled(text: Text, title_of: Callable[[str], str], language: str) -> Text:
    """`text` with titles of what it refers to.

    Args:
        title_of: an address → the title of its target, or nothing.
        language: BCP 47 tag; it decides which quotation marks stand round a title.
    """
    references = [mark for mark in text.marks if mark.kind == "reference"]
    if not references:
        return text
    edits: list[Edit] = []
    marks = list(text.marks)
    for mark in references:
        title = title_of(mark.value) or UNKNOWN
        start = mark.start
        if mark.title != TITLE:
            title = quotation(title, language)
            start = _announced(text, mark, edits[-1].end if edits else 0)
        edits.append(Edit(start, mark.end, title, ""))
        marks = [_reaching(other, start, mark) for other in marks]
    return replace(text, marks=tuple(marks)).apply(edits)


def kept(text: Text) -> list[Text]:
    """What stands in an e-book just as the author wrote it: the parts between what is said of references."""
    parts: list[Text] = []
    at = 0
    for mark in text.marks:
        if mark.kind == "reference":
            parts.append(text.slice(at, _announced(text, mark, at)))
            at = mark.end
    return [*parts, text.slice(at, len(text.chars))] if parts else [text]


def _announced(text: Text, reference: Mark, least: int) -> int:
    """Where «на с.» before the number of a page begins, not before `least`."""
    first = max(reference.start - _REACH, least)
    words = _BEFORE.search(text.chars[first : reference.start]) if reference.title != TITLE else None
    return first + words.start() if words else reference.start


def _reaching(link: Mark, start: int, reference: Mark) -> Mark:
    """A link over the number also takes the words that announce it."""
    over = link.kind == "link" and start < link.start <= reference.start < link.end
    return replace(link, start=start) if over else link


def quotation(title: str, language: str) -> str:
    """A title in the quotation marks of a language; those it has itself become the inner ones."""
    outer, inner = _QUOTES.get(language.split("-", maxsplit=1)[0].lower(), _RUSSIAN)
    own = title[1:-1]
    if title[:1] == outer[0] and title[-1:] == outer[1] and not set(own) & set(outer):
        return title
    return outer[0] + title.translate(str.maketrans(outer, inner)) + outer[1]
