"""E8: what stores and families of readers ask for beyond the standard.

The figures are those of guides for authors, read second-hand in 2026: stores change them without notice, and Litres
publishes none for EPUB. So what they ask of pictures warns only.
"""

from __future__ import annotations

from collections.abc import Iterator

from publisher.lint.checks.check import STORES as SOURCE
from publisher.lint.checks.check import Hit, Store, Terms, check
from publisher.model.finding import Severity

STORES = {
    store.name: store
    for store in (
        Store("generic", cover=(800, 1200), wanted=("dc:creator", "dc:description")),
        Store(
            "litres",
            cover=(1000, 1500),
            largest=100 << 20,
            wanted=("dc:creator", "dc:description", "dc:publisher", "dc:date", "dc:subject"),
        ),
        Store("kobo", cover=(1072, 1448), largest=100 << 20, wanted=("dc:creator", "dc:description", "dc:publisher")),
        Store(
            "apple",
            cover=(1400, 1873),
            most_pixels=5_600_000,
            largest=2 << 30,
            wanted=("dc:creator", "dc:description", "dc:publisher", "dc:date"),
        ),
    )
}
"""By name. `generic` is what a sound book has anywhere."""

_TALLEST, _SQUATTEST = 1.8, 1.25
"""Height to width of a cover that no shelf crops."""


@check("E801", Severity.WARNING, SOURCE)
def a_cover_that_is_too_small(terms: Terms) -> Iterator[Hit]:
    store, cover = terms.store, terms.book.cover
    if store and cover and cover.width and (cover.width < store.cover[0] or cover.height < store.cover[1]):
        wanted = f"{store.cover[0]}×{store.cover[1]}"
        yield Hit(cover.path, params={"size": f"{cover.width}×{cover.height}", "wanted": wanted, "store": store.name})


@check("E802", Severity.WARNING, SOURCE)
def a_cover_that_is_too_large(terms: Terms) -> Iterator[Hit]:
    store, cover = terms.store, terms.book.cover
    if store and cover and store.most_pixels and cover.width * cover.height > store.most_pixels:
        limit = f"{store.most_pixels / 1e6:g}"
        yield Hit(cover.path, params={"size": f"{cover.width}×{cover.height}", "limit": limit, "store": store.name})


@check("E803", Severity.WARNING, SOURCE)
def a_cover_of_odd_shape(terms: Terms) -> Iterator[Hit]:
    cover = terms.book.cover
    if terms.store and cover and cover.width and not _SQUATTEST <= cover.height / cover.width <= _TALLEST:
        yield Hit(cover.path, params={"size": f"{cover.width}×{cover.height}"})


@check("E804", Severity.ERROR, SOURCE)
def metadata_that_the_store_wants(terms: Terms) -> Iterator[Hit]:
    if terms.store:
        for name in terms.store.wanted:
            if not terms.book.values(name):
                yield Hit(terms.book.package, params={"name": name, "store": terms.store.name})


@check("E805", Severity.ERROR, SOURCE)
def a_file_that_is_too_large(terms: Terms) -> Iterator[Hit]:
    store = terms.store
    if store and store.largest and terms.book.size > store.largest:
        yield Hit(params={"size": terms.book.size >> 20, "limit": store.largest >> 20, "store": store.name})


@check("E806", Severity.WARNING, SOURCE)
def pictures_of_a_kind_the_store_refuses(terms: Terms) -> Iterator[Hit]:
    """WebP is a core type of EPUB 3.3 that older readers never learnt."""
    if terms.store:
        for item in terms.book.items:
            if item.media_type == "image/webp":
                yield Hit(item.path, params={"type": item.media_type})


@check("E807", Severity.WARNING, "436-ФЗ")
def no_age_mark(terms: Terms) -> Iterator[Hit]:
    if terms.store and terms.store.name == "litres" and not terms.book.values("schema:typicalAgeRange"):
        yield Hit(terms.book.package)
