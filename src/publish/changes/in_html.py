"""A comparison as one page of HTML that needs nothing else: no script, no network, no picture.

Made by the templates beside this module. Words are marked by `ins` and `del`, by lines below and through
them, not by colour alone, and for those who listen by a word before and after.
"""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from .change import Changes
from .in_text import by_kind, counted


def as_html(changes: Changes) -> str:
    """The page, with a table of contents by kind."""
    environment = Environment(
        loader=PackageLoader("publish", "changes"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )
    inner = tuple(change for change in changes.changes if not change.printed)
    return environment.get_template("page.html").render(
        changes=changes, kinds=tuple(by_kind(changes.changes)), inner=inner, counted=counted(changes),
    )
