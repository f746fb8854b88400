import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.writers.lines import hyphenation
from publisher.writers.lines.hyphenation import Division, divisions, opens_sentence, points

MINIMA = (5, 2, 3)


def freely(chunk: str, language: str = "ru", *, opens: bool = False) -> str:
    cuts = [at for at, how in divisions(chunk, language, MINIMA, opens_sentence=opens) if how is Division.FREE]
    for at in reversed(cuts):
        chunk = f"{chunk[:at]}={chunk[at:]}"
    return chunk


@pytest.mark.parametrize(
    ("chunk", "expected"),
    [
        ("«дворика»,", "«дво=рика»,"),  # two letters behind the hyphen are too few
        ("имение", "име=ние"),  # and so is one before it
        ("ЮНЕСКО", "ЮНЕСКО"),
        ("МосГорТранс", "МосГорТранс"),
        ("Петербурге", "Петербурге"),
        ("северо-западный", "северо-западный"),
        ("https://example.org/страница", "https://example.org/страница"),
        ("1812-го", "1812-го"),
        ("дом", "дом"),
    ],
)
def test_what_may_be_divided(chunk: str, expected: str) -> None:
    assert freely(chunk) == expected


def test_the_first_word_of_a_sentence_is_no_name() -> None:
    assert freely("Дворянство", opens=True) == "Дво=рян=ство"
    assert freely("Дворянство") == "Дворянство"
    assert freely("Wörterbuch", "de") == freely("wörterbuch", "de").capitalize()


def test_names_and_long_parts_of_compounds_come_last() -> None:
    assert {how for _, how in divisions("Петербурге", "ru", MINIMA, opens_sentence=False)} == {Division.NAME}
    parts = divisions("научно-исследовательский", "ru", MINIMA, opens_sentence=False)
    assert {how for _, how in parts} == {Division.COMPOUND}
    assert min(at for at, _ in parts) > len("научно-")


@pytest.mark.parametrize(
    ("before", "opens"),
    [
        ("", True),
        ("— ", True),
        ("Он ушёл. ", True),
        ("Он ушёл! — ", True),
        ("сказал брат. «", True),
        ("Неужели?» ", True),
        ("сказал ", False),
        ("А. С. ", False),
        ("и т. д. ", False),
        ("проф. ", False),
        ("ушёл, — сказал ", False),
    ],
)
def test_where_sentences_begin(before: str, opens: bool) -> None:
    assert opens_sentence(before) is opens


def test_languages_without_patterns_are_divided_by_syllables() -> None:
    assert freely("кітапхана", "kk") == "кі=тап=хана"
    assert points("кітапхана", "xx", 2, 3) == ()
    assert points("македонски", "mk", 2, 3)


LETTERS = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі", min_size=1, max_size=24)


@given(LETTERS, st.sampled_from(["ru", "uk", "be", "bg", "sr", "kk", "ky", "tt", "mk"]))
def test_every_part_can_stand_alone(word: str, language: str) -> None:
    for at in points(word, language, 2, 3):
        before, after = word[:at], word[at:]
        assert len(before) >= 2
        assert len(after) >= 3
        assert after[0] not in "ьъйы"
        assert set(before) & set("аеёиоуыэюяәіөұүє")
        assert set(after) & set("аеёиоуыэюяәіөұүє")


@pytest.mark.parametrize("language", ["ru_RU", "uk_UA", "en_US", "de_DE", "sr", "hu_HU"])
def test_patterns_divide_as_pyphen_does(language: str) -> None:
    theirs = pyphen.Pyphen(lang=language, left=1, right=1)
    ours = hyphenation.Patterns(theirs.hd.patterns)
    words = "достопримечательность съёмщик безынициативный агротехнический об'єднання hyphenation Schifffahrt ж aa"
    for word in (*words.lower().split(), "ћирилица", "asszonnyal", "подъезд" * 4):
        assert ours.positions(word) == tuple(int(at) for at in theirs.positions(word))
