"""`verify`: whether a released folder can be made again byte for byte; whether a PDF is a released one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..many_files import sha256_of
from ..release import manifest
from .screen import PROJECT, fail, spoken

_SHOWN = 12
"""Differences of one kind that are told one by one."""


def verify(what: str) -> None:
    """Judge a folder of a release, or a PDF that somebody received; exit code 1 if it is no release."""
    path = Path(what)
    if path.is_dir():
        spoken(lambda: _verify_folder(path))
    elif path.is_file():
        spoken(lambda: _verify_file(path))
    else:
        fail(f"There is no folder or file `{what}`.")


def _verify_file(path: Path) -> None:
    """Whether a PDF is one that was released, by its digest alone."""
    digest = sha256_of(str(path))
    for name, revision, released, recorded in _releases():
        if recorded == digest:
            print(f"{path} is {name} {revision}, released on {released}, byte for byte.")
            return
    fail(f"{path} is no released file: no `released/` folder knows its digest {digest[:16]}…. "
         f"{_claims(path)}")


def _releases() -> Iterator[tuple[str, str, str, str]]:
    """Edition, revision, day and digest of every release that is on record."""
    import json

    for path in sorted(PROJECT.glob("chapters/*/released/*.json")):
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            yield path.parts[-3], content["revision"], content["released"], content["sha256"]
        except (ValueError, KeyError, TypeError):
            print(f"{path.relative_to(PROJECT)} is damaged and was passed over.")


def _claims(path: Path) -> str:
    """What a file says of itself, for people to go on from."""
    from ..proof.copy.reading import read

    try:
        identifier = read(path.read_bytes()).identifier
    except (ValueError, TypeError, LookupError, AttributeError):  # others' files keep no rules
        return "It cannot be read as a PDF."
    if not identifier:
        return "It does not say that it was made here."
    return f"It says of itself that it is {identifier}: an unreleased build, or a copy that was changed."


def _verify_folder(folder: Path) -> None:
    """Whether the files are those of the manifest, and whether a rebuild gives the same bytes."""
    then = _manifest(folder)
    harmed = sorted(_harmed(folder, then))
    for line in harmed:
        print(line)
    today = _today(then)
    differences = manifest.differences(then, today)
    _tell(differences)
    bytes_differ = any(one.kind == "output" for one in differences)
    if harmed or bytes_differ:
        what = "files of the folder were changed" if harmed else "a rebuild gives other bytes"
        fail(f"{folder}: not verified; {what}.")
    print(f"{folder}: {then.edition} {then.revision}: every file is whole; a rebuild gives the same bytes.")


def _manifest(folder: Path) -> manifest.Manifest:
    try:
        return manifest.read((folder / manifest.NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        fail(f"{folder} is no release: it has no {manifest.NAME}. `invoke release` writes dist/<edition>/.")
    except ValueError as problem:
        fail(f"{folder}: {problem}.")


def _harmed(folder: Path, then: manifest.Manifest) -> Iterator[str]:
    """Files that are gone, changed or foreign."""
    here = {path.name for path in folder.iterdir()} - {manifest.NAME, manifest.CHECKSUMS}
    for name in sorted(here | then.outputs.keys()):
        if name not in then.outputs:
            yield f"{name}: not part of the release"
        elif name not in here:
            yield f"{name}: missing"
        elif sha256_of(str(folder / name)) != then.outputs[name]:
            yield f"{name}: not the file that was released"


def _today(then: manifest.Manifest) -> manifest.Manifest:
    """The manifest of a rebuild from the files of today."""
    from ..release import bundle
    from .releasing import build_again, inputs_of, versions

    if not (PROJECT / "chapters" / then.edition).is_dir():
        fail(f"chapters/{then.edition} is not here, so that the release cannot be rebuilt.")
    built = build_again(then.edition)
    return bundle.manifest_of(built, bundle.files(built), inputs_of(then.edition, then.revision), versions())


def _tell(differences: tuple[manifest.Difference, ...]) -> None:
    """Print what differs, by kind."""
    for kind in ("output", "input", "version"):
        found = [one for one in differences if one.kind == kind]
        for one in found[:_SHOWN]:
            print(f"{kind}  {one.name}: {_short(one.was)} → {_short(one.now)}")
        if len(found) > _SHOWN:
            print(f"{kind}  and {len(found) - _SHOWN} more")


def _short(value: str) -> str:
    return (value.split("(")[0].strip()[:24] or "nothing") if value else "not there"
