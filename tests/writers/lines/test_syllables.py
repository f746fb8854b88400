from itertools import pairwise

import pytest

from publisher.writers.lines.syllables import divisions


def divided(word: str, language: str) -> str:
    points = (0, *divisions(word, language), len(word))
    return "-".join(word[a:b] for a, b in pairwise(points))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("kk", "бас-па"),
        ("kk", "құрт-тар"),  # CVCC before CVC
        ("kk", "та-уық"),  # у is a consonant behind a vowel
        ("kk", "кі-тап-ха-на"),
        ("kk", "қа-зақс-тан-дық"),  # only the last consonant goes with the vowel
        ("kk", "ә-лем"),
        ("ky", "тоо-лор"),  # a long vowel is not divided
        ("ky", "кы-лым"),
        ("tt", "ки-тап-ха-нә"),
        ("ba", "баш-ҡорт-тар"),
        ("tg", "ки-тоб-хо-на"),
        ("uz", "мус-та-қил-лик"),
        ("mk", "ма-ке-донс-ки"),
        ("tt", "аль-бом"),  # a sign stays with its consonant
        ("kk", "объ-ект"),
    ],
)
def test_words_are_divided_by_syllables(language: str, expected: str) -> None:
    assert divided(expected.replace("-", ""), language) == expected


def test_another_script_is_left_alone() -> None:
    assert divisions("kitabxana", "tt") == ()
    assert divisions("бкитап1", "tt") == ()
