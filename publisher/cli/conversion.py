"""Strings, switches and whole numbers of a command line are converted without pydantic.

typer has pydantic convert every argument, and the import of pydantic takes longer than that of all else a command needs
to begin. What is plain is taken as it is; anything else (also what is wrong, and has to be told) goes typer's own way.
The only file that knows typer's inside, written for the versions in TESTED; with another one nothing changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import Any

import typer

TESTED = ("0.29.2",)

_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
_UNKNOWN = object()


def convert_without_pydantic() -> None:
    """From now on, in this process."""
    if typer.__version__ not in TESTED:
        return
    core: Any = import_module("typer.core")

    original = core.build_runtime_param
    if not isinstance(original, _Builder):
        core.build_runtime_param = _Builder(original)


class _Builder:
    """Stands for typer's `build_runtime_param`."""

    def __init__(self, original: Callable[[Any], Any]) -> None:
        self.original = original

    def __call__(self, descriptor: Any) -> Any:
        return _Parameter(descriptor, self.original)


class _Parameter:
    """Converts the values of one parameter, like typer's `RuntimeParam`."""

    def __init__(self, descriptor: Any, original: Callable[[Any], Any]) -> None:
        self.descriptor, self.original = descriptor, original

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if self.descriptor.parameter_info.parser is None:
            plain = self._plain(self.descriptor.annotation, value)
            if plain is not _UNKNOWN:
                return plain
        return self.original(self.descriptor).coerce(value, param=param, ctx=ctx)

    def _plain(self, annotation: Any, value: Any) -> Any:
        if annotation is str and type(value) is str:
            return value
        if annotation is bool and type(value) is bool:
            return value
        if annotation is int:
            return self._number(value)
        if annotation == list[str] and isinstance(value, list | tuple) and all(type(v) is str for v in value):
            return list(value)
        return _UNKNOWN

    def _number(self, value: Any) -> Any:
        number = int(value) if type(value) is str and _NUMBER.fullmatch(value) else value
        least, most = self.descriptor.parameter_info.min, self.descriptor.parameter_info.max
        within = type(number) is int and (least is None or number >= least) and (most is None or number <= most)
        return number if within else _UNKNOWN
