"""What is remembered is what was kept, or nothing: harmed entries, full disks, several builds at once."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from publish.workshop import Memory, key_of
from publish.workshop.tally import NAME, Tally

KEY, OTHER = key_of("one"), key_of("other")
LARGE = os.urandom(100_000)
SECOND_BUILD = """
import random, sys
from pathlib import Path
from publish.workshop import Memory, key_of
from publish.workshop.tally import NAME, Tally

memory, dice = Memory(Path(sys.argv[1]), 300_000), random.Random(int(sys.argv[2]))
found = 0
for step in range(200):
    name = str(dice.randrange(8))
    value = name.encode() * 20_000 + random.Random(name).randbytes(40_000)
    recalled = memory.recall(key_of(name))
    assert recalled in (None, value), "half an entry"
    found += recalled is not None
    memory.keep(key_of(name), value)
    if step % 10 == 0:
        memory.trim()
    if step == 100:
        memory.clear()
assert found > 50, found
assert memory.trouble is None, memory.trouble
"""


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "memory")


def files(folder: Path) -> list[Path]:
    """All files below a folder, but the tally."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)


@contextmanager
def small_files(size: int) -> Iterator[None]:
    """No file can be longer than so many bytes: what comes after them is refused, as by a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# Keys


def test_a_key_follows_from_all_parts_and_from_where_they_end() -> None:
    parts: list[tuple[bytes | str, ...]] = [
        (), ("",), (b"",), ("", ""), ("ab",), (b"ab",), ("a", "b"), ("b", "a"), ("a", b"b"), ("\udc80",),
    ]
    assert len({key_of(*some) for some in parts}) == len(parts)
    assert key_of("a", b"b") == key_of("a", b"b")


@pytest.mark.parametrize("key", ["", "../../../etc/passwd", KEY.upper(), KEY + "\n", KEY[:-1]])
def test_only_a_digest_is_a_key(memory: Memory, key: str) -> None:
    with pytest.raises(ValueError, match="no digest"):
        memory.recall(key)


# What is kept


@pytest.mark.parametrize("value", [b"", b"short", bytes(1_000_000), LARGE], ids=len)
def test_what_is_kept_is_recalled_by_a_later_build(tmp_path: Path, value: bytes) -> None:
    Memory(tmp_path).keep(KEY, value)
    later = Memory(tmp_path)
    assert later.recall(KEY) == value
    assert later.recall(OTHER) is None
    assert len(files(tmp_path)) == 1 and later.trouble is None


def test_a_later_value_takes_the_place_of_an_earlier_one(memory: Memory) -> None:
    memory.keep(KEY, b"earlier")
    memory.keep(KEY, b"later")
    assert memory.recall(KEY) == b"later"


def test_zeros_take_no_room(tmp_path: Path, memory: Memory) -> None:
    memory.keep(KEY, bytes(1_000_000))
    (entry,) = files(tmp_path)
    assert entry.stat().st_size < 10_000


def harms(entry: bytes) -> Iterator[bytes]:
    """Every way in which one bit can be wrong, the rest be missing, or something follow."""
    for place in range(len(entry)):
        yield entry[:place]
        for bit in range(8):
            yield entry[:place] + bytes([entry[place] ^ 1 << bit]) + entry[place + 1 :]
    yield entry + b"\0"
    yield b"something else altogether"


@pytest.mark.parametrize("value", [b"plain", bytes(99_999)], ids=["plain", "packed"])
def test_a_harmed_entry_is_removed_and_counts_as_none(tmp_path: Path, memory: Memory, value: bytes) -> None:
    memory.keep(KEY, value)
    (path,) = files(tmp_path)
    for harmed in harms(path.read_bytes()):
        path.write_bytes(harmed)
        assert memory.recall(KEY) is None
        assert not path.exists()


def test_an_entry_in_the_place_of_another_is_not_taken_for_it(tmp_path: Path, memory: Memory) -> None:
    memory.keep(KEY, b"one")
    memory.keep(OTHER, b"other")
    one, other = (next(tmp_path.rglob(key)) for key in (KEY, OTHER))
    one.replace(other)
    assert memory.recall(OTHER) is None


# What is forgotten


def test_what_was_unused_the_longest_is_forgotten_first(tmp_path: Path) -> None:
    memory = Memory(tmp_path, limit=250_000)
    keys = [key_of(str(number)) for number in range(4)]
    for age, key in enumerate(keys):
        memory.keep(key, LARGE)
        os.utime(next(tmp_path.rglob(key)), (1_000 + age, 1_000 + age))
    memory.recall(keys[0])
    memory.trim()
    assert [memory.recall(key) is not None for key in keys] == [True, False, False, True]


def test_what_is_within_the_limit_stays(tmp_path: Path) -> None:
    Memory(tmp_path).keep(KEY, LARGE)
    size = files(tmp_path)[0].stat().st_size
    Memory(tmp_path, size).trim()
    assert len(files(tmp_path)) == 1
    Memory(tmp_path, size - 1).trim()
    assert files(tmp_path) == []


def test_what_killed_writers_left_is_swept_and_what_is_being_written_is_not(
    tmp_path: Path, memory: Memory
) -> None:
    memory.keep(KEY, b"one")
    (entry,) = files(tmp_path)
    stale, fresh = (entry.with_name(f".{KEY}.{mark * 8}") for mark in "ab")
    for path in (stale, fresh):
        path.write_bytes(b"half an ent")
    two_hours_ago = time.time() - 7200
    for path in (stale, entry):
        os.utime(path, (two_hours_ago, two_hours_ago))
    memory.trim()
    assert files(tmp_path) == sorted([entry, fresh])


def test_everything_of_ours_is_cleared_and_nothing_else(tmp_path: Path, memory: Memory) -> None:
    memory.keep(KEY, b"one")
    memory.keep(OTHER, b"other")
    foreign = [tmp_path / "memory" / name for name in ("README", f"{KEY[:2]}/notes")]
    for path in foreign:
        path.write_text("mine")
    assert memory.clear() == 2
    assert files(tmp_path) == sorted(foreign)
    assert memory.clear() == 0


def test_a_memory_is_looked_through_only_when_it_may_be_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory = Memory(tmp_path, limit=250_000)
    memory.keep(KEY, LARGE)
    memory.keep_in_bounds()  # nobody has looked before
    with monkeypatch.context() as patch:
        patch.setattr(Memory, "_files", None)
        memory.keep(OTHER, LARGE)
        Memory(tmp_path, limit=250_000).keep_in_bounds()
    memory.keep(key_of("third"), LARGE)
    memory.keep_in_bounds()
    assert len(files(tmp_path)) == 2
    with monkeypatch.context() as patch:
        patch.setattr(Memory, "_files", None)
        memory.keep_in_bounds()
    assert memory.clear() == 2 and not (tmp_path / NAME).exists()


@pytest.mark.parametrize("said", [
    "", "+12\n", "=1\n+x\n", "=1\n\xff\n", "=1\n" + "+1\n" * 4_000, "=90\n+11\n",
])
def test_a_tally_that_knows_too_little_says_so(tmp_path: Path, said: str) -> None:
    (tmp_path / NAME).write_text(said, "latin-1")
    assert Tally(tmp_path).may_exceed(100)


def test_a_tally_that_cannot_be_written_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tally = Tally(tmp_path)
    tally.renew(lambda: 30)
    assert not tally.may_exceed(30)
    with monkeypatch.context() as patch:  # as if somebody else had made it
        patch.setattr(os, "access", lambda *_: False)
        assert tally.may_exceed(30)
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", lambda *_: _refuse())
        tally.add(1)
    assert tally.may_exceed(30) and not (tmp_path / NAME).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such pipes")
def test_nobody_waits_at_a_pipe_that_stands_for_a_file(tmp_path: Path) -> None:
    key = key_of("one")
    (tmp_path / key[:2]).mkdir()
    for path in (tmp_path / key[:2] / key, tmp_path / NAME):
        os.mkfifo(path)
    program = f"""
from pathlib import Path
from publish.workshop import Memory
memory, key = Memory(Path({str(tmp_path)!r})), {key!r}
print(memory.recall(key), memory.keep_in_bounds(), memory.keep(key, b"x"), memory.recall(key))
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=30, check=True)
    assert ran.stdout == b"None None None b'x'\n"


def _refuse() -> int:
    raise PermissionError(errno.EACCES, "Permission denied")


def test_what_is_put_in_while_somebody_looks_is_counted(tmp_path: Path) -> None:
    tally, other = Tally(tmp_path), Tally(tmp_path)
    tally.add(5_000)

    def look() -> int:
        other.add(70)
        assert other.may_exceed(1_000_000), "who looks may be killed: until then, nobody knows"
        return 30

    tally.renew(look)
    assert tally.may_exceed(99) and not tally.may_exceed(100)


# Disks that refuse, and others who are at work


def test_a_disk_that_is_full_keeps_what_it_had(tmp_path: Path, memory: Memory) -> None:
    memory.keep(KEY, b"earlier")
    with small_files(50_000):
        memory.keep(KEY, LARGE)
        memory.keep(OTHER, LARGE)
    assert memory.trouble is not None and memory.trouble.errno == errno.EFBIG
    assert memory.recall(KEY) == b"earlier" and memory.recall(OTHER) is None
    assert len(files(tmp_path)) == 1
    memory.keep(OTHER, LARGE)
    assert memory.recall(OTHER) == LARGE


def test_a_disk_that_can_only_be_read_is_read(
    tmp_path: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    memory.keep(KEY, b"one")
    for verb in ("mkdir", "unlink", "replace"):
        monkeypatch.setattr(Path, verb, refuse)
    monkeypatch.setattr(os, "utime", refuse)
    memory.keep(OTHER, b"other")
    memory.trim()
    assert memory.trouble is not None and memory.trouble.errno == errno.EROFS
    assert memory.recall(KEY) == b"one"
    assert memory.clear() == 0


def test_a_folder_that_cannot_be_made_remembers_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    memory = Memory(tmp_path / "file" / "memory")
    memory.keep(KEY, b"one")
    assert isinstance(memory.trouble, NotADirectoryError)
    assert memory.recall(KEY) is None
    memory.trim()
    assert memory.clear() == 0


def test_a_folder_that_somebody_removes_meanwhile_is_made_again(tmp_path: Path, memory: Memory) -> None:
    memory.keep(KEY, b"one")
    (tmp_path / "memory").rename(tmp_path / "elsewhere")
    memory.keep(KEY, b"one")
    assert memory.recall(KEY) == b"one" and memory.trouble is None


def test_a_writer_who_is_interrupted_leaves_nothing_behind(
    tmp_path: Path, memory: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "replace", lambda *_: signal.raise_signal(signal.SIGINT))
    with pytest.raises(KeyboardInterrupt):
        memory.keep(KEY, b"one")
    assert files(tmp_path) == []


def test_two_builds_at_once_never_meet_half_an_entry(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    builds = [
        subprocess.Popen([sys.executable, "-c", SECOND_BUILD, tmp_path, str(seed)], env=environment,
                         stderr=subprocess.PIPE, text=True)
        for seed in range(2)
    ]
    assert [(build.communicate()[1], build.returncode) for build in builds] == [("", 0)] * 2
    assert all(len(path.name) == 64 for path in files(tmp_path))
