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
    if not number:
        return item
    own = re.compile(rf"(^|\[[=!]){re.escape(name)}(?=$|[.\]|;])")
    copy = {key: _renamed(value, own, f"{name}-c{number}") for key, value in item.items()}
    return _told_apart(copy, number)


def _told_apart(node: dict[str, Node], number: int) -> Node:
    """The copy with texts of its own: a paragraph may not stand twice in a book."""
    own: dict[str, Node] = {
        key: f"Copy [~{number}]. {text}" for key, text in node.items() if key in {"remark", "chronicle"}
    }
    figures = node.get("figures")
    if isinstance(figures, list):
        own["figures"] = [_told_apart(figure, number) for figure in figures if isinstance(figure, dict)]
    return {**node, **own}


def _renamed(node: Node, name: re.Pattern[str], new: str) -> Node:
    if isinstance(node, dict):
        return {key: _renamed(item, name, new) for key, item in node.items()}
    if isinstance(node, list):
        return [_renamed(item, name, new) for item in node]
    return name.sub(rf"\g<1>{new}", node) if isinstance(node, str) else node
