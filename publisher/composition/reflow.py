"""A book and a layout → the documents, navigation, fonts and metadata of an e-book."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from publisher.composition import bibliography
from publisher.composition.bibliography import has_bibliography
from publisher.composition.index_entries import indexes_of
from publisher.composition.index_links import Places, index_section
from publisher.composition.index_pages import places_in
from publisher.composition.index_rows import id_of
from publisher.composition.inline import language_tag, quoted
from publisher.composition.labels import label_of
from publisher.composition.linked import LinkedMarkup
from publisher.composition.markup import Pictures
from publisher.composition.references import navigation, titles_in
from publisher.composition.reflow_addresses import Addresses
from publisher.composition.reflow_faces import Styles, font_face_rules, font_resources, reflow_families, used_faces
from publisher.composition.reflow_markup import ReflowMarkup, page_break, page_id, title_address
from publisher.composition.reflow_matter import bibliography_page, colophon, ending, opener, part_page, title_page
from publisher.composition.reflow_metadata import package_metadata
from publisher.composition.reflow_plan import Part
from publisher.composition.terms import terms
from publisher.composition.work_matter import matter_of
from publisher.composition.xhtml import plain, xhtml_page
from publisher.model.collection import Matter
from publisher.model.composition import STYLESHEET, Document, DocumentKind, NavEntry, PrintedPage, ReflowComposition
from publisher.model.edition import Book, Entry
from publisher.model.layout import Family, Layout
from publisher.model.work import Heading

FOLDER = "text/"
TITLE_PAGE = "title.xhtml"
COLOPHON = "imprint.xhtml"
KINDS: Mapping[DocumentKind, str] = {
    "titlepage": "frontmatter",
    "bodymatter": "bodymatter",
    "backmatter": "backmatter",
    "colophon": "backmatter",
}
"""Kind of document → `epub:type` of its body."""
INDEX = 'epub:type="index" role="doc-index"'


Keep = Callable[[Document], Document]
"""Takes over a finished document; what it gives back stands in the composition."""


def compose_reflow(
    book: Book,
    layout: Layout,
    families: Mapping[str, Family],
    pictures: Pictures,
    printed: Sequence[PrintedPage] = (),
    keep: Keep = lambda document: document,
) -> ReflowComposition:
    """The e-book of `book`: one document a work, several where a work is long.

    One work is open at a time, and each document is handed over as soon as it is composed: a large book is never in
    memory as a whole unless `keep` keeps it.

    Args:
        printed: where the pages of the printed edition begin, when it was made together with the e-book.
        keep: gets every document in reading order. A writer that has packed the text gives it back without.

    Raises:
        ToolError: T110, a font family of the layout is missing.
        ConfigError: C126, a family for e-books has a reserved name.
    """
    offered = reflow_families(layout, families)
    making = _Making(book, layout, pictures, printed, keep)
    making.add_works()
    making.add_back_matter()
    faces = used_faces(offered, making.styles)
    making.add_colophon(list(dict.fromkeys(family.typeface for family, _ in faces)))
    used = {url: picture for markup in making.markups for url, picture in markup.used.items()}
    return ReflowComposition(
        metadata=package_metadata(book, paged=bool(printed)),
        documents=tuple(making.documents),
        navigation=tuple(making.navigation()),
        stylesheet="\n".join(['@charset "utf-8";', font_face_rules(faces), layout.reflow_css]),
        resources=(*font_resources(faces), *(used[url] for url in sorted(used))),
        terms=terms(making.language),
        pages=tuple(
            replace(page, href=FOLDER + page.href)
            for page in sorted(
                (*making.pages, *(page for markup in making.markups for page in markup.pages)),
                key=lambda page: int(page.title),
            )
        ),
    )


class _Making:
    """A book whose documents are composed one after the other, in reading order."""

    def __init__(
        self, book: Book, layout: Layout, pictures: Pictures, printed: Sequence[PrintedPage], keep: Keep
    ) -> None:
        self.book = book
        self.language = language_tag(book.language, "ru")
        self.terms = terms(self.language)
        self.styles = Styles()
        self.documents: list[Document] = []
        self.markups: list[ReflowMarkup] = []
        """Of works that are done; where their places are can still be asked."""
        self.pages: list[NavEntry] = []
        """Pages of the printed edition that stand in no work: of its title page, its parts, its imprint."""
        self._pictures, self._printed, self._keep = pictures, printed, keep
        self._matter = matter_of(book.edition, layout, is_collection=book.is_collection)
        self._titled_by = "" if book.is_collection else TITLE_PAGE
        self._indexes = indexes_of(book)
        self._wanted = places_in(self._indexes)
        self._titles = titles_in(book.entries)
        self._others = Addresses(book.entries, lambda entry: title_address(entry.id, self._titled_by), self._opened)
        self._back: list[NavEntry] = []

    def add_works(self) -> None:
        """The title page, parts and works."""
        if self.book.is_collection or not self.book.entries:
            self._add_title_page(None)
        for entry in self.book.entries:
            markup = self._opened(entry)
            markup.others, markup.titles = self._others, self._titles
            if not self.book.is_collection:
                self._add_title_page(markup)
            if part := self.book.opens(entry):
                self._add(part.id, f"{part.id}.xhtml", "bodymatter", part.title.plain, part_page(part))
            for document in _work(self.book, markup, self._matter):
                self._finished(document)
            markup.close(entry)
            self.markups.append(markup)

    def add_back_matter(self) -> None:
        """Bibliography and indexes."""
        if has_bibliography(self.book):
            title = self.terms["bibliography"]
            body = _bibliography(self.book, title, self.markups)
            self._add_listed(bibliography.ID, title, body)
        places = Places(self.book, self.markups, _address, self._printed)
        for index in self._indexes:
            body = index_section(self.book, index, places, INDEX)
            self._add_listed(id_of(index), self.terms[id_of(index)], body)

    def add_colophon(self, typefaces: Sequence[str]) -> None:
        if imprint := colophon(self.book, typefaces):
            self._add("imprint", COLOPHON, "colophon", self.terms["imprint"], imprint)

    def navigation(self) -> Iterator[NavEntry]:
        def place(markup: ReflowMarkup, target: str) -> str:
            return FOLDER + markup.place(target)

        yield from navigation(self.book, self.markups, place, lambda part: f"{FOLDER}{part.id}.xhtml")
        yield from self._back

    def _opened(self, entry: Entry) -> ReflowMarkup:
        whole = replace(entry, work=entry.work.whole())
        wanted = self._wanted.get(entry.id, ())
        return ReflowMarkup(whole, self._pictures, self.language, self._titled_by, self._printed, wanted)

    def _add_title_page(self, markup: ReflowMarkup | None) -> None:
        """`markup`: of the only work, whose title stands here."""
        body = title_page(self.book, markup, TITLE_PAGE)
        self._add("title", TITLE_PAGE, "titlepage", self.book.title.plain, body)

    def _add_listed(self, piece: str, title: str, body: str) -> None:
        """A piece of the back matter, for which the navigation has a line."""
        name = f"{piece}.xhtml"
        self._add(piece, name, "backmatter", title, body)
        self._back.append(NavEntry(title, FOLDER + name, self.language))

    def _add(self, piece: str, name: str, kind: DocumentKind, title: str, body: str) -> None:
        """A document that is no work; it begins with the mark of the first page of the printed fragment `piece`."""
        label = next((page.label for page in self._printed if page.piece == piece), "")
        if label:
            self.pages.append(NavEntry(label, f"{name}#{page_id(label)}", self.language))
            body = f"<div{page_break(label)}></div>\n{body}"
        self._finished(_document(name, kind, title, self.language, body))

    def _finished(self, document: Document) -> None:
        self.styles.look(document.xhtml)
        self.documents.append(self._keep(document))


def _address(markup: LinkedMarkup, target: str) -> str:
    """Where a place in a work is; nothing if it is in none of its documents."""
    return markup.place(target) if isinstance(markup, ReflowMarkup) and target in markup.plan.documents else ""


def _document(name: str, kind: DocumentKind, title: str, language: str, body: str) -> Document:
    shown = plain(title) or terms(language)["untitled"]
    page = xhtml_page(shown, language, KINDS[kind], f"../{STYLESHEET}", body)
    return Document(FOLDER + name, kind, shown, language, page)


def _bibliography(book: Book, title: str, markups: Sequence[ReflowMarkup]) -> str:
    places = {markup.entry.id: markup.place(markup.title_id) for markup in markups}
    heading = f'<h1 id="{bibliography.ID}">{title}</h1>'
    return (
        f'<section epub:type="bibliography" role="doc-bibliography" aria-labelledby="{bibliography.ID}">\n'
        f"{heading}\n{bibliography_page(book, lambda entry: places[entry.id])}\n</section>"
    )


def _work(book: Book, markup: ReflowMarkup, matter: Matter) -> Iterator[Document]:
    title = plain(markup.entry.work.metadata.title.plain) or plain(book.title.plain)
    parts = markup.plan.parts
    for part in parts:
        markup.open(part.name)
        before = opener(book, markup, matter) if part is parts[0] else ""
        inner = before + markup.part(part)
        after = ending(book, markup, matter) if part is parts[-1] else ""
        inner += after + markup.notes_section()
        heading = part.blocks[0] if part.blocks and isinstance(part.blocks[0], Heading) else None
        shown = title if part is parts[0] or not heading else f"{title}. {plain(label_of(heading))}"
        section = f"<section{_semantics(book, markup, part, title)}>\n{inner}\n</section>"
        yield _document(part.name, "bodymatter", shown, markup.language, section)


def _semantics(book: Book, markup: ReflowMarkup, part: Part, title: str) -> str:
    """Type, role and label of a document's section."""
    first = part is markup.plan.parts[0]
    if first and book.is_collection:
        kind = "part" if len(markup.plan.parts) > 1 else "chapter"
        label = f'aria-labelledby="{markup.title_id}"'
    elif part.blocks and isinstance(part.blocks[0], Heading):
        kind, label = "chapter", f'aria-labelledby="{markup.heading_id(part.first_heading + 1)}"'
    elif first:
        kind, label = "chapter", f'aria-label="{quoted(title or markup.terms["untitled"])}"'
    else:
        return ""  # the middle of a chapter that is too long for one document
    return f' epub:type="{kind}" role="doc-{kind}" {label}'
