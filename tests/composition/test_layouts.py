"""Layout folders: inheritance, options, and mistakes with their place."""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from pathlib import Path

import pytest
from pages import ROOT, finished_layouts, layout_of

from publisher.composition.layouts import find_layouts, load_layout
from publisher.composition.pages import page_rules
from publisher.composition.templates import render
from publisher.composition.work_pages import work_context
from publisher.model.errors import ConfigError
from publisher.model.fit import FitWish
from publisher.model.formats import MM

CHILD = 'title = { ru = "а", en = "a" }\nextends = "base"\n'


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    return [tmp_path, ROOT / "layouts"]


def write(folder: Path, name: str, toml: str = CHILD, **files: str) -> None:
    (folder / name).mkdir()
    (folder / name / "layout.toml").write_text(toml, encoding="utf-8")
    for stem, content in files.items():
        suffix = "css" if stem in ("page", "reflow") else "html"
        (folder / name / f"{stem}.{suffix}").write_text(content, encoding="utf-8")


def code_of(name: str, folders: list[Path], options: dict[str, str | int | float | bool] | None = None) -> str:
    with pytest.raises(ConfigError) as caught:
        load_layout(name, folders, options)
    return caught.value.code


def test_a_child_inherits_and_overrides(folders: list[Path]) -> None:
    write(folders[0], "mine", CHILD + '[page]\nbleed = "5mm"\n', page=".mine { color: red }")
    mine, base = load_layout("mine", folders), (ROOT / "layouts" / "base" / "page.css").read_text(encoding="utf-8")
    assert mine.bleed == pytest.approx(14.17, abs=0.01)
    assert mine.trim.width == pytest.approx(419.53, abs=0.01)
    assert mine.page_css.index(base[:200]) < mine.page_css.index(".mine")


def test_templates_of_the_child_come_first_and_the_parent_stays_within_reach(folders: list[Path]) -> None:
    template = '{% extends "base/work.html" %}{% block class %}{{ super() }} special{% endblock %}'
    write(folders[0], "mine", work=template)
    about: dict[str, object] = defaultdict(
        str, {"endnotes": [], "links": [], "link_rows": [], "closing_lines": [], "matter": defaultdict(str)}
    )
    names = [*re.findall(r'^        "([a-z_]+)":', inspect.getsource(work_context), re.MULTILINE), "links", "link_rows"]
    html = render(load_layout("mine", folders), "work.html", "ru", {name: about[name] for name in names})
    assert '<body class="work special">' in html


def test_a_project_hides_a_layout_of_the_same_name(folders: list[Path]) -> None:
    write(folders[0], "pamphlet-a5")
    assert find_layouts(folders)["pamphlet-a5"] == folders[0] / "pamphlet-a5"


def test_furniture_is_replaced_not_added(folders: list[Path]) -> None:
    extra = '[[furniture]]\nplace = "foot"\nalignment = "center"\ncontent = "{folio}"\ncolor = "#ff0000"\n'
    write(folders[0], "mine", CHILD.replace("base", "pamphlet-a5") + extra)
    (only,) = load_layout("mine", folders).furniture
    assert (only.alignment, only.color, only.openers, only.sides) == ("center", (1.0, 0.0, 0.0), True, "both")


def test_options(folders: list[Path]) -> None:
    assert layout_of("pamphlet-a5", initial=True).options["initial"] is True
    assert layout_of("pamphlet-a5").options["links"] == "footnote"
    assert code_of("pamphlet-a5", folders, {"nonsense": 1}) == "C123"


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("initial", 1),
        ("initial", "yes"),
        ("links", "endnote"),
        ("accent", 5),
        ("accent", "red; } * { x: y"),
        ("accent", "a<b"),
    ],
)
def test_wrong_values_of_options(folders: list[Path], option: str, value: str | int) -> None:
    assert code_of("pamphlet-a5", folders, {option: value}) == "C124"


def test_options_change_the_digest() -> None:
    assert layout_of("pamphlet-a5").digest != layout_of("pamphlet-a5", initial=True).digest
    assert layout_of("pamphlet-a5").digest == layout_of("pamphlet-a5").digest


@pytest.mark.parametrize("name", ["nowhere", "../base", "", "Base", "base/../base"])
def test_unknown_layouts(folders: list[Path], name: str) -> None:
    if name:
        assert code_of(name, folders) == "C120"


def test_a_layout_that_extends_an_unknown_one_says_where(folders: list[Path]) -> None:
    write(folders[0], "mine", CHILD.replace("base", "nowhere"))
    with pytest.raises(ConfigError) as caught:
        load_layout("mine", folders)
    assert caught.value.place and caught.value.place.path.endswith("mine/layout.toml")


def test_circles(folders: list[Path]) -> None:
    write(folders[0], "one", CHILD.replace("base", "two"))
    write(folders[0], "two", CHILD.replace("base", "one"))
    write(folders[0], "self", CHILD.replace("base", "self"))
    assert code_of("one", folders) == code_of("self", folders) == "C121"


def test_abstract_layouts_are_not_used_and_abstractness_is_not_inherited(folders: list[Path]) -> None:
    assert code_of("base", folders) == "C122"
    write(folders[0], "mine")
    assert load_layout("mine", folders).name == "mine"


def test_unknown_keys_have_a_line(folders: list[Path]) -> None:
    write(folders[0], "mine", CHILD + "[page]\nblead = '3mm'\n")
    with pytest.raises(ConfigError) as caught:
        load_layout("mine", folders)
    assert (caught.value.code, caught.value.params["key"]) == ("C103", "page.blead")
    assert caught.value.place and caught.value.place.line == 4


def test_margins_must_leave_room(folders: list[Path]) -> None:
    margins = 'margins = { inner = "80mm", outer = "80mm", top = "1mm", bottom = "1mm" }'
    write(folders[0], "mine", CHILD + f"[page]\n{margins}\n")
    assert code_of("mine", folders) == "C125"


def test_a_layout_on_its_own_has_to_be_complete(folders: list[Path]) -> None:
    write(folders[0], "mine", 'title = { ru = "а", en = "a" }\n')
    with pytest.raises(ConfigError) as caught:
        load_layout("mine", folders)
    assert (caught.value.code, caught.value.params["key"]) == ("C105", "page.trim")


def test_templates_and_styles_are_utf8(folders: list[Path]) -> None:
    write(folders[0], "mine")
    (folders[0] / "mine" / "page.css").write_bytes("/* да */".encode("cp1251"))
    with pytest.raises(ConfigError) as caught:
        load_layout("mine", folders)
    assert caught.value.code == "C101"
    assert caught.value.place and caught.value.place.path.endswith("page.css")


@pytest.mark.parametrize("name", finished_layouts())
def test_the_text_area_holds_whole_lines(name: str) -> None:
    layout = layout_of(name)
    lines = (layout.trim.height - layout.margins.top - layout.margins.bottom) / layout.typesetting.line
    assert lines % 1 < 0.15, lines


def test_a_format_may_be_named_in_a_layout(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    toml = 'title = { ru = "О", en = "O" }\nextends = "base"\n[page]\ntrim = "70×100/32"\n'
    (tmp_path / "own" / "layout.toml").write_text(toml, encoding="utf-8")
    layout = load_layout("own", [tmp_path, ROOT / "layouts"])
    assert (layout.trim.width, layout.trim.height) == pytest.approx((120 * MM, 165 * MM))
    assert str(layout.sheet) == "70×100/32"


def test_an_unknown_format_of_a_layout_is_told(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    toml = 'title = { ru = "О", en = "O" }\nextends = "base"\n[page]\ntrim = "А5"\n'
    (tmp_path / "own" / "layout.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load_layout("own", [tmp_path, ROOT / "layouts"])
    assert raised.value.code == "C172" and str(tmp_path) in str(raised.value.place)


def test_an_edition_may_take_another_format() -> None:
    """Margins keep their share of the page."""
    own = load_layout("anthology-84x108", [ROOT / "layouts"])
    other = load_layout("anthology-84x108", [ROOT / "layouts"], {}, "60x90/16")
    assert (other.trim.width, other.trim.height) == pytest.approx((145 * MM, 215 * MM))
    assert str(other.sheet) == "60×90/16" and own.digest != other.digest
    assert other.margins.inner / other.trim.width == pytest.approx(own.margins.inner / own.trim.width, abs=1e-4)
    assert other.foot / other.trim.height == pytest.approx(own.foot / own.trim.height, abs=1e-4)
    free = load_layout("anthology-84x108", [ROOT / "layouts"], {}, ("148mm", "210mm"))
    assert free.trim.height == pytest.approx(210 * MM) and free.sheet is None


def test_size_moves_the_leading_and_keeps_whole_lines() -> None:
    layout = load_layout("pamphlet-a5", [ROOT / "layouts"], {"size": 12})
    height = layout.trim.height - layout.margins.top - layout.margins.bottom
    assert (layout.typesetting.size, layout.typesetting.line) == (12, pytest.approx(13.5 * 12 / 10.5, abs=0.001))
    assert height / layout.typesetting.line == pytest.approx(round(height / layout.typesetting.line), abs=1e-6)
    assert "font-size: 12.000pt" in page_rules(layout)


@pytest.mark.parametrize("size", [-3, 0.5, 200])
def test_a_size_nobody_can_mean(size: float) -> None:
    with pytest.raises(ConfigError, match="C124"):
        load_layout("pamphlet-a5", [ROOT / "layouts"], {"size": size})


def test_body_font_is_the_face_of_text_and_furniture() -> None:
    layout = load_layout("pamphlet-a5", [ROOT / "layouts"], {"body-font": "Pub Literata"})
    assert layout.text_family == layout.families[0] == layout.furniture[0].family == "Pub Literata"
    assert "--body-font" not in page_rules(layout)


def test_a_layout_declares_how_far_and_to_how_many_pages_text_is_fitted(folders: list[Path]) -> None:
    limits = 'size = ["12pt", "9pt"]\ngutter = ["4mm", "6mm"]\ncolumns = [2, 3]\n'
    write(folders[0], "mine", f"{CHILD}[fit]\n{limits}multiple = 4\nmax = 16\nper-sheet = 8\n")
    mine = load_layout("mine", folders)
    assert mine.fit.size == (9, 12) and mine.fit.columns == (2, 3) and mine.fit.leading is None
    assert mine.fit.gutter == pytest.approx((4 * MM, 6 * MM))
    assert mine.fit_wish == FitWish(multiple=4, most=16) and mine.per_sheet == 8
    assert load_layout("pamphlet-a5", folders).fit_wish is None


@pytest.mark.parametrize("wish", ["pages = 1\nsheets = 1", "pages = 1\nmax = 4", "multiple = 8\nmax = 4", "max = 4"])
def test_pages_of_a_layout_are_wished_for_in_one_way_only(folders: list[Path], wish: str) -> None:
    write(folders[0], "mine", f"{CHILD}[fit]\n{wish}\n")
    assert code_of("mine", folders) == "C180"
