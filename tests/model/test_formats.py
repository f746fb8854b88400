"""Formats by sheet and fraction."""

from __future__ import annotations

from decimal import Decimal

import pytest

from publisher.model.formats import MM, TRIMS, conventional_sheets, share_of, sheet_named, sheet_of, trim_named
from publisher.model.paper import Sheet, Trim


@pytest.mark.parametrize("name", ["84x108/32", "84×108/32", " 84Х108/32 ", "84 х 108 / 32", "84*108/32"])
def test_a_format_may_be_written_as_people_write_it(name: str) -> None:
    assert sheet_named(name) == Sheet(84, 108, 32)
    assert trim_named(name) == Trim(130 * MM, 200 * MM)


@pytest.mark.parametrize("name", ["", "А5", "84x108", "84x108/0", "x/32", "84x108/3200", "84x108/32 мм"])
def test_what_is_no_format(name: str) -> None:
    assert sheet_named(name) is None


def test_a_format_without_a_standard_trim() -> None:
    assert sheet_named("62x94/16") == Sheet(62, 94, 16)
    assert trim_named("62x94/16") is None


@pytest.mark.parametrize("sheet", TRIMS)
def test_every_trimmed_page_is_a_little_smaller_than_its_share_of_the_sheet(sheet: Sheet) -> None:
    width, height = TRIMS[sheet]
    short, long = share_of(sheet)
    assert 0 < short - width <= 11 and 0 < long - height <= 11
    assert sheet_of(Trim(width * MM, height * MM)) == sheet


@pytest.mark.parametrize(
    ("width", "height", "sheet"),
    [
        (148, 210, "60×84/16"),
        (210, 148, "60×84/16"),
        (210, 297, "60×84/8"),
        (105, 148, "60×84/32"),
        (297, 420, "60×84/4"),
        (176, 250, "70×100/16"),
        (165, 235, "70×100/16"),
        (140, 200, "60×84/16"),
    ],
)
def test_other_trims_are_counted_by_the_sheet_they_are_cut_from(width: float, height: float, sheet: str) -> None:
    assert str(sheet_of(Trim(width * MM, height * MM))) == sheet


def test_a_page_that_is_no_share_of_a_sheet_is_counted_by_area() -> None:
    slim = Trim(99 * MM, 210 * MM)
    assert sheet_of(slim) is None
    assert conventional_sheets(2, slim, None) == Decimal(2) * 99 * 210 / 540000
    assert conventional_sheets(32, Trim(130 * MM, 200 * MM), Sheet(84, 108, 32)) == Decimal("1.68")
