"""How much there is to read: учётно-издательские листы."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from publisher.composition.summary import summary_of
from publisher.model.edition import Book

CHARACTERS = 40_000
VERSE_LINES = 700
PICTURES = 3_000
"""In one sheet: characters with spaces, lines of verse, square centimetres of pictures (ГОСТ Р 7.0.3-2006)."""


def publishers_sheets(book: Book, contents: Iterable[str], pictures: float) -> Decimal:
    """Учётно-издательские листы of a book: title matter, contents and notes count as the text does.

    Args:
        contents: lines of the contents.
        pictures: square centimetres that pictures take on the pages.
    """
    own = (book.title, book.subtitle, book.description, *(p.name for p in (*book.authors, *book.editors)))
    characters = sum(len(text.chars) for text in own if text) + sum(map(len, contents))
    lines = 0
    for entry in book.entries:
        summary = summary_of(entry.work)
        characters += summary.characters
        lines += summary.verse_lines
    return Decimal(characters) / CHARACTERS + Decimal(lines) / VERSE_LINES + Decimal(str(round(pictures, 1))) / PICTURES
