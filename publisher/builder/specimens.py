"""One sample text set in every layout: for a look at them side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from publisher.builder.events import EditionDone, EditionFailed
from publisher.builder.run import Build, Options
from publisher.composition.layouts import find_layouts, load_layout
from publisher.composition.toml_file import read_toml
from publisher.data import folder
from publisher.model.edition import Edition
from publisher.model.errors import PublisherError
from publisher.model.layout import Face, Family, Layout
from publisher.model.project import Project
from publisher.press.contact_sheet import Specimen, contact_sheet

SAMPLE = "nabornaya-kassa.md"


@dataclass(frozen=True, slots=True)
class LayoutsProof:
    """A PNG with pages of every layout; `failures`: layouts that could not be set, and why."""

    png: bytes
    layouts: tuple[str, ...]
    failures: tuple[PublisherError, ...]


def prove_layouts(project: Project, language: str, jobs: int) -> LayoutsProof:
    """Set the sample in every layout that can be used and put a few pages of each on one sheet.

    The pages are built below the store, so that a second time is quick; nothing else is written.
    """
    folders = [f for f in (Path(project.root) / "layouts", folder("layouts")) if f.is_dir()]
    layouts = {name: load_layout(name, folders) for name in _usable(folders)}
    out = Path(project.root) / "out" / ".cache" / "specimens"
    build = Build(project, Options(out, ("pdf",), jobs=jobs, keep_going=True))
    specimens: list[Specimen] = []
    failures: list[PublisherError] = []
    with closing(build.run([_edition(layout) for layout in layouts.values()])) as events:
        for event in events:
            match event:
                case EditionDone(edition=name):
                    pdf = (out / name / f"{name}.pdf").read_bytes()
                    specimens.append(_specimen(layouts[name], pdf, language))
                case EditionFailed(error=error):
                    failures.append(error)
    png = contact_sheet(specimens, *(_face(build.families, weight).path for weight in (700, 400)))
    return LayoutsProof(png, tuple(specimen.name for specimen in specimens), tuple(failures))


def _usable(folders: Sequence[Path]) -> Iterator[str]:
    for name, place in sorted(find_layouts(folders).items()):
        if not read_toml(place / "layout.toml", "layout").get("abstract"):
            yield name


def _edition(layout: Layout) -> Edition:
    kind = "pamphlet" if "pamphlet" in layout.kinds else layout.kinds[0]
    return Edition(layout.name, kind, (str(folder("sample") / SAMPLE),), layout=layout.name, outputs=("pdf",))


def _specimen(layout: Layout, pdf: bytes, language: str) -> Specimen:
    return Specimen(layout.name, layout.title.get(language, ""), pdf, has_verso=_edition(layout).kind == "pamphlet")


def _face(families: Mapping[str, Family], weight: int) -> Face:
    face = families["Pub Sans"].face(weight)
    assert face is not None
    return face
