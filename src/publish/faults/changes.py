"""What is said of changes between editions and of the notes on them."""

from __future__ import annotations

from .saying import Saying, brief, error, warning


@warning
def unread_earlier_edition(name: str) -> Saying:
    """The edition that this one follows is not there or cannot be read.

    What changed since then can be neither printed nor checked.

        follows: mali-2021        # the folder chapters/mali-2021/
    """
    return (
        f"the earlier edition `{brief(name)}` cannot be read, so changes are not checked",
        f"put its folder beside this one, or run `invoke check --edition {brief(name)}`",
    )


@error
def unknown_change_subject(written: str, suggestion: str | None) -> Saying:
    """A note in `changes.yaml` on something that neither edition has.

        changes:
          - subject: sinda.killed     # a record, record.figure, a block, a chapter or a source
            kind: update
            why: The Mission has published its final count.
    """
    way_out = f"did you mean `{suggestion}`?" if suggestion else "write the id of what changed"
    return f"neither edition has `{brief(written)}`", way_out


@error
def idle_change_note(written: str) -> Saying:
    """A note in `changes.yaml` on something that reads as it did in the edition before.

    Readers would be told of a change that they cannot find. A note on a record does not speak of its
    figures: a figure's note is on `record.figure`.
    """
    return f"`{brief(written)}` reads as in the edition before", "take the note out, or correct its `subject`"


@error
def repeated_change_note(written: str, where: str) -> Saying:
    """Two notes in `changes.yaml` on one thing; only one can be printed."""
    return f"there is another note on `{brief(written)}`, {where}", "make one of the two"


@error
def unexplained_change(what: str, was: str, now: str, subject: str) -> Saying:
    """A figure or a fact that reads otherwise than in the edition before, and nobody says why.

    A final edition owes its readers the reason, and whether the earlier edition was wrong (`correction`) or
    more is known now (`update`). A draft only warns of it (`unexplained-change-in-draft`).

        changes:
          - subject: sinda.killed
            kind: update
            why: The Mission has published its final count.
    """
    return _unexplained(what, was, now, subject)


@warning
def unexplained_change_in_draft(what: str, was: str, now: str, subject: str) -> Saying:
    """A figure or a fact that reads otherwise than in the edition before, and nobody says why yet.

    In a final edition this is an error: `unexplained-change`.
    """
    return _unexplained(what, was, now, subject)


def _unexplained(what: str, was: str, now: str, subject: str) -> Saying:
    before, after = brief(was, 40) or "nothing", brief(now, 40) or "nothing"
    return (
        f"{what}: the earlier edition has “{before}”, this one “{after}”, and nobody says why",
        f"add a note with `subject: {subject}` to changes.yaml, with its kind and why",
    )
