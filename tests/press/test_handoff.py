"""The archive for a print shop, unpacked and read."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pytest
from PIL import Image

from publisher.builder.profiles import load_profile
from publisher.data import folder
from publisher.model.job import Job, JobPart, JobWish
from publisher.press.handoff.archive import job_archive
from publisher.press.handoff.sheet import colours, job_sheet
from publisher.press.handoff.xjdf import xjdf

XJDF = "{http://www.CIP4.org/JDFSchema_2_0}"
CMYK = ("Cyan", "Magenta", "Yellow", "Black")


@cache
def pdf(pages: int, width: float, height: float) -> bytes:
    """Pages with 10 pt of paper around the trim."""
    made = pikepdf.new()
    for _ in range(pages):
        page = made.add_blank_page(page_size=(width + 20, height + 20))
        page.obj.TrimBox = pikepdf.Array([10, 10, width + 10, height + 10])
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def job(**changes: object) -> Job:
    block = JobPart(
        *("block", "kniga_block_130x200.pdf", pdf(3, 360, 540), 3, (130.0, 200.0), (136.0, 206.0)),
        *(("Black",), "PDF/X-1a:2001", "офсетная 80 г/м²"),
    )
    cover = JobPart(
        *("cover", "kniga_cover_269x200.pdf", pdf(1, 745, 540), 1, (269.0, 200.0), (275.0, 206.0)),
        *(CMYK, "PDF/X-1a:2001", ""),
    )
    made = Job(
        name="книга",
        title="Книга & «закладка»",
        author="А. Б. Авторов",
        parts=(block, cover),
        binding="perfect",
        spine=9.0,
        print_run=500,
        order="",
        wish=JobWish(delivery="Москва", notes="Бумага заказчика."),
        profile=load_profile("offset-coated", [folder("profiles")]),
        report="замечаний нет\n",
        created="2026-01-01T00:00:00Z",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_everything_is_in_the_archive() -> None:
    assert list(unpacked(job_archive(job()))) == [
        *("kniga_block_130x200.pdf", "kniga_cover_269x200.pdf", "ЗАДАНИЕ.txt", "preflight.txt", "job.xjdf"),
        *("proofs/block_01.jpg", "proofs/block_02.jpg", "proofs/block_03.jpg", "proofs/cover_01.jpg", "SHA256SUMS"),
    ]


def test_the_same_job_gives_the_same_bytes_without_a_clock() -> None:
    data = job_archive(job())
    assert job_archive(job()) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs sha256sum")
def test_checksums_are_accepted_by_the_tool_and_tell_damage(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(job_archive(job()))) as archive:
        archive.extractall(tmp_path)
    check = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path, check=False).returncode == 0
    (tmp_path / "job.xjdf").write_bytes(b"")
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode == 1


def test_proofs_show_the_trimmed_page_at_a_hundred_pixels_an_inch() -> None:
    files = unpacked(job_archive(job()))
    with Image.open(io.BytesIO(files["proofs/block_01.jpg"])) as picture:
        assert (picture.size, picture.info["dpi"]) == ((500, 750), (100, 100))


def test_the_job_sheet_says_what_is_known_and_what_is_not() -> None:
    lines = [" ".join(line.split()) for line in job_sheet(job(), ["proofs/block_01.jpg"]).splitlines()]
    for line in (
        *("Издание: «Книга & «закладка»»", "Автор: А. Б. Авторов", "Тираж: 500 экз.", "Срок: уточнить"),
        *("Доставка: Москва", "Файл: kniga_block_130x200.pdf", "Обрезной формат: 130×200 мм", "Страниц: 3"),
        *("Красочность: 1+1 (чёрная)", "Красочность: 4+0 (голубая, пурпурная, жёлтая, чёрная)", "Вылеты: 3 мм"),
        *("Состав: разворот: оборот + корешок 9,0 мм + лицо", "Бумага: офсетная 80 г/м²", "Бумага: уточнить"),
        *("Скрепление: КБС (клеевое бесшвейное скрепление)", "proofs/block_01.jpg", "Бумага заказчика."),
    ):
        assert line in lines, line
    assert "профиль offset-coated), Coated FOGRA39 (ISO 12647-2:2004)" in "\n".join(lines)


def test_windows_editors_read_the_sheet() -> None:
    """A byte order mark, and line ends of that system."""
    sheet = unpacked(job_archive(job()))["ЗАДАНИЕ.txt"]
    assert sheet.startswith("\ufeffЗАДАНИЕ".encode()) and b"\r\n" in sheet


def test_a_leaflet_of_one_page_is_printed_on_one_side() -> None:
    sheet = JobPart("block", "a.pdf", b"", 1, (99.0, 210.0), (99.0, 210.0), ("Black", "PANTONE 286 C"), "PDF/X-4", "")
    assert colours(sheet) == "2+0 (чёрная, PANTONE 286 C)"
    text = job_sheet(job(parts=(sheet,), binding=None, spine=0.0), [])
    assert "Скрепление:             нет" in text and "Вылеты:                 нет" in text and "ОБЛОЖКА" not in text


def test_xjdf_says_the_same_to_a_machine() -> None:
    root = ElementTree.fromstring(xjdf(job()))
    assert (root.tag, root.get("JobID"), root.get("Version")) == (f"{XJDF}XJDF", "kniga", "2.2")
    products = {product.get("ID"): product for product in root.iter(f"{XJDF}Product")}
    assert [(p.get("ProductType"), p.get("Amount")) for p in products.values()] == [
        ("Book", "500"),
        ("Body", "500"),
        ("Cover", "500"),
    ]
    (binding,) = products["book"].iter(f"{XJDF}BindingIntent")
    assert (binding.get("BindingType"), binding.get("ChildRefs")) == ("SoftCover", "block cover")
    (layout,) = products["block"].iter(f"{XJDF}LayoutIntent")
    width, height, _ = map(float, str(layout.get("FinishedDimensions")).split())
    assert (width, height) == pytest.approx((368.504, 566.929), abs=0.001)
    surfaces = {id: [s.get("ColorsUsed") for s in p.iter(f"{XJDF}SurfaceColor")] for id, p in products.items()}
    assert surfaces == {"book": [], "block": ["Black", "Black"], "cover": ["Cyan Magenta Yellow Black"]}
    assert [spec.get("URL") for spec in root.iter(f"{XJDF}FileSpec")] == [part.file for part in job().parts]


def test_xjdf_of_a_stapled_pamphlet_and_a_leaflet() -> None:
    stapled = ElementTree.fromstring(xjdf(job(binding="saddle", spine=0.0)))
    assert [b.get("BindingType") for b in stapled.iter(f"{XJDF}BindingIntent")] == ["SaddleStitch"]
    leaflet = ElementTree.fromstring(xjdf(job(binding=None, parts=job().parts[:1], print_run=0)))
    (product,) = leaflet.iter(f"{XJDF}Product")
    assert (product.get("ProductType"), product.get("IsRoot"), product.get("Amount")) == ("Flyer", "true", None)
