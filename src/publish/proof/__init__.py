"""Stage `proof`: the finished PDF, read back, against the book that it was made from."""

from .stage import Proof, prove

__all__ = ["Proof", "prove"]
