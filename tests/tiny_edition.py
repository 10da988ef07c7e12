"""A sound edition as small as one can be that has something of everything; for the tests of `validate`.

`FILES` maps file names to YAML. `faulty` changes it; in what is put in, `«code»` stands where an error of
that code must be found, `«?code»` where a warning must be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from publish.artifacts import Source
from publish.load.tree import read_tree
from publish.report import Report
from publish.validate import validate

FOLDER = PurePosixPath("chapters/tiny-2020")
MARKER = re.compile(r"«(\??)([a-z-]+)»")

Change = tuple[str, str, str]
"""A file, what stands in it, and what is put in its place."""

FILES: Mapping[str, str] = {
    "edition.yaml": """\
title: Mali 2020
subtitle: What was done
series: Country briefing
edition: 1
status: final
coverage: {start: 2020-01-01, end: 2020-12-31}
data_cutoff: 2021-04-23
published: 2021-05-01
language: en-GB
source_languages: [English]
countries: [ML]
authors: [{name: Editors}]
keywords: [Mali]
licence: {name: CC BY 4.0, spdx: CC-BY-4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
corrections: Errors are put right in a new revision.
chapters:
  - summary
  - abuses
lexicon:
  - {avoid: real ammunition, use: live ammunition, why: A mistranslation.}
format: 2
""",
    "summary.yaml": """\
title: Summary
numbered: false
blocks:
  - kind: prose
    text: Civilians were killed; see [#abuses] and [#sources]. [:fr Le coup] came on [=coup.date|no-year].
  - kind: key-figures
    items:
      - {figure: displaced.displaced, label: people displaced within the country, see: "[#t-displaced]"}
  - kind: statistic-table
    id: t-displaced
    caption: People displaced
    figures: [displaced.displaced]
  - kind: chronology
  - kind: definitions
    codebook: abbreviations
""",
    "abuses.yaml": """\
title: Abuses and violations
blocks:
  - kind: prose
    id: armed
    heading: Armed groups
    text: |
      In Sinda [=sinda.killed] people died on 5 and 6 February 2020,[!sinda.killed] [=sinda.killed|children]
      among them. The [UN](https://www.un.org/) said so.[^un] It called the *abuses* war crimes.[!war-crimes]

      Nobody was charged in 2020–2021.[!no-inquiry] One of [~three] causes was given.
    notes:
      un: The mission [@SC952, para. 3] gave the number.
  - kind: prose
    id: army
    level: 3
    heading: The army
    text: "At Niono, [=niono.killed|unit, capital] were found.[!niono; niono.killed]"
  - kind: prose
    id: courts
    level: 3
    heading: The courts
    text: >-
      The trial opened on [=sanogo.opened].[!sanogo] In all, [=total-killed.killed|words] died.[!total-killed]
  - kind: prose
    heading: Where things stand
    text: Much remains to be done.
  - kind: incident-table
    id: t-killed
    caption: Civilians killed
    where: {measures: [killed]}
    measures: [killed]
  - kind: chart
    id: f-killed
    caption: Civilians killed, by month
    unit: civilians
    where: {measures: [killed]}
    measure: killed
    table: t-killed
  - kind: proceeding-table
    id: t-trials
    caption: Trials
    proceedings: [sanogo]
    columns: [court, accused]
  - kind: table
    id: t-words
    caption: Words[^words]
    columns: [{head: Word}, {head: Meaning}]
    rows:
      - [abuse, "what a group does [@AIR]"]
    notes: {words: As the UN uses them.}
  - kind: list
    lead: "Two things follow:"
    items: [the first, the second]
  - kind: callout
    title: How to read a figure
    text: A number is read with its qualifier.
""",
    "records/incidents.yaml": """\
incidents:
  - id: sinda
    title: Attack on Sinda
    date: 2020-02-05/2020-02-06
    place: sinda
    themes: [armed-conflict]
    violations: [killing-by-non-state-actor]
    actors:
      - {actor: isgs, role: perpetrator, attribution: attributed-by-source, attributed_by: minusma}
    figures:
      - measure: killed
        best: 14
        unit: civilians
        includes: [{best: 2, of: children, age: child}]
        citations: ["SC952, para. 3"]
        verification: contested
        preferred: true
        preference_reason: Counted by name.
        remark: A security source gave [=sinda.killed-press].
      - id: killed-press
        measure: killed
        best: 15
        unit: civilians
        citations: [AIR]
        verification: single-source
    citations: [SC952]
    verification: verified
  - id: niono
    title: Killings at Niono
    date: 2020-06
    place: mopti
    themes: [military-operation]
    violations: [extrajudicial-execution]
    actors:
      - {actor: army, role: perpetrator, attribution: admitted}
    figures:
      - measure: killed
        best: 23
        qualifier: at-least
        unit: civilians
        citations: [SC952]
        verification: verified
      - measure: injured
        best: 1
        unit: civilians
        unit_one: civilian
        citations: [SC952]
        verification: verified
      - id: wounded
        measure: affected
        best: 1
        unit: women
        unit_one: woman
        part_of: niono.injured
        citations: [SC952]
        verification: verified
    citations: [SC952]
    verification: verified
""",
    "records/statistics.yaml": """\
statistics:
  - id: displaced
    title: Displaced people
    topic: displacement
    place: mali
    figures:
      - measure: displaced
        best: 280000
        qualifier: about
        unit: people
        as_of: 2020-07-30
        origin: minusma
        attributed_to: amnesty
        citations: [AIR]
        verification: verified
  - id: total-killed
    title: All killed
    topic: killings
    total:
      measure: killed
      where: {incidents: [sinda, niono]}
      unit: civilians
""",
    "records/proceedings.yaml": """\
proceedings:
  - id: sanogo
    title: Trial of Amadou Sanogo
    court: court
    accused: A general
    people: [sanogo]
    charge: Murder
    offence: 2012-04
    charged: 2013-12
    opened: 2016-11-30
    suspended: 2020-01
    status: trial-suspended
    as_of: 2020-12-31
    outcome: None yet
    steps:
      - {date: 2020-01, text: The trial is suspended.}
    citations: [AIR]
    verification: verified
""",
    "records/events.yaml": """\
events:
  - id: coup
    date: 2020-08-18
    place: bamako
    chronicle: Soldiers take power.
    citations: [SC952]
    verification: verified
  - id: first-coup
    date: 2012-03-22
    context: true
    chronicle: Soldiers take power for the first time.
    citations: [AIR]
    verification: verified
""",
    "records/claims.yaml": """\
claims:
  - id: war-crimes
    says: These acts are war crimes.
    kind: legal-characterisation
    attributed_to: amnesty
    citations: [AIR]
    verification: verified
  - id: no-inquiry
    says: No inquiry was opened.
    kind: absence
    as_of: 2020-12-31
    citations: [AIR]
    verification: verified
  - id: spare
    says: A thing not printed yet.
    citations: [AIR]
    verification: verified
""",
    "records/actors.yaml": """\
actors:
  - {id: isgs, name: Islamic State in the Greater Sahara, short: ISGS, kind: armed-group}
  - {id: government, name: Government of Mali, kind: government}
  - {id: army, name: Malian Armed Forces, kind: state-forces, parent: government}
  - {id: minusma, name: MINUSMA, kind: international}
  - {id: court, name: Assize Court, kind: court}
  - {id: amnesty, name: Amnesty International, kind: civil-society}
""",
    "records/places.yaml": """\
places:
  - {id: mali, name: Mali, level: country}
  - {id: bamako, name: Bamako, level: district, parent: mali}
  - {id: mopti, name: Mopti, level: region, parent: mali}
  - {id: sinda, name: Sinda, level: locality, parent: mopti, variants: [Siba]}
""",
    "records/people.yaml": """\
people:
  - id: sanogo
    name: Amadou Sanogo
    pronoun: he
    role: A general on trial
    naming: court-record
    standings:
      - {status: charged, as_of: 2013-12, court: court, citations: [AIR]}
      - {status: on-trial, as_of: 2016-11-30, court: court, citations: [AIR]}
""",
    "records/abbreviations.yaml": """\
abbreviations:
  - {short: UN, long: United Nations}
""",
    "sources.yaml": """\
sources:
  - id: SC952
    type: report
    title: Report on Mali
    author: [{literal: Secretary-General}]
    issued: 2020-09-29
    seen: passage
  - id: AIR
    type: chapter
    title: Mali
    author: [{literal: Amnesty International}]
    issued: 2021-04
    seen: passage
""",
    "waivers.yaml": """\
waivers:
  - check: unused-record
    record: spare
    reason: It will be printed in the next revision.
    by: The editor
    date: 2021-04-30
    expires: 2021-12-31
""",
}


def source_of(files: Mapping[str, str], report: Report) -> Source:
    """The files as `load` gives them."""
    read = {
        PurePosixPath(name): read_tree(FOLDER / name, text, report) for name, text in sorted(files.items())
    }
    return Source(FOLDER, {path: file for path, file in read.items() if file}, frozenset())


def faulty(changes: Iterable[Change]) -> dict[str, str]:
    """The files with changes, markers and all."""
    files = dict(FILES)
    for name, old, new in changes:
        assert old in files.get(name, ""), f"{name} has no {old!r}"
        files[name] = files[name].replace(old, new, 1)
    return files


def unmarked(files: Mapping[str, str]) -> dict[str, str]:
    """The files as an editor would have written them."""
    return {name: MARKER.sub("", text) for name, text in files.items()}


def wanted(files: Mapping[str, str]) -> list[str]:
    """What the markers say must be reported, as `file:line:column: severity[code]`."""
    found = []
    for name, text in files.items():
        for marker in MARKER.finditer(text):
            before = MARKER.sub("", text[: marker.start()])
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            severity = "warning" if marker[1] else "error"
            found.append(f"{FOLDER / name}:{line}:{column}: {severity}[{marker[2]}]")
    return sorted(found)


def reported(files: Mapping[str, str]) -> list[str]:
    """What load and validate report, in the same form."""
    return sorted(f"{one.span}: {one.fault.severity}[{one.fault.code}]" for one in report_of(files))


def report_of(files: Mapping[str, str]) -> Report:
    """The report on an edition."""
    report = Report()
    validate(source_of(files, report), report)
    return report
