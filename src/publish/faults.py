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
