"""Long plain texts, as libraries keep them: chapters, dialogue, breaks between scenes."""

from __future__ import annotations

import json
from pathlib import Path

import pypdfium2
import pytest

from publisher.cli.run import run

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared")]


BEGINNING = 30_000
"""Characters of a novel that are enough for every day."""


def novels() -> list[object]:
    """Every novel of the corpus, and the beginning of the first one for every day."""
    paths = sorted(CORPUS.glob("*.txt"))
    whole = [pytest.param(path, None, marks=pytest.mark.slow, id=path.stem) for path in paths]
    return [*(pytest.param(path, BEGINNING, id=f"{path.stem} begins") for path in paths[:1]), *whole]


@pytest.mark.parametrize(("novel", "length"), novels())
def test_a_novel_becomes_a_book(novel: Path, length: int | None, tmp_path: Path, monkeypatch, request) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / novel.name
    path.write_text(novel.read_text(encoding="utf-8")[:length], encoding="utf-8")
    assert run(["-q", "build", path.name, "-f", "pdf,epub"]) == 0
    out = tmp_path / "out" / path.stem
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    document = pypdfium2.PdfDocument(out / f"{path.stem}.pdf")
    assert len(document) == report["results"][0]["pages"] > 8
    assert report["kind"] == "pamphlet"
    chars = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    for wrong in ('"', " - ", "\ufffd"):
        assert wrong not in chars
    if length is None:
        epubcheck = request.getfixturevalue("epubcheck")
        assert epubcheck(out / f"{path.stem}.epub") == []
