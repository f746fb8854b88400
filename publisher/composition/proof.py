"""A book → one page for reading proofs: contents, works, notes below each work. Nothing outside the page is needed."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from publisher.composition import bibliography
from publisher.composition.bibliography import has_bibliography
from publisher.composition.index_entries import indexes_of
from publisher.composition.index_links import Places, index_section
from publisher.composition.index_pages import places_in
from publisher.composition.index_rows import id_of
from publisher.composition.inline import inline, language_attributes, language_tag, quoted
from publisher.composition.linked import LinkedMarkup
from publisher.composition.markup import Pictures
from publisher.composition.references import navigation, other_works, titles_in
from publisher.composition.reflow_matter import bibliography_page, ending, labelled, names, opener, part_title
from publisher.composition.terms import terms
from publisher.composition.work_matter import matter_of
from publisher.composition.xhtml import allowed, plain
from publisher.model.collection import Matter
from publisher.model.composition import NavEntry, ProofComposition
from publisher.model.edition import Book
from publisher.model.errors import BuildError
from publisher.model.layout import Layout
from publisher.model.work import Note

CLOSED = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
"""Content Security Policy: no scripts, no network."""


class ProofMarkup(LinkedMarkup):
    """Notes stand below their work, pictures in the page itself."""

    def note_call(self, note: Note, number: int) -> str:
        call = self.call_id(note, number)
        href = quoted(self.address(self.note_id(number)))
        return f'<a role="doc-noteref" class="noteref" id="{call}" href="{href}">{number}</a>'

    def notes_section(self) -> str:
        """All notes that the work calls; empty when it calls none."""
        items: list[str] = []
        for note in self.called_in_turn():
            number = self.numbers[note.id]
            target = self.note_id(number)
            label = quoted(self.terms["footnote-back"].format(n=number))
            back = f'<a role="doc-backlink" href="#{target}-ref" aria-label="{label}">{number}</a>'
            items.append(f'<div class="note" id="{target}">\n{self.note_body(note, back)}\n</div>')
        if not items:
            return ""
        title = escape(self.terms["notes"], quote=False)
        inner = "\n".join(items)
        return f'\n<section class="notes" role="doc-endnotes">\n<h2>{title}</h2>\n{inner}\n</section>'

    def image(self, src: str, alt: str) -> str:
        picture = self.pictures.get((self.entry.id, src))
        if not picture:
            return escape(alt, quote=False)
        try:
            data = b64encode(picture.data or Path(picture.path).read_bytes()).decode()
        except OSError as error:
            raise BuildError("B110", {"file": picture.path}) from error
        return f'<img src="data:{picture.media_type};base64,{data}" alt="{quoted(alt)}"/>'


def compose_proof(book: Book, layout: Layout, pictures: Pictures) -> ProofComposition:
    """The proof of `book`, in the styles for screens of `layout`.

    Raises:
        BuildError: B110, a picture vanished while the build ran.
    """
    language = language_tag(book.language, "ru")
    words = terms(language)
    markups = [ProofMarkup(entry, pictures, language) for entry in book.entries]
    others = other_works(markups, _address)
    titles = titles_in(book.entries)
    for markup in markups:
        markup.others, markup.titles = others, titles
    indexes = indexes_of(book)
    wanted = places_in(indexes)
    for markup in markups:
        markup.want(wanted.get(markup.entry.id, ()))
    matter = matter_of(book.edition, layout, is_collection=book.is_collection)
    articles = "\n".join(_articles(book, markups, matter))
    entries = tuple(navigation(book, markups, _address, lambda part: f"#{part.id}"))
    if has_bibliography(book):
        entries += (NavEntry(words["bibliography"], f"#{bibliography.ID}", language),)
    places = Places(book, markups, lambda _, target: f"#{target}")
    articles += "".join("\n" + index_section(book, index, places, 'role="doc-index"') for index in indexes)
    entries += tuple(NavEntry(words[id_of(index)], f"#{id_of(index)}", language) for index in indexes)
    contents = _contents(words["contents"], entries, language) if len(entries) > 1 else ""
    style = f"{layout.reflow_css}\n{layout.proof_css}".replace("</", "<\\/")
    html = (
        f'<!DOCTYPE html>\n<html{language_attributes(language)}>\n<head>\n<meta charset="utf-8"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{CLOSED}"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{escape(plain(book.title.plain) or words['untitled'], quote=False)}</title>\n"
        f'<style>\n{style}\n</style>\n</head>\n<body class="proof">\n'
        f"{_head(book)}\n{contents}<main>\n{articles}\n</main>\n</body>\n</html>\n"
    )
    return ProofComposition(allowed(html))


def _articles(book: Book, markups: Sequence[ProofMarkup], matter: Matter) -> Iterator[str]:
    for markup in markups:
        if part := book.opens(markup.entry):
            yield part_title(part)
        yield _article(book, markup, matter)
    if has_bibliography(book):
        title = terms(book.language)["bibliography"]
        rows = bibliography_page(book, lambda entry: f"#{entry.id}-title")
        heading = f'<h1 id="{bibliography.ID}">{title}</h1>'
        yield f'<section role="doc-bibliography" aria-labelledby="{bibliography.ID}">\n{heading}\n{rows}\n</section>'


def _address(_: ProofMarkup, target: str) -> str:
    return f"#{target}"


def _article(book: Book, markup: ProofMarkup, matter: Matter) -> str:
    meta = markup.entry.work.metadata
    title = "" if book.is_collection else f' id="{markup.title_id}"'
    inner = opener(book, markup, matter) + markup.blocks(markup.entry.work.blocks) + ending(book, markup, matter)
    notes = markup.notes_section()
    language = language_attributes(markup.language)
    return f'<article{title}{language} aria-label="{quoted(plain(meta.title.plain))}">\n{inner}{notes}\n</article>'


def _head(book: Book) -> str:
    words = terms(book.language)
    imprint = book.edition.imprint
    published = ", ".join(part for part in (imprint.publisher, imprint.city, book.year) if part)
    lines = {
        "author": names(book.authors) if not book.is_collection else "",
        "subtitle": inline(book.subtitle) if book.subtitle else "",
        "editors": labelled(words, "compiled-by", book.editors),
        "publisher": escape(published, quote=False),
    }
    html = {name: f'<p class="{name}">{line}</p>\n' if line else "" for name, line in lines.items()}
    title = inline(book.title) or escape(words["untitled"], quote=False)
    return (
        f'<header class="title-page">\n{html["author"]}<h1>{title}</h1>\n'
        f"{html['subtitle']}{html['editors']}{html['publisher']}</header>"
    )


def _contents(title: str, entries: Sequence[NavEntry], language: str) -> str:
    heading = f'<h2 id="contents">{escape(title, quote=False)}</h2>'
    return f'<nav role="doc-toc" aria-labelledby="contents">\n{heading}\n{_list(entries, language)}\n</nav>\n'


def _list(entries: Sequence[NavEntry], outer: str) -> str:
    items = "\n".join(
        f'<li><a href="{quoted(entry.href)}"{language_attributes(entry.language) if entry.language != outer else ""}>'
        f"{escape(entry.title, quote=False)}</a>{_list(entry.children, outer) if entry.children else ''}</li>"
        for entry in entries
    )
    return f"<ol>\n{items}\n</ol>"
