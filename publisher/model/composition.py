"""What a writer gets: every byte it may read, and nothing else exists for it (the closed world)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from publisher.model.edition import Book
from publisher.model.layout import Layout
from publisher.model.lines import Line
from publisher.model.page_report import PageReport

if TYPE_CHECKING:
    from publisher.model.frame import WorkFrame, WorkOrder

SCHEME = "publisher"
"""Scheme of the addresses inside a composition: `publisher:///fonts/…`, `publisher:///images/…`."""

CROSS_REFERENCE = "publisher:///page#"
"""Prefix of a link to an anchor of another fragment; `binding` turns it into a jump to that page."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A font or picture: its address inside the composition, where its bytes lie, and their SHA-256 (hex).

    `data`: the bytes of what came inside another file; `path` is then the name of that file.
    """

    url: str
    path: str
    digest: str
    media_type: str
    data: bytes = field(default=b"", repr=False)


Role = Literal["title", "part", "work", "matter", "contents", "imprint", "cover"]
"""`matter`: what is made of the whole book and stands behind its works: notes, bibliography, indexes."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """One or more whole pages whose content does not depend on where they come to stand.

    `title`, `author` and `part` (the title of the part it belongs to) feed the running heads; `start` says on which
    side the first page falls, `level` how deep its title stands among the bookmarks. `bare`: so many pages in front, a
    title page and its back, have no furniture. `endnotes`: HTML of its notes that stand at the end of the book.
    `numbers`: what its fields are filled with (`model.fields`).
    """

    id: str
    role: Role
    html: str
    language: str
    start: Literal["page", "recto", "verso"] = "page"
    title: str = ""
    author: str = ""
    part: str = ""
    level: int = 1
    bare: int = 0
    endnotes: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PagedComposition:
    """A book for a paged writer: fragments in order, one stylesheet for all of them, resources by address.

    `orders`: the same fragments with the works still to be composed, in `frame`, where and when they are set.
    Contents and imprint are missing here: they depend on facts and are composed when the pages are counted.
    """

    book: Book
    layout: Layout
    fragments: tuple[Fragment, ...]
    stylesheet: str
    resources: tuple[Resource, ...]
    orders: tuple[Fragment | WorkOrder, ...] = ()
    frame: WorkFrame | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading on a page: `level` from 1, `page` from 0 inside its fragment, `x` and `y` in pt from bottom left."""

    level: int
    label: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Anchor:
    """A target of links: `page` from 0 inside its fragment, `x` and `y` in pt from bottom left."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PlacedPicture:
    """A picture on a page: `page` from 0 inside its fragment, its box in pt from the top left of the trimmed page."""

    url: str
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class FragmentFacts:
    """What is known of a fragment once it is rendered: read from the finished pages, feeds what comes later."""

    pages: int
    bookmarks: tuple[Bookmark, ...]
    anchors: dict[str, Anchor]
    remarks: tuple[tuple[str, str], ...] = ()
    """(code, detail) of what the writer noticed."""
    pictures: float = 0.0
    """Square centimetres that pictures take on the pages."""
    lines: tuple[Line, ...] = ()
    """Every line of text, page by page."""
    images: tuple[PlacedPicture, ...] = ()
    """Every picture that has an address, page by page."""
    endnotes: tuple[str, ...] = ()
    """HTML of the notes that stand at the end of the book, as the fragment has them."""
    fields: int = 0
    """How many of its fields are drawn so that they can be filled."""


@dataclass(frozen=True, slots=True)
class RenderedFragment:
    """A fragment as PDF bytes, with its facts; `report`: how well its pages are set, where that was looked at.

    `prelinked`: what `binding` made of the PDF beforehand, or nothing; where it is there, nothing else is bound.
    """

    fragment: Fragment
    pdf: bytes
    facts: FragmentFacts
    report: PageReport | None = None
    prelinked: bytes = b""

    def changed(self, *, fragment: Fragment | None = None, facts: FragmentFacts | None = None) -> RenderedFragment:
        """The same pages with another head or other facts."""
        return replace(self, fragment=fragment or self.fragment, facts=facts or self.facts)


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents: `page` is the printed folio, `target` the anchor it leads to, `level` counts from 1."""

    title: str
    author: str
    level: int
    page: int
    target: str
    kind: Literal["part", "work", "heading", "matter"] = "work"


# --- reflowable and single-page results -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Creator:
    """A person in package metadata; `role` is a MARC relator code (aut, edt, trl)."""

    name: str
    sort: str
    role: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class PackageMetadata:
    """What an e-book says about itself. `identifier` is a URN that stays the same when the text changes.

    `page_source`: URN of the printed edition whose pages are marked; `age`: «12+»; `conforms_to` is empty unless
    somebody, `certified_by`, has checked the book.
    """

    identifier: str
    title: str
    subtitle: str
    language: str
    languages: tuple[str, ...]
    creators: tuple[Creator, ...]
    publisher: str
    date: str
    description: str
    subjects: tuple[str, ...]
    rights: str
    source: str
    isbn: str
    series: str = ""
    series_number: str = ""
    age: str = ""
    page_source: str = ""
    conforms_to: str = ""
    certified_by: str = ""
    certifier_report: str = ""
    exemption: str = ""


class PrintedPage(NamedTuple):
    """Where a page of the printed edition begins: its number, the fragment, and in a work the passage with the count of
    its letters and digits on the pages before.
    """

    label: str
    piece: str
    block: int = 0
    letters: int = 0


STYLESHEET = "style/book.css"
"""Where an e-book's stylesheet lies in the package; documents lie in folders beside it (`text/…`)."""

DocumentKind = Literal["titlepage", "bodymatter", "backmatter", "colophon"]


@dataclass(frozen=True, slots=True)
class Document:
    """A finished XHTML file of an e-book. `name` is its path in the package, ASCII; `kind` an epub:type value."""

    name: str
    kind: DocumentKind
    title: str
    language: str
    xhtml: str
    has_svg: bool = False


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A line of the navigation: `href` is a document name with an optional fragment."""

    title: str
    href: str
    language: str
    children: tuple[NavEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ReflowComposition:
    """A book for the EPUB writer: documents in reading order, navigation, one stylesheet, resources.

    `pages`: where the pages of the printed edition begin: their numbers, and addresses in the package.

    `resources` of this composition have addresses relative to the package (`images/…`, `fonts/…`).
    `terms` are words in the language of the book («Содержание») for what the writer adds.
    """

    metadata: PackageMetadata
    documents: tuple[Document, ...]
    navigation: tuple[NavEntry, ...]
    stylesheet: str
    resources: tuple[Resource, ...]
    terms: Mapping[str, str]
    pages: tuple[NavEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class ProofComposition:
    """A book as one self-contained HTML page."""

    html: str
