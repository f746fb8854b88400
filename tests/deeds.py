"""Steps that die, fill the memory, never end …: what workers are given in tests. They find them by name."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from publisher.model.composition import Fragment, RenderedFragment, Resource
from publisher.model.errors import BuildError
from publisher.pipeline.setting import set_fragment
from publisher.writers.pdf import render_fragment

Resources = Sequence[Resource]


def doubles(task: int, shared: int, _: Resources) -> int:
    return 2 * task + shared


def tells_its_process(task: float, _shared: object, _: Resources) -> int:
    """After `task` seconds."""
    time.sleep(task)
    return os.getpid()


def dies(task: str, _shared: object, _: Resources) -> str:
    """Unless the task is fine."""
    if task != "fine":
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def dies_twice(task: Path, deaths: int, _: Resources) -> int:
    """Every death leaves a file below `task`."""
    before = len(list(task.iterdir()))
    if before < deaths:
        (task / str(before)).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return before


def fills_the_memory(task: int, _shared: object, _: Resources) -> int:
    return len(b"x" * (task << 30))


def keeps(task: int, _shared: object, _: Resources) -> int:
    """So many MB for ever; tells its process."""
    _kept.append(b"x" * (task << 20))
    return os.getpid()


_kept: list[bytes] = []


def never_ends(task: str, _shared: object, _: Resources) -> str:
    if task != "fine":
        time.sleep(600)
    return task


def remembers(task: str, _shared: object, _: Resources) -> None:
    """For `recalls` in the same process; after a while."""
    time.sleep(0.2)
    _remembered.append(task)


def recalls(task: str, _shared: object, _: Resources) -> str:
    return _remembered[-1] if _remembered else f"{task} and nothing before"


_remembered: list[str] = []


def gives_up(task: str, _shared: object, _: Resources) -> str:
    if task != "fine":
        raise BuildError("B101", {"fragment": task, "reason": ""})
    return task


def fails(task: str, _shared: object, _: Resources) -> str:
    raise _PeculiarError(task, "two arguments, which pickle does not remember")


class _PeculiarError(Exception):
    def __init__(self, one: str, other: str) -> None:
        super().__init__(one)
        self.other = other


def leaves_a_font(task: int, _shared: object, _: Resources) -> int:
    (Path(tempfile.mkdtemp()) / "font.ttf").touch()
    return task


def reads(task: str, _shared: object, resources: Resources) -> bytes:
    """The resource whose address is `task`."""
    return next(Path(r.path).read_bytes() for r in resources if r.url == task)


def sets(task: Fragment, stylesheet: str, resources: Resources) -> RenderedFragment:
    return render_fragment(task, stylesheet, resources)


def comes_loaded(task: Fragment, stylesheet: str, resources: Resources) -> list[str]:
    """Modules of ours, and heavy ones of others, that a worker has to import before it can set a page."""
    before = set(sys.modules)
    sets(task, stylesheet, resources)
    set_fragment(task, None, stylesheet, resources)
    heavy = ("publisher.", "weasyprint.", "jinja2", "pikepdf", "uharfbuzz")
    return sorted(name for name in {*sys.modules} - before if name.startswith(heavy))
