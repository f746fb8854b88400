"""Objects on their way to another machine: whatever has a file travels without its path, and the file by its digest."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import fields
from io import BytesIO
from pathlib import Path
from typing import Any

from publisher.model.composition import Resource
from publisher.model.layout import Face

HasFile = Resource | Face
"""What names a file by its path and the SHA-256 of its bytes."""


def packed(value: object) -> tuple[bytes, dict[str, HasFile]]:
    """A value as bytes, and by digest what in it has a file."""
    target = BytesIO()
    packer = _Packer(target, pickle.HIGHEST_PROTOCOL)
    packer.dump(value)
    return target.getvalue(), packer.found


def unpacked(data: bytes, locate: Callable[[str, str], str]) -> Any:
    """The value; `locate` says where the file with a digest and a name lies on this machine."""
    return _Unpacker(data, locate).load()


class _Packer(pickle.Pickler):
    def __init__(self, target: BytesIO, protocol: int) -> None:
        super().__init__(target, protocol)
        self.found: dict[str, HasFile] = {}

    def persistent_id(self, value: Any) -> Any:
        if not isinstance(value, HasFile):
            return None
        self.found[value.digest] = value
        kept = {field.name: getattr(value, field.name) for field in fields(value) if field.name not in ("path", "data")}
        return type(value), kept, Path(value.path).name


class _Unpacker(pickle.Unpickler):
    def __init__(self, data: bytes, locate: Callable[[str, str], str]) -> None:
        super().__init__(BytesIO(data))
        self.locate = locate

    def persistent_load(self, pid: Any) -> Any:
        kind, kept, name = pid
        return kind(**kept, path=self.locate(kept["digest"], name))
