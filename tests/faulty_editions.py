"""A specimen for every check of `validate`: the tiny edition changed, with a marker at each finding."""

from __future__ import annotations

from tiny_edition import Change

CHAPTER, SUMMARY, EDITION = "abuses.yaml", "summary.yaml", "edition.yaml"
INCIDENTS, STATISTICS, TRIALS = (
    "records/incidents.yaml",
    "records/statistics.yaml",
    "records/proceedings.yaml",
)
EVENTS, CLAIMS, ACTORS = "records/events.yaml", "records/claims.yaml", "records/actors.yaml"
PLACES, PEOPLE, SHORTS = "records/places.yaml", "records/people.yaml", "records/abbreviations.yaml"
SOURCES, WAIVERS = "sources.yaml", "waivers.yaml"
REMAINS = "Much remains to be done."
LONG = "Nobody was found who could say what became of all those people there."


def prose(text: str) -> Change:
    """Another text for the last section."""
    return CHAPTER, f"text: {REMAINS}", f"text: {text}"


MODELS: dict[str, list[Change]] = {
    "a key that a record does not have": [
        (INCIDENTS, "date: 2020-06", "date: 2020-06\n    «unknown-key»dat: 2020")
    ],
    "a list file with another key": [(ACTORS, "actors:", "«missing-key»«unknown-key»actor:")],
    "a list file without items": [
        (SHORTS, "\n  - {short: UN, long: United Nations}", ""),
        (SHORTS, "abbreviations:", "«empty-value»abbreviations:"),
    ],
    "a list file whose list is text": [
        (SHORTS, "\n  - {short: UN, long: United Nations}", " «list-expected»none")
    ],
    "a block of an unknown kind": [(CHAPTER, "kind: callout", "kind: «unknown-kind»callot")],
    "a chapter that writes its own id": [
        (CHAPTER, "title: Abuses", "«unknown-key»id: abuses\ntitle: Abuses")
    ],
    "a chapter without its file": [(EDITION, "  - abuses", "  - abuses\n  - «missing-chapter»abusses")],
    "a chapter listed twice": [(EDITION, "  - abuses", "  - abuses\n  - «duplicate-id»abuses")],
    "an edition without a title": [(EDITION, "title: Mali 2020\n", "«missing-key»")],
}

NAMES: dict[str, list[Change]] = {
    "two records under one id": [
        (EVENTS, "- id: coup", "- id: «duplicate-id»sinda"),
        (SUMMARY, "[=coup.date|no-year]", "then"),
    ],
    "a late event under the id of an early one": [
        (EVENTS, "date: 2020-08-18", "date: 2012-03-21\n    context: true"),
        (EVENTS, "citations: [SC952]", "citations: [OLD]"),
        (
            EVENTS,
            "id: first-coup\n    date: 2012-03-22\n    context: true",
            "id: «duplicate-id»coup\n    date: 2020-08-18",
        ),
        (SOURCES, "sources:", "sources:\n  - {id: OLD, type: book, title: X, "
         "author: [{literal: X}], issued: 2013, seen: passage}"),
    ],
    "two blocks under one id": [(CHAPTER, "id: f-killed", "id: «duplicate-id»t-killed")],
    "a block named like a chapter": [(CHAPTER, "id: armed", "id: «duplicate-id»summary")],
    "two sources under one id": [
        (SOURCES, "id: AIR", "id: «duplicate-id»SC952"),
        *[(name, "AIR", "SC952") for name in (CHAPTER, INCIDENTS, STATISTICS, TRIALS, PEOPLE, PEOPLE)],
        (EVENTS, "[AIR]", "[SC952]"),
        *[(CLAIMS, "[AIR]", "[SC952]")] * 3,
    ],
    "two actors under one id": [
        (ACTORS, "{id: amnesty", "{id: «duplicate-id»minusma"),
        (STATISTICS, "amnesty", "minusma"),
        (CLAIMS, "amnesty", "minusma"),
    ],
    "two abbreviations alike": [
        (
            SHORTS,
            "  - {short: UN, long: United Nations}",
            "  - {short: UN, long: United Nations}\n  - {short: «duplicate-id»UN, long: Unity}",
        )
    ],
    "a block with an id of the house": [(CHAPTER, "id: armed", "id: «reserved-id»contents")],
    "a block with an id like a note’s": [(CHAPTER, "id: armed", "id: «reserved-id»note-1")],
    "a figure named like a date": [(INCIDENTS, "- id: wounded", "- id: «reserved-id»date")],
    "two figures of one name": [
        (
            STATISTICS,
            "  - id: total-killed",
            """\
      - measure: «duplicate-figure»displaced
        best: 300000
        unit: people
        as_of: 2020-08
        citations: [AIR]
        verification: verified
  - id: total-killed""",
        )
    ],
}

REFERENCES: dict[str, list[Change]] = {
    "an unknown actor": [(INCIDENTS, "{actor: isgs", "{actor: «unknown-name»isgz")],
    "an unknown actor who attributes": [
        (INCIDENTS, "attributed_by: minusma", "attributed_by: «unknown-name»minuma")
    ],
    "an unknown counter": [(STATISTICS, "origin: minusma", "origin: «unknown-name»minuma")],
    "an unknown speaker": [(STATISTICS, "attributed_to: amnesty", "attributed_to: «unknown-name»amnesti")],
    "an unknown place": [(INCIDENTS, "place: mopti", "place: «unknown-name»mopty")],
    "an unknown parent of a place": [(PLACES, "parent: mopti", "parent: «unknown-name»moptie")],
    "an unknown parent of an actor": [(ACTORS, "parent: government", "parent: «unknown-name»goverment")],
    "an unknown court": [(TRIALS, "court: court", "court: «unknown-name»court-of-appeal")],
    "an unknown person": [(TRIALS, "people: [sanogo]", "people: [«unknown-name»sanago]")],
    "an unknown incident in a sum": [
        (STATISTICS, "incidents: [sinda, niono]", "incidents: [sinda, niono, «unknown-name»nioni]")
    ],
    "an unknown proceeding in a table": [
        (CHAPTER, "proceedings: [sanogo]", "proceedings: [sanogo, «unknown-name»x]")
    ],
    "a chart without its table": [(CHAPTER, "table: t-killed", "table: «unknown-name»t-kiled")],
    "a chart whose table is none": [(CHAPTER, "table: t-killed", "table: «unknown-name»armed")],
    "an unknown key figure": [
        (SUMMARY, "{figure: displaced.displaced", "{figure: «unknown-figure»displaced.moved")
    ],
    "an unknown figure in a table": [
        (SUMMARY, "figures: [displaced.displaced]", "figures: [«unknown-record»displacd.displaced]")
    ],
    "a part of an unknown figure": [
        (INCIDENTS, "part_of: niono.injured", "part_of: «unknown-figure»niono.hurt")
    ],
    "a citation of an unknown source": [
        (INCIDENTS, '["SC952, para. 3"]', '[«unknown-source»"SC925, para. 3"]')
    ],
    "a place that lies in itself": [
        (PLACES, "level: country}", "level: country, parent: «circular-reference»sinda}")
    ],
    "a court that is a ministry": [(TRIALS, "court: court", "court: «unfit-court»government")],
}

MARKS: dict[str, list[Change]] = {
    "a figure of an unknown record": [prose('"It killed «unknown-record»[=sindo.killed] there.[!sinda]"')],
    "an unknown figure": [prose('"It killed «unknown-figure»[=sinda.kiled] there.[!sinda]"')],
    "the second of two equal marks": [
        prose("|\n      [=sinda.date] [!sinda]\n\n      And «unsourced-figure»[=sinda.date] then.")
    ],
    "a figure in a folded text": [
        prose(">-\n      It was said that\n      «unknown-figure»[=sinda.kiled] died.[!sinda]")
    ],
    "a date that is not set": [prose('"On «unset-date»[=sanogo.verdict] it ended.[!sanogo]"')],
    "an as-of date that is not set": [prose('"On «unset-date»[=niono.killed|as-of] it held.[!niono]"')],
    "an ambiguous measure": [
        (INCIDENTS, "- measure: injured", "- id: hurt\n        measure: «undecided-figure»affected"),
        (INCIDENTS, "part_of: niono.injured", "qualifier: exactly"),
        prose('"There, «ambiguous-figure»[=niono.affected] was hurt.[!niono]"'),
    ],
    "two figures in one mark": [prose('"It killed «crowded-mark»[=sinda.killed; niono.killed].[!sinda]"')],
    "an unknown option": [prose('"It killed «unknown-option»[=sinda.killed|word].[!sinda]"')],
    "two options that exclude each other": [
        prose('"It killed «unknown-option»[=sinda.killed|words, numeral].[!sinda]"')
    ],
    "an option of figures for a date": [prose('"On «unknown-option»[=sinda.date|words] it came.[!sinda]"')],
    "an empty option": [prose('"It killed «unknown-option»[=sinda.killed|].[!sinda]"')],
    "evidence of an unknown record": [prose('"It was so.«unknown-record»[!sindo]"')],
    "evidence that is a date": [prose('"It was so.«unknown-figure»[!sinda.date]"')],
    "an empty citation": [prose('"It was so.«empty-mark»[@]"')],
    "a citation of no source": [prose('"It was so.«unknown-source»[@SC951, para. 3; AIR]"')],
    "a reference to nothing": [prose('"See «unknown-target»[#t-kiled]."')],
    "a call of no note": [prose('"It was so.«unknown-note»[^un]"')],
    "a note in a chronicle": [
        (EVENTS, "chronicle: Soldiers take power.", 'chronicle: "Soldiers take power.«unknown-note»[^x]"')
    ],
    "a note that nobody calls": [
        (CHAPTER, "The [UN](https://www.un.org/) said so.[^un]", "The UN said so."),
        (CHAPTER, "      un: The", "      «unused-note»un: The"),
    ],
    "a note in a heading": [
        (CHAPTER, "heading: Armed groups", 'heading: "Armed groups«misplaced-mark»[^un]"')
    ],
    "a citation in the title of a callout": [
        (CHAPTER, "title: How to read a figure", 'title: "How to read a figure«misplaced-mark»[@AIR]"')
    ],
    "a mark in the title of a chapter": [
        (CHAPTER, "title: Abuses and violations", 'title: "«misplaced-mark»[=sinda.killed] abuses"')
    ],
    "a mark in a plain line": [
        (INCIDENTS, "title: Attack on Sinda", 'title: "Attack on «misplaced-mark»[#sinda]"')
    ],
    "evidence in the caption of a chart": [
        (CHAPTER, "caption: Civilians killed, by month", 'caption: "By month«misplaced-mark»[!sinda]"')
    ],
    "a note in a source line": [
        (CHAPTER, "    notes: {words", '    source: "a list«misplaced-mark»[^words]"\n    notes: {words')
    ],
    "evidence in a source line": [
        (CHAPTER, "    notes: {words", '    source: "a list«misplaced-mark»[!sanogo]"\n    notes: {words')
    ],
    "evidence in the label of a key figure": [
        (SUMMARY, "label: people displaced within", 'label: "people«misplaced-mark»[!displaced]"'),
        (SUMMARY, " the country, see", ", see"),
    ],
    "evidence in the chronology": [
        (EVENTS, "chronicle: Soldiers take power.", 'chronicle: "Soldiers rise.«misplaced-mark»[!coup]"')
    ],
    "evidence in a step of a proceeding": [
        (TRIALS, "text: The trial is suspended.", 'text: "The trial stops.«misplaced-mark»[!sanogo]"')
    ],
    "a figure in the imprint": [
        (EDITION, "corrections: Errors", 'corrections: "«misplaced-mark»[=sinda.killed] errors'),
        (EDITION, "are put right in a new revision.", 'are put right in a new revision."'),
    ],
    "a typed number in a disclaimer": [
        (EDITION, "lexicon:", 'disclaimers: ["It took «misplaced-mark»[~five] weeks."]\nlexicon:')
    ],
    "a citation in a note on the coverage": [
        (EDITION, "lexicon:", 'coverage_note: "It is so.«misplaced-mark»[@AIR]"\nlexicon:')
    ],
    "a mark in a term": [
        (
            CHAPTER,
            "  - kind: callout",
            """\
  - kind: definitions
    items: [{term: "Abuse «misplaced-mark»[#sinda]", text: What a group does.}]
  - kind: callout""",
        )
    ],
    "a note longer than a page": [
        (CHAPTER, "      un: The", f"      «wordy-note»un: {'So it was. ' * 100}The")
    ],
    "a remark longer than a page": [
        (INCIDENTS, "        remark: A", f"        «wordy-note»remark: {'So it was. ' * 100}A")
    ],
    "a note within a note": [(CHAPTER, "gave the number.", "gave the number.«note-within-note»[^un]")],
    "a foreign phrase without a language": [prose('"A «unknown-language»[:French coup]."')],
    "a foreign phrase without words": [prose('"A «empty-mark»[:fr] coup."')],
    "a mark that is not closed": [prose('"It killed «unclosed-mark»[=sinda.killed people.[!sinda]"')],
    "a mark with a space before its sign": [prose('"It killed «unreadable-mark»[ =sinda.killed] people."')],
    "a mark without its sign": [prose('"It killed «unreadable-mark»[sinda.killed] people."')],
    "a citation without its sign": [
        prose('"It was so «unreadable-mark»[«typed-figure»SC952, para. «typed-figure»3]."')
    ],
}

MARKDOWN: dict[str, list[Change]] = {
    "a heading in a text": [prose('"«unsupported-markdown»## Background"')],
    "a list in a text": [prose("|\n      These:\n\n      «unsupported-markdown»- the first")],
    "a numbered list in a text": [prose("|\n      «unsupported-markdown»«typed-figure»1. the first")],
    "a quotation in a text": [prose('"«unsupported-markdown»> It was so."')],
    "code in a text": [prose('"It was «unsupported-markdown»`so."')],
    "a picture in a text": [prose('"It was «unsupported-markdown»![so](https://example.org/x.png)."')],
    "HTML in a text": [prose('"It was «unsupported-markdown»<b>so."')],
    "a table in a text": [prose("|\n      «unsupported-markdown»| a | b |")],
    "a link into the disk": [prose('"It was [so](«refused-link»file:///etc/passwd)."')],
    "a link that runs a program": [prose('"It was [so](«refused-link»javascript:alert)."')],
    "a link with a space in its address": [prose('"The «broken-link»[UN](https://www.un. org/) said so."')],
    "a broken link beside sound ones with brackets": [
        prose(
            '"The [UN [in Mali]](https://www.un.org/a_(b)) and '
            'the «broken-link»[UN](https://www.un. org/) said so."'
        )
    ],
    "a link that is not closed": [prose('"The «broken-link»[UN](https://www.un.org/ said so."')],
    "a link to a neighbour": [prose('"It was [so](«refused-link»../x.pdf)."')],
}

USE: dict[str, list[Change]] = {
    "a source that nobody cites": [
        (
            SOURCES,
            "sources:",
            "sources:\n  - {id: «unused-source»XX, type: book, title: X, "
            "author: [{literal: X}], issued: 2020, seen: passage}",
        )
    ],
    "an abbreviation that nobody uses": [
        (SHORTS, "Nations}", "Nations}\n  - {short: «unused-abbreviation»AU, long: African Union}")
    ],
    "a person whom no text names": [
        (TRIALS, "title: Trial of Amadou Sanogo", "title: Trial of General Sanogo"),
        (PEOPLE, "name: Amadou Sanogo", "name: «?unused-person»Amadou Sanogo"),
    ],
    "a record that is printed nowhere": [
        (
            CLAIMS,
            "claims:",
            "claims:\n  - {id: «?unused-record»more, says: More., citations: [AIR], verification: verified}",
        )
    ],
}

DATES: dict[str, list[Change]] = {
    "an incident after the period": [
        (INCIDENTS, "date: 2020-06", "date: «outside-coverage»2021-01"),
        (SOURCES, "issued: 2020-09-29", "issued: 2021"),
    ],
    "an event before the period": [
        (EVENTS, "    date: 2020-08-18", "    date: «outside-coverage»2010-08-18")
    ],
    "a step outside the period": [(TRIALS, "{date: 2020-01,", "{date: «outside-coverage»2016-01,")],
    "background that is none": [
        (INCIDENTS, "date: 2020-06", "date: 2020-06\n    context: «?needless-context»true")
    ],
    "a charge before the offence": [(TRIALS, "charged: 2013-12", "charged: «impossible-order»2011-12")],
    "a trial suspended before it opened": [
        (TRIALS, "suspended: 2020-01", "suspended: «impossible-order»2015-01")
    ],
    "a verdict after the status": [
        (TRIALS, "as_of: 2020-12-31", "verdict: 2021-02\n    as_of: «impossible-order»2020-12-31")
    ],
    "standings in the wrong order": [
        (PEOPLE, "status: on-trial, as_of: 2016-11-30", "status: on-trial, as_of: «impossible-order»2012")
    ],
    "a standing after publication": [
        (PEOPLE, "status: on-trial, as_of: 2016-11-30", "status: on-trial, as_of: «impossible-order»2022")
    ],
    "a status after publication": [
        (TRIALS, "as_of: 2020-12-31", "as_of: «impossible-order»2021-05-02")
    ],
    "a claim for a day after publication": [
        (CLAIMS, "as_of: 2020-12-31", "as_of: «impossible-order»2021-06")
    ],
    "a figure for a day after publication": [
        (STATISTICS, "as_of: 2020-07-30", "as_of: «impossible-order»2022-07-30")
    ],
    "a source read before it was issued": [
        (SOURCES, "issued: 2020-09-29", "issued: 2020-09-29\n    accessed: «impossible-order»2020-09-28")
    ],
    "a source read after publication": [
        (SOURCES, "issued: 2020-09-29", "issued: 2020-09-29\n    accessed: «impossible-order»2021-05-02")
    ],
    "a source after the cut-off": [(SOURCES, "issued: 2021-04", "issued: «late-source»2021-05")],
    "a source before its event": [
        (SOURCES, "issued: 2020-09-29", "issued: 2020-07"),
        (EVENTS, "citations: [SC952]", "citations: [«report-before-event»SC952]"),
    ],
    "a cut-off after publication": [
        (EDITION, "data_cutoff: 2021-04-23", "data_cutoff: «impossible-order»2021-06-01")
    ],
    "publication before the end of the period": [
        (EDITION, "end: 2020-12-31", "end: 2021-12-31"),
        (EDITION, "published: ", "published: «impossible-order»"),
    ],
    "an absence without a date": [
        (CLAIMS, "kind: absence\n    as_of: 2020-12-31", "kind: «undated-absence»absence")
    ],
    "a standing figure without a date": [
        (STATISTICS, "measure: displaced\n", "measure: «undated-figure»displaced\n"),
        (STATISTICS, "        as_of: 2020-07-30\n", ""),
    ],
    "a year in the title that is not covered": [
        (EDITION, "title: Mali 2020", "title: «unexplained-title-year»Mali 2021")
    ],
}

FIGURES: dict[str, list[Change]] = {
    "several figures and no preferred one": [
        (INCIDENTS, "        preferred: true\n        preference_reason: Counted by name.\n", ""),
        (INCIDENTS, "- measure: killed", "- measure: «undecided-figure»killed"),
    ],
    "two preferred figures": [
        (
            INCIDENTS,
            "        best: 15",
            "        best: 15\n        preference_reason: No.\n        preferred: «two-preferred»true",
        ),
        (CHAPTER, "[=sinda.killed] people", "«ambiguous-figure»[=sinda.killed] people"),
        (
            CHAPTER,
            ",[!sinda.killed] [=sinda.killed|children]",
            ",«ambiguous-figure»[!sinda.killed] «ambiguous-figure»[=sinda.killed|children]",
        ),
    ],
    "a preference without a reason": [
        (
            INCIDENTS,
            "preferred: true\n        preference_reason: Counted by name.",
            "preferred: «unreasoned-preference»true",
        )
    ],
    "a contested figure without a remark": [
        (INCIDENTS, "verification: contested", "verification: «undisclosed-conflict»contested"),
        (INCIDENTS, "        remark: A security source gave [=sinda.killed-press].\n", ""),
    ],
    "a contested claim without a remark": [
        (CLAIMS, "verification: verified", "verification: «undisclosed-conflict»contested")
    ],
    "a contested figure without its note": [
        (CHAPTER, ",[!sinda.killed] [=sinda.killed|children]", ",[@AIR] children"),
        (CHAPTER, "In Sinda [=", "In Sinda «uncalled-conflict»[="),
    ],
    "a part that is greater than its whole": [
        (INCIDENTS, "measure: affected\n        best: 1", "measure: affected\n        best: «greater-part»2")
    ],
    "a sum of a part and its whole": [
        (INCIDENTS, "best: 23\n", "best: 23\n        part_of: sinda.killed\n"),
        (INCIDENTS, "best: 14", "best: 14\n        qualifier: at-least"),
        (STATISTICS, "where: {inc", "where: «double-count»{inc"),
        *[(CHAPTER, "where: {measures", "where: «double-count»{ measures")] * 2,
    ],
    "a table that selects nothing": [
        (
            CHAPTER,
            "where: {measures: [killed]}\n    measures:",
            "where: «empty-selection»{themes: [election]}\n    measures:",
        )
    ],
    "a statistic without figures": [
        (
            STATISTICS,
            "statistics:",
            "statistics:\n  - {id: «unfounded-statistic»«?unused-record»none, title: None, topic: none}",
        )
    ],
    "a number called about that is not round": [
        (STATISTICS, "best: 280000", "best: «?false-precision»287496")
    ],
    "a figure of one without its singular": [
        (INCIDENTS, "unit: women\n        unit_one: woman", "unit: «missing-singular»women")
    ],
}

ATTRIBUTION: dict[str, list[Change]] = {
    "an act attributed by nobody": [
        (
            INCIDENTS,
            "attribution: attributed-by-source, attributed_by: minusma",
            "attribution: «unattributed-act»attributed-by-source",
        )
    ],
    "a characterisation by nobody": [
        (
            CLAIMS,
            "kind: legal-characterisation\n    attributed_to: amnesty",
            "kind: «unattributed-characterisation»legal-characterisation",
        )
    ],
    "an extrajudicial execution by a group": [
        (INCIDENTS, "[killing-by-non-state-actor]", "[«unfit-act»extrajudicial-execution]")
    ],
    "an abduction by the army": [(INCIDENTS, "[extrajudicial-execution]", "[«unfit-act»abduction]")],
}

WORDS: dict[str, list[Change]] = {
    "a number in digits": [prose('"At least «typed-figure»35 died."')],
    "the second of two equal numbers": [prose('"On 5 July 2020 «typed-figure»5 died."')],
    "a number in words": [prose('"At least «typed-figure»thirty-five died."')],
    "a dozen": [prose('"«typed-figure»Dozens died."')],
    "a number in a heading": [(CHAPTER, "heading: The courts", "heading: «typed-figure»Five courts")],
    "a number in a caption": [(CHAPTER, "caption: Trials", "caption: «typed-figure»Three trials")],
    "a number in a note": [(CHAPTER, "gave the number.", "gave «typed-figure»14.")],
    "a number in a remark": [(INCIDENTS, "[=sinda.killed-press]", "«typed-figure»15")],
    "a date in American order": [prose('"On «date-style»July 10, 2020 it came."')],
    "a date with an ordinal": [prose('"On the «date-style»10th of July it came."')],
    "a date as computers write it": [prose('"On «date-style»2020-07-10 it came."')],
    "the sign for per cent": [prose('"A part of «typed-figure»23«percent-sign»% died."')],
    "a word of the lexicon": [prose('"They fired «avoided-word»real ammunition."')],
    "a word of the lexicon over two lines": [
        prose(">-\n      They fired «avoided-word»Real\n      ammunition.")
    ],
    "a variant of a name": [prose('"In «variant-spelling»Siba it was so."')],
    "a placeholder": [prose('"«placeholder»TODO"')],
    "a placeholder of an imprint": [prose('"It is «placeholder»[ISBN: to come]."')],
    "a time that is not bound": [prose('"It is «?unbound-time»currently so."')],
    "a word that judges": [prose('"The «loaded-word»terrorists came."')],
    "a group said to violate": [prose('"ISGS committed «?violation-or-abuse»violations."')],
    "two abbreviations that are not recorded": [
        prose('"The «unknown-abbreviation»OHCHRX and the «unknown-abbreviation»QQQ met."')
    ],
    "an abbreviation with a digit, one in the plural and one that bears a link": [
        prose(
            '"«unknown-abbreviation»COVID-19 and «unknown-abbreviation»NGOs, '
            'says [the «unknown-abbreviation»BBC](https://example.org/BBC)."'
        )
    ],
    "a paragraph said twice": [
        prose(LONG),
        (CHAPTER, "text: A number is read with its qualifier.", f"text: «duplicated-paragraph»{LONG}"),
    ],
}

STRUCTURE: dict[str, list[Change]] = {
    "a figure without evidence": [prose('"It killed «unsourced-figure»[=sinda.killed]."')],
    "a heading alone at its level": [
        (CHAPTER, "    level: 3\n    heading: The courts", "    heading: The courts"),
        (CHAPTER, "heading: The army", "heading: «lone-subheading»The army"),
    ],
    "a title too long for a running head": [
        (CHAPTER, "title: Abuses and violations",
         "title: «?long-running-head»Abuses by armed groups and violations by State forces in the centre"),
    ],
    "a first chapter that runs on": [
        (SUMMARY, "numbered: false\n", "numbered: false\nrun_on: «nothing-to-run-on-from»true\n"),
    ],
    "a chapter that runs on from a turned table": [
        (SUMMARY, "  - kind: statistic-table\n    id: t-displaced\n    caption: People displaced\n"
         "    figures: [displaced.displaced]\n", ""),
        (SUMMARY, "    codebook: abbreviations\n", "    codebook: abbreviations\n"
         "  - kind: statistic-table\n    id: t-displaced\n    caption: People displaced\n"
         "    landscape: true\n    figures: [displaced.displaced]\n"),
        (CHAPTER, "title: Abuses and violations\n",
         "title: Abuses and violations\nrun_on: «runs-on-from-turned-table»true\n"),
    ],
    "a subsection without a section": [
        (CHAPTER, "    heading: Armed groups", "    level: «heading-order»3\n    heading: Armed groups"),
        (CHAPTER, "heading: Where", "heading: «lone-subheading»Where"),
    ],
}

WAIVING: dict[str, list[Change]] = {
    "a waiver of an unknown check": [
        (WAIVERS, "check: unused-record", "check: «unknown-check»unused-recrod"),
        (CLAIMS, "id: spare", "id: «?unused-record»spare"),
    ],
    "a waiver of what cannot be waived": [
        (WAIVERS, "check: unused-record", "check: «unwaivable-check»unknown-key"),
        (CLAIMS, "id: spare", "id: «?unused-record»spare"),
    ],
    "a waiver that nothing needs": [
        (CHAPTER, REMAINS, '"Much remains.[!spare]"'),
        (WAIVERS, "record: ", "record: «unused-waiver»"),
    ],
    "a waiver given twice": [
        (
            WAIVERS,
            "waivers:",
            "waivers:\n  - {check: unused-record, record: spare, reason: Twice., by: The editor, "
            "date: 2021-04-30, expires: 2021-12-31}",
        ),
        (WAIVERS, "- check: unused-record", "- check: «duplicate-waiver»unused-record"),
    ],
    "a waiver that ran out": [
        (WAIVERS, "expires: 2021-12-31", "expires: «expired-waiver»2021-04-30"),
        (CLAIMS, "id: spare", "id: «?unused-record»spare"),
    ],
    "a waiver from after publication": [
        (WAIVERS, "date: 2021-04-30", "date: «late-waiver»2021-06-30"),
        (CLAIMS, "id: spare", "id: «?unused-record»spare"),
    ],
}

SPECIMENS = (
    MODELS
    | NAMES
    | REFERENCES
    | MARKS
    | MARKDOWN
    | USE
    | DATES
    | FIGURES
    | ATTRIBUTION
    | WORDS
    | STRUCTURE
    | WAIVING
)
