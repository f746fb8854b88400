"""Ways through a book: bookmarks, named destinations, page labels (ISO 32000-1, 12.3 and 12.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from publisher.binding.pdf_file import PdfFile, literal, text_string
from publisher.binding.plan import PagePlan
from publisher.model.composition import RenderedFragment

PAGE_LABELS = b"<</Nums[0<</S/D>>]>>"
"""Every page bears its folio, counted from the first."""

_LEAF = 64
"""Names in a leaf of the name tree."""


class Targets:
    """Anchor name → place in the book.

    Args:
        pages: numbers of the page objects.
        shift: pt by which verso pages are moved to the right.
        to_page: what is said in front of the number of a page.
    """

    def __init__(
        self,
        rendered: Sequence[RenderedFragment],
        plan: PagePlan,
        pages: Sequence[int],
        shift: float,
        to_page: str = "",
    ) -> None:
        self.pages = pages
        self.shift = shift
        self.to_page = to_page
        found = {
            name: (start + anchor.page, anchor)
            for piece, start in zip(rendered, plan.starts, strict=True)
            for name, anchor in piece.facts.anchors.items()
        }
        self.numbers = {name: number for name, (number, _) in found.items()}
        self.anchors = {name: self.place(number - 1, anchor.x, anchor.y) for name, (number, anchor) in found.items()}

    def way(self, name: str) -> bytes:
        """Entries of a link to an anchor: its destination, and what is said of it instead of being shown (ISO 14289-1,
        7.18.5). Nothing for an anchor that is not in the book.
        """
        if name not in self.anchors:
            return b""
        said = f"{self.to_page}\u00a0{self.numbers[name]}".lstrip()
        return b"/Dest%s/Contents%s" % (self.anchors[name], text_string(said))

    def place(self, index: int, x: float, y: float) -> bytes:
        """An explicit destination: a point of a page, counted from 0, as large as it is shown."""
        return b"[%d 0 R/XYZ %.2f %.2f 0]" % (self.pages[index], x + (self.shift if index % 2 else 0.0), y)


def add_names(file: PdfFile, destinations: Mapping[str, bytes]) -> int:
    """The name tree of all anchors: what a link from outside (`book.pdf#name`) can lead to."""
    rows = sorted((name.encode(), place) for name, place in destinations.items())
    leaves = [rows[at : at + _LEAF] for at in range(0, len(rows), _LEAF)]
    kids = [
        file.add(
            b"<</Limits[%s%s]/Names[%s]>>"
            % (literal(leaf[0][0]), literal(leaf[-1][0]), b"".join([literal(name) + place for name, place in leaf]))
        )
        for leaf in leaves
    ]
    return file.add(b"<</Kids[%s]>>" % b" ".join([b"%d 0 R" % kid for kid in kids]))


@dataclass(slots=True)
class _Entry:
    """A bookmark with those below it."""

    level: int
    label: str
    place: bytes
    number: int = 0
    kids: list[_Entry] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.level <= 1


def add_outline(
    file: PdfFile, rendered: Sequence[RenderedFragment], plan: PagePlan, targets: Targets
) -> tuple[int, int]:
    """The tree of headings: its number, and how many there are. The topmost level is open."""
    root = _Entry(0, "", b"", file.reserve())
    stack = [root]
    for piece, start in zip(rendered, plan.starts, strict=True):
        if piece.fragment.role not in ("part", "work", "matter", "contents"):
            continue
        for bookmark in piece.facts.bookmarks:
            place = targets.place(start - 1 + bookmark.page, bookmark.x, bookmark.y)
            level = bookmark.level + piece.fragment.level - 1
            while stack[-1].level >= level:
                stack.pop()
            entry = _Entry(level, bookmark.label, place, file.reserve())
            stack[-1].kids.append(entry)
            stack.append(entry)
    return root.number, _write(file, root)


def _write(file: PdfFile, root: _Entry) -> int:
    entries = [root]
    for entry in entries:  # grows: parents before kids
        entries += entry.kids
    shown: dict[int, int] = {}
    for entry in reversed(entries):
        shown[entry.number] = sum(1 + (shown[kid.number] if kid.is_open else 0) for kid in entry.kids)
    rows = {root.number: b"/Type/Outlines"}
    for entry in entries:
        for index, kid in enumerate(entry.kids):
            rows[kid.number] = b"/Title%s/Dest%s/Parent %d 0 R" % (text_string(kid.label), kid.place, entry.number)
            if index:
                rows[kid.number] += b"/Prev %d 0 R" % entry.kids[index - 1].number
            if index + 1 < len(entry.kids):
                rows[kid.number] += b"/Next %d 0 R" % entry.kids[index + 1].number
        if entry.kids:
            first, last = entry.kids[0].number, entry.kids[-1].number
            count = shown[entry.number] if entry.is_open else -shown[entry.number]
            rows[entry.number] += b"/First %d 0 R/Last %d 0 R/Count %d" % (first, last, count)
    for number, row in rows.items():
        file.add(b"<<%s>>" % row, number)
    return len(entries) - 1
