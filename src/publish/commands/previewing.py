"""`preview`: an edition in the browser, set anew whenever one of its files is saved."""

from __future__ import annotations

import errno
import os
import sys
import webbrowser
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from threading import Event, Thread
from typing import TYPE_CHECKING

from msgspec import Struct

from .. import fingerprint
from . import editor as editors_program
from .asked import editions
from .screen import PROJECT, fail, spoken

if TYPE_CHECKING:
    from ..preview import Editor, Server

PORT = 8017
"""The one that is tried first, so that a browser finds its way back to yesterday's address."""
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
_FACES = ("LinLibertine_R", "LinLibertine_RI", "SourceSans3-Regular", "SourceSans3-Semibold")


class Viewing(Struct, frozen=True):
    """The options of `preview`."""

    port: int = 0
    """0 for one that is free."""
    editor: str = ""
    """A program's name, an address or a command with `{path}`, `{line}` and `{column}`."""
    open: bool = True
    """Whether the browser is opened."""


def preview(edition: str, viewing: Viewing) -> None:
    """Show an edition in the browser until Ctrl-C; exit code 1 if it cannot be shown."""
    spoken(lambda: _preview(_one(edition), viewing), "The preview writes no files.")


def _one(edition: str) -> str:
    """The edition that is meant; if none is named and there are several, a sentence says so."""
    found = editions(edition)
    if len(found) > 1:
        fail(f"Say which edition with `--edition`: {', '.join(found)}.")
    return found[0]


def _preview(name: str, viewing: Viewing) -> None:
    from ..preview import Desk, Site, WarmMaker, follow
    from ..preview.drawing import Gallery
    from .workplace import CACHE

    server, folder, stop = _server(viewing.port), Path("chapters", name), Event()
    maker = WarmMaker(PROJECT, PROJECT / CACHE, fingerprint.this_program())
    gallery = Gallery()
    desk = Desk(maker, PurePosixPath(folder), lambda: fingerprint.written(PROJECT, folder), gallery)
    opened = _editor(os.environ, viewing.editor)
    server.site = Site(desk, name, opened, _faces(), server.hosts, gallery)
    watched = [path for path in (PROJECT / "chapters", (PROJECT / folder).resolve(), PROJECT / "styles")
               if path.is_dir()]
    for work in (desk.work, lambda: follow(watched, lambda saved: desk.ask(saved=saved), stop)):
        Thread(target=work, daemon=True).start()
    desk.ask()
    print(f"{name}: {server.address} shows it as you write. Ctrl-C ends the preview.", flush=True)
    if viewing.open and _has_windows(os.environ):
        webbrowser.open(server.address)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("\nThe preview has ended.")
    finally:
        stop.set()
        desk.close()
        server.server_close()


def _server(port: int) -> Server:
    """A server on the port that was asked for, or else on the usual one, or else on any."""
    from ..preview import Server

    try:
        return Server(port or PORT)
    except OverflowError:
        fail(f"There is no port {port}. Choose one from 1024 to 65535, or leave `--port` out.")
    except OSError as problem:
        if port and problem.errno == errno.EADDRINUSE:
            fail(f"Port {port} is in use, perhaps by another preview. Choose another with `--port`, or leave "
                 "`--port` out: then one that is free is taken.")
        if port and problem.errno == errno.EACCES:
            fail(f"Port {port} is kept for the system. Choose one from 1024 to 65535, or leave `--port` out.")
        if port:
            raise
        return Server(0)


def _editor(environment: Mapping[str, str], wish: str) -> Editor:
    """What opens a place, of what was wished for or the environment names."""
    from ..preview import Editor

    pattern = editors_program.pattern_of(environment, wish)
    if wish and not pattern:
        fail(f"`--editor {wish}` is no program that is known here. Give an address or a command with "
             "{path}, {line} and {column}, such as `vscode://file/{path}:{line}:{column}`.")
    if not pattern:
        return Editor()
    if editors_program.is_address(pattern):
        return Editor(link=lambda span: editors_program.address(pattern, span))
    return Editor(start=lambda span: editors_program.start(pattern, span))


def _has_windows(environment: Mapping[str, str]) -> bool:
    """Whether a browser has windows: one in the terminal would keep the preview from answering it."""
    return sys.platform in {"darwin", "win32"} or any(map(environment.get, _DISPLAYS))


def _faces() -> Mapping[str, bytes]:
    """The house's typefaces, as far as they are there; a browser has others."""
    found = (PROJECT / "styles" / "fonts").rglob("*")
    return {path.stem: path.read_bytes() for path in found if path.stem in _FACES and path.is_file()}
