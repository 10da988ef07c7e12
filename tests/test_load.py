"""What `load` takes, what it refuses, and where it says so."""

from __future__ import annotations

import os
import time
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.artifacts import File, Source
from publish.load import excerpted, load
from publish.load.tree import MAX_DEPTH, MAX_FAULTS, MAX_NODES, read_tree
from publish.report import Report
from publish.token_place import find_token

FOLDER = PurePosixPath("chapters/mali")
PLACE = PurePosixPath("f.yaml")


def tree(text: str) -> tuple[File | None, list[str]]:
    """A text, read, and its faults as `line:column code`."""
    report = Report()
    file = read_tree(PLACE, text, report)
    return file, [f"{d.span.line}:{d.span.column} {d.fault.code}" for d in report]


def sound(text: str) -> File:
    """A text that must have no fault."""
    file, found = tree(text)
    assert file is not None and not found, found
    return file


def loaded(project: Path, **files: str | bytes) -> tuple[Source, list[str]]:
    """An edition of these files (`a__b` is `a/b.yaml`), loaded, and its faults as `file:line:column code`."""
    for name, content in files.items():
        path = project / FOLDER / f"{name.replace('__', '/')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    (project / FOLDER).mkdir(parents=True, exist_ok=True)
    report = Report()
    source = load(project, FOLDER, report)
    return source, [f"{d.span.file.relative_to(FOLDER)}:{d.span.line}:{d.span.column} {d.fault.code}"
                    for d in report]


def test_every_scalar_stays_the_text_that_was_written() -> None:
    file = sound("a: NO\nb: 1.10\nc: 12:30\nd: 0o17\ne: Null\nf: 'null'\ng: \"~\"\nh: ''\ni: 2021-12-03\n")
    assert file.root == {"a": "NO", "b": "1.10", "c": "12:30", "d": "0o17", "e": "Null", "f": "null",
                         "g": "~", "h": "", "i": "2021-12-03"}


def test_a_key_without_a_value_has_none() -> None:
    assert sound("a:\nb: ~\nc: null\nd: [~, x]\ne:\n  -\n  - x\n").root == {
        "a": None, "b": None, "c": None, "d": [None, "x"], "e": [None, "x"],
    }


def test_every_key_and_value_has_its_place() -> None:
    file = sound("title: Kidal\nblocks:\n  - kind: prose\n    text: >-\n      One\n      two\n\n  - [a, b]\n")
    places = {
        (("title",), True): (1, 1, 1, 6),
        (("title",), False): (1, 8, 1, 13),
        (("blocks", 0), False): (3, 5, 6, 10),
        (("blocks", 0, "text"), True): (4, 5, 4, 9),
        (("blocks", 0, "text"), False): (4, 11, 6, 10),
        (("blocks", 1), False): (8, 5, 8, 11),
        (("blocks", 1, 1), False): (8, 9, 8, 10),
        (("blocks",), False): (3, 3, 8, 11),
    }
    for (location, key), box in places.items():
        span = file.place(location, key=key)
        assert (span.line, span.column, span.end_line, span.end_column) == box, location


def test_columns_count_letters_whatever_their_bytes() -> None:
    file = sound("é馬😀: é馬😀 x\n")
    assert file.place(("é馬😀",)).column == 6
    assert file.place(("é馬😀",)).end_column == 11


@pytest.mark.parametrize(("text", "faults"), [
    ("a: 1\nb: 2\na: 3\n", ["3:1 duplicate-key"]),
    ("- a: 1\n  'a': 3\n", ["1:1 not-a-mapping", "2:3 duplicate-key"]),
    ("a: *b\n", ["1:4 alias-mark"]),
    ("a: &b c\nd: &e [f]\n", ["1:4 anchor-mark", "2:4 anchor-mark"]),
    ("a: !!int 1\nb: ! c\n", ["1:4 tag-mark", "2:4 tag-mark"]),
    ("a: 1\n<<: {b: c}\n", ["2:1 merge-key"]),
    ("? [a]\n: b\n", ["1:3 complex-key"]),
    (": b\n", ["1:1 complex-key"]),
    ("a: 1\n---\nb: 2\n", ["2:1 several-documents"]),
    ("a: 1\n...\nb: 2\n", ["3:1 several-documents"]),
    ("", ["1:1 empty-file"]),
    ("# only a comment\n", ["1:1 empty-file"]),
    ("---\n~\n", ["2:1 empty-file"]),
    ("Kidal\n", ["1:1 not-a-mapping"]),
    ('a: "\\u202e"\nb: "\\0"\n', ["1:4 hidden-direction", "2:4 control-character"]),
    ("a:\n\tb: c\n", ["2:1 tab-indentation"]),
    ("a:\n  b: c\n\td: e\n", ["3:1 tab-indentation"]),
    ("a: |\n\tb\n", ["2:1 tab-indentation"]),
    ('a: "b\nc: d\n', ["1:4 unclosed-quote"]),
    ('a: "b\nc: "d"\n', ["1:4 unclosed-quote"]),
    ('a: "No," he said.\n', ["1:4 text-after-quote"]),
    ("a: 'it's'\n", ["1:4 text-after-quote"]),
    ("a: Mali: war\n", ["1:8 colon-in-text"]),
    ("a: 1\n b: 2\n", ["2:2 colon-in-text"]),
    ("a:1\nb: 2\n", ["1:1 line-without-colon"]),
    ("a: 1\nfoo\nb: 2\n", ["2:1 line-without-colon"]),
    ("a:\n    b: 1\n  c: 2\n", ["3:3 bad-indentation"]),
    ("a:\n  - b: 1\n   c: 2\n", ["3:4 bad-indentation"]),
    ("a: [1,\nb: 2\n", ["1:4 unclosed-bracket"]),
    ("a: b\n]\n", ["2:1 stray-bracket"]),
    ('a: "C:\\data"\n', ["1:7 bad-escape"]),
    ("%YAML 3.0\n---\na: 1\n", ["1:1 broken-yaml"]),
])
def test_what_is_not_a_key_a_list_or_text_is_refused_at_its_place(text: str, faults: list[str]) -> None:
    assert tree(text)[1] == faults


@pytest.mark.parametrize("mark", [
    "[=sinda.killed]", "[@SC952, para. 3]", "[^note]", "[#table]", "[!claim]", "[:fr mot]",
])
@pytest.mark.parametrize("rest", ["", " and more", "\nb: c", " x\nb: [y]"])
def test_text_that_begins_with_a_mark_is_told_to_take_quotes(mark: str, rest: str) -> None:
    assert tree(f"a: {mark}{rest}\n")[1] == ["1:4 unquoted-mark"]
    assert tree(f"k:\n  - {mark}{rest.replace('b:', '- b').replace(chr(10), chr(10) + '  ')}\n")[1] == [
        "2:5 unquoted-mark"
    ]


@pytest.mark.parametrize("text", [
    "*bold* x", "**bold** x", "@x", "`x`", "%x", "& x", "> x", "| x", ", x", "] x", "? x", "- x", "{x} y",
    "[see](https://example.org) x",
])
def test_text_that_begins_with_a_sign_of_yaml_is_told_to_take_quotes(text: str) -> None:
    assert tree(f"a: {text}\nb: c\n")[1] == ["1:4 unquoted-text"]


@pytest.mark.parametrize(("text", "faults"), [
    ("a: Attack #3 on Sinda\n", ["1:11 comment-in-text"]),
    ("a: #3\nb:\n  - #4 x\n", ["1:4 comment-in-text", "3:5 comment-in-text"]),
    ("a:\n- b\n - c\n", ["3:2 swallowed-line"]),
    ("a:\n  - kind: prose\n      id:kidal\n", ["3:7 swallowed-line"]),
    ("a:\n  - kind: prose\n    id:kidal\n", ["3:5 line-without-colon"]),
    ("a: 35 # a comment\nb: see [#table]\nc: x\n  https://example.org\n", []),
])
def test_text_that_yaml_would_lose_in_silence_is_an_error(text: str, faults: list[str]) -> None:
    assert tree(text)[1] == faults


def test_all_mistakes_of_a_file_come_at_once() -> None:
    _, found = tree("a: *b\na: 1\nc: !d e\nf: Attack #3\ng: Mali: war\n")
    assert found == ["1:4 alias-mark", "2:1 duplicate-key", "3:4 tag-mark", "4:11 comment-in-text",
                     "5:8 colon-in-text"]


def test_of_two_equal_keys_the_first_stays() -> None:
    file, _ = tree("a: 1\nb: 2\na: {c: 3}\n")
    assert file is not None and file.root == {"a": "1", "b": "2"}


@pytest.mark.parametrize("text", [
    "a: " + "[" * 500_000, "- " * 500_000, "{a: " * 200_000, "? " * 200_000, "? " + "[" * 500_000,
    "".join(f"{' ' * n}a:\n" for n in range(1000)),
])
def test_deep_nesting_is_refused_before_it_can_hurt(text: str) -> None:
    began = time.process_time()
    assert any("deep-nesting" in fault for fault in tree(text)[1])
    assert time.process_time() - began < 1


def test_the_deepest_nesting_allowed_is_read() -> None:
    assert tree("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))[1] == []
    assert tree("a: " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == [f"1:{MAX_DEPTH + 3} deep-nesting"]


def test_too_many_values_are_refused() -> None:
    assert tree("a: [" + "b," * MAX_NODES + "]\n")[1][0].endswith("many-nodes")


def test_a_file_full_of_mistakes_stops_after_fifty() -> None:
    _, found = tree("a: 1\n" * 10_000)
    assert len(found) == MAX_FAULTS + 1 and any("many-faults" in fault for fault in found)


def test_a_bomb_of_aliases_is_harmless() -> None:
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [f"{b}: &{b} [{','.join(['*' + a] * 9)}]" for a, b in zip("abcdefgh", "bcdefghi", strict=True)]
    began = time.process_time()
    assert any("alias-mark" in fault for fault in tree("\n".join(lines))[1])
    assert time.process_time() - began < 0.5


def test_a_megabyte_is_read_in_a_blink() -> None:
    line = "        The attack on [=sinda.killed] people in Sinda [@SC952, para. 3] lasted three hours.\n"
    block = "  - kind: prose\n    id: p\n    text: >\n" + line * 4
    text = "blocks:\n" + block * (1_000_000 // len(block))
    began = time.process_time()
    sound(text)
    assert time.process_time() - began < 1.2  # 0.2 on an idle core; the rest is for a busy one


def test_a_bad_file_never_hides_another(tmp_path: Path) -> None:
    source, found = loaded(tmp_path, a="a: Mali: war\n", b="b: 1\nb: 2\n", c="c: 1\n", records__d='d: "x\n')
    assert found == [
        "a.yaml:1:8 colon-in-text", "b.yaml:2:1 duplicate-key", "records/d.yaml:1:4 unclosed-quote",
    ]
    assert list(source.files) == [PurePosixPath("b.yaml"), PurePosixPath("c.yaml")]
    assert source.files[PurePosixPath("c.yaml")].path == FOLDER / "c.yaml"


@pytest.mark.parametrize(("content", "faults"), [
    (b"title: x\ncity: caf\xe9\n", ["a.yaml:2:10 not-utf8"]),
    ("title: x\n".encode("utf-16"), ["a.yaml:1:1 not-utf8"]),
    (b"\xef\xbb\xbftitle: \xe9\n", ["a.yaml:1:8 not-utf8"]),
    (b"a: x\0y\n", ["a.yaml:1:5 control-character"]),
    (b"a: 1\r\nb: \x1b[31mred\r\n", ["a.yaml:2:4 control-character"]),
    ("a: x\u202ey\u2066\n", ["a.yaml:1:5 hidden-direction", "a.yaml:1:7 hidden-direction"]),
    ("a: x\u2028y\n", ["a.yaml:1:5 control-character"]),
    ("a: na\ufffdve\n", ["a.yaml:1:6 control-character"]),
    ("a:\n \u00a0b: 1\n  c: 2\n", ["a.yaml:2:2 tab-indentation"]),
])
def test_characters_that_no_book_can_print_are_refused(
    tmp_path: Path, content: str | bytes, faults: list[str]
) -> None:
    assert loaded(tmp_path, a=content)[1] == faults


def test_a_byte_order_mark_and_any_line_ends_are_accepted(tmp_path: Path) -> None:
    source, found = loaded(tmp_path, a=b"\xef\xbb\xbfa: 1\r\nb: 2\rc: \xe2\x80\x8f\xd8\xb3\r\n")
    assert not found
    file = source.files[PurePosixPath("a.yaml")]
    assert file.root == {"a": "1", "b": "2", "c": "\u200fس"}
    assert (file.place(("a",), key=True).column, file.place(("c",)).line) == (1, 3)


def test_a_big_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / FOLDER / "big.yaml"
    path.parent.mkdir(parents=True)
    with path.open("wb") as opened:
        opened.truncate(50_000_000_000)
    began = time.process_time()
    assert loaded(tmp_path)[1] == ["big.yaml:1:1 large-file"]
    assert time.process_time() - began < 0.1


def test_only_ordinary_files_of_the_edition_are_read(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    (folder / "images").mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("a: 1\n")
    (folder / "inner.yaml").write_text("a: 1\n")
    (folder / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "nowhere.yaml").symlink_to("missing.yaml")
    (folder / "loop.yaml").symlink_to("loop.yaml")
    (folder / "twice").symlink_to(".")
    (folder / "good.yaml").symlink_to("inner.yaml")
    (folder / "images" / "map.png").symlink_to("/etc/passwd")
    (folder / "images" / "plan.svg").write_text("<svg/>")
    os.mkfifo(folder / "pipe.yaml")
    source, found = loaded(tmp_path)
    assert found == ["images/map.png:1:1 outside-link", "loop.yaml:1:1 outside-link",
                     "nowhere.yaml:1:1 outside-link", "out.yaml:1:1 outside-link",
                     "pipe.yaml:1:1 special-file", "twice:1:1 outside-link"]
    assert set(source.files) == {PurePosixPath("inner.yaml"), PurePosixPath("good.yaml")}
    assert source.images == {PurePosixPath("images/plan.svg")}


def test_names_decide_what_is_read(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    for name in (".hidden.yaml", "a.yaml~", ".a.yaml.swp", "#a.yaml#", "notes.txt", "old.yml", "LOUD.YAML",
                 "odd\nname.yaml"):
        (folder / name).write_text("a: [")
    (folder / ".git").mkdir()
    (folder / ".git" / "x.yaml").write_text("a: [")
    assert loaded(tmp_path)[1] == ["LOUD.YAML:1:1 yml-extension", "odd\nname.yaml:1:1 odd-file-name",
                                   "old.yml:1:1 yml-extension"]


def test_what_cannot_be_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("publish.load.reading.os.open", refuse)  # the tests may run as root
    assert loaded(tmp_path, a="a: 1\n")[1] == ["a.yaml:1:1 unreadable-file"]


def test_an_edition_that_is_not_there_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "chapters" / "mali-2021").mkdir(parents=True)
    report = Report()
    assert not load(tmp_path, PurePosixPath("chapters/mali-2012"), report).files
    assert [d.fault.hint for d in report] == ["did you mean `mali-2021`?"]
    outside = Report()
    load(tmp_path, PurePosixPath("chapters/../.."), outside)
    assert [d.fault.code for d in outside] == ["outside-link"]


@pytest.mark.parametrize("name", ["Mali 2021", "mali_2021", "mali-2021-draft", "specimens", "proof", "trace"])
def test_the_name_of_an_edition_is_also_that_of_its_pdf(tmp_path: Path, name: str) -> None:
    (tmp_path / "chapters" / name).mkdir(parents=True)
    report = Report()
    load(tmp_path, PurePosixPath("chapters", name), report)
    assert [d.fault.code for d in report] == ["edition-name"]


def test_texts_for_excerpts_never_leave_the_project(tmp_path: Path) -> None:
    folder = tmp_path / "project" / FOLDER
    folder.mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("secret")
    (folder / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "bad.yaml").write_bytes(b"a: \xe9\r\n")
    report = Report()
    load(tmp_path / "project", FOLDER, report)
    assert excerpted(tmp_path / "project", report) == {FOLDER / "bad.yaml": "a: \ufffd\n"}


TOKENS = {
    "plain": ("a: see [=s.k] and [=s.k] x\n", "[=s.k]", 1, "1:19-1:25"),
    "plain, wrapped": ("a: see [@S,\n    para. 3] x\n", "[@S, para. 3]", 0, "1:8-2:13"),
    "single quotes": ("a: '''[@S, ''x'']'''\n", "[@S, 'x']", 0, "1:7-1:18"),
    "double quotes": ('a: "é \\"[@S, \\\n    p. \\"3\\"]\\""\n', '[@S, p. "3"]', 0, "1:9-2:14"),
    "split word": ('a: "[=si\\\n   nda.k]"\n', "[=sinda.k]", 0, "1:5-2:10"),
    "folded": ("a: > # [=s.k]\n  One [=s.k]\n  two\n  [=s.k]\n", "[=s.k]", 1, "4:3-4:9"),
    "folded, wrapped": ("a: >-\n  One [@S,\n  para. 3]\n", "[@S, para. 3]", 0, "2:7-3:11"),
    "literal": ("a:\n  - |\n    é馬 [=s.k]\n", "[=s.k]", 0, "3:8-3:14"),
    "not there": ("a: see x\n", "[=s.k]", 0, "1:4-1:9"),
    "not so often": ("a: [x, '[=s.k]']\n", "[=s.k]", 5, "1:8-1:16"),
}


@pytest.mark.parametrize("how", TOKENS)
def test_a_mark_is_found_again_however_its_text_is_written(how: str) -> None:
    text, token, occurrence, place = TOKENS[how]
    location = {"literal": ("a", 0), "not so often": ("a", 1)}.get(how, ("a",))
    span = find_token(sound(text), location, token, occurrence)
    assert f"{span.line}:{span.column}-{span.end_line}:{span.end_column}" == place


PIECES = (
    *("a", "b: ", ": ", "- ", "\n", "\n  ", "\n    ", "\t", "[", "]", "{", "}", ",", "'", '"', "|\n", ">\n"),
    *("#", "# ", "&x ", "*x", "!t ", "<<: ", "? ", "---\n", "...\n", "%", "@", "`", "\\", "\\u202e", "[=x]"),
    *("é", "馬", "\u00a0", "\u202e", "\0", "\ufeff", "\r", "\u2028", "~", "null"),
)
YAMLISH = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(YAMLISH.map(str.encode), st.binary(max_size=200)))
def test_nothing_in_a_file_makes_the_loader_fall(tmp_path: Path, content: bytes) -> None:
    source, found = loaded(tmp_path, a=content)
    text = content.decode("utf-8-sig", errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert found or source.files
    for file in source.files.values():
        for span in [*file.values.values(), *file.keys.values()]:
            assert 1 <= span.line <= span.end_line <= len(lines)
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1
            assert (span.end_line, span.end_column) >= (span.line, span.column)
