"""Format 2: `edition.yaml` names its format, and an author is a `name`, or a `given` and a `family` name.

In format 1, an author was plain text.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from ..artifacts import File
from ..rewriting import keyed_item, with_first_key
from .change import Change

_EDITION = PurePosixPath("edition.yaml")


def changes(files: Mapping[PurePosixPath, File]) -> tuple[Change, ...]:
    """`format: 2`, and `- name: …` for each plain author."""
    file = files[_EDITION]
    authors = file.root.get("authors") if isinstance(file.root, dict) else None
    listed = authors if isinstance(authors, list) else []
    plain = [index for index, author in enumerate(listed) if isinstance(author, str)]
    splices = [splice for index in plain for splice in keyed_item(file, ("authors", index), "name")]
    says = "names its format, 2"
    if plain:
        count = f"{len(plain)} authors have" if len(plain) > 1 else "1 author has"
        says += f"; {count} a `name:`"
    return (Change(_EDITION, (with_first_key(file, "format", "2"), *splices), says),)
