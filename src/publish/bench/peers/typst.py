"""A text in Typst's markup.

Every word is in a string, where nothing is markup; so only quotation marks and backslashes are escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .text import (
    Block,
    Cell,
    Folio,
    Heading,
    Inline,
    Listing,
    Made,
    Note,
    Paragraph,
    Part,
    Picture,
    Row,
    Styled,
    Table,
    Text,
    Words,
)

Escape = Callable[[str], str]

_STYLES = {"emphasis": "emph", "strong": "strong", "raised": "super"}
_MADE = {
    "contents": '#pagebreak(weak: true)\n#outline(title: "Contents", depth: 3)\n',
    "lists": '#pagebreak(weak: true)\n#outline(title: "Tables and figures", target: figure)\n',
}
_FRAME = "rect(width: 100%, height: 60mm, stroke: 0.5pt)"
_PREAMBLE = """\
#let running-head = context {
  let found = query(selector(heading.where(level: 1)).before(here()))
  let chapter = if found.len() > 0 { found.last().body }
  emph(if calc.odd(here().page()) { align(right, chapter) } else { edition })
}
#set document(title: edition)
#set page(
  paper: "a4", margin: (inside: 34mm, outside: 54mm, top: 27mm, bottom: 36.5mm), numbering: "i",
  header: running-head,
)
#set text(
  font: "Linux Libertine O", size: 10.5pt, lang: "en", region: "GB", hyphenate: true,
  number-type: "old-style", top-edge: 0.75em, bottom-edge: -0.25em,
)
#set par(justify: true, leading: 3pt, spacing: 3pt, first-line-indent: 13.5pt)
#set heading(numbering: none)
#show heading: set text(weight: 600, hyphenate: false)
#show heading.where(level: 1): set text(size: 25pt)
#show heading: set block(above: 13.5pt, below: 13.5pt)
#show footnote.entry: set text(size: 8.8pt)
#show footnote.entry: set par(leading: 2pt, justify: false)
#set footnote.entry(gap: 2pt)
#set list(spacing: 3pt)
#set enum(spacing: 3pt)
#show figure: set block(breakable: true)
#set figure(numbering: none, supplement: none)
#set figure.caption(position: top)
#show figure.caption: set align(left)
#set table(stroke: none, align: left, inset: (x: 2mm, y: 1.7pt))
#show table: set text(font: "Source Sans 3", size: 8.6pt, hyphenate: false)
#show table: set par(leading: 1.5pt, justify: false)
#let small(body) = {
  set text(size: 8.8pt)
  set par(leading: 2pt, justify: false)
  body
}

"""


def quoted(text: str) -> str:
    """A text as it stands in a string."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def write(text: Text, escape: Escape = quoted) -> str:
    """A whole book; every word of it passes `escape`."""
    writer = _Writer(escape)
    edition = f'#let edition = "{quoted(text.title)}"\n'
    return edition + _PREAMBLE + "\n".join(map(writer.block, text.blocks))


class _Writer:
    """Writes blocks down, each with its words escaped."""

    def __init__(self, escape: Escape) -> None:
        self._escape = escape

    def block(self, block: Block) -> str:
        """One block in a paragraph of its own."""
        match block:
            case Part(fresh, first):
                return _part(fresh, first)
            case Heading(level, text, targets):
                return _labelled(f"#heading(level: {level})[{self.inline(text)}]", targets)
            case Paragraph(text, targets, small):
                said = self.inline(text)
                return _labelled(f"#small[{said}]\n" if small else said, targets)
            case Listing():
                return self._listing(block)
            case Table():
                return self._table(block)
            case Picture(caption, targets):
                return _labelled(f"#figure(caption: [{self.inline(caption)}], {_FRAME})", targets)
            case Made(what):
                return _MADE[what]

    def inline(self, text: Inline) -> str:
        """What stands in the line."""
        return "".join(map(self._piece, text))

    def _piece(self, piece: Words | Styled | Note | Folio) -> str:
        match piece:
            case Words(text):
                return f'#"{self._escape(text)}";'
            case Styled(style, text):
                return f"#{_STYLES[style]}[{self.inline(text)}]"
            case Note(text):
                return f"#footnote[{self.inline(text)}]"
            case Folio(target):
                return f'#context counter(page).at(label("{target}")).first()'

    def _listing(self, listing: Listing) -> str:
        items = ", ".join(f"[{self.inline(item)}]" for item in listing.items)
        made = f"{'enum' if listing.numbered else 'list'}({items})"
        return f"#small({made})\n" if listing.small else f"#{made}\n"

    def _table(self, table: Table) -> str:
        columns = ", ".join(f"{width}fr" for width in table.widths)
        head = f"table.header({self._cells(table.head)}), " if table.head else ""
        made = f"table(columns: ({columns},), {head}{self._cells(table.body)})"
        if not table.caption:
            return _labelled(f"#{made}", table.targets)
        return _labelled(f"#figure(caption: [{self.inline(table.caption)}], {made})", table.targets)

    def _cells(self, rows: Sequence[Row]) -> str:
        return ", ".join(self._cell(cell) for row in rows for cell in row)

    def _cell(self, cell: Cell) -> str:
        said = self.inline(cell.text)
        said = f"#strong[{said}]" if cell.head else said
        return f"table.cell(colspan: {cell.span})[{said}]" if cell.span > 1 else f"[{said}]"


def _part(fresh: bool, first: bool) -> str:
    """The begin of a part; a page begins with other folios by itself."""
    if first:
        return '#set page(numbering: "1")\n#counter(page).update(1)\n'
    return "#pagebreak(weak: true)\n" if fresh else ""


def _labelled(block: str, targets: Sequence[str]) -> str:
    """A block to which page references can point."""
    first, others = targets[:1], targets[1:]
    marks = "".join(f'#metadata(none)#label("{target}")\n' for target in others)
    return marks + block + "".join(f'#label("{target}")' for target in first) + "\n"
