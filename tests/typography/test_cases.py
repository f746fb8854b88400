"""Golden cases: files in `cases/`, `input` / `===` / `expected`, cases apart by `-----` lines; ␣ is a no-break space.

Without `===` the input must stay as it is. A file's name may end in a language: `quotes.uk.txt`.
"""

from pathlib import Path

import pytest

from publisher.typography import clean_text

FOLDER = Path(__file__).parent / "cases"


def cases():
    for path in sorted(FOLDER.glob("*.txt")):
        parts = path.stem.split(".")
        language = parts[1] if len(parts) > 1 else "ru"
        for number, case in enumerate(path.read_text(encoding="utf-8").strip("\n").split("\n-----\n"), 1):
            before, _, after = case.partition("\n===\n")
            yield pytest.param(before, after or before, language, id=f"{path.stem}-{number}")


@pytest.mark.parametrize(("before", "expected", "language"), list(cases()))
def test_case(before, expected, language):
    once = clean_text(before.replace("␣", "\u00a0"), language=language).text
    assert once.replace("\u00a0", "␣") == expected
    assert clean_text(once, language=language).text == once
