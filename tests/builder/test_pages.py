"""Pages are looked through in every build that has some; the report keeps what was found."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from publisher.builder.events import EditionDone, PagesExamined, ResultWritten
from publisher.builder.project import load_project, select
from publisher.builder.run import Build, Options
from publisher.model.finding import Place, Severity

TEXT = "---\ntitle: Заголовок\nlang: ru\n---\n\nПервый абзац, спокойный.\n\nВторой абзац - со строкой.\\\nДа.\n"
LEAFLET = '[edition.leaflet]\nkind = "leaflet"\nworks = ["sources/a.md"]\noutputs = ["pdf", "press", "html"]\n'


@dataclass(frozen=True)
class Seen:
    codes: list[str]
    place: Place | None


def seen(event: PagesExamined) -> Seen:
    return Seen([f.code for f in event.report.findings], event.report.findings[0].place)


def test_a_build_examines_its_pages_once(write, build) -> None:
    root = write({"publisher.toml": LEAFLET, "sources/a.md": TEXT})
    events = build()
    (event,) = [e for e in events if isinstance(e, PagesExamined)]
    assert seen(event) == Seen(["Q301"], Place("sources/a.md", 9, 1))
    table = json.loads((root / "out/leaflet/report.json").read_text(encoding="utf-8"))["pages"]
    assert (table["pages"], table["severities"]["warning"], table["findings"][0]["code"]) == (1, 1, "Q301")
    assert table["findings"][0]["place"] == "sources/a.md:9:1"
    assert table["findings"][0]["params"] == {"page": "1", "row": "4", "excerpt": "Да."}
    assert table["word_space"] == {}


def test_what_comes_out_of_the_store_is_judged_alike(write, build) -> None:
    root = write({"publisher.toml": LEAFLET, "sources/a.md": TEXT})
    build()
    first = (root / "out/leaflet/report.json").read_bytes()
    again = build()
    assert {e.rendered for e in again if isinstance(e, ResultWritten)} == {0}
    assert (root / "out/leaflet/report.json").read_bytes() == first


def test_a_build_without_pages_says_nothing_of_them(write, build) -> None:
    root = write({"publisher.toml": LEAFLET, "sources/a.md": TEXT})
    events = build(formats=("html",))
    assert not [e for e in events if isinstance(e, PagesExamined)]
    assert "pages" not in json.loads((root / "out/leaflet/report.json").read_text(encoding="utf-8"))


def test_a_dry_run_writes_no_results(write) -> None:
    root = write({"publisher.toml": LEAFLET, "sources/a.md": TEXT})
    project = load_project(root / "publisher.toml")
    options = Options(out=root / "out", formats=("pdf",), dry=True)
    events = list(Build(project, options).run(select(project, ["leaflet"], Path.cwd())))
    assert [type(e) for e in events[-2:]] == [PagesExamined, EditionDone]
    assert [p.name for p in (root / "out").iterdir()] == [".cache"]
    assert seen(events[-2]) == Seen(["Q301"], Place("sources/a.md", 9, 1))  # type: ignore[arg-type]
    assert events[-2].report.findings[0].severity is Severity.WARNING  # type: ignore[union-attr]
