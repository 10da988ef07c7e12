"""Words: no typed figures, one spelling of names and dates, nothing that judges or dates badly.

Every check looks at the bare words of a passage, where marks and addresses are gaps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .. import faults
from ..house_style import ONES, TENS
from ..model.base import Model
from ..model.codebook import ActorKind
from ..model.records import Abbreviation, Actor, Person, Place
from ..model.source import Source
from ..report import Report
from .entry import nearest
from .passage import GAP, PLAIN, Passage, Role
from .reading import Reading
from .words import Phrases, whole_words

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_UNITS = "|".join(ONES[1:10])
_TENS = "|".join(TENS)

DATE = re.compile(rf"(?<![\w.,]){_DAY}(?:(?:\s?[–-]\s?|,?\s(?:and|to|or)\s|,\s){_DAY})*\s{_MONTH}\b")
"""Days of a month as the house writes them: `10 July`, `10–12 July`, `3 and 5 June`."""
_OF_YEAR = r"(?:,?\s(?P<year>\d{4})\b)?"
AMERICAN = re.compile(rf"\b(?P<month>{_MONTH})\s(?P<day>{_DAY})(?:st|nd|rd|th)?(?!\d){_OF_YEAR}")
ORDINAL = re.compile(rf"\b(?P<day>{_DAY})(?:st|nd|rd|th)\s(?:of\s)?(?P<month>{_MONTH}){_OF_YEAR}")
ISO = re.compile(r"(?<![\w/-])(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?(?![\w/-])")
YEAR = re.compile(r"(?:[a-z]+-)?(?:19|20)\d\d(?:[–/-](?:19|20)?\d\d)?s?(?:-[a-z]+)?")
DIGITS = re.compile(r"(?<![\w/.,–-])[\w/.,–-]*\d[\w/.,–-]*")
NUMBER_WORD = re.compile(
    rf"(?<![\w-])(?:(?:{_TENS})(?:-(?:{_UNITS}))?|{'|'.join(ONES[3:])}"
    r"|tens|dozens?|hundreds?|thousands?|millions?)"
    r"(?!\w|-(?:first|second|third|\w+th)\b)",
    re.IGNORECASE,
)
COUNTED = frozenset({
    *ONES[3:], *TENS, "tens", "dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "million",
    "millions",
})
"""A word of each that `NUMBER_WORD` finds, and so with the others below: most chapters have none of them, and
patterns with so many branches are slow."""
DIGIT = re.compile(r"\d")
PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBC|TBD|FIXME|XXX+)\b|\?\?\?"
    r"|(?i:\blorem\b|\[\s*(?:ISBN|index number|to come|insert)\b[^\]]*\]?)"
)
UNFINISHED = frozenset({"todo", "tbc", "tbd", "fixme", "lorem"})
UNBOUND = re.compile(
    r"(?i)\b(?:currently|at the time of writing|at present|nowadays|recently|to date|so far"
    r"|(?:this|last|next) year)\b"
)
DATED = frozenset({"currently", "writing", "present", "nowadays", "recently", "date", "far", "year"})
LOADED = re.compile(r"(?i)\b(?:murderers?|terrorists?)\b")
JUDGED = frozenset({"murderer", "murderers", "terrorist", "terrorists"})
VIOLATION = re.compile(r"(?i)\bviolations?\b")
VIOLATED = frozenset({"violation", "violations"})
STATE_WORDS = ("army", "authorities", "government", "police", "security forces", "State", "States")
ABBREVIATION = re.compile(
    r"(?<!\w)(?=(?:[A-Z0-9-]*[A-Z]){3})(?P<short>[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*)s?(?!\w)"
)
"""Three capitals or more, digits and hyphens among them: `COVID-19`, `M5-RFP`, `NGOs`."""
CAPITALS = re.compile("[A-Z][A-Z0-9-]")
"""What every abbreviation has."""
ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
SENTENCE = re.compile(r"[^.!?]+(?:[.!?]+(?!\s)[^.!?]+)*[.!?]*")


def numbers_and_dates(reading: Reading, report: Report) -> None:
    """No number is typed; dates are written day, month, year."""
    shield, counted = _shield(reading, (DIGITS, NUMBER_WORD)), reading.words.has(COUNTED)
    for passage in reading.passages:
        if not (counted or DIGIT.search(passage.bare) or "%" in passage.bare):
            continue
        bare = _shielded(passage.bare, shield)
        for pattern in (AMERICAN, ORDINAL, ISO):
            for found in list(pattern.finditer(bare)):
                fault = faults.date_style(found[0], _house_date(found))
                report.add(passage.span_at(*found.span()), fault, passage.subject)
                bare = _gap(bare, found)
        if passage.role not in {Role.LINE, Role.IMPRINT}:  # neither bears marks that could print a number
            for start, end in _typed(DATE.sub(lambda found: GAP * len(found[0]), bare)):
                fault = faults.typed_figure(bare[start:end])
                report.add(passage.span_at(start, end), fault, passage.subject)
        for found in re.finditer("%", bare):
            report.add(passage.span_at(*found.span()), faults.percent_sign(), passage.subject)


def plain_words(reading: Reading, report: Report) -> None:
    """No placeholders, no words that judge, no time that depends on the day of reading."""
    words, shield = reading.words, _shield(reading, (LOADED, UNBOUND))
    unfinished, suspect = words.has(UNFINISHED) or words.begin("xxx"), words.has(DATED | JUDGED)
    for passage in reading.passages:
        if unfinished or "[" in passage.bare or "???" in passage.bare:
            for found in PLACEHOLDER.finditer(passage.bare):
                report.add(passage.span_at(*found.span()), faults.placeholder(found[0]), passage.subject)
        if not suspect:
            continue
        bare = _shielded(passage.bare, shield)
        for found in LOADED.finditer(bare):
            report.add(passage.span_at(*found.span()), faults.loaded_word(found[0]), passage.subject)
        for found in UNBOUND.finditer(bare) if passage.role not in PLAIN else ():
            report.add(passage.span_at(*found.span()), faults.unbound_time(found[0]), passage.subject)


def lexicon(reading: Reading, report: Report) -> None:
    """No word that the edition's lexicon rules out, whatever its capitals."""
    entries = reading.imprint.item.lexicon if reading.imprint else ()
    words = {" ".join(entry.avoid.split()).casefold(): entry for entry in entries}
    for passage, start, end in _occurrences(reading, words, re.IGNORECASE):
        written = passage.text[start:end]
        entry = words[" ".join(written.split()).casefold()]
        fault = faults.avoided_word(written, entry.use, entry.why)
        report.add(passage.span_at(start, end), fault, passage.subject)


def spellings(reading: Reading, report: Report) -> None:
    """Names are printed in their recorded spelling only."""
    named = [entry.item for entry in reading.lists.named]
    right = {variant: item.name for item in named for variant in item.variants}
    if not right:
        return
    for name in reading.lists.spellings:
        right.pop(name, None)
    for passage, start, end in _occurrences(reading, right, 0):
        written = " ".join(passage.text[start:end].split())
        fault = faults.variant_spelling(written, right[written])
        report.add(passage.span_at(start, end), fault, passage.subject)


def violations_and_abuses(reading: Reading, report: Report) -> None:
    """`Violation` is said of States only."""
    if not reading.words.has(VIOLATED):
        return
    actors = [entry.item for entry in reading.entries(Actor)]
    groups = {name: actor.kind for actor in actors for name in (actor.name, actor.short) if name}
    armed = whole_words([name for name, kind in groups.items() if kind is ActorKind.ARMED_GROUP])
    others = (ActorKind.STATE_FORCES, ActorKind.GOVERNMENT)
    state = whole_words([*STATE_WORDS, *(name for name, kind in groups.items() if kind in others)])
    for passage in reading.passages:
        if passage.role in PLAIN or not armed or not VIOLATION.search(passage.bare):
            continue
        for sentence in SENTENCE.finditer(passage.bare):
            word, group = VIOLATION.search(sentence[0]), armed.search(sentence[0])
            if word and group and not (state and state.search(sentence[0])):
                start, end = (sentence.start() + at for at in word.span())
                report.add(passage.span_at(start, end), faults.violation_or_abuse(group[0]), passage.subject)


def unknown_abbreviations(reading: Reading, report: Report) -> None:
    """Every abbreviation is recorded, or is a recorded name."""
    kinds: tuple[type[Model], ...] = (Actor, Place, Person, Source)
    if reading.imprint is None or not all(reading.complete(kind) for kind in kinds):
        return
    names = reading.names[Abbreviation]
    if not names.whole:
        return
    other = Phrases((*_complained_of(reading), *names.known))
    known = (name for phrases in (reading.lists.spellings, other) for name in reading.words.possible(phrases))
    shield = whole_words({name for name in known if ABBREVIATION.search(name)})
    for passage in reading.passages:
        if not CAPITALS.search(passage.running):
            continue
        bare = PLACEHOLDER.sub(lambda found: GAP * len(found[0]), _shielded(passage.running, shield))
        for found in ABBREVIATION.finditer(bare):
            if not ROMAN.fullmatch(found["short"]):
                fault = faults.unknown_abbreviation(found["short"], nearest(found["short"], names.known))
                report.add(passage.span_at(*found.span("short")), fault, passage.subject)


def _complained_of(reading: Reading) -> Iterator[str]:
    """Words and spellings that other checks refuse, with better advice."""
    yield from (entry.avoid for entry in (reading.imprint.item.lexicon if reading.imprint else ()))
    yield from (variant for entry in reading.lists.named for variant in entry.item.variants)


def _typed(bare: str) -> Iterator[tuple[int, int]]:
    """Where numbers are typed, in digits or in words."""
    for found in DIGITS.finditer(bare):
        written = found[0].strip("/.,–-")
        start = found.start() + found[0].index(written)
        if not YEAR.fullmatch(written) and not ABBREVIATION.fullmatch(written):
            yield start, start + len(written)
    for found in NUMBER_WORD.finditer(bare):
        yield found.span()


def _house_date(found: re.Match[str]) -> str:
    parts = found.groupdict()
    month = parts.get("month") or MONTHS[int(parts["number"]) - 1]
    day = str(int(parts["day"])) if parts["day"] else ""
    return " ".join(part for part in (day, month, parts["year"]) if part)


def _occurrences(
    reading: Reading, words: Iterable[str], flags: int
) -> Iterator[tuple[Passage, int, int]]:
    """Where whole words or phrases stand, except within recorded names that hold them."""
    pattern = whole_words(reading.words.possible(Phrases(words)), flags)
    if pattern is None:
        return
    shield = _shield(reading, (pattern,))
    for passage in reading.passages:
        for found in pattern.finditer(_shielded(passage.bare, shield)):
            yield passage, *found.span()


def _shield(reading: Reading, patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str] | None:
    """A pattern of the recorded names that a check would trip over."""
    names = reading.words.possible(reading.lists.spellings)
    return whole_words({name for name in names for one in patterns if one.search(name)})


def _shielded(bare: str, shield: re.Pattern[str] | None) -> str:
    return shield.sub(lambda found: GAP * len(found[0]), bare) if shield else bare


def _gap(bare: str, found: re.Match[str]) -> str:
    return bare[: found.start()] + GAP * len(found[0]) + bare[found.end() :]
