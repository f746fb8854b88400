"""How a text was understood, for `publisher info`: headings with their lines, decisions and why, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from publisher.cli.words import entry, structure_words
from publisher.model.structure import Decision, LeftOut
from publisher.model.work import Heading, Work

_SHARES = frozenset({"over100", "indented", "blank", "run-on", "ended"})
_SHOWN = {
    "lines": ("lines", "p95", "over100", "indented", "blank", "run-on"),
    "verse": ("blocks", "verse-lines"),
}
"""Figures worth a word on the page; JSON has all. Other decisions show all of theirs that are not zero."""
_MOST_LINES = 12
_LONGEST = 80


def structure_table(work: Work) -> dict[str, Any]:
    """Headings, decisions and what was left out, with the lines where they stand."""
    table: dict[str, Any] = {"headings": [_heading(work, block) for block in work.blocks if isinstance(block, Heading)]}
    if work.structure is not None:
        table["decisions"] = [_decision(decision) for decision in work.structure.decisions]
        table["left_out"] = [_left_out(work, left) for left in work.structure.left_out]
    return table


def _heading(work: Work, block: Heading) -> dict[str, Any]:
    text = " / ".join(block.text.chars.split("\n"))
    return {"level": block.level, "line": _line(work, block.text.source_offset(0)), "text": text}


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "about": decision.about,
        "choice": decision.choice,
        "from": decision.origin,
        "figures": dict(decision.figures),
    }


def _left_out(work: Work, left: LeftOut) -> dict[str, Any]:
    chars = work.source.chars[left.start : left.end].strip() if work.source else ""
    return {"reason": left.reason, "line": _line(work, left.start), "text": chars[:_LONGEST]}


def _line(work: Work, offset: int | None) -> int:
    return work.source.place(offset).line if work.source and offset is not None else 0


def structure_rows(table: Mapping[str, Any]) -> Iterator[list[str]]:
    """The table as rows of two columns: what it is about, and what there is to say."""
    for decision in table.get("decisions", ()):
        if decision["about"] != "headings":
            yield [structure_words("about", decision["about"]), _said(decision)]
    yield from _heading_rows(table)
    about = structure_words("about", "left-out")
    for reason, lines in _by_reason(table.get("left_out", ())).items():
        yield [about, f"{structure_words('left', reason)}: {len(lines)} ({_lines(lines)})"]
        about = ""


def _heading_rows(table: Mapping[str, Any]) -> Iterator[list[str]]:
    """How many headings of which level and kind there are, then each of them."""
    headings = table["headings"]
    if not headings:
        return
    levels = Counter(heading["level"] for heading in headings)
    said = [structure_words("figure", "level", level=n, value=levels[n]) for n in sorted(levels)]
    said += [_said(decision) for decision in table.get("decisions", ()) if decision["about"] == "headings"]
    yield [structure_words("about", "headings"), f"{len(headings)}: {', '.join(said)}"]
    for heading in headings:
        where = structure_words("word", "line", line=heading["line"])
        yield ["", f"{'  ' * heading['level']}{heading['text']}  ({where})"]


def _said(decision: Mapping[str, Any]) -> str:
    words = structure_words("choice", decision["choice"])
    figures = ", ".join(_figures(decision["about"], decision["figures"]))
    if decision["from"] != "text":
        origin = (entry(f"origin-{decision['from']}") or {}).get("message", decision["from"])
        figures = "; ".join(filter(None, (structure_words("word", "stated", by=origin), figures)))
    return f"{words} ({figures})" if figures else words


def _figures(about: str, figures: Mapping[str, float]) -> Iterator[str]:
    shown = _SHOWN.get(about)
    for name, value in figures.items():
        if value and (shown is None or name in shown):
            key, _, mark = name.partition(" ")
            mark = structure_words("rank", mark) if key == "rank" else mark
            yield structure_words("figure", key, mark=mark, value=f"{value:.0%}" if name in _SHARES else f"{value:g}")


def _by_reason(left_out: Sequence[Mapping[str, Any]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for left in left_out:
        found.setdefault(left["reason"], []).append(left["line"])
    return found


def _lines(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:_MOST_LINES])) + (" …" if len(lines) > _MOST_LINES else "")
    return structure_words("word", "lines" if len(lines) > 1 else "line", line=shown, lines=shown)
