"""Stage `proof`: the finished PDF, read back, against the book that it was made from."""

from .beside.comparison import Finding
from .copy.printed import Box
from .copy.sheaves import alone, read_sheaf
from .section import prove_section
from .stage import Proof, prove, prove_sections

__all__ = [
    "Box", "Finding", "Proof", "alone", "prove", "prove_section", "prove_sections", "read_sheaf",
]
