"""What the tests of the preview share: small books, a maker that waits to be told, a desk at work."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Iterable
from pathlib import Path, PurePosixPath
from queue import Queue
from threading import Thread

import tiny_edition
from publish import faults
from publish.homing import Mark
from publish.preview import Desk, Made, Reading
from publish.preview.desk import Shown
from publish.preview.made import Book, Page, Watch
from publish.proof import Box
from publish.report import Diagnostic
from publish.span import Span

PROJECT = Path(__file__).parents[1]
FOLDER = tiny_edition.FOLDER
PATIENCE_SECONDS = 20.0


def page(words: str, look: str = "", *, written: bool = True) -> Page:
    """A page whose text is its digest."""
    return Page(f"{words}{look}", "1", 210, 297, written)


def book(*words: str) -> Book:
    return Book("A book", b"", tuple(page(one) for one in words))


def pages(*words: str) -> Made:
    return Made((), book(*words))


FAULT = Mark(None, None, Diagnostic(Span(FOLDER / "abuses.yaml", 3), faults.missing_font("Text")))
FAULTY = Made((FAULT,))
LOSS = Mark(0, Box(20, 30, 90, 40), Diagnostic(Span(FOLDER / "abuses.yaml", 5), faults.lost_note("1", 1)))
READ, SOUND = Reading((LOSS,)), Reading()


class Print:
    """The text of pages whose text is their digest, one line of 10 mm for each word."""

    def hang(self, book: Book) -> None:
        pass

    def words(self, digest: str) -> str:
        return digest.replace(" ", "\r\n")

    def boxes(self, digest: str, ranges: Iterable[tuple[int, int]]) -> list[tuple[Box, ...]]:
        lines = [self.words(digest)[:start].count("\n") for start, _ in ranges]
        return [(Box(20, 10.0 * line, 90, 10.0 * line + 9),) for line in lines]


class Hand:
    """A maker that waits until it is told what to give: nothing, where it is overtaken."""

    def __init__(self) -> None:
        self.begun: Queue[int] = Queue()
        self.given: Queue[Made | Reading | None] = Queue()
        self.made = self.overtaken = 0

    def make(self, folder: PurePosixPath, watch: Watch) -> Generator[Made | Reading]:
        self.made += 1
        watch("typeset")
        self.begun.put(self.made)
        told = self.given.get(timeout=PATIENCE_SECONDS)
        assert isinstance(told, Made)
        yield told
        if told.book:
            watch("proof")
            read = self.given.get(timeout=PATIENCE_SECONDS)
            if read is not None:
                yield read

    def overtake(self) -> None:
        self.overtaken += 1

    def close(self) -> None:
        self.given.put(FAULTY)
        self.given.put(None)


class Table:
    """A desk at work with such a maker."""

    def __init__(self) -> None:
        self.hand, self.key = Hand(), "0"
        self.desk = Desk(self.hand, FOLDER, lambda: self.key, Print())
        Thread(target=self.desk.work, daemon=True).start()

    def change(self) -> None:
        """Save a file."""
        self.key = f"{int(self.key) + 1}"
        self.desk.ask()

    def make(self, made: Made) -> Shown:
        """Let what is being made be this, and see what is shown then."""
        version = self.desk.shown.version
        self.hand.begun.get(timeout=PATIENCE_SECONDS)
        self.hand.given.put(made)
        return self.until(lambda shown: shown.version > version)

    def prove(self, reading: Reading = SOUND) -> Shown:
        """Let the proof give this, and see what is shown then."""
        version = self.desk.shown.version
        self.hand.given.put(reading)
        return self.until(lambda shown: shown.version > version)

    def finish(self, made: Made) -> Shown:
        """Let what is being made be this, and its proof find nothing."""
        shown = self.make(made)
        return self.prove() if made.book else shown

    def until(self, true: Callable[[Shown], bool]) -> Shown:
        """What is shown as soon as something is true of it."""
        shown: Shown | None = self.desk.shown
        while shown and not true(shown):
            seen = shown.tick
            shown = self.desk.wait(seen, PATIENCE_SECONDS)
            assert shown is None or shown.tick != seen, "nothing happened"
        assert shown
        return shown


def write_edition(project: Path) -> Path:
    """The tiny edition as a project that can be built."""
    for name, text in tiny_edition.FILES.items():
        path = project / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(PROJECT / "styles", project / "styles")
    shutil.copy(PROJECT / "tasks.py", project)
    return project


def line_of(name: str, words: str) -> str:
    """Where words stand in a file of the edition, as `file:line`."""
    text = tiny_edition.FILES[name]
    return f"{FOLDER / name}:{text.count(chr(10), 0, text.index(words)) + 1}"
