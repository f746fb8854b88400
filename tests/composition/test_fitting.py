"""Settings within the limits of a layout, and a text that is mere arithmetic fitted into them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pytest
from pages import layout_of

from publisher.composition.fit_measure import expected, extent
from publisher.composition.fit_search import Trial
from publisher.composition.fit_settings import as_set, ladder, lines_of, other_columns
from publisher.composition.fitting import Fitted, fitted
from publisher.model.composition import FragmentFacts
from publisher.model.errors import BuildError
from publisher.model.fit import FitLimits, FitWish
from publisher.model.layout import Layout
from publisher.model.lines import Line

LAYOUT = layout_of("pamphlet-a5")
LIMITS = LAYOUT.fit


def within(value: float, limits: tuple[float, float] | None, own: float) -> bool:
    least, most = limits or (own, own)
    return least - 1e-6 <= value <= most + 1e-6 or value == own


@pytest.mark.parametrize("name", ["pamphlet-a5", "anthology-84x108", "leaflet-a4-news", "poster-a3"])
def test_every_setting_stays_within_the_limits_and_holds_whole_lines(name: str) -> None:
    layout = layout_of(name)
    limits, own = layout.fit, layout.typesetting
    settings = ladder(layout)
    assert len(settings) > 20
    for setting in settings:
        made = as_set(layout, setting)
        assert within(setting.size, limits.size, own.size)
        assert within(setting.line / setting.size, limits.leading, own.line / own.size)
        assert within(setting.tracking, limits.tracking, own.tracking)
        assert within(setting.sides, limits.margins, 1.0)
        if limits.margins:
            assert within(setting.ends, limits.margins, 1.0)
        else:  # the foot takes less than a line that is left over
            assert made.margins.top == layout.margins.top
            assert 0 <= made.margins.bottom - layout.margins.bottom + 0.2 < setting.line + 0.4
        text = made.trim.height - made.margins.top - made.margins.bottom
        assert text == pytest.approx(lines_of(made) * made.typesetting.line, abs=0.2) or setting.costs == 0


def test_settings_hold_more_and_more_and_show_more_the_farther_they_are() -> None:
    settings = ladder(LAYOUT)
    natural = next(index for index, setting in enumerate(settings) if setting.costs == 0)
    assert [s.holds for s in settings] == sorted(s.holds for s in settings)
    assert [s.costs for s in settings[natural:]] == sorted(s.costs for s in settings[natural:])
    assert [s.costs for s in settings[:natural]] == sorted((s.costs for s in settings[:natural]), reverse=True)
    assert settings[natural].holds == 1 and as_set(LAYOUT, settings[natural]) is LAYOUT


def test_a_small_change_is_spread_and_size_comes_late() -> None:
    setting = next(s for s in ladder(LAYOUT) if s.holds > 1.05)
    assert setting.size >= LAYOUT.typesetting.size * 0.985
    assert setting.line < LAYOUT.typesetting.line and setting.sides < 1


def test_a_setting_changes_the_digest_and_keeps_the_running_head_in_its_margin() -> None:
    made = as_set(LAYOUT, ladder(LAYOUT)[-1])
    assert made.digest != LAYOUT.digest
    assert made.head / made.margins.top == pytest.approx(LAYOUT.head / LAYOUT.margins.top)
    assert as_set(LAYOUT, ladder(LAYOUT)[-1]).digest == made.digest


def test_what_has_no_limits_stays_as_it_is() -> None:
    stiff = replace(LAYOUT, fit=FitLimits())
    assert [(s.size, s.tracking, s.sides) for s in ladder(stiff)] == [(LAYOUT.typesetting.size, 0.0, 1.0)]


def test_other_numbers_of_columns_are_the_last_resort() -> None:
    news = replace(layout_of("leaflet-a4-news"), fit=replace(LIMITS, columns=(1, 3), gutter=(10.0, 20.0)))
    assert other_columns(news) == [1, 3]
    assert min(s.costs for s in ladder(news, 3)) > min(s.costs for s in ladder(news)) + 100
    assert {s.columns for s in ladder(news, 3)} == {3}


def fit(extent_: float, wish: FitWish, *, per_sheet: int = 2, layout: Layout = LAYOUT, leaflet: bool = True) -> Fitted:
    """Text of so many pages in the layout as it is."""
    held = {as_set(layout, s).digest: s.holds for s in ladder(layout)}

    def attempt(made: Layout) -> Trial:
        taken = extent_ / held[made.digest]
        return Trial(max(1, math.ceil(taken)), (taken,))

    return fitted(layout, wish, per_sheet, 10_000, lambda settings: [attempt(one) for one in settings], leaflet=leaflet)


def codes(made: Fitted) -> list[str]:
    return [finding.code for finding in made.findings]


def test_what_was_traded_is_told_in_words_and_numbers() -> None:
    made = fit(4.2, FitWish(pages=4))
    size, line = made.layout.typesetting.size, made.layout.typesetting.line
    assert codes(made) == ["B310"]
    assert made.details["pages"] == 4 and made.details["leading"] == [13.5, line] and line < 13.5
    assert made.findings[0].params["line"] == f"13.5 → {line:g}"
    assert made.details["size"] == [10.5, size]
    assert made.details["last_page_filled"] > 0.95  # type: ignore[operator]


@pytest.mark.parametrize(
    ("extent_", "wish", "per_sheet", "pages"),
    [
        (1.02, FitWish(sheets=1), 2, 1),
        (0.97, FitWish(sheets=1), 2, 1),
        (1.7, FitWish(sheets=1), 2, 2),
        (3.7, FitWish(sheets=1), 4, 4),
        (6.9, FitWish(sheets=2), 4, 8),
    ],
)
def test_sheets_are_filled_and_the_back_of_a_flat_one_may_stay_blank(
    extent_: float, wish: FitWish, per_sheet: int, pages: int
) -> None:
    made = fit(extent_, wish, per_sheet=per_sheet)
    assert made.details["pages"] == pages and codes(made) == ["B310"]


def test_too_little_text_is_told_and_not_forced() -> None:
    made = fit(1.2, FitWish(pages=4))
    assert made.layout is LAYOUT
    assert made.findings[1].code == "B151" and made.findings[1].params == {"pages": 2, "given": 4, "blank": 2}


def test_between_two_multiples_pages_stay_blank() -> None:
    made = fit(5.9, FitWish(multiple=16))
    assert made.findings[1].params == {"pages": 6, "given": 16, "blank": 10}


@pytest.mark.parametrize(
    ("extent_", "wish", "needs"),
    [(6.0, FitWish(pages=4), 5), (3.0, FitWish(sheets=1), 3), (20.0, FitWish(multiple=4, most=12), 16)],
)
def test_too_much_text_is_refused_with_what_it_needs(extent_: float, wish: FitWish, needs: int) -> None:
    with pytest.raises(BuildError) as caught:
        fit(extent_, wish)
    assert caught.value.code == "B150" and caught.value.exit_code == 5
    assert caught.value.params["needs"] == needs and caught.value.params["size"] == "9.5"
    short = 1 - caught.value.params["characters"] / 10_000  # type: ignore[operator]
    assert fit(extent_ * short, wish).details["pages"]  # so much less does fit


def test_a_text_that_jumps_over_its_pages_is_not_refused() -> None:
    """Works that begin on odd pages: 41 pages or 39, never 40. One page stays blank."""
    held = {as_set(LAYOUT, s).digest: s.holds for s in ladder(LAYOUT)}

    def attempt(settings: Sequence[Layout], lost: float = 0.0) -> list[Trial]:
        taken = [39.5 / held[made.digest] for made in settings]
        odd = [2 * math.ceil((pages - 1) / 2) + 1 for pages in taken]
        return [
            Trial(n, (pages,), lost=held[made.digest] < lost)
            for n, pages, made in zip(odd, taken, settings, strict=True)
        ]

    for wish in (FitWish(multiple=4, most=40), FitWish(pages=40), FitWish(sheets=10)):
        made = fitted(LAYOUT, wish, 4, 10_000, attempt, leaflet=False)
        assert made.details["pages"] == 39 and codes(made) == ["B310", "B151"]
        assert made.findings[1].params == {"pages": 39, "given": 40, "blank": 1}
    beside = fitted(LAYOUT, FitWish(multiple=4), 4, 10_000, lambda s: attempt(s, 1.05), leaflet=False)
    assert beside.layout is not LAYOUT  # nothing is lost beside the page any more


@pytest.mark.parametrize(
    "wish", [FitWish(multiple=4, most=40), FitWish(pages=40), FitWish(sheets=10), FitWish(multiple=4)]
)
def test_a_refusal_needs_more_than_was_given(wish: FitWish) -> None:
    """Whatever is the reason: too many pages, or lines that are lost beside so many pages as there may be."""
    for trial in (Trial(41, (40.9,)), Trial(40, (39.9,), lost=2), Trial(39, (38.9,), lost=1), Trial(40, (39.9,))):
        try:
            fitted(LAYOUT, wish, 4, 10_000, lambda settings, made=trial: [made] * len(settings), leaflet=False)  # type: ignore[misc]
        except BuildError as refusal:
            assert refusal.params["needs"] > refusal.params["given"]  # type: ignore[operator]
        else:
            assert not trial.lost and (trial.pages <= 40 or wish == FitWish(multiple=4))


def facts(*lines: tuple[int, int, float], pages: int = 1) -> FragmentFacts:
    """Lines as (page, column, baseline)."""
    made = tuple(
        Line(page, column, 1, "text", 0, 0, 0, True, True, "слово", 50.0, base, 100.0, 300.0, 10.0, 13.5, 0.0)
        for page, column, base in lines
    )
    return FragmentFacts(pages, (), {}, lines=made)


def test_the_last_page_is_measured_by_its_lowest_lines() -> None:
    top, height = LAYOUT.margins.top, LAYOUT.trim.height - LAYOUT.margins.top - LAYOUT.margins.bottom
    half = top + height / 2 - 0.3 * 13.5
    assert extent(facts((0, 0, 500.0), (1, 0, half), pages=2), LAYOUT) == pytest.approx(1.5)
    assert extent(facts(pages=2), LAYOUT) == 2.0
    news = replace(LAYOUT, typesetting=replace(LAYOUT.typesetting, columns=2))
    full = top + height - 0.3 * 13.5
    assert extent(facts((0, 1, full), (0, 2, full)), news) == pytest.approx(1.0)
    assert extent(facts((0, 1, full)), news) == pytest.approx(0.5, abs=0.1)
    assert extent(facts((0, 1, half), (0, 2, half), (0, 0, full)), news) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("name", "letters", "headings", "taken"),
    [
        ("leaflet-a5", 4905, 0, 2.43),
        ("leaflet-a5", 3497, 3, 2.12),
        ("poster-a3", 4905, 0, 1.56),
        ("leaflet-a4-news", 9837, 0, 1.72),
        ("zine-a6", 9837, 0, 7.49),
    ],
)
def test_the_pages_of_a_leaf_are_expected_within_a_seventh(
    name: str, letters: int, headings: int, taken: float
) -> None:
    """Against pages that were set: texts of so many letters with one title."""
    trial = expected(letters, 1, headings, layout_of(name))
    assert trial.extents[0] == pytest.approx(taken, rel=1 / 7)
    assert trial.pages == math.ceil(trial.extents[0]) + (2 if layout_of(name).covers else 0)
