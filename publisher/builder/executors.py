"""Where the steps of a build run: in child processes with limits, so that no text can take the machine down."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures import TimeoutError as LateError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from publisher.builder import steps
from publisher.builder.store import check_writable
from publisher.model.composition import Fragment, RenderedFragment, Resource
from publisher.model.errors import BuildError

T = TypeVar("T")
S = TypeVar("S")
R = TypeVar("R")
Step = Callable[[T, S, Sequence[Resource]], R]
"""A function that can be called in another process: see `steps`."""

MEMORY = 6 << 30
"""Bytes of address space a renderer may take; a page costs about 0.3 MB."""

SECONDS = 900.0
"""A fragment that takes longer is given up."""


class Workforce:
    """Processes that run the steps of a build, started when the first task has to be done."""

    def __init__(self, jobs: int, font_folders: Sequence[str], scratch: Path) -> None:
        self.jobs = jobs
        self.font_folders = tuple(font_folders)
        self.scratch = scratch
        self._pool: ProcessPoolExecutor | None = None
        self._temporary: TemporaryDirectory[str] | None = None

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
            BuildError: B104 a process died (out of memory), B105 the scratch folder can't be written, B106 it took
                too long; and those of the step.
        """
        order = sorted(range(len(tasks)), key=lambda i: -weights[i])
        done = False
        try:
            with _no_interrupt():
                pool = self._started()
                futures: dict[Future[R], int] = {
                    pool.submit(_perform, step, tasks[i], shared, tuple(resources)): i for i in order
                }
            for future in as_completed(futures, timeout=SECONDS * max(1, len(tasks) / self.jobs)):
                yield futures[future], future.result()
            done = True
        except BrokenProcessPool as error:
            raise _out_of_memory() from error
        except LateError as error:
            raise BuildError("B106", {"seconds": int(SECONDS)}) from error
        finally:
            if not done:  # what is still being done is of no use, and the pool may be broken
                self.close(at_once=True)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            check_writable(self.scratch)
            self._temporary = TemporaryDirectory(prefix="render-", dir=self.scratch, ignore_cleanup_errors=True)
            self._pool = ProcessPoolExecutor(
                self.jobs,
                mp_context=multiprocessing.get_context("fork"),
                initializer=_prepare,
                initargs=(self.font_folders, self.scratch, self._temporary.name),
            )
        return self._pool

    def close(self, *, at_once: bool = False) -> None:
        """End the renderers; `at_once` does not wait for what they are doing. They start anew when needed."""
        if self._pool is None:
            return
        if at_once:
            for process in list((self._pool._processes or {}).values()):
                with suppress(OSError, AttributeError):
                    process.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None
        if self._temporary:  # WeasyPrint's fonts, which a child that ends can't take away
            self._temporary.cleanup()
            self._temporary = None


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold Ctrl-C back while children are born: it is the parent's business, and they inherit that for life."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _out_of_memory() -> BuildError:
    return BuildError("B104", {"limit": f"{MEMORY >> 30} GB"})


def _prepare(font_folders: tuple[str, ...], scratch: Path, temporary: str) -> None:
    """In the child: limits first, fonts second, WeasyPrint last."""
    from publisher.writers.world import isolate_fonts

    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for variable in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        os.environ.pop(variable, None)
    tempfile.tempdir = temporary
    isolate_fonts(font_folders, scratch)


def _end_with_parent() -> None:
    """A renderer whose parent was killed would wait for work for ever."""
    if parent := multiprocessing.parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _perform(step: Step[T, S, R], task: T, shared: S, resources: tuple[Resource, ...]) -> R:
    try:
        return step(task, shared, resources)
    except MemoryError:
        raise _out_of_memory() from None


class Renderers(Workforce):
    """A workforce that sets fragments."""

    def render(
        self, fragments: Sequence[Fragment], stylesheet: str, resources: Sequence[Resource], *, draft: bool = False
    ) -> Iterator[tuple[int, RenderedFragment]]:
        """(index, rendered) of every fragment, as they get done; the longest are started first.

        `draft`: lines are broken greedily.

        Raises:
            BuildError: those of `run` and of `render_fragment`.
        """
        return self.run(
            steps.render,
            fragments,
            [len(fragment.html) for fragment in fragments],
            shared=steps.Style(stylesheet, draft),
            resources=resources,
            names=[fragment.id for fragment in fragments],
        )
