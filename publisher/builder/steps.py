"""Steps of a build that can run in another process or on another machine: what `Workforce.run` is given.

A step is a function of this module: `step(task, shared, resources)`. `task` is what one call is about, `shared` is
the same for all tasks of a run, and `resources` are the only files that it may read. All three are pickled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from publisher.builder.codec import decoded
from publisher.model.composition import Fragment, RenderedFragment, Resource
from publisher.model.finding import Outcome
from publisher.model.frame import WorkFrame, WorkOrder
from publisher.model.work import Work

if TYPE_CHECKING:
    from publisher.typography import Settings


@dataclass(frozen=True, slots=True)
class Style:
    """How fragments of one book are set. `draft`: lines are broken greedily; `frame`: what works are composed in."""

    stylesheet: str
    draft: bool = False
    frame: WorkFrame | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """A fragment to be set, or a work: then the order knows it from outside only, and `whole` are its bytes."""

    piece: Fragment | WorkOrder
    whole: bytes = b""


def render(task: Setting, style: Style, resources: Sequence[Resource]) -> RenderedFragment:
    """The pages of a fragment.

    Raises:
        PublisherError: see `publisher.pipeline.set_fragment`.
    """
    from publisher.pipeline import set_fragment

    piece = task.piece
    if isinstance(piece, WorkOrder):
        piece = replace(piece, entry=replace(piece.entry, work=decoded(task.whole)))
    return set_fragment(piece, style.frame, style.stylesheet, resources, draft=style.draft)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that reading a source depends on: `path` as the user named it, the bytes, house style, other metadata."""

    path: str
    data: bytes
    settings: Settings
    overrides: Mapping[str, object]
    sidecar: Mapping[str, object]


def read(task: Reading, shared: None, resources: Sequence[Resource]) -> Outcome[Work]:
    """A source read, cleaned and summed up; of the source itself it keeps no more than the places.

    Raises:
        SourceError: see `publisher.readers.read`.
    """
    from publisher.builder.works import for_books
    from publisher.pipeline import read_work

    found = read_work(task.path, task.data, task.settings, task.overrides, task.sidecar)
    return Outcome(for_books(found.value), found.findings)
