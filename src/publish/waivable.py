"""Which diagnostics an editor may pass over, with a reason and for a time.

What is broken, lost or contradictory cannot be waived.
"""

from __future__ import annotations

EDITORIAL = frozenset({
    "avoided-word", "date-style", "duplicated-paragraph", "false-precision", "late-source", "loaded-word",
    "lone-subheading", "needless-context", "outside-coverage", "percent-sign", "report-before-event",
    "typed-figure", "unbound-time", "undated-figure", "undecided-figure", "unexplained-title-year",
    "unfit-act", "unfit-court", "unlisted-rewording", "unreasoned-preference", "unsourced-figure",
    "unused-abbreviation", "unused-person", "unused-record", "unused-source", "variant-spelling",
    "violation-or-abuse",
})
"""Judgements on what is written."""

ON_PAGES = frozenset({
    "coarse-picture", "hyphen-ladder", "lone-first-line", "lone-last-line", "lone-table-head", "loose-line",
    "outside-text", "pale-text", "parted-table-note", "short-page", "stranded-heading", "torn-row",
})
"""Judgements on how it stands on the pages: only a build can tell whether they are needed."""
