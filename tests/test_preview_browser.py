"""The preview as an editor sees it in Chromium."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import browser
from previews import FOLDER, PATIENCE_SECONDS, PROJECT, line_of, write_edition

HEARD = """
    globalThis.heard = []; globalThis.seen = [];
    const spoken = document.querySelector("#spoken");
    new MutationObserver(() => heard.push(spoken.textContent)).observe(spoken, { childList: true });
    new MutationObserver(() => seen.push(document.querySelector(".changed .folio")?.textContent ?? ""))
      .observe(document.querySelector("#leaves"), { childList: true, subtree: true });
"""
"""Remembers what is said to those who hear the page, and what stands below the page that changed."""


UNREAD = """{
    const { leaf } = document.querySelectorAll(".leaf")[%d];
    leaf.unread = true;
    leaf.layers.spots.replaceChildren();
}"""
"""Makes a page one of which nobody knows yet what stands where."""


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
        tab.until("document.querySelector('.state.sound')")
        tab.ask(HEARD)

        chapter.write_text(sound.replace("Much remains to be done.", "Little remains to be done."))
        tab.until("document.querySelector('.changed')")
        changed = "[...document.querySelectorAll('.changed')].map(leaf => leaf.leaf.number)"
        [number] = tab.ask(changed)
        after = tab.ask(digests)
        assert [one != other for one, other in zip(before, after, strict=True)].count(True) == 1
        tab.until(f"Math.abs(document.querySelector('#number').value - 1 - {number}) <= 1")
        tab.until(f"document.querySelectorAll('.leaf')[{number}].innerText.includes('Little remains')")
        tab.until("document.querySelector('.state.sound')")
        assert tab.ask("document.querySelector('#state').innerText").startswith("Proved: nothing is wrong")
        changed = f"Page {number + 1} changed. Not proved yet."
        assert tab.ask("heard") == [changed, "Proved: nothing is wrong."]
        assert any(words.endswith(" · not proved yet") for words in tab.ask("seen"))
        assert "not proved" not in tab.ask("document.querySelector('#leaves').innerText")

        spot = ("[...document.querySelectorAll('.spot')]"
                ".find(area => area.spot.text.startsWith('Little remains')).getBoundingClientRect()")
        x, y = tab.ask(f"(() => {{ const box = {spot}; return [box.x + 9, box.y + box.height / 2]; }})()")
        tab.click(x, y)
        written = line_of("abuses.yaml", "Much remains")
        tab.until(f"document.querySelector('#where').innerText.includes('{written}:')")

        tab.ask(UNREAD % number)
        tab.click(x, y)
        tab.until("document.querySelector('#where').innerText.includes('not proved yet')")

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
