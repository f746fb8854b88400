"""The search on books that are mere arithmetic."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

import pytest

from publisher.composition.fit_search import ENOUGH, ENOUGH_IN_BOOKS, Search, Trial

HOLDS = [0.7 * 1.0025**n for n in range(280)]
"""0.7 … 1.4."""
COSTS = [(math.log(h) / 0.02) ** 2 for h in HOLDS]


class Book:
    """Works of so many pages in the layout as it is, with `matter` pages around them; counts its trials."""

    def __init__(
        self, *extents: float, matter: int = 0, wobble: float = 0.0, faulty: Callable[[int], int] | None = None
    ):
        self.extents, self.matter, self.wobble, self.faulty = extents, matter, wobble, faulty
        self.trials = self.rounds = 0

    def attempt(self, index: int) -> Trial:
        self.trials += 1
        noise = 1 + self.wobble * (random.Random(index).random() - 0.5)
        extents = tuple(extent / HOLDS[index] * noise for extent in self.extents)
        pages = self.matter + sum(max(1, math.ceil(extent)) for extent in extents)
        return Trial(pages, extents, faults=self.faulty(index) if self.faulty else 0)

    def search(self, expected: float = 0.0) -> Search:
        """`expected`: pages that the book seems to have; then trials are made in pairs."""
        return Search(HOLDS, COSTS, self.attempts, in_pairs=expected > 0, expected=self._expected(expected))

    def attempts(self, indexes: Sequence[int]) -> list[Trial]:
        self.rounds += 1
        return [self.attempt(index) for index in indexes]

    def _expected(self, extent: float) -> Trial | None:
        return Trial(self.matter + math.ceil(extent), (extent,)) if extent else None


def best(book: Book, pages: int) -> int:
    """The nearest setting that fits, found by trying all of them."""
    natural = min(range(len(COSTS)), key=lambda i: COSTS[i])
    return min(i for i in range(natural, len(HOLDS)) if book.attempt(i).pages <= pages)


@pytest.mark.parametrize(("extent", "pages"), [(1.01, 1), (1.3, 1), (4.2, 4), (9.9, 8), (33.1, 32), (301.5, 288)])
def test_long_text_is_tightened_no_more_than_it_has_to_be(extent: float, pages: int) -> None:
    book = Book(extent)
    found = book.search().to_pages(pages, ENOUGH)
    assert found is not None and book.attempt(found).pages == pages
    assert HOLDS[found] / HOLDS[best(book, pages)] < 1.012
    book.trials = 0
    book.search().to_pages(pages, ENOUGH)
    assert book.trials <= 6


@pytest.mark.parametrize("error", [0.88, 1.0, 1.12])
@pytest.mark.parametrize(("extent", "pages"), [(1.3, 1), (4.2, 4), (2.4, 2), (0.8, 1), (3.2, 4), (1.6, 2)])
def test_in_pairs_three_rounds_are_enough(extent: float, pages: int, error: float) -> None:
    book = Book(extent)
    search = book.search(expected=extent * error)
    found = search.to_pages(pages, ENOUGH)
    assert found is not None and search.trial(found).pages == pages
    assert book.rounds <= 3 and book.trials <= 6
    alone = Book(extent).search().to_pages(pages, ENOUGH)
    assert alone is not None and abs(math.sqrt(COSTS[found]) - math.sqrt(COSTS[alone])) <= 0.6 + 0.06 * math.sqrt(
        COSTS[alone]
    )
    if extent > pages:
        assert HOLDS[found] / HOLDS[best(book, pages)] < 1.015
    else:
        assert search.trial(found).filled >= 0.94


def test_what_is_expected_is_tried_together_with_the_layout_as_it_is() -> None:
    sure = Book(1.6)
    assert sure.search(expected=1.6).to_pages(1, ENOUGH) is None and sure.rounds == 1  # too long, and known at once
    full = Book(0.97)
    assert full.search(expected=0.98).to_pages(1, ENOUGH) is not None and full.trials == 1  # nothing else to try
    several = Book(8.3, matter=2)
    found = several.search(expected=8.0).to_multiple(4, 0, ENOUGH_IN_BOOKS)
    assert found is not None and several.attempt(found).pages % 4 == 0


@pytest.mark.parametrize(("extent", "pages"), [(0.8, 1), (3.2, 4), (2.99, 4), (15.1, 16), (1.6, 2)])
def test_short_text_is_opened_until_its_last_page_is_filled(extent: float, pages: int) -> None:
    book = Book(extent)
    found = book.search().to_pages(pages, ENOUGH)
    assert found is not None
    trial = book.attempt(found)
    assert trial.pages == pages and trial.filled >= 0.94
    assert HOLDS[found] * 1.02 > extent / (pages - 0.06)  # and no further


def test_text_that_fills_its_pages_is_left_alone_after_one_trial() -> None:
    book = Book(3.97)
    search = book.search()
    assert search.to_pages(4, ENOUGH) == search.natural
    assert book.trials == 1


def test_text_that_cannot_be_fitted_is_told_from_text_that_can() -> None:
    assert Book(1.5).search().to_pages(1, ENOUGH) is None
    assert Book(1.2).search().to_pages(2, ENOUGH) is not None  # 1.7 pages when it is most open
    assert Book(1.2).search().to_pages(3, ENOUGH) is None


def test_text_that_never_fills_half_of_its_page_is_not_opened_in_vain() -> None:
    search = Book(0.15).search()
    assert search.to_pages(1, ENOUGH) == search.natural


def test_the_last_page_of_a_book_need_not_be_full() -> None:
    book = Book(5.7, matter=3)
    search = book.search()
    assert search.to_pages(9, ENOUGH_IN_BOOKS) == search.natural
    short = Book(5.05, matter=3)
    found = short.search().to_pages(9, ENOUGH_IN_BOOKS)
    assert found is not None and 0.66 <= short.attempt(found).filled < 0.7


@pytest.mark.parametrize("wobble", [0.01, 0.03])
def test_pages_that_go_up_and_down_still_fit(wobble: float) -> None:
    for extent in (1.1, 4.3, 8.4, 3.1):
        book = Book(extent, wobble=wobble)
        for pages in (1, 4, 8):
            for expected in (0.0, 0.9 * extent):
                search, book.rounds = book.search(expected), 0
                found = search.to_pages(pages, ENOUGH)
                if found is not None:
                    assert search.trial(found).pages == pages
                    assert book.rounds <= (7 if expected else 12)


def test_a_setting_in_which_pages_stay_blank_does_not_end_the_search() -> None:
    """A note that finds no place may drive text over several pages in one setting and not in the next one."""

    def attempt(index: int) -> Trial:
        extent = 3.1 / HOLDS[index] + (3 if 55 <= index < 65 else 0)
        return Trial(math.ceil(extent), (extent,))

    for in_pairs in (False, True):
        search = Search(
            HOLDS, COSTS, lambda indexes: [attempt(i) for i in indexes], in_pairs=in_pairs, expected=Trial(4, (3.2,))
        )
        search.look_at([search.natural, 60])
        found = search.to_pages(4, ENOUGH)
        assert found is not None and search.trial(found).pages == 4 and search.trial(found).filled >= 0.94


def test_many_works_are_counted_together() -> None:
    book = Book(2.1, 3.1, 1.03, 4.9, matter=4)
    natural = 4 + 3 + 4 + 2 + 5
    for pages in range(natural - 3, natural):
        found = book.search().to_pages(pages, ENOUGH_IN_BOOKS)
        assert found is not None and book.attempt(found).pages == pages


@pytest.mark.parametrize(
    ("extent", "most", "expected"),
    [(8.3, 0, 8), (8.3, 8, 8), (11.2, 0, 12), (7.9, 16, 8), (4.9, 16, 4), (15.5, 0, 16), (3.5, 0, 4), (9.5, 8, 8)],
)
def test_of_multiples_the_one_with_the_least_change_is_taken(extent: float, most: int, expected: int) -> None:
    book = Book(extent)
    found = book.search().to_multiple(4, most, ENOUGH_IN_BOOKS)
    assert found is not None and book.attempt(found).pages == expected


def test_no_multiple_within_the_limit_is_no_setting() -> None:
    assert Book(13.0).search().to_multiple(4, 8, ENOUGH) is None
    assert Book(5.9).search().to_multiple(16, 0, ENOUGH) is None


def test_a_setting_next_door_without_runts_is_taken() -> None:
    book = Book(4.2, faulty=lambda index: index % 3)
    search = book.search()
    found = search.to_pages(4, ENOUGH)
    assert found is not None
    cured = search.without_faults(found)
    assert search.trial(cured).faults == 0 and search.trial(cured).pages == 4
    assert COSTS[cured] < COSTS[found] + 5
    sound = Book(4.2).search()
    found = sound.to_pages(4, ENOUGH)
    assert found is not None
    before = len(sound.trials)
    assert sound.without_faults(found) == found and len(sound.trials) == before


def test_settings_that_were_tried_are_not_tried_again() -> None:
    asked: list[Sequence[int]] = []
    book = Book(4.2)

    def attempt(indexes: Sequence[int]) -> list[Trial]:
        asked.append(indexes)
        return [book.attempt(index) for index in indexes]

    search = Search(HOLDS, COSTS, attempt)
    search.look_at([3, 5])
    search.look_at([5, 7])
    search.look_at([3, 7])
    assert asked == [[3, 5], [7]]


def test_lost_lines_are_no_fit() -> None:
    def attempt(index: int) -> Trial:
        return Trial(1, (min(1.0, 1.15 / HOLDS[index]),), lost=3 if HOLDS[index] < 1.15 else 0)

    search = Search(HOLDS, COSTS, lambda indexes: [attempt(index) for index in indexes])
    found = search.to_pages(1, ENOUGH)
    assert found is not None and not search.trial(found).lost
