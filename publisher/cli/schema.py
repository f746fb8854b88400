"""`publisher schema`: the JSON Schema of publisher.toml, for editors."""

from __future__ import annotations

from publisher.cli import show
from publisher.data import folder


def schema() -> int:
    show.out((folder("schemas") / "publisher.schema.json").read_text(encoding="utf-8").rstrip())
    return 0
