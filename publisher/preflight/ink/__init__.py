"""Total area coverage of a file, page by page: from the colours where they decide, else measured on drawn plates."""

from __future__ import annotations

from publisher.model.facts import Facts
from publisher.preflight.checks import Coverage
from publisher.preflight.ink.bound import bound
from publisher.preflight.probes.document import opened

MOST_PAGES = 600
"""Pages that are drawn; one takes about a fifth of a second."""


def measure(data: bytes, facts: Facts, limit: float, *, render: bool) -> dict[int, Coverage]:
    """The most ink on each page, in percent.

    A page is not drawn when its colours decide: one of them is above the limit, or none can come to it.
    """
    found: dict[int, Coverage] = {}
    undecided = []
    for page in facts.pages:
        known = bound(page)
        if known.certain > limit or (known.most is not None and known.most <= limit):
            found[page.number] = Coverage(known.certain, known.rect)
        else:
            undecided.append(page)
    if not render or not undecided:
        return found
    from publisher.preflight.ink.rendering import measured

    with opened(data) as pdf:
        for page in undecided[:MOST_PAGES]:
            found[page.number] = measured(pdf, page, limit)
    for page in undecided[MOST_PAGES:]:
        found[page.number] = Coverage(None, None, f"> {MOST_PAGES}")
    return dict(sorted(found.items()))
