"""`CITATION.cff`: how to cite a release, for programs (Citation File Format 1.2.0)."""

from __future__ import annotations

import yaml

from ..model.edition import Author, Edition
from .snapshot import revision_of


def citation_file(edition: Edition) -> str:
    """The citation file of an edition."""
    imprint = edition.imprint
    content: dict[str, object] = {
        "cff-version": "1.2.0",
        "message": "If you use this briefing or its records, please cite it as below.",
        "type": "dataset",  # the format knows software and datasets only; what is meant stands below
        "title": f"{imprint.title}: {imprint.subtitle}",
        "authors": [_author(author) for author in imprint.authors],
        "version": revision_of(edition),
        "date-released": imprint.published,
        "license": imprint.licence.spdx,
        "keywords": list(imprint.keywords),
        "preferred-citation": {
            "type": "report",
            "title": f"{imprint.title}: {imprint.subtitle}",
            "authors": [_author(author) for author in imprint.authors],
            "edition": str(imprint.edition),
            "year": imprint.published.year,
            "month": imprint.published.month,
            "languages": [imprint.language.partition("-")[0]],
            **({"publisher": {"name": imprint.publisher}} if imprint.publisher else {}),
            **({"isbn": imprint.isbn} if imprint.isbn else {}),
            **({"doi": imprint.doi} if imprint.doi else {}),
        },
    }
    if imprint.doi:
        content["doi"] = imprint.doi
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)


def _author(author: Author) -> dict[str, str]:
    if author.name is not None:
        return {"name": author.name}
    return {"family-names": author.family or "", "given-names": author.given or ""}
