"""Chance, and its only source: a die with a seed, which falls the same way every time."""

from random import Random as Dice

__all__ = ["Dice"]
