"""References to pages: works that have some are set once more when the pages are known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from publisher.composition.back_matter import folios_of
from publisher.composition.index_entries import indexes_of
from publisher.composition.index_pages import places_in
from publisher.composition.located import with_places
from publisher.composition.page_references import with_folios, with_titles
from publisher.composition.references import referred_in
from publisher.composition.summary import summary_of
from publisher.model.composition import Fragment, PagedComposition, RenderedFragment
from publisher.model.edition import Book
from publisher.model.frame import WorkOrder
from publisher.model.indexing import Index, IndexPlace, NoteCall
from publisher.pipeline.artifact import Ahead, Render, nothing

MOST_SETTINGS = 3
"""With numbers: the first may move pages, the second put that right; what moves again then never comes to rest."""

Starts = Callable[[Sequence[RenderedFragment]], Sequence[int]]
"""Fragments in order → the folio of the first page of each."""


@dataclass(frozen=True, slots=True)
class Referring:
    """Sets the works of a book so that links and numbers can lead to places in them.

    Args:
        titles: id of a fragment → id of what it refers to → its title.
        places: id of a work → places in it that links or indexes lead to.
        indexes: of the book.
        calls: id of a work → where its notes are called.
    """

    paged: PagedComposition
    render: Render
    titles: Mapping[str, Mapping[str, str]]
    places: Mapping[str, Sequence[IndexPlace]]
    indexes: Sequence[Index] = ()
    calls: Mapping[str, Sequence[NoteCall]] = field(default_factory=dict)

    def set_works(self, ahead: Ahead = nothing) -> list[RenderedFragment]:
        """All that was ordered, with titles, and with figures where numbers will stand; `ahead`: see `Render`."""
        return self._set([self._order(piece, None) for piece in self.paged.orders], ahead)

    def set_numbers(self, pieces: Sequence[RenderedFragment], starts: Starts) -> list[RenderedFragment]:
        """Works with references set again, with the numbers of the pages they refer to."""
        done = list(pieces)
        orders = {_id(order): order for order in self.paged.orders}
        referring = [n for n, piece in enumerate(done) if piece.fragment.id in self.titles.keys() & orders.keys()]
        said: dict[int, dict[str, int]] = {}
        stale: list[int] = []
        for rest in reversed(range(MOST_SETTINGS + 1 if referring else 0)):
            folios = folios_of(done, starts(done))
            wanted = {n: {id: folios[id] for id in self.titles[done[n].fragment.id] if id in folios} for n in referring}
            stale = [n for n in referring if wanted[n] != said.get(n)]
            if not stale or not rest:
                break
            again = self._set([self._order(orders[done[n].fragment.id], wanted[n]) for n in stale])
            for number, piece in zip(stale, again, strict=True):
                done[number] = piece.changed(fragment=done[number].fragment)
            said |= wanted
        return [_restless(piece) if number in stale else piece for number, piece in enumerate(done)]

    def _order(self, order: Fragment | WorkOrder, folios: Mapping[str, int] | None) -> Fragment | WorkOrder:
        if not (titles := self.titles.get(_id(order))):
            return order
        if isinstance(order, WorkOrder):
            return replace(order, titles=titles, folios=folios)
        return replace(order, html=with_folios(with_titles(order.html, titles), folios))

    def _set(self, orders: Sequence[Fragment | WorkOrder], ahead: Ahead = nothing) -> list[RenderedFragment]:
        """Set, with the places in them found."""
        height = self.paged.layout.trim.height
        pieces = self.render(self.paged, orders, ahead)
        return [
            with_places(piece, self.places.get(id, ()), height, self.calls.get(id, ()))
            for piece in pieces
            for id in (piece.fragment.id,)
        ]


def referring(book: Book, paged: PagedComposition, render: Render) -> Referring:
    """How the works of a book are set; none is opened for it."""
    titles: dict[str, dict[str, str]] = {}
    whole = next((f.id for f in paged.orders if isinstance(f, Fragment) and f.role == "work"), "")
    for entry, _, target in referred_in(book.entries):
        if target:
            titles.setdefault(whole or entry.id, {})[target.id] = target.title
    indexes = indexes_of(book) if book.edition.kind != "leaflet" else ()
    places = places_in(indexes)
    calls = {entry.id: summary_of(entry.work).note_calls for entry in book.entries}
    for entry in book.entries:
        named = [place.of(entry.id) for place in summary_of(entry.work).named_places]
        places[entry.id] = [*places.get(entry.id, ()), *named]
    return Referring(paged, render, titles, places, indexes, calls)


def _id(order: Fragment | WorkOrder) -> str:
    return order.id if isinstance(order, Fragment) else order.entry.id


def _restless(piece: RenderedFragment) -> RenderedFragment:
    """A fragment whose numbers may be wrong, as every right number moves a page; it says so."""
    remark = ("B207", piece.fragment.title or piece.fragment.id)
    return piece.changed(facts=replace(piece.facts, remarks=(*piece.facts.remarks, remark)))
