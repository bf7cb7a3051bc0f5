"""What the body of a Word document is made of, when it has been read: paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planstrack.documents.numbering import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph as it is shown. `boxes` are the text boxes that hang on it, with their paragraphs and tables.

    One without words and without a label is an empty line.
    """

    text: str
    label: Label | None = None
    heading: int | None = None
    title: bool = False
    indent: float = 0.0
    boxes: tuple[tuple[Block, ...], ...] = ()

    @property
    def shown(self) -> str:
        """The paragraph as its reader sees it."""
        return f"{self.label.text} {self.text}".strip() if self.label else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a table, merged ones once; `column` is the first one that it covers, from 0."""

    column: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its rows, each with its cells."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


def texts_of(block: Block) -> Iterator[str]:
    """Yield what is shown of a block, paragraph by paragraph, tables and boxes too; empty lines left out."""
    if isinstance(block, Table):
        for inner in (inner for row in block.rows for cell in row for inner in cell.blocks):
            yield from texts_of(inner)
        return
    if block.shown:
        yield block.shown
    for inner in (inner for box in block.boxes for inner in box):
        yield from texts_of(inner)
