"""The register of notes: which number is next, what was cited, which remarks were given in full."""

from __future__ import annotations

from msgspec import Struct, field

from ..recall import digest_of


class Register(Struct):
    """Grows as the texts are written in reading order."""

    count: int = 0
    """Notes numbered so far."""
    cited: dict[str, list[int]] = field(default_factory=dict)
    """The notes that cite each source, in order."""
    explained: dict[str, int] = field(default_factory=dict)
    """The note that gives each remark in full."""

    @property
    def digest(self) -> str:
        """A digest of what later notes depend on: of a source that it was cited, not where."""
        explained = (f"{note} {remark}" for remark, note in sorted(self.explained.items()))
        return digest_of(str(self.count), *sorted(self.cited), "", *explained)

    def copy(self) -> Register:
        """The register as it stands."""
        cited = {name: [*notes] for name, notes in self.cited.items()}
        return Register(self.count, cited, {**self.explained})

    def since(self, earlier: Register) -> Register:
        """What was entered since an earlier state of this register."""
        cited = {name: notes[len(earlier.cited.get(name, ())):] for name, notes in self.cited.items()}
        return Register(
            self.count - earlier.count, {name: notes for name, notes in cited.items() if notes},
            {remark: note for remark, note in self.explained.items() if remark not in earlier.explained},
        )

    def enter(self, added: Register) -> None:
        """Enter what was entered since, elsewhere."""
        self.count += added.count
        for name, notes in added.cited.items():
            self.cited.setdefault(name, []).extend(notes)
        self.explained |= added.explained
