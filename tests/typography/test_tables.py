"""The table that looks up many keys at once says what a dictionary says."""

import numpy as np
import pytest

from publisher.typography.engine import tables
from publisher.typography.engine.tables import Table


def keys(numbers):
    return np.array(numbers, np.uint64), np.array([n % 3 for n in numbers], np.uint64)


def values(numbers):
    return np.array(numbers, np.uint32)


def test_what_was_added_is_found_and_nothing_else():
    table = Table()
    for first in range(0, 60_000, 7_000):  # it has to grow on its way
        table.add(*keys(range(first, first + 7_000)), values(range(first + 1, first + 7_001)))
    assert len(table) == 63_000
    assert table.find(*keys(range(63_000))).tolist() == list(range(1, 63_001))
    assert not table.find(*keys(range(63_000, 70_000))).any()
    assert not table.find(np.arange(3, dtype=np.uint64), np.full(3, 7, np.uint64)).any()


def test_nothing_is_found_once_it_is_cleared():
    table = Table()
    table.add(*keys([5, 6]), values([1, 2]))
    table.clear()
    assert len(table) == 0
    assert table.find(*keys([5, 6])).tolist() == [0, 0]


def test_the_key_of_nothing_is_a_key_like_others():
    table = Table()
    assert table.find(*keys([0])).tolist() == [0]
    table.add(*keys([0]), values([9]))
    assert table.find(*keys([0])).tolist() == [9]


@pytest.mark.parametrize("number", [1, 63, 64, 65, 1000])
def test_keys_with_one_home_are_kept_as_far_as_there_is_room(number, monkeypatch):
    monkeypatch.setattr(Table, "_home", lambda self, low, high: np.full(low.size, self._mask, np.intp))
    table = Table()
    table.add(*keys(range(number)), values(range(1, number + 1)))
    found = table.find(*keys(range(number))).tolist()
    assert set(found) <= {0, *range(1, number + 1)}
    assert all(value in (0, key + 1) for key, value in enumerate(found))
    assert np.count_nonzero(found) == min(number, tables._PROBES)
