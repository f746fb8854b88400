"""Loads what binds a book, out of the reach of Ctrl-C: an exception that meets pikepdf on its way in aborts Python."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module


def load() -> None:
    """Import `publisher.binding.bind`, which takes as long as setting half a page."""
    with uninterrupted():
        import_module("publisher.binding.bind")


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C waits for the end of the block. Only the main thread hears of it, and only there this does anything."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before if before is not None else signal.default_int_handler)
        if heard:
            signal.raise_signal(signal.SIGINT)
