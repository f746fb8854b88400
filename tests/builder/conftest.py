"""A project in a temporary folder, which becomes the current one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from publisher.builder.events import Event
from publisher.builder.project import load_project, select
from publisher.builder.run import Build, Options

Write = Callable[..., Path]
Run = Callable[..., list[Event]]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write files by name into the current, temporary folder; gives the folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    def files(table: dict[str, str | bytes] | None = None) -> Path:
        for name, data in (table or {}).items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return tmp_path

    return files


@pytest.fixture
def build(write: Write) -> Run:
    """Build editions of the project in the current folder; gives the events."""

    def build(wanted: Sequence[str] = (), *, formats: tuple[str, ...] = (), **options: bool | str) -> list[Event]:
        root = Path.cwd()
        project = load_project(root / "publisher.toml")
        return list(
            Build(project, Options(out=root / "out", formats=formats, **options)).run(  # type: ignore[arg-type]
                select(project, list(wanted), root)
            )
        )

    return build
