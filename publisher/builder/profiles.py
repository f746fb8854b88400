"""Shop profiles: found, merged over what they extend, checked, turned into a `ShopProfile`.

A profile is a TOML file `profiles/NAME.toml` of the project, a table `[profile.NAME]` in publisher.toml, or one of the
embedded ones; the nearer hides the farther: first publisher.toml, then the folder, then ours.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publisher.builder.icc import check_output_profile
from publisher.builder.paths import CONFIG, shown_path
from publisher.composition.toml_file import locate, read_toml
from publisher.data import folder
from publisher.model.errors import ConfigError
from publisher.model.finding import Place, Severity
from publisher.model.paper import points
from publisher.model.press import MARK_GAP, PDF_VERSIONS, Bleed, Cover, Marks, Minima, PrintCondition, ShopProfile
from publisher.model.project import Project

DEFAULT_PROFILE = "offset-coated"
"""Holds where publisher.toml chooses none."""

OFFICE = "home"
"""Holds for booklets where publisher.toml chooses none: they are for the office printer."""

_DEPTH = 8
"""A chain of `extends` longer than this is a loop."""
_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE, "off": None}

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A profile as it is written: `file` says where, `prefix` the keys that lead to its table in that file."""

    file: Path
    prefix: tuple[str, ...]

    def table(self) -> Table:
        if not self.prefix:
            return read_toml(self.file, "profile", name=self.shown)
        table: Table = tomllib.loads(self.chars)
        for key in self.prefix:
            table = table[key]
        return table

    @property
    def shown(self) -> str:
        return shown_path(self.file)

    @property
    def chars(self) -> str:
        return self.file.read_text(encoding="utf-8-sig")

    def place(self, *keys: str) -> Place:
        return locate(self.chars, [*self.prefix, *keys], self.shown)


def profile_of(project: Project, name: str = "") -> ShopProfile:
    """The profile `name` of a project; without a name the one that publisher.toml chooses.

    Raises:
        ConfigError: see `load_profile`.
    """
    wanted = name or project.press_profile or DEFAULT_PROFILE
    return load_profile(wanted, profile_folders(project), _config(project), project.profiles)


def is_cut(profile: ShopProfile) -> bool:
    """Whether sheets of this shop are trimmed: it wants bleed, or is a press."""
    return profile.flavour != "pdf" or profile.bleed.widest > 0


def profile_names(project: Project) -> list[str]:
    """Names of all profiles that `profile_of` knows, sorted."""
    return sorted(_entries(profile_folders(project), _config(project), project.profiles))


def _config(project: Project) -> Path | None:
    return Path(project.root) / CONFIG if project.config else None


def profile_folders(project: Project) -> list[Path]:
    """Where profiles lie, the project's own before the embedded ones."""
    return [f for f in (Path(project.root) / "profiles", folder("profiles")) if f.is_dir()]


def load_profile(
    name: str, folders: Sequence[Path], config: Path | None = None, own: Iterable[str] = ()
) -> ShopProfile:
    """The profile `name`, merged with all it extends.

    Args:
        folders: where `NAME.toml` is looked for, in this order.
        config: publisher.toml, if it holds profiles; it was held against its schema before.
        own: names of the tables `[profile.NAME]` in it.

    Raises:
        ConfigError: C160 unknown profile, C161 `extends` runs in a circle, C162 values that contradict each other,
            C163 the ICC profile is no output profile, C164 there is no such file; and those of `read_toml`.
    """
    entries = _entries(folders, config, own)
    chain = _chain(name, entries)
    merged: Table = {}
    for entry in reversed(chain):
        merged = _merged(merged, _spelt_out(entry, entry.table()))
    profile = _profile(name, merged, chain[0])
    _check(profile, chain[0])
    return profile


def _entries(folders: Sequence[Path], config: Path | None, own: Iterable[str]) -> dict[str, _Entry]:
    found = {name: _Entry(config, ("profile", name)) for name in own} if config else {}
    for place in folders:
        for path in sorted(place.glob("*.toml")):
            found.setdefault(path.stem, _Entry(path, ()))
    return found


def _chain(name: str, entries: Mapping[str, _Entry]) -> list[_Entry]:
    """From the profile itself up to the one that extends nothing."""
    chain: list[_Entry] = []
    wanted: str | None = name
    while wanted is not None:
        if wanted not in entries:
            place = chain[-1].place("extends") if chain else None
            raise ConfigError("C160", {"profile": wanted[:80], "known": ", ".join(sorted(entries))}, place)
        if len(chain) >= _DEPTH or entries[wanted] in chain:
            raise ConfigError("C161", {"profile": name}, chain[-1].place("extends"))
        chain.append(entries[wanted])
        wanted = chain[-1].table().get("extends")
    return chain


def _spelt_out(entry: _Entry, table: Table) -> Table:
    """The table with one way of writing: bleed by side, the ICC profile by its absolute path."""
    table = dict(table)
    if isinstance(table.get("bleed"), str):
        table["bleed"] = dict.fromkeys(("inner", "outer", "top", "bottom"), table["bleed"])
    if icc := table.get("condition", {}).get("icc"):
        table["condition"] = {**table["condition"], "icc": str(_icc_file(icc, entry))}
    return table


def _icc_file(name: str, entry: _Entry) -> Path:
    """Beside the file that names it, never outside of its folder; or an embedded one."""
    beside = entry.file.parent / name
    for path in (beside, folder("icc") / name):
        if not Path(name).is_absolute() and ".." not in Path(name).parts and path.is_file():
            if reason := check_output_profile(path):
                raise ConfigError("C163", {"icc": name[:80], "reason": reason}, entry.place("condition", "icc"))
            return path.absolute()
    shipped = ", ".join(sorted(p.name for p in folder("icc").glob("*.icc")))
    raise ConfigError("C164", {"icc": name[:80], "known": shipped}, entry.place("condition", "icc"))


def _merged(parent: Table, child: Table) -> Table:
    """Tables are merged, everything else is replaced."""
    result = dict(parent)
    for key, value in child.items():
        old = result.get(key)
        result[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def _offset(asked: float | None, bleed: float) -> float:
    """Marks begin where the shop wants them, else a little beyond the bleed: never upon it."""
    return max(Marks().offset, bleed + MARK_GAP) if asked is None else max(asked, bleed)


def _profile(name: str, table: Table, entry: _Entry) -> ShopProfile:
    for key in ("flavour", "version", "colour"):
        if key not in table:
            raise ConfigError("C105", {"key": ".".join([*entry.prefix, key])}, entry.place())
    condition = table.get("condition")
    marks, cover = _lengths(table.get("marks", {})), _lengths(table.get("cover", {}))
    if condition is not None and (lacking := {"identifier", "name", "icc"} - condition.keys()):
        key = ".".join([*entry.prefix, "condition", min(lacking)])
        raise ConfigError("C105", {"key": key}, entry.place("condition"))
    plain = ("embed-icc", "rendering", "spots", "tac", "k-overprint", "page-multiple", "file-name", "ascii-names")
    given: Table = {key.replace("-", "_"): table[key] for key in plain if key in table}
    if "rich-black" in table:
        given["rich_black"] = tuple(table["rich-black"])
    bleed = Bleed(**{side: _points(length) for side, length in table.get("bleed", {}).items()})
    return ShopProfile(
        name=name,
        title=table.get("title", {"ru": name, "en": name}),
        flavour=table["flavour"],
        version=table["version"],
        colour=table["colour"],
        condition=PrintCondition(**{"registry": "", **condition}) if condition else None,
        bleed=bleed,
        page_extent=_points(table.get("page-extent", "0")),
        marks=Marks(**{**marks, "offset": _offset(marks.get("offset"), bleed.widest)}),
        minima=Minima(**_lengths(table.get("minima", {}))),
        cover=Cover(**cover),
        severities={code: _SEVERITIES[word] for code, word in table.get("severity", {}).items()},
        **given,
    )


def _lengths(table: Table) -> Table:
    """Keys as names of fields; lengths in points, other values as they are."""
    words = ("kind", "form")
    return {
        key.replace("-", "_"): _points(value) if isinstance(value, str) and key not in words else value
        for key, value in table.items()
    }


def _points(length: str) -> float:
    return 0.0 if length == "0" else points(length)


def _check(profile: ShopProfile, entry: _Entry) -> None:
    """Values that can't stand together."""

    def wrong(key: str, value: object, expected: str) -> ConfigError:
        params = {"key": ".".join([*entry.prefix, key]), "value": value, "expected": expected}
        return ConfigError("C162", params, entry.place(key))

    versions = PDF_VERSIONS[profile.flavour]
    if profile.version not in versions:
        raise wrong("version", profile.version, f"flavour {profile.flavour}: {', '.join(versions)}")
    if profile.colour == "srgb" and profile.flavour != "pdf":
        raise wrong("colour", profile.colour, f"flavour {profile.flavour}: cmyk, gray")
    if profile.colour != "srgb" and profile.condition is None:
        raise wrong("colour", profile.colour, "srgb | condition = {identifier, name, icc}")
    if profile.flavour == "x4" and not profile.embed_icc:
        raise wrong("embed-icc", "false", "flavour x4: true")
    try:
        profile.file_name.format(name="", part="", width=0, height=0, pages=0)
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        expected = "{name} {part} {width} {height} {pages}"
        raise wrong("file-name", profile.file_name, expected) from error
