"""A comparison for the terminal: by kind, the words laid side by side, readable without colour too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from .change import Change, ChangeKind, Changes, Words

AROUND = 8
"""Words shown before and after what changed; what lies between is left out."""
_NOUNS = frozenset({ChangeKind.UPDATED_FIGURE, ChangeKind.CORRECTION})
_KEPT, _GONE, _COME, _FAINT = "", "red strike", "green", "dim"


def by_kind(changes: Sequence[Change]) -> Iterator[tuple[ChangeKind, tuple[Change, ...]]]:
    """Changes that readers can see, by kind, in the order of the kinds."""
    for kind in ChangeKind:
        found = tuple(change for change in changes if change.kind is kind and change.printed)
        if found:
            yield kind, found


def counted(changes: Changes) -> str:
    """`3 updated figures, 1 correction` in plain numbers; what is not printed is counted last."""
    parts = [
        f"{len(found)} {kind.label.lower()}" + ("s" if len(found) > 1 and kind in _NOUNS else "")
        for kind, found in by_kind(changes.changes)
    ]
    inner = sum(not change.printed for change in changes.changes)
    parts += [f"{inner} not printed"] if inner else []
    return ", ".join(parts) or "nothing changed"


def as_text(changes: Changes, *, coloured: bool) -> Text:
    """The whole comparison; without colours the words are marked `[-was-]` and `{+now+}`."""
    page = Text(f"{changes.earlier} → {changes.later}\n{counted(changes)}\n")
    for kind, found in by_kind(changes.changes):
        page.append(f"\n{kind.label}", "bold").append(f" · {kind.definition}\n", _FAINT)
        for change in found:
            page.append_text(_change(change, coloured))
    inner = [change for change in changes.changes if not change.printed]
    if inner:
        page.append("\nNot printed", "bold").append(" · Names and notes of the house.\n", _FAINT)
        for change in inner:
            page.append_text(_change(change, coloured))
    return page


def _change(change: Change, coloured: bool) -> Text:
    aspect = f", {change.aspect}" if change.aspect else ""
    shown = Text(f"  {change.title}{aspect} ", "").append(f"({change.id})\n", _FAINT)
    shown.append("    ").append_text(_side_by_side(change, coloured)).append("\n")
    if change.why:
        shown.append(f"    Why: {change.why}\n", _FAINT)
    if change.sources:
        shown.append(f"    Sources: {'; '.join(change.sources)}\n", _FAINT)
    return shown


def _side_by_side(change: Change, coloured: bool) -> Text:
    if change.words:
        return _runs(shortened(change.words), coloured)
    found = Text()
    if change.was:
        found.append_text(_run(Words(change.was, True, False), coloured))
        found.append(" ")
    return found.append_text(_run(Words(change.now, False, True), coloured)) if change.now else found


def shortened(words: Sequence[Words]) -> tuple[Words, ...]:
    """The runs with long stretches that both texts have cut down to some words on either side."""
    last = len(words) - 1
    return tuple(
        _cut(run, index == 0, index == last) if run.was and run.now else run
        for index, run in enumerate(words)
    )


def _cut(run: Words, first: bool, last: bool) -> Words:
    words = run.text.split()
    if len(words) <= 2 * AROUND + 2:
        return run
    head = "" if first else " ".join(words[:AROUND]) + " "
    tail = "" if last else " " + " ".join(words[-AROUND:]) + " "
    return Words(f"{head}…{tail}", True, True)


def _runs(words: Sequence[Words], coloured: bool) -> Text:
    found = Text()
    for run in words:
        found.append_text(_run(run, coloured))
    return found


def _run(run: Words, coloured: bool) -> Text:
    lines = " ¶ ".join(" ".join(line.split()) for line in run.text.strip().splitlines() if line.strip())
    text = (" ¶ " if run.text[:1] == "\n" else "") + lines + ("" if not run.text[-1:].isspace() else
            " ¶ " if run.text.endswith("\n") else " ")
    if run.was and run.now:
        return Text(text, _KEPT)
    bare, space = text.rstrip(), text[len(text.rstrip()):]
    marked = bare if coloured else f"[-{bare}-]" if run.was else f"{{+{bare}+}}"
    return Text(marked, _GONE if run.was else _COME).append(space)
