"""What carries the preview: a warm process whose proof can be broken off, the watch, the command."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Queue
from threading import Event, Thread, Timer

import pytest
from msgspec.structs import replace

from previews import FOLDER, PATIENCE_SECONDS, write_edition
from publish.commands import editor, previewing
from publish.preview import Made, Reading, Server, WarmMaker, follow
from publish.preview.making import PlainMaker
from publish.preview.orders import Order, Orders, Outdated, Overtaken


def unwatched(stage: str) -> None:
    pass


def test_a_warm_process_is_kept_and_one_that_ends_is_replaced(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    maker = WarmMaker(tmp_path, tmp_path / ".cache", "program")
    try:
        [first] = maker.make(FOLDER, unwatched)
        process = maker._process
        assert isinstance(first, Made) and not first.broken and first.marks
        assert [*maker.make(FOLDER, unwatched)] == [first]
        assert process is not None and process is maker._process

        assert process.pid is not None
        os.kill(process.pid, signal.SIGSTOP)  # so that it cannot be done before it is killed
        Timer(0.1, process.kill).start()
        [broken] = maker.make(FOLDER, unwatched)
        assert broken.broken
        assert [*maker.make(FOLDER, unwatched)] == [first]
    finally:
        maker.close()


EDITS = (
    ("Much remains to be done.", "Little remains to be done."),
    ("kind: callout", "kind: calout"),
    ("kind: calout", "kind: callout"),
    ("Little remains", "Very much remains, as everybody says who was asked,"),
)
"""One word, a fault, its mending, and more words."""


def said(told: Made | Reading) -> object:
    """All that is in it: spots are packed, and equal ones may be packed in several ways."""
    if isinstance(told, Made):
        return told
    return replace(told, packed=()), [told.spots(page) for page in range(len(told.packed))]


def test_what_is_warm_gives_what_a_build_from_nothing_gives(tmp_path: Path) -> None:
    """After edits, a fault and its mending, whether or not the proofs on the way were broken off."""
    project = write_edition(tmp_path / "project")
    chapter = project / FOLDER / "abuses.yaml"
    maker = WarmMaker(project, tmp_path / "memory", "program")
    try:
        first = [*maker.make(FOLDER, unwatched)]
        for number, (before, after) in enumerate(EDITS):
            text = chapter.read_text()
            assert before in text
            chapter.write_text(text.replace(before, after))
            warm = [*maker.make(FOLDER, unwatched)] if number % 2 else [next(maker.make(FOLDER, unwatched))]
            cold = [*PlainMaker(project).make(FOLDER, unwatched)]
            assert list(map(said, warm)) == list(map(said, cold[:len(warm)]))
            assert bool(cold[0].marks) == (number == 1)
        assert isinstance(warm[0], Made) and isinstance(first[0], Made)
        assert warm[0].book and first[0].book and warm[0].book.pdf != first[0].book.pdf
        assert isinstance(warm[1], Reading) and warm[1].packed
    finally:
        maker.close()


def test_a_proof_is_broken_off_in_the_middle_and_the_process_goes_on(tmp_path: Path) -> None:
    project = write_edition(tmp_path / "project")
    maker = WarmMaker(project, tmp_path / "memory", "program")
    begun = Event()

    def watch(stage: str) -> None:
        if stage == "proof":
            begun.set()
            maker.overtake()

    try:
        told = [*maker.make(FOLDER, watch)]
        assert begun.is_set() and [type(one) for one in told] == [Made]
        process = maker._process
        made, reading = maker.make(FOLDER, unwatched)
        assert isinstance(reading, Reading) and reading.packed and maker._process is process
        assert made == told[0]
    finally:
        maker.close()


# Orders


@pytest.fixture
def ordered() -> Iterator[tuple[Orders, Connection]]:
    """Orders, and the line over which they come."""
    before = signal.getsignal(signal.SIGINT)
    ours, theirs = Pipe()
    with ours:
        yield Orders(theirs), ours
    signal.signal(signal.SIGINT, before)


def test_work_is_broken_off_at_once_even_while_it_waits(ordered: tuple[Orders, Connection]) -> None:
    orders, line = ordered
    line.send(Order(1, FOLDER))
    assert next(iter(orders)).number == 1
    Timer(.05, line.send, [Outdated(1)]).start()
    began = time.monotonic()
    with pytest.raises(Overtaken), orders.breakable():
        time.sleep(PATIENCE_SECONDS)
    assert time.monotonic() - began < PATIENCE_SECONDS / 2


def test_work_that_swallows_exceptions_is_told_again(ordered: tuple[Orders, Connection]) -> None:
    orders, line = ordered
    line.send(Order(1, FOLDER))
    next(iter(orders))
    Timer(.05, line.send, [Outdated(1)]).start()
    swallowed = 0
    with pytest.raises(Overtaken), orders.breakable():
        while True:
            try:
                time.sleep(PATIENCE_SECONDS)
            except Overtaken:
                swallowed += 1
                if swallowed > 1:
                    raise
    assert swallowed == 2


def test_only_what_is_out_of_date_and_breakable_is_broken_off(ordered: tuple[Orders, Connection]) -> None:
    orders, line = ordered
    for told in (Order(1, FOLDER), Outdated(1), Order(2, FOLDER), Outdated(1)):
        line.send(told)
    waiting = iter(orders)
    assert next(waiting).number == 1
    time.sleep(.05)  # it is not breakable
    with pytest.raises(Overtaken), orders.breakable():
        raise AssertionError("it is out of date before it begins")
    assert next(waiting).number == 2
    with orders.breakable():
        time.sleep(.05)
    assert orders.idle
    line.close()
    assert list(waiting) == []


# The watch and the command


def test_a_saved_file_is_noticed(tmp_path: Path) -> None:
    noticed, stop = Event(), Event()
    watcher = Thread(target=follow, args=([tmp_path], lambda _: noticed.set(), stop), daemon=True)
    watcher.start()
    end = time.monotonic() + PATIENCE_SECONDS
    while not noticed.wait(.1):  # the watch may begin later than the first write
        (tmp_path / "chapter.yaml").write_text(f"{time.monotonic()}")
        assert time.monotonic() < end
    stop.set()
    watcher.join(PATIENCE_SECONDS)
    assert not watcher.is_alive()


def test_a_change_of_which_the_system_says_nothing_is_looked_for(tmp_path: Path) -> None:
    told: Queue[bool] = Queue()
    stop = Event()
    Thread(target=follow, args=([tmp_path], told.put, stop, 20), daemon=True).start()
    assert told.get(timeout=PATIENCE_SECONDS) is False
    stop.set()


def test_a_port_in_use_is_told_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    other = Server(0)
    with pytest.raises(SystemExit):
        previewing._server(other.server_port)
    other.server_close()
    assert capsys.readouterr().err == (
        f"Port {other.server_port} is in use, perhaps by another preview. Choose another with `--port`, or "
        "leave `--port` out: then one that is free is taken.\n"
    )


@pytest.mark.parametrize(("environment", "wish", "pattern"), [
    ({}, "", ""),
    ({"EDITOR": "vim"}, "", ""),
    ({"EDITOR": "/usr/bin/code --wait"}, "", "vscode://file/{path}:{line}:{column}"),
    ({"EDITOR": "vim", "PUBLISH_EDITOR": "subl"}, "", "subl {path}:{line}:{column}"),
    ({"EDITOR": "code", "PUBLISH_EDITOR_URL": "x://{path}#{line}"}, "", "x://{path}#{line}"),
    ({"EDITOR": "code"}, "emacsclient -n +{line}:{column} {path}", "emacsclient -n +{line}:{column} {path}"),
    ({"EDITOR": "vim"}, "codium", "vscodium://file/{path}:{line}:{column}"),
])
def test_the_editor_is_the_one_that_was_wished_for_or_that_the_environment_names(
    environment: dict[str, str], wish: str, pattern: str
) -> None:
    assert editor.pattern_of(environment, wish) == pattern


def test_an_address_that_would_run_in_the_browser_is_none() -> None:
    assert not editor.is_address("javascript:alert('{path}')")
    assert not editor.is_address(r"C:\Editor\editor.exe {path}")
    assert editor.is_address("vscode://file/{path}:{line}:{column}")
