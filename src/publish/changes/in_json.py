"""A comparison as JSON, for programs: the keys are stable, new ones may come.

    {"format": 1, "earlier": "…", "later": "…",
     "changes": [{"kind", "subject", "id", "title", "aspect", "was", "now", "why", "sources", "printed",
                  "words": [{"text", "was", "now"}], "bare": [was, now]}],
     "blocks": [{"chapter", "index", "changes": [numbers of `changes`, from 0]}]}
"""

from __future__ import annotations

import json

from msgspec import to_builtins

from .change import Changes

FORMAT = 1
"""Raised when a key changes its meaning or goes away."""


def as_json(changes: Changes) -> str:
    """The whole comparison, in its own order."""
    number = {id(change): index for index, change in enumerate(changes.changes)}
    blocks = [
        {"chapter": chapter, "index": index, "changes": sorted(number[id(change)] for change in found)}
        for (chapter, index), found in changes.blocks.items()
    ]
    told = {
        "format": FORMAT, "earlier": changes.earlier, "later": changes.later,
        "changes": [to_builtins(change) for change in changes.changes], "blocks": blocks,
    }
    return json.dumps(told, ensure_ascii=False, indent=1)
