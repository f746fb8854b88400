"""Shapes with notes, and the search for cycles that is put off: what makes the cleanup of a whole book quick."""

import gc
import os
import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.typography import Settings
from publisher.typography.engine.engine import windows_of
from publisher.typography.engine.spelling import _USUAL
from publisher.typography.languages import language
from publisher.typography.rulebook import rulebook
from publisher.typography.undisturbed import undisturbed


@pytest.fixture
def windows():
    return windows_of.__wrapped__(rulebook(Settings()), language("ru"))


def test_words_of_the_list_are_noted(windows):
    chunks = ["Он", "ещё", "стоял:", "зелёный,", "как", "елка;", "«ещё»,", "и", "всё"]
    for _ in range(2):  # the second time they are known
        spelled = windows.noting.spelled(" ".join(chunks))
        assert [chunks[number] for number in spelled.noted] == ["ещё", "зелёный,", "елка;", "«ещё»,"]
        assert list(map(chr, spelled.shapes)) == windows.shapes.spelled(chunks)


CHUNKS = [
    "", "в", "слово", "слово,", "шестнадцатьбуквъ", "шестнадцатьбуквъы", "семнадцать-букв-1", "семнадцать-букв-2",
    "łódź", "łódż", "\U0001f600", "\U0001f601", "\uffff", "\ud800", "\x00", "а\x00", "а", "слово\nслово", "дом" * 60,
]  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(CHUNKS) | st.text("абв,.«»łé\x00", max_size=20), min_size=1))
def test_every_chunk_has_its_shape_and_place_in_the_text(chunks):
    windows = windows_of(rulebook(Settings()), language("ru"))
    chars = " ".join(chunks)
    spelled = windows.plain.spelled(chars)
    assert [chars[a:b] for a, b in zip(spelled.starts, spelled.stops, strict=True)] == chunks
    assert list(map(chr, spelled.shapes)) == windows.shapes.spelled(chunks)


def test_usual_characters_are_told_apart():
    assert len(set(_USUAL)) == len(_USUAL) <= 253


def test_spelling_begins_anew_when_too_much_is_remembered(windows, monkeypatch):
    monkeypatch.setattr("publisher.typography.engine.spelling.REMEMBERED", 50)
    chunks = [f"{'абвгдежз'[i % 8]}слово{'ы' * (i // 8)}," for i in range(200)]
    for part in (chunks, chunks[:100], chunks[50:]):
        assert list(map(chr, windows.plain.spelled(" ".join(part)).shapes)) == windows.shapes.spelled(part)


def test_chunks_learnt_at_once_are_told_apart_as_those_learnt_alone():
    chunks = [
        "слово",
        "«Слово»,",
        "(слово)",
        "слово...",
        "—слово!",
        "заводами",
        "по-русски",
        "говорят",
        "Слов",
        "домов",
    ]
    together, alone = (windows_of.__wrapped__(rulebook(Settings()), language("ru")).shapes for _ in range(2))
    together.spelled(chunks)
    for one, other in combinations(chunks, 2):  # the second ones are learnt one by one, by their tokens
        assert (together[one] == together[other]) == (alone[one] == alone[other])


@pytest.mark.parametrize("was_on", [True, False])
def test_the_search_for_cycles_goes_on_afterwards_as_before(was_on):
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(KeyError), undisturbed():
            assert not gc.isenabled()
            raise KeyError
        assert gc.isenabled() == was_on
    finally:
        gc.enable()


LATE = """
import sys
from publisher.typography import clean_text
assert "numpy" not in sys.modules
assert clean_text("а - б").text == "а\\u00a0— б"
assert "numpy" in sys.modules
if sys.platform == "linux":
    from pathlib import Path
    assert len(list(Path("/proc/self/task").iterdir())) == 1
"""


def test_numpy_is_loaded_with_the_first_text_and_starts_no_threads():
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    subprocess.run([sys.executable, "-c", LATE], env=environment, check=True)
