"""What is said of dates, figures and attribution."""

from __future__ import annotations

from .saying import Saying, brief, error, warning

# dates


@error
def outside_coverage(written: str, start: str, end: str) -> Saying:
    """A date outside the period that the edition covers.

    Often it is a slip in the year. What is told as background says so.

        - id: diandioume-eviction
          date: 2018-06
          context: true           # told as background, on purpose
    """
    return f"`{written}` lies outside the coverage, {start} to {end}", "check it, or add `context: true`"


@warning
def needless_context(written: str) -> Saying:
    """A record called background although its date lies within the coverage.

    Tables leave background out, so it would be missing from them.
    """
    return f"`{written}` lies within the coverage, so this is no background", "take out `context: true`"


@error
def impossible_order(first: str, first_date: str, second: str, second_date: str) -> Saying:
    """Two dates in an order that cannot be.

    charged: 2013-12
    offence: 2014-05        # wrong: the charge came before the offence
    """
    return f"{first} ({first_date}) comes after {second} ({second_date})", "check both dates"


@error
def late_source(issued: str, cutoff: str) -> Saying:
    """A source issued after the day that the edition gives as its data cut-off.

    data_cutoff: 2021-04-23       # no source later than this day was used
    """
    return f"issued on {issued}, after the data cut-off {cutoff}", "check the date, or move `data_cutoff`"


@error
def report_before_event(source: str, issued: str, event: str) -> Saying:
    """A source that was issued before what it is cited for took place.

    One of the two dates is wrong, or it is the wrong source.
    """
    return (
        f"`{source}` was issued on {issued}, before this took place ({event})",
        "check both dates and the citation",
    )


@error
def undated_absence() -> Saying:
    """A claim that something was not done or found, without the date for which that holds.

    What was missing once may have been done since.

        kind: absence
        as_of: 2020-12-31       # add the date
    """
    return "an absence needs the date for which it holds", "add `as_of:`"


@error
def undated_figure(measure: str) -> Saying:
    """A standing figure without the date for which it holds.

    Displaced people, refugees, closed schools: such numbers change from month to month.

        measure: displaced
        as_of: 2020-07-30       # add the date
    """
    return f"a figure of `{measure}` needs the date for which it holds", "add `as_of:`"


@error
def unexplained_title_year(year: str, start: str, end: str) -> Saying:
    """A year in the title that the edition does not cover.

    Readers take the year in the title for the year reported on.

        title: Mali 2021
        coverage: { start: 2020-01-01, end: 2020-12-31 }
        coverage_note: Published in 2021; it reports on 2020.     # add a word on it
    """
    return f"the title says {year}, but the coverage is {start} to {end}", "explain it in `coverage_note:`"


# figures and attribution


@error
def undecided_figure(measure: str, record: str, known: str) -> Saying:
    """Several figures of one measure in a record, none of which is preferred.

    The text must print one and say why; the others go into the note.

        - measure: killed
          preferred: true
          preference_reason: Named one by one by the peacekeeping mission.
    """
    return (
        f"`{record}` has several figures for `{measure}` ({known}), none `preferred`",
        "mark one, with a reason",
    )


@error
def two_preferred(measure: str, record: str) -> Saying:
    """Two preferred figures of one measure in one record.

    preferred: true       # only one of them
    """
    return f"`{record}` has two preferred figures for `{measure}`", "prefer one"


@error
def unreasoned_preference(name: str) -> Saying:
    """A figure preferred to others without a reason.

    preferred: true
    preference_reason: The only count by name.      # add it
    """
    return f"the figure `{name}` is preferred without a reason", "add `preference_reason:`"


@error
def undisclosed_conflict(name: str) -> Saying:
    """Something contested, without a word on who contradicts it.

    verification: contested
    remark: The Government gave 43 deaths.          # add it; the note prints it
    """
    return f"`{name}` is contested, but no remark says how", "add `remark:` with what the other sources say"


@error
def uncalled_conflict(name: str) -> Saying:
    """A contested figure printed in a text, while its note on the conflict is called nowhere.

    [=bamako-protests.killed] people died.                            # wrong
    [=bamako-protests.killed] people died.[!bamako-protests.killed]   # right
    """
    return f"`{name}` is contested, but the note on it is called nowhere", f"add `[!{name}]` after it"


@error
def greater_part(part: str, number: str, whole: str, total: str) -> Saying:
    """A part that is greater than the whole it belongs to.

    - id: team
      best: 7
      part_of: cisse-abduction.abducted     # wrong while that figure is 6
    """
    return f"`{part}` ({number}) is greater than its whole `{whole}` ({total})", "check both numbers"


@error
def double_count(part: str, whole: str) -> Saying:
    """A sum that adds a part to its whole, so that people are counted twice.

    - id: fifteen
      figures:
        - measure: convicted
          part_of: convictions.convicted      # a sum may have one of the two, not both
    """
    return (
        f"this sum counts `{part}` twice: it is part of `{whole}`, which is added too",
        "leave one of them out",
    )


@error
def empty_selection() -> Saying:
    """A table, chart or sum whose selection meets no incident, or none with the measure asked for.

    where:
      themes: [protest]         # does any incident have this theme and all else that is asked?
    """
    return (
        "this selection meets no incident that has the figures asked for",
        "ask for less, or check the words",
    )


@error
def unfounded_statistic(name: str, both: bool) -> Saying:
    """A statistic with neither figures nor a sum, or with both.

        - id: schools
          figures: […]        # published by somebody
        - id: total-killed
          total: {…}          # or computed from incidents
    """
    found = "both published figures and a sum" if both else "neither published figures nor a sum"
    return f"`{name}` has {found}", "give it `figures:` or `total:`"


@warning
def false_precision(number: str) -> Saying:
    """A number called `about` although it is not round.

    Either the source counted, and it is exact; or it should be rounded.

        qualifier: about
        best: 287496            # wrong
        best: 287000            # right, if the source rounds; or `qualifier: exactly`
    """
    return (
        f"`about` with {number}, which is not round",
        "write `exactly`, or the number as the source rounds it",
    )


@error
def missing_singular(unit: str) -> Saying:
    """A figure of one, without the singular of its unit.

    best: 1
    unit: families
    unit_one: family        # add it
    """
    return f"a figure of one needs the singular of `{brief(unit)}`", "add `unit_one:`"


@error
def unattributed_act(actor: str) -> Saying:
    """An act laid at an actor's door on the word of a source that is not named.

    attribution: attributed-by-source
    attributed_by: minusma          # add who says so
    """
    return (
        f"who holds `{actor}` responsible is not said",
        "add `attributed_by:`, or choose another `attribution:`",
    )


@error
def unattributed_characterisation() -> Saying:
    """A qualification in law without the body that made it.

    kind: legal-characterisation
    attributed_to: amnesty          # add it; the text gives it as that body's view
    """
    return "a legal characterisation needs the body that made it", "add `attributed_to:`"


@error
def unfit_act(act: str, kinds: str) -> Saying:
    """An act that the recorded perpetrators cannot commit, by the meaning of the term.

    Only States carry out extrajudicial executions or enforced disappearances; only others abduct.

        violations: [extrajudicial-execution]       # wrong for an armed group
        violations: [killing-by-non-state-actor]    # right
    """
    return f"`{act}` does not fit perpetrators of the kind {kinds}", "check act and actor"


@error
def unfit_court(name: str, kind: str) -> Saying:
    """A court that is recorded as something else.

    - id: assize-court
      kind: court
    """
    return f"`{name}` is recorded as {kind}, not as a court", "check the reference, or the actor's `kind:`"
