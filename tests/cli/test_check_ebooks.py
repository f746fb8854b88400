"""`check BOOK.epub`: any e-book, those of a project against their sources too."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from sample_ebook import files, packed, page, spoilt

CONFIG = """
[project]
title = "Проба"
language = "ru"
[edition.kniga]
kind = "leaflet"
works = ["a.md"]
outputs = ["epub"]
"""
HEAD = "---\ntitle: Строка\nauthor: И. Наборщиков\ndate: 2026\nlang: ru\n---\n\n"
TEXT = HEAD + "Наборщик[^1] взял литеру.\n\n[^1]: Мастер.\n"


def test_a_sound_book_and_a_spoilt_one(publisher, write) -> None:
    write({"book.epub": packed(files()), "bad.epub": spoilt(page(' alt="Верстатка в руке"'))})
    assert publisher("check", "book.epub").code == 0
    said = publisher("check", "book.epub", "bad.epub")
    assert (said.code, said.out.split()[:2]) == (1, ["bad.epub/EPUB/text/a.xhtml:9", "E305"])
    table = json.loads(publisher("--json", "check", "bad.epub").out)
    assert [(row["code"], row["path"], row["line"]) for row in table] == [("E305", "bad.epub/EPUB/text/a.xhtml", 9)]


def test_codes_are_chosen(publisher, write) -> None:
    write({"book.epub": spoilt(page("<p>Наборщик", "<h4>О наборе</h4><p>Наборщик"))})
    assert publisher("check", "book.epub", "--strict").code == 1
    assert publisher("check", "book.epub", "--strict", "--ignore", "E308").code == 0


def test_a_store(publisher, write) -> None:
    write({"book.epub": packed(files())})
    assert "E807" in publisher("check", "book.epub", "--store", "litres").out
    said = publisher("check", "book.epub", "--store", "самиздат")
    assert (said.code, "generic" in said.err) == (2, True)


@pytest.mark.parametrize(("data", "code"), [(b"no zip", "S521"), (packed({"a": b""}), "S525")])
def test_what_is_no_book(publisher, write, data: bytes, code: str) -> None:
    write({"book.epub": data})
    said = publisher("check", "book.epub")
    assert (said.code, code in said.err) == (4, True)
    assert publisher("check", "none.epub").code == 4


def test_a_waiver_needs_a_reason(publisher, write) -> None:
    bad = spoilt(page('alt="Верстатка в руке"', 'alt=""'))
    write({"publisher.toml": CONFIG, "a.md": TEXT, "old/book.epub": bad, "book.epub": bad})
    waive = '[[waive]]\ncode = "E306"\npath = "old/*.epub/**"\n'
    Path("publisher.toml").write_text(CONFIG + waive, encoding="utf-8")
    assert publisher("check", "old/book.epub").code == 3
    Path("publisher.toml").write_text(CONFIG + waive + 'reason = "узор на полях"\n', encoding="utf-8")
    said = publisher("check", "old/book.epub")
    assert (said.code, said.out) == (0, "")
    assert "узор на полях" in said.err
    assert publisher("check", "book.epub").code == 1


def test_a_built_book_has_every_letter_of_its_sources(publisher, write) -> None:
    write({"publisher.toml": CONFIG, "a.md": TEXT})
    assert publisher("build").code == 0
    path = Path("out/kniga/kniga.epub")
    assert "E7" not in publisher("check", str(path)).out
    path.write_bytes(without(path.read_bytes(), "литеру"))
    said = publisher("check", str(path))
    assert "a.md:8:1 E701" in said.out
    Path("a.md").unlink()
    assert "E7" not in publisher("check", str(path)).out


def without(data: bytes, lost: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info).replace(lost.encode(), b""))
    return out.getvalue()
