"""Lengths and printing sheets."""

from __future__ import annotations

from decimal import Decimal

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
    assert Sheet(84, 108, 32).conventional_sheets(256) == Decimal("13.44")


@pytest.mark.parametrize(
    ("pages", "printed"), [(192, "22.32"), (52, "6.05"), (12, "1.40"), (68, "7.91"), (64, "7.44"), (20, "2.32")]
)
def test_conventional_sheets_as_printed_in_real_imprints(pages: int, printed: str) -> None:
    """Books of 60×84/8; the exact ratio of areas would give 22.40 for the first."""
    assert abs(Sheet(60, 84, 8).conventional_sheets(pages) - Decimal(printed)) <= Decimal("0.005")


def test_a_sheet_of_60x90_is_the_measure() -> None:
    assert Sheet(60, 90, 16).conventional_sheets(160) == 10


def test_a_sheet_that_is_in_no_table_counts_by_its_area() -> None:
    assert Sheet(84, 90, 16).coefficient == Sheet(90, 84, 16).coefficient == Decimal("1.40")


def test_a_sheet_is_written_as_printers_do() -> None:
    assert str(Sheet(84, 108, 32)) == "84×108/32"
    assert str(Sheet(70.5, 100, 16)) == "70.5×100/16"
