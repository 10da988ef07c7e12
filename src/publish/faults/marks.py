"""What is said of marks, Markdown and what nothing uses."""

from __future__ import annotations

from .saying import Saying, brief, error, warning

# marks and Markdown


@error
def unclosed_mark(mark: str) -> Saying:
    """A mark without its closing bracket; it would be printed as it stands.

    [=sinda.killed people       # wrong
    [=sinda.killed] people      # right
    """
    return f"the mark `{brief(mark, 30)}` is not closed", "write `]` where it ends"


@error
def unreadable_mark(written: str, right: str) -> Saying:
    """Brackets that look like a mark but are none; they would be printed as they stand.

    [ =sinda.killed]        # wrong: a space before the sign
    [sinda.killed]          # wrong: no sign
    [=sinda.killed]         # right
    """
    return (
        f"`{brief(written)}` looks like a mark but is none",
        f"write `{brief(right)}`" if right else "mend or remove it",
    )


@error
def empty_mark(mark: str) -> Saying:
    """A mark that names nothing.

    [@]                     # wrong
    [@SC952, para. 3]       # right
    """
    return f"the mark `{brief(mark)}` names nothing", "write after the sign what is meant"


@error
def crowded_mark(mark: str) -> Saying:
    """A mark that names several things where it can mean only one.

    [=sinda.killed; sinda.injured]            # wrong
    [=sinda.killed] and [=sinda.injured]      # right
    [!sinda.killed; sinda.injured]            # right: evidence can be given for several at once
    """
    return f"the mark `{brief(mark)}` names several things", "write a mark for each"


@error
def unknown_option(option: str, suggestion: str | None, known: str) -> Saying:
    """A word after `|` in a mark that such a mark does not know, or two that exclude each other.

    [=sinda.killed|words]       # right
    [=sinda.killed|word]        # wrong
    """
    hint = (
        f"did you mean `{suggestion}`?" if suggestion else (f"it knows {known}" if known else "it knows none")
    )
    return f"this mark does not know the option `{brief(option)}`", hint


@error
def misplaced_mark(mark: str, where: str, instead: str = "put it into the text") -> Saying:
    """A mark where it cannot be printed.

    Headings call no notes, for the contents repeat them. Source lines, the captions of charts, labels of key
    figures and sentences of the chronology cite in place, but have no room for all that stands behind a
    figure. Titles, plain lines and the imprint bear no marks.

        heading: The coup[^coup]          # wrong
        text: The coup of August[^coup]   # right
    """
    return f"`{brief(mark)}` cannot stand in {where}", instead


@error
def note_within_note(mark: str) -> Saying:
    """A note that would call another note.

    notes:
      ban: It was proposed in 2017.[^bill]         # wrong
      ban: It was proposed in 2017 [@AIR, p. 3].   # right: a citation in a note is printed in its place
    """
    return f"`{brief(mark)}` would call a note from within a note", "write it out, or cite with `[@…]`"


@error
def wordy_note(words: int, most: int, name: str = "") -> Saying:
    """A note that is too long for a page.

    A note is never broken over pages: it stands whole on the page of its call. 300 words fit even on paper of
    the size A5, below the line that calls the note; a long address counts for several words. A note made from
    records has their citations and remarks in it.

        notes:
          inquiry: |
            The report says at length …   # wrong: bring it into the text, as prose or a callout
          inquiry: The report says so at length [@SC952, paras 3 to 40].   # right
    """
    said = f"{name} has {words} words" if name else f"this has {words} words"
    return f"{said}; a page has room for a note of {most}", "shorten it, or bring its matter into the text"


@error
def crowded_notes(first: int, last: int, words: int, most: int) -> Saying:
    """Notes called so close together that no page has room for all of them.

    Calls in one line cannot be parted, and their notes stand on the page of their calls. Together they may
    have as many words as one long note; the unfilled ends of their lines count too.

        text: It was denied.[^army][^court][^police]                   # wrong if the notes are long
        text: The army denied it.[^army] The court said …[^court] …    # right
    """
    message = f"notes {first} to {last} have {words} words; one line of text has room for notes of {most}"
    return message, "call them further apart, shorten them, or make one of them"


@error
def unknown_language(written: str) -> Saying:
    """A foreign phrase without the tag of its language, so that it would be read aloud wrongly.

    [:french coup d’État]       # wrong
    [:fr coup d’État]           # right: a code of ISO 639, such as `fr`, `bm`, `ar-Latn`
    """
    return f"`{brief(written)}` is not the tag of a language", "write a code such as `fr` before the phrase"


@error
def unsupported_markdown(what: str, instead: str) -> Saying:
    """Markdown that this house does not print; it would appear as typed.

    Texts have paragraphs, *emphasis*, **strong emphasis**, [links](https://…) and marks. Headings,
    lists, tables and pictures are blocks.

        text: "## Background"       # wrong
        heading: Background         # right
    """
    return f"{what} cannot be written in a text", instead


@error
def refused_link(address: str) -> Saying:
    """A link that does not lead to the web or to a mail address.

    [the note](../note.pdf)                     # wrong: it works on one machine only
    [the note](https://example.org/note.pdf)    # right
    """
    return (
        f"`{brief(address)}` is not an address that readers can open",
        "write it whole, as `https://…` or `mailto:…`",
    )


@error
def broken_link(written: str) -> Saying:
    """A link that is not whole, so that its brackets and its address would be printed as typed.

    [the UN](https://www.un. org/)      # wrong: a space in the address
    [the UN](https://www.un.org/)       # right
    """
    return (
        f"`{brief(written)}` is not a whole link and would be printed as typed",
        "write `[words](https://…)`: no space in the address, no brackets in the words, both signs closed",
    )


# use


@error
def unused_source(name: str) -> Saying:
    """A source that nothing cites. It would stand in the list of sources without having been used.

    [@SC952, para. 3]       # cite it, or take it out of `sources.yaml`
    """
    return f"the source `{name}` is cited nowhere", "cite it, or take it out"


@error
def unused_abbreviation(short: str) -> Saying:
    """An abbreviation that no text uses.

    Readers would look for it in vain.
    """
    return f"the abbreviation `{brief(short)}` is used in no text", "take it out, or use it"


@warning
def unused_record(name: str) -> Saying:
    """A record that is printed nowhere: no mark names it, no table or chronology shows it.

    text: At least [=sinda.killed|bare] people died.[!sinda]
    """
    return f"the record `{name}` is printed nowhere", "name it in a text, or select it in a table"


@warning
def unused_person(name: str) -> Saying:
    """A person who is recorded, but whose name no text prints.

    Nobody is named without need: the name would still be published in the data inside the PDF.

        accused: General Amadou Sanogo      # printed as `name:` has it
    """
    return f"the name `{brief(name)}` is printed in no text", "take the person out of `records/people.yaml`"
