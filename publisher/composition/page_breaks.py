"""The pages of the printed edition, marked in the text of the e-book: page 57 is the same page for every reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from publisher.model.composition import PrintedPage
from publisher.model.passages import passages
from publisher.model.text import Mark, Text
from publisher.model.work import Work

_HEAD = 2
"""Title and subtitle: in a book of one work they stand on its title page, not before the text."""
_WORD = re.compile(r"[\w\u00ad\u0301'’ʼ-]")


def breaks_of(pages: Iterable[PrintedPage], work: Work, entry: str, *, titled: bool) -> dict[int, list[PrintedPage]]:
    """Number of a passage → the pages that begin in it.

    Args:
        entry: id of the work in the book.
        titled: title and subtitle are set with the text; else a page that begins with them begins with what follows.
    """
    own = [page for page in pages if page.piece == entry]
    if not own:
        return {}
    said = [passage.plain if isinstance(passage, Text) else passage.chars for passage in passages(work)]
    first = next((number for number in range(_HEAD, len(said)) if said[number].strip()), _HEAD)
    found: dict[int, list[PrintedPage]] = {}
    for page in own:
        moved = page if titled or page.block >= _HEAD else page._replace(block=first, letters=0)
        found.setdefault(moved.block, []).append(moved)
    return found


def with_breaks(text: Text, pages: Sequence[PrintedPage]) -> Text:
    """`text` with an anchor before the word with which, or inside which, each page begins."""
    places = [index for index, char in enumerate(text.chars) if char.isalnum()]
    marks = list(text.marks)
    for page in pages:
        at = _word_start(text.chars, places[page.letters]) if page.letters < len(places) else len(text.chars)
        marks.append(Mark(at, at, "page", page.label))
    return replace(text, marks=tuple(marks))


def _word_start(chars: str, at: int) -> int:
    while at > 0 and _WORD.match(chars[at - 1]):
        at -= 1
    return at
