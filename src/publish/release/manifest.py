"""The manifest of a release: what went in, what came out, and with which versions.

`verify` reads it to say whether a rebuild gives the same bytes and, if not, what differs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import asdict

from ..fingerprint import sha256

NAME = "manifest.json"
CHECKSUMS = "SHA256SUMS"


class Manifest(Struct, frozen=True):
    """What a release was made of, and what it is."""

    edition: str
    revision: str
    pages: int
    inputs: Mapping[str, str]
    """SHA-256 of every file that a page depends on, by its path in the project."""
    versions: Mapping[str, str]
    """Python, the engine, the libraries and the fonts."""
    outputs: Mapping[str, str]
    """SHA-256 of every file of the release but this one and the checksums, by name."""


class Difference(Struct, frozen=True):
    """An input, a version or an output that is not what the manifest says."""

    kind: str
    """`input`, `version` or `output`."""
    name: str
    was: str
    """The digest or version of the release; empty for what it did not have."""
    now: str
    """That of today; empty for what is gone."""


def written(manifest: Manifest) -> str:
    """A manifest as JSON."""
    return json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read(text: str) -> Manifest:
    """The manifest that a text holds; `ValueError` if it holds none."""
    try:
        content = json.loads(text)
        manifest = Manifest(**content)
    except (ValueError, TypeError) as problem:
        raise ValueError(f"{NAME} is damaged or of another version") from problem
    if not all(isinstance(part, dict) for part in (manifest.inputs, manifest.versions, manifest.outputs)):
        raise ValueError(f"{NAME} is damaged")
    return manifest


def checksums(files: Mapping[str, bytes]) -> str:
    """The digests in the form that `sha256sum --check` reads."""
    return "".join(f"{sha256(content)}  {name}\n" for name, content in sorted(files.items()))


def differences(manifest: Manifest, other: Manifest) -> tuple[Difference, ...]:
    """What differs between two manifests: inputs, then versions, then outputs."""
    return (
        *_between("input", manifest.inputs, other.inputs),
        *_between("version", manifest.versions, other.versions),
        *_between("output", manifest.outputs, other.outputs),
    )


def _between(kind: str, was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[Difference]:
    for name in sorted(was.keys() | now.keys()):
        if was.get(name) != now.get(name):
            yield Difference(kind, name, was.get(name, ""), now.get(name, ""))
