"""Programs of npm for tests: DAISY Ace, and foliate-js in Debian's Chromium. `make test-all` brings them.

Without node, the browser or the packages the tests are skipped, and say so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parent / "node"
MODULES = HOME / "node_modules"
SECONDS = 500
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def environment() -> dict[str, str]:
    """For node; skips the test where something is missing."""
    browser = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or next(filter(None, map(shutil.which, BROWSERS)), "")
    missing = [
        name
        for name, found in (
            ("node", shutil.which("node")),
            ("chromium", browser),
            ("tests/node/node_modules", MODULES.is_dir()),
        )
        if not found
    ]
    if missing:
        pytest.skip(f"missing: {', '.join(missing)}; `.ci/setup all` brings them")
    return {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser, "ACE_TIMEOUT_INITIAL": "120000"}


def violations(book: Path, folder: Path) -> list[str]:
    """What DAISY Ace has against an e-book: rule and place."""
    command = ["node", str(MODULES / ".bin" / "ace-cli"), "-s", "-f", "-o", str(folder), str(book)]
    subprocess.run(command, env=environment(), capture_output=True, timeout=SECONDS, check=True)
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return [
        f"{found['earl:test']['dct:title']}: {document['earl:testSubject']['url']}"
        for document in report["assertions"]
        for found in document["assertions"]
    ]


def read(
    book: Path, folder: Path, places: Mapping[str, str] | None = None, *, note: str = "", dark: bool = False
) -> dict[str, Any]:
    """What tests/node/read.mjs finds in a book; pictures of `places` go to `folder`."""
    command = ["node", str(HOME / "read.mjs"), str(book), str(folder), "--places", json.dumps(places or {})]
    command += ["--note", note] if note else []
    command += ["--dark"] if dark else []
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result
