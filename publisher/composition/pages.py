"""A book and a layout → fragments for a paged writer. Contents and imprint follow when the pages are counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from urllib.parse import urlsplit

from publisher.composition.dates import written_date
from publisher.composition.faces import chosen, font_face_css, font_resources
from publisher.composition.holds import clear_of_spaces, hold_together
from publisher.composition.inline import inline, quoted
from publisher.composition.markup import Markup, Pictures, headings_of
from publisher.composition.templates import html, render
from publisher.composition.terms import terms
from publisher.model.composition import CROSS_REFERENCE, ContentsLine, Fragment, PagedComposition, RenderedFragment
from publisher.model.edition import Book, Entry
from publisher.model.layout import Family, Layout
from publisher.model.text import Mark, Text
from publisher.model.work import Note, Paragraph, Person, texts_of

LONGEST_FOOTNOTE = 1500
"""Characters. WeasyPrint can't divide a footnote between pages: a work with a longer one gets endnotes."""

_BREAK_AFTER = "/?&=._-"
"""An address may be divided behind these characters."""


class PageMarkup(Markup):
    """Markup for paper: notes at the foot of the page, the address of a link as a note."""

    def __init__(
        self, entry: Entry, pictures: Pictures, others: Mapping[str, str], layout: Layout, *, initial: bool
    ) -> None:
        super().__init__(entry, pictures, others)
        self.print_addresses = layout.options.get("links") == "footnote"
        self.first = next((b for b in entry.work.blocks if isinstance(b, Paragraph)), None) if initial else None
        self.as_endnotes = any(self._length(note) > LONGEST_FOOTNOTE for note in entry.work.notes)
        self.endnotes: list[str] = []
        self._called: dict[str, int] = {}
        self._inside_note = False

    @staticmethod
    def _length(note: Note) -> int:
        return sum(len(text.chars) for block in note.blocks for text in texts_of(block))

    def prepared(self, text: Text) -> Text:
        return hold_together(text)

    def text(self, text: Text) -> str:
        return super().text(clear_of_spaces(text))

    def paragraph(self, block: Paragraph) -> str:
        if block is self.first and block.text.chars[:1].isalpha():
            marks = (Mark(0, 1, "span", "initial"), *block.text.marks)
            block = replace(block, text=replace(block.text, marks=marks), classes=(*block.classes, "with-initial"))
        return super().paragraph(block)

    def note_call(self, note: Note, number: int) -> str:
        if note.id in self._called:  # a second call of the same note repeats its number
            return f"<sup>{self._called[note.id]}</sup>"
        if self._inside_note:  # a note to a note: there is no foot of the page below the foot of the page
            return f" [{' '.join(text.plain for block in note.blocks for text in texts_of(block))}]"
        self._inside_note = True
        inner = "".join(
            f'<span class="note-paragraph">{self.running(text)}</span>'
            for block in note.blocks
            for text in texts_of(block)
        )
        self._inside_note = False
        shown, markup = self._add(inner)
        self._called[note.id] = shown
        return markup

    def after_link(self, mark: Mark, shown: str) -> str:
        href = self.href(mark.value)
        bare = bare_address(href)
        if not self.print_addresses or not urlsplit(href).scheme or shown.strip() in (href, bare):
            return ""
        if self._inside_note:
            return f' (<span class="address">{breakable(bare)}</span>)'
        return self._add(f'<span class="address">{breakable(bare)}</span>')[1]

    def _add(self, inner: str) -> tuple[int, str]:
        """A note with this content: its number and what stands in the text."""
        self.endnotes.append(inner)
        number = len(self.endnotes)
        if not self.as_endnotes:
            return number, f'<span class="footnote">{inner}</span>'
        anchor = f"{self.entry.id}-e{number}"
        return number, f'<a class="note-call" href="#{anchor}">{number}</a>'


def bare_address(href: str) -> str:
    """An address as people print it: without `https://` and without a final slash."""
    for prefix in ("https://", "http://", "mailto:", "tel:"):
        href = href.removeprefix(prefix)
    return href.removesuffix("/")


def breakable(address: str) -> str:
    """HTML of an address that may be divided behind its punctuation, never with a hyphen."""
    return "".join(escape(c) + ("<wbr/>" if c in _BREAK_AFTER else "") for c in address)


def names_html(persons: Iterable[Person]) -> str:
    return ", ".join(inline(person.name) for person in persons)


def compose_pages(book: Book, layout: Layout, families: Mapping[str, Family], pictures: Pictures) -> PagedComposition:
    """Title pages and works of `book`, one stylesheet, the fonts and pictures they need.

    Raises:
        ToolError: T110, a font family of the layout is missing.
        ConfigError: C130, a template of the layout is wrong.
    """
    used = chosen(families, (*layout.families, *(f.family for f in layout.furniture)))
    fragments = [_work(book, entry, layout, pictures) for entry in book.entries]
    if book.edition.kind != "leaflet":
        fragments.insert(0, _title_pages(book, layout))
    return PagedComposition(
        book=book,
        layout=layout,
        fragments=tuple(fragments),
        stylesheet="\n".join([font_face_css(used), _page_rules(layout), layout.page_css]),
        resources=(*font_resources(used), *dict.fromkeys(pictures.values())),
    )


def _page_rules(layout: Layout) -> str:
    """Every page is set as a recto page; binding shifts the verso pages of a mirrored layout."""
    m, trim = layout.margins, layout.trim
    options = "".join(f"--{key}: {value}; " for key, value in layout.options.items() if not isinstance(value, bool))
    return (
        f"@page {{ size: {trim.width:.3f}pt {trim.height:.3f}pt;"
        f" margin: {m.top:.3f}pt {m.outer:.3f}pt {m.bottom:.3f}pt {m.inner:.3f}pt }}\n"
        f':root {{ {options}font-family: "{layout.text_family}"; '
        f"--text-height: {trim.height - m.top - m.bottom:.3f}pt }}"
    )


def _work(book: Book, entry: Entry, layout: Layout, pictures: Pictures) -> Fragment:
    meta = entry.work.metadata
    others = {
        e.work.source.path.rsplit("/", 1)[-1]: f"{CROSS_REFERENCE}{e.id}"
        for e in book.entries
        if e.work.source and e is not entry
    }
    markup = PageMarkup(entry, pictures, others, layout, initial=bool(layout.options.get("initial")))
    title, subtitle, epigraph = (
        html(markup.text(text)) if text else "" for text in (meta.title, meta.subtitle, meta.epigraph)
    )
    body = markup.blocks(entry.work.blocks)
    has_title_page = book.edition.kind != "leaflet" and not book.is_collection
    source = render(
        layout,
        "work.html",
        book.language,
        {
            "id": entry.id,
            "language": meta.language,
            "title": title,
            "plain_title": meta.title.plain,
            "subtitle": subtitle,
            "author": html(names_html(meta.authors)),
            "translators": html(names_html(meta.translators)),
            "date": written_date(meta.date, meta.language),
            "epigraph": epigraph,
            "body": html(body),
            "endnotes": [html(note) for note in markup.endnotes] if markup.as_endnotes else [],
            "has_title_page": has_title_page,
            "is_collection": book.is_collection,
        },
    )
    short = meta.short_title or meta.title
    start = "page" if book.edition.kind == "leaflet" else layout.work_start
    if entry is book.entries[0] and book.edition.kind != "leaflet":
        start = "recto"
    return Fragment(entry.id, "work", source, meta.language, start, short.plain, meta.author)


def _title_pages(book: Book, layout: Layout) -> Fragment:
    source = render(layout, "title.html", book.language, book_context(book))
    return Fragment("title", "title", source, book.language, "recto")


def book_context(book: Book) -> dict[str, object]:
    """What the templates of title pages and imprint may use of the book."""
    return {
        "title": html(inline(book.title)),
        "plain_title": book.title.plain,
        "subtitle": html(inline(book.subtitle)) if book.subtitle else "",
        "authors": html(names_html(book.authors)) if not book.is_collection else "",
        "editors": html(names_html(book.editors)),
        "editor_count": len(book.editors),
        "language": book.language,
        "year": book.year,
        "description": html(inline(book.description)) if book.description else "",
        "imprint": book.edition.imprint,
        "kind": book.edition.kind,
    }


def compose_contents(book: Book, layout: Layout, lines: Sequence[ContentsLine]) -> Fragment:
    """The contents with literal page numbers: they are facts by now."""
    rows = [
        {
            "title": line.title,
            "author": line.author if book.is_collection else "",
            "level": line.level,
            "page": line.page,
            "href": quoted(CROSS_REFERENCE + line.target),
        }
        for line in lines
    ]
    source = render(layout, "contents.html", book.language, {"lines": rows, "language": book.language})
    return Fragment("contents", "contents", source, book.language, title=terms(book.language)["contents"])


def contents_lines(book: Book, rendered: Sequence[RenderedFragment], starts: Sequence[int]) -> tuple[ContentsLine, ...]:
    """Works of a collection, or the headings (two highest levels) of a single work, with their printed pages.

    Args:
        starts: printed number of the first page of each fragment.
    """
    lines: list[ContentsLine] = []
    for piece, start in zip(rendered, starts, strict=True):
        entry = next((e for e in book.entries if e.id == piece.fragment.id), None)
        if not entry:
            continue
        if book.is_collection:
            meta = entry.work.metadata
            lines.append(ContentsLine(meta.title.plain, meta.author, 1, start, entry.id))
            continue
        headings = headings_of(entry.work.blocks)
        levels = sorted({h.level for h in headings})[:2]
        for number, heading in enumerate(headings, 1):
            target = f"{entry.id}-h{number}"
            anchor = piece.facts.anchors.get(target)
            if heading.level in levels and anchor:
                level = levels.index(heading.level) + 1
                lines.append(ContentsLine(heading.text.plain, "", level, start + anchor.page, target))
    return tuple(lines)


def compose_imprint(book: Book, layout: Layout, families: Mapping[str, Family], pages: int) -> Fragment:
    """The last page: выходные данные. `pages` counts the whole book, this page included."""
    context = book_context(book) | {
        "typeface": families[layout.text_family].typeface,
        "pages": pages,
        "trim": f"{layout.trim.width * 25.4 / 72:.0f}×{layout.trim.height * 25.4 / 72:.0f}",
        "sheet": str(layout.sheet) if layout.sheet else "",
        "sheets": f"{layout.sheet.conventional_sheets(pages):.2f}".replace(".", ",") if layout.sheet else "",
    }
    return Fragment("imprint", "imprint", render(layout, "imprint.html", book.language, context), book.language)
