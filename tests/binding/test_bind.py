"""The bound book: facts read back from the finished PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pages import ROOT, Page, book_of, finished_layouts, layout_of, made_sample, make, pages_of, sample, text_area
from sample_book import paragraph, sample_pictures

from publisher.composition.layouts import load_layout
from publisher.model.text import Text
from publisher.model.work import Heading

LAYOUTS = finished_layouts()


@pytest.fixture(scope="module", params=LAYOUTS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def pdf(name: str) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(made_sample(name, "anthology").pdf)) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def pages(name: str) -> Sequence[Page]:
    return pages_of(made_sample(name, "anthology").pdf)


def opener(pages: Sequence[Page]) -> int:
    """Index of the first page of the first work: before it stand the title and, in some layouts, the contents."""
    return next(index for index, page in enumerate(pages) if "Это введение" in page.text)


def letters(page: Page) -> str:
    """Its letters alone: words may be divided at the ends of lines."""
    return "".join(filter(str.isalnum, page.text))


def furniture(page: Page, height: float) -> str:
    """The characters of the line whose baseline stands at this height."""
    return "".join(x.char for x in page.letters if x.bottom < height < x.top)


# --- furniture --------------------------------------------------------------------------------------------------------


def test_folios_stand_on_work_pages_only(name: str, pages: Sequence[Page]) -> None:
    folios = [furniture(page, layout_of(name).foot) for page in pages]
    printed = [page.number for page in pages[2:-1] if page.letters]
    assert [folio for folio in folios if folio] == [str(number) for number in printed]
    assert [folios[0], folios[1], folios[-1]] == ["", "", ""]
    assert printed[-1] == len(pages) - 1


def test_folios_stand_where_the_layout_says(name: str, pages: Sequence[Page]) -> None:
    layout = layout_of(name)
    item = next(f for f in layout.furniture if f.content == "{folio}")
    for page in (page for page in pages[2:-1] if page.letters):
        letters = [x for x in page.letters if x.bottom < layout.foot < x.top]
        left, _, right, _ = text_area(page, layout)
        if item.alignment == "center":
            assert (letters[0].left + letters[-1].right) / 2 == pytest.approx((left + right) / 2, abs=0.5)
        elif page.is_recto:
            assert letters[-1].right == pytest.approx(right, abs=0.5)
        else:
            assert letters[0].left == pytest.approx(left, abs=0.5)


def test_running_heads(name: str, pages: Sequence[Page]) -> None:
    heads = [furniture(page, page.height - layout_of(name).head) for page in pages]
    first = opener(pages)
    assert {*heads[: first + 1]} <= {"", "Содержание"}, "title pages, contents and the first page of a work"
    assert heads[first + 1].replace(" ", "") == "АнтонНаборщиков,М.П.Верстальщикова"
    assert heads[first + 2] == "Буквыипробелы"


def test_furniture_is_an_artifact_outside_the_structure(pdf: pikepdf.Pdf, pages: Sequence[Page]) -> None:
    content = b"".join(stream.read_bytes() for stream in pdf.pages[opener(pages) + 1].obj.Contents)
    assert content.count(b"/Artifact <</Type /Pagination /Subtype /Header>> BDC") == 1
    assert content.count(b"/Artifact <</Type /Pagination /Subtype /Footer>> BDC") == 1


def test_versos_are_mirrored_together_with_their_links(name: str, pdf: pikepdf.Pdf, pages: Sequence[Page]) -> None:
    layout = layout_of(name)
    for page, facts in zip(pdf.pages, pages, strict=True):
        left, _, right, _ = text_area(facts, layout)
        lowest = min((x.left for x in facts.letters), default=left)
        assert lowest >= left - 0.35
        for annotation in page.obj.get("/Annots", []):
            x1, _, x2, _ = (float(v) for v in annotation.Rect)
            assert left - 1 <= x1 <= x2 <= right + 1, facts.number


# --- links, bookmarks -------------------------------------------------------------------------------------------------


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    for number, page in enumerate(pdf.pages, 1):
        for annotation in page.obj.get("/Annots", []):
            yield number, annotation


def page_number(pdf: pikepdf.Pdf, destination: Any) -> int:
    return next(n for n, page in enumerate(pdf.pages, 1) if page.obj.objgen == destination[0].objgen)


def test_every_link_leads_to_a_page_or_out(pdf: pikepdf.Pdf) -> None:
    found = list(links(pdf))
    assert found
    for _, annotation in found:
        if "/Dest" in annotation:
            assert str(annotation.Contents) == f"К\u00a0с.\u00a0{page_number(pdf, annotation.Dest)}"
        else:
            assert str(annotation.A.URI).startswith("https://example.org/")


def test_links_lead_where_they_say(pdf: pikepdf.Pdf, pages: Sequence[Page]) -> None:
    targets = {}
    for number, annotation in links(pdf):
        if "/Dest" in annotation:
            targets.setdefault(number, set()).add(page_number(pdf, annotation.Dest))
    first, second = (next(p.number for p in pages if mark in p.text) for mark in ("Это введение", "Український текст"))
    contents = next(p.number for p in pages if "Содержание" in p.text)
    assert targets[contents] == {first, second}
    assert second in targets[next(p.number for p in pages if "другоепроизведение" in letters(p))]
    heading = next(p.number for p in pages if re.search(r"Пробел\W*\d*\W*и\s+слово", p.text))
    behind = [found for number, found in targets.items() if number >= second and number != contents]
    assert behind == [{heading}], "a link back to a heading of the other work"


def test_the_outline_is_a_tree_of_headings(name: str, pdf: pikepdf.Pdf) -> None:
    with pdf.open_outline() as outline:
        tree = [titles(item) for item in outline.root]
    contents: list[tuple[str, list[Any]]] = [("Содержание", [])]
    works: list[tuple[str, list[Any]]] = [
        ("Буквы и пробелы", [("Пробел[1] и слово", [("Виды абзацев", [])]), ("Вторая глава", [])]),
        ("Вірші та речі", [("Вступ", [])]),
    ]
    assert tree == (contents + works if layout_of(name).contents == "front" else works + contents)


def titles(item: pikepdf.OutlineItem) -> tuple[str, list[Any]]:
    return item.title, [titles(child) for child in item.children]


def test_thirty_levels_of_headings_make_a_tree() -> None:
    blocks = [Heading(Text(f"Г{n}"), min(n, 6)) for n in range(1, 31)]
    data = make(book_of([*blocks, paragraph("текст")]), layout_of(LAYOUTS[0])).pdf
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_outline() as outline:
        (root,) = outline.root
        assert root.title == "Проба пера"
        assert count(root) == 30


def count(item: pikepdf.OutlineItem) -> int:
    return sum(1 + count(child) for child in item.children)


# --- structure --------------------------------------------------------------------------------------------------------


def elements(node: Any) -> Iterator[Any]:
    yield node
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from elements(kid)


def test_the_structure_tree_is_complete(pdf: pikepdf.Pdf, pages: Sequence[Page]) -> None:
    root = pdf.Root.StructTreeRoot
    numbers = [*pikepdf.NumberTree(root.ParentTree)]
    assert numbers == sorted(set(numbers))
    assert int(root.ParentTreeNextKey) > numbers[-1]
    keys = [int(page.obj.StructParents) for page in pdf.pages if "/StructParents" in page.obj]
    blank = [page for page in pages if not page.letters]
    assert len(keys) == len(set(keys)) == len(pdf.pages) - len(blank)
    annotations = [int(a.StructParent) for _, a in links(pdf) if "/StructParent" in a]
    assert annotations
    assert set(keys) | set(annotations) <= set(numbers)
    assert not set(keys) & set(annotations)


def test_links_stand_in_elements_for_links(pdf: pikepdf.Pdf) -> None:
    """ISO 14289-1, 7.18.5."""
    holders = {annotation.objgen: pdf.Root.StructTreeRoot for _, annotation in links(pdf)}
    for node in elements(pdf.Root.StructTreeRoot):
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid:
                holders[kid.Obj.objgen] = node
    assert {str(node.get("/S")) for node in holders.values()} == {"/Link"}


def test_no_element_points_to_a_page_outside_the_book(pdf: pikepdf.Pdf) -> None:
    known = {page.obj.objgen for page in pdf.pages}
    found = [node.Pg.objgen for node in elements(pdf.Root.StructTreeRoot) if "/Pg" in node]
    assert found and set(found) <= known
    everywhere = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Page"]
    assert {o.objgen for o in everywhere} == known


def test_works_are_parts_in_their_language(name: str, pdf: pikepdf.Pdf) -> None:
    parts = [(str(node.S), str(node.Lang)) for node in pdf.Root.StructTreeRoot.K[0].K]
    in_front = layout_of(name).contents == "front"  # title, contents, works, imprint
    assert parts == [
        ("/Part", lang) for lang in (("ru", "ru", "ru", "uk", "ru") if in_front else ("ru", "ru", "uk", "ru", "ru"))
    ]
    assert pdf.Root.MarkInfo.Marked


# --- the document -----------------------------------------------------------------------------------------------------


def test_the_document_says_what_it_is(pdf: pikepdf.Pdf) -> None:
    assert str(pdf.Root.Lang) == "ru"
    assert str(pdf.docinfo["/Title"]) == "О наборе & «шрифте»"
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "О наборе & «шрифте»"
        assert "Леся Складальниця" in str(xmp["dc:creator"])
        assert xmp["dc:language"] == {"ru"}
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.pdf_version == "1.7"


def test_the_same_book_gives_the_same_bytes(tmp_path: Any) -> None:
    book = book_of([paragraph("Раз."), Heading(Text("Два"), 1), paragraph("Три.")], kind="pamphlet")
    layout = layout_of(LAYOUTS[0])
    assert make(book, layout).pdf == make(book, layout).pdf


def test_works_that_start_on_rectos_leave_blank_versos(tmp_path: Any) -> None:
    (tmp_path / "mine").mkdir()
    toml = 'title = { ru = "а", en = "a" }\nextends = "pamphlet-a5"\n[works]\nstart = "recto"\n'
    (tmp_path / "mine" / "layout.toml").write_text(toml, encoding="utf-8")
    made = make(sample("anthology"), load_layout("mine", [tmp_path, ROOT / "layouts"]), sample_pictures(tmp_path))
    pages = pages_of(made.pdf)
    second = next(p.number for p in pages if "Український текст" in p.text)
    assert second % 2 == 1
    blanks = [p for p in pages if not p.letters]
    assert [p.number for p in blanks] == [second - 1]
    assert (blanks[0].width, blanks[0].height) == pytest.approx((pages[0].width, pages[0].height), abs=0.01)
