"""Markup for e-books: notes that pop up, addresses that reach into other documents."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from publisher.composition.inline import language_tag, quoted
from publisher.composition.linked import LinkedMarkup
from publisher.composition.markup import Pictures
from publisher.composition.reflow_plan import Part, plan
from publisher.composition.terms import terms
from publisher.model.composition import SCHEME, Resource
from publisher.model.edition import Entry
from publisher.model.text import Text
from publisher.model.work import Block, Note, Quotation

CORE_IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"}
"""What every reading system shows (EPUB 3.3, section 3.2)."""


class ReflowMarkup(LinkedMarkup):
    """Renders the parts of one work; all documents lie in the same folder, so their names are addresses."""

    def __init__(self, entry: Entry, pictures: Pictures, language: str, title_page: str = "") -> None:
        """`language` stands in where the work's own is no BCP 47 tag; `title_page`: see `plan`."""
        super().__init__(entry, pictures)
        self.language = language_tag(entry.work.metadata.language, language)
        self.terms = terms(self.language)
        self.plan = plan(self, title_page)
        self.used: dict[str, Resource] = {}
        self._document = ""
        self._set: set[str] = set()

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
        asides: list[str] = []
        while fresh := [note for note in self.called.values() if note.id not in self._set]:
            for note in fresh:
                self._set.add(note.id)
                asides.append(self._aside(note))
        return '\n<div class="notes">\n{}\n</div>'.format("\n".join(asides)) if asides else ""

    def address(self, target: str) -> str:
        document = self.plan.documents[target]
        return f"#{target}" if document == self._document else f"{document}#{target}"

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

    def image(self, src: str, alt: str) -> str:
        picture = self.pictures.get((self.entry.id, src))
        if not picture or picture.media_type not in CORE_IMAGES:
            return escape(alt, quote=False)
        packed = packaged(picture)
        self.used[packed.url] = packed
        return f'<img src="../{quoted(packed.url)}" alt="{quoted(alt)}"/>'

    def epigraph(self, text: Text) -> str:
        inner = self.running(text)
        return f'<blockquote class="epigraph" epub:type="epigraph" role="doc-epigraph"><p>{inner}</p></blockquote>'

    def block(self, block: Block) -> str:
        html = super().block(block)
        if isinstance(block, Quotation) and block.kind == "epigraph":
            return html.replace("<blockquote ", '<blockquote epub:type="epigraph" role="doc-epigraph" ', 1)
        return html


def packaged(picture: Resource) -> Resource:
    """The picture under its address in the package: `publisher:///images/…` → `images/…`."""
    return Resource(picture.url.removeprefix(f"{SCHEME}:///"), picture.path, picture.digest, picture.media_type)


def other_works(markups: Mapping[str, ReflowMarkup]) -> dict[str, str]:
    """Source path of every work → address of its title; `path#id` → address of a heading in it."""
    addresses: dict[str, str] = {}
    for entry_id, markup in markups.items():
        if source := markup.entry.work.source:
            documents = markup.plan.documents
            title = f"{entry_id}-title"
            addresses[source.path] = f"{documents[title]}#{title}"
            for name, target in markup.targets.items():
                addresses[f"{source.path}#{name}"] = f"{documents[target]}#{target}"
    return addresses
