"""A day at an editor's desk: an edition that changes step by step, with mistakes that come and go."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import yaml

from changing_editions import EDITS, Tree, tree_of
from publish.artifacts import Node
from publish.bench.edit import edited
from publish.model.edition import FILES, Edition
from publish.random_edition.edition import as_yaml

Files = Mapping[str, str]
"""Every text of the edition's folder, by path."""
Slip = Callable[[dict[str, str], Random], None]
"""Makes a mistake in the files."""

SLIPS: dict[str, Slip] = {}
BACK = "as it was before"
AFAR = "afar"
"""The id of a heading."""


def slip(make: Slip) -> Slip:
    """Enter a mistake under its name."""
    SLIPS[make.__name__] = make
    return make


def day(edition: Edition, dice: Random, names: Iterable[str]) -> Iterator[tuple[str, Files]]:
    """What is done at each step, and the files after it; a mistake is taken back at the next one."""
    trees = [tree_of(edition)]
    yield "as it was", files_of(trees[-1])
    for name in names:
        tree = json.loads(json.dumps(trees[-1]))
        if name == BACK:
            tree = dice.choice(trees)
        elif name not in SLIPS:
            (EDITS[name] if name in EDITS else TURNS[name])(tree, dice)
        trees.append(tree)
        files = files_of(tree)
        if name in SLIPS:
            SLIPS[name](files, dice)
        yield name, files


def any_names(dice: Random, steps: int) -> Iterator[str]:
    """What may be done on a day."""
    for _ in range(steps):
        yield dice.choice(dice.choice(([*EDITS], [*TURNS], [*SLIPS], [BACK])))


def files_of(tree: Tree) -> dict[str, str]:
    """An edition as nodes, written into files."""
    files = {f"{chapter['id']}.yaml": _written({**chapter, "id": None}) for chapter in tree["chapters"]}
    names = [chapter["id"] for chapter in tree["chapters"]]
    files["edition.yaml"] = _written({**tree["imprint"], "chapters": names})
    for path, (key, _) in FILES.items():
        if tree[key]:
            files[path] = _written({key: tree[key]})
    return files


def put(files: Files, folder: Path) -> None:
    """Make a folder hold these files, and no others."""
    for path in [path for path in folder.rglob("*.yaml") if str(path.relative_to(folder)) not in files]:
        path.unlink()
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def _written(node: Any) -> str:
    return as_yaml(_node(node))


def _node(value: Any) -> Node:
    """What `load` would give: every scalar is text, and what is not there is left out."""
    if isinstance(value, dict):
        return {key: _node(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [None if inner is None else _node(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


# What readers see on other pages, too: these change where a chapter stands, or how it begins


def _chapter(tree: Tree, dice: Random, first: int = 0) -> Tree:
    return tree["chapters"][dice.randrange(min(first, len(tree["chapters"]) - 1), len(tree["chapters"]))]


def a_chapter_runs_on(tree: Tree, dice: Random) -> None:
    chapter = _chapter(tree, dice, 1)
    chapter["run_on"] = not chapter["run_on"]


def a_chapter_has_no_number(tree: Tree, dice: Random) -> None:
    chapter = _chapter(tree, dice)
    chapter["numbered"] = not chapter["numbered"]


def a_table_is_turned(tree: Tree, dice: Random) -> None:
    tables = [block for chapter in tree["chapters"] for block in chapter["blocks"] if "landscape" in block]
    if tables:
        table = dice.choice(tables)
        table["landscape"] = not table["landscape"]


def a_word_is_another(tree: Tree, dice: Random) -> None:
    for block in (blocks := _prose(tree)):
        if found := edited(f"- kind: prose\n  text: {block['text']}\n"):
            block["text"] = found[0].partition("  text: ")[2].rstrip("\n")
            return
    dice.choice(blocks)["text"] += " So it was."


def a_note_is_called(tree: Tree, dice: Random) -> None:
    block = dice.choice(_prose(tree))
    block["text"] += f" It was said.[@{dice.choice(tree['sources'])['id']}]"


def a_call_is_struck_out(tree: Tree, dice: Random) -> None:
    called = [block for block in _prose(tree) if "[!" in block["text"]]
    if called:
        block = dice.choice(called)
        before, _, rest = block["text"].partition("[!")
        block["text"] = before + rest.partition("]")[2]


def a_name_is_an_abbreviation(tree: Tree, dice: Random) -> None:
    short = f"ABC{dice.randrange(9)}"
    tree["abbreviations"].append({"short": short, "long": f"All But {dice.random()}"})
    dice.choice(_prose(tree))["text"] += f" So says {short}."


def a_record_says_otherwise(tree: Tree, dice: Random) -> None:
    record = dice.choice(tree["incidents"])
    record["title"] += " and beyond"


def a_record_refers_to_a_chapter(tree: Tree, dice: Random) -> None:
    for record in tree["incidents"]:
        record["remark"] = f"See also [#{_chapter(tree, dice)['id']}]."


def a_heading_is_referred_to_from_afar(tree: Tree, dice: Random) -> None:
    far = tree["chapters"][-1]["blocks"]
    if far[-1]["id"] == AFAR:
        far[-1]["heading"] += " again"
        return
    for name, heading in (("near", "Near"), (AFAR, "Afar")):  # none is alone at its level
        far.append({"kind": "prose", "id": name, "heading": heading, "level": 2, "text": "So it was."})
    near = {"kind": "prose", "text": f"It was said elsewhere, in [#{AFAR}]."}
    tree["chapters"][0]["blocks"].append(near)


TURNS: dict[str, Callable[[Tree, Random], None]] = {
    make.__name__: make
    for make in (
        a_chapter_runs_on, a_chapter_has_no_number, a_table_is_turned, a_word_is_another, a_note_is_called,
        a_call_is_struck_out, a_name_is_an_abbreviation, a_record_says_otherwise,
        a_record_refers_to_a_chapter, a_heading_is_referred_to_from_afar,
    )
}


def _prose(tree: Tree) -> list[Tree]:
    return [block for chapter in tree["chapters"] for block in chapter["blocks"] if block["kind"] == "prose"]


# Mistakes


def _any_chapter(files: Files, dice: Random) -> str:
    return dice.choice(sorted(name for name, text in files.items() if "\nblocks:" in text))


def _typed(files: dict[str, str], dice: Random, text: str) -> None:
    files[_any_chapter(files, dice)] += f"- kind: prose\n  text: {text}\n"


@slip
def a_tab_before_a_key(files: dict[str, str], dice: Random) -> None:
    files[_any_chapter(files, dice)] += "\tkind: prose\n"


@slip
def a_quote_that_is_not_closed(files: dict[str, str], dice: Random) -> None:
    _typed(files, dice, '"It was said')


@slip
def a_character_that_no_book_can_print(files: dict[str, str], dice: Random) -> None:
    _typed(files, dice, "It was \x07said.")


@slip
def a_key_that_no_block_has(files: dict[str, str], dice: Random) -> None:
    _typed(files, dice, "It was said.\n  texts: again")


@slip
def a_mark_that_names_nothing(files: dict[str, str], dice: Random) -> None:
    kind = dice.choice(("=nobody.killed", "!nobody", "@NOBODY", "#nobody", "^nobody"))
    _typed(files, dice, f"It was said.[{kind}]")


@slip
def a_paragraph_that_stands_there_twice(files: dict[str, str], dice: Random) -> None:
    for _ in range(2):
        _typed(files, dice, "Nobody in the valley could say what became of the map that was drawn up there.")


@slip
def a_number_that_is_typed(files: dict[str, str], dice: Random) -> None:
    _typed(files, dice, dice.choice(("Then 37 came.", "Then twelve came.", "On May 3 nobody came.", "TODO")))


@slip
def a_note_that_fills_pages(files: dict[str, str], dice: Random) -> None:
    _typed(files, dice, f"It was said.[^long]\n  notes: {{long: {'word ' * 400}}}")


@slip
def notes_that_are_too_many(files: dict[str, str], dice: Random) -> None:
    _typed(files, dice, f"It was said.[^a][^b]\n  notes: {{a: {'word ' * 200}, b: {'other ' * 200}}}")


@slip
def a_list_that_is_gone(files: dict[str, str], dice: Random) -> None:
    files.pop(dice.choice(sorted(name for name in files if name in FILES)))


@slip
def a_list_that_is_broken(files: dict[str, str], dice: Random) -> None:
    files[dice.choice(sorted(name for name in files if name in FILES))] += "- id: No id\n"


@slip
def a_target_that_is_gone(files: dict[str, str], dice: Random) -> None:
    for name, text in files.items():
        files[name] = text.replace(f"id: {AFAR}\n", "id: elsewhere\n")


@slip
def a_source_that_is_gone(files: dict[str, str], dice: Random) -> None:
    listed = yaml.load(files["sources.yaml"], yaml.CBaseLoader)["sources"]
    listed.pop(dice.randrange(len(listed)))
    files["sources.yaml"] = as_yaml({"sources": listed})


@slip
def a_sentence_of_a_record_that_a_chapter_says(files: dict[str, str], dice: Random) -> None:
    said = "Nobody in the old quarter could say what became of the road that was taken down there."
    listed = yaml.load(files["records/incidents.yaml"], yaml.CBaseLoader)["incidents"]
    dice.choice(listed)["chronicle"] = said
    files["records/incidents.yaml"] = as_yaml({"incidents": listed})
    _typed(files, dice, said)


@slip
def an_imprint_that_is_broken(files: dict[str, str], dice: Random) -> None:
    files["edition.yaml"] = files["edition.yaml"].replace("data_cutoff: 2", "data_cutoff: the 2")


@slip
def a_chapter_that_is_not_listed(files: dict[str, str], dice: Random) -> None:
    files["stray.yaml"] = "title: Stray\nblocks:\n- kind: prose\n  text: It was said.\n"


@slip
def a_waiver_of_a_number(files: dict[str, str], dice: Random) -> None:
    name = _any_chapter(files, dice)
    files[name] += "- kind: prose\n  text: Then 37 came.\n"
    chapter = name.removesuffix(".yaml")
    files["waivers.yaml"] = _written({"waivers": [
        {"check": "typed-figure", "record": chapter, "reason": "So it is.", "by": "Nobody",
         "date": "2021-01-01", "expires": "2029-01-01"}
    ]})
