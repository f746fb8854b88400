"""Keys of the store: what a value was made from, as a digest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files

from publisher.builder.store import digest


def fingerprint(value: object) -> str:
    """The digest of a value made of nouns, mappings, sets, sequences, strings, bytes and numbers: the same in every
    process, whatever the order in which sets and mappings were filled, and wherever fonts and layouts lie.
    """
    return digest([_spelt(value)])


def _spelt(value: object) -> str:
    match value:
        case None | bool() | int() | float() | str() | bytes():
            return repr(value)
        case Mapping():
            return _listed("{", sorted(f"{_spelt(key)}:{_spelt(entry)}" for key, entry in value.items()))
        case Set():
            return _listed("<", sorted(map(_spelt, value)))
        case tuple() | list():
            return _listed("(", map(_spelt, value))
    if is_dataclass(value):
        known = (field.name for field in fields(value) if "location" not in field.metadata)
        parts = (f"{name}={_spelt(getattr(value, name))}" for name in known)
        return _listed(type(value).__name__, parts)
    raise TypeError(type(value).__name__)


def _listed(name: str, parts: Iterable[str]) -> str:
    return f"{name}[{digest(parts)}]"


@cache
def code_of(*rooms: str) -> str:
    """The digest of the code of some rooms of the house, with their data: a change in it makes useless what it made."""
    total = sha256()
    with as_file(files("publisher")) as house:
        for room in rooms:
            for path in sorted((house / room).rglob("*")):
                if path.suffix in (".py", ".txt", ".toml", ".json", ".gz"):
                    total.update(path.name.encode())
                    total.update(path.read_bytes())
    return total.hexdigest()[:16]
