"""Page numbers of contents are fields, filled when the book is bound: as if they had been set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from collections_of_works import anthology, works
from pages import book_of, families, layout_of, pages_of, render
from sample_book import paragraph

from publisher.binding.bind import bind, prelink
from publisher.binding.plan import plan_pages
from publisher.composition.contents import compose_contents
from publisher.composition.pages import compose_pages
from publisher.model.composition import ContentsLine, Fragment, PagedComposition, RenderedFragment
from publisher.model.fields import MARK
from publisher.model.indexing import IndexWish
from publisher.model.layout import Layout
from publisher.pipeline import document_info
from publisher.pipeline.artifact import Ahead, nothing
from publisher.pipeline.paging import set_pages

BOOKS = ("anthology-60x90", "anthology-84x108", "pamphlet-a5", "pamphlet-a5-sans", "pocket-a6")
TABULAR = ("anthology-60x90", "anthology-84x108", "pamphlet-a5")
"""In other layouts noughts are wider than most figures, and leaders end sooner."""
BOOK = book_of([paragraph("Текст.")], kind="anthology")
PAGES = (1, 9, 10, 99, 100, 3456)


def lines(pages: Sequence[int]) -> list[ContentsLine]:
    return [
        ContentsLine(f"О книгах и {page} шрифтах", "Анна Ёлкина", 1 + page % 2, page, f"w{page}-title")
        for page in pages
    ]


def set_contents(fragment: Fragment, paged: PagedComposition) -> RenderedFragment:
    (piece,) = render(paged, [fragment])
    return replace(piece, fragment=fragment, prelinked=prelink(piece, paged.resources))


def bound(piece: RenderedFragment, layout: Layout) -> bytes:
    return bind([piece], plan_pages([(piece.facts.pages, "page")]), layout, families(), document_info(BOOK, None))


def letters(pdf: bytes) -> list[tuple[str, float, float]]:
    """Every visible character with the place where it stands, in pt."""
    return [
        (letter.char, letter.left, letter.baseline)
        for page in pages_of(pdf)
        for letter in page.letters
        if not letter.char.isspace()
    ]


def no_dot(letter: tuple[str, float, float]) -> bool:
    return letter[0] != "."


@pytest.mark.parametrize("name", BOOKS)
def test_filled_fields_look_like_numbers_that_were_set(name: str) -> None:
    layout = layout_of(name)
    paged = compose_pages(BOOK, layout, families(), {})
    four = [page + 1000 for page in PAGES]  # as wide as the fields
    piece = set_contents(compose_contents(BOOK, layout, lines(four)), paged)
    assert piece.facts.fields == len(four)
    in_text = set_contents(compose_contents(BOOK, layout, lines(four), with_numbers=True), paged)
    filled, drawn = letters(bound(piece, layout)), letters(bound(in_text, layout))
    if name not in TABULAR:
        filled, drawn = [*filter(no_dot, filled)], [*filter(no_dot, drawn)]
    assert [char for char, *_ in filled] == [char for char, *_ in drawn]
    for (_, *place), (_, *wanted) in zip(filled, drawn, strict=True):
        assert place == pytest.approx(wanted, abs=0.3)  # figures of a field are not kerned


def test_shorter_numbers_end_where_longer_ones_do() -> None:
    layout = layout_of("anthology-84x108")
    paged = compose_pages(BOOK, layout, families(), {})
    piece = set_contents(compose_contents(BOOK, layout, lines(PAGES)), paged)
    (page,) = pages_of(bound(piece, layout))
    rows = [row.split()[-1] for row in page.text.splitlines() if "шрифтах" in row]
    assert rows == [str(page) for page in PAGES]
    dots = {letter.baseline: letter.right for letter in page.letters if letter.char == "."}
    figures = {letter.baseline: letter.right for letter in page.letters if letter.char.isdigit()}
    assert max(dots.values()) - min(dots.values()) < 0.1
    rights = [figures[baseline] for baseline in dots]
    assert max(rights) - min(rights) < 1  # of the drawn figures, not of their advances


def test_the_same_fragment_serves_other_numbers() -> None:
    layout = layout_of("anthology-84x108")
    first = compose_contents(BOOK, layout, lines(PAGES))
    moved = [replace(line, page=line.page + 2) for line in lines(PAGES)]
    assert compose_contents(BOOK, layout, moved).html == first.html
    paged = compose_pages(BOOK, layout, families(), {})
    piece = set_contents(first, paged)
    again = piece.changed(fragment=compose_contents(BOOK, layout, moved))
    (page,) = pages_of(bound(again, layout))
    assert [row.split()[-1] for row in page.text.splitlines() if "шрифтах" in row] == [str(p + 2) for p in PAGES]


@pytest.mark.parametrize(
    "style",
    [".contents .tail::after { letter-spacing: 1pt }", '.contents .tail::after { content: "с. " attr(data-page) "!" }'],
)
def test_what_can_not_be_a_field_is_not_counted_as_one(style: str) -> None:
    layout = layout_of("anthology-84x108")
    layout = replace(layout, page_css=f"{layout.page_css}\n{style}")
    paged = compose_pages(BOOK, layout, families(), {})
    assert set_contents(compose_contents(BOOK, layout, lines(PAGES)), paged).facts.fields == 0


def test_templates_can_reckon_with_the_numbers() -> None:
    layout = layout_of("anthology-84x108")
    template = "{% for line in lines %}<i>{{ line.page }}|{{ line.page + 1 }}|{{ line.page > 99 }}</i>{% endfor %}"
    layout = replace(layout, templates={**layout.templates, "contents.html": template})
    made = compose_contents(BOOK, layout, lines((7, 100)))
    assert made.html == f"<i>{MARK}000|8|False</i><i>{MARK}001|101|True</i>"


def test_fields_that_a_template_makes_up_do_no_harm() -> None:
    layout = layout_of("anthology-84x108")
    own = layout.templates["contents.html"].replace("<h1", f"<p>{MARK}999</p><p>{MARK}{'9' * 300}</p><h1", 1)
    layout = replace(layout, templates={**layout.templates, "contents.html": own})
    paged = compose_pages(BOOK, layout, families(), {})
    piece = set_contents(compose_contents(BOOK, layout, lines(PAGES)), paged)
    assert piece.facts.fields == len(PAGES)
    assert "шрифтах" in pages_of(bound(piece, layout))[0].text


def test_a_mark_in_a_title_is_no_field() -> None:
    layout = layout_of("anthology-84x108")
    line = replace(lines([5])[0], title=f"О {MARK}0 шрифтах", author=f"{MARK}0")
    assert compose_contents(BOOK, layout, [line]).html.count(MARK) == 1


@pytest.mark.parametrize("name", BOOKS)
def test_the_contents_are_known_before_the_pages(name: str) -> None:
    """Works, parts, notes, bibliography and indexes: what is set ahead is what is wanted in the end."""
    made: list[str] = []

    def recording(
        paged: PagedComposition, pieces: Sequence[Fragment], ahead: Ahead = nothing, /
    ) -> list[RenderedFragment]:
        made.extend(piece.html for piece in (*pieces, *ahead()) if getattr(piece, "role", "") == "contents")
        return render(paged, pieces)

    wishes = {"notes": "book", "bibliography": True, "index": IndexWish(indexes=("titles", "chronology"))}
    set_pages(anthology(works(), **wishes), layout_of(name), families(), {}, recording)
    assert len(made) > 1
    assert len(set(made)) == 1
