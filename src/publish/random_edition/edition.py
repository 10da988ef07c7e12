"""A random edition as files: every text of its folder, by path, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

import yaml

from ..artifacts import Node
from ..model.edition import FORMAT
from .archive import make_archive
from .chapters import chapters
from .desk import Desk
from .dice import Dice
from .extent import EXTENTS
from .names import ABBREVIATIONS, actors, places
from .settling import named_records, referred, used
from .wishes import RandomWishes, manner
from .writer import Writer


def files(wishes: RandomWishes) -> Mapping[PurePosixPath, str]:
    """The YAML files of an edition; those of the same wishes are the same."""
    dice = Dice(wishes.seed)
    writer = Writer(dice, make_archive(dice, wishes.pages), manner(dice), a5=wishes.paper == "A5")
    written = chapters(Desk(writer, EXTENTS[wishes.paper], wishes.pages))
    settled: dict[str, Node] = {
        f"{name}.yaml": referred({**chapter}, dice, writer.targets) for name, chapter in written.items()
    }
    chronicled = "dates" in written
    kept = named_records(writer.archive, [*settled.values()], chronicled=chronicled)
    settled["sources.yaml"] = {"sources": [*kept["sources"]]}
    for key in ("incidents", "statistics", "proceedings", "events", "claims"):
        if kept[key]:
            settled[f"records/{key}.yaml"] = {key: [*kept[key]]}
    settled["records/places.yaml"] = {"places": places()}
    settled["records/actors.yaml"] = {"actors": actors()}
    shorts: list[Node] = [{"short": short, "long": ABBREVIATIONS[short]} for short in _shorts(settled)]
    if shorts:
        settled["records/abbreviations.yaml"] = {"abbreviations": shorts}
    settled["edition.yaml"] = _imprint(wishes, [*written])
    return {PurePosixPath(path): as_yaml(node) for path, node in settled.items()}


def as_yaml(node: Node) -> str:
    """A node as an editor might write it: long lines, paragraphs in a block of their own."""
    return yaml.dump(node, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000)


class _Dumper(yaml.SafeDumper):
    """Writes no aliases, which `load` refuses, and texts of several paragraphs as they will be read."""

    def ignore_aliases(self, node: object) -> bool:
        """Write everything in full."""
        return True


def _written(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    """A text, in a block of its own if it has several paragraphs."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _written)
_Dumper.yaml_implicit_resolvers = {}  # every scalar is a string for `load`: dates and numbers need no quotes


def _shorts(settled: Mapping[str, Node]) -> list[str]:
    """The abbreviations that are used, be it in the records of actors."""
    return used(ABBREVIATIONS, [*settled.values()])


def _imprint(wishes: RandomWishes, names: list[str]) -> Node:
    licence: Node = {"name": "CC0 1.0", "spdx": "CC0-1.0", "url": "https://creativecommons.org/publicdomain/zero/1.0/"}
    return {
        "format": str(FORMAT), "title": "Exampleland 2019", "subtitle": "A random edition",
        "series": "Nothing in it is true", "edition": "1", "status": "final",
        "coverage": {"start": "2019-01-01", "end": "2019-12-31"},
        "data_cutoff": "2020-12-31", "published": "2021-02-01", "language": "en-GB",
        "source_languages": ["English"], "countries": ["XX"], "authors": [{"name": "Nobody"}],
        "keywords": [f"seed {wishes.seed}"], "licence": licence,
        "corrections": "Every word was drawn by lot; nothing is put right.",
        "disclaimers": ["No person, place, source or event of this edition exists."],
        "chapters": [*names],
    }
