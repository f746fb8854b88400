"""A project: what publisher.toml says, checked and resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from publisher.model.edition import Edition


@dataclass(frozen=True, slots=True)
class House:
    """House style: typographic settings for all editions. `yo`: keep what the author wrote or restore ё."""

    profile: str = "book"
    ignore: frozenset[str] = frozenset()
    yo: str = "keep"


@dataclass(frozen=True, slots=True)
class Project:
    """`root` is the folder of publisher.toml (absolute); `config` its path as the user sees it, empty without one.

    `overrides`: source path relative to the root → metadata that beats the source's own.
    """

    root: str
    config: str = ""
    title: str = ""
    language: str = ""
    house: House = field(default_factory=House)
    editions: Mapping[str, Edition] = field(default_factory=dict)
    overrides: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
