"""No-break spaces by profile, rules that are off, and the cap on how much hangs together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.typography import CleanedText, Settings, clean_text, cleaned_plain
from publisher.typography.rules.glue import LONGEST

NBSP = "\u00a0"


def cleaned(text, profile="book", *extend):
    result = CleanedText(text, *cleaned_plain(text, Settings("ru", profile, extend=frozenset(extend))))
    return result.text.replace(NBSP, "␣")


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ("book", "в␣доме на␣лугу для нас"),
        ("press", "в␣доме на лугу для нас"),
        ("web", "в␣доме на␣лугу для␣нас"),
    ],
)
def test_short_words_by_profile(profile, expected):
    assert cleaned("в доме на лугу для нас", profile) == expected


def test_the_last_word_is_bound_when_asked_for():
    assert cleaned("Это был он.") == "Это был он."
    assert cleaned("Это был он.", "book", "RU407") == "Это был␣он."
    assert cleaned("Это было так. Да, это он", "book", "RU407") == "Это было так. Да, это␣он"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("не на 12345678 экземпляров ли", "не␣на␣12345678 экземпляров␣ли", id="first what is counted"),
        pytest.param("и до противопоставлений ли", "и до␣противопоставлений␣ли", id="then short words, from the left"),
        pytest.param("в противопоставлениях-то — да", "в противопоставлениях-то␣— да", id="short words before dashes"),
        pytest.param("в А. С. Константинопольском", "в А.␣С.␣Константинопольском", id="dashes and names last"),
        pytest.param("и не в доме ли", "и␣не␣в␣доме␣ли", id="short runs stay"),
        pytest.param("достопримечательностями же", "достопримечательностями␣же", id="a lone space stays"),
        pytest.param(
            "проф. А. Б. Константинопольская-Задунайская",
            "проф.␣А.␣Б.␣Константинопольская-Задунайская",
            id="firm ones never go",
        ),
    ],
)
def test_the_weakest_goes_first(before, after):
    assert cleaned(before) == after
    assert cleaned(after.replace("␣", NBSP)) == after


SHORT = ["в", "и", "не", "на", "со", "же", "бы", "ли", "дом", "домами", "городского", "перестановками", "—", "да,"]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(SHORT), min_size=1, max_size=30).map(" ".join))
def test_no_run_grows_too_long(text):
    for run in clean_text(text).text.split(" "):
        assert len(run) <= LONGEST or run.count(NBSP) <= 1
