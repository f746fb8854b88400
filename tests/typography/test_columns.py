"""Edits in columns: the same as edits one by one, whatever the characters."""

import random

import numpy as np
import pytest

from publisher.typography import CleanedText, clean_text
from publisher.typography.composing import edited
from publisher.typography.engine.answers import Names
from publisher.typography.engine.columns import ColumnEdits, Columns
from publisher.typography.engine.edit_set import EditSet
from publisher.typography.engine.hanging import overlong
from publisher.typography.quotation.evidence import INFINITY, Costs, Evidence
from publisher.typography.quotation.pairing import Pairing, paired

NEWS = Names(("\u00a0", "", "—", " — ", "…"))
CODES = Names(("RU401", "RU301"))


def columns(rows):
    column = zip(*[(start, end - start, NEWS[new], CODES[code]) for start, end, new, code in rows], strict=True)
    return ColumnEdits(Columns(*map(np.array, column)), NEWS, CODES)


@pytest.mark.parametrize("odd", ["", "\U0001f600", "\ud83d", "\ud83d\ude00", "\ue000"])
def test_columns_do_what_single_edits_do(odd):
    chars = f"в {odd}доме -- он{odd} ... и {odd}-- она"
    rows = [
        (1, 2, "\u00a0", "RU401"),
        *((at, at + 2, "—", "RU301") for at in range(len(chars)) if chars.startswith("--", at)),
        (len(chars) - 1, len(chars) - 1, "…", "RU401"),
    ]
    others = [(0, 1, "В", "RU999"), (len(chars), len(chars), " ", "RU999")]
    edits = EditSet(others, columns(rows))
    assert edits.rows() == sorted([*rows, *others])
    assert edits.carried_out(chars) == edited(chars, sorted([*rows, *others]))
    assert columns(rows).carried_out(chars, others) == edited(chars, sorted([*rows, *others]))
    assert columns(rows).carried_out(chars, []) == edited(chars, sorted(rows))


def test_text_and_edits_agree_beyond_the_basic_plane():
    text = '\U0001f600 в доме - "он" сказал...\nи в\u00a0саду - \ud83d она\n' * 100
    cleaned = clean_text(text)
    assert cleaned.text == edited(text, [(c.start, c.end, c.new, c.code) for c in cleaned.edits])
    assert "в\u00a0доме\u00a0— «он» сказал…" in cleaned.text


def test_a_string_may_be_given_its_edits_one_by_one():
    cleaned = CleanedText("раз - два", [(4, 5, "—", "RU301"), (3, 4, "\u00a0", "RU401")])
    assert cleaned.text == "раз\u00a0— два"
    assert [change.code for change in cleaned.edits] == ["RU401", "RU301"]


def test_nothing_too_long_is_missed():
    chars = " " + "а" * 20 + " " + "б" * 15 + " в " + "г" * 42 + " "
    spaces = np.flatnonzero(np.array(list(chars)) == " ")
    starts = spaces[1:2]
    grown = np.array([4])

    def found(longest):
        return overlong(spaces, starts, starts + 1, np.array([True]), grown, longest).tolist()

    assert found(43) == []
    assert found(41) == [spaces[3] + 1]
    assert found(39) == [1, spaces[3] + 1]


def one_by_one(marks, begins):
    """What `paired` says, paragraph after paragraph, without a short cut."""
    pairing, pending, sides = Pairing(), [], {}
    for number, begin in enumerate(begins):
        if pending and (begin or pairing.is_settled):
            sides.update(zip(pending, pairing.finish(), strict=True))
            pending = []
        if pending or number in marks:
            pending.append(number)
            pairing.add(marks.get(number, ()))
    sides.update(zip(pending, pairing.finish(), strict=True))
    return {number: tuple(found) for number, found in sides.items() if found}


def test_paragraphs_are_paired_as_if_one_after_the_other():
    chance = random.Random(1)
    kinds = [
        Evidence(costs, costs, 0, begins, ends)
        for costs in (Costs(0.0, 6.0, INFINITY), Costs(6.0, 0.0, INFINITY), Costs(0.5, 0.5, INFINITY), Costs(2, 2, 1.2))
        for begins in (False, True)
        for ends in (False, True)
    ]
    for _ in range(300):
        length = chance.randrange(1, 14)
        marked = chance.sample(range(length), chance.randrange(length))
        marks = {number: chance.choices(kinds, k=chance.randrange(1, 5)) for number in marked}
        begins = [chance.random() < 0.2 for _ in range(length)]
        found = paired(marks, begins)
        assert {number: tuple(its) for number, its in found.items()} == one_by_one(marks, begins)
