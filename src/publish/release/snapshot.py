"""The record that a release leaves in its edition's folder: what was published, whole, and on which pages.

Kept as `released/1.0.json` beside the chapters and committed with them. From it a later revision knows what
readers hold: what changed since, on which page it stood, and whether a PDF is a released one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from pydantic import ValidationError

from ..model.edition import Edition


class Snapshot(Struct, frozen=True):
    """One released revision of an edition."""

    revision: str
    """Edition and revision: `1.0`."""
    released: date
    sha256: str
    """The digest of the PDF."""
    pages: int
    folios: Mapping[str, str]
    """The folio of the page on which each id of the manuscript stands."""
    content: Edition


def revision_of(edition: Edition) -> str:
    """The name of what is being made: edition number and revision, such as `1.0`."""
    return f"{edition.imprint.edition}.{edition.imprint.revision}"


def written(snapshot: Snapshot) -> str:
    """A snapshot as JSON, in the order of its fields; the same snapshot always gives the same text."""
    content = {
        "revision": snapshot.revision,
        "released": snapshot.released.isoformat(),
        "sha256": snapshot.sha256,
        "pages": snapshot.pages,
        "folios": dict(sorted(snapshot.folios.items())),
        "content": snapshot.content.model_dump(mode="json", by_alias=True, exclude_defaults=True),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> Snapshot:
    """The snapshot that a text holds; `ValueError` with a reason if it holds none."""
    try:
        content = json.loads(text)
        return Snapshot(
            str(content["revision"]), date.fromisoformat(content["released"]), str(content["sha256"]),
            int(content["pages"]), dict(content["folios"]), Edition.model_validate(content["content"]),
        )
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise ValueError(f"its content is not what this version reads ({where}: {first['msg']})") from problem
    except (ValueError, TypeError, KeyError) as problem:
        raise ValueError("it is damaged or was edited by hand") from problem
