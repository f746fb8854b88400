from __future__ import annotations

import json
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from barcodes import bars_on

from publisher.builder.events import EditionDone, EditionFailed, EditionStarted, Progress, Remark, ResultWritten
from publisher.builder.project import load_project
from publisher.builder.run import picture_roots
from publisher.model.errors import PublisherError

TEXT = '---\ntitle: Заголовок\nauthor: А. Б. Автор\ndate: 2024\nlang: ru\n---\n\nЭто "первый" абзац - и последний.\n'
LEAFLET = '[edition.leaflet]\nkind = "leaflet"\nworks = ["sources/a.md"]\noutputs = ["html"]\n'
TWO = LEAFLET + '[edition.second]\nkind = "leaflet"\nworks = ["sources/b.md"]\noutputs = ["html"]\n'


def files(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def results_in(out: Path) -> dict[str, bytes]:
    """Everything but what is kept to be quick."""
    return {name: data for name, data in files(out).items() if not name.startswith(".cache/")}


def results(events: list[object]) -> list[ResultWritten]:
    return [event for event in events if isinstance(event, ResultWritten)]


def test_events_tell_a_build_from_start_to_end(write, build) -> None:
    write({"publisher.toml": LEAFLET.replace('"html"', '"html", "fb2"'), "sources/a.md": TEXT})
    events = build()
    told = [Progress, Progress, Progress, ResultWritten, ResultWritten]
    assert [type(e) for e in events] == [EditionStarted, *told, EditionDone]
    steps = [(e.step, e.done, e.total) for e in events if isinstance(e, Progress)]
    assert steps == [("read", 1, 3), ("fb2", 2, 3), ("html", 3, 3)]
    assert [r.path for r in results(events)] == ["out/leaflet/leaflet.fb2", "out/leaflet/leaflet.html"]


def test_fictionbook_is_built_plain_and_packed(write, build) -> None:
    series = 'series = { name = "Книжки", number = 3 }\n'
    root = write({"publisher.toml": LEAFLET.replace('"html"', '"fb2", "fb2.zip"') + series, "sources/a.md": TEXT})
    assert [r.path for r in results(build())] == ["out/leaflet/leaflet.fb2", "out/leaflet/leaflet.fb2.zip"]
    data = (root / "out/leaflet/leaflet.fb2").read_bytes()
    assert '<sequence name="Книжки" number="3"/>' in data.decode()
    with zipfile.ZipFile(root / "out/leaflet/leaflet.fb2.zip") as archive:
        assert archive.read("leaflet.fb2") == data
    before = files(root / "out")
    build()
    assert files(root / "out") == before


def test_pages_are_rendered_once_and_rebuilt_to_the_byte(write, build) -> None:
    root = write({"publisher.toml": LEAFLET, "sources/a.md": TEXT})
    first = results(build(formats=("pdf", "epub", "html")))
    assert [r.format for r in first] == ["pdf", "epub", "html"]
    assert (first[0].pages, first[0].rendered, first[0].reused) == (1, 1, 0)
    before = files(root / "out" / "leaflet")
    assert sorted(before) == [
        "cover.png",
        "leaflet.epub",
        "leaflet.html",
        "leaflet.pdf",
        "manifest.json",
        "report.json",
    ]
    second = results(build(formats=("pdf", "epub", "html")))
    assert (second[0].rendered, second[0].reused) == (0, 1)
    assert files(root / "out" / "leaflet") == before
    third = results(build(formats=("pdf", "epub", "html"), use_cache=False))
    assert (third[0].rendered, third[0].reused) == (1, 0)
    assert files(root / "out" / "leaflet") == before


def test_another_text_is_rendered_again(write, build) -> None:
    root = write({"publisher.toml": LEAFLET, "sources/a.md": TEXT})
    build(formats=("pdf",))
    before = files(root / "out" / "leaflet")
    write({"sources/a.md": TEXT.replace("первый", "новый")})
    assert results(build(formats=("pdf",)))[0].rendered == 1
    assert files(root / "out" / "leaflet")["leaflet.pdf"] != before["leaflet.pdf"]


def test_the_manifest_says_what_went_in_and_came_out(write, build) -> None:
    root = write({"publisher.toml": LEAFLET, "sources/a.md": TEXT})
    build(formats=("epub",))
    manifest = json.loads((root / "out/leaflet/manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["sources"]) == ["sources/a.md"]
    assert list(manifest["results"]) == ["leaflet.epub", "cover.png"]
    assert {len(d) for part in ("sources", "results", "fonts") for d in manifest[part].values()} == {64}
    assert "missing" not in manifest["tools"].values()
    report = json.loads((root / "out/leaflet/report.json").read_text(encoding="utf-8"))
    assert (report["edition"], report["kind"], report["layout"]) == ("leaflet", "leaflet", "leaflet-a5")


@pytest.mark.parametrize(
    ("broken", "code", "exit_code"),
    [
        (b"", "S102", 4),
        (bytes(range(256)) * 20, "S104", 4),
        (b"---\ntitle: [\n---\nx", "S107", 4),
        (f"{TEXT}\n![x](no.png)\n".encode(), "S301", 4),
        (f"{TEXT}\n![x](../../secret.png)\n".encode(), "S301", 4),
        (f"{TEXT}\n![x](http://example.org/a.png)\n".encode(), "S306", 4),
    ],
)
def test_a_failing_build_leaves_earlier_results_alone(write, build, broken: bytes, code: str, exit_code: int) -> None:
    root = write({"publisher.toml": LEAFLET, "sources/a.md": TEXT})
    build(formats=("epub",))
    before = results_in(root / "out")
    write({"sources/a.md": broken})
    with pytest.raises(PublisherError) as caught:
        build(formats=("epub",))
    assert (caught.value.code, caught.value.exit_code) == (code, exit_code)
    assert results_in(root / "out") == before


def test_a_result_that_cannot_be_written_takes_no_other_along(write, build) -> None:
    root = write({"publisher.toml": LEAFLET, "sources/a.md": TEXT, "out/leaflet/leaflet.html/x": "in the way"})
    with pytest.raises(PublisherError) as caught:
        build(formats=("epub", "html"))
    assert caught.value.code == "B105"
    assert [p for p in files(root / "out") if ".cache" not in p] == ["leaflet/leaflet.html/x"]


def test_a_failure_leaves_no_empty_folder(write, build) -> None:
    root = write({"publisher.toml": LEAFLET, "sources/a.md": ""})
    with pytest.raises(PublisherError):
        build()
    assert not (root / "out" / "leaflet").exists()


def test_keep_going_builds_the_rest(write, build) -> None:
    root = write({"publisher.toml": TWO, "sources/a.md": "", "sources/b.md": TEXT})
    with pytest.raises(PublisherError):
        build()
    events = build(keep_going=True)
    failed = [event for event in events if isinstance(event, EditionFailed)]
    assert [(f.edition, f.error.code) for f in failed] == [("leaflet", "S102")]
    assert (root / "out/second/second.html").is_file()


@pytest.mark.parametrize("layout", ["nope", "base", "../layouts/base", ""])
def test_layouts_that_are_none(write, build, layout: str) -> None:
    toml = LEAFLET.replace("outputs", f'layout = "{layout}"\noutputs')
    write({"publisher.toml": toml, "sources/a.md": TEXT})
    with pytest.raises(PublisherError) as caught:
        build()
    assert (caught.value.code, caught.value.exit_code) == ("C122" if layout == "base" else "C120", 3)


def test_the_date_of_a_build_is_that_of_the_environment(write, build, monkeypatch) -> None:
    root = write({"publisher.toml": LEAFLET, "sources/a.md": TEXT})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    build(formats=("pdf",))
    dated = (root / "out/leaflet/leaflet.pdf").read_bytes()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    build(formats=("pdf",))
    assert b"20010909" in dated or b"20010909" in _inflated(dated)
    assert b"20010909" not in _inflated((root / "out/leaflet/leaflet.pdf").read_bytes())


def _inflated(pdf: bytes) -> bytes:
    """All compressed streams of a PDF, one behind the other."""
    pieces = [pdf]
    for part in pdf.split(b"stream\n")[1:]:
        try:
            pieces.append(zlib.decompressobj().decompress(part))
        except zlib.error:
            continue
    return b"".join(pieces)


@pytest.mark.parametrize("value", ["soon", "9" * 20, "1.5"])
def test_a_date_that_is_none(write, build, monkeypatch, value: str) -> None:
    write({"publisher.toml": LEAFLET, "sources/a.md": TEXT})
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(PublisherError) as caught:
        build()
    assert caught.value.code == "B107"


def test_a_lone_long_file_is_a_pamphlet(write, build) -> None:
    root = write({"publisher.toml": "", "a.md": TEXT + "Ещё один абзац, чтобы текст стал длиннее.\n\n" * 500})
    build(["a.md"], formats=("html",))
    assert json.loads((root / "out/a/report.json").read_text(encoding="utf-8"))["kind"] == "pamphlet"


def test_names_that_are_not_unicode(write, build) -> None:
    root = write({"publisher.toml": LEAFLET.replace("sources/a.md", "sources/*.md"), "sources/\udcff.md": TEXT})
    build()
    assert list(json.loads((root / "out/leaflet/manifest.json").read_bytes())["sources"]) == ["sources/\udcff.md"]


def test_pictures_stay_in_the_project_or_in_the_folder_of_a_foreign_text(write, tmp_path_factory) -> None:
    root = write({"publisher.toml": LEAFLET, "sources/a.md": TEXT})
    project = load_project(root / "publisher.toml")
    assert picture_roots(project, project.editions["leaflet"].sources) == {"sources/a.md": root}
    foreign = tmp_path_factory.mktemp("foreign") / "b.md"
    foreign.write_text(TEXT, encoding="utf-8")
    from dataclasses import replace

    edition = replace(project.editions["leaflet"], sources=(str(foreign),))
    assert picture_roots(project, edition.sources) == {str(foreign): foreign.parent}


def test_a_link_to_a_picture_outside_is_refused(write, build, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.png"
    outside.write_bytes(b"\x89PNG")
    root = write({"publisher.toml": LEAFLET, "sources/a.md": f"{TEXT}\n![x](b.png)\n"})
    (root / "sources" / "b.png").symlink_to(outside)
    with pytest.raises(PublisherError) as caught:
        build()
    assert caught.value.code == "S302"


def test_drawings_that_name_no_typeface_are_lettered_in_ours(write, build) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text y="20">Схема</text></svg>'
    root = write({"a.md": "---\ntitle: Т\nauthor: А\n---\n\n![с](s.svg)\n", "s.svg": drawing})
    write({"publisher.toml": '[edition.e]\nkind = "leaflet"\nworks = ["a.md"]\n'})
    remarks = [event.finding.code for event in build(formats=("pdf",)) if isinstance(event, Remark)]
    assert "B201" not in remarks
    with pikepdf.open(root / "out" / "e" / "e.pdf") as pdf:
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.resources.get("/Font", {}).values()}
    assert fonts
    assert all("+Pub-" in font for font in fonts)


def test_a_barcode_stands_in_one_place(write, build) -> None:
    edition = '[edition.e]\nkind = "pamphlet"\nworks = ["a.md"]\nimprint = { isbn = "978-5-00-000000-7" }\n'
    root = write({"a.md": "---\ntitle: Т\nauthor: А\n---\n\nСлово.\n", "publisher.toml": edition})
    built = root / "out" / "e" / "e.pdf"

    def codes() -> list[str]:
        with pypdfium2.PdfDocument(built) as pdf:
            return [code for page in pdf if (code := bars_on(page.render(scale=4).to_pil()))]

    build(formats=("pdf",))
    assert codes() == ["9785000000007"]
    build(formats=("pdf", "cover"))
    assert codes() == []
