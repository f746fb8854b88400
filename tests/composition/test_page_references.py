"""«См. с. 12»: references to pages, on paper and where there are no pages."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from pages import families, layout_of, make, render, texts_of_pages

from publisher.composition.dead_references import dead_references
from publisher.composition.fiction import compose_fiction
from publisher.composition.page_references import reference_element, with_folios, with_placeholders, with_titles
from publisher.composition.proof import compose_proof
from publisher.composition.reflow import compose_reflow
from publisher.composition.spelled import kept, quotation, spelled
from publisher.composition.terms import terms
from publisher.model.edition import Book, Edition, Entry
from publisher.model.indexing import PAGE, TITLE, WHERE
from publisher.model.text import OBJECT, Mark, Text
from publisher.pipeline import set_pages
from publisher.pipeline.artifact import nothing
from publisher.readers import read

FILLER = "\n\n".join(f"Абзац {n}. " + "Наборщик складывает литеры в строку. " * 12 for n in range(6))


def book_of(*sources: str, kind: str = "anthology") -> Book:
    works = [read(f"{name}.md", source.encode()).value for name, source in zip("abc", sources, strict=False)]
    entries = tuple(Entry(f"w{n}", work) for n, work in enumerate(works, 1))
    return Book(Edition("proba", kind, ()), entries, Text("Проба"), None, (), (), "ru", "2026", None)  # type: ignore[arg-type]


def head(title: str) -> str:
    return f"---\ntitle: {title}\nlang: ru\n---\n"


def anthology(length: int = 1) -> Book:
    """Three works: the first and the last refer to places in the others; the middle one has `length` times its text."""
    first = f"{head('Первое')}Вот [см. с. {{page}}](b.md#pars), [«{{title}}»](c.md), [](c.md#tut).\n\n{FILLER}"
    second = f"{head('Второе')}{FILLER * length}\n\n## Пары {{#pars}}\n\nТекст.\n"
    third = f"{head('Третье')}{FILLER}\n\nРядом [место]{{#tut}} и [с. {{page}}](b.md#pars), [с. {{page}}](x.md)."
    return book_of(first, second, third)


def words(pdf: bytes) -> str:
    return " ".join(" ".join(texts_of_pages(pdf)).split())


def test_numbers_are_those_of_the_printed_pages() -> None:
    pdf = make(anthology(), layout_of("anthology-84x108")).pdf
    pages = texts_of_pages(pdf)
    pars = next(n for n, text in enumerate(pages, 1) if "\nПары" in text)
    place = next(n for n, text in enumerate(pages, 1) if "Рядом место" in " ".join(text.split()))
    assert f"см. с. {pars}, «Третье», с. {place}." in words(pdf)
    assert f"с. {pars}, с. ??." in words(pdf)
    assert "000" not in words(pdf)


def test_numbers_are_links_and_are_not_in_the_press_file() -> None:
    pdf = make(anthology(), layout_of("anthology-84x108")).pdf
    with pikepdf.open(BytesIO(pdf)) as opened:
        number = {page.obj.objgen: n for n, page in enumerate(opened.pages, 1)}
        page = next(page for page in opened.pages if any(a.get("/Dest") for a in page.obj.get("/Annots", [])))
        found = {number[a.Dest[0].objgen] for a in page.obj.Annots if "/Dest" in a}
    pages = texts_of_pages(pdf)
    wanted = {n for n, text in enumerate(pages, 1) if re.search(r"\nПары|Рядом\s+место", text)}
    assert wanted <= found


def test_a_longer_work_moves_numbers_and_sets_only_what_refers_to_it() -> None:
    layout = layout_of("anthology-84x108")
    asked: list[str] = []

    def watched(paged, orders, ahead=nothing, /):  # type: ignore[no-untyped-def]
        asked.extend(getattr(order, "id", "") or order.entry.id for order in orders)
        return render(paged, orders)

    before, _ = set_pages(anthology(), layout, families(), {}, watched)
    assert asked.count("w2") == 1
    assert asked.count("w1") == asked.count("w3") == 2
    after, plan = set_pages(anthology(2), layout, families(), {}, render)
    start = {p.fragment.id: s for p, s in zip(after, plan.starts, strict=True)}
    pars = start["w2"] + next(p for p in after if p.fragment.id == "w2").facts.anchors["w2-h1"].page
    shown = next(p for p in after if p.fragment.id == "w1").facts.lines[1:4]
    assert f"с. {pars}" in " ".join(line.text for line in shown).replace("\u00a0", " ")
    assert len(before) == len(after)


def test_a_leaflet_refers_to_its_own_pages() -> None:
    end = "## Конец {#end}\n\nТут [оно]{#spot}.\n"
    source = f"{head('Листовка')}См. [с. {{page}}](#end), [с. {{page}}](#spot).\n\n{FILLER}\n\n{end}"
    book = book_of(source, kind="leaflet")
    pages = texts_of_pages(make(book, layout_of("pamphlet-a5")).pdf)
    last = next(n for n, text in enumerate(pages, 1) if "Конец" in text)
    assert last > 1
    assert f"См. с. {last}, с. {last}." in " ".join(pages[0].split())


def test_dead_references_are_found_with_their_place() -> None:
    found = list(dead_references(anthology()))
    assert [(f.code, f.params["target"], f.place and f.place.path) for f in found] == [("L115", "x.md", "c.md")]


def test_every_number_is_replaced_wherever_marks_meet() -> None:
    text = Text(f"(с.\u00a0{OBJECT}).", (Mark(1, 5, "link", "b.md"), Mark(4, 5, "reference", "b.md", PAGE)))
    filled = with_placeholders(text, lambda _: "w2-h1", terms("ru"))
    assert filled.chars == "(с.\u00a0000)."
    opening, closing = reference_element(filled.marks[1])
    html = f'{opening}\u00a0<span class="nohyphen">000{closing}</span>'
    assert with_folios(html, {"w2-h1": 7}).count("7</span>") == 1
    assert with_folios(html, {}).count("??</span>") == 1
    assert with_folios(html, None) == html
    title, _ = reference_element(Mark(0, 1, "reference", "w2-title", TITLE))
    assert with_titles(f"{title}??</span>", {"w2-title": "A & B"}).endswith(">A &amp; B</span>")


@pytest.mark.parametrize(
    ("chars", "kind", "wanted"),
    [
        (f"см.\u00a0с.\u00a0{OBJECT}.", PAGE, "см.\u00a0«Пары»."),
        (f"(на\u00a0с.\u00a0{OBJECT})", PAGE, "(«Пары»)"),
        (f"на странице {OBJECT},", PAGE, "«Пары»,"),
        (f"рис. {OBJECT}", PAGE, "рис. «Пары»"),
        (f"«{OBJECT}»", TITLE, "«Пары»"),
        (f"Вот {OBJECT}", WHERE, "Вот «Пары»"),
    ],
)
def test_without_pages_the_title_is_said(chars: str, kind: str, wanted: str) -> None:
    at = chars.index(OBJECT)
    text = Text(chars, (Mark(at, at + 1, "reference", "#x", kind), Mark(at, at + 1, "link", "#x")))
    found = spelled(text, lambda _: "Пары", "ru")
    assert found.chars == wanted
    link = next(m for m in found.marks if m.kind == "link")
    assert "Пары" in found.chars[link.start : link.end]


def test_quotation_marks_inside_a_title_become_the_inner_ones() -> None:
    assert quotation("О «Пиковой даме»", "ru") == "«О „Пиковой даме“»"
    assert quotation("«Пары»", "ru-RU") == "«Пары»"
    assert quotation("Pairs", "en-GB") == "“Pairs”"


def test_an_e_book_a_proof_and_fiction_book_name_their_targets() -> None:
    book = anthology()
    layout = layout_of("anthology-84x108")
    documents = {d.name: d.xhtml for d in compose_reflow(book, layout, families(), {}).documents}
    first, third = documents["text/w1.xhtml"], documents["text/w3.xhtml"]
    assert '<a href="w2.xhtml#w2-h1">см. «Пары»</a>, <a href="w3.xhtml#w3-title">«Третье»</a>' in first
    (target,) = re.findall(r'<a href="w3\.xhtml#(w3-a\w+)">«Третье»</a>', first)
    assert f'<span id="{target}"></span>место' in third
    proof = compose_proof(book, layout, {}).html
    assert f'<a href="#{target}">«Третье»</a>' in proof
    assert f'id="{target}"' in proof
    fiction = compose_fiction(book, {}, None, None, "test").body
    assert "см. «Пары»</a>" in fiction
    linked = set(re.findall(r'l:href="#([^"]+)"', fiction))
    assert linked <= set(re.findall(r' id="([^"]+)"', fiction))


def test_what_an_e_book_keeps_of_a_text() -> None:
    chars = f"Вот (см. на\u00a0с.\u00a0{OBJECT}) и «{OBJECT}»."
    first, second = (index for index, char in enumerate(chars) if char == OBJECT)
    marks = (Mark(first, first + 1, "reference", "#x", PAGE), Mark(second, second + 1, "reference", "#y", TITLE))
    assert [part.chars for part in kept(Text(chars, marks))] == ["Вот (см. ", ") и «", "»."]
    assert kept(Text("Вот.")) == [Text("Вот.")]
