"""The structure tree: what readers who do not see the page are given, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pikepdf
import pydyf
import pypdfium2
import pytest

import small_book
from publish.bind import bind
from publish.conformance import validate
from publish.report import Report
from publish.typeset import typeset
from publish.typeset.tags.branch import Branch
from publish.typeset.tags.growth import grow
from publish.typeset.tags.marks import Piece

# Trees grown from pieces made by hand


def _pieces(element: Element) -> Iterator[Piece]:
    """The pieces of an element in the order of the document; a link has an area before its text."""
    if "href" in element.attrib:
        yield Piece(0, element, area=0)
    for pseudo in element.attrib.keys() & {"marker", "before", "footnote-marker"}:
        yield Piece(0, element, pseudo, element.attrib[pseudo], 0)
    if element.text:
        yield Piece(0, element, text=element.text, mcid=0)
    for child in element:
        yield from _pieces(child)
        if child.tail:
            yield Piece(0, element, text=child.tail, mcid=0)


def _grown(body: str) -> Branch:
    """The tree of some HTML, the notes of which stand at the foot of the page."""
    root = fromstring(f'<html lang="en-GB"><body id="text">{body}</body></html>')
    noted = {inner for note in root.iter() if note.get("class") == "note" for inner in note.iter()}
    pieces = sorted(_pieces(root), key=lambda piece: piece.element in noted)
    return grow(root, pieces).tree


def _outline(branch: Branch) -> str:
    """A tree as roles, with what is in them in brackets."""
    kids = [_outline(kid) if isinstance(kid, Branch) else kid.text for kid in branch.kids]
    return f"{branch.role}[{' '.join(kid for kid in kids if kid)}]"


def _body(html: str) -> str:
    return _outline(_grown(html)).removeprefix("Document[").removesuffix("]")


CALL = (
    '<a class="call" href="#n" id="c">1</a>'
    '<span class="note" id="n" footnote-marker="1">So. <a href="#c">↑</a></span>'
)


def _all(branch: Branch, role: str) -> list[Branch]:
    found = [branch] if branch.role == role else []
    return found + [one for kid in branch.kids if isinstance(kid, Branch) for one in _all(kid, role)]


def _said(html: str, role: str) -> list[dict[str, str]]:
    """What is said of each element of a role, as written in the file."""
    things = [branch.entries for branch in _all(_grown(html), role)]
    return [{key: pydyf.Array([value]).data.decode()[1:-1] for key, value in one.items()} for one in things]


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("<section><h1>A</h1><div><p>B</p></div></section>", "Sect[H1[A] P[B]]"),
        ("<p>A <span>b</span> c</p>", "P[A  b  c]"),
        ("<p>A <em>b</em></p>", "P[A  Span[b]]"),
        ("<div>Loose <em>b</em><p>C</p></div>", "P[Loose  Span[b]] P[C]"),
        ("<p>A <a>b</a></p>", "P[A  b]"),
        ('<p>A <a href="#x">b<em>c</em></a></p>', "P[A  Link[b Span[c]]]"),
        ("<p></p><div></div><p>A</p>", "P[A]"),
        ("<h2>A</h2><h4>B</h4><h2>C</h2>", "H1[A] H2[B] H2[C]"),
        ("<figure><img/><figcaption>A</figcaption></figure>", "Div[Caption[A]]"),
    ],
)
def test_an_element_has_its_role_and_a_wrapper_none(html: str, tree: str) -> None:
    assert _body(html) == tree


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("<ul><li>A</li></ul>", "L[LI[LBody[A]]]"),
        (
            '<ol><li marker="1.">A</li><li marker="2.">B</li></ol>',
            "L[LI[Lbl[1.] LBody[A]] LI[Lbl[2.] LBody[B]]]",
        ),
        ("<ul><li>A<ul><li>B</li></ul></li></ul>", "L[LI[LBody[A L[LI[LBody[B]]]]]]"),
        ("<ul><li><p>A</p><p>B</p></li></ul>", "L[LI[LBody[P[A] P[B]]]]"),
        (
            "<dl><dt>A</dt><dd>B</dd><dd>C</dd><div><dt>D</dt><dd>E</dd></div></dl>",
            "L[LI[Lbl[A] LBody[B] LBody[C]] LI[Lbl[D] LBody[E]]]",
        ),
    ],
)
def test_a_list_has_entries_with_labels_and_bodies(html: str, tree: str) -> None:
    assert _body(html) == tree


def test_a_list_of_contents_is_a_table_of_contents() -> None:
    inner = '<ol><li><a href="#b">B</a></li></ol>'
    html = f'<nav><h1>Contents</h1><ol><li before="1"><a href="#a">A</a>{inner}</li></ol></nav>'
    tree = "TOC[TOCI[Lbl[1] Reference[Link[A]] TOC[TOCI[Reference[Link[B]]]]]]"
    assert _body(html) == f"Sect[H1[Contents] {tree}]"


@pytest.mark.parametrize(
    ("marker", "kind"), [("1.", "/Decimal"), ("•", "/Disc"), ("–", "/None"), (" ", "/None")]
)
def test_a_list_says_how_it_is_numbered(marker: str, kind: str) -> None:
    assert _said(f'<ul><li marker="{marker}">A</li></ul>', "L") == [
        {"A": f"<</O /List/ListNumbering {kind}>>"}
    ]


NOTE = "Note[Lbl[1] So.  Link[↑]]"


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        (f"<p>A{CALL} b</p>", f"P[A Link[1] {NOTE}  b]"),
        (f"<p>A <em>b{CALL}</em> c</p>", f"P[A  Span[b Link[1]] {NOTE}  c]"),
        (f"<h1>A{CALL}</h1><p>B</p>", f"H1[A Link[1]] {NOTE} P[B]"),
        (
            f"<table><caption>A{CALL}</caption><tr><td>B</td></tr></table>",
            f"Table[Caption[A Link[1]] TR[TD[B]]] {NOTE}",
        ),
        (f"<dl><dt>A{CALL}</dt><dd>B</dd></dl>", f"L[LI[Lbl[A Link[1]] LBody[B]]] {NOTE}"),
        (f"<ul><li>A{CALL}</li></ul>", f"L[LI[LBody[A Link[1] {NOTE}]]]"),
    ],
)
def test_a_note_follows_its_call_or_the_heading_or_table_of_its_call(html: str, tree: str) -> None:
    assert _body(html) == tree


def test_a_lettered_note_has_its_letter_as_label() -> None:
    html = '<p class="tabular-note" id="x"><a class="tabular-note-letter" href="#c">a</a> So.</p>'
    assert _body(html) == "Note[Lbl[Link[a]]  So.]"


def test_a_note_has_the_id_of_its_element() -> None:
    assert [note.name for note in _all(_grown(f"<p>A{CALL}</p>"), "Note")] == ["n"]


@pytest.mark.parametrize(
    ("html", "role", "entries"),
    [
        ('<p>A <i lang="fr">mot</i></p>', "Span", [{"Lang": "(fr)"}]),
        ('<p>A <span lang="en">word</span></p>', "Span", []),
        ('<p lang="fr">A <i lang="en">word</i> <i lang="fr">mot</i></p>', "Span", [{"Lang": "(en)"}]),
        ('<p lang="fr">A</p>', "P", [{"Lang": "(fr)"}]),
        ('<div lang="fr"><p>A</p></div>', "Div", [{"Lang": "(fr)"}]),
        ('<p><abbr title="United Nations">UN</abbr></p>', "Span", [{"E": "(United Nations)"}]),
        ("<p><abbr>UN</abbr></p>", "Span", []),
        ('<p>7<span class="mark" title="single source">†</span></p>', "Span", [{"Alt": "(single source)"}]),
        (
            '<p><img alt="A bar.">x</img></p>',
            "Figure",
            [{"Alt": "(A bar.)", "A": "<</O /Layout/BBox [0 0 0 0]>>"}],
        ),
    ],
)
def test_what_is_said_of_an_element_is_written(html: str, role: str, entries: list[dict[str, str]]) -> None:
    assert _said(html, role) == entries


TABLE = """<table><thead><tr><th scope="col">Month</th><th scope="col">Killed</th></tr></thead>
<tbody><tr><th scope="rowgroup" colspan="2">North</th></tr>
<tr><th scope="row">May</th><td>35</td></tr><tr><th scope="row">June</th><td></td></tr></tbody></table>"""


def test_an_empty_cell_keeps_its_place() -> None:
    table = _body(re.sub(r">\s+<", "><", TABLE))
    assert table.endswith("TR[TH[May] TD[35]] TR[TH[June] TD[]]]]")


def test_cells_say_what_they_head_span_and_are_headed_by() -> None:
    heads = [entries["A"] for entries in _said(TABLE, "TH")]
    assert heads == [
        "<</O /Table/Scope /Column>>",
        "<</O /Table/Scope /Column>>",
        "<</O /Table/Scope /Row/ColSpan 2>>",
        "<</O /Table/Scope /Row/Headers [(text-head-0) (text-head-2)]>>",
        "<</O /Table/Scope /Row/Headers [(text-head-0) (text-head-2)]>>",
    ]
    assert [entries["A"] for entries in _said(TABLE, "TD")] == [
        f"<</O /Table/Headers [(text-head-1) (text-head-2) (text-head-{row})]>>" for row in (3, 4)
    ]
    assert [head.name for head in _all(_grown(TABLE), "TH")] == [f"text-head-{number}" for number in range(5)]


def test_a_cell_over_two_rows_moves_the_next_row_along() -> None:
    html = """<table><tbody><tr><th scope="col">A</th><th scope="col">B</th></tr>
    <tr><th scope="rowgroup" rowspan="2">C</th><td>D</td></tr><tr><td>E</td></tr></tbody></table>"""
    assert [head.name for head in _all(_grown(html), "TH")] == [None, "text-head-0", "text-head-1"]
    assert _said(html, "TD") == [{"A": "<</O /Table/Headers [(text-head-0) (text-head-1)]>>"}] * 2


def test_a_plain_table_needs_no_names() -> None:
    html = '<table><tbody><tr><th scope="row">May</th><td>35</td></tr></tbody></table>'
    assert _said(html, "TD") == [{}]
    assert [head.name for head in _all(_grown(html), "TH")] == [None]


# Trees of pages

NARROW = """\
@page { size: 60mm 50mm; margin: 10mm; @top-left { content: "Head" }
  @bottom-left { content: counter(page); font-variant-numeric: tabular-nums }
  @footnote { padding-bottom: .01pt } }
html { font-family: Text; font-size: 9pt; line-height: 4mm; footnote-policy: line }
.note { float: footnote } .note::footnote-call { content: none } .note::footnote-marker { content: "1" }
nav a::after { content: leader(".") attr(data-folio); font-variant-numeric: tabular-nums }
"""

LONG_TABLE = f"""<table id="leaf"><caption>Killed</caption>
<thead><tr><th scope="col">Month</th><th scope="col">Killed <a href="#leaf">a</a></th></tr></thead>
<tbody>{"".join(f'<tr><th scope="row">M{n}</th><td>{n}</td></tr>' for n in range(15))}</tbody>
<tfoot><tr><th scope="row">Total</th><td>105</td></tr></tfoot></table>"""


def _bound(folder: Path, html: str, css: str = "") -> bytes:
    """One leaf on small pages."""
    report, book = Report(), small_book.leaf(html)
    sheets = typeset(book, small_book.shelve(folder, NARROW + css), report)
    volume = bind(sheets, book.metadata, (), report, first_body_anchor="leaf")
    assert [str(diagnostic) for diagnostic in report] == []
    return volume.pdf


class _Tree:
    """The structure tree of a finished file."""

    def __init__(self, pdf: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(pdf))
        self.root = self.pdf.Root.StructTreeRoot
        self.pages = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.elements: list[pikepdf.Object] = []
        self.marks: list[tuple[int, int, tuple[int, int]]] = []
        self.areas: list[tuple[int, tuple[int, int], tuple[int, int]]] = []
        self.outline = self._walk(self.root.K[0])

    def _walk(self, element: pikepdf.Object) -> str:
        self.elements.append(element)
        kids = [self._kid(kid, element) for kid in element.K]
        return f"{str(element.S)[1:]}[{' '.join(kid for kid in kids if kid)}]"

    def _kid(self, kid: pikepdf.Object | int, element: pikepdf.Object) -> str:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            assert kid.P.objgen == element.objgen
            return self._walk(kid)
        page = kid.Pg if isinstance(kid, pikepdf.Dictionary) and "/Pg" in kid else element.Pg
        if isinstance(kid, pikepdf.Dictionary) and kid.Type == "/OBJR":
            self.areas.append((self.pages[page.objgen], kid.Obj.objgen, element.objgen))
        else:
            mcid = int(kid.MCID) if isinstance(kid, pikepdf.Dictionary) else int(kid)
            self.marks.append((self.pages[page.objgen], mcid, element.objgen))
        return ""

    def count(self, role: str) -> int:
        """How many elements have a role."""
        return sum(str(element.S) == f"/{role}" for element in self.elements)

    def parents(self) -> dict[int, pikepdf.Object]:
        """The tree of parents, by key."""
        found = dict[int, pikepdf.Object]()
        for leaf in self.root.ParentTree.Kids:
            numbers = list(leaf.Nums)
            keys = [int(key) for key in numbers[::2]]
            assert [int(limit) for limit in leaf.Limits] == [min(keys), max(keys)]
            assert min(keys) > max(found, default=-1)
            found |= zip(keys, numbers[1::2], strict=True)
        return found

    def drawn(self, page: int) -> list[tuple[str, dict[str, object]]]:
        """The marks in the content stream of a page: tag and properties."""
        operators = pikepdf.parse_content_stream(self.pdf.pages[page])
        return [
            (str(found.operands[0])[1:], dict(found.operands[1].items()))
            for found in operators
            if str(found.operator) == "BDC"
        ]


def _assert_whole(pdf: bytes) -> None:
    """Every mark and every area is in the tree once, and the tree of parents leads back to its element."""
    tree = _Tree(pdf)
    drawn = [
        (page, int(str(said["/MCID"])))
        for page in range(len(tree.pdf.pages))
        for _, said in tree.drawn(page)
        if "/MCID" in said
    ]
    assert sorted(mark[:2] for mark in tree.marks) == sorted(drawn)
    areas = [
        (number, area.objgen)
        for number, page in enumerate(tree.pdf.pages)
        for area in page.obj.get("/Annots", [])
    ]
    assert sorted(area[:2] for area in tree.areas) == sorted(areas)
    parents = tree.parents()
    for page, mcid, element in tree.marks:
        assert parents[int(tree.pdf.pages[page].StructParents)][mcid].objgen == element
    for _, area, element in tree.areas:
        assert parents[int(tree.pdf.get_object(area).StructParent)].objgen == element
    pages = [int(page.StructParents) for page in tree.pdf.pages]
    links = [int(tree.pdf.get_object(area).StructParent) for _, area in areas]
    assert list(parents) == sorted((*pages, *links))
    assert tree.root.ParentTreeNextKey > max(parents)
    assert sum(len(parents[page]) for page in pages) == len(drawn)
    written = [thing for thing in tree.pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/S" in thing]
    elements = {thing.objgen for thing in written if thing.get("/Type") == "/StructElem"}
    assert elements == {element.objgen for element in tree.elements}


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return _bound(tmp_path_factory.mktemp("table"), LONG_TABLE)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    report, manuscript = Report(), small_book.manuscript()
    sheets = typeset(manuscript, small_book.shelve(tmp_path_factory.mktemp("book")), report)
    return bind(sheets, manuscript.metadata, (), report, first_body_anchor="one").pdf


def test_a_table_over_three_pages_is_one_table_with_one_head(table: bytes) -> None:
    tree = _Tree(table)
    row = "TR[TH[] TD[]]"
    assert len(tree.pdf.pages) >= 3
    assert tree.outline == (
        f"Document[Table[Caption[] THead[TR[TH[] TH[Link[]]]] TBody[{' '.join([row] * 15)}] TFoot[{row}]]]"
    )


def test_the_repeated_head_of_a_table_is_an_artifact_and_its_links_still_work(table: bytes) -> None:
    tree = _Tree(table)
    repeated = [said for tag, said in tree.drawn(1) if tag == "Artifact" and "/Subtype" not in said]
    assert [said["/Type"] for said in repeated][:2] == ["/Pagination"] * 2
    assert [page for page, _, _ in tree.areas] == list(range(len(tree.pdf.pages)))
    assert len({element for _, _, element in tree.areas}) == 1


def test_running_heads_and_folios_are_artifacts(table: bytes) -> None:
    for page in range(len(pikepdf.open(BytesIO(table)).pages)):
        subtypes = [said.get("/Subtype") for tag, said in _Tree(table).drawn(page) if tag == "Artifact"]
        assert {"/Header", "/Footer"} <= {str(subtype) for subtype in subtypes}


def test_a_paragraph_over_two_pages_is_one_with_a_note_after_its_call(tmp_path: Path) -> None:
    html = f'<p id="leaf">{"Word " * 30}{CALL} {"word " * 30}</p><ul><li>{"Item " * 60}</li></ul>'
    pdf = _bound(tmp_path, html)
    tree = _Tree(pdf)
    assert len(tree.pdf.pages) >= 3
    assert tree.outline == "Document[P[Link[] Note[Lbl[] Link[]]] L[LI[Lbl[] LBody[]]]]"
    assert [str(name) for name in tree.root.IDTree.Names][::2] == ["n"]
    _assert_whole(pdf)


def test_lines_of_a_paragraph_that_follow_one_another_are_one_mark(tmp_path: Path) -> None:
    tree = _Tree(_bound(tmp_path, f'<p id="leaf">{"Word " * 20}</p>'))
    assert [mcid for _, mcid, _ in tree.marks] == [0]


def test_leaders_and_what_stands_on_every_page_are_artifacts(tmp_path: Path) -> None:
    link = '<a href="#end" data-folio="">The end</a>'
    html = f'<nav id="leaf"><ul><li>{link}</li></ul></nav><p id="end">End</p>'
    pdf = _bound(
        tmp_path, html, "body::before { content: 'DRAFT'; position: fixed; top: 0 }\nli { display: block }"
    )
    tree = _Tree(pdf)
    assert tree.outline == "Document[Sect[TOC[TOCI[Reference[Link[]]]]] P[]]"
    assert [tag for tag, _ in tree.drawn(0)].count("Artifact") >= 4
    _assert_whole(pdf)


def test_a_link_has_one_area_for_each_of_its_lines(tmp_path: Path) -> None:
    css = "a::after { content: ' and more' } a { display: inline-block }"
    tree = _Tree(_bound(tmp_path, '<p id="leaf">A <a href="#leaf">short <em>link</em></a></p>', css))
    assert len(tree.areas) == 1
    assert tree.outline == "Document[P[Link[Span[]]]]"


def test_a_picture_has_a_text_and_stands_where_it_is_drawn(book: bytes) -> None:
    tree = _Tree(book)
    figures = [element for element in tree.elements if element.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == ["One bar, at 1,239.", "One pixel."]
    with pypdfium2.PdfDocument(book) as file:
        pixel = next(iter(file[2].get_objects(filter=[3])))
        bounds = pixel.get_bounds()
    assert [float(side) for side in figures[1].A.BBox] == pytest.approx(bounds, abs=0.1)


@pytest.mark.parametrize("name", ["book", "table"])
def test_every_mark_is_in_the_tree_once_and_nothing_else_is_left(
    name: str, request: pytest.FixtureRequest
) -> None:
    _assert_whole(request.getfixturevalue(name))


@pytest.mark.conformance
@pytest.mark.parametrize("flavour", ["3a", "ua1"])
def test_a_table_over_pages_keeps_the_standards(table: bytes, flavour: str) -> None:
    assert validate(table, "3a" if flavour == "3a" else "ua1") == ()


@pytest.mark.conformance
def test_notes_in_headings_captions_and_terms_keep_the_standard(tmp_path: Path) -> None:
    calls = [re.sub(r'"(#?[nc])"', rf'"\g<1>{number}"', CALL) for number in range(3)]
    html = f"""<h1 id="leaf">A{calls[0]}</h1><table><caption>B{calls[1]}</caption><tr><td>C</td></tr></table>
    <dl><dt>D{calls[2]}</dt><dd>E</dd></dl><p><a href="#leaf">a <em>nested</em> link</a></p>"""
    assert validate(_bound(tmp_path, html, "@page { size: A5 }"), "ua1") == ()


# The fence


def test_text_that_the_engine_draws_elsewhere_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were it not seen to fade before it is drawn."""
    monkeypatch.setattr("publish.typeset.finishing.faded_elements", lambda document: ())
    with pytest.raises(RuntimeError, match="page 1 has text in another stream, as `opacity` does it"):
        _bound(tmp_path, '<p id="leaf">Text</p>', "p { opacity: .5 }")
