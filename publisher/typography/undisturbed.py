"""Python's search for cycles, put off while a text is cleaned."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """No search for unreachable cycles inside.

    Cleaning makes hundreds of thousands of small objects and not one cycle; Python would look through them for cycles
    again and again, which takes a tenth of the time. Objects are freed as ever when nothing refers to them.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
