"""The preview: what is shown and when, what the browser is answered, and what an editor sees in Chromium."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from queue import Queue
from threading import Event, Thread, Timer

import pytest

import browser
import tiny_edition
from publish import faults
from publish.commands import editor, previewing
from publish.homing import Mark
from publish.preview import Desk, Editor, Made, Server, Site, WarmMaker, follow
from publish.preview.desk import Change, Shown, first_change
from publish.preview.drawing import Gallery
from publish.preview.made import Page, Spot, Watch
from publish.preview.making import PlainMaker
from publish.preview.searching import find
from publish.preview.site import Request
from publish.preview.spots import place
from publish.proof import Box
from publish.report import Diagnostic
from publish.span import Span

PROJECT = Path(__file__).parents[1]
FOLDER = tiny_edition.FOLDER
HOST = "127.0.0.1:8017"
PATIENCE_SECONDS = 20.0


def page(words: str, look: str = "") -> Page:
    return Page(f"{words}{look}", words, "1", 210, 297)


def pages(*words: str) -> Made:
    return Made((), "A book", b"", tuple(page(one) for one in words))


FAULTY = Made((Mark(None, None, Diagnostic(Span(FOLDER / "abuses.yaml", 3), faults.missing_font("Text"))),))


class Hand:
    """A maker that waits until it is told what to give."""

    def __init__(self) -> None:
        self.begun: Queue[int] = Queue()
        self.given: Queue[Made] = Queue()
        self.made = 0

    def make(self, folder: PurePosixPath, watch: Watch) -> Made:
        self.made += 1
        watch("typeset")
        self.begun.put(self.made)
        return self.given.get(timeout=PATIENCE_SECONDS)

    def close(self) -> None:
        self.given.put(FAULTY)


class Table:
    """A desk at work with such a maker."""

    def __init__(self) -> None:
        self.hand, self.key = Hand(), "0"
        self.desk = Desk(self.hand, FOLDER, lambda: self.key)
        Thread(target=self.desk.work, daemon=True).start()

    def change(self) -> None:
        """Save a file."""
        self.key = f"{int(self.key) + 1}"
        self.desk.ask()

    def finish(self, made: Made) -> Shown:
        """Let what is being made be this, and see what is shown then."""
        version = self.desk.shown.version
        self.hand.begun.get(timeout=PATIENCE_SECONDS)
        self.hand.given.put(made)
        return self.until(lambda shown: shown.version > version)

    def until(self, true: Callable[[Shown], bool]) -> Shown:
        """What is shown as soon as something is true of it."""
        shown: Shown | None = self.desk.shown
        while shown and not true(shown):
            seen = shown.tick
            shown = self.desk.wait(seen, PATIENCE_SECONDS)
            assert shown is None or shown.tick != seen, "nothing happened"
        assert shown
        return shown


@pytest.fixture
def table() -> Iterator[Table]:
    table = Table()
    yield table
    table.desk.close()


# The desk


def test_changes_while_pages_are_set_are_made_once_and_the_newest_wins(table: Table) -> None:
    table.change()
    table.hand.begun.get(timeout=PATIENCE_SECONDS)
    for _ in range(5):
        table.change()
    table.hand.given.put(pages("old"))
    table.hand.begun.get(timeout=PATIENCE_SECONDS)
    table.hand.given.put(pages("new"))
    shown = table.until(lambda shown: shown.version == 2)
    time.sleep(.05)  # were more asked for, it would begin now
    assert (shown.made, table.hand.made, table.desk.shown.making) == (pages("new"), 2, False)


def test_nothing_is_made_while_the_files_are_the_same(table: Table) -> None:
    table.change()
    table.finish(pages("one"))
    table.desk.ask()  # a file was saved as it was
    table.change()
    table.finish(pages("two"))
    assert table.hand.made == 2


def test_errors_keep_the_last_pages_and_go_when_they_are_mended(table: Table) -> None:
    table.change()
    table.finish(pages("good"))
    table.change()
    faulty = table.finish(FAULTY)
    assert (faulty.made, faulty.marks, faulty.stale) == (pages("good"), FAULTY.marks, True)
    table.change()
    mended = table.finish(pages("good"))
    assert (mended.marks, mended.stale, mended.change) == ((), False, None)


def test_the_stage_under_way_is_told(table: Table) -> None:
    table.change()
    assert table.until(lambda shown: shown.stage == "typeset").making
    assert not table.finish(pages("one")).making


def test_after_a_fault_of_ours_the_same_files_are_tried_again(table: Table) -> None:
    table.change()
    table.finish(Made(FAULTY.marks, broken=True))
    table.desk.ask(saved=False)  # nobody saved; it would fail again and again
    time.sleep(.05)
    assert table.hand.made == 1
    table.desk.ask()
    assert table.finish(pages("one")).made == pages("one")


@pytest.mark.parametrize(("before", "after", "change"), [
    ("a b c", "a b c", None),
    ("a b c", "a x c", 1),
    ("a b c", "a x b c", 1),
    ("a b c", "a b", 1),
    ("a", "a b", 1),
])
def test_the_first_page_that_changed_is_told(before: str, after: str, change: int | None) -> None:
    found = first_change(pages(*before.split()).pages, pages(*after.split()).pages)
    assert (found and found.page) == change


def test_a_page_on_which_only_numbers_moved_is_not_what_somebody_wrote() -> None:
    before = (page("contents", "12"), page("chapter"))
    assert first_change(before, (page("contents", "13"), page("more"))) == Change(1)
    assert first_change(before, (page("contents", "13"), page("chapter"))) == Change(0)


def test_on_the_page_that_changed_the_passage_is_told() -> None:
    def spots(*words: str) -> tuple[Spot, ...]:
        return tuple(Spot(Box(20, 30 + number, 90, 31 + number), "p", word, Span(FOLDER / "abuses.yaml"))
                     for number, word in enumerate(words))

    before = replace(page("one two"), spots=spots("one", "two"))
    after = replace(page("one three"), spots=spots("one", "three"))
    assert first_change((before,), (after,)) == Change(0, Box(20, 31, 90, 32))


# A real edition


def write_edition(project: Path) -> Path:
    """The tiny edition as a project that can be built."""
    for name, text in tiny_edition.FILES.items():
        path = project / FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copytree(PROJECT / "styles", project / "styles")
    shutil.copy(PROJECT / "tasks.py", project)
    return project


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    project = write_edition(tmp_path_factory.mktemp("project"))
    made = PlainMaker(project).make(FOLDER, lambda stage: None)
    assert made.pages, made.marks
    return made


def spot_of(made: Made, tag: str, opening: str) -> Spot:
    return next(spot for page in made.pages for spot in page.spots
                if spot.tag == tag and spot.text.startswith(opening))


def line_of(name: str, words: str) -> str:
    """Where words stand in a file of the edition, as `file:line`."""
    text = tiny_edition.FILES[name]
    return f"{FOLDER / name}:{text.count(chr(10), 0, text.index(words)) + 1}"


@pytest.mark.parametrize(("tag", "opening", "name", "words"), [
    ("p", "Much remains", "abuses.yaml", "Much remains"),
    ("h2", "Armed groups", "abuses.yaml", "Armed groups"),
    ("note", "2 The mission", "abuses.yaml", "kind: prose"),
    ("p", "a As the UN", "abuses.yaml", "As the UN"),
    ("td", "what a group does", "abuses.yaml", "what a group does"),
    ("li", "the second", "abuses.yaml", "the first, the second"),
    ("h1", "Abuses and violations", "abuses.yaml", "title"),
    ("td", "Attack on Sinda", "records/incidents.yaml", "Attack on Sinda"),
    ("td", "at least 23", "abuses.yaml", "- kind: incident-table"),
    ("h1", "Mali 2020", "edition.yaml", "title"),
    ("li", "Amnesty International", "sources.yaml", "- id: AIR"),
])
def test_what_stands_on_a_page_is_found_where_it_is_written(
    made: Made, tag: str, opening: str, name: str, words: str
) -> None:
    span = place(spot_of(made, tag, opening), made.texts)
    assert f"{span.file}:{span.line}" == line_of(name, words)


def test_a_spot_is_where_its_words_are_printed(made: Made) -> None:
    gallery = Gallery()
    gallery.hang(made)
    spot = spot_of(made, "p", "Much remains")
    [page] = [page for page in made.pages if spot in page.spots]
    [found] = find(gallery.words(page.digest), "Much remains")
    [[box]] = gallery.boxes(page.digest, [(found.start, found.end)])
    across, down = box.overlap(spot.box)
    assert across > .9 * box.width
    assert down > .5 * box.height


def test_an_entry_of_the_contents_leads_to_its_page(made: Made) -> None:
    entry = spot_of(made, "li", "1 Abuses and violations")
    title = spot_of(made, "h1", "Abuses and violations")
    assert entry.leads is not None
    assert title in made.pages[entry.leads].spots


def test_nothing_is_written_for_a_page_that_is_gathered_from_others(made: Made) -> None:
    """So that a heading that changed brings its chapter into sight, not the contents."""
    contents, lists, chapter = made.pages[2], made.pages[3], made.pages[5]
    assert contents.matter == lists.matter != chapter.matter
    assert contents.digest != lists.digest


def test_a_chart_is_found_where_no_word_of_it_stands(made: Made) -> None:
    blocks = [spot.block for page in made.pages for spot in page.spots if spot.tag == "block"]
    assert line_of("abuses.yaml", "- kind: chart") in [f"{block.file}:{block.line}" for block in blocks]


@pytest.mark.parametrize(("text", "wanted", "found"), [
    ("Attack on Sinda", "sinda", ["Sinda"]),
    ("le Général", "general", ["Général"]),
    ("civil\u0002\r\nians were", "civilians", ["civil- ians"]),
    ("twenty-five men", "twenty-five", ["twenty-five"]),
    ("the army’s men", "army's", ["army’s"]),
    ("two\r\nlines", "two lines", ["two lines"]),
    ("aaaa", "aa", ["aa", "aa"]),
    ("anything", " ", []),
    ("anything", "", []),
])
def test_words_are_found_as_people_remember_them(text: str, wanted: str, found: list[str]) -> None:
    assert [one.text for one in find(text, wanted)] == found


# The site


def site_of(made: Made | None = None, editor: Editor | None = None) -> Site:
    desk = Desk(Hand(), FOLDER, lambda: "")
    desk._shown = Shown(1, 3, made=made, marks=FAULTY.marks)
    return Site(desk, FOLDER.name, editor or Editor(), {"Serif": b"OTTO"}, frozenset({HOST}), Gallery())


def get(site: Site, path: str, host: str = HOST, **query: str) -> tuple[HTTPStatus, bytes]:
    answer = site.answer(Request("GET", path, query, {"host": host}))
    return answer.status, answer.content


@pytest.mark.parametrize("host", [
    "", "evil.example", "evil.example:8017", "127.0.0.1", "127.0.0.1:80", "[::1]:8017",
])
@pytest.mark.parametrize("path", ["/", "/edition.json", "/preview.js"])
def test_who_comes_by_another_name_is_sent_away(host: str, path: str) -> None:
    assert get(site_of(), path, host)[0] is HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("path", [
    "/../tasks.py", "//etc/passwd", "/%2e%2e/tasks.py", "/web/preview.js", "/face/../tasks.py",
    "/face//etc/passwd", "/face/Serif/../Serif", "/page/../../tasks.py", "/page/xyz.png",
    "/spots/3/../0.json",
    "/preview.js/", "/made.py", "/chapters/tiny-2020/abuses.yaml",
])
def test_no_address_leads_to_a_file(path: str) -> None:
    assert get(site_of(), path, width="10")[0] is HTTPStatus.NOT_FOUND


def test_a_picture_has_the_width_that_was_asked_for(made: Made) -> None:
    site = site_of(made)
    status, png = get(site, f"/page/{made.pages[0].digest}.png", width="321")
    assert (status, int.from_bytes(png[16:20])) == (HTTPStatus.OK, 321)
    assert get(site, f"/page/{'0' * 32}.png", width="321")[0] is HTTPStatus.NOT_FOUND
    assert get(site, f"/page/{made.pages[0].digest}.png", width="-1")[0] is HTTPStatus.BAD_REQUEST


def test_what_was_found_is_told_with_its_place_its_way_out_and_the_editors_address() -> None:
    site = site_of(editor=Editor(link=lambda span: f"edit:{span}"))
    [finding] = json.loads(get(site, "/edition.json")[1])["findings"]
    assert finding["place"] == f"{FOLDER}/abuses.yaml:3:1"
    assert finding["href"] == f"edit:{FOLDER}/abuses.yaml:3:1"
    assert (finding["severity"], finding["code"]) == ("error", "missing-font")
    assert finding["message"] and finding["hint"] and finding["explanation"]


def post(site: Site, origin: str = f"http://{HOST}", **query: str) -> HTTPStatus:
    return site.answer(Request("POST", "/open", query, {"host": HOST, "origin": origin})).status


def test_a_program_is_started_only_for_our_own_page_and_at_places_that_it_was_told(made: Made) -> None:
    started: list[Span] = []
    site = site_of(made, Editor(start=started.append))
    for origin in ("", "null", "http://evil.example", "https://127.0.0.1:8017"):
        assert post(site, origin, version="3", finding="0") is HTTPStatus.FORBIDDEN
    for wrong in ({"finding": "1"}, {}, {"page": "0", "spot": "x"}, {"page": "999", "spot": "0"}):
        assert post(site, version="3", **wrong) is HTTPStatus.CONFLICT
    assert post(site, version="2", finding="0") is HTTPStatus.CONFLICT
    assert not started
    assert post(site, version="3", finding="0") is HTTPStatus.NO_CONTENT
    assert post(site, version="3", page="0", spot="0") is HTTPStatus.NO_CONTENT
    assert [span.file.name for span in started] == ["abuses.yaml", "edition.yaml"]


@contextmanager
def serving(desk: Desk) -> Iterator[Server]:
    server = Server(0)
    server.site = Site(desk, FOLDER.name, Editor(), {}, server.hosts, Gallery())
    Thread(target=server.serve_forever, args=(.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def test_the_browser_is_told_of_every_state_and_of_the_end(table: Table) -> None:
    def states() -> Iterator[dict[str, object]]:
        yield from (json.loads(line.removeprefix(b"data: ")) for line in stream if line.startswith(b"data: "))

    with serving(table.desk) as server:
        line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE_SECONDS)
        line.request("GET", "/events")
        stream = line.getresponse()
        told = states()
        assert next(told) == {"version": 0, "making": False, "stage": ""}
        table.change()
        assert next(one for one in told if one["stage"] == "typeset")["making"]
        table.finish(pages("one"))
        assert next(one for one in told if one["version"] == 1)["making"] is False
        table.desk.close()
        assert list(told) == []


def test_the_server_is_of_this_machine_and_its_page_loads_nothing_from_elsewhere(table: Table) -> None:
    with serving(table.desk) as server:
        assert server.server_address[0] == "127.0.0.1"
        line = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE_SECONDS)
        for host, status in ((f"localhost:{server.server_port}", 200), ("evil.example", 403)):
            for path in ("/", "/events") if status == 403 else ("/",):
                line.request("GET", path, headers={"Host": host})
                answer = line.getresponse()
                answer.read()
                assert answer.status == status
                policy = answer.getheader("Content-Security-Policy") or ""
                assert policy.startswith("default-src 'none'")
                assert "unsafe" not in policy and "http" not in policy


# The process, the watch, the command


def test_a_warm_process_is_kept_and_one_that_ends_is_replaced(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir(parents=True)
    maker = WarmMaker(tmp_path, tmp_path / ".cache", "program")
    try:
        first = maker.make(FOLDER, lambda stage: None)
        process = maker._process
        assert not first.broken and first.marks
        assert maker.make(FOLDER, lambda stage: None) == first
        assert process is not None and process is maker._process

        assert process.pid is not None
        os.kill(process.pid, signal.SIGSTOP)  # so that it cannot be done before it is killed
        Timer(0.1, process.kill).start()
        assert maker.make(FOLDER, lambda stage: None).broken
        assert maker.make(FOLDER, lambda stage: None) == first
    finally:
        maker.close()


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


# In the browser


@contextmanager
def previewed(project: Path) -> Iterator[str]:
    """The address of a preview of the tiny edition, which Ctrl-C must end without complaint."""
    command = [sys.executable, "-m", "invoke", "preview", "--no-open"]
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "src"), "EDITOR": "vim"}
    with subprocess.Popen(command, cwd=project, env=environment, text=True, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        try:
            said = running.stdout.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert address, said + running.stderr.read()
            yield address[0]
            running.send_signal(signal.SIGINT)
            assert running.wait(PATIENCE_SECONDS) == 0, running.stderr.read()
        finally:
            running.kill()


@pytest.mark.browser
@pytest.mark.skipif(browser.CHROMIUM is None, reason="no Chromium is installed here")
def test_an_editor_sees_what_is_written_what_is_wrong_and_where(tmp_path: Path) -> None:
    project = write_edition(tmp_path / "project")
    chapter = project / FOLDER / "abuses.yaml"
    sound = chapter.read_text()
    with previewed(project) as address, browser.opened(tmp_path / "profile") as tab:
        calm = {"name": "prefers-reduced-motion", "value": "reduce"}
        tab.do("Emulation.setEmulatedMedia", features=[calm])
        tab.do("Page.navigate", url=address)
        tab.until("document.querySelector('.leaf img[src]')?.naturalWidth > 100")
        digests = "fetch('/edition.json').then(a => a.json()).then(e => e.pages.map(p => p.digest))"
        before = tab.ask(digests)

        chapter.write_text(sound.replace("Much remains to be done.", "Little remains to be done."))
        tab.until("document.querySelector('.changed')")
        changed = "[...document.querySelectorAll('.changed')].map(leaf => leaf.leaf.number)"
        [number] = tab.ask(changed)
        after = tab.ask(digests)
        assert [one != other for one, other in zip(before, after, strict=True)].count(True) == 1
        tab.until(f"Math.abs(document.querySelector('#number').value - 1 - {number}) <= 1")
        tab.until(f"document.querySelectorAll('.leaf')[{number}].innerText.includes('Little remains')")

        spot = ("[...document.querySelectorAll('.spot')]"
                ".find(area => area.spot.text.startsWith('Little remains')).getBoundingClientRect()")
        x, y = tab.ask(f"(() => {{ const box = {spot}; return [box.x + 9, box.y + box.height / 2]; }})()")
        tab.click(x, y)
        written = line_of("abuses.yaml", "Much remains")
        tab.until(f"document.querySelector('#where').innerText.includes('{written}:')")

        chapter.write_text(sound.replace("kind: callout", "kind: calout"))
        tab.until("document.querySelector('.entry')")
        said = tab.ask("document.querySelector('#findings').innerText")
        assert "1 error" in said and "unknown-kind" in said and "did you mean" in said
        assert f"{line_of('abuses.yaml', 'kind: callout')}:" in said
        assert tab.ask("document.querySelectorAll('.leaf').length") == len(before)

        chapter.write_text(sound)
        tab.until("!document.querySelector('.entry') && document.querySelector('.state.sound')")
        assert tab.ask(digests) == before

        tab.press("/")
        for letter in "qualifier":
            tab.press(letter)
        tab.until("/^1 of [1-9]/.test(document.querySelector('#hits').textContent)")
        tab.until("document.querySelector('.hit.current')")
        assert tab.complaints == []
