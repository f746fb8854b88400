"""manifest.json: what an edition was made from and what was made, by digest."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from publisher.builder.report import as_json
from publisher.builder.versions import library_versions
from publisher.model.edition import Edition
from publisher.model.layout import Family, Layout
from publisher.model.project import Project


def manifest_of(
    project: Project,
    edition: Edition,
    sources: Mapping[str, str],
    layout: Layout,
    families: Mapping[str, Family],
    results: Mapping[str, bytes],
) -> bytes:
    """The manifest as JSON bytes.

    Args:
        sources: SHA-256 (hex) of what was read of each source of the edition, which may be another file by now.
        results: by the names of their files.
    """
    used = {*layout.families, *layout.reflow_families}
    root = Path(project.root)
    table = {
        "edition": edition.name,
        "tools": library_versions(),
        "sources": {os.path.relpath(path, root): sources[path] for path in edition.sources},
        "layout": {"name": layout.name, "sha256": layout.digest},
        "fonts": {
            Path(face.path).name: face.digest
            for name, family in sorted(families.items())
            if name in used
            for face in family.faces
        },
        "results": {name: sha256(data).hexdigest() for name, data in results.items() if name != "report.json"},
    }
    return as_json(table)
