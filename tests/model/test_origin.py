"""Packed origins: the same runs, in a few bytes, through pickles and edits."""

from __future__ import annotations

import pickle

from hypothesis import given
from hypothesis import strategies as st

from publisher.model.origin import Origin, Run
from publisher.model.text import Edit, Text


@st.composite
def runs(draw: st.DrawFn) -> tuple[Run, ...]:
    """Sorted, without overlaps in the text; in the source they may stand anywhere."""
    found, at = [], 0
    for _ in range(draw(st.integers(0, 8))):
        start = at + draw(st.integers(0, 300))
        at = start + draw(st.integers(1, 300))
        source = draw(st.integers(0, 1 << 40))
        found.append(Run(start, at, source, source + draw(st.sampled_from([at - start, 1, 200_000]))))
    return tuple(found)


@given(runs())
def test_what_is_packed_comes_out_again(given_runs: tuple[Run, ...]) -> None:
    origin = Origin(given_runs)
    assert tuple(origin) == given_runs
    assert len(origin) == len(given_runs)
    assert bool(origin) == bool(given_runs)
    assert pickle.loads(pickle.dumps(origin)) == origin


@given(runs())
def test_a_packed_origin_equals_a_tuple_of_the_same_runs(given_runs: tuple[Run, ...]) -> None:
    origin = Origin(given_runs)
    assert origin == given_runs
    assert given_runs == origin
    assert hash(origin) == hash(given_runs)
    assert origin != Origin((*given_runs, Run(9000, 9001, 0, 1)))
    assert origin != list(given_runs)


def test_runs_are_reached_by_number_and_range() -> None:
    one, two = Run(0, 2, 500, 502), Run(3, 4, 7, 14)
    origin = Origin((one, two))
    assert origin[0] == one
    assert origin[-1] == two
    assert origin[1:] == (two,)


def test_a_long_paragraph_with_many_edits_is_small() -> None:
    length = 40_000
    text = Text("а - " * (length // 4), (), (Run(0, length, 100, 100 + length),))
    cleaned = text.apply(Edit(at + 1, at + 3, "\u00a0—", "RU1") for at in range(0, length, 4))
    assert len(cleaned.origin) == length // 2 + 1
    assert len(pickle.dumps(cleaned.origin)) < 5 * len(cleaned.origin)


def test_a_packed_text_knows_the_same_places() -> None:
    text = Text("абвг", (), (Run(0, 1, 10, 11), Run(1, 2, 11, 16), Run(3, 4, 40, 41)))
    packed = text.packed()
    assert packed == text
    places = [(a, b) for a in range(5) for b in range(a, 5)]
    assert [packed.source_range(a, b) for a, b in places] == [text.source_range(a, b) for a, b in places]
    assert [packed.source_offset(at) for at in range(5)] == [text.source_offset(at) for at in range(5)]
    assert packed.slice(1, 4) == text.slice(1, 4)
