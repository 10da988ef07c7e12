"""What `load` says: files, YAML, and models that they do not fit."""

from __future__ import annotations

from .saying import Saying, brief, error


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
