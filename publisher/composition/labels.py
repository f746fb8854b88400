"""What a heading is called on one line."""

from __future__ import annotations

from publisher.model.text import LINE_BREAK, Text
from publisher.model.work import Heading


def label_of(heading: Heading) -> str:
    """A heading on one line, for contents, bookmarks and navigation: «Глава I⏎Сержант» becomes «Глава I. Сержант»."""
    first, _, rest = heading.text.chars.partition(LINE_BREAK)
    is_number = rest[:1].isupper() and len(first.split()) <= 2 and first[-1:].isalnum()
    return Text(f"{first}. {rest}").plain if is_number else heading.text.plain
