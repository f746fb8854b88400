"""Font folders."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pages import ROOT, families

from publisher.composition.faces import characters, chosen, font_face_css, font_resources, load_families
from publisher.model.errors import ConfigError, ToolError

YESEVA = ROOT / "fonts" / "yeseva-one"


def test_every_family_is_complete() -> None:
    assert len(families()) == 8
    for family in families().values():
        assert family.face(), family.name
        assert family.licence_path, family.name
        assert family.name.isascii()


def test_every_face_has_one_file_and_one_rule() -> None:
    css = font_face_css(families().values())
    faces = [face for family in families().values() for face in family.faces]
    assert css.count("@font-face") == len(faces) == len({f.path for f in faces})
    assert len({(f.family, f.weight, f.italic) for f in faces}) == len(faces)
    assert {r.digest for r in font_resources(families().values())} == {f.digest for f in faces}


@pytest.mark.parametrize("family", ["Pub Serif", "Pub Literata", "Pub Sans"])
def test_text_faces_have_the_letters_of_the_languages(family: str) -> None:
    letters = "ёЁ«»„“—–…№§₽ҐґЄєІіЇїЎўӘәҒғҚқҢңӨөҰұҮүҺһ"
    assert all(characters(face.path).issuperset(letters) for face in families()[family].faces)


def test_families_that_are_missing() -> None:
    with pytest.raises(ToolError) as caught:
        chosen(families(), ["Pub Serif", "Times"])
    assert (caught.value.code, caught.value.params["family"]) == ("T110", "Times")
    assert [f.name for f in chosen(families(), ["Pub Sans", "Pub Serif", "Pub Sans"])] == ["Pub Sans", "Pub Serif"]


def copy(tmp_path: Path, change: tuple[str, str]) -> Path:
    shutil.copytree(YESEVA, tmp_path / "mine")
    path = tmp_path / "mine" / "font.toml"
    chars = path.read_text(encoding="utf-8")
    assert change[0] in chars
    path.write_text(chars.replace(*change), encoding="utf-8")
    return tmp_path


def test_a_face_declared_twice(tmp_path: Path) -> None:
    folder = copy(tmp_path, ("[[face]]", "[[face]]"))
    path = folder / "mine" / "font.toml"
    chars = path.read_text(encoding="utf-8")
    path.write_text(chars + chars[chars.index("[[face]]") :], encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_families([folder])
    assert caught.value.code == "C111"


def test_a_missing_file(tmp_path: Path) -> None:
    folder = copy(tmp_path, ("[[face]]", "[[face]]"))
    for file in (folder / "mine").glob("*.ttf"):
        file.unlink()
    with pytest.raises(ConfigError) as caught:
        load_families([folder])
    assert caught.value.code == "C110"


def test_a_project_hides_a_family_of_the_same_name(tmp_path: Path) -> None:
    folder = copy(tmp_path, ("[[face]]", "[[face]]"))
    name = next(iter(load_families([folder])))
    assert load_families([folder, ROOT / "fonts"])[name].faces[0].path.startswith(str(tmp_path))
