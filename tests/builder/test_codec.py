"""What the store may bring back to life: nouns, and nothing that could do anything."""

from __future__ import annotations

import os
import pickle
import zlib
from enum import Enum

import pytest

from publisher.builder.codec import UnreadableError, decoded, encoded
from publisher.model.finding import Finding, Outcome, Place, Severity
from publisher.model.text import Mark, Run, Text
from publisher.model.work import Metadata, Paragraph, Work


def test_a_work_comes_back_equal() -> None:
    text = Text("Слово", (Mark(0, 5, "emphasis"),), (Run(0, 5, 3, 8),))
    work = Work(Metadata(title=text), (Paragraph(text),), pictures={"а.png": b"\0"})
    finding = Finding("RU101", Severity.NOTE, Place("а.md", 1, 2), {"n": 1})
    assert decoded(encoded(Outcome(work, (finding,)))) == Outcome(work, (finding,))


def test_constants_are_kept_by_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """Debian 12's Python means to call `getattr` for them: nothing that was stored could be read there."""

    def by_name(self: Enum, _: object) -> tuple[object, tuple[object, str]]:
        return getattr, (type(self), self.name)

    monkeypatch.setattr(Enum, "__reduce_ex__", by_name)
    assert b"getattr" in pickle.dumps(Severity.NOTE)
    assert decoded(encoded({"all": tuple(Severity)})) == {"all": tuple(Severity)}


class Hostile:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch /tmp/hostile",)


@pytest.mark.parametrize(
    "value", [Hostile(), os.getcwd, "".join, zlib.compress], ids=["call", "function", "method", "library"]
)
def test_nothing_else_does(value: object) -> None:
    with pytest.raises(UnreadableError):
        decoded(zlib.compress(pickle.dumps(value)))


@pytest.mark.parametrize("module", ["publisher.model.text", "publisher.builder.codec", "publisher.model.errors"])
def test_not_by_way_of_a_room(module: str) -> None:
    """`publisher.model.text.accumulate` is no noun, and `publisher.builder` is no room of nouns."""
    name = {"publisher.model.text": "accumulate", "publisher.builder.codec": "zlib"}.get(module, "PublisherError")
    data = b"\x80\x02c" + module.encode() + b"\n" + name.encode() + b"\n."
    with pytest.raises(UnreadableError):
        decoded(zlib.compress(data))


@pytest.mark.parametrize("data", [b"", b"\0" * 40, zlib.compress(b""), zlib.compress(b"\x80\x05N")])
def test_damaged_bytes_are_told(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        decoded(data)
