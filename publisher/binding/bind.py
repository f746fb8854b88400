"""Rendered fragments → one PDF: pages in planned order, furniture, links, bookmarks, structure, metadata."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, PageLocation

from publisher.binding.furniture import Furnisher, Line, Patterns, own_resources, wrapped
from publisher.binding.plan import PagePlan
from publisher.binding.structure import Structure
from publisher.model.composition import CROSS_REFERENCE, RenderedFragment
from publisher.model.document import DocumentInfo
from publisher.model.layout import Family, Layout


def bind(
    rendered: Sequence[RenderedFragment],
    plan: PagePlan,
    layout: Layout,
    families: Mapping[str, Family],
    info: DocumentInfo,
    *,
    for_press: bool = False,
) -> bytes:
    """The book as PDF 1.7 bytes: same input, same bytes.

    Args:
        rendered: fragments in the order of the plan's pieces.
        for_press: pages with everything drawn beyond the trim, and nothing but pages: no links, bookmarks, tags.
    """
    furnisher = Furnisher(layout, families, info.title)
    lines = _set_furniture(furnisher, plan, rendered)
    pdf = pikepdf.new()
    structure = Structure(pdf)
    sources = [pikepdf.open(BytesIO(piece.pdf)) for piece in rendered]
    _append_pages(pdf, plan, sources, layout, uncut=for_press)
    for index, source in enumerate([] if for_press else sources):
        start = plan.starts[index] - 1
        pages = [pdf.pages[start + n] for n in range(rendered[index].facts.pages)]
        structure.add(source, pages, rendered[index].fragment.language)
    shift = layout.margins.outer - layout.margins.inner if layout.mirrored else 0.0
    targets = _Targets(rendered, plan, shift)
    patterns = Patterns(pdf, shift)
    for planned, page in zip(plan.pages, pdf.pages, strict=True):
        if planned.piece is not None:
            own_resources(page)
            moved = 0.0 if planned.is_recto else shift
            if moved:
                patterns.move(page)
            if not for_press:
                _lead_links(pdf, page, targets)
                _move_annotations(page, moved)
            wrapped(pdf, page, moved, furnisher.draw(pdf, page, lines.get(planned.number, ())))
    if not for_press:
        structure.finish()
        _outline(pdf, rendered, plan, targets)
    _describe(pdf, info)
    result = BytesIO()
    pdf.save(result, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True, min_version="1.7")
    return result.getvalue()


def _set_furniture(furnisher: Furnisher, plan: PagePlan, rendered: Sequence[RenderedFragment]) -> dict[int, list[Line]]:
    """Everything is shaped before anything is drawn: the fonts are cut down to the glyphs in use."""
    return {
        planned.number: furnisher.lines(planned, rendered[planned.piece].fragment, rendered[planned.piece].facts)
        for planned in plan.pages
        if planned.piece is not None
    }


def _append_pages(
    pdf: pikepdf.Pdf, plan: PagePlan, sources: Sequence[pikepdf.Pdf], layout: Layout, *, uncut: bool
) -> None:
    """Pages in planned order. On the screen they are cut to the trim; uncut, they keep what lies beyond it."""
    for planned in plan.pages:
        if planned.piece is None:
            pdf.add_blank_page(page_size=(layout.trim.width, layout.trim.height))
        else:
            pdf.pages.append(sources[planned.piece].pages[planned.page])
        page = pdf.pages[-1]
        page.obj.TrimBox = Array([0, 0, round(layout.trim.width, 3), round(layout.trim.height, 3)])
        if uncut:
            for key in [Name.Annots, Name.StructParents, Name.Tabs]:
                if key in page.obj:
                    del page.obj[key]
        else:
            page.obj.Tabs = Name.S
            page.obj.MediaBox = page.obj.TrimBox
            if Name.BleedBox in page.obj:
                del page.obj[Name.BleedBox]


class _Targets:
    """Anchor name → page of the book and position on it."""

    def __init__(self, rendered: Sequence[RenderedFragment], plan: PagePlan, shift: float) -> None:
        self.shift = shift
        self.anchors: dict[str, tuple[int, float, float]] = {}
        for piece, start in zip(rendered, plan.starts, strict=True):
            for name, anchor in piece.facts.anchors.items():
                self.anchors[name] = self.place(start - 1 + anchor.page, anchor.x, anchor.y)

    def place(self, index: int, x: float, y: float) -> tuple[int, float, float]:
        return index, x + (self.shift if index % 2 else 0.0), y

    def destination(self, pdf: pikepdf.Pdf, name: str) -> Array | None:
        if name not in self.anchors:
            return None
        index, x, y = self.anchors[name]
        return Array([pdf.pages[index].obj, Name.XYZ, round(x, 2), round(y, 2), 0])


def _lead_links(pdf: pikepdf.Pdf, page: pikepdf.Page, targets: _Targets) -> None:
    """Named destinations and links to other fragments become explicit destinations; dead ones are dropped."""
    if Name.Annots not in page.obj:
        return
    kept = Array()
    for annotation in page.obj.Annots:
        name = _target_of(annotation)
        if name is not None:
            destination = targets.destination(pdf, name)
            if destination is None:
                continue
            if Name.A in annotation:
                del annotation[Name.A]
            annotation.Dest = destination
        kept.append(annotation)
    page.obj.Annots = kept


def _target_of(annotation: pikepdf.Object) -> str | None:
    """The anchor an annotation leads to, or None when it leads out of the book."""
    if Name.Dest in annotation:
        return str(annotation.Dest)
    action = annotation.get(Name.A, Dictionary())
    address = str(action.get(Name.URI, ""))
    return address.removeprefix(CROSS_REFERENCE) if address.startswith(CROSS_REFERENCE) else None


def _move_annotations(page: pikepdf.Page, shift: float) -> None:
    if not shift:
        return
    for annotation in page.obj.get(Name.Annots, []):
        for key in (Name.Rect, Name.QuadPoints):
            if key in annotation:
                moved = [float(v) + (shift if i % 2 == 0 else 0) for i, v in enumerate(annotation[key])]
                annotation[key] = Array([round(v, 3) for v in moved])


def _outline(pdf: pikepdf.Pdf, rendered: Sequence[RenderedFragment], plan: PagePlan, targets: _Targets) -> None:
    entries = [
        (
            bookmark.level + piece.fragment.level - 1,
            bookmark.label,
            *targets.place(start - 1 + bookmark.page, bookmark.x, bookmark.y),
        )
        for piece, start in zip(rendered, plan.starts, strict=True)
        if piece.fragment.role in ("part", "work", "matter", "contents")
        for bookmark in piece.facts.bookmarks
    ]
    with pdf.open_outline() as outline:
        stack: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        for level, label, index, x, y in entries:
            while stack[-1][0] >= level:
                stack.pop()
            item = OutlineItem(label, index, PageLocation.XYZ, left=x, top=y)
            item.is_closed = level > 1
            stack[-1][1].append(item)
            stack.append((level, item.children))
    if len(entries) > 1:
        pdf.Root.PageMode = Name.UseOutlines


def _describe(pdf: pikepdf.Pdf, info: DocumentInfo) -> None:
    pdf.Root.Lang = pikepdf.String(info.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=True) as xmp:
        for key, value in _xmp(info):
            if value:
                xmp[key] = value


def _xmp(info: DocumentInfo) -> Iterable[tuple[str, object]]:
    yield "dc:title", info.title
    yield "dc:creator", [info.author] if info.author else []
    yield "dc:description", info.subject
    yield "dc:language", {info.language}
    yield "pdf:Keywords", info.keywords
    yield "pdf:Producer", info.producer
    yield "xmp:CreatorTool", info.producer
    yield "xmp:CreateDate", info.created
    yield "xmp:ModifyDate", info.created
