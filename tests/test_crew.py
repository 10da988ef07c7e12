"""Workers who die, fail, are no longer wanted or lose their master: no job is lost, nobody stays behind."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from multiprocessing import util
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import workshop_jobs as jobs
from publish.workshop import Crew, WorkerLost, crew, default_workers, untold

TESTS = Path(__file__).parent
DRIVER = """
import sys
from pathlib import Path
import workshop_jobs as jobs
from publish.commands import screen
from publish.workshop import Crew

def build():
    with Crew(3) as crew:
        list(crew.run(jobs.who, range(3)))  # of these three, one is idle then
        list(crew.run(jobs.hold, [Path(path) for path in sys.argv[1:]]))

if __name__ == "__main__":
    screen.spoken(build)
"""
AIDED = """
import sys
from functools import partial
from pathlib import Path
import workshop_jobs as jobs
from publish.commands import screen
from publish.workshop import Crew, untold

def build():
    preparing, working = map(Path, sys.argv[1:])
    with Crew(2) as crew:
        crew.aide(partial(jobs.prepare_forever, preparing))
        jobs.await_holder(preparing)
        list(crew.run(jobs.hold, [None, working]))

if __name__ == "__main__":
    screen.spoken(build)
"""


@pytest.fixture(scope="module")
def pair() -> Iterator[Crew]:
    """Two workers, whom one test after the other maltreats."""
    with Crew(2) as pair:
        yield pair
    assert multiprocessing.active_children() == []


@pytest.fixture(autouse=True)
def hurry() -> Iterator[None]:
    """Nothing here may hang."""

    def give_up(number: int, frame: object) -> None:
        raise TimeoutError("the crew hangs")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def held(path: Path) -> bool:
    """Whether a process that holds a file is still there."""
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


# Jobs and results


def test_every_job_is_begun_in_order_and_done_once_by_workers_who_stay(pair: Crew) -> None:
    told: list[tuple[int, str]] = []
    first = dict(pair.run(jobs.who, range(8), lambda *step: told.append(step)))
    assert [index for index, step in told if step == "begun"] == list(range(8))
    assert sorted(index for index, step in told if step == "done") == sorted(first) == list(range(8))
    workers = set(first.values())
    assert len(workers) == 2 and os.getpid() not in workers
    assert {number for _, number in pair.run(jobs.who, range(8))} == workers


def test_jobs_and_results_may_be_larger_than_a_pipe(pair: Crew) -> None:
    sizes = [5_000_000, 3, 5_000_000, 4]
    assert {index: len(result) for index, result in pair.run(jobs.large, sizes)} == dict(enumerate(sizes))
    texts = [b"a" * 5_000_000, b"b", b"c" * 5_000_000]
    assert dict(pair.run(len, texts)) == {0: 5_000_000, 1: 1, 2: 5_000_000}


@pytest.mark.parametrize(("workers", "number"), [(0, 3), (2, 1), (2, 0)])
def test_without_workers_and_for_a_single_job_nobody_is_called_in(workers: int, number: int) -> None:
    with Crew(workers) as alone:
        assert list(alone.run(jobs.who, range(number))) == [(index, os.getpid()) for index in range(number)]
        assert alone._workers == []


def test_no_worker_is_idle_while_somebody_looks_at_a_result() -> None:
    told: list[tuple[int, str]] = []
    with Crew(1) as one:
        next(one.run(jobs.square, [1, 2], lambda *step: told.append(step)))
        assert (1, "begun") in told


def test_no_worker_hears_a_ctrl_c(pair: Crew) -> None:
    assert dict(pair.run(jobs.deaf, range(2))) == {0: True, 1: True}


def test_a_worker_calls_nobody_in(pair: Crew) -> None:
    for _, (worker, asked) in pair.run(jobs.who_is_asked_within, range(2)):
        assert asked == {worker}


def refuse(_: object) -> None:
    """What a system says that has no room for another process."""
    raise OSError("no more processes")


def test_where_no_process_can_be_started_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    with Crew(2) as alone:
        monkeypatch.setattr(alone._context.Process, "start", refuse)
        assert {number for _, number in alone.run(jobs.who, range(2))} == {os.getpid()}


def test_a_module_that_cannot_be_loaded_ahead_is_told_by_the_work_alone(tmp_path: Path) -> None:
    (tmp_path / "broken_engine.py").write_text("raise OSError('cannot load library')")
    script = "with Crew(2, ['broken_engine']) as crew: print(dict(crew.run(abs, [-1, -2])))"
    ran = subprocess.run([sys.executable, "-c", f"from publish.workshop import Crew\n{script}"], text=True,
                         env=os.environ | {"PYTHONPATH": f"{TESTS.parent / 'src'}:{tmp_path}"},
                         capture_output=True)
    assert (ran.stdout, ran.stderr) == ("{0: 1, 1: 2}\n", "")


# An aide


def test_an_aide_who_has_prepared_itself_does_even_a_single_job() -> None:
    with Crew(2) as both:
        aide = both.aide(jobs.prepare)
        assert aide is not None
        ((_, (worker, before)),) = aide.run(jobs.who_is_prepared, [None], untold)
        assert worker != os.getpid() and before == [worker] and jobs.prepared == []
        assert list(both.run(jobs.who, range(1))) == [(0, os.getpid())]
        found = dict(both.run(jobs.who_is_prepared, range(4)))
        assert [worker] in [before for _, before in found.values()] and len(both._workers) == 2
    assert worker not in {child.pid for child in multiprocessing.active_children()}


def test_an_aide_who_fails_to_prepare_itself_is_told_by_the_work_alone() -> None:
    with Crew(2) as both:
        aide = both.aide(jobs.fail_to_prepare)
        assert aide is not None and dict(aide.run(jobs.square, [3], untold)) == {0: 9}


def test_the_single_job_of_an_aide_who_is_killed_is_done_by_another(tmp_path: Path) -> None:
    with Crew(2) as both:
        aide = both.aide(jobs.prepare)
        assert aide is not None and dict(aide.run(jobs.die_at, [tmp_path / "one"], untold)) == {0: "survived"}
        with pytest.raises(WorkerLost):
            dict(aide.run(jobs.die_if, [1], untold))


def test_there_is_no_aide_without_a_core_for_it_nor_where_nothing_may_be_split_off(
    monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Crew(1).aide(jobs.prepare) is None
    done = threading.Event()
    other = threading.Thread(target=done.wait)
    other.start()
    assert Crew(2).aide(jobs.prepare) is None
    done.set()
    other.join()
    monkeypatch.setattr(sys, "platform", "darwin")
    assert Crew(2).aide(jobs.prepare) is None


def test_workers_are_at_work_before_anybody_waits_for_them() -> None:
    told: list[object] = []
    with Crew(2) as both:
        results = both.run(jobs.square, [1, 2], lambda *step: told.append(step))
        assert told == [(0, "begun"), (1, "begun")]
        assert dict(results) == {0: 1, 1: 4}


@pytest.mark.parametrize("left", ["closed", "forgotten"])
def test_work_that_nobody_waits_for_is_broken_off(left: str) -> None:
    with Crew(2) as both:
        results = both.run(time.sleep, [60, 60])
        assert len(both._busy) == 2
        if left == "closed":
            results.close()  # type: ignore[attr-defined]  # a generator
        del results
        assert not both._busy and dict(both.run(jobs.square, [1, 2])) == {0: 1, 1: 4}


def test_what_is_to_be_done_meanwhile_is_done_once_while_others_are_at_work() -> None:
    told: list[object] = []
    with Crew(2) as both:
        both.meanwhile.append(lambda: told.append("meanwhile"))
        assert list(both.run(jobs.square, [1])) == [(0, 1)] and told == [], "nobody else was at work"
        for _ in range(2):
            dict(both.run(jobs.square, [1, 2], lambda *step: told.append(step)))
        assert told.count("meanwhile") == 1
        assert told.index((0, "begun")) < told.index("meanwhile") < told.index((0, "done"))


# Workers who die


def test_the_job_of_a_worker_who_is_killed_is_done_by_another(tmp_path: Path) -> None:
    told: list[tuple[int, str]] = []
    path = tmp_path / "killed"
    with Crew(1) as one:
        done = dict(one.run(jobs.die_at, [None, path, None], lambda *step: told.append(step)))
    assert done == {0: "no danger", 1: "survived", 2: "no danger"}
    assert told == [
        (0, "begun"), (1, "begun"), (0, "done"), (1, "begun again"), (2, "begun"), (1, "done"), (2, "done"),
    ]
    assert not Path(path.read_text()).exists(), "its temporary files are cleared away"


def test_a_worker_is_missed_at_once_though_a_child_of_it_keeps_the_line_open(
    pair: Crew, tmp_path: Path
) -> None:
    path = tmp_path / "child"
    assert dict(pair.run(jobs.die_before_child, [path, None])) == {0: "survived", 1: "survived"}
    os.kill(int(path.read_text()), signal.SIGKILL)


def test_a_job_that_kills_every_worker_is_told_after_the_results_of_all_others(pair: Crew) -> None:
    done, told = [], []
    with pytest.raises(WorkerLost) as lost:
        for index, _ in pair.run(jobs.die_if, [1, 2, 4, 3, 6], lambda *step: told.append(step)):
            done.append(index)
    assert sorted(done) == [1, 2, 4]
    assert lost.value.indices == (0, 3) and lost.value.index == 0
    assert [step for index, step in told if index == 0] == ["begun", "begun again"]
    assert dict(pair.run(jobs.square, [3, 4])) == {0: 9, 1: 16}


def test_a_worker_who_dies_between_two_runs_is_replaced(pair: Crew) -> None:
    before = {number for _, number in pair.run(jobs.who, range(4))}
    for number in before:
        os.kill(number, signal.SIGKILL)
    while any(worker.running.is_alive() for worker in pair._workers):
        time.sleep(0.001)
    told: list[str] = []
    after = {number for _, number in pair.run(jobs.who, range(4), lambda index, step: told.append(step))}
    assert not before & after and "begun again" not in told


def test_nothing_hangs_when_no_new_worker_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    with Crew(1) as one:
        dict(one.run(jobs.square, [1, 2]))
        monkeypatch.setattr(one._context.Process, "start", refuse)
        with pytest.raises(WorkerLost) as lost:
            dict(one.run(jobs.die_if, [1, 2]))
    assert lost.value.indices == (0, 1)


# Work that fails, and work that is not wanted any more


def test_what_the_work_raises_is_raised_here_and_the_other_jobs_are_dropped(
    pair: Crew, tmp_path: Path
) -> None:
    path = tmp_path / "held"
    with pytest.raises(KeyError, match="of the work") as raised:
        list(pair.run(jobs.hold_or_fail, [(True, path), (False, path)]))
    (note,) = raised.value.__notes__
    assert note.startswith("In a worker: Traceback") and "in hold_or_fail" in note
    assert not held(path)


def test_an_exception_that_cannot_travel_is_told_in_its_words(pair: Crew) -> None:
    with pytest.raises(RuntimeError, match=r"Strange: so strange"):
        list(pair.run(jobs.fail_strangely, range(2)))


def test_a_job_that_cannot_travel_is_told_as_what_it_is(pair: Crew) -> None:
    with pytest.raises((AttributeError, TypeError)):
        list(pair.run(jobs.square, [3, (number for number in range(2))]))  # type: ignore[list-item]  # wrong
    assert dict(pair.run(jobs.square, [3, 4])) == {0: 9, 1: 16}


def test_jobs_under_way_are_broken_off_when_nobody_asks_for_them_any_more(pair: Crew, tmp_path: Path) -> None:
    path = tmp_path / "held"
    run = pair.run(jobs.hold, [path, None])
    assert next(run) == (1, None)
    jobs.await_holder(path)
    del run
    assert not held(path)


def test_a_new_run_takes_the_place_of_one_that_was_left(pair: Crew, tmp_path: Path) -> None:
    path = tmp_path / "held"
    left = pair.run(jobs.hold, [path, None])
    next(left)
    jobs.await_holder(path)
    new = pair.run(jobs.square, [1, 2, 3])
    assert not held(path)
    with pytest.raises(RuntimeError, match="given another run"):
        next(left)
    assert dict(new) == {0: 1, 1: 4, 2: 9}


# The end


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder with a short name: that of a socket in it has at most 100 characters."""
    with TemporaryDirectory() as folder:
        yield Path(folder)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda one: one.name)
@pytest.mark.parametrize("driver", [DRIVER, AIDED], ids=["workers", "aide"])
def test_nobody_stays_behind_when_the_program_is_stopped(
    tmp_path: Path, short: Path, driver: str, number: signal.Signals
) -> None:
    paths = [tmp_path / "a", tmp_path / "b"]
    environment = os.environ | {"PYTHONPATH": f"{TESTS.parent / 'src'}:{TESTS}", "TMPDIR": str(short)}
    with subprocess.Popen([sys.executable, "-c", driver, *paths], cwd=tmp_path, env=environment, text=True,
                          stderr=subprocess.PIPE, start_new_session=True) as child:
        for path in paths:
            jobs.await_holder(path)
        if number == signal.SIGINT:
            os.killpg(child.pid, number)  # as a terminal does
        else:
            child.send_signal(number)
        _, errors = child.communicate()
    if number == signal.SIGKILL:
        while any(map(held, paths)) or list(short.iterdir()):
            time.sleep(0.005)
    else:
        assert errors == "\nStopped. dist/ holds the last finished files.\n"
        assert not any(map(held, paths))
        assert list(short.iterdir()) == []


def test_of_a_program_that_is_killed_no_line_is_taken_away_but_its_own(pair: Crew, tmp_path: Path) -> None:
    path, context = tmp_path / "held", multiprocessing.get_context("spawn")
    dict(pair.run(jobs.who, range(2)))
    folder = Path(util.get_temp_dir())
    ours = set(folder.iterdir())
    other = context.Process(target=jobs.hold_in_a_crew, args=(path,))
    other.start()
    jobs.await_holder(path)
    assert set(folder.iterdir()) > ours
    other.kill()
    other.join()
    while not folder.exists() or set(folder.iterdir()) != ours:
        time.sleep(0.005)
    for worker in pair._workers:
        worker.running.kill()
        worker.running.join()
    assert os.getpid() not in {number for _, number in pair.run(jobs.who, range(2))}


# How many


def test_there_are_as_many_workers_as_cores_and_memory_allow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / "meminfo"
    listed.write_text("MemTotal: 9000000 kB\nMemFree: 1 kB\nMemAvailable: 1300000 kB\n")
    assert crew._free_kb(listed) == 1_300_000
    assert crew._free_kb(tmp_path / "none") == sys.maxsize
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)
    monkeypatch.setattr(crew, "_free_kb", lambda: 1_300_000)
    assert default_workers() == 2
    monkeypatch.setattr(crew, "_free_kb", lambda: 100_000)
    assert default_workers() == 1
    monkeypatch.setattr(crew, "_free_kb", lambda: sys.maxsize)
    assert default_workers() == 4
