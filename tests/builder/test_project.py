from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from publisher.builder.project import edition_of_file, find_project, load_project, select, texts_below
from publisher.builder.works import load_work, read_bytes
from publisher.data import folder
from publisher.model.edition import OUTPUTS
from publisher.model.errors import PublisherError
from publisher.model.project import Project
from publisher.typography import Settings


def sources(root: Path, works: str, edition: str = "e") -> list[str]:
    (root / "publisher.toml").write_text(
        f'[edition.{edition}]\nkind = "anthology"\nworks = {works}\n', encoding="utf-8"
    )
    found = load_project(root / "publisher.toml").editions[edition].sources
    return [Path(source).relative_to(root).as_posix() for source in found]


def failure(call: object, *arguments: object) -> PublisherError:
    with pytest.raises(PublisherError) as caught:
        call(*arguments)  # type: ignore[operator]
    return caught.value


def test_a_glob_is_sorted_and_takes_texts_only(write) -> None:
    root = write({"s/b.md": "", "s/a.txt": "", "s/c.png": "", "s/deep/d.html": ""})
    assert sources(root, '["s/*"]') == ["s/a.txt", "s/b.md"]
    assert sources(root, '["s/**/*"]') == ["s/a.txt", "s/b.md", "s/deep/d.html"]


def test_a_name_beats_a_glob_wherever_it_stands(write) -> None:
    root = write({"s/a.md": "", "s/b.md": "", "s/c.md": ""})
    assert sources(root, '["s/*.md", "s/b.md"]') == ["s/a.md", "s/c.md", "s/b.md"]
    assert sources(root, '["s/c.md", "s/*.md"]') == ["s/c.md", "s/a.md", "s/b.md"]
    assert sources(root, '["s/c.md", "s/c.md"]') == ["s/c.md"]


def test_results_and_hidden_folders_are_no_sources(write) -> None:
    root = write(
        {"a.md": "", ".venv/b.md": "", "out/x/c.html": "", "d/.e.md": "", "d/out/f.md": "", "publisher.toml": ""}
    )
    assert [p.relative_to(root).as_posix() for p in texts_below(root, "**/*")] == ["a.md", "d/out/f.md"]


@pytest.mark.parametrize("work", ["../a.md", "/etc/passwd", "s/../../a.md"])
def test_works_outside_are_refused_with_their_place(write, work: str) -> None:
    error = failure(sources, write({}), f'["{work}"]')
    assert (error.code, error.exit_code) == ("C141", 3)
    assert error.place is not None
    assert (error.place.path, error.place.line) == ("publisher.toml", 3)


@pytest.mark.parametrize("works", ['["s/a.md"]', '["s/*.md"]'])
def test_a_link_out_of_the_project_is_refused(write, tmp_path_factory, works: str) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.md"
    outside.write_text("секрет", encoding="utf-8")
    root = write({"s/b.md": ""})
    (root / "s" / "a.md").symlink_to(outside)
    error = failure(sources, root, works)
    assert (error.code, error.params["work"]) == ("C141", "s/a.md")


@pytest.mark.parametrize("work", ["no.md", "no/*.md", "**a/[.md", "a\\u0000.md", "*\\u0000", "", "s"])
def test_what_finds_nothing_is_an_error(write, work: str) -> None:
    error = failure(sources, write({"s/a.md": ""}), f'["{work}"]')
    assert (error.code, error.exit_code) == ("C140", 3)


@pytest.mark.parametrize(
    ("toml", "code", "line"),
    [
        ("[edition\n", "C102", 1),
        ('[edition.x]\nkind = "leaflet"\nwork = ["a.md"]\n', "C103", 3),
        ('[edition.x]\nkind = "book"\nworks = ["a.md"]\n', "C104", 2),
        ('[edition.x]\nkind = "leaflet"\n', "C105", 1),
        ('[edition.X]\nkind = "leaflet"\nworks = ["a.md"]\n', "C104", 1),
        ("edition = 3\n", "C104", 1),
        ("a = " + "[" * 10_000, "C102", 0),
    ],
)
def test_mistakes_in_the_configuration_have_places(write, toml: str, code: str, line: int) -> None:
    root = write({"publisher.toml": toml, "a.md": ""})
    error = failure(load_project, root / "publisher.toml")
    assert (error.code, error.exit_code) == (code, 3)
    assert error.place is not None
    assert (error.place.path, error.place.line) == ("publisher.toml", line)


def test_the_project_is_found_from_below_or_is_bare(write) -> None:
    root = write({"publisher.toml": '[project]\ntitle = "Т"\n', "deep/er/a.md": ""})
    assert find_project(root / "deep" / "er") == load_project(root / "publisher.toml")
    assert find_project(root).title == "Т"


def test_an_imprint_of_the_house_is_overridden_by_the_edition(write) -> None:
    root = write({"a.md": ""})
    toml = (
        '[imprint]\npublisher = "Дом"\nyear = 2024\n[edition.x]\nkind = "leaflet"\nworks = ["a.md"]\n'
        "imprint = { year = 2026, print-run = 500 }\n"
    )
    (root / "publisher.toml").write_text(toml, encoding="utf-8")
    imprint = load_project(root / "publisher.toml").editions["x"].imprint
    assert (imprint.publisher, imprint.year, imprint.print_run) == ("Дом", "2026", 500)


def test_select_takes_editions_files_and_everything(write) -> None:
    root = write({"a.md": "", "b.md": "", "publisher.toml": '[edition.x]\nkind = "leaflet"\nworks = ["a.md"]\n'})
    project = load_project(root / "publisher.toml")
    assert [e.name for e in select(project, [], root)] == ["x"]
    assert [e.name for e in select(project, ["b.md", "x", "x", "./b.md"], root)] == ["b", "x"]
    assert failure(select, project, ["y"], root).code == "U102"
    assert failure(select, Project(str(root)), [], root).code == "U101"


@pytest.mark.parametrize("names", [("A.md", "a.md"), ("x/a.md", "y/a.md"), ("a.md", "a.txt")])
def test_two_files_may_not_give_the_same_results(write, names: tuple[str, str]) -> None:
    root = write(dict.fromkeys(names, ""))
    error = failure(select, Project(str(root)), list(names), root)
    assert (error.code, error.exit_code) == ("U111", 2)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a b «ё» \"q\" 'z'.md", "a-b-ё-q-z"),
        ("-a.md", "a"),
        ("a\nb.md", "a-b"),
        ("..md", "text"),
        ("и\u0306.md", "й"),
        ("я" * 120 + ".md", "я" * 100),
    ],
)
def test_a_file_of_any_name_gives_a_plain_edition(write, file: str, name: str) -> None:
    assert edition_of_file(write({file: ""}) / file).name == name


def test_what_is_no_file_is_said(write) -> None:
    root = write({"d.md/x": ""})
    os.mkfifo(root / "f.md")
    (root / "loop.md").symlink_to("loop.md")
    for name, code in (
        ("no.md", "S401"),
        ("я" * 300 + ".md", "S401"),
        ("loop.md", "S401"),
        ("d.md", "S402"),
        ("f.md", "S402"),
    ):
        for call in (edition_of_file, read_bytes):
            error = failure(call, root / name)
            assert (error.code, error.exit_code) == (code, 4)


def test_a_sidecar_gives_way_to_the_configuration(write) -> None:
    toml = '[works."s/a.md"]\ntitle = "Из настройки"\n'
    files = {
        "s/a.md": "---\nauthor: Автор\ndate: 2000\n---\nТекст о том о сём.",
        "s/a.toml": 'title = "Рядом"\ndate = "2020"\n',
    }
    root = write({"publisher.toml": toml, **files})
    work = load_work(load_project(root / "publisher.toml"), root / "s" / "a.md", Settings()).value
    assert work.metadata.title.plain.split() == ["Из", "настройки"]
    assert (work.metadata.date, work.metadata.author) == ("2020", "Автор")


def test_the_schema_knows_all_formats() -> None:
    schema = json.loads((folder("schemas") / "publisher.schema.json").read_text(encoding="utf-8"))
    outputs = schema["properties"]["edition"]["additionalProperties"]["properties"]["outputs"]
    assert tuple(outputs["items"]["enum"]) == OUTPUTS
