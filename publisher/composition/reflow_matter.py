"""What stands around the text of an e-book: title page, openers of works, imprint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from publisher.composition.dates import written_date
from publisher.composition.inline import inline
from publisher.composition.linked import LinkedMarkup
from publisher.composition.reflow_markup import ReflowMarkup
from publisher.composition.terms import terms
from publisher.model.edition import Book, Part
from publisher.model.identifiers import valid_isbn
from publisher.model.work import Person

MOST_AUTHORS = 4
"""A title page with more names than this would be a list: a collection of so many authors goes without."""


def title_page(book: Book, markup: ReflowMarkup | None, document: str) -> str:
    """`markup`: of the first work; a book with one work only has its title, with the title's notes, here."""
    words = terms(book.language)
    if markup and not book.is_collection:
        markup.open(document)
        title, notes = markup.text(book.title), markup.notes_section
        subtitle = markup.text(book.subtitle) if book.subtitle else ""
        translators = markup.entry.work.metadata.translators
    else:
        title, notes = inline(book.title), str
        subtitle = inline(book.subtitle) if book.subtitle else ""
        translators = ()
    authors = book.authors if len(book.authors) <= MOST_AUTHORS else ()
    imprint = book.edition.imprint
    lines = [
        _line("author", names(authors)),
        f'<h1 id="title">{title or escape(words["untitled"], quote=False)}</h1>',
        _line("subtitle", subtitle),
        _line("translators", labelled(words, "translated-by", translators)),
        _line("editors", labelled(words, "compiled-by", book.editors)),
        _line("publisher", _joined(imprint.publisher, imprint.city, book.year)),
    ]
    inner = "\n".join(line for line in lines if line) + notes()
    return f'<section epub:type="titlepage" class="title-page" aria-labelledby="title">\n{inner}\n</section>'


def part_page(part: Part) -> str:
    """The beginning of a part, on a screen of its own."""
    return (
        f'<section epub:type="part" role="doc-part" class="part-page" aria-labelledby="{part.id}">\n'
        f"{part_title(part)}\n</section>"
    )


def part_title(part: Part) -> str:
    """Title, subtitle and epigraph of a part."""
    lines = [
        f'<h1 id="{part.id}">{inline(part.title)}</h1>',
        _line("subtitle", inline(part.subtitle) if part.subtitle else ""),
    ]
    head = "\n".join(line for line in lines if line)
    epigraph = f'\n<blockquote class="epigraph"><p>{inline(part.epigraph)}</p></blockquote>' if part.epigraph else ""
    return f'<header class="part-title">\n{head}\n</header>{epigraph}'


def opener(book: Book, markup: LinkedMarkup) -> str:
    """Author, title, subtitle, translators, date and epigraph of a work; of a single work its epigraph only."""
    meta = markup.entry.work.metadata
    epigraph = markup.epigraph(meta.epigraph) + "\n" if meta.epigraph else ""
    if not book.is_collection:
        return epigraph
    title = markup.text(meta.title) or escape(markup.terms["untitled"], quote=False)
    lines = [
        _line("author", names(meta.authors)),
        f'<h1 id="{markup.title_id}">{title}</h1>',
        _line("subtitle", markup.text(meta.subtitle) if meta.subtitle else ""),
        _line("translators", labelled(markup.terms, "translated-by", meta.translators)),
        _line("date", escape(written_date(meta.date, markup.language), quote=False)),
    ]
    head = "\n".join(line for line in lines if line)
    return f'<header class="opener">\n{head}\n</header>\n{epigraph}'


def end_date(book: Book, markup: LinkedMarkup) -> str:
    """The date below the text of a single work, when it says more than the year on the title page."""
    meta = markup.entry.work.metadata
    date = written_date(meta.date, markup.language)
    if book.is_collection or date in ("", book.year):
        return ""
    return f'\n<p class="end-date">{escape(date, quote=False)}</p>'


def colophon(book: Book, typefaces: Sequence[str]) -> str:
    """Выходные сведения of the e-book; empty when there is nothing to say."""
    words, imprint = terms(book.language), book.edition.imprint
    isbn = imprint.isbn if valid_isbn(imprint.isbn) else ""
    label = words["typeface" if len(typefaces) == 1 else "typeface-plural"]
    lines = [
        labelled(words, "compiled-by", book.editors),
        *(escape(line, quote=False) for line in imprint.staff),
        escape(imprint.copyright, quote=False),
        _joined(imprint.publisher, imprint.city, book.year),
        escape(f"{words['print-isbn']}: {isbn}", quote=False) if isbn else "",
        escape(imprint.age, quote=False),
        escape(f"{label}: {', '.join(typefaces)}", quote=False) if typefaces else "",
    ]
    said = "\n".join(f"<p>{line}</p>" for line in lines if line)
    if not said:
        return ""
    title = f'<p class="title">{inline(book.title)}</p>\n' if book.title.plain else ""
    return (
        '<section epub:type="colophon" role="doc-colophon" class="colophon" aria-labelledby="imprint">\n'
        f'<h1 id="imprint">{escape(words["imprint"], quote=False)}</h1>\n{title}{said}\n</section>'
    )


def names(persons: Sequence[Person]) -> str:
    return ", ".join(f'<span class="person">{inline(person.name)}</span>' for person in persons)


def labelled(words: Mapping[str, str], key: str, persons: Sequence[Person]) -> str:
    """«Составители: …», or nothing."""
    if not persons:
        return ""
    return f"{escape(words[key if len(persons) == 1 else f'{key}-plural'], quote=False)}: {names(persons)}"


def _joined(*parts: str) -> str:
    return escape(", ".join(part for part in parts if part), quote=False)


def _line(name: str, html: str) -> str:
    return f'<p class="{name}">{html}</p>' if html else ""
