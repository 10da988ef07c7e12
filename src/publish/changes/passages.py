"""Changes of chapters and blocks: reworded, moved, newly sourced, new, dropped."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from ..blocks import AnyBlock
from ..house_style import listed
from ..inline import marks, parse
from ..model.chapter import Chapter
from ..model.edition import Edition
from .aspects import SOURCES
from .change import Change, ChangeKind, Subject
from .pairing import ALIKE, alike, displaced, pair
from .plain_words import apart
from .telling import Theme, Two, fields_changed, told
from .tidy import content, same
from .voice import Emphatic, Voice
from .wording import LAYOUT, Form, form, texts_of, title_of_block, wording


class Spot(Struct, frozen=True):
    """A block where it stands."""

    chapter: Chapter
    index: int
    rank: int
    """Its number in the edition."""

    @property
    def block(self) -> AnyBlock:
        """The block itself."""
        return self.chapter.blocks[self.index]

    @property
    def name(self) -> str:
        """Its id, or `chapter#3` for the third block of a chapter."""
        return self.block.id or f"{self.chapter.id}#{self.index + 1}"


class Match(Struct):
    """Which block of the later edition is which of the earlier, by rank."""

    earlier: tuple[Spot, ...]
    later: tuple[Spot, ...]
    found: dict[int, int] = field(default_factory=dict)

    def unmatched(self) -> tuple[list[Spot], list[Spot]]:
        """Blocks that are not matched yet."""
        used = set(self.found.values())
        return ([spot for spot in self.earlier if spot.rank not in used],
                [spot for spot in self.later if spot.rank not in self.found])

    def pair(self, key: Callable[[Spot], Hashable]) -> None:
        """Match what has one key in both editions."""
        self.found |= {new.rank: old.rank for old, new in pair(*self.unmatched(), key).both}


def spots(edition: Edition) -> tuple[Spot, ...]:
    """Every block in reading order."""
    places = ((chapter, index) for chapter in edition.chapters for index in range(len(chapter.blocks)))
    return tuple(Spot(chapter, index, rank) for rank, (chapter, index) in enumerate(places))


Texts = dict[int, str]
"""What blocks say, by a number of theirs."""


def match(earlier: Edition, later: Edition) -> Match:
    """Blocks by id; the others by content, in their chapter first; then by likeness, again there first."""
    made = Match(spots(earlier), spots(later))
    made.pair(lambda spot: spot.block.id or ("no id", id(spot)))
    texts = {id(spot.block): content(spot.block, "id") for spots_ in made.unmatched() for spot in spots_}
    made.pair(lambda spot: (spot.chapter.id, texts[id(spot.block)]))
    made.pair(lambda spot: texts[id(spot.block)])
    _match_alike(made, texts, lambda spot: (spot.chapter.id, spot.block.kind), ALIKE)
    _match_alike(made, texts, lambda spot: spot.block.kind, FAR_ALIKE)
    return made


FAR_ALIKE = 0.7
"""The likeness above which a block of one chapter is taken for a block that stood in another."""


def _match_alike(
    made: Match, texts: Texts, group: Callable[[Spot], Hashable], least: float
) -> None:
    """Match what is left and most alike within each group; the texts are by the identity of the block."""
    groups: defaultdict[Hashable, tuple[Texts, Texts]] = defaultdict(lambda: ({}, {}))
    for side, left in enumerate(made.unmatched()):
        for spot in left:
            groups[group(spot)][side][spot.rank] = texts[id(spot.block)]
    for before, after in groups.values():
        made.found |= alike(before, after, least)


class Told(Struct):
    """What is told of chapters and blocks, and of which block."""

    changes: list[Change] = field(default_factory=list)
    of_block: dict[int, list[Change]] = field(default_factory=dict)
    """Changes that one reads in a block, by its rank in the later edition."""

    def add(self, change: Change, rank: int | None = None) -> None:
        """Note a change, of a block if it has a rank."""
        self.changes.append(change)
        if rank is not None:
            self.of_block.setdefault(rank, []).append(change)


def passages_changed(made: Match, two: Two) -> Told:
    """Everything that changed of chapters and blocks."""
    tale = Told()
    new = _chapters(made, two, tale)
    before = {spot.rank: spot for spot in made.earlier}
    moved = _moved(made)
    for spot in made.later:
        if spot.rank not in made.found:
            if spot.chapter.id in new:
                tale.of_block[spot.rank] = [new[spot.chapter.id]]
            else:
                tale.add(_come(spot, made, two), spot.rank)
            continue
        old = before[made.found[spot.rank]]
        if spot.rank in moved:
            tale.add(_move(old, spot, two))
        for change in _block_changed(old, spot, two):
            tale.add(change, spot.rank)
    _dropped(made, two, tale)
    return tale


def _come(spot: Spot, made: Match, two: Two) -> Change:
    """A block that is new, or that was part of another one of its chapter."""
    now = _whole(spot, two.later)
    text = two.later.text(str(getattr(spot.block, "text", "")))
    for old in made.earlier if len(text.split()) >= SHORT else ():
        if old.chapter.id == spot.chapter.id and text in wording(old.block, two.earlier):
            was = f"part of ‘{title_of_block(old.block, two.earlier)}’"
            return told(ChangeKind.MOVED, _theme(spot, two.later), "a passage of its own", was, now)
    return told(ChangeKind.NEW, _theme(spot, two.later), "", "", now)


SHORT = 6
"""Words below which a text may stand at two places by chance."""


def _dropped(made: Match, two: Two, tale: Told) -> None:
    kept = {chapter.id for chapter in two.later.edition.chapters}
    for spot in made.unmatched()[0]:
        if spot.chapter.id in kept:
            tale.add(told(ChangeKind.DROPPED, _theme(spot, two.earlier), "", _whole(spot, two.earlier), ""))


_APART = frozenset({"blocks", "run_on"})
"""Fields of a chapter that are not told as its own: what it consists of, and on which page it begins."""


def _chapters(made: Match, two: Two, tale: Told) -> Mapping[str, Change]:
    """Tell of chapters as a whole; gives those that are new."""
    pairs = pair(two.earlier.edition.chapters, two.later.edition.chapters, lambda chapter: chapter.id)
    place = {chapter.id: index for index, chapter in enumerate(two.earlier.edition.chapters)}
    moved = displaced([place[later.id] for _, later in pairs.both])
    for index, (earlier, later) in enumerate(pairs.both):
        theme = _chapter(later, two.later)
        if index in moved:
            tale.add(told(ChangeKind.MOVED, theme, "order of chapters", *(
                _after(chapter, voice) for chapter, voice in ((earlier, two.earlier), (later, two.later))
            )))
        for change in fields_changed(theme, (earlier, later), two, _APART):
            tale.add(change)
    new = {
        chapter.id: told(ChangeKind.NEW, _chapter(chapter, two.later), "", "", chapter.title)
        for chapter in pairs.new
    }
    for change in new.values():
        tale.add(change)
    for chapter in pairs.dropped:
        tale.add(_chapter_gone(chapter, made, two))
    return new


def _chapter_gone(chapter: Chapter, made: Match, two: Two) -> Change:
    """A chapter that is dropped, or whose text for the most part stands in others."""
    heirs = {made.found[spot.rank]: spot.chapter for spot in made.later if spot.rank in made.found}
    found = [heirs[spot.rank] for spot in made.earlier if spot.chapter is chapter and spot.rank in heirs]
    theme = _chapter(chapter, two.earlier)
    if 2 * len(found) <= len(chapter.blocks):
        return told(ChangeKind.DROPPED, theme, "", chapter.title, "")
    names = dict.fromkeys(f"‘{heir.title}’" for heir in found)
    now = f"its text stands in {listed([*names])}"
    return told(ChangeKind.MOVED, theme, "chapter", "a chapter of its own", now)


def _chapter(chapter: Chapter, voice: Voice) -> Theme:
    return Theme(Subject.CHAPTER, chapter.id, voice.text(chapter.title))


def _after(chapter: Chapter, voice: Voice) -> str:
    """Where a chapter stands."""
    chapters = voice.edition.chapters
    index = next(i for i, other in enumerate(chapters) if other.id == chapter.id)
    return f"after ‘{chapters[index - 1].title}’" if index else "at the beginning"


def _theme(spot: Spot, voice: Voice) -> Theme:
    return Theme(Subject.BLOCK, spot.name, title_of_block(spot.block, voice))


def _whole(spot: Spot, voice: Voice) -> str:
    """All words of a block, or how it is made if it has none."""
    return wording(spot.block, voice) or _form_in_words(form(spot.block, voice))


def _moved(made: Match) -> set[int]:
    """The fewest blocks that must have moved: from another chapter, or out of the order within theirs."""
    before = {spot.rank: spot for spot in made.earlier}
    stayed: defaultdict[str, list[int]] = defaultdict(list)
    moved = set()
    for spot in made.later:
        if spot.rank in made.found:
            old = before[made.found[spot.rank]]
            if old.chapter.id == spot.chapter.id:
                stayed[spot.chapter.id].append(spot.rank)
            else:
                moved.add(spot.rank)
    for ranks in stayed.values():
        moved |= {ranks[position] for position in displaced([made.found[rank] for rank in ranks])}
    return moved


def _move(old: Spot, new: Spot, two: Two) -> Change:
    was, now = _where(old, two.earlier), _where(new, two.later)
    return told(ChangeKind.MOVED, _theme(new, two.later), "place", was, now)


def _where(spot: Spot, voice: Voice) -> str:
    """The chapter, and what stands before it."""
    neighbour = title_of_block(spot.chapter.blocks[spot.index - 1], voice) if spot.index else ""
    return f"‘{spot.chapter.title}’, " + (f"after ‘{neighbour}’" if neighbour else "at the beginning")


def _block_changed(old: Spot, new: Spot, two: Two) -> Iterator[Change]:
    """What is told of a block that both have: at most one change, and its name if it got one."""
    earlier, later = old.block, new.block
    if earlier == later:
        return
    theme = _theme(new, two.later)
    if earlier.id != later.id:
        yield told(ChangeKind.REWORDED, theme, NAME, earlier.id or "", later.id or "", printed=False)
    unnamed = earlier.model_copy(update={"id": later.id}) if earlier.id != later.id else earlier
    if same(unnamed, later):
        return
    was, now = wording(earlier, two.earlier), wording(later, two.later)
    forms = form(earlier, two.earlier), form(later, two.later)
    if was != now and len(getattr(earlier, "columns", ())) != len(getattr(later, "columns", ())):
        forms = _without_layout(forms[0]), _without_layout(forms[1])
    if was == now and forms[0] == forms[1]:
        yield _marks(theme, earlier, later, two)
    elif was == now:
        yield told(ChangeKind.REWORDED, theme, "form", *_differing(*forms))
    elif _only_sources(earlier, later, two) and forms[0] == forms[1]:
        yield told(_resourced(earlier, later), theme, SOURCES, was, now, worded=True)
    else:
        if forms[0] != forms[1]:
            more = zip((was, now), _differing(*forms), strict=True)
            was, now = (f"{text}\n\n({part})" if part else text for text, part in more)
        bare = wording(earlier, two.earlier, sourced=False), wording(later, two.later, sourced=False)
        yield replace(told(ChangeKind.REWORDED, theme, "", was, now, worded=True), bare=bare)


def _without_layout(made: Form) -> Form:
    """A form without the widths of columns: a column that came or went is told by its words."""
    return {name: value for name, value in made.items() if name != LAYOUT}


NAME = "name in the files"
"""The aspect of an id: of a thing that is otherwise the same."""


def _only_sources(earlier: AnyBlock, later: AnyBlock, two: Two) -> bool:
    if not any("[@" in text or "[!" in text for block in (earlier, later) for text in texts_of(block)):
        return False
    return wording(earlier, two.earlier, sourced=False) == wording(later, two.later, sourced=False)


def _resourced(earlier: AnyBlock, later: AnyBlock) -> ChangeKind:
    """Whether evidence came, only went, or only stands in another order."""
    before, after = Counter(_called(earlier)), Counter(_called(later))
    if after - before:
        return ChangeKind.NEWLY_SOURCED
    return ChangeKind.DROPPED if before - after else ChangeKind.MOVED


def _called(block: AnyBlock) -> Iterator[str]:
    """Every citation and every piece of evidence that a block calls."""
    for text in texts_of(block):
        for paragraph in parse(text):
            for mark in marks(paragraph):
                yield from mark.targets if mark.kind in {"citation", "evidence"} else ()


def _differing(was: Form, now: Form) -> tuple[str, str]:
    """What each form has and the other has not; of lists, what left and what came."""
    told: tuple[list[str], list[str]] = [], []
    for name in dict.fromkeys((*was, *now)):
        values = was.get(name), now.get(name)
        if values[0] == values[1]:
            continue
        lists = [value for value in values if isinstance(value, tuple)]
        if len(lists) == 2 and sorted(lists[0]) != sorted(lists[1]):
            values = (
                tuple(item for item in lists[0] if item not in lists[1]),
                tuple(item for item in lists[1] if item not in lists[0]),
            )
        for side, value in zip(told, values, strict=True):
            if value or (value is not None and len(lists) < 2):
                side.append(f"{name}: {_joined(value) or 'none'}")
    return "; ".join(told[0]), "; ".join(told[1])


def _joined(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _marks(theme: Theme, earlier: AnyBlock, later: AnyBlock, two: Two) -> Change:
    """Marks that read the same: no reader sees them, but for what is emphasised."""
    looks = [
        "\n\n".join(Emphatic(voice.edition).text(text) for text in texts_of(block))
        for block, voice in ((earlier, two.earlier), (later, two.later))
    ]
    if looks[0] != looks[1]:
        return told(ChangeKind.REWORDED, theme, "emphasis or place of a note", *looks, worded=True)
    was, now = _as_written(earlier, later, two)
    return told(ChangeKind.REWORDED, theme, "marks", was, now, worded=True, printed=False)


def _as_written(earlier: AnyBlock, later: AnyBlock, two: Two) -> tuple[str, str]:
    """Texts with their marks, for blocks that read the same without."""
    before, after = (
        [*(text for _, text in block.texts()),
         *(f"{name}: {text}" for name, text in sorted(getattr(block, "notes", {}).items()))]
        for block in (earlier, later)
    )
    if before == after:
        return apart(earlier, later, (two.earlier, two.later))
    pairs = [text for text in before if text not in after], [text for text in after if text not in before]
    return "\n".join(pairs[0]), "\n".join(pairs[1])


def _form_in_words(made: Form) -> str:
    return "; ".join(f"{name}: {_joined(value)}" for name, value in made.items() if value)
