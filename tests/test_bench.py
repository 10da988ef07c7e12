"""The benchmark: what it counts, what it changes, and what it hands to other systems."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from publish.artifacts import Source
from publish.bench import questions, workbench
from publish.bench.bare import folio_sheet
from publish.bench.desk import Desk
from publish.bench.edit import TWINS, edited
from publish.bench.measure import METER, Unmeasured, measure
from publish.bench.peers import latex, typst
from publish.bench.peers.systems import SYSTEMS, System
from publish.bench.peers.text import read_text
from publish.bench.run import measured_rows
from publish.bench.table import Answer, Goal, Row, line, markdown
from publish.bench.workbench import BenchWishes, Workbench, once
from publish.compose import compose
from publish.load.tree import read_tree
from publish.pipeline import check_source
from publish.random_edition import RandomWishes, files
from publish.report import Report

PROJECT = Path(__file__).parents[1]

# What a command costs

ORPHAN = """\
import os, signal, time
if not os.fork():  # a server, as workers have
    if not os.fork():  # a worker: nobody waits for it
        room = bytearray({megabytes} * 1_000_000)
        while time.process_time() < {seconds}:
            pass
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(0)
os.wait()
"""


def test_a_killed_grandchild_that_nobody_waits_for_is_counted(tmp_path: Path) -> None:
    spent = measure([sys.executable, "-c", ORPHAN.format(megabytes=120, seconds=0.6)], tmp_path)
    assert 0.6 <= spent.cpu < 3
    assert 0.12 < spent.peak_gb < 0.2


def test_no_figure_is_told_of_a_command_that_leaves_a_process_behind(tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    leaving = "import os, time\nif not os.fork():\n    time.sleep(5)"
    code = (
        f"import sys; sys.path.insert(0, {str(METER.parent)!r}); import meter; meter.LINGER_SECONDS = 1\n"
        f"meter.main({str(told)!r}, [sys.executable, '-c', {leaving!r}])"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode < 0
    assert not told.exists()


def test_a_command_that_fails_is_not_measured_and_its_words_are_told(tmp_path: Path) -> None:
    with pytest.raises(Unmeasured, match="failed: no paper left"):
        measure([sys.executable, "-c", "raise SystemExit('no paper left')"], tmp_path)


def test_a_figure_is_measured_once_and_a_failure_not_tried_again(tmp_path: Path) -> None:
    tried = []

    @once
    def costly(bench: Workbench) -> float:
        tried.append(bench)
        raise Unmeasured("no paper left")

    bench = Workbench(PROJECT, tmp_path, BenchWishes())
    for _ in range(2):
        with pytest.raises(Unmeasured, match="no paper left"):
            costly(bench)
    assert len(tried) == 1


# The edit, and the bare engine


def test_an_edit_exchanges_one_word_of_prose_for_another_of_its_length() -> None:
    texts = [text for path, text in files(RandomWishes(3, pages=20)).items() if "chapter" in path.name]
    changes = [(text, found[0]) for text in texts if (found := edited(text))]
    assert changes
    for before, after in changes:
        assert len(before) == len(after)
        lines = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
        ((was, now),) = lines
        words = [(a, b) for a, b in zip(was.split(), now.split(), strict=True) if a != b]
        assert words == [(word, TWINS[word]) for word, _ in words]
        assert len(words) == 1
        assert edited(before) == edited(before)


def test_an_edit_leaves_a_table_and_a_note_alone() -> None:
    assert edited("- kind: table\n  caption: A letter of old\n  text: a letter or two\n") is None
    assert edited("- kind: prose\n  text: Nothing.\n  notes:\n    n1: In the letter of old\n") is None
    assert edited("- kind: prose\n  id: a\n  text: |\n    In the letter of old\n") is not None


def test_the_bare_engine_fills_in_every_folio_that_our_sheets_leave_open() -> None:
    left_open = sum(
        path.read_text().count("attr(data-folio)") for path in (PROJECT / "styles").rglob("*.css")
    )
    sheet = folio_sheet(PROJECT / "styles")
    assert sheet.count("target-counter(attr(href url), page)") == left_open > 0
    assert '.contents-sublink::after { content: leader(" .") " " target-counter(' in sheet
    assert "data-folio" not in sheet
    assert "counter-reset: page 1" in sheet


# The text that other systems are given


def manuscript(seed: int, pages: int) -> str:
    """The HTML of a random edition."""
    folder, report = PurePosixPath("chapters/random"), Report()
    texts = files(RandomWishes(seed, pages))
    read = {path: read_tree(folder / path, text, report) for path, text in sorted(texts.items())}
    source = Source(folder, {path: file for path, file in read.items() if file}, frozenset())
    checked = check_source(source, report, lambda stage: None)
    assert checked is not None
    return compose(checked.resolved).html


def words_of(page: str) -> str:
    """What stands in a manuscript, less what every system makes by itself; without spaces."""
    body = page[page.index("<body"):]
    body = re.sub(r"<nav .*?</nav>", "", body, flags=re.DOTALL)
    body = re.sub(r'<a class="call"[^>]*>\d+</a>(?=<span class="note")', "", body)
    body = re.sub(r'<a class="note-return".*?</a>', "", body)
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", body)))


def marked(text: str) -> str:
    return f"\x02{text}\x03"


def unmarked(source: str) -> str:
    """The words that a writer has put down, without spaces."""
    return re.sub(r"\s", "", "".join(re.findall("\x02(.*?)\x03", source, re.DOTALL)))


@pytest.mark.parametrize("seed", [1, 3])
def test_other_systems_are_given_every_word_and_every_note_once(seed: int) -> None:
    page = manuscript(seed, 20)
    text, notes = read_text(page), page.count('<span class="note"')
    in_typst = typst.write(text, marked)
    in_latex = re.sub(r"\\addcontentsline.*", "", latex.write(text, Path("fonts"), marked))
    assert unmarked(in_typst) == unmarked(in_latex) == words_of(page)
    assert in_typst.count("#footnote[") == in_latex.count("\\footnote{") == notes > 50
    assert in_typst.count("table.header(") == page.count("<thead>") > 0


SMALL = """\
<html><head><title>T</title></head><body data-edition="T &amp; Co">
<nav class="part part-contents"><h1>Contents</h1></nav>
<section class="part part-chapter part-first-body" id="one">
  <header class="chapter-opener"><p class="chapter-number">Chapter 1</p>
  <h1 class="chapter-title">100% [sure]</h1></header>
  <p>A “B”<em> c_d</em>.<a class="call" href="#note-1" id="call-1">1</a><span class="note" id="note-1">Say
  "x\\y".<a class="note-return" href="#call-1">↑</a></span><a class="reference-page"
  href="#t"> on page\u00a0</a></p>
  <table><caption id="t">Cap</caption><thead><tr><th>H</th><th>I</th></tr></thead>
  <tbody><tr><td colspan="2">#1</td></tr></tbody></table>
</section></body></html>
"""


def test_a_text_in_typst() -> None:
    written = typst.write(read_text(SMALL)).partition("#pagebreak")[2]
    assert '#heading(level: 1)[#"Chapter 1";#" ";#"100% [sure]";]' in written
    assert '#"A “B”";#emph[#" c_d";]#".";#footnote[#"Say \\"x\\\\y\\".";]#" on page\u00a0";' in written
    assert '#context counter(page).at(label("t")).first()' in written
    assert 'table.header([#strong[#"H";]], [#strong[#"I";]]), table.cell(colspan: 2)[#"#1";])' in written
    assert written.endswith(')#label("t")\n')


def test_a_text_in_latex() -> None:
    written = latex.write(read_text(SMALL), Path("fonts")).partition("\\begin{document}")[2]
    assert "\\section{Chapter 1 100\\% {[}sure{]}}\n" in written
    assert 'A “B”\\emph{ c\\_d}.\\footnote{Say "x\\textbackslash{}y".} on page~\\pageref{t}' in written
    assert "\\textbf{Cap}\\addcontentsline{lot}{table}{Cap}\\label{t}\\par\\nopagebreak" in written
    assert "\\textbf{H} & \\textbf{I} \\tabularnewline\n\\endhead\n\\multicolumn{2}{" in written


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.name)
def test_a_system_that_is_there_sets_the_text(system: System, tmp_path: Path) -> None:
    if not system.version():
        pytest.skip(f"{system.name} is not there; `invoke bench --install-peers` gets it")
    printed = system.set_book(read_text(SMALL), PROJECT / "styles" / "fonts", tmp_path)
    assert printed.pages == 2
    assert printed.spent.cpu > 0


# The table


def test_a_row_is_judged_by_its_median() -> None:
    held = Row("pages", Goal(0.5), Answer((0.9, 0.5, 0.1), "1 s / 2 s"))
    missed = Row("pages", Goal(0.5, strict=True), held.answer)
    assert held.cells == ("pages", "≤ 0.5", "0.5", "0.1", "0.9", "yes", "1 s / 2 s")
    assert missed.cells[1:6] == ("< 0.5", "0.5", "0.1", "0.9", "**no**")
    assert line(missed) == "pages: 0.5 (goal < 0.5, met: no) 1 s / 2 s"


def test_a_row_that_was_not_measured_says_so_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    def unheard(desk: Desk, rounds: int) -> tuple[float, ...]:
        raise Unmeasured("the preview ended")

    monkeypatch.setattr(questions, "seconds_to_page", unheard)
    for name in ("briefing", "long_idle", "long_book"):
        monkeypatch.setattr(workbench, name, lambda bench: None)
    rows = list(measured_rows(PROJECT, BenchWishes(), ["preview"]))
    said = [row.reason for row in rows]
    assert said.count("not measured: the preview ended") == 2
    assert said.count("not asked for") == len(rows) - 2
    written = markdown(rows, ["a fact"])
    assert "| preview of 1,000 pages, s from save to page | ≤ 2 | – | – | – | – | not measured:" in written


@pytest.mark.parametrize(("asked", "said"), [
    (["--rows", "cold,warm"], "There is no row `warm`. Choose from cold, edit,"),
    (["--rounds", "0"], "something is to be measured once"),
])
def test_what_cannot_be_measured_is_refused_before_anything_is(asked: list[str], said: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "invoke", "bench", *asked], cwd=PROJECT, text=True, capture_output=True,
        env=os.environ | {"PYTHONPATH": str(PROJECT / "src")},
    )
    assert ran.returncode == 1
    assert said in ran.stderr
