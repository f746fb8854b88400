"""`publisher explain CODE`: what a rule or finding means, why, with examples and source."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from publisher.cli import show
from publisher.cli.session import current
from publisher.cli.words import entry, language, ui
from publisher.model.errors import UsageError


def explain(code: Annotated[str, typer.Argument(metavar="CODE", help=ui("explain-code"))]) -> int:
    wanted = code.strip().upper()
    table = _rule(wanted) or _message(wanted)
    if table is None:
        raise UsageError("U105", {"code": code})
    if current.json:
        show.document(table)
        return 0
    show.out(f"{table['code']}  {table['title']}")
    for key in ("about", "hint"):
        if table.get(key):
            show.out()
            show.out(table[key])
    for example in table.get("examples", ()):
        show.out(
            f"    {example['before']}  →  {example['after']}" if example["after"] else f"    {example['before']}  ="
        )
    for key in ("source", "level"):
        if table.get(key):
            show.out(f"{ui('explain-' + key)}: {table[key]}")
    return 0


def _rule(code: str) -> dict[str, Any] | None:
    from publisher.typography import BY_CODE

    rule = BY_CODE.get(code)
    if rule is None:
        return None
    return {
        "code": rule.code,
        "title": rule.title(language()),
        "about": rule.why(language()),
        "examples": [{"before": e.before, "after": e.after or ""} for e in rule.examples],
        "source": rule.source,
        "level": rule.level.value,
    }


def _message(code: str) -> dict[str, Any] | None:
    found = entry(code)
    if found is None:
        return None
    return {"code": code, "title": found["message"], "about": found.get("about", ""), "hint": found.get("hint", "")}
