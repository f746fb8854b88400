"""Options that hold everywhere, languages, exit codes, abuse."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher import __version__
from publisher.cli.app import COMMANDS

TEXT = "---\ntitle: Заголовок\nauthor: Автор\n---\n\nЭто чистый абзац.\n"


@pytest.mark.parametrize("line", ["-C deep list editions", "list editions -C deep", "list -C=deep editions"])
def test_global_options_stand_anywhere(publisher, write, line: str) -> None:
    write({"deep/publisher.toml": '[edition.x]\nkind = "leaflet"\nworks = ["a.md"]\n', "deep/a.md": TEXT})
    assert publisher(*line.split()).out.split()[0] == "x"


def test_a_word_behind_two_dashes_is_no_option(publisher, write) -> None:
    write({"--json": "x", "-q.md": TEXT})
    assert publisher("check", "--", "-q.md").err.startswith("Findings: 0, texts: 1")


@pytest.mark.parametrize(
    ("environment", "arguments", "word"),
    [
        ({}, (), "error"),
        ({"LC_ALL": "ru_RU.UTF-8"}, (), "ошибка"),
        ({"LC_ALL": "", "LANG": "ru_RU.KOI8-R"}, (), "ошибка"),
        ({"LC_ALL": "de_DE.UTF-8"}, (), "error"),
        ({"PUBLISHER_LANG": "ru"}, (), "ошибка"),
        ({"PUBLISHER_LANG": "ru"}, ("--lang", "en"), "error"),
        ({}, ("--lang=ru",), "ошибка"),
    ],
)
def test_the_language(publisher, monkeypatch, environment, arguments, word: str) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert publisher("build", "no.md", *arguments).err.startswith(f"{word} S401: ")


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("build",), "U101", 2),
        (("build", "nothing"), "U102", 2),
        (("bild",), "U103", 2),
        (("build", "--nope"), "U103", 2),
        (("build", "-j", "x"), "U103", 2),
        (("info",), "U103", 2),
        (("build", "a.md", "-f", "doc"), "U104", 2),
        (("explain", "Q1"), "U105", 2),
        (("list", "cats"), "U106", 2),
        (("new", "."), "U107", 2),
        (("check",), "U109", 2),
        (("fix", "--as", "tex", "a.md"), "U110", 2),
        (("check", "a.md", "--output-format", "xml"), "U110", 2),
        (("--lang", "de", "list", "rules"), "U110", 2),
        (("list", "rules", "--lang"), "U110", 2),
        (("build", "a.md", "b/a.md"), "U111", 2),
        (("-C", "nowhere", "list", "rules"), "U112", 2),
        (("-C", "broken", "build"), "C102", 3),
        (("build", "a.md", "-l", "nope"), "C120", 3),
        (("build", "no.md"), "S401", 4),
        (("build", "broken/"), "S402", 4),
        (("build", "empty.md"), "S102", 4),
        (("fix", "bytes.md"), "S104", 4),
        (("info", "bytes.md"), "S104", 4),
        (("build", "a.md", "-o", "a.md"), "B105", 5),
    ],
)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_errors_have_codes_words_and_exit_codes(publisher, write, arguments, code, exit_code, lang) -> None:
    root = write(
        {"a.md": TEXT, "b/a.md": TEXT, "empty.md": "", "bytes.md": bytes(range(256)) * 9, "broken/publisher.toml": "["}
    )
    before = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}
    spoken = arguments if "--lang" in arguments else (*arguments, "--lang", lang)
    said = publisher(*spoken)
    assert said.code == exit_code
    line, *advice = said.err.splitlines()
    assert f" {code}: " in f" {line}"
    assert advice
    assert advice[0].startswith("    ")
    assert "{" not in said.err
    assert said.out == ""
    if lang == "ru" and "--lang" not in arguments:
        assert any("а" <= letter <= "я" for letter in line.split(f"{code}: ")[1])
    assert {p: p.read_bytes() for p in root.rglob("*") if p.is_file() and ".cache" not in p.parts} == before


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",), *((command, "--help") for command in COMMANDS)])
def test_help_speaks_russian(publisher, arguments: tuple[str, ...]) -> None:
    said = publisher(*arguments, "--lang", "ru")
    assert said.code == 0
    assert said.out.startswith("Вызов: publisher")
    for english in ("Usage", "Options", "Arguments", "Commands", "Show this", "required", "default:"):
        assert english not in said.out
    assert publisher(*arguments, "--lang", "en").out.startswith("Usage: publisher")


def test_help_lists_all_commands(publisher) -> None:
    listed = [
        line.split()[0] for line in publisher("--help").out.split("Commands:\n")[1].splitlines() if line[2:3] > " "
    ]
    assert [name for name in listed if name in COMMANDS] == list(COMMANDS)


def test_a_slip_of_the_pen_is_understood(publisher) -> None:
    assert "'build'" in publisher("biuld").err


def test_version(publisher) -> None:
    assert publisher("--version").out == f"publisher {__version__}\n"


def test_no_colour_where_nobody_sees_it(publisher, write) -> None:
    write({"a.md": 'Он сказал: "Да" - и всё.\n'})
    said = publisher("check", "a.md")
    assert "\x1b" not in said.out + said.err


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_no_color(publisher, write, monkeypatch, no_color: str, coloured: bool) -> None:
    monkeypatch.setenv("NO_COLOR", no_color)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert ("\x1b[31m" in publisher("build", "no.md").err) is coloured


def test_names_cannot_drive_the_terminal(publisher, write) -> None:
    write({"a\x1b[31m\nb.md": ""})
    said = publisher("build", "a\x1b[31m\nb.md")
    assert said.err.startswith("a?[31m?b.md: error S102")


def test_a_deleted_folder_is_said(publisher, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    os.chdir(gone)
    gone.rmdir()
    said = publisher("list", "rules")
    assert (said.code, "U112" in said.err) == (2, True)
    assert publisher("-C", str(tmp_path), "list", "rules").code == 0


SIGNS = '«"-—…*_[]()<>`#|\n\t абвАБВ.:;1\u00a0\u0301'
WORDS = st.sampled_from(
    [
        "new",
        "build",
        "check",
        "fix",
        "list",
        "info",
        "explain",
        "doctor",
        "clean",
        "schema",
        "-q",
        "--json",
        "--strict",
        "--lang",
        "ru",
        "en",
        "-C",
        ".",
        "a.md",
        "b.md",
        "--",
        "-",
        "--help",
        "-f",
        "html",
        "-o",
        "o",
        "-l",
        "base",
        "-j",
        "2",
        "--write",
        "--diff",
        "--as",
        "text",
        "rules",
        "works",
        "fonts",
        "--output-format",
        "sarif",
        "RU201",
        "x",
        "--version",
        "--template",
        "leaflet",
        "--cache",
        "*",
        "--select",
        "--ignore",
        "RU3,RU9x",
        "--profile",
        "web",
        "--statistics",
        "--unsafe-fixes",
        "--interactive",
        "--markdown",
        "--stdin-filename",
    ]
) | st.text(max_size=8)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=6))
def test_no_command_line_ends_in_a_traceback(publisher, write, arguments: list[str]) -> None:
    if "build" in arguments and "html" not in arguments:  # pages are rendered elsewhere
        arguments = [*arguments, "-f", "html"]
    root = write({"a.md": TEXT, "b.md": b"\xff\xfe\x00"})
    os.chdir(root)
    said = publisher(*arguments)
    assert said.code in range(7)
    assert said.code < 2 or said.err.strip()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200)
    | st.text(alphabet='«"-—…*_[]()<>`#|\n\t абвАБВ.:;1\u00a0\u0301', max_size=200).map(str.encode)
)
@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html", "a.fb2"])
def test_no_source_ends_in_a_traceback(publisher, write, name: str, data: bytes) -> None:
    write({name: data})
    assert publisher("check", name).code in (0, 1)
    assert publisher("fix", name, "--unsafe-fixes").code in (0, 1, 4)
    assert publisher("build", name, "-f", "html").code in (0, 4)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet='[]edition.x=" \n{},12', max_size=60) | st.text(max_size=40))
def test_no_configuration_ends_in_a_traceback(publisher, write, toml: str) -> None:
    write({"publisher.toml": toml.encode("utf-8", "surrogatepass")})
    assert publisher("list", "editions").code in (0, 3)


def test_json_errors_of_queries_are_one_document(publisher) -> None:
    document = json.loads(publisher("info", "nothing", "--json").out)
    assert (document["code"], document["exit"]) == ("U102", 2)
