"""Standoff marks as nested elements."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.composition.inline import inline, language_tag
from publisher.model.text import OBJECT, Mark, MarkKind, Text


def marked(chars: str, *marks: tuple[int, int, MarkKind]) -> str:
    return inline(Text(chars, tuple(Mark(*mark) for mark in marks)))


def test_marks_nest() -> None:
    assert marked("абвг", (0, 4, "strong"), (1, 3, "emphasis")) == "<strong>а<em>бв</em>г</strong>"


def test_overlapping_marks_are_closed_and_opened_again() -> None:
    assert marked("абв", (0, 2, "strong"), (1, 3, "emphasis")) == "<strong>а<em>б</em></strong><em>в</em>"


def test_a_note_behind_what_turns_over_is_called_in_it() -> None:
    turned, note = Mark(2, 4, "span", "turnover"), Mark(4, 4, "note", "1")
    for marks in ((turned, note), (note, turned)):
        made = inline(Text("абвг", (*marks, Mark(3, 4, "emphasis"))), at=lambda mark: mark.value)
        assert made == 'аб<span class="turnover">в<em>г1</em></span>'
    assert inline(Text("аб", (Mark(0, 2, "emphasis"), Mark(2, 2, "note", "1"))), at=lambda mark: mark.value) == (
        "<em>аб</em>1"
    )


def test_marks_over_the_same_characters_keep_their_order() -> None:
    assert marked("а", (0, 1, "strong"), (0, 1, "emphasis")) == "<strong><em>а</em></strong>"


def test_neighbours_do_not_merge() -> None:
    assert marked("аб", (0, 1, "emphasis"), (1, 2, "emphasis")) == "<em>а</em><em>б</em>"


def test_characters_are_escaped_and_line_breaks_written() -> None:
    assert marked("<b>&amp;\n»") == "&lt;b&gt;&amp;amp;<br/>»"


def test_anchors_stand_where_they_are() -> None:
    text = Text("аб", (Mark(0, 0, "note", "1"), Mark(1, 1, "note", "2"), Mark(2, 2, "note", "3")))
    assert inline(text, at=lambda mark: f"[{mark.value}]") == "[1]а[2]б[3]"


def test_an_anchor_at_the_end_of_a_mark_stands_behind_it() -> None:
    text = Text("а", (Mark(0, 1, "emphasis"), Mark(1, 1, "note", "1")))
    assert inline(text, at=lambda _: "*") == "<em>а</em>*"


def test_pictures_stand_in_for_their_character() -> None:
    text = Text(f"а{OBJECT}б", (Mark(1, 2, "image", "x.png"),))
    assert inline(text, at=lambda mark: f"<{mark.value}>") == "а<x.png>б"
    assert inline(text) == inline(Text(f"а{OBJECT}б")) == "аб"


def test_what_follows_a_link_stands_behind_its_end() -> None:
    text = Text("да", (Mark(0, 2, "link", "u"), Mark(0, 2, "emphasis")))
    assert inline(text, after=lambda m: "(u)" if m.kind == "link" else "") == "<em>да</em>(u)"


def test_values_can_not_leave_their_attribute() -> None:
    hostile = '"><script>'
    html = inline(Text("а", (Mark(0, 1, "span", hostile), Mark(0, 1, "language", hostile))))
    assert "<script" not in html
    assert html.count("<span") == 2


@pytest.mark.parametrize(("given", "tag"), [("ru_RU", "ru-RU"), (" uk ", "uk"), ("", "x"), ('ru"', "x"), ("ру", "x")])
def test_language_tags(given: str, tag: str) -> None:
    assert language_tag(given, "x") == tag


KINDS: list[MarkKind] = ["emphasis", "strong", "strike", "code", "span", "language", "small-caps", "note", "image"]


@st.composite
def texts(draw: st.DrawFn) -> Text:
    chars = draw(st.text(f"аб <&>\"'\n{OBJECT}", max_size=12))
    ends = st.integers(0, len(chars))
    marks = draw(
        st.lists(st.tuples(ends, ends, st.sampled_from(KINDS), st.sampled_from(["", "ru", 'x"<&'])), max_size=6)
    )
    return Text(chars, tuple(Mark(min(a, b), max(a, b), kind, value) for a, b, kind, value in marks))


@given(texts())
def test_the_result_is_well_formed_and_loses_no_character(text: Text) -> None:
    html = inline(text, at=lambda _: "<x/>", after=lambda _: "<y/>")
    tree = ET.fromstring(f"<p>{html.replace('xml:lang', 'l')}</p>")
    for br in tree.iter("br"):
        br.text = "\n"
    assert "".join(tree.itertext()) == text.chars.replace(OBJECT, "")


@given(texts())
def test_every_character_has_exactly_its_marks(text: Text) -> None:
    plain = Text(text.chars.replace("\n", "а").replace(OBJECT, "а"), tuple(m for m in text.marks if m.kind == "strong"))
    tree = ET.fromstring(f"<p>{inline(plain)}</p>")
    seen = list(_depths(tree, 0))
    expected = [sum(m.start <= at < m.end for m in plain.marks) for at in range(len(plain.chars))]
    assert seen == expected


def _depths(node: ET.Element, depth: int) -> list[int]:
    found = [depth] * len(node.text or "")
    for child in node:
        found += _depths(child, depth + 1)
        found += [depth] * len(child.tail or "")
    return found
