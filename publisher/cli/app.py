"""The commands, put together. The language is known by now: help texts are words of the interface.

A command is imported when it is called: `publisher list` does not wait for what `publisher build` needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, MutableMapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer import TyperException as NotUnderstood
from typer import core

from publisher import __version__
from publisher.cli.conversion import convert_without_pydantic
from publisher.cli.words import spoken, ui

__all__ = ["NotUnderstood", "application"]

COMMANDS = (
    *("new", "import", "build", "check", "fix", "preflight", "impose"),
    *("list", "info", "explain", "doctor", "clean", "schema"),
)
"""In the order of the work, as the contract lists them. Words of Python stand in `list_.py` and `import_.py`."""


_TYPE = re.compile(r" <(?:list\[str\]|str)>")
"""What typer says about the type of an argument: it tells a user nothing."""
_HelpFormatter: Any = typer.Context.formatter_class


class _Formatter(_HelpFormatter):  # type: ignore[misc]
    """Help in the language of the run: typer's own words are English."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, spoken(args), prefix or ui("usage") + " ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(spoken(heading))

    def write_dl(self, rows: Any, *args: Any, **options: Any) -> None:
        super().write_dl([(_TYPE.sub("", name), spoken(words)) for name, words in rows], *args, **options)


class _Context(typer.Context):
    formatter_class = _Formatter


class _Command(core.TyperCommand):
    context_class = _Context


class _Commands(core.TyperGroup):
    context_class = _Context

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, ui(f"help-{name}")) for name in COMMANDS])


class _OnDemand(MutableMapping[str, Any]):
    """Command by name; what is asked for is imported."""

    def __init__(self) -> None:
        self.ready: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name in COMMANDS and name not in self.ready:
            attribute = f"{name}_" if name in ("list", "import") else name
            self.ready[name] = _command(name, getattr(import_module(f"publisher.cli.{attribute}"), attribute))
        return self.ready[name]

    def __setitem__(self, name: str, command: Any) -> None:
        self.ready[name] = command

    def __delitem__(self, name: str) -> None:
        del self.ready[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


_PLAIN: dict[str, Any] = {
    "rich_markup_mode": None,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}


def _command(name: str, function: Callable[..., int]) -> Any:
    app = typer.Typer(add_completion=False, **_PLAIN)
    app.command(name, cls=_Command, help=ui(f"help-{name}"), epilog=ui("help-global"))(function)
    return typer.main.get_command(app)


def application() -> Callable[..., Any]:
    """The command line as a callable: `application()(arguments, standalone_mode=False)`."""
    convert_without_pydantic()
    app = typer.Typer(
        name="publisher", cls=_Commands, help=ui("help"), epilog=ui("help-global"), no_args_is_help=True, **_PLAIN
    )

    @app.callback()
    def everywhere(
        version: Annotated[
            bool, typer.Option("--version", help=ui("help-version"), is_eager=True, callback=_version)
        ] = False,
    ) -> None:
        del version

    group: Any = typer.main.get_command(app)
    group.commands = _OnDemand()
    return group  # type: ignore[no-any-return]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"publisher {__version__}")
        raise typer.Exit
