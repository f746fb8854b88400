"""Steps on a Dask cluster: the same bytes, however many workers there are and whatever becomes of them."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import deeds
import pytest

from publisher.builder import cluster, cluster_worker
from publisher.builder.cluster import ClusterWorkforce
from publisher.builder.executors import Workforce, workforce
from publisher.data import folder
from publisher.model.composition import Fragment, Resource
from publisher.model.errors import BuildError, PublisherError, ToolError

distributed = pytest.importorskip("distributed")

BUNDLED = str(folder("fonts"))
FACE = next(Path(BUNDLED).rglob("*.ttf"))
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf50"
    "0f0003860180a2d4d3b90000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler and a worker with two threads in this process; the crew are processes of their own."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, dashboard_address=None, protocol="tcp"
    ) as found:
        yield found.scheduler_address
        for crew in cluster_worker._crews.values():
            crew.shutdown(cancel_futures=True)
        cluster_worker._crews.clear()


@pytest.fixture
def hands(address: str, tmp_path: Path) -> Iterator[ClusterWorkforce]:
    found = ClusterWorkforce(address, [BUNDLED], tmp_path)
    yield found
    found.close()


def test_tasks_are_done_on_the_cluster(hands: ClusterWorkforce, tmp_path: Path) -> None:
    tasks = list(range(20))
    assert sorted(hands.run(deeds.doubles, tasks, tasks, shared=1)) == [(n, 2 * n + 1) for n in tasks]
    assert dict(hands.run(deeds.dies, ["fine"], [1], shared=None)) == {0: "fine"}
    assert [code_of(hands, deeds.dies), code_of(hands, deeds.gives_up)] == ["B104", "B101"]
    assert list(tmp_path.iterdir()) == []


def code_of(hands: Workforce, step: Any) -> str:
    with pytest.raises(PublisherError) as caught:
        list(hands.run(step, ["x"], [1], shared=None))
    return caught.value.code


def test_bytes_travel_and_not_paths(hands: ClusterWorkforce, tmp_path: Path) -> None:
    """The file is gone from its place when the step reads it."""
    picture = tmp_path / "picture.png"
    picture.write_bytes(PIXEL)
    digest = sha256(PIXEL).hexdigest()
    given = Resource("publisher:///images/a.png", str(picture), digest, "image/png")
    unneeded = Resource("publisher:///images/b.png", str(tmp_path / "none.png"), "0" * 64, "image/png")
    found = hands.run(deeds.reads, [given.url], [1], shared=None, resources=[given, unneeded])
    assert list(found) == [(0, PIXEL)]
    picture.write_bytes(b"changed")
    hands.close()
    with pytest.raises(BuildError) as caught:
        list(hands.run(deeds.reads, [given.url], [1], shared=None, resources=[given]))
    assert caught.value.code == "B110"


FRAGMENTS = [
    Fragment(f"w{n}", "work", f"<html lang=ru><body><p>{'Слово за слово. ' * 80 * n}</p></body></html>", "ru")
    for n in (1, 2, 3)
]
STYLE = (
    '@font-face{font-family:"Own";font-weight:400;font-style:normal;src:url("publisher:///fonts/own.ttf")}'
    '@page{size:90mm 120mm;margin:10mm}body{font:10pt "Own";text-align:justify;hyphens:auto}'
)


def rendered(hands: Workforce, fonts: Path) -> dict[int, Any]:
    face = fonts / "own.ttf"
    face.write_bytes(FACE.read_bytes())
    digest = sha256(FACE.read_bytes()).hexdigest()
    own = Resource("publisher:///fonts/own.ttf", str(face), digest, "font/ttf")
    return dict(hands.run(deeds.sets, FRAGMENTS, [1, 2, 3], shared=STYLE, resources=[own]))


def test_pages_are_the_same_bytes(address: str, tmp_path: Path) -> None:
    """With a font of the project, which the workers have not."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    both = []
    for hands in (
        workforce(2, [str(fonts), BUNDLED], tmp_path / "a"),
        ClusterWorkforce(address, [str(fonts), BUNDLED], tmp_path / "b"),
    ):
        both.append(rendered(hands, fonts))
        hands.close()
    assert both[0] == both[1]
    assert all(piece.pdf.startswith(b"%PDF") and not piece.facts.remarks for piece in both[0].values())


def test_workers_are_born_with_all_that_setting_needs(tmp_path: Path) -> None:
    hands = workforce(1, [BUNDLED], tmp_path)
    assert list(hands.run(deeds.comes_loaded, FRAGMENTS[:1], [1], shared="@page{size:90mm 120mm}")) == [(0, [])]
    hands.close()


def test_a_worker_with_other_versions_is_refused(hands: ClusterWorkforce, monkeypatch) -> None:
    """Also one that comes when the build has begun."""
    table = json.loads(cluster_worker.versions_here())
    other = json.dumps(table | {"pango": "1.0.0"}, sort_keys=True)
    hands.warm()
    monkeypatch.setattr(cluster, "versions_here", lambda: other)
    for _ in range(2):  # on the way, then at the beginning
        with pytest.raises(BuildError) as caught:
            list(hands.run(deeds.doubles, [1], [1], shared=1))
        assert caught.value.code == "B115"
        assert caught.value.params["worker"].startswith("tcp://")
        assert caught.value.params["differences"] == f"pango 1.0.0 / {table['pango']}"


def test_nobody_answers(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(cluster, "ANSWER", 0.5)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        nobody = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        for address in (nobody, "gopher://127.0.0.1:1", "nonsense"):
            with pytest.raises(BuildError) as caught:
                ClusterWorkforce(address, [BUNDLED], tmp_path).warm()
            assert (caught.value.code, caught.value.params["address"]) == ("B113", address)


def test_dask_is_optional(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ToolError) as caught:
        workforce(1, [BUNDLED], tmp_path, "tcp://127.0.0.1:1").warm()
    assert caught.value.code == "T117"


def test_dask_is_not_loaded_without_a_cluster() -> None:
    code = "import sys, publisher.builder.run, publisher.builder.executors; sys.exit('distributed' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
