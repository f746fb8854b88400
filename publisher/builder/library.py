"""Works as they are read: out of the store, or now, on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from publisher.builder import steps
from publisher.builder.catalogue import Card, Catalogue, States, states_of
from publisher.builder.codec import encoded
from publisher.builder.executors import Workforce
from publisher.builder.keys import code_of, fingerprint
from publisher.builder.paths import shown_path
from publisher.builder.selecting import metadata_of
from publisher.builder.store import Store, digest
from publisher.builder.stored import StoredWork, part, stored_work, value
from publisher.builder.works import overrides_of, read_bytes, settings_for, sidecar_of
from publisher.model.errors import BuildError, PublisherError
from publisher.model.finding import Outcome
from publisher.model.project import Project
from publisher.model.summary import WorkSummary
from publisher.model.work import Metadata, Work
from publisher.typography import Settings

ALONE = 300_000
"""Bytes of sources that are read sooner than a worker is asked."""

_ROOMS = ("readers", "typography", "model", "composition", "data")
"""Whose code decides how a text is read and summed up."""


class Library:
    """The works of a project. What was read once in this build or an earlier one is not read again."""

    def __init__(self, project: Project, settings: Settings, store: Store, workforce: Workforce) -> None:
        self.project = project
        self.settings = settings
        self.store = store
        self.workforce = workforce
        self.read = 0
        """How many were not in the store."""
        self.digests: dict[str, str] = {}
        """SHA-256 (hex) of the bytes that were taken of each source."""
        self._known: dict[str, Card] = {}
        self._styles: dict[Settings, str] = {}
        """The few different settings, with their digests."""

    def works(
        self, sources: Sequence[str], meanwhile: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[int, Outcome[Work] | PublisherError]]:
        """(index, work) of every source, or what is wrong with it, as they come; `meanwhile`: what this process has to
        do itself, if it would wait for others.
        """
        catalogue = self._catalogue(sources)
        tasks: dict[int, steps.Reading] = {}
        states: dict[int, States] = {}
        for index, source in enumerate(sources):
            states[index] = states_of(source)
            card = catalogue.find(source, states[index])
            if card is None:
                try:
                    task = self._task(Path(source))
                except PublisherError as error:
                    yield index, error
                    continue
                card = self._card(task)
                if card is None:
                    tasks[index] = task
                    continue
                catalogue.add(source, states[index], card)
            yield index, self._told(card, source)
        for index, answer in self._answers(tasks, meanwhile):
            if isinstance(answer, PublisherError):
                yield index, answer
                continue
            card = self._kept(tasks[index], answer)
            catalogue.add(sources[index], states[index], card)
            self.read += 1
            yield index, self._told(card, sources[index])
        catalogue.keep()

    def metadata(self, source: str) -> Metadata:
        """What is known about a source before it is read whole: the same whether the store has it or not.

        Raises:
            SourceError: it can't be read.
        """
        task = self._task(Path(source))
        said = fingerprint((self.project.language, task.overrides, task.sidecar))
        key = digest(["metadata", code_of("readers", "model"), task.path, sha256(task.data).hexdigest(), said])
        found = value(self.store, key)
        if not isinstance(found, Metadata):
            found = metadata_of(self.project, source)
            self.store.put(key, encoded(found))
        return found

    def _answers(
        self, tasks: Mapping[int, steps.Reading], meanwhile: Callable[[], None]
    ) -> Iterator[tuple[int, Outcome[Work] | PublisherError]]:
        if sum(len(task.data) for task in tasks.values()) <= ALONE:
            for index, task in tasks.items():
                yield index, _outcome(task)
            return
        numbers = list(tasks)
        weights = [len(task.data) for task in tasks.values()]
        names = [task.path for task in tasks.values()]
        for at, answer in self.workforce.attempt(
            steps.read, list(tasks.values()), weights, shared=None, names=names, meanwhile=meanwhile
        ):
            yield numbers[at], answer

    def _task(self, path: Path) -> steps.Reading:
        """All that reading a source depends on.

        Raises:
            SourceError: it, or its sidecar, can't be read.
        """
        data = read_bytes(path)
        settings = settings_for(self.project, path, self.settings)
        return steps.Reading(shown_path(path), data, settings, overrides_of(self.project, path), sidecar_of(path))

    def _catalogue(self, sources: Sequence[str]) -> Catalogue:
        project = self.project
        said = fingerprint((self.settings, project.overrides, project.per_file, project.root))
        return Catalogue(self.store, [code_of(*_ROOMS), str(Path.cwd()), said, *sources])

    def _key(self, task: steps.Reading, data: str) -> str:
        """The key of a work; `data`: SHA-256 of its source."""
        said = fingerprint((task.overrides, task.sidecar)) if task.overrides or task.sidecar else ""
        style = self._styles.get(task.settings) or self._styles.setdefault(task.settings, fingerprint(task.settings))
        return digest(["read", code_of(*_ROOMS), task.path, data, style, said])

    def _card(self, task: steps.Reading) -> Card | None:
        """What the store has of a work."""
        data = sha256(task.data).hexdigest()
        key = self._key(task, data)
        if key not in self._known:
            match value(self.store, key):
                case (Metadata() as metadata, WorkSummary() as summary, tuple(findings)):
                    self._known[key] = Card(data, key, metadata, summary, findings)
        return self._known.get(key)

    def _kept(self, task: steps.Reading, answer: Outcome[Work]) -> Card:
        work = answer.value
        assert work.summary is not None
        data = sha256(task.data).hexdigest()
        key = self._key(task, data)
        card = self._known[key] = Card(data, key, work.metadata, work.summary, answer.findings)
        self.store.put(part(card.key, "whole"), encoded(work.replace(summary=None)))
        self.store.put(card.key, encoded((card.metadata, card.summary, card.findings)))
        return card

    def _told(self, card: Card, source: str) -> Outcome[Work]:
        """The work, of which no more is in memory than is known from outside."""
        self.digests[source] = card.source
        work = stored_work(card.key, card.metadata, card.summary, lambda: self._opened(card.key, source))
        return Outcome(work, card.findings)

    def _opened(self, key: str, source: str) -> Work:
        """The whole work, out of the store; if it is not there or damaged, it is read again.

        Raises:
            BuildError: B110, its source is another one by now.
        """
        found = value(self.store, part(key, "whole"))
        if isinstance(found, Work):
            return found
        task = self._task(Path(source))
        if self._key(task, sha256(task.data).hexdigest()) != key:
            raise BuildError("B110", {"file": task.path})
        work = steps.read(task, None, ()).value.replace(summary=None)
        self.store.put(part(key, "whole"), encoded(work))
        return work

    def whole(self, work: Work) -> bytes:
        """A work as bytes, for a step."""
        data = self.store.get(part(work.key, "whole")) if isinstance(work, StoredWork) else None
        if data is not None:
            return data
        return encoded(work.fetch() if isinstance(work, StoredWork) else work)


def _outcome(task: steps.Reading) -> Outcome[Work] | PublisherError:
    try:
        return steps.read(task, None, ())
    except PublisherError as error:
        return error
