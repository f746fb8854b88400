"""Total fit on small paragraphs whose best lines can be found by trying all of them."""

import re
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.writers.lines.fit import Demerits, fit
from publisher.writers.lines.matter import END, HYPHEN, OBJECT, PLAIN, SPACE, Forced, Gap, Item, Matter, Run, matter_of

STIFF = Demerits(expansion=0.0)


def run_of(text: str, *, hyphenated: bool = False, wraps: bool = True) -> Run:
    """Every character is 10 wide, a space too."""
    return Run(text, lambda word: 10.0 * len(word), 10.0, "ru", (5, 2, 3) if hyphenated else None, wraps=wraps)


def breaks(text: str) -> list[int]:
    return [m.end() for m in re.finditer(r"[ \u200b\u00ad-](?=.)|\n", text)]


def matter(*items: Item) -> Matter:
    found = matter_of(items, breaks)
    found.divide()
    return found


def lines_of(
    found: Matter, widths: Sequence[float], demerits: Demerits = STIFF, barred: frozenset[int] = frozenset()
) -> list[str]:
    places = fit(found, (0.0, 0, 0), widths, demerits, barred)
    lines, begin = [], (0, 0)
    for place in places or ():
        run, end, resume = found.at[place]
        end = len(found.runs[run].text) if end < 0 else end
        parts = [r.text for r in found.runs[begin[0] : run + 1]]
        parts[-1] = found.runs[run].text[:end]
        line = "".join(parts)[begin[1] :]
        lines.append(line + ("-" if found.kinds[place] == HYPHEN else ""))
        begin = (run, resume if resume >= 0 else len(found.runs[run].text))
    return lines


def test_all_lines_are_chosen_together() -> None:
    """A greedy first line «аа бб вв» would leave a hole in the second one."""
    text = "аа бб вв гггггг дд"
    assert lines_of(matter(run_of(text)), [90.0]) == ["аа бб вв", "гггггг дд"]


def exhaustive(found: Matter, width: float, demerits: Demerits) -> float:
    """The least sum of e² over all ways: what `fit` minimizes when nothing else counts."""
    spaces = [p for p, kind in enumerate(found.kinds) if kind == SPACE]
    best = float("inf")
    for count in range(len(spaces) + 1):
        for chosen in combinations(spaces, count):
            total, x, passed = 0.0, 0.0, 0
            for place in chosen:
                slack, n = width - (found.ends[place] - x), found.spaces_to[place] - passed
                e = slack / (n * found.space) if n else (0.0 if abs(slack) < 0.01 else slack / found.space * 3)
                if e < -demerits.shrink - 1e-9:
                    total = float("inf")
                total += (100 if e > 0 else demerits.tight) * e * e
                x, passed = found.starts[place], found.spaces_from[place]
            over, n = found.ends[-1] - x - width, found.spaces_to[-1] - passed
            if over > demerits.shrink * found.space * n + 1e-6:
                total = float("inf")
            elif over > 0:
                total += demerits.tight * (over / (n * found.space)) ** 2
            best = min(best, total)
    return best


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 7), min_size=2, max_size=9), st.integers(9, 16))
def test_no_other_way_has_fewer_demerits(lengths: list[int], width: int) -> None:
    bare = Demerits(expansion=0, loose=0, looser=0, contrast=0, short=0, last_word=0)
    found = matter(run_of(" ".join("щ" * n for n in lengths)))
    places = fit(found, (0.0, 0, 0), [width * 10.0], bare)
    assert places is not None
    total, x, passed = 0.0, 0.0, 0
    for place in places:
        slack, n = width * 10.0 - (found.ends[place] - x), found.spaces_to[place] - passed
        e = slack / (n * found.space) if n else (0.0 if abs(slack) < 0.01 else slack / found.space * 3)
        if found.kinds[place] != END or e < 0:
            total += (100 if e > 0 else bare.tight) * e * e
        x, passed = found.starts[place], found.spaces_from[place]
    best = exhaustive(found, width * 10.0, bare)
    widest = 3.5  # ways with a wider line are tried only when there is no other
    assert total == pytest.approx(best, rel=1e-9) or best > 100 * 1.2**2 or total <= 100 * widest**2 * len(places)
    assert found.kinds[places[-1]] == END


def test_a_forced_break_ends_the_line() -> None:
    found = matter(run_of("раз два"), Forced(), run_of("три"))
    assert fit(found, (0.0, 0, 0), [300.0], STIFF) == (found.kinds.index(END),)


def test_no_line_ends_in_a_run_that_does_not_wrap() -> None:
    found = matter(run_of("раз "), run_of("два три", wraps=False), run_of(" четыре"))
    assert [found.at[p][0] for p, kind in enumerate(found.kinds) if kind == SPACE] == [0, 2]


def test_a_picture_takes_its_room() -> None:
    assert lines_of(matter(run_of("аа бб "), Gap(50.0, OBJECT), run_of(" вв")), [100.0]) == ["аа бб", " вв"]


def test_no_break_spaces_hold() -> None:
    assert lines_of(matter(run_of("аа\u00a0бб\u00a0вв")), [80.0]) == ["аа\u00a0бб\u00a0вв"]
    assert lines_of(matter(run_of("\u00a0\u00a0")), [80.0]) == ["\u00a0\u00a0"]


@pytest.mark.parametrize("last", ["да", "это", "1812"])
def test_no_short_word_stands_alone_on_the_last_line(last: str) -> None:
    """Without the rule it would: the line before is full."""
    text = "словом " * 10 + last
    assert lines_of(matter(run_of(text)), [690.0], replace(STIFF, last_word=0, short=0))[-1] == last
    assert lines_of(matter(run_of(text)), [690.0])[-1] == f"словом {last}"
    of_two = matter(run_of("словом " * 10), run_of(last))  # a word that is not to be divided is a run of its own
    assert lines_of(of_two, [690.0])[-1] == f"словом {last}"


def test_a_word_that_is_long_enough_may_be_the_last_line() -> None:
    assert lines_of(matter(run_of("словом " * 10 + "окончилось")), [690.0])[-1] == "окончилось"


def test_a_narrow_measure_is_not_hyphenated_from_top_to_bottom() -> None:
    """Lines are loose there, whatever is done: the price of hyphens under each other has to keep pace."""
    text = (
        "Вечером в воротах раздался протяжный стук подъехавшего экипажа, и незнакомец, потихоньку отворив калитку, "
        "скользнул по длинной берёзовой аллее к старому дому, в окошках которого ещё мерцали запоздалые огни. Хозяйка "
        "поднялась навстречу, удивлённая неожиданным посещением, однако приветливо протянула вошедшему обе руки. "
    )

    def hyphens_under_two(demerits: Demerits) -> int:
        count = 0
        for width in range(200, 400, 10):
            lines = lines_of(matter(run_of(2 * text + text.strip(), hyphenated=True)), [float(width)], demerits)
            ends = [line.endswith("-") for line in lines]
            count += sum(all(three) for three in zip(ends, ends[1:], ends[2:], strict=False))
        return count

    assert hyphens_under_two(STIFF) < hyphens_under_two(replace(STIFF, steepest=1.0))


def test_hyphens_are_avoided_where_they_are_barred() -> None:
    text = "сегодня замечательное утро выдалось необыкновенное и тихое по всей округе"
    found = matter(run_of(text, hyphenated=True))
    first = lines_of(found, [170.0])
    hyphenated = [n for n, line in enumerate(first) if line.endswith("-")]
    assert hyphenated
    again = lines_of(found, [170.0], STIFF, frozenset(hyphenated[:1]))
    assert not again[hyphenated[0]].endswith("-")
    assert "".join(again).replace("-", "").replace(" ", "") == text.replace(" ", "")


def test_lines_may_differ_in_width() -> None:
    words = "аааа " * 12
    lines = lines_of(matter(run_of(words.strip())), [90.0, 90.0, 190.0])
    assert [len(line) for line in lines[:3]] == [9, 9, 19]


def test_a_word_wider_than_its_line_is_left_to_others() -> None:
    assert fit(matter(run_of("щ" * 30)), (0.0, 0, 0), [100.0], STIFF) is None
    found = matter(run_of("аааа бббб " + "щ" * 30 + " вв"))
    places = fit(found, (0.0, 0, 0), [90.0], STIFF)
    assert places is not None  # up to the word
    assert found.at[places[-1]][1] == len("аааа бббб")


def test_soft_hyphens_and_zero_width_spaces_are_places() -> None:
    found = matter(run_of("пере\u00adнос и\u200bтам"))
    assert [k for k in found.kinds if k in (HYPHEN, PLAIN)] == [HYPHEN, PLAIN]


def test_a_hundred_thousand_characters_take_bounded_time() -> None:
    text = "слово и дело необыкновенного человека " * 2700
    before = time.process_time()
    found = matter(run_of(2 * text + text.strip(), hyphenated=True))
    places = fit(found, (0.0, 0, 0), [600.0], STIFF)
    assert places is not None
    assert found.kinds[places[-1]] == END
    assert time.process_time() - before < 10
