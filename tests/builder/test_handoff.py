"""Covers and archives for a print shop, as builds make them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from publisher.builder.covers import cover_of
from publisher.builder.events import Remark, ResultWritten
from publisher.builder.project import load_project
from publisher.model.cover import MM
from publisher.model.errors import ConfigError, SourceError

TEXT = "---\ntitle: Заголовок\nauthor: А. Б. Автор\ndate: 2024\nlang: ru\n---\n\nСлово.\n"
LEAFLET = '[edition.list]\nkind = "leaflet"\nworks = ["a.md"]\n'
PAMPHLET = '[edition.kniga]\nkind = "pamphlet"\nworks = ["a.md"]\n'
KNOWN = (
    '[imprint]\nprint-run = 500\npaper = "офсетная"\norder = 12\n[job]\ndelivery = "Москва"\ncontact = "почта"\n'
    '[edition.kniga.cover]\npaper = "картон"\nspine = "7mm"\nbinding = "perfect"\n'
)


def results(events: list[object]) -> dict[str, ResultWritten]:
    return {event.format: event for event in events if isinstance(event, ResultWritten)}


def remarks(events: list[object]) -> list[str]:
    return [event.finding.code for event in events if isinstance(event, Remark)]


def unzipped(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_handoff_adds_the_archive_to_what_is_built(write, build) -> None:
    root = write({"publisher.toml": PAMPHLET + KNOWN, "a.md": TEXT})
    events = build(formats=("press",), handoff=True)
    assert list(results(events)) == ["press", "job"] and "H101" not in remarks(events)
    archive = root / "out" / "kniga" / "kniga.job.zip"
    first = archive.read_bytes()
    found = unzipped(archive)
    assert list(found)[:2] == ["kniga_block_148x210.pdf", "kniga_cover_303x210.pdf"]
    assert found["kniga_block_148x210.pdf"] == (root / "out" / "kniga" / "kniga.press.pdf").read_bytes()
    sheet = found["ЗАДАНИЕ.txt"].decode()
    for words in ("500 экз.", "корешок 7,0 мм", "картон", "Москва", "Страниц:                4"):
        assert words in sheet, words
    assert "замечаний нет" in found["preflight.txt"].decode()
    report = json.loads((root / "out" / "kniga" / "report.json").read_text(encoding="utf-8"))
    assert report["results"][1]["files"] == {"block": "kniga_block_148x210.pdf", "cover": "kniga_cover_303x210.pdf"}
    build(formats=("press",), handoff=True, use_cache=False)
    assert archive.read_bytes() == first


def test_what_the_shop_will_ask_for_is_told(write, build) -> None:
    write({"publisher.toml": LEAFLET, "a.md": TEXT})
    events = build(formats=("job",))
    assert list(results(events)) == ["job"]
    (remark,) = (e for e in events if isinstance(e, Remark) and e.finding.code == "H101")
    assert remark.finding.params["missing"] == "imprint.print-run, imprint.paper, job.delivery, job.contact"


def test_a_leaflet_goes_without_a_cover(write, build) -> None:
    root = write({"publisher.toml": LEAFLET + PAMPHLET, "a.md": TEXT})
    events = build(formats=("cover",))
    assert [(r.edition, r.path) for r in results(events).values()] == [("kniga", "out/kniga/kniga.cover.pdf")]
    assert remarks(events) == ["B302"]
    assert not (root / "out" / "list" / "list.cover.pdf").exists()


def test_the_preflight_speaks_russian_in_the_archive(write, build) -> None:
    """A shop that wants 24 pages, and a leaflet of one."""
    shop = '[press]\nprofile = "own"\n[profile.own]\nextends = "offset-coated"\npage-multiple = 24\n'
    root = write({"publisher.toml": shop + LEAFLET, "a.md": TEXT})
    build(formats=("job",))
    assert "P212 предупреждение: " in unzipped(root / "out" / "list" / "list.job.zip")["preflight.txt"].decode()


def test_a_lone_file_with_a_russian_name_gets_latin_names(write, build) -> None:
    root = write({"publisher.toml": "", "Заметка.md": TEXT})
    events = build(["Заметка.md"], formats=("job",))
    assert "P121" not in remarks(events)
    assert next(iter(unzipped(root / "out" / "Заметка" / "Заметка.job.zip"))) == "Zametka_block_148x210.pdf"


# --- publisher.toml ---------------------------------------------------------------------------------------------------


def test_paper_by_grammage_and_bulk_or_by_caliper() -> None:
    """90 g/m² × 1.3 cm³/g = 0.117 mm."""
    found = cover_of({"grammage": 90, "bulk": 1.3})
    assert found is not None and found.caliper == pytest.approx(0.117 * MM)
    found = cover_of({"grammage": 90, "caliper": "0.2mm", "cover-caliper": "0.3mm", "spine": "0"})
    assert found is not None
    assert (found.caliper, found.cover_caliper, found.spine) == pytest.approx((0.2 * MM, 0.3 * MM, 0))
    assert cover_of(None) is None


@pytest.mark.parametrize(
    "line", ["color = 'red'", "spine = 'thick'", "grammage = 0", "image-on = 'back'", "colour = '#fff'"]
)
def test_mistakes_in_a_cover_are_told_with_their_line(write, line: str) -> None:
    root = write({"publisher.toml": f"{PAMPHLET}[edition.kniga.cover]\n{line}\n", "a.md": TEXT})
    with pytest.raises(ConfigError) as raised:
        load_project(root / "publisher.toml")
    assert raised.value.place is not None and raised.value.place.line == 5


@pytest.mark.parametrize(("image", "code"), [("no.jpg", "S301"), ("../out.jpg", "S302"), ("a.md", "S303")])
def test_the_picture_of_a_cover_lies_in_the_project(write, build, tmp_path: Path, image: str, code: str) -> None:
    (tmp_path.parent / "out.jpg").write_bytes(b"")
    write({"publisher.toml": f'{PAMPHLET}[edition.kniga.cover]\nimage = "{image}"\n', "a.md": TEXT})
    with pytest.raises(SourceError) as raised:
        build(formats=("cover",))
    assert raised.value.code == code
