"""What builds keep in the store: works that were read, fragments that were set. Large parts are fetched when needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, TypeVar

from publisher.builder.codec import UnreadableError, decoded, encoded
from publisher.builder.store import Store, digest
from publisher.model.composition import Fragment, FragmentFacts, RenderedFragment
from publisher.model.errors import BuildError
from publisher.model.lines import lines_from, rows_of
from publisher.model.summary import WorkSummary
from publisher.model.work import Metadata, Work

T = TypeVar("T")

PAGES = ("pdf", "prelinked")
"""What of a fragment are its pages."""

_OF_WORKS = frozenset(field.name for field in fields(Work))


class StoredWork(Work):
    """A work of which metadata and summary are at hand; everything else is fetched when somebody asks for it.

    `key` is its address in the store: the digest of all that it was read from.
    """

    __slots__ = ("fetch", "key")
    fetch: Callable[[], Work]
    key: str

    def whole(self) -> Work:
        """What is at hand already, or else fetched and not kept: works of a book may be looked at one by one."""
        try:
            object.__getattribute__(self, "blocks")
        except AttributeError:
            return self.fetch().replace(summary=self.summary)
        return self

    def __getattr__(self, name: str) -> Any:  # reached only by what is not there yet
        if name not in _OF_WORKS:
            raise AttributeError(name)
        whole = self.fetch()
        for field in _OF_WORKS - {"metadata", "summary"}:
            object.__setattr__(self, field, getattr(whole, field))
        return getattr(self, name)


class StoredFacts(FragmentFacts):
    """Facts whose lines, the most of it, are fetched when somebody asks for them."""

    __slots__ = ("fetch",)
    fetch: Callable[[], bytes]

    def __getattr__(self, name: str) -> Any:
        if name != "lines":
            raise AttributeError(name)
        object.__setattr__(self, "lines", lines_from(decoded(self.fetch())))
        return self.lines


class StoredFragment(RenderedFragment):
    """A fragment whose pages are fetched each time: a book has thousands, and binds one after the other."""

    __slots__ = ("fetch",)
    fetch: Callable[[str], bytes]

    def __getattr__(self, name: str) -> Any:
        if name not in PAGES:
            raise AttributeError(name)
        return self.fetch(name)

    def changed(self, *, fragment: Fragment | None = None, facts: FragmentFacts | None = None) -> RenderedFragment:
        return _partly(
            StoredFragment,
            fragment=fragment or self.fragment,
            facts=facts or self.facts,
            report=self.report,
            fetch=self.fetch,
        )


def stored_work(key: str, metadata: Metadata, summary: WorkSummary, fetch: Callable[[], Work]) -> StoredWork:
    """A work that `fetch` brings when more of it is wanted than metadata and summary."""
    return _partly(StoredWork, key=key, metadata=metadata, summary=summary, fetch=fetch)


def _partly(kind: type[T], **values: object) -> T:
    """An object of which only these attributes are there."""
    made = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


class Fragments:
    """Rendered fragments by key, each in some entries: pages, lines, and the rest, which is written last."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def has(self, key: str) -> bool:
        """Whether the fragment is there, sound or not."""
        return self.store.has(key)

    def get(self, key: str) -> RenderedFragment | None:
        """The fragment; None when anything of it is missing or damaged. What binding has made of its PDF stands for the
        PDF, which nobody but those who look at covers asks for then: whether it is sound they hear when they do.
        """
        table = value(self.store, key)
        if not isinstance(table, dict):
            return None
        prelinked, lines = (self.store.get(part(key, name)) for name in ("prelinked", "lines"))
        if prelinked is None or lines is None:
            return None
        is_bound = prelinked and table["fragment"].role != "cover"
        if not self.store.has(part(key, "pdf")) if is_bound else self.store.get(part(key, "pdf")) is None:
            return None
        return self._partly(key, table)

    def put(self, key: str, piece: RenderedFragment) -> RenderedFragment:
        """The fragment as it comes out of the store; or itself, if the store can't be written."""
        facts = {field.name: getattr(piece.facts, field.name) for field in fields(FragmentFacts)}
        del facts["lines"]
        table = facts | {"report": piece.report, "fragment": replace(piece.fragment, html="")}
        parts = {part(key, name): getattr(piece, name) for name in PAGES}
        parts |= {part(key, "lines"): encoded(rows_of(piece.facts.lines)), key: encoded(table)}
        return self._partly(key, table) if all(self.store.put(name, data) for name, data in parts.items()) else piece

    def _partly(self, key: str, table: dict[str, Any]) -> RenderedFragment:
        report, fragment = table.pop("report"), table.pop("fragment")
        facts = _partly(StoredFacts, **table, fetch=lambda: self._sound(part(key, "lines")))
        return _partly(
            StoredFragment,
            fragment=fragment,
            facts=facts,
            report=report,
            fetch=lambda name: self._sound(part(key, name)),
        )

    def _sound(self, key: str) -> bytes:
        """What was sound a moment ago.

        Raises:
            BuildError: B112, the store lost it meanwhile.
        """
        data = self.store.get(key)
        if data is None:
            raise BuildError("B112", {"path": str(self.store.folder)})
        return data


def part(key: str, name: str) -> str:
    """The key of a part of what is stored under `key`."""
    return digest([key, name])


def value(store: Store, key: str) -> Any:
    """The stored value; None when it is missing or damaged."""
    data = store.get(key)
    if data is None:
        return None
    try:
        return decoded(data)
    except UnreadableError:
        store.discard(key)
        return None
