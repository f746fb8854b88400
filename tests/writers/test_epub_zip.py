"""The archive of an e-book, opened by Python's own `zipfile`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from publisher.model.errors import BuildError
from publisher.writers import epub_zip
from publisher.writers.epub_zip import StableZip

FILES: Mapping[str, bytes] = {
    "mimetype": b"application/epub+zip",
    "EPUB/текст.xhtml": "Мороз и солнце; день чудесный! ".encode() * 999,
    "EPUB/empty.css": b"",
    "EPUB/noise.jpg": bytes((i * i * 7919 >> 5) % 256 for i in range(3000)),
}


def archive(level: int = epub_zip.LEVEL) -> bytes:
    out = StableZip(level)
    for name, data in FILES.items():
        out.writestr(name, data, stored=name == "mimetype")
    return out.finished()


@pytest.mark.parametrize("level", [0, 1, epub_zip.LEVEL, 12])
def test_files_come_out_as_they_went_in(level: int) -> None:
    with zipfile.ZipFile(io.BytesIO(archive(level))) as found:
        assert found.testzip() is None
        assert {name: found.read(name) for name in found.namelist()} == FILES
        assert found.namelist() == list(FILES)


def test_only_what_gets_smaller_is_packed() -> None:
    with zipfile.ZipFile(io.BytesIO(archive())) as found:
        packed = {entry.filename for entry in found.infolist() if entry.compress_type == zipfile.ZIP_DEFLATED}
        assert packed >= {"EPUB/текст.xhtml"}
        assert packed.isdisjoint({"mimetype", "EPUB/empty.css"})
        assert all(entry.compress_size <= entry.file_size for entry in found.infolist())
        assert not any(entry.extra for entry in found.infolist())


def test_the_same_files_give_the_same_bytes_and_a_higher_level_fewer() -> None:
    assert archive() == archive()
    assert len(archive(12)) <= len(archive(1)) < len(archive(0)) / 5


def test_an_archive_that_would_need_zip64_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epub_zip, "_MOST_ENTRIES", 2)
    with pytest.raises(BuildError) as caught:
        archive()
    assert caught.value.code == "B124"
    monkeypatch.setattr(epub_zip, "_MOST_ENTRIES", 9)
    monkeypatch.setattr(epub_zip, "_MOST_BYTES", (1 << 24) + 1000)
    with pytest.raises(BuildError):
        archive(0)
