"""Mistakes in TOML files have a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from publisher.composition.toml_file import locate, read_toml
from publisher.model.errors import ConfigError

FILE = """\
title = "а"
[page]
trim = ["1mm", "2mm"]
margins.inner = "1mm"

[[furniture]]
place = "head"
[[furniture]]
place = "foot"
  size = 9
[options."long-name"]
default = 1
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (["title"], 1, 1),
        (["page"], 2, 1),
        (["page", "trim"], 3, 1),
        (["page", "trim", "0"], 3, 1),
        (["page", "margins", "inner"], 4, 1),
        (["page", "unknown"], 2, 1),
        (["furniture", "0", "place"], 7, 1),
        (["furniture", "1", "size"], 10, 3),
        (["options", "long-name", "default"], 12, 1),
        (["nowhere"], 0, 0),
    ],
)
def test_keys_are_found(path: list[str], line: int, column: int) -> None:
    place = locate(FILE, path, "f.toml")
    assert (place.path, place.line, place.column) == ("f.toml", line, column)


def test_line_ends_do_not_matter() -> None:
    assert locate(FILE.replace("\n", "\r\n"), ["page", "trim"], "f").line == 3


@pytest.mark.parametrize(
    ("chars", "code", "line"),
    [
        ("title = {ru='а', en='b'}\n[page\n", "C102", 2),
        ("title = {ru='а', en='b'}\nfurnitur = 1\n", "C103", 2),
        ("title = {ru='а', en='b'}\n[page]\nbleed = 3\n", "C104", 3),
        ("title = {ru='а', en='b'}\n[[furniture]]\nplace = 'head'\n", "C105", 2),
        ("abstract = true\n", "C105", 0),
        ("title = " + "[" * 100_000, "C102", 0),
    ],
)
def test_mistakes(tmp_path: Path, chars: str, code: str, line: int) -> None:
    path = tmp_path / "layout.toml"
    path.write_text(chars, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_toml(path, "layout", name="layout.toml")
    assert caught.value.code == code
    assert caught.value.place and caught.value.place.path == "layout.toml"
    assert caught.value.place.line == line


@pytest.mark.parametrize("data", ["title = 'да'".encode("cp1251"), b"#" * (1 << 20) + b"##"])
def test_what_is_not_read(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "layout.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        read_toml(path, "layout")
    assert caught.value.code == "C101"


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        read_toml(tmp_path / "no.toml", "layout")
    assert caught.value.code == "C101"
