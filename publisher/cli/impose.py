"""`publisher impose`: pages of any PDF → press sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from publisher.builder.paths import shown_path
from publisher.builder.project import check_source_file
from publisher.cli import show
from publisher.cli.session import current
from publisher.cli.sheet_plan import plan_lines, plan_table, sheet_words
from publisher.cli.words import ui
from publisher.model.errors import SourceError, UsageError
from publisher.model.finding import Finding, Severity
from publisher.model.imposition import CALIPER, Flip, Imposition, MarkKind
from publisher.model.paper import POINTS
from publisher.model.sheet import MM

MOST_BYTES = 1 << 30

_ALL_MARKS: tuple[MarkKind, ...] = ("crop", "fold", "bleed", "registration", "collation", "bar", "slug")


def impose(  # noqa: PLR0913, PLR0917  one parameter an option
    file: Annotated[str, typer.Argument(metavar="FILE.pdf", help=ui("impose-file"))],
    scheme: Annotated[str, typer.Option("--scheme", metavar="NAME", help=ui("impose-scheme"))] = "saddle",
    sheet: Annotated[str, typer.Option("--sheet", metavar="SIZE", help=ui("impose-sheet"))] = "",
    creep: Annotated[str, typer.Option("--creep", metavar="auto|MM", help=ui("impose-creep"))] = "0",
    out: Annotated[str, typer.Option("-o", "--out", metavar="FILE", help=ui("impose-out"))] = "",
    plan: Annotated[bool, typer.Option("--plan", help=ui("impose-plan"))] = False,
    up: Annotated[int, typer.Option("--up", metavar="N", help=ui("impose-up"))] = 2,
    signature: Annotated[int, typer.Option("--signature", metavar="N", help=ui("impose-signature"))] = 0,
    grid: Annotated[str, typer.Option("--grid", metavar="CxR", help=ui("impose-grid"))] = "",
    sides: Annotated[int, typer.Option("--sides", metavar="1|2", help=ui("impose-sides"))] = 2,
    panels: Annotated[int, typer.Option("--panels", metavar="N", help=ui("impose-panels"))] = 3,
    caliper: Annotated[str, typer.Option("--caliper", metavar="MM", help=ui("impose-caliper"))] = "",
    milling: Annotated[str, typer.Option("--milling", metavar="MM", help=ui("impose-milling"))] = "3",
    fold_in: Annotated[str, typer.Option("--fold-in", metavar="MM", help=ui("impose-fold-in"))] = "3",
    bleed: Annotated[str, typer.Option("--bleed", metavar="MM", help=ui("impose-bleed"))] = "",
    gap: Annotated[str, typer.Option("--gap", metavar="MM", help=ui("impose-gap"))] = "",
    flip: Annotated[str, typer.Option("--flip", metavar="auto|long|short", help=ui("impose-flip"))] = "auto",
    marks: Annotated[str, typer.Option("--marks", metavar="auto|none|full|LIST", help=ui("impose-marks"))] = "auto",
    scale: Annotated[str, typer.Option("--scale", metavar="fit|PERCENT", help=ui("impose-scale"))] = "100",
) -> int:
    asked = Imposition(
        scheme=scheme,
        sheet=sheet,
        up=up,
        signature=signature,
        grid=_grid(grid),
        sides=sides,
        panels=panels,
        creep=None if creep == "auto" else _length("--creep", creep),
        caliper=_length("--caliper", caliper) if caliper else CALIPER,
        milling=_length("--milling", milling),
        fold_in=_length("--fold-in", fold_in),
        bleed=_length("--bleed", bleed) if bleed else None,
        gap=_length("--gap", gap) if gap else None,
        flip=_flip(flip),
        marks=_marks(marks),
        scale=_scale(scale),
    )
    path = Path(file)
    return _plan(path, asked) if plan else _impose(path, asked, Path(out) if out else None)


def _plan(path: Path, asked: Imposition) -> int:
    """The plan to stdout; nothing is written."""
    from publisher.press.place import laid_out

    outcome = laid_out(_bytes(path), asked, path.name)
    if current.json:
        show.document(plan_table(path, outcome.value) | _findings(outcome.findings))
    else:
        for line in plan_lines(path.name, outcome.value):
            show.out(line)
        _tell(outcome.findings)
    return _code(outcome.findings)


def _impose(path: Path, asked: Imposition, out: Path | None) -> int:
    from publisher.builder.files import write_whole
    from publisher.press.place import impose as imposed

    data = _bytes(path)
    target = out or path.with_name(f"{path.stem}.{asked.scheme}.pdf")
    if target.resolve() == path.resolve():
        raise UsageError("I112", {"file": shown_path(path)})
    outcome = imposed(data, asked, path.name, sheet_words())
    write_whole(target, outcome.value.data)
    layout = outcome.value.layout
    if current.json:
        show.document({"result": shown_path(target)} | plan_table(path, layout) | _findings(outcome.findings))
        return _code(outcome.findings)
    _tell(outcome.findings)
    if current.verbose:
        for line in plan_lines(path.name, layout):
            show.remark(line)
    sheets = ui("impose-sheets", n=len(layout.plan.sheets), sheet=layout.sheet)
    size = ui("kilobytes", n=max(1, round(len(outcome.value.data) / 1024)))
    show.out(f"{shown_path(target)}  {sheets}  {size}")
    return _code(outcome.findings)


def _bytes(path: Path) -> bytes:
    """Raises:
    SourceError: S401 no such file, S402 not readable or not a file, S403 too large.
    """
    check_source_file(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise SourceError("S403", {"path": shown_path(path), "limit": f"{MOST_BYTES >> 20} MB"})
        return path.read_bytes()
    except OSError as error:
        raise SourceError("S402", {"path": shown_path(path), "reason": error.strerror or ""}) from error


def _tell(findings: tuple[Finding, ...]) -> None:
    for found in findings:
        show.finding(found, to_results=False)


def _findings(findings: tuple[Finding, ...]) -> dict[str, Any]:
    return {"findings": [show.as_table(found) for found in findings]}


def _code(findings: tuple[Finding, ...]) -> int:
    """With --strict, what had to give way counts; added blanks do not."""
    return 1 if current.strict and any(found.severity >= Severity.WARNING for found in findings) else 0


# --- values of options ------------------------------------------------------------------------------------------------


def _wrong(option: str, value: str, known: str) -> UsageError:
    return UsageError("U110", {"what": option, "value": value, "known": known})


def _length(option: str, value: str) -> float:
    """Millimetres, or a number with a unit: `0.1`, `0,1`, `3mm`, `8.5pt`."""
    number = value.strip().lower().replace(",", ".")
    unit = next((unit for unit in POINTS if number.endswith(unit)), "")
    try:
        return float(number.removesuffix(unit)) * (POINTS[unit] if unit else MM)
    except ValueError:
        raise _wrong(option, value, "3, 0.1, 3mm, 8.5pt") from None


def _grid(value: str) -> tuple[int, int]:
    if not value:
        return 0, 0
    columns, _, rows = value.lower().replace("×", "x").replace("х", "x").partition("x")
    if not (columns.isdecimal() and rows.isdecimal()):
        raise _wrong("--grid", value, "2x4")
    return int(columns), int(rows)


def _flip(value: str) -> Flip:
    for known in ("auto", "long", "short"):
        if value == known:
            return known
    raise _wrong("--flip", value, "auto, long, short")


def _marks(value: str) -> frozenset[MarkKind] | None:
    if value in ("auto", "none", "full"):
        return {"auto": None, "none": frozenset[MarkKind](), "full": frozenset(_ALL_MARKS) - {"bleed"}}[value]
    wanted = {part.strip() for part in value.split(",") if part.strip()}
    if not wanted or not wanted <= set(_ALL_MARKS):
        raise _wrong("--marks", value, ", ".join(["auto", "none", "full", *_ALL_MARKS]))
    return frozenset(kind for kind in _ALL_MARKS if kind in wanted)


def _scale(value: str) -> float | None:
    if value == "fit":
        return None
    try:
        return float(value.removesuffix("%").replace(",", ".")) / 100
    except ValueError:
        raise _wrong("--scale", value, "fit, 100, 70.7") from None
