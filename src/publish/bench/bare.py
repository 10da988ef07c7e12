"""The engine without this program: its own command, the same sheets, the same kind of PDF.

It counts the pages itself. Our sheets leave folios open (`attr(data-folio)`); one more sheet has it fill
them in, as any book that is set with it does.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from .desk import Desk
from .measure import Spent, measure

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_OPEN = "attr(data-folio)"
_FILLED = "target-counter(attr(href url), page)"
_FIRST_FOLIO = "@page :nth(1 of opening) { counter-reset: page 1; }\n"


def set_bare(desk: Desk, manuscript: Path) -> Spent:
    """What the engine's command took for a manuscript; leaves `bare.pdf` beside it."""
    sheet = manuscript.with_name("folios.css")
    sheet.write_text(folio_sheet(desk.styles))
    command = [
        sys.executable, "-m", "weasyprint", "--pdf-variant", "pdf/a-3a", "--pdf-tags",
        "--stylesheet", str(desk.styles / "main.css"), "--stylesheet", str(sheet),
        str(manuscript), str(manuscript.with_name("bare.pdf")),
    ]
    return measure(command, desk.folder)


def folio_sheet(styles: Path) -> str:
    """A sheet that prints page numbers wherever the project's sheets leave them open.

    It is in no layer, so that it wins over them all.
    """
    rules = [
        f"{selector.strip()} {{ content: {content.replace(_OPEN, _FILLED)}; }}\n"
        for path in sorted(styles.rglob("*.css"))
        for selector, body in _RULE.findall(_COMMENT.sub("", path.read_text()))
        for content in re.findall(r"content: *([^;]*)", body) if _OPEN in content
    ]
    return "".join(rules) + _FIRST_FOLIO
