"""Speed of the whole default set of rules beside typograf (Node), in turns, in one run: `make bench-typography`.

    .venv/bin/python tests/bench/typography.py [--repeat 5] [--text FILE]

Both work on 5 MB in memory; reading, starting and importing are not timed. Ours runs in a new process every time, so
nothing is remembered from the turn before; typograf is warmed up by one whole call before its first turn. "text" takes
`clean_text(text).text`, "edits" also reads `.edits`: every change with its rule and place, which typograf doesn't give.
Ratios hold for other machines, seconds don't. Ratios of processor time are the ones to trust on a busy machine.
Needs node and npm; the first time typograf is installed into .cache/bench.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
CACHE = ROOT / ".cache" / "bench"
TYPOGRAF = "typograf@7.8.0"
BYTES = 5_000_000

OURS = """
import sys, time
from publisher.typography import clean_text
with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
for _ in range(2):
    began, worked = time.perf_counter(), time.process_time()
    cleaned = clean_text(text)
    size = len(cleaned.text)
    if sys.argv[2] == "edits":
        size += len(cleaned.edits)
    print(time.perf_counter() - began, time.process_time() - worked)
"""

THEIRS = """
const fs = require('fs');
const Typograf = require('typograf');
const typograf = new Typograf({ locale: ['ru', 'en-US'] });
const text = fs.readFileSync(process.argv[2], 'utf8');
typograf.execute(text);
require('readline').createInterface({ input: process.stdin }).on('line', () => {
  const before = process.cpuUsage(), began = performance.now();
  typograf.execute(text);
  const wall = performance.now() - began, { user, system } = process.cpuUsage(before);
  console.log(wall / 1e3, (user + system) / 1e6);
});
console.log('ready');
"""


class Seconds(NamedTuple):
    """One call: on the clock, and of the processor (of all threads)."""

    wall: float
    processor: float

    @classmethod
    def read(cls, line: str) -> Seconds:
        return cls(*map(float, line.split()))


def material() -> tuple[str, str]:
    """The text to clean, cut to `BYTES`, and where it is from."""
    paths = sorted(CORPUS.glob("*.txt")) or sorted((ROOT / "sources").rglob("*.md"))
    whole = "\n\n".join(path.read_text(encoding="utf-8", errors="replace") for path in paths)
    size = len(whole.encode())
    text = (whole * (BYTES // size + 1)).encode()[:BYTES].decode(errors="ignore")
    name = "../shared/corpus" if CORPUS.is_dir() else "sources/ (../shared/corpus is not there)"
    return text, f"{name}: {size / 1e6:.1f} MB, repeated up to {BYTES / 1e6:.0f} MB"


def installed_typograf() -> Path:
    """The node_modules folder with typograf in it; installs it the first time."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        sys.exit("bench-typography needs node and npm (Debian: apt-get install nodejs npm): typograf is a Node package")
    modules = CACHE / "node_modules"
    package = modules / "typograf" / "package.json"
    if not package.exists() or json.loads(package.read_text())["version"] != TYPOGRAF.partition("@")[2]:
        CACHE.mkdir(parents=True, exist_ok=True)
        print(f"installing {TYPOGRAF} into {CACHE.relative_to(ROOT)}", file=sys.stderr)
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(CACHE), TYPOGRAF]
        if subprocess.run(command, check=False).returncode:
            sys.exit(f"npm could not install {TYPOGRAF}; is the package registry within reach?")
    return modules


def ours(path: Path, mode: str) -> tuple[Seconds, Seconds]:
    """The first and the second call in a new process."""
    command = [sys.executable, "-c", OURS, str(path), mode]
    first, second = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    return Seconds.read(first), Seconds.read(second)


class Theirs:
    """typograf in one Node process that stays; each call is one turn."""

    def __init__(self, path: Path, folder: Path) -> None:
        script = folder / "typograf.js"
        script.write_text(THEIRS, encoding="utf-8")
        environment = {**os.environ, "NODE_PATH": str(installed_typograf())}
        command = ["node", str(script), str(path)]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True, bufsize=1)
        if self._answer() != "ready":
            sys.exit("typograf did not start")

    def __call__(self) -> Seconds:
        assert self._process.stdin is not None
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        return Seconds.read(self._answer())

    def close(self) -> None:
        self._process.communicate()

    def _answer(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


def start_up(repeat: int) -> float:
    """Seconds that `import publisher.typography` adds to a bare start of Python, best of several."""

    def best(code: str) -> float:
        return min(timed(lambda: subprocess.run([sys.executable, "-c", code], check=True)) for _ in range(repeat))

    return best("from publisher.typography import clean_text") - best("pass")


def timed(action: Callable[[], object]) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def row(name: str, size: int, times: Sequence[Seconds], theirs: Sequence[Seconds]) -> str:
    """A line of the table: best time, MB/s, how many times faster than typograf (clock, median of turns, processor)."""
    best = min(seconds.wall for seconds in times)
    pairs = sorted(b.wall / a.wall for a, b in zip(times, theirs, strict=True))
    processor = min(s.processor for s in theirs) / min(s.processor for s in times)
    ratios = f"{min(s.wall for s in theirs) / best:10.2f} {statistics.median(pairs):8.2f} {processor:10.2f}"
    return f"{name:30} {best:8.2f} {size / best / 1e6:6.1f} {ratios}   {pairs[0]:.2f}–{pairs[-1]:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=5, help="turns; the best of each counts")
    parser.add_argument("--text", type=Path, help="another text (UTF-8), taken as it is")
    options = parser.parse_args()
    text, origin = material()
    if options.text:
        text, origin = options.text.read_text(encoding="utf-8"), str(options.text)
    size = len(text.encode())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "text.txt"
        path.write_text(text, encoding="utf-8")
        theirs = Theirs(path, folder)
        turns = [(ours(path, "text"), ours(path, "edits"), theirs()) for _ in range(options.repeat)]
        theirs.close()
    plain, edits, other = zip(*turns, strict=True)
    rows = {
        "ours, text": [first for first, _ in plain],
        "ours, edits": [first for first, _ in edits],
        "ours, text, second call": [second for _, second in plain],
        "ours, edits, second call": [second for _, second in edits],
        "typograf 7.8.0, all defaults": other,
    }
    print(f"{len(text):,} characters, {size:,} bytes from {origin}; {options.repeat} turns")
    print(
        f"{'':30} {'best, s':>8} {'MB/s':>6} {'× typograf':>10} {'median':>8} {'processor':>10}   spread of the turns"
    )
    for name, seconds in rows.items():
        print(row(name, size, seconds, other))
    print(f"import of publisher.typography: {start_up(options.repeat) * 1000:.0f} ms over a bare start of Python")


if __name__ == "__main__":
    main()
