"""The stage as a whole: read the models, run every check, pass over what is waived."""

from __future__ import annotations

from msgspec.structs import replace

from ..artifacts import Source
from ..carrying import Survey
from ..model.edition import Edition
from ..past import Releases
from ..recall import Recall, afresh
from ..report import Report
from . import changing, correcting, figuring, identity, reference, reviewing, structure, use
from .examine import Check, examine
from .format import has_our_format
from .gathering import gather
from .missing import report_missing_lists
from .read import EDITION, read
from .waiving import waive

CHECKS: tuple[Check, ...] = (
    identity.repeated_names,
    reference.unknown_names,
    reference.unknown_figures,
    reference.unknown_tables,
    figuring.uncalled_conflicts,
    structure.headings,
    structure.chapters_that_run_on,
    structure.repeated_paragraphs,
    use.unused_sources,
    use.unused_abbreviations,
    use.unused_records,
    use.unused_people,
    changing.repeated_notes,
    changing.idle_notes,
    changing.unexplained_changes,
    correcting.revisions,
    correcting.dates_of_errata,
    correcting.unknown_places,
    correcting.unowned_changes,
    reviewing.unreviewed_records,
    reviewing.unlisted_reviews,
    reviewing.unknown_reviews,
    reviewing.repeated_reviews,
)
"""Each looks at the whole edition for one kind of mistake; their order does not matter.

Those that look at one part at a time are listed in `examine`.
"""


def validate(
    source: Source, report: Report, earlier: Edition | None = None, releases: Releases | None = None,
    recall: Recall = afresh,
) -> Edition | None:  # five parameters: two of them are what the edition is compared with
    """The edition, as far as it is sound; None without a sound `edition.yaml`.

    To be printed only if nothing failed: what is broken is reported and left out. `earlier` is the edition
    that this one follows: with it, changes and the notes on them are checked too; `releases` are those of
    this one, which may change only with errata.
    """
    if not has_our_format(source, report):
        return None
    found = Report()
    whole = replace(read(source, report, found, recall), earlier=earlier, releases=releases or {})
    reading = report_missing_lists(whole, found)
    reading = replace(reading, seen=tuple(examine(reading, recall)))
    for seen in reading.seen:
        found.extend(seen.found)
    for check in CHECKS:
        check(reading, found)
    waive(reading, gather(found), report)
    return reading.edition


def read_edition(source: Source, report: Report, recall: Recall = afresh) -> Edition | None:
    """The edition as it is, unchecked: for the one before, which was checked by the rules of its day.

    `report` gets what cannot be read at all; None without a sound `edition.yaml`.
    """
    return read(source, report, report, recall).edition if has_our_format(source, report) else None


def follows(source: Source) -> str | None:
    """The id of the edition that this one says it follows, sound or not."""
    file = source.files.get(EDITION)
    name = file.root.get("follows") if file and isinstance(file.root, dict) else None
    return name if isinstance(name, str) else None


def survey(source: Source, report: Report) -> Survey | None:
    """What an edition carries over, as far as it can be read; None if its files have another format."""
    if not has_our_format(source, report):
        return None
    return reviewing.survey(read(source, report, report))
