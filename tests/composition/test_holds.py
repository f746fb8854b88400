"""Ranges that no line end may divide, and marks without spaces at their ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publisher.composition.holds import clear_of_spaces, hold_together
from publisher.model.text import Mark, Text


def test_marks_begin_and_end_before_spaces() -> None:
    text = Text("а бб в", (Mark(2, 5, "emphasis"), Mark(5, 5, "note", "1"), Mark(2, 4, "strike")))
    assert clear_of_spaces(text).marks == (Mark(1, 4, "emphasis"), Mark(5, 5, "note", "1"), Mark(2, 4, "strike"))


@given(st.text("ab \u00a0-", max_size=12), st.data())
def test_marks_stay_marks(chars: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(chars))
    pairs = data.draw(st.lists(st.tuples(ends, ends), max_size=4))
    text = Text(chars, tuple(Mark(min(p), max(p), "emphasis") for p in pairs))
    for old, new in zip(text.marks, clear_of_spaces(text).marks, strict=True):
        assert 0 <= new.start <= new.end <= len(chars)
        assert (new.start < new.end) == (old.start < old.end)
        visible = {at for at in range(old.start, old.end) if chars[at] not in " \u00a0"}
        assert visible == {at for at in range(new.start, new.end) if chars[at] not in " \u00a0"}


def test_the_second_half_of_a_range_stays_with_its_dash() -> None:
    text = hold_together(Text("см. с. 15–20 и XIX–XX вв., но не Париж–Даккар"))
    held = [text.chars[m.start : m.end] for m in text.marks if m.value == "nowrap"]
    assert held == ["–20", "–XX"]


def test_the_dash_of_a_dialogue_is_a_span_with_its_space() -> None:
    spoken = clear_of_spaces(hold_together(Text("—\u00a0Да, — сказал он.", (Mark(2, 4, "emphasis"),))))
    assert Mark(0, 2, "span", "dash") in spoken.marks
    assert Mark(2, 4, "emphasis") in spoken.marks, "the space stays within the span"
    assert not [m for m in hold_together(Text("Да —\u00a0нет")).marks if m.value == "dash"]
