"""The dataset in the file, held against the records; and letters that are turned or stretched."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pytest
from msgspec.structs import replace

from proof_book import built, restyled, sound
from publish.artifacts import Manuscript
from publish.proof.checks import dataset, turns
from publish.proof.copy.reading import read


def _with(change: Callable[[bytes], bytes], ending: str) -> Manuscript:
    manuscript = built().manuscript
    return replace(manuscript, attachments=tuple(
        replace(one, content=change(one.content)) if one.name.endswith(ending) else one
        for one in manuscript.attachments
    ))


def _told(manuscript: Manuscript) -> list[str]:
    return [one.fault.code for one in dataset.findings(built().checked.edition, manuscript)]


def test_the_dataset_of_a_sound_book_agrees_with_its_records() -> None:
    assert _told(built().manuscript) == []


@pytest.mark.parametrize(("ending", "change"), [
    (".csv", lambda content: b"\n".join(content.split(b"\n")[:-2]) + b"\n"),
    (".csv", lambda content: content.replace(b",14,", b",41,", 1)),
    (".csv", lambda content: b"nothing"),
    (".json", lambda content: content.replace(b'"14"', b'"41"', 1)),
    (".json", lambda content: content.replace(b'"best"', b'"beast"', 1)),
    (".json", lambda content: content[:-20]),
    (".json", lambda content: b"[]"),
])
def test_a_dataset_that_lost_or_changed_a_figure_is_refused(
    ending: str, change: Callable[[bytes], bytes]
) -> None:
    changed = _with(change, ending)
    assert changed != built().manuscript
    assert _told(changed) == ["changed-attachment"]


def test_upright_letters_raise_no_alarm() -> None:
    assert list(turns.findings(sound())) == []


@pytest.mark.parametrize("css", [
    ".callout { transform: scaleX(-1) }", ".callout { transform: scaleX(.7) }",
    ".callout { transform: rotate(2deg) }", ".chart-picture { transform: scaleY(-1) }",
    ".prose-heading { transform: skewX(8deg) }",
])
def test_letters_that_are_turned_or_stretched_are_told(css: str) -> None:
    assert {one.fault.code for one in turns.findings(restyled(css))} == {"turned-text"}


@pytest.mark.parametrize("change", [
    lambda root: root.__delitem__("/OutputIntents"),
    lambda root: root.OutputIntents[0].DestOutputProfile.write(b"junk"),
    lambda root: root.OutputIntents[0].__setitem__("/OutputConditionIdentifier", pikepdf.String("Foo")),
])
def test_a_file_without_its_colour_profile_is_told(change: Callable[[pikepdf.Dictionary], None]) -> None:
    from io import BytesIO

    said = "colours that are told otherwise than by the sRGB profile"
    assert said not in read(built().volume.pdf).problems
    with pikepdf.open(BytesIO(built().volume.pdf)) as file:
        change(file.Root)
        stream = BytesIO()
        file.save(stream)
    assert said in read(stream.getvalue()).problems
