"""Every sentence said to an editor: one function per diagnostic.

The function's name is the code (`lost_note` is `lost-note`), its docstring is what
`invoke explain CODE` prints. A sentence is one line: what is wrong, with the editor's
words in backticks; then a hint: what to try. No sentence blames, shows Python or is
written anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from .report import Fault, Severity

P = ParamSpec("P")
Saying = tuple[str, str]


def _fault(severity: Severity) -> Callable[[Callable[P, Saying]], Callable[P, Fault]]:
    def tie(say: Callable[P, Saying]) -> Callable[P, Fault]:
        @wraps(say)
        def fault(*args: P.args, **kwargs: P.kwargs) -> Fault:
            message, hint = say(*args, **kwargs)
            return Fault(say.__name__.replace("_", "-"), severity, message, hint)

        return fault

    return tie


error = _fault(Severity.ERROR)
warning = _fault(Severity.WARNING)


@error
def unknown_key(key: str, suggestion: str | None, known: str) -> Saying:
    """A key that the model of this file does not have.

    Keys are fixed, so that a slip of the pen never drops a sentence in silence.

        - id: sinda
          titel: Attack on Sinda      # `titel` → `title`
    """
    hint = f"did you mean `{suggestion}`?" if suggestion else f"the keys known here are {known}"
    return f"`{key}` is not a key that is known here", hint


# typeset and bind


@error
def ignored_css(what: str) -> Saying:
    """A rule or declaration that the typesetting engine does not know, and leaves out.

    A page that lacks one declaration looks almost right, so nobody sees it.

        .note { colour: red }      /* `colour` → `color` */
    """
    return f"left out by the typesetting engine: {what}", "mend it or take it out"


@error
def refused_url(url: str, reason: str) -> Saying:
    """A file that pages may not be made of.

    Pages are made only of files below `styles/` and the edition's `images/`, and of pictures and fonts
    written as `data:`. Nothing is ever fetched from the network or from elsewhere on the disk.

        background: url(https://example.org/paper.png)
    """
    return f"`{url}` may not be used: {reason}", "put the file below `styles/` or the edition's `images/`"


@error
def missing_image(path: str) -> Saying:
    """A picture that is not there or cannot be drawn."""
    return f"picture `{path}` is not there or cannot be drawn", "check its name, and that it opens by itself"


@error
def missing_alt_text(path: str) -> Saying:
    """A picture without a text for readers who cannot see it. PDF/UA-1 asks for one (7.3)."""
    return f"picture `{path}` has no alternative text", "say in one sentence what it shows"


@error
def missing_stylesheet(path: str) -> Saying:
    """An `@import` of a stylesheet that is not there."""
    return f"stylesheet `{path}` is not there", "check the `@import`"


@error
def missing_font(family: str) -> Saying:
    """A font family that no `@font-face` in `styles/` gives. Fonts of the machine are never used."""
    return f"no `@font-face` gives the family `{family}`", "declare it, with a font file below `styles/fonts/`"


@error
def missing_glyph(characters: str) -> Saying:
    """A character that none of the edition's fonts can print. An empty box would stand in its place."""
    names = ", ".join(f"`{character}` (U+{ord(character):04X})" for character in characters)
    return f"no font of this edition has {names}", "write it otherwise, or ask a designer for a font that has it"


@error
def dead_anchor(anchor: str) -> Saying:
    """A link inside the book whose target is not in the book."""
    return f"nothing in the book has the id `{anchor}`", "check the reference"


@error
def repeated_anchor(anchor: str) -> Saying:
    """Two elements of the book with the same id, so that a link may lead to the wrong one."""
    return f"more than one element has the id `{anchor}`", "give each its own"


@warning
def engine_warning(text: str) -> Saying:
    """A line in the typesetting engine's log that this program does not know."""
    return f"the typesetting engine says: {text}", "a developer should give this line a name in `engine.py`"
