"""Every press result goes through the preflight; an error keeps it from being written."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from publisher import pipeline
from publisher.cli.run import run

PROJECT = """
[project]
title = "Проба"
[press]
profile = "mine"
[profile.mine]
extends = "offset-coated"
{more}
[edition.list]
kind = "leaflet"
works = ["a.md"]
layout = "pamphlet-a5"
outputs = ["press"]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "a.md").write_text("---\ntitle: Проба\nauthor: Н. Н.\n---\n\nНесколько слов.\n", encoding="utf-8")
    configure(tmp_path, "page-multiple = 1")
    return tmp_path


def configure(folder: Path, more: str) -> None:
    (folder / "publisher.toml").write_text(PROJECT.format(more=more), encoding="utf-8")


def test_a_press_pdf_is_fit(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build"]) == 0, capsys.readouterr().err
    table = json.loads((project / "out/list/report.json").read_text(encoding="utf-8"))
    assert [finding for finding in table["findings"] if finding["severity"] == "error"] == []


def test_an_error_fails_the_build_and_keeps_the_last_good_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["build"]) == 0
    good = {path.name: path.read_bytes() for path in (project / "out/list").iterdir()}
    configure(project, 'page-multiple = 24\n[profile.mine.severity]\nP212 = "error"')
    capsys.readouterr()
    assert run(["build"]) == 1
    said = capsys.readouterr().err
    assert "out/list/list.press.pdf: P212 pages: 1; the number has to be divisible by 24" in said
    assert "B140" in said
    assert {path.name: path.read_bytes() for path in (project / "out/list").iterdir()} == good


def test_it_says_where(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A fault on page 1 that the press stage might make one day."""
    inspect = pipeline.inspect

    def broken(data: bytes, *rest: object) -> object:
        import io

        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.pages[0].contents_add(b"q 1 0 0 rg 60 200 40 40 re f Q")
            out = io.BytesIO()
            pdf.save(out, fix_metadata_version=False)
        return inspect(out.getvalue(), *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "inspect", broken)
    assert run(["build"]) == 1
    assert "out/list/list.press.pdf p. 1: P401" in capsys.readouterr().err
    assert not (project / "out/list").exists()
