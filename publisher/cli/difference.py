"""A difference between a source and its cleaned text: for `patch` byte for byte, for a reader in colours."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from difflib import unified_diff

from publisher.builder.fixing import Fixed
from publisher.cli.words import harmless
from publisher.model.source import LINE_END
from publisher.model.text import Edit

_HUNK = re.compile(r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")
_NO_NEWLINE = "\\ No newline at end of file\n"
_WIDE = frozenset({"utf-16-le", "utf-16-be"})
"""Encodings whose lines no `patch` understands: shown in UTF-8."""

Spans = dict[int, list[tuple[int, int]]]
"""Line (from 1) → columns (from 0) from where to where it changes."""


def print_difference(path: str, fixed: Fixed) -> None:
    """To a terminal in colours; to a file or pipe in the encoding of the source, so that `patch` can use it."""
    if sys.stdout.isatty():
        sys.stdout.write("".join(coloured(path, fixed, colours=not os.environ.get("NO_COLOR"))))
        return
    encoding = "utf-8" if fixed.source.encoding in _WIDE else fixed.source.encoding
    sys.stdout.flush()
    for line in difference(path, fixed):
        sys.stdout.buffer.write(line.encode(encoding, "backslashreplace"))
    sys.stdout.buffer.flush()


def difference(path: str, fixed: Fixed) -> Iterator[str]:
    """A unified diff of one line of context."""
    mark = "\ufeff" if fixed.source.bom and fixed.source.encoding == "utf-8" else ""
    yield from _unified(path, mark + fixed.source.chars, mark + fixed.chars)


def _unified(path: str, old: str, new: str) -> Iterator[str]:
    for line in unified_diff(_lines(old), _lines(new), path, path, n=1):
        yield line if line.endswith(("\n", "\r")) else f"{line}\n{_NO_NEWLINE}"


def _lines(chars: str) -> list[str]:
    """Lines with their ends, as `patch` counts them; where a file has none of those, as editors do."""
    end_of_line = re.compile("\n") if "\n" in chars else LINE_END
    lines, at = [], 0
    for end in end_of_line.finditer(chars):
        lines.append(chars[at : end.end()])
        at = end.end()
    return [*lines, chars[at:]] if at < len(chars) else lines


def coloured(path: str, fixed: Fixed, *, colours: bool) -> Iterator[str]:
    """The diff for a terminal: what changes stands out, a no-break space is shown as ⍽."""
    old, new = fixed.source.chars, fixed.chars
    paint = Paint(colours)
    before, after = _spans(old, [(e.start, e.end) for e in fixed.edits]), _spans(new, _placed(fixed.edits))
    at_old = at_new = 0
    for line in _unified(path, old, new):
        content = line.rstrip("\r\n")
        if line.startswith(("---", "+++")) and not at_old:
            yield paint(harmless(content), "1") + "\n"
        elif hunk := _HUNK.match(line):
            at_old, at_new = int(hunk[1]), int(hunk[2])
            yield paint(content, "36") + "\n"
        elif line.startswith("-"):
            yield paint("-", "31") + paint.changed(content[1:], before.get(at_old, []), "31") + "\n"
            at_old += 1
        elif line.startswith("+"):
            yield paint("+", "32") + paint.changed(content[1:], after.get(at_new, []), "32") + "\n"
            at_new += 1
        elif line.startswith(" "):
            yield " " + paint.changed(content[1:], [], "") + "\n"
            at_old, at_new = at_old + 1, at_new + 1


def _placed(edits: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    """Where the edits have put their characters."""
    shift = 0
    for edit in edits:
        yield edit.start + shift, edit.start + shift + len(edit.new)
        shift += len(edit.new) - (edit.end - edit.start)


def _spans(chars: str, places: Sequence[tuple[int, int]] | Iterator[tuple[int, int]]) -> Spans:
    found: Spans = {}
    waiting = list(places)
    at = index = 0
    for number, line in enumerate(_lines(chars), 1):
        while index < len(waiting) and waiting[index][0] < at + len(line):
            start, end = waiting[index]
            found.setdefault(number, []).append((start - at, min(end, at + len(line)) - at))
            index += 1
        at += len(line)
    return found


class Paint:
    """Colours by their numbers (ECMA-48), or none."""

    def __init__(self, colours: bool) -> None:
        self.colours = colours

    def __call__(self, chars: str, colour: str) -> str:
        return f"\x1b[{colour}m{chars}\x1b[0m" if self.colours and colour and chars else chars

    def changed(self, line: str, spans: Sequence[tuple[int, int]], colour: str) -> str:
        """A line in one colour; the spans are set in reverse."""
        pieces: list[str] = []
        at = 0
        for start, end in spans:
            pieces.append(self._seen(line[at:start], colour))
            pieces.append(self._seen(line[start:end], f"{colour};7" if colour else "7"))
            at = end
        return "".join([*pieces, self._seen(line[at:], colour)])

    def _seen(self, chars: str, colour: str) -> str:
        parts = re.split("(\u00a0+)", harmless(chars))
        dim = f"{colour};2" if colour else "2"
        return "".join(self(p.replace("\u00a0", "⍽"), dim if n % 2 else colour) for n, p in enumerate(parts))
