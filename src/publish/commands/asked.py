"""What was asked for on the command line; where there is no such thing, a sentence says so and it stops."""

from __future__ import annotations

from .screen import PROJECT, fail

FORMS = ("pretty", "plain", "json")
"""In which a report can be shown."""


def editions(wanted: str) -> list[str]:
    """The editions that are meant; stops with a sentence if there is none."""
    folder = PROJECT / "chapters"
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    found = [path.name for path in paths if path.is_dir() and not path.name.startswith((".", "_"))]
    if wanted and wanted not in found:
        fail(f"There is no edition `{wanted}` in chapters/. Found: {', '.join(found) or 'none'}.")
    if not found:
        fail("There is no edition in chapters/. Run this in the project's folder.")
    return [wanted] if wanted else found


def require_form(form: str) -> None:
    """Stop with a sentence if a report has no such form."""
    if form not in FORMS:
        fail(f"There is no format `{form}`. Choose {', '.join(FORMS[:-1])} or {FORMS[-1]}.")


def number(option: str, text: str) -> int:
    """The number that an option has; stops with a sentence if it is none."""
    try:
        return int(text)
    except ValueError:
        fail(f"`--{option}` needs a number in figures, not `{text}`.")
