"""Press results of a build: file, report, shop of the edition, errors that write nothing."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from publisher.builder.events import ResultWritten
from publisher.model.errors import PublisherError

TEXT = "---\ntitle: Заголовок\nauthor: А. Б. Автор\ndate: 2024\nlang: ru\n---\n\nПервый абзац.\n"
CONFIG = '[edition.leaf]\nkind = "leaflet"\nworks = ["a.md"]\noutputs = ["pdf", "press"]\n'
LAYOUT = {
    "layouts/own/layout.toml": 'title = {ru = "Свой", en = "Own"}\nextends = "pamphlet-a5"\n',
    "layouts/own/page.css": ".opener h1 { background: linear-gradient(#f00, #00f); color: rgba(0, 0, 0, .5) }\n",
}


def intent(path: Path) -> str:
    with pikepdf.open(BytesIO(path.read_bytes())) as pdf:
        return str(pdf.Root.OutputIntents[0].OutputConditionIdentifier)


def test_press_and_screen_come_from_the_same_pages(write, build) -> None:
    root = write({"publisher.toml": CONFIG, "a.md": TEXT})
    events = build(use_cache=False)
    made = [event for event in events if isinstance(event, ResultWritten)]
    assert [(r.format, r.path, r.pages) for r in made] == [
        ("pdf", "out/leaf/leaf.pdf", 1),
        ("press", "out/leaf/leaf.press.pdf", 1),
    ]
    assert [r.rendered for r in made] == [1, 0]
    report = json.loads((root / "out/leaf/report.json").read_text(encoding="utf-8"))
    press = report["results"][1]
    assert (press["standard"], press["condition"], press["trim-mm"]) == ("PDF/X-1a:2001", "FOGRA39", [148, 210])
    assert press["lowest-ppi"] is None
    manifest = json.loads((root / "out/leaf/manifest.json").read_text(encoding="utf-8"))
    assert "leaf.press.pdf" in manifest["results"]


def test_a_rebuild_gives_the_same_bytes(write, build) -> None:
    root = write({"publisher.toml": CONFIG, "a.md": TEXT})
    build()
    first = (root / "out/leaf/leaf.press.pdf").read_bytes()
    build(use_cache=False)
    assert (root / "out/leaf/leaf.press.pdf").read_bytes() == first


def test_project_and_edition_choose_the_shop(write, build) -> None:
    root = write({"publisher.toml": '[press]\nprofile = "newspaper"\n' + CONFIG, "a.md": TEXT})
    build(formats=("press",))
    assert intent(root / "out/leaf/leaf.press.pdf") == "IFRA26"
    write({"publisher.toml": '[press]\nprofile = "newspaper"\n' + CONFIG + 'press = {profile = "digital"}\n'})
    build(formats=("press",))
    assert intent(root / "out/leaf/leaf.press.pdf") == "FOGRA39"


def test_the_time_comes_from_the_environment(write, build, monkeypatch) -> None:
    root = write({"publisher.toml": CONFIG, "a.md": TEXT})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    build(formats=("press",))
    with pikepdf.open(BytesIO((root / "out/leaf/leaf.press.pdf").read_bytes())) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20231114221320Z"


def test_what_can_not_be_flattened_is_told_with_its_page_and_writes_nothing(write, build) -> None:
    root = write({"publisher.toml": CONFIG, "a.md": TEXT})
    build()
    before = (root / "out/leaf/leaf.press.pdf").read_bytes()
    write({"publisher.toml": CONFIG + 'layout = "own"\n', **LAYOUT})
    with pytest.raises(PublisherError) as caught:
        build()
    assert (caught.value.code, caught.value.params["pages"], caught.value.exit_code) == ("X110", "1", 5)
    assert (root / "out/leaf/leaf.press.pdf").read_bytes() == before
    write({"publisher.toml": CONFIG + 'layout = "own"\npress = {profile = "digital"}\n'})
    build()  # PDF/X-4 keeps it
    assert (root / "out/leaf/leaf.press.pdf").read_bytes() != before


def test_an_unknown_shop_is_an_error_of_the_configuration(write, build) -> None:
    write({"publisher.toml": CONFIG + 'press = {profile = "nobody"}\n', "a.md": TEXT})
    with pytest.raises(PublisherError) as caught:
        build()
    assert (caught.value.code, caught.value.exit_code) == ("C160", 3)
