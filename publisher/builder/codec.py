"""Nouns of the model as bytes for the store, and back.

Pickle, but a reader that knows the nouns of `publisher.model` only: a store that comes with somebody's project can't
name anything else to be called.
"""

from __future__ import annotations

import io
import pickle
import sys
import zlib
from typing import Any

from publisher.model.errors import PublisherError

ROOM = "publisher.model."


class UnreadableError(Exception):
    """Bytes that are no stored value."""


def encoded(value: object) -> bytes:
    """The value as bytes. It is made of nouns of the model, tuples, lists, dicts, sets, numbers and strings."""
    return zlib.compress(pickle.dumps(value, 5), 1)


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
