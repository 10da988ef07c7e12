"""What is said of keys and values that do not fit the models: unknown, missing, of another type or form."""

from __future__ import annotations

from .saying import Saying, brief, error


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
