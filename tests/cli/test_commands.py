"""Every command, on a project made by `publisher new`."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from publisher.data import folder

TEMPLATES = sorted(path.name for path in folder("templates").iterdir())
TEXT = '---\ntitle: Заголовок\nauthor: Автор\ndate: 2024\nlang: ru\n---\n\nЭто — "первый" абзац...\n'
LEAFLET = '[edition.leaflet]\nkind = "leaflet"\nworks = ["a.md"]\n'


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_new_project_builds_and_is_clean_when_fixed(publisher, tmp_path: Path, template: str) -> None:
    made = publisher("new", "project", "--template", template)
    assert made.code == 0
    assert "project/publisher.toml" in made.out.splitlines()
    built = publisher("-C", "project", "build", "-f", "html,epub")
    assert built.code == 0, built.err
    results = tmp_path.glob("project/out/[!.]*/*")
    assert {path.suffix for path in results} == {".html", ".epub", ".json", ".png"}
    assert publisher("fix", "--write").code == 0
    checked = publisher("check")
    assert (checked.code, checked.out) == (0, "")


def test_new_does_not_touch_what_is_there(publisher, write) -> None:
    root = write({"full/a": "x", "file": "x"})
    for name in ("full", "file"):
        said = publisher("new", name)
        assert (said.code, said.err.split()[1]) == (2, "U107:")
    assert publisher("new", "x", "--template", "nope").code == 2
    assert sorted(p.name for p in root.rglob("*")) == ["a", "file", "full"]


def test_build_tells_results_on_stdout_and_the_rest_on_stderr(publisher, write) -> None:
    write({"a.md": TEXT})
    said = publisher("build", "a.md", "-f", "html")
    assert said.code == 0
    assert said.out.split()[0] == "out/a/a.html"
    assert "a: done in" in said.err
    assert publisher("-q", "build", "a.md", "-f", "html").err == ""


def test_build_writes_where_it_is_told(publisher, write) -> None:
    root = write({"a.md": TEXT})
    assert publisher("build", "a.md", "-o", "there/deep", "-f", "html").code == 0
    assert (root / "there/deep/a/a.html").is_file()
    assert not (root / "out").exists()


def test_json_of_a_build_is_one_object_a_line(publisher, write) -> None:
    write({"a.md": TEXT})
    said = publisher("build", "a.md", "-f", "html", "--json")
    events = [json.loads(line) for line in said.out.splitlines()]
    assert [e["event"] for e in events if e["event"] != "progress"] == ["started", "result", "done"]
    failed = publisher("--json", "build", "no.md")
    (event,) = [json.loads(line) for line in failed.out.splitlines()]
    assert (event["event"], event["code"], event["exit"], failed.code) == ("error", "S401", 4, 4)


def test_keep_going_has_the_code_of_the_first_failure(publisher, write) -> None:
    root = write({"a.md": "", "b.md": TEXT})
    assert publisher("build", "a.md", "b.md", "-f", "html", "--keep-going").code == 4
    assert (root / "out/b/b.html").is_file()


def test_check_prints_like_ruff(publisher, write) -> None:
    write({"a.md": TEXT})
    said = publisher("check", "a.md")
    assert said.code == 1
    lines = said.out.splitlines()
    assert lines
    assert all(line.split(" ")[0].startswith("a.md:8:") for line in lines)


@pytest.mark.parametrize("flag", ["--json", "--output-format=json", "--output-format=sarif"])
def test_check_for_programs_is_one_document(publisher, write, flag: str) -> None:
    write({"a.md": TEXT})
    said = publisher("check", "a.md", flag)
    document = json.loads(said.out)
    found = document["runs"][0]["results"] if "sarif" in flag else document
    assert len(found) > 1
    assert said.code == 1


def test_check_for_github_is_an_annotation_a_line(publisher, write) -> None:
    write({"a,b.md": TEXT})
    lines = publisher("check", "a,b.md", "--output-format", "github").out.splitlines()
    assert lines
    assert all(line.startswith("::warning file=a%2Cb.md,line=8,col=") for line in lines)


def test_check_of_what_cannot_be_read_is_a_finding(publisher, write) -> None:
    write({"a.md": b"", "b.md": bytes(range(256)) * 9})
    said = publisher("check", ".")
    assert (said.code, [line.split()[1] for line in said.out.splitlines()]) == (1, ["S102", "S104"])


def test_strict_counts_notes(publisher, write) -> None:
    write({"a.md": "---\ntitle: Заголовок\ndade: 2024\nlang: ru\n---\n\nЧистый абзац.\n"})
    assert publisher("check", "a.md").code == 0
    assert publisher("check", "a.md", "--strict").code == 1


def test_fix_shows_first_and_writes_when_told(publisher, write) -> None:
    root = write({"a.md": TEXT})
    shown = publisher("fix", "a.md")
    assert shown.code == 1
    assert '-Это — "первый" абзац...\n' in shown.out
    assert "+Это\u00a0— «первый» абзац…\n" in shown.out
    assert (root / "a.md").read_text(encoding="utf-8") == TEXT
    assert publisher("fix", "a.md", "--write").code == 0
    assert (root / "a.md").read_text(encoding="utf-8").endswith("Это\u00a0— «первый» абзац…\n")
    again = publisher("fix", "a.md")
    assert (again.code, again.out) == (0, "")


def test_fix_of_a_stream_goes_to_stdout(monkeypatch) -> None:
    given = '"Да" - нет\r\n'.encode("utf-16")
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(given)))
    answer = SimpleNamespace(buffer=io.BytesIO(), flush=lambda: None, write=lambda _: None, isatty=lambda: False)
    monkeypatch.setattr(sys, "stdout", answer)
    from publisher.cli.run import run

    assert run(["fix", "-"]) == 0
    assert answer.buffer.getvalue().decode("utf-16") == "«Да»\u00a0— нет\r\n"


@pytest.mark.parametrize("what", ["works", "editions", "layouts", "fonts", "rules"])
def test_lists(publisher, write, what: str) -> None:
    write({"publisher.toml": LEAFLET, "a.md": TEXT})
    rows = json.loads(publisher("list", what, "--json").out)
    lines = publisher("list", what).out.splitlines()
    assert len(lines) == len(rows) > 0
    first = next(iter(rows[0].values()))
    assert lines[0].startswith(str(first))


def test_info_says_where_values_came_from(publisher, write) -> None:
    write({"publisher.toml": LEAFLET, "a.md": TEXT})
    table = json.loads(publisher("info", "a.md", "--json").out)
    assert table["metadata"]["title"] == {"value": "Заголовок", "from": "front-matter"}
    assert table["encoding"] == "utf-8"
    assert json.loads(publisher("info", "leaflet", "--json").out)["works"][0]["title"] == "Заголовок"
    assert "front matter" in publisher("info", "a.md").out
    assert publisher("info", "nothing").code == 2


def test_explain_knows_rules_and_messages(publisher) -> None:
    said = publisher("explain", "ru201", "--lang", "ru")
    assert (said.code, said.out.split()[0]) == (0, "RU201")
    assert "→" in said.out
    assert json.loads(publisher("explain", "B105", "--json").out)["hint"]
    assert publisher("explain", "XX999").code == 2


def test_doctor_and_schema(publisher) -> None:
    said = publisher("doctor", "--json")
    needed = {check["name"]: check["ok"] for check in json.loads(said.out) if check["needed"]}
    assert said.code == (0 if all(needed.values()) else 6)
    assert {"python", "weasyprint", "pango", "fonts"} <= needed.keys()
    assert {"java", "epubcheck.jar"} <= {check["name"] for check in json.loads(said.out)}
    assert json.loads(publisher("schema").out)["title"] == "publisher.toml"


def test_clean_takes_results_only(publisher, write) -> None:
    root = write({"publisher.toml": LEAFLET, "a.md": TEXT, "out/mine/notes.txt": "x"})
    publisher("build", "-f", "html")
    (root / "out/.cache").mkdir(exist_ok=True)
    assert publisher("clean").code == 0
    assert sorted(p.name for p in (root / "out").iterdir()) == [".cache", "mine"]
    publisher("clean", "--cache")
    assert [p.name for p in (root / "out").iterdir()] == ["mine"]
