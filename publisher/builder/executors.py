"""Where the steps of a build run: in processes of this machine, with limits, or on a cluster."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from publisher.builder.crew import Crew, WorkerDiedError
from publisher.builder.forkserver import ForkServer
from publisher.builder.worker import MEMORY, Limits
from publisher.model.composition import Resource
from publisher.model.errors import BuildError, PublisherError

T = TypeVar("T")
S = TypeVar("S")
R = TypeVar("R")
Step = Callable[[T, S, Sequence[Resource]], R]
"""A function that can be called in another process: see `steps`."""

SECONDS = 900.0
"""A task that takes longer is given up."""

AHEAD = 4
"""Tasks handed out for each worker: enough that none waits for the next one, few enough to keep in memory."""


class Workforce:
    """Workers that run the steps of a build, started when the first task has to be done, or by `warm`.

    Args:
        jobs: how many tasks are done at once.
        font_folders: where the fonts lie that exist for a step.
        scratch: a folder for what is kept as long as the workers live.
        seconds: given to one task.
        limits: when a worker is replaced.
        loaded: workers have loaded what setting needs when they are born.
        server: gives birth to them; one that was started before anything else was done.
    """

    def __init__(
        self,
        jobs: int,
        font_folders: Sequence[str],
        scratch: Path,
        *,
        seconds: float = SECONDS,
        limits: Limits = Limits(),  # noqa: B008  frozen
        loaded: bool = True,
        server: ForkServer | None = None,
    ) -> None:
        self.jobs = jobs
        self.font_folders = tuple(font_folders)
        self.scratch = scratch
        self.seconds = seconds
        self.limits = limits
        self.loaded = loaded
        self._server = server
        self._crew: Crew | None = None

    def warm(self) -> None:
        """Begin to start workers, in the background: who knows that there will be tasks gains a second.

        Raises:
            BuildError: B105, the scratch folder can't be written.
        """
        self._started().server.start()

    def run(
        self,
        step: Step[T, S, R],
        tasks: Sequence[T],
        weights: Sequence[float],
        *,
        shared: S,
        resources: Sequence[Resource] = (),
        names: Sequence[str] = (),
    ) -> Iterator[tuple[int, R]]:
        """(index, result) of every task, as they get done; the heaviest are started first.

        Args:
            step: a function of `steps`.
            weights: how much work each task is, in any unit.
            shared: the same for all tasks.
            resources: the files that the step may read.
            names: of the tasks, for errors; else their numbers.

        Raises:
            BuildError: B104 a task took more memory than there is, or its workers died of it; B105 the scratch folder
                can't be written; B106 it took too long.
            PublisherError: those of the step. What is still being done is given up.
        """
        attempts = self.attempt(step, tasks, weights, shared=shared, resources=resources, names=names)
        try:
            for index, result in attempts:
                if isinstance(result, PublisherError):
                    raise result
                yield index, result
        finally:
            attempts.close()

    def attempt(
        self,
        step: Step[T, S, R],
        tasks: Sequence[T],
        weights: Sequence[float],
        *,
        shared: S,
        resources: Sequence[Resource] = (),
        names: Sequence[str] = (),
        meanwhile: Callable[[], None] = lambda: None,
    ) -> Generator[tuple[int, R | PublisherError]]:
        """Like `run`, but what a task raises is yielded in the place of its result, and the others go on.

        Args:
            meanwhile: what this process has to do itself; done when the first tasks are handed out. It may append to
                the tasks, and to their names: those come next.
        """
        order = deque(sorted(range(len(tasks)), key=lambda i: -weights[i]))
        known = len(order)
        running: dict[Future[Any], int] = {}
        done = False
        try:
            submit = self._submitter(step, shared, tuple(resources))
            while True:
                for _ in range(min(len(order), AHEAD * self._slots() - len(running))):
                    i = order.popleft()
                    try:
                        running[submit(tasks[i])] = i
                    except PublisherError as error:  # a file of the task has gone
                        yield i, error
                meanwhile, now = lambda: None, meanwhile
                now()
                order.extendleft(range(known, len(tasks)))
                known = len(tasks)
                if not running and not order:
                    break
                for future in self._finished(running) if running else ():
                    i = running.pop(future)
                    outcome: R | PublisherError = self._outcome(future, names[i] if names else str(i + 1))
                    yield i, outcome
            done = True
        finally:
            if not done:
                self.close(at_once=True)

    def rehearse(self, step: Step[T, S, R], task: T, *, shared: S, resources: Sequence[Resource] = ()) -> None:
        """Have the first worker do something of which nobody wants the result: it is quicker at what comes next."""
        self._started().rehearse(perform, step, task, _parcel(shared, resources))

    def _slots(self) -> int:
        """How many tasks are done at once."""
        return self.jobs

    def _submitter(self, step: Step[T, S, R], shared: S, resources: tuple[Resource, ...]) -> Callable[[T], Future[Any]]:
        """What hands out one task of a run."""
        parcel = _parcel(shared, resources)
        crew = self._started()
        return lambda task: crew.submit(perform, step, task, parcel)

    def _finished(self, running: Mapping[Future[Any], int]) -> Collection[Future[Any]]:
        """Some that are done; waits for them."""
        return wait(running, return_when=FIRST_COMPLETED).done

    def _outcome(self, future: Future[Any], name: str) -> Any:
        try:
            return future.result()
        except PublisherError as error:
            return error
        except WorkerDiedError:
            return BuildError("B104", {"what": name, "limit": f"{MEMORY >> 30} GB"})
        except TimeoutError:
            return BuildError("B106", {"what": name, "seconds": int(self.seconds)})

    def _started(self) -> Crew:
        if self._crew is None:
            server = self._server or ForkServer(self.font_folders, self.scratch, self.limits, loaded=self.loaded)
            self._crew = Crew(self.jobs, server, self.seconds)
        return self._crew

    def dismiss(self) -> None:
        """Let the workers go, in the background: that takes as long as to write results. Nobody must be at work."""
        if self._crew is not None:
            self._crew.shutdown(wait=False)

    def close(self, *, at_once: bool = False) -> None:
        """End the workers; `at_once` does not wait for what they are doing. They start anew when needed."""
        if self._crew is not None:
            self._crew.shutdown(cancel_futures=at_once)
            self._crew = None


def _parcel(shared: object, resources: Sequence[Resource]) -> bytes:
    return pickle.dumps((shared, tuple(resources)), pickle.HIGHEST_PROTOCOL)


def perform(step: Step[T, S, R], task: T, parcel: bytes) -> R:
    """One call of a step, in a worker."""
    shared, resources = _opened(parcel)
    return step(task, shared, resources)


@lru_cache(maxsize=8)
def _opened(parcel: bytes) -> Any:
    """What is shared by the tasks of a run: unpacked once for all of them."""
    return pickle.loads(parcel)


def workforce(
    jobs: int, font_folders: Sequence[str], scratch: Path, scheduler: str = "", server: ForkServer | None = None
) -> Workforce:
    """Processes of this machine, born by `server` if it is there; or the cluster whose scheduler has this address."""
    if not scheduler:
        return Workforce(jobs, font_folders, scratch, server=server)
    from publisher.builder.cluster import ClusterWorkforce

    return ClusterWorkforce(scheduler, font_folders, scratch)
