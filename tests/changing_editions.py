"""Single edits of an edition, each with the change that must be told of it; for the tests of comparison.

An edit takes an edition as JSON (`model_dump`) and dice, changes one thing in place, and says which kinds
of change it may make on which subject; None where the edition has nothing of the sort.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any

from publish.model.edition import Edition

Tree = dict[str, Any]
Expected = tuple[str, str]
"""The kind and the subject of the one change."""
Edit = Callable[[Tree, Random], Expected | None]

EDITS: dict[str, Edit] = {}
SOURCED = ("incidents", "proceedings", "events", "claims")


def tree_of(edition: Edition) -> Tree:
    """An edition as nodes that can be changed."""
    return edition.model_dump(mode="json", by_alias=True)


def edit(make: Edit) -> Edit:
    """Enter an edit under its name."""
    EDITS[make.__name__] = make
    return make


def _figures(tree: Tree) -> list[tuple[Tree, Tree]]:
    return [
        (record, figure)
        for key in ("incidents", "statistics", "proceedings", "events") for record in tree[key]
        for figure in record["figures"]
    ]


def _blocks(tree: Tree, *kinds: str) -> list[Tree]:
    return [block for chapter in tree["chapters"] for block in chapter["blocks"] if block["kind"] in kinds]


def _any(dice: Random, items: list[Any]) -> Any:
    return dice.choice(items) if items else None


@edit
def a_number_rises(tree: Tree, dice: Random) -> Expected | None:
    _, figure = dice.choice(_figures(tree))
    figure["qualifier"], figure["best"], figure["min"], figure["max"] = "exactly", "777", None, None
    figure["includes"] = []
    return "updated-figure", "figure"


@edit
def a_number_becomes_a_minimum(tree: Tree, dice: Random) -> Expected | None:
    found = [figure for _, figure in _figures(tree) if figure["qualifier"] == "exactly"]
    if not found:
        return None
    dice.choice(found)["qualifier"] = "at-least"
    return "updated-figure", "figure"


@edit
def a_unit_changes(tree: Tree, dice: Random) -> Expected | None:
    dice.choice(_figures(tree))[1]["unit"] = "lamps"
    return "updated-figure", "figure"


@edit
def a_figure_holds_as_of_a_later_day(tree: Tree, dice: Random) -> Expected | None:
    dice.choice(_figures(tree))[1]["as_of"] = "2020-12-30"
    return "updated-figure", "figure"


@edit
def a_figure_is_verified_otherwise(tree: Tree, dice: Random) -> Expected | None:
    _, figure = dice.choice(_figures(tree))
    figure["verification"] = "contested" if figure["verification"] != "contested" else "verified"
    return "status-changed", "figure"


@edit
def a_figure_gets_a_source(tree: Tree, dice: Random) -> Expected | None:
    dice.choice(_figures(tree))[1]["citations"].append(f"{tree['sources'][0]['id']}, p. 9999")
    return "newly-sourced", "figure"


@edit
def another_place_in_a_source(tree: Tree, dice: Random) -> Expected | None:
    citations = dice.choice([item for key in SOURCED for item in tree[key]])["citations"]
    citations[0] = f"{citations[0].partition(',')[0]}, p. 9999"
    return "newly-sourced", "record"


@edit
def a_source_is_taken_from_a_record(tree: Tree, dice: Random) -> Expected | None:
    record = _any(dice, [item for key in SOURCED for item in tree[key] if len(item["citations"]) > 1])
    if record is None or len(set(record["citations"])) < len(record["citations"]):
        return None
    record["citations"].pop()
    return "dropped", "record"


@edit
def a_figure_is_new(tree: Tree, dice: Random) -> Expected | None:
    record, figure = dice.choice(_figures(tree))
    record["figures"].append({**figure, "id": "quite-new", "best": "778", "qualifier": "exactly", "min": None,
                              "max": None, "preferred": False, "includes": []})
    return "new", "figure"


@edit
def a_figure_is_dropped(tree: Tree, dice: Random) -> Expected | None:
    record = _any(dice, [record for record, _ in _figures(tree)])
    record["figures"].pop(0)
    return "dropped", "figure"


@edit
def a_figure_is_renamed(tree: Tree, dice: Random) -> Expected | None:
    dice.choice(_figures(tree))[1]["id"] = "quite-new"
    return "reworded", "figure"


@edit
def a_figure_moves_to_another_record(tree: Tree, dice: Random) -> Expected | None:
    record, figure = dice.choice(_figures(tree))
    other = dice.choice([item for item in tree["incidents"] if item["id"] != record["id"]])
    record["figures"].remove(figure)
    other["figures"].append({**figure, "id": "quite-new"})
    return "moved", "figure"


@edit
def a_date_is_put_right(tree: Tree, dice: Random) -> Expected | None:
    dice.choice(tree["incidents"])["date"] = "2018-06-01"
    return "correction", "record"


@edit
def a_place_is_put_right(tree: Tree, dice: Random) -> Expected | None:
    record = dice.choice([item for item in tree["incidents"] if item["place"]])
    other = {place["id"] for place in tree["places"] if not place["parent"]} - {record["place"]}
    record["place"] = sorted(other)[0]
    return "correction", "record"


@edit
def an_act_is_called_otherwise(tree: Tree, dice: Random) -> Expected | None:
    record = dice.choice(tree["incidents"])
    record["violations"] = ["siege"] if "siege" not in record["violations"] else ["assault"]
    return "correction", "record"


@edit
def an_actor_is_taken_back(tree: Tree, dice: Random) -> Expected | None:
    record = _any(dice, [item for item in tree["incidents"] if item["actors"]])
    record["actors"].pop()
    return "correction", "record"


@edit
def another_actor_is_named(tree: Tree, dice: Random) -> Expected | None:
    record = dice.choice(tree["incidents"])
    known = {part["actor"] for part in record["actors"]}
    actor = dice.choice([actor["id"] for actor in tree["actors"] if actor["id"] not in known])
    record["actors"].append({"actor": actor, "role": "participant", "attribution": "alleged"})
    return "new", "record"


@edit
def a_court_establishes_who_did_it(tree: Tree, dice: Random) -> Expected | None:
    found = [part for item in tree["incidents"] for part in item["actors"]]
    part = _any(dice, [part for part in found if part["attribution"] != "established-by-court"])
    part["attribution"] = "established-by-court"
    return "status-changed", "record"


@edit
def a_charge_reads_otherwise(tree: Tree, dice: Random) -> Expected | None:
    record = _any(dice, tree["proceedings"])
    if record is None:
        return None
    record["charge"] += " and theft"
    return "correction", "record"


@edit
def somebody_else_is_accused(tree: Tree, dice: Random) -> Expected | None:
    record = _any(dice, tree["proceedings"])
    if record is None:
        return None
    record["accused"] = "Nobody at all"
    return "correction", "record"


@edit
def the_accused_are_convicted(tree: Tree, dice: Random) -> Expected | None:
    record = _any(dice, [item for item in tree["proceedings"] if item["status"] != "convicted"])
    if record is None:
        return None
    record["status"], record["as_of"] = "convicted", "2024-12-29"
    return "status-changed", "record"


@edit
def a_record_is_verified_otherwise(tree: Tree, dice: Random) -> Expected | None:
    record = dice.choice([item for key in SOURCED for item in tree[key]])
    record["verification"] = "contested" if record["verification"] != "contested" else "verified"
    return "status-changed", "record"


@edit
def a_remark_reads_otherwise(tree: Tree, dice: Random) -> Expected | None:
    record = _any(dice, [item for key in SOURCED for item in tree[key] if item["remark"]])
    if record is None:
        return None
    record["remark"] += " So it was."
    return "reworded", "record"


@edit
def a_chronicle_reads_otherwise(tree: Tree, dice: Random) -> Expected | None:
    record = dice.choice([item for item in (*tree["incidents"], *tree["events"]) if item["chronicle"]])
    record["chronicle"] = "At night. " + record["chronicle"]
    return "reworded", "record"


@edit
def a_record_is_dropped(tree: Tree, dice: Random) -> Expected | None:
    found = [items for key in SOURCED if (items := tree[key])]
    items = dice.choice(found)
    items.pop(dice.randrange(len(items)))
    return "dropped", "record"


@edit
def a_record_is_new(tree: Tree, dice: Random) -> Expected | None:
    record = dice.choice(tree["incidents"])
    tree["incidents"].append({**record, "id": "quite-new", "title": "Quite new"})
    return "new", "record"


@edit
def a_record_is_renamed(tree: Tree, dice: Random) -> Expected | None:
    record = _any(dice, [item for key in SOURCED for item in tree[key]])
    old, record["id"] = record["id"], "quite-new"
    named = rf'(\[[=!]|"part_of": "){re.escape(old)}(?=[.;\]|])'
    tree |= json.loads(re.sub(named, r"\1quite-new", json.dumps(tree)))
    return "reworded", "record"


@edit
def a_source_is_renamed_with_its_citations(tree: Tree, dice: Random) -> Expected | None:
    source = dice.choice(tree["sources"])
    old, source["id"] = source["id"], "QUITENEW"
    records = [item for key in SOURCED for item in tree[key]]
    for holder in (*records, *(figure for _, figure in _figures(tree))):
        holder["citations"] = [
            "QUITENEW" + citation[len(old):] if citation.partition(",")[0] == old else citation
            for citation in holder["citations"]
        ]
    return "reworded", "source"


@edit
def a_title_of_a_source_reads_otherwise(tree: Tree, dice: Random) -> Expected | None:
    dice.choice(tree["sources"])["title"] += ", again"
    return "reworded", "source"


@edit
def a_source_is_new(tree: Tree, dice: Random) -> Expected | None:
    source = dice.choice(tree["sources"])
    tree["sources"].insert(0, {**source, "id": "QUITENEW", "title": "Quite new"})
    return "new", "source"


@edit
def a_block_reads_otherwise(tree: Tree, dice: Random) -> Expected | None:
    block = dice.choice(_blocks(tree, "prose", "callout"))
    block["text"] += " So it was."
    return "reworded", "block"


@edit
def a_heading_reads_otherwise(tree: Tree, dice: Random) -> Expected | None:
    block = _any(dice, [block for block in _blocks(tree, "prose") if block["heading"]])
    if block is None:
        return None
    block["heading"] += " again"
    return "reworded", "block"


@edit
def an_item_is_added_to_a_list(tree: Tree, dice: Random) -> Expected | None:
    block = _any(dice, _blocks(tree, "list"))
    if block is None:
        return None
    block["items"].insert(0, "quite another thing")
    return "reworded", "block"


@edit
def a_cell_reads_otherwise(tree: Tree, dice: Random) -> Expected | None:
    block = _any(dice, _blocks(tree, "table"))
    if block is None:
        return None
    block["rows"][-1][-1] = "quite another thing"
    return "reworded", "block"


@edit
def a_block_gets_a_citation(tree: Tree, dice: Random) -> Expected | None:
    block = dice.choice(_blocks(tree, "prose"))
    block["text"] += f"[@{tree['sources'][0]['id']}, p. 9999]"
    return "newly-sourced", "block"


@edit
def a_block_is_new(tree: Tree, dice: Random) -> Expected | None:
    blocks = dice.choice(tree["chapters"])["blocks"]
    block = {"kind": "prose", "text": "Quite another thing, told at length for the first time in this book."}
    blocks.insert(dice.randrange(len(blocks) + 1), block)
    return "new", "block"


@edit
def a_block_is_dropped(tree: Tree, dice: Random) -> Expected | None:
    blocks = _any(dice, [chapter["blocks"] for chapter in tree["chapters"] if len(chapter["blocks"]) > 1])
    if blocks is None:
        return None
    blocks.pop(dice.randrange(len(blocks)))
    return "dropped", "block"


@edit
def a_block_moves_within_its_chapter(tree: Tree, dice: Random) -> Expected | None:
    blocks = _any(dice, [chapter["blocks"] for chapter in tree["chapters"] if len(chapter["blocks"]) > 2])
    if blocks is None:
        return None
    blocks.append(blocks.pop(dice.randrange(len(blocks) - 1)))
    return "moved", "block"


@edit
def a_block_moves_to_another_chapter(tree: Tree, dice: Random) -> Expected | None:
    if len(tree["chapters"]) < 2:
        return None
    first, second = dice.sample(tree["chapters"], 2)
    if len(first["blocks"]) < 2:
        return None
    second["blocks"].append(first["blocks"].pop(dice.randrange(len(first["blocks"]))))
    return "moved", "block"


@edit
def a_chapter_moves(tree: Tree, dice: Random) -> Expected | None:
    if len(tree["chapters"]) < 2:
        return None
    for chapters in (tree["chapters"], tree["imprint"]["chapters"]):
        chapters.append(chapters.pop(0))
    return "moved", "chapter"


@edit
def a_chapter_gets_another_title(tree: Tree, dice: Random) -> Expected | None:
    dice.choice(tree["chapters"])["title"] += " again"
    return "reworded", "chapter"


@edit
def a_chapter_gets_another_file(tree: Tree, dice: Random) -> Expected | None:
    index = dice.randrange(len(tree["chapters"]))
    tree["chapters"][index]["id"] = tree["imprint"]["chapters"][index] = "quite-new"
    return "reworded", "chapter"


@edit
def a_chapter_is_dropped(tree: Tree, dice: Random) -> Expected | None:
    if len(tree["chapters"]) < 2:
        return None
    tree["chapters"].pop()
    tree["imprint"]["chapters"].pop()
    return "dropped", "chapter"


@edit
def an_actor_is_called_otherwise(tree: Tree, dice: Random) -> Expected | None:
    dice.choice(tree["actors"])["name"] += " of the North"
    return "reworded", "record"


@edit
def the_data_cutoff_moves_on(tree: Tree, dice: Random) -> Expected | None:
    tree["imprint"]["data_cutoff"] = "2021-12-31"
    return "status-changed", "edition"


@edit
def a_disclaimer_reads_otherwise(tree: Tree, dice: Random) -> Expected | None:
    tree["imprint"]["corrections"] += " So it is."
    return "reworded", "edition"
