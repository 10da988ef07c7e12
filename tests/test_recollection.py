"""What is at hand, what is on the disk, what is never kept; and sequences that are kept folded up."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from functools import partial
from pathlib import Path
from pickle import UnpicklingError

import pytest
from msgspec import Struct

from publish.folded import Folded
from publish.hands import done, recalling_hands
from publish.workshop import Crew, Memory, Recollection, Workshop, key_of


class Work:
    """Counts how often it is done."""

    def __init__(self, result: object) -> None:
        self.result, self.done = result, 0

    def __call__(self) -> object:
        self.done += 1
        return self.result


class Sum(Struct, frozen=True):
    """A job."""

    numbers: tuple[int, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """All that its result follows from."""
        return tuple(map(str, self.numbers))


def add(job: Sum) -> int:
    """Do it."""
    return sum(job.numbers)


def refuse(job: Sum) -> int:
    """Not do it."""
    raise AssertionError("nobody is there")


refuse.__qualname__ = "add"


def test_hands_that_recall_have_the_results_of_a_workshop_and_it_has_theirs(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    workshop, hands = Workshop(Crew(0), memory, "program"), recalling_hands(Recollection(memory, "program"))
    assert dict(workshop.run(add, [Sum((1, 2))], lambda job: job.said)) == {0: 3}
    assert dict(hands(refuse, [Sum((1, 2))])) == {0: 3}
    assert done(hands, add, [Sum((1, 2)), Sum((3, 4))]) == [3, 7]
    assert dict(workshop.run(refuse, [Sum((3, 4))], lambda job: job.said)) == {0: 7}


@pytest.mark.parametrize("workers", [0, 2])
def test_something_is_done_once_when_others_are_at_work_or_not_at_all(tmp_path: Path, workers: int) -> None:
    told: list[str] = []

    def summed(*numbers: int) -> dict[int, int]:
        jobs = [Sum((number,)) for number in numbers]
        return dict(workshop.run(add, jobs, lambda job: job.said))

    with Crew(workers) as crew:
        workshop = Workshop(crew, Memory(tmp_path), "program")
        with workshop.in_waiting(partial(told.append, "early")):
            with workshop.in_waiting(partial(told.append, "late")):
                assert summed(1) == {0: 1} and told == [], "a single job is done here"
                assert summed(1, 2, 3) == {0: 1, 1: 2, 2: 3}
                assert told == ["early", "late"] * (workers > 0)
            assert summed(1, 4, 5) == {0: 1, 1: 4, 2: 5}
        with workshop.in_waiting(partial(told.append, "never")):
            assert summed(1, 2, 5) == {0: 1, 1: 2, 2: 5}
        assert summed(6, 7) == {0: 6, 1: 7} and "never" not in told


def test_a_run_that_is_left_at_a_remembered_result_is_broken_off(tmp_path: Path) -> None:
    with Crew(2) as crew:
        workshop = Workshop(crew, Memory(tmp_path), "program")
        assert dict(workshop.run(abs, [-1], lambda job: ["kept"])) == {0: 1}
        run = workshop.run(abs, [-1, 60, 61], lambda job: ["kept"] if job < 0 else [str(job)])
        assert next(run) == (0, 1) and len(crew._busy) == 2
        run.close()  # type: ignore[attr-defined]  # a generator
        assert crew._busy == []


def test_a_run_of_which_a_result_cannot_be_read_is_broken_off(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    memory.keep(key_of("program", "abs", "kept"), b"no pickle")
    with Crew(2) as crew:
        workshop = Workshop(crew, memory, "program")
        with pytest.raises(UnpicklingError) as caught:
            dict(workshop.run(abs, [-1, 60, 61], lambda job: ["kept"] if job < 0 else [str(job)]))
        assert caught.tb is not None and crew._busy == [], "though the run is held by its traceback"


@pytest.fixture
def recollection(tmp_path: Path) -> Callable[..., Recollection]:
    """Makes recollections of one memory, as processes do one after another."""
    return lambda program="program", most=10: Recollection(Memory(tmp_path), program, most)


def test_a_result_is_made_once(recollection: Callable[..., Recollection]) -> None:
    work, staying = Work([1]), recollection()
    assert staying("sum", ("a",), work) is staying("sum", ("a",), work)
    assert recollection()("sum", ("a",), work) == [1]
    assert work.done == 1


@pytest.mark.parametrize(
    ("program", "name", "said"),
    [
        ("other", "sum", ("a",)), ("program", "other", ("a",)), ("program", "sum", ("b",)),
        ("program", "sum", ()), ("program", "sum", ("a", "")), ("program", "suma", ()),
    ],
)
def test_a_result_of_something_else_is_another(
    program: str, name: str, said: tuple[str, ...], recollection: Callable[..., Recollection]
) -> None:
    recollection()("sum", ("a",), Work("this"))
    assert recollection(program)(name, said, Work("that")) == "that"


def test_nothing_is_never_kept(recollection: Callable[..., Recollection]) -> None:
    work, staying = Work(None), recollection()
    assert staying("sum", (), work) is staying("sum", (), work) is None
    assert work.done == 2


def test_what_was_unused_the_longest_is_at_hand_no_more_and_still_known(
    recollection: Callable[..., Recollection]
) -> None:
    staying, first = recollection(most=2), Work([1])
    made = staying("sum", ("a",), first)
    for said in ("b", "a", "c"):
        staying("sum", (said,), Work([2]))
    assert staying("sum", ("a",), first) is made
    for said in ("d", "e"):
        staying("sum", (said,), Work([2]))
    again = staying("sum", ("a",), first)
    assert again == made
    assert again is not made
    assert first.done == 1


def test_an_entry_that_was_spoilt_is_made_again(
    recollection: Callable[..., Recollection], tmp_path: Path
) -> None:
    recollection()("sum", (), Work("this"))
    (entry,) = (path for path in tmp_path.glob("*/*") if path.is_file())
    entry.write_bytes(entry.read_bytes()[:-1])
    assert recollection()("sum", (), Work("that")) == "that"


class Watched:
    """An item that says when it is made from bytes."""

    made = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Watched)

    def __hash__(self) -> int:
        return 1

    def __setstate__(self, state: object) -> None:
        Watched.made += 1

    def __getstate__(self) -> object:
        return "something"


def test_a_folded_sequence_is_unfolded_when_somebody_looks_into_it() -> None:
    Watched.made = 0
    folded = pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(Folded([Watched(), Watched()])))))
    assert Watched.made == 0
    assert folded == (Watched(), Watched()) == folded
    assert folded == Folded(folded[:])
    assert (len(folded), [*folded], folded[1], hash(folded)) == (
        2, [Watched()] * 2, Watched(), hash((Watched(), Watched()))
    )
    assert folded != (Watched(),)
    assert Watched.made == 2


def test_other_items_have_another_digest() -> None:
    digests = {Folded(items).digest for items in ((), (1,), (1, 2), (2, 1), ("1",))}
    assert len(digests) == 5
    assert Folded((1, "a")).digest == pickle.loads(pickle.dumps(Folded((1, "a")))).digest
