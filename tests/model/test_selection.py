from __future__ import annotations

import pytest

from publisher.model.dates import Day, Span, span_of
from publisher.model.selection import Choice, Selection, names
from publisher.model.text import Text
from publisher.model.work import Metadata, Person


def meta(author: str = "", date: str = "", language: str = "ru", tags: tuple[str, ...] = ()) -> Metadata:
    authors = (Person(Text(author)),) if author else ()
    return Metadata(authors=authors, date=date, language=language, tags=tags)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("1901", (1901, 1, 1), (1901, 12, 31)),
        ("1901-05", (1901, 5, 1), (1901, 5, 31)),
        ("1901-05-03", (1901, 5, 3), (1901, 5, 3)),
        ("1901-05-03T10:00:00", (1901, 5, 3), (1901, 5, 3)),
        ("3 мая 1901 г.", (1901, 5, 3), (1901, 5, 3)),
        ("3\u00a0мая 1901", (1901, 5, 3), (1901, 5, 3)),
        ("Март 1901", (1901, 3, 1), (1901, 3, 31)),
        ("03.05.1901", (1901, 5, 3), (1901, 5, 3)),
        ("1889–1891", (1889, 1, 1), (1891, 12, 31)),
        ("июнь 1889 — май 1891", (1889, 1, 1), (1891, 12, 31)),
        ("1820-е годы", (1820, 1, 1), (1829, 12, 31)),
        ("около 1850 (?)", (1850, 1, 1), (1850, 12, 31)),
        ("1901-13-40", (1901, 1, 1), (1901, 12, 31)),
    ],
)
def test_a_date_means_days(date: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert span_of(date) == Span(Day(*first), Day(*last))


@pytest.mark.parametrize("date", ["", "без даты", "12", "18500"])
def test_without_a_year_there_is_no_date(date: str) -> None:
    assert span_of(date) is None


@pytest.mark.parametrize(
    "wanted", ["Чехов", "чехов", "Антон Чехов", "Чехов А. П.", "А.П. Чехов", "Чехов, Антон Павлович", "Чехов А"]
)
def test_a_person_is_named_in_many_ways(wanted: str) -> None:
    assert names(wanted, "Антон Павлович Чехов")


@pytest.mark.parametrize("wanted", ["Чех", "А. П.", "Михаил Чехов", "Чехов М. П.", "", "Чехов Чехов"])
def test_somebody_else_is_not_named(wanted: str) -> None:
    assert not names(wanted, "Антон Павлович Чехов")


def test_initials_of_the_work_stand_for_names_of_the_config() -> None:
    assert names("Антон Чехов", "А.\u00a0П.\u00a0Чехов")
    assert names("Семён Семёнов", "Семен Семенов")


def test_any_value_of_a_key_and_all_keys() -> None:
    wanted = Selection(tags=("Проза", "стихи"), languages=("ru",), dates=span_of("1850"))
    assert wanted.misses(meta(tags=("СТИХИ",), date="1850-03-01")) == ""
    assert wanted.misses(meta(tags=("пьеса",), date="1850")) == "tags"
    assert wanted.misses(meta(tags=("проза",), language="uk", date="1850")) == "languages"
    assert wanted.misses(meta(tags=("проза",), date="1851")) == "dates"
    assert wanted.misses(meta(tags=("проза",))) == "undated"
    assert Selection(tags=("рассказ",)).misses(Metadata(category="Рассказ")) == ""
    assert Selection(languages=("en",)).misses(meta(language="en-GB")) == ""


def test_one_of_several_selections_is_enough_and_one_exclusion_too_many() -> None:
    choice = Choice((Selection(tags=("а",)), Selection(tags=("б",))), (Selection(authors=("Лишний",)),))
    assert choice.refusal(meta(tags=("б",))) == ""
    assert choice.refusal(meta(tags=("в",))) == "tags"
    assert choice.refusal(meta("Пётр Лишний", tags=("а",))) == "excluded"
    assert Choice().refusal(meta()) == ""
