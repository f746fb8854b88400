"""First fit: every line takes what it can hold."""

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.writers.lines.fit import Demerits
from publisher.writers.lines.greedy import first_fit
from publisher.writers.lines.matter import END, Forced, Item, Matter, Run, matter_of


def matter(*items: Item) -> Matter:
    return matter_of(items, lambda text: [m.end() for m in re.finditer(r"[ -](?=.)|\n", text)])


def run_of(text: str, *, hyphenated: bool = False) -> Run:
    """Every character is 10 wide, a space too."""
    return Run(text, lambda word: 10.0 * len(word), 10.0, "ru", (5, 2, 3) if hyphenated else None)


def lines_of(text: str, widths: Sequence[float], *, hyphenated: bool = False, barred: Sequence[int] = ()) -> list[str]:
    found = matter(run_of(text, hyphenated=hyphenated))
    lines, begin = [], 0
    for place in first_fit(found, (0.0, 0, 0), widths, Demerits(), frozenset(barred)) or ():
        _, end, resume = found.at[place]
        end = len(text) if end < 0 else end
        lines.append(text[begin:end] + ("-" if found.ends[place] > 10.0 * end and found.kinds[place] != END else ""))
        begin = resume
    return lines


def test_a_line_takes_all_it_can_hold() -> None:
    assert lines_of("аа бб вв гггггг дд", [90.0]) == ["аа бб вв", "гггггг дд"]
    assert lines_of("аа бб вв", [50.0, 20.0]) == ["аа бб", "вв"]


def test_words_are_divided() -> None:
    (first, *_) = lines_of("аа типография вв", [90.0], hyphenated=True)
    assert first == "аа типо-"
    assert lines_of("аа типография вв", [130.0], hyphenated=True) == ["аа типография", "вв"]


def test_the_last_word_is_not_divided() -> None:
    assert lines_of("аа типография", [110.0], hyphenated=True) == ["аа", "типография"]


def test_a_barred_line_ends_with_a_space() -> None:
    assert lines_of("аа типография", [100.0], hyphenated=True, barred=[0]) == ["аа", "типография"]


@pytest.mark.parametrize(("text", "first"), [("аа Менделеев", "аа"), ("мы в\u00a0городе", "мы")])
def test_names_and_short_words_stay_whole(text: str, first: str) -> None:
    assert lines_of(text, [100.0 if "М" in text else 70.0], hyphenated=text[3] == "М")[0] == first


def test_what_fits_nowhere_is_left_from_its_space_on() -> None:
    assert lines_of("аа бб щщщщщщщщщщщщ вв", [60.0]) == ["аа бб"]
    assert lines_of("щщщщщщщщщщщщ", [60.0]) == []


def test_a_forced_break_ends_the_search() -> None:
    found = matter(run_of("аа"), Forced(), run_of("бб"))
    assert first_fit(found, (0.0, 0, 0), [100.0], Demerits()) == (0,)


@given(st.lists(st.text("абв", min_size=1, max_size=7), min_size=1, max_size=25), st.integers(7, 20))
def test_no_line_is_too_long_and_no_next_word_would_have_fitted(words: list[str], columns: int) -> None:
    lines = lines_of(" ".join(words), [10.0 * columns])
    assert " ".join(lines) == " ".join(words)
    for line, following in pairwise(lines):
        assert len(line) <= columns < len(line) + 1 + len(following.split()[0])


WORDS = st.one_of(
    st.sampled_from(["типография", "Менделеев", "из-за", "тёмно-серебристого", "в\u00a0городе", "—"]), st.text("абв")
)


@given(st.lists(WORDS, min_size=1, max_size=25), st.integers(4, 20), st.frozensets(st.integers(0, 3)))
def test_words_divided_one_by_one_give_the_same_lines(words: list[str], columns: int, barred: frozenset[int]) -> None:
    ends = []
    for divided in (False, True):
        found = matter(run_of(" ".join(words) + " конец", hyphenated=True))
        if divided:
            found.divide()
        places = first_fit(found, (0.0, 0, 0), [10.0 * columns], Demerits(), barred) or ()
        ends.append([(found.at[place], found.kinds[place], found.ends[place], found.starts[place]) for place in places])
    assert ends[0] == ends[1]


def test_only_words_at_the_end_of_a_line_are_divided() -> None:
    run = run_of("карандаш бумага типография чернила переплёт конец", hyphenated=True)
    found = matter(run)
    first_fit(found, (0.0, 0, 0), [240.0], Demerits())
    assert set(run.words) == {"типография"}
