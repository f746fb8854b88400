"""What cleaning does to whole raw texts: is it stable, does it keep the letters, what is left over?

    .venv/bin/python tests/bench/corpus.py [FILE|FOLDER …] [--alone] [--show 5]

Without a path: ../shared/corpus. `--alone` also cleans every line by itself: a quotation mark without a partner must
not change its neighbours. Exit code 1: a second pass changes something, an unlogged letter changed, a line depends on
its neighbours where nothing is open. What is left over is for reading; not everything there is wrong.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from publisher.typography import BY_CODE, CleanedText, clean_text

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"

LEFT_OVER = {
    "straight quotes": re.compile('"'),
    "foreign quotes": re.compile("[”‟‹›]"),
    "spaced hyphens": re.compile(r"(?<=[^\n\s]) (?:--?|–) "),
    "hyphens at line starts": re.compile(r"(?m)^[ \t\u00a0]*(?:--?|–)[ \u00a0]?(?=\w)"),
    "tight dashes": re.compile(r"(?<=[,.!?…»])(?:--?|–)(?=\s)|(?<=\w)(?:--|–)(?=[^\W\d])"),
    "three dots": re.compile(r"(?<!\.)\.\.\.(?!\.)"),
    "double spaces": re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)"),
}


@dataclass(slots=True)
class Examined:
    """One file. Lists of findings hold excerpts."""

    name: str
    characters: int
    edits: int
    repairs: Counter[str]
    unpaired: int
    broken: list[str] = field(default_factory=list)
    disturbed: list[str] = field(default_factory=list)
    left: dict[str, list[str]] = field(default_factory=dict)

    @property
    def bad(self) -> list[str]:
        return self.broken + self.disturbed


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def excerpt(text: str, start: int, end: int) -> str:
    return repr(text[max(0, start - 30) : end + 30])


MANY = ("RU109",)
"""Rules that count over a whole manuscript."""


def examine(path: Path, text: str, *, alone: bool = False) -> Examined:
    """Clean `text` twice and look at what came out. `alone`: every line by itself, too."""
    cleaned = clean_text(text)
    changed = [edit for edit in cleaned.edits if letters(edit.old) != letters(edit.new)]
    repairs = Counter(edit.code for edit in changed)
    unpaired = sum(remark.code == "RU210" for remark in cleaned.remarks)
    result = Examined(path.name, len(text), len(cleaned.edits), repairs, unpaired)
    again = clean_text(cleaned.text)
    result.broken += [f"second pass, {e.code}: {excerpt(cleaned.text, e.start, e.end)}" for e in again.edits]
    unlogged = (edit for edit in changed if not BY_CODE[edit.code].may_change_letters)
    result.broken += [f"letters, {e.code}: {excerpt(text, e.start, e.end)}" for e in unlogged]
    if not changed and letters(text) != letters(cleaned.text):
        result.broken.append("letters changed without an edit")
    for name, pattern in LEFT_OVER.items():
        found = [excerpt(cleaned.text, *match.span()) for match in pattern.finditer(cleaned.text)]
        if found:
            result.left[name] = found
    if alone:
        # A lost hyphen is one when there are many in the file: no line can know that.
        result.disturbed = list(neighbours(text, clean_text(text, ignore=MANY)))
    return result


def neighbours(text: str, cleaned: CleanedText) -> Iterator[str]:
    """Lines that come out otherwise alone than in the file. Lines of one file are told by their number."""
    for number, (line, inside) in enumerate(zip(text.split("\n"), cleaned.text.split("\n"), strict=True), 1):
        by_itself = clean_text(line, ignore=MANY).text.strip()
        if by_itself != inside.strip():
            pairs = enumerate(zip(by_itself, inside.strip(), strict=False))
            at = next((place for place, (a, b) in pairs if a != b), 0)
            yield f"line {number}: {excerpt(inside.strip(), at, at)}, alone {excerpt(by_itself, at, at)}"


def second_pass_of_command(path: Path) -> list[str]:
    """What `publisher fix -` changes in its own result: nothing, or one excerpt."""
    command = [sys.executable, "-m", "publisher", "-q", "fix", "-"]
    once = subprocess.run(command, input=path.read_bytes(), capture_output=True, check=False).stdout
    twice = subprocess.run(command, input=once, capture_output=True, check=False).stdout
    if once and once == twice:
        return []
    at = next((i for i, (a, b) in enumerate(zip(once, twice, strict=False)) if a != b), 0)
    return [f"second pass of `publisher fix -`: {once[max(0, at - 40) : at + 40].decode(errors='replace')!r}"]


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def line(cells: Sequence[str]) -> str:
    """A line of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[CORPUS])
    parser.add_argument("--alone", action="store_true", help="clean every line by itself, too")
    parser.add_argument("--show", type=int, default=5, help="excerpts of each kind and file")
    options = parser.parse_args()
    files = [file for path in options.paths for file in (sorted(path.glob("*.txt")) if path.is_dir() else [path])]
    if not files:
        parser.error("no such files; without ../shared give a folder of texts")
    bad = 0
    columns = ("file", "characters", "edits", "repairs of letters", "unpaired quotes", "second pass", "left over")
    print(line(columns), line(["---"] * len(columns)), sep="\n")
    for file in files:
        found = examine(file, read(file), alone=options.alone)
        found.broken += second_pass_of_command(file)
        left = ", ".join(f"{name} {len(excerpts)}" for name, excerpts in found.left.items()) or "–"
        repairs = ", ".join(f"{code} {number}" for code, number in sorted(found.repairs.items())) or "–"
        state = "same" if not found.bad else f"{len(found.bad)} wrong"
        numbers = f"{found.characters:,}", f"{found.edits:,}", repairs, str(found.unpaired)
        print(line((found.name, *numbers, state, left)), flush=True)
        for name, excerpts in {"WRONG": found.bad, **found.left}.items():
            for shown in excerpts[: options.show]:
                print(f"    {name}: {shown}", file=sys.stderr)
        bad += len(found.bad)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
