"""The manifest tells what an edition was really made from."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from publisher.builder.events import Progress
from publisher.builder.project import load_project, select
from publisher.builder.run import Build, Options

CONFIG = '[project]\nlanguage = "ru"\n[edition.x]\nkind = "leaflet"\nworks = ["a.md"]\nlayout = "leaflet-a5"\n'
TEXT = "# Проба\n\nТекст пробы.\n"


def test_a_source_edited_meanwhile_is_listed_as_it_was_read(write) -> None:
    root = write({"publisher.toml": CONFIG, "a.md": TEXT})
    project = load_project(root / "publisher.toml")
    build = Build(project, Options(out=root / "out", formats=("html",)))
    for event in build.run(select(project, ["x"], root)):
        if isinstance(event, Progress) and event.step == "read":
            Path("a.md").write_text(TEXT + "\nПриписка.\n", encoding="utf-8")
    manifest = json.loads((root / "out/x/manifest.json").read_text(encoding="utf-8"))
    assert manifest["sources"] == {"a.md": sha256(TEXT.encode()).hexdigest()}
    assert "Приписка" not in (root / "out/x/x.html").read_text(encoding="utf-8")
