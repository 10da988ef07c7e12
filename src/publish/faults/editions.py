"""What is said of an edition that goes on from an earlier one, and of files in another format."""

from __future__ import annotations

from .saying import Saying, brief, error

# the format of the files


@error
def older_format(found: int, known: int, edition: str) -> Saying:
    """Files that were written for an earlier version of this program.

    Nothing else is said of them until they are brought up to date. Comments and layout stay as they are.

        invoke migrate --edition mali-2021
    """
    return (
        f"these files are written in format {found}, and this program reads format {known}",
        f"run `invoke migrate --edition {edition}`",
    )


@error
def newer_format(found: int, known: int) -> Saying:
    """Files that were written for a later version of this program.

    What is new in them would be refused or, worse, misread; so nothing is read at all.

        format: 3               # and this program reads format 2
    """
    return (
        f"these files are written in format {found}, and this program reads no more than format {known}",
        "get the newest version of the program, with `git pull`, and run the set-up line of the README",
    )


# what is carried over


@error
def unreviewed_record(what: str, name: str, command: str, as_of: str) -> Saying:
    """A record that came from the edition before, and that nobody has looked at since.

    A figure that held a year ago may be stale today, and nobody would see it. So an edition that is `final`
    has no such record. Edit the record, or say that it still holds:

        invoke edition.review sinda --by "A. Diallo"
    """
    day = f", and holds for {as_of}" if as_of else ""
    return (
        f"the {what} `{brief(name)}` is carried over from the edition before{day}; nobody has reviewed it",
        f"edit it, or run `{command}`",
    )


@error
def many_unreviewed_records(more: int, edition: str) -> Saying:
    """More records are still to be reviewed than are listed one by one.

    invoke edition.status       # shows all of them, by chapter and by person
    """
    records = "record is" if more == 1 else "records are"
    return (
        f"{more} more {records} carried over and not reviewed",
        f"`invoke edition.status --edition {edition}` lists them; "
        f"`invoke edition.review` takes several, or all of a chapter",
    )


@error
def unlisted_review(follows: str) -> Saying:
    """A final edition that goes on from another, but does not say which records came from there.

    `invoke edition.new` writes the list. Without it, nobody can tell what was reviewed.

        chapters/mali-2022/review/carried-over.yaml
    """
    return (
        f"this edition follows `{brief(follows)}`, but `review/carried-over.yaml` is not there",
        "put the file back; an edition that took nothing over has `carried_over: []` in it",
    )


@error
def unknown_reviewed_record(written: str, what: str, suggestion: str | None) -> Saying:
    """A list in `review/` that names a record which the edition does not have.

    If the record got another id, write that id here too: otherwise it would pass as new, and never be
    reviewed. If the record was dropped, delete the entry.

        - record: sindo             # wrong
          kind: incidents
        - record: sinda             # right: as in `records/incidents.yaml`
          kind: incidents
    """
    meant = f"did you mean `{suggestion}`? " if suggestion else ""
    return (
        f"there is no {what} `{brief(written)}`",
        f"{meant}If it was renamed, write its new id; if it was dropped, delete this entry",
    )


@error
def repeated_review(written: str, where: str) -> Saying:
    """A record that stands twice in the lists in `review/`.

    It is either still to be reviewed or reviewed, and once.

        review/carried-over.yaml:   - record: sinda
        review/reviewed.yaml:       - record: sinda         # wrong, while it stands in the other, too
    """
    return f"`{brief(written)}` stands in the lists of the review already ({where})", "delete one of the two"
