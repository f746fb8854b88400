"""The command, called in this process: what it says and its exit code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from publisher.cli.run import run


@dataclass(frozen=True)
class Said:
    """Exit code, stdout and stderr of a run."""

    code: int
    out: str
    err: str


Publisher = Callable[..., Said]


@pytest.fixture
def publisher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Publisher:
    """`publisher("check", "a.md")` in an empty temporary folder, in English unless told otherwise."""
    monkeypatch.chdir(tmp_path)
    for variable in ("SOURCE_DATE_EPOCH", "NO_COLOR", "PUBLISHER_LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")

    def call(*arguments: str) -> Said:
        capsys.readouterr()
        code = run(list(arguments))
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        assert "B199" not in said.out + said.err, said.err
        return Said(code, said.out, said.err)

    return call


@pytest.fixture
def write(tmp_path: Path) -> Callable[[dict[str, str | bytes]], Path]:
    """Write files by name into the temporary folder; gives the folder."""

    def files(table: dict[str, str | bytes]) -> Path:
        for name, data in table.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return tmp_path

    return files
