"""Total area coverage of a file, page by page."""

from __future__ import annotations

from publisher.model.facts import Facts
from publisher.preflight.bound import bound
from publisher.preflight.checks import Coverage


def measure(data: bytes, facts: Facts, limit: float, *, render: bool) -> dict[int, Coverage]:
    """The most ink on each page, in percent.

    From the colours alone where that decides: some colour is above the limit, or none can come to it.
    """
    del data
    found: dict[int, Coverage] = {}
    for page in facts.pages:
        known = bound(page)
        if known.certain > limit or (known.most is not None and known.most <= limit):
            found[page.number] = Coverage(known.certain, known.rect)
        elif not render:
            continue
    return found
