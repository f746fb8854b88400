"""The steps of a build on the workers of a Dask cluster. They get bytes, never paths, and give the same bytes."""

from __future__ import annotations

import asyncio
import logging
import os
import pickle
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from publisher.builder.cluster_worker import (
    FontFiles,
    Order,
    Parcel,
    bundled_fonts,
    differences,
    kept,
    perform_there,
    versions_here,
)
from publisher.builder.crew import WorkerDiedError
from publisher.builder.executors import Step, Workforce
from publisher.builder.packing import HasFile, packed
from publisher.builder.worker import Reply
from publisher.data import folder
from publisher.model.composition import Resource
from publisher.model.errors import BuildError, ToolError

T = TypeVar("T")
S = TypeVar("S")
R = TypeVar("R")

ANSWER = 8.0
"""Seconds that a scheduler, and then its first worker, have to answer."""
LONELY = 60.0
"""Seconds that a build waits for workers when all have left."""
HELD = 256 << 20
"""Bytes of fonts and pictures that the cluster is asked to keep for later tasks."""
_PULSE = 2.0


class ClusterWorkforce(Workforce):
    """A workforce on the cluster whose scheduler listens at `address` (`tcp://host:8786`, `tls://…`).

    Raises when it starts:
        ToolError: T117, Dask is not installed.
        BuildError: B113 nobody answers, B114 there are no workers, B115 a worker has other versions.
    """

    def __init__(self, address: str, font_folders: Sequence[str], scratch: Path, **options: Any) -> None:
        super().__init__(1, font_folders, scratch, **options)
        self.address = address
        self._client: Any = None
        self._executor: Executor | None = None
        self._held: OrderedDict[str, tuple[Any, int]] = OrderedDict()
        self._fonts = ""
        self._own_fonts = b""
        self._known: set[str] = set()
        """Digests of the fonts that every worker has."""
        self._counted = self._alone = 0.0

    def warm(self) -> None:
        """Connect; what is wrong with the cluster is known before the build begins."""
        self._connected()

    def close(self, *, at_once: bool = False) -> None:
        """Leave the cluster. Tasks that wait are taken back; one that is being done is finished there for nobody."""
        client, executor = self._client, self._executor
        self._client = self._executor = None
        self._held.clear()
        if executor is not None:
            executor.shutdown(wait=False)
        if client is not None:
            client.close(timeout=_PULSE)

    # -- starting --------------------------------------------------------------------------------------------------

    def _connected(self) -> Executor:
        if self._executor is None:
            self._client = self._met()
            self._compare()
            self._fonts = self._font_blob()
            self._executor = self._client.get_executor(pure=False)
        return self._executor

    def _met(self) -> Any:
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise ToolError("T117", {"option": "--scheduler"}) from error
        for name in ("distributed", "tornado", "asyncio"):  # what matters is told in words of ours
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            asyncio.run(self._greet(distributed))
            client = distributed.Client(self.address, timeout=ANSWER, set_as_default=False)
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            raise BuildError("B113", {"address": self.address, "reason": _first_line(error)}) from error
        try:
            client.wait_for_workers(1, timeout=ANSWER)
        except TimeoutError as error:
            client.close()
            raise BuildError("B114", {"address": self.address}) from error
        return client

    async def _greet(self, distributed: Any) -> None:
        """Whether somebody answers: a client that fails to connect is not got rid of in silence."""
        how = distributed.Security().get_connection_args("client")
        comm = await distributed.comm.connect(self.address, timeout=ANSWER, **how)
        await comm.close()

    def _compare(self) -> None:
        """Refuse workers with other versions: their pages might be others."""
        here = versions_here()
        answers: Mapping[str, object] = self._client.run(versions_here, on_error="return")
        for worker, there in sorted(answers.items()):
            if there == here:
                continue
            told = differences(here, there) if isinstance(there, str) else _first_line(there)
            self.close()
            raise BuildError("B115", {"worker": worker, "differences": told})

    def _font_blob(self) -> str:
        """The digest of the fonts of the project, which are on their way; empty when it has none of its own."""
        own = folder("fonts").resolve()
        folders: FontFiles = tuple(
            None if Path(each).resolve() == own else _files_below(Path(each)) for each in self.font_folders
        )
        self._known = {*bundled_fonts()}
        if folders == (None,):
            return ""
        self._known |= {sha256(data).hexdigest() for given in folders if given for data in given.values()}
        data = pickle.dumps(folders, pickle.HIGHEST_PROTOCOL)
        digest = sha256(data).hexdigest()
        self._blob(digest, lambda: data)
        self._own_fonts = data
        return digest

    # -- tasks -----------------------------------------------------------------------------------------------------

    def rehearse(self, step: Step[T, S, R], task: T, *, shared: S, resources: Sequence[Resource] = ()) -> None:
        """Nothing: nobody knows who would be quicker for it."""

    def _slots(self) -> int:
        now = time.monotonic()
        if now - self._counted > _PULSE:
            self._counted = now
            self.jobs = max(1, self._threads())
        return self.jobs

    def _threads(self) -> int:
        """Of all workers.

        Raises:
            BuildError: B116, the scheduler has gone.
        """
        try:
            return sum(self._client.nthreads().values())
        except (OSError, CancelledError) as error:
            raise BuildError("B116", {"address": self.address}) from error

    def _submitter(self, step: Step[T, S, R], shared: S, resources: tuple[Resource, ...]) -> Callable[[T], Future[Any]]:
        executor = self._connected()
        common, named = packed(shared)
        always = named | {r.digest: r for r in resources if r.url.encode() in common}
        parcel = pickle.dumps(Parcel(common, packed(resources)[0], self._fonts, self.seconds, self.limits))

        def submit(task: T) -> Future[Any]:
            data, own = packed(task)
            needed = always | own | {r.digest: r for r in resources if r.url.encode() in data}
            sent = {digest: self._file(named) for digest, named in needed.items() if digest not in self._known}
            if self._fonts:
                sent[self._fonts] = self._blob(self._fonts, lambda: self._own_fonts)
            order = pickle.dumps(Order(step, data, tuple(sent)))
            given = self._blob(sha256(parcel).hexdigest(), lambda: parcel)
            try:
                return executor.submit(perform_there, versions_here(), order, given, *sent.values())
            except (OSError, RuntimeError) as error:
                raise BuildError("B116", {"address": self.address}) from error

        return submit

    def _file(self, named: HasFile) -> Any:
        from publisher.writers.world import read_resource

        file = named if isinstance(named, Resource) else Resource("", named.path, named.digest, "")
        return self._blob(named.digest, lambda: read_resource(file))

    def _blob(self, digest: str, read: Callable[[], bytes]) -> Any:
        """Bytes on the cluster: they travel once, however many tasks need them."""
        if digest not in self._held:
            data = read()
            self._held[digest] = self._client.submit(kept, data, key=f"publisher-{digest}"), len(data)
            while len(self._held) > 1 and sum(size for _, size in self._held.values()) > HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(digest)
        return self._held[digest][0]

    def _finished(self, running: Mapping[Future[Any], int]) -> Collection[Future[Any]]:
        while not (done := wait(running, _PULSE, FIRST_COMPLETED).done):
            self._look_round()
        self._alone = 0.0
        return done

    def _look_round(self) -> None:
        """Whether anybody is left who could do something.

        Raises:
            BuildError: B114, nobody for a minute.
        """
        now = time.monotonic()
        if self._threads():
            self._alone = 0.0
        elif not self._alone:
            self._alone = now
        elif now - self._alone > LONELY:
            raise BuildError("B114", {"address": self.address})

    def _outcome(self, future: Future[Any], name: str) -> Any:
        killed: Any = import_module("distributed").KilledWorker
        try:
            reply: Reply = pickle.loads(future.result())
        except CancelledError as error:
            raise BuildError("B116", {"address": self.address}) from error
        except killed as error:
            reply = Reply(error=WorkerDiedError(str(error)))
        if isinstance(reply.error, BuildError) and reply.error.code == "B115":
            raise reply.error
        answered: Future[Any] = Future()
        if reply.error is None:
            answered.set_result(pickle.loads(reply.value))
        else:
            answered.set_exception(reply.error)
        return super()._outcome(answered, name)


def _files_below(root: Path) -> Mapping[str, bytes]:
    found = (Path(where) / name for where, _, names in os.walk(root) for name in names)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(found)}


def _first_line(error: object) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
