"""Shapes with notes, and the search for cycles that is put off: what makes the cleanup of a whole book quick."""

import gc
from itertools import combinations

import pytest

from publisher.typography import Settings
from publisher.typography.engine.engine import windows_of
from publisher.typography.engine.spelling import NOTE, without_notes
from publisher.typography.languages import language
from publisher.typography.rulebook import rulebook
from publisher.typography.undisturbed import undisturbed


def test_notes_stand_behind_the_words_of_the_list_and_are_taken_away_again():
    windows = windows_of(rulebook(Settings()), language("ru"))
    chunks = ["Он", "ещё", "стоял:", "зелёный,", "как", "елка;", "«ещё»,", "и", "всё"]
    spelled = windows.noting.spelled(chunks)
    shapes, noted = without_notes(spelled)
    assert [chunks[number] for number in noted] == ["ещё", "зелёный,", "елка;", "«ещё»,"]
    assert shapes == "".join(windows.shapes.spelled(chunks))
    assert [shape.rstrip(NOTE) for shape in spelled] == list(shapes)


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
