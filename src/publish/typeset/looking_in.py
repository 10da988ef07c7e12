"""Whether a block may be hollow: which rules ask of an element what is in it, or of a page where it stands.

A take is set a few pages at a time only if its pages come out the same so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import tinycss2
from msgspec import Struct
from tinycss2.ast import Node

_WITHIN = {"has", "empty"}
"""Selectors that ask of an element what is in it (Selectors 4, 4.5 and 13.2)."""
_SIBLINGS = ("+", "~")
_FROM_THE_FIRST_PAGE = {"vw", "vh", "vi", "vb", "vmin", "vmax"}
"""Lengths that follow from the size of a take's first page."""
_COUNTERS = {"counter-increment", "counter-reset", "counter-set"}
_EVERYWHERE = {"fixed", "open-quote", "close-quote", "no-open-quote", "no-close-quote"}
"""Values by which an element changes what is far away from it."""
_FIRST_LETTER = "first-letter"
"""The engine takes it out of its boxes as it sets them: where a later line goes on is told otherwise then."""
_ITEMS = "list-item"
"""The counter that is told apart by lists, and so by blocks."""
_ALTERNATIVES = {"is", "not", "where"}
"""Selectors of the same element."""


class Inside(Struct, frozen=True):
    """Elements of which sheets ask what is in them: for each selector, the classes that one of them has."""

    classes: tuple[frozenset[str], ...]

    def asks(self, of: Iterable[str]) -> bool:
        """Whether an element with these classes may be one."""
        having = frozenset(of)
        return any(needed <= having for needed in self.classes)


class _Inseparable(Exception):
    """A page may look otherwise if something far away is hollow."""


def inside(sheets: Iterable[str]) -> Inside | None:
    """The elements of which sheets, as texts, ask what is in them; None if takes are to be set whole."""
    rules = (
        rule for sheet in sheets
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    )
    try:
        return Inside(tuple(dict.fromkeys(_of_rules(rules))))
    except _Inseparable:
        return None


def _of_rules(rules: Iterable[Node]) -> Iterator[frozenset[str]]:
    for rule in rules:
        if rule.type == "at-rule" and rule.lower_at_keyword == "page":
            _read_page(rule)
        elif rule.type == "at-rule" and rule.content is not None:
            within = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield from _of_rules(within)
        elif rule.type == "qualified-rule":
            yield from _of_rule(rule)


def _read_page(rule: Node) -> None:
    """Which page of the take it is may matter to none, but for which one of its group."""
    for name, token in _pseudo_classes(rule.prelude):
        counted_in_groups = token.type == "function" and any(
            inner.type == "ident" and inner.lower_value == "of" for inner in token.arguments
        )
        if name == "first" or (name == "nth" and not counted_in_groups):
            raise _Inseparable
    _read_values(rule.content or ())


def _of_rule(rule: Node) -> Iterator[frozenset[str]]:
    contents = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    nested = [part for part in contents if part.type in ("qualified-rule", "at-rule")]
    for part in contents:
        if part.type == "declaration" and part.lower_name in _COUNTERS:
            raise _Inseparable
    found = list(_of_selectors(rule.prelude))
    if found and nested:
        raise _Inseparable
    _read_values(rule.content)
    _read_counters(rule.content)
    yield from found
    yield from _of_rules(nested)


def _read_counters(tokens: Iterable[Node]) -> None:
    """What is counted through a take, notes and pages among it, may be printed in the margins only."""
    for token in _all(tokens):
        if token.type == "function" and token.lower_name in ("counter", "counters"):
            names = (inner for inner in token.arguments if inner.type == "ident")
            if next((name.value for name in names), "") != _ITEMS:
                raise _Inseparable


def _read_values(tokens: Iterable[Node]) -> None:
    for token in _all(tokens):
        far = token.type == "ident" and token.lower_value in _EVERYWHERE
        elsewhere = token.type == "function" and token.lower_name.startswith("target-")
        sized = token.type == "dimension" and token.lower_unit in _FROM_THE_FIRST_PAGE
        if far or elsewhere or sized:
            raise _Inseparable


def _of_selectors(prelude: Iterable[Node]) -> Iterator[frozenset[str]]:
    """The classes of each compound that asks what is in an element, if nothing is said of its siblings."""
    asking = False
    for compound, combinator in _compounds(prelude):
        if asking and combinator in _SIBLINGS:
            raise _Inseparable
        if any(name == _FIRST_LETTER for name, _ in _pseudo_classes(compound)):
            raise _Inseparable
        asking = any(_is_within(token) for token in _all(compound))
        if asking:
            _require_itself(compound)
            yield _classes(compound)


def _require_itself(compound: Iterable[Node]) -> None:
    """Only what is in the element itself may be asked; raises `_Inseparable`."""
    for token in compound:
        if token.type == "function" and any(map(_is_within, _all([token]))):
            within = token.lower_name in _WITHIN
            pieces = [one for one in token.arguments if one.type not in ("whitespace", "comment")]
            if within and any(one in _SIBLINGS and before == "," for before, one in pairwise([",", *pieces])):
                raise _Inseparable
            if not within and (token.lower_name not in _ALTERNATIVES or _is_complex(token.arguments)):
                raise _Inseparable
            if not within:
                _require_itself(token.arguments)


def _is_complex(selectors: Sequence[Node]) -> bool:
    """Whether one of these selectors says something of more than one element."""
    return sum(1 for _ in _compounds(selectors)) > 1 + [token == "," for token in selectors].count(True)


def _compounds(prelude: Iterable[Node]) -> Iterator[tuple[list[Node], str]]:
    """Each compound selector, with the sign before it."""
    compound: list[Node] = []
    before = sign = ""
    for token in prelude:
        if token.type in ("whitespace", "comment") or token in (",", ">", *_SIBLINGS):
            sign = sign if token.type in ("whitespace", "comment") else token.value
            if compound:
                yield compound, before
                compound, before = [], ""
            before = sign or before
        else:
            sign = ""
            compound.append(token)
    if compound:
        yield compound, before


def _pseudo_classes(tokens: Iterable[Node]) -> Iterator[tuple[str, Node]]:
    for token in tokens:
        if token.type == "ident":
            yield token.lower_value, token
        elif token.type == "function":
            yield token.lower_name, token


def _is_within(token: Node) -> bool:
    return (token.type == "function" and token.lower_name in _WITHIN) or (
        token.type == "ident" and token.lower_value in _WITHIN
    )


def _classes(compound: list[Node]) -> frozenset[str]:
    """Those that an element must have; raises `_Inseparable` if there are none."""
    named = frozenset(
        token.value for dot, token in pairwise(compound)
        if dot == "." and token.type == "ident"
    )
    if not named:
        raise _Inseparable
    return named


def _all(tokens: Iterable[Node]) -> Iterator[Node]:
    """Tokens, and those within brackets and functions."""
    for token in tokens:
        yield token
        yield from _all(getattr(token, "content", None) or getattr(token, "arguments", None) or ())
