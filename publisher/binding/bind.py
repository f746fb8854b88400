"""Rendered fragments → one PDF: pages in planned order, furniture, links, bookmarks, structure, metadata.

A linker: fragments are made ready beforehand (`prelink`), here their objects only get numbers. Pages are never opened:
furniture and the sideways shift of verso pages are streams of their own beside what was drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from publisher.binding.description import describe
from publisher.binding.embedding import embed
from publisher.binding.furniture import Furnisher, Line
from publisher.binding.linked import LinkedFragment, Pool
from publisher.binding.navigation import PAGE_LABELS, Targets, add_names, add_outline
from publisher.binding.pdf_file import PdfFile, literal, numbers, references, text_string
from publisher.binding.plan import PagePlan, PlannedPage
from publisher.binding.prepare import prepare
from publisher.binding.relocatable import Relocatable, from_bytes
from publisher.model.composition import RenderedFragment, Resource
from publisher.model.document import DocumentInfo
from publisher.model.layout import Family, Layout

_BRANCH = 64
"""Pages below a node of the page tree."""


def prelink(rendered: RenderedFragment, resources: Sequence[Resource]) -> bytes:
    """What `bind` makes of a fragment wherever it comes to stand: done once, for `RenderedFragment.prelinked`.

    Args:
        resources: what it was rendered with; only the font files matter.
    """
    fragment = rendered.fragment
    return prepare(rendered.pdf, fragment.id, fragment.language, resources).to_bytes()


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
    return _Binder(rendered, plan, layout, families, info, for_press=for_press).bound()


class _Binder:
    """One book on its way into a file."""

    def __init__(
        self,
        rendered: Sequence[RenderedFragment],
        plan: PagePlan,
        layout: Layout,
        families: Mapping[str, Family],
        info: DocumentInfo,
        *,
        for_press: bool,
    ) -> None:
        self.rendered = rendered
        self.plan = plan
        self.layout = layout
        self.info = info
        self.for_press = for_press
        self.shift = layout.margins.outer - layout.margins.inner if layout.mirrored else 0.0
        self.faces = {face.digest: face for family in families.values() for face in family.faces}
        self.furnisher = Furnisher(layout, families, info.title)
        self.file = PdfFile()
        self.pool = Pool(self.file)
        self.catalog, self.root, self.document = (self.file.reserve() for _ in range(3))
        self.branches = [self.file.reserve() for _ in range(0, len(plan.pages), _BRANCH)]
        self.trim = numbers((0, 0, layout.trim.width, layout.trim.height))
        self.fonts: dict[str, dict[int, int]] = {}
        self.drawn: dict[Line, int] = {}

    def bound(self) -> bytes:
        lines = [self._furniture(page) for page in self.plan.pages]  # all before the faces are cut down to their glyphs
        furniture_fonts = b"".join(
            [b"%s %d 0 R" % (name.encode(), self._font(digest, 0)) for digest, name in self.furnisher.names.items()]
        )
        parts = [*self._parts()]
        pages = [
            self.file.reserve() if page.piece is None else parts[page.piece].pages[page.page]
            for page in self.plan.pages
        ]
        targets = Targets(self.rendered, self.plan, pages, self.shift, self.info.to_page)
        for number, planned, above in zip(pages, self.plan.pages, lines, strict=True):
            part = None if planned.piece is None else parts[planned.piece]
            self.file.add(self._page(planned, part, above, furniture_fonts, targets), number)
        self._write_tree_of_pages(pages)
        entries = b"" if self.for_press else self._ways(parts, targets)
        for digest, numbers_of in self.fonts.items():
            embed(self.file, self.furnisher.letterings[digest], numbers_of)
        information, metadata = describe(self.file, self.info)
        self.file.add(
            b"<</Type/Catalog/Pages %d 0 R/Lang%s/ViewerPreferences<</DisplayDocTitle true>>/Metadata %d 0 R%s>>"
            % (self.root, text_string(self.info.language), metadata, entries),
            self.catalog,
        )
        return self.file.finish(self.catalog, information)

    def _furniture(self, page: PlannedPage) -> list[Line]:
        if page.piece is None:
            return []
        piece = self.rendered[page.piece]
        return self.furnisher.lines(page, piece.fragment, piece.facts)

    def _parts(self) -> Iterator[LinkedFragment]:
        """The fragments, numbered; what doesn't depend on their place is written."""
        key = 0
        for piece in self.rendered:
            part = self._prepared(piece)
            fonts = [
                self._font(digest, self.furnisher.lettering(self.faces[digest]).read_as(glyphs))
                for digest, glyphs in part.faces.items()
            ]
            linked = LinkedFragment(self.file, part, fonts, self.document, key, piece.fragment.numbers)
            linked.write_shared(self.pool)
            linked.write_streams()
            key += part.tree.keys
            yield linked

    def _prepared(self, piece: RenderedFragment) -> Relocatable:
        """As it was made ready by another version or with other fonts, it is of no use."""
        part = from_bytes(piece.prelinked)
        if part is None or not part.faces.keys() <= self.faces.keys():
            files = [Resource(face.path, face.path, face.digest, "font/ttf") for face in self.faces.values()]
            part = prepare(piece.pdf, piece.fragment.id, piece.fragment.language, files)
        return part

    def _font(self, digest: str, reading: int) -> int:
        """Number of the font object of a face in a reading."""
        known = self.fonts.setdefault(digest, {})
        if reading not in known:
            known[reading] = self.file.reserve()
        return known[reading]

    def _page(
        self, planned: PlannedPage, part: LinkedFragment | None, lines: list[Line], fonts: bytes, targets: Targets
    ) -> bytes:
        """On the screen a page is cut to the trim; for the press it keeps what lies beyond it."""
        rows = [b"/Type/Page/Parent %d 0 R/TrimBox%s" % (self.branches[(planned.number - 1) // _BRANCH], self.trim)]
        found = part.part.pages[planned.page] if part else None
        rows.append(b"/MediaBox%s" % (numbers(found.media) if found and self.for_press else self.trim))
        if part and found:
            shift = 0.0 if planned.is_recto else self.shift
            rows.append(b"/Resources %d 0 R" % part.resources(found.resources, shift, fonts, self.pool))
            streams = [self._before(shift), *part.contents(planned.page), self.pool.add_stream(b"", b"\nQ\n", "Q")]
            rows.append(b"/Contents" + references([*streams, *map(self._drawn, lines)]))
            if self.for_press:
                rows.append(b"/BleedBox" + numbers(found.bleed) if found.bleed else b"")
            else:
                rows.append(self._annotations(part, planned.page, shift, targets))
                rows.append(b"/Tabs/S/StructParents %d" % (part.first_key + found.key) if found.key >= 0 else b"")
        else:
            rows.append(b"/Resources<<>>")
        return b"<<%s>>" % b"".join(rows)

    def _before(self, shift: float) -> int:
        """The stream in front of what was drawn."""
        moved = f"q 1 0 0 1 {shift:.3f} 0 cm\n" if shift else "q\n"
        return self.pool.add_stream(b"", moved.encode(), moved)

    def _drawn(self, line: Line) -> int:
        """The stream of a line of furniture; pages that show the same share it."""
        if line not in self.drawn:
            self.drawn[line] = self.file.add_stream(b"", self.furnisher.draw(line))
        return self.drawn[line]

    def _annotations(self, part: LinkedFragment, page: int, shift: float, targets: Targets) -> bytes:
        """Links lead to explicit destinations. Those that lead to nothing are not on the page."""
        kept: list[int] = []
        for index in part.annotations_of(page):
            name = part.part.annotations[index].target
            way = targets.way(name)
            part.write_annotation(index, shift, way)
            if way or not name:
                kept.append(part.annotations[index])
        return b"/Annots" + references(kept) if kept else b""

    def _write_tree_of_pages(self, pages: Sequence[int]) -> None:
        for index, branch in enumerate(self.branches):
            kids = pages[index * _BRANCH : (index + 1) * _BRANCH]
            body = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids%s>>" % (self.root, len(kids), references(kids))
            self.file.add(body, branch)
        self.file.add(b"<</Type/Pages/Count %d/Kids%s>>" % (len(pages), references(self.branches)), self.root)

    def _ways(self, parts: Sequence[LinkedFragment], targets: Targets) -> bytes:
        """Entries of the catalog for those who read on a screen: bookmarks, destinations, labels, structure."""
        entries = [b"/PageLabels" + PAGE_LABELS, b"/StructTreeRoot %d 0 R" % self._structure(parts)]
        entries.append(b"/MarkInfo<</Marked true>>")
        entries.append(b"/Names<</Dests %d 0 R>>" % add_names(self.file, targets.anchors))
        outline, count = add_outline(self.file, self.rendered, self.plan, targets)
        if count:
            entries.append(b"/Outlines %d 0 R" % outline)
        if count > 1:
            entries.append(b"/PageMode/UseOutlines")
        return b"".join(entries)

    def _structure(self, parts: Sequence[LinkedFragment]) -> int:
        """The structure trees of the fragments as one tree."""
        root = self.file.reserve()
        leaves = [self.file.add(leaf) for part in parts if (leaf := part.write_tree())]
        top = references([part.table[slot] for part in parts for slot in part.part.tree.top])
        self.file.add(b"<</Type/StructElem/S/Document/P %d 0 R/K%s>>" % (root, top), self.document)
        names = sorted(
            (name.encode("latin-1"), part.table[slot])
            for part in parts
            for name, slot in part.part.tree.identifiers.items()
        )
        known = b"".join([literal(name) + b"%d 0 R" % number for name, number in names])
        next_key = parts[-1].first_key + parts[-1].part.tree.keys if parts else 0
        self.file.add(
            b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree<</Kids%s>>/ParentTreeNextKey %d%s>>"
            % (self.document, references(leaves), next_key, b"/IDTree<</Names[%s]>>" % known if known else b""),
            root,
        )
        return root
