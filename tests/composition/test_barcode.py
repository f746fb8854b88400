"""EAN-13: patterns of the standard, and bars read back from a finished page."""

from __future__ import annotations

import re

import pytest
from barcodes import read_bars

from publisher.composition.barcode import HEIGHT, QUIET, WIDTH, ean13_html, modules


def test_the_example_of_the_standard() -> None:
    """4 003994 155486 in the usual textbooks: first digit 4 is LGLLGG."""
    pattern = modules("4003994155486")
    assert pattern[:3] == pattern[-3:] == "101"
    assert pattern[45:50] == "01010"
    assert [pattern[3 + 7 * n : 10 + 7 * n] for n in range(6)] == [
        *("0001101", "0100111", "0111101", "0001011", "0010111", "0011101")
    ]
    assert pattern[50:57] == "1100110"


@pytest.mark.parametrize("digits", [f"{first}785000000007"[:12] + str(first) for first in range(10)])
def test_every_first_digit_is_read_back(digits: str) -> None:
    assert read_bars(modules(digits)) == digits


def test_bars_are_black_rectangles_within_the_quiet_zone() -> None:
    html = ean13_html("9785000000007", "ISBN 978-5-00-000000-7", "Pub Mono", 0.8)
    bars = [tuple(map(int, found)) for found in re.findall(r'<rect x="(\d+)" y="0" width="(\d+)" height="(\d+)"', html)]
    row = ["0"] * WIDTH
    for x, width, height in bars:
        row[x : x + width] = "1" * width
        assert height in (HEIGHT, HEIGHT + 5)
    assert "".join(row) == "0" * QUIET[0] + modules("9785000000007") + "0" * QUIET[1]
    assert 'fill="#000000"' in html and 'width="29.832mm"' in html
