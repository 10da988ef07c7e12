"""What the proof says of faces, places and lines."""

from __future__ import annotations

from .saying import Saying, brief, error, warning

# faces


@error
def foreign_face(name: str) -> Saying:
    """A typeface in the PDF that no stylesheet declares.

    The typesetting engine took another face where it lacked one, so that letters look unlike the rest.
    """
    return f"the face `{name}` in the PDF is not one of the book's", "look at `styles/fonts.css`"


@error
def unembedded_face(name: str) -> Saying:
    """A typeface that is not in the file, so that every machine shows another one.

    PDF/A forbids it (ISO 19005-3, 6.2.11.4).
    """
    return f"the face `{name}` is not in the PDF", "look at its licence and at the font file"


@error
def whole_face(name: str) -> Saying:
    """A typeface of which all letters are in the file, used or not. It makes the file larger for nothing."""
    return f"the face `{name}` is in the PDF with letters that are not used", "build the edition again"


@error
def unmapped_face(name: str) -> Saying:
    """A typeface whose signs the file does not name: its text can be seen, but neither searched nor heard."""
    return f"the PDF does not say which letters the face `{name}` shows", "use another font file"


@error
def foreign_glyph(name: str, characters: str) -> Saying:
    """Signs in the PDF that look otherwise than the font file draws the characters that they stand for.

    A search finds an 8 where a reader sees a 3. Each sign of a font in the PDF is laid beside the sign that
    the font file has for its characters, small capitals, old-style figures and ligatures included. No build
    changes a sign: somebody changed the PDF, or the font files under `styles/fonts/` are no longer those that
    it was built with.
    """
    message = f"the face `{name}` in the PDF draws `{brief(characters)}` otherwise than its font file"
    return message, "build the edition again"


@error
def empty_glyph(page: int) -> Saying:
    """An empty box or nothing at all, where the face has no sign for a character."""
    message = f"a sign on page {page} of the PDF is missing in its face"
    return message, "write it otherwise, or use another face"


@error
def unreadable_character(number: int, text: str, page: int) -> Saying:
    """A sign that can be seen, but stands for no character: it cannot be searched, copied or heard."""
    message = f"U+{number:04X} in `{brief(text)}` on page {page} of the PDF is no character"
    return message, "write it otherwise, or use another face"


@error
def coarse_picture(dpi: int, least: int, page: int) -> Saying:
    """A picture with so few dots for its size that they can be seen in print."""
    message = f"a picture on page {page} of the PDF has {dpi} dots to the inch; {least} are needed"
    return message, "use a larger picture, or print it smaller"


@error
def pale_text(text: str, ratio: float, needed: float, page: int) -> Saying:
    """Words whose colour is too near to that of their ground for eyes that see little.

    WCAG 2.1 asks for a contrast of 4.5 to 1, and of 3 to 1 for large type (1.4.3, level AA).
    """
    message = f"`{brief(text)}` on page {page} of the PDF has a contrast of {ratio:.1f} to 1"
    return message, f"choose a colour in `styles/tokens.css` with at least {needed} to 1"


@error
def turned_text(text: str, page: int) -> Saying:
    """Letters that are turned, mirrored, slanted, squeezed or stretched: no longer those of the face.

    A mirrored 3 is no figure at all. Tables that need room are turned with their page (`landscape: true`), so
    that their letters stand upright on it.
    """
    message = f"the letters of `{brief(text)}` on page {page} of the PDF are turned, mirrored or stretched"
    return message, "look for `transform`, `writing-mode` and `font-stretch` in the stylesheets"


@error
def tiny_text(text: str, size: float, page: int) -> Saying:
    """Type so small, or so narrow, that no reader can read it."""
    message = f"`{brief(text)}` on page {page} of the PDF is set in {size:.1f} pt"
    return message, "look at `font-size` and `transform` in the stylesheets"


@error
def invisible_text(text: str, page: int) -> Saying:
    """Words that are in the PDF but leave no ink: a search finds them, a reader does not."""
    return f"`{brief(text)}` on page {page} of the PDF cannot be seen", "look at `opacity` in the stylesheets"


@error
def hidden_text(text: str, page: int) -> Saying:
    """Words that are in the PDF, but that nobody sees where they stand, or not all of them.

    The page was drawn, and where they should be it has one colour, or one that runs slowly into another.
    Something is drawn over them, they have the colour of what is under them, or they fade away.
    """
    message = f"`{brief(text)}` is not seen on page {page} of the PDF"
    return message, "look at `background`, `opacity` and `color` in the block's stylesheet"


@error
def masked_text(text: str, page: int) -> Saying:
    """Words that are drawn through a mask, or mixed with what is under them, so that they may fade or vanish.

    Nothing that the stylesheets can ask for does it to text: the PDF was changed.
    """
    message = f"`{brief(text)}` is drawn through a mask on page {page} of the PDF"
    return message, "build the edition again"


@error
def changed_drawing(expected: str, printed: str, page: int) -> Saying:
    """A word or number that a chart shows otherwise than it was drawn.

    The texts of a drawing are compared with those that the PDF shows in it, one after the other; the first
    that differs is told.
    """
    stands = f"`{brief(printed)}`" if printed else "nothing"
    where = f"where `{brief(expected)}` belongs" if expected else "after its last word"
    return f"the drawing on page {page} of the PDF shows {stands} {where}", "look at the drawing's template"


@error
def misdrawn_picture(what: str, page: int) -> Saying:
    """A drawing that is printed otherwise than it was drawn: a bar moved, a line lost, a colour changed.

    Each area, line and word of the drawing is looked for in the PDF, at its place in the figure, in its size
    and colour; nothing else may be there. The first thing that differs is told.
    """
    return f"the drawing on page {page} of the PDF shows {what}", "look at the block's stylesheet"


@error
def unproved_drawing(what: str, page: int) -> Saying:
    """A drawing with something that the proof cannot read, such as a curve.

    The proof reads rectangles, straight lines, words and groups that are moved. A kind of block that draws
    anything else has to teach the proof to read it.
    """
    message = f"the drawing on page {page} of the PDF has `{brief(what)}`, which is not proved"
    return message, "a developer should teach `proof/beside/sketch.py` to read it"


# places


@error
def outside_text(what: str, page: int) -> Saying:
    """Words or a picture in the margin, beyond the edge of the text.

    Often a table with too many columns, or a word so long that it cannot be broken. In the margin it may be
    cut off or lie in the fold of a bound book.
    """
    message = f"{what} reaches beyond the text on page {page} of the PDF"
    return message, "shorten it, or turn the table with `landscape: true`"


@error
def overprinted_text(text: str, other: str, page: int) -> Saying:
    """Words that are printed over other words, so that neither can be read."""
    message = f"`{brief(text)}` and `{brief(other)}` lie over each other on page {page} of the PDF"
    return message, "shorten one of them; if they are short, look at the block's stylesheet"


@error
def covered_text(text: str, what: str, page: int) -> Saying:
    """Words with something drawn over them, or with a picture under them.

    A search finds them and a screen reader speaks them, but nobody can read them.
    """
    message = f"`{brief(text)}` and {what} lie over each other on page {page} of the PDF"
    return message, "look at the block's stylesheet"


@error
def struck_text(text: str, page: int) -> Saying:
    """Words with a line through them: they look as if they did not hold.

    A line below words is fine; one that crosses letters is not, whether drawn before or after them.
    """
    message = f"a line runs through `{brief(text)}` on page {page} of the PDF"
    return message, "look at `text-decoration` and `border` in the block's stylesheet"


@error
def broken_folios(label: str, folio: str, page: int) -> Saying:
    """A page number that does not follow on the one before it.

    Pages are numbered i, ii, iii up to the first chapter, and from there 1, 2, 3. References, the contents
    and the window of a PDF reader all rely on it.
    """
    message = f"page {page} of the PDF is numbered `{label}`, not `{folio}`"
    return message, "look at `counter-reset` in `styles/page.css`"


@error
def lost_folio(label: str, page: int) -> Saying:
    """A page without its number at the foot. References to it cannot be followed on paper."""
    message = f"page {page} of the PDF does not print its number, `{label}`, at its foot"
    return message, "look at the rules for its pages in `styles/page.css`"


@error
def shared_page(page: int) -> Saying:
    """A part that begins on the page where the one before it ends, and may not.

    A chapter does so only if it says `run_on: true`.
    """
    message = f"a part begins on page {page} of the PDF, where the one before it has not ended"
    return message, "look at `break-before` in `styles/page.css`"


@error
def artifact_in_text(text: str, page: int) -> Saying:
    """Words among the text of a page that are said to be no part of it, so that nobody hears them.

    Only the head of a table that runs on from the page before may stand so.
    """
    message = f"`{brief(text)}` stands in the text of page {page} of the PDF, but is not read as text"
    return message, "look at its tag, and at `styles/page.css`"


@error
def foreign_running_head(text: str, page: int) -> Saying:
    """Words at the head or foot of a page that are not its own.

    There stand its number, the title of the edition or of a chapter on that page, and the name of a table or
    month that runs on from the page before. Nothing else is proved there, and nothing there is read aloud.
    """
    message = f"`{brief(text)}` at the edge of page {page} of the PDF does not belong to that page"
    return message, "look at `string-set` in the stylesheets"


@error
def wrong_running_head(printed: str, expected: str, page: int) -> Saying:
    """A page of the body without its running head, or with that of another.

    A left page bears the edition's title at its head, a right one that of the chapter it begins with, each at
    the outer edge. A page on which a part begins has the part's title in large type instead.
    """
    found = f"`{brief(printed)}`" if printed else "nothing"
    message = f"page {page} of the PDF has {found} for its running head, not `{brief(expected)}`"
    return message, "look at the rules for its pages in `styles/page.css`"


@error
def lost_continuation(name: str, page: int) -> Saying:
    """A page that begins within a table, or a month of a chronology, and does not say so at its head."""
    message = f"`{brief(name)}` runs on to page {page} of the PDF, which does not say so at its head"
    return message, "look at `continued` in the stylesheets"


@error
def untagged_text(text: str, page: int) -> Saying:
    """Words that are on the page but not in the PDF's tree of tags: no screen reader meets them."""
    message = f"`{brief(text)}` on page {page} of the PDF has no tag"
    return message, "this is a fault of ours: tell the developers"


# calls, cells and lists


@error
def lowered_call(words: str, page: int) -> Saying:
    """The number of a note, a mark or the comma between two, printed on the line or as large as the text.

    Beside a figure it would be read as part of it: 14 with note 7 as 147.
    """
    message = f"the end of `{brief(words)}` on page {page} of the PDF is not set raised and small"
    return message, "look at the rules for `.call`, `.tabular-call` and `.mark` in the stylesheets"


@error
def misplaced_cell(text: str, head: str, page: int) -> Saying:
    """A cell of a table that does not stand under the head of its column, or reaches under another one.

    A figure under the wrong head is a wrong figure.
    """
    under = f"its head, `{brief(head)}`," if head else "its own head"
    message = f"`{brief(text)}` does not stand under {under} on page {page} of the PDF"
    return message, "look at `display`, `position` and `text-align` in the table's stylesheet"


@error
def shifted_head(text: str, page: int) -> Saying:
    """The head of a table that is repeated on a later page, elsewhere than over its columns."""
    message = f"the head `{brief(text)}`, repeated on page {page} of the PDF, does not stand over its column"
    return message, "look at the rules for `thead` in the table's stylesheet"


@error
def uneven_row(text: str, page: int) -> Saying:
    """A row of a table whose cells do not stand side by side, on one line, below the row before it."""
    message = f"the cells of the row of `{brief(text)}` on page {page} of the PDF are not on one line"
    return message, "look at `display`, `position` and `vertical-align` in the table's stylesheet"


@error
def parted_term(term: str, page: int) -> Saying:
    """A term or a key figure that does not stand on the first line of what is said of it."""
    message = f"`{brief(term)}` on page {page} of the PDF is not on the line of what is said of it"
    return message, "look at the rules for `dt` and `dd` in the block's stylesheet"


@warning
def uneven_figures(text: str, page: int) -> Saying:
    """A figure in a column that does not end where the others do: tens stand under units."""
    message = f"`{brief(text)}` on page {page} of the PDF does not end in line with the others of its column"
    return message, "look at `text-align` and the numerals in the table's stylesheet"


@error
def wrong_marker(printed: str, expected: str, item: str, page: int) -> Saying:
    """An item of a list without its number or bullet, or with another one."""
    found = f"`{printed}`" if printed else "no marker"
    wanted = f"not `{expected}`" if expected else "where none belongs"
    message = f"`{brief(item)}` on page {page} of the PDF has {found} before it, {wanted}"
    return message, "look at `list-style-type` and the counters in the stylesheets"


@error
def strayed_marker(marker: str, page: int) -> Saying:
    """The number or bullet of a list's item that does not stand before its first line."""
    message = f"the marker `{marker}` on page {page} of the PDF does not stand before its item"
    return message, "look at `list-style-position` in the stylesheets"


@error
def odd_size(text: str, size: float, usual: float, page: int) -> Saying:
    """Text in larger or smaller type than all other text of its kind."""
    message = f"`{brief(text)}` on page {page} of the PDF is set in {size:.1f} points, not {usual:.1f}"
    return message, "look at `font-size` in the stylesheets"


@error
def misjudged_size(text: str, size: float, text_size: float) -> Saying:
    """Notes in type as large as the text or larger, or headings no larger than it: they are taken for it."""
    message = f"`{brief(text)}` and its kind are set in {size:.1f} points, the text in {text_size:.1f}"
    return message, "look at `font-size` in the stylesheets: notes are smaller than the text, headings larger"


@error
def unordered_text(text: str, page: int) -> Saying:
    """Words that stand above or before what is read before them.

    Who listens to the PDF hears its parts in another order than who looks at it. The order is that of the
    tags; it should run down the page, and to the right where things stand side by side.
    """
    message = f"`{brief(text)}` on page {page} of the PDF stands above or before what is read before it"
    return message, "look at `position` and `float` in the block's stylesheet"


@error
def misplaced_note(number: str, page: int) -> Saying:
    """A note that stands above text of its page, or above a note with a lesser number."""
    message = f"note {number} on page {page} of the PDF is not in its order at the foot"
    return message, "move the block that calls it"


@error
def stranded_heading(text: str, page: int) -> Saying:
    """A heading, caption or lead at the foot of a page, with what it names on the next one."""
    message = f"`{brief(text)}` is left at the foot of page {page} of the PDF, without what follows it"
    return message, "put a sentence after it, or move the block"


@error
def lone_table_head(text: str, page: int) -> Saying:
    """The head of a table, or of a group of its rows, at the foot of a page without a row below it."""
    message = f"the head `{brief(text)}` is left at the foot of page {page} of the PDF, without a row"
    return message, "move the table, or give it another place in the chapter"


@error
def torn_row(text: str, page: int) -> Saying:
    """A row of a table that runs on to the next page, so that its cells do not stand side by side."""
    message = f"the row with `{brief(text)}` is torn at the foot of page {page} of the PDF"
    return message, "shorten its cells, or make notes of what they tell"


@warning
def lone_first_line(text: str, page: int) -> Saying:
    """The first line of a paragraph alone at the foot of a page: an orphan."""
    message = f"the line `{brief(text)}` stands alone at the foot of page {page} of the PDF"
    return message, "a few words more or less in the paragraph bring it home"


@warning
def lone_last_line(text: str, page: int) -> Saying:
    """The last line of a paragraph alone at the head of a page: a widow."""
    message = f"the line `{brief(text)}` stands alone at the head of page {page} of the PDF"
    return message, "a few words more or less in the paragraph bring it home"


@warning
def short_page(page: int, lines: int) -> Saying:
    """A page with one or two lines of text: a part ends on it, or what follows does not fit on it.

    A part that is so short in all is not meant.
    """
    message = f"page {page} of the PDF has {'one line' if lines == 1 else 'two lines'} of text"
    return message, "shorten what stands before it by as much, or add to it"


@error
def broken_word(before: str, after: str, page: int) -> Saying:
    """A word that goes on in the next line without a hyphen, so that it is read as two.

    After a hyphen, a dash or a slash of its own it may be broken, and an address anywhere.
    """
    parts = f"`{brief(before)}`, `{brief(after)}`"
    message = f"a word is broken without a hyphen on page {page} of the PDF: {parts}"
    return message, "use a shorter word, or put a soft hyphen (U+00AD) where it may be broken"


@warning
def overlong_word(before: str, after: str, page: int) -> Saying:
    """A word that is wider than its line, so that it goes on in the next one without a hyphen."""
    parts = f"`{brief(before)}`, `{brief(after)}`"
    message = f"a word is too long for its line on page {page} of the PDF: {parts}"
    return message, "use a shorter word, or put a soft hyphen (U+00AD) where it may be broken"


@error
def touching_words(text: str, page: int) -> Saying:
    """Words with next to no space between them, though a search finds each: a reader sees one word."""
    message = f"the words of `{brief(text)}` on page {page} of the PDF touch"
    return message, "look at `word-spacing` in the stylesheets"


@error
def pressed_letters(text: str, page: int) -> Saying:
    """Letters that lie closer than their face has them, so that they run into each other."""
    message = f"the letters of `{brief(text)}` on page {page} of the PDF are pressed together"
    return message, "look at `letter-spacing` in the stylesheets"


@warning
def hyphen_ladder(lines: int, text: str, page: int) -> Saying:
    """More than two hyphens at the ends of lines, one above the other: the eye takes the wrong line.

    The typesetting engine cannot limit them.
    """
    message = f"{lines} lines in a row end in a hyphen on page {page} of the PDF, from `{brief(text)}`"
    return message, "a word more or less in the paragraph often mends it"


@warning
def loose_line(text: str, times: float, page: int) -> Saying:
    """A line with holes between its words: each space is more than three times as wide as it should be.

    Mostly a long word or an address follows that cannot be broken.
    """
    message = f"the spaces of `{brief(text)}` on page {page} of the PDF are {times:.1f} times too wide"
    return message, "a word more or less in the paragraph often mends it"
