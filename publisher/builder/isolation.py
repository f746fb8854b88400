"""Work on foreign files: in a child process with limits, so that no file can take the machine down."""

from __future__ import annotations

import multiprocessing
import resource
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Generic, TypeVar

from publisher.builder.paths import shown_path
from publisher.model.errors import PublisherError, SourceError
from publisher.model.finding import Place

T = TypeVar("T")

MEMORY = 3 << 30
"""Bytes of address space."""
SECONDS = 300
"""Of the processor; by the clock twice as many."""


@dataclass(frozen=True, slots=True)
class _Answer(Generic[T]):
    value: T


def isolated(path: Path, work: Callable[[], T]) -> T:
    """What `work` on the file `path` returns, from a process of its own.

    Raises:
        PublisherError: what the work raises; its place is the file when it has none.
        SourceError: S504, more memory or time than a file may take.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_run, args=(path, work, theirs), daemon=True)
    child.start()
    theirs.close()
    try:
        answer = ours.recv() if ours.poll(2 * SECONDS) else None
    except EOFError:
        answer = None
    finally:
        child.kill()
        child.join()
        ours.close()
    if isinstance(answer, _Answer):
        return answer.value  # type: ignore[no-any-return]
    if isinstance(answer, PublisherError):
        raise answer
    limits = f"{MEMORY >> 30} GB, {SECONDS} s"
    raise SourceError("S504", {"limit": limits}, Place(shown_path(path)))


def _run(path: Path, work: Callable[[], T], pipe: Connection) -> None:
    """In the child: limits, then work. What goes wrong otherwise ends the child, and the parent tells."""
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(KeyboardInterrupt, MemoryError, RecursionError, BrokenPipeError):
        try:
            pipe.send(_Answer(work()))
        except PublisherError as error:
            pipe.send(type(error)(error.code, error.params, error.place or Place(shown_path(path))))
    pipe.close()
