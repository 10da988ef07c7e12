"""What is said of words and of waivers."""

from __future__ import annotations

from .saying import Saying, brief, error, warning

# words


@error
def typed_figure(written: str) -> Saying:
    """A number typed in a text.

    Numbers are written once, in a record, and printed by a mark; so text, tables and totals cannot disagree.
    Free are `one`, `two`, years, dates such as 10 July 2020, and names that are recorded.

        At least 35 people died.                # wrong
        [=ogossagou.killed] people died.        # right
        one of [~three] causes                  # right: typed on purpose, no record holds it
    """
    return (
        f"`{brief(written)}` is typed here",
        "print a record’s figure with `[=record.figure]`, or write `[~…]`",
    )


@error
def date_style(written: str, right: str) -> Saying:
    """A date that is not written in the house style.

    July 10, 2020           # wrong
    2020-07-10              # wrong in a text
    10 July 2020            # right
    """
    return f"`{brief(written)}` is not how this house writes a date", f"write `{right}`"


@error
def percent_sign() -> Saying:
    """The sign for per cent in a text.

    23%                     # wrong
    23 per cent             # right; from a record: [=health-centres.share]
    """
    return "`%` is not used in texts", "write `per cent`"


@error
def avoided_word(written: str, use: str, why: str) -> Saying:
    """A word that the edition's lexicon rules out.

    lexicon:
      - avoid: real ammunition
        use: live ammunition
        why: A mistranslation.
    """
    return (
        f"`{brief(written)}` is in the lexicon of words to avoid: {brief(why, 80).rstrip('.')}",
        f"write `{use}`",
    )


@error
def variant_spelling(written: str, name: str) -> Saying:
    """A spelling that the records know only as a variant.

    variants: [Ogossogou]       # met in sources
    name: Ogossagou             # what the text prints
    """
    return f"`{brief(written)}` is a variant that is not printed", f"write `{brief(name)}`"


@error
def placeholder(written: str) -> Saying:
    """A place kept for something that never came, such as TODO or [ISBN:].

    text: TODO                  # write it, or take it out
    """
    return f"`{brief(written)}` keeps a place for something that is missing", "write it, or take it out"


@error
def duplicated_paragraph(where: str) -> Saying:
    """The same paragraph twice, as happens in copying.

    Delete one of the two, or refer to the other with `[#…]`.
    """
    return f"this paragraph stands already at {where}", "delete one of the two"


@warning
def unbound_time(written: str) -> Saying:
    """A word whose meaning depends on the day of reading.

    The trial is currently suspended.                 # wrong in two years
    On 31 December 2020 the trial was suspended.      # right
    """
    return f"`{brief(written)}` means another time to every reader", "name the date"


@error
def loaded_word(written: str) -> Saying:
    """A word that calls people guilty whom no court has found so, or that takes a side.

    the murderers of …          # wrong
    those suspected of …        # right
    """
    return (
        f"`{brief(written)}` judges",
        "write what a source says: `suspected of`, `charged with`, `convicted of`",
    )


@warning
def violation_or_abuse(actor: str) -> Saying:
    """The word `violation` in a sentence that names only an armed group.

    States commit violations; groups that are no State commit abuses (United Nations usage).

        violations by GSIM          # wrong
        abuses by GSIM              # right
    """
    return f"`violation` in a sentence about `{brief(actor)}`, which is no State", "write `abuse`"


@error
def unsourced_figure(mark: str) -> Saying:
    """A paragraph of a numbered chapter that prints a figure but gives no evidence for it.

    [=sinda.killed] people died.                  # wrong
    [=sinda.killed] people died.[!sinda.killed]   # right; `[@…]`, `[^…]` or `[#…]` do as well
    """
    return f"this paragraph prints `{brief(mark)}` without evidence", "add `[!record]` or `[@SOURCE]` to it"


@warning
def long_running_head(length: int, most: int) -> Saying:
    """A title that does not fit the one line at the head of the pages.

        title: Violations by State forces and by groups that fight beside them in the north and the centre
        running_head: Violations by State forces

    On small paper a running head of three lines would run off the page.
    """
    message = f"the running head of this chapter has {length} letters; {most} fit in its line"
    return message, "give the chapter a short `running_head:`"


@error
def lone_subheading(heading: str) -> Saying:
    """A heading that has no other at its level: it divides nothing.

    Add a second one, or take it out.
    """
    return f"`{brief(heading)}` is the only heading at its level here", "add another, or take it out"


@error
def heading_order(heading: str) -> Saying:
    """A heading of level 3 without a heading of level 2 before it.

    heading: Protests
    level: 2                # the first heading of a chapter
    """
    return f"`{brief(heading)}` is of level 3, but no heading of level 2 comes before it", "write `level: 2`"


@error
def nothing_to_run_on_from() -> Saying:
    """A first chapter that says `run_on: true`.

    A chapter that runs on begins on the page where the chapter before it ends. Before the first one stand
    the contents and lists, whose pages have folios of their own.
    """
    return "no chapter comes before this one, on whose page it could begin", "take `run_on:` out"


@error
def runs_on_from_turned_table(before: str) -> Saying:
    """A chapter that says `run_on: true` after one that ends with a turned table.

    A table with `landscape: true` has pages of its own; nothing else can stand on them.
    """
    message = f"`{brief(before)}` ends with a turned table, whose page this chapter cannot share"
    return message, "take `run_on:` out, or let the table stand further up"


@error
def unknown_abbreviation(written: str, suggestion: str | None) -> Saying:
    """A word in capitals that no list explains.

    Every abbreviation of three or more capitals stands in `records/abbreviations.yaml`, or is the short
    name of a recorded actor; readers find there what it means.

        abbreviations:
          - {short: OHCHR, long: Office of the United Nations High Commissioner for Human Rights}
    """
    hint = (
        f"did you mean `{suggestion}`?"
        if suggestion
        else "add it to `records/abbreviations.yaml`, or write it out"
    )
    return f"the abbreviation `{brief(written)}` is not recorded", hint


# waivers


@error
def unknown_check(written: str, suggestion: str | None) -> Saying:
    """A waiver for a check that does not exist.

    check: unused-sorce     # wrong
    check: unused-source    # right: the word in brackets after `error` or `warning`
    """
    hint = f"did you mean `{suggestion}`?" if suggestion else "copy the word in brackets from the report"
    return f"there is no check `{brief(written)}`", hint


@error
def unwaivable_check(written: str) -> Saying:
    """A waiver for a check that cannot be waived, because the book would be wrong or incomplete.

    Only editorial judgements can be waived.
    """
    return f"`{written}` cannot be waived", "mend what it complains of"


@error
def duplicate_waiver(check: str, record: str) -> Saying:
    """Two waivers of one check at one record, with reasons or dates that may differ.

    - {check: unused-record, record: spare, …}
    - {check: unused-record, record: spare, …}      # wrong
    """
    return f"`{check}` is waived for `{brief(record)}` already", "keep one of the two"


@error
def unused_waiver(check: str, record: str) -> Saying:
    """A waiver for something that is not, or no longer, complained of.

    It would hide the next mistake of its kind.
    """
    return (
        f"nothing at `{brief(record)}` is complained of as `{check}`",
        "take the waiver out, or check its `record:`",
    )


@error
def expired_waiver(expires: str, published: str) -> Saying:
    """A waiver that ran out before the day of publication.

    expires: 2021-06-30     # look at the matter again, then move the date or mend the text
    """
    return f"this waiver ran out on {expires}, before publication on {published}", "decide anew"


@error
def late_waiver(date: str, published: str) -> Saying:
    """A waiver dated after the day of publication.

    date: 2022-01-01        # wrong while `published: 2021-12-03`
    """
    return f"this waiver is dated {date}, after publication on {published}", "check both dates"
