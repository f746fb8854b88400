"""Links on paper: addresses as people print them, numbers, the list, codes that a camera reads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pages import book_of, layout_of
from sample_book import paragraph

from publisher.composition.links import LinkRegister, ascii_address, bare_address, breakable, short_address
from publisher.composition.page_markup import PageMarkup
from publisher.composition.paper_links import unreadable_links
from publisher.composition.qr import MODULE, QUIET, SIDE, Code, outlines, qr_code, svg
from publisher.model.edition import Entry
from publisher.model.source import Source
from publisher.model.text import Mark, Text
from publisher.model.work import Block, Metadata, Note, Paragraph, Work

LONG = "https://example.org/?" + "a" * 1200


def set_on(links: str, *blocks: Block, notes: tuple[Note, ...] = ()) -> tuple[str, dict[str, object]]:
    """HTML of the blocks and what the template behind them gets."""
    entry = Entry("w1", Work(Metadata(), blocks, notes))
    markup = PageMarkup(entry, {}, layout_of("pamphlet-a5", links=links), initial=False)
    return markup.blocks(blocks), markup.links.context()


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        ("https://example.org/a/", "example.org/a"),
        ("HTTP://example.org", "example.org"),
        ("https://ru.wikipedia.org/wiki/%D0%A1%D0%BD%D0%B5%D0%B3_(%D1%81)", "ru.wikipedia.org/wiki/Снег_(с)"),
        ("https://a.org/%20b%2Fc", "a.org/%20b%2Fc"),
        ("https://a.org/%E2%80%AEb", "a.org/%E2%80%AEb"),  # a mark that turns the direction of writing is no letter
        ("https://a.org/%D0", "a.org/%D0"),
        ("mailto:red@example.org?subject=%D0%9F", "red@example.org"),
        ("tel:+74951234567", "+74951234567"),
    ],
)
def test_addresses_as_people_print_them(address: str, printed: str) -> None:
    assert bare_address(address) == printed


@pytest.mark.parametrize(
    ("address", "for_machines"),
    [
        (
            "https://кремль.рф/новости?a=б#в",
            "https://xn--e1ajeds9e.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?a=%D0%B1#%D0%B2",
        ),
        ("https://example.org/%D0%9A?a=1&b=2", "https://example.org/%D0%9A?a=1&b=2"),
        ("tel:+7 495", "tel:+7%20495"),
        ("https://" + "ё" * 90 + ".рф/", "https://" + "%D1%91" * 90 + ".%D1%80%D1%84/"),
    ],
)
def test_addresses_as_machines_read_them(address: str, for_machines: str) -> None:
    assert ascii_address(address) == for_machines


def test_addresses_break_behind_punctuation() -> None:
    assert breakable("a.b/<c>/…") == "a.\u200bb/\u200b&lt;c&gt;/…"


def test_long_addresses_are_cut_behind_a_slash() -> None:
    assert (
        short_address("https://example.org/maps/very/long/path/with/many?parts=1")
        == "example.org/maps/very/long/path/with/…"
    )
    assert short_address("https://example.org/maps") == "example.org/maps"
    assert len(short_address("https://" + "a" * 90 + ".org/b")) == 45


def test_an_address_has_one_number_however_it_is_spelt() -> None:
    register = LinkRegister()
    numbers = [
        register.number(address, title, words)
        for address, title, words in [
            ("https://Example.org/a", "", "здесь"),
            ("https://example.org/b", "О\nнаборе", "в статье"),
            ("https://example.org/a/", "", "на сайте"),
            ("https://example.org/a", "Имя", "https://example.org/a"),
            ("https://example.org/A", "", "в другом месте"),
        ]
    ]
    assert numbers == [1, 2, 1, 1, 3]
    assert [(link.title, link.words) for link in register] == [
        ("Имя", "на сайте"),
        ("О наборе", "в статье"),
        ("", "в другом месте"),
    ]


def test_a_list_gives_every_link_a_number_in_brackets() -> None:
    notes = (Note("1", (paragraph("каталог", ("каталог", "link", "https://b.org")),)),)
    html, context = set_on(
        "list",
        paragraph("и сайт, ещё", ("сайт", "link", "https://a.org")),
        Paragraph(Text("а", (Mark(1, 1, "note", "1"),))),
        paragraph("опять", ("опять", "link", "https://a.org/")),
        paragraph("a.org", ("a.org", "link", "https://a.org/")),
        paragraph("почта", ("почта", "link", "mailto:a@b.ru")),
        notes=notes,
    )
    assert html.count('href="#w1-l1">\u00a0[1]</a>') == 2 and "сайт</a><a " in html
    assert html.count("[2]") == html.count("[3]") == 1
    assert html.count("footnote") == 1  # the note of the author; links bring none
    listed = context["links"]
    assert isinstance(listed, list)
    assert [(e["id"], e["words"], e["plain"]) for e in listed] == [
        ("w1-l1", "сайт", "a.org"),
        ("w1-l2", "каталог", "b.org"),
        ("w1-l3", "почта", "a@b.ru"),
    ]


def test_codes_stand_in_full_rows_and_bare_addresses_have_one_too() -> None:
    blocks = [paragraph(f"т{n}", (f"т{n}", "link", f"https://a.org/{n}")) for n in range(4)]
    html, context = set_on("qr", *blocks, paragraph("a.org/4", ("a.org/4", "link", "https://a.org/4")))
    rows = context["link_rows"]
    assert isinstance(rows, list) and "[5]" in html
    assert [len(row) for row in rows] == [3, 3] and rows[1][2] is None
    assert context["links"] == []


def test_what_is_too_long_for_a_code_is_listed_and_told() -> None:
    html, context = set_on("qr", paragraph("карта", ("карта", "link", LONG)))
    listed = context["links"]
    assert isinstance(listed, list) and "[1]" in html
    assert context["link_rows"] == [] and listed[0]["plain"].endswith("aaa")
    book = book_of([Paragraph(Text("карта", (Mark(0, 5, "link", LONG),)))])
    work = book.entries[0].work.replace(source=Source("a.md", "карта"))
    book = replace(book, entries=(Entry("w1", work),))
    told = list(unreadable_links(book, layout_of("pamphlet-a5", links="qr")))
    assert [(f.code, str(f.place)) for f in told] == [("L106", "a.md")]
    assert not list(unreadable_links(book, layout_of("pamphlet-a5", links="list")))


def test_codes_grow_with_the_text_and_stay_in_their_column() -> None:
    entry = Entry("w1", Work(Metadata(), ()))

    def width(size: float) -> float:
        markup = PageMarkup(entry, {}, layout_of("pamphlet-a5", links="qr", size=size), initial=False)
        markup.links.register.number("https://a.org", "", "")
        rows = markup.links.context()["link_rows"]
        assert isinstance(rows, list)
        return float(rows[0][0]["code"].split('width="')[1].split("mm")[0])

    assert width(10.5) == width(12) < width(18) < 112
    assert width(60) <= 112 * 29 / 21 + 0.01


# --- codes ------------------------------------------------------------------------------------------------------------


def painted(code: Code) -> tuple[tuple[int, ...], ...]:
    """The modules that the outlines enclose (winding number along each row)."""
    size = len(code.matrix)
    turns = [[0] * (size + 1) for _ in range(size)]
    for loop in outlines(code.matrix):
        for (x1, y1), (x2, y2) in zip(loop, [*loop[1:], loop[0]], strict=True):
            if x1 == x2:
                for y in range(min(y1, y2), max(y1, y2)):
                    turns[y][x1] += 1 if y2 < y1 else -1
    rows = []
    for row in turns:
        inside, modules = 0, []
        for turn in row[:-1]:
            inside += turn
            modules.append(int(inside != 0))
        rows.append(tuple(modules))
    return tuple(rows)


@pytest.mark.parametrize("data", ["https://a.org/", "https://example.org/" + "b" * 200])
def test_outlines_enclose_exactly_the_black_modules(data: str) -> None:
    code = qr_code(data)
    assert code and painted(code) == code.matrix


def test_codes_are_large_enough_and_have_their_quiet_zone() -> None:
    for length in (10, 100, 200, 400, 600):
        code = qr_code("https://a.org/" + "c" * length)
        assert code and code.black_side / len(code.matrix) >= MODULE - 1e-9 and code.black_side >= SIDE
        assert code.quiet(30) == pytest.approx(4 * 30 / len(code.matrix))
        size = len(code.matrix) + 2 * QUIET
        assert f'viewBox="0 0 {size} {size}"' in svg(code, 20) and f"M{QUIET} {QUIET}" in svg(code, 20)
    assert qr_code("a" * 3000) is None
