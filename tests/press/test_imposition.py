"""Schemes as arithmetic: every page once, backs behind fronts, neighbours at folds as in the finished book."""

from __future__ import annotations

import pytest

from publisher.model.imposition import Imposition, Joint, Plan
from publisher.press.imposition import CUT_APART, SCHEMES, plan, tumbled
from publisher.press.imposition.folding import folded, signature_sizes

COUNTS = range(1, 66)
ASKED = [
    Imposition("saddle"),
    Imposition("saddle", up=4),
    Imposition("saddle", up=8),
    Imposition("saddle", up=16),
    Imposition("saddle", signature=16),
    Imposition("perfect"),
    Imposition("perfect", up=4),
    Imposition("perfect", up=8, signature=32),
    Imposition("nup", grid=(2, 2)),
    Imposition("nup", grid=(3, 1), sides=1),
    Imposition("cut-stack", grid=(2, 2)),
    Imposition("cut-stack", grid=(1, 3), sides=1),
    Imposition("zine8"),
    Imposition("trifold"),
    Imposition("zfold"),
    Imposition("zfold", panels=5),
    Imposition("gate"),
]


def shown(made: Plan) -> list[str]:
    """A plan as a printer reads it; `^` is head down."""

    def side(slots: tuple) -> str:
        return " / ".join("|".join(f"{s.page}{'^' * s.turned}" for s in row) for row in made.grid(slots))

    return ["  ".join(f"{name} {side(slots)}" for name, slots in sheet.sides) for sheet in made.sheets]


PLANS = {
    "saddle": (Imposition(), 8, ["front 8|1  back 2|7", "front 6|3  back 4|5"]),
    "saddle, four up": (Imposition(up=4), 8, ["front 5^|4^ / 8|1  back 3^|6^ / 2|7"]),
    "saddle, nested sections": (
        Imposition(up=4),
        16,
        ["front 13^|4^ / 16|1  back 3^|14^ / 2|15", "front 9^|8^ / 12|5  back 7^|10^ / 6|11"],
    ),
    "saddle, eight up": (
        Imposition(up=8),
        16,
        ["front 9^|8^|5^|12^ / 16|1|4|13  back 11^|6^|7^|10^ / 14|3|2|15"],
    ),
    "saddle in signatures": (
        Imposition(signature=8),
        12,
        ["front 8|1  back 2|7", "front 6|3  back 4|5", "front 12|9  back 10|11"],
    ),
    "perfect": (
        Imposition("perfect", signature=4),
        8,
        ["front 4|1  back 2|3", "front 8|5  back 6|7"],
    ),
    "nup": (Imposition("nup", grid=(2, 1)), 6, ["front 1|3  back 4|2", "front 5|7  back 8|6"]),
    "step": (Imposition("step", grid=(2, 2)), 2, ["front 1|1 / 1|1  back 2|2 / 2|2"]),
    "cut-stack": (Imposition("cut-stack", grid=(2, 1)), 8, ["front 1|5  back 6|2", "front 3|7  back 8|4"]),
    "zine8": (Imposition("zine8"), 8, ["front 5^|4^|3^|2^ / 6|7|8|1"]),
    "trifold": (Imposition("trifold"), 6, ["front 5|6|1  back 2|3|4"]),
    "zfold": (Imposition("zfold"), 6, ["front 5|6|1  back 2|3|4"]),
    "accordion": (Imposition("zfold", panels=4), 8, ["front 6|7|8|1  back 2|3|4|5"]),
    "gate": (Imposition("gate"), 8, ["front 2|7|8|1  back 3|4|5|6"]),
}


@pytest.mark.parametrize("case", PLANS)
def test_plans_a_printer_can_read(case: str) -> None:
    asked, pages, expected = PLANS[case]
    assert shown(plan(pages, asked)) == expected


def test_saddle_follows_the_formula() -> None:
    for pages in COUNTS:
        n = -(-pages // 4) * 4
        rows = [f"front {n - 2 * i}|{1 + 2 * i}  back {2 + 2 * i}|{n - 1 - 2 * i}" for i in range(n // 4)]
        assert shown(plan(pages, Imposition())) == rows


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_every_page_stands_once_and_no_sheet_is_blank(asked: Imposition) -> None:
    for pages in COUNTS:
        made = plan(pages, asked)
        placed = sorted(slot.page for sheet in made.sheets for _, slots in sheet.sides for slot in slots)
        assert placed == list(range(1, len(placed) + 1))
        assert list(made.blanks) == list(range(pages + 1, len(placed) + 1))
        assert [sheet.number for sheet in made.sheets] == list(range(1, len(made.sheets) + 1))
        for sheet in made.sheets:
            cells = {(slot.column, slot.row) for slot in sheet.front}
            assert cells == {(c, r) for c in range(made.columns) for r in range(made.rows)}
            assert any(slot.page <= pages for _, slots in sheet.sides for slot in slots)


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_a_leaf_has_its_two_pages_back_to_back(asked: Imposition) -> None:
    made = plan(65, asked)
    strip = asked.scheme in ("trifold", "zfold", "gate")
    for sheet in made.sheets:
        if not sheet.back:
            continue
        behind = {(made.columns - 1 - s.column, s.row): s for s in sheet.back}
        for front in sheet.front:
            back = behind[front.column, front.row]
            assert back.turned == front.turned
            assert back.depth == front.depth
            if not strip:
                assert (front.page - 1) // 2 == (back.page - 1) // 2


@pytest.mark.parametrize("up", [2, 4, 8, 16])
def test_pages_that_meet_at_a_spine_are_of_one_leaf_pair(up: int) -> None:
    sheet = folded(up)
    columns, rows = sheet.joints(Joint.FOLD)
    assert len(rows) == sheet.rows - 1
    for slots in (sheet.front, sheet.back):
        at = {(s.column, s.row): s for s in slots}
        for column, joint in enumerate(columns):
            for row in range(sheet.rows):
                left, right = at[column, row], at[column + 1, row]
                if joint is Joint.FOLD:
                    assert left.page + right.page == 2 * up + 1
                    recto = left if left.turned else right
                    assert recto.page % 2 == 1, "the spine of a recto page is on its left"
                assert left.turned == right.turned


@pytest.mark.parametrize("up", [4, 8, 16])
def test_pages_that_meet_at_heads_stand_head_to_head_or_foot_to_foot(up: int) -> None:
    sheet = folded(up)
    for slots in (sheet.front, sheet.back):
        at = {(s.column, s.row): s for s in slots}
        for (column, row), slot in at.items():
            if row + 1 < sheet.rows:
                assert slot.turned != at[column, row + 1].turned


def test_depth_counts_leaves_from_the_outside() -> None:
    made = plan(16, Imposition())
    assert [[slot.depth for slot in sheet.front] for sheet in made.sheets] == [[0, 0], [1, 1], [2, 2], [3, 3]]
    four_up = plan(16, Imposition(up=4))
    assert {slot.page: slot.depth for slot in four_up.sheets[0].front} == {1: 0, 16: 0, 4: 1, 13: 1}
    two = plan(16, Imposition(signature=8))
    assert [sheet.front[0].depth for sheet in two.sheets] == [0, 1, 0, 1]


def test_signatures_are_as_even_as_can_be() -> None:
    assert signature_sizes(100, 4, 32) == [28, 24, 24, 24]
    assert signature_sizes(300, 4, 16) == [16] * 18 + [12]
    assert signature_sizes(7, 4, 0) == [8]
    assert signature_sizes(36, 8, 16) == [16, 16, 8]
    for pages in COUNTS:
        for most in (4, 8, 16, 32):
            sizes = signature_sizes(pages, 4, most)
            assert sum(sizes) == -(-pages // 4) * 4
            assert max(sizes) <= most
            assert max(sizes) - min(sizes) <= 4


def test_cut_piles_put_on_each_other_are_in_order() -> None:
    for pages in COUNTS:
        made = plan(pages, Imposition("cut-stack", grid=(2, 3)))
        piles = [[sheet.front[cell].page for sheet in made.sheets] for cell in range(6)]
        rectos = [page for pile in piles for page in pile]
        assert rectos == list(range(1, 2 * len(rectos), 2))


def test_a_tumbled_back_is_the_back_turned_around() -> None:
    made = tumbled(plan(16, Imposition(up=4)))
    assert shown(made)[0] == "front 13^|4^ / 16|1  back 15^|2^ / 14|3"
    assert tumbled(made) == plan(16, Imposition(up=4))


def test_every_scheme_has_a_title_in_both_languages() -> None:
    assert set(SCHEMES) > CUT_APART
    for name, scheme in SCHEMES.items():
        assert name == scheme.name
        assert all(scheme.title[language] for language in ("ru", "en"))
