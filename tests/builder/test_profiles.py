from __future__ import annotations

from pathlib import Path

import pytest

from publisher.builder.profiles import profile_names, profile_of
from publisher.builder.project import find_project, load_project
from publisher.data import folder
from publisher.model.errors import ConfigError
from publisher.model.finding import Severity
from publisher.model.press import MM, ShopProfile
from publisher.model.project import Project

SHIPPED = ["digital", "home", "newspaper", "offset-coated", "offset-uncoated", "pod"]


def profile(root: Path, name: str = "") -> ShopProfile:
    return profile_of(find_project(root), name)


def failure(root: Path, name: str = "ours") -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        profile(root, name)
    return caught.value


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_profile_is_whole(name: str, tmp_path: Path) -> None:
    found = profile(tmp_path, name)
    assert set(found.title) == {"ru", "en"}
    assert found.marks.offset >= found.bleed.widest
    if found.condition:
        assert Path(found.condition.icc).parent == folder("icc")
        assert found.condition.registry == "http://www.color.org"


def test_shipped_profiles_are_the_ones_promised(tmp_path: Path) -> None:
    assert profile_names(Project(str(tmp_path))) == SHIPPED


def test_offset_on_coated_paper_holds_where_nothing_is_chosen(tmp_path: Path) -> None:
    found = profile(tmp_path)
    assert (found.name, found.standard, found.tac) == ("offset-coated", "PDF/X-1a:2001", 300)
    assert found.bleed.sides(recto=True) == pytest.approx([3 * MM] * 4)


def test_a_profile_of_the_project_extends_a_shipped_one(write) -> None:
    root = write(
        {
            "publisher.toml": "",
            "profiles/ours.toml": 'extends = "newspaper"\nversion = "1.4"\n[bleed]\ninner = "0"\nouter = "5mm"\n'
            '[marks]\nkind = "crop"\n[severity]\nF110 = "error"\nG220 = "off"\n',
        }
    )
    found = profile(root, "ours")
    assert found.standard == "PDF/X-1a:2003"
    assert found.bleed.sides(recto=True) == pytest.approx([0, 3 * MM, 5 * MM, 3 * MM])
    assert found.bleed.sides(recto=False) == pytest.approx([5 * MM, 3 * MM, 0, 3 * MM])
    assert found.marks.offset == pytest.approx(5.5 * MM)
    assert (found.tac, found.minima.ppi) == (240, 170)
    assert found.severities == {"F110": Severity.ERROR, "G220": None}


def test_a_table_of_publisher_toml_hides_a_file(write) -> None:
    root = write(
        {
            "publisher.toml": '[press]\nprofile = "ours"\n[profile.ours]\nextends = "digital"\ntac = 260\n',
            "profiles/ours.toml": 'extends = "pod"\n',
        }
    )
    found = profile(root)
    assert (found.name, found.standard, found.tac) == ("ours", "PDF/X-4", 260)


def test_an_edition_may_have_a_shop_of_its_own(write) -> None:
    root = write(
        {
            "publisher.toml": '[edition.a]\nkind = "leaflet"\nworks = ["a.md"]\npress = {profile = "digital"}\n',
            "a.md": "a",
        }
    )
    assert load_project(root / "publisher.toml").editions["a"].press_profile == "digital"


def test_an_output_profile_may_lie_beside(write) -> None:
    icc = (folder("icc") / "IFRA26_newsprint.icc").read_bytes()
    root = write({"publisher.toml": "", "profiles/ours.toml": TWO_LINES, "profiles/press.icc": icc})
    found = profile(root, "ours").condition
    assert found is not None
    assert (found.identifier, Path(found.icc)) == ("FOGRA39", root / "profiles" / "press.icc")


TWO_LINES = 'extends = "digital"\ncondition = {icc = "press.icc"}\n'


@pytest.mark.parametrize(
    ("toml", "code", "place"),
    [
        ('extends = "digital"\ntak = 3\n', "C103", "profiles/ours.toml:2:1"),
        ('extends = "digital"\n[minima]\nppi = 1\nline = "1km"\n', "C104", "profiles/ours.toml:4:1"),
        ('extends = "digital"\nrich-black = [1, 2, 3]\n', "C104", "profiles/ours.toml:2:1"),
        ('extends = "nobody"\n', "C160", "profiles/ours.toml:1:1"),
        ('extends = "ours"\n', "C161", "profiles/ours.toml:1:1"),
        ('extends = "digital"\nversion = "1.3"\n', "C162", "profiles/ours.toml:2:1"),
        ('extends = "digital"\ncolour = "srgb"\n', "C162", "profiles/ours.toml:2:1"),
        ('extends = "digital"\nembed-icc = false\n', "C162", "profiles/ours.toml:2:1"),
        ('extends = "home"\ncolour = "cmyk"\n', "C162", "profiles/ours.toml:2:1"),
        ('extends = "home"\nfile-name = "{where}.pdf"\n', "C162", "profiles/ours.toml:2:1"),
        (TWO_LINES, "C164", "profiles/ours.toml:2:1"),
        ('extends = "digital"\ncondition = {icc = "../../../etc/a.icc"}\n', "C164", "profiles/ours.toml:2:1"),
        ("tac = 300\n", "C105", "profiles/ours.toml"),
        (
            'flavour = "x4"\nversion = "1.6"\ncolour = "cmyk"\ncondition = {name = "A"}\n',
            "C105",
            "profiles/ours.toml:4:1",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(write, toml: str, code: str, place: str) -> None:
    root = write({"publisher.toml": "", "profiles/ours.toml": toml})
    error = failure(root)
    assert error.code == code
    assert str(error.place) == place


@pytest.mark.parametrize("data", [b"", b"x" * 400, (folder("icc") / "IFRA26_newsprint.icc").read_bytes()[:-1]])
def test_what_is_no_output_profile_is_refused(write, data: bytes) -> None:
    root = write({"publisher.toml": "", "profiles/ours.toml": TWO_LINES, "profiles/press.icc": data})
    assert failure(root).code == "C163"


def test_a_mistake_in_publisher_toml_is_told_with_its_line(write) -> None:
    root = write({"publisher.toml": '[profile.ours]\nextends = "digital"\n\nversion = "1.4"\n'})
    error = failure(root)
    assert (error.code, str(error.place)) == ("C162", "publisher.toml:4:1")
    write({"publisher.toml": '[profile.ours]\nextends = "digital"\nbleed = "1 league"\n'})
    with pytest.raises(ConfigError) as caught:
        find_project(root)
    assert (caught.value.code, str(caught.value.place)) == ("C104", "publisher.toml:3:1")


@pytest.mark.parametrize(("said", "offset"), [("", 10.5), ('offset = "12mm"', 12), ('offset = "3mm"', 10)])
def test_marks_do_not_begin_upon_the_bleed(write, said: str, offset: float) -> None:
    root = write(
        {"publisher.toml": f'[profile.ours]\nextends = "digital"\nbleed = "10mm"\n[profile.ours.marks]\n{said}\n'}
    )
    assert profile(root, "ours").marks.offset == pytest.approx(offset * MM)
