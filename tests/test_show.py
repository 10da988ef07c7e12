"""What people and programs see of a report."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from pathlib import PurePosixPath

import pytest
from rich.cells import cell_len
from rich.console import Console

from publish import show
from publish.report import Fault, Report, Severity
from publish.span import Span

FILE = PurePosixPath("chapters/mali/kidal.yaml")


def report_of(*spans: Span, message: str = "this is wrong", hint: str = "try that") -> Report:
    """A report with one fault at each place; the last one is a warning."""
    report = Report()
    for number, span in enumerate(spans):
        severity = Severity.WARNING if 0 < number == len(spans) - 1 else Severity.ERROR
        report.add(span, Fault("some-code", severity, message, hint))
    return report


def printed(report: Report, text: str, width: int = 60, terminal: bool = False) -> str:
    """What stands on a terminal of some width."""
    console = Console(file=io.StringIO(), width=width, force_terminal=terminal, highlight=False)
    console.print(show.pretty(report, {FILE: text}, width))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_report_reads_like_a_good_compilers() -> None:
    report = report_of(Span(FILE, 2, 3, 2, 8), Span(FILE, 10, 1, 10, 2))
    text = "- id: sinda\n  titel: Attack on Sinda\n" + "\n" * 7 + "x\n"
    assert printed(report, text) == (
        "error[some-code]: this is wrong\n"
        " --> chapters/mali/kidal.yaml:2:3\n"
        "  |\n"
        "2 |   titel: Attack on Sinda\n"
        "  |   ^^^^^\n"
        "  = try that\n"
        "\n"
        "warning[some-code]: this is wrong\n"
        "  --> chapters/mali/kidal.yaml:10:1\n"
        "   |\n"
        "10 | x\n"
        "   | ^\n"
        "   = try that\n"
        "\n"
        "1 error, 1 warning in 1 file\n"
    )


def test_the_plain_form_is_one_line_for_each_diagnostic() -> None:
    report = report_of(Span(FILE, 2, 3, 2, 8), Span(PurePosixPath("z.yaml")))
    assert show.plain(report) == (
        "chapters/mali/kidal.yaml:2:3: error[some-code]: this is wrong; try that\n"
        "z.yaml:1:1: warning[some-code]: this is wrong; try that\n"
        "1 error, 1 warning in 2 files\n"
    )
    assert show.plain(Report()) == "" == printed(Report(), "").strip()


def test_json_holds_every_part_of_a_diagnostic() -> None:
    [found] = json.loads(show.as_json(report_of(Span(FILE, 2, 3, 4, 8), message="é\u202e\x1b")))
    assert found == {
        "file": "chapters/mali/kidal.yaml", "line": 2, "column": 3, "end_line": 4, "end_column": 8,
        "severity": "error", "code": "some-code", "message": "é\u202e\x1b", "hint": "try that",
    }
    assert json.loads(show.as_json(Report())) == []


@pytest.mark.parametrize(("line", "token"), [
    ("title: 馬里 wrong", "wrong"),
    ("title: 馬里 wrong", "馬里"),
    ("title: e\u0301te\u0301 wrong", "wrong"),
    ("title: 😀👨\u200d👩\u200d👧 wrong", "wrong"),
    ("a:\twrong", "wrong"),
    ("\twrong", "wrong"),
    ("a\u00a0b\u202fc wrong", "wrong"),
    ("a\x1b[31m\u202e wrong", "wrong"),
    ("سلام wrong", "wrong"),
])
def test_carets_stand_under_the_token_whatever_stands_before_it(line: str, token: str) -> None:
    column = line.index(token) + 1
    report = report_of(Span(FILE, 1, column, 1, column + len(token)))
    _, _, _, source, carets, *_ = printed(report, line).split("\n")
    before, _, _ = source.partition(token)
    assert carets == "  | " + " " * (cell_len(before) - 4) + "^" * cell_len(token)


def test_a_tab_and_a_control_character_can_be_seen() -> None:
    excerpt = printed(report_of(Span(FILE, 1, 1, 1, 2)), "\ta\x00b\x1bc\u202ed\u200be")
    assert "1 | →   a<U+0000>b<U+001B>c<U+202E>d<U+200B>e\n  | ^^^^\n" in excerpt


@pytest.mark.parametrize("position", [1, 40, 5_000, 9_990])
@pytest.mark.parametrize("width", [30, 60, 120])
def test_a_long_line_is_clipped_round_its_token(position: int, width: int) -> None:
    line = "馬a e\u0301b " * 2_000
    line = line[: position - 1] + "WRONG" + line[position + 4 :]
    shown = printed(report_of(Span(FILE, 1, position, 1, position + 5)), line, width).split("\n")
    source, carets = next((a, b) for a, b in pairwise(shown) if "WRONG" in a)
    assert cell_len(source) <= width
    assert cell_len(source[: source.index("WRONG")]) == carets.index("^") and carets.count("^") == 5
    assert source.endswith("…") and (position < 50 or source.startswith("1 | …"))


def test_a_token_longer_than_the_screen_is_clipped_too() -> None:
    shown = printed(report_of(Span(FILE, 1, 4, 1, 500)), "ab " + "x" * 600, 40).split("\n")
    assert all(cell_len(line) <= 40 for line in shown)
    assert shown[3].startswith("1 | ab xxxx") and shown[4].startswith("  |    ^^^^")


def test_of_a_long_stretch_the_first_line_is_shown() -> None:
    shown = printed(report_of(Span(FILE, 1, 1, 3, 2)), "a: b  \nc: d\ne: f\n")
    assert "1 | a: b  \n  | ^^^^\n" in shown


@pytest.mark.parametrize("span", [
    Span(FILE, 9, 1, 9, 2), Span(FILE, 1, 99, 1, 99), Span(PurePosixPath("no")),
])
def test_a_place_that_is_not_there_does_no_harm(span: Span) -> None:
    assert "this is wrong" in printed(report_of(span), "a: b")


def test_nothing_an_editor_writes_reaches_the_terminal_as_a_command() -> None:
    evil = "[bold red]x[/] :smile: \x1b]0;owned\x07\x1b[2J\x9b31m\r\x08"
    odd_name = Span(PurePosixPath("a\x1b[2J\n.yaml"))
    report = report_of(odd_name, Span(FILE, 1, 1, 1, 4), message=evil, hint=evil)
    for shown in (printed(report, f"{evil}\n", 200), show.plain(report)):
        assert not any(character in shown for character in "\x1b\x07\x9b\r\x08")
        assert "[bold red]x[/] :smile: <U+001B>]0;owned<U+0007>" in shown
    assert show.plain(report).count("\n") == 3
    coloured = printed(report, f"{evil}\n", 200, terminal=True)
    assert "\x1b[2J" not in coloured and "\x1b]" not in coloured and "\x07" not in coloured
