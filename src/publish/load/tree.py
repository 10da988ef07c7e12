"""YAML to plain nodes: keys, lists and text, with the place of each; everything else YAML offers is refused.

Belongs to the stage `load`. It works on the parser's events and not on a composed document: so depth and
number of values are bounded before anything is built, aliases are never expanded, and one pass does all.
"""

from __future__ import annotations

from pathlib import PurePosixPath

import yaml
from msgspec import Struct, field

from .. import faults
from ..artifacts import File, Location, Node, Tree
from ..recall import digest_of
from ..report import Fault, Report
from ..span import Span
from .characters import UNPRINTABLE, fault_of_character
from .events import Event, box_of, is_a
from .places import Box, Places
from .plain import bare_mark, misread
from .syntax import explain

MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_FAULTS = 50

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where PyYAML was built with it
_NOTHING = ("", "~", "null")


def read_tree(path: PurePosixPath, text: str, report: Report) -> File | None:
    """A file's nodes and their places; None, and a report, if it does not consist of keys and values."""
    reader = _Reader(text, _PARSER(text))
    root: Node = None
    try:
        root = reader.document()
    except yaml.YAMLError as problem:
        reader.give_up(problem)
    except _EnoughError:
        pass
    for box, fault in reader.faults:
        report.add(Span(path, *box), fault)
    if not isinstance(root, dict):
        return None
    tree = Tree(root, Places(path, reader.keys), Places(path, reader.values))
    return File(path, text, lambda: tree, digest_of(str(path), text))


def sound_file(path: PurePosixPath, text: str) -> File:
    """A file of which `read_tree` is known to find nothing wrong: read when a place in it is asked for."""
    return File(path, text, lambda: _tree(path, text), digest_of(str(path), text))


def _tree(path: PurePosixPath, text: str) -> Tree:
    file = read_tree(path, text, Report())
    assert file, "a sound file has a tree"
    return file.tree


class _EnoughError(Exception):
    """The rest of the file is not looked at; the reason is among the faults."""


class _Reader(Struct):
    """One pass over one file's events. A class, because every value adds to five tables."""

    text: str
    parser: yaml.SafeLoader
    keys: dict[Location, Box] = field(default_factory=dict)
    values: dict[Location, Box] = field(default_factory=dict)
    faults: list[tuple[Box, Fault]] = field(default_factory=list)
    last: Event | None = None
    """The scalar read last: a mistake is often found behind it, and made in it."""
    end: tuple[int, int] = (1, 1)
    """Line and column behind the value read last."""
    nodes: int = 0
    inside_mark: bool = False
    """Whether an inline mark without quotes is being passed over."""

    def document(self) -> Node:
        """The file's only document."""
        while not is_a(event := self._next(), yaml.NodeEvent):
            if is_a(event, yaml.StreamEndEvent):
                self._complain((1, 1, 1, 2), faults.empty_file())
                return None
        root = self._node(event, ())
        self._next()  # the document's end
        if is_a(event := self._next(), yaml.DocumentStartEvent):
            self._complain(box_of(event), faults.several_documents())
        if root is None:
            self._complain(self.values.get((), (1, 1, 1, 2)), faults.empty_file())
        elif not isinstance(root, dict):
            found = "a list" if isinstance(root, list) else "text only"
            self._complain(self.values[()], faults.not_a_mapping(found))
        return root

    def give_up(self, problem: yaml.YAMLError) -> None:
        """Add what is behind a parser's error, unless it follows from an inline mark without quotes."""
        box, fault = explain(problem, self.text, self.last)
        before = self.faults[-1] if self.faults else None
        same_line = before is not None and before[1].code == "unquoted-mark" and before[0][0] == box[0]
        if not (self.inside_mark or same_line):
            self.faults.append((box, fault))

    def _next(self) -> Event:
        event: Event = self.parser.get_event()  # type: ignore[no-untyped-call]  # not in the stubs
        return event

    def _node(self, event: Event, location: Location) -> Node:
        if is_a(event, yaml.ScalarEvent):
            return self._scalar(event, location)
        self._count(event)
        if is_a(event, yaml.AliasEvent):
            self._complain(box_of(event), faults.alias_mark(event.anchor or ""))
            return None
        self._bound(event, len(location))
        self._refuse_properties(event)
        if mark := bare_mark(event, self.text):
            return self._mark(event, location, *mark)
        line, column, *_ = box_of(event)
        self.end = (line, column + 1)  # in case it holds nothing that is taken
        node = self._mapping(location) if is_a(event, yaml.MappingStartEvent) else self._list(location)
        self.values[location] = (line, column, *self.end)
        return node

    def _list(self, location: Location) -> list[Node]:
        items: list[Node] = []
        while not is_a(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, (*location, len(items))))
        self._close(event)
        return items

    def _mapping(self, location: Location) -> dict[str, Node]:
        mapping: dict[str, Node] = {}
        while not is_a(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, location)
            if key is None:
                self._skip(self._next())
            else:
                mapping[key] = self._node(self._next(), (*location, key))
        self._close(event)
        return mapping

    def _close(self, event: Event) -> None:
        """A bracket ends where it is closed; a block ends with its last value, not where the next begins."""
        if event.end_mark.index > event.start_mark.index:
            self.end = (event.end_mark.line + 1, event.end_mark.column + 1)

    def _key(self, event: Event, location: Location) -> str | None:
        """The key's name; None, and a complaint, if its value must be passed over."""
        if not is_a(event, yaml.ScalarEvent) or not (event.value or event.style):
            self._complain(box_of(event), faults.complex_key())
            self._skip(event)
            return None
        self.last = event
        self._refuse_properties(event)
        name = event.value
        if name == "<<" and not event.style:
            self._complain(box_of(event), faults.merge_key())
        elif earlier := self.keys.get((*location, name)):
            self._complain(box_of(event), faults.duplicate_key(name, earlier[0]))
        else:
            self._check_escapes(event)
            self.keys[(*location, name)] = box_of(event)
            return name
        return None

    def _scalar(self, event: Event, location: Location) -> str | None:
        self._count(event)
        start, end = event.start_mark, event.end_mark
        if start.column == 0 and start.index >= len(self.text) > 0 and self.last:
            start = end = self.last.end_mark  # nothing, in a line that the parser only imagines
        self.last = event
        self._refuse_properties(event)
        self.end = self._end_of_block(event) if event.style in ("|", ">") else (end.line + 1, end.column + 1)
        self.values[location] = (start.line + 1, start.column + 1, *self.end)
        if event.style:
            self._check_escapes(event)
            return event.value
        if end.line > start.line or self.text.startswith((" ", "\t"), end.index):
            for box, fault in misread(event, self.text):
                self._complain(box, fault)
        return None if event.value in _NOTHING else event.value

    def _end_of_block(self, event: Event) -> tuple[int, int]:
        """Behind the last letter of a literal or folded text; the parser counts the empty lines below it."""
        raw = self.text[event.start_mark.index : event.end_mark.index].rstrip()
        below = raw.count("\n")
        column = len(raw) - raw.rfind("\n") if below else event.start_mark.column + len(raw) + 1
        return event.start_mark.line + 1 + below, column

    def _check_escapes(self, event: Event) -> None:
        """Characters that were refused in the file may not come in as `"\\0"` either."""
        if event.style == '"' and (found := UNPRINTABLE.search(event.value)):
            self._complain(box_of(event), fault_of_character(found.group()))

    def _refuse_properties(self, event: Event) -> None:
        """Tags and anchors."""
        if not (event.anchor or event.tag):
            return
        line, column, *_ = box_of(event)
        if name := event.anchor:
            self._complain((line, column, line, column + len(name) + 1), faults.anchor_mark(name))
        if event.tag:
            self._complain((line, column, line, column + 1), faults.tag_mark())

    def _mark(self, event: Event, location: Location, box: Box, mark: str) -> str:
        """An inline mark without quotes, as the text that it was meant to be."""
        self._complain(box, faults.unquoted_mark(mark))
        self.inside_mark = True
        self._skip(event)
        self.inside_mark = False
        self.values[location] = box
        return mark

    def _skip(self, event: Event) -> None:
        """Pass over a value."""
        depth = 0
        while True:
            self._count(event)
            depth += is_a(event, yaml.CollectionStartEvent) - is_a(event, yaml.CollectionEndEvent)
            self._bound(event, depth)
            if depth == 0:
                self._close(event)
                return
            event = self._next()

    def _count(self, event: Event) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self.faults.append((box_of(event), faults.many_nodes(MAX_NODES)))
            raise _EnoughError

    def _bound(self, event: Event, depth: int) -> None:
        if depth >= MAX_DEPTH:
            self.faults.append((box_of(event), faults.deep_nesting(MAX_DEPTH)))
            raise _EnoughError

    def _complain(self, box: Box, fault: Fault) -> None:
        self.faults.append((box, fault))
        if len(self.faults) >= MAX_FAULTS:
            self.faults.append((box, faults.many_faults(MAX_FAULTS)))
            raise _EnoughError
