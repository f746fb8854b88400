"""Layout folders: found, merged over what they extend, checked, turned into a `Layout`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from publisher.composition.toml_file import read_toml
from publisher.model.errors import ConfigError
from publisher.model.finding import Place
from publisher.model.fit import FitLimits, FitWish
from publisher.model.formats import TRIMS, sheet_named, trim_named
from publisher.model.layout import CoverStyle, Furniture, Headline, Layout, Typesetting
from publisher.model.paper import Margins, Sheet, Trim, points
from publisher.model.press import Cmyk, InkColour, Rgb

Options = Mapping[str, str | int | float | bool]
Format = str | Sequence[str]
"""The name of a format, or width and height with units."""

PAGE_STYLES = ("page.css", "links.css", "pictures.css")
"""Style of printed pages; a layout may keep what concerns links and pictures in files of their own."""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_DEPTH = 8
"""A chain of `extends` longer than this is a loop."""


def find_layouts(folders: Sequence[Path]) -> dict[str, Path]:
    """Name → folder of every layout; an earlier folder hides the same name in a later one."""
    found: dict[str, Path] = {}
    for folder in folders:
        for description in sorted(folder.glob("*/layout.toml")):
            found.setdefault(description.parent.name, description.parent)
    return found


def load_layout(name: str, folders: Sequence[Path], options: Options | None = None, trim: Format = "") -> Layout:
    """The layout `name`, merged with all it extends, with `options` in place of their defaults.

    Args:
        trim: another format than the layout's own, by name or as width and height; margins grow or shrink with it.

    Raises:
        ConfigError: C120 unknown layout, C121 `extends` runs in a circle, C122 abstract, C123 unknown option,
            C124 wrong option value, C125 margins leave no room, C172 unknown format; and those of `read_toml`.
    """
    layouts = find_layouts(folders)
    chain = _chain(name, layouts)
    tables = [read_toml(folder / "layout.toml", "layout") for folder in reversed(chain)]
    if tables[-1].get("abstract"):
        raise ConfigError("C122", {"layout": name})
    merged: dict[str, Any] = {}
    for table in tables:
        merged = _merged(merged, table)
    parents_first = list(reversed(chain))
    if trim:
        _resize(merged, trim, parents_first[-1])
    return _layout(name, merged, parents_first, _options(name, merged, options or {}))


def _resize(table: dict[str, Any], trim: Format, folder: Path) -> None:
    """Another format: margins keep their share of the page, the sheet is that of the format."""
    own, new = trim_of(table["page"]["trim"], folder), trim_of(trim, None)
    wide, high = new.width / own.width, new.height / own.height
    scales = {"inner": wide, "outer": wide, "top": high, "bottom": high}
    page = {key: value for key, value in table["page"].items() if key != "sheet"} | {"trim": trim}
    page["margins"] = {side: f"{points(length) * scales[side]:.3f}pt" for side, length in page["margins"].items()}
    for side in ("head", "foot"):
        page[side] = f"{points(page[side]) * high:.3f}pt"
    table["page"] = page


def trim_of(trim: Format, folder: Path | None) -> Trim:
    """A format by name (`84x108/32`) or as width and height; `folder` of the layout that names it, for messages."""
    if isinstance(trim, str):
        found = trim_named(trim)
        if found is None:
            place = Place(str(folder / "layout.toml")) if folder else None
            raise ConfigError("C172", {"value": trim[:40], "known": ", ".join(map(str, TRIMS))}, place)
        return found
    width, height = (points(side) for side in trim)
    return Trim(width, height)


def _chain(name: str, layouts: Mapping[str, Path]) -> list[Path]:
    """Folders from the layout itself up to the one that extends nothing."""
    chain: list[Path] = []
    wanted: str | None = name
    while wanted is not None:
        if not _NAME.fullmatch(wanted) or wanted not in layouts:
            known = ", ".join(sorted(layouts))
            place = Place(str(chain[-1] / "layout.toml")) if chain else None
            raise ConfigError("C120", {"layout": wanted, "known": known}, place)
        if len(chain) >= _DEPTH or layouts[wanted] in chain:
            raise ConfigError("C121", {"layout": name})
        chain.append(layouts[wanted])
        wanted = read_toml(chain[-1] / "layout.toml", "layout").get("extends")
    return chain


def _merged(parent: dict[str, Any], child: dict[str, Any]) -> dict[str, Any]:
    """Tables are merged, everything else (also the list of furniture) is replaced; `abstract` is not inherited."""
    result = {key: value for key, value in parent.items() if key != "abstract"}
    for key, value in child.items():
        old = result.get(key)
        result[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def _options(name: str, merged: dict[str, Any], given: Options) -> dict[str, str | int | float | bool]:
    declared = merged.get("options", {})
    for key, value in given.items():
        if key not in declared:
            raise ConfigError("C123", {"option": key, "layout": name, "known": ", ".join(sorted(declared))})
        default, choices = declared[key]["default"], declared[key].get("choices")
        number = isinstance(default, int | float) and not isinstance(default, bool)
        fits = (
            isinstance(value, int | float) and not isinstance(value, bool)
            if number
            else isinstance(value, type(default))
        )
        if not fits or (choices and value not in choices) or (isinstance(value, str) and not _is_plain(value)):
            expected = ", ".join(map(str, choices)) if choices else type(default).__name__
            raise ConfigError("C124", {"option": key, "value": repr(value)[:60], "expected": expected})
    return {key: given.get(key, entry["default"]) for key, entry in declared.items()}


def option_properties(layout: Layout) -> str:
    """The options as custom properties of CSS; those that became part of the typesetting come from there."""
    spoken_for = ("size", "columns", "body-font")
    return "".join(
        f"--{key}: {value}; "
        for key, value in layout.options.items()
        if key not in spoken_for and value != "" and not isinstance(value, bool)
    )


def _is_plain(value: str) -> bool:
    """Option values are written into CSS: nothing that could end a declaration."""
    return not re.search(r"[;{}<>\\\n]", value)


_SMALLEST, _LARGEST = 5, 60
"""Sizes of text in pt that a layout takes."""

_REQUIRED = (
    *("page.trim", "page.bleed", "page.margins", "page.mirrored", "page.head", "page.foot"),
    *("fonts.text", "type.size", "type.line", "works.start", "contents.place"),
)
"""What a layout has to have when all it extends is merged."""


def _demand(table: dict[str, Any], path: str, folder: Path) -> None:
    part: Any = table
    for key in path.split("."):
        if key not in part:
            raise ConfigError("C105", {"key": path}, Place(str(folder / "layout.toml")))
        part = part[key]


def _layout(name: str, table: dict[str, Any], folders: list[Path], options: Options) -> Layout:
    for key in _REQUIRED:
        _demand(table, key, folders[-1])
    page, fonts = table["page"], table["fonts"]
    trim = trim_of(page["trim"], folders[-1])
    margins = Margins(**{side: points(length) for side, length in page["margins"].items()})
    typesetting = _typesetting(table["type"], options)
    if typesetting.size != points(table["type"]["size"]):
        margins = whole_lines(trim, margins, typesetting.line)
    text_family = str(options.get("body-font") or fonts["text"])
    if margins.inner + margins.outer >= trim.width or margins.top + margins.bottom >= trim.height:
        raise ConfigError("C125", {"layout": name}, Place(str(folders[-1] / "layout.toml")))
    templates = _templates(folders)
    page_css = _joined(folders, *PAGE_STYLES)
    reflow_css, proof_css = _joined(folders, "reflow.css"), _joined(folders, "proof.css")
    cover_css = _joined(folders, "cover.css")
    parts = (sorted(templates.items()), page_css, reflow_css, proof_css, cover_css, table, options)
    digest = sha256(repr(parts).encode()).hexdigest()
    return Layout(
        name=name,
        title=table["title"],
        trim=trim,
        bleed=points(page["bleed"]),
        margins=margins,
        mirrored=page["mirrored"],
        sheet=_sheet(page),
        head=points(page["head"]),
        foot=points(page["foot"]),
        work_start=table["works"]["start"],
        contents=table["contents"]["place"],
        part_start=table.get("parts", {}).get("start", "recto"),
        matter={key.replace("-", "_"): value for key, value in table["works"].get("matter", {}).items()},
        part_back=table.get("parts", {}).get("back", "blank"),
        families=tuple(dict.fromkeys((text_family, *fonts.get("others", [])))),
        text_family=text_family,
        typesetting=typesetting,
        furniture=tuple(_furniture(entry, text_family) for entry in table.get("furniture", [])),
        options=options,
        templates=templates,
        page_css=page_css,
        reflow_css=reflow_css,
        reflow_families=tuple(fonts.get("reflow", [])),
        digest=digest,
        folder=str(folders[-1]),
        proof_css=proof_css,
        cover=CoverStyle(**table.get("cover", {})),
        cover_css=cover_css,
        fit=_limits(table.get("fit", {})),
        fit_wish=_wish(table.get("fit", {}), folders[-1]),
        per_sheet=table.get("fit", {}).get("per-sheet", 0),
        headline=_headline(table.get("headline")),
        masthead=_headline(table.get("masthead")),
        notes=table.get("notes", {}).get("place", "foot"),
        covers=table["works"].get("covers", False),
        kinds=tuple(table.get("kinds", ("leaflet", "pamphlet", "anthology"))),
        own_margins={p["page"]: (points(p["left"]), points(p["right"])) for p in table.get("panels", [])},
        booklet=table.get("booklet", {}).get("scheme", ""),
        booklet_sheet=table.get("booklet", {}).get("sheet", ""),
        press_colours={_rgb(key): _ink(entry) for key, entry in table.get("press", {}).get("colours", {}).items()},
    )


def _headline(table: dict[str, Any] | None) -> Headline | None:
    """`[headline]` or `[masthead]`, lengths in pt."""
    if not table:
        return None
    lengths: dict[str, Any] = {key: points(table[key]) for key in ("least", "most", "height") if key in table}
    return Headline(**{**table, **lengths})


def _typesetting(table: dict[str, Any], options: Options) -> Typesetting:
    """The options `size` and `columns` stand above what the layout says; leading follows the size."""
    own = points(table["size"])
    size = float(options.get("size") or own)
    if not _SMALLEST <= size <= _LARGEST:
        expected = f"{_SMALLEST}–{_LARGEST}"
        raise ConfigError("C124", {"option": "size", "value": f"{size:g}", "expected": expected})
    return Typesetting(
        size=size,
        line=round(points(table["line"]) * size / own, 3),
        tracking=float(table.get("tracking", 0)),
        columns=int(options.get("columns") or table.get("columns", 1)),
        gutter=points(table.get("gutter", "0pt")),
    )


def whole_lines(trim: Trim, margins: Margins, line: float) -> Margins:
    """The text area cut to whole lines of `line` pt: what is left over goes to the foot."""
    lines = int((trim.height - margins.top - margins.bottom + 0.1) / line)
    return replace(margins, bottom=trim.height - margins.top - max(lines, 1) * line)


def _limits(table: dict[str, Any]) -> FitLimits:
    """The ranges of `[fit]`, lengths in pt."""
    limits: dict[str, tuple[float, float]] = {}
    for key in ("size", "leading", "tracking", "margins", "gutter", "columns"):
        if said := table.get(key):
            least, most = sorted(points(value) if isinstance(value, str) else float(value) for value in said)
            limits[key] = least, most
    return FitLimits(**limits)


def _wish(table: dict[str, Any], folder: Path) -> FitWish | None:
    try:
        return FitWish.of({key: table[key] for key in ("pages", "sheets", "multiple", "max") if key in table})
    except ValueError as error:
        raise ConfigError("C180", {"key": "fit"}, Place(str(folder / "layout.toml"))) from error


def _sheet(page: dict[str, Any]) -> Sheet | None:
    if sheet := page.get("sheet"):
        return Sheet(sheet["width"], sheet["height"], sheet["fraction"])
    return sheet_named(page["trim"]) if isinstance(page["trim"], str) else None


def _rgb(colour: str) -> Rgb:
    """`#8c1d18` or `#fff` as in CSS."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _ink(entry: Any) -> InkColour:
    """`[c, m, y, k]`, `"rich-black"` or `{spot = "…", cmyk = […], tint = 60}`."""
    if entry == "rich-black":
        return InkColour((0, 0, 0, 100), rich=True)
    if isinstance(entry, dict):
        return InkColour(_cmyk(entry["cmyk"]), entry["spot"], float(entry.get("tint", 100)))
    return InkColour(_cmyk(entry))


def _cmyk(inks: Sequence[float]) -> Cmyk:
    cyan, magenta, yellow, black = (float(v) for v in inks)
    return cyan, magenta, yellow, black


def _templates(folders: list[Path]) -> dict[str, str]:
    """Template name → source; a child's template replaces its parent's, which stays reachable as `PARENT/NAME`."""
    templates: dict[str, str] = {}
    for folder in folders:
        for path in sorted(filter(Path.is_file, folder.glob("*.html"))):
            source = _read(path)
            templates[path.name] = source
            templates[f"{folder.name}/{path.name}"] = source
    return templates


def _joined(folders: list[Path], *names: str) -> str:
    """The styles of these names, all of a parent before those of its child."""
    return "\n".join(_read(f / name) for f in folders for name in names if (f / name).is_file())


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "utf-8"
        raise ConfigError("C101", {"reason": str(reason)}, Place(str(path))) from error


def _furniture(entry: dict[str, Any], text_family: str) -> Furniture:
    red, green, blue = _rgb(entry.get("color", "#000000"))
    return Furniture(
        place=entry["place"],
        alignment=entry["alignment"],
        content=entry["content"],
        sides=entry.get("sides", "both"),
        openers=entry.get("openers", True),
        family=entry.get("family", text_family),
        weight=entry.get("weight", 400),
        italic=entry.get("italic", False),
        size=float(entry.get("size", 9)),
        tracking=float(entry.get("tracking", 0)),
        features=tuple(entry.get("features", ())),
        color=(red / 255, green / 255, blue / 255),
    )
