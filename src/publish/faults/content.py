"""What is said of files, names and references."""

from __future__ import annotations

from .saying import Saying, brief, error

# files


@error
def missing_edition_file() -> Saying:
    """An edition's folder without `edition.yaml`.

    That file says what the edition is called, what it covers and in which order its chapters stand.

        chapters/mali-2021/edition.yaml
    """
    return "there is no `edition.yaml` here", "copy one from another edition's folder and change it"


@error
def unknown_file(path: str, suggestion: str | None) -> Saying:
    """A YAML file that is neither a chapter nor one of the lists that an edition has.

    Nothing would read it, so all that it says would be lost.

        records/incident.yaml       # wrong
        records/incidents.yaml      # right
    """
    hint = f"did you mean `{suggestion}`?" if suggestion else "a chapter stands beside `edition.yaml`"
    return f"`{brief(path)}` is read by nothing", hint


@error
def unlisted_chapter(name: str, suggestion: str | None) -> Saying:
    """A chapter file that `edition.yaml` does not list, so that it would not be printed.

    chapters:
      - background
      - justice           # add the name of the file, without `.yaml`
    """
    hint = (
        f"did you mean the list file `{suggestion}`?"
        if suggestion
        else "add it to `chapters:`, or delete the file"
    )
    return f"`{brief(name)}` is not among the chapters that `edition.yaml` lists", hint


@error
def unfit_file_name(written: str, right: str, listed: bool) -> Saying:
    """A chapter file whose name is no id, so that `edition.yaml` cannot list it.

    The name of a chapter file is its id: small letters without accents, digits and hyphens.

        Back Ground.yaml        # wrong
        back-ground.yaml        # right
    """
    rename = f"rename it to `{right}.yaml`" if right else "give it a name such as `background.yaml`"
    return f"`{brief(written)}.yaml` is no name for a chapter file", rename + (
        "" if listed else " and list it below `chapters:` in `edition.yaml`"
    )


@error
def missing_chapter(name: str, suggestion: str | None) -> Saying:
    """A chapter that `edition.yaml` lists, but that has no file.

    chapters:
      - backgruond        # wrong: the file is `background.yaml`
      - background        # right
    """
    hint = (
        f"did you mean `{suggestion}`?"
        if suggestion
        else f"write `{brief(name)}.yaml`, or take it off the list"
    )
    return f"there is no chapter file `{brief(name)}.yaml`", hint


@error
def missing_records_file(names: str) -> Saying:
    """A list file that is not there, while texts or records name what it should list.

    Nothing more is said of these names until the file is back.

        chapters/mali-2021/records/incidents.yaml
    """
    return (
        f"{names} is not there, but what it should list is named elsewhere",
        "put the file back, or check its name and folder",
    )


# names and references


MORE_PLACES = "{message}; it is named in {count} more places"
"""How one fault stands for many of its kind."""


@error
def duplicate_id(name: str, what: str, where: str) -> Saying:
    """Two things with one name, so that a mark or a reference could mean either.

    Records of all kinds share their names; so do chapters, blocks and what the house adds (`sources`).

        - id: sinda
        - id: sinda                 # wrong
        - id: sinda-second-attack   # right
    """
    return f"the {what} `{brief(name)}` is there already" + (
        f" ({where})" if where else ""
    ), "give it another name"


@error
def reserved_id(name: str, use: str) -> Saying:
    """A name that the house uses itself.

    - id: contents              # wrong: the list of contents is called so
    - id: t-contents            # right
    """
    return f"the name `{name}` is taken: {use}", "give it another name"


@error
def duplicate_figure(name: str, record: str) -> Saying:
    """Two figures of one record under one name, so that a mark could mean either.

    A figure without `id` is called by its measure.

        figures:
          - measure: killed
          - measure: killed               # wrong
          - id: killed-security-source    # right
            measure: killed
    """
    return f"`{record}` has two figures called `{name}`", "give one of them an `id`"


@error
def unknown_name(written: str, what: str, suggestion: str | None) -> Saying:
    """A reference to something that is not recorded: an actor, a place, a person, an incident, a table.

    actor: isgz           # wrong
    actor: isgs           # right: as in `records/actors.yaml`
    """
    hint = f"did you mean `{suggestion}`?" if suggestion else "check the spelling, or record it"
    return f"there is no {what} `{brief(written)}`", hint


@error
def circular_reference(chain: str) -> Saying:
    """Things that belong to each other in a circle.

    - id: mopti
      parent: koro
    - id: koro
      parent: mopti         # wrong: Koro lies in Mopti, not the other way round as well
    """
    return f"this leads in a circle: {brief(chain, 100)}", "take out one of these references"


@error
def unknown_source(written: str, suggestion: str | None) -> Saying:
    """A citation of a source that `sources.yaml` does not have.

    [@SC925, para. 3]       # wrong
    [@SC952, para. 3]       # right
    """
    hint = (
        f"did you mean `{suggestion}`?" if suggestion else "check the id, or add the source to `sources.yaml`"
    )
    return f"there is no source `{brief(written)}`", hint


@error
def unknown_record(written: str, suggestion: str | None) -> Saying:
    """A mark that names a record that does not exist.

    [=sindo.killed]         # wrong
    [=sinda.killed]         # right: as in `records/incidents.yaml`
    """
    hint = f"did you mean `{suggestion}`?" if suggestion else "check the id in the files below `records/`"
    return f"there is no record `{brief(written)}`", hint


@error
def unknown_figure(name: str, record: str, suggestion: str | None, known: str) -> Saying:
    """A mark that names a figure or a date that its record does not have.

    [=sinda.kiled]          # wrong
    [=sinda.killed]         # right
    [=sinda.date]           # right: the date of an incident or event
    """
    hint = f"did you mean `{suggestion}`?" if suggestion else (f"it has {known}" if known else "it has none")
    return f"`{record}` has no figure or date `{brief(name)}`", hint


@error
def ambiguous_figure(measure: str, record: str, known: str) -> Saying:
    """A mark, table or sum that asks for a measure of which a record has several figures, none preferred.

    figures:
      - id: killed-amnesty
        measure: killed
      - id: killed-government
        measure: killed
        preferred: true                       # say which one the text prints,
        preference_reason: Counted by name.   # and why
    """
    return (
        f"`{record}` has several figures for `{measure}`: {known}",
        "name one of them, or mark one `preferred`",
    )


@error
def unset_date(name: str, record: str) -> Saying:
    """A mark that prints a date which the record leaves open.

    [=al-hassan.verdict]    # wrong while the record has no `verdict:`
    """
    return (
        f"`{record}` has no date `{name}`",
        f"add `{name.replace('-', '_')}:` to the record, or drop the mark",
    )


@error
def unknown_target(written: str, suggestion: str | None) -> Saying:
    """A cross-reference to something that is not in the book.

    [#t-kiled]              # wrong
    [#t-killed]             # right: the `id` of a block, or the name of a chapter file
    """
    hint = (
        f"did you mean `{suggestion}`?"
        if suggestion
        else "use the `id` of a block or the name of a chapter file"
    )
    return f"nothing in the book is called `{brief(written)}`", hint


@error
def unknown_note(name: str, suggestion: str | None, possible: bool) -> Saying:
    """A call of a note that its block does not have.

    - kind: prose
      text: The ban came late.[^ban]
      notes:
        ban: It was first proposed in 2017.     # the name after `^` stands here
    """
    if not possible:
        return (
            f"no note `{brief(name)}` can stand here",
            "notes belong to blocks that have `notes:`; cite with `[@…]`",
        )
    hint = f"did you mean `{suggestion}`?" if suggestion else f"add `{brief(name)}: …` below `notes:`"
    return f"this block has no note `{brief(name)}`", hint


@error
def unused_note(name: str) -> Saying:
    """A note that no text of its block calls, so that it would be lost.

    text: The ban came late.              # wrong: nothing calls `ban`
    text: The ban came late.[^ban]        # right
    """
    return (
        f"the note `{brief(name)}` is called nowhere",
        f"call it with `[^{brief(name)}]` in this block, or delete it",
    )
