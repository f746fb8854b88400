"""Raw texts of libraries through the typographer: stable, letters kept, nothing left over, no paragraph disturbed."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
from bench.corpus import CORPUS, examine, read

pytestmark = [pytest.mark.corpus, pytest.mark.skipif(not CORPUS.is_dir(), reason="needs ../shared")]

BEGINNING = 100_000
"""Characters of a text that are enough for every day."""

STAYS = re.compile(r"[ПТ]--[гй]")
"""Left over rightly: names that an author shortened with hyphens."""

TEXTS = sorted(CORPUS.glob("*.txt"))
WHOLE = [pytest.param(path, None, marks=pytest.mark.slow, id=path.stem) for path in TEXTS]
BEGINNINGS = [pytest.param(path, BEGINNING, id=f"{path.stem} begins") for path in TEXTS]


@pytest.mark.parametrize(("path", "length"), [*BEGINNINGS, *WHOLE])
def test_a_raw_text_comes_out_clean_and_stays_so(path: Path, length: int | None) -> None:
    found = examine(path, read(path)[:length], alone=True)
    assert found.broken == []
    assert found.disturbed == []
    assert [shown for shown in chain(*found.left.values()) if not STAYS.search(shown)] == []
