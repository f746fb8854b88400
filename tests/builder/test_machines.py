"""Builds on a cluster of separate processes, which can't see the project: the same bytes as at home."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_book import png

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow

WORKS = 14
CONFIG = """
[project]
title = "О наборе"
language = "ru"
[edition.sbornik]
kind = "anthology"
works = ["sources/*.md"]
layout = "anthology-84x108"
outputs = ["pdf", "epub"]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("project")
    (root / "publisher.toml").write_text(CONFIG, encoding="utf-8")
    (root / "sources").mkdir()
    (root / "sources" / "picture.png").write_bytes(png(600, 400))
    for n in range(WORKS):
        words = " ".join(f"Слово {n} стоит за словом, а за ним «ещё одно» — и так до конца." for _ in range(6 + n))
        text = "\n\n".join(f"{words} Абзац {k}." for k in range(12))
        (root / "sources" / f"{n:02}.md").write_text(f"# Рассказ {n}\n\n![](picture.png)\n\n{text}\n", encoding="utf-8")
    return root


class Machines:
    """A scheduler and workers, each a process with a folder of its own."""

    def __init__(self, folder: Path, hidden: Path) -> None:
        self.folder, self.hidden = folder, hidden
        self.processes: list[subprocess.Popen[bytes]] = []
        contact = folder / "scheduler.json"
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(contact))
        self.address = str(json.loads(_awaited(contact))["address"])

    def worker(self, name: str) -> subprocess.Popen[bytes]:
        """A worker before whose eyes the project is covered up."""
        options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(self.folder / name))
        return self._start("worker", self.address, "--name", name, *options, cover=True)

    def _start(self, *arguments: str, cover: bool = False) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", "dask", *arguments, "--no-dashboard"]
        if cover:
            quoted = 'mount -t tmpfs none "$1" && shift && exec "$@"'
            command = ["unshare", "-m", "sh", "-c", quoted, "sh", str(self.hidden), *command]
        with (self.folder / f"{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        self.processes.append(process)
        return process

    def logs(self) -> str:
        return "\n".join(path.read_text(errors="replace") for path in sorted(self.folder.glob("*.log")))

    def close(self) -> None:
        for process in reversed(self.processes):
            process.kill()
            process.wait()


def _awaited(path: Path) -> str:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if path.exists() and (found := path.read_text()):
            return found
        time.sleep(0.1)
    raise AssertionError(f"{path} did not come")


@pytest.fixture
def machines(tmp_path: Path, project: Path) -> Iterator[Machines]:
    if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this user can't hide the project from workers")
    found = Machines(tmp_path, project)
    yield found
    found.close()


def command(project: Path, out: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "publisher", "-C", str(project), "build", "-o", str(out), "--json", *options]


def results(out: Path) -> dict[str, bytes]:
    """All results but the report, which tells how long everything took."""
    found = {path.name: path.read_bytes() for path in (out / "sbornik").iterdir() if path.name != "report.json"}
    assert {"sbornik.pdf", "sbornik.epub"} <= found.keys()
    return found


@pytest.fixture(scope="module")
def at_home(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("out")
    subprocess.run(command(project, out), check=True, capture_output=True)
    return results(out)


def test_two_machines_give_the_same_bytes(machines: Machines, project: Path, at_home, tmp_path: Path) -> None:
    machines.worker("first")
    machines.worker("second")
    out = tmp_path / "out"
    done = subprocess.run(
        command(project, out, "--scheduler", machines.address), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr + machines.logs()
    assert results(out) == at_home
    assert not [*(out / ".cache").rglob("fontconfig")]  # nothing was set at home
    assert [*(tmp_path / "first").rglob("fontconfig")] and [*(tmp_path / "second").rglob("fontconfig")]


def test_a_worker_killed_in_mid_build_costs_its_step_only(machines: Machines, project: Path, at_home, tmp_path) -> None:
    victim = machines.worker("victim")
    machines.worker("survivor")
    out = tmp_path / "out"
    building = subprocess.Popen(
        command(project, out, "--scheduler", machines.address), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    store = out / ".cache" / "store"
    until = time.monotonic() + 120
    while building.poll() is None and time.monotonic() < until and not _worked(tmp_path / "victim"):
        time.sleep(0.02)
    assert building.poll() is None, "the build was over before the worker had anything to do"
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*") if path.is_file()}
    os.kill(victim.pid, signal.SIGKILL)
    said, _ = building.communicate(timeout=300)
    assert building.returncode == 0, said.decode() + machines.logs()
    assert results(out) == at_home
    assert before.items() <= {path: path.stat().st_mtime_ns for path in store.rglob("*") if path.is_file()}.items()


def _worked(folder: Path) -> bool:
    """Whether a worker is setting pages: its fonts have a folder for what is temporary."""
    return any(path.is_dir() for path in folder.rglob("work-*"))


def test_a_build_goes_on_where_an_interrupted_one_stopped(machines: Machines, project: Path, at_home, tmp_path) -> None:
    """The scheduler goes away; the next build is at home and does the rest."""
    machines.worker("only")
    out = tmp_path / "out"
    building = subprocess.Popen(
        command(project, out, "--scheduler", machines.address), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    until = time.monotonic() + 120
    while building.poll() is None and time.monotonic() < until and not _worked(tmp_path / "only"):
        time.sleep(0.02)
    machines.processes[0].kill()
    said, _ = building.communicate(timeout=300)
    assert building.returncode == 5 and b"B116" in said, said.decode()
    assert not (out / "sbornik").exists()
    subprocess.run(command(project, out), check=True, capture_output=True)
    assert results(out) == at_home
    shutil.rmtree(out)
