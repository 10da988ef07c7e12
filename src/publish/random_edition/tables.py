"""Tables and charts of a random edition: typed and computed, short ones and ones of several pages."""

from __future__ import annotations

from ..artifacts import Node
from .blocks import Block, chosen
from .grammar import CELL_WORDS, capital, phrase, words
from .writer import Notes, Writer


def table(writer: Writer, most_rows: int, *, landscape: bool = False) -> Block:
    """A typed table with lettered notes."""
    notes: Notes = {}
    most = (5 if writer.a5 else 7) if landscape else (3 if writer.a5 else 4)
    count = writer.dice.randint(1, most)
    figures = [column > 0 and writer.happens(0.3) for column in range(count)]
    columns: list[Node] = [
        {"head": capital(phrase(writer.dice, "thing")), **({"align": "figure"} if figure else {})}
        for figure in figures
    ]
    rows: list[Node] = [
        [_number(writer) if figure else _cell(writer, notes) for figure in figures]
        for _ in range(_rows(writer, most_rows))
    ]
    made: Block = {**_titled(writer, notes), "kind": "table", "columns": columns, "rows": rows}
    if writer.happens(0.4):
        made["source"] = f"compiled by hand {writer.citation()}"
    return _finished(made, notes, landscape=landscape)


def incident_table(writer: Writer, most_rows: int, *, landscape: bool = False) -> Block:
    """A table computed from incidents, row by row."""
    notes: Notes = {}
    incidents = chosen(writer, writer.archive.incidents, 3, max(4, _rows(writer, most_rows)))
    wide: list[Node] = ["date", "incident", "place", "act", "actor", "status"]
    plain = writer.dice.choice((["date", "incident"], ["incident", "place"], ["date", "incident", "actor"]))
    columns: list[Node] = wide if landscape else list(plain[:2] if writer.a5 else plain)
    titled = _titled(writer, notes)
    # Upright there is no room for two figures beside three columns: a day of a long month, "at least 153".
    both = writer.happens(0.4) and (landscape or (not writer.a5 and len(columns) == 2))
    made: Block = {
        **titled, "kind": "incident-table",
        "where": {"incidents": [incident["id"] for incident in incidents]}, "columns": columns,
        "measures": ["killed", "injured"] if both else ["killed"],
        "group": "actor" if writer.happens(0.3) else "none",
        "totals": "true" if writer.happens(0.7) else "false",
    }
    return _finished(made, notes, landscape=landscape)


def months_and_chart(writer: Writer) -> list[Block]:
    """A table by months, and the chart of the same numbers."""
    notes: Notes = {}
    incidents = chosen(writer, writer.archive.incidents, 4, 60)
    where: Node = {"incidents": [incident["id"] for incident in incidents]}
    months: Block = {**_titled(writer, notes), "kind": "incident-table", "where": where, "view": "months",
                     "measures": ["killed"]}
    chart: Block = {
        "kind": "chart", "id": writer.target("chart"), "caption": capital(words(writer.dice, 3, 14)),
        "unit": "People killed", "where": where, "measure": "killed", "table": months["id"],
    }
    return [_finished(months, notes), chart]


def statistic_table(writer: Writer) -> Block:
    """Published figures and sums side by side."""
    notes: Notes = {}
    figures: list[Node] = [
        f"{one['id']}.{'killed' if 'total' in one else 'affected'}"
        for one in chosen(writer, writer.archive.statistics, 1, 12)
    ]
    columns: list[Node] = ["value", "unit"] if writer.a5 else ["value", "unit", "as-of", "basis"]
    titled = _titled(writer, notes)
    made: Block = {**titled, "kind": "statistic-table", "figures": figures, "columns": columns}
    return _finished(made, notes)


def proceeding_table(writer: Writer, *, landscape: bool = False) -> Block:
    """What courts did."""
    notes: Notes = {}
    cases: list[Node] = [one["id"] for one in chosen(writer, writer.archive.proceedings, 1, 8)]
    wide: list[Node] = ["court", "accused", "charge", "dates", "status", "outcome"]
    columns: list[Node] = wide[:5] if landscape else ["accused", "charge"]
    titled = _titled(writer, notes)
    made: Block = {**titled, "kind": "proceeding-table", "proceedings": cases, "columns": columns}
    return _finished(made, notes, landscape=landscape)


def _rows(writer: Writer, most: int) -> int:
    """How many rows: few, some or many."""
    long = writer.happens(writer.manner.long_tables)
    return min(most, writer.dice.randint(25, 70) if long else writer.dice.choice((1, 3, 5, 8, 12, 18)))


def _titled(writer: Writer, notes: Notes) -> Block:
    """The id and the caption, which may call a note."""
    caption = capital(words(writer.dice, 2, 20))
    if writer.happens(0.3):
        caption += _lettered(writer, notes)
    return {"id": writer.target("table"), "caption": caption}


def _cell(writer: Writer, notes: Notes) -> str:
    text = writer.dice.choice(CELL_WORDS) if writer.happens(0.01) else phrase(writer.dice, "cell")
    called = len(notes) < 20 and writer.happens(writer.manner.called / 6)
    return capital(text) + (_lettered(writer, notes) if called else "")


def _number(writer: Writer) -> str:
    if writer.happens(0.3):
        ref = writer.figure()[1]
        return f"[={ref}|numeral][!{ref}]"
    return f"[~{writer.dice.randint(1, 4000):,}]"


def _lettered(writer: Writer, notes: Notes) -> str:
    """A call of a note below the table, new or called before."""
    if notes and writer.happens(0.3):
        return f"[^{writer.dice.choice(list(notes))}]"
    if writer.happens(0.3):
        return writer.citation()
    writer.serial += 1
    notes[f"n{writer.serial}"] = f"{capital(words(writer.dice, 2, 25))}."
    return f"[^n{writer.serial}]"


def _finished(made: Block, notes: Notes, *, landscape: bool = False) -> Block:
    block: Block = {"kind": made["kind"], **made}
    if landscape:
        block["landscape"] = "true"
    return {**block, "notes": notes} if notes else block
