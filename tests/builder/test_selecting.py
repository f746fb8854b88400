from __future__ import annotations

from pathlib import Path

import pytest

from publisher.builder.project import load_project
from publisher.builder.selecting import chosen, metadata_of, selected
from publisher.model.errors import PublisherError
from publisher.readers import read, read_metadata

ROOT = Path(__file__).parents[2]


def work(title: str, author: str = "", date: str = "", tags: str = "", lang: str = "ru") -> str:
    stated = {"title": title, "author": author, "date": date, "tags": f"[{tags}]", "lang": lang}
    lines = "\n".join(f"{key}: {value}" for key, value in stated.items() if value)
    return f"---\n{lines}\n---\n\nТекст.\n"


TEXTS = {
    "s/a.md": work("А", "Антон Чехов", "1890", "проза"),
    "s/b.md": work("Б", "Лев Толстой", "1856", "проза, война"),
    "s/c.md": work("В", "Афанасий Фет", "1850", "стихи"),
    "s/d.md": work("Г", "Леся Украинка", "1911", "стихи", "uk"),
    "s/e.md": work("Д", tags="письма"),
}


def load(write, config: str):
    root = write({**TEXTS, "publisher.toml": f'[edition.x]\nkind = "anthology"\nlayout = "anthology-84x108"\n{config}'})
    project = load_project(root / "publisher.toml")
    return project, project.editions["x"]


def names(sources: tuple[str, ...]) -> str:
    return "".join(Path(source).stem for source in sources)


@pytest.mark.parametrize(
    ("config", "taken"),
    [
        ('select = { tags = ["Проза"] }', "ab"),
        ('select = { tags = ["проза", "стихи"], languages = ["ru"] }', "abc"),
        ("select = { from = 1850, to = 1856 }", "bc"),
        ('select = { from = 1851-01-01, to = "март 1890" }', "ab"),
        ('select = [{ authors = ["Толстой Л."] }, { languages = ["uk"] }]', "bd"),
        ('exclude = { tags = ["стихи"], languages = ["uk"] }', "abce"),
        ('select = { tags = ["проза"] }\nexclude = [{ authors = ["чехов"] }, { authors = ["Фет"] }]', "b"),
    ],
)
def test_works_are_selected_by_their_front_matter(write, config: str, taken: str) -> None:
    project, edition = load(write, f'works = ["s/*.md"]\n{config}\n')
    assert names(selected(project, edition)[0].sources) == taken


def test_what_is_named_is_taken_and_why_the_rest_is_not(write) -> None:
    project, edition = load(write, 'works = ["s/e.md", "s/*.md"]\nselect = { tags = ["проза"], from = 1860 }\n')
    found, verdicts = chosen(project, edition)
    assert names(found.sources) == "ea"
    told = {Path(v.source).stem: (v.taken, v.reason) for v in verdicts}
    assert told == {
        "a": (True, ""),
        "b": (False, "dates"),
        "c": (False, "tags"),
        "d": (False, "tags"),
        "e": (True, "named"),
    }


def test_sections_draw_from_the_works_in_turn_and_leave_named_ones_in_front(write) -> None:
    config = """works = ["s/*.md", "s/e.md"]
[[edition.x.section]]
title = "Проза"
select = { tags = ["проза"] }
[[edition.x.section]]
title = "Стихи"
select = { tags = ["стихи", "война"], languages = ["ru"] }
"""
    project, edition = load(write, config)
    found, left = selected(project, edition)
    assert [(s.title, names(s.sources)) for s in found.sections] == [("", "e"), ("Проза", "ab"), ("Стихи", "c")]
    assert names(found.sources) == "eabc"
    assert [f.code for f in left] == ["B311"]
    assert "d.md" in str(left[0].params["works"])


def test_sections_with_works_of_their_own(write) -> None:
    config = """works = ["s/a.md"]
[[edition.x.section]]
title = "Часть"
works = ["s/*.md", "s/a.md"]
exclude = { languages = ["uk"] }
[[edition.x.section]]
works = ["s/d.md"]
"""
    project, edition = load(write, config)
    found, left = selected(project, edition)
    assert [(s.title, names(s.sources)) for s in found.sections] == [("Часть", "bcea"), ("", "d")]
    assert left == ()


def test_a_text_that_two_sections_name_is_told(write) -> None:
    config = """works = ["s/a.md"]
[[edition.x.section]]
title = "Часть"
works = ["s/a.md", "s/b.md"]
[[edition.x.section]]
works = ["s/b.md", "s/c.md", "s/c.md"]
[[edition.x.section]]
title = "Всё"
works = ["s/*.md"]
"""
    found, told = selected(*load(write, config))
    assert [(s.title, names(s.sources)) for s in found.sections] == [("Часть", "ab"), ("", "c"), ("Всё", "de")]
    assert [(f.code, f.params["section"], f.params["other"]) for f in told] == [("B312", "2", "Часть")]
    assert "b.md" in str(told[0].params["work"])


def test_metadata_are_asked_for_only_where_something_is_selected(write) -> None:
    project, edition = load(write, 'works = ["s/*.md"]\n')

    def never(source: str):
        raise AssertionError(source)

    found, verdicts = selected(project, edition, never)
    assert found == edition
    assert verdicts == ()


@pytest.mark.parametrize(
    ("config", "code", "line"),
    [
        ('works = ["s/*.md"]\nselect = { tags = ["нет"] }\n', "C142", 5),
        ('works = ["s/*.md"]\n[[edition.x.section]]\ntitle = "Пусто"\nselect = { tags = ["нет"] }\n', "C142", 5),
        ('works = ["s/*.md"]\nselect = { from = "давно" }\n', "C143", 5),
        ('works = ["s/*.md"]\nselect = { from = 1900, to = 1850 }\n', "C143", 5),
        ('works = ["s/*.md"]\nselect = { tag = ["а"] }\n', "C103", 5),
        ('works = ["s/*.md"]\nselect = [{ tags = "а" }]\n', "C104", 5),
        ('works = ["s/*.md"]\nsort = ["year"]\n', "C104", 5),
        ('[[edition.x.section]]\ntitle = "Без текстов"\n', "C105", 1),
        ('[[edition.x.section]]\nworks = ["s/нет.md"]\n', "C140", 5),
    ],
)
def test_mistakes_have_places(write, config: str, code: str, line: int) -> None:
    with pytest.raises(PublisherError) as caught:
        selected(*load(write, config))
    assert (caught.value.code, caught.value.exit_code) == (code, 3)
    assert caught.value.place is not None
    assert (caught.value.place.path, caught.value.place.line) == ("publisher.toml", line)


def test_a_leaflet_has_no_parts(write) -> None:
    root = write(
        {"a.md": "", "publisher.toml": '[edition.x]\nkind = "leaflet"\n[[edition.x.section]]\nworks = ["a.md"]\n'}
    )
    with pytest.raises(PublisherError) as caught:
        load_project(root / "publisher.toml")
    assert caught.value.code == "C144"


@pytest.mark.parametrize("path", sorted((ROOT / "sources").rglob("*.*")))
def test_metadata_alone_are_those_of_the_whole_text(path: Path) -> None:
    if path.suffix in (".md", ".txt", ".html"):
        data = path.read_bytes()
        assert read_metadata(path.name, data) == read(path.name, data).value.metadata


def test_the_language_of_the_project_stands_in(write) -> None:
    root = write({"a.md": "Текст.\n", "publisher.toml": '[project]\nlanguage = "be"\n'})
    assert metadata_of(load_project(root / "publisher.toml"), str(root / "a.md")).language == "be"
