"""A new block kind: its four files, its golden, and the two lines that make it known.

All is written or nothing. What is written works as it stands: the kind has a text, its stylesheet a class; of
its specimens one is printed and one refused.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from string import Template

from . import faults, shelf
from .model.edition import FILES

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST = 30
BLOCKS = PurePosixPath("src/publish/blocks")
UNION = BLOCKS / "__init__.py"
SHEET = PurePosixPath("styles/main.css")

HOUSE_CLASSES = frozenset({
    "acronym", "block", "call", "draft", "foreign", "mark", "note", "part", "quoted", "reference", "tabular",
    "url", "work",
})
"""CSS classes of the house; a block of such a name would be set like them."""
PARTS = frozenset({"chapter", "contents", "cover", "edition", "imprint", "lists", *(
    path.rpartition("/")[2].removesuffix(".yaml") for path in FILES
)})
"""Names that a template, a part of the book or a file of an edition has already."""
MADE = re.compile(r"(note|call|source)-.*")
"""Ids that the house makes."""
CLASSES = frozenset({
    "Annotated", "AnyBlock", "BaseBlock", "Field", "Iterator", "Literal", "NotedBlock", "Paragraphs", "Pen",
    "Place", "Text",
})
"""Python classes that a kind's module or the package imports."""


class ScaffoldError(Exception):
    """The kind cannot be made; the text says why, and nothing was written."""


def write_kind(project: Path, name: str) -> list[str]:
    """Write a new kind and give the paths written; `ScaffoldError` if it cannot be."""
    refusal = _refusal(name) or _collision(project, name)
    if refusal:
        raise ScaffoldError(refusal)
    new = {PurePosixPath(Template(path).substitute(_words(name))): Template(text).substitute(_words(name))
           for path, text in FILES_OF_A_KIND.items()}
    try:
        changed = {
            UNION: _with_member((project / UNION).read_text(), name),
            SHEET: _with_import((project / SHEET).read_text(), name),
        }
        _write(project, new | changed)
    except OSError as problem:
        raise ScaffoldError(f"Nothing was written: {problem.strerror} ({problem.filename}).") from problem
    return [str(path) for path in (*new, *changed)]


def _words(name: str) -> Mapping[str, str]:
    """What the templates ask for: the name in every form, and a fault in the words of `faults`."""
    said = faults.typed_figure("35")
    return {
        "name": name,
        "module": name.replace("-", "_"),
        "words": name.replace("-", " "),
        "class_name": "".join(part.capitalize() for part in name.split("-")),
        "rejects": f"{said.severity}[{said.code}]: {said.message}; {said.hint}",
    }


def _refusal(name: str) -> str:
    """Why a name cannot be the name of a kind; empty if it can."""
    if not NAME.fullmatch(name) or len(name) > LONGEST:
        return (f"`{name}` cannot be the name of a kind; use small letters, digits and single hyphens, "
                f"a letter first, up to {LONGEST} signs: `pull-quote`.")
    words = _words(name)
    if keyword.iskeyword(words["module"]) or keyword.iskeyword(words["class_name"]):
        return f"`{name}` is a word of Python; choose another name."
    if name in HOUSE_CLASSES | PARTS or MADE.fullmatch(name) or words["class_name"] in CLASSES:
        return f"`{name}` means something else in this house; choose another name."
    return ""


def _collision(project: Path, name: str) -> str:
    """What is in the way of a kind's files; empty if nothing is."""
    paths = (Template(path).substitute(_words(name)) for path in FILES_OF_A_KIND)
    found = [path for path in paths if (project / path).exists()]
    return f"There is a `{name}` already: {', '.join(found)}." if found else ""


def _with_member(text: str, name: str) -> str:
    """The package with the kind imported, by name, and at the end of the union."""
    words = _words(name)
    line = f"from .{words['module']} import {words['class_name']}\n"
    imports = re.findall(r"^from \.\w+ import \w+\n", text, re.MULTILINE)
    members = re.findall(r"^    (?:\| )?\w+,\n    Field\(", text, re.MULTILINE)
    if not imports or len(members) != 1:
        raise ScaffoldError(f"The imports or the union of {UNION} are not as they were; nothing was written.")
    after = [found for found in imports if found < line]
    old, new = (after[-1], after[-1] + line) if after else (imports[0], line + imports[0])
    text, last = text.replace(old, new, 1), members[0].partition(",")[0]
    return text.replace(members[0], f"{last}\n    | {words['class_name']},\n    Field(", 1)


def _with_import(text: str, name: str) -> str:
    """The entry sheet with the kind's sheet after those of the other kinds."""
    imports = re.findall(r'^@import url\("blocks/[^"]+"\) layer\(blocks\);\n', text, re.MULTILINE)
    if not imports:
        raise ScaffoldError(f"{SHEET} imports no blocks; nothing was written.")
    return text.replace(imports[-1], f'{imports[-1]}@import url("blocks/{name}.css") layer(blocks);\n', 1)


def _write(project: Path, texts: Mapping[PurePosixPath, str]) -> None:
    """Write every file; if one cannot be written, put back what was there."""
    before = {path: _content(project / path) for path in texts}
    try:
        for path, text in texts.items():
            shelf.put(project / path, text.encode())
    except BaseException:
        for path, content in before.items():
            with suppress(OSError):  # the first problem is the one to tell
                if content is None:
                    (project / path).unlink(missing_ok=True)
                elif _content(project / path) != content:
                    shelf.put(project / path, content)
        raise


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


MODEL = '''\
"""A $words: say here what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from ..inline import Paragraphs
from ..model.base import Text
from .base import NotedBlock, Place
from .pen import Pen


class $class_name(NotedBlock):
    """A $words."""

    kind: Literal["$name"]
    """`$name`"""
    text: Text
    """Its paragraphs."""

    def texts(self) -> Iterator[tuple[Place, str]]:
        """The text."""
        yield ("text",), self.text

    def view(self, pen: Pen) -> ${class_name}View:
        """The paragraphs with their marks replaced."""
        return ${class_name}View(pen.paragraphs(self.text))


class ${class_name}View(Struct, frozen=True):
    """What the template prints."""

    paragraphs: Paragraphs
'''

TEMPLATE = """\
{% from "frame.html" import identity %}
<div class="block $name"{{ identity(id, origin) }}>
{% for paragraph in view.paragraphs %}
  <p class="$name-text">{{ paragraph | inline }}</p>
{% endfor %}
</div>
"""

STYLES = """\
/* A $words. Only classes that begin with its name. */

.$name { margin: var(--half-line) 0; }
.$name-text + .$name-text { text-indent: var(--indent); }
"""

SPECIMENS = """\
# Specimens of `$name`; see prose.yaml for how they are used.
specimens:
  - title: A first specimen
    block:
      kind: $name
      text: Words, and nothing else.

  - title: A typed figure
    block:
      kind: $name
      text: Here 35 is typed.
    rejects: |-
      2:12: $rejects
"""

GOLDEN = """\
# A first specimen
${class_name}View
  paragraphs:
    - Words, and nothing else.
"""

FILES_OF_A_KIND = {
    f"{BLOCKS}/$module.py": MODEL,
    f"{BLOCKS}/$module.html": TEMPLATE,
    "styles/blocks/$name.css": STYLES,
    "schema/blocks/$name.yaml": SPECIMENS,
    "tests/golden/$name.txt": GOLDEN,
}
"""The texts of a kind's files, by their paths."""
