"""The site of the preview: what the browser is answered, and who else is sent away."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from threading import Thread

import pytest
from msgspec.structs import replace

from previews import FAULTY, FOLDER, PATIENCE_SECONDS, READ, Hand, Table, book, pages, write_edition
from publish.preview import Desk, Editor, Made, Reading, Server, Site
from publish.preview.desk import Proved, Shown
from publish.preview.drawing import Gallery
from publish.preview.making import PlainMaker
from publish.preview.site import Request
from publish.span import Span

HOST = "127.0.0.1:8017"


@pytest.fixture
def table() -> Iterator[Table]:
    table = Table()
    yield table
    table.desk.close()


@pytest.fixture(scope="module")
def proved(tmp_path_factory: pytest.TempPathFactory) -> Proved:
    project = write_edition(tmp_path_factory.mktemp("project"))
    made, reading = PlainMaker(project).make(FOLDER, lambda stage: None)
    assert isinstance(made, Made) and isinstance(reading, Reading)
    assert made.book, made.marks
    return Proved(made.book, reading)


def site_of(proved: Proved | None = None, editor: Editor | None = None) -> Site:
    gallery = Gallery()
    desk = Desk(Hand(), FOLDER, lambda: "", gallery)
    desk._shown = Shown(1, 3, book=proved and proved.book, proved=proved, marks=FAULTY.marks)
    if proved:
        gallery.hang(proved.book)
    return Site(desk, FOLDER.name, editor or Editor(), {"Serif": b"OTTO"}, frozenset({HOST}), gallery)


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


def test_a_picture_has_the_width_that_was_asked_for(proved: Proved) -> None:
    site, made = site_of(proved), proved.book
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


def test_what_the_proof_before_found_is_told_apart_from_what_is_known_now(proved: Proved) -> None:
    site = site_of(Proved(proved.book, READ))
    told = json.loads(get(site, "/edition.json")[1])
    assert (told["proved"], told["verdict"], told["earlier"]) == (True, "2 errors", [])
    assert [finding["page"] for finding in told["findings"]] == [None, 0]

    site.desk._shown = replace(site.desk.shown, book=book("new"))
    told = json.loads(get(site, "/edition.json")[1])
    assert (told["proved"], told["verdict"], told["unread"]) == (False, "Not proved yet: 1 error so far", [0])
    assert [finding["code"] for finding in told["findings"]] == ["missing-font"]
    assert [(finding["code"], finding["page"]) for finding in told["earlier"]] == [("lost-note", None)]

    site.desk._shown = replace(site.desk.shown, marks=())
    assert json.loads(get(site, "/edition.json")[1])["verdict"] == "Not proved yet"


def test_of_a_page_that_nobody_has_read_it_is_said_so(proved: Proved) -> None:
    site = site_of(proved)
    told = json.loads(get(site, "/spots/3/0.json")[1])
    assert told["read"] and told["spots"][0]["place"].startswith(f"{FOLDER}/edition.yaml:")
    site.desk._shown = replace(site.desk.shown, proved=None)
    assert json.loads(get(site, "/spots/3/0.json")[1]) == {"read": False, "spots": []}
    assert json.loads(get(site_of(proved), "/spots/2/0.json")[1]) == {"read": False, "spots": []}
    assert get(site_of(proved), "/spots/3/999.json")[0] is HTTPStatus.NOT_FOUND


def post(site: Site, origin: str = f"http://{HOST}", **query: str) -> HTTPStatus:
    return site.answer(Request("POST", "/open", query, {"host": HOST, "origin": origin})).status


def test_a_program_is_started_only_for_our_own_page_and_at_places_that_it_was_told(proved: Proved) -> None:
    started: list[Span] = []
    site = site_of(proved, Editor(start=started.append))
    for origin in ("", "null", "http://evil.example", "https://127.0.0.1:8017"):
        assert post(site, origin, version="3", finding="0") is HTTPStatus.FORBIDDEN
    for wrong in ({"finding": "1"}, {}, {"page": "0", "spot": "x"}, {"page": "999", "spot": "0"}):
        assert post(site, version="3", **wrong) is HTTPStatus.CONFLICT
    assert post(site, version="2", finding="0") is HTTPStatus.CONFLICT
    assert not started
    assert post(site, version="3", finding="0") is HTTPStatus.NO_CONTENT
    assert post(site, version="3", page="0", spot="0") is HTTPStatus.NO_CONTENT
    site.desk._shown = replace(site.desk.shown, book=book("new"), proved=Proved(proved.book, READ))
    assert post(site, version="3", page="0", spot="0") is HTTPStatus.CONFLICT
    assert post(site, version="3", earlier="0") is HTTPStatus.NO_CONTENT
    assert [span.line for span in started[::2]] == [3, 5]
    assert [span.file.name for span in started] == ["abuses.yaml", "edition.yaml", "abuses.yaml"]


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
        assert next(told) == {"version": 0, "making": False, "proving": False, "stage": ""}
        table.change()
        assert next(one for one in told if one["stage"] == "typeset")["making"]
        table.make(pages("one"))
        shown = next(one for one in told if one["version"] == 1)
        assert (shown["making"], shown["proving"]) == (False, True)
        table.prove()
        assert next(one for one in told if one["version"] == 2)["proving"] is False
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
