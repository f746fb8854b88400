from __future__ import annotations

import pytest
from press_stage import profile

from publisher.model.latin import latin
from publisher.model.paper import Trim
from publisher.model.press import MM
from publisher.press.names import delivered_name

TRIM = Trim(148 * MM, 210 * MM)


@pytest.mark.parametrize(
    ("name", "ascii_name"),
    [
        ("Щёлково", "Shchelkovo"),
        ("подъезд семьи", "podieezd-semi"),
        ("Їжак і ґава", "Izhak-i-gava"),
        ("Café – №5", "Cafe-No5"),
        ("日本", "file"),
        ("a.b_c-1.pdf", "a.b_c-1.pdf"),
    ],
)
def test_names_in_latin_letters(name: str, ascii_name: str) -> None:
    assert latin(name) == ascii_name


def test_the_pattern_of_the_shop_is_filled_in() -> None:
    assert delivered_name(profile(), "сборник", "block", TRIM, 32) == "sbornik_block_148x210.pdf"
    shop = profile(file_name="{name} {part} {pages}.pdf", ascii_names=False)
    assert delivered_name(shop, "сборник", "cover", TRIM, 4) == "сборник cover 4.pdf"
