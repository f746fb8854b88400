"""House style: `[typography]` of publisher.toml → settings of the cleanup, for every profile and for single files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import Any

from publisher.composition.toml_file import locate
from publisher.model.errors import ConfigError, PublisherError
from publisher.model.finding import Finding
from publisher.model.project import PROFILES, Exemption, House, Project
from publisher.typography import RULES

Keys = tuple[str, ...]


def expanded(codes: Iterable[str], unknown: Callable[[str], PublisherError]) -> frozenset[str]:
    """The rules that codes and beginnings of codes name.

    Raises:
        PublisherError: what `unknown` makes of a code that names no rule.
    """
    found: set[str] = set()
    for code in codes:
        rules = {rule.code for rule in RULES if code and rule.code.startswith(code)}
        if not rules:
            raise unknown(code)
        found |= rules
    return frozenset(found)


def similar(code: str, known: Iterable[str] = ()) -> str:
    """Codes that may have been meant, for a hint: those that begin alike and differ least."""
    wanted = code.upper()

    def unlike(other: str) -> tuple[int, float, str]:
        alike = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(wanted, other, strict=False)))
        return -alike, -SequenceMatcher(None, wanted, other).ratio(), other

    return ", ".join(sorted(known or (rule.code for rule in RULES), key=unlike)[:3])


def adjusted(
    house: House,
    select: Sequence[str],
    ignore: Sequence[str],
    extend: Sequence[str],
    unknown: Callable[[str], PublisherError],
) -> House:
    """A house style with more said about its rules: what is said last wins, and `ignore` over both others.

    A rule that `select` names with its whole code runs even though its level or profile would leave it off.
    """
    selected, ignored = expanded(select, unknown), expanded(ignore, unknown)
    extended = expanded(extend, unknown) | (selected & frozenset(select))
    chosen = selected or house.select
    return replace(
        house,
        select=chosen | extended if chosen else chosen,
        ignore=(house.ignore - selected - extended) | ignored,
        extend=(house.extend - ignored) | extended,
    )


class Houses:
    """Reads `[typography]`.

    Args:
        table: the section; `chars` is the TOML it stands in, `shown` the name of the file, to find the line.
    """

    def __init__(self, table: Mapping[str, Any], chars: str, shown: str) -> None:
        self.table = table
        self.chars = chars
        self.shown = shown
        own = table.get("profile", {})
        self.default = own if isinstance(own, str) else "book"
        self.defined: dict[str, tuple[Keys, Mapping[str, Any]]] = {}
        for key, entries in (("profile", own), ("profiles", table.get("profiles", {}))):
            if isinstance(entries, dict):
                self.defined |= {name: ((key, name), entry) for name, entry in entries.items()}

    def read(self) -> dict[str, House]:
        """The house style by profile; under the empty name the one that holds when none is asked for.

        Raises:
            ConfigError: C150 no such rule, C151 no such profile, C152 a profile extends itself, C153 a name is taken.
        """
        names = (*PROFILES, *self.defined)
        for name, (keys, _) in self.defined.items():
            if name in PROFILES:
                raise self._error("C153", {"profile": name}, keys)
        if self.default not in names:
            raise self._unknown_profile(self.default, ("profile",))
        found = {name: self._adjusted(self._profile(name, ()), self.table, ()) for name in names}
        return {"": found[self.default], **found}

    def per_file(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Pattern of a path → rules that are left out there.

        Raises:
            ConfigError: C150.
        """
        key = "per-file-ignores"
        return tuple(
            (pattern, expanded(codes, self._unknown_rule((key, pattern))))
            for pattern, codes in self.table.get(key, {}).items()
        )

    def _profile(self, name: str, above: Keys) -> House:
        if name in PROFILES:
            return House(profile=name)
        keys, entry = self.defined[name]
        base = entry.get("extends", "book")
        if base in (name, *above):
            raise self._error("C152", {"profile": name}, (*keys, "extends"))
        if base not in PROFILES and base not in self.defined:
            raise self._unknown_profile(base, (*keys, "extends"))
        return self._adjusted(self._profile(base, (name, *above)), entry, keys)

    def _adjusted(self, house: House, entry: Mapping[str, Any], keys: Keys) -> House:
        def codes(key: str) -> Sequence[str]:
            given: Sequence[str] = entry.get(key, ())
            expanded(given, self._unknown_rule((*keys, key)))
            return given

        extend = (*codes("extend"), *codes("extend-select"))
        house = adjusted(house, codes("select"), codes("ignore"), extend, self._unknown_rule(keys))
        named = entry.get("front-matter")
        return replace(
            house,
            nbsp=entry.get("nbsp", house.nbsp),
            yo=entry.get("yo", house.yo),
            front_matter=house.front_matter if named is None else frozenset(key.replace("-", "_") for key in named),
        )

    def _unknown_rule(self, keys: Keys) -> Callable[[str], PublisherError]:
        return lambda code: self._error("C150", {"rule": code, "near": similar(code)}, keys)

    def _unknown_profile(self, name: str, keys: Keys) -> ConfigError:
        return self._error("C151", {"profile": name, "known": ", ".join((*PROFILES, *self.defined))}, keys)

    def _error(self, code: str, params: Mapping[str, object], keys: Keys) -> ConfigError:
        return ConfigError(code, params, locate(self.chars, ["typography", *keys], self.shown))


def left_out(project: Project, path: str) -> frozenset[str]:
    """Rules that `per-file-ignores` leaves out for the file with this absolute path."""
    found: set[str] = set()
    for pattern, codes in project.per_file:
        if _pattern(project.root, pattern).fullmatch(path):
            found |= codes
    return frozenset(found)


def exemption_of(project: Project, finding: Finding) -> Exemption | None:
    """The `[[waive]]` of publisher.toml that a finding falls under; errors of reading are never waived."""
    for exemption in project.exemptions:
        if not finding.code.startswith(exemption.code) or finding.code.startswith("S"):
            continue
        path = str(Path(finding.place.path).absolute()) if finding.place else ""
        if not exemption.path or _pattern(project.root, exemption.path).fullmatch(path):
            return exemption
    return None


@lru_cache(maxsize=256)
def _pattern(root: str, glob: str) -> re.Pattern[str]:
    """A glob as a regular expression on absolute paths. Without a slash it is about names in any folder.

    `*` and `?` stay inside a name, `**` goes through folders; a slash at the end means all below.
    """
    if glob.endswith("/"):
        glob += "**"
    if "/" not in glob:
        glob = f"**/{glob}"
    pieces = re.split(r"(\*\*/|\*\*|\*|\?|\[[^\]/]+\])", glob.removeprefix("./").lstrip("/"))
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    written = "".join(known.get(p) or (_set(p) if n % 2 else re.escape(p)) for n, p in enumerate(pieces))
    return re.compile(f"{re.escape(root.rstrip('/'))}/{written}", re.DOTALL)


def _set(brackets: str) -> str:
    """`[a-z]`, `[!a-z]` of a glob."""
    inner = brackets[1:-1].replace("\\", r"\\").replace("[", r"\[")
    return f"[^{inner[1:]}]" if inner.startswith("!") else f"[{inner}]"
