"""The page plan."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publisher.binding.plan import plan_pages


def test_blank_versos_before_rectos() -> None:
    plan = plan_pages([(2, "recto"), (3, "recto"), (1, "page"), (1, "recto")])
    assert plan.starts == (1, 3, 6, 7)
    assert [p.piece for p in plan.pages] == [0, 0, 1, 1, 1, 2, 3]
    plan = plan_pages([(1, "recto"), (1, "recto"), (1, "verso")])
    assert [p.piece for p in plan.pages] == [0, None, 1, 2]


def test_a_book_may_begin_on_a_verso() -> None:
    assert [p.piece for p in plan_pages([(1, "verso")]).pages] == [None, 0]


@given(st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["page", "recto", "verso"])), max_size=8))
def test_pages_are_numbered_without_gaps_and_stand_on_their_side(pieces: list[tuple[int, str]]) -> None:
    plan = plan_pages(pieces)  # type: ignore[arg-type]
    assert [p.number for p in plan.pages] == list(range(1, len(plan.pages) + 1))
    for index, (count, start) in enumerate(pieces):
        own = [p for p in plan.pages if p.piece == index]
        assert [p.page for p in own] == list(range(count))
        assert own[0].number == plan.starts[index]
        assert start == "page" or own[0].is_recto == (start == "recto")
