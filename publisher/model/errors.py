"""The closed list of failures. Every one has an eternal code with words and a hint in the message catalogue.

Errors cross process borders: they are built from positional, picklable arguments only.
"""

from __future__ import annotations

from collections.abc import Mapping

from publisher.model.finding import Place


class PublisherError(Exception):
    """A failure that a user can understand and mend.

    Args:
        code: key in the message catalogue, e.g. `S102`.
        params: values for the placeholders of the message.
        place: where in the user's files.
    """

    exit_code = 5

    def __init__(self, code: str, params: Mapping[str, object] | None = None, place: Place | None = None) -> None:
        super().__init__(code, params, place)
        self.code = code
        self.params = dict(params or {})
        self.place = place

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.code} {self.params}"


class UsageError(PublisherError):
    """The command line asks for something that does not exist (exit code 2, codes U…)."""

    exit_code = 2


class ConfigError(PublisherError):
    """publisher.toml, a layout or a font description is wrong (exit code 3, codes C…)."""

    exit_code = 3


class SourceError(PublisherError):
    """A source text can't be read (exit code 4, codes S…)."""

    exit_code = 4


class BuildError(PublisherError):
    """A result can't be made or written (exit code 5, codes B…)."""

    exit_code = 5


class UnfitError(PublisherError):
    """A result was made and is not fit for its purpose; the findings say why (exit code 1)."""

    exit_code = 1


class ToolError(PublisherError):
    """A program, library or font is missing (exit code 6, codes T…)."""

    exit_code = 6
