"""Every passage on a page says which of the work it is; what stands in no manuscript says so."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from pages import layout_of
from sample_book import paragraph, russian_work

from publisher.composition.page_markup import PageMarkup
from publisher.composition.xhtml import allowed
from publisher.model.edition import Entry
from publisher.model.passages import ADDED, BLOCK, passages
from publisher.model.text import OBJECT, Mark, Text
from publisher.model.work import Code, Metadata, Note, Paragraph, Work


def letters(chars: str) -> str:
    return "".join(char for char in chars if char.isalnum())


def said(element: ET.Element) -> str:
    """The letters of an element, without what is added and without the notes that are called in it."""
    found = element.text or ""
    for child in element:
        if ADDED not in child.attrib and not child.get("class", "").startswith("footnote"):
            found += said(child)
        found += child.tail or ""
    return letters(found)


def test_an_element_holds_the_letters_of_its_passage() -> None:
    work = russian_work()
    markup = PageMarkup(Entry("w1", work), {}, layout_of("pamphlet-a5", links="none"), initial=True)
    page = ET.fromstring(allowed(f"<body>{markup.blocks(work.blocks)}</body>"))
    elements = [element for element in page.iter() if BLOCK in element.attrib]
    assert len(elements) > 25
    known = passages(work)
    for element in elements:
        passage = known[int(element.attrib[BLOCK])]
        wanted = letters(passage.chars)
        if isinstance(passage, Text) and OBJECT in passage.chars:  # a picture that is missing here says its name
            assert set(wanted) <= set(said(element))
        else:
            assert said(element) == wanted


def test_notes_and_code_are_passages_too() -> None:
    note = Note("1", (paragraph("Первый абзац."), Code("код()"), paragraph("Второй.")))
    work = Work(
        Metadata(title=Text("Имя")), (Paragraph(Text("Слово", (Mark(5, 5, "note", "1"),))), Code("x = 1")), (note,)
    )
    html = PageMarkup(Entry("w1", work), {}, layout_of("pamphlet-a5"), initial=False).blocks(work.blocks)
    assert [getattr(p, "chars", "") for p in passages(work)][3:] == [
        "Слово",
        "x = 1",
        "Первый абзац.",
        "код()",
        "Второй.",
    ]
    assert f'<p {BLOCK}="3">' in html and f'<pre {BLOCK}="4">' in html
    assert re.findall(rf'class="note-paragraph" {BLOCK}="(\d+)"', html) == ["5", "6", "7"]


def test_the_number_of_a_note_is_marked_as_added() -> None:
    text = Text("аб", (Mark(1, 1, "note", "1"), Mark(2, 2, "note", "1")))
    work = Work(Metadata(), (Paragraph(text),), (Note("1", (paragraph("сноска"),)),))
    html = PageMarkup(Entry("w1", work), {}, layout_of("pamphlet-a5"), initial=False).blocks(work.blocks)
    assert f'<sup {ADDED}="1">1</sup>' in html
