"""Every sentence said to an editor: one function per diagnostic.

The function's name is the code (`lost_note` is `lost-note`), its docstring is what
`invoke explain CODE` prints. A sentence is one line: what is wrong, with the editor's
words in backticks; then a hint: what to try. No sentence blames, shows Python or is
written anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import getdoc, isfunction
from typing import ParamSpec

from .report import Fault, Severity

P = ParamSpec("P")
Saying = tuple[str, str]


def _fault(severity: Severity) -> Callable[[Callable[P, Saying]], Callable[P, Fault]]:
    def tie(say: Callable[P, Saying]) -> Callable[P, Fault]:
        @wraps(say)
        def fault(*args: P.args, **kwargs: P.kwargs) -> Fault:
            message, hint = say(*args, **kwargs)
            return Fault(say.__name__.replace("_", "-"), severity, message, hint)

        return fault

    return tie


error = _fault(Severity.ERROR)
warning = _fault(Severity.WARNING)


def codes() -> dict[str, str]:
    """Every code with what `invoke explain` prints of it, in alphabetical order."""
    found = {
        name.replace("_", "-"): getdoc(say) or ""
        for name, say in globals().items()
        if isfunction(say) and hasattr(say, "__wrapped__") and not name.startswith("_")
    }
    return dict(sorted(found.items()))


def brief(text: str, limit: int = 60) -> str:
    """An editor's words on one line, cut after `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


# load


@error
def no_such_edition(name: str, suggestion: str | None, known: str) -> Saying:
    """An edition that has no folder below `chapters/`.

        chapters/mali-2021/edition.yaml      # this is the edition `mali-2021`
    """
    hint = f"did you mean `{suggestion}`?" if suggestion else f"the editions are {known or 'none yet'}"
    return f"there is no folder `{brief(name)}`", hint


@error
def outside_link(target: str) -> Saying:
    """A symbolic link that leads out of the edition's folder, to a folder, or to nothing.

    An edition must be whole by itself, so that it can still be built in ten years and on another machine.
    """
    return (
        f"this link leads to `{brief(target)}`, which is no file of this edition",
        "put the file itself here",
    )


@error
def special_file(kind: str) -> Saying:
    """Something that is no ordinary file, such as a pipe or a device, where a file is expected."""
    return f"this is {kind}, not an ordinary file", "take it away, or put an ordinary file in its place"


@error
def unreadable_file(reason: str) -> Saying:
    """A file or a folder that the system does not let this program read."""
    return f"this cannot be read: {reason}", "check who may read it, and whether it is still there"


@error
def odd_file_name() -> Saying:
    """A file name with characters that cannot be shown, such as a line break.

        kidal.yaml      # letters, digits, hyphens
    """
    return (
        "the name of this file has characters that cannot be shown",
        "rename it: letters, digits and hyphens",
    )


@error
def yml_extension(right: str) -> Saying:
    """A YAML file whose name does not end in `.yaml`.

    There is one ending, so that no file is left out by mistake.

        kidal.yml      # → kidal.yaml
    """
    return "the name of this file does not end in `.yaml`", f"rename it to `{brief(right)}`"


@error
def large_file(limit_mb: int) -> Saying:
    """A YAML file that is too big to be a chapter.

    A chapter of a hundred pages has less than half a megabyte. Bigger files are refused unread.
    """
    return (
        f"this file is larger than {limit_mb} MB, and was not read",
        "split it, or see whether it is YAML at all",
    )


@error
def empty_file() -> Saying:
    """A YAML file with nothing in it, or with comments only.

        title: Kidal      # a file begins with its first key
    """
    return "this file is empty", "write its first key, such as `title: …`, or delete the file"


@error
def not_utf8(byte: int, guess: str) -> Saying:
    """A file that is not saved as UTF-8, so that its accents would be printed wrong.

    In most programs: Save as … → Encoding: UTF-8.
    """
    return (
        f"this file is not saved as UTF-8 (byte {byte:02X} here){guess}",
        "save it again with the encoding UTF-8",
    )


@error
def control_character(character: str, name: str) -> Saying:
    """A character that cannot be seen and cannot be printed, or one that stands for a letter that was lost.

    It comes with text pasted from a PDF or a word processor. Delete the place and type it anew.

        place: Tim�uktu     # wrong: a letter was lost
        place: Timbuktu     # right
    """
    return (
        f"a character that cannot be printed: U+{ord(character):04X} {name}",
        "delete it and type the word anew",
    )


@error
def hidden_direction(character: str, name: str) -> Saying:
    """An invisible character that turns the direction of writing.

    It makes a line look different from what it says. Arabic and other scripts are set right without it.
    """
    return (
        f"an invisible character turns the direction of writing: U+{ord(character):04X} {name}",
        "delete it",
    )


@error
def not_a_mapping(found: str) -> Saying:
    """A file that does not consist of keys and values.

        - Kidal            # wrong: a list
        title: Kidal       # right: a key and its value
    """
    return (
        f"this file must consist of keys and values, but it is {found}",
        "begin with a key, such as `title: …`",
    )


@error
def several_documents() -> Saying:
    """More than one document in one file: a second line `---`, or text after `...`.

        title: Kidal
        ---                # wrong: take this line out
        blocks: []
    """
    return "a second document begins here; a file has only one", "take out the line `---` or `...`"


@error
def duplicate_key(key: str, line: int) -> Saying:
    """The same key twice in one place, so that one value would get lost.

        killed: 35
        killed: 37         # wrong: which one is it?
    """
    return f"`{brief(key)}` stands here a second time; it is already on line {line}", "keep one of the two"


@error
def alias_mark(name: str) -> Saying:
    """A value that begins with `*`, which in YAML repeats a value from elsewhere.

    Numbers and sentences are repeated by marks such as `[=sinda.killed]`, not by YAML.

        text: *Soudan* says …       # wrong
        text: "*Soudan* says …"     # right: text that begins with emphasis needs quotes
    """
    return (
        f"`*{brief(name)}` repeats a YAML value, which is not allowed",
        "if this is text, put quotes round it",
    )


@error
def anchor_mark(name: str) -> Saying:
    """A value that begins with `&`, which in YAML names the value for use elsewhere.

        text: &c. and so on        # wrong
        text: "&c. and so on"      # right
    """
    return (
        f"`&{brief(name)}` names a YAML value, which is not allowed",
        "if this is text, put quotes round it",
    )


@error
def tag_mark() -> Saying:
    """A value that begins with `!`, which in YAML says of what type it is.

        text: !Kidal has fallen     # wrong
        text: "!Kidal has fallen"   # right
    """
    return (
        "a value that begins with `!` is a YAML type, which is not allowed",
        "if this is text, put quotes round it",
    )


@error
def merge_key() -> Saying:
    """A key `<<`, which in YAML copies keys from elsewhere.

        <<: {lang: fr}      # wrong
        lang: fr            # right
    """
    return "`<<` copies keys from elsewhere, which is not allowed", "write the keys out"


@error
def complex_key() -> Saying:
    """A key that is not a word, or is missing.

        [a, b]: c          # wrong
        : c                # wrong
        title: c           # right
    """
    return "a key must be one word", "write it as `key: value`; if this is text, put quotes round it"


@error
def deep_nesting(limit: int) -> Saying:
    """Lists within lists, or keys below keys, deeper than anything in a book.

        rows: [[[[[[[[…         # wrong: brackets that nobody meant
    """
    return f"this is nested deeper than {limit} levels", "see whether brackets or indentation went wrong"


@error
def many_nodes(limit: int) -> Saying:
    """A file with more values than a chapter can have."""
    return f"this file has more than {limit:,} values".replace(",", " "), "split it into several files"


@error
def many_faults(limit: int) -> Saying:
    """A file with so many mistakes that the rest of it was not looked at."""
    return f"{limit} mistakes in this file; the rest was not looked at", "mend these first"


@error
def unquoted_mark(mark: str) -> Saying:
    """Text that begins with an inline mark, without quotes. YAML takes `[` for the start of a list.

        text: [=sinda.killed] people died.       # wrong
        text: "[=sinda.killed] people died."     # right
        text: >                                  # right as well
          [=sinda.killed] people died.
    """
    return (
        f"text that begins with `{brief(mark)}` needs quotes",
        "put quotes round it, or write it below a line `text: >`",
    )


@error
def unquoted_text(character: str) -> Saying:
    """Text that begins with a character that has a meaning in YAML: @ ` % * & ! | > { } [ ] , ? -

        text: *Le Monde* wrote …        # wrong
        text: "*Le Monde* wrote …"      # right
        text: >                         # right as well
          *Le Monde* wrote …
    """
    what = "a backtick" if character == "`" else f"`{character}`"
    hint = "put quotes round it, or write it below a line with `>`"
    if character == "-":
        hint = "a list begins on the line below its key; if this is text, put quotes round it"
    return f"text that begins with {what} needs quotes", hint


@error
def comment_in_text(lost: str) -> Saying:
    """Text after a space and `#`, which YAML leaves out as a comment.

        text: Attack #3 on Sinda        # wrong: only `Attack` is left
        text: "Attack #3 on Sinda"      # right
        killed: 35 # see the annex      # right: a comment has a space after `#`
    """
    return (
        f"`{brief(lost)}` would be left out as a comment",
        "if it is text, put quotes round the whole; if it is a comment, write a space after `#`",
    )


@error
def swallowed_line(line: str, begun: int) -> Saying:
    """A line that looks like a key or an item of a list, but that YAML reads as part of the text above it.

        coverage:
        - Kidal
         - Gao             # wrong: one space too many, read as "Kidal - Gao"

        kind: prose
          id:kidal         # wrong: no space after the colon
    """
    return (
        f"`{brief(line)}` is read as part of the text that begins on line {begun}",
        "check its indentation, and that a space follows `:`; if it is text, put quotes round the whole",
    )


@error
def tab_indentation(what: str = "a tab") -> Saying:
    """A tab, or a no-break space, at the beginning of a line. YAML counts ordinary spaces only.

        imprint:
        →   publisher: ACME      # wrong: a tab
          publisher: ACME        # right: two spaces
    """
    return f"{what} stands where spaces belong", "replace it with spaces; most editors can do so at once"


@error
def stray_bracket(bracket: str) -> Saying:
    """A bracket that closes nothing.

        coverage: Kidal]        # wrong
        coverage: [Kidal]       # right
    """
    return f"the `{bracket}` here closes nothing", "take it out; if this is text, put quotes round the whole"


@error
def unclosed_quote(quote: str) -> Saying:
    """A quotation mark that opens a text and is never closed, or only by the next one in the file.

        title: "Kidal            # wrong
        title: "Kidal"           # right
    """
    return f"the {quote} that opens here is not closed on its line", f"write a {quote} at the end of the text"


@error
def text_after_quote(quote: str) -> Saying:
    """Text that goes on after the closing quotation mark.

        text: "No," he said.          # wrong: the text ends after `No,`
        text: '"No," he said.'        # right
        text: >                       # right as well
          "No," he said.
    """
    hint = "double the apostrophes inside, or write the text below a line with `>`"
    if quote == '"':
        hint = "put the whole text in single quotes, or write it below a line with `>`"
    return f"the text ends at the second {quote}, but the line goes on", hint


@error
def colon_in_text(begun: int | None) -> Saying:
    """A colon and a space within text that has no quotes. YAML takes it for a key.

        title: Mali: the war            # wrong
        title: "Mali: the war"          # right

        title: Mali
          subtitle: The war             # wrong: a key that is indented too far
    """
    if begun is None:
        return "a colon and a space stand within text without quotes", "put quotes round the whole text"
    return (
        f"this line goes on with the text of line {begun}, and so must not have `: ` in it",
        "if it is a key, indent it like its neighbours; if it is text, put quotes round the whole",
    )


@error
def line_without_colon(line: str) -> Saying:
    """A line that is neither a key with its value nor text that belongs to one.

        title Kidal             # wrong
        title: Kidal            # right
    """
    return (
        f"`{brief(line)}` is not a key with a value",
        "write `key: value`; text that goes on is indented below its key",
    )


@error
def bad_indentation() -> Saying:
    """A line that does not stand under any line above it.

        - kind: prose
           text: Kidal …        # wrong: one space too many
          text: Kidal …         # right: under `kind`
    """
    return (
        "this line is not in line with the keys or items above it",
        "indent it exactly like its neighbours, with spaces",
    )


@error
def unclosed_bracket(bracket: str) -> Saying:
    """A bracket that opens a list or a group of keys, and is not closed.

        coverage: [Kidal, Gao       # wrong
        coverage: [Kidal, Gao]      # right
    """
    return (
        f"the `{bracket}` that opens here is not closed",
        "close it; if this is text, put quotes round the whole",
    )


@error
def bad_escape() -> Saying:
    r"""A backslash in double quotes that begins nothing YAML knows.

        text: "C:\data"         # wrong
        text: 'C:\data'         # right: in single quotes a backslash is a backslash
    """
    return (
        "a backslash in double quotes begins an unknown sign",
        "use single quotes, or write the backslash twice",
    )


@error
def broken_yaml(problem: str) -> Saying:
    """YAML that cannot be read, for a reason without a sentence of its own."""
    return (
        f"this is not YAML ({brief(problem)})",
        "compare it with its neighbours: indentation, quotes, colons",
    )


@error
def edition_name(name: str) -> Saying:
    """The name of an edition's folder is also its id and the name of its PDF.

    It has small letters, digits and hyphens. `specimens`, and names that end in `-draft`, belong to other
    files in `dist/`.

        chapters/Mali 2021/      # wrong
        chapters/mali-2021/      # right
    """
    return f"an edition's folder cannot be called `{brief(name)}`", "rename it, for example `mali-2021`"


# validate


@error
def unknown_key(key: str, suggestion: str | None, known: str) -> Saying:
    """A key that the model of this file does not have.

    Keys are fixed, so that a slip of the pen never drops a sentence in silence.

        - id: sinda
          titel: Attack on Sinda      # `titel` → `title`
    """
    hint = f"did you mean `{suggestion}`?" if suggestion else f"the keys known here are {known}"
    return f"`{key}` is not a key that is known here", hint


@error
def missing_key(key: str, meaning: str) -> Saying:
    """A key that must be there.

        - kind: prose
          text: …               # every kind of block has keys that it cannot do without
    """
    return f"the key `{key}` is missing here", meaning or f"add `{key}: …`"


@error
def empty_value(key: str) -> Saying:
    """A key without a value.

        title:                  # wrong
        title: Kidal            # right
    """
    return f"{key} has no value", "write one, or take the line out"


@error
def not_a_whole_number(written: str, hint: str) -> Saying:
    """A value that must be a whole number.

        killed: 287,496         # wrong
        killed: 287496          # right: separators are printed by the edition's style
    """
    return f"`{brief(written)}` is not a whole number", hint


@error
def not_a_number(written: str, hint: str) -> Saying:
    """A value that must be a number, with a point before its decimals.

        share: 4,5              # wrong
        share: 4.5              # right
    """
    return f"`{brief(written)}` is not a number", hint


@error
def unfit_number(written: str, bound: str) -> Saying:
    """A number that is out of bounds.

        share: 104.5            # wrong: a share of more than 100 per cent
        share: 10.45            # right
    """
    return f"`{brief(written)}` does not fit: the number must {bound}", "check it against its source"


@error
def not_yes_or_no(written: str) -> Saying:
    """A value that can only be `true` or `false`.

        numbered: nope          # wrong
        numbered: false         # right
    """
    return f"`{brief(written)}` is neither `true` nor `false`", "write `true` or `false`"


@error
def unknown_word(written: str, suggestion: str | None, known: str) -> Saying:
    """A value that can only be one of certain words.

        qualifier: atleast      # wrong
        qualifier: at-least     # right
    """
    hint = f"did you mean `{suggestion}`? The words are {known}" if suggestion else f"the words are {known}"
    return f"`{brief(written)}` is not one of the words allowed here", hint


@error
def not_a_date(written: str, hint: str) -> Saying:
    """A value that must be a day of the calendar: year, month, day.

        published: 3 December 2021      # wrong
        published: 2021-12-03           # right
    """
    return f"`{brief(written)}` is not a date", hint


@error
def text_expected(found: str, hint: str) -> Saying:
    """A list or keys where text belongs. Mostly the text lacks quotes.

        - Mali: the war         # wrong: YAML takes `Mali` for a key
        - "Mali: the war"       # right
    """
    return f"text is expected here, but this is {found}", hint


@error
def list_expected(found: str, example: str) -> Saying:
    """Something else where a list belongs.

        coverage: Kidal         # wrong
        coverage:               # right
          - Kidal
    """
    return (
        f"a list is expected here, but this is {found}",
        f"put each item on a line of its own, as `- {brief(example, 30)}`",
    )


@error
def keys_expected(found: str) -> Saying:
    """Something else where keys with values belong.

        imprint: ACME           # wrong
        imprint:                # right
          publisher: ACME
    """
    return (
        f"keys with values are expected here, but this is {found}",
        "put each key on a line of its own, as `key: value`",
    )


@error
def missing_kind(key: str, known: str) -> Saying:
    """A block that does not say of what kind it is.

        - text: Kidal …         # wrong
        - kind: prose           # right
          text: Kidal …
    """
    return f"this does not say what it is: the key `{key}` is missing", f"add `{key}:` with one of {known}"


@error
def unknown_kind(written: str, suggestion: str | None, known: str) -> Saying:
    """A kind that does not exist.

        - kind: para            # wrong
        - kind: prose           # right
    """
    hint = f"did you mean `{suggestion}`? The kinds are {known}" if suggestion else f"the kinds are {known}"
    return f"there is no kind `{brief(written)}`", hint


@error
def malformed(written: str, rule: str) -> Saying:
    """A value that is not spelled the way such values are.

        id: Sinda_Attack        # wrong
        id: sinda-attack        # right: an id has small letters, digits and single hyphens
    """
    return f"`{brief(written)}` is not spelled as it must be", rule


@error
def wrong_length(found: str, rule: str) -> Saying:
    """A text or a list that is too short or too long.

        citations: []           # wrong: every figure needs a source
        citations: [SC952]      # right
    """
    return f"{found}; {rule}", "add what is missing, or take out what is too much"


@error
def not_an_address(written: str, reason: str) -> Saying:
    """A value that must be a web address.

        url: www.un.org             # wrong
        url: https://www.un.org     # right
    """
    return f"`{brief(written)}` is not a web address{reason}", "write it whole, as `https://www.un.org/…`"


@error
def refused_value(sentence: str, hint: str) -> Saying:
    """A value that cannot be, though it is well written.

    An end before its beginning, a part greater than its whole, two keys that exclude each other.

        min: 40                 # wrong: the least is more than the most
        max: 35
    """
    return sentence, hint


@error
def unfit_value(written: str) -> Saying:
    """A value that does not fit here, for a reason that has no sentence of its own.

    If the sentence does not help, that is a fault of this program: tell its developers.
    """
    return f"`{brief(written)}` does not fit here", "compare it with a neighbour that builds"


# typeset and bind


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
def missing_glyph(characters: str) -> Saying:
    """A character that none of the edition's fonts can print. An empty box would stand in its place."""
    names = ", ".join(f"`{character}` (U+{ord(character):04X})" for character in characters)
    return (
        f"no font of this edition has {names}",
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
def off_page(text: str, page: int) -> Saying:
    """Words that lie outside the paper, where no reader sees them.

    Often a table with too many columns, or a word so long that it cannot be broken.
    """
    message = f"`{brief(text)}` lies outside page {page} of the PDF"
    return message, "shorten it, or give the table fewer columns"


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


# proof: the file


@error
def unreadable_pdf(reason: str) -> Saying:
    """A file that the programs which read it back cannot open, so that nothing about it can be proved."""
    return f"the PDF cannot be read back: {reason}", "build it again"


@error
def changed_attachment(name: str) -> Saying:
    """A file inside the PDF that is not the one that belongs there.

    The PDF carries the records that it was made of. Somebody who computes with them must get the same figures
    as somebody who reads.
    """
    return f"`{name}` in the PDF is not what the records give", "build the edition again"


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


# proof: words


@error
def unprinted_text(text: str, kind: str) -> Saying:
    """A text of a block that its template left out of the page.

    The chapters hold it and the records allow it, but no reader would ever see it. This is a mistake in the
    template, not in the chapter.
    """
    return f"`{brief(text)}` is left out by the template of `{kind}`", "a developer should mend the template"


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


# proof: notes


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


# proof: structure


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


# proof: links


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
    """A page number that sends readers on paper to another page than that of what they look for."""
    return f"page {printed} is given for `{target}`, which is on page {label}", "build the edition again"


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


# proof: faces


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
def invisible_text(text: str, page: int) -> Saying:
    """Words that are in the PDF but leave no ink: a search finds them, a reader does not."""
    return f"`{brief(text)}` on page {page} of the PDF cannot be seen", "look at `opacity` in the stylesheets"


@error
def changed_drawing(expected: str, printed: str, page: int) -> Saying:
    """A word or number that a chart shows otherwise than it was drawn.

    The texts of a drawing are compared with those that the PDF shows in it, one after the other; the first
    that differs is told.
    """
    stands = f"`{brief(printed)}`" if printed else "nothing"
    where = f"where `{brief(expected)}` belongs" if expected else "after its last word"
    return f"the drawing on page {page} of the PDF shows {stands} {where}", "look at the drawing's template"


# proof: places


@error
def outside_text(what: str, page: int) -> Saying:
    """Words or a picture in the margin, beyond the edge of the text.

    Often a table with too many columns, or a word so long that it cannot be broken. In the margin it may be
    cut off or lie in the fold of a bound book.
    """
    message = f"{what} reaches beyond the text on page {page} of the PDF"
    return message, "shorten it, or give the table fewer columns"


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
def untagged_text(text: str, page: int) -> Saying:
    """Words that are on the page but not in the PDF's tree of tags: no screen reader meets them."""
    message = f"`{brief(text)}` on page {page} of the PDF has no tag"
    return message, "this is a fault of ours: tell the developers"


# proof: lines


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


# validate: files


@error
def missing_edition_file() -> Saying:
    """An edition's folder without `edition.yaml`.

    That file says what the edition is called, what it covers and in which order its chapters stand.

        chapters/mali-2021/edition.yaml
    """
    return "there is no `edition.yaml` here", "copy one from another edition's folder and change it"


@error
def unknown_file(path: str, suggestion: str | None) -> Saying:
    """A YAML file that is neither a chapter nor one of the lists that an edition has.

    Nothing would read it, so all that it says would be lost.

        records/incident.yaml       # wrong
        records/incidents.yaml      # right
    """
    hint = f"did you mean `{suggestion}`?" if suggestion else "a chapter stands beside `edition.yaml`"
    return f"`{brief(path)}` is read by nothing", hint


@error
def unlisted_chapter(name: str, suggestion: str | None) -> Saying:
    """A chapter file that `edition.yaml` does not list, so that it would not be printed.

    chapters:
      - background
      - justice           # add the name of the file, without `.yaml`
    """
    hint = (
        f"did you mean the list file `{suggestion}`?"
        if suggestion
        else "add it to `chapters:`, or delete the file"
    )
    return f"`{brief(name)}` is not among the chapters that `edition.yaml` lists", hint


@error
def unfit_file_name(written: str, right: str, listed: bool) -> Saying:
    """A chapter file whose name is no id, so that `edition.yaml` cannot list it.

    The name of a chapter file is its id: small letters without accents, digits and hyphens.

        Back Ground.yaml        # wrong
        back-ground.yaml        # right
    """
    rename = f"rename it to `{right}.yaml`" if right else "give it a name such as `background.yaml`"
    return f"`{brief(written)}.yaml` is no name for a chapter file", rename + (
        "" if listed else " and list it below `chapters:` in `edition.yaml`"
    )


@error
def missing_chapter(name: str, suggestion: str | None) -> Saying:
    """A chapter that `edition.yaml` lists, but that has no file.

    chapters:
      - backgruond        # wrong: the file is `background.yaml`
      - background        # right
    """
    hint = (
        f"did you mean `{suggestion}`?"
        if suggestion
        else f"write `{brief(name)}.yaml`, or take it off the list"
    )
    return f"there is no chapter file `{brief(name)}.yaml`", hint


@error
def missing_records_file(names: str) -> Saying:
    """A list file that is not there, while texts or records name what it should list.

    Nothing more is said of these names until the file is back.

        chapters/mali-2021/records/incidents.yaml
    """
    return (
        f"{names} is not there, but what it should list is named elsewhere",
        "put the file back, or check its name and folder",
    )


# validate: names and references

MORE_PLACES = "{message}; it is named in {count} more places"
"""How one fault stands for many of its kind."""


@error
def duplicate_id(name: str, what: str, where: str) -> Saying:
    """Two things with one name, so that a mark or a reference could mean either.

    Records of all kinds share their names; so do chapters, blocks and what the house adds (`sources`).

        - id: sinda
        - id: sinda                 # wrong
        - id: sinda-second-attack   # right
    """
    return f"the {what} `{brief(name)}` is there already" + (
        f" ({where})" if where else ""
    ), "give it another name"


@error
def reserved_id(name: str, use: str) -> Saying:
    """A name that the house uses itself.

    - id: contents              # wrong: the list of contents is called so
    - id: t-contents            # right
    """
    return f"the name `{name}` is taken: {use}", "give it another name"


@error
def duplicate_figure(name: str, record: str) -> Saying:
    """Two figures of one record under one name, so that a mark could mean either.

    A figure without `id` is called by its measure.

        figures:
          - measure: killed
          - measure: killed               # wrong
          - id: killed-security-source    # right
            measure: killed
    """
    return f"`{record}` has two figures called `{name}`", "give one of them an `id`"


@error
def unknown_name(written: str, what: str, suggestion: str | None) -> Saying:
    """A reference to something that is not recorded: an actor, a place, a person, an incident, a table.

    actor: isgz           # wrong
    actor: isgs           # right: as in `records/actors.yaml`
    """
    hint = f"did you mean `{suggestion}`?" if suggestion else "check the spelling, or record it"
    return f"there is no {what} `{brief(written)}`", hint


@error
def circular_reference(chain: str) -> Saying:
    """Things that belong to each other in a circle.

    - id: mopti
      parent: koro
    - id: koro
      parent: mopti         # wrong: Koro lies in Mopti, not the other way round as well
    """
    return f"this leads in a circle: {brief(chain, 100)}", "take out one of these references"


@error
def unknown_source(written: str, suggestion: str | None) -> Saying:
    """A citation of a source that `sources.yaml` does not have.

    [@SC925, para. 3]       # wrong
    [@SC952, para. 3]       # right
    """
    hint = (
        f"did you mean `{suggestion}`?" if suggestion else "check the id, or add the source to `sources.yaml`"
    )
    return f"there is no source `{brief(written)}`", hint


@error
def unknown_record(written: str, suggestion: str | None) -> Saying:
    """A mark that names a record that does not exist.

    [=sindo.killed]         # wrong
    [=sinda.killed]         # right: as in `records/incidents.yaml`
    """
    hint = f"did you mean `{suggestion}`?" if suggestion else "check the id in the files below `records/`"
    return f"there is no record `{brief(written)}`", hint


@error
def unknown_figure(name: str, record: str, suggestion: str | None, known: str) -> Saying:
    """A mark that names a figure or a date that its record does not have.

    [=sinda.kiled]          # wrong
    [=sinda.killed]         # right
    [=sinda.date]           # right: the date of an incident or event
    """
    hint = f"did you mean `{suggestion}`?" if suggestion else (f"it has {known}" if known else "it has none")
    return f"`{record}` has no figure or date `{brief(name)}`", hint


@error
def ambiguous_figure(measure: str, record: str, known: str) -> Saying:
    """A mark, table or sum that asks for a measure of which a record has several figures, none preferred.

    figures:
      - id: killed-amnesty
        measure: killed
      - id: killed-government
        measure: killed
        preferred: true                       # say which one the text prints,
        preference_reason: Counted by name.   # and why
    """
    return (
        f"`{record}` has several figures for `{measure}`: {known}",
        "name one of them, or mark one `preferred`",
    )


@error
def unset_date(name: str, record: str) -> Saying:
    """A mark that prints a date which the record leaves open.

    [=al-hassan.verdict]    # wrong while the record has no `verdict:`
    """
    return (
        f"`{record}` has no date `{name}`",
        f"add `{name.replace('-', '_')}:` to the record, or drop the mark",
    )


@error
def unknown_target(written: str, suggestion: str | None) -> Saying:
    """A cross-reference to something that is not in the book.

    [#t-kiled]              # wrong
    [#t-killed]             # right: the `id` of a block, or the name of a chapter file
    """
    hint = (
        f"did you mean `{suggestion}`?"
        if suggestion
        else "use the `id` of a block or the name of a chapter file"
    )
    return f"nothing in the book is called `{brief(written)}`", hint


@error
def unknown_note(name: str, suggestion: str | None, possible: bool) -> Saying:
    """A call of a note that its block does not have.

    - kind: prose
      text: The ban came late.[^ban]
      notes:
        ban: It was first proposed in 2017.     # the name after `^` stands here
    """
    if not possible:
        return (
            f"no note `{brief(name)}` can stand here",
            "notes belong to blocks that have `notes:`; cite with `[@…]`",
        )
    hint = f"did you mean `{suggestion}`?" if suggestion else f"add `{brief(name)}: …` below `notes:`"
    return f"this block has no note `{brief(name)}`", hint


@error
def unused_note(name: str) -> Saying:
    """A note that no text of its block calls, so that it would be lost.

    text: The ban came late.              # wrong: nothing calls `ban`
    text: The ban came late.[^ban]        # right
    """
    return (
        f"the note `{brief(name)}` is called nowhere",
        f"call it with `[^{brief(name)}]` in this block, or delete it",
    )


# validate: marks and Markdown


@error
def unclosed_mark(mark: str) -> Saying:
    """A mark without its closing bracket; it would be printed as it stands.

    [=sinda.killed people       # wrong
    [=sinda.killed] people      # right
    """
    return f"the mark `{brief(mark, 30)}` is not closed", "write `]` where it ends"


@error
def unreadable_mark(written: str, right: str) -> Saying:
    """Brackets that look like a mark but are none; they would be printed as they stand.

    [ =sinda.killed]        # wrong: a space before the sign
    [sinda.killed]          # wrong: no sign
    [=sinda.killed]         # right
    """
    return (
        f"`{brief(written)}` looks like a mark but is none",
        f"write `{brief(right)}`" if right else "mend or remove it",
    )


@error
def empty_mark(mark: str) -> Saying:
    """A mark that names nothing.

    [@]                     # wrong
    [@SC952, para. 3]       # right
    """
    return f"the mark `{brief(mark)}` names nothing", "write after the sign what is meant"


@error
def crowded_mark(mark: str) -> Saying:
    """A mark that names several things where it can mean only one.

    [=sinda.killed; sinda.injured]            # wrong
    [=sinda.killed] and [=sinda.injured]      # right
    [!sinda.killed; sinda.injured]            # right: evidence can be given for several at once
    """
    return f"the mark `{brief(mark)}` names several things", "write a mark for each"


@error
def unknown_option(option: str, suggestion: str | None, known: str) -> Saying:
    """A word after `|` in a mark that such a mark does not know, or two that exclude each other.

    [=sinda.killed|words]       # right
    [=sinda.killed|word]        # wrong
    """
    hint = (
        f"did you mean `{suggestion}`?" if suggestion else (f"it knows {known}" if known else "it knows none")
    )
    return f"this mark does not know the option `{brief(option)}`", hint


@error
def misplaced_mark(mark: str, where: str, instead: str = "put it into the text") -> Saying:
    """A mark where it cannot be printed.

    Headings call no notes, for the contents repeat them. Source lines, the captions of charts, labels of key
    figures and sentences of the chronology cite in place, but have no room for all that stands behind a
    figure. Titles, plain lines and the imprint bear no marks.

        heading: The coup[^coup]          # wrong
        text: The coup of August[^coup]   # right
    """
    return f"`{brief(mark)}` cannot stand in {where}", instead


@error
def note_within_note(mark: str) -> Saying:
    """A note that would call another note.

    notes:
      ban: It was proposed in 2017.[^bill]         # wrong
      ban: It was proposed in 2017 [@AIR, p. 3].   # right: a citation in a note is printed in its place
    """
    return f"`{brief(mark)}` would call a note from within a note", "write it out, or cite with `[@…]`"


@error
def wordy_note(words: int, most: int, name: str = "") -> Saying:
    """A note that is too long for a page.

    A note is never broken over pages: it stands whole on the page of its call. 300 words fit even on paper of
    the size A5, below the line that calls the note; a long address counts for several words. A note made from
    records has their citations and remarks in it.

        notes:
          inquiry: |
            The report says at length …   # wrong: bring it into the text, as prose or a callout
          inquiry: The report says so at length [@SC952, paras 3 to 40].   # right
    """
    said = f"{name} has {words} words" if name else f"this has {words} words"
    return f"{said}; a page has room for a note of {most}", "shorten it, or bring its matter into the text"


@error
def crowded_notes(first: int, last: int, words: int, most: int) -> Saying:
    """Notes called so close together that no page has room for all of them.

    Calls in one line cannot be parted, and their notes stand on the page of their calls. Together they may
    have as many words as one long note; the unfilled ends of their lines count too.

        text: It was denied.[^army][^court][^police]                   # wrong if the notes are long
        text: The army denied it.[^army] The court said …[^court] …    # right
    """
    message = f"notes {first} to {last} have {words} words; one line of text has room for notes of {most}"
    return message, "call them further apart, shorten them, or make one of them"


@error
def unknown_language(written: str) -> Saying:
    """A foreign phrase without the tag of its language, so that it would be read aloud wrongly.

    [:french coup d’État]       # wrong
    [:fr coup d’État]           # right: a code of ISO 639, such as `fr`, `bm`, `ar-Latn`
    """
    return f"`{brief(written)}` is not the tag of a language", "write a code such as `fr` before the phrase"


@error
def unsupported_markdown(what: str, instead: str) -> Saying:
    """Markdown that this house does not print; it would appear as typed.

    Texts have paragraphs, *emphasis*, **strong emphasis**, [links](https://…) and marks. Headings,
    lists, tables and pictures are blocks.

        text: "## Background"       # wrong
        heading: Background         # right
    """
    return f"{what} cannot be written in a text", instead


@error
def refused_link(address: str) -> Saying:
    """A link that does not lead to the web or to a mail address.

    [the note](../note.pdf)                     # wrong: it works on one machine only
    [the note](https://example.org/note.pdf)    # right
    """
    return (
        f"`{brief(address)}` is not an address that readers can open",
        "write it whole, as `https://…` or `mailto:…`",
    )


@error
def broken_link(written: str) -> Saying:
    """A link that is not whole, so that its brackets and its address would be printed as typed.

    [the UN](https://www.un. org/)      # wrong: a space in the address
    [the UN](https://www.un.org/)       # right
    """
    return (
        f"`{brief(written)}` is not a whole link and would be printed as typed",
        "write `[words](https://…)`: no space in the address, no brackets in the words, both signs closed",
    )


# validate: use


@error
def unused_source(name: str) -> Saying:
    """A source that nothing cites. It would stand in the list of sources without having been used.

    [@SC952, para. 3]       # cite it, or take it out of `sources.yaml`
    """
    return f"the source `{name}` is cited nowhere", "cite it, or take it out"


@error
def unused_abbreviation(short: str) -> Saying:
    """An abbreviation that no text uses.

    Readers would look for it in vain.
    """
    return f"the abbreviation `{brief(short)}` is used in no text", "take it out, or use it"


@warning
def unused_record(name: str) -> Saying:
    """A record that is printed nowhere: no mark names it, no table or chronology shows it.

    text: At least [=sinda.killed|bare] people died.[!sinda]
    """
    return f"the record `{name}` is printed nowhere", "name it in a text, or select it in a table"


@warning
def unused_person(name: str) -> Saying:
    """A person who is recorded, but whose name no text prints.

    Nobody is named without need: the name would still be published in the data inside the PDF.

        accused: General Amadou Sanogo      # printed as `name:` has it
    """
    return f"the name `{brief(name)}` is printed in no text", "take the person out of `records/people.yaml`"


# validate: dates


@error
def outside_coverage(written: str, start: str, end: str) -> Saying:
    """A date outside the period that the edition covers.

    Often it is a slip in the year. What is told as background says so.

        - id: diandioume-eviction
          date: 2018-06
          context: true           # told as background, on purpose
    """
    return f"`{written}` lies outside the coverage, {start} to {end}", "check it, or add `context: true`"


@warning
def needless_context(written: str) -> Saying:
    """A record called background although its date lies within the coverage.

    Tables leave background out, so it would be missing from them.
    """
    return f"`{written}` lies within the coverage, so this is no background", "take out `context: true`"


@error
def impossible_order(first: str, first_date: str, second: str, second_date: str) -> Saying:
    """Two dates in an order that cannot be.

    charged: 2013-12
    offence: 2014-05        # wrong: the charge came before the offence
    """
    return f"{first} ({first_date}) comes after {second} ({second_date})", "check both dates"


@error
def late_source(issued: str, cutoff: str) -> Saying:
    """A source issued after the day that the edition gives as its data cut-off.

    data_cutoff: 2021-04-23       # no source later than this day was used
    """
    return f"issued on {issued}, after the data cut-off {cutoff}", "check the date, or move `data_cutoff`"


@error
def report_before_event(source: str, issued: str, event: str) -> Saying:
    """A source that was issued before what it is cited for took place.

    One of the two dates is wrong, or it is the wrong source.
    """
    return (
        f"`{source}` was issued on {issued}, before this took place ({event})",
        "check both dates and the citation",
    )


@error
def undated_absence() -> Saying:
    """A claim that something was not done or found, without the date for which that holds.

    What was missing once may have been done since.

        kind: absence
        as_of: 2020-12-31       # add the date
    """
    return "an absence needs the date for which it holds", "add `as_of:`"


@error
def undated_figure(measure: str) -> Saying:
    """A standing figure without the date for which it holds.

    Displaced people, refugees, closed schools: such numbers change from month to month.

        measure: displaced
        as_of: 2020-07-30       # add the date
    """
    return f"a figure of `{measure}` needs the date for which it holds", "add `as_of:`"


@error
def unexplained_title_year(year: str, start: str, end: str) -> Saying:
    """A year in the title that the edition does not cover.

    Readers take the year in the title for the year reported on.

        title: Mali 2021
        coverage: { start: 2020-01-01, end: 2020-12-31 }
        coverage_note: Published in 2021; it reports on 2020.     # add a word on it
    """
    return f"the title says {year}, but the coverage is {start} to {end}", "explain it in `coverage_note:`"


# validate: figures and attribution


@error
def undecided_figure(measure: str, record: str, known: str) -> Saying:
    """Several figures of one measure in a record, none of which is preferred.

    The text must print one and say why; the others go into the note.

        - measure: killed
          preferred: true
          preference_reason: Named one by one by the peacekeeping mission.
    """
    return (
        f"`{record}` has several figures for `{measure}` ({known}), none `preferred`",
        "mark one, with a reason",
    )


@error
def two_preferred(measure: str, record: str) -> Saying:
    """Two preferred figures of one measure in one record.

    preferred: true       # only one of them
    """
    return f"`{record}` has two preferred figures for `{measure}`", "prefer one"


@error
def unreasoned_preference(name: str) -> Saying:
    """A figure preferred to others without a reason.

    preferred: true
    preference_reason: The only count by name.      # add it
    """
    return f"the figure `{name}` is preferred without a reason", "add `preference_reason:`"


@error
def undisclosed_conflict(name: str) -> Saying:
    """Something contested, without a word on who contradicts it.

    verification: contested
    remark: The Government gave 43 deaths.          # add it; the note prints it
    """
    return f"`{name}` is contested, but no remark says how", "add `remark:` with what the other sources say"


@error
def uncalled_conflict(name: str) -> Saying:
    """A contested figure printed in a text, while its note on the conflict is called nowhere.

    [=bamako-protests.killed] people died.                            # wrong
    [=bamako-protests.killed] people died.[!bamako-protests.killed]   # right
    """
    return f"`{name}` is contested, but the note on it is called nowhere", f"add `[!{name}]` after it"


@error
def greater_part(part: str, number: str, whole: str, total: str) -> Saying:
    """A part that is greater than the whole it belongs to.

    - id: team
      best: 7
      part_of: cisse-abduction.abducted     # wrong while that figure is 6
    """
    return f"`{part}` ({number}) is greater than its whole `{whole}` ({total})", "check both numbers"


@error
def double_count(part: str, whole: str) -> Saying:
    """A sum that adds a part to its whole, so that people are counted twice.

    - id: fifteen
      figures:
        - measure: convicted
          part_of: convictions.convicted      # a sum may have one of the two, not both
    """
    return (
        f"this sum counts `{part}` twice: it is part of `{whole}`, which is added too",
        "leave one of them out",
    )


@error
def empty_selection() -> Saying:
    """A table, chart or sum whose selection meets no incident, or none with the measure asked for.

    where:
      themes: [protest]         # does any incident have this theme and all else that is asked?
    """
    return (
        "this selection meets no incident that has the figures asked for",
        "ask for less, or check the words",
    )


@error
def unfounded_statistic(name: str, both: bool) -> Saying:
    """A statistic with neither figures nor a sum, or with both.

        - id: schools
          figures: […]        # published by somebody
        - id: total-killed
          total: {…}          # or computed from incidents
    """
    found = "both published figures and a sum" if both else "neither published figures nor a sum"
    return f"`{name}` has {found}", "give it `figures:` or `total:`"


@warning
def false_precision(number: str) -> Saying:
    """A number called `about` although it is not round.

    Either the source counted, and it is exact; or it should be rounded.

        qualifier: about
        best: 287496            # wrong
        best: 287000            # right, if the source rounds; or `qualifier: exactly`
    """
    return (
        f"`about` with {number}, which is not round",
        "write `exactly`, or the number as the source rounds it",
    )


@error
def missing_singular(unit: str) -> Saying:
    """A figure of one, without the singular of its unit.

    best: 1
    unit: families
    unit_one: family        # add it
    """
    return f"a figure of one needs the singular of `{brief(unit)}`", "add `unit_one:`"


@error
def unattributed_act(actor: str) -> Saying:
    """An act laid at an actor's door on the word of a source that is not named.

    attribution: attributed-by-source
    attributed_by: minusma          # add who says so
    """
    return (
        f"who holds `{actor}` responsible is not said",
        "add `attributed_by:`, or choose another `attribution:`",
    )


@error
def unattributed_characterisation() -> Saying:
    """A qualification in law without the body that made it.

    kind: legal-characterisation
    attributed_to: amnesty          # add it; the text gives it as that body's view
    """
    return "a legal characterisation needs the body that made it", "add `attributed_to:`"


@error
def unfit_act(act: str, kinds: str) -> Saying:
    """An act that the recorded perpetrators cannot commit, by the meaning of the term.

    Only States carry out extrajudicial executions or enforced disappearances; only others abduct.

        violations: [extrajudicial-execution]       # wrong for an armed group
        violations: [killing-by-non-state-actor]    # right
    """
    return f"`{act}` does not fit perpetrators of the kind {kinds}", "check act and actor"


@error
def unfit_court(name: str, kind: str) -> Saying:
    """A court that is recorded as something else.

    - id: assize-court
      kind: court
    """
    return f"`{name}` is recorded as {kind}, not as a court", "check the reference, or the actor's `kind:`"


# validate: words


@error
def typed_figure(written: str) -> Saying:
    """A number typed in a text.

    Numbers are written once, in a record, and printed by a mark; so text, tables and totals cannot disagree.
    Free are `one`, `two`, years, dates such as 10 July 2020, and names that are recorded.

        At least 35 people died.                # wrong
        [=ogossagou.killed] people died.        # right
        one of [~three] causes                  # right: typed on purpose, no record holds it
    """
    return (
        f"`{brief(written)}` is typed here",
        "print a record’s figure with `[=record.figure]`, or write `[~…]`",
    )


@error
def date_style(written: str, right: str) -> Saying:
    """A date that is not written in the house style.

    July 10, 2020           # wrong
    2020-07-10              # wrong in a text
    10 July 2020            # right
    """
    return f"`{brief(written)}` is not how this house writes a date", f"write `{right}`"


@error
def percent_sign() -> Saying:
    """The sign for per cent in a text.

    23%                     # wrong
    23 per cent             # right; from a record: [=health-centres.share]
    """
    return "`%` is not used in texts", "write `per cent`"


@error
def avoided_word(written: str, use: str, why: str) -> Saying:
    """A word that the edition's lexicon rules out.

    lexicon:
      - avoid: real ammunition
        use: live ammunition
        why: A mistranslation.
    """
    return (
        f"`{brief(written)}` is in the lexicon of words to avoid: {brief(why, 80).rstrip('.')}",
        f"write `{use}`",
    )


@error
def variant_spelling(written: str, name: str) -> Saying:
    """A spelling that the records know only as a variant.

    variants: [Ogossogou]       # met in sources
    name: Ogossagou             # what the text prints
    """
    return f"`{brief(written)}` is a variant that is not printed", f"write `{brief(name)}`"


@error
def placeholder(written: str) -> Saying:
    """A place kept for something that never came, such as TODO or [ISBN:].

    text: TODO                  # write it, or take it out
    """
    return f"`{brief(written)}` keeps a place for something that is missing", "write it, or take it out"


@error
def duplicated_paragraph(where: str) -> Saying:
    """The same paragraph twice, as happens in copying.

    Delete one of the two, or refer to the other with `[#…]`.
    """
    return f"this paragraph stands already at {where}", "delete one of the two"


@warning
def unbound_time(written: str) -> Saying:
    """A word whose meaning depends on the day of reading.

    The trial is currently suspended.                 # wrong in two years
    On 31 December 2020 the trial was suspended.      # right
    """
    return f"`{brief(written)}` means another time to every reader", "name the date"


@error
def loaded_word(written: str) -> Saying:
    """A word that calls people guilty whom no court has found so, or that takes a side.

    the murderers of …          # wrong
    those suspected of …        # right
    """
    return (
        f"`{brief(written)}` judges",
        "write what a source says: `suspected of`, `charged with`, `convicted of`",
    )


@warning
def violation_or_abuse(actor: str) -> Saying:
    """The word `violation` in a sentence that names only an armed group.

    States commit violations; groups that are no State commit abuses (United Nations usage).

        violations by GSIM          # wrong
        abuses by GSIM              # right
    """
    return f"`violation` in a sentence about `{brief(actor)}`, which is no State", "write `abuse`"


@error
def unsourced_figure(mark: str) -> Saying:
    """A paragraph of a numbered chapter that prints a figure but gives no evidence for it.

    [=sinda.killed] people died.                  # wrong
    [=sinda.killed] people died.[!sinda.killed]   # right; `[@…]`, `[^…]` or `[#…]` do as well
    """
    return f"this paragraph prints `{brief(mark)}` without evidence", "add `[!record]` or `[@SOURCE]` to it"


@error
def lone_subheading(heading: str) -> Saying:
    """A heading that has no other at its level: it divides nothing.

    Add a second one, or take it out.
    """
    return f"`{brief(heading)}` is the only heading at its level here", "add another, or take it out"


@error
def heading_order(heading: str) -> Saying:
    """A heading of level 3 without a heading of level 2 before it.

    heading: Protests
    level: 2                # the first heading of a chapter
    """
    return f"`{brief(heading)}` is of level 3, but no heading of level 2 comes before it", "write `level: 2`"


@error
def unknown_abbreviation(written: str, suggestion: str | None) -> Saying:
    """A word in capitals that no list explains.

    Every abbreviation of three or more capitals stands in `records/abbreviations.yaml`, or is the short
    name of a recorded actor; readers find there what it means.

        abbreviations:
          - {short: OHCHR, long: Office of the United Nations High Commissioner for Human Rights}
    """
    hint = (
        f"did you mean `{suggestion}`?"
        if suggestion
        else "add it to `records/abbreviations.yaml`, or write it out"
    )
    return f"the abbreviation `{brief(written)}` is not recorded", hint


# validate: waivers


@error
def unknown_check(written: str, suggestion: str | None) -> Saying:
    """A waiver for a check that does not exist.

    check: unused-sorce     # wrong
    check: unused-source    # right: the word in brackets after `error` or `warning`
    """
    hint = f"did you mean `{suggestion}`?" if suggestion else "copy the word in brackets from the report"
    return f"there is no check `{brief(written)}`", hint


@error
def unwaivable_check(written: str) -> Saying:
    """A waiver for a check that cannot be waived, because the book would be wrong or incomplete.

    Only editorial judgements can be waived.
    """
    return f"`{written}` cannot be waived", "mend what it complains of"


@error
def duplicate_waiver(check: str, record: str) -> Saying:
    """Two waivers of one check at one record, with reasons or dates that may differ.

    - {check: unused-record, record: spare, …}
    - {check: unused-record, record: spare, …}      # wrong
    """
    return f"`{check}` is waived for `{brief(record)}` already", "keep one of the two"


@error
def unused_waiver(check: str, record: str) -> Saying:
    """A waiver for something that is not, or no longer, complained of.

    It would hide the next mistake of its kind.
    """
    return (
        f"nothing at `{brief(record)}` is complained of as `{check}`",
        "take the waiver out, or check its `record:`",
    )


@error
def expired_waiver(expires: str, published: str) -> Saying:
    """A waiver that ran out before the day of publication.

    expires: 2021-06-30     # look at the matter again, then move the date or mend the text
    """
    return f"this waiver ran out on {expires}, before publication on {published}", "decide anew"


@error
def late_waiver(date: str, published: str) -> Saying:
    """A waiver dated after the day of publication.

    date: 2022-01-01        # wrong while `published: 2021-12-03`
    """
    return f"this waiver is dated {date}, after publication on {published}", "check both dates"
