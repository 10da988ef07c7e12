"""What is said of YAML that cannot be read, or that says something else than its writer meant."""

from __future__ import annotations

from .saying import Saying, brief, error


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
