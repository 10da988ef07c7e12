"""The same work on a Dask scheduler: the same results as from a crew, though a worker is killed half way."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import workshop_jobs as jobs
from publish.workshop import Crew, WorkerLost, cluster
from publish.workshop.cluster import Cluster, ClusterUnavailable


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "find_spec", lambda name: None)
    with pytest.raises(ClusterUnavailable, match=r"distributed is not installed; try `pip .*\[cluster\]"):
        Cluster("tcp://127.0.0.1:8786")


@contextmanager
def machines_of(workers: int, **options: Any) -> Iterator[Any]:
    """A scheduler with so many workers, each a process that is started again if it dies."""
    distributed = pytest.importorskip("distributed", reason="needs the cluster extra (Dask Distributed)")
    options = {"threads_per_worker": 1, "dashboard_address": ":0", "silence_logs": 60} | options
    with distributed.LocalCluster(n_workers=workers, **options) as machines:
        yield machines


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """Two workers."""
    with machines_of(2) as machines:
        yield machines


@pytest.mark.cluster
def test_a_cluster_and_a_crew_give_the_same_though_a_worker_is_killed(machines: Any, tmp_path: Path) -> None:
    path = tmp_path / "killed"
    work = [None, path, *[None] * 6]
    with Cluster(machines.scheduler_address) as many:
        done = dict(many.run(jobs.die_at, work))
        assert path.read_text(), "somebody was killed"
        sizes = [5_000_000, 3, 5_000_000, 4]
        assert dict(many.run(jobs.large, sizes)) == {index: bytes(size) for index, size in enumerate(sizes)}
        assert list(many.run(jobs.square, [])) == []
    path.unlink()
    with Crew(2) as pair:
        assert done == dict(pair.run(jobs.die_at, work))


@pytest.mark.cluster
def test_results_that_were_on_a_worker_who_dies_are_made_anew(machines: Any) -> None:
    with Cluster(machines.scheduler_address) as many:
        run = many.run(jobs.who, range(20))
        index, number = next(run)
        os.kill(number, signal.SIGKILL)
        assert sorted([index, *dict(run)]) == list(range(20))


@pytest.mark.cluster
def test_what_fails_and_what_kills_is_told_as_by_a_crew(machines: Any) -> None:
    told: list[tuple[int, str]] = []
    with Cluster(machines.scheduler_address) as many:
        with pytest.raises(RuntimeError, match="Strange: so strange") as raised:
            list(many.run(jobs.fail_strangely, range(2)))
        assert "in fail_strangely" in raised.value.__notes__[0]
        done = []
        with pytest.raises(WorkerLost) as lost:
            for index, _ in many.run(jobs.die_if, [1, 2, 4, 6, 8], lambda *step: told.append(step)):
                done.append(index)
    assert sorted(done) == [1, 2, 3, 4] and lost.value.indices == (0,)
    assert [step for index, step in told if index == 0] == ["begun", "begun again"]


@pytest.mark.cluster
def test_nothing_hangs_when_there_is_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_ANSWER_SECONDS", 1)
    monkeypatch.setattr(cluster, "_LOOK_SECONDS", 0.2)
    monkeypatch.setattr(cluster, "_LOOKS", 2)
    with machines_of(0) as machines:
        address = machines.scheduler_address
        with pytest.raises(ClusterUnavailable, match=f"has no worker; try `dask worker {address} "):
            Cluster(address)
        monkeypatch.setattr(Cluster, "_meet_workers", lambda self: None)
        with Cluster(address) as many, pytest.raises(ClusterUnavailable, match="has no worker any more"):
            list(many.run(jobs.square, [1, 2]))
    with pytest.raises(ClusterUnavailable, match=f"no scheduler answers at `{address}`"):
        Cluster(address)


@pytest.mark.cluster
def test_a_worker_with_several_jobs_at_a_time_is_refused() -> None:
    with (
        machines_of(1, threads_per_worker=2, processes=False) as machines,
        pytest.raises(ClusterUnavailable, match="has 2 jobs at a time; start it with `--nthreads 1`"),
    ):
        Cluster(machines.scheduler_address)


@pytest.mark.cluster
def test_a_scheduler_that_goes_away_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cluster, "_ANSWER_SECONDS", 1)
    monkeypatch.setattr(cluster, "_LOOK_SECONDS", 0.2)
    monkeypatch.setattr(cluster, "_LOOKS", 2)
    with machines_of(1) as machines, Cluster(machines.scheduler_address) as many:
        run = many.run(jobs.hold, [None, tmp_path / "held"])
        assert next(run) == (0, None)
        machines.close()
        with pytest.raises(ClusterUnavailable, match=r"a worker failed|any more"):
            next(run)
