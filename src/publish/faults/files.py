"""What is said of files and folders that cannot be taken as they are: names, links, bytes, characters."""

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
def edition_name(name: str) -> Saying:
    """The name of an edition's folder is also its id and the name of its PDF.

    It has small letters, digits and hyphens. `specimens`, `proof`, `trace`, and names that end in `-draft`,
    belong to other files in `dist/`.

        chapters/Mali 2021/      # wrong
        chapters/mali-2021/      # right
    """
    return f"an edition's folder cannot be called `{brief(name)}`", "rename it, for example `mali-2021`"


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
