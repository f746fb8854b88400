"""The house itself: floors, size of files, what the documents promise."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 400


def python_files() -> list[Path]:
    return sorted((ROOT / "publisher").rglob("*.py")) + sorted((ROOT / "tests").rglob("*.py"))


def test_imports_only_go_down() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", python_files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_is_a_room_not_a_hall(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_nothing_outside_cli_prints() -> None:
    loud = [
        path.relative_to(ROOT)
        for path in (ROOT / "publisher").rglob("*.py")
        if "cli" not in path.parts and re.search(r"(?<![\w.\"'])(print|sys\.exit)\(", path.read_text(encoding="utf-8"))
    ]
    assert not loud


def test_every_font_has_a_licence_and_a_line_among_the_third_parties() -> None:
    listed = (ROOT / "docs" / "third-party.md").read_text(encoding="utf-8")
    folders = sorted(path.parent for path in (ROOT / "fonts").glob("*/font.toml"))
    assert len(folders) >= 8
    for folder in folders:
        assert "SIL Open Font License" in (folder / "OFL.txt").read_text(encoding="utf-8"), folder
        assert f"fonts/{folder.name}" in listed
        declared = {face["file"] for face in tomllib.loads((folder / "font.toml").read_text(encoding="utf-8"))["face"]}
        assert declared == {path.name for path in folder.glob("*.ttf")}


def test_every_pinned_dependency_of_the_project_is_in_the_lock() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8").lower()
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    for requirement in wanted:
        name = requirement.split("=")[0].split(">")[0].split("<")[0].strip().lower()
        assert f"\n{name}==" in f"\n{lock}", name


def test_links_of_the_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        said = re.sub(r"`[^`\n]*`", "", page.read_text(encoding="utf-8"))
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", said):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"
