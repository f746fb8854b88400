"""One artwork: cut at the trim for the screen, drawn beyond it for the press; patterns move with their page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pages import book_of, families, layout_of, render
from sample_book import paragraph

from publisher.binding.bind import bind
from publisher.binding.plan import plan_pages
from publisher.composition.pages import compose_pages
from publisher.model.composition import RenderedFragment
from publisher.model.layout import Layout
from publisher.model.text import Mark, Text
from publisher.model.work import Paragraph
from publisher.pipeline import document_info

STYLE = "@page { background: linear-gradient(#f00, #00f) }"
LINK = Text("ссылка", (Mark(0, 6, "link", "https://example.org"),))


@pytest.fixture(scope="module")
def layout() -> Layout:
    plain = layout_of("pamphlet-a5")
    return replace(plain, page_css=f"{plain.page_css}\n{STYLE}")


@pytest.fixture(scope="module")
def pieces(layout: Layout) -> Sequence[RenderedFragment]:
    book = book_of([Paragraph(LINK), *(paragraph("Слово за словом. " * 60) for _ in range(4))])
    composition = compose_pages(book, layout, families(), {})
    return render(composition, composition.fragments)


def bound(pieces: Sequence[RenderedFragment], layout: Layout, *, for_press: bool) -> bytes:
    plan = plan_pages([(piece.facts.pages, "page") for piece in pieces])
    info = document_info(book_of([]), None)
    return bind(pieces, plan, layout, families(), info, for_press=for_press)


def test_the_screen_is_cut_at_the_trim(pieces: Sequence[RenderedFragment], layout: Layout) -> None:
    pdf = pikepdf.open(BytesIO(bound(pieces, layout, for_press=False)))
    for page in pdf.pages:
        assert [float(v) for v in page.mediabox] == pytest.approx(
            [0, 0, layout.trim.width, layout.trim.height], abs=0.01
        )
        assert page.mediabox == page.trimbox
        assert "/BleedBox" not in page.obj


def test_the_press_gets_what_lies_beyond_and_nothing_but_pages(
    pieces: Sequence[RenderedFragment], layout: Layout
) -> None:
    pdf = pikepdf.open(BytesIO(bound(pieces, layout, for_press=True)))
    for page in pdf.pages:
        left, bottom, right, top = (float(v) for v in page.mediabox)
        assert left <= -layout.bleed + 0.01
        assert bottom <= -layout.bleed + 0.01
        assert right >= layout.trim.width + layout.bleed - 0.01
        assert top >= layout.trim.height + layout.bleed - 0.01
        assert not {"/Annots", "/StructParents", "/Tabs"} & set(page.obj.keys())
    for key in ("/StructTreeRoot", "/Outlines", "/MarkInfo"):
        assert key not in pdf.Root


def test_backgrounds_cover_shifted_versos_up_to_the_edge(pieces: Sequence[RenderedFragment], layout: Layout) -> None:
    """The gradient is a pattern, which `cm` does not move; uncovered paper would be white."""
    data = bound(pieces, layout, for_press=True)
    pdf = pikepdf.open(BytesIO(data))
    assert len(pdf.pages) >= 2
    for page in pdf.pages:
        page.obj.MediaBox = pikepdf.Array(
            [-layout.bleed, -layout.bleed, layout.trim.width + layout.bleed, layout.trim.height + layout.bleed]
        )
    out = BytesIO()
    pdf.save(out)
    for page in pypdfium2.PdfDocument(out.getvalue()):
        picture = page.render(scale=1).to_pil()
        middle = picture.height // 2
        for x in (2, picture.width - 3):
            red, green, blue = picture.getpixel((x, middle))
            assert green < 40, (x, red, green, blue)


def test_patterns_of_versos_are_moved_sideways(pieces: Sequence[RenderedFragment], layout: Layout) -> None:
    pdf = pikepdf.open(BytesIO(bound(pieces, layout, for_press=False)))
    places = [[float(p.Matrix[4]) for p in page.obj.Resources.Pattern.values()] for page in pdf.pages[:2]]
    shift = layout.margins.outer - layout.margins.inner
    assert shift != 0
    assert sorted(places[1]) == pytest.approx([x + shift for x in sorted(places[0])], abs=1e-3)
