"""The cells of tables in the finished PDF: under their heads, in their rows, figures in line."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from msgspec.structs import replace

from proof_book import restyled, sound
from publish.bind import bind
from publish.proof.beside.aligning import compare
from publish.proof.beside.comparison import Comparison, Finding
from publish.proof.beside.expected import Node, expect
from publish.proof.checks import columns
from publish.proof.checks.contents import within
from publish.proof.checks.passages import setting
from publish.proof.copy.printed import Piece
from publish.proof.copy.reading import read
from publish.report import Report
from publish.typeset import typeset
from small_book import BASE, leaf, shelve


def told(book: Comparison) -> list[Finding]:
    return list(columns.findings(book, setting(book)))


def codes(book: Comparison) -> set[str]:
    return {finding.fault.code for finding in told(book)}


def shifted(pieces: Collection[Piece], right: float = 0, down: float = 0) -> Comparison:
    """The book with some runs of text elsewhere on their page."""
    def change(piece: Piece) -> Piece:
        left, top, end, bottom = piece.box
        box = piece.box._replace(left=left + right, right=end + right, top=top + down, bottom=bottom + down)
        return piece._replace(box=box, baseline=piece.baseline + down)

    return drawn(pieces, change)


def drawn(pieces: Collection[Piece], change: Callable[[Piece], Piece]) -> Comparison:
    chosen = set(pieces)
    pages = tuple(
        replace(page, pieces=tuple(change(piece) if piece in chosen else piece for piece in page.pieces))
        for page in sound().printed.pages
    )
    changed = tuple(change(piece) if piece in chosen else piece for piece in sound().pieces)
    return replace(sound(), pieces=changed, printed=replace(sound().printed, pages=pages))


def rows(least: int) -> list[list[Node]]:
    """The rows of the book's first table with so many columns of single cells, without its head."""
    nodes = sound().expected.nodes
    for table in (node for node in nodes if node.tag == "table"):
        found = [
            [cell for cell in within(sound().expected, row) if cell.tag in {"td", "th"}]
            for row in within(sound().expected, table)
            if row.tag == "tr" and nodes[row.parent].tag != "thead"
        ]
        if found and all(len(row) >= least for row in found):
            return found
    raise AssertionError("no such table")


def test_cells_of_a_sound_book_stand_under_their_heads() -> None:
    assert told(sound()) == []


def test_cells_set_as_blocks_are_seen() -> None:
    assert codes(restyled(".tabular-table td { display: block; }")) == {"misplaced-cell", "uneven-row"}


def test_rows_and_cells_set_as_blocks_are_seen() -> None:
    book = restyled(".tabular-table tbody, .tabular-table tr, .tabular-table td { display: block; }")
    assert "misplaced-cell" in codes(book)


def test_columns_that_have_changed_places_are_seen() -> None:
    """Only what is drawn has: the tags still have the old order."""
    row = rows(3)[0]
    second, third = (sound().pieces_of(cell) for cell in row[1:3])
    away = third[0].box.left - second[0].box.left
    there = shifted(second, right=away)
    back = shifted(third, right=-away)
    for swapped in (there, back):
        (found,) = told(swapped)
        assert found.fault.code == "misplaced-cell"
        assert found.node in row[1:3]


def test_a_column_shifted_by_half_its_width_is_seen() -> None:
    pieces = [piece for row in rows(3) for piece in sound().pieces_of(row[1])]
    assert "misplaced-cell" in codes(shifted(pieces, right=6))


def test_a_body_beside_its_head_is_seen() -> None:
    book = restyled(".tabular-table tbody td, .tabular-table tbody th { transform: translateX(12mm); }")
    assert codes(book) == {"misplaced-cell"}


def test_a_cell_off_the_line_of_its_row_is_seen() -> None:
    (found,) = told(shifted(sound().pieces_of(rows(3)[0][1]), down=1))
    assert found.fault.code == "uneven-row"


def test_figures_centred_under_a_head_on_the_right_are_seen() -> None:
    """A figure alone in its column is under its head or not; of two that are, one is out of line."""
    assert "misplaced-cell" in codes(restyled(".tabular-table td.tabular-figure { text-align: left; }"))


def test_figures_that_do_not_end_in_line_are_told_as_a_warning(tmp_path: Path) -> None:
    (found,) = told(figures(tmp_path, "left"))
    assert (found.fault.code, str(found.fault.severity)) == ("uneven-figures", "warning")


def test_figures_that_end_in_line_are_silent(tmp_path: Path) -> None:
    assert told(figures(tmp_path, "right")) == []


def figures(folder: Path, side: str) -> Comparison:
    """A table of two columns, the second of figures that stand on one side."""
    cells = "".join(
        f'<tr><th scope="row">{name}</th><td class="tabular-figure">{figure}</td></tr>'
        for name, figure in (("May", "1,235"), ("June", "7"), ("July", "4,081"))
    )
    head = '<tr><th scope="col">Month</th><th scope="col">Number of people killed</th></tr>'
    manuscript = leaf(f"<section><table><thead>{head}</thead><tbody>{cells}</tbody></table></section>")
    css = f"{BASE} th, td {{ text-align: left }} th + th, td {{ text-align: {side} }}"
    report = Report()
    sheets = typeset(manuscript, shelve(folder, css), report)
    volume = bind(sheets, manuscript.signed, (), report, first_body_anchor=manuscript.first_body)
    return compare(expect(manuscript), read(volume.pdf))


def test_a_key_figure_beside_another_line_is_seen() -> None:
    """It would be taken for what stands beside it."""
    value = next(node for node in sound().expected.nodes if "key-figures-value" in node.classes)
    (found,) = told(shifted(sound().pieces_of(value), down=4))
    assert (found.fault.code, found.node) == ("parted-term", value)


def test_a_repeated_head_over_other_columns_is_seen() -> None:
    page = next(page for page in sound().printed.pages if any(_is_repeated(piece) for piece in page.pieces))
    repeated = [piece for piece in page.pieces if _is_repeated(piece)]
    assert codes(shifted(repeated, right=5)) == {"shifted-head"}


def _is_repeated(piece: Piece) -> bool:
    return piece.artifact and piece.text.strip() == "What"
