"""Preflight of 300 pages: CPU seconds, without and with total ink. One of the lines of `make bench`.

    .venv/bin/python tests/bench/preflight.py [--repeat 5]

The pages are those of the sample anthology as a press PDF, repeated; they are held to the PDF/X that the file claims.
The least of several runs is told: what others do on the machine only adds. Libraries are loaded before.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf

from publisher.preflight import inspect

ROOT = Path(__file__).resolve().parents[2]
PAGES = 300


def sample(place: Path) -> bytes:
    """The press PDF of the sample anthology with its pages repeated."""
    build = [sys.executable, "-m", "publisher", "-q", "build", "sbornik", "-f", "press", "-o", str(place)]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with pikepdf.open(place / "sbornik" / "sbornik.press.pdf") as pdf:
        own = list(pdf.pages)
        while len(pdf.pages) < PAGES:
            pdf.pages.append(own[len(pdf.pages) % len(own)])
        pdf.save(place / "long.pdf", force_version="1.3", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return (place / "long.pdf").read_bytes()


def seconds(data: bytes, repeat: int, *, ink: bool) -> float:
    """The least CPU time of so many runs."""
    best = float("inf")
    for _ in range(repeat + 1):
        began = time.process_time()
        report = inspect(data, name="long.pdf", ink=ink)
        best = min(best, time.process_time() - began)
        assert report.facts.page_count == PAGES
        assert not report.fails, [finding.code for finding in report.findings]
    return best


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        data = sample(Path(place))
    plain, with_ink = (seconds(data, options.repeat, ink=ink) for ink in (False, True))
    print(f"preflight of {PAGES} pages ({len(data) >> 10} KB): {plain:.2f} CPU-s, with total ink {with_ink:.2f} CPU-s")


if __name__ == "__main__":
    main()
