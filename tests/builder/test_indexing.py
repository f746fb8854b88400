"""Indexes as publisher.toml asks for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.builder.checking import check_source
from publisher.builder.indexing import indexes_of
from publisher.builder.project import load_project
from publisher.model.errors import ConfigError
from publisher.model.indexing import IndexWish
from publisher.typography import Settings

EDITION = '[edition.a]\nkind = "anthology"\nworks = ["a.md"]\n'


def project(folder: Path, more: str) -> Path:
    (folder / "a.md").write_text("---\ntitle: А\n---\nТекст.\n", encoding="utf-8")
    path = folder / "publisher.toml"
    path.write_text(EDITION + more, encoding="utf-8")
    return path


def test_an_edition_says_what_it_wants(tmp_path: Path) -> None:
    more = """indexes = ["general", "titles"]
[edition.a.index.names]
"Дидо, Фирмен" = ["Дидо", "Фирмен Дидо"]
"Пётр I" = []
[edition.a.index.see]
"Дидот" = "Дидо, Фирмен"
[edition.a.index.see-also]
"Дидо, Фирмен" = ["Франция", "пункт"]
"""
    assert load_project(project(tmp_path, more)).editions["a"].index == IndexWish(
        indexes=("general", "titles"),
        forms={"names": {"Дидо, Фирмен": ("Дидо", "Фирмен Дидо"), "Пётр I": ("Пётр I",)}},
        see={"Дидот": ("Дидо, Фирмен",)},
        also={"Дидо, Фирмен": ("Франция", "пункт")},
    )


def test_lists_of_forms_ask_for_their_index() -> None:
    assert indexes_of({"index": {"subjects": {"поля": "поля"}}}).indexes == ("subjects",)
    assert indexes_of({"indexes": [], "index": {"subjects": {"поля": "поля"}}}).indexes == ()
    assert indexes_of({}) == IndexWish()


@pytest.mark.parametrize("more", ['indexes = ["имена"]', "index = { places = {} }", 'index = { names = { "а" = 1 } }'])
def test_what_is_misspelt_is_told(tmp_path: Path, more: str) -> None:
    with pytest.raises(ConfigError):
        load_project(project(tmp_path, more))


def test_a_source_alone_does_not_miss_the_works_of_its_edition(tmp_path: Path) -> None:
    path = project(tmp_path, "")
    (tmp_path / "b.md").write_text("---\ntitle: Б\n---\nТекст.\n", encoding="utf-8")
    source = tmp_path / "a.md"
    words = 'Вот [с.\u00a0{page}](b.md#x), [тут]{#y} и\u00a0[с.\u00a0{page}](#y)[]{index="а" see="б"}.'
    source.write_text(f"---\ntitle: А\nlang: ru\n---\n{words}\n", encoding="utf-8")
    assert [finding.code for finding in check_source(load_project(path), source, Settings("ru"))] == []
