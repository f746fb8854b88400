"""Books set for paper in tests, and what can be read back from the finished pages."""

from __future__ import annotations

import ctypes
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sample_book import russian_work, sample_book, sample_pictures, single_book

from publisher.composition.faces import load_families
from publisher.composition.layouts import find_layouts, load_layout
from publisher.composition.markup import Pictures
from publisher.composition.toml_file import read_toml
from publisher.model.composition import Fragment, PagedComposition, RenderedFragment
from publisher.model.edition import Book, Edition, Entry
from publisher.model.frame import WorkOrder
from publisher.model.layout import Family, Layout
from publisher.model.text import Text
from publisher.model.work import Block, Metadata, Note, Person, Work
from publisher.pipeline import set_fragment
from publisher.pipeline.artifact import Ahead, nothing

ROOT = Path(__file__).parent.parent


@cache
def families() -> Mapping[str, Family]:
    return load_families([ROOT / "fonts"])


def finished_layouts(kind: str = "pamphlet") -> list[str]:
    """Names of all layouts of this repository that can be used as they are, for editions of a kind."""
    found = find_layouts([ROOT / "layouts"])
    finished = [n for n, folder in found.items() if not read_toml(folder / "layout.toml", "layout").get("abstract")]
    return [name for name in finished if kind in layout_of(name).kinds]


def layout_of(name: str, **options: str | float | bool) -> Layout:
    return load_layout(name, [ROOT / "layouts"], options)


def isolate(fonts: Path, scratch: Path) -> None:
    from publisher.writers.world import isolate_fonts

    isolate_fonts([str(fonts)], scratch)


def render(
    composition: PagedComposition, fragments: Sequence[Fragment | WorkOrder], ahead: Ahead = nothing, /
) -> list[RenderedFragment]:
    draft, style = composition.book.edition.draft, composition.stylesheet
    return [set_fragment(f, composition.frame, style, composition.resources, draft=draft) for f in fragments]


@dataclass(frozen=True)
class Made:
    """A finished book with its findings."""

    pdf: bytes
    remarks: tuple[tuple[str, str], ...]


def make(book: Book, layout: Layout, pictures: Pictures | None = None) -> Made:
    from publisher.pipeline import make_pdf

    outcome = make_pdf(book, layout, families(), pictures or {}, render, None)
    return Made(outcome.value.data, tuple((f.code, str(f.params["detail"])) for f in outcome.findings))


def book_of(blocks: Sequence[Block], notes: Sequence[Note] = (), kind: str = "leaflet", **metadata: Any) -> Book:
    """A book of one work."""
    meta = replace(
        Metadata(title=Text("Проба пера"), authors=(Person(Text("Иван Пробин")),), date="2024", language="ru"),
        **metadata,
    )
    work = Work(meta, tuple(blocks), tuple(notes))
    edition = Edition("proba", kind, ())  # type: ignore[arg-type]
    entries = (Entry("w1", work),)
    return Book(edition, entries, meta.title, meta.subtitle, meta.authors, (), meta.language, meta.year, None)


def sample(kind: str) -> Book:
    """The complete sample: both works as an anthology, the first alone as a leaflet or pamphlet."""
    book = sample_book()
    if kind == "anthology":
        return book
    book = single_book(russian_work(), kind)
    imprint = replace(sample_book().edition.imprint, udk="655.2", bbk="76.17", print_run=100)
    return replace(book, edition=replace(book.edition, imprint=imprint))


_made: dict[tuple[str, str], Made] = {}


def made_sample(layout: str, kind: str) -> Made:
    """The sample book set in a layout: once a session."""
    if (layout, kind) not in _made:
        folder = Path(tempfile.mkdtemp(prefix="sample-book-"))
        try:
            _made[layout, kind] = make(sample(kind), layout_of(layout), sample_pictures(folder))
        finally:
            shutil.rmtree(folder)
    return _made[layout, kind]


# --- facts of finished pages ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Letter:
    """A drawn character: its box in pt from the bottom left, its font size and font name."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    font: str
    baseline: float = 0.0


@dataclass(frozen=True)
class Page:
    """A finished page: its letters in drawing order."""

    number: int
    width: float
    height: float
    text: str
    letters: tuple[Letter, ...]

    @property
    def is_recto(self) -> bool:
        return self.number % 2 == 1


@lru_cache(maxsize=16)
def pages_of(pdf: bytes) -> Sequence[Page]:
    return tuple(_pages(pdf))


def texts_of_pages(pdf: bytes) -> list[str]:
    return [page.text for page in pages_of(pdf)]


def _pages(pdf: bytes) -> Iterator[Page]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, 1):
            text = page.get_textpage()
            chars = text.get_text_range().replace("\r\n", "\n").replace("\ufffe", "-")
            yield Page(number, *page.get_size(), chars, tuple(_letters(text)))
    finally:
        document.close()


def _letters(text: Any) -> Iterator[Letter]:
    from pypdfium2 import raw

    flags, matrix = ctypes.c_int(), raw.FS_MATRIX()
    name = ctypes.create_string_buffer(200)
    for index in range(text.count_chars()):
        char = chr(raw.FPDFText_GetUnicode(text, index))
        if char.isspace() or raw.FPDFText_IsGenerated(text, index):
            continue
        raw.FPDFText_GetFontInfo(text, index, name, 200, ctypes.byref(flags))
        left, bottom, right, top = text.get_charbox(index, loose=True)
        raw.FPDFText_GetMatrix(text, index, ctypes.byref(matrix))
        size = raw.FPDFText_GetFontSize(text, index) * matrix.d
        font = name.value.decode()
        yield Letter("-" if char == "\ufffe" else char, left, bottom, right, top, size, font, _baseline(text, index))


def _baseline(text: Any, index: int) -> float:
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
    return y.value


def lines_of(page: Page, size: float) -> list[list[Letter]]:
    """The lines of text of one size on a page, from top to bottom, letters from left to right."""
    found: dict[int, list[Letter]] = {}
    for letter in page.letters:
        if abs(letter.size - size) < 0.1:
            found.setdefault(round(letter.baseline, 1), []).append(letter)
    return [sorted(found[key], key=lambda x: x.left) for key in sorted(found, reverse=True)]


def text_area(page: Page, layout: Layout) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of the text area in pt."""
    m = layout.margins
    left, right = (m.inner, m.outer) if page.is_recto or not layout.mirrored else (m.outer, m.inner)
    left, right = layout.own_margins.get(page.number, (left, right))
    return left, m.bottom, page.width - right, page.height - m.top


def strays(page: Page, layout: Layout, slack: float = 0.35) -> list[Letter]:
    """Letters outside the text area, sideways by more than `slack` pt; furniture may stand above and below it."""
    left, bottom, right, top = text_area(page, layout)
    head, foot = page.height - layout.head, layout.foot
    found = []
    for x in page.letters:
        furniture = x.bottom < head < x.top or x.bottom < foot < x.top
        beside = x.left < left - slack or x.right > right + slack
        beyond = not furniture and (x.bottom < bottom - 5 or x.top > top + 5)
        if beside or beyond:
            found.append(x)
    return found
