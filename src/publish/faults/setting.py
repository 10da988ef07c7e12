"""What is said of pages that cannot be set or bound."""

from __future__ import annotations

from .saying import Saying, brief, error, warning

_MOST_NAMED = 3
"""Characters that are named one by one."""


@error
def ignored_css(what: str) -> Saying:
    """A rule or declaration that the typesetting engine does not know, and leaves out.

    A page that lacks one declaration looks almost right, so nobody sees it.

        .note { colour: red }      /* `colour` → `color` */
    """
    return f"left out by the typesetting engine: {what}", "mend it or take it out"


@error
def refused_url(url: str, reason: str) -> Saying:
    """A file that pages may not be made of.

    Pages are made only of files below `styles/` and the edition's `images/`, and of pictures and fonts
    written as `data:`. Nothing is ever fetched from the network or from elsewhere on the disk.

        background: url(https://example.org/paper.png)
    """
    return f"`{url}` may not be used: {reason}", "put the file below `styles/` or the edition's `images/`"


@error
def missing_image(path: str) -> Saying:
    """A picture that is not there or cannot be drawn."""
    return f"picture `{path}` is not there or cannot be drawn", "check its name, and that it opens by itself"


@error
def missing_alt_text(path: str) -> Saying:
    """A picture without a text for readers who cannot see it. PDF/UA-1 asks for one (7.3)."""
    return f"picture `{path}` has no alternative text", "say in one sentence what it shows"


@error
def missing_stylesheet(path: str) -> Saying:
    """An `@import` of a stylesheet that is not there."""
    return f"stylesheet `{path}` is not there", "check the `@import`"


@error
def missing_font(family: str) -> Saying:
    """A font family that no `@font-face` in `styles/` gives. Fonts of the machine are never used."""
    return (
        f"no `@font-face` gives the family `{family}`",
        "declare it, with a font file below `styles/fonts/`",
    )


@error
def missing_face(family: str, form: str, words: str) -> Saying:
    """Text in a weight or slant of its family that no `@font-face` in `styles/` gives.

    The engine would print it in another face of the family, or slant or thicken one, and say nothing.

        @font-face { font-family: "Source Sans 3"; font-weight: 400; src: url("fonts/…/Regular.ttf"); }
        .table-head { font-family: "Source Sans 3"; font-weight: 600; }   /* no face for it */
    """
    message = f"no `@font-face` gives `{family}` in {form}, in which `{brief(words)}` is set"
    return message, "declare it, with a font file below `styles/fonts/`, or choose a face that is declared"


@error
def faded_text(element: str) -> Saying:
    """Words or a picture that `opacity` makes fade.

    What fades is drawn apart from its page, where it cannot be tagged for a screen reader; and words that
    fade are hard to read. `opacity` is for what holds neither: an area, a rule.
    """
    message = f"`opacity` makes the text of `{element}` fade"
    return message, "choose a paler colour in `styles/tokens.css` instead"


@error
def missing_glyph(characters: str) -> Saying:
    """A character that none of the edition's fonts can print. An empty box would stand in its place.

    Letters of one script are told together, at the first of them: a name in Arabic or Tifinagh letters needs
    a font that has the script. Until there is one, the name can be written in Latin letters.
    """
    names = ", ".join(f"`{character}` (U+{ord(character):04X})" for character in characters[:_MOST_NAMED])
    more = len(characters) - _MOST_NAMED
    return (
        f"no font of this edition has {names}" + (f" and {more} more of their kind" if more > 0 else ""),
        "write it otherwise, or ask a designer for a font that has it",
    )


@error
def dead_anchor(anchor: str) -> Saying:
    """A link inside the book whose target is not in the book."""
    return f"nothing in the book has the id `{anchor}`", "check the reference"


@error
def repeated_anchor(anchor: str) -> Saying:
    """Two elements of the book with the same id, so that a link may lead to the wrong one."""
    return f"more than one element has the id `{anchor}`", "give each its own"


@warning
def engine_warning(text: str) -> Saying:
    """A line in the typesetting engine's log that this program does not know."""
    return f"the typesetting engine says: {text}", "a developer should give this line a name in `engine.py`"


@error
def failed_preview(reason: str) -> Saying:
    """A fault of ours that keeps `invoke preview` from setting the pages: nothing that an editor wrote.

    The preview goes on, and tries again after the next change. `invoke build` says how the fault came about.
    """
    message = f"a fault of ours, not of your files, keeps the pages from being set: {reason}"
    return message, "save again; if that does not help, run `invoke build` and pass dist/fault.txt on"


@error
def wide_table(page: int) -> Saying:
    """A table wider than the text: it reaches into the margin, or beyond the paper.

    It has too many columns, or words so long that they cannot be broken.

        landscape: true      # under `kind: table`, turns the table on a page of its own
    """
    message = f"the table is wider than the text on page {page} of the PDF"
    return message, "turn it with `landscape: true`, give it fewer columns, or shorten its longest words"


@error
def off_page(text: str, page: int) -> Saying:
    """Words that lie outside the paper, where no reader sees them.

    Often a word so long that it cannot be broken.
    """
    message = f"`{brief(text)}` lies outside page {page} of the PDF"
    return message, "shorten it, or write spaces or hyphens into it where it may be broken"


@error
def strayed_note(number: str, page: int, pages: int) -> Saying:
    """A note that stands on another page than its call.

    The typesetting engine carries a note over when a paragraph breaks badly at the foot of a page. Such
    breaks are moved, and the pages laid out again; this note could not be brought home. A reader would look
    for it in vain.
    """
    away = "the page after" if pages == 1 else f"{abs(pages)} pages {'after' if pages > 0 else 'before'}"
    message = f"note {number} stands {away} its call, which is on page {page} of the PDF"
    return message, "shorten the note, or set its call in a sentence further from the notes before it"


@error
def lost_note(number: str, page: int) -> Saying:
    """A note that the typesetting engine left out, so that its call leads nowhere.

    The engine forgets a note when a paragraph breaks badly at the foot of a page. Such breaks are moved, and
    the pages laid out again; this note could not be brought back.
    """
    message = f"note {number} is on no page, though its call is on page {page} of the PDF"
    return message, "shorten the note, or set its call in a sentence further from the notes before it"


@error
def long_note(number: str, page: int) -> Saying:
    """A note that does not fit on one page with the line of its call and the notes before it in that line.

    A note is never broken over pages, so that no break could make room for it.
    """
    message = f"note {number} and the line of its call, on page {page} of the PDF, are longer than a page"
    return message, "part it into several notes, called in sentences further apart"


@error
def engine_breakdown(what: str) -> Saying:
    """A block that the typesetting engine cannot set: it broke off with a fault of its own.

    The block was found by setting less and less of the book. What it says is not to blame, but where it comes
    to stand on a page may be.
    """
    message = f"the typesetting engine breaks down on this block: `{brief(what)}`"
    return message, "change its length or its place, and show it to a developer"


@error
def broken_note(number: str, page: int, what: str) -> Saying:
    """A note that is on the page of its call, but not as a reader expects it.

    It is there twice, stands out of order, or runs into other text or out of the page. The pages were laid
    out again with other breaks, and it stayed so.
    """
    message = f"note {number} on page {page} of the PDF {what}"
    return message, "shorten the note, and look for a long word or address in it"


@error
def unknown_page(words: str) -> Saying:
    """A number of pages that a sheet prints, but which is not known when pages are set.

    Parts of a book are set one by one, before it is known on which pages they will stand and how many there
    are. What is printed in its place would be wrong. A link that has `data-folio` is given its folio, and the
    margins of a page are given theirs, in Arabic figures; before the body, in Roman ones too.

        .reference-page::after { content: target-counter(attr(href), page) }
    """
    return (
        f"`{words}` is not known when pages are set",
        "print `attr(data-folio)` after a link, and `counter(page)` in the margins",
    )


@error
def unheard_side(element: str, side: str) -> Saying:
    """A part that is to begin on a right-hand or a left-hand page.

    Parts between which a page begins are set each by itself, and bound one after another: each begins on the
    page that comes next. Only within a part a side can be asked for.

        .part-chapter { break-before: right }
    """
    return (
        f"`{element}` asks for `break-before: {side}`, but a part begins on the page that comes next",
        "use `break-before: page`",
    )


@error
def unequal_figures(text: str) -> Saying:
    """A folio set in figures that differ in width, or beside other figures, so that it cannot be filled in.

    Parts of a book are set before it is known on which pages they will stand. A folio is left open, and
    nothing may move when it is filled in. So wherever a sheet prints `counter(page)` or `attr(data-folio)`,
    the figures must be tabular (`font-variant-numeric: tabular-nums`) and all of one font, and the text of a
    margin box must have no other number.
    """
    return (
        f"the folio in `{text.strip()}` cannot be filled in: figures differ in width, or there are others",
        "give it `font-variant-numeric: tabular-nums`, and print no other number beside it",
    )
