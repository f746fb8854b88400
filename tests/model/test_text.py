"""Standoff text: edits move marks and origins, and nothing gets lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.model.text import OBJECT, Edit, Mark, Run, Text

# --- by hand ----------------------------------------------------------------------------------------------------------


def test_edits_move_marks_behind_them() -> None:
    text = Text("он - тут", (Mark(5, 8, "emphasis"),))
    edited = text.apply([Edit(2, 4, "\u00a0—", "RU101")])
    assert edited.chars == "он\u00a0— тут"
    assert edited.marks == (Mark(5, 8, "emphasis"),)


def test_an_insertion_at_the_start_of_a_mark_stays_outside() -> None:
    text = Text("слово", (Mark(0, 5, "strong"),))
    assert text.apply([Edit(0, 0, "«", "RU1"), Edit(5, 5, "»", "RU1")]) == Text("«слово»", (Mark(1, 6, "strong"),))


def test_an_anchor_stays_in_front_of_what_is_inserted_at_it() -> None:
    text = Text("слово.", (Mark(5, 5, "note", "1"),))
    assert text.apply([Edit(5, 5, "…", "RU1")]).marks[0].start == 5


def test_deleted_characters_leave_an_empty_mark() -> None:
    assert Text("аб в", (Mark(3, 4, "emphasis"),)).apply([Edit(2, 4, "", "RU1")]).marks == (Mark(2, 2, "emphasis"),)


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="overlapping"):
        Text("абв").apply([Edit(0, 2, "x", "A"), Edit(1, 3, "y", "B")])


def test_a_slice_takes_its_marks_and_origin_along() -> None:
    text = Text("один два три", (Mark(5, 12, "emphasis"), Mark(8, 8, "note", "1")), (Run(0, 12, 100, 112),))
    part = text.slice(5, 8)
    assert part == Text("два", (Mark(0, 3, "emphasis"), Mark(3, 3, "note", "1")), (Run(0, 3, 105, 108),))


def test_a_slice_through_an_atom_points_at_the_whole_atom() -> None:
    text = Text("a — b", (), (Run(0, 2, 0, 2), Run(2, 3, 2, 9), Run(3, 5, 9, 11)))
    assert text.slice(2, 3).origin == (Run(0, 1, 2, 9),)


def test_source_range_of_one_to_one_characters() -> None:
    text = Text("абвг", (), (Run(0, 4, 10, 14),))
    assert text.source_range(1, 3) == (11, 13)


def test_source_range_over_neighbouring_runs_is_one_piece() -> None:
    text = Text("аб&в", (), (Run(0, 2, 0, 2), Run(2, 3, 2, 7), Run(3, 4, 7, 8)))
    assert text.source_range(1, 4) == (1, 8)


def test_source_range_over_a_gap_is_none() -> None:
    text = Text("абвг", (), (Run(0, 2, 0, 2), Run(2, 4, 4, 6)))  # «**» stands between
    assert text.source_range(1, 3) is None


def test_half_an_atom_has_no_source_range() -> None:
    text = Text("«»", (), (Run(0, 2, 0, 5),))
    assert text.source_range(0, 1) is None
    assert text.source_range(0, 2) == (0, 5)


@pytest.mark.parametrize(("at", "place"), [(0, 10), (1, 11), (2, 12), (3, 21)])
def test_an_insertion_stands_behind_the_character_before_it(at: int, place: int) -> None:
    text = Text("абв", (), (Run(0, 2, 10, 12), Run(2, 3, 20, 21)))
    assert text.source_range(at, at) == (place, place)


def test_text_without_origin_has_no_place() -> None:
    assert Text("абв").source_range(0, 1) is Text("абв").source_range(1, 1) is Text("абв").source_offset(1) is None


def test_source_offset_of_the_nearest_character_before() -> None:
    text = Text("абвг", (), (Run(1, 2, 7, 8), Run(3, 4, 20, 21)))
    assert [text.source_offset(at) for at in range(4)] == [7, 7, 8, 20]


def test_replaced_characters_are_an_atom_of_what_they_replace() -> None:
    text = Text("да...", (), (Run(0, 5, 0, 5),)).apply([Edit(2, 5, "…", "RU1")])
    assert text.source_range(2, 3) == (2, 5)


def test_plain_text_is_one_line_without_stand_ins() -> None:
    assert Text(f" Одна\nдве{OBJECT} ").plain == "Одна две"


# --- for all texts ----------------------------------------------------------------------------------------------------

CHARS = st.text("абв-. «»\n", max_size=20)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    chars = draw(CHARS)
    ends = st.integers(0, len(chars))
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=5))
    marks = tuple(Mark(min(p), max(p), "emphasis" if p[0] != p[1] else "note") for p in pairs)
    runs, at, source = [], 0, 0
    while at < len(chars):
        end = draw(st.integers(at + 1, len(chars)))
        source += draw(st.integers(0, 3))
        length = draw(st.sampled_from([end - at, end - at, 7]))
        if draw(st.booleans()) or not runs:
            runs.append(Run(at, end, source, source + length))
        at, source = end, source + length
    return Text(chars, marks, tuple(runs))


@st.composite
def edited(draw: st.DrawFn) -> tuple[Text, list[Edit]]:
    text = draw(texts())
    borders = sorted(draw(st.lists(st.integers(0, len(text.chars)), max_size=8)))
    pairs = zip(borders[::2], borders[1::2], strict=False)
    edits = [Edit(a, b, draw(st.text("xyz", max_size=3)), "T") for a, b in pairs]
    return text, draw(st.permutations(edits))


def naive(chars: str, edits: list[Edit]) -> str:
    ordered = sorted(edits, key=lambda e: (e.start, e.end))
    for edit in reversed(ordered):
        chars = chars[: edit.start] + edit.new + chars[edit.end :]
    return chars


@given(edited())
def test_the_characters_are_those_of_naive_replacement(case: tuple[Text, list[Edit]]) -> None:
    text, edits = case
    assert text.apply(edits).chars == naive(text.chars, edits)


@given(edited())
def test_marks_stay_inside_the_text_and_in_their_order(case: tuple[Text, list[Edit]]) -> None:
    text, edits = case
    result = text.apply(edits)
    assert all(0 <= m.start <= m.end <= len(result.chars) for m in result.marks)
    for one, moved_one in zip(text.marks, result.marks, strict=True):
        for other, moved_other in zip(text.marks, result.marks, strict=True):
            if one.end <= other.start and one.start < one.end and other.start < other.end:
                assert moved_one.end <= moved_other.start


@given(edited())
def test_origins_are_ordered_and_kept_characters_keep_theirs(case: tuple[Text, list[Edit]]) -> None:
    text, edits = case
    result = text.apply(edits)
    assert all(r.start < r.end for r in result.origin)
    assert all(a.end <= b.start for a, b in zip(result.origin, result.origin[1:], strict=False))
    assert all(r.start >= 0 and r.end <= len(result.chars) for r in result.origin)
    shift, pending = 0, sorted(edits, key=lambda e: (e.start, e.end))
    touched = {at for e in edits for at in range(e.start, e.end)}
    for at in range(len(text.chars)):
        while pending and pending[0].end <= at and pending[0].start <= at:
            edit = pending.pop(0)
            shift += len(edit.new) - (edit.end - edit.start)
        run = next((r for r in text.origin if r.start <= at < r.end), None)
        if at not in touched and run and not run.is_atom:
            assert result.source_range(at + shift, at + shift + 1) == text.source_range(at, at + 1)


@given(texts(), st.data())
def test_a_slice_says_what_the_whole_says(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text.chars)))
    end = data.draw(st.integers(start, len(text.chars)))
    part = text.slice(start, end)
    assert part.chars == text.chars[start:end]
    assert all(0 <= m.start <= m.end <= len(part.chars) for m in part.marks)
    for at in range(len(part.chars)):
        whole = text.source_range(start + at, start + at + 1)
        assert whole is None or part.source_range(at, at + 1) == whole
