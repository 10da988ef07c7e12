"""Settling a random edition: cross-references get targets, and what no chapter names is left out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from ..artifacts import Node
from .archive import Archive
from .dice import Dice
from .records import Record

_RECORD = re.compile(r"\b(?:incident|statistic|proceeding|event|claim)-\d+\b")
_SOURCE = re.compile(r"\bEX\d+\b")


def referred(node: Node, dice: Dice, targets: Sequence[str]) -> Node:
    """A node whose cross-references have targets, before or behind them."""
    if isinstance(node, str):
        return re.sub(r"\[#\?", lambda _: f"[#{dice.choice(targets)}", node)
    if isinstance(node, list):
        return [referred(child, dice, targets) for child in node]
    if isinstance(node, dict):
        return {key: referred(child, dice, targets) for key, child in node.items()}
    return node


def named_records(archive: Archive, chapters: Node, *, chronicled: bool) -> Mapping[str, list[Record]]:
    """The records that are named by chapters or sums, or shown in the chronology; with their sources."""
    lists = {
        "incidents": archive.incidents, "statistics": archive.statistics, "proceedings": archive.proceedings,
        "events": archive.events, "claims": archive.claims,
    }
    names = set(_RECORD.findall(json.dumps(chapters)))
    if chronicled:
        names |= {str(one["id"]) for key in ("incidents", "proceedings", "events") for one in lists[key]}
    sums = [one for one in archive.statistics if one["id"] in names]
    names |= set(_RECORD.findall(json.dumps(sums)))
    kept = {key: [one for one in records if one["id"] in names] for key, records in lists.items()}
    cited = set(_SOURCE.findall(json.dumps([chapters, kept])))
    return {**kept, "sources": [source for source in archive.sources if source["id"] in cited]}


def used(words: Mapping[str, str], nodes: Node) -> list[str]:
    """The words that stand somewhere."""
    text = json.dumps(nodes, ensure_ascii=False)
    return [word for word in words if re.search(rf"(?<!\w){word}(?!\w)", text)]
