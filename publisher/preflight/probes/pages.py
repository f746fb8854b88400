"""Pages: boxes, annotations, and their content by way of `content.Walk`."""

from __future__ import annotations

from typing import Any

import pikepdf

from publisher.model.facts import Annotation, Page, Problem, Rect, Space
from publisher.preflight.probes.content import Walk
from publisher.preflight.probes.objects import (
    TooLargeError,
    decoded,
    entries,
    get,
    items,
    key,
    name,
    number,
    rect,
    whole,
)
from publisher.preflight.probes.shared import DEEPEST, BudgetError, Shared

BOXES = ("MediaBox", "CropBox", "BleedBox", "TrimBox", "ArtBox")
_INHERITED = ("MediaBox", "CropBox", "Resources", "Rotate")
_DEEPEST_TREE = 64


def read_page(page: Any, at: int, shared: Shared, *, content: bool) -> Page:
    """Page number `at`; without `content` boxes and annotations only."""
    own = {label: inherited(page, label) if label in _INHERITED else get(page, label) for label in BOXES}
    boxes = {label: box for label, value in own.items() if (box := rect(value)) is not None}
    broken = tuple(label for label, value in own.items() if value is not None and label not in boxes)
    group = get(page, "Group")
    has_group = name(get(group, "S")) == "Transparency"
    group_space = get(group, "CS")
    resources = inherited(page, "Resources")
    walk = Walk(shared, at, boxes.get("MediaBox", Rect(0, 0, 612, 792)))
    inspected = content
    problems = tuple(_odd_page(page))
    if content:
        try:
            data = _content(page, walk)
            walk.run(data, shared.resources_of(resources))
        except BudgetError:
            inspected = False
    groups = list(walk.groups)
    if has_group and group_space is None:
        groups.append(None)
    return Page(
        number=at,
        boxes=boxes,
        broken_boxes=broken,
        rotate=whole(inherited(page, "Rotate")) % 360,
        user_unit=number(get(page, "UserUnit"), 1.0) or 1.0,
        marks=tuple(walk.marks),
        placements=tuple(walk.placements),
        annotations=tuple(_annotations(page)),
        group=shared.spaces.read(group_space, resources) if has_group and group_space is not None else None,
        groups=tuple(groups),
        states=tuple(walk.states),
        spaces=_listed_spaces(resources, shared),
        problems=(*problems, *walk.problems),
        inspected=inspected,
    )


def inherited(page: Any, label: str) -> Any:
    """A value of the page or of the nodes of the tree above it."""
    node = page
    for _ in range(_DEEPEST_TREE):
        found = get(node, label)
        if found is not None:
            return found
        node = get(node, "Parent")
        if node is None:
            return None
    return None


def _content(page: Any, walk: Walk) -> bytes:
    """The content streams of a page, with white space between them: a token may not go over the border."""
    parts = []
    for stream in items(get(page, "Contents"), 10_000):
        if not isinstance(stream, pikepdf.Stream):
            walk.note("P124", "Contents")
            continue
        try:
            parts.append(decoded(stream))
        except TooLargeError:
            raise BudgetError from None
        except ValueError:
            walk.note("P124", "Contents")
            continue
        walk.shared.budget.take(len(parts[-1]))
    return b"\n".join(parts)


def _odd_page(page: Any) -> list[Problem]:
    problems = []
    if get(page, "SeparationInfo") is not None:
        problems.append(Problem("P118"))
    if get(page, "PresSteps") is not None or get(page, "Trans") is not None:
        problems.append(Problem("P119"))
    if get(page, "AA") is not None:
        problems.append(Problem("P802", "AA"))
    if inherited(page, "MediaBox") is None:
        problems.append(Problem("P206", "MediaBox"))
    return problems


def _annotations(page: Any) -> list[Annotation]:
    return [
        Annotation(
            name(get(annotation, "Subtype")),
            rect(get(annotation, "Rect")),
            get(annotation, "A") is not None or get(annotation, "AA") is not None,
        )
        for annotation in items(get(page, "Annots"), 10_000)
        if isinstance(annotation, pikepdf.Dictionary)
    ]


def _listed_spaces(resources: Any, shared: Shared) -> tuple[Space, ...]:
    """Colour spaces in the resources of a page and of the forms below it, used or not."""
    known: tuple[Space, ...] | None = shared.listed.get(key(resources))
    if known is None or key(resources) == (0, 0):
        found: dict[Space, None] = {}
        _list_spaces(resources, shared, found, set(), 0)
        known = shared.listed[key(resources)] = tuple(found)
    return known


def _list_spaces(resources: Any, shared: Shared, found: dict[Space, None], seen: set[Any], depth: int) -> None:
    if depth > DEEPEST or key(resources) in seen:
        return
    if key(resources) != (0, 0):
        seen.add(key(resources))
    for _, value in entries(get(resources, "ColorSpace")):
        found[shared.spaces.read(value, resources)] = None
    for _, form in entries(get(resources, "XObject")):
        if name(get(form, "Subtype")) == "Form" and key(form) not in seen:
            seen.add(key(form))
            _list_spaces(get(form, "Resources"), shared, found, seen, depth + 1)
