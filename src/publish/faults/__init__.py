"""Every sentence said to an editor: one function per diagnostic.

The function's name is the code (`lost_note` is `lost-note`), its docstring is what
`invoke explain CODE` prints. A sentence is one line: what is wrong, with the editor's
words in backticks; then a hint: what to try. No sentence blames, shows Python or is
written anywhere else.
"""

from __future__ import annotations

from inspect import getdoc, isfunction

from .changes import *  # noqa: F403  # one vocabulary, told in chapters
from .content import *  # noqa: F403  # one vocabulary, told in chapters
from .editions import *  # noqa: F403  # one vocabulary, told in chapters
from .errata import *  # noqa: F403  # one vocabulary, told in chapters
from .facts import *  # noqa: F403  # one vocabulary, told in chapters
from .files import *  # noqa: F403  # one vocabulary, told in chapters
from .marks import *  # noqa: F403  # one vocabulary, told in chapters
from .models import *  # noqa: F403  # one vocabulary, told in chapters
from .proof_looks import *  # noqa: F403  # one vocabulary, told in chapters
from .proof_text import *  # noqa: F403  # one vocabulary, told in chapters
from .proof_ways import *  # noqa: F403  # one vocabulary, told in chapters
from .releases import *  # noqa: F403  # one vocabulary, told in chapters
from .saying import brief as brief
from .saying import number_of as number_of
from .setting import *  # noqa: F403  # one vocabulary, told in chapters
from .syntax import *  # noqa: F403  # one vocabulary, told in chapters
from .wording import *  # noqa: F403  # one vocabulary, told in chapters


def codes() -> dict[str, str]:
    """Every code with what `invoke explain` prints of it, in alphabetical order."""
    found = {
        name.replace("_", "-"): getdoc(say) or ""
        for name, say in globals().items()
        if isfunction(say) and hasattr(say, "__wrapped__") and not name.startswith("_")
    }
    return dict(sorted(found.items()))
