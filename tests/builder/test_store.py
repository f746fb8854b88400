from __future__ import annotations

from pathlib import Path

import pytest

from publisher.builder.store import Store, check_writable, digest, write_together, write_whole
from publisher.model.composition import Anchor, Bookmark, Fragment, FragmentFacts, RenderedFragment
from publisher.model.errors import BuildError

FRAGMENT = Fragment("w1", "work", "<p>Текст</p>", "ru")
FACTS = FragmentFacts(2, (Bookmark(1, "Глава", 0, 1.5, 2.5),), {"a": Anchor(1, 3.0, 4.0)}, (("B203", "слово"),))
RENDERED = RenderedFragment(FRAGMENT, b"%PDF-1.7 bytes", FACTS)
KEY = "ab" + "0" * 62


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.get(KEY, FRAGMENT) is None
    store.put(KEY, RENDERED)
    assert store.get(KEY, FRAGMENT) == RENDERED


@pytest.mark.parametrize(
    ("suffix", "data"),
    [("pdf", b""), ("pdf", b"%PDF-1.7 other"), ("json", b""), ("json", b"{"), ("json", b"[]"), ("json", b"null"),
     ("json", b'{"sha256": 1}'), ("json", b"\xff\xfe"), ("json", b"[" * 100_000)],
)  # fmt: skip
def test_a_damaged_entry_counts_as_missing(tmp_path: Path, suffix: str, data: bytes) -> None:
    store = Store(tmp_path)
    store.put(KEY, RENDERED)
    (tmp_path / KEY[:2] / f"{KEY}.{suffix}").write_bytes(data)
    assert store.get(KEY, FRAGMENT) is None
    store.put(KEY, RENDERED)
    assert store.get(KEY, FRAGMENT) == RENDERED


def test_half_an_entry_counts_as_missing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, RENDERED)
    (tmp_path / KEY[:2] / f"{KEY}.json").unlink()
    assert store.get(KEY, FRAGMENT) is None


def test_digests_know_where_parts_end() -> None:
    assert digest(["ab", "c"]) != digest(["a", "bc"])
    assert digest(["", "a"]) != digest(["a", ""])
    assert digest(["\udcff"]) != digest(["\udcfe"])


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "in the way").touch()
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(BuildError) as caught:
        write_together({tmp_path / "c" / "d": b"1", tmp_path / "file" / "x": b"1", tmp_path / "a" / "no folder": b"1"})
    assert caught.value.code == "B105"
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["a", "in the way"]


def test_an_interrupted_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def interrupted(self: Path, target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == b"old"


def test_permissions_and_links_stay(tmp_path: Path) -> None:
    path, link = tmp_path / "a", tmp_path / "link"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)


def test_names_as_long_as_the_system_has_them(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 255)
    write_whole(path, b"1")
    assert path.read_bytes() == b"1"


def test_a_file_in_place_of_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    for folder in (tmp_path / "out", tmp_path / "out" / "deeper"):
        with pytest.raises(BuildError) as caught:
            check_writable(folder)
        assert (caught.value.code, caught.value.exit_code) == ("B105", 5)
    check_writable(tmp_path / "new" / "folder")
    assert list((tmp_path / "new" / "folder").iterdir()) == []
