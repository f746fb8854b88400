"""A project: what publisher.toml says, checked and resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from publisher.model.edition import Edition

PROFILES = ("book", "press", "web")
"""The built-in profiles of the cleanup."""


@dataclass(frozen=True, slots=True)
class House:
    """House style: typographic settings for all editions.

    `profile` is the built-in one beneath; `select` (all rules when empty), `ignore`, `extend` are codes of rules.
    `nbsp`: keep the author's no-break spaces or derive all anew; `yo`: keep what the author wrote or restore ё;
    `front_matter`: fields of front matter that `fix` may change.
    """

    profile: str = "book"
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    extend: frozenset[str] = frozenset()
    nbsp: Literal["keep", "derive"] = "keep"
    yo: Literal["keep", "restore"] = "keep"
    front_matter: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Exemption:
    """Findings that the house accepts: their code or its beginning, a pattern of paths (empty: everywhere), and why."""

    code: str
    path: str
    reason: str


def _built_in() -> Mapping[str, House]:
    return {"": House(), **{name: House(profile=name) for name in PROFILES}}


@dataclass(frozen=True, slots=True)
class Project:
    """`root` is the folder of publisher.toml (absolute); `config` its path as the user sees it, empty without one.

    `house` holds when no profile is asked for, `houses` are the house styles by profile; `per_file`: patterns of
    paths and the rules that are left out there. `overrides`: source path relative to the root → metadata that beats
    the source's own. `press_profile` is the shop profile for all editions (empty: the default one), `profiles` are the
    names of the profiles that publisher.toml itself holds, `exemptions` findings that `check` does not count.
    """

    root: str
    config: str = ""
    title: str = ""
    language: str = ""
    house: House = field(default_factory=House)
    houses: Mapping[str, House] = field(default_factory=_built_in)
    per_file: tuple[tuple[str, frozenset[str]], ...] = ()
    editions: Mapping[str, Edition] = field(default_factory=dict)
    overrides: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    press_profile: str = ""
    profiles: tuple[str, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
