"""Imposition carried out: pages become form XObjects on sheets. Output intents, XMP, Info and layers stay."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name

from publisher.model.errors import BuildError
from publisher.model.finding import Finding, Outcome, Severity
from publisher.model.imposition import Imposition, PressSheet, SheetWords
from publisher.model.sheet import Box
from publisher.press.marks import Collation, Drawing, Process, draw_marks
from publisher.press.sheet_choice import lay_out
from publisher.press.sheet_layout import Placement, SheetLayout
from publisher.press.source_pages import SourcePage, page_form, read_pages

_KEPT = frozenset({Name.Type, Name.Metadata, Name.OutputIntents, Name.OCProperties, Name.Lang, Name.Extensions})
"""What stays of the catalogue: outlines, names, tags, forms and actions speak of pages that no longer are pages."""

_MOST_PAGES = 20_000
_LARGEST_STREAM = 1 << 28
"""Bytes that a single stream may unpack to: what is larger is a bomb."""


@dataclass(frozen=True, slots=True)
class Imposed:
    """The imposed document, and how it is laid out."""

    data: bytes
    layout: SheetLayout


def laid_out(data: bytes, asked: Imposition, name: str) -> Outcome[SheetLayout]:
    """How a document would be imposed.

    Raises:
        BuildError, UsageError: see `impose`.
    """
    with _opened(data, name) as pdf:
        pages = read_pages(pdf, name)
        layout = lay_out(pages, asked)
        return Outcome(layout, (*_damage(pdf, name, len(pages)), *layout.remarks))


def page_count(data: bytes, name: str) -> int:
    """How many pages a document has.

    Raises:
        BuildError: see `impose`.
    """
    with _opened(data, name) as pdf:
        return len(pdf.pages)


def impose(data: bytes, asked: Imposition, name: str, words: SheetWords) -> Outcome[Imposed]:
    """A PDF → sheets; the same bytes for the same input.

    Args:
        name: of the document, for the slug and for errors.
        words: for the slug.

    Raises:
        BuildError: I101 encrypted, I102 no readable PDF, I103 a page without a usable size, I104 too many pages.
        UsageError: I110 the sheet is too small, I111 an option does not fit, U110 no such scheme or sheet.
    """
    with _opened(data, name) as pdf:
        pages = read_pages(pdf, name)
        layout = lay_out(pages, asked)
        sheets = list(_Press(pdf, pages, layout, name, words).sides())
        _replace_pages(pdf, sheets)
        _hint_printer(pdf, layout)
        result = _saved(pdf)
        return Outcome(Imposed(result, layout), (*_damage(pdf, name, len(pages)), *layout.remarks))


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[pikepdf.Pdf]:
    """The document, with limits against files that unpack to more than any page needs; damage is told by I206."""
    log = logging.getLogger("pikepdf")
    loudness = log.level
    log.setLevel(logging.CRITICAL)
    before = pikepdf.settings.set_qpdf_limits(flate_max_memory=_LARGEST_STREAM, run_length_max_memory=_LARGEST_STREAM)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise BuildError("I101", {"file": name})
            count = len(pdf.pages)
            if not 0 < count <= _MOST_PAGES:
                raise BuildError("I104", {"file": name, "pages": count, "most": _MOST_PAGES})
            yield pdf
    except pikepdf.PasswordError as error:
        raise BuildError("I101", {"file": name}) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, pikepdf.PikepdfError, RuntimeError, ValueError) as error:
        raise BuildError("I102", {"file": name, "reason": _reason(error)}) from error
    finally:
        log.setLevel(loudness)
        pikepdf.settings.set_qpdf_limits(
            flate_max_memory=before["flate_max_memory"], run_length_max_memory=before["run_length_max_memory"]
        )


def _reason(error: Exception) -> str:
    """What a reader says of a file, without the name it has given to the bytes."""
    return re.sub(r"^stream <[^>]*>: ", "", str(error))[:200]


def _damage(pdf: pikepdf.Pdf, name: str, pages: int) -> tuple[Finding, ...]:
    """Whether the file had to be mended to be read: pages may be missing then."""
    if not pdf.get_warnings():
        return ()
    return (Finding("I206", Severity.WARNING, None, {"file": name, "pages": pages}),)


class _Press:
    """Makes the sides of all sheets, in printing order."""

    def __init__(
        self, pdf: pikepdf.Pdf, pages: Sequence[SourcePage], layout: SheetLayout, name: str, words: SheetWords
    ) -> None:
        self.pdf, self.pages, self.layout, self.name, self.words = pdf, pages, layout, name, words
        self.sources = list(pdf.pages)
        self.forms: dict[int, pikepdf.Object] = {}
        self.process = _process(pdf)
        self.frames = {back: layout.frame(back=back) for back in (False, True)}
        self.registration: pikepdf.Object | None = None
        self.shared_marks = {back: self._shared_marks(back=back) for back in (False, True)} if layout.marks else {}

    def sides(self) -> Iterator[pikepdf.Object]:
        for sheet in self.layout.plan.sheets:
            for side, _ in sheet.sides:
                yield self._side(sheet, back=side == "back")

    def _side(self, sheet: PressSheet, *, back: bool) -> pikepdf.Object:
        layout = self.layout
        forms = Dictionary()
        parts = []
        for placement in layout.placements(self.pages, sheet, back=back):
            forms[f"/P{placement.page}"] = self._form(placement.page)
            parts.append(_placed(placement))
        resources = Dictionary(XObject=forms)
        if layout.marks:
            forms["/Marks"] = self.shared_marks[back]
            own = self._own_marks(sheet, back=back)
            resources.ColorSpace = Dictionary(Registration=self._registration(own))
            parts += [b"/Marks Do", own.content]
        return self.pdf.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=_array(layout.paper),
                TrimBox=_array(layout.trim.within(layout.paper)),
                BleedBox=_array(layout.bleed_box),
                Resources=resources,
                Contents=self.pdf.make_stream(b"\n".join(parts)),
            )
        )

    def _form(self, page: int) -> pikepdf.Object:
        if page not in self.forms:
            self.forms[page] = page_form(self.pdf, self.sources[page - 1], self.pages[page - 1])
        return self.forms[page]

    def _shared_marks(self, *, back: bool) -> pikepdf.Object:
        layout = self.layout
        slug = f"{self.name} · {layout.plan.scheme} · {layout.sheet}"
        drawing = draw_marks(self.frames[back], layout.marks - {"collation"}, slug=slug, process=self.process)
        return drawing.form(self.pdf, layout.paper)

    def _own_marks(self, sheet: PressSheet, *, back: bool) -> Drawing:
        """The end of the slug and the collation mark: they differ from side to side."""
        plan = self.layout.plan
        side = self.words.of_side(sheet, plan, back=back)
        collations = []
        if plan.signatures > 1 and sheet.is_outermost and not back:
            spine = self.layout.outer_spine()
            collations.append(Collation(spine, sheet.signature, plan.signatures))
        kinds = self.layout.marks & {"slug", "collation"}
        return draw_marks(self.frames[back], kinds, side=side, collations=collations, process=self.process)

    def _registration(self, drawing: Drawing) -> pikepdf.Object:
        if self.registration is None:
            self.registration = self.pdf.make_indirect(drawing.resources().ColorSpace.Registration)
        return self.registration


def _placed(placement: Placement) -> bytes:
    clip = placement.clip
    matrix = " ".join(f"{value:.5f}".rstrip("0").rstrip(".") for value in placement.matrix)
    return (
        f"q {clip.left:.3f} {clip.bottom:.3f} {clip.width:.3f} {clip.height:.3f} re W n "
        f"{matrix} cm /P{placement.page} Do Q"
    ).encode("ascii")


def _array(box: Box) -> Array:
    return Array([round(edge, 3) for edge in (box.left, box.bottom, box.right, box.top)])


def _process(pdf: pikepdf.Pdf) -> Process:
    """`gray` when an output intent is for one ink or for RGB: CMYK would break it."""
    intents = pdf.Root.get(Name.OutputIntents)
    for intent in intents if isinstance(intents, Array) else []:
        profile = intent.get(Name.DestOutputProfile) if isinstance(intent, Dictionary) else None
        if isinstance(profile, pikepdf.Stream) and profile.get(Name.N, 4) in (1, 3):
            return "gray"
    return "cmyk"


def _replace_pages(pdf: pikepdf.Pdf, sheets: Sequence[pikepdf.Object]) -> None:
    tree = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=len(sheets), Kids=Array(list(sheets))))
    for sheet in sheets:
        sheet.Parent = tree
    for key in [key for key in pdf.Root.keys() if key not in _KEPT]:  # noqa: SIM118  a PDF object is no dict
        del pdf.Root[key]
    pdf.Root.Pages = tree


def _hint_printer(pdf: pikepdf.Pdf, layout: SheetLayout) -> None:
    """Office printers read how to turn the sheets and not to shrink them; a PDF/X is left to the press."""
    if Name.OutputIntents in pdf.Root:
        return
    upright = layout.sheet.height >= layout.sheet.width
    duplex = Name.DuplexFlipLongEdge if upright ^ layout.plan.tumbled else Name.DuplexFlipShortEdge
    preferences = Dictionary(PrintScaling=Name("/None"))
    if layout.plan.sheets[0].back:
        preferences.Duplex = duplex
    pdf.Root.ViewerPreferences = preferences


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """Packed where the version of the document has object streams: PDF/X-1a stays 1.3 or 1.4."""
    version = tuple(int(part) for part in pdf.pdf_version.split("."))
    streams = pikepdf.ObjectStreamMode
    result = BytesIO()
    pdf.save(
        result,
        object_stream_mode=streams.generate if version >= (1, 5) else streams.disable,
        fix_metadata_version=False,  # XMP stays as it is, byte for byte
        deterministic_id=True,
    )
    return result.getvalue()
