"""A text in LaTeX, for XeLaTeX: the classes and packages of any installation that has `xelatex`."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

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

_SPECIAL = {
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#", "%": "\\%",
    "_": "\\_", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}", "[": "{[}", "]": "{]}",
    "\u00a0": "~",
}
"""Characters that mean something to TeX; brackets would be taken for an option behind a command."""
_SPECIALS = re.compile("|".join(map(re.escape, _SPECIAL)))
_STYLES = {"emphasis": "emph", "strong": "textbf", "raised": "textsuperscript"}
_SECTIONS = {1: "section", 2: "subsection", 3: "subsubsection"}
_MADE = {"contents": "\\clearpage\\tableofcontents\n", "lists": "\\clearpage\\listoftables\\listoffigures\n"}
_FRAME = "\\noindent\\fbox{\\rule{0pt}{60mm}\\hspace{.95\\textwidth}}"
_PREAMBLE = r"""
\documentclass[a4paper,twoside]{article}
\usepackage[a4paper,inner=34mm,outer=54mm,top=27mm,bottom=36.5mm]{geometry}
\usepackage{fontspec}
\defaultfontfeatures[\rmfamily,\sffamily]{}
\setmainfont{LinLibertine_R.otf}[Path=FONTS/linux-libertine/, ItalicFont=LinLibertine_RI.otf,
  BoldFont=LinLibertine_RZ.otf, BoldItalicFont=LinLibertine_RZI.otf, Numbers=OldStyle]
\setsansfont{SourceSans3-Regular.ttf}[Path=FONTS/source-sans/, ItalicFont=SourceSans3-It.ttf,
  BoldFont=SourceSans3-Semibold.ttf, BoldItalicFont=SourceSans3-SemiboldIt.ttf]
\usepackage{array,longtable,fancyhdr}
\renewcommand\normalsize{\fontsize{10.5bp}{13.5bp}\selectfont}
\renewcommand\footnotesize{\fontsize{8.8bp}{10.8bp}\selectfont}
\newcommand\tablesize{\sffamily\fontsize{8.6bp}{10.125bp}\selectfont}
\setcounter{secnumdepth}{-2}
\setcounter{tocdepth}{3}
\setlength\parindent{13.5bp}
\setlength\tabcolsep{2mm}
\setlength\emergencystretch{3em}
\pagestyle{fancy}
\fancyhf{}
\fancyhead[LE]{\itshape EDITION}
\fancyhead[RO]{\itshape\nouppercase{\leftmark}}
\fancyfoot[LE,RO]{\thepage}
\renewcommand\headrulewidth{0pt}
\pagenumbering{roman}
\begin{document}
\normalsize
"""


def escaped(text: str) -> str:
    """A text of which no character means anything to TeX."""
    return _SPECIALS.sub(lambda found: _SPECIAL[found[0]], text)


def write(text: Text, fonts: Path, escape: Escape = escaped) -> str:
    """A whole book, with the fonts of a folder; every word of it passes `escape`."""
    writer = _Writer(escape)
    preamble = _PREAMBLE.replace("FONTS", fonts.as_posix()).replace("EDITION", escaped(text.title)).lstrip()
    return preamble + "\n".join(map(writer.block, text.blocks)) + "\n\\end{document}\n"


class _Writer:
    """Writes blocks down, each with its words escaped."""

    def __init__(self, escape: Escape) -> None:
        self._escape = escape

    def block(self, block: Block) -> str:
        """One block in a paragraph of its own."""
        match block:
            case Part(fresh, first):
                return "\\clearpage\\pagenumbering{arabic}\n" if first else "\\clearpage\n" if fresh else ""
            case Heading(level, text, targets):
                short, whole = self.inline(_without_notes(text)), self.inline(text)
                option = f"[{{{short}}}]" if short != whole else ""
                return f"\\{_SECTIONS[level]}{option}{{{whole}}}{_labels(targets)}\n"
            case Paragraph(text, targets, small):
                said = f"{_labels(targets)}{self.inline(text)}"
                return f"{{\\footnotesize\\raggedright {said}\\par}}\n" if small else f"{said}\n"
            case Listing():
                return self._listing(block)
            case Table():
                return self._table(block)
            case Picture(caption, targets):
                return f"{self._caption(caption, targets, 'lof', 'figure')}{_FRAME}\n"
            case Made(what):
                return _MADE[what]

    def inline(self, text: Inline) -> str:
        """What stands in the line."""
        return "".join(map(self._piece, text))

    def _piece(self, piece: Words | Styled | Note | Folio) -> str:
        match piece:
            case Words(text):
                return self._escape(text)
            case Styled(style, text):
                return f"\\{_STYLES[style]}{{{self.inline(text)}}}"
            case Note(text):
                return f"\\footnote{{{self.inline(text)}}}"
            case Folio(target):
                return f"\\pageref{{{target}}}"

    def _listing(self, listing: Listing) -> str:
        items = "\n".join(f"\\item{{}} {self.inline(item)}" for item in listing.items)
        kind = "enumerate" if listing.numbered else "itemize"
        made = f"\\begin{{{kind}}}\n{items}\n\\end{{{kind}}}"
        return f"{{\\footnotesize\\raggedright {made}\\par}}\n" if listing.small else f"{made}\n"

    def _caption(self, caption: Inline, targets: Sequence[str], into: str, kind: str) -> str:
        """A caption of our own, since that of LaTeX has a number of its own."""
        listed = f"\\addcontentsline{{{into}}}{{{kind}}}{{{self.inline(_without_notes(caption))}}}"
        said = f"\\par\\medskip\\noindent\\textbf{{{self.inline(caption)}}}"
        return f"{said}{listed}{_labels(targets)}\\par\\nopagebreak\n"

    def _table(self, table: Table) -> str:
        caption = self._caption(table.caption, table.targets, "lot", "table") if table.caption else ""
        count, whole = len(table.widths), sum(table.widths)
        share = [f"\\dimexpr {width / whole:.4f}\\textwidth-2\\tabcolsep\\relax" for width in table.widths]
        columns = "".join(f">{{\\raggedright\\arraybackslash}}p{{{one}}}" for one in share)
        head = "".join(self._row(row, count) for row in table.head)
        repeated = "\\endhead\n" if table.head and "\\footnote{" not in head else ""
        rows = "".join(self._row(row, count) for row in table.body)
        made = f"\\begin{{longtable}}{{{columns}}}\n{head}{repeated}{rows}\\end{{longtable}}"
        return f"{caption}{{\\tablesize\n{made}}}\n"

    def _row(self, row: Row, count: int) -> str:
        """A row; a cell that is as wide as the table may have several lines."""
        return " & ".join(self._cell(cell, count) for cell in row) + " \\tabularnewline\n"

    def _cell(self, cell: Cell, count: int) -> str:
        said = self.inline(cell.text)
        said = f"\\textbf{{{said}}}" if cell.head else said
        if cell.span == 1:
            return said
        width = f"\\dimexpr {cell.span / count:.4f}\\textwidth-2\\tabcolsep\\relax"
        return f"\\multicolumn{{{cell.span}}}{{>{{\\raggedright\\arraybackslash}}p{{{width}}}}}{{{said}}}"


def _labels(targets: Sequence[str]) -> str:
    return "".join(f"\\label{{{target}}}" for target in targets)


def _without_notes(text: Inline) -> Inline:
    """A title as contents and lists have it."""
    return tuple(
        Styled(piece.style, _without_notes(piece.text)) if isinstance(piece, Styled) else piece
        for piece in text if not isinstance(piece, Note)
    )
