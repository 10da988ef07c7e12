"""Blocks of text in a random edition: prose, lists, callouts, definitions, key figures, the chronology."""

from __future__ import annotations

from ..artifacts import Node
from .grammar import LONG_WORDS, capital, phrase, words
from .records import Record
from .writer import Notes, Writer

Block = dict[str, Node]


def prose(writer: Writer) -> Block:
    """Paragraphs without a heading."""
    notes: Notes = {}
    return _noted({"kind": "prose", "text": writer.paragraphs(notes)}, notes)


def section(writer: Writer, level: int) -> Block:
    """Paragraphs below a heading, short or long."""
    return {"kind": "prose", "id": writer.target("part"), "heading": heading(writer), "level": str(level),
            **{key: value for key, value in prose(writer).items() if key != "kind"}}


def heading(writer: Writer) -> str:
    """A heading of one word to four lines."""
    form = writer.dice.choice(("thing", "short", "short", "title", "title", "long", "foreign"))
    if form == "long":
        return capital(words(writer.dice, 14, 40))
    if form == "foreign":
        return f"On [:fr liberté provisoire] and the *{phrase(writer.dice, 'thing')}*"
    return capital(phrase(writer.dice, form))


def bullets(writer: Writer) -> Block:
    """A list: of a few words to an item, or of whole paragraphs with notes."""
    notes: Notes = {}
    style = writer.dice.choice(("bulleted", "numbered"))
    lead: Block = {"lead": writer.lead()} if writer.happens(0.7) else {}
    items: list[Node] = [
        _item(writer, notes) for _ in range(writer.dice.choice((1, 3, 4, 6, 9, 14)))
    ]
    return _noted({"kind": "list", "style": style, **lead, "items": items}, notes)


def callout(writer: Writer) -> Block:
    """A text set apart; short, since it is kept on one page."""
    notes: Notes = {}
    lengths = [writer.dice.randint(1, 4) for _ in range(writer.dice.randint(1, 2))]
    text = "\n\n".join(writer.paragraph(notes, sentences) for sentences in lengths)
    tone = writer.dice.choice(("note", "method", "law"))
    return _noted({"kind": "callout", "tone": tone, "title": heading(writer), "text": text}, notes)


def definitions(writer: Writer) -> Block:
    """Terms, typed or those of the models."""
    if writer.happens(0.2):
        codebook = writer.dice.choice(("verification", "basis", "attribution"))
        return {"kind": "definitions", "codebook": codebook}
    items: list[Node] = [
        {"term": _term(writer), "text": writer.paragraph(None, writer.dice.choice((1, 1, 2)))}
        for _ in range(writer.dice.randint(2, 9))
    ]
    return {"kind": "definitions", "lead": writer.lead(), "items": items}


def key_figures(writer: Writer) -> Block:
    """A few figures with their labels."""
    items: list[Node] = []
    for incident in chosen(writer, writer.archive.incidents, 1, 5):
        see: Block = {"see": "[#?]"} if writer.happens(0.5) else {}
        items.append({"figure": f"{incident['id']}.killed", "label": words(writer.dice, 3, 14), **see})
    return {"kind": "key-figures", "items": items}


def chronology(writer: Writer) -> Block:
    """All that has a date."""
    return {"kind": "chronology", "lead": f"{capital(phrase(writer.dice))}.{writer.citation()}"}


def chosen(writer: Writer, records: tuple[Record, ...], least: int, most: int) -> list[Record]:
    """Some records, in an order of their own."""
    return writer.dice.sample(records, min(len(records), writer.dice.randint(least, most)))


def _item(writer: Writer, notes: Notes) -> str:
    """Whole sentences, or a few words with or without a note."""
    if writer.happens(0.6):
        return writer.paragraph(notes, writer.dice.choice((1, 1, 2, 4)))
    called = writer.happens(writer.manner.called)
    return phrase(writer.dice, "short") + (writer.calls(notes) if called else "")


def _term(writer: Writer) -> str:
    return writer.dice.choice(LONG_WORDS) if writer.happens(0.05) else phrase(writer.dice, "short")


def _noted(block: Block, notes: Notes) -> Block:
    return {**block, "notes": notes} if notes else block
