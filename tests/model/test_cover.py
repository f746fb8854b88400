"""How thick a spine gets."""

from __future__ import annotations

import pytest

from publisher.model.cover import MM, CoverWish, binding_of, spine_width


def test_leaves_times_caliper_and_twice_the_cover() -> None:
    """The example of the docstring."""
    wish = CoverWish(caliper=0.1 * MM, cover_caliper=0.25 * MM)
    assert spine_width(wish, "anthology", 200) == pytest.approx(10.5 * MM)
    assert spine_width(wish, "anthology", 199) == pytest.approx(10.5 * MM)


@pytest.mark.parametrize(
    ("binding", "kind", "pages", "found"),
    [
        ("auto", "pamphlet", 64, "saddle"),
        ("auto", "pamphlet", 68, "perfect"),
        ("auto", "anthology", 40, "saddle"),
        ("auto", "anthology", 44, "perfect"),
        ("saddle", "anthology", 320, "saddle"),
        ("perfect", "pamphlet", 8, "perfect"),
    ],
)
def test_binding_follows_from_the_kind_and_the_number_of_pages(binding, kind: str, pages: int, found: str) -> None:
    wish = CoverWish(binding=binding)
    assert binding_of(wish, kind, pages) == found
    assert (spine_width(wish, kind, pages) == 0) is (found == "saddle")


def test_what_the_printer_measured_holds() -> None:
    assert spine_width(CoverWish(spine=7.0, binding="saddle"), "pamphlet", 16) == 7
