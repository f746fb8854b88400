"""Arguments come out as typer would have converted them, and pydantic stays out."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated, Any

import pytest
import typer

from publisher.cli.conversion import TESTED, convert_without_pydantic

SEEN: list[tuple[Any, ...]] = []


def command(
    what: Annotated[list[str] | None, typer.Argument()] = None,
    name: Annotated[str, typer.Option("--name")] = "",
    jobs: Annotated[int, typer.Option("--jobs", min=0, max=256)] = 0,
    draft: Annotated[bool, typer.Option("--draft")] = False,
    tags: Annotated[list[str], typer.Option("--tag")] = [],  # noqa: B006  typer copies it
) -> None:
    SEEN.append((what, name, jobs, draft, tags))


def outcome(arguments: list[str]) -> tuple[Any, ...] | str:
    """What the command gets, or what typer says against it."""
    app = typer.Typer(add_completion=False)
    app.command()(command)
    SEEN.clear()
    try:
        typer.main.get_command(app)(arguments, standalone_mode=False)
    except typer.TyperException as error:
        return error.format_message()
    return SEEN[0]


ARGUMENTS = [
    [],
    ["a", "б"],
    ["--name", "Ё", "--jobs", "7", "--draft"],
    ["--jobs", "-1"],
    ["--jobs", "257"],
    ["--jobs", "seven"],
    ["--jobs", " 5"],
    ["--jobs", "٣"],
    ["--jobs", "99999999999999999999"],
    ["--jobs", "5.0"],
    ["--tag", "x", "--tag", "y", "z"],
    ["--name"],
]


@pytest.mark.parametrize("arguments", ARGUMENTS, ids=" ".join)
def test_the_same_as_typer(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from typer import _coercion, core

    monkeypatch.setattr(core, "build_runtime_param", _coercion.build_runtime_param)
    typers = outcome(arguments)
    convert_without_pydantic()
    assert core.build_runtime_param is not _coercion.build_runtime_param
    assert outcome(arguments) == typers


def test_this_typer_is_one_of_the_tested() -> None:
    assert typer.__version__ in TESTED


@pytest.mark.parametrize("arguments", ["['list', 'layouts']", "['--version']", "['info', '--json', 'nothing.md']"])
def test_commands_begin_without_pydantic(arguments: str) -> None:
    code = f"import sys; from publisher.cli.run import run; run({arguments}); print('pydantic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"
