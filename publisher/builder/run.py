"""Builds editions and tells what happens as events. Every result is written whole or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

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
from publisher.builder.executors import workforce
from publisher.builder.files import check_writable, write_together
from publisher.builder.fit import pages_per_sheet
from publisher.builder.forkserver import ForkServer, font_folders
from publisher.builder.kinds import suited
from publisher.builder.library import Library
from publisher.builder.making import SUFFIXES, Maker, refuse_errors
from publisher.builder.manifest import manifest_of
from publisher.builder.missing import PRINTED, refuse_missing
from publisher.builder.paths import shown_path
from publisher.builder.profiles import profile_of
from publisher.builder.project import DEFAULT_LAYOUT
from publisher.builder.rehearsal import rehearse
from publisher.builder.report import report_of
from publisher.builder.selecting import selected
from publisher.builder.setter import Setter
from publisher.builder.standing import Inputs
from publisher.builder.store import Store
from publisher.builder.stored import Fragments
from publisher.builder.works import settings_of
from publisher.composition.faces import load_families
from publisher.composition.fitting import Fitted
from publisher.composition.layouts import load_layout
from publisher.composition.markup import Pictures
from publisher.composition.summary import summary_of
from publisher.data import folder
from publisher.model.edition import OUTPUTS, Book, Edition
from publisher.model.errors import PublisherError
from publisher.model.finding import Finding, Outcome, Severity
from publisher.model.fit import FitWish
from publisher.model.layout import Family, Layout
from publisher.model.project import Project
from publisher.model.work import Work

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


@dataclass(slots=True)
class _Made:
    """What an edition has come to: files by name, what is told of them, details for the report, remarks."""

    files: dict[str, bytes] = field(default_factory=dict)
    told: list[ResultWritten] = field(default_factory=list)
    details: dict[str, Mapping[str, object]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


class Build:
    """One run over editions of a project."""

    def __init__(
        self,
        project: Project,
        options: Options,
        watch: Callable[[Progress], None] = lambda _: None,
        server: ForkServer | None = None,
    ) -> None:
        """`watch` is told how far setting has come, while `run` waits for it; `server`: one that was started before."""
        self.watch = watch
        self.project = project
        self.options = options
        root = Path(project.root)
        self.font_folders = [Path(place) for place in font_folders(project.root)]
        self.layout_folders = [f for f in (root / "layouts", folder("layouts")) if f.is_dir()]
        self.families: Mapping[str, Family] = load_families(self.font_folders)
        cache = options.out / ".cache"
        fonts = [str(f) for f in self.font_folders]
        self.workforce = workforce(options.jobs, fonts, cache / "scratch", options.scheduler, server)
        self.aside = None if options.use_cache else TemporaryDirectory(prefix="publisher-", ignore_cleanup_errors=True)
        self.store = Store(Path(self.aside.name) if self.aside else cache / "store")
        self.settings = settings_of(project)
        self.library = Library(project, self.settings, self.store, self.workforce)
        self.setter = Setter(Fragments(self.store), self.library, self.workforce, self._set_so_far)
        self.inputs = Inputs()
        """Files outside the project that decided about results."""
        self.edition = ""

    def _set_so_far(self, done: int, total: int) -> None:
        self.watch(Progress(self.edition, "render", done, total))

    def run(self, editions: Sequence[Edition]) -> Generator[Event]:
        """Build the editions in order.

        Raises:
            PublisherError: of the first edition that fails, unless `keep_going`.
        """
        done = False
        try:
            for number, edition in enumerate(editions, 1):
                began = time.monotonic()
                try:
                    yield from self._edition(edition, last=number == len(editions))
                except PublisherError as error:
                    if not self.options.keep_going:
                        raise
                    yield from (EditionFailed(edition.name, other) for other in self.setter.failures)
                    yield EditionFailed(edition.name, error)
                else:
                    yield EditionDone(edition.name, round(time.monotonic() - began, 3))
                finally:
                    with suppress(OSError):  # the folder of an edition that failed, if it is empty
                        (self.options.out / edition.name).rmdir()
            done = True
        finally:
            self.workforce.close(at_once=not done)
            self._tidy()

    def _tidy(self) -> None:
        """The store back to its size, if this build has added to it."""
        if self.aside:
            self.aside.cleanup()
        elif self.store.written:
            self.store.tidy()

    def _edition(self, edition: Edition, *, last: bool) -> Iterator[Event]:
        edition, left_over = selected(self.project, edition, self.library.metadata)
        formats = self._formats(edition)
        steps = len(edition.sources) + len(formats)
        self.edition = edition.name
        self.setter.forget()
        target = self._target(edition)
        yield EditionStarted(edition.name, len(edition.sources))
        if not PRINTED.isdisjoint(formats):
            self._prepare(edition)  # while the texts are read
        findings: list[Finding] = [*left_over]
        yield from _remarks(edition, left_over)
        works = yield from self._works(edition, steps, findings)
        edition, layout = self._resolved(edition, sum(summary_of(work).letters for work in works))
        book = pipeline.assemble_book(edition, works, self.settings)
        pictured = [s for s, work in zip(edition.sources, works, strict=True) if summary_of(work).pictures]
        pictures = pipeline.pictures_of(book, picture_roots(self.project, pictured))
        self._looked_at(edition, pictures)
        findings += (lacking := self._unprintable(book, layout, formats))
        yield from _remarks(edition, lacking)
        refuse_missing(findings)
        fitted = self._fitted(book, layout, pictures, formats)
        layout = fitted.layout
        findings += fitted.findings
        yield from _remarks(edition, fitted.findings)
        maker = Maker(self.project, book, layout, self.families, pictures, self.setter)
        made = _Made()
        yield from self._make(maker, formats, target, (len(works), steps), made)
        if last:
            self.workforce.dismiss()
        findings += made.findings
        examined = _examined(edition, maker)
        if self.options.dry:
            yield from examined
            return
        if maker.cover is not None:
            made.files["cover.png"] = maker.cover.png
        report = report_of(edition, findings, made.told, made.details, fitted.details, pages=examined)
        made.files["report.json"] = report
        sources = self.library.digests
        made.files["manifest.json"] = manifest_of(self.project, edition, sources, layout, self.families, made.files)
        write_together({target / name: data for name, data in made.files.items()})
        yield from made.told
        yield from examined

    def _prepare(self, edition: Edition) -> None:
        """Start the workers. What is wrong with the layout is told when it is needed."""
        self.workforce.warm()
        with suppress(PublisherError):
            edition, layout = self._resolved(edition, 0)
            rehearse(self.workforce, edition, layout, self.families)

    def _make(
        self, maker: Maker, formats: Sequence[str], target: Path, steps: tuple[int, int], made: _Made
    ) -> Iterator[Event]:
        """Every format, once; `steps`: how many are done before, and of how many."""
        edition = maker.book.edition
        for number, name in enumerate(formats, steps[0] + 1):
            if name == "cover" and edition.kind == "leaflet":
                yield Remark(edition.name, Finding("B302", Severity.NOTE, None, {"edition": edition.name}))
                continue
            self.setter.rendered = self.setter.reused = 0
            result = maker.made[name] = maker.make(name)
            path = target / f"{edition.name}.{SUFFIXES.get(name, name)}"
            unfit = maker.inspected(name, result.value.data, shown_path(path))
            made.findings += (found := (*result.findings, *unfit))
            yield from _remarks(edition, found)
            refuse_errors(unfit, shown_path(path))
            made.files[path.name] = data = result.value.data
            made.details[name] = result.value.details
            pages, counts = result.value.facts.get("pages", 0), (self.setter.rendered, self.setter.reused)
            made.told.append(ResultWritten(edition.name, name, shown_path(path), len(data), pages, *counts))
            yield Progress(edition.name, name, number, steps[1])

    def _works(self, edition: Edition, steps: int, findings: list[Finding]) -> Generator[Event, None, list[Work]]:
        """The works of an edition, read and cleaned; what was noticed goes to `findings`.

        Raises:
            PublisherError: of a source that can't be read. With `keep_going` all others are read before, and the
                errors of all but the first are told.
        """
        found: dict[int, Outcome[Work]] = {}
        errors: dict[int, PublisherError] = {}

        def meanwhile() -> None:
            pipeline.load_rules(edition, self.settings)

        for index, read in self.library.works(edition.sources, meanwhile):
            if isinstance(read, PublisherError):
                errors[index] = read
                if not self.options.keep_going:
                    break
                continue
            found[index] = read
            yield Progress(edition.name, "read", len(found), steps)
        if errors:
            first, *others = sorted(errors)
            yield from (EditionFailed(edition.name, errors[index]) for index in others)
            raise errors[first]
        for index in sorted(found):
            findings += found[index].findings
            yield from _remarks(edition, found[index].findings)
        return [found[index].value for index in sorted(found)]

    def _looked_at(self, edition: Edition, pictures: Pictures) -> None:
        """Remember what results depend on: a sidecar that is not there may come to be."""
        sources = [Path(source).absolute() for source in edition.sources]
        self.inputs.files |= {str(path) for source in sources for path in (source, source.with_suffix(".toml"))}
        self.inputs.files |= {picture.path for picture in pictures.values() if not picture.data}

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
        return pipeline.fit_layout(book, layout, self.families, pictures, self.setter, per_sheet)

    def _resolved(self, edition: Edition, characters: int) -> tuple[Edition, Layout]:
        """The edition with the layout asked for; a lone long file is a pamphlet."""
        if edition.lone and characters > LONGEST_LEAFLET:
            edition = replace(edition, kind="pamphlet")
        if not {"cover", "job"}.isdisjoint(self.options.formats) and edition.kind != "leaflet":
            edition = replace(edition, outputs=(*edition.outputs, "cover"))  # the barcode goes there
        if self.options.draft:
            edition = replace(edition, draft=True)
        if self.options.fit is not None:
            edition = replace(edition, fit=self.options.fit)
        name = self.options.layout or edition.layout
        if edition.lone and not name:
            name = DEFAULT_LAYOUT[edition.kind]
        layout = load_layout(name, self.layout_folders, edition.options, edition.trim)
        return suited(replace(edition, layout=layout.name), layout), layout

    def _unprintable(self, book: Book, layout: Layout, formats: Sequence[str]) -> tuple[Finding, ...]:
        """What the formats on paper can't show; e-books and proofs borrow from the fonts of the reader."""
        if PRINTED.isdisjoint(formats):
            return ()
        with_cover = not {"cover", "job"}.isdisjoint(formats)
        profile = profile_of(self.project, book.edition.press_profile) if with_cover else None
        return pipeline.unprintable(book, layout, self.families, profile)


def _remarks(edition: Edition, findings: Sequence[Finding]) -> Iterator[Remark]:
    return (Remark(edition.name, finding) for finding in findings)


def picture_roots(project: Project, sources: Sequence[str]) -> dict[str, Path]:
    """Source as it is shown → the folder its pictures may not leave: the project, or its own when it lies elsewhere."""
    root = Path(project.root)
    return {
        shown_path(Path(source)): root if Path(source).resolve().is_relative_to(root) else Path(source).parent
        for source in sources
    }


def _examined(edition: Edition, maker: Maker) -> list[PagesExamined]:
    """How well the pages are set: they are the same in all formats that have some."""
    pages = next((made.value.pages for made in maker.made.values() if made.value.pages), None)
    return [PagesExamined(edition.name, pipeline.examine_pages(maker.book, pages))] if pages else []
