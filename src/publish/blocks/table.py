"""A table typed by hand: words, not figures that a record holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ..model.base import Line, Model, Text
from .base import Place, TabularBlock
from .grid import Cell, Grid, Row, assemble, source_line, words
from .pen import Pen


class Column(Model):
    """A column of a typed table."""

    head: Line
    """What the column shows."""
    align: Literal["text", "figure"] = "text"
    """`figure` sets numbers in a column by their last digit."""
    width: Literal["narrow", "normal", "wide"] = "normal"
    """How much room it takes beside the others."""


class Table(TabularBlock):
    """A table typed cell by cell; figures of records by mark."""

    kind: Literal["table"]
    """`table`"""
    columns: Annotated[tuple[Column, ...], Field(min_length=1, max_length=12)]
    """The columns; the first one names the rows."""
    rows: Annotated[tuple[tuple[Text | None, ...], ...], Field(min_length=1)]
    """The cells, row by row."""
    source: Text | None = None
    """What the source line says after `Sources: `; its full stop is printed by itself."""

    @model_validator(mode="after")
    def _even(self) -> Self:
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                cells, columns = len(row), len(self.columns)
                raise ValueError(f"row {number} has {cells} cells, but there are {columns} columns")
        return self

    def texts(self) -> Iterator[tuple[Place, str]]:
        """Caption, source line and cells."""
        yield from super().texts()
        for row_index, row in enumerate(self.rows):
            for column_index, cell in enumerate(row):
                if cell:
                    yield ("rows", row_index, column_index), cell

    def view(self, pen: Pen) -> Grid:
        """The grid, its notes lettered."""
        lettering = pen.lettering(self.id, self.caption, self.notes)
        aligned = [column.align == "figure" for column in self.columns]
        rows = [
            Row(tuple(
                Cell(lettering.line(cell) if cell else (), figure)
                for cell, figure in zip(row, aligned, strict=True)
            ))
            for row in self.rows
        ]
        heads = [
            Cell(words(column.head).text, column.align == "figure", column=column.width)
            for column in self.columns
        ]
        return assemble(self, lettering, heads, [rows], source_line(self, pen, ()))
