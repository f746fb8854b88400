"""House style: profiles that extend each other, rules by code, files with rules of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.builder.house import left_out, similar
from publisher.builder.project import find_project
from publisher.builder.works import load_work, settings_for, settings_of
from publisher.model.errors import ConfigError
from publisher.model.project import Project
from publisher.pipeline import assemble_book
from publisher.typography import RULES, Settings

DASHES = frozenset(rule.code for rule in RULES if rule.code.startswith("RU3"))


def project_of(root: Path, toml: str) -> Project:
    (root / "publisher.toml").write_text(toml, encoding="utf-8")
    return find_project(root)


def settings(root: Path, toml: str, profile: str = "") -> Settings:
    project = project_of(root, toml)
    return settings_of(project, project.houses[profile])


def test_without_a_word_it_is_the_book(tmp_path: Path) -> None:
    assert settings_of(find_project(tmp_path)) == Settings()
    assert set(find_project(tmp_path).houses) == {"", "book", "press", "web"}


def test_codes_and_their_beginnings(tmp_path: Path) -> None:
    found = settings(
        tmp_path, '[typography]\nprofile = "web"\nignore = ["RU3", "RU201"]\nnbsp = "derive"\nyo = "restore"'
    )
    assert found.ignore == DASHES | {"RU201"}
    assert (found.profile, found.nbsp, found.yo) == ("web", "derive", "restore")


def test_what_is_said_last_wins(tmp_path: Path) -> None:
    toml = """
        [typography]
        profile = "ours"
        extend = ["RU301"]
        [typography.profiles.house]
        extends = "press"
        ignore = ["RU3"]
        extend = ["RU201"]
        nbsp = "derive"
        [typography.profiles.ours]
        extends = "house"
        ignore = ["RU201"]
    """
    ours = settings(tmp_path, toml)
    assert (ours.profile, ours.nbsp) == ("press", "derive")
    assert ours.ignore == (DASHES - {"RU301"}) | {"RU201"}
    assert ours.extend == {"RU301"}
    assert settings(tmp_path, toml, "house").extend == {"RU201", "RU301"}
    assert settings(tmp_path, toml, "web").ignore == frozenset()


def test_a_selection_may_grow(tmp_path: Path) -> None:
    found = settings(tmp_path, '[typography]\nselect = ["RU3"]\nextend-select = ["RU201"]')
    assert found.select == DASHES | {"RU201"}


def test_a_rule_named_in_full_runs_though_it_is_off(tmp_path: Path) -> None:
    off = next(rule for rule in RULES if rule.level.value == "off")
    assert off.is_on(settings(tmp_path, f'[typography]\nselect = ["{off.code}"]'))
    assert not off.is_on(settings(tmp_path, f'[typography]\nselect = ["{off.code[:3]}"]'))


def test_profiles_may_stand_under_profile(tmp_path: Path) -> None:
    found = settings(tmp_path, '[typography.profile.ours]\nextends = "web"\nignore = ["RU3"]', "ours")
    assert (found.profile, found.ignore) == ("web", DASHES)


@pytest.mark.parametrize(
    ("toml", "code", "line"),
    [
        ('[typography]\nprofile = "boook"', "C151", 2),
        ('[typography]\n\nignore = ["RU3", "RU999"]', "C150", 3),
        ('[typography]\nignore = [""]', "C150", 2),
        ('[typography]\nextend = ["XX1"]', "C150", 2),
        ('[typography.profiles.a]\nselect = ["L101"]', "C150", 2),
        ('[typography.profiles.a]\n\nextends = "b"', "C151", 3),
        ('[typography.profiles.a]\nextends = "a"', "C152", 2),
        ('[typography.profiles.a]\nextends = "b"\n[typography.profiles.b]\nextends = "a"', "C152", 4),
        ('[typography.profiles.web]\nextends = "book"', "C153", 1),
        ('[typography.per-file-ignores]\n"*.md" = ["RU0009"]', "C150", 2),
        ('[typography]\nnbsp = "drop"', "C104", 2),
        ('[typography]\nyo = "guess"', "C104", 2),
        ("[typography]\nignor = []", "C103", 2),
        ("[typography.profiles.a]\nextend-ignore = []", "C103", 2),
        ('[typography.profiles."A b"]', "C104", 1),
        ('[typography]\nignore = "RU3"', "C104", 2),
    ],
)
def test_mistakes_have_a_line(tmp_path: Path, toml: str, code: str, line: int) -> None:
    with pytest.raises(ConfigError) as caught:
        project_of(tmp_path, toml)
    place = caught.value.place
    assert caught.value.code == code
    assert place is not None
    assert (Path(place.path).name, place.line) == ("publisher.toml", line)


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("*.md", ["a.md", "x/y/b.md"], ["a.txt", "a.md/b.txt"]),
        ("sources/*.md", ["sources/a.md"], ["sources/x/a.md", "a.md"]),
        ("./sources/**/*.md", ["sources/a.md", "sources/x/y/a.md"], ["x/sources/a.md"]),
        ("old/", ["old/a.md", "old/x/a.md"], ["older/a.md"]),
        ("глава-[0-9].t?t", ["глава-1.txt", "x/глава-2.tst"], ["глава-10.txt"]),
        ("[!a].md", ["b.md"], ["a.md"]),
        ("a+(b).md", ["a+(b).md"], ["aab.md"]),
    ],
)
def test_patterns_of_paths(pattern: str, inside: list[str], outside: list[str]) -> None:
    project = Project("/project", per_file=((pattern, frozenset({"RU301"})),))
    assert [name for name in inside if not left_out(project, f"/project/{name}")] == []
    assert [name for name in outside if left_out(project, f"/project/{name}")] == []
    assert not left_out(project, "/elsewhere/a.md")


def test_a_file_with_rules_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.md", "b.md"):
        Path(name).write_text('Слово - "дело".\n', encoding="utf-8")
    project = project_of(tmp_path, '[typography.per-file-ignores]\n"a.*" = ["RU30"]\n"?.md" = ["RU2"]')
    texts = {}
    for name in ("a.md", "b.md"):
        work = load_work(project, Path(name), settings_of(project)).value
        texts[name] = work.blocks[0].text.chars.replace("\u00a0", " ")  # type: ignore[union-attr]
    assert texts == {"a.md": 'Слово - "дело".', "b.md": 'Слово — "дело".'}
    assert settings_for(project, tmp_path / "b.md", Settings()).ignore >= {"RU201"}
    assert settings_for(project, tmp_path / "c.txt", Settings()) == Settings()


def test_similar_codes() -> None:
    assert similar("RU30l").startswith("RU301, RU302")
    assert similar("QU301").startswith("RU301")
    assert similar("l101", ["RU101", "L101", "L102"]).startswith("L101")
    assert len(similar("?").split(", ")) == 3


@pytest.mark.parametrize(
    ("said", "languages", "language"),
    [
        ("", ("en", "ru"), "ru"),
        ("", ("en", "uk"), "en"),
        ("", ("uk",), "uk"),
        ('language = "en"', ("ru", "uk"), "en"),
    ],
)
def test_a_book_speaks_the_language_of_its_project_if_a_work_does(
    tmp_path: Path, said: str, languages: tuple[str, ...], language: str
) -> None:
    names = [f"{number}.md" for number in range(len(languages))]
    for name, spoken in zip(names, languages, strict=True):
        (tmp_path / name).write_text(f"---\ntitle: Раз\nlang: {spoken}\n---\n\nСлово.\n", encoding="utf-8")
    edition = f'[edition.a]\nkind = "anthology"\n{said}\nworks = {names}\n'
    project = project_of(tmp_path, f'[project]\nlanguage = "ru"\n{edition}')
    settings = settings_of(project)
    works = [load_work(project, tmp_path / name, settings).value for name in names]
    assert assemble_book(project.editions["a"], works, settings).language == language


def test_the_words_of_an_edition_keep_the_house_style(tmp_path: Path) -> None:
    text = tmp_path / "a.md"
    text.write_text('---\ntitle: Раз - "два"\n---\n\nСлово - "дело".\n', encoding="utf-8")
    edition = '[edition.a]\nkind = "leaflet"\nworks = ["a.md"]\ntitle = "Сборник - \'том\'"\neditors = ["А - Б"]\n'
    project = project_of(tmp_path, f'[typography]\nignore = ["RU3", "RU4"]\n{edition}')
    settings = settings_of(project)
    work = load_work(project, text, settings).value
    book = assemble_book(project.editions["a"], [work], settings)
    assert (book.title.plain, book.entries[0].work.metadata.title.plain) == ("Сборник - 'том'", "Раз - «два»")
