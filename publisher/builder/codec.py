"""Nouns of the model as bytes for the store, and back.

Pickle, but a reader that knows the nouns of `publisher.model` only: a store that comes with somebody's project can't
name anything else to be called.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import sys
import zlib
from collections.abc import Iterator
from enum import Enum
from typing import Any

from publisher.model.errors import PublisherError

ROOM = "publisher.model."


class UnreadableError(Exception):
    """Bytes that are no stored value."""


def encoded(value: object) -> bytes:
    """The value as bytes. It is made of nouns of the model, tuples, lists, dicts, sets, numbers and strings."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, 5)
    pickler.dispatch_table = copyreg.dispatch_table | dict.fromkeys(_enums(), _by_value)
    pickler.dump(value)
    return zlib.compress(out.getbuffer(), 1)


def _enums(of: type[Enum] = Enum) -> Iterator[type[Enum]]:
    """All kinds of constants that there are by now."""
    for kind in of.__subclasses__():
        yield kind
        yield from _enums(kind)


def _by_value(constant: Enum) -> tuple[type[Enum], tuple[Any]]:
    """Some releases of Python (3.11.2, that of Debian 12) would rather call `getattr`, which no reader lets in."""
    return type(constant), (constant.value,)


def decoded(data: bytes) -> Any:
    """The value.

    Raises:
        UnreadableError: the bytes are damaged, or name what is no noun of the model.
    """
    try:
        return _Nouns(io.BytesIO(zlib.decompress(data))).load()
    except MemoryError:
        raise
    except Exception as error:  # whatever a damaged pickle leads to
        raise UnreadableError(str(error)[:200]) from error


class _Nouns(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(ROOM) and "." not in name:
            __import__(module)
            found = getattr(sys.modules[module], name, None)
            if isinstance(found, type) and found.__module__.startswith(ROOM) and not issubclass(found, PublisherError):
                return found
        if (module, name) in (("builtins", "frozenset"), ("builtins", "set"), ("decimal", "Decimal")):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")
