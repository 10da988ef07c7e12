"""HTML is read as XML only where both have the same tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from xml.etree.ElementTree import Element

import pytest
from weasyprint import HTML

import proof_book
from publish.typeset.tree import document_of, tree_of
from random_takes import random_take

BEFORE = '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>&amp;</title></head><body>\n'
AFTER = "\n</body>\n</html>\n"
TAG = re.compile(r"<[^>]*>")
PLAIN = (
    "<section><p>A<br>B&amp;C &lt; D</p> <p title='E'>F</p></section>",
    '<div><dl><div><dt>A</dt><dd>B</dd></div></dl><dl><dt>C</dt><dd><p>D</p></dd></dl></div>',
    '<table><caption>A</caption> <colgroup><col class="b"><col></colgroup><thead><tr><th>C</th></tr></thead>'
    "<tbody>\n<tr><td><p>D</p><ul><li>E<ol><li>F</li></ol></li></ul></td> </tr></tbody></table>",
    'A<p>B<img src="c.png" alt="D"/>E</p>F<hr>G<span class="note">H<i lang="fr"> I\u00a0</i></span>\u2029',
)
OTHERWISE = (
    "<p>A<p>B</p>", "<p><div>A</div></p>", "<p><span><ul><li>A</li></ul></span></p>", "<h2>A<h3>B</h3></h2>",
    "<table><tr><td>A</td></tr></table>", "<table><tbody>A<tr><td>B</td></tr></tbody></table>",
    "<table><caption>A</caption>B</table>", "<table><tbody></tbody>\u2003</table>",
    "<a>A<span><a>B</a></span></a>", "<div><li>A</li></div>",
    "<dl><dd>A<div><dd>B</dd></div></dd></dl>", "<p>A&nbsp;B</p>", "<p>A&#150;B</p>", "<p>A<span/>B</p>",
    "<p>A<!-- B --></p>", "<p>A\x0bB</p>", '<p title="A\nB">C</p>', '<p title="A>\nB">C</p>', "<P>A</P>",
    '<p Title="A">B</p>', "<p hidden>A</p>", "<p a=1>A</p>", '<p xml:lang="de">A</p>', "<p>A<b>B</p></b>",
    "<p>A</p></br>", "<p>A\rB</p>", "<p>A > B</p>", "<p>A<wbr>B</p>", "<p><button>A</button></p>",
    "<pre>\nA</pre>", "<svg><a>A</a></svg>", "<select><p>A</p></select>", "Words alone", "",
)


def shown(element: Element) -> object:
    children = [(shown(child), child.tail or "") for child in element]
    return element.tag, element.attrib, element.text or "", children


def is_alike(html: str) -> bool | None:
    """Whether a text has the tree that HTML has; None if it is left to the engine."""
    tree = tree_of(html)
    return None if tree is None else shown(tree) == shown(HTML(string=html).etree_element)


def books() -> Iterator[str]:
    yield proof_book.built().manuscript.html
    yield random_take(Random(0)).html
    yield random_take(Random(1)).html


def test_a_manuscript_has_the_same_tree_read_as_xml() -> None:
    assert [is_alike(html) for html in books()] == [True, True, True]


@pytest.mark.parametrize("body", PLAIN)
def test_plain_html_is_read_as_xml(body: str) -> None:
    html = f"{BEFORE}{body}{AFTER}"
    assert is_alike(html)
    read, known = document_of(html, "file:///a/", None), HTML(string=html, base_url="file:///a/")
    assert vars(read).keys() == vars(known).keys()
    assert (read.base_url, read.media_type) == (known.base_url, known.media_type)


@pytest.mark.parametrize("body", OTHERWISE)
def test_what_html_may_read_otherwise_is_left_to_the_engine(body: str) -> None:
    html = f"{BEFORE}{body}{AFTER}"
    assert tree_of(html) is None
    assert shown(document_of(html, "", None).etree_element) == shown(HTML(string=html).etree_element)


@pytest.mark.parametrize("html", [
    "<p>A</p>", "<html><body><p>A</p>", f'{BEFORE.replace("<title>", "<base href=x><title>")}<p>A</p>{AFTER}',
])
def test_so_is_what_is_no_document_of_ours(html: str) -> None:
    assert tree_of(html) is None


def test_no_change_of_tags_is_read_otherwise() -> None:
    dice, found = Random(0), []
    html = random_take(dice, 8).html
    for _ in range(200):
        one, other = (dice.choice(list(TAG.finditer(html))) for _ in range(2))
        new = dice.choice(("", other[0], one[0] * 2, "<p>", "<div></div>", "<a>A</a>", "<br>"))
        found.append(is_alike(f"{html[: one.start()]}{new}{html[one.end() :]}"))
    assert False not in found and found.count(True) > 5
