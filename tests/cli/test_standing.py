"""A second build with nothing changed does nothing, and says so; anything that could matter makes it build."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from publisher.builder import standing

PROJECT = (
    '[project]\nlanguage = "ru"\n[edition.a]\nkind = "leaflet"\nworks = ["sources/*.md"]\noutputs = ["html"]\n'
    '[edition.b]\nkind = "leaflet"\nworks = ["sources/one.md"]\noutputs = ["html"]\n'
)
TEXT = "---\ntitle: Имя\nauthor: А. Автор\n---\n\nТекст про набор - и тире..\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "publisher.toml").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "sources/one.md").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def events(publisher, *arguments: str) -> list[dict[str, object]]:
    said = publisher("build", "--json", *arguments)
    assert said.code == 0, said.err
    return [json.loads(line) for line in said.out.splitlines()]


def has_built(publisher, *arguments: str) -> bool:
    return any(event["event"] == "started" for event in events(publisher, *arguments))


def test_nothing_is_done_twice_and_remarks_are_told_again(project: Path, publisher) -> None:
    first = events(publisher)
    second = events(publisher)
    lasting = ("remark", "result", "pages")
    assert [e["event"] for e in first if e["event"] in lasting] == [e["event"] for e in second]
    assert {e["path"] for e in second if e["event"] == "result"} == {"out/a/a.html", "out/b/b.html"}
    assert any(e["event"] == "remark" for e in second)
    said = publisher("build", "--lang", "en")
    assert (said.code, "out/a/a.html" in said.out, "Nothing has changed" in said.err) == (0, True, True)


def change_text(root: Path) -> None:
    (root / "sources/one.md").write_text(TEXT + "Ещё.\n", encoding="utf-8")


def change_one_letter(root: Path) -> None:
    path = root / "sources/one.md"
    status = path.stat()
    path.write_text(TEXT.replace("набор", "забор"), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def new_text(root: Path) -> None:
    (root / "sources/two.md").write_text(TEXT, encoding="utf-8")


def sidecar(root: Path) -> None:
    (root / "sources/one.toml").write_text('title = "Другое"\n', encoding="utf-8")


def config(root: Path) -> None:
    (root / "publisher.toml").write_text(PROJECT + 'title = "Иначе"\n', encoding="utf-8")


def own_layout(root: Path) -> None:
    folder = root / "layouts/own"
    folder.mkdir(parents=True)
    (folder / "layout.toml").write_text('extends = "leaflet-a5"\n', encoding="utf-8")


def result_gone(root: Path) -> None:
    (root / "out/a/a.html").unlink()


def result_changed(root: Path) -> None:
    (root / "out/a/a.html").write_text("<p>", encoding="utf-8")


def record_broken(root: Path) -> None:
    (record,) = (root / "out/.cache/standing").glob("*.json")
    record.write_bytes(record.read_bytes()[:-30])


@pytest.mark.parametrize(
    "change",
    [change_text, change_one_letter, new_text, sidecar, config, own_layout, result_gone, result_changed, record_broken],
)
def test_what_matters_makes_it_build(project: Path, publisher, change) -> None:
    assert has_built(publisher)
    assert not has_built(publisher)
    change(project)
    assert has_built(publisher)
    assert not has_built(publisher)
    assert (project / "out/a/a.html").read_text(encoding="utf-8") != "<p>"


def write_nothing(pipe: Path) -> None:
    """Whenever somebody reads the pipe."""
    with suppress(FileNotFoundError):
        while True:
            os.close(os.open(pipe, os.O_WRONLY))  # Path.open would make a file where the pipe is gone
            time.sleep(0.01)


def test_pipes_are_not_opened(project: Path, publisher) -> None:
    """Whoever reads one waits for ever; not here, so that the test would fail and not hang."""
    pipes = [project / name for name in ("sources/two.md", "sources/one.toml", "layouts/own/layout.toml", "x.png")]
    (project / "layouts/own").mkdir(parents=True)
    for pipe in pipes:
        os.mkfifo(pipe)
        Thread(target=write_nothing, args=(pipe,), daemon=True).start()
    assert has_built(publisher)
    assert not has_built(publisher)
    said = publisher("build", "sources/two.md", "sources/one.md")
    assert (said.code, "S402" in said.err) == (4, True)
    said = publisher("build", "--layout", "own")
    assert (said.code, "C101" in said.err) == (3, True)


def test_folders_behind_links_are_looked_into(project: Path, publisher, tmp_path_factory) -> None:
    shared = tmp_path_factory.mktemp("shared")
    (shared / "layout.toml").write_text(
        'extends = "leaflet-a5"\ntitle = { ru = "Своё", en = "Own" }\n', encoding="utf-8"
    )
    (project / "layouts").mkdir()
    (project / "layouts/own").symlink_to(shared)
    (project / "layouts/round").symlink_to(project)
    assert has_built(publisher, "--layout", "own", "-f", "pdf")
    assert not has_built(publisher, "--layout", "own", "-f", "pdf")
    (shared / "page.css").write_text("p { color: red }\n", encoding="utf-8")
    assert has_built(publisher, "--layout", "own", "-f", "pdf")
    assert not has_built(publisher, "--layout", "own", "-f", "pdf")


def test_a_project_with_too_many_files_is_not_recorded(project: Path, publisher, monkeypatch) -> None:
    monkeypatch.setattr(standing, "_MOST", 10)
    assert has_built(publisher)
    assert has_built(publisher)


def test_large_files_that_lie_about_are_not_read(project: Path, publisher) -> None:
    with (project / "scan.tiff").open("wb") as file:
        file.truncate(65 << 20)
    (project / "publisher.toml").touch()
    assert has_built(publisher)
    (path,) = (project / "out/.cache/standing").glob("*.json")
    record = json.loads(path.read_bytes())
    assert {Path(name).name for name in record["states"]} > {"scan.tiff", "publisher.toml"}
    assert {Path(name).name for name in record["young"]} & {"scan.tiff", "publisher.toml"} == {"publisher.toml"}


def test_another_command_or_date_is_another_matter(project: Path, publisher, monkeypatch) -> None:
    assert has_built(publisher)
    assert has_built(publisher, "a")
    assert has_built(publisher, "--draft")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert has_built(publisher)
    assert not has_built(publisher)
    assert has_built(publisher, "--no-cache")


def test_a_failed_build_does_not_stand(project: Path, publisher) -> None:
    (project / "sources/two.md").write_bytes(b"")
    for _ in range(2):
        assert publisher("build").code == 4


def test_only_and_matrix(project: Path, publisher) -> None:
    assert {e["path"] for e in events(publisher, "a", "--only", "one") if e["event"] == "result"} == {
        "out/a.one/a.one.html"
    }
    made = events(publisher, "a", "--matrix", "layouts=leaflet-a5,zine-a6", "formats=html")
    assert [e["path"] for e in made if e["event"] == "result"] == [
        "out/a.leaflet-a5/a.leaflet-a5.html",
        "out/a.zine-a6/a.zine-a6.html",
    ]


def layouts_of(folder: Path) -> dict[str, str]:
    reports = sorted(folder.glob("out/*/report.json"))
    return {path.parent.name: json.loads(path.read_text(encoding="utf-8"))["layout"] for path in reports}


def test_long_works_keep_the_layout_that_was_asked_for(project: Path, publisher) -> None:
    """Only a file that was named, without a layout, is set as a pamphlet because it is long."""
    (project / "sources/one.md").write_text(TEXT + "\nМного слов, много. " * 1200, encoding="utf-8")
    config = PROJECT.replace('works = ["sources/*.md"]', 'layout = "leaflet-a4-news"\nworks = ["sources/*.md"]')
    (project / "publisher.toml").write_text(config, encoding="utf-8")
    events(publisher, "a", "--only", "one")
    events(publisher, "a", "--matrix", "layouts=leaflet-a5,zine-a6")
    events(publisher, "sources/one.md", "-f", "html")
    events(publisher, "sources/one.md", "-f", "html", "--matrix", "layouts=leaflet-a5")
    assert layouts_of(project) == {
        "a.one": "leaflet-a4-news",
        "a.leaflet-a5": "leaflet-a5",
        "a.zine-a6": "zine-a6",
        "one": "pamphlet-a5",
        "one.leaflet-a5": "leaflet-a5",
    }


def test_telling_again_loads_neither_rules_nor_catalogues(project: Path) -> None:
    """Half a second of every build that has nothing to do."""
    code = (
        "import sys; from publisher.cli.run import run; run(['build', '-v', '--lang', 'ru']); "
        "print([name for name in sys.modules if name.startswith('publisher.typography')], file=sys.stderr); "
        "from publisher.cli import words; print(words._catalogue.cache_info().currsize, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code]
    first = subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()
    second = subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()
    remarks = [line for line in first if line.startswith("sources/one.md") or " RU" in line]
    assert remarks
    assert [line for line in second if line in remarks] == remarks
    assert "publisher.typography" in first[-2]
    assert second[-2:] == ["[]", "1"]  # the words of the interface


def test_another_copy_of_the_code_does_its_own_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked = standing.Asked(("x",), tmp_path, None)
    here = asked.key()
    monkeypatch.setattr(standing, "__file__", str(tmp_path / "publisher/builder/standing.py"))
    assert asked.key() != here
