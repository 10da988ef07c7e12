"""Tags that no element of the manuscript asks for by itself: labels, bodies, references, phrases.

A tag has a role that a build gives, and those that belong in another stand there (ISO 32000-1, 14.8.4).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ... import faults
from ..beside.comparison import Comparison, Finding
from ..copy.printed import Element

_ROLES = frozenset({
    "Document", "Sect", "Art", "Div", "BlockQuote", "P", "H1", "H2", "H3", "H4", "H5", "H6",
    "L", "LI", "Lbl", "LBody", "TOC", "TOCI", "Reference", "Note", "Link", "Figure", "Span", "Quote", "Code",
    "Table", "Caption", "THead", "TBody", "TFoot", "TR", "TH", "TD",
})
_AROUND: Mapping[str, frozenset[str]] = {
    "LBody": frozenset({"LI"}), "Lbl": frozenset({"LI", "Note", "TOCI"}), "Reference": frozenset({"TOCI"}),
}
"""What stands only in certain tags."""
_LABEL, _BODY = "Lbl", "LBody"


def findings(comparison: Comparison) -> Iterator[Finding]:
    """Tags of a foreign role or in a foreign place."""
    for element in comparison.printed.tree.walk() if comparison.printed.tree else ():
        for kid in element.kids:
            if isinstance(kid, Element) and not _belongs(kid, element):
                yield _misshapen(kid, element)
        if element.role == "LI" and not _is_entry(element):
            yield _misshapen(element, element)


def _belongs(element: Element, around: Element) -> bool:
    known = _AROUND.get(element.role)
    return element.role in _ROLES and (known is None or around.role in known)


def _is_entry(element: Element) -> bool:
    """Whether an entry of a list is a body, or a label and its bodies."""
    roles = [kid.role if isinstance(kid, Element) else "" for kid in element.kids]
    return roles == [_BODY] or (roles[:1] == [_LABEL] and set(roles[1:]) == {_BODY})


def _misshapen(element: Element, around: Element) -> Finding:
    fault = faults.misshapen_tag(element.role, around.role, element.page + 1)
    return Finding(fault, None, element.page)
