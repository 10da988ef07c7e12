"""The typefaces of all fragments, each embedded once with the glyphs that any of them uses.

The engine cuts a font down and describes it in the file; it is given what it would know of each font had it
set the whole book. The only module that leans on how it keeps a font (WeasyPrint 70, `pdf/fonts.py`).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz

from ..fragment import Face, Fragment, joined

ffi.cdef("""
hb_blob_t * hb_blob_create(const char * data, unsigned int length, int mode, void * user, void * destroy);
hb_face_t * hb_face_create(hb_blob_t * blob, unsigned int index);
""")
_READ_ONLY = 1
"""HarfBuzz does not change the bytes, nor keep them beyond the font (`HB_MEMORY_MODE_READONLY`)."""


class BoundFont(Font):  # type: ignore[misc]  # the engine has no types
    """A font of the engine's made of what a fragment says of it, and of its file."""

    def __init__(self, face: Face, file: bytes) -> None:  # without super(), which asks Pango
        self.__dict__.update(face.traits)
        self.file_content = file
        self.widths, self.to_unicode = dict(face.widths), dict(face.to_unicode)
        self.missing = dict(face.missing)
        self._kept = ffi.from_buffer(file)
        blob = harfbuzz.hb_blob_create(self._kept, len(file), _READ_ONLY, ffi.NULL, ffi.NULL)
        self.hb_face = ffi.gc(harfbuzz.hb_face_create(blob, self.index), harfbuzz.hb_face_destroy)
        harfbuzz.hb_blob_destroy(blob)


def fonts(
    fragments: Sequence[Fragment], families: Mapping[str, Iterable[bytes]]
) -> Mapping[str, BoundFont]:
    """All typefaces by the names that drawings give them, with the glyphs of all fragments."""
    files = {hashlib.sha256(file).hexdigest(): file for found in families.values() for file in found}
    used: dict[str, list[Face]] = defaultdict(list)
    for fragment in fragments:
        for name, face in fragment.faces.items():
            used[name].append(face)
    faces = {name: joined(found) for name, found in used.items()}
    return {name: BoundFont(face, face.content or files[face.file]) for name, face in faces.items()}
