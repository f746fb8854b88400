"""Golden cases: `cases/NAME.md|.txt|.html` and beside it `NAME.….expected`, the outline of what is read.

To add one, write the input and run the tests with PUBLISHER_ACCEPT=1; look at what was written before committing it.
Findings stand at the end as `! line:column CODE`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publisher.readers import read

from .origins import assert_origins
from .outline import outline

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix != ".expected")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_case(path: Path) -> None:
    outcome = read(path.name, path.read_bytes())
    remarks = [f"! {str(f.place).partition(':')[2]} {f.code}" for f in outcome.findings]
    found = "\n".join([outline(outcome.value), *remarks]) + "\n"
    expected = path.with_name(path.name + ".expected")
    if os.environ.get("PUBLISHER_ACCEPT"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
    assert_origins(outcome.value)
