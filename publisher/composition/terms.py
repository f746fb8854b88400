"""Words that a book says about itself («Содержание», «Составитель»), in the language of the book."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FALLBACK = "en"
"""Whose words are used for a language without a table."""


def terms(language: str) -> Mapping[str, str]:
    """The words for a BCP 47 tag; only its first subtag counts (`ru-RU` and `ru` are the same)."""
    tables = _tables()
    return tables.get(language.replace("_", "-").split("-")[0].lower(), tables[FALLBACK])


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    path = Path(__file__).resolve().parents[1] / "data" / "terms.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
