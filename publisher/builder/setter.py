"""Sets fragments: out of the store, or now, by the workforce. Nothing is set twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from publisher.builder import steps
from publisher.builder.executors import Workforce
from publisher.builder.keys import code_of, fingerprint
from publisher.builder.library import Library
from publisher.builder.store import digest
from publisher.builder.stored import Fragments, StoredWork
from publisher.builder.versions import library_versions
from publisher.composition.summary import summary_of
from publisher.composition.work_pages import head_of
from publisher.model.composition import Fragment, PagedComposition, RenderedFragment
from publisher.model.edition import Entry
from publisher.model.errors import PublisherError
from publisher.model.frame import WorkOrder
from publisher.model.work import Work

_ROOMS = ("composition", "model", "pages", "pipeline", "writers", "data")
"""Whose code decides how a page looks."""

Piece = Fragment | WorkOrder
Watch = Callable[[int, int], None]
"""Told how many fragments are set, and of how many."""


class Setter:
    """Renders for the pipeline, see `pipeline.Render`.

    `rendered` and `reused` count; `failures`: what went wrong besides the error that was raised.
    """

    def __init__(self, fragments: Fragments, library: Library, workforce: Workforce, watch: Watch) -> None:
        self.fragments = fragments
        self.library = library
        self.workforce = workforce
        self.watch = watch
        self.rendered = self.reused = 0
        self.failures: list[PublisherError] = []
        self._fresh: dict[str, RenderedFragment] = {}

    def forget(self) -> None:
        """Let go of what was set for an edition."""
        self._fresh.clear()

    def __call__(self, paged: PagedComposition, pieces: Sequence[Piece]) -> list[RenderedFragment]:
        """The pieces, set, in order.

        Raises:
            PublisherError: of the first piece that can't be set, when all others are set and stored; the errors of the
                others are in `failures`.
        """
        keys = _Keys(paged)
        wanted = [keys.of(piece) for piece in pieces]
        ready: dict[int, RenderedFragment] = {}
        there = [index for index, key in enumerate(wanted) if key in self._fresh or self.fragments.has(key)]
        missing = dict(enumerate(pieces))
        for index in there:
            del missing[index]

        def fetch() -> None:
            for index in there:
                if found := self._found(wanted[index]):
                    ready[index] = found

        self._set(paged, missing, wanted, ready, fetch)
        damaged = {index: pieces[index] for index in there if index not in ready}
        self.reused += len(there) - len(damaged)
        self._set(paged, damaged, wanted, ready)
        return [ready[index].changed(fragment=keys.head(piece)) for index, piece in enumerate(pieces)]

    def _found(self, key: str) -> RenderedFragment | None:
        found = self._fresh.get(key) or self.fragments.get(key)
        if found is not None:
            self._fresh[key] = found
        return found

    def _set(
        self,
        paged: PagedComposition,
        pieces: Mapping[int, Piece],
        keys: Sequence[str],
        ready: dict[int, RenderedFragment],
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        errors: list[PublisherError] = []
        total = len(keys)
        for index, answer in self._answers(paged, pieces, meanwhile):
            if isinstance(answer, PublisherError):
                errors.append(answer)
                continue
            self.rendered += 1
            ready[index] = self._fresh[keys[index]] = self.fragments.put(keys[index], answer)
            self.watch(len(ready), total)
        if errors:
            self.failures += errors[1:]
            raise errors[0]

    def _answers(
        self, paged: PagedComposition, pieces: Mapping[int, Piece], meanwhile: Callable[[], None]
    ) -> Iterator[tuple[int, RenderedFragment | PublisherError]]:
        if not pieces:
            meanwhile()
            return
        numbers, wanted = list(pieces), list(pieces.values())
        for at, answer in self.workforce.attempt(
            steps.render,
            _Tasks(wanted, self.library),
            [_weight(piece) for piece in wanted],
            shared=steps.Style(paged.stylesheet, paged.book.edition.draft, paged.frame),
            resources=paged.resources,
            names=[_name(piece) for piece in wanted],
            meanwhile=meanwhile,
        ):
            yield numbers[at], answer


class _Tasks(Sequence[steps.Setting]):
    """Tasks for workers, made when they are handed out: a work is in memory as long as it is on its way."""

    def __init__(self, pieces: Sequence[Piece], library: Library) -> None:
        self.pieces = pieces
        self.library = library

    def __len__(self) -> int:
        return len(self.pieces)

    def __getitem__(self, index: Any) -> Any:
        piece = self.pieces[index]
        if isinstance(piece, Fragment):
            return steps.Setting(piece)
        outside = Entry(piece.entry.id, Work(piece.entry.work.metadata, ()))
        return steps.Setting(replace(piece, entry=outside), self.library.whole(piece.entry.work))


def _weight(piece: Piece) -> float:
    """How long it takes to set a piece, in letters, roughly."""
    return float(len(piece.html) if isinstance(piece, Fragment) else summary_of(piece.entry.work).letters)


def _name(piece: Piece) -> str:
    """What a piece is called in a message."""
    if isinstance(piece, Fragment):
        return piece.title or piece.id
    return summary_of(piece.entry.work).path or piece.entry.work.metadata.title.plain or piece.entry.id


class _Keys:
    """Keys of the pieces of a composition: what each of them really depends on."""

    def __init__(self, paged: PagedComposition) -> None:
        fonts = sorted(f"{r.url} {r.digest}" for r in paged.resources if r.media_type.startswith("font/"))
        versions = repr(sorted(library_versions().items()))
        draft = "first fit" if paged.book.edition.draft else "total fit"
        self.world = digest([draft, paged.stylesheet, code_of(*_ROOMS), versions, *fonts])
        self.pictures = {r.url: r.digest for r in paged.resources if not r.media_type.startswith("font/")}
        self.frame = paged.frame
        self._frames: dict[tuple[bool, bool], str] = {}

    def of(self, piece: Piece) -> str:
        if isinstance(piece, Fragment):
            called = sorted(made for url, made in self.pictures.items() if url in piece.html)
            return digest([self.world, piece.role, piece.html, *called])
        called = sorted(f"{src} {picture.url}" for (_, src), picture in piece.pictures.items())
        work = piece.entry.work
        key = work.key if isinstance(work, StoredWork) else fingerprint(work)
        return digest([self.world, self._frame(piece), piece.entry.id, key, *called, *piece.references])

    def _frame(self, order: WorkOrder) -> str:
        """The digest of what a work sees of its book: without links it does not know the others, before the end it
        does not know what closes the book.
        """
        assert self.frame is not None
        refers = summary_of(order.entry.work).refers
        others, closing = (self.frame.others if refers else {}), (self.frame.closing if order.last else "")
        marks = (refers, bool(closing))
        if marks not in self._frames:
            self._frames[marks] = fingerprint(replace(self.frame, others=others, closing=closing))
        return self._frames[marks]

    def head(self, piece: Piece) -> Fragment:
        """What a fragment is besides its pages; it may change without these being set again."""
        if isinstance(piece, Fragment):
            return piece
        assert self.frame is not None
        return head_of(self.frame, piece)
