"""Parts of a stylesheet come out as they were put in."""

from __future__ import annotations

from publisher.model.stylesheet import joined, parts_of


def test_parts_are_found_again() -> None:
    assert parts_of(joined(["@font-face {}", "@page {}\n", ""])) == ["@font-face {}", "@page {}\n", ""]


def test_a_stylesheet_of_one_piece_is_one_part() -> None:
    assert parts_of("p { color: red }") == ["p { color: red }"]
