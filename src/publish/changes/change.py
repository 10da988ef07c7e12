"""The nouns of a comparison: what changed from an earlier edition to a later one, by stable ids.

Plain data: made by `compare`, printed as text, JSON, HTML and as the annex. No stage is imported here.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ..model.base import Term


class ChangeKind(Term):
    """What sort of change, as readers are told."""

    UPDATED_FIGURE = ("updated-figure", "Updated figure", "The number moved on, or more is known of it.")
    CORRECTION = ("correction", "Correction", "The earlier edition was wrong.")
    NEW = ("new", "New", "The earlier edition did not have it.")
    DROPPED = ("dropped", "Dropped", "The later edition does not have it.")
    REWORDED = ("reworded", "Reworded", "Other words.")
    MOVED = ("moved", "Moved", "The same text at another place.")
    NEWLY_SOURCED = ("newly-sourced", "Newly sourced", "The same statement on other sources.")
    STATUS_CHANGED = (
        "status-changed", "Status changed", "Where a person, a case, a fact or the edition stands.",
    )


class Subject(Term):
    """What sort of thing changed."""

    RECORD = ("record", "Record", "An entry of a file in `records/`.")
    FIGURE = ("figure", "Figure", "A figure of a record.")
    BLOCK = ("block", "Passage", "A block of a chapter.")
    CHAPTER = ("chapter", "Chapter", "A chapter as a whole: its title, its place, its being there.")
    SOURCE = ("source", "Source", "An entry of the list of sources.")
    EDITION = ("edition", "Edition", "What `edition.yaml` says.")


class Words(Struct, frozen=True):
    """A run of words that both texts have, or only one of them."""

    text: str
    was: bool
    """Whether the earlier text has it."""
    now: bool
    """Whether the later text has it."""


class Change(Struct, frozen=True):
    """One change, told once."""

    kind: ChangeKind
    subject: Subject
    id: str
    """The stable name: `sinda`, `sinda.killed`, a block's id or `chapter#3` for one without, `SC952`."""
    title: str
    """What readers call it, in plain words."""
    aspect: str = ""
    """Which of its values changed, in plain words: `date`, `place`, `who is named`; empty for the whole."""
    was: str = ""
    """What stood there, as it was printed; empty for what is new."""
    now: str = ""
    """What stands there, as it is printed; empty for what is dropped."""
    words: tuple[Words, ...] = ()
    """For a text, the two laid side by side."""
    why: str = ""
    """The reason, if an editor gave one."""
    sources: tuple[str, ...] = ()
    """Citations of what stands there now: `SC952, para. 3`."""
    printed: bool = True
    """Whether readers can see it; false for ids, entries of the ledger and other things of the house."""
    bare: tuple[str, str] = ("", "")
    """For a passage, its words then and now as they run, without citations."""


class Changes(Struct, frozen=True):
    """Everything that changed from one edition to another, or from one revision to the next."""

    earlier: str
    """The earlier edition as readers know it: `Mali 2021 Review, first edition`."""
    later: str
    changes: tuple[Change, ...]
    """By kind of subject and in the order of the later edition; what is dropped stands last."""
    blocks: Mapping[tuple[str, int], tuple[Change, ...]]
    """For each block of the later edition that reads otherwise than before, by chapter and index: its own
    change, and those of the records that it prints. A block that only moved is not here."""
