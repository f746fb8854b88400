"""Markup for e-books: notes that pop up, addresses that reach into other documents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from publisher.composition.inline import escaped, quoted
from publisher.composition.linked import LinkedMarkup
from publisher.composition.markup import Pictures
from publisher.composition.page_breaks import breaks_of, with_breaks
from publisher.composition.reflow_plan import Part, Plan, first_document, plan
from publisher.model.composition import SCHEME, NavEntry, PrintedPage, Resource
from publisher.model.edition import Entry
from publisher.model.indexing import IndexPlace
from publisher.model.passages import numbers
from publisher.model.text import Mark, Text
from publisher.model.work import Block, Note, Paragraph

CORE_IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"}
"""What every reading system shows (EPUB 3.3, section 3.2)."""


class ReflowMarkup(LinkedMarkup):
    """Renders the parts of one work; all documents lie in the same folder, so their names are addresses."""

    EPIGRAPH = 'epub:type="epigraph" role="doc-epigraph"'

    def __init__(
        self,
        entry: Entry,
        pictures: Pictures,
        language: str,
        title_page: str = "",
        printed: Sequence[PrintedPage] = (),
        wanted: Iterable[IndexPlace] = (),
    ) -> None:
        """Args:
        title_page: the document with the title of the work, if that is not its first part.
        printed: where pages of the printed edition begin.
        wanted: places that an index leads to.
        """
        super().__init__(entry, pictures, language)
        self.want(wanted)
        self._breaks = breaks_of(printed, entry.work, entry.id, titled=not title_page)
        self._numbers = numbers(entry.work) if self._breaks else {}
        self.pages: list[NavEntry] = []
        self.title_page = title_page
        self.plan = plan(self, title_page)
        self.used: dict[str, Resource] = {}
        self._document = ""

    def close(self, entry: Entry) -> None:
        """Everything is rendered: places can still be asked for, the text of the work need not be kept.

        Args:
            entry: the same work, seen from outside.
        """
        self.entry = entry
        self.headings = ()
        self.notes, self.plan = {}, Plan((), self.plan.documents)
        for kept in (self.called, self.wanted, self._passages, self._numbers, self._breaks):
            kept.clear()

    def open(self, document: str) -> None:
        """From now on, everything rendered goes to this document."""
        self._document = document
        self.called.clear()

    def part(self, part: Part) -> str:
        """The blocks of a part, without its notes."""
        self._heading = part.first_heading
        return self.blocks(part.blocks)

    def notes_section(self) -> str:
        """The notes called in the open document and not set before; empty when there are none."""
        asides = [self._aside(note) for note in self.called_in_turn()]
        return '\n<div class="notes">\n{}\n</div>'.format("\n".join(asides)) if asides else ""

    def address(self, target: str) -> str:
        return self.place(target).removeprefix(self._document)

    def place(self, target: str) -> str:
        """Address of an id of this work, seen from another document. The title may stand on the title page."""
        document = self.plan.documents[target]
        return document if self.title_page and target == self.title_id else f"{document}#{target}"

    def note_call(self, note: Note, number: int) -> str:
        call = self.call_id(note, number)
        href = self.address(self.note_id(number))
        return f'<a epub:type="noteref" role="doc-noteref" class="noteref" id="{call}" href="{href}">{number}</a>'

    def _aside(self, note: Note) -> str:
        number = self.numbers[note.id]
        target = self.note_id(number)
        label = quoted(self.terms["footnote-back"].format(n=number))
        back = f'<a epub:type="backlink" role="doc-backlink" href="#{target}-ref" aria-label="{label}">{number}</a>'
        body = self.note_body(note, back)
        return f'<aside epub:type="footnote" role="doc-footnote" class="note" id="{target}">\n{body}\n</aside>'

    def with_pages(self, text: Text) -> Text:
        pages = self._breaks.pop(self._numbers.get(id(text), -1), ()) if self._breaks else ()
        return with_breaks(text, pages) if pages else text

    def block(self, block: Block) -> str:
        """Characters of code stay as they are: pages that begin among them begin before them."""
        if isinstance(block, Paragraph) and not (block.text.marks or block.classes or self._breaks or self.wanted):
            return f"<p>{escaped(block.text.chars)}</p>"  # most of prose
        pages = self._breaks.pop(self._numbers.get(id(block), -1), ()) if self._breaks else ()
        before = "".join(f"<div{self._page(page.label)}></div>\n" for page in pages)
        return before + super().block(block)

    def _at(self, mark: Mark) -> str:
        return f"<span{self._page(mark.value)}></span>" if mark.kind == "page" else super()._at(mark)

    def _page(self, label: str) -> str:
        """Attributes of an element that marks the beginning of a printed page; it is listed from now on."""
        self.pages.append(NavEntry(label, f"{self._document}#{page_id(label)}", self.language))
        return page_break(label)

    def image(self, src: str, alt: str) -> str:
        picture = self.pictures.get((self.entry.id, src))
        if not picture or picture.media_type not in CORE_IMAGES:
            return escape(alt, quote=False)
        packed = packaged(picture)
        self.used[packed.url] = packed
        return f'<img src="../{quoted(packed.url)}" alt="{quoted(alt)}"/>'


def title_address(entry: str, title_page: str) -> str:
    """What `ReflowMarkup.place` says of the title of a work, before it is open."""
    return first_document(entry) if title_page else f"{first_document(entry)}#{entry}-title"


def page_id(label: str) -> str:
    return f"page{label}"


def page_break(label: str) -> str:
    """Attributes: EPUB 3 and ARIA both, as older readers know the first only."""
    return f' epub:type="pagebreak" role="doc-pagebreak" id="{page_id(label)}" aria-label="{label}"'


def packaged(picture: Resource) -> Resource:
    """The picture under its address in the package: `publisher:///images/…` → `images/…`."""
    return replace(picture, url=picture.url.removeprefix(f"{SCHEME}:///"))
