"""The files of a new edition, made from those of an earlier one. Pure: `commands` reads and writes them.

What is not changed is taken over byte for byte; what belongs to the earlier edition alone is left behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath

from msgspec import Struct

from .artifacts import File, Source
from .carrying import CARRIED_OVER, LEFT_BEHIND, carried_over, expired
from .model.edition import CarriedOver, Edition, Waiver
from .rewriting import Splice, block_item, rewritten, with_key, without_items, without_key

Files = Mapping[PurePosixPath, bytes]
"""The files of an edition by path inside its folder."""

EDITION, WAIVERS = PurePosixPath("edition.yaml"), PurePosixPath("waivers.yaml")
NUMBERS = ("isbn", "doi")
"""What is assigned to one edition, and would be wrong in the next."""
TO_BE_SET = {
    "title": "if it bears a year",
    "subtitle": "if it bears dates",
    "coverage": "the period reported on",
    "coverage_note": "why title and coverage differ; delete it if they do not",
    "data_cutoff": "no source is later",
    "published": "the day of publication",
    "authors": "who answers for the text now",
    "disclaimers": "some may bear dates",
}
"""What nobody but an editor can know of a new edition."""


class Renewal(Struct, frozen=True):
    """A new edition, and what was not taken over into it."""

    files: Files
    records: int
    """How many records it took over."""
    expired: tuple[Waiver, ...]
    """Waivers that no longer hold."""
    numbers: tuple[str, ...]
    """Numbers of the earlier edition that were taken out."""


def renewed(source: Source, edition: Edition, files: Files, day: date) -> Renewal:
    """The edition after `edition`, whose files these are, as it begins on a day."""
    made = {path: content for path, content in files.items() if path.parts[0] not in LEFT_BEHIND}
    made[EDITION] = rewritten(files[EDITION], _imprint(source.files[EDITION], edition))
    gone = expired(edition.waivers, day)
    if gone:
        splices = without_items(source.files[WAIVERS], "waivers", gone)
        made[WAIVERS] = rewritten(files[WAIVERS], splices)
    records = carried_over(edition)
    made[PurePosixPath(CARRIED_OVER)] = _list(edition.id, records).encode()
    numbers = tuple(key for key in NUMBERS if getattr(edition.imprint, key))
    return Renewal(made, len(records), tuple(edition.waivers[index] for index in gone), numbers)


def to_be_set(file: File) -> Iterator[tuple[str, str]]:
    """The keys of `edition.yaml` that an editor must look at, each with the reason."""
    yield from ((key, why) for key, why in TO_BE_SET.items() if (key,) in file.values)


def _imprint(file: File, edition: Edition) -> Iterator[Splice]:
    yield with_key(file, "follows", edition.id, "format")
    yield with_key(file, "edition", str(edition.imprint.edition + 1), "format")
    yield with_key(file, "revision", "0", "edition")
    yield with_key(file, "status", "draft", "edition")
    for key in NUMBERS:
        yield from without_key(file, key)


def _list(earlier: str, records: Sequence[CarriedOver]) -> str:
    """`review/carried-over.yaml`."""
    head = (
        "# yaml-language-server: $schema=../../../schema/carried-over.schema.json\n"
        f"# Records of {earlier} that nobody has reviewed since. An edit of a record clears it, and so does\n"
        "# `invoke edition.review`, which moves its entry to reviewed.yaml. See `invoke edition.status`.\n"
    )
    return head + listed("carried_over", (record.model_dump(mode="json") for record in records))


def listed(key: str, items: Iterable[Mapping[str, str]]) -> str:
    """A list file's one key with its items."""
    lines = "".join(block_item(item, 2) for item in items)
    return f"{key}:\n{lines}" if lines else f"{key}: []\n"
