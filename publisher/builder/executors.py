"""Where fragments are rendered: in child processes with limits, so that no text can take the machine down."""

from __future__ import annotations

import multiprocessing
import os
import resource
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures import TimeoutError as LateError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

from publisher.model.composition import Fragment, RenderedFragment, Resource
from publisher.model.errors import BuildError

MEMORY = 6 << 30
"""Bytes of address space a renderer may take; a page costs about 0.3 MB."""

SECONDS = 900.0
"""A fragment that takes longer is given up."""


class Renderers:
    """A pool of renderer processes, started when the first fragment has to be rendered."""

    def __init__(self, jobs: int, font_folders: Sequence[str], scratch: Path) -> None:
        self.jobs = jobs
        self.font_folders = tuple(font_folders)
        self.scratch = scratch
        self._pool: ProcessPoolExecutor | None = None

    def render(
        self, fragments: Sequence[Fragment], stylesheet: str, resources: Sequence[Resource]
    ) -> Iterator[tuple[int, RenderedFragment]]:
        """(index, rendered) of every fragment, as they get done; the longest are started first.

        Raises:
            BuildError: B104 a renderer died (out of memory), B106 it took too long; and those of `render_fragment`.
        """
        pool = self._started()
        order = sorted(range(len(fragments)), key=lambda i: -len(fragments[i].html))
        futures: dict[Future[RenderedFragment], int] = {
            pool.submit(_render, fragments[i], stylesheet, tuple(resources)): i for i in order
        }
        try:
            for future in as_completed(futures, timeout=SECONDS * max(1, len(fragments) / self.jobs)):
                yield futures[future], future.result()
        except BrokenProcessPool as error:
            raise BuildError("B104", {"limit": f"{MEMORY >> 30} GB"}) from error
        except LateError as error:
            raise BuildError("B106", {"seconds": int(SECONDS)}) from error

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self.jobs,
                mp_context=multiprocessing.get_context("fork"),
                initializer=_prepare,
                initargs=(self.font_folders, self.scratch),
            )
        return self._pool

    def close(self, *, at_once: bool = False) -> None:
        """End the renderers; `at_once` does not wait for what they are doing."""
        if self._pool is None:
            return
        processes = list((self._pool._processes or {}).values())
        self._pool.shutdown(wait=not at_once, cancel_futures=True)
        if at_once:
            for process in processes:
                with suppress(OSError, AttributeError):
                    process.kill()
        self._pool = None


def _prepare(font_folders: tuple[str, ...], scratch: Path) -> None:
    """In the child: limits first, fonts second, WeasyPrint last."""
    import signal

    from publisher.writers.world import isolate_fonts

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for variable in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        os.environ.pop(variable, None)
    isolate_fonts(font_folders, scratch)


def _render(fragment: Fragment, stylesheet: str, resources: tuple[Resource, ...]) -> RenderedFragment:
    try:
        from publisher.writers.pdf import render_fragment
    except OSError as error:  # cffi can't load Pango
        from publisher.model.errors import ToolError

        raise ToolError("T101", {"reason": str(error).splitlines()[0][:200]}) from None
    return render_fragment(fragment, stylesheet, resources)
