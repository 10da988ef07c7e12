"""A random edition with many more records than its pages print: each several times, under other names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

import yaml

from ..artifacts import Node
from .edition import as_yaml

COPIED = ("incidents", "statistics", "proceedings", "events", "claims")
"""The lists whose items are copied."""


def crowded(texts: Mapping[PurePosixPath, str], times: int) -> Mapping[PurePosixPath, str]:
    """The files of an edition with every record so many times; a copy speaks of itself, not of the first."""
    found = dict(texts)
    for key in COPIED:
        path = PurePosixPath(f"records/{key}.yaml")
        if path in texts:
            items = yaml.load(texts[path], Loader=yaml.CBaseLoader)[key]
            copies: list[Node] = [_copy(item, number) for number in range(times) for item in items]
            found[path] = as_yaml({key: copies})
    return found


def _copy(item: dict[str, Node], number: int) -> Node:
    """The record itself for 0, else a copy with its number in its name."""
    name = str(item["id"])
    return _renamed(item, re.compile(rf"(^|\[[=!]){re.escape(name)}(?=$|[.\]|;])"), f"{name}-c{number}") \
        if number else {**item}


def _renamed(node: Node, name: re.Pattern[str], new: str) -> Node:
    if isinstance(node, dict):
        return {key: _renamed(item, name, new) for key, item in node.items()}
    if isinstance(node, list):
        return [_renamed(item, name, new) for item in node]
    return name.sub(rf"\g<1>{new}", node) if isinstance(node, str) else node
