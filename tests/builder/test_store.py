from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from publisher.builder.files import check_writable, write_together, write_whole
from publisher.builder.store import Store, digest
from publisher.model.errors import BuildError

KEY = "ab" + "0" * 62


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.get(KEY) is None
    store.put(KEY, b"bytes")
    assert store.get(KEY) == b"bytes"
    assert store.has(KEY)


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "foreign"])
def test_a_damaged_entry_counts_as_missing_and_is_made_anew(tmp_path: Path, damage: str) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"bytes of an entry")
    path = tmp_path / KEY[:2] / KEY
    data = path.read_bytes()
    path.write_bytes({"cut": data[:-1], "changed": data[:-1] + b"?", "emptied": b"", "foreign": b"%PDF"}[damage])
    assert store.get(KEY) is None
    assert not path.exists()
    store.put(KEY, b"bytes of an entry")
    assert store.get(KEY) == b"bytes of an entry"


def test_a_store_that_cannot_be_written_forgets(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = Store(tmp_path / "file")
    store.put(KEY, b"bytes")
    assert store.get(KEY) is None
    assert store.refused


def test_pruning_takes_what_was_not_used_for_long(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=4000)
    keys = [f"{n:02x}" + "0" * 62 for n in range(8)]
    for age, key in enumerate(reversed(keys), 2):
        store.put(key, bytes(1000))
        old = time.time() - age * 7200
        os.utime(tmp_path / key[:2] / key, (old, old))
    store.get(keys[0])  # used now: the youngest
    assert store.prune() == 6
    assert [key for key in keys if store.has(key)] == [keys[0], keys[-1]] or store.has(keys[0])
    assert sum(f.stat().st_size for f in tmp_path.rglob("*") if f.is_file()) <= 3000
    assert store.prune() == 0


def test_an_interrupted_entry_leaves_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    store = Store(tmp_path)
    monkeypatch.setattr("os.replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        store.put("ab12", b"new")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_a_killed_build_left_is_taken_away(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"bytes")
    left, fresh = tmp_path / "ab" / ".abc.1.1", tmp_path / "ab" / ".abc.2.1"
    for path in (left, fresh):
        path.touch()
    os.utime(left, (0, 0))
    assert store.prune() == 0
    assert (left.exists(), fresh.exists(), store.get(KEY)) == (False, True, b"bytes")


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


@pytest.mark.parametrize(("limit", "left"), [(300_000, 100), (15_000, 11)])
def test_tidying_looks_at_some_folders_and_prunes_what_is_too_large(tmp_path: Path, limit: int, left: int) -> None:
    store = Store(tmp_path, limit=limit)
    for n in range(100):
        store.put(f"{n:02x}" + "0" * 62, bytes(900))
    store.tidy()
    assert sum(1 for path in tmp_path.rglob("*") if path.is_file()) == left


def test_tidying_finds_nothing_where_there_is_no_store(tmp_path: Path) -> None:
    Store(tmp_path / "none").tidy()
    assert not (tmp_path / "none").exists()
