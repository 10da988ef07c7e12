"""What is said of errata: errors of a published edition, and changes that nobody owns up to."""

from __future__ import annotations

from .saying import Saying, brief, error, number_of, warning


@error
def unequal_revision(stated: int, highest: int) -> Saying:
    """The edition's revision is not that of its last erratum.

    A revision exists to put something right, and says what. So `revision` in edition.yaml is the highest
    `revision` in errata.yaml, and 0 where there are no errata.
    """
    last = f"the last erratum is of revision {highest}" if highest else "there are no errata"
    return (
        f"this is revision {stated}, but {last}",
        f"write `revision: {highest}`, or add to errata.yaml what revision {stated} puts right",
    )


@error
def premature_erratum(revision: int, current: int) -> Saying:
    """An erratum of a later revision than the one that is being made."""
    return (
        f"this erratum is of revision {revision}, but edition.yaml says revision {current}",
        f"write `revision: {revision}` in edition.yaml, or correct the erratum",
    )


@error
def unknown_erratum_place(written: str, suggestion: str | None) -> Saying:
    """An erratum on something that neither this revision nor an earlier one has.

        errata:
          - id: sinda-count
            revision: 1
            where: sinda.killed     # a record, record.figure, a block, a chapter, a source, or `edition`
            was: 14 civilians
            now: 15 civilians
            reason: A name had been left out of the count.
            kind: factual
            date: 2022-01-10
    """
    way_out = f"did you mean `{suggestion}`?" if suggestion else "write the id of what was wrong"
    return f"no revision of this edition has `{brief(written)}`", way_out


@error
def erratum_before_publication(day: str, published: str) -> Saying:
    """An error that was put right before anybody could read it."""
    return (
        f"this error was put right on {day}, before the edition was published, on {published}",
        "correct the date, or take the erratum out",
    )


@error
def altered_erratum(name: str) -> Saying:
    """An erratum that a release has printed, and that reads otherwise now or is gone.

    What readers were told of an error stays. A mistake in an erratum is put right by another one.
    """
    return f"the erratum `{brief(name)}` was released and reads otherwise now", "write it as it was released"


@error
def unowned_change(what: str, was: str, now: str, erratum: str) -> Saying:
    """A published edition says something else than its release, and no erratum owns up to it.

    Readers hold the released file. A figure, a date, a place, who is named, or who says so may be put right
    only in a new revision, with an erratum that is printed. Raise `revision` in edition.yaml too.

        errata:
          - {id: sinda-killed, revision: 1, where: sinda.killed, was: "14 civilians", now: "15 civilians",
             reason: A name had been left out of the count., kind: factual, date: 2022-01-10}
    """
    before, after = brief(was, 40) or "nothing", brief(now, 40) or "nothing"
    return (
        f"{what}: the release has “{before}”, this revision “{after}”, and no erratum says so",
        f"add to errata.yaml: `- {erratum}`",
    )


@warning
def unlisted_rewording(what: str, revision: str) -> Saying:
    """A published edition has other words than its release, and no erratum says so.

    A slip of the pen may be mended without an erratum; what changes the meaning may not. If an editor has
    looked at it, a waiver says so, with the id of the passage as its `record`.
    """
    return (
        f"“{brief(what)}” has other words, or sources, than in release {revision}, and no erratum says so",
        "add an erratum if readers must know; if not, a waiver of `unlisted-rewording`",
    )


@error
def mismatched_erratum(where: str, was: str, now: str) -> Saying:
    """An erratum that says something else than what changed since the last release.

    `was` is what stood there, `now` what stands there, both as printed, or a part of it. For what was not
    there before `was` is `(not there)`, for what is gone `now` is `(left out)`.
    """
    if not was and not now:
        way_out = "take the erratum out, or correct its `where`"
        return f"`{brief(where)}` reads as in the last release", way_out
    return (
        f"this is not how `{brief(where)}` changed since the last release",
        f"it was “{brief(was, 90)}” and is now “{brief(now, 90)}”",
    )


@warning
def unrecorded_release(revision: int) -> Saying:
    """The edition has errata, but nothing says what was released before them.

    `invoke release` writes `released/1.0.json` into the edition's folder, and it is committed. Without it the
    errata cannot name the pages on which the errors stood, changes without an erratum go unseen, and no
    errata slip is made.
    """
    return (
        f"there is no record of a release before revision {revision}",
        "take the files of `released/` back, if there was a release",
    )


@error
def overlong_slip(errata: int, pages: int) -> Saying:
    """The errata of a revision do not fit the one page of the errata slip.

    A slip lies in a book as one sheet. Say in fewer words what was wrong, or publish a new edition.
    """
    return (
        f"the slip with {number_of(errata, 'erratum').replace('erratums', 'errata')} takes {pages} pages, "
        "and must be one",
        "shorten `was`, `now` and `reason`, or begin a new edition",
    )
