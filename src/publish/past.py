"""What an edition can be compared with: the edition before, and what earlier revisions of it were."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from . import faults
from .artifacts import Source
from .changes.change import Changes
from .changes.compare import compare
from .model.edition import Edition
from .release import snapshot
from .release.snapshot import Snapshot
from .report import Report
from .span import Span

Releases = Mapping[tuple[int, int], Snapshot]
"""What releases of one edition recorded, by the numbers of edition and revision, in their order."""


class Past(Struct, frozen=True):
    """What an edition was compared with."""

    changes: Changes | None = None
    """What changed since the edition that it follows."""
    releases: Releases = field(default_factory=dict)
    revised: Changes | None = None
    """What changed since the release before this revision."""


def releases_of(source: Source, report: Report) -> Releases:
    """The releases of an edition; a record that cannot be read is reported and left out."""
    found = {}
    for revision, text in source.releases.items():
        try:
            read = snapshot.read(text)
            number, _, revised = read.revision.partition(".")
            found[int(number), int(revised)] = read
        except ValueError as problem:
            place = Span(source.folder / "released" / f"{revision}.json")
            report.add(place, faults.damaged_release(revision, str(problem)), revision)
    return dict(sorted(found.items()))


def past_of(edition: Edition, earlier: Edition | None, releases: Releases) -> Past:
    """What a sound edition is compared with."""
    before = release_before(edition, releases)
    return Past(
        compare(earlier, edition) if earlier is not None else None, releases,
        compare(before.content, edition) if before is not None else None,
    )


def release_before(edition: Edition, releases: Releases, revision: int | None = None) -> Snapshot | None:
    """The last release of an edition before a revision, by default before the one being made."""
    wanted = edition.imprint.edition, edition.imprint.revision if revision is None else revision
    found = [release for key, release in releases.items() if key[0] == wanted[0] and key < wanted]
    return found[-1] if found else None
