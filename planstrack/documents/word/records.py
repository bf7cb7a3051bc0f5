"""What the body of a Word document is made of, when it has been read: paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from planstrack.documents.word.numbering import Label
from planstrack.documents.word.words import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph as it is shown. `boxes` are the text boxes that hang on it, with their paragraphs and tables.

    `first` says of a look how many code points of the text, from its start, have it. `boxed` says that it stands in lines
    or on a ground of its own, `quoted` that its style is one for quotations. One without words and label is an empty line.
    """

    text: str
    label: Label | None = None
    heading: int | None = None
    title: bool = False
    indent: float = 0.0
    first: Mapping[Look, int] = field(default_factory=dict)
    boxed: bool = False
    quoted: bool = False
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


def paragraphs_of(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs of blocks, those in tables and boxes too; empty lines left out."""
    for block in blocks:
        if isinstance(block, Table):
            yield from paragraphs_of(inner for row in block.rows for cell in row for inner in cell.blocks)
        else:
            if block.shown:
                yield block
            yield from paragraphs_of(inner for box in block.boxes for inner in box)
