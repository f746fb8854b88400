"""What only a process of its own can show: what is imported, closed streams, Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import publisher

ROOT = Path(publisher.__file__).parent.parent
COMMAND = [sys.executable, "-m", "publisher"]
HEAVY = ("weasyprint", "ebooklib", "pikepdf", "PIL", "lxml")
TEXT = "Абзац текста, который надо сверстать.\n\n"


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT * 400, encoding="utf-8")
    (tmp_path / "b.md").write_text(TEXT, encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "banned"),
    [
        (["--help"], (*HEAVY, "jinja2", "markdown_it", "publisher.typography.rules")),
        (["fix", "a.md"], HEAVY),
        (["check", "a.md"], ("weasyprint", "ebooklib", "pikepdf")),
        (["list", "rules"], HEAVY),
        (["list", "layouts"], HEAVY),
        (["explain", "RU201"], HEAVY),
    ],
)
def test_quick_commands_import_nothing_heavy(arguments: list[str], banned: tuple[str, ...]) -> None:
    script = (
        "import sys\nfrom publisher.cli.run import run\nrun(sys.argv[2:])\n"
        "found = [name for name in sys.argv[1].split(',') if name in sys.modules]\nsys.exit(','.join(found) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, ",".join(banned), *arguments], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.splitlines()[-1:] if done.returncode else []) == (0, [])


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("list rules | head -1", 0),
        ("--json list rules | head -1", 0),
        ("list rules >&-", 0),
        ("fix - <&-", 0),
        ("build no.md >&- 2>&- <&-", 4),
        ("list rules > /dev/full", 5),
        ("build no.md 2> /dev/full", 4),
    ],
)
def test_streams_that_end_early(command: str, code: int) -> None:
    script = f'"{sys.executable}" -m publisher {command}; exit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr, "Exception" in done.stderr) == (code, False, False)


@pytest.mark.parametrize("encoding", ["ascii", "cp1251"])
def test_a_small_encoding_is_no_failure(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    done = subprocess.run([*COMMAND, "--lang", "ru", "list", "rules"], capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stdout.decode(encoding).startswith("RU")


def test_ctrl_c_stops_a_build_without_litter(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "--json", "build", "a.md", "--no-cache"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout
    while '"read"' not in process.stdout.readline():
        assert process.poll() is None
    time.sleep(0.4)  # the renderers are at work
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.strip()) == (130, "interrupted")
    assert [p for p in (tmp_path / "out").rglob("*") if ".cache" not in p.parts] == []
    with pytest.raises(ProcessLookupError):  # nobody of the group is left
        os.killpg(process.pid, 0)


def test_renderers_end_with_a_parent_that_was_killed() -> None:
    process = subprocess.Popen(
        [*COMMAND, "--json", "build", "a.md", "--no-cache"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout
    while b'"read"' not in process.stdout.readline():
        assert process.poll() is None
    time.sleep(0.4)
    process.kill()
    process.wait()
    for _ in range(300):
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("a renderer is still there")


@pytest.mark.parametrize("home", [pytest.param(None, marks=pytest.mark.slow), ""])
def test_a_build_needs_no_home(home: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if home is None:
        monkeypatch.delenv("HOME", raising=False)
    else:
        monkeypatch.setenv("HOME", home)
    done = subprocess.run([*COMMAND, "build", "b.md", "-f", "pdf"], capture_output=True, text=True, check=False)
    assert (done.returncode, (tmp_path / "out/b/b.pdf").is_file()) == (0, True), done.stderr


@pytest.mark.slow
def test_two_builds_at_once(tmp_path: Path) -> None:
    both = [subprocess.Popen([*COMMAND, "-q", "build", "b.md"], stderr=subprocess.PIPE) for _ in range(2)]
    assert [(p.communicate()[1], p.returncode) for p in both] == [(b"", 0), (b"", 0)]
    made = {path.name for path in (tmp_path / "out/b").iterdir()}
    assert made == {"b.epub", "b.pdf", "cover.png", "manifest.json", "report.json"}


def test_ctrl_c_inside_exec_is_an_exit_code_too(tmp_path: Path) -> None:
    """CPython remembers a KeyboardInterrupt that passed through `exec`, and `python -m` ends by the signal."""
    script = (
        "import publisher.cli.run as run\n"
        "def interrupted(arguments):\n"
        "    exec('raise KeyboardInterrupt')\n"
        "run._guarded = interrupted\n"
        "from publisher.cli import main\n"
        "main(['list', 'rules'])\n"
    )
    (tmp_path / "stopped.py").write_text(script, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "stopped"], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr.strip(), done.stdout) == (130, "interrupted", "")
