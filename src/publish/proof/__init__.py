"""Stage `proof`: the finished PDF, read back, against the book that it was made from."""

from .beside.comparison import Finding
from .copy.printed import Box
from .parting import Asked, asked_of
from .stage import Proof, prove

__all__ = ["Asked", "Box", "Finding", "Proof", "asked_of", "prove"]
