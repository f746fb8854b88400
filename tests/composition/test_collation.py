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
        ["1984", "Азбука", "Zen"],
        ["Глава 8", "Глава 08", "Глава 10", "Глава 100", "Глава первая"],
        ["9", "10", "Ночь 2", "Ночь 1001"],
        ["Волга", "Волга 2", "Волга и Ока"],
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


def test_letters_of_the_book_come_before_others() -> None:
    words = ["1984", "Азбука", "Zen", "ä"]
    assert sorted(words, key=lambda word: collation_key(word, "en-GB")) == ["1984", "Zen", "ä", "Азбука"]
    assert sorted(words, key=lambda word: collation_key(word, "kk")) == ["1984", "Азбука", "Zen", "ä"]
