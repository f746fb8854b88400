"""`publisher fix --interactive` and colours, at a real (pseudo-)terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from .terminal import at_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")

TEXT = 'Он сказал: "Да" - и ушёл...\nИз за двери "понял" - и всё.\n'
END = "\x04"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    return path


def ask(file: Path, *answers: str, options: str = "") -> tuple[str, int, str]:
    arguments = ["fix", "--interactive", file.name, "--select", "RU201,RU301,RU8", *options.split()]
    shown, code = at_terminal(arguments, [a if a == END else f"{a}\n" for a in answers], file.parent)
    return shown, code, file.read_bytes().decode()


def test_each_change_is_shown_and_asked_about(file: Path) -> None:
    shown, code, text = ask(file, "y", "n", "?", "y", "n", "n", "n", "y", "y")
    assert code == 0
    assert text == TEXT.replace('"Да" -', '«Да" —').replace('" - и всё', '" — и всё')
    assert "RU201" in shown
    assert "[1/7]" in shown
    assert "y: accept this change" in shown
    assert "\x1b[32;7m«\x1b[0m" in shown
    assert "Write what was accepted (changes: 3, files: 1)?" in shown


def test_a_rule_may_be_answered_once_and_for_all(file: Path) -> None:
    shown, code, text = ask(file, "в", "п", "д", options="--lang ru --write")
    assert text == TEXT.replace('"Да"', "«Да»").replace("Из за", "Из-за").replace('"понял"', "«понял»")
    assert code == 0
    assert shown.count("Принять?") == 3
    assert 'ignore = ["RU301"]' in shown
    assert "(предложение)" in shown


@pytest.mark.parametrize("answers", [["y", "q", "y"], ["y", "huh", "q", "y"]])
def test_what_was_accepted_before_the_end_counts(file: Path, answers: list[str]) -> None:
    _, code, text = ask(file, *answers)
    assert (code, text) == (0, TEXT.replace('"Да', "«Да"))


@pytest.mark.parametrize(("answers", "code"), [([END], 0), (["y", END, END], 1), (["y", "q", "n"], 1)])
def test_nothing_is_written_without_a_yes(file: Path, answers: list[str], code: int) -> None:
    shown, exit_code, text = ask(file, *answers)
    assert (exit_code, text, "Traceback" in shown) == (code, TEXT, False)


def test_ctrl_c_writes_nothing(file: Path) -> None:
    shown, code = at_terminal(["fix", "-i", "a.txt", "--write"], ["y\n", "\x03"], file.parent)
    assert (code, file.read_bytes(), "Traceback" in shown) == (130, TEXT.encode(), False)


def test_without_colours_brackets_show_the_change(file: Path) -> None:
    shown, _ = at_terminal(["fix", "-i", "a.txt"], [END], file.parent, {"NO_COLOR": "1"})
    assert "\x1b" not in shown
    assert '- Он сказал: ["]Да' in shown
    assert "+ Он сказал: {«}Да" in shown


def test_a_difference_in_colours_shows_no_break_spaces(file: Path) -> None:
    shown, code = at_terminal(["fix", "a.txt"], [], file.parent)
    assert code == 1
    assert "\x1b[31;7m-\x1b[0m" in shown
    assert "\x1b[32;7;2m⍽\x1b[0m" in shown
    assert "\u00a0" not in shown
    plain, _ = at_terminal(["fix", "a.txt"], [], file.parent, {"NO_COLOR": "1"})
    assert "+Он сказал: «Да»⍽— и⍽ушёл…" in plain


def test_a_text_cannot_drive_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('Слово "\x1b]0;title\x07" - дело \x1b[2J.\n', encoding="utf-8")
    for arguments in (["fix", "a.txt"], ["fix", "-i", "a.txt"], ["check", "a.txt"]):
        shown, _ = at_terminal(arguments, [END], tmp_path, {"NO_COLOR": "1"})
        assert "\x1b" not in shown
