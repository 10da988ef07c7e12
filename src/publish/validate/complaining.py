"""What the models refuse, at its place in the file."""

from __future__ import annotations

from pydantic import ValidationError

from ..artifacts import File, Location
from ..model.base import Model
from ..report import Report
from .messages import faults_in, locate


def complain(
    problem: ValidationError, file: File, base: Location, model: type[Model], report: Report, subject: str
) -> None:  # six parameters: the problem, its place, and what is said of it
    """Report each error of an item that stands at a location of a file."""
    for fault, way, on_key in faults_in(problem, model):
        node = file.root
        for step in base:
            node = node[step]  # type: ignore[index]  # `base` was read from this very file
        report.add(file.place(base + locate(node, way), key=on_key), fault, subject)
