"""An anthology of a hundred works: valid, with every letter, the same bytes everywhere."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from corpus_anthology import CORPUS, NAME, WORKS, write_project
from epub_checker import EpubCheck
from lxml import etree

from publisher.builder.linting import EbookQuestion, lint_file
from publisher.builder.project import load_project
from publisher.data import folder as data

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared"),
]

XLINK = "{http://www.w3.org/1999/xlink}href"
FICTION = "{http://www.gribuser.ru/xml/fictionbook/2.0}"
HERE = {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
ELSEWHERE = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Auckland", "LC_ALL": "C"}


def built(root: Path, world: dict[str, str]) -> Path:
    """The folder with the results of a build by a program of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"} | world
    command = [sys.executable, "-m", "publisher", "-q", "build"]
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, timeout=600)
    return root / "out" / NAME


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(write_project(tmp_path_factory.mktemp("hundred")), HERE)


def findings(made: Path, book: Path) -> list[tuple[str, str]]:
    """Codes, and the names of the files in question."""
    project = load_project(made.parents[1] / "publisher.toml")
    found = lint_file(project, EbookQuestion(book, "generic"))
    return [(finding.code, Path(finding.place.path).name) for finding in found if finding.place]


def test_it_is_a_valid_book_with_every_letter(made: Path, epubcheck: EpubCheck) -> None:
    book = made / f"{NAME}.epub"
    assert epubcheck(book) == []
    assert findings(made, book) == []
    with zipfile.ZipFile(book) as package:
        works = {re.match(r"EPUB/text/(w-\d+)", name) for name in package.namelist()} - {None}
        assert len({found[1] for found in works if found}) == WORKS
        assert max(entry.file_size for entry in package.infolist() if entry.filename.endswith("xhtml")) < 260_000


def test_a_lost_letter_would_be_seen(made: Path, tmp_path: Path) -> None:
    book = tmp_path / NAME / f"{NAME}.epub"
    book.parent.mkdir()
    spoilt = io.BytesIO()
    with zipfile.ZipFile(made / f"{NAME}.epub") as old, zipfile.ZipFile(spoilt, "w") as new:
        for name in old.namelist():
            said = old.read(name)
            new.writestr(name, said.replace("ч".encode(), b"", 1) if name.startswith("EPUB/text/w-050") else said)
    book.write_bytes(spoilt.getvalue())
    assert findings(made, book) == [("E701", "050.md")]


def test_the_same_bytes_elsewhere(made: Path, tmp_path: Path) -> None:
    other = tmp_path / "другая папка"
    other.mkdir()
    root = made.parents[1]
    shutil.copytree(root / "sources", other / "sources")
    shutil.copy(root / "publisher.toml", other)
    again = built(other, ELSEWHERE)
    for suffix in ("epub", "fb2"):
        assert (made / f"{NAME}.{suffix}").read_bytes() == (again / f"{NAME}.{suffix}").read_bytes()


def test_fictionbook_is_valid_by_its_schema(made: Path) -> None:
    schema = etree.XMLSchema(etree.parse(data("schemas") / "fb2" / "FictionBook.xsd"))
    book = etree.parse(made / f"{NAME}.fb2", etree.XMLParser(huge_tree=True))
    assert schema.validate(book), schema.error_log
    body = book.getroot().find(f"{FICTION}body")
    assert len(body.findall(f"{FICTION}section")) == WORKS


def test_pandoc_reads_all_of_fictionbook(made: Path) -> None:
    if not shutil.which("pandoc"):
        pytest.skip("pandoc is missing; `.ci/setup all` brings it")
    path = made / f"{NAME}.fb2"
    command = ["pandoc", "-f", "fb2", "-t", "json", str(path)]
    read = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=600).stdout)
    root = etree.parse(path, etree.XMLParser(huge_tree=True)).getroot()
    calls = [link for link in root.iter(f"{FICTION}a") if link.get("type") == "note"]
    notes = {section.get("id") for section in root.iterfind(f"{FICTION}body[@name='notes']/{FICTION}section")}
    assert {link.get(XLINK).removeprefix("#") for link in calls} == notes
    assert len(notes) > 20
    assert json.dumps(read).count('{"t": "Note"') == len(calls)
    said = letters("".join("".join(body.itertext()) for body in root.iterfind(f"{FICTION}body")))
    kept = letters("".join(strings(read["blocks"])))
    assert abs(len(said) - len(kept)) < len(said) // 1000  # titles of notes and of the book stand elsewhere


def strings(tree: object) -> list[str]:
    """All words of a document of pandoc."""
    found: list[str] = []
    pending = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, dict):
            if node.get("t") == "Str":
                found.append(node["c"])
            else:
                pending += node.values()
        elif isinstance(node, list):
            pending += node
    return found


def letters(chars: str) -> str:
    return "".join(filter(str.isalnum, chars))
