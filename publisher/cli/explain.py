"""`publisher explain CODE`: what a rule or finding means, why, with examples and source, and how to switch it off."""

from __future__ import annotations

import shutil
import textwrap
from typing import Annotated, Any

import typer

from publisher.builder.house import similar
from publisher.cli import show
from publisher.cli.difference import Paint
from publisher.cli.session import current
from publisher.cli.words import codes, entry, language, ui, unfilled, visible
from publisher.model.errors import UsageError

_WIDEST = 100
_EVIDENCE = "VMCP"
"""Letters in brackets in the source of a rule: how well its authority is known."""


def explain(code: Annotated[str, typer.Argument(metavar="CODE", help=ui("explain-code"))]) -> int:
    wanted = code.strip().upper()
    table = explained(wanted)
    if table is None:
        of_its_kind = [known for known in (*codes(), *_rules()) if known[0] == wanted[:1]]
        raise UsageError("U105", {"code": code, "near": similar(wanted, of_its_kind)})
    if current.json:
        show.document(table)
    else:
        for line in page(table):
            show.out(line)
    return 0


def explained(code: str) -> dict[str, Any] | None:
    """All that is known about a code, in the language of the run; None when there is no such code."""
    return _rule(code) or _message(code)


def _rules() -> list[str]:
    from publisher.typography import RULES

    return [rule.code for rule in RULES]


def _rule(code: str) -> dict[str, Any] | None:
    from publisher.typography import BY_CODE

    rule = BY_CODE.get(code)
    if rule is None:
        return None
    return {
        "code": rule.code,
        "title": rule.title(language()),
        "about": rule.why(language()),
        "examples": [
            {"before": e.before, "after": e.after or "", "language": e.language, "untouched": e.after is None}
            for e in rule.examples
        ],
        "source": rule.source,
        "level": rule.level.value,
        "profiles": sorted(rule.profiles),
    }


def _message(code: str) -> dict[str, Any] | None:
    found = entry(code)
    if found is None:
        return None
    table = {
        "code": code,
        "title": unfilled(found["message"]),
        "about": found.get("about", ""),
        "hint": unfilled(found.get("hint", "")),
    }
    return table | _check(code)


def _check(code: str) -> dict[str, Any]:
    """What is known of a check of the preflight; nothing of other codes."""
    if not code.startswith("P"):
        return {}
    from publisher.preflight import CHECKS, FAMILIES

    check = CHECKS[code]
    return {
        "family": FAMILIES[code[:2]],
        "severity": check.severity.name.lower(),
        "scope": check.scope,
        "elsewhere": check.plain.name.lower() if check.plain is not None else "",
        "source": check.source,
    }


def page(table: dict[str, Any]) -> list[str]:
    """The explanation as lines of a terminal."""
    paint = Paint(show.colours())
    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    lines = [f"{paint(table['code'], '33')}  {paint(table['title'], '1')}"]
    for key in ("about", "hint"):
        if table.get(key):
            lines += ["", *textwrap.wrap(table[key], width)]
    if table.get("examples"):
        lines += ["", *_examples(table["examples"], paint)]
    if table.get("level"):
        lines += ["", *_facts(table, width)]
    if table.get("scope"):
        lines += ["", *_rows(_check_rows(table), width)]
    return lines


def _check_rows(table: dict[str, Any]) -> list[tuple[str, str]]:
    rows = [
        (ui("explain-family"), ui(f"explain-family-{table['family']}")),
        (ui("explain-severity"), ui(f"explain-severity-{table['severity']}")),
        (ui("explain-scope"), ui(f"explain-scope-{table['scope']}")),
    ]
    if table["elsewhere"]:
        rows.append((ui("explain-elsewhere"), ui(f"explain-severity-{table['elsewhere']}")))
    code = table["code"]
    return [
        *rows,
        (ui("explain-source"), table["source"]),
        (ui("explain-off"), f"publisher preflight --ignore {code}"),
        ("", f'[severity] {code} = "off"'),
    ]


def _examples(examples: list[dict[str, Any]], paint: Paint) -> list[str]:
    """What changes, then what must not be touched."""
    changed = [example for example in examples if not example["untouched"]]
    widest = min(max((len(visible(example["before"])) for example in changed), default=0), 40)
    lines = [ui("explain-examples")] if changed else []
    for example in changed:
        tongue = f"  ({example['language']})" if example["language"] != "ru" else ""
        before = visible(example["before"]).ljust(widest)
        lines.append(f"  {before}  →  {paint(visible(example['after']), '32')}{tongue}")
    kept = [example for example in examples if example["untouched"]]
    if kept:
        lines += ["", ui("explain-untouched")] if changed else [ui("explain-untouched")]
        lines += [f"  {visible(example['before'])}" for example in kept]
    return lines


def _facts(table: dict[str, Any], width: int) -> list[str]:
    code, level = table["code"], table["level"]
    evidence = [ui(f"explain-evidence-{letter}") for letter in _EVIDENCE if f"[{letter}" in table["source"]]
    rows = [
        (ui("explain-level"), ui(f"explain-level-{level}", profiles=", ".join(table["profiles"]))),
        (ui("explain-source"), table["source"] + (f" ({'; '.join(evidence)})" if evidence else "")),
    ]
    if level in ("off", "profile"):
        rows += [(ui("explain-on"), f"publisher fix --extend-select {code}"), ("", f'extend = ["{code}"]')]
    if level != "off":
        rows += [(ui("explain-off"), f"publisher fix --ignore {code}"), ("", f'ignore = ["{code}"]')]
        rows.append(("", f"<!-- typo: ignore {code} -->"))
    return _rows(rows, width)


def _rows(rows: list[tuple[str, str]], width: int) -> list[str]:
    """Names in one column, values in the other."""
    widest = max(len(name) for name, _ in rows) + 2
    return [
        line
        for name, value in rows
        for line in textwrap.wrap(
            value, width, initial_indent=name.ljust(widest), subsequent_indent=" " * widest, break_on_hyphens=False
        )
    ]
