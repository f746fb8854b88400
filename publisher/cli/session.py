"""What holds for a whole run: the options that stand before or behind any command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.model.errors import UsageError

_SWITCHES = {
    "-q": "quiet",
    "--quiet": "quiet",
    "-v": "verbose",
    "--verbose": "verbose",
    "--json": "json",
    "--strict": "strict",
}
LANGUAGES = ("ru", "en")
_VALUES = {"-C": "directory", "--lang": "lang"}


@dataclass(slots=True)
class Session:
    """`verbose` counts: 1 tells more, 2 shows tracebacks. `strict`: notes count as findings, too."""

    directory: str = ""
    quiet: bool = False
    verbose: int = 0
    json: bool = False
    lang: str = ""
    strict: bool = False

    @property
    def colour(self) -> bool:
        return sys.stderr.isatty() and not os.environ.get("NO_COLOR")

    @property
    def interactive(self) -> bool:
        return sys.stderr.isatty() and not self.json and not self.quiet


current = Session()
"""The session of this process, filled by `run`."""


def taken_out(arguments: Sequence[str]) -> tuple[Session, list[str]]:
    """Global options wherever they stand (up to `--`), and the arguments without them.

    Raises:
        UsageError: U110, an option lacks its value, or has one that it does not know.
    """
    session, rest = Session(), []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        name, _, value = argument.partition("=")
        if argument == "--":
            rest += [argument, *waiting]
            break
        if argument in ("-vv", "-vvv"):
            session.verbose += len(argument) - 1
        elif argument in ("-v", "--verbose"):
            session.verbose += 1
        elif argument in _SWITCHES:
            setattr(session, _SWITCHES[argument], True)
        elif name in _VALUES:
            if "=" not in argument:
                value = waiting.pop(0) if waiting else ""
            if not value or (name == "--lang" and value not in LANGUAGES):
                known = ", ".join(LANGUAGES) if name == "--lang" else "DIR"
                raise UsageError("U110", {"what": name, "value": value, "known": known})
            setattr(session, _VALUES[name], value)
        else:
            rest.append(argument)
    return session, rest


def adopt(session: Session) -> None:
    """Make `session` the one of this process."""
    for name in ("directory", "quiet", "verbose", "json", "lang", "strict"):
        setattr(current, name, getattr(session, name))
