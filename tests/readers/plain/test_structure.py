"""Small plain texts and how they have to be understood: `cases/THEME.txt`.

A case is `##### what it shows | settings in TOML`, the text, `>>>>>`, and the outline: how lines are typed, what the
first lines say, blocks, notes, findings (`! line CODE`), and `- reason: characters` for what is left out.
To add one, write the text and run the tests with PUBLISHER_ACCEPT=1; look at what was written before committing it.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from publisher.readers import read

from ..origins import assert_origins
from ..outline import outline
from .coverage import assert_nothing_lost

FOLDER = Path(__file__).parent / "cases"
_HEAD, _ARROW = "##### ", ">>>>>\n"


@dataclass
class Case:
    theme: str
    head: str
    chars: str
    expected: str

    @property
    def settings(self) -> dict[str, object]:
        return {"text": tomllib.loads(self.head.partition(" | ")[2])}


def cases_of(path: Path) -> list[Case]:
    found = []
    for part in path.read_text(encoding="utf-8").split(_HEAD)[1:]:
        head, _, rest = part.partition("\n")
        chars, _, expected = rest.partition(_ARROW)
        found.append(Case(path.stem, head, chars, expected))
    return found


THEMES = sorted(FOLDER.glob("*.txt"))
CASES = [case for path in THEMES for case in cases_of(path)]


def understood(case: Case) -> str:
    outcome = read("a.txt", case.chars.encode(), sidecar=case.settings)
    work = outcome.value
    assert work.structure is not None
    assert work.source is not None
    assert_origins(work)
    assert_nothing_lost(work)
    lines = work.structure.decision("lines")
    assert lines is not None
    shown = [f"lines: {lines.choice}"]
    meta, _, body = outline(work).partition("\n\n")
    shown += [line.removesuffix("  (first-lines)") for line in meta.split("\n") if line.endswith("(first-lines)")]
    shown += [*body.split("\n")] if body else []
    shown += [f"! {f.place.line if f.place else 0} {f.code}" for f in outcome.findings if f.code != "S202"]
    shown += [f"- {left.reason}: {work.source.chars[left.start : left.end]}" for left in work.structure.left_out]
    return "\n".join(shown) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.theme}: {case.head}")
def test_case(case: Case) -> None:
    found = understood(case)
    if os.environ.get("PUBLISHER_ACCEPT"):
        case.expected = found
    assert found == case.expected


@pytest.fixture(scope="module", autouse=True)
def accepted() -> object:
    yield
    if os.environ.get("PUBLISHER_ACCEPT"):
        for path in THEMES:
            parts = (f"{_HEAD}{c.head}\n{c.chars}{_ARROW}{c.expected}" for c in CASES if c.theme == path.stem)
            path.write_text("".join(parts), encoding="utf-8")


def test_there_are_many() -> None:
    assert len(CASES) >= 60
    assert len({(case.theme, case.head) for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES[::3], ids=lambda case: case.head)
@pytest.mark.parametrize(("encoding", "line_end"), [("cp1251", "\r\n"), ("utf-8-sig", "\r\n"), ("koi8-r", "\n")])
def test_neither_encoding_nor_line_ends_matter(case: Case, encoding: str, line_end: str) -> None:
    chars = case.chars.encode(encoding, "ignore").decode(encoding)
    plain = read("a.txt", chars.encode(), sidecar=case.settings).value
    typed = read("a.txt", chars.replace("\n", line_end).encode(encoding), sidecar=case.settings).value
    assert outline(typed) == outline(plain)
