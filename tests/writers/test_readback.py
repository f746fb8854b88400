"""What is read from WeasyPrint's boxes agrees with the PDF that it writes, and with the text it was given."""

from __future__ import annotations

import re
from statistics import fmean

import pytest
from pages import Letter, book_of, families, layout_of, made_sample, pages_of, render, sample
from sample_book import paragraph

from publisher.composition.faces import font_face_css, font_resources
from publisher.composition.pages import compose_pages
from publisher.model.composition import Fragment, RenderedFragment
from publisher.model.lines import Line
from publisher.model.passages import passages
from publisher.model.text import Mark, Text
from publisher.model.work import Heading, Note, Paragraph
from publisher.writers.pdf import render_fragment

SERIF = [families()["Pub Serif"], families()["Pub Mono"]]
STYLE = font_face_css(SERIF) + 'html { font: 10pt/14pt "Pub Serif" } body, p, h2 { margin: 0; font-size: 10pt }'
PROSE = (
    "Наборщик берёт литеру из кассы и ставит её в верстатку рядом с предыдущей, пока строка не наполнится; тогда он "
    "разгоняет пробелы, чтобы край был ровным, и переходит к следующей строке. "
)  # fmt: skip


def set_in(body: str, style: str, role: str = "work") -> RenderedFragment:
    html = f'<!doctype html><html lang="ru"><body>{body}</body></html>'
    return render_fragment(Fragment("w1", role, html, "ru"), STYLE + style, font_resources(SERIF))  # type: ignore[arg-type]


def lines_in(body: str, style: str = "", role: str = "work") -> tuple[Line, ...]:
    return set_in(body, style, role).facts.lines


def book_lines(*blocks: Paragraph | Heading, notes: tuple[Note, ...] = ()) -> tuple[Line, ...]:
    book = book_of(blocks, notes)
    paged = compose_pages(book, layout_of("pamphlet-a5"), families(), {})
    return render(paged, paged.fragments)[0].facts.lines


def on_baseline(letters: tuple[Letter, ...], line: Line, height: float) -> list[Letter]:
    row = [x for x in letters if x.bottom < height - line.baseline + 1 < x.top and abs(x.size - line.size) < 0.1]
    return sorted((x for x in row if line.x - 1 < x.left < line.x + line.width + 1), key=lambda x: x.left)


def test_lines_stand_where_the_pdf_has_them_and_spaces_are_as_wide() -> None:
    """Glyphs of the finished PDF against boxes: edges within 0.3 pt, mean word space within 0.03 em."""
    piece = set_in(
        f"<p>{PROSE * 3}</p>", "@page { size: 220pt 400pt; margin: 20pt } html { text-align: justify; hyphens: auto }"
    )
    page = pages_of(piece.pdf)[0]
    checked = 0
    for line in piece.facts.lines:
        row = on_baseline(page.letters, line, page.height)
        shown = re.sub(r"\s", "", line.text)
        assert "".join(x.char for x in row).replace("\u2010", "-") == shown.replace("\u2010", "-")
        assert row[0].left == pytest.approx(line.x, abs=0.6)
        assert row[-1].right == pytest.approx(line.x + line.width, abs=0.6)
        if line.space:
            starts = [m.start() - n for n, m in enumerate(re.finditer(r"\s", line.text))]
            gaps = [(row[at].left - row[at - 1].right) / line.size for at in starts]
            assert fmean(gaps) == pytest.approx(line.space, abs=0.03)
            for edge, at in zip(line.gaps, starts, strict=False):
                assert edge == pytest.approx(row[at - 1].right, abs=0.5)
            checked += 1
    assert checked >= 8


def test_letters_before_a_line_lead_back_to_its_text() -> None:
    note = Note("1", (paragraph("Сноска, " * 30 + "и всё."), paragraph("Её второй абзац.")))
    text = Text(PROSE * 4, (Mark(30, 30, "note", "1"), Mark(300, 300, "note", "1"), Mark(8, 14, "emphasis")))
    book = book_of([Heading(Text("Глава " + PROSE), 1), Paragraph(text)], [note])
    paged = compose_pages(book, layout_of("pamphlet-a5", initial=True), families(), {})
    lines = render(paged, paged.fragments)[0].facts.lines
    said = ["".join(filter(str.isalnum, passage.chars)) for passage in passages(book.entries[0].work)]
    assert {line.block for line in lines if line.block >= 0} == {0, 3, 4, 5, 6}
    for line in lines:
        if line.block >= 0:
            begins = "".join(filter(str.isalnum, re.sub(r"(?<=\w)\d(?=\s|,)", "", line.text)))[:12]
            place = said[line.block].find(begins if line.role != "note" else begins.lstrip("1"), line.letters)
            assert place == line.letters, line.text


def test_a_paragraph_goes_on_over_pages_and_says_its_first_and_last_line() -> None:
    lines = lines_in(f"<p>{PROSE * 4}</p><p>Конец.</p>", "@page { size: 220pt 100pt; margin: 20pt }")
    first = [line for line in lines if line.paragraph == 0]
    assert {line.page for line in first} == set(range(first[-1].page + 1)) and first[-1].page > 1
    assert [line.first for line in first] == [True] + [False] * (len(first) - 1)
    assert [line.last for line in first] == [False] * (len(first) - 1) + [True]
    assert lines[-1].paragraph == 1 and lines[-1].first and lines[-1].last


def test_columns_are_numbered_and_rows_counted_in_them() -> None:
    lines = lines_in(
        "<div>" + "<p>Строка.</p>" * 6 + "</div>",
        "@page { size: 220pt 100pt; margin: 20pt } div { columns: 2; column-fill: auto; height: 42pt }",
    )
    assert [(line.column, line.row) for line in lines] == [(c, r) for c in (1, 2) for r in (1, 2, 3)]


def test_cells_of_a_row_have_one_number() -> None:
    lines = lines_in("<p>Над.</p><table><tr><td>а</td><td>б</td></tr><tr><td>в</td></tr></table>")
    assert [(line.row, line.role, line.text) for line in lines] == [
        (1, "text", "Над."), (2, "table", "а"), (2, "table", "б"), (3, "table", "в"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("<p>а</p>", "text"),
        ("<h3>а</h3>", "heading"),
        ("<ul><li><p>а</p></li></ul>", "list"),
        ("<blockquote class='quotation'><p>а</p></blockquote>", "quotation"),
        ("<blockquote class='epigraph'><p>а</p></blockquote>", "epigraph"),
        ("<div class='verse'><div class='stanza'><p>а</p></div></div>", "verse"),
        ("<pre><code>а</code></pre>", "code"),
        ("<figure><figcaption>а</figcaption></figure>", "aside"),
        ("<table><caption>а</caption></table>", "caption"),
        ("<header class='opener'><h1>а</h1></header>", "title"),
        ("<p class='scene-break'>а</p>", "aside"),
        ("<section class='endnotes'><div class='endnote'>а</div></section>", "note"),
    ],
)
def test_what_a_line_is_part_of(body: str, role: str) -> None:
    assert [line.role for line in lines_in(body, "ul { list-style: none }")] == [role]
    assert [line.role for line in lines_in(body, "ul { list-style: none }", "contents")] == ["matter"]


def test_a_note_at_the_foot_is_a_note() -> None:
    lines = book_lines(Paragraph(Text("Слово", (Mark(5, 5, "note", "1"),))), notes=(Note("1", (paragraph("сноска"),)),))
    assert [(line.role, line.block) for line in lines if line.block > 2] == [("text", 3), ("note", 4)]


def test_ragged_last_and_broken_lines_have_no_word_space() -> None:
    page = "@page { size: 220pt 300pt; margin: 20pt } "
    ragged = lines_in(f"<p>{PROSE}</p>", page + "html { text-align: left }")
    assert not any(line.space for line in ragged)
    even = lines_in(f"<p>Стоит одна.<br/>{PROSE}</p>", page + "html { text-align: justify }")
    assert [bool(line.space) for line in even] == [False] + [True] * (len(even) - 2) + [False]
    assert all(line.natural == pytest.approx(0.237, abs=0.01) for line in even[1:-1])


def test_lines_that_stick_out_say_how_far() -> None:
    style = "@page { size: 220pt 300pt; margin: 20pt } p { white-space: nowrap; width: 100pt }"
    (line,) = lines_in("<p>Эта строка длиннее ста пунктов.</p>", style)
    assert line.beyond == pytest.approx(line.width - 100, abs=0.01) and line.outside == 0
    lines = lines_in(
        f"<div>{'<p>Строка.</p>' * 6}</div>",
        "@page { size: 220pt 100pt; margin: 20pt } div { columns: 2; column-fill: auto; height: 28pt }",
    )
    assert [line.outside > 0 for line in lines] == [False] * 4 + [True] * 2


def test_missing_and_borrowed_letters_are_told_apart() -> None:
    (line,) = lines_in("<p>Знак \U00013080 и слово.</p>")
    assert (line.missing, line.lent) == ("\U00013080", "")


@pytest.mark.parametrize("kind", ["leaflet", "pamphlet"])
def test_the_sample_book_is_read_whole(kind: str) -> None:
    """Every word of the PDF's text is in the lines."""
    book, layout = sample(kind), layout_of("pamphlet-a5")
    paged = compose_pages(book, layout, families(), {})
    said = " ".join(line.text for piece in render(paged, paged.fragments) for line in piece.facts.lines)
    printed = " ".join(page.text for page in pages_of(made_sample("pamphlet-a5", kind).pdf))
    for word in ("Толмачёв", "верстать", "ёлочка", "Народное", "зовёт"):
        assert word in printed and word in said
