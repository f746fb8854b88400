"""The booklet of an edition: what is not said is chosen by the number of its pages and by whether it will be cut."""

from __future__ import annotations

from publisher.model.finding import Finding, Outcome, Severity
from publisher.model.imposition import Booklet, Imposition, SheetWords
from publisher.model.sheet import MM
from publisher.press.place import Imposed, impose, page_count

STAPLED = 4 * MM
"""What staples hold: a folded booklet is not thicker. At 0.1 mm a leaf these are 20 sheets, 80 pages."""

SEWN = 32
"""Pages in a signature of a book that is too thick for staples."""


def make_booklet(pages: bytes, wish: Booklet, name: str, words: SheetWords, *, cut: bool) -> Outcome[Imposed]:
    """Finished pages → sheets of a booklet.

    Args:
        cut: the pages have bleed and will be trimmed: marks are drawn and creep is made good. Otherwise they are
            printed as they are on office paper, where leaves keep the shape they have.

    Raises:
        BuildError, UsageError: see `impose`.
    """
    count = page_count(pages, name)
    asked = booklet_order(count, wish, cut=cut)
    made = impose(pages, asked, name, words)
    if not is_too_thick(count, wish) or wish.signature is not None:
        return made
    params = {"pages": count, "signatures": made.value.layout.plan.signatures, "most": asked.signature}
    return Outcome(made.value, (*made.findings, Finding("I207", Severity.WARNING, None, params)))


def booklet_order(pages: int, wish: Booklet, *, cut: bool) -> Imposition:
    """What `impose` is asked for: one signature as long as staples hold it, several when the book is thicker."""
    signature = wish.signature
    if signature is None:
        signature = max(SEWN, 2 * wish.up) if is_too_thick(pages, wish) else 0
    creep = wish.creep
    if creep is None:
        creep = "auto" if cut else 0.0
    return Imposition(
        scheme=wish.scheme or "saddle",
        sheet=wish.sheet,
        up=wish.up,
        signature=signature,
        creep=None if creep == "auto" else creep,
        caliper=wish.caliper,
        flip=wish.flip,
        marks=None if cut else frozenset(),
    )


def is_too_thick(pages: int, wish: Booklet) -> bool:
    """Whether staples would not hold all pages in one signature."""
    return wish.scheme in ("", "saddle") and pages / 2 * wish.caliper > STAPLED
