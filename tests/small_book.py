"""A small book made by hand, with one of everything that a page may hold; for the tests of pages and PDFs."""

from __future__ import annotations

import base64
import shutil
from datetime import date
from pathlib import Path, PurePosixPath

import pypdfium2

from publish.artifacts import Attachment, Manuscript, Metadata, PartHtml, Sheets
from publish.bind import bind
from publish.report import Report
from publish.typeset import Stylesheet

FONTS = Path(__file__).parent.parent / "styles" / "fonts"
EDITION = PurePosixPath("chapters/small-2021")

CSS = """\
@layer tokens, base;
@import url(faces.css);
@import url(base.css) layer(base);
"""

FACES = """\
@font-face { font-family: Text; src: url(fonts/LinLibertine_R.otf) }
@font-face { font-family: Text; font-style: italic; src: url(fonts/LinLibertine_RI.otf) }
@font-face { font-family: Text; font-weight: bold; src: url(fonts/LinLibertine_RZ.otf) }
@font-face { font-family: Label; src: url(fonts/SourceSans3-Regular.ttf) }
"""

BASE = """\
@page { size: A5; margin: 20mm }
@page { @footnote { padding-bottom: .01pt } }
@page { @bottom-center { content: counter(page); font-variant-numeric: tabular-nums } }
@page front { @bottom-center { content: counter(page, lower-roman) } }
html { font-family: Text; font-size: 9pt; hyphens: auto; footnote-policy: line }
table { font-family: Label }
th { font-weight: 400 }
section { break-before: page; page: body }
section.front { page: front; break-before: auto }
#one { page: opening }
.call { vertical-align: super }
.note { float: footnote }
.note::footnote-call { content: none }
.note::footnote-marker { content: attr(data-number) " " }
.contents a::after { content: leader(dotted) attr(data-folio); font-variant-numeric: tabular-nums }
"""

_SVG = b"""\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="20" height="20" fill="#a50"/>
<text x="2" y="10" font-size="6" font-family="Label">1,239</text></svg>
"""
PICTURE = "data:image/svg+xml;base64," + base64.b64encode(_SVG).decode()

PHOTO = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5E"
    "rkJggg=="
)
"""One pixel, half transparent."""

FRONT = """\
<section class="front" id="front" data-title="A small book">
<h1>A small book</h1>
<p>Contents, and nothing else.</p>
<ul class="contents"><li><a href="#one" data-folio="">One</a></li>
<li><a href="#two" data-folio="">Two</a></li></ul>
</section>
"""

ONE = """\
<section id="one" data-title="One">
<h2>One</h2>
<p>A first sentence<a class="call" href="#n1" id="c1">1</a><span class="note" id="n1"
data-number="1">A note. <a href="#c1">↑</a></span> and a
<i lang="fr">mot étranger</i>; see <a href="#table-1">table 1</a>.</p>
<ul><li><p>Loose</p><p>in two paragraphs</p></li></ul>
<ul><li>First<ul><li>Within</li></ul></li><li>Second</li></ul>
<table id="table-1"><caption>Table 1. Killed, by month</caption>
<thead><tr><th scope="col">Month</th><th scope="col">Killed</th></tr></thead>
<tbody><tr><th scope="row">May</th><td>35</td></tr><tr><th scope="row">June</th><td>7</td></tr></tbody>
<tfoot><tr><th scope="row">Total</th><td>42</td></tr></tfoot></table>
</section>
"""

TWO = f"""\
<section id="two" data-title="Two">
<h2>Two</h2>
<figure id="figure-1"><img src="{PICTURE}" alt="One bar, at 1,239.">
<figcaption>Figure 1. One bar</figcaption></figure>
<p><img src="{PHOTO}" alt="One pixel."></p>
<p>Efﬁcient “quotes” — dashes, ɛ and ŋ, ½.</p>
</section>
"""

METADATA = Metadata(
    title="A small book & its records",
    subject="What a page may hold",
    authors=("First Author", "Second Author"),
    keywords=("test", "pages"),
    language="en-GB",
    published=date(2021, 12, 31),
    licence="© 2021. Creative Commons Attribution 4.0 <International>",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
    identifier="small-2021, revision 1.0",
)

ATTACHMENTS = (
    Attachment("records.csv", "text/csv", "The records", b"month,killed\nMay,35\n"),
    Attachment("codebook.md", "text/markdown", "What the columns mean", b"# Codebook\n"),
)


def manuscript(*more: str) -> Manuscript:
    """The small book, with more HTML at the end of its last part."""
    two = TWO.replace("</section>", "".join(more) + "</section>")
    parts = (PartHtml("front", FRONT), PartHtml("one", ONE), PartHtml("two", two))
    return Manuscript(parts, METADATA, ATTACHMENTS, "one")


def leaf(html: str) -> Manuscript:
    """A book of one part, for what needs only one page."""
    return Manuscript((PartHtml("leaf", html),), METADATA, (), "leaf")


def shelve(folder: Path, base: str = BASE) -> Stylesheet:
    """A project in a folder: fonts, sheets, and an edition without pictures."""
    styles = folder / "styles"
    (styles / "fonts").mkdir(parents=True)
    (folder / EDITION / "images").mkdir(parents=True)
    for font in FONTS.glob("*/*.[ot]tf"):
        shutil.copy(font, styles / "fonts")
    for name, css in (("main.css", CSS), ("faces.css", FACES), ("base.css", base)):
        (styles / name).write_text(css, "utf-8")
    return Stylesheet(folder, EDITION)


def bound(manuscript: Manuscript, sheets: Sheets) -> pypdfium2.PdfDocument:
    """The finished PDF of sheets that are known to be sound, to be read back."""
    report = Report()
    first = manuscript.first_body
    volume = bind(sheets, manuscript.signed, manuscript.attachments, report, first_body_anchor=first)
    assert [str(one) for one in report] == []
    return pypdfium2.PdfDocument(volume.pdf)
