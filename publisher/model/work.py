"""One text read from a source: its metadata and its blocks. A work is a namespace: ids and notes belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from publisher.model.citation import Citation
from publisher.model.source import Source
from publisher.model.structure import Structure
from publisher.model.summary import WorkSummary
from publisher.model.text import Text
from publisher.model.waiver import Waiver

_YEAR = re.compile(r"(?<!\d)[0-9]{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Text
    classes: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type[Paragraph], tuple[object, ...]]:  # works are pickled: most of one is paragraphs
        return Paragraph, (self.text, self.classes)


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1–6 counted inside the work: 1 is its highest division; the work's own title is not a heading.

    A `subtitle` (FictionBook's element of that name) looks like a heading and opens no division.
    """

    text: Text
    level: int
    id: str = ""
    subtitle: bool = False


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Items hold blocks. `start` is None for a bulleted list; `tight` items print without space between them."""

    items: tuple[tuple[Block, ...], ...]
    start: int | None = None
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation, or an epigraph: smaller, to the right, with its author below."""

    blocks: tuple[Block, ...]
    attribution: Text | None = None
    kind: Literal["quotation", "epigraph"] = "quotation"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of verse; `indent` counts steps of indentation (0 = flush). A `title` stands above a poem or stanza."""

    text: Text
    indent: int = 0
    title: bool = False


@dataclass(frozen=True, slots=True)
class Verse:
    stanzas: tuple[tuple[Line, ...], ...]
    attribution: Text | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """Preformatted characters, untouched."""

    chars: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Trait:
    """What is special about one cell: `row` counts from 0 through head and rows, `cell` inside its row.

    It is as wide as `columns` and as high as `rows`; `head`: it is a heading inside the body of the table; `align`
    beats that of the column.
    """

    row: int
    cell: int
    columns: int = 1
    rows: int = 1
    head: bool = False
    align: Literal["left", "center", "right", ""] = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; `aligns` has one entry a column. Rows may be shorter than `aligns`."""

    head: tuple[tuple[Text, ...], ...]
    rows: tuple[tuple[Text, ...], ...]
    aligns: tuple[Literal["left", "center", "right", ""], ...]
    caption: Text | None = None
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture on its own. `src` is as written in the source, `alt` for those who can't see it."""

    src: str
    alt: str = ""
    caption: Text | None = None
    offset: int = 0
    """Where it stands in the source, for messages."""
    classes: tuple[str, ...] = ()
    """What the author wants: `wide`, `full-bleed`, `left`, `right`, or what a layout has a style for."""
    width: str = ""
    """As the author wrote it: `50%`, `6cm`, pixels without a unit."""


@dataclass(frozen=True, slots=True)
class SceneBreak:
    """`* * *` or a rule: the story goes on elsewhere; `blank`: nothing but space says so.

    `level`: a division of this level without a title of its own begins here (0: none).
    """

    blank: bool = False
    level: int = 0


Block = Paragraph | Heading | ListBlock | Quotation | Verse | Code | Table | Figure | SceneBreak


@dataclass(frozen=True, slots=True)
class Note:
    """What a mark of kind `note` points to. Endnotes are those that their author keeps apart: comments."""

    id: str
    blocks: tuple[Block, ...]
    kind: Literal["footnote", "endnote"] = "footnote"


@dataclass(frozen=True, slots=True)
class Person:
    """An author, translator or editor. `sort` is what a bibliography files under («Пушкин, Александр»)."""

    name: Text
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a work. `sources` says for each field where its value came from.

    `date` is as written (`2022`, `1901-05-03`); `language` a BCP 47 tag, `source_language` that of what is translated;
    `short_title` is for running heads; `genres` are codes of FictionBook (`prose_classic`) or words for them.
    `source` says in words what the text is taken from, `citation` in pieces: one of them at most.
    The keys of `sources` are field names, its values codes of the message catalogue with an optional place.
    """

    title: Text = field(default_factory=lambda: Text(""))
    subtitle: Text | None = None
    short_title: Text | None = None
    authors: tuple[Person, ...] = ()
    translators: tuple[Person, ...] = ()
    date: str = ""
    language: str = "ru"
    tags: tuple[str, ...] = ()
    category: str = ""
    publisher: str = ""
    source: str = ""
    rights: str = ""
    description: Text | None = None
    epigraph: Text | None = None
    series: str = ""
    series_number: str = ""
    genres: tuple[str, ...] = ()
    source_language: str = ""
    citation: Citation | None = None
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def year(self) -> str:
        """The four digits of the year in `date`, or an empty string."""
        found = _YEAR.search(self.date)
        return found[0] if found else ""

    @property
    def author(self) -> str:
        return ", ".join(person.name.plain for person in self.authors)


@dataclass(frozen=True, slots=True)
class Work:
    """One text: metadata, blocks in order, notes by id.

    `waivers`: where in the source its author wants no cleanup. `repeated`: texts of the source that only say again
    what the metadata say: they are not printed, but cleaned like the others when the source is. `structure`: how a text
    without markup was understood. `pictures`: bytes of those that came inside the source, by `src`; `cover`:
    the `src` of the one on its cover. `summary`: what is known of it from outside, where it has been summed up.
    """

    metadata: Metadata
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    source: Source | None = None
    format: str = "markdown"
    waivers: tuple[Waiver, ...] = ()
    repeated: tuple[Text, ...] = ()
    structure: Structure | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    cover: str = ""
    summary: WorkSummary | None = field(default=None, compare=False, repr=False)

    def whole(self) -> Work:
        """The same with everything in it; of a work that is stored, a copy that goes when the caller lets it go."""
        return self

    def replace(self, **changes: object) -> Work:
        return replace(self, **changes)  # type: ignore[arg-type]


def texts_of(block: Block) -> Iterator[Text]:
    """Every Text of a block, in reading order, those of nested blocks included."""
    match block:
        case Paragraph(text=text) | Heading(text=text):
            yield text
        case ListBlock(items=items):
            for item in items:
                for inner in item:
                    yield from texts_of(inner)
        case Quotation(blocks=blocks, attribution=attribution):
            for inner in blocks:
                yield from texts_of(inner)
            if attribution:
                yield attribution
        case Verse(stanzas=stanzas, attribution=attribution):
            for stanza in stanzas:
                yield from (line.text for line in stanza)
            if attribution:
                yield attribution
        case Table(head=head, rows=rows, caption=caption):
            for row in (*head, *rows):
                yield from row
            if caption:
                yield caption
        case Figure(caption=caption) if caption:
            yield caption
        case _:
            return


def texts(work: Work) -> Iterator[Text]:
    """Every Text of a work: title matter, blocks, notes."""
    meta = work.metadata
    yield from (t for t in (meta.title, meta.subtitle, meta.short_title, meta.description, meta.epigraph) if t)
    yield from (person.name for person in (*meta.authors, *meta.translators))
    for block in work.blocks:
        yield from texts_of(block)
    for note in work.notes:
        for block in note.blocks:
            yield from texts_of(block)
