"""Worker processes of this machine as an executor. One that dies or is late costs its own task only."""

from __future__ import annotations

import os
import pickle
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from publisher.builder.forkserver import ForkServer, Process
from publisher.builder.worker import Reply
from publisher.model.errors import BuildError

R = TypeVar("R")

DEATHS = 3
"""Workers that a task may take with it before it is given up."""
STILLBORN = 5
"""Times in a row that workers may die before they say that they live: their tasks are not to blame. Those who were
hired together have died of one thing, that of their fork server.
"""
BIRTH = 60.0
"""Seconds that a new worker has to say that it lives, before the time of its task begins."""

_FITS = 128 << 10
"""Bytes that a connection holds; who sends more waits until somebody reads."""


class WorkerDiedError(Exception):
    """A task has cost as many workers as it may, or more memory than a worker has."""


@dataclass(slots=True, eq=False)
class _Call:
    future: Future[Any]
    data: bytes
    begun: bool = False
    deaths: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    """`stillborn`: how often in a row none was born before it; `process` is known once the worker has said that it
    lives; `rehearsing`: its next reply is to nobody; `until`: when its call is given up (monotonic, s).
    """

    pipe: Connection
    stillborn: int
    process: Process | None = None
    rehearsing: bool = False
    call: _Call | None = None
    until: float = field(default=float("inf"))

    def takes(self, call: _Call) -> bool:
        """Whether it can be given a call, without waiting for it to be read."""
        return self.call is None and (not self.rehearsing or len(call.data) <= _FITS)


class Crew(Executor):
    """Up to `jobs` workers, each with one call at a time; calls are begun in the order in which they came.

    Raises in `Future.result`: what the function raised; WorkerDiedError; TimeoutError, it took more than `seconds`;
    BuildError B105, the scratch folder can't be written.
    """

    def __init__(self, jobs: int, server: ForkServer, seconds: float) -> None:
        self.jobs = jobs
        self.server = server
        self.seconds = seconds
        self._open: set[Future[Any]] = set()
        self._waiting: deque[_Call] = deque()
        self._workers: list[_Worker] = []
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._closing = self._ending = False
        self._stillborn = 0
        self._rehearsal = b""
        self._alarm, self._bell = os.pipe()
        os.set_blocking(self._bell, False)

    def rehearse(self, fn: Callable[..., object], /, *args: Any) -> None:
        """Hire the first worker and have it do this before its first call; nobody hears what becomes of it."""
        self._rehearsal = pickle.dumps((fn, args, {}), pickle.HIGHEST_PROTOCOL)
        self._begin()

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        call = _Call(Future(), pickle.dumps((fn, args, kwargs), pickle.HIGHEST_PROTOCOL))
        with self._lock:
            if self._closing:
                raise RuntimeError("this crew has been dismissed")
            self._waiting.append(call)
            self._open.add(call.future)
        call.future.add_done_callback(self._open.discard)
        self._begin()
        return call.future

    def _begin(self) -> None:
        """Wake the thread that supervises, or start it."""
        with self._lock:
            if self._thread is None and not self._closing:
                self._thread = threading.Thread(target=self._supervise, name="crew", daemon=True)
                self._thread.start()
        self._ring()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more calls and dismiss the workers when those at hand are done.

        `cancel_futures`: at once; what is being done is given up, too.
        """
        with self._lock:
            self._closing = True
            self._ending |= cancel_futures
            thread = self._thread
        if thread is None:
            self._close()
            return
        self._ring()
        if wait:
            thread.join()

    def _ring(self) -> None:
        with suppress(BlockingIOError, OSError):  # a full pipe rings, too; a closed one need not
            os.write(self._bell, b"!")

    # -- in the thread ---------------------------------------------------------------------------------------------

    def _supervise(self) -> None:
        try:
            while not self._ending:
                self._let_rehearse()
                self._assign()
                busy = [worker for worker in self._workers if worker.call]
                with self._lock:
                    if self._closing and not busy and not self._waiting:
                        return
                soonest = min((worker.until for worker in self._workers), default=float("inf"))
                pause = None if soonest == float("inf") else max(0.0, soonest - time.monotonic())
                ready = set(wait([self._alarm, *(worker.pipe for worker in self._workers)], pause))
                if self._alarm in ready:
                    os.read(self._alarm, 1 << 16)
                for worker in [worker for worker in self._workers if worker.pipe in ready]:
                    self._listen(worker)
                self._stop_late()
        finally:
            self._close()

    def _close(self) -> None:
        with self._lock:
            self._closing = True
            self._waiting.clear()
            for number in (self._alarm, self._bell):
                if number >= 0:
                    os.close(number)
            self._alarm = self._bell = -1
        for worker in list(self._workers):
            self._dismiss(worker, by_force=True)
        self.server.close()
        for future in list(self._open):  # nobody shall wait for ever
            if not future.cancel():
                future.set_exception(WorkerDiedError())

    def _let_rehearse(self) -> None:
        """Have the rehearsal done by a worker who has nothing to do yet: there is one, or nobody is hired."""
        with self._lock:
            data, self._rehearsal = self._rehearsal, b""
        if not data or self._workers:
            return
        with suppress(OSError, BuildError):  # whoever is really needed tells
            worker = self._hired()
            worker.rehearsing, worker.until = True, time.monotonic() + self.seconds + BIRTH
            worker.pipe.send_bytes(data)

    def _assign(self) -> None:
        """Give waiting calls to idle workers; hire while there are fewer than there may be."""
        while self._waiting:
            self._bury_idle()
            idle = next((worker for worker in self._workers if worker.takes(self._waiting[0])), None)
            if idle is None and len(self._workers) >= self.jobs:
                return
            call = self._waiting.popleft()
            if not (call.begun or call.future.set_running_or_notify_cancel()):
                continue
            call.begun = True
            try:
                worker = idle or self._hired()
            except OSError:  # the fork server has died
                self._stillborn += 1
                self._again(call)
                continue
            except Exception as error:
                call.future.set_exception(error)
                continue
            worker.call = call
            worker.until = time.monotonic() + self.seconds + (0.0 if worker.process else BIRTH)
            try:
                worker.pipe.send_bytes(call.data)
            except OSError:
                self._lost(worker)

    def _bury_idle(self) -> None:
        """Workers who have died without a call: the next one shall not count as what they died of."""
        for worker in [worker for worker in self._workers if not worker.call]:
            with suppress(OSError):
                if worker.pipe.poll():
                    self._listen(worker)

    def _hired(self) -> _Worker:
        worker = _Worker(self.server.fork(), self._stillborn)
        self._workers.append(worker)
        return worker

    def _listen(self, worker: _Worker) -> None:
        """Take what a worker says: first the number of its process, then replies."""
        try:
            data = worker.pipe.recv_bytes()
        except (EOFError, OSError):
            self._lost(worker)
            return
        if worker.process is None:
            worker.process = Process(pickle.loads(data))
            worker.until = time.monotonic() + self.seconds
            self._stillborn = 0
            return
        if worker.rehearsing:
            worker.rehearsing = False
            worker.until = time.monotonic() + self.seconds if worker.call else float("inf")
            return
        call, worker.call, worker.until = worker.call, None, float("inf")
        try:
            reply: Reply = pickle.loads(data)
        except Exception as error:
            reply = Reply(error=error)
        if reply.last:
            self._dismiss(worker)
        if call is None:
            return
        if isinstance(reply.error, MemoryError):
            call.future.set_exception(WorkerDiedError())
        elif reply.error is not None:
            call.future.set_exception(reply.error)
        else:
            call.future.set_result(reply.value)

    def _lost(self, worker: _Worker) -> None:
        """A worker has died: its call goes to another one."""
        call = worker.call
        self._dismiss(worker, by_force=True)
        if not worker.process and self._stillborn <= worker.stillborn:
            self._stillborn += 1
        if call:
            call.deaths += worker.process is not None
            self._again(call)

    def _again(self, call: _Call) -> None:
        """Next in the queue, unless too many workers have died of it, or none is born any more."""
        if call.deaths < DEATHS and self._stillborn < STILLBORN:
            self._waiting.appendleft(call)
        else:
            call.future.set_exception(WorkerDiedError())

    def _stop_late(self) -> None:
        now = time.monotonic()
        for worker in [worker for worker in self._workers if worker.until <= now]:
            call = worker.call
            if worker.process is None:  # not even born: the fork server hangs, and all its workers with it
                self.server.close()
            self._dismiss(worker, by_force=True)
            if call:
                call.future.set_exception(TimeoutError())

    def _dismiss(self, worker: _Worker, *, by_force: bool = False) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        if worker.process:
            worker.process.forget(kill=by_force)
