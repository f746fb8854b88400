"""Words of a book about itself: the same set in every language."""

from __future__ import annotations

import pytest

from publisher.composition.terms import terms


@pytest.mark.parametrize("language", ["uk", "be", "kk", "en"])
def test_every_language_has_the_same_words(language: str) -> None:
    assert terms(language).keys() == terms("ru").keys()
    assert all(("{n}" in word) == ("{n}" in terms("ru")[key]) for key, word in terms(language).items())


def test_only_the_first_subtag_counts() -> None:
    assert terms("ru-RU")["contents"] == terms("RU")["contents"] == "Содержание"


def test_unknown_languages_get_english_words() -> None:
    assert terms("eo") == terms("en")
