"""Hostile and broken files: findings or one clear error, in bounded time and memory."""

from __future__ import annotations

import io
import random
import time
import zlib
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from print_sample import good, saved

from publisher.builder import inspecting
from publisher.builder.inspecting import Question, inspect_file
from publisher.model.errors import PublisherError, SourceError
from publisher.preflight import Report, inspect
from publisher.preflight.thumbnails import WIDEST, thumbnails


def codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}


def page_with(content: bytes, resources: Dictionary | None = None, **entries: object) -> bytes:
    """One page; the content may come with its filter."""
    pdf = pikepdf.new()
    stream = pdf.make_stream(content)
    for key, value in entries.items():
        stream[f"/{key}"] = value
    page = Dictionary(
        Type=Name.Page, MediaBox=Array([0, 0, 200, 200]), Resources=resources or Dictionary(), Contents=stream
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    out = io.BytesIO()
    pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    return out.getvalue()


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """300 MB of zeros, deflated."""
    machine = zlib.compressobj(1)
    return b"".join(machine.compress(bytes(1 << 20)) for _ in range(300)) + machine.flush()


def test_a_decompression_bomb(bomb: bytes) -> None:
    assert len(bomb) < 2_000_000
    began = time.process_time()
    report = inspect(page_with(bomb, Filter=Name.FlateDecode))
    assert time.process_time() - began < 10
    assert "P107" in codes(report)


def test_a_bomb_in_a_bomb(bomb: bytes) -> None:
    twice = zlib.compress(bomb)
    assert "P107" in codes(inspect(page_with(twice, Filter=Array([Name.FlateDecode, Name.FlateDecode]))))


def test_forms_that_double(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each form draws the next one twice: 2²² times the last."""
    monkeypatch.setattr("publisher.preflight.probes.shared.Budget.__init__", small_budget)
    pdf = pikepdf.open(io.BytesIO(good()))
    inner = pdf.make_indirect(form(pdf, b"0 0 1 1 re f", Dictionary()))
    for _ in range(22):
        inner = pdf.make_indirect(form(pdf, b"/In Do /In Do", Dictionary(XObject=Dictionary(In=inner))))
    page = pdf.pages[0].obj
    page.Resources = Dictionary(XObject=Dictionary(In=inner))
    page.Contents = pdf.make_stream(b"/In Do")
    began = time.process_time()
    report = inspect(saved(pdf, "PDF/X-1a:2001"), ink=False)
    assert time.process_time() - began < 1  # of a budget a hundred times as large: not the limit of the child
    assert "P107" in codes(report)
    assert [page.inspected for page in report.facts.pages] == [False] * 4


def small_budget(budget: object, operators: int = 200_000, data: int = 1 << 28) -> None:
    budget.operators, budget.bytes = operators, data  # type: ignore[attr-defined]


def form(pdf: pikepdf.Pdf, content: bytes, resources: Dictionary) -> pikepdf.Object:
    stream = pdf.make_stream(content)
    stream.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 100]), Resources=resources
    )
    return stream


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b"<<" * 100_000,
        b"(" * 100_000,
        b"1 " * 100_000,
        b"1" * 100_000 + b"x",
        b"<" + b"a" * 100_000,
        b"BI /W 1 ID " + b"a EI x" * 20_000,
        b"q " * 50_000,
        b"/" + b"n" * 100_000,
        b"BT " + b"[<00>" * 30_000,
        b"1e308 " * 6 + b"cm 0 0 1 1 re f",
        b"9" * 400 + b" 0 0 1 0 0 cm 0 0 1 1 re f",
        bytes(range(256)) * 300,
    ],
    ids=range(13),
)
def test_content_that_means_nothing(content: bytes) -> None:
    began = time.process_time()
    inspect(page_with(content))
    assert time.process_time() - began < 3


def test_pages_that_turn_in_a_circle() -> None:
    data = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2/Parent 2 0 R>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n"
    )
    try:
        report = inspect(data)
    except SourceError as error:
        assert error.code == "S502"
    else:
        assert "P101" in codes(report)


def test_thousands_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only boxes are read of pages beyond the limit."""
    monkeypatch.setattr("publisher.preflight.probes.document.MOST_PAGES", 100)
    pdf = pikepdf.new()
    for _ in range(2000):
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, 9, 9])))))
    out = io.BytesIO()
    pdf.save(out)
    report = inspect(out.getvalue())
    assert report.facts.page_count == 2000
    found = next(finding for finding in report.findings if finding.code == "P107")
    assert found.params["detail"] == "101"


def test_a_picture_of_a_billion_pixels() -> None:
    pdf = pikepdf.open(io.BytesIO(good()))
    picture = pdf.pages[0].obj.Resources.XObject.Picture
    picture[Name.Width] = picture[Name.Height] = 60_000
    assert "P606" in codes(inspect(saved(pdf, "PDF/X-1a:2001")))


WRONG = (-7, Name.Wrong, Array([Array([])]), Dictionary(), String("?"))


def test_objects_of_wrong_types() -> None:
    """Every value of the good file in turn becomes something else: findings or a clear error."""
    pdf = pikepdf.open(io.BytesIO(good()))
    places = [(number, key) for number in range(1, len(pdf.objects) + 1) for key in keys_of(pdf, number)]
    assert len(places) > 60
    for turn, (number, key) in enumerate(places):
        with pikepdf.open(io.BytesIO(good())) as broken:
            broken.get_object((number, 0))[key] = WRONG[turn % len(WRONG)]
            out = io.BytesIO()
            try:
                broken.save(out, fix_metadata_version=False)
            except (pikepdf.PdfError, RuntimeError):
                continue
        checked(out.getvalue(), turn)


def keys_of(pdf: pikepdf.Pdf, number: int) -> list[str]:
    found = pdf.get_object((number, 0))
    if not isinstance(found, (pikepdf.Dictionary, pikepdf.Stream)):
        return []
    return [key for key in list(found.keys()) if key != "/Length"]


def checked(data: bytes, turn: int) -> None:
    """Plates are drawn of every fourth: it takes its time."""
    try:
        inspect(data, ink=turn % 4 == 0)
    except SourceError as error:
        assert error.code in ("S501", "S502", "S503")


def test_random_damage() -> None:
    chance = random.Random(4)
    whole = good()
    for turn in range(60):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        checked(bytes(data), turn)
        cut = chance.randrange(len(whole))
        checked(whole[:cut], turn)


def test_a_child_that_dies_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(good())
    monkeypatch.setattr(inspecting, "inspect", greedy)
    with pytest.raises(PublisherError) as caught:
        inspect_file(Question(path))
    assert (caught.value.code, caught.value.exit_code) == ("S504", 4)


def greedy(*_: object, **__: object) -> None:
    bytearray(8 << 30)


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [0, 0, 200, 0], [0, 0, 3e5, 3e5]], ids=["point", "line", "field"])
def test_pictures_of_pages_without_a_size_stay_small(box: list[float]) -> None:
    pdf = pikepdf.open(io.BytesIO(page_with(b"0 0 9 9 re f")))
    pdf.pages[0].obj.MediaBox = Array(box)
    out = io.BytesIO()
    pdf.save(out)
    for picture in thumbnails(out.getvalue(), inspect(out.getvalue(), ink=False).facts, [1]).values():
        with Image.open(io.BytesIO(picture)) as seen:
            assert max(seen.size) <= WIDEST + 1
