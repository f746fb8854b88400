"""Sets fragments: out of the store, or now, by the workforce. Nothing is set twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

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
from publisher.pipeline.artifact import Ahead, nothing

_ROOMS = ("composition", "model", "pages", "pipeline", "writers", "data")
"""Whose code decides how a page looks."""

T = TypeVar("T")
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

    def __call__(
        self, paged: PagedComposition, pieces: Sequence[Piece], ahead: Ahead = nothing, /
    ) -> list[RenderedFragment]:
        """The pieces, set, in order; for `ahead` see `pipeline.Render`.

        Raises:
            PublisherError: of the first piece that can't be set, when all others are set and stored; the errors of the
                others are in `failures`.
        """
        keys = _Keys(paged)
        wanted = [keys.of(piece) for piece in pieces]
        ready: dict[int, RenderedFragment] = {}
        there = [index for index, key in enumerate(wanted) if self._has(key)]
        missing = [*enumerate(pieces)]
        for index in reversed(there):
            del missing[index]

        def meanwhile() -> None:
            for piece in ahead() if missing else ():
                key = keys.of(piece)
                if not self._has(key):
                    missing.append((len(wanted), piece))
                    wanted.append(key)
            for index in there:
                if found := self._found(wanted[index]):
                    ready[index] = found

        self._set(paged, missing, wanted, ready, meanwhile)
        damaged = [(index, pieces[index]) for index in there if index not in ready]
        self.reused += len(there) - len(damaged)
        self._set(paged, damaged, wanted, ready)
        return [ready[index].changed(fragment=keys.head(piece)) for index, piece in enumerate(pieces)]

    def _has(self, key: str) -> bool:
        return key in self._fresh or self.fragments.has(key)

    def _found(self, key: str) -> RenderedFragment | None:
        found = self._fresh.get(key) or self.fragments.get(key)
        if found is not None:
            self._fresh[key] = found
        return found

    def _set(
        self,
        paged: PagedComposition,
        pieces: Sequence[tuple[int, Piece]],
        keys: Sequence[str],
        ready: dict[int, RenderedFragment],
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        errors: list[PublisherError] = []
        for index, answer in self._answers(paged, pieces, meanwhile):
            if isinstance(answer, PublisherError):
                errors.append(answer)
                continue
            self.rendered += 1
            ready[index] = self._fresh[keys[index]] = self.fragments.put(keys[index], answer)
            self.watch(len(ready), len(keys))
        if errors:
            self.failures += errors[1:]
            raise errors[0]

    def _answers(
        self, paged: PagedComposition, pieces: Sequence[tuple[int, Piece]], meanwhile: Callable[[], None]
    ) -> Iterator[tuple[int, RenderedFragment | PublisherError]]:
        """(number, answer) of numbered pieces; `meanwhile` may append some."""
        if not pieces:
            meanwhile()
            return
        for at, answer in self.workforce.attempt(
            steps.render,
            _Lazily(pieces, self._task),
            [_weight(piece) for _, piece in pieces],
            shared=steps.Style(paged.stylesheet, paged.book.edition.draft, paged.frame),
            resources=paged.resources,
            names=_Lazily(pieces, _name),
            meanwhile=meanwhile,
        ):
            yield pieces[at][0], answer

    def _task(self, piece: Piece) -> steps.Setting:
        if isinstance(piece, Fragment):
            return steps.Setting(piece)
        outside = Entry(piece.entry.id, Work(piece.entry.work.metadata, ()))
        return steps.Setting(replace(piece, entry=outside), self.library.whole(piece.entry.work))


class _Lazily(Sequence[T]):
    """Something about every piece, made when it is asked for: a work is in memory as long as it is on its way."""

    def __init__(self, pieces: Sequence[tuple[int, Piece]], make: Callable[[Piece], T]) -> None:
        self.pieces = pieces
        self.make = make

    def __len__(self) -> int:
        return len(self.pieces)

    def __getitem__(self, index: Any) -> Any:
        return self.make(self.pieces[index][1])


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
