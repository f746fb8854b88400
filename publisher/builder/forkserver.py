"""A fork server from the outside: a process that gives birth to workers, see `worker`.

Unlike that of `multiprocessing` there can be several, each with its own fonts; a child never imports `__main__` again,
and there is no tracker of resources that could be left behind.
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.builder.paths import shown_path
from publisher.builder.worker import Limits, Settings
from publisher.data import folder
from publisher.model.errors import BuildError

_START = "import json, sys; sys.path[:] = json.loads(sys.argv.pop()); from publisher.builder.worker import main; main()"
_PATIENCE = 5.0
"""Seconds that a fork server gets to end its children and itself."""
_STALE = 24 * 3600.0
"""Seconds after which a folder that nobody has written to belongs to nobody."""


def font_folders(root: str) -> list[str]:
    """Where the fonts of a project lie: its own, and those of this package."""
    return [str(place) for place in (Path(root) / "fonts", folder("fonts")) if place.is_dir()]


class ForkServer:
    """Started when it is needed, or when `start` is called; started anew when it has died."""

    def __init__(
        self, font_folders: Sequence[str], scratch: Path, limits: Limits | None = None, *, loaded: bool = True
    ) -> None:
        self.font_folders = tuple(font_folders)
        self.scratch = scratch
        self.limits = limits or Limits()
        self.loaded = loaded
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._temporary: TemporaryDirectory[str] | None = None
        self._ending = threading.Lock()
        """A crew ends its fork server in its own thread, and whoever has started it makes sure."""

    def start(self) -> None:
        """Begin to load what workers need, in the background.

        Raises:
            BuildError: B105, the scratch folder can't be written.
        """
        if self._process is not None:
            return
        try:
            self.scratch.mkdir(parents=True, exist_ok=True)
            self._sweep()
            self._temporary = TemporaryDirectory(prefix="work-", dir=self.scratch, ignore_cleanup_errors=True)
        except OSError as error:
            raise BuildError("B105", {"path": shown_path(self.scratch), "reason": error.strerror or ""}) from error
        self._control, theirs = socket.socketpair()
        flags = [] if sys.warnoptions else ["-W", "ignore"]
        with theirs, _no_interrupt():
            self._process = subprocess.Popen(
                [sys.executable, "-P", *flags, "-c", _START, str(theirs.fileno()), json.dumps(sys.path)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        settings = Settings(self.font_folders, self.scratch, self._temporary.name, self.limits, self.loaded)
        data = pickle.dumps(settings)
        self._control.sendall(len(data).to_bytes(8, "big") + data)

    def _sweep(self) -> None:
        """Take away what a machine left behind that lost its power."""
        for path in self.scratch.glob("work-*"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _STALE:
                    shutil.rmtree(path, ignore_errors=True)

    def fork(self) -> Connection:
        """The connection to a new worker, which need not live yet.

        Raises:
            OSError: the fork server has died. It has been ended, and the next call starts another one.
            BuildError: B105.
        """
        self.start()
        assert self._control
        ours, theirs = socket.socketpair()
        try:
            with theirs:
                socket.send_fds(self._control, [b"+"], [theirs.fileno()])
        except OSError:
            ours.close()
            self.close()
            raise
        return Connection(ours.detach())

    def close(self) -> None:
        """End the fork server, also while it is loading, and the workers that are left. Who comes second waits, too."""
        with self._ending:
            if self._process is None or self._control is None:
                return
            self._control.close()
            self._process.terminate()
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = self._control = None
            if self._temporary:
                self._temporary.cleanup()
                self._temporary = None


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold Ctrl-C back while a process is born: it is its parent's business, and the child inherits that for life."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class Process:
    """A process that is not a child of this one. Numbers of processes return: where the kernel can, it is held fast."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._handle = -1
        try:
            self._handle = os.pidfd_open(number)
        except ProcessLookupError:  # it has gone already
            self.number = 0
        except (OSError, AttributeError):  # older than Linux 5.3, or not Linux
            pass

    def forget(self, *, kill: bool) -> None:
        """Let go of the process, or end it."""
        with suppress(OSError):
            if kill and self._handle >= 0:
                signal.pidfd_send_signal(self._handle, signal.SIGKILL)
            elif kill and self.number:
                os.kill(self.number, signal.SIGKILL)
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
