"""Alphabetical order."""

from __future__ import annotations

import pytest

from publisher.composition.collation import collation_key


@pytest.mark.parametrize(
    "ordered",
    [
        ["Едок", "Ёж", "ежи", "Жук"],
        ["все", "всё", "всего"],
        ["Берёза", "берёза", "Береста"],
        ["1984", "Zen", "Азбука"],
        ["дом", "«Дом» второй", "дом — третий"],
        ["гора", "ґанок", "дім"],
        ["екран", "єдність", "жито"],
        ["ива", "іній", "їжа", "йод"],
        ["ана", "әже", "бала"],
        ["кала", "қала", "лала"],
        ["ура", "ұл", "үй", "фа"],
        ["он", "онлайн"],
    ],
)
def test_alphabetical_order(ordered: list[str]) -> None:
    backwards = ordered[::-1]
    assert sorted(backwards, key=collation_key) == ordered


def test_decomposed_letters_sort_like_composed_ones() -> None:
    assert collation_key("и\u0306од")[:2] == collation_key("йод")[:2]
