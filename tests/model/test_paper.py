"""Lengths and printing sheets."""

from __future__ import annotations

import pytest

from publisher.model.paper import Sheet, points


@pytest.mark.parametrize(
    ("length", "size"), [("1in", 72), ("25.4mm", 72), ("2.54 cm", 72), ("10pt", 10), ("96px", 72), (" 148mm ", 419.53)]
)
def test_lengths_in_points(length: str, size: float) -> None:
    assert points(length) == pytest.approx(size, abs=0.005)


@pytest.mark.parametrize("length", ["", "12", "mm", "1,5mm", "-3mm", "3em", "1e3pt", "3mm;"])
def test_what_is_no_length(length: str) -> None:
    with pytest.raises(ValueError, match=length or "^$"):
        points(length)


def test_conventional_sheets_of_a_book() -> None:
    """The example of the docstring, by the rule of ГОСТ Р 7.0.3-2006."""
    assert Sheet(84, 108, 32).conventional_sheets(256) == pytest.approx(13.44)


def test_a_sheet_of_60x90_is_the_measure() -> None:
    assert Sheet(60, 90, 16).conventional_sheets(160) == pytest.approx(10)


def test_a_sheet_is_written_as_printers_do() -> None:
    assert str(Sheet(84, 108, 32)) == "84×108/32"
    assert str(Sheet(70.5, 100, 16)) == "70.5×100/16"
