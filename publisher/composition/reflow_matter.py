"""What stands around the text of an e-book: title page, openers of works, imprint."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape

from publisher.composition.bibliography import sources_of
from publisher.composition.citations import linked
from publisher.composition.dates import written_date
from publisher.composition.inline import inline, quoted
from publisher.composition.linked import LinkedMarkup
from publisher.composition.reflow_markup import ReflowMarkup
from publisher.composition.terms import terms
from publisher.composition.work_matter import address_html, closing_lines
from publisher.model.collection import Matter
from publisher.model.edition import Book, Entry, Part
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


def opener(book: Book, markup: LinkedMarkup, matter: Matter) -> str:
    """What stands over a work and its epigraph; of a single work its epigraph only."""
    meta = markup.entry.work.metadata
    epigraph = markup.epigraph(meta.epigraph) + "\n" if meta.epigraph else ""
    if not book.is_collection:
        return epigraph
    title = markup.text(meta.title) or escape(markup.terms["untitled"], quote=False)
    author = _line("author", names(meta.authors))
    translators = _line("translators", labelled(terms(book.language), "translated-by", meta.translators))
    lines = [
        author if matter.author == "above" else "",
        f'<h1 id="{markup.title_id}">{title}</h1>',
        _line("subtitle", markup.text(meta.subtitle) if meta.subtitle else ""),
        author if matter.author == "below" else "",
        translators if matter.translators == "title" else "",
        _line("date", escape(written_date(meta.date, markup.language), quote=False)) if matter.date == "title" else "",
    ]
    head = "\n".join(line for line in lines if line)
    return f'<header class="opener">\n{head}\n</header>\n{epigraph}'


def ending(book: Book, markup: LinkedMarkup, matter: Matter) -> str:
    """What stands below the text of a work. A single work has its date there when it says more than the year on the
    title page.
    """
    meta = markup.entry.work.metadata
    if not book.is_collection and written_date(meta.date, markup.language) not in ("", book.year):
        matter = replace(matter, date="end")
    lines = closing_lines(meta, matter, book.language)
    return "".join(f'\n<p class="end-{line.name}">{line.html}</p>' for line in lines)


def bibliography_page(book: Book, address: Callable[[Entry], str]) -> str:
    """What the works are taken from; `address` of a work, where its title leads."""
    words = terms(book.language)
    rows = []
    for source in sources_of(book):
        works = ", ".join(
            f'<a href="{quoted(address(work))}">{inline(work.work.metadata.title) or words["untitled"]}</a>'
            for work in source.works
        )
        where = f'<span class="where">{words["in-this-book"].capitalize()}: {works}.</span>'
        rows.append(f"<li>{linked(source.line, address_html)} {where}</li>")
    return f'<ol class="sources">\n{chr(10).join(rows)}\n</ol>'


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
