"""Hanging quotation marks, initials, headings that break by sense, verse that stands in the middle."""

from __future__ import annotations

import pytest
from pages import families, layout_of

from publisher.composition.inline import inline
from publisher.composition.optics import by_sense, hanging, with_initial
from publisher.composition.verse import STEP, VerseRoom, verse_room
from publisher.model.text import Mark, Text
from publisher.model.work import Line, Verse

TEXT = "что-то долгое " * 30


@pytest.mark.parametrize("char", "«„“")
def test_an_opening_quotation_mark_hangs(char: str) -> None:
    assert inline(hanging(Text(f"{char}Поля»"))) == f'<span class="hang">{char}</span>Поля»'
    assert hanging(Text("Поля «и линейки»")).marks == ()


@pytest.mark.parametrize(("chars", "html"), [
    ("Слово", '<span class="initial">С</span>лово'),
    ("«Слово»", '<span class="initial"><span class="before">«</span>С</span>лово»'),
    ("—\u00a0Да.", '<span class="initial"><span class="before">—\u00a0</span>Д</span>а.'),
    ("И\u0306од", '<span class="initial">И\u0306</span>од'),
])  # fmt: skip
def test_an_initial_with_what_stands_before_it(chars: str, html: str) -> None:
    made = with_initial(Text(chars + TEXT), 100)
    assert made is not None
    assert inline(made) == html + TEXT


@pytest.mark.parametrize("chars", ["1917 год ", "… и так "])
def test_no_initial_without_a_letter(chars: str) -> None:
    assert with_initial(Text(chars + TEXT), 100) is None


def test_a_short_paragraph_gets_no_initial() -> None:
    assert with_initial(Text("Слово."), 100) is None


def test_headings_break_by_sense() -> None:
    assert by_sense(Text("О том, кто в поле для всех")).chars == "О\u00a0том, кто\u00a0в\u00a0поле для\u00a0всех"
    assert by_sense(Text("Заголовок, который долог\u2028он")).chars == "Заголовок, который долог\u2028он"


def test_short_words_without_end_stay_as_they_are() -> None:
    chars = "и в на по " * 9 + "так"
    assert by_sense(Text(chars)).chars == chars


def room() -> VerseRoom:
    layout = layout_of("pamphlet-a5")
    return verse_room(layout, families()[layout.text_family])


def verse(*lines: str) -> Verse:
    return Verse((tuple(Line(Text(line)) for line in lines),))


def test_the_longest_line_that_fits_stands_in_the_middle() -> None:
    poem = verse("Тиха украинская ночь.", "Прозрачно небо. Звёзды блещут.")
    width = room().width(poem.stanzas[0][1])
    assert room().margin(poem) == pytest.approx((room().measure - width) / 2, abs=0.01)
    assert room().margin(verse("Прозрачно небо. Звёзды блещут.", "слово " * 40)) == room().margin(poem)
    assert room().margin(verse("слово " * 40)) == pytest.approx(1.0)


def test_an_indent_counts() -> None:
    assert room().width(Line(Text("слово"), 2)) == pytest.approx(room().width(Line(Text("слово"))) + 2 * STEP)


def test_what_does_not_fit_turns_over() -> None:
    line = Line(Text("Когда над кассою склонясь, наборщик старый и усталый, " * 2))
    (mark,) = room().turned(line, 2.0).marks
    head = line.text.chars[: mark.start]
    assert mark.value == "turnover" and mark.end == len(line.text.chars)
    assert room().width(Line(Text(head))) <= room().measure - 2.0
    assert room().turned(Line(Text("Коротко и ясно.")), 2.0).marks == ()


def test_the_call_of_a_note_takes_room() -> None:
    called = Line(Text("слово", (Mark(5, 5, "note", "1"),)))
    assert room().width(called) > room().width(Line(Text("слово")))


def test_one_word_is_not_divided() -> None:
    assert room().turned(Line(Text("ы" * 300)), 1.0).marks == ()
