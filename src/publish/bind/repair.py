"""What the engine writes that the standards forbid, put right before the file is written.

Each function mends one thing, and names the clause. A later engine that mends it itself makes it do nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

import pydyf


def enclose_list_items(pdf: pydyf.PDF) -> None:
    """Puts the paragraphs of a list item into one body: only a label may stand beside it (14289-1, 7.2)."""
    for item in _elements(pdf, "/LI"):
        loose = [kid for kid in item["K"] if _role(pdf, kid) not in ("/Lbl", "/LBody")]
        if loose:
            body = pydyf.Dictionary({**item, "S": "/LBody", "P": item.reference, "K": pydyf.Array(loose)})
            pdf.add_object(body)
            for kid in loose:
                _element(pdf, kid)["P"] = body.reference
            kept = [kid for kid in item["K"] if kid not in loose]
            item["K"] = pydyf.Array([*kept, body.reference])


def leave_pictures_sharp(pdf: pydyf.PDF) -> None:
    """Asks no reader to smooth a picture: PDF/A forbids it (19005-3, 6.2.8)."""
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.extra.get("Subtype") == "/Image":
            thing.extra["Interpolate"] = "false"


def _elements(pdf: pydyf.PDF, role: str) -> Iterator[pydyf.Dictionary]:
    found = [thing for thing in pdf.objects if isinstance(thing, pydyf.Dictionary) and thing.get("S") == role]
    yield from found


def _element(pdf: pydyf.PDF, reference: bytes) -> pydyf.Dictionary:
    return pdf.objects[int(reference.split()[0])]


def _role(pdf: pydyf.PDF, reference: bytes) -> str:
    return str(_element(pdf, reference)["S"])
