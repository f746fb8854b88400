"""A book and a layout → the documents, navigation, fonts and metadata of an e-book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from publisher.composition.references import navigation, other_works, titles_in
from publisher.composition.reflow_faces import font_face_rules, font_resources, reflow_families, used_faces
from publisher.composition.reflow_markup import ReflowMarkup, page_break, page_id
from publisher.composition.reflow_matter import bibliography_page, colophon, ending, opener, part_page, title_page
from publisher.composition.reflow_metadata import package_metadata
from publisher.composition.reflow_plan import Part
from publisher.composition.terms import terms
from publisher.composition.work_matter import matter_of
from publisher.composition.xhtml import plain, xhtml_page
from publisher.model.collection import Matter
from publisher.model.composition import STYLESHEET, Document, DocumentKind, NavEntry, PrintedPage, ReflowComposition
from publisher.model.edition import Book
from publisher.model.layout import Family, Layout
from publisher.model.work import Heading

FOLDER = "text/"
TITLE_PAGE = "title.xhtml"
COLOPHON = "imprint.xhtml"
BIBLIOGRAPHY = f"{bibliography.ID}.xhtml"
KINDS: Mapping[DocumentKind, str] = {
    "titlepage": "frontmatter",
    "bodymatter": "bodymatter",
    "backmatter": "backmatter",
    "colophon": "backmatter",
}
"""Kind of document → `epub:type` of its body."""
INDEX = 'epub:type="index" role="doc-index"'


def compose_reflow(
    book: Book,
    layout: Layout,
    families: Mapping[str, Family],
    pictures: Pictures,
    printed: Sequence[PrintedPage] = (),
) -> ReflowComposition:
    """The e-book of `book`: one document a work, several where a work is long.

    Args:
        printed: where the pages of the printed edition begin, when it was made together with the e-book.

    Raises:
        ToolError: T110, a font family of the layout is missing.
        ConfigError: C126, a family for e-books has a reserved name.
    """
    language = language_tag(book.language, "ru")
    titled_by = "" if book.is_collection else TITLE_PAGE
    indexes = indexes_of(book)
    wanted = places_in(indexes)
    markups = [
        ReflowMarkup(entry, pictures, language, titled_by, printed, wanted.get(entry.id, ())) for entry in book.entries
    ]
    others = other_works(markups, ReflowMarkup.place)
    names = titles_in(book.entries)
    for markup in markups:
        markup.others, markup.titles = others, names
    first = markups[0] if markups else None
    with_works = matter_of(book.edition, layout, is_collection=book.is_collection)
    matter = _Matter(printed, language)
    before = matter.page_of("title", TITLE_PAGE)
    titles = before + title_page(book, first, TITLE_PAGE)
    documents = [_document(TITLE_PAGE, "titlepage", book.title.plain, language, titles)]
    for markup in markups:
        if part := book.opens(markup.entry):
            name = f"{part.id}.xhtml"
            page = matter.page_of(part.id, name) + part_page(part)
            documents.append(_document(name, "bodymatter", part.title.plain, language, page))
        documents += _work(book, markup, with_works)
    back: list[NavEntry] = []
    if has_bibliography(book):
        title = terms(language)["bibliography"]
        body = matter.page_of(bibliography.ID, BIBLIOGRAPHY) + _bibliography(book, title, markups)
        documents.append(_document(BIBLIOGRAPHY, "backmatter", title, language, body))
        back.append(NavEntry(title, FOLDER + BIBLIOGRAPHY, language))
    places = Places(book, markups, _address, printed)
    for index in indexes:
        name, title = f"{id_of(index)}.xhtml", terms(language)[id_of(index)]
        body = matter.page_of(id_of(index), name) + index_section(book, index, places, INDEX)
        documents.append(_document(name, "backmatter", title, language, body))
        back.append(NavEntry(title, FOLDER + name, language))
    faces = used_faces(reflow_families(layout, families), documents)
    typefaces = list(dict.fromkeys(family.typeface for family, _ in faces))
    if imprint := colophon(book, typefaces):
        before = matter.page_of("imprint", COLOPHON)
        documents.append(_document(COLOPHON, "colophon", terms(language)["imprint"], language, before + imprint))
    used = {url: picture for markup in markups for url, picture in markup.used.items()}
    return ReflowComposition(
        metadata=package_metadata(book, paged=bool(printed)),
        documents=tuple(documents),
        navigation=(
            *navigation(
                book,
                markups,
                lambda markup, target: FOLDER + markup.place(target),
                lambda part: f"{FOLDER}{part.id}.xhtml",
            ),
            *back,
        ),
        stylesheet="\n".join(['@charset "utf-8";', font_face_rules(faces), layout.reflow_css]),
        resources=(*font_resources(faces), *(used[url] for url in sorted(used))),
        terms=terms(language),
        pages=tuple(
            replace(page, href=FOLDER + page.href)
            for page in sorted(
                (*matter.pages, *(page for markup in markups for page in markup.pages)), key=lambda p: int(p.title)
            )
        ),
    )


def _address(markup: LinkedMarkup, target: str) -> str:
    """Where a place in a work is; nothing if it is in none of its documents."""
    return markup.place(target) if isinstance(markup, ReflowMarkup) and target in markup.plan.documents else ""


class _Matter:
    """Pages of the printed edition that stand in no work: its title page and its imprint."""

    def __init__(self, printed: Sequence[PrintedPage], language: str) -> None:
        self.pages: list[NavEntry] = []
        self._printed = printed
        self._language = language

    def page_of(self, piece: str, document: str) -> str:
        """The mark of the first page of a fragment, for the beginning of `document`; nothing if there is none."""
        label = next((page.label for page in self._printed if page.piece == piece), "")
        if not label:
            return ""
        self.pages.append(NavEntry(label, f"{document}#{page_id(label)}", self._language))
        return f"<div{page_break(label)}></div>\n"


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
