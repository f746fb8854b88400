"""One edition in its formats: each made once, from the same book, layout and pages."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from publisher import pipeline
from publisher.builder.covers import cover_image
from publisher.builder.profiles import OFFICE, is_cut, profile_of
from publisher.composition.markup import Pictures
from publisher.model.edition import Book
from publisher.model.errors import BuildError, UnfitError
from publisher.model.finding import Finding, Outcome, Place, Severity
from publisher.model.layout import Family, Layout
from publisher.model.press import ShopProfile
from publisher.model.project import Project
from publisher.writers.front import Front

SUFFIXES = {
    "press": "press.pdf",
    "cover": "cover.pdf",
    "booklet": "booklet.pdf",
    "kepub": "kepub.epub",
    "job": "job.zip",
}
"""Of formats whose results are not named after them."""


@dataclass(slots=True)
class Maker:
    """`made` holds the formats that are finished, `cover` the front of the cover once something has asked for it."""

    project: Project
    book: Book
    layout: Layout
    families: Mapping[str, Family]
    pictures: Pictures
    render: pipeline.Render
    made: dict[str, Outcome[pipeline.Artifact]] = field(default_factory=dict)
    cover: Front | None = None

    @property
    def profile(self) -> ShopProfile:
        """The shop profile that the edition or the project names."""
        return profile_of(self.project, self.book.edition.press_profile)

    def make(self, name: str) -> Outcome[pipeline.Artifact]:
        """One format.

        Raises:
            PublisherError: whatever stops it; UnfitError B140, a press PDF has errors.
        """
        book, layout, pictures, render = self.book, self.layout, self.pictures, self.render
        created = source_date()
        match name:
            case "pdf":
                return pipeline.make_pdf(book, layout, self.families, pictures, render, created)
            case "press":
                return pipeline.make_press(book, layout, self.families, pictures, render, created, self.profile)
            case "booklet":
                return self._booklet()
            case "cover":
                image = cover_image(self.project, book.edition)
                return pipeline.make_cover(book, layout, self.families, pictures, render, created, self.profile, image)
            case "job":
                return self._job()
            case "epub" | "kepub":
                paged = not {"pdf", "press", "booklet"}.isdisjoint(self.made)
                printed = pipeline.printed_pages(book, layout, self.families, pictures, render) if paged else ()
                dress = pipeline.EbookDress(self.front().jpeg, printed, for_kobo=name == "kepub")
                return pipeline.make_epub(book, layout, self.families, pictures, created, dress)
            case "fb2" | "fb2.zip":
                return pipeline.make_fb2(book, pictures, self.front().jpeg, created, packed=name == "fb2.zip")
            case _:
                return pipeline.make_html(book, layout, pictures)

    def front(self) -> Front:
        """The front of the cover, once for all e-books."""
        if self.cover is None:
            image = cover_image(self.project, self.book.edition)
            self.cover = pipeline.make_front(self.book, self.layout, self.families, self.render, image)
        return self.cover

    def _booklet(self) -> Outcome[pipeline.Artifact]:
        """On office paper the pages as they are on screen; for a shop that was chosen, its press pages."""
        wish = self.book.edition.press_profile
        cut = is_cut(profile_of(self.project, wish or self.project.press_profile or OFFICE))
        base = "press" if cut else "pdf"
        pages = self.made.get(base) or self.make(base)
        made = pipeline.make_booklet(pages.value, self.book, cut=cut)
        return Outcome(made.value, made.findings if base in self.made else (*pages.findings, *made.findings))

    def _job(self) -> Outcome[pipeline.Artifact]:
        """The archive for the shop, of files that pass the preflight."""
        from publisher.builder.handoff import make_job
        from publisher.model.latin import latin

        book = self.book
        findings: list[Finding] = []
        parts: dict[str, tuple[pipeline.Artifact, Sequence[Finding]]] = {}
        for name in ("press", "cover") if book.edition.kind != "leaflet" else ("press",):
            made = self.made.get(name) or self.make(name)
            file = f"{latin(book.edition.name)}.{SUFFIXES[name]}"
            unfit = self.inspected(name, made.value.data, file)
            if name not in self.made:
                findings += [*made.findings, *unfit]
                refuse_errors(unfit, file)
            parts[name] = made.value, unfit
        job = make_job(book, parts, self.profile, source_date() or pipeline.first_day(book.year))
        return Outcome(job.value, (*findings, *job.findings))

    def inspected(self, name: str, data: bytes, path: str) -> tuple[Finding, ...]:
        """What a print shop or a store would find in a result, which will stand at `path`."""
        if name in ("press", "cover"):
            return pipeline.inspect(data, self.profile.of_cover if name == "cover" else self.profile, path)
        if name in ("epub", "kepub"):
            return pipeline.lint_ebook(data, path, self.book.edition.ebook.store)
        return ()


def refuse_errors(findings: Sequence[Finding], path: str) -> None:
    """A press PDF with errors is not written over a good one.

    Raises:
        UnfitError: B140.
    """
    if errors := sum(finding.severity is Severity.ERROR for finding in findings):
        raise UnfitError("B140", {"errors": errors}, Place(path))


def source_date() -> datetime | None:
    """SOURCE_DATE_EPOCH as a time in UTC; None when it is not set: then no time enters a result.

    Raises:
        BuildError: B107, it is no number of seconds.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    try:
        return datetime.fromtimestamp(int(value), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise BuildError("B107", {"value": value[:40]}) from error
