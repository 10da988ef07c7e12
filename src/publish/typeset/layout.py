"""One take set: its pages, drawn, and what the engine dropped or fell back on, as diagnostics.

A pure function of the take, the sheets, the pictures and the fonts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache, partial

from msgspec.structs import replace

from ..artifacts import Take
from ..fragment import Body, Fragment, Restyled, fragment_of
from ..recall import Recall
from ..report import Report
from ..undisturbed import run_fast
from .finishing import finish
from .hyphens import languages_in, recall_patterns
from .jobs import Job
from .places import Places
from .press import Shop, open_shop
from .reading import read_sheets
from .relay import set_in_stints
from .settle import Settled, settle
from .stylesheet import Sheet, Stylesheet

_ID = re.compile(r'\bid="([^"]+)"')


def make_ready(stylesheet: Stylesheet, languages: Iterable[str], recall: Recall) -> None:
    """Read the sheets, the fonts and the patterns of languages, for the takes to come; raises `Restyled`."""
    fonts = _shop(stylesheet, stylesheet.digest).fonts
    fonts.recall_by(recall)
    for family in fonts.families:
        fonts.repertoire(family)
    recall_patterns(languages, recall, at_once=True)


def font_files(stylesheet: Stylesheet, style: str) -> Mapping[str, tuple[bytes, ...]]:
    """The typefaces with which takes are set, with their files; raises `Restyled`."""
    return {family: tuple(files) for family, files in _shop(stylesheet, style).fonts.families.items()}


def set_take(job: Job) -> Fragment:
    """The pages of one take, with what was found wrong with them; raises `Restyled`."""
    return run_fast(lambda: _set(job))


def _set(job: Job) -> Fragment:
    shop = _shop(job.stylesheet, job.style)
    shop.fonts.recall_by(job.recall)
    places = Places(job.take.parts, partial(_sheets, job.stylesheet, job.style), job.stylesheet.edition)
    fragment = set_in_stints(job, shop, places) if job.inside else None  # stints see to the style themselves
    if fragment is None:
        recall_patterns(languages_in(job.take.html), job.recall)
        fragment = _set_whole(job.take, shop, places)
        _require(job.stylesheet, job.style)  # pictures are read only while pages are set
    return fragment


def _set_whole(take: Take, shop: Shop, places: Places) -> Fragment:
    report, press = Report(), shop.press(take)
    settled = settle(press)
    drawn = finish(press, settled, places, report)
    fragment = drawn.fragment if drawn else fragment_of(Body(()))
    lost = _lost(settled, fragment, take)
    return replace(fragment, repairs=settled.repairs, findings=tuple(report), lost=lost)


def _lost(settled: Settled, fragment: Fragment, take: Take) -> tuple[str, ...]:
    """The ids that the pages lack for a reason that was told: notes, or all if there are no pages."""
    if settled.broken is not None or not fragment.pages:
        return tuple(_ID.findall(take.html))
    return tuple(trouble.note.get("id", "") for trouble in settled.troubles)


@lru_cache(1)
def _shop(stylesheet: Stylesheet, style: str) -> Shop:
    shop = open_shop(stylesheet)
    _require(stylesheet, style)
    return shop


@lru_cache(1)
def _sheets(stylesheet: Stylesheet, style: str) -> tuple[Sheet, ...]:
    sheets = read_sheets(stylesheet, Report())
    _require(stylesheet, style)
    return sheets


def _require(stylesheet: Stylesheet, style: str) -> None:
    """What was read until now must be what the fragment is remembered under; `Restyled` if it is not."""
    if stylesheet.digest != style:
        raise Restyled
