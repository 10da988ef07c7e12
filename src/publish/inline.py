"""Text in a line: what editors write, and what it becomes.

`parse` turns Markdown with marks into runs; marks stay `Mark`s, for `validate` to check and for
`resolve` to replace. Neither touches files, order or pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from msgspec import Struct

SIGILS = {
    "^": "note",
    "@": "citation",
    "#": "reference",
    "=": "figure",
    "!": "evidence",
    ":": "foreign",
    "~": "typed",
}


class Words(Struct, frozen=True):
    """Plain text."""

    text: str


class Mark(Struct, frozen=True):
    """A mark as written: `[=sinda.killed|unit]` is a `figure` mark."""

    kind: str
    body: str
    """What stands after the sigil."""
    token: str
    """The whole mark as written, brackets included."""

    @property
    def targets(self) -> tuple[str, ...]:
        """The names before any option, divided by `;`."""
        return tuple(part.strip() for part in self.body.partition("|")[0].split(";") if part.strip())

    @property
    def options(self) -> tuple[str, ...]:
        """The words after `|`, divided by commas."""
        return tuple(part.strip() for part in self.body.partition("|")[2].split(",") if part.strip())


class Emphasis(Struct, frozen=True):
    """Stressed text; strong if `strong`."""

    children: Inline
    strong: bool = False


class Link(Struct, frozen=True):
    """A link to the web."""

    url: str
    text: str


class Foreign(Struct, frozen=True):
    """A phrase in another language."""

    language: str
    text: str


class Work(Struct, frozen=True):
    """The title of a work, set in italics, in its own language."""

    language: str
    text: str


class Quoted(Struct, frozen=True):
    """A title in quotation marks, in its own language."""

    language: str
    text: str


class Acronym(Struct, frozen=True):
    """A short form all in capitals."""

    text: str


class Flag(Struct, frozen=True):
    """A verification mark, such as † for a single source."""

    symbol: str
    meaning: str


class Reference(Struct, frozen=True):
    """A cross-reference: a label, and the page if `paged`."""

    target: str
    label: str
    """The label; empty where only the page is asked for."""
    paged: bool


class Call(Struct, frozen=True):
    """A call of a numbered note; the note itself stands at its first call."""

    number: int
    call_id: str
    note_id: str
    note: Inline | None = None


class LetterCall(Struct, frozen=True):
    """A call of a lettered note below a table."""

    letter: str
    call_id: str
    note_id: str


Run = (
    Words | Mark | Emphasis | Link | Foreign | Work | Quoted | Acronym | Flag | Reference | Call | LetterCall
)
Inline = tuple[Run, ...]
Paragraphs = tuple[Inline, ...]


def parse(text: str) -> Paragraphs:
    """The paragraphs of a text, with marks unresolved."""
    if _PLAIN.fullmatch(text):
        return ((Words(text),),)
    return tuple(
        _runs(token.children or []) for token in _MARKDOWN.parse(text) if token.type == "inline"
    )


def parse_line(text: str) -> Inline:
    """A text of one paragraph; further paragraphs follow after a space."""
    runs: list[Run] = []
    for paragraph in parse(text):
        runs += ([Words(" ")] if runs else []) + list(paragraph)
    return tuple(runs)


def marks(inline: Inline) -> Iterator[Mark]:
    """Every mark, in reading order."""
    for run in inline:
        if isinstance(run, Mark):
            yield run
        elif isinstance(run, Emphasis):
            yield from marks(run.children)


def references_in(text: str) -> Iterator[str]:
    """Whatever cross-references of a text name, and perhaps more: it is not parsed."""
    for found in _MARK.finditer(text) if "[#" in text else ():
        yield from Mark(SIGILS[found[1]], " ".join(found[2].split()), found[0]).targets


def plain(inline: Inline) -> str:
    """The words alone: no calls, no flags, as a heading or an alternative text needs them."""
    return "".join(_plain(run) for run in inline)


def _plain(run: Run) -> str:
    match run:
        case Words(text) | Foreign(_, text) | Work(_, text) | Quoted(_, text) | Acronym(text) | Link(_, text):
            return text
        case Emphasis(children):
            return plain(children)
        case Reference():
            return run.label
        case Mark() | Flag() | Call() | LetterCall():
            return ""


def _runs(tokens: Sequence[Token]) -> Inline:
    """The flat token list of markdown-it as a tree."""
    stack: list[list[Run]] = [[]]
    links: list[str] = []
    for token in tokens:
        match token.type:
            case "text":
                stack[-1].append(Words(token.content))
            case "softbreak" | "hardbreak":
                stack[-1].append(Words(" "))
            case "mark":
                stack[-1].append(Mark(token.meta["kind"], token.meta["body"], token.content))
            case "em_open" | "strong_open":
                stack.append([])
            case "em_close" | "strong_close":
                children = tuple(stack.pop())
                stack[-1].append(Emphasis(children, strong=token.type == "strong_close"))
            case "link_open":
                links.append(str(token.attrs["href"]))
                stack.append([])
            case "link_close":
                label = plain(tuple(stack.pop()))
                stack[-1].append(Link(links.pop(), label))
    return _joined(stack[0])


def _joined(runs: Sequence[Run]) -> Inline:
    """Neighbouring words as one run."""
    joined: list[Run] = []
    for run in runs:
        if isinstance(run, Words) and joined and isinstance(joined[-1], Words):
            joined[-1] = Words(joined[-1].text + run.text)
        elif run != Words(""):
            joined.append(run)
    return tuple(joined)


def _mark_rule(state: StateInline, silent: bool) -> bool:
    """markdown-it's rule for one mark: `[`, a sigil, anything but brackets, `]`."""
    found = _MARK.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("mark", "", 0)
        token.content = found[0]
        token.meta = {"kind": SIGILS[found[1]], "body": " ".join(found[2].split())}
    state.pos = found.end()
    return True


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("zero", {"typographer": True, "quotes": "“”‘’"})
    parser.enable(["emphasis", "link", "newline", "escape", "smartquotes", "balance_pairs", "fragments_join"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # validate says what is wrong with an address
    parser.inline.ruler.before("link", "mark", _mark_rule)
    return parser


_PLAIN = re.compile(r"[^\s\\\[\]*_\"'\x00](?:[^\\\[\]*_\"'\t-\r\x00]*[^\s\\\[\]*_\"'\x00])?")
"""A line without anything that Markdown, marks or quotation marks change."""
_MARK = re.compile(r"\[([\^@#=!:~])([^\[\]]*)\]")
_MARKDOWN = _markdown()
