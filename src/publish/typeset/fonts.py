"""The fonts of the book: those that `@font-face` gives, and no font of this machine.

The engine falls back to the machine's fonts in silence. Here it starts with an empty list, so that a page is
the same on every machine, and what is missing is missed.
"""

from __future__ import annotations

import unicodedata
import weakref
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from hashlib import sha256
from io import BytesIO
from itertools import groupby
from pathlib import Path
from shutil import rmtree
from typing import Any, NamedTuple, TypeVar, cast

from fontTools.ttLib import TTFont, TTLibError
from weasyprint import Document, Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.ffi import ffi, fontconfig, gobject, pangoft2
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from ..recall import Recall, afresh
from .tags.glyphs import Letters, letters_of

ffi.cdef("FcConfig * FcConfigCreate(void);")

T = TypeVar("T")

_SHAPED_WITHOUT_GLYPH = {"\u2011": "\u2010", "\u00a0": " ", "\u2010": "-"}
"""HarfBuzz prints the second where a font lacks the first."""

_HEAVY = 600
"""Weights from here on are semi-bold and more."""
_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
"""They choose a form of the character before them, and are never seen."""


class Form(NamedTuple):
    """What tells the faces of a family apart: a light or heavy weight, upright or slanting."""

    heavy: bool
    italic: bool

    def __str__(self) -> str:
        return f"{'semi-bold or bold' if self.heavy else 'regular'} {'italic' if self.italic else 'upright'}"


class BookFonts(FontConfiguration):  # type: ignore[misc]  # the engine has no types
    """A font configuration without the machine's fonts, that remembers the files of its families."""

    def __init__(self) -> None:
        # Instead of super().__init__(), which reads the machine's configuration and fonts.
        self._config = fontconfig.FcConfigCreate()
        self.font_map = ffi.gc(pangoft2.pango_ft2_font_map_new(), gobject.g_object_unref)
        pangoft2.pango_fc_font_map_set_config(ffi.cast("PangoFcFontMap *", self.font_map), self._config)
        fontconfig.FcConfigDestroy(self._config)
        self._folder = None
        self.strut_layouts: dict[object, object] = {}
        self.font_features: dict[object, object] = {}
        self.families: dict[str, list[bytes]] = defaultdict(list)
        """Each family as it was declared, with the font files that could be read."""
        self.faces: dict[str, set[Form]] = defaultdict(set)
        """The forms that each family was declared in."""
        self._recall: Recall = afresh
        self._read: dict[tuple[object, bytes], Any] = {}

    def recall_by(self, recall: Recall) -> None:
        """Have what is read off font files from now on recalled: to read one anew takes 0.02 s."""
        self._recall = recall

    def repertoire(self, family: str) -> str:
        """The characters that the files of a family have glyphs for."""
        return "".join(self._read_off(file, _repertoire) for file in self.families.get(family, ()))

    def letters(self, file: bytes) -> Letters:
        """What a font file says of its glyphs."""
        return self._read_off(file, letters_of)

    def _read_off(self, file: bytes, read: Callable[[bytes], T]) -> T:
        """What a font file says, asked once."""
        if (read, file) not in self._read:
            digest = sha256(file).hexdigest()
            self._read[read, file] = self._recall(read.__qualname__, (digest,), partial(read, file))
        return cast("T", self._read[read, file])

    @property
    def _folder(self) -> Path | None:
        """Where the engine puts the font files."""
        return self._kept_in

    @_folder.setter
    def _folder(self, folder: Path | None) -> None:
        """Have it taken away when the process ends, be there still somebody who holds the fonts."""
        self._kept_in = folder
        if folder is not None:
            weakref.finalize(self, rmtree, folder, ignore_errors=True)

    @property
    def loaded(self) -> bool:
        """Whether there is a font at all."""
        fonts = fontconfig.FcConfigGetFonts(self._config, fontconfig.FcSetApplication)
        return bool(fonts != ffi.NULL and fonts.nfont)

    def add_font_face(self, rule_descriptors: Mapping[str, str], url_fetcher: URLFetcher) -> None:
        """Add a face, and remember its file."""
        kept = _Kept(url_fetcher)
        super().add_font_face(rule_descriptors, kept)
        family = rule_descriptors["font_family"]
        self.families[family] += kept.files
        weight, slant = rule_descriptors.get("font_weight"), rule_descriptors.get("font_style")
        for file in kept.files:
            own = _own_form(file)
            self.faces[family].add(Form(
                own.heavy if weight is None else _is_heavy(weight),
                own.italic if slant is None else slant != "normal",
            ))


class _Kept(URLFetcher):  # type: ignore[misc]  # the engine has no types
    """Another fetcher, with a copy of what it gave out."""

    def __init__(self, fetcher: URLFetcher) -> None:
        super().__init__()
        self._fetcher = fetcher
        self.files: list[bytes] = []

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        response = self._fetcher.fetch(url, headers)
        self.files.append(response.read())
        return URLFetcherResponse(url, self.files[-1], response.headers)


def used_characters(document: Document) -> Mapping[tuple[str, ...], frozenset[str]]:
    """All characters of the pages, by the list of font families that they ask for."""
    used: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for page in document.pages:
        for box in text_boxes(page):
            used[tuple(box.style["font_family"])].update(box.text)
    return {families: frozenset(characters) for families, characters in used.items()}


def text_boxes(page: Page) -> Iterator[boxes.TextBox]:
    """Every piece of text on a page; positions and lengths in CSS pixels."""
    return (box for box, _ in named_texts(page))


def named_texts(page: Page) -> Iterator[tuple[boxes.TextBox, str]]:
    """Every piece of text on a page, in order, with the nearest id around it; empty if there is none."""
    waiting = [(page._page_box, "")]
    while waiting:
        box, name = waiting.pop()
        if box.element is not None:
            name = box.element.get("id", name)
        if isinstance(box, boxes.TextBox):
            yield box, name
        else:
            waiting.extend((child, name) for child in reversed(list(box.all_children())))


def faded_elements(document: Document) -> Iterator[str]:
    """The elements, as selectors, whose texts or pictures `opacity` makes fade; each once."""
    told = set()
    for page in document.pages:
        waiting = [(page._page_box, "")]
        while waiting:
            box, faded = waiting.pop()
            if isinstance(box, AbsolutePlaceholder):
                box = box._box
            if box.style["opacity"] < 1:
                faded = faded or _selector(box)
            if faded and faded not in told and isinstance(box, (boxes.TextBox, boxes.ReplacedBox)):
                told.add(faded)
                yield faded
            waiting += [(child, faded) for child in box.all_children()]


def _selector(box: boxes.Box) -> str:
    classes = (box.element.get("class") or "") if box.element is not None else ""
    return ".".join([str(box.element_tag).partition("::")[0] or "page", *classes.split()])


def missing_families(used: Iterable[tuple[str, ...]], fonts: BookFonts) -> tuple[str, ...]:
    """Families that text asks for first and that no `@font-face` gives."""
    return tuple(sorted({families[0] for families in used if not fonts.families.get(families[0])}))


def missing_faces(document: Document, fonts: BookFonts) -> Iterator[tuple[str, Form, str, str]]:
    """Family and form that text asks for and that no `@font-face` gives, with the first words and their id.

    The engine takes another face of the family, or slants and thickens it, and says nothing. Nothing is told
    of families that are missing.
    """
    told = set()
    for page in document.pages:
        for box, name in named_texts(page):
            family = box.style["font_family"][0]
            form = Form(_is_heavy(box.style["font_weight"]), box.style["font_style"] != "normal")
            if fonts.families.get(family) and form not in fonts.faces[family] and box.text.strip():
                if (family, form) not in told:
                    yield family, form, name, box.text.strip()
                told.add((family, form))


def _is_heavy(weight: object) -> bool:
    """Whether a weight is semi-bold or more: a face of 600 serves for 700 (CSS Fonts 4, 5.2)."""
    return weight == "bold" or (isinstance(weight, int) and weight >= _HEAVY)


@cache
def _own_form(file: bytes) -> Form:
    """The form of a font file by what it says of itself."""
    try:
        table = TTFont(BytesIO(file), lazy=True)["OS/2"]
    except (TTLibError, KeyError):
        return Form(False, False)  # the engine says so itself
    return Form(table.usWeightClass >= _HEAVY, bool(table.fsSelection & 1))


def missing_characters(used: Mapping[tuple[str, ...], frozenset[str]], fonts: BookFonts) -> tuple[str, ...]:
    """Characters that none of the families they ask for can print, those of one script together.

    Nothing is told of families that are missing.
    """
    missing: set[str] = set()
    for families, characters in used.items():
        printable = "".join(map(fonts.repertoire, families))
        if printable:
            missing |= {character for character in characters if not _prints(character, printable)}
    return tuple("".join(together) for _, together in groupby(sorted(missing), _script))


def _script(character: str) -> str:
    """What a character belongs to, by its Unicode name: an alphabet, the pictures, or itself alone."""
    if unicodedata.category(character)[0] in "LMN":
        return unicodedata.name(character, "").split(" ")[0]
    return "picture" if character > "\uffff" else character


def _prints(character: str, printable: str) -> bool:
    """Whether the shaper finds a glyph: it makes spaces, and takes letters with accents apart."""
    unseen = unicodedata.category(character) in ("Cc", "Cf", "Zs", "Zl", "Zp") or character in _SELECTORS
    if character in printable or unseen:
        return True
    if character in _SHAPED_WITHOUT_GLYPH:
        return _prints(_SHAPED_WITHOUT_GLYPH[character], printable)
    parts = unicodedata.normalize("NFD", character)
    return parts != character and all(part in printable for part in parts)


def _repertoire(file: bytes) -> str:
    """The characters that a font file has glyphs for."""
    try:
        return "".join(map(chr, TTFont(BytesIO(file), lazy=True).getBestCmap() or {}))
    except TTLibError:
        return ""  # the engine says so itself
