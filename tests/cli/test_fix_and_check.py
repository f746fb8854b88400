"""`fix` and `check` as editors, hooks and scripts use them."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

HEAD = "---\ntitle: Проба\nauthor: Автор\ndate: 2024\nlang: ru\n---\n\n"
DIRTY = 'Он сказал: "Да" - и ушёл...\n'
SUGGESTED = "Вышел из за двери.\n"


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Any:
    def given(chars: str) -> None:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(chars.encode()), isatty=lambda: False))

    return given


def codes(said: Any) -> set[str]:
    return {line.split()[1] for line in said.out.splitlines()}


def test_rules_are_chosen_by_code(publisher, write) -> None:
    write({"a.md": HEAD + DIRTY})
    assert codes(publisher("check", "a.md", "--select", "RU3")) == {"RU301"}
    assert codes(publisher("check", "a.md", "--select", "ru201,RU301")) == {"RU201", "RU301"}
    assert codes(publisher("check", "a.md", "--select", "RU2", "--select", "RU301")) == {"RU201", "RU301"}
    assert "RU301" not in codes(publisher("check", "a.md", "--ignore", "RU3"))
    assert publisher("check", "a.md", "--select", "RU0").code == 0
    assert '+Он сказал: "Да" — и ушёл...' in publisher("fix", "a.md", "--select", "RU301").out


def test_a_rule_that_is_off_runs_when_it_is_asked_for(publisher, write) -> None:
    write({"a.md": HEAD + "Стой!!!! Кто идёт?\n"})
    assert "RU516" not in codes(publisher("check", "a.md"))
    assert "RU516" in codes(publisher("check", "a.md", "--extend-select", "RU516"))
    assert codes(publisher("check", "a.md", "--select", "RU516")) == {"RU516"}


def test_other_findings_are_chosen_too(publisher, write) -> None:
    write({"a.md": DIRTY})
    assert codes(publisher("check", "a.md", "--select", "L")) == {"L101"}
    assert not codes(publisher("check", "a.md", "--select", "RU301")) & {"L101", "S202"}
    assert "L101" not in codes(publisher("check", "a.md", "--ignore", "L101,S2"))


def test_errors_are_always_shown(publisher, write) -> None:
    write({"a.md": ""})
    assert codes(publisher("check", "a.md", "--select", "RU301", "--ignore", "S")) == {"S102"}


@pytest.mark.parametrize("option", ["--select", "--ignore", "--extend-select"])
def test_a_misspelt_code_is_a_mistake(publisher, write, option: str) -> None:
    write({"a.md": DIRTY})
    for command in ("fix", "check"):
        said = publisher(command, "a.md", option, "RU3,RU30l")
        assert (said.code, said.out) == (2, "")
        assert f"{option}: there is no rule RU30L" in said.err
        assert "similar: RU301" in said.err


def test_profiles(publisher, write) -> None:
    house = '[typography]\nprofile = "ours"\n[typography.profiles.ours]\nextends = "web"\nignore = ["RU3"]\n'
    root = write({"a.md": HEAD + DIRTY, "publisher.toml": house})
    assert "RU301" not in codes(publisher("check", "a.md"))
    assert "RU301" in codes(publisher("check", "a.md", "--profile", "book"))
    assert "RU301" in codes(publisher("check", "a.md", "--extend-select", "RU301"))
    said = publisher("fix", "a.md", "--profile", "oers")
    assert (said.code, "book, press, web, ours" in said.err) == (2, True)
    (root / "publisher.toml").write_text('[typography]\nignore = ["RU3", "RU999"]\n', encoding="utf-8")
    said = publisher("check", "a.md")
    assert (said.code, said.err.startswith("publisher.toml:2:1: error C150")) == (3, True)


def test_some_files_have_rules_of_their_own(publisher, write) -> None:
    write(
        {
            "a.md": HEAD + DIRTY,
            "old/b.md": HEAD + DIRTY,
            "publisher.toml": '[typography.per-file-ignores]\n"old/" = ["RU"]\n',
        }
    )
    assert publisher("check", "old").out == ""
    assert publisher("fix", "old/b.md", "--select", "RU301").code == 0
    assert publisher("check", "a.md").code == 1


def test_front_matter_stays_but_for_the_fields_that_are_named(publisher, write) -> None:
    head = '---\ntitle: "А - б"\ndescription: Да - нет\n---\n\n'
    write({"a.md": head + "Да - нет.\n", "publisher.toml": ""})
    assert publisher("fix", "a.md", "--select", "RU301", "--write").code == 0
    assert Path("a.md").read_text(encoding="utf-8") == head + "Да — нет.\n"
    write({"publisher.toml": '[typography]\nfront-matter = ["title"]\n'})
    assert publisher("fix", "a.md", "--select", "RU301", "--write").code == 0
    assert Path("a.md").read_text(encoding="utf-8") == head.replace("А -", "А —") + "Да — нет.\n"


def test_suggestions_are_notes(publisher, write) -> None:
    root = write({"a.md": HEAD + SUGGESTED})
    said = publisher("check", "a.md", "--select", "RU8")
    assert "[из␣за → из-за]" in said.out
    assert said.code == 0
    assert "suggestions: 1" in said.err
    assert publisher("check", "a.md", "--select", "RU8", "--strict").code == 1
    assert publisher("fix", "a.md", "--select", "RU8", "--write").code == 0
    assert "из за" in (root / "a.md").read_text(encoding="utf-8")
    assert publisher("fix", "a.md", "--unsafe-fixes", "--write").code == 0
    assert "из-за" in (root / "a.md").read_text(encoding="utf-8")
    assert publisher("fix", "a.md", "--unsafe-fixes").code == 0


def test_json_has_the_place_and_the_correction(publisher, write) -> None:
    write({"a.md": HEAD + SUGGESTED + "\n" + DIRTY})
    found = json.loads(publisher("check", "a.md", "--json").out)
    dash = next(f for f in found if f["code"] == "RU301")
    assert (dash["line"], dash["column"], dash["end_line"], dash["end_column"]) == (10, 17, 10, 18)
    assert (dash["old"], dash["fix"]) == ("-", {"content": "—", "applicability": "safe"})
    suggestion = next(f for f in found if f["code"].startswith("RU8"))
    assert (suggestion["severity"], suggestion["fix"]["applicability"]) == ("note", "unsafe")
    fixed = json.loads(publisher("fix", "a.md", "--json").out)
    assert "RU301" in {f["code"] for f in fixed}
    assert suggestion["code"] not in {f["code"] for f in fixed}


def test_corrections_of_json_give_the_fixed_text(publisher, write) -> None:
    write({"a.md": HEAD + DIRTY})
    lines = (HEAD + DIRTY).splitlines(keepends=True)
    for found in reversed(json.loads(publisher("fix", "a.md", "--json").out)):
        line = lines[found["line"] - 1]
        assert line[found["column"] - 1 : found["end_column"] - 1] == found["old"]
        lines[found["line"] - 1] = (
            line[: found["column"] - 1] + found["fix"]["content"] + line[found["end_column"] - 1 :]
        )
    publisher("fix", "a.md", "--write")
    assert Path("a.md").read_text(encoding="utf-8") == "".join(lines)


def test_sarif_describes_rules_and_corrections(publisher, write) -> None:
    write({"папка с/a.md": HEAD + DIRTY + SUGGESTED})
    said = publisher("check", "папка с/a.md", "--output-format", "sarif", "--lang", "ru")
    (run,) = json.loads(said.out)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["shortDescription"]["text"]
        assert result["level"] in ("note", "warning", "error")
    dash = next(r for r in run["results"] if r["ruleId"] == "RU301")
    assert "тире" in rules[dash["ruleIndex"]]["help"]["text"]
    location = dash["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "%D0%BF%D0%B0%D0%BF%D0%BA%D0%B0%20%D1%81/a.md"
    assert location["region"] == {"startLine": 8, "startColumn": 17, "endLine": 8, "endColumn": 18}
    (replacement,) = dash["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement == {"deletedRegion": location["region"], "insertedContent": {"text": "—"}}
    assert {r["level"] for r in run["results"] if r["ruleId"].startswith("RU8")} == {"note"}


def test_github_annotations_have_a_range(publisher, write) -> None:
    write({"a.md": HEAD + DIRTY})
    said = publisher("check", "a.md", "--output-format", "github", "--select", "RU301")
    where = "file=a.md,line=8,col=17,endLine=8,endColumn=18,title=RU301"
    assert said.out == f"::warning {where}::Between words stands a dash, not a hyphen [- → —]\n"


def test_github_annotations_of_whole_files_name_no_line(publisher, write) -> None:
    write({"a.md": "Да.\n"})
    said = publisher("check", "a.md", "--output-format", "github", "--strict")
    assert "file=a.md,title=" in said.out
    assert "line=0" not in said.out


def test_statistics(publisher, write) -> None:
    write({"a.md": HEAD + DIRTY * 3 + f"\n<!-- typo: ignore RU301: so -->\n\n{DIRTY}\n{SUGGESTED}"})
    said = publisher("check", "a.md", "--statistics", "--select", "RU2,RU301,RU8")
    rows = [line.split(maxsplit=2) for line in said.out.splitlines()]
    assert [(count, code) for count, code, _ in rows] == [("8", "RU201"), ("3", "RU301"), ("1", "RU803")]
    assert "[*]" in rows[0][2]
    assert "[*]" not in rows[2][2]
    assert "(− 1)" in rows[1][2]
    counted = json.loads(publisher("check", "a.md", "--statistics", "--select", "RU301", "--json").out)
    assert counted == [
        {"code": "RU301", "title": counted[0]["title"], "count": 3, "fixable": 3, "waived": 1},
    ]
    assert publisher("fix", "a.md", "--statistics", "--select", "RU301").out.startswith("3  RU301  [*]")


def test_waivers_are_accounted_for(publisher, write) -> None:
    write({"a.md": HEAD + f"<!-- typo: ignore RU301 RU2: so the author -->\n\n{DIRTY}"})
    said = publisher("check", "a.md", "--select", "RU2,RU3,S")
    assert (said.code, said.out) == (0, ""), "what is waived is no finding"
    assert publisher("check", "a.md", "--select", "RU2,RU3,S", "--strict").code == 0
    (held,) = json.loads(publisher("check", "a.md", "--select", "RU2,RU3,S", "--json").out)
    assert (held["code"], held["waived"], held["reason"]) == ("S219", {"RU201": 2, "RU301": 1}, "so the author")
    assert "RU201 ×2, RU301 ×1" in publisher("check", "a.md", "--select", "RU2,RU3,S", "-v").out


@pytest.mark.parametrize(
    ("comment", "text", "code", "words"),
    [
        ("typo: ignore RU301", "Чисто.", "S217", "RU301 finds nothing"),
        ("typo: ignore RU301 RU201", '"Да".', "S217", "RU301 finds nothing"),
        ("typo: ignore", "Чисто.", "S217", "RU finds nothing"),
        ("typo: ignore RU987", "Чисто.", "S218", "RU987"),
        ("typo: on", "Чисто.", "S216", "typo: on"),
        ("typo: igonre RU301", "Чисто.", "S215", "igonre"),
        ("typo: off", DIRTY, "S214", "never ended"),
    ],
)
@pytest.mark.parametrize("suffix", ["md", "txt", "html", "fb2"])
def test_waivers_that_are_mistakes_are_findings(publisher, write, comment, text, code, words, suffix) -> None:
    paragraph = f"<p>{text.strip()}</p>" if suffix in ("html", "fb2") else text
    source = f"<!-- {comment} -->\n\n{paragraph}\n"
    if suffix == "fb2":
        source = f"<FictionBook><body>{source}</body></FictionBook>"
    write({f"a.{suffix}": source})
    said = publisher("check", f"a.{suffix}")
    (line,) = [line for line in said.out.splitlines() if f" {code} " in line]
    assert words in line
    assert said.code == 1
    assert f"{code} " in publisher("fix", f"a.{suffix}").err


def test_a_waiver_is_not_needless_where_its_rule_was_not_looked_for(publisher, write) -> None:
    write({"a.md": HEAD + "<!-- typo: off RU301 -->\n\nЧисто.\n\n<!-- typo: on -->\n"})
    assert "S217" in publisher("check", "a.md").out
    assert "S217" not in publisher("check", "a.md", "--ignore", "RU3").out
    assert "S217" not in publisher("check", "a.md", "--select", "RU2,S").out


def test_stdin_is_what_its_name_says(publisher, stdin, write) -> None:
    write({"publisher.toml": '[typography.per-file-ignores]\n"old/" = ["RU3"]\n'})
    for options, expected in [
        ((), "    «x»\n\n«у»\u00a0— з\n"),
        (("--stdin-filename", "a.md"), '    "x"\n\n«у»\u00a0— з\n'),
        (("--stdin-filename", "old/a.md"), '    "x"\n\n«у» - з\n'),
        (("--as", "markdown"), '    "x"\n\n«у»\u00a0— з\n'),
    ]:
        stdin('    "x"\n\n"у" - з\n')
        said = publisher("fix", "-", *options)
        assert (said.code, said.out) == (0, expected)
    stdin(HEAD + DIRTY)
    said = publisher("check", "-", "--stdin-filename", "here/a.md", "--select", "RU301")
    assert said.out == "here/a.md:8:17 RU301 Between words stands a dash, not a hyphen [- → —]\n"
    stdin(DIRTY)
    assert publisher("check", "-").code == 1
    stdin(DIRTY)
    assert json.loads(publisher("fix", "-", "--json").out)[0]["path"] == "-"
    stdin("")
    assert (publisher("fix", "-").code, publisher("fix", "-").out) == (0, "")


def test_one_bad_text_stops_none_of_the_others(publisher, write) -> None:
    root = write(
        {"a.md": DIRTY, "b.md": bytes(range(256)) * 9, "c.txt": DIRTY.encode("koi8-r", "replace") * 9, "d.txt": " \n"}
    )
    said = publisher("fix", ".", "--write")
    assert said.code == 4
    assert "b.md: error S104" in said.err
    assert "c.txt:1:12: error S404" in said.err
    assert "«Да»" in (root / "a.md").read_text(encoding="utf-8")
    found = json.loads(publisher("fix", ".", "--json").out)
    assert [f["code"] for f in found if f["severity"] == "error"] == ["S104"]


@pytest.mark.parametrize("dress", ["utf-8", "utf-8-sig", "cp1251", "koi8-r"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_patch_understands_the_difference(publisher, write, dress: str, end: str) -> None:
    text = ('Съешь ещё этих мягких "французских" булок, да  выпей чаю.\n' * 3 + "Конец  без черты.").replace("\n", end)
    root = write({"a.txt": text.encode(dress), "b.txt": text.encode(dress)})
    rules = ("--select", "RU12") if dress == "koi8-r" else ()
    for name in ("a.txt", "b.txt"):
        environment = {"PYTHONPATH": str(Path(__file__).parents[2]), "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-m", "publisher", "fix", name, *rules]
        done = subprocess.run(command, cwd=root, capture_output=True, check=False, env=environment)
        assert done.returncode == 1
        (root / f"{name}.diff").write_bytes(done.stdout)
    subprocess.run(["patch", "-s", "--binary", "a.txt", "a.txt.diff"], cwd=root, check=True)
    assert publisher("fix", "b.txt", "--write", *rules).code == 0
    assert (root / "a.txt").read_bytes() == (root / "b.txt").read_bytes() != text.encode(dress)


def test_what_makes_no_sense_together(publisher, write) -> None:
    write({"a.md": DIRTY})
    assert "U114" in publisher("fix", "a.md", "--interactive").err
    assert "U115" in publisher("fix", "-", "--interactive").err
    assert "U115" in publisher("fix", "a.md", "--interactive", "--json").err
    assert "U115" in publisher("list", "fonts", "RU2").err
    assert "U113" in publisher("list", "rules", "RU2x").err


def test_list_rules_by_the_beginning_of_their_codes(publisher) -> None:
    rows = json.loads(publisher("list", "rules", "RU2", "ru301", "--json").out)
    assert {row["code"][:3] for row in rows} == {"RU2", "RU3"}
    assert [row["code"] for row in rows if row["code"].startswith("RU3")] == ["RU301"]
    assert rows[0].keys() == {"code", "level", "profiles", "title"}


def test_explain_shows_how_to_switch_a_rule_off(publisher) -> None:
    said = publisher("explain", "RU203").out
    for words in ("RU203", "Examples", "Left alone", "--ignore RU203", 'ignore = ["RU203"]', "typo: ignore RU203"):
        assert words in said
    assert "--extend-select RU516" in publisher("explain", "RU516").out
    assert "{" not in publisher("explain", "S217").out
    table = json.loads(publisher("explain", "RU203", "--json").out)
    assert [example for example in table["examples"] if example["untouched"]]
    assert "RU201" in publisher("explain", "RU20l").err
