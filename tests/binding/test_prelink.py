"""Fragments made ready beforehand: nothing is lost on the way, and one copy of a face serves the whole book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from pages import book_of, families, layout_of, render
from PIL import Image
from sample_book import paragraph

from publisher.binding.bind import bind, prelink
from publisher.binding.plan import plan_pages
from publisher.binding.prepare import prepare
from publisher.binding.relocatable import from_bytes
from publisher.composition.pages import compose_pages
from publisher.model.composition import Fragment, PagedComposition, RenderedFragment, Resource
from publisher.model.errors import BuildError
from publisher.model.layout import Layout
from publisher.pipeline import document_info
from publisher.writers.pdf import render_fragment

LAYOUT = layout_of("anthology-84x108")
TABLE = "<table><tr><th>Год</th></tr><tr><td>1850</td></tr></table>"
STYLE = """
.box { width: 2cm; height: 1cm; background: linear-gradient(90deg, #f00, #00f) }
.ghost { opacity: .5; background: linear-gradient(#0f0, #00f) }
.caps { font-variant-caps: all-small-caps }
"""


@pytest.fixture(scope="module")
def composition() -> PagedComposition:
    plain = compose_pages(book_of([paragraph("Текст.")]), LAYOUT, families(), {})
    return replace(plain, stylesheet=plain.stylesheet + STYLE)


def fragment(name: str, body: str) -> Fragment:
    html = f"<!DOCTYPE html><html lang=ru><title>{name}</title><body>{body}</body></html>"
    return Fragment(name, "work", html, "ru", title=f"Работа {name}", author="Автор Словарный")


def embedding(composition: PagedComposition, fragments: Sequence[Fragment]) -> list[RenderedFragment]:
    """Fragments that hold the fonts they are set in."""
    pieces = [render_fragment(one, composition.stylesheet, composition.resources) for one in fragments]
    return [replace(piece, prelinked=prelink(piece, composition.resources)) for piece in pieces]


BODIES = {
    "w1": f"<h1 id=w1-a>Раз 100 % (5 0 R)</h1><p>Текст. <a href='publisher:///page#w2-a'>См. 2</a> {TABLE}",
    "w2": f"<h1 id=w2-a>Два</h1><p class=box>тень</p><p class=ghost>дух</p>{TABLE}"
    + "<p>Слова, слова, слова. <em>Курсив</em> и <a href='https://example.org/100%25(5 0 R)'>ссылка</a>. " * 20
    + "<p>"
    + "Слова, слова, слова и <em>курсив</em>, как в книге. " * 60,
    "w3": "<p class=caps>СССР<p class=box>тень<p><a href='publisher:///page#nowhere'>никуда</a>",
}


@pytest.fixture(scope="module")
def pieces(composition: PagedComposition) -> Sequence[RenderedFragment]:
    return render(composition, [fragment(name, body) for name, body in BODIES.items()])


def bound(pieces: Sequence[RenderedFragment], layout: Layout = LAYOUT, *, for_press: bool = False) -> bytes:
    plan = plan_pages([(piece.facts.pages, "page") for piece in pieces])
    return bind(pieces, plan, layout, families(), document_info(book_of([]), None), for_press=for_press)


@pytest.fixture(scope="module")
def pdf(pieces: Sequence[RenderedFragment]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(bound(pieces))) as pdf:
        yield pdf


def elements(node: Any) -> Iterator[Any]:
    yield node
    for kid in node.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            yield from elements(kid)


# --- made ready beforehand --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("for_press", [False, True])
def test_what_was_made_ready_binds_to_the_same_bytes(
    pieces: Sequence[RenderedFragment], composition: PagedComposition, for_press: bool
) -> None:
    ready = [replace(piece, pdf=b"", prelinked=prelink(piece, composition.resources)) for piece in pieces]
    assert bound(ready, for_press=for_press) == bound(pieces, for_press=for_press)


def test_nothing_is_lost_in_storing(pieces: Sequence[RenderedFragment], composition: PagedComposition) -> None:
    for piece in pieces:
        made = prepare(piece.pdf, piece.fragment.id, "ru", composition.resources)
        assert from_bytes(made.to_bytes()) == made


@pytest.mark.parametrize("stale", [b"", b"publisher fragment 0\n{}\n", b"%PDF-1.7\n"])
def test_what_another_version_made_is_made_anew(pieces: Sequence[RenderedFragment], stale: bytes) -> None:
    assert bound([replace(piece, prelinked=stale) for piece in pieces]) == bound(pieces)


def test_a_face_that_is_gone_is_made_anew(pieces: Sequence[RenderedFragment], composition: PagedComposition) -> None:
    fonts = [replace(r, digest="0" * 64) for r in composition.resources if r.media_type.startswith("font/")]
    embedded = embedding(composition, [fragment(name, body) for name, body in BODIES.items()])
    stale = [replace(p, prelinked=prelink(e, fonts)) for p, e in zip(pieces, embedded, strict=True)]
    assert bound(stale) == bound(pieces)


def test_a_face_that_is_named_is_asked_for(pieces: Sequence[RenderedFragment]) -> None:
    with pytest.raises(BuildError) as caught:
        prepare(pieces[0].pdf, "w1", "ru", ())
    assert caught.value.code == "B110"


def test_named_faces_and_embedded_ones_make_the_same_book(
    pieces: Sequence[RenderedFragment], composition: PagedComposition
) -> None:
    embedded = embedding(composition, [fragment(name, body) for name, body in BODIES.items()])
    assert bound(embedded) == bound(pieces)
    assert sum(len(piece.pdf) for piece in pieces) < sum(len(piece.pdf) for piece in embedded) - 10_000


def test_the_file_is_sound(pieces: Sequence[RenderedFragment]) -> None:
    for for_press in (False, True):
        with pikepdf.open(BytesIO(bound(pieces, for_press=for_press))) as pdf:
            assert pdf.check_pdf_syntax() == []
            assert pdf.pdf_version == "1.7"


# --- faces ------------------------------------------------------------------------------------------------------------


def test_one_copy_of_each_face_also_for_furniture(pdf: pikepdf.Pdf) -> None:
    descriptors = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile2" in o]
    names = [str(descriptor.FontName).split("+")[1] for descriptor in descriptors]
    assert len(names) == len(set(names))
    fonts = [*pdf.pages[-1].obj.Resources.Font.items()]
    files = {key: font.DescendantFonts[0].FontDescriptor.FontFile2.objgen for key, font in fonts}
    furniture = {file for key, file in files.items() if key.startswith("/Furniture")}
    assert furniture & {file for key, file in files.items() if not key.startswith("/Furniture")}


def test_small_capitals_are_read_as_they_were_written(pieces: Sequence[RenderedFragment]) -> None:
    """The running heads have them for small letters, the third work for capitals."""
    text = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(bound(pieces))]
    assert "СССР" in text[-1]
    assert any("Автор Словарный" in page for page in text)


def test_faces_that_are_not_ours_are_kept(pieces: Sequence[RenderedFragment], composition: PagedComposition) -> None:
    (embedded,) = embedding(composition, [fragment("w1", BODIES["w1"])])
    made = prepare(embedded.pdf, "w1", "ru", ())
    assert not made.faces
    strange = replace(pieces[0], prelinked=made.to_bytes())
    first, second = (pypdfium2.PdfDocument(bound([p])) for p in (strange, pieces[0]))
    assert first[0].render(scale=2).to_pil().tobytes() == second[0].render(scale=2).to_pil().tobytes()


def test_a_font_file_that_is_none_is_passed_over(
    pieces: Sequence[RenderedFragment], composition: PagedComposition
) -> None:
    broken = Resource("publisher:///fonts/broken.ttf", "broken.ttf", "0" * 64, "font/ttf", b"no font" * 100)
    fonts = [r for r in composition.resources if r.media_type.startswith("font/")]
    assert prelink(pieces[0], [broken, *fonts]) == prelink(pieces[0], fonts)


def otf(path: Path) -> None:
    """A font of squares with PostScript outlines."""
    names = [".notdef", "space", "square", "flat"]
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x20: "space", 0x410: "square", 0x411: "flat"})
    shapes = {}
    for name, height in zip(names, (0, 0, 600, 200), strict=True):
        pen = T2CharStringPen(700, None)
        if height:
            pen.moveTo((50, 0))
            for point in ((650, 0), (650, height), (50, height)):
                pen.lineTo(point)
            pen.closePath()
        shapes[name] = pen.getCharString()
    builder.setupCFF("Squares", {}, shapes, {})
    builder.setupHorizontalMetrics(dict.fromkeys(names, (700, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def test_faces_with_postscript_outlines_are_joined(composition: PagedComposition, tmp_path: Path) -> None:
    path = tmp_path / "squares.otf"
    otf(path)
    known = families()
    (serif, *_) = known["Pub Serif"].faces
    digest = sha256(path.read_bytes()).hexdigest()
    face = replace(serif, family="Squares", path=str(path), digest=digest)
    squares = replace(known["Pub Serif"], name="Squares", faces=(face,))
    resource = Resource("publisher:///fonts/squares.otf", str(path), digest, "font/otf")
    css = '@font-face { font-family: "Squares"; src: url("publisher:///fonts/squares.otf") } p { font: 20pt "Squares" }'
    own = replace(composition, stylesheet=composition.stylesheet + css, resources=(*composition.resources, resource))
    pieces = embedding(own, [fragment("w1", "<p>АААА"), fragment("w2", "<p>ББАА")])
    plan = plan_pages([(piece.facts.pages, "page") for piece in pieces])
    info = document_info(book_of([]), None)
    data = bind(pieces, plan, LAYOUT, {**known, "Squares": squares}, info)
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/FontFile3" in o]
        assert len(found) == 1
    apart = bind(
        [replace(p, prelinked=prepare(p.pdf, p.fragment.id, "ru", ()).to_bytes()) for p in pieces],
        plan,
        LAYOUT,
        known,
        info,
    )
    for one, other in zip(pypdfium2.PdfDocument(data), pypdfium2.PdfDocument(apart), strict=True):
        assert one.render(scale=2).to_pil().tobytes() == other.render(scale=2).to_pil().tobytes()


# --- structure --------------------------------------------------------------------------------------------------------


def test_lines_are_no_elements_of_their_own(pdf: pikepdf.Pdf) -> None:
    """A paragraph holds the marked content of all its lines; what means something stays an element."""
    found = [*elements(pdf.Root.StructTreeRoot.K[0])]
    marks, links = [], []
    for node in (node for node in found if node.get("/S") == "/P"):
        marks.append(sum(isinstance(kid, int) for kid in node.K))
        links += [str(kid.S) for kid in node.K if isinstance(kid, pikepdf.Dictionary)]
    assert max(marks) > 20
    assert set(links) == {"/Link"}
    assert "/Span" not in {str(node.get("/S")) for node in found}


def test_the_parent_tree_leads_to_the_elements_that_hold_the_content(pdf: pikepdf.Pdf) -> None:
    tree = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for page in pdf.pages:
        for mark, element in enumerate(tree[int(page.obj.StructParents)]):
            assert mark in [kid for kid in element.K if isinstance(kid, int)]
            assert element.Pg.objgen == page.obj.objgen


def test_elements_know_their_parents(pdf: pikepdf.Pdf) -> None:
    for node in elements(pdf.Root.StructTreeRoot.K[0]):
        for kid in node.get("/K", []):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                assert kid.P.objgen == node.objgen


def test_identifiers_of_two_works_differ_and_are_found(pdf: pikepdf.Pdf) -> None:
    found = {str(n.ID): n.objgen for n in elements(pdf.Root.StructTreeRoot.K[0]) if "/ID" in n}
    assert {name.split("-")[0] for name in found} == {"w1", "w2"}
    tree = pikepdf.NameTree(pdf.Root.StructTreeRoot.IDTree)
    assert {name: element.objgen for name, element in tree.items()} == found
    cells = [n for n in elements(pdf.Root.StructTreeRoot.K[0]) if n.get("/S") == "/TD"]
    assert {str(header) for cell in cells for header in cell.A.Headers} == set(found)


# --- ways through the book --------------------------------------------------------------------------------------------


def test_named_destinations(pdf: pikepdf.Pdf) -> None:
    names = pikepdf.NameTree(pdf.Root.Names.Dests)
    assert sorted(names) == ["w1-a", "w2-a"]
    assert names["w2-a"][0].objgen == pdf.pages[1].obj.objgen


def test_links_and_strings_survive(pdf: pikepdf.Pdf) -> None:
    links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
    (inner,) = [link for link in links if "/Dest" in link]
    assert inner.Dest[0].objgen == pdf.pages[1].obj.objgen
    assert {str(link.A.URI) for link in links if "/A" in link} == {"https://example.org/100%25(5%200%20R)"}
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Раз 100 % (5 0 R)", "Два"]


def test_pages_are_labelled_with_their_folios(pdf: pikepdf.Pdf) -> None:
    assert [page.label for page in pdf.pages] == [str(n) for n in range(1, len(pdf.pages) + 1)]


# --- what fragments share ---------------------------------------------------------------------------------------------


def test_the_same_picture_is_in_the_book_once(composition: PagedComposition, tmp_path: Path) -> None:
    path = tmp_path / "dot.png"
    Image.new("RGB", (40, 40), "red").save(path)
    resource = Resource("publisher:///images/dot.png", str(path), sha256(path.read_bytes()).hexdigest(), "image/png")
    own = replace(composition, resources=(*composition.resources, resource))
    body = "<p>Точка</p><img style='display: block' src='publisher:///images/dot.png' alt='50 % (1 0 R)'>"
    pieces = render(own, [fragment("w1", body), fragment("w2", body)])
    with pikepdf.open(BytesIO(bound(pieces))) as pdf:
        images = [o for o in pdf.objects if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"]
        assert len(images) == 1
        figures = [n for n in elements(pdf.Root.StructTreeRoot.K[0]) if n.get("/S") == "/Figure"]
        assert [str(figure.Alt) for figure in figures] == ["50 % (1 0 R)"] * 2
        assert len({page.obj.Resources.objgen for page in pdf.pages}) == 1


def test_many_pages_are_in_order(pieces: Sequence[RenderedFragment]) -> None:
    many = [pieces[0]] * 150
    with pikepdf.open(BytesIO(bound(many))) as pdf:
        assert len(pdf.pages) == 150
        assert int(pdf.Root.Pages.Count) == 150
        assert len(pdf.Root.Pages.Kids) == 3
        assert [pikepdf.Page(page).label for page in pdf.pages] == [str(n) for n in range(1, 151)]
