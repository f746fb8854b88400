"""Workers that die, fill the memory or never end."""

from __future__ import annotations

import os
import pickle
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import deeds
import pytest

from publisher.builder import forkserver
from publisher.builder.crew import DEATHS, STILLBORN, Crew
from publisher.builder.executors import AHEAD, Workforce
from publisher.builder.forkserver import ForkServer, Process
from publisher.builder.worker import Limits
from publisher.data import folder
from publisher.model.errors import BuildError, PublisherError

FONTS = [str(folder("fonts"))]


@pytest.fixture(scope="module")
def workforce(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workforce]:
    found = Workforce(2, FONTS, tmp_path_factory.mktemp("scratch"), loaded=False)
    yield found
    found.close(at_once=True)


def outcomes(workforce: Workforce, step, tasks, shared=None) -> dict[int, object]:
    """By task: its result, or the code and the subject of its error."""
    names = [f"work {n}" for n in range(len(tasks))]
    found = workforce.attempt(step, tasks, [1.0] * len(tasks), shared=shared, names=names)
    return {
        i: (outcome.code, outcome.params.get("what")) if isinstance(outcome, PublisherError) else outcome
        for i, outcome in found
    }


def processes_below(pid: int) -> list[int]:
    """Children of a process and their children."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == pid:
            found += [int(status.parent.name), *processes_below(int(status.parent.name))]
    return found


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(pids: list[int], seconds: float = 10.0) -> bool:
    until = time.monotonic() + seconds
    while any(map(alive, pids)) and time.monotonic() < until:
        time.sleep(0.02)
    return not any(map(alive, pids))


def test_every_task_is_done_once_the_heaviest_first(workforce: Workforce) -> None:
    tasks = list(range(40))
    found = list(workforce.run(deeds.doubles, tasks, [float(n) for n in tasks], shared=1))
    assert sorted(found) == [(n, 2 * n + 1) for n in tasks]
    assert found[0][0] >= 40 - 2 * AHEAD  # one of those that were handed out first
    assert list(workforce.run(deeds.doubles, [], [], shared=1)) == []


def test_tasks_are_done_at_the_same_time_in_other_processes(workforce: Workforce) -> None:
    pids = {pid for _, pid in workforce.run(deeds.tells_its_process, [0.2] * 4, [1.0] * 4, shared=None)}
    assert len(pids) == 2 and os.getpid() not in pids


def test_a_worker_that_dies_costs_its_task_only(workforce: Workforce, tmp_path: Path) -> None:
    folders = [tmp_path / str(n) for n in range(3)]
    for each in folders:
        each.mkdir()
    assert outcomes(workforce, deeds.dies_twice, folders, 2) == {0: 2, 1: 2, 2: 2}
    assert outcomes(workforce, deeds.dies, ["fine", "kills", "fine"]) == {0: "fine", 1: ("B104", "work 1"), 2: "fine"}


def test_a_task_that_takes_all_memory_is_named(workforce: Workforce) -> None:
    assert outcomes(workforce, deeds.fills_the_memory, [0, 8, 0]) == {0: 0, 1: ("B104", "work 1"), 2: 0}


def test_the_time_is_limited_by_task(tmp_path: Path) -> None:
    workforce = Workforce(2, FONTS, tmp_path, seconds=1.5, loaded=False)
    try:
        tasks = ["late", *["fine"] * 3]
        assert outcomes(workforce, deeds.never_ends, tasks) == {0: ("B106", "work 0")} | dict.fromkeys(
            (1, 2, 3), "fine"
        )
    finally:
        workforce.close(at_once=True)


def test_errors_of_a_step_come_back(workforce: Workforce) -> None:
    with pytest.raises(BuildError) as caught:
        list(workforce.run(deeds.gives_up, ["first", "fine"], [2, 1], shared=None))
    assert (caught.value.code, caught.value.params["fragment"]) == ("B101", "first")
    assert outcomes(workforce, deeds.gives_up, ["fine", "x"]) == {0: "fine", 1: ("B101", None)}
    with pytest.raises(RuntimeError, match="_PeculiarError: x"):
        list(workforce.run(deeds.fails, ["x"], [1], shared=None))


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "scratch").touch()
    workforce = Workforce(1, FONTS, tmp_path / "scratch")
    assert outcomes(workforce, deeds.doubles, [1], 1) == {0: ("B105", None)}
    with pytest.raises(BuildError) as caught:
        workforce.warm()
    assert caught.value.code == "B105"
    workforce.close()


def test_ctrl_c_is_the_parents_business(workforce: Workforce) -> None:
    pids = [pid for _, pid in workforce.run(deeds.tells_its_process, [0.1] * 2, [1.0] * 2, shared=None)]
    servers = {int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]) for pid in pids}
    for pid in {*pids, *servers}:
        os.kill(pid, signal.SIGINT)
    again = {pid for _, pid in workforce.run(deeds.tells_its_process, [0.1] * 2, [1.0] * 2, shared=None)}
    assert again <= set(pids)


@pytest.mark.parametrize("at_once", [True, False])
def test_what_workers_leave_behind_goes_with_them(tmp_path: Path, at_once: bool) -> None:
    others = processes_below(os.getpid())
    workforce = Workforce(2, FONTS, tmp_path, loaded=False)
    list(workforce.run(deeds.leaves_a_font, [1, 2], [1, 1], shared=None))
    assert [*tmp_path.rglob("font.ttf")] and processes_below(os.getpid()) != others
    workforce.close(at_once=at_once)
    assert not [*tmp_path.rglob("font.ttf")]
    assert processes_below(os.getpid()) == others
    assert dict(workforce.run(deeds.doubles, [3], [1], shared=0)) == {0: 6}
    workforce.close()


@pytest.mark.parametrize("limits", [Limits(tasks=1), Limits(resident=200 << 20)])
def test_workers_that_have_grown_are_replaced(tmp_path: Path, limits: Limits) -> None:
    workforce = Workforce(1, FONTS, tmp_path, limits=limits, loaded=False)
    pids = [pid for _, pid in workforce.run(deeds.keeps, [200] * 3, [1] * 3, shared=None)]
    workforce.close()
    assert len(set(pids)) == 3


ORPHANS = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import deeds
from publisher.builder import forkserver
from publisher.builder.crew import DEATHS, STILLBORN, Crew
from publisher.builder.executors import Workforce
from publisher.builder.forkserver import Process
workforce = Workforce(2, [sys.argv[3]], Path(sys.argv[1]), loaded=False)
list(workforce.run(deeds.doubles, [1, 2], [1, 1], shared=0))
print("ready", flush=True)
list(workforce.run(deeds.never_ends, ["x"] * 2, [1] * 2, shared=None))
"""


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_no_process_outlives_its_parent(tmp_path: Path, sent: signal.Signals) -> None:
    tests = str(Path(deeds.__file__).parent)
    child = subprocess.Popen(
        [sys.executable, "-c", ORPHANS, str(tmp_path), tests, *FONTS], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert child.stdout and child.stdout.readline() == b"ready\n"
    time.sleep(0.2)
    below = processes_below(child.pid)
    assert len(below) == 3
    child.send_signal(sent)
    child.wait(20)
    assert gone(below)
    until = time.monotonic() + 5
    while [*tmp_path.glob("work-*")] and time.monotonic() < until:
        time.sleep(0.02)
    assert not [*tmp_path.glob("work-*")]
    child.stdout.close()


def test_a_fork_server_that_dies_is_replaced(workforce: Workforce) -> None:
    list(workforce.run(deeds.doubles, [1], [1], shared=0))
    for pid in processes_below(os.getpid()):
        if b"publisher.builder.worker" in Path(f"/proc/{pid}/cmdline").read_bytes():
            os.kill(pid, signal.SIGKILL)
    assert dict(workforce.run(deeds.doubles, [1, 2], [1, 1], shared=0)) == {0: 2, 1: 4}


def test_processes_that_die_at_random_cost_nothing(tmp_path: Path) -> None:
    """Workers and their fork server; no task more often than it may."""
    others, dice = set(processes_below(os.getpid())), random.Random(5)
    workforce = Workforce(3, FONTS, tmp_path, loaded=False)
    found, handed_out, killed = set(), 0, 0
    for index, _ in workforce.run(deeds.tells_its_process, [0.01] * 90, [1] * 90, shared=None):
        found.add(index)
        if len(found) % 5 == 0 and found.issuperset(range(handed_out)):  # what the last one took with it is done
            handed_out = len(found) + 3 * AHEAD
            with suppress(ProcessLookupError):
                os.kill(dice.choice(sorted({*processes_below(os.getpid())} - others)), signal.SIGKILL)
                killed += 1
    workforce.close()
    assert found == set(range(90)) and killed >= 3


def test_workers_that_died_while_idle_cost_no_task(tmp_path: Path) -> None:
    """All at once, as when their fork server is killed: the next task is not what they died of."""
    crew = Crew(DEATHS, ForkServer(FONTS, tmp_path, loaded=False), 60.0)
    for _ in range(DEATHS):
        crew._listen(crew._hired())  # it says that it lives
    numbers = [worker.process.number for worker in crew._workers if worker.process]
    assert crew.server._process
    crew.server._process.kill()
    assert gone(numbers)
    assert crew.submit(deeds.doubles, 2, 0, None).result(60) == 4
    crew.shutdown()


BORN_AT_THE_SECOND_TRY = """
import os, socket, sys, json
sys.path[:] = json.loads(sys.argv.pop())
from publisher.builder import worker
if not os.path.exists({marker!r}):
    open({marker!r}, "w").close()
    control = socket.socket(fileno=int(sys.argv[1]))
    worker._message(control)
    for _ in range({asked}):
        worker._handed_over(control)
    os._exit(1)
worker.main()
"""


def test_a_fork_server_that_dies_with_many_unborn_is_replaced(tmp_path: Path, monkeypatch) -> None:
    jobs = STILLBORN + 2
    start = BORN_AT_THE_SECOND_TRY.format(marker=str(tmp_path / "tried"), asked=jobs)
    monkeypatch.setattr(forkserver, "_START", start)
    workforce = Workforce(jobs, FONTS, tmp_path, loaded=False)
    tasks = [*range(jobs)]
    assert dict(workforce.run(deeds.doubles, tasks, [1] * jobs, shared=0)) == {n: 2 * n for n in tasks}
    workforce.close()


def test_a_fork_server_that_cannot_live_is_told(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(forkserver, "_START", "import os; os.kill(os.getpid(), 11)")
    workforce = Workforce(2, FONTS, tmp_path, loaded=False)
    assert outcomes(workforce, deeds.doubles, [1, 2], 1) == {0: ("B104", "work 0"), 1: ("B104", "work 1")}
    workforce.close()


FULL = """
import sys, json
sys.path[:] = json.loads(sys.argv.pop())
from publisher.builder import worker
from publisher.writers import world
def full(*_):
    raise OSError(28, "No space left on device")
world.isolate_fonts = full
worker.main()
"""


def test_a_disk_that_is_full_is_told(tmp_path: Path, monkeypatch) -> None:
    """Before any task could be done: what Fontconfig has to know can't be written."""
    monkeypatch.setattr(forkserver, "_START", FULL)
    workforce = Workforce(1, FONTS, tmp_path)
    with pytest.raises(BuildError) as caught:
        list(workforce.run(deeds.doubles, [1], [1], shared=0))
    assert (caught.value.code, caught.value.params["reason"]) == ("B105", "No space left on device")


def test_what_a_power_cut_left_is_swept(tmp_path: Path) -> None:
    for name, age in (("work-old", 2 * 86400), ("work-young", 60)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    workforce = Workforce(1, FONTS, tmp_path, loaded=False)
    workforce.warm()
    assert not (tmp_path / "work-old").exists() and (tmp_path / "work-young").exists()
    workforce.close()


@pytest.mark.parametrize("held", [True, False])
def test_a_process_is_ended_where_the_kernel_can_not_hold_it_fast(monkeypatch, held: bool) -> None:
    if not held:
        monkeypatch.delattr(os, "pidfd_open")
    child = subprocess.Popen(["sleep", "60"])
    spared, ended = Process(child.pid), Process(child.pid)
    spared.forget(kill=False)
    assert child.poll() is None
    ended.forget(kill=True)
    assert child.wait(10) == -signal.SIGKILL
    Process(child.pid).forget(kill=True)


def test_what_is_to_be_done_meanwhile_is_done_while_workers_work(workforce: Workforce) -> None:
    """Once, when the first tasks are handed out and before any result is waited for."""
    told: list[str] = []
    found = workforce.attempt(deeds.doubles, [0, 1], [1.0, 1.0], shared=1, meanwhile=lambda: told.append("meanwhile"))
    told += [str(index) for index, _ in found]
    assert (told[0], sorted(told[1:])) == ("meanwhile", ["0", "1"])


def test_what_is_appended_meanwhile_comes_next(tmp_path: Path) -> None:
    workforce = Workforce(1, FONTS, tmp_path, loaded=False)
    try:
        tasks, names = [1, 2, 3, 4, 5, 6], list("abcdef")

        def meanwhile() -> None:
            tasks.append(7)
            names.append("g")

        found = workforce.attempt(deeds.doubles, tasks, [1.0] * 6, shared=2, names=names, meanwhile=meanwhile)
        answers = list(found)
    finally:
        workforce.close()
    assert dict(answers) == {index: deeds.doubles(index + 1, 2, ()) for index in range(7)}
    assert answers.index((6, deeds.doubles(7, 2, ()))) < len(answers) - 1


def test_the_worker_that_has_rehearsed_gets_the_next_task(tmp_path: Path) -> None:
    workforce = Workforce(2, FONTS, tmp_path, loaded=False)
    try:
        workforce.rehearse(deeds.remembers, "the piece", shared=None)
        assert outcomes(workforce, deeds.recalls, ["x"]) == {0: "the piece"}
    finally:
        workforce.close()


def test_nobody_hears_of_a_rehearsal_that_fails(tmp_path: Path) -> None:
    for deed in (deeds.fails, deeds.dies):
        workforce = Workforce(1, FONTS, tmp_path, loaded=False)
        try:
            workforce.rehearse(deed, "nobody hears of it", shared=None)
            assert outcomes(workforce, deeds.gives_up, ["fine"]) == {0: "fine"}
        finally:
            workforce.close()


def test_a_rehearsal_may_be_all_there_was(tmp_path: Path) -> None:
    workforce = Workforce(1, FONTS, tmp_path, loaded=False)
    workforce.rehearse(deeds.gives_up, "fine", shared=None)
    workforce.close()
    assert not list(tmp_path.glob("work-*"))


@pytest.mark.parametrize("size", [10, 1 << 20])
def test_a_rehearsal_that_never_ends_takes_its_time_only(tmp_path: Path, size: int) -> None:
    """Also where the next call is larger than what a connection holds."""
    workforce = Workforce(1, FONTS, tmp_path, loaded=False, seconds=3)
    try:
        workforce.rehearse(deeds.never_ends, "hangs", shared=None)
        found = outcomes(workforce, deeds.gives_up, ["fine"], shared="x" * size)
        assert found == {0: "fine"} if size > 10 else found[0][0] == "B106"
        assert outcomes(workforce, deeds.gives_up, ["fine"]) == {0: "fine"}
    finally:
        workforce.close()


def test_a_fork_server_buries_its_workers_before_it_ends(tmp_path: Path) -> None:
    """Whatever reaches it first: the end of the connection, or the signal behind it."""
    left = []
    for _ in range(20):
        server = ForkServer(FONTS, tmp_path, loaded=False)
        number = pickle.loads(server.fork().recv_bytes())
        server.close()
        left += [number] if Path(f"/proc/{number}").exists() else []
    assert left == []
