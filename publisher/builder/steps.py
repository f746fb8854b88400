"""Steps of a build that can run in another process or on another machine: what `Workforce.run` is given.

A step is a function of this module: `step(task, shared, resources)`. `task` is what one call is about, `shared` is
the same for all tasks of a run, and `resources` are the only files that it may read. All three are pickled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from publisher.model.composition import Fragment, RenderedFragment, Resource


@dataclass(frozen=True, slots=True)
class Style:
    """How fragments of one book are set. `draft`: lines are broken greedily."""

    stylesheet: str
    draft: bool = False


def render(fragment: Fragment, style: Style, resources: Sequence[Resource]) -> RenderedFragment:
    """The pages of a fragment.

    Raises:
        BuildError, ToolError, MemoryError: see `render_fragment`.
    """
    from publisher.writers.pdf import render_fragment

    return render_fragment(fragment, style.stylesheet, resources, style.draft)
