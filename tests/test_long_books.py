"""Long books: work grows with them, not with their square. Calls are counted, since clocks are noisy."""

from __future__ import annotations

from collections.abc import Callable
from cProfile import Profile
from types import SimpleNamespace
from xml.etree.ElementTree import fromstring

import pytest

from publish.artifacts import Manuscript, PartHtml
from publish.proof.beside.expected import expect
from publish.proof.checks import headers as check
from publish.typeset.tags.header import headers
from small_book import METADATA


def table(groups: int) -> str:
    """A table of months, each with ten days."""
    rows = "".join(f'<tr><th scope="row">{day}</th><td>text</td></tr>' for day in range(10))
    group = f'<tbody><tr><th scope="rowgroup" colspan="2">Month</th></tr>{rows}</tbody>'
    head = '<thead><tr><th scope="col">Day</th><th scope="col">Text</th></tr></thead>'
    return f"<section><table>{head}{group * groups}</table></section>"


def bound(html: str) -> Callable[[], int]:
    """Names the heads of each cell, as `bind` does; how many there are in all."""
    root = fromstring(html)
    return lambda: sum(map(len, headers(root).values()))


def proved(html: str) -> Callable[[], int]:
    """The same, as the proof does."""
    expected = expect(Manuscript((PartHtml("one", html),), METADATA, (), "one"))
    found = next(node for node in expected.nodes if node.tag == "table")
    return lambda: sum(len(heads) for _, heads in check._heads(SimpleNamespace(expected=expected), found))


def calls(work: Callable[[], int]) -> int:
    profile = Profile()
    profile.runcall(work)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("stage", [bound, proved])
def test_a_table_twice_as_long_takes_twice_the_work_to_name_the_heads_of(
    stage: Callable[[str], Callable[[], int]],
) -> None:
    short, long = stage(table(20)), stage(table(40))
    heads_of_a_month = 10 * (2 + 3)  # a day has those of its column and month, a text that of its day too
    assert (short(), long()) == (20 * heads_of_a_month, 40 * heads_of_a_month)
    assert calls(long) < 2.5 * calls(short)
