"""What the proof says of a file, its words and its notes."""

from __future__ import annotations

from collections.abc import Sequence

from .saying import Saying, brief, error, warning

# the file


@error
def unreadable_pdf(reason: str) -> Saying:
    """A file that the programs which read it back cannot open, so that nothing about it can be proved."""
    return f"the PDF cannot be read back: {reason}", "build it again"


@error
def foreign_feature(what: str) -> Saying:
    """Something in the PDF that this program never puts there, and that can change what a reader gets.

    A page that is turned or cut, a note or field over the text, a script, a layer that can be switched off.
    """
    return f"the PDF has {what}, which no build puts there", "do not trust this file; build the edition again"


@error
def changed_attachment(name: str) -> Saying:
    """A file inside the PDF that is not the one that belongs there.

    The PDF carries the records that it was made of. Somebody who computes with them must get the same figures
    as somebody who reads.
    """
    return f"`{name}` in the PDF is not what the records give", "build the edition again"


@error
def wrong_statement(where: str, name: str, said: str, expected: str) -> Saying:
    """Something that the PDF says of itself, such as its authors or its licence, and the edition does not.

    Catalogues and search engines read it in two places, the XMP packet and the information dictionary.
    """
    spoken = f"says `{brief(said)}`" if said else "says nothing"
    wanted = f"`{brief(expected)}`" if expected else "nothing"
    message = f"the {where} of the PDF {spoken} as `{name}` instead of {wanted}"
    return message, "do not trust this file; build the edition again"


@error
def misdescribed_attachment(name: str, what: str) -> Saying:
    """A file inside the PDF whose description, kind, date or place is not what the build gives it."""
    return f"`{name}` in the PDF has another {what} than the build gives", "build the edition again"


@error
def unreadable_copy(reason: str) -> Saying:
    """A file given to `invoke proof` that no program can read as a PDF.

    It is damaged or cut off, perhaps by a download that broke off; or a password locks it; or it is something
    else. What was built here has no password.
    """
    return f"this file cannot be read: {reason}", "fetch it again, or build it again"


@error
def foreign_pdf(identifier: str, known: str) -> Saying:
    """A PDF whose edition is not in `chapters/`, so that there is nothing to prove it against.

    Every file that is built here names its edition. One that does not, or that comes from another project,
    can only be looked at.

        invoke proof FILE.pdf --edition mali-2021
    """
    named = f"names `{brief(identifier)}`, which is no edition here" if identifier else "names no edition"
    return f"the file {named}", f"say which it is with `--edition`: {known}"


@warning
def other_manuscript(name: str) -> Saying:
    """A PDF that was built from another state of its edition than the chapters are in now.

    What is found in it may come from that alone. Put the chapters back to the state they had, or build again.
    """
    return f"the chapters of {name} have changed since this file was built", "findings may come from that"


# words


@error
def unprinted_text(text: str, kind: str) -> Saying:
    """A text that a template left out of the page.

    The chapters hold it and the records allow it, but no reader would ever see it. This is a mistake in the
    template, not in the chapter.
    """
    return f"`{brief(text)}` is left out by the template of `{kind}`", "a developer should mend the template"


@error
def added_text(text: str, kind: str) -> Saying:
    """A text that a template prints although nobody wrote it there, or prints twice.

    Words that a template sets by itself, such as `Sources:`, are named in the `reading` of the kind's view.
    """
    message = f"`{brief(text)}` is printed by the template of `{kind}`, but belongs not there"
    return message, "a developer should mend the template, or the `reading` of the view"


@error
def altered_text(text: str, printed: str, kind: str) -> Saying:
    """A text that a template prints otherwise than it was resolved, or in another place.

    Two cells that changed places, a date of something else, another order of entries: all words may be there
    and still say something that is not so. A view is read in the order of its fields, unless its `reading`
    says otherwise.
    """
    message = f"`{brief(text)}` is turned into `{brief(printed)}` by the template of `{kind}`"
    return message, "a developer should mend the template"


@error
def altered_trait(name: str, said: tuple[str, str], text: str, kind: str) -> Saying:
    """A link, id, language, cell or heading that is not the one which was resolved.

    The words are right, but what is said of them is not: a link leads elsewhere, a head of a row is a plain
    cell, a phrase has another language. `element` is what an element is; all else is an attribute in HTML.
    """
    right, wrong = (f"`{brief(one)}`" if one else "none" for one in said)
    message = f"`{name}` at `{brief(text)}` is {wrong}, not {right}, by the template of `{kind}`"
    return message, "a developer should mend the template, or the `reading` of the view"


@error
def divided_text(text: str, kind: str) -> Saying:
    """A text that is cut in two by a template, or that should begin a paragraph or item and does not.

    What comes in a row, such as paragraphs or items, stands each in an element of its own.
    """
    message = f"the template of `{kind}` divides the text wrongly at `{brief(text)}`"
    return message, "a developer should mend the template"


@error
def other_parts(found: Sequence[str], expected: Sequence[str]) -> Saying:
    """A manuscript with other parts than the edition has, or in another order."""
    message = f"the parts of the book are `{brief(', '.join(found), 200)}`, not `{', '.join(expected)}`"
    return message, "a developer should look at `compose`"


@error
def untrue_drawing(what: str, text: str, label: str) -> Saying:
    """A chart whose picture does not show its numbers: a bar too long, a wrong total, a lost key.

    The bars are measured in the drawing and compared with sums over the records, which are reckoned again.
    """
    message = f"{what} (`{brief(text)}`) in {label} is not what the records say"
    return message, "a developer should mend the drawing"


@error
def lost_words(text: str, where: str, whole: bool) -> Saying:
    """Words that stand in the manuscript and not in the finished PDF.

    The PDF is read back with other programs than the one that made it. What they do not find, no reader, no
    search and no screen reader finds. The cause is nearly always the typesetting engine or a stylesheet: a
    note without room, text hidden by `display: none`, a box too small for what is in it.
    """
    lost = f"this {where}, `{brief(text)}`, is" if whole else f"`{brief(text)}` in this {where} is"
    return f"{lost} not in the finished PDF", "look at the block's stylesheet, or move the block"


@error
def misplaced_words(text: str, page: int) -> Saying:
    """Words that are read in another place than the manuscript has them.

    The order is that of the PDF's tags, which screen readers follow.
    """
    message = f"`{brief(text)}` is read out of its order, on page {page} of the PDF"
    return message, "look at the block's stylesheet"


@error
def foreign_words(text: str, page: int) -> Saying:
    """Words in the PDF that come neither from the chapters nor from a template.

    A stylesheet may print some with `content`; then they belong into a template, where they are proved.
    """
    message = f"`{brief(text)}` on page {page} of the PDF is not in the manuscript"
    return message, "look for `content` in the stylesheets"


@error
def repeated_words(text: str, page: int) -> Saying:
    """Words that the PDF holds once more than the manuscript does."""
    message = f"`{brief(text)}` stands on page {page} of the PDF once too often"
    return message, "look at the block's stylesheet"


@error
def changed_words(expected: str, printed: str, page: int) -> Saying:
    """Words, or a figure, that the PDF prints otherwise than the manuscript has them."""
    message = f"`{brief(expected)}` is printed as `{brief(printed)}` on page {page} of the PDF"
    return message, "look for `content` and `text-transform` in the stylesheets"


@error
def joined_words(text: str, page: int) -> Saying:
    """Words with no space between them in the PDF, so that a search finds neither."""
    return f"`{brief(text)}` has lost a space on page {page} of the PDF", "look at the block's stylesheet"


@error
def parted_word(word: str, page: int) -> Saying:
    """A word with a space in it in the PDF, so that a search does not find it."""
    message = f"`{word}` has a space within it on page {page} of the PDF"
    return message, "look at `letter-spacing` in the stylesheets"


# notes


@error
def lost_call(number: str) -> Saying:
    """A note whose number in the text is not in the PDF, so that nobody knows what it is about."""
    message = f"the call of note {number} is not in the finished PDF"
    return message, "look at the rules for `.call` in the stylesheets"


@error
def torn_note(number: str) -> Saying:
    """A note of which a part stands on another page."""
    return f"note {number} runs on to another page", "shorten the note, or move the block"


@warning
def parted_table_note(letter: str) -> Saying:
    """A lettered note of a table that stands on a later page than the end of its table."""
    message = f"note `{letter}` stands on a later page than its table"
    return message, "shorten the table or its notes, or move it"
