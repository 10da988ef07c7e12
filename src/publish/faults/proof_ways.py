"""What the proof says of tags and of links."""

from __future__ import annotations

from .saying import Saying, brief, error

# structure


@error
def broken_tree() -> Saying:
    """A PDF without tags, or whose tags do not hang on one document, so that no screen reader can read it."""
    return "the PDF has no tree of tags with one document at its top", "a developer should look at `bind`"


@error
def wrong_file_language(language: str, expected: str) -> Saying:
    """A PDF that gives another language than the edition's, so that it is spoken with a wrong voice."""
    said = f"`{language}`" if language else "no language"
    return f"the PDF gives {said} instead of `{expected}`", "a developer should look at `bind`"


@error
def wrong_file_title(title: str, cover: str) -> Saying:
    """A PDF whose title is empty, or is not that of its cover. Readers show the title above the pages."""
    return f"the title of the PDF, `{title}`, does not name `{cover}`", "a developer should look at `bind`"


@error
def lost_tag(role: str, text: str) -> Saying:
    """A part of the text without a tag of its own, so that no screen reader tells it from what is around it.

    Only the first is told where several follow one another.
    """
    return f"`{brief(text)}` has no tag `{role}` in the PDF", "a developer should look at `bind`"


@error
def foreign_tag(role: str, text: str, page: int) -> Saying:
    """A tag for which there is nothing in the manuscript: a table in two halves, a heading that is none.

    Only the first is told where several follow one another.
    """
    message = f"`{brief(text)}` on page {page} of the PDF has a tag `{role}` too many"
    return message, "a developer should look at `bind`"


@error
def misshapen_tag(role: str, around: str, page: int) -> Saying:
    """A tag of a kind that no build makes, or in one where it has no place (ISO 32000-1, 14.8.4).

    A screen reader passes over `Private`, and does not tell the number of a note that is no `Lbl`.
    """
    message = f"a tag `{brief(role)}` in `{brief(around)}` on page {page} of the PDF has no place there"
    return message, "a developer should look at `bind`"


@error
def mistagged_text(text: str, role: str, page: int) -> Saying:
    """Words that are in the tag of another paragraph, cell or note than in the manuscript."""
    message = f"`{brief(text)}` on page {page} of the PDF stands in the `{role}` of other words"
    return message, "a developer should look at `bind`"


@error
def wrong_language(text: str, language: str, expected: str, page: int) -> Saying:
    """Words that a screen reader would speak with the voice of another language."""
    message = f"`{brief(text)}` on page {page} of the PDF is tagged as `{language}` instead of `{expected}`"
    return message, "a developer should look at `bind`"


@error
def wrong_scope(scope: str, expected: str) -> Saying:
    """A head of a table that does not say whether it heads its column or its row (ISO 14289-1, 7.5)."""
    said = f"`{scope}`" if scope else "nothing"
    return f"this head of a table says {said} instead of `{expected}`", "a developer should look at `bind`"


@error
def wrong_numbering(said: str, expected: str) -> Saying:
    """A list that is said to be numbered and is not, or the other way round."""
    spoken = f"`{said}`" if said else "nothing"
    message = f"this list is said to be numbered {spoken} instead of {expected}"
    return message, "a developer should look at `bind`"


@error
def misplaced_picture() -> Saying:
    """A picture that the PDF's tags say to be where it is not; screen readers show what they read of."""
    return "the tag of this picture says that it stands elsewhere", "a developer should look at `bind`"


@error
def wrong_spans(spans: tuple[int, int], expected: tuple[int, int]) -> Saying:
    """A cell that takes other columns or rows in the PDF's tags than in the manuscript."""
    columns, rows = spans
    message = f"this cell spans {columns} columns and {rows} rows instead of {expected[0]} and {expected[1]}"
    return message, "a developer should look at `bind`"


@error
def wrong_alternative(alternative: str, expected: str) -> Saying:
    """A picture whose text for those who cannot see it is not that of the manuscript."""
    said = f"says `{brief(alternative)}`" if alternative else "has no text"
    return f"this picture {said} instead of `{brief(expected)}`", "a developer should look at `bind`"


@error
def wrong_speech(role: str, spoken: str, page: int) -> Saying:
    """A tag that has a screen reader say other words than the page prints."""
    message = f"a tag `{role}` on page {page} of the PDF says `{brief(spoken)}` instead of its text"
    return message, "do not trust this file; build the edition again"


@error
def wrong_meaning(text: str, spoken: str, expected: str, page: int) -> Saying:
    """A sign or short form that a screen reader is not told the meaning of, or a wrong one."""
    said = f"spoken as `{brief(spoken)}`" if spoken else "spoken as it is printed"
    wanted = f"as `{brief(expected)}`" if expected else "as it is printed"
    message = f"`{brief(text)}` on page {page} of the PDF is {said} instead of {wanted}"
    return message, "a developer should look at `bind`"


@error
def unnamed_note(text: str) -> Saying:
    """A note without a name of its own among the PDF's tags, for which ISO 14289-1 asks (7.9)."""
    return f"the note `{brief(text)}` has no name of its own", "a developer should look at `bind`"


@error
def call_without_note(call: str) -> Saying:
    """A number or letter in the text that leads to no note."""
    return f"the call `{call}` leads to no note", "a developer should look at the templates"


@error
def note_without_call(text: str) -> Saying:
    """A note that does not lead back to its call."""
    message = f"the note `{brief(text)}` does not lead back to its call"
    return message, "a developer should look at the templates"


@error
def heading_gap(level: int, before: int) -> Saying:
    """A heading more than one level below the one before, so that a listener misses one between them."""
    above = f"after one of level {before}" if before else "before any other"
    message = f"this heading has level {level} in the PDF, {above}"
    return message, "give it a heading one level above, or raise its own"


@error
def repeated_content(page: int) -> Saying:
    """Words or a picture that two tags hold, so that a screen reader reads them twice."""
    message = f"something on page {page} of the PDF stands in the tree of tags twice"
    return message, "a developer should look at `bind`"


@error
def misled_parent(what: str) -> Saying:
    """Something that does not lead back to the tag that holds it (the ParentTree and the IDTree of the PDF).

    A screen reader that is asked what stands under the pointer says something else, or nothing.
    """
    return f"{what} leads to another tag than the one that holds it", "a developer should look at `bind`"


@error
def wrong_headers(headers: str, expected: str) -> Saying:
    """A cell of a table whose tag names other heads than those above it, beside it and over its group."""
    said = f"`{brief(headers)}`" if headers else "no heads"
    wanted = f"`{brief(expected)}`" if expected else "none"
    return f"this cell of a table names {said} instead of {wanted}", "a developer should look at `bind`"


# links


@error
def lost_link(text: str, page: int) -> Saying:
    """Words that are a link in the manuscript and none in the PDF: nothing happens when they are clicked."""
    message = f"`{brief(text)}` on page {page} of the PDF is no link, though the manuscript has one"
    return message, "build the edition again; a developer should look at `bind`"


@error
def misled_link(text: str, aim: str, expected: str, page: int) -> Saying:
    """A link that leads elsewhere in the PDF than in the manuscript."""
    leads = f"to `{aim}`" if aim else "nowhere"
    message = f"the link `{brief(text)}` on page {page} of the PDF leads {leads} instead of to `{expected}`"
    return message, "build the edition again; a developer should look at `bind`"


@error
def partial_link(text: str, page: int) -> Saying:
    """A link of which only a part can be clicked, such as the first of its lines."""
    message = f"`{brief(text)}` on page {page} of the PDF is part of a link, but cannot be clicked"
    return message, "a developer should look at `bind`"


@error
def overreaching_link(text: str, aim: str, page: int) -> Saying:
    """A link that can be clicked on words that are not its own, so that they lead where they should not."""
    message = f"`{brief(text)}` on page {page} of the PDF lies under the link to `{brief(aim)}`"
    return message, "a developer should look at `bind`"


@error
def misnamed_link(contents: str, aim: str, page: int) -> Saying:
    """A link that a screen reader announces with another address or place than that to which it leads."""
    said = f"`{brief(contents)}`" if contents else "nothing"
    message = f"the link to `{brief(aim)}` on page {page} of the PDF is announced as {said}"
    return message, "do not trust this file; build the edition again"


@error
def untagged_link(aim: str, page: int) -> Saying:
    """A place that can be clicked, of which a screen reader does not know (ISO 14289-1, 7.18.5)."""
    message = f"a link to `{aim}` on page {page} of the PDF belongs to no words"
    return message, "a developer should look at `bind`"


@error
def foreign_link(text: str, page: int) -> Saying:
    """A link in the PDF that the manuscript does not have."""
    message = f"`{brief(text)}` on page {page} of the PDF is a link, though the manuscript has none"
    return message, "a developer should look at `bind`"


@error
def lost_target(name: str) -> Saying:
    """A place to which links lead, and which the PDF does not know: nothing happens when they are clicked."""
    return f"the PDF has no place `{name}` for the links to it", "a developer should look at `bind`"


@error
def misplaced_target(name: str, where: str) -> Saying:
    """A place to which links lead, and where something else stands.

    A reader who follows a link must see what it promised: on the right page, no more than a few lines away.
    """
    return f"links to `{name}` lead {where}", "look for space and page breaks before it in the stylesheets"


@error
def lost_page_number(text: str, label: str) -> Saying:
    """A reference after which the page number is missing, so that a reader on paper cannot follow it."""
    return f"the number of page {label} is missing after `{brief(text)}`", "look for `target-counter`"


@error
def wrong_page_number(printed: str, target: str, label: str) -> Saying:
    """A page number that sends readers on paper to another page than that of what they look for.

    It happens where the number itself moves its target: with "page 10" a paragraph takes a line more than
    with "page 9", and that line brings its target back to page 9. The build holds such a break, as a rule.

        text: "The figures are in [#t-killed]."         # Table 1 on page 9, or on page 10
        text: "The figures are in [#t-killed|number]."  # Table 1
    """
    message = f"page {printed} is given for `{target}`, which is on page {label}: the number moves its target"
    return message, "print references to it without page numbers (`[#…|number]`), or add a line before it"


@error
def other_title(listed: str, heading: str) -> Saying:
    """An entry of the contents, or of the list of tables and figures, that is not worded like its heading."""
    message = f"`{brief(listed)}` is listed for what is headed `{brief(heading)}`"
    return message, "a developer should look at the templates"


@error
def lost_entry(heading: str) -> Saying:
    """A chapter, section, table or figure that the contents or lists leave out."""
    return f"`{brief(heading)}` is not listed", "a developer should look at the templates"


@error
def misplaced_entry(listed: str) -> Saying:
    """An entry of the contents or lists that is out of order, there twice, or of what is never listed."""
    return f"`{brief(listed)}` is listed out of its order", "a developer should look at the templates"


@error
def lost_bookmark(heading: str) -> Saying:
    """A heading without a bookmark, so that it cannot be found in the reader's side bar."""
    return f"the heading `{brief(heading)}` has no bookmark", "look for `bookmark-level` in the stylesheets"


@error
def foreign_bookmark(title: str) -> Saying:
    """A bookmark for which there is no heading."""
    message = f"the bookmark `{brief(title)}` belongs to no heading"
    return message, "look for `bookmark-level` in the stylesheets"


@error
def changed_bookmark(title: str, heading: str) -> Saying:
    """A bookmark that is worded otherwise than its heading, such as with a note's number in it."""
    message = f"the bookmark of `{brief(heading)}` says `{brief(title)}`"
    return message, "look for `bookmark-label` in the stylesheets"


@error
def misplaced_bookmark(heading: str, where: str) -> Saying:
    """A bookmark that leads elsewhere than to its heading, or stands under another heading than it should."""
    return f"the bookmark of `{brief(heading)}` leads {where}", "look at the rules for headings"
