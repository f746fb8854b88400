"""`publisher list`: works, editions, layouts, fonts, rules, shop profiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from publisher.cli import common, show
from publisher.cli.session import current
from publisher.cli.words import language, title, ui
from publisher.data import folder
from publisher.model.errors import UsageError

if TYPE_CHECKING:
    from publisher.typography import Rule

Rows = list[dict[str, Any]]


def list_(
    what: Annotated[str, typer.Argument(metavar="WHAT", help=ui("list-what"))],
    codes: Annotated[list[str] | None, typer.Argument(metavar="CODE", help=ui("list-codes"))] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help=ui("list-markdown"))] = False,
    proof: Annotated[bool, typer.Option("--proof", help=ui("list-proof"))] = False,
    out: Annotated[str, typer.Option("-o", "--out", metavar="FILE", show_default=False, help=ui("list-out"))] = "",
) -> int:
    if what not in LISTS:
        raise UsageError("U106", {"what": what, "known": ", ".join(LISTS)})
    if proof or out:
        if what != "layouts" or not proof or codes or markdown:
            raise UsageError("U115", {"first": f"list {what}", "second": "--proof" if proof else "--out"})
        return _prove_layouts(out)
    if what == "checks" and markdown and not codes:
        from publisher.cli.checks_page import checks_page
        from publisher.preflight import CHECKS

        show.out(checks_page(CHECKS.values()).rstrip("\n"))
        return 0
    if what != "rules" and (codes or markdown):
        raise UsageError(
            "U115", {"first": f"list {what}", "second": "--markdown" if markdown else " ".join(codes or ())}
        )
    if markdown:
        from publisher.cli.rules_page import rules_page

        show.out(rules_page(_chosen_rules(codes or ())).rstrip("\n"))
        return 0
    rows = _rules(codes or ()) if what == "rules" else LISTS[what]()
    if current.json:
        show.document(rows)
    else:
        show.columns([[_shown(value) for value in row.values()] for row in rows])
    return 0


def _prove_layouts(out: str) -> int:
    """Pages of all layouts as one picture; a layout that can't be set is told and left out."""
    from publisher.builder.files import write_whole
    from publisher.builder.paths import shown_path
    from publisher.builder.specimens import prove_layouts
    from publisher.cli.build import default_jobs

    project = common.project()
    path = Path(out) if out else Path(project.root) / "out" / "layouts.png"
    made = prove_layouts(project, language(), default_jobs())
    for failure in made.failures:
        show.error(failure)
    write_whole(path, made.png)
    if current.json:
        show.document({"path": shown_path(path), "layouts": list(made.layouts)})
    else:
        size = ui("kilobytes", n=max(1, round(len(made.png) / 1024)))
        show.out(f"{shown_path(path)}  {size}")
    return made.failures[0].exit_code if made.failures else 0


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _works() -> Rows:
    from publisher.builder.selecting import chosen
    from publisher.builder.works import load_work, settings_of

    project = common.project()
    settings = settings_of(project)
    taken = {name: chosen(project, edition)[0].sources for name, edition in project.editions.items()}
    rows = []
    for path in common.sources(project, []):
        meta = load_work(project, path, settings).value.metadata
        rows.append(
            {
                "path": str(path.relative_to(project.root)),
                "language": meta.language,
                "date": meta.date,
                "author": meta.author,
                "title": meta.title.plain,
                "editions": [name for name, sources in taken.items() if str(path) in sources],
            }
        )
    return rows


def _editions() -> Rows:
    return [
        {
            "name": edition.name,
            "kind": edition.kind,
            "layout": edition.layout,
            "outputs": list(edition.outputs),
            "works": len(edition.sources),
            "title": edition.title,
        }
        for edition in common.project().editions.values()
    ]


def _folders(name: str) -> list[Path]:
    return [f for f in (Path(common.project().root) / name, folder(name)) if f.is_dir()]


def _layouts() -> Rows:
    from publisher.composition.layouts import find_layouts, load_layout
    from publisher.composition.toml_file import read_toml

    rows, folders = [], _folders("layouts")
    for name, place in sorted(find_layouts(folders).items()):
        if read_toml(place / "layout.toml", "layout").get("abstract"):
            continue
        layout = load_layout(name, folders)
        size = f"{layout.trim.width * 25.4 / 72:.0f}×{layout.trim.height * 25.4 / 72:.0f} mm"
        rows.append({"name": name, "trim": size, "options": sorted(layout.options), "title": layout.title[language()]})
    return rows


def _fonts() -> Rows:
    from publisher.composition.faces import load_families

    return [
        {
            "family": family.name,
            "typeface": f"{family.typeface} {family.version}".strip(),
            "faces": [f"{face.weight}{'i' if face.italic else ''}" for face in family.faces],
            "licence": family.licence,
            "role": family.role.get(language(), ""),
        }
        for family in sorted(load_families(_folders("fonts")).values(), key=lambda f: f.name)
    ]


def _profiles() -> Rows:
    from publisher.builder.profiles import profile_names, profile_of
    from publisher.model.press import MM

    rows, project = [], common.project()
    for name in profile_names(project):
        profile = profile_of(project, name)
        rows.append(
            {
                "name": name,
                "standard": profile.standard,
                "colour": profile.colour,
                "condition": profile.condition.identifier if profile.condition else "",
                "bleed": f"{profile.bleed.widest / MM:.3g} mm",
                "marks": profile.marks.kind,
                "tac": f"{profile.tac:g} %" if profile.condition else "",
                "title": profile.title[language()],
            }
        )
    return rows


def _rules(codes: Sequence[str] = ()) -> Rows:
    return [
        {"code": r.code, "level": r.level.value, "profiles": sorted(r.profiles), "title": r.title(language())}
        for r in _chosen_rules(codes)
    ]


def _chosen_rules(codes: Sequence[str]) -> list[Rule]:
    """The rules whose codes begin so, by code; all of them without a word."""
    from publisher.builder.house import expanded, similar
    from publisher.typography import BY_CODE

    def unknown(code: str) -> UsageError:
        return UsageError("U113", {"what": "list rules", "rule": code, "near": similar(code)})

    chosen = expanded((code.upper() for code in codes), unknown) if codes else frozenset(BY_CODE)
    return [BY_CODE[code] for code in sorted(chosen)]


def _checks() -> Rows:
    from publisher.preflight import CHECKS

    return [
        {"code": check.code, "severity": check.severity.name.lower(), "scope": check.scope, "title": title(check.code)}
        for check in sorted(CHECKS.values(), key=lambda check: check.code)
    ]


def _schemes() -> Rows:
    from publisher.press.imposition import SCHEMES

    return [{"name": scheme.name, "title": scheme.title[language()]} for scheme in SCHEMES.values()]


LISTS: dict[str, Callable[[], Rows]] = {
    "works": _works,
    "editions": _editions,
    "layouts": _layouts,
    "fonts": _fonts,
    "rules": _rules,
    "profiles": _profiles,
    "schemes": _schemes,
    "checks": _checks,
}
