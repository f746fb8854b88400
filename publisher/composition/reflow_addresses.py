"""Where links from one work of an e-book into another lead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from publisher.composition.reflow_markup import ReflowMarkup
from publisher.composition.summary import path_of
from publisher.model.edition import Entry


class Addresses(Mapping[str, str]):
    """Source path of every work → the address of its title; `path#name` → of a heading or a named place in it.

    How a work is divided into documents is known only once it is open. So it is opened when a link asks for a place in
    it, and not before; the address of a title needs nothing.
    """

    def __init__(
        self, entries: Iterable[Entry], title: Callable[[Entry], str], markup: Callable[[Entry], ReflowMarkup]
    ) -> None:
        """`title`: a work → the address of its title; `markup`: a work → its markup, which knows its places."""
        self._homes = {path: entry for entry in entries if (path := path_of(entry.work)) is not None}
        self._title = title
        self._markup = markup
        self._places: dict[str, Mapping[str, str]] = {}

    def __getitem__(self, name: str) -> str:
        if entry := self._homes.get(name):
            return self._title(entry)
        for at, char in enumerate(name):  # names of files may have the sign, too
            if char == "#" and name[:at] in self._homes and (found := self._of(name[:at]).get(name[at + 1 :])):
                return found
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        for path in self._homes:
            yield path
            yield from (f"{path}#{name}" for name in self._of(path))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _of(self, path: str) -> Mapping[str, str]:
        if path not in self._places:
            markup = self._markup(self._homes[path])
            self._places[path] = {name: markup.place(target) for name, target in markup.targets.items()}
        return self._places[path]
