"""The processes of a crew from the inside: a fork server that has loaded what the steps need, and its children.

A child is born in milliseconds, with WeasyPrint in its memory. None outlives the fork server, and that ends when the
process that started it does: both sides of a connection notice at once when the other one is gone, however it ended.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import resource
import select
import shutil
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

from publisher.model.errors import BuildError, PublisherError

MEMORY = 6 << 30
"""Bytes of address space a worker may take; a page costs about 0.3 MB."""

SETTING = (
    *("publisher.builder.steps", "publisher.pipeline.setting", "publisher.composition.pages", "publisher.pages"),
    *("publisher.writers.pdf", "publisher.writers.quick", "publisher.writers.lines.hook"),
    *("publisher.writers.lines.drawing", "publisher.writers.lines.greedy", "uharfbuzz"),
    *("publisher.binding.prepare", "publisher.binding.bind"),
)
READING = ("publisher.readers.markdown", "publisher.readers.text", "publisher.readers.html", "publisher.typography")
"""What is loaded before children are born, and what as soon as none is waited for: most are born to set pages."""

LANGUAGE = "ru"
"""Of most texts: its patterns are read once for all children."""

_YOUNG = 800_000
"""Objects after which garbage is looked for: a page is made of tens of thousands that refer to each other. They take
about 80 MB until then, and most builds end sooner; looking through them costs a twentieth of the time."""

_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """When a worker is replaced by a fresh one: `resident` bytes of memory, or so many `tasks`."""

    resident: int = 400 << 20
    tasks: int = 1000


@dataclass(frozen=True, slots=True)
class Settings:
    """What a fork server is started with: folders of the fonts that exist, and where to write. `loaded`: it loads what
    setting needs before it has children.
    """

    font_folders: tuple[str, ...]
    scratch: Path
    temporary: str
    limits: Limits = Limits()
    loaded: bool = True


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a task: its value or an error. `last`: the worker ends itself now."""

    value: Any = None
    error: BaseException | None = None
    last: bool = False


def main() -> None:
    """The fork server; its command line names the file number of a socket on which it is asked for children."""
    control = socket.socket(fileno=int(sys.argv[1]))
    started = _message(control)
    if not started:  # nobody is there any more
        return
    gc.set_threshold(_YOUNG, 20, 20)
    settings: Settings = pickle.loads(started)
    broken = _prepared(settings)
    children: set[int] = set()
    signal.signal(signal.SIGTERM, _end)
    try:
        for module in READING if settings.loaded else ():
            if not select.select([control], [], [], 0)[0]:
                _load([module])
        while (handed := _handed_over(control)) is not None:
            _reap(children)
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})  # nobody is born whom the end does not know of
            try:
                pid = os.fork()
                if not pid:
                    _live(control, handed, settings.limits, broken)
                children.add(pid)
            except OSError:  # too many processes: who waits for this one hears that it is no more
                pass
            finally:
                os.close(handed)
                signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # it comes right behind the end of the connection
    except SystemExit:
        pass
    finally:  # undisturbed
        _reap(children)
        for pid in children:
            os.kill(pid, signal.SIGKILL)
        for pid in children:
            os.waitpid(pid, 0)
        shutil.rmtree(settings.temporary, ignore_errors=True)
    os._exit(0)  # somebody waits, and taking WeasyPrint apart takes as long as a page


def _reap(children: set[int]) -> None:
    """Take note of children that have ended; the time they took becomes part of ours."""
    with suppress(ChildProcessError):
        while (pid := os.waitpid(-1, os.WNOHANG)[0]) > 0:
            children.discard(pid)


def _end(*_: object) -> None:
    """What is left behind is taken away on the way out. Once: nothing breaks that off."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit


def _message(control: socket.socket) -> bytes:
    size = int.from_bytes(control.recv(8, socket.MSG_WAITALL), "big")
    return control.recv(size, socket.MSG_WAITALL)


def _handed_over(control: socket.socket) -> int | None:
    """The file number of a connection for a new child; None when nobody will ask any more."""
    try:
        _, files, _, _ = socket.recv_fds(control, 1, 1)
    except ConnectionError:
        return None
    return files[0] if files else None


def _prepared(settings: Settings) -> BuildError | None:
    """Load what children need: fonts first, WeasyPrint second. A library that is missing is told by the step that needs
    it; the error is that of all steps: B105, the scratch folder can't be written.
    """
    from publisher.writers.declarations import import_weasyprint
    from publisher.writers.world import isolate_fonts

    for variable in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        os.environ.pop(variable, None)
    tempfile.tempdir = settings.temporary
    try:
        isolate_fonts(settings.font_folders, settings.scratch)
    except OSError as error:
        return BuildError("B105", {"path": str(settings.scratch), "reason": error.strerror or str(error)})
    if settings.loaded:
        with suppress(ImportError, OSError):
            import_weasyprint()
            from publisher.writers.lines.hyphenation import read_patterns

            read_patterns(LANGUAGE)
            _load(SETTING)
    return None


def _load(modules: Sequence[str]) -> None:
    """Import what children shall find. It is left alone by the garbage collector, so that its memory stays shared;
    what little of it is garbage already stays, too, as looking for it takes longer than WeasyPrint's styles.
    """
    for module in modules:
        import_module(module)
    gc.freeze()


def _live(control: socket.socket, handed: int, limits: Limits, broken: BuildError | None) -> NoReturn:
    """The life of a child: it never returns to the code of its parent."""
    try:
        control.close()
        _die_with(os.getppid())
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with suppress(OSError):  # when the machine runs out of memory, the kernel shall take a worker
            Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
        _work(Connection(handed), limits, broken)
    finally:
        os._exit(0)


def _die_with(parent: int) -> None:
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _work(pipe: Connection, limits: Limits, broken: BuildError | None) -> None:
    """Do what comes through the pipe until it is closed; `broken` is the answer to everything."""
    pipe.send(os.getpid())
    done = 0
    with suppress(EOFError, ConnectionError):
        while True:
            call = pipe.recv_bytes()
            reply = Reply(error=broken) if broken else _answered(call, fresh=not done)
            done += 1
            last = reply.last or done >= limits.tasks or resident() > limits.resident
            pipe.send_bytes(pickle.dumps(Reply(reply.value, reply.error, last), pickle.HIGHEST_PROTOCOL))
            if last:
                return


def _answered(call: bytes, *, fresh: bool) -> Reply:
    """A worker that has run out of memory ends. If it was fresh, the task is too big; else another one shall try."""
    try:
        function, arguments, named = pickle.loads(call)
        return Reply(function(*arguments, **named))
    except MemoryError as error:
        if not fresh:
            os._exit(1)
        return Reply(error=MemoryError(str(error)), last=True)
    except BaseException as error:
        return Reply(error=_portable(error))


def _portable(error: BaseException) -> BaseException:
    """The error as it can be sent, with the place in the code where it comes from."""
    if isinstance(error, PublisherError):
        return error
    error.add_note("".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def resident() -> int:
    """Bytes of memory that this process really takes; 0 where that is not told."""
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        return pages * resource.getpagesize()
    return 0
