"""`publisher info` on plain text: what was decided, why, what is left out, and who may overrule it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import publisher as package
from publisher.readers.plain.headings.ranks import Rank

CASES = Path(__file__).parents[1] / "readers" / "plain" / "cases"
TEXT = """\
    ГЛАВА ПЕРВАЯ

    Старый мельник проснулся ещё до рассвета, потому что
вода в запруде шумела как-то не так[1].
    Он встал и вышел в сени, нашарив ногами валенки, и долго
слушал, как лает на том берегу собака.

    ГЛАВА ВТОРАЯ

    -- Кто там? -- спросил он негромко и отодвинул засов, не
дожидаясь ответа.

Примечания

[1] Так у автора.
"""


def decisions(out: str) -> dict[str, tuple[str, str]]:
    return {each["about"]: (each["choice"], each["from"]) for each in json.loads(out)["structure"]["decisions"]}


def test_decisions_and_their_reasons_are_shown(publisher, write) -> None:
    write({"a.txt": TEXT})
    said = publisher("info", "a.txt")
    rows = [" ".join(line.split()) for line in said.out.splitlines()]
    assert said.code == 0
    assert any(row.startswith("lines lines are wrapped, an indent begins a paragraph (lines: 10,") for row in rows)
    assert "notes found (notes: 1, calls [1]: 1)" in rows
    assert "headings 2: of level 1: 2, found (chapters 2)" in rows
    assert "ГЛАВА ВТОРАЯ (line 8)" in rows
    assert any("title of the list of notes: 1 (line 13)" in row for row in rows)


def test_a_sidecar_overrides_and_the_project_overrides_it(publisher, write) -> None:
    write({"a.txt": TEXT})
    assert decisions(publisher("info", "a.txt", "--json").out)["notes"] == ("found", "text")
    write({"a.toml": "[text]\nnotes = 'none'\nlines = 'blank'\n"})
    assert decisions(publisher("info", "a.txt", "--json").out)["notes"] == ("none", "sidecar")
    edition = "[edition.a]\nkind = 'pamphlet'\nworks = ['a.txt']\n"
    write({"publisher.toml": f"{edition}[works.'a.txt'.text]\nlines = 'wrapped'\n"})
    found = decisions(publisher("info", "a.txt", "--json").out)
    assert found["lines"] == ("wrapped-indented", "config")
    assert found["notes"] == ("none", "sidecar")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"a.toml": "[text]\nlins = 'blank'\n"}, "a.toml:2:1: error S115"),
        ({"publisher.toml": "[works.'a.txt'.text]\nlins = 'blank'\n"}, "publisher.toml: error C103"),
    ],
)
def test_misprints_are_told_with_their_file(publisher, write, files: dict[str, str], words: str) -> None:
    write({"a.txt": TEXT, **files})
    said = publisher("info", "a.txt")
    assert said.code != 0
    assert words in said.err


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize("language", ["ru", "en"])
def test_there_are_words_for_everything(publisher, write, path: Path, language: str) -> None:
    """Every decision and figure of every case has a word in both languages: a missing one is a KeyError."""
    for case in path.read_text(encoding="utf-8").split("##### ")[1:]:
        write({"a.txt": case.partition("\n")[2].partition(">>>>>\n")[0]})
        assert publisher("--lang", language, "info", "a.txt").code == 0


def test_both_languages_have_the_same_words() -> None:
    folder = Path(package.__file__).parent / "data" / "messages"
    ru, en = (tomllib.loads((folder / f"structure.{language}.toml").read_text("utf-8")) for language in ("ru", "en"))
    assert {table: set(words) for table, words in ru.items()} == {table: set(words) for table, words in en.items()}
    assert set(ru["rank"]) == {rank.name.lower() for rank in Rank}


def test_markup_has_headings_but_no_decisions(publisher, write) -> None:
    write({"a.md": "# Раз\n\nТекст.\n\n## Два\n\nТекст.\n"})
    structure = json.loads(publisher("info", "a.md", "--json").out)["structure"]
    assert "decisions" not in structure
