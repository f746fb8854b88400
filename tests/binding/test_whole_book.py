"""A book of fragments can't be told from the same book set as one document, with CSS for what we do by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import islice

import pikepdf
import pypdfium2
import pytest
import uharfbuzz as hb
from corpus_anthology import CORPUS, chapters
from pages import families, layout_of, render
from PIL import Image, ImageChops
from sample_book import single_book

from publisher.composition.pages import composed
from publisher.model.composition import Fragment, PagedComposition, RenderedFragment
from publisher.model.edition import Book, Entry
from publisher.model.fields import MARKED
from publisher.model.layout import Furniture, Layout
from publisher.model.text import Text
from publisher.model.work import Paragraph, Work, texts_of
from publisher.pipeline import make_pdf
from publisher.pipeline.artifact import Ahead, nothing
from publisher.writers.pdf import render_fragment

LAYOUT = layout_of("anthology-84x108")
DPI = 150
LETTERS = 6000
"""Of each work, at most: three to four pages."""

TOLERANCE = 96
"""Of 255 grey levels. PDFium puts letters on thirds of a pixel (0.06 mm at 150 dpi): where a coordinate is rounded the
other way in its third decimal, a letter stands one step beside, and its edges change by up to 80 levels.
"""


def book_of_works(count: int) -> Book:
    """An anthology of so many works; some have notes."""
    works = list(islice(map(shortened, chapters()), count))
    book = single_book(works[0], "anthology")
    return replace(book, title=Text("Целое и части"), entries=tuple(Entry(f"w{n}", w) for n, w in enumerate(works, 1)))


def shortened(work: Work) -> Work:
    blocks, size = [], 0
    for block in work.blocks:
        size += sum(len(text.chars) for text in texts_of(block))
        if size > LETTERS and len(blocks) > 2:
            break
        blocks.append(block)
    called = {mark.value for block in blocks for text in texts_of(block) for mark in text.marks}
    return replace(work, blocks=tuple(blocks), notes=tuple(note for note in work.notes if note.id in called))


class Gathering:
    """Sets fragments as every build does, and keeps their HTML."""

    def __init__(self) -> None:
        self.html: dict[str, Fragment] = {}
        self.composition: PagedComposition | None = None

    def __call__(
        self, composition: PagedComposition, pieces: Sequence[Fragment], ahead: Ahead = nothing, /
    ) -> list[RenderedFragment]:
        for piece in pieces:
            fragment = composed(composition.frame, piece)
            self.html[fragment.id] = fragment
        self.composition = composition
        return render(composition, pieces)


# --- the same book in one document ------------------------------------------------------------------------------------


def whole(gathered: Gathering, order: Sequence[str]) -> bytes:
    """All fragments as sections of one document; page numbers, running heads and mirrored margins by CSS."""
    assert gathered.composition is not None
    sections = []
    for name in order:
        fragment = gathered.html[name]
        kind, body = re.search(r'<body class="([^"]*)">(.*)</body>', fragment.html, re.DOTALL).groups()  # type: ignore[union-attr]
        page = "bare" if fragment.role in ("title", "imprint") else "text"
        names = f'data-heads-title="{fragment.title}" data-heads-author="{fragment.author}"'
        body = re.sub(r"<h[12]", rf"\g<0> {names}", body, count=1)  # not the section: it is on every page
        body = MARKED.sub(lambda field, f=fragment: str(f.numbers[int(field[1])]).rjust(len(field[1]), "\u2007"), body)
        side = "recto" if fragment.start == "recto" else "page"
        style = f"page: {page}; break-before: {side}"
        sections.append(f'<section class="{kind} whole" lang="{fragment.language}" style="{style}">{body}</section>')
    html = f"<!doctype html><html lang=ru><head><title>x</title></head><body>{''.join(sections)}</body></html>"
    style = f"{gathered.composition.stylesheet}\n{page_css(LAYOUT)}"
    made = render_fragment(Fragment("whole", "work", html, "ru"), style, gathered.composition.resources)
    return made.pdf


def page_css(layout: Layout) -> str:
    m = layout.margins
    boxes: dict[str, list[str]] = {"left": [], "right": []}
    for item in layout.furniture:
        for side, of in (("left", "verso"), ("right", "recto")):
            if item.sides in ("both", of):
                boxes[side].append(margin_box(layout, item))
    return "\n".join(
        [
            "[data-heads-title] { string-set: heads-title attr(data-heads-title), heads-by attr(data-heads-author) }",
            ".whole { counter-reset: footnote }",
            f"@page text:left {{ margin-left: {m.outer}pt; margin-right: {m.inner}pt; {' '.join(boxes['left'])} }}",
            f"@page text:right {{ {' '.join(boxes['right'])} }}",
            f"@page bare:left {{ margin-left: {m.outer}pt; margin-right: {m.inner}pt }}",
        ]
    )


CONTENT = {
    "{folio}": "counter(page)",
    "{work.title}": "string(heads-title, first-except)",
    "{work.author}": "string(heads-by, first-except)",
}


def margin_box(layout: Layout, item: Furniture) -> str:
    """A line of no height, whose baseline stands where `layout.toml` says."""
    face = families()[item.family].face(item.weight, italic=item.italic)
    assert face is not None
    font = hb.Font(hb.Face(hb.Blob.from_file_path(face.path)))
    extents, upem = font.get_font_extents("ltr"), font.face.upem
    rise = (extents.ascender + extents.descender) / 2 / upem * item.size
    top = layout.head if item.place == "head" else layout.margins.bottom - layout.foot
    features = f"font-feature-settings: {', '.join(f'{tag!r} 1' for tag in item.features)};" if item.features else ""
    return (
        f"@{'top' if item.place == 'head' else 'bottom'}-center {{ content: {CONTENT[item.content]};"
        f' font: {"italic" if item.italic else "normal"} {item.weight} {item.size}pt/0 "{item.family}"; {features}'
        f" letter-spacing: {item.tracking}em; text-indent: {item.tracking}em; white-space: nowrap;"
        f" word-spacing: .005pt; font-variant-numeric: normal; vertical-align: top; padding-top: {top - rise:.4f}pt }}"
    )


# --- comparison -------------------------------------------------------------------------------------------------------


def pictures(data: bytes) -> list[Image.Image]:
    """Every page at 150 dpi, in grey levels, cut at the trim."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.obj.MediaBox = page.obj.TrimBox
        cut = BytesIO()
        pdf.save(cut)
    with pypdfium2.PdfDocument(cut.getvalue()) as document:
        return [page.render(scale=DPI / 72).to_pil().convert("L") for page in document]


def differing(one: bytes, other: bytes) -> Mapping[int, int]:
    """Page → pixels that differ by more than the tolerance."""
    first, second = pictures(one), pictures(other)
    assert len(first) == len(second)
    counts = {
        number: sum(ImageChops.difference(a, b).histogram()[TOLERANCE:])
        for number, (a, b) in enumerate(zip(first, second, strict=True), 1)
    }
    return {number: count for number, count in counts.items() if count}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/corpus")
@pytest.mark.parametrize("works", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_a_book_of_fragments_looks_like_one_document(works: int) -> None:
    gathered = Gathering()
    made = make_pdf(book_of_works(works), LAYOUT, families(), {}, gathered, None).value
    assert made.pages is not None
    order = [piece.fragment.id for piece in made.pages.pieces]
    assert differing(made.data, whole(gathered, order)) == {}


@pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared/corpus")
def test_the_comparison_sees_a_changed_letter_and_a_moved_folio() -> None:
    book = book_of_works(1)
    (entry,) = book.entries
    first = next(block for block in entry.work.blocks if isinstance(block, Paragraph))
    changed = replace(first, text=replace(first.text, chars=first.text.chars[:-2] + "ж" + first.text.chars[-1:]))
    blocks = tuple(changed if block is first else block for block in entry.work.blocks)
    other = replace(book, entries=(replace(entry, work=replace(entry.work, blocks=blocks)),))
    moved = replace(LAYOUT, foot=LAYOUT.foot + 0.5)
    plain, letter, folio = (
        make_pdf(b, layout, families(), {}, render, None).value.data
        for b, layout in ((book, LAYOUT), (other, LAYOUT), (book, moved))
    )
    assert len(differing(plain, letter)) >= 1
    assert len(differing(plain, folio)) >= 2
