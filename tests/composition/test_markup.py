"""Blocks as HTML: every kind, and only safe addresses."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pages import layout_of
from sample_book import PICTURE, marked, paragraph, russian_work, sample_pictures, ukrainian_work

from publisher.composition.markup import Markup, headings_of
from publisher.composition.page_markup import PageMarkup
from publisher.composition.xhtml import allowed
from publisher.model.edition import Entry
from publisher.model.passages import ADDED, BLOCK
from publisher.model.source import Source
from publisher.model.text import Mark, Text
from publisher.model.work import (
    Block,
    Code,
    Figure,
    Heading,
    Line,
    ListBlock,
    Metadata,
    Note,
    Paragraph,
    Quotation,
    SceneBreak,
    Table,
    Verse,
    Work,
)


def html_of(*blocks: Block) -> str:
    return Markup(Entry("w1", Work(Metadata(), blocks)), {}).blocks(blocks)


def on_paper(*blocks: Block, notes: tuple[Note, ...] = (), links: str = "footnote") -> str:
    entry = Entry("w1", Work(Metadata(), blocks, notes))
    return unnumbered(PageMarkup(entry, {}, layout_of("pamphlet-a5", links=links), initial=False).blocks(blocks))


def unnumbered(html: str) -> str:
    """Without what says where a passage stands in the manuscript: `test_passages` looks at that."""
    return re.sub(rf' (?:{BLOCK}|{ADDED})="\d+"', "", html)


# --- kinds of blocks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("block", "html"),
    [
        (paragraph("а"), "<p>а</p>"),
        (Paragraph(Text("а"), ("dialogue", 'x"y', "0")), '<p class="dialogue">а</p>'),
        (Heading(Text("а"), 1), '<h2 id="w1-h1">а</h2>'),
        (Heading(Text("а"), 6), '<h6 id="w1-h1">а</h6>'),
        (ListBlock(((paragraph("а"),),)), '<ul class="tight">\n<li><p>а</p></li>\n</ul>'),
        (ListBlock(((paragraph("а"),),), 1, tight=False), "<ol>\n<li><p>а</p></li>\n</ol>"),
        (ListBlock(((paragraph("а"),),), 4), '<ol start="4" class="tight">\n<li><p>а</p></li>\n</ol>'),
        (
            Quotation((paragraph("а"),), Text("б")),
            '<blockquote class="quotation">\n<p>а</p>\n<p class="attribution">б</p>\n</blockquote>',
        ),
        (Quotation((), kind="epigraph"), '<blockquote class="epigraph">\n\n</blockquote>'),
        (
            Verse(((Line(Text("а")), Line(Text("б"), 9)),)),
            '<div class="verse">\n<div class="stanza"><p>а</p><p class="indent-6">б</p></div>\n</div>',
        ),
        (Code("<а>\n", "xml"), "<pre><code>&lt;а&gt;\n</code></pre>"),
        (
            Table(((Text("а"), Text("б")),), ((Text("в"),),), ("right", ""), Text("г")),
            (
                '<table><caption>г</caption><thead><tr><th class="right">а</th><th class="left">б</th></tr></thead>\n'
                '<tbody>\n<tr><td class="right">в</td></tr>\n</tbody></table>'
            ),
        ),
        (Figure("no.png", "<а>", Text("б")), "<figure>&lt;а&gt;<figcaption>б</figcaption></figure>"),
        (SceneBreak(), '<p class="scene-break">*\u2003*\u2003*</p>'),
    ],
)
def test_every_kind_of_block(block: Block, html: str) -> None:
    assert html_of(block) == html


def test_the_sample_works_are_well_formed() -> None:
    for work in (russian_work(), ukrainian_work()):
        markup = PageMarkup(Entry("w1", work), {}, layout_of("pamphlet-a5"), initial=True)
        ET.fromstring(f"<body>{allowed(markup.blocks(work.blocks))}</body>")


def test_headings_are_counted_where_they_stand() -> None:
    blocks = (Quotation((Heading(Text("а"), 1),)), ListBlock(((Heading(Text("б"), 2),),)), Heading(Text("в"), 1))
    assert [h.text.chars for h in headings_of(blocks)] == ["а", "б", "в"]
    assert 'id="w1-h3">в<' in html_of(*blocks)


# --- links ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", " javascript:x", "java\nscript:x", "data:text/html,x"),
        *("file:///etc/passwd", "vbscript:x", "//example.org/x", "http://[", "publisher:///fonts/x", "нечто.md", "#no"),
    ],
)
def test_unsafe_and_dead_links_are_dropped(address: str) -> None:
    assert html_of(paragraph("слово", ("слово", "link", address))) == "<p>слово</p>"


@pytest.mark.parametrize(
    "address", ["https://a.org/?x=1&y=2", "http://a.org", "mailto:a@b.ru", "tel:+7-1", "HTTPS://A"]
)
def test_safe_links_stay(address: str) -> None:
    tree = ET.fromstring(html_of(paragraph("слово", ("слово", "link", address))))
    assert tree[0].get("href") == address


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("rechi.md", "T"),
        ("./rechi.md", "T"),
        ("../essays/rechi.md#glava", "H"),
        ("essays/rechi.md", "T"),
        ("rechi.md#nowhere", "T"),
        ("#intro", "#w1-h1"),
    ],
)
def test_links_inside_the_book(address: str, target: str) -> None:
    blocks = (Heading(Text("а"), 1, "intro"), paragraph("слово", ("слово", "link", address)))
    entry = Entry("w1", Work(Metadata(), blocks, source=Source("essays/bukvy.md", "")))
    markup = Markup(entry, {}, {"essays/rechi.md": "T", "essays/rechi.md#glava": "H"})
    assert f'<a href="{target}">слово</a>' in markup.blocks(blocks)


def test_pictures(tmp_path: Path) -> None:
    entry = Entry("w1", russian_work())
    pictures = sample_pictures(tmp_path)
    html = Markup(entry, pictures).image(PICTURE, '"линейка"')
    assert html.startswith('<img src="publisher:///images/') and 'alt="&quot;линейка&quot;"' in html


# --- on paper ---------------------------------------------------------------------------------------------------------


def note(name: str, *parts: Block) -> Note:
    return Note(name, parts)


def test_a_note_stands_where_it_is_called_first() -> None:
    text = Text("аб", (Mark(1, 1, "note", "1"), Mark(2, 2, "note", "1")))
    html = on_paper(Paragraph(text), notes=(note("1", paragraph("сноска тут")),))
    assert html.count('class="footnote"') == 1
    assert html.index("сноска") < html.index("<sup>1</sup>")


def test_a_note_called_by_a_note_follows_it_silently() -> None:
    notes = (
        note("2", paragraph("вторая")),
        note("1", Paragraph(Text("первая", (Mark(6, 6, "note", "2"), Mark(6, 6, "note", "1"))))),
    )
    html = on_paper(Paragraph(Text("а", (Mark(1, 1, "note", "1"),))), notes=notes)
    assert html.count('class="footnote"') == html.count('class="footnote silent"') == 1
    assert html.index("первая") < html.index("<sup>2</sup>") < html.index("вторая")
    assert "<sup>1</sup>" in html  # it calls itself


def test_long_notes_become_endnotes() -> None:
    entry = Entry("w1", Work(Metadata(), (), (note("1", paragraph("долго " * 400)),)))
    markup = PageMarkup(entry, {}, layout_of("pamphlet-a5"), initial=False)
    html = unnumbered(markup.blocks([Paragraph(Text("аб", (Mark(1, 1, "note", "1"), Mark(2, 2, "note", "1"))))]))
    assert html.count('<a class="note-call" href="#w1-e1">1</a>') == html.count("<sup>1</sup>") == 1
    assert len(markup.endnotes) == 1


def test_code_in_notes_is_kept() -> None:
    html = on_paper(Paragraph(Text("а", (Mark(1, 1, "note", "1"),))), notes=(note("1", Code("a < b\nc\n")),))
    assert "<code>a &lt; b<br/>c</code>" in html


@pytest.mark.parametrize(
    ("shown", "address", "printed"),
    [
        ("сайт", "https://example.org/", "example.org"),
        ("example.org", "https://example.org/", ""),
        ("https://example.org/", "https://example.org/", ""),
        ("письмо", "mailto:a@b.ru", "a@b.ru"),
        ("рядом", "#intro", ""),
    ],
)
def test_addresses_are_printed_where_they_are_not_shown(shown: str, address: str, printed: str) -> None:
    blocks = (Heading(Text("з"), 1, "intro"), paragraph(f"и {shown} ещё", (shown, "link", address)))
    html = on_paper(*blocks)
    assert ("footnote" in html) == bool(printed)
    assert printed in html.replace("\u200b", "")
    assert "footnote" not in on_paper(*blocks, links="none")


def test_an_address_within_a_note_stands_in_brackets() -> None:
    notes = (note("1", paragraph("сайт", ("сайт", "link", "https://a.org"))),)
    html = on_paper(Paragraph(Text("а", (Mark(1, 1, "note", "1"),))), notes=notes)
    assert html.count("footnote") == 1
    assert '(<span class="address">a.\u200borg</span>)' in html


def test_links_to_other_works_print_no_address() -> None:
    work = Work(Metadata(), (paragraph("туда", ("туда", "link", "b.md")),), source=Source("a.md", ""))
    markup = PageMarkup(Entry("w1", work), {}, layout_of("pamphlet-a5"), initial=False)
    markup.others = {"b.md": "publisher:///page#w2-title"}
    html = markup.blocks(work.blocks)
    assert "publisher:///page#w2-title" in html and "footnote" not in html


def test_a_list_goes_on_counting_where_it_says() -> None:
    assert 'style="counter-reset: item 6"' in on_paper(ListBlock(((paragraph("а"),),), 7))
    assert 'style="counter-reset: item -1"' in on_paper(ListBlock(((paragraph("а"),),), 0))


def test_short_tables_stay_whole() -> None:
    def table(rows: int) -> Table:
        return Table((), tuple((Text("а"),) for _ in range(rows)), ("",))

    assert '<div class="whole"><table>' in on_paper(table(12))
    assert 'class="whole"' not in on_paper(table(13))


def test_an_initial_letter_opens_the_first_paragraph_only() -> None:
    work = Work(Metadata(), (Heading(marked("Г"), 1), paragraph("Слово было" * 30), paragraph("Другое" * 50)))
    html = unnumbered(PageMarkup(Entry("w1", work), {}, layout_of("pamphlet-a5"), initial=True).blocks(work.blocks))
    assert '<p class="with-initial"><span class="initial">С</span>лово' in html
    assert html.count("initial") == 2
