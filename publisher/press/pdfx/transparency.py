"""Whether anything on a page is transparent, seen from its resources."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name


def is_transparent(resources: pikepdf.Object | None) -> bool:
    """Whether resources, or those of anything in them, hold opacity, soft masks or blend modes."""
    seen: set[tuple[int, int]] = set()
    waiting = [resources] if resources is not None else []
    while waiting:
        table = waiting.pop()
        if any(_blends(state) for state in _entries(table, "/ExtGState")):
            return True
        for found in (*_entries(table, "/XObject"), *_entries(table, "/Pattern")):
            if found.objgen in seen and found.objgen != (0, 0):
                continue
            seen.add(found.objgen)
            if "/SMask" in found:
                return True
            if "/Resources" in found:
                waiting.append(found.Resources)
    return False


def _entries(table: pikepdf.Object, kind: str) -> Iterator[pikepdf.Object]:
    entries = table.get(kind)
    if entries is not None:
        yield from (entry for _, entry in entries.items())


def _blends(state: pikepdf.Object) -> bool:
    blend = state.get("/BM", Name.Normal)
    mode = str(blend[0] if isinstance(blend, Array) else blend)
    return (
        float(state.get("/ca", 1)) < 1
        or float(state.get("/CA", 1)) < 1
        or isinstance(state.get("/SMask"), Dictionary)
        or mode not in ("/Normal", "/Compatible")
    )
