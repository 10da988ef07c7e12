"""Roles, languages, names and order of the tags: each rule is shown a file that breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pikepdf
import pytest
from msgspec.structs import replace

from proof_book import sabotaged, sound
from publish.proof.beside.comparison import Comparison, Finding
from publish.proof.beside.expected import Node
from publish.proof.checks import structure
from publish.proof.checks.tags import tagging

Thing = pikepdf.Object


def found(comparison: Comparison) -> list[Finding]:
    return list(structure.findings(comparison, tagging(comparison)))


def codes(comparison: Comparison) -> list[str]:
    return [finding.fault.code for finding in found(comparison)]


def tags(thing: Thing, role: str) -> Iterator[Thing]:
    """All tags with a role, in reading order."""
    for kid in kids(thing):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) == f"/{role}":
                yield kid
            yield from tags(kid, role)


def kids(thing: Thing) -> list[Thing]:
    inside = thing.get("/K", pikepdf.Array())
    return list(inside) if isinstance(inside, pikepdf.Array) else [inside]


def tree(pdf: pikepdf.Pdf) -> Thing:
    return pdf.Root.StructTreeRoot


def nth(pdf: pikepdf.Pdf, role: str, index: int = 0) -> Thing:
    return list(tags(tree(pdf), role))[index]


def again(pdf: pikepdf.Pdf, tag: Thing) -> Thing:
    """The same tag once more, with the same text."""
    inside = [again(pdf, kid) if isinstance(kid, pikepdf.Dictionary) else kid for kid in kids(tag)]
    copy = {key: value for key, value in dict(tag).items() if key != "/K"}
    return pdf.make_indirect(pikepdf.Dictionary({**copy, "/K": pikepdf.Array(inside)}))


def with_nodes(change: Callable[[Node], Node]) -> Comparison:
    """The sound book with a changed manuscript."""
    expected = sound().expected
    return replace(sound(), expected=replace(expected, nodes=tuple(change(node) for node in expected.nodes)))


def test_the_tags_of_a_sound_book_are_those_of_its_manuscript() -> None:
    assert [finding.fault.message for finding in found(sound())] == []


# Roles


@pytest.mark.parametrize(("role", "other"), [
    ("P", "H1"), ("H2", "P"), ("H1", "H3"), ("TH", "TD"), ("TD", "TH"), ("Caption", "P"), ("L", "Table"),
    ("THead", "TBody"), ("Note", "P"), ("Figure", "P"), ("LI", "P"), ("TOCI", "LI"),
])
def test_a_changed_role_is_found(role: str, other: str) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        nth(pdf, role).S = pikepdf.Name(f"/{other}")

    wrong = found(sabotaged(change))
    assert {"lost-tag", "foreign-tag"} <= {finding.fault.code for finding in wrong}
    lost = next(finding for finding in wrong if finding.fault.code == "lost-tag")
    assert f"`{role}`" in lost.fault.message and lost.node is not None


def test_the_element_that_lost_its_tag_is_told() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        nth(pdf, "P", 20).S = pikepdf.Name.Span

    finding, = found(sabotaged(change))
    nodes = sound().expected.nodes
    paragraphs = [node for node in nodes if node.tag == "p" and "tabular-note" not in node.classes]
    assert finding.node is not None and finding.node.number == paragraphs[20].number
    assert finding.page == sound().pieces_of(paragraphs[20])[0].page and finding.box is not None


def test_a_table_in_two_halves_is_found() -> None:
    def split(pdf: pikepdf.Pdf) -> None:
        table = nth(pdf, "Table", -1)
        rows = kids(table)
        half = pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem, S=pikepdf.Name.Table, P=table.P, K=pikepdf.Array(rows[2:])
        ))
        table.K = pikepdf.Array(rows[:2])
        around = kids(table.P)
        index = [kid.objgen for kid in around].index(table.objgen)
        table.P.K = pikepdf.Array([*around[:index + 1], half, *around[index + 1:]])

    finding, = found(sabotaged(split))
    assert finding.fault.code == "foreign-tag" and "`Table`" in finding.fault.message


def test_a_head_that_is_told_on_every_page_is_found() -> None:
    def repeat(pdf: pikepdf.Pdf) -> None:
        table = nth(pdf, "Table", -1)
        head = next(kid for kid in kids(table) if str(kid.S) == "/THead")
        table.K = pikepdf.Array([*kids(table), again(pdf, head)])

    wrong = codes(sabotaged(repeat))
    assert "foreign-tag" in wrong and "repeated-content" in wrong


def test_text_in_the_tag_of_another_paragraph_is_found() -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        siblings = (pair for part in tags(tree(pdf), "Sect") for pair in pairwise(kids(part)))
        giver, taker = next(
            pair for pair in siblings
            if [str(tag.S) for tag in pair] == ["/P", "/P"] and len(kids(pair[0])) > 1
            and isinstance(kids(pair[0])[-1], int)
        )
        last = pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=giver.Pg, MCID=kids(giver)[-1])
        giver.K, taker.K = pikepdf.Array(kids(giver)[:-1]), pikepdf.Array([last, *kids(taker)])

    finding, = found(sabotaged(move))
    assert finding.fault.code == "mistagged-text" and "`P`" in finding.fault.message
    assert finding.node is not None and finding.box is not None


def test_text_moved_to_the_next_cell_is_found() -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        row = nth(pdf, "TR", -1)
        *_, giver, taker = kids(row)
        taker.K = pikepdf.Array([*kids(giver), *kids(taker)])
        giver.K = pikepdf.Array()

    finding, = found(sabotaged(move))
    assert finding.fault.code == "mistagged-text" and "`TD`" in finding.fault.message
    assert finding.node is not None and finding.node.tag == "td"


def test_a_file_without_tags_is_found() -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/StructTreeRoot"]

    wrong = codes(sabotaged(strip))
    assert wrong[0] == "broken-tree" and "lost-tag" in wrong


def test_a_second_document_is_found() -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        more = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document))
        tree(pdf).K = pikepdf.Array([*kids(tree(pdf)), more])

    assert codes(sabotaged(add)) == ["broken-tree"]


# Cells, pictures, notes


@pytest.mark.parametrize("scope", [None, "/Row", "/Both"])
def test_a_head_of_a_column_without_its_scope_is_found(scope: str | None) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        about = nth(pdf, "TH").A
        if scope is None:
            del about["/Scope"]
        else:
            about.Scope = pikepdf.Name(scope)

    finding, = found(sabotaged(change))
    assert finding.fault.code == "wrong-scope" and "`Column`" in finding.fault.message
    assert finding.node is not None and finding.node.attributes["scope"] == "col"
    assert finding.page is not None


def test_a_cell_that_spans_otherwise_is_found() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        nth(pdf, "TD", 3).A = pikepdf.Dictionary(O=pikepdf.Name.Table, ColSpan=2)

    assert codes(sabotaged(change)) == ["wrong-spans"]


@pytest.mark.parametrize("text", [None, "Something else."])
def test_a_picture_without_its_own_text_is_found(text: str | None) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        figure = nth(pdf, "Figure")
        del figure["/Alt"]
        if text:
            figure.Alt = pikepdf.String(text)

    finding, = found(sabotaged(change))
    assert finding.fault.code == "wrong-alternative"
    assert finding.node is not None and finding.node.tag == "img"
    assert finding.page == 6


def test_a_note_without_a_name_is_found() -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        del nth(pdf, "Note", 2)["/ID"]

    finding, = found(sabotaged(strip))
    assert finding.fault.code == "unnamed-note"
    assert finding.node is not None and finding.node.id


def test_two_notes_of_one_name_are_found() -> None:
    def double(pdf: pikepdf.Pdf) -> None:
        nth(pdf, "Note", 2).ID = nth(pdf, "Note", 1).ID

    assert codes(sabotaged(double)) == ["unnamed-note", "unnamed-note"]


def test_a_call_that_leads_to_no_note_is_found() -> None:
    def turn(node: Node) -> Node:
        if node.attributes.get("href") != "#note-2":
            return node
        return replace(node, attributes={**node.attributes, "href": "#imprint"})

    assert set(codes(with_nodes(turn))) == {"call-without-note", "note-without-call"}


def test_a_note_that_leads_back_to_another_call_is_found() -> None:
    def turn(node: Node) -> Node:
        if node.attributes.get("href") != "#call-2" or "note-return" not in node.classes:
            return node
        return replace(node, attributes={**node.attributes, "href": "#call-3"})

    finding, = found(with_nodes(turn))
    assert finding.fault.code == "note-without-call"
    assert finding.node is not None and finding.node.id == "note-2"


# Headings, repetition, languages, names


def test_a_gap_between_headings_is_found() -> None:
    def sink(pdf: pikepdf.Pdf) -> None:
        for heading in tags(tree(pdf), "H2"):
            heading.S = pikepdf.Name.H3

    assert "heading-gap" in codes(sabotaged(sink))


def test_what_is_read_twice_is_found() -> None:
    def repeat(pdf: pikepdf.Pdf) -> None:
        paragraph = nth(pdf, "P", 12)
        paragraph.K = pikepdf.Array([*kids(paragraph), kids(paragraph)[0]])

    wrong = found(sabotaged(repeat))
    assert "repeated-content" in {finding.fault.code for finding in wrong}
    assert all(finding.page is not None for finding in wrong)


def test_a_foreign_phrase_that_lost_its_language_is_found() -> None:
    def strip(pdf: pikepdf.Pdf) -> None:
        del next(tag for tag in tags(tree(pdf), "Span") if str(tag.get("/Lang", "")) == "fr")["/Lang"]

    finding, = found(sabotaged(strip))
    assert finding.fault.code == "wrong-language"
    assert "`en-GB` instead of `fr`" in finding.fault.message
    assert finding.node is not None and finding.node.classes == {"foreign"}


def test_a_paragraph_in_a_wrong_language_is_found() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        nth(pdf, "P", 12).Lang = pikepdf.String("de")

    assert set(codes(sabotaged(change))) == {"wrong-language"}


def test_a_file_in_a_wrong_language_is_found() -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Lang = pikepdf.String("fr")

    wrong = found(sabotaged(change))
    assert wrong[0].fault.code == "wrong-file-language"
    assert "`fr` instead of `en-GB`" in wrong[0].fault.message


@pytest.mark.parametrize("title", ["", "Untitled"])
def test_a_file_without_its_title_is_found(title: str) -> None:
    renamed = replace(sound(), printed=replace(sound().printed, title=title))
    finding, = found(renamed)
    assert finding.fault.code == "wrong-file-title"
    assert finding.node is not None and "cover-title" in finding.node.classes
