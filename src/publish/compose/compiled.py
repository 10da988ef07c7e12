"""Templates that were compiled before: Jinja's way to keep them, by way of `recall`."""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from ..recall import Recall


class Compiled(BytecodeCache):
    """A class, because Jinja asks for one. Its checksum is that of the template's text."""

    def __init__(self, recall: Recall) -> None:
        """Keeps nothing if `recall` does not."""
        self._recall = recall

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what was kept."""
        if kept := self._recall("template", (bucket.key, bucket.checksum), lambda: None):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._recall("template", (bucket.key, bucket.checksum), bucket.bytecode_to_string)
