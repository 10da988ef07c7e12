"""The typefaces of all fragments, each embedded once with the glyphs that any of them uses.

The engine cuts a font down and describes it in the file; it is given what it would know of each font had it
set the whole book. The only module that leans on how it keeps a font (WeasyPrint 70, `pdf/fonts.py`).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz

from ..engine import Remark, listen
from ..fragment import Face, Fragment, joined

ffi.cdef("""
hb_blob_t * hb_blob_create(const char * data, unsigned int length, int mode, void * user, void * destroy);
hb_face_t * hb_face_create(hb_blob_t * blob, unsigned int index);
""")
_READ_ONLY = 1
"""HarfBuzz does not change the bytes, nor keep them beyond the font (`HB_MEMORY_MODE_READONLY`)."""


class FaceJob(Struct, frozen=True):
    """A typeface that is to be cut down to the glyphs that the book uses."""

    face: Face
    content: bytes
    """Its file."""

    @property
    def said(self) -> tuple[str, ...]:
        """All that the file cut down follows from, but for the program."""
        traits, glyphs = sorted(self.face.traits.items()), sorted(self.face.to_unicode)
        return self.face.file, str(traits), str(glyphs), str(sorted(self.face.missing.items()))


class CutFace(NamedTuple):
    """The file of a typeface, cut down, with what the engine said of it."""

    content: bytes
    remarks: tuple[Remark, ...]


class _WholeFont(Font):  # type: ignore[misc]  # the engine has no types
    """A font of the engine's made of what a fragment says of it, and of its file."""

    def __init__(self, face: Face, content: bytes) -> None:  # without super(), which asks Pango
        self.__dict__.update(face.traits)
        self.file_content, self.missing = content, dict(face.missing)
        self._kept = ffi.from_buffer(content)
        blob = harfbuzz.hb_blob_create(self._kept, len(content), _READ_ONLY, ffi.NULL, ffi.NULL)
        self.hb_face = ffi.gc(harfbuzz.hb_face_create(blob, self.index), harfbuzz.hb_face_destroy)
        harfbuzz.hb_blob_destroy(blob)


class BoundFont(Font):  # type: ignore[misc]  # the engine has no types
    """A font of the engine's that is cut down already."""

    def __init__(self, face: Face, content: bytes) -> None:  # without super(), which asks Pango
        self.__dict__.update(face.traits)
        self.file_content = content
        self.widths, self.to_unicode = dict(face.widths), dict(face.to_unicode)
        self.missing = dict(face.missing)

    def clean(self, to_unicode: Mapping[int, str], hinting: bool) -> None:
        """There is nothing more to cut."""


def cut_face(job: FaceJob) -> CutFace:
    """A typeface with the glyphs that are used; the engine takes one of bitmaps apart by itself."""
    with listen() as remarks:
        font = _WholeFont(job.face, job.content)
        if not font.bitmap:
            font.clean(job.face.to_unicode, DEFAULT_OPTIONS["hinting"])
    return CutFace(bytes(font.file_content), tuple(remarks))


def face_jobs(fragments: Sequence[Fragment], families: Mapping[str, Iterable[bytes]]) -> list[FaceJob]:
    """All typefaces, with the glyphs of all fragments."""
    files = {hashlib.sha256(file).hexdigest(): file for found in families.values() for file in found}
    used: dict[str, list[Face]] = defaultdict(list)
    for fragment in fragments:
        for name, face in fragment.faces.items():
            used[name].append(face)
    faces = map(joined, used.values())
    return [FaceJob(face, face.content or files[face.file]) for face in faces]


def fonts(jobs: Sequence[FaceJob], cut: Sequence[CutFace]) -> Mapping[str, BoundFont]:
    """The typefaces, cut down, by the names that drawings give them."""
    found = (BoundFont(job.face, one.content) for job, one in zip(jobs, cut, strict=True))
    return {font.hash: font for font in found}
