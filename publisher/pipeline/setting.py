"""One fragment: composed, written, made ready for binding, judged. What a worker does with what it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from publisher.model.composition import Fragment, RenderedFragment, Resource
from publisher.model.frame import WorkFrame, WorkOrder


def set_fragment(
    piece: Fragment | WorkOrder,
    frame: WorkFrame | None,
    stylesheet: str,
    resources: Sequence[Resource],
    *,
    draft: bool = False,
) -> RenderedFragment:
    """The pages of a fragment or of a work, with the report on how well they are set.

    Args:
        frame: what a work is composed in.
        resources: fonts and pictures; those that a work does not call are no part of its world.
        draft: lines are broken greedily.

    Raises:
        BuildError, ToolError: see `publisher.writers.pdf.render_fragment`.
        ConfigError: C130, a template of the layout is wrong.
    """
    from publisher.binding.bind import prelink
    from publisher.composition.pages import composed
    from publisher.pages import examine
    from publisher.writers.pdf import render_fragment

    fragment = composed(frame, piece)
    if isinstance(piece, WorkOrder):
        own = {picture.url for picture in piece.pictures.values()}
        resources = [r for r in resources if r.url in own or r.media_type.startswith("font/")]
    to_bind = fragment.role != "cover"  # others look at that, too
    rendered = render_fragment(fragment, stylesheet, resources, draft, to_bind=to_bind)
    rendered = replace(rendered, prelinked=prelink(rendered, resources))
    if isinstance(piece, Fragment) and fragment.role == "work":  # several works: whoever has them can tell the places
        return replace(rendered, fragment=replace(fragment, html=""))
    work = piece.entry.work if isinstance(piece, WorkOrder) else None
    report = examine(rendered.facts.lines, rendered.facts.pages, work)
    return replace(rendered, fragment=replace(fragment, html=""), report=report)
