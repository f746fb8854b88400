"""The commands, put together. The language is known by now: help texts are words of the interface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer import TyperException as NotUnderstood
from typer import core

from publisher import __version__
from publisher.cli.words import ui

__all__ = ["NotUnderstood", "application"]


class _Commands(core.TyperGroup):
    """Commands in the order of the work, as the contract lists them."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)


def application() -> Callable[..., Any]:
    """The command line as a callable: `application()(arguments, standalone_mode=False)`."""
    from publisher.cli import build, check, clean, doctor, explain, fix, info, list_, new, schema

    app = typer.Typer(
        name="publisher",
        cls=_Commands,
        help=ui("help"),
        epilog=ui("help-global"),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        no_args_is_help=True,
    )

    @app.callback()
    def everywhere(
        version: Annotated[
            bool, typer.Option("--version", help=ui("help-version"), is_eager=True, callback=_version)
        ] = False,
    ) -> None:
        del version

    for name, command in (
        ("new", new.new),
        ("build", build.build),
        ("check", check.check),
        ("fix", fix.fix),
        ("list", list_.list_),
        ("info", info.info),
        ("explain", explain.explain),
        ("doctor", doctor.doctor),
        ("clean", clean.clean),
        ("schema", schema.schema),
    ):
        app.command(name, help=ui(f"help-{name}"), epilog=ui("help-global"))(command)
    return typer.main.get_command(app)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"publisher {__version__}")
        raise typer.Exit
