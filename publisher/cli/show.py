"""How things look: findings and errors as lines or JSON, progress as a bar. stdout: results; stderr: remarks."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from publisher.builder.paths import shown_path
from publisher.cli import session as sessions
from publisher.cli.words import harmless, hint, message, title, ui
from publisher.model.errors import PublisherError
from publisher.model.finding import Finding, Place, Severity

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}


def out(line: str = "") -> None:
    """A line of results."""
    sys.stdout.write(line + "\n")


def remark(line: str) -> None:
    """A line of remarks; --quiet silences it."""
    if not sessions.current.quiet:
        _wipe()
        _tell(line)


def _tell(line: str) -> None:
    """A line on stderr. When that is full or gone, nobody can be told, and the exit code has to speak."""
    try:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def say(key: str, **params: object) -> None:
    remark(ui(key, **params))


def document(value: Any) -> None:
    """A query's answer as one JSON document."""
    out(json.dumps(value, ensure_ascii=False, indent=1))


def json_line(value: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def as_table(finding: Finding) -> dict[str, Any]:
    """A finding for JSON."""
    place, params = finding.place, finding.params
    table: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "path": place.path if place else "",
        "line": place.line if place else 0,
        "column": place.column if place else 0,
        "message": words_of(finding),
        "hint": hint(finding.code, params),
    }
    table |= {key: params[key] for key in ("end_line", "end_column", "old") if key in params}
    if "row" in params:
        on_page = {"page": params["page"], "row": params["row"], "excerpt": params["excerpt"]}
        table["on_page"] = on_page | ({"page_column": params["column"]} if "column" in params else {})
    if "new" in params:
        table["fix"] = {"content": params["new"], "applicability": "safe" if params.get("fixable") else "unsafe"}
    if "held" in params:
        table |= {"waived": params["held"], "reason": params["reason"]}
    return table


def words_of(finding: Finding) -> str:
    """What a finding says, in the language of the run."""
    if finding.code.startswith("RU"):
        detail = harmless(str(finding.params.get("detail", "")))
        return f"{title(finding.code)} [{detail}]" if detail else title(finding.code)
    return _on_page(finding.params) + message(finding.code, finding.params)


def _on_page(params: Mapping[str, object]) -> str:
    """`p. 12, line 5: ` of what stands on a finished page."""
    if "row" not in params:
        return ""
    key = "page-column-line" if "column" in params else "page-line"
    return ui(key, page=params["page"], row=params["row"], column=params.get("column", "")) + ": "


def finding(found: Finding, *, to_results: bool) -> None:
    """`path:line:col CODE message`, and what to do about it."""
    where = f"{_where_found(found)}{' ' if to_results and 'pages' not in found.params else ': '}" if found.place else ""
    code = _coloured(found.code, _COLOURS[found.severity], sys.stdout.isatty() if to_results else sys.stderr.isatty())
    line = f"{where}{code} {words_of(found)}"
    if to_results:
        out(line)
        return
    remark(line)
    advice = hint(found.code, found.params)
    if advice and found.severity > Severity.NOTE:
        remark(f"    {advice}")


def page_numbers(pages: Iterable[int]) -> str:
    """`p. 3`, `pp. 1–4, 9`, in the language of the run; more than a line holds are cut short."""
    spans: list[list[int]] = []
    for page in sorted(set(pages)):
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    if len(spans) == 1 and spans[0][0] == spans[0][1]:
        return ui("page-number", n=spans[0][0])
    listed = [str(first) if first == last else f"{first}–{last}" for first, last in spans]
    return ui("page-numbers", n=", ".join(listed[:12]) + (" …" if len(listed) > 12 else ""))


def hint_of(found: Finding) -> str:
    """What to do about a finding, in the language of the run."""
    return hint(found.code, found.params)


def error(failure: PublisherError) -> None:
    """What, where and what to do. Shown even with --quiet; with --json as an object on stdout as well."""
    _wipe()
    where = f"{_where(failure.place)}: " if failure.place else ""
    label = _coloured(ui("error"), "31", sessions.current.colour)
    _tell(f"{where}{label} {failure.code}: {message(failure.code, failure.params)}")
    if advice := hint(failure.code, failure.params):
        _tell(f"    {advice}")
    if sessions.current.json:
        table = as_table(Finding(failure.code, Severity.ERROR, failure.place, failure.params))
        json_line({"event": "error", "exit": failure.exit_code} | table)


def _where_found(found: Finding) -> str:
    """The place of a finding; in a PDF it has pages, not lines."""
    where = _where(found.place) if found.place else ""
    pages = found.params.get("pages")
    return f"{where} {page_numbers(pages)}" if isinstance(pages, tuple) and pages else where


def _where(place: Place) -> str:
    return harmless(str(replace(place, path=shown_path(Path(place.path)))))


def colours() -> bool:
    """Whether results are shown in colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _coloured(text: str, colour: str, wanted: bool) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if wanted and not os.environ.get("NO_COLOR") else text


def counts(findings: Iterable[Finding]) -> bool:
    """Whether any finding makes the exit code 1: warnings and errors, with --strict notes as well.

    What a waiver holds back is no finding in this sense.
    """
    least = Severity.NOTE if sessions.current.strict else Severity.WARNING
    return any(found.severity >= least and "held" not in found.params for found in findings)


def columns(rows: Sequence[Sequence[str]]) -> None:
    """Rows with aligned columns; the last one runs free."""
    if not rows:
        return
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        out("  ".join([*cells, row[-1]]).rstrip())


class Bar:
    """A progress bar on a terminal, with the rate and the time that is left; nothing elsewhere."""

    def __init__(self) -> None:
        self.label = ""
        self.began = (0.0, 0)

    def at(self, label: str, done: int, total: int) -> None:
        if not sessions.current.interactive or not total:
            return
        now = time.monotonic()
        if label != self.label:
            self.label, self.began = label, (now, done)
        end = f"{done}/{total}{self._pace(now, done, total)}"
        width = max(10, min(40, shutil.get_terminal_size().columns - len(label) - len(end) - 4))
        filled = width * done // total
        sys.stderr.write(f"\r\x1b[K{label} {'━' * filled}{'╌' * (width - filled)} {end}")
        sys.stderr.flush()
        _state["bar"] = True

    def _pace(self, now: float, done: int, total: int) -> str:
        """` 12/s 0:34`, once there is something to reckon with."""
        seconds, made = now - self.began[0], done - self.began[1]
        if seconds < 1 or made < 2:
            return ""
        rate = made / seconds
        left = round((total - done) / rate)
        return f"  {rate:.3g}/{ui('second')}  {left // 60}:{left % 60:02}"


_state = {"bar": False}


def _wipe() -> None:
    """Take the bar away before a line is written."""
    if _state["bar"]:
        sys.stderr.write("\r\x1b[K")
        _state["bar"] = False
