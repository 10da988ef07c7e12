"""The files of a release, made from one sound build; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ..artifacts import Anchor
from ..fingerprint import sha256
from . import manifest, pictures
from .citation_file import citation_file
from .plain_text import plain_text
from .snapshot import Snapshot, revision_of

if TYPE_CHECKING:
    from ..pipeline import Built


def files(built: Built) -> dict[str, bytes]:
    """What readers are handed, by name, but for the manifest and the checksums."""
    edition, pdf = built.checked.edition, built.volume.pdf
    folios = folios_of(built)
    return {
        f"{edition.id}.pdf": pdf,
        **({f"{edition.id}-errata.pdf": built.slip.volume.pdf} if built.slip else {}),
        **{attachment.name: attachment.content for attachment in built.manuscript.attachments},
        f"{edition.id}.txt": plain_text(built.manuscript, lambda name: folios.get(name, "?")).encode(),
        "CITATION.cff": citation_file(edition).encode(),
        "cover.png": pictures.cover(pdf),
        "preview.png": pictures.preview(pdf),
    }


def folios_of(built: Built) -> dict[str, str]:
    """The folio of the page on which each id of the manuscript first stands."""
    pages = built.proved.proof.printed.pages
    return {name: pages[anchors[0].page].label for name, anchors in _sorted(built.volume.anchors)}


def _sorted(anchors: Mapping[str, Sequence[Anchor]]) -> list[tuple[str, Sequence[Anchor]]]:
    return sorted((name, places) for name, places in anchors.items() if places)


def manifest_of(
    built: Built, outputs: Mapping[str, bytes], inputs: Mapping[str, str], versions: Mapping[str, str]
) -> manifest.Manifest:
    """What went into a build and what came out."""
    edition = built.checked.edition
    return manifest.Manifest(
        edition.id, revision_of(edition), built.volume.pages, dict(inputs), dict(versions),
        {name: sha256(content) for name, content in outputs.items()},
    )


def snapshot_of(built: Built, released: date) -> Snapshot:
    """What the edition's folder keeps of the release."""
    edition, volume = built.checked.edition, built.volume
    return Snapshot(
        revision_of(edition), released, sha256(volume.pdf), volume.pages, folios_of(built), edition,
    )


def all_files(outputs: Mapping[str, bytes], summary: manifest.Manifest) -> dict[str, bytes]:
    """Everything that a release consists of, its manifest and its checksums included."""
    whole = {**outputs, manifest.NAME: manifest.written(summary).encode()}
    return {**whole, manifest.CHECKSUMS: manifest.checksums(whole).encode()}
