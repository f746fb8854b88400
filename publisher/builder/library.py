"""Works as they are read: out of the store, or now, on all cores."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from publisher.builder import steps
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
        self._known: dict[str, Outcome[Work]] = {}
        self._styles: dict[Settings, str] = {}
        """The few different settings, with their digests."""

    def works(
        self, sources: Sequence[str], meanwhile: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[int, Outcome[Work] | PublisherError]]:
        """(index, work) of every source, or what is wrong with it, as they come; `meanwhile`: what this process has to
        do itself, if it would wait for others.
        """
        tasks: dict[int, steps.Reading] = {}
        keys: dict[int, str] = {}
        for index, source in enumerate(sources):
            try:
                task = self._task(Path(source))
            except PublisherError as error:
                yield index, error
                continue
            self.digests[source] = sha256(task.data).hexdigest()
            key = keys[index] = self._key(task, self.digests[source])
            if found := self._known.get(key) or self._stored(key, source):
                self._known[key] = found
                yield index, found
            else:
                tasks[index] = task
        for index, answer in self._answers(tasks, meanwhile):
            if isinstance(answer, PublisherError):
                yield index, answer
                continue
            found = self._known[keys[index]] = self._kept(keys[index], sources[index], answer)
            self.read += 1
            yield index, found

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

    def _key(self, task: steps.Reading, data: str) -> str:
        """The key of a work; `data`: SHA-256 of its source."""
        said = fingerprint((task.overrides, task.sidecar))
        style = self._styles.get(task.settings) or self._styles.setdefault(task.settings, fingerprint(task.settings))
        return digest(["read", code_of(*_ROOMS), task.path, data, style, said])

    def _stored(self, key: str, source: str) -> Outcome[Work] | None:
        card = value(self.store, key)
        if not (isinstance(card, tuple) and len(card) == 3):
            return None
        return self._closed(key, source, Outcome(Work(card[0], (), summary=card[1]), card[2]))

    def _kept(self, key: str, source: str, answer: Outcome[Work]) -> Outcome[Work]:
        work = answer.value
        self.store.put(part(key, "whole"), encoded(work.replace(summary=None)))
        self.store.put(key, encoded((work.metadata, work.summary, answer.findings)))
        return self._closed(key, source, answer)

    def _closed(self, key: str, source: str, answer: Outcome[Work]) -> Outcome[Work]:
        """The work, of which no more is in memory than is known from outside."""
        work = answer.value
        assert work.summary is not None
        return Outcome(
            stored_work(key, work.metadata, work.summary, lambda: self._opened(key, source)), answer.findings
        )

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
