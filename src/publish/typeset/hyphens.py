"""The patterns by which words are hyphenated, recalled as they were read: to read them takes 0.1 s, or 0.5.

The only module that knows where the engine's hyphenator keeps them (Pyphen 0.18).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pyphen

from ..many_files import sha256_of
from ..recall import Recall

_LANGUAGE = re.compile(r"\slang=\"([^\"]+)\"")


def languages_in(html: str) -> tuple[str, ...]:
    """All languages that a text names, each once."""
    return tuple(dict.fromkeys(_LANGUAGE.findall(html)))


class _Patterns(pyphen.HyphDict):  # type: ignore[misc]  # Pyphen has no types
    """The patterns of a language, which are read when the first word is hyphenated.

    Most languages are those of a phrase here and there, of which no word comes to stand at the end of a line.
    """

    def __init__(self, path: Path, recall: Recall) -> None:
        self._path, self._recall = path, recall
        self.cache: dict[str, object] = {}

    def __getattr__(self, name: str) -> object:
        """What is not there before they are read."""
        if name not in ("patterns", "maxlen"):
            raise AttributeError(name)
        self.read()
        return getattr(self, name)

    def read(self) -> None:
        """Have them as Pyphen reads them: from now on, they are found as it finds its own."""
        if "patterns" not in vars(self):
            digest = sha256_of(str(self._path))
            found = self._recall("hyphens", (digest,), partial(pyphen.HyphDict, self._path))
            self.patterns, self.maxlen = found.patterns, found.maxlen


def recall_patterns(languages: Iterable[str], recall: Recall, *, at_once: bool = False) -> None:
    """Have the patterns of some languages recalled when they are needed, or `at_once`."""
    for language in languages:
        path = pyphen.LANGUAGES.get(pyphen.language_fallback(language))
        if path is not None and path not in pyphen.hdcache:
            pyphen.hdcache[path] = _Patterns(path, recall)
            if at_once:
                pyphen.hdcache[path].read()
