"""The patterns by which words are hyphenated, recalled as they were read: to read them takes 0.1 s.

The only module that knows where the engine's hyphenator keeps them (Pyphen 0.18).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial
from hashlib import sha256

import pyphen

from ..recall import Recall

_LANGUAGE = re.compile(r"\slang=\"([^\"]+)\"")


def languages_in(html: str) -> tuple[str, ...]:
    """All languages that a text names, each once."""
    return tuple(dict.fromkeys(_LANGUAGE.findall(html)))


def recall_patterns(languages: Iterable[str], recall: Recall) -> None:
    """Have the patterns of some languages at hand, as far as they can be hyphenated."""
    for language in languages:
        name = pyphen.language_fallback(language)
        path = pyphen.LANGUAGES.get(name)
        if path is not None and path not in pyphen.hdcache:
            digest = sha256(path.read_bytes()).hexdigest()
            pyphen.hdcache[path] = recall("hyphens", (digest,), partial(pyphen.HyphDict, path))
