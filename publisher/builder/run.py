"""Builds editions and tells what happens as events. Every result is written whole or not at all."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from publisher import pipeline
from publisher.builder.events import (
    EditionDone,
    EditionFailed,
    EditionStarted,
    Event,
    PagesExamined,
    Progress,
    Remark,
    ResultWritten,
)
from publisher.builder.executors import Renderers
from publisher.builder.files import check_writable, write_together
from publisher.builder.fit import pages_per_sheet
from publisher.builder.kinds import suited
from publisher.builder.making import SUFFIXES, Maker, refuse_errors
from publisher.builder.missing import PRINTED, refuse_missing
from publisher.builder.profiles import profile_of
from publisher.builder.project import DEFAULT_LAYOUT, shown_path
from publisher.builder.report import as_json, report_of
from publisher.builder.selecting import selected
from publisher.builder.store import Store, digest
from publisher.builder.stored import Fragments
from publisher.builder.versions import library_versions
from publisher.builder.works import load_works, read_bytes, settings_of
from publisher.composition.faces import load_families
from publisher.composition.fitting import Fitted
from publisher.composition.layouts import load_layout
from publisher.composition.markup import Pictures
from publisher.data import folder
from publisher.model.composition import Fragment, PagedComposition, RenderedFragment
from publisher.model.edition import OUTPUTS, Book, Edition
from publisher.model.errors import PublisherError
from publisher.model.finding import Finding, Severity
from publisher.model.fit import FitWish
from publisher.model.layout import Family, Layout
from publisher.model.project import Project
from publisher.model.work import Work, texts
from publisher.typography import Settings

LONGEST_LEAFLET = 20_000
"""Characters. A lone file that is longer becomes a pamphlet with a title page."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asks for. `out` is where the folders of the editions go; `handoff`: also the archive for
    the print shop; `draft`: lines are broken greedily, whatever the edition says; `fit`: instead of that
    of the edition; `dry`: no results are written; `scheduler`: the address of that of a Dask cluster."""

    out: Path
    formats: tuple[str, ...] = ()
    layout: str = ""
    jobs: int = 1
    scheduler: str = ""
    use_cache: bool = True
    keep_going: bool = False
    handoff: bool = False
    draft: bool = False
    fit: FitWish | None = None
    dry: bool = False


class Build:
    """One run over editions of a project."""

    def __init__(self, project: Project, options: Options) -> None:
        self.project = project
        self.options = options
        root = Path(project.root)
        self.font_folders = [f for f in (root / "fonts", folder("fonts")) if f.is_dir()]
        self.layout_folders = [f for f in (root / "layouts", folder("layouts")) if f.is_dir()]
        self.families: Mapping[str, Family] = load_families(self.font_folders)
        cache = options.out / ".cache"
        self.store = Store(cache / "store")
        self.fragments = Fragments(self.store)
        self.renderers = Renderers(
            options.jobs, [str(f) for f in self.font_folders], cache / "scratch", options.scheduler
        )
        self.rendered = self.reused = 0
        self.fresh: dict[str, RenderedFragment] = {}

    def run(self, editions: Sequence[Edition]) -> Generator[Event]:
        """Build the editions in order.

        Raises:
            PublisherError: of the first edition that fails, unless `keep_going`.
        """
        done = False
        try:
            for edition in editions:
                began = time.monotonic()
                try:
                    yield from self._edition(edition)
                except PublisherError as error:
                    if not self.options.keep_going:
                        raise
                    yield EditionFailed(edition.name, error)
                else:
                    yield EditionDone(edition.name, round(time.monotonic() - began, 3))
                finally:
                    with suppress(OSError):  # the folder of an edition that failed, if it is empty
                        (self.options.out / edition.name).rmdir()
            done = True
        finally:
            self.renderers.close(at_once=not done)

    def _edition(self, edition: Edition) -> Iterator[Event]:
        edition, left_over = selected(self.project, edition)
        formats = self._formats(edition)
        steps = len(edition.sources) + len(formats)
        self.fresh.clear()
        target = self._target(edition)
        yield EditionStarted(edition.name, len(edition.sources))
        if not PRINTED.isdisjoint(formats):
            self.renderers.warm()  # while the texts are read
        settings = settings_of(self.project)
        findings: list[Finding] = [*left_over]
        yield from _remarks(edition, left_over)
        works = yield from self._works(edition, settings, steps, findings)
        edition, layout = self._resolved(edition, sum(len(t.chars) for w in works for t in texts(w)))
        book = pipeline.assemble_book(edition, works, settings)
        pictures = pipeline.pictures_of(book, picture_roots(self.project, edition))
        findings += (lacking := self._unprintable(book, layout, formats))
        yield from _remarks(edition, lacking)
        refuse_missing(findings)
        fitted = self._fitted(book, layout, pictures, formats)
        layout = fitted.layout
        findings += fitted.findings
        yield from _remarks(edition, fitted.findings)
        maker = Maker(self.project, book, layout, self.families, pictures, self._render)
        results: dict[str, bytes] = {}
        told: list[ResultWritten] = []
        details: dict[str, Mapping[str, object]] = {}
        for number, name in enumerate(formats, len(works) + 1):
            if name == "cover" and edition.kind == "leaflet":
                yield Remark(edition.name, Finding("B302", Severity.NOTE, None, {"edition": edition.name}))
                continue
            self.rendered = self.reused = 0
            made = maker.made[name] = maker.make(name)
            path = target / f"{edition.name}.{SUFFIXES.get(name, name)}"
            unfit = maker.inspected(name, made.value.data, shown_path(path))
            findings += [*made.findings, *unfit]
            yield from _remarks(edition, (*made.findings, *unfit))
            refuse_errors(unfit, shown_path(path))
            results[path.name] = made.value.data
            details[name] = made.value.details
            told.append(
                ResultWritten(
                    edition.name,
                    name,
                    shown_path(path),
                    len(made.value.data),
                    made.value.facts.get("pages", 0),
                    self.rendered,
                    self.reused,
                )
            )
            yield Progress(edition.name, name, number, steps)
        examined = _examined(edition, maker)
        if self.options.dry:
            yield from examined
            return
        if maker.cover is not None:
            results["cover.png"] = maker.cover.png
        results["report.json"] = report_of(edition, findings, told, details, fitted.details, pages=examined)
        results["manifest.json"] = self._manifest(edition, book, layout, results)
        write_together({target / name: data for name, data in results.items()})
        yield from told
        yield from examined

    def _works(
        self, edition: Edition, settings: Settings, steps: int, findings: list[Finding]
    ) -> Generator[Event, None, list[Work]]:
        """The works of an edition, read and cleaned; what was noticed goes to `findings`."""
        works: list[Work] = []
        for read in load_works(self.project, edition, settings):
            works.append(read.value)
            findings += read.findings
            yield from _remarks(edition, read.findings)
            yield Progress(edition.name, "read", len(works), steps)
        return works

    def _formats(self, edition: Edition) -> tuple[str, ...]:
        """What is wanted of an edition, in the order in which it is built."""
        wanted = {*(self.options.formats or edition.outputs), *(["job"] if self.options.handoff else [])}
        return tuple(f for f in OUTPUTS if f in wanted)

    def _target(self, edition: Edition) -> Path:
        """The folder of its results, which can be written."""
        target = self.options.out / edition.name
        if not self.options.dry:
            check_writable(target)
        return target

    def _fitted(self, book: Book, layout: Layout, pictures: Pictures, formats: Sequence[str]) -> Fitted:
        """The layout in the setting that fills the pages of the edition, once for all formats with pages."""
        if {"pdf", "press", "cover", "booklet", "job"}.isdisjoint(formats):
            return Fitted(layout)
        per_sheet = pages_per_sheet(book.edition, layout, formats)
        return pipeline.fit_layout(book, layout, self.families, pictures, self._render, per_sheet)

    def _resolved(self, edition: Edition, characters: int) -> tuple[Edition, Layout]:
        """The edition with the layout asked for; a lone long file is a pamphlet."""
        lone = edition.name not in self.project.editions
        if lone and characters > LONGEST_LEAFLET:
            edition = replace(edition, kind="pamphlet", layout=DEFAULT_LAYOUT["pamphlet"])
        if not {"cover", "job"}.isdisjoint(self.options.formats) and edition.kind != "leaflet":
            edition = replace(edition, outputs=(*edition.outputs, "cover"))  # the barcode goes there
        if self.options.draft:
            edition = replace(edition, draft=True)
        if self.options.fit is not None:
            edition = replace(edition, fit=self.options.fit)
        layout = load_layout(self.options.layout or edition.layout, self.layout_folders, edition.options, edition.trim)
        return suited(replace(edition, layout=layout.name), layout, lone=lone), layout

    def _unprintable(self, book: Book, layout: Layout, formats: Sequence[str]) -> tuple[Finding, ...]:
        """What the formats on paper can't show; e-books and proofs borrow from the fonts of the reader."""
        if PRINTED.isdisjoint(formats):
            return ()
        with_cover = not {"cover", "job"}.isdisjoint(formats)
        profile = profile_of(self.project, book.edition.press_profile) if with_cover else None
        return pipeline.unprintable(book, layout, self.families, profile)

    def _render(self, paged: PagedComposition, fragments: Sequence[Fragment]) -> Sequence[RenderedFragment]:
        """Fragments out of the store, or rendered and stored; never twice for one edition."""
        draft = paged.book.edition.draft
        world = digest(
            [
                "greedy" if draft else "total fit",
                paged.stylesheet,
                *(f"{r.url} {r.digest}" for r in paged.resources),
                repr(sorted(library_versions().items())),
            ]
        )
        keys = [digest([world, f.html]) for f in fragments]
        ready = {index: self.fresh[key] for index, key in enumerate(keys) if key in self.fresh}
        if self.options.use_cache:
            for index, fragment in enumerate(fragments):
                if index not in ready and (found := self.fragments.get(keys[index], fragment)):
                    ready[index] = found
        missing = [i for i in range(len(fragments)) if i not in ready]
        if missing:
            wanted = [fragments[i] for i in missing]
            for index, piece in self.renderers.render(wanted, paged.stylesheet, paged.resources, draft=draft):
                ready[missing[index]] = piece
                self.fragments.put(keys[missing[index]], piece)
        self.fresh |= {key: ready[index] for index, key in enumerate(keys)}
        self.rendered += len(missing)
        self.reused += len(fragments) - len(missing)
        return [ready[i] for i in range(len(fragments))]

    def _manifest(self, edition: Edition, book: Book, layout: Layout, results: Mapping[str, bytes]) -> bytes:
        used = {*layout.families, *layout.reflow_families}
        root = Path(self.project.root)
        table = {
            "edition": edition.name,
            "tools": library_versions(),
            "sources": {
                os.path.relpath(path, root): sha256(read_bytes(Path(path))).hexdigest() for path in edition.sources
            },
            "layout": {"name": layout.name, "sha256": layout.digest},
            "fonts": {
                Path(face.path).name: face.digest
                for name, family in sorted(self.families.items())
                if name in used
                for face in family.faces
            },
            "results": {name: sha256(data).hexdigest() for name, data in results.items() if name != "report.json"},
        }
        return as_json(table)


def _remarks(edition: Edition, findings: Sequence[Finding]) -> Iterator[Remark]:
    return (Remark(edition.name, finding) for finding in findings)


def picture_roots(project: Project, edition: Edition) -> dict[str, Path]:
    """Source → the folder its pictures may not leave: the project, or its own folder when it lies elsewhere."""
    root = Path(project.root)
    return {
        shown_path(Path(source)): root if Path(source).resolve().is_relative_to(root) else Path(source).parent
        for source in edition.sources
    }


def _examined(edition: Edition, maker: Maker) -> list[PagesExamined]:
    """How well the pages are set: they are the same in all formats that have some."""
    pages = next((made.value.pages for made in maker.made.values() if made.value.pages), None)
    return [PagesExamined(edition.name, pipeline.examine_pages(maker.book, pages))] if pages else []
