"""Whatever happens to a build, the next one gives the bytes of an undisturbed one, and nothing good is lost."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

CONFIG = """
[project]
language = "ru"
[edition.book]
kind = "anthology"
title = "Книга"
works = ["sources/*.md"]
layout = "pamphlet-a5"
outputs = ["pdf", "epub"]
"""
PARAGRAPH = "Наборщик брал литеру за литерой из кассы, ставил их в верстатку и читал строку вверх ногами. " * 6
COMMAND = [sys.executable, "-m", "publisher", "-q", "build"]


def text(number: int, more: str = "") -> str:
    return f"---\ntitle: Текст {number}\nauthor: А. Автор\n---\n\n" + f"{PARAGRAPH}\n\n" * (number + 2) + more


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "publisher.toml").write_text(CONFIG, encoding="utf-8")
    for number in range(5):
        (tmp_path / f"sources/{number}.md").write_text(text(number), encoding="utf-8")
    return tmp_path


def build(folder: Path, *arguments: str) -> int:
    return subprocess.run([*COMMAND, *arguments], cwd=folder, capture_output=True, timeout=300, check=False).returncode


def results(folder: Path) -> dict[str, bytes]:
    """What was built, without what a killed build may leave beside it for a day."""
    out = folder / "out" / "book"
    return {p.name: p.read_bytes() for p in sorted(out.glob("*")) if not p.name.startswith(".")} if out.is_dir() else {}


def undisturbed(folder: Path) -> dict[str, bytes]:
    """The results of a build from nothing, of what the project holds now."""
    other = folder / "undisturbed"
    other.mkdir()
    for name in ("sources", "publisher.toml"):
        subprocess.run(["cp", "-r", str(folder / name), str(other / name)], check=True)
    assert build(other, "--no-cache") == 0
    return results(other)


def entries(folder: Path) -> Iterator[Path]:
    yield from (p for p in (folder / "out/.cache/store").rglob("*") if p.is_file())


def killed(folder: Path, after: float) -> bool:
    """Start a build and kill it; gives whether it was still alive."""
    process = subprocess.Popen(COMMAND, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    alive = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return alive


def test_a_damaged_store_is_mended(project: Path) -> None:
    assert build(project) == 0
    first = results(project)
    dice = random.Random(7)
    for path in entries(project):
        data = path.read_bytes()
        match dice.randrange(4):
            case 0:
                path.write_bytes(data[: len(data) // 2])
            case 1:
                path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
            case 2:
                path.unlink()
    (project / "out/book/book.pdf").unlink()
    assert build(project) == 0
    assert results(project) == first == undisturbed(project)


@pytest.mark.slow
def test_two_builds_at_once(project: Path) -> None:
    both = [subprocess.Popen(COMMAND, cwd=project, stdout=subprocess.DEVNULL) for _ in range(2)]
    assert [process.wait(timeout=300) for process in both] == [0, 0]
    assert results(project) == undisturbed(project)


@pytest.mark.slow
def test_a_source_edited_meanwhile_is_built_next_time(project: Path) -> None:
    process = subprocess.Popen(COMMAND, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(1.0)
    (project / "sources/3.md").write_text(text(3, "Приписка.\n"), encoding="utf-8")
    assert process.wait(timeout=300) in (0, 5)
    assert build(project) == 0
    assert results(project) == undisturbed(project)


def test_on_a_full_disk_nothing_good_is_lost(project: Path) -> None:
    """No file may grow beyond a few kilobytes: neither entries nor results can be written. Nor compiled modules: Python
    would cut them.
    """
    assert build(project) == 0
    first = results(project)
    (project / "sources/1.md").write_text(text(1, "Приписка.\n"), encoding="utf-8")
    limited = f"export PYTHONDONTWRITEBYTECODE=1; ulimit -f 4; exec {' '.join(COMMAND)}"
    said = subprocess.run(
        ["bash", "-c", limited], cwd=project, capture_output=True, text=True, timeout=300, check=False
    )
    assert said.returncode == 5, said.stderr
    assert "B105" in said.stderr or "File too large" in said.stderr
    assert "Traceback" not in said.stderr
    assert results(project) == first
    assert build(project) == 0
    assert results(project) == undisturbed(project)


@pytest.mark.slow
@pytest.mark.parametrize("moment", [0.8, 2.5])
def test_a_killed_build(project: Path, moment: float) -> None:
    killed(project, moment)
    assert build(project) == 0
    assert results(project) == undisturbed(project)


@pytest.mark.slow
def test_twenty_killed_builds_with_good_results_before(project: Path) -> None:
    """Each time one work is edited; a build dies somewhere; what stood before is whole until it is replaced."""
    assert build(project) == 0
    began = time.monotonic()
    assert build(project, "--no-cache") == 0
    whole = time.monotonic() - began
    dice = random.Random(20)
    alive = 0
    for number in range(20):
        before = results(project)
        (project / f"sources/{number % 5}.md").write_text(text(number % 5, f"Приписка {number}.\n"), encoding="utf-8")
        alive += killed(project, dice.uniform(0.1, whole))
        after = results(project)
        assert after.keys() >= before.keys()
        assert after["book.pdf"].startswith(b"%PDF") and after["book.pdf"].rstrip().endswith(b"%%EOF")
    assert alive > 5
    assert build(project) == 0
    assert results(project) == undisturbed(project)
