"""Paragraphs and tables of a Word document as lines, each with its place.

A table of figures gives a line for each row. A table that only lays out the page gives its paragraphs: one with a single
column, and one whose cells hold points with numbers. A cell that holds only a number belongs to the cell after it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from planstrack.documents.counting import Reading, follows
from planstrack.documents.labels import Label, label_at
from planstrack.documents.lines import Line, LineKind
from planstrack.documents.word.apart import Usual, is_aside, lead
from planstrack.documents.word.records import Block, Cell, Paragraph, Table

MAX_LABEL: Final = 40
"""Characters of what may be a number in a cell of its own."""

_WORDS = 2  # Words after a number without a full stop; "12 | 45" is two figures.


@dataclass(slots=True)
class Lines:
    """Makes lines of the blocks of a document, and numbers what it meets: paragraphs, tables, boxes.

    `bare` are the labels of paragraphs that have no words.
    """

    usual: Usual
    lines: list[Line] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    title: str | None = None
    _gap: bool = False
    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, blocks: Iterable[Block]) -> None:
        """Add the lines of the body."""
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            else:
                self._paragraph(block, self._next("paragraph") if block.text else "")

    def add_note(self, mark: str, foot: bool, texts: Sequence[str]) -> None:
        """Add the line of a footnote or endnote."""
        text = "\n".join(texts)
        if text.startswith(mark) and not mark[-1:].isalnum():
            text = text[len(mark) :].lstrip()  # A mark that somebody chose is typed again before the note.
        place = f"{'footnote' if foot else 'endnote'} {mark}".strip()
        self._put(Line(text=text, label=mark or None, kind="footnote", place=place))

    def _next(self, what: str) -> str:
        self._counts[what] += 1
        return f"{what} {self._counts[what]}"

    def _put(self, line: Line) -> None:
        if line.text:
            self.lines.append(replace(line, gap=True) if self._gap else line)
            self._gap = False

    def _paragraph(self, paragraph: Paragraph, place: str, kind: LineKind | None = None, before: str = "") -> None:
        """Add the line of a paragraph, then those of its boxes; `before` is a number that stands in a cell of its own."""
        label = paragraph.label
        if paragraph.text:
            heading = paragraph.heading if kind is None else None
            apart = lead(paragraph, self.usual)
            text = paragraph.shown if before else paragraph.text
            self._put(
                Line(
                    text=text,
                    label=before or (label.text if label else None),
                    kind=kind or ("heading" if heading else "item" if label or before else "body"),
                    level=label.level if label else 0,
                    list_name=label.list_name if label and not before else None,
                    heading=heading,
                    indent=paragraph.indent,
                    lead=apart and apart + len(text) - len(paragraph.text),
                    aside=is_aside(paragraph, self.usual),
                    place=place,
                )
            )
            if paragraph.title and self.title is None:
                self.title = " ".join(paragraph.text.split())
        elif label and not label.bullet:
            self.bare.append(label.text)
        else:
            self._gap = True
        for box in paragraph.boxes:
            self._blocks(box, self._next("box"), "box")

    def _blocks(self, blocks: Iterable[Block], place: str, kind: LineKind | None = None, before: str = "") -> None:
        """Add the lines of what stands in a box or a cell, all at one place; `before` goes before the first words."""
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
            else:
                self._paragraph(block, place, kind, before if block.text else "")
                before = "" if block.text else before

    # ------------------------------------------------------------------------------------------------- tables

    def _table(self, table: Table) -> None:
        name = self._next("table")
        rows = [
            (f"{name}, row {at}", [cell for cell in row if _holds_something(cell)])
            for at, row in enumerate(table.rows, start=1)
        ]
        sides = sorted(_sides(table))
        if len(sides) > 1:  # Two lists side by side are read one after the other.
            for place, cells in sorted(
                (
                    (place, list(cells))
                    for place, row in rows
                    for _, cells in groupby(row, lambda cell: _side(sides, cell))
                ),
                key=lambda part: _side(sides, part[1][0]),
            ):
                self._row(cells, place, "", laid_out=True)
            return
        laid_out = bool(sides) or len({cell.column for row in table.rows for cell in row}) <= 1
        numbers = _numbers_apart([cells for _, cells in rows])
        for at, (place, cells) in enumerate(rows):
            self._row(cells, place, numbers.get(at, ""), laid_out=laid_out)

    def _row(self, cells: list[Cell], place: str, before: str, *, laid_out: bool) -> None:
        self._gap = False
        rest = [block for cell in cells[bool(before) :] for block in cell.blocks]
        if laid_out or (before and len(cells) == 2):
            self._blocks(rest, place, before=before)
            return
        shown = [text for cell in cells[bool(before) :] if (text := _text(cell))]
        self._put(Line(text=" | ".join(shown), label=before or None, kind="row", place=place))
        boxes = (replace(block, text="", label=None) if isinstance(block, Paragraph) else block for block in rest)
        self._blocks((block for block in boxes if isinstance(block, Table) or block.boxes), place)


def _holds_something(cell: Cell) -> bool:
    return any(isinstance(block, Table) or block.shown or block.boxes for block in cell.blocks)


def _paragraphs(cell: Cell) -> list[Paragraph]:
    return [block for block in cell.blocks if isinstance(block, Paragraph) and block.shown]


def _text(cell: Cell) -> str:
    return "\n".join(paragraph.shown for paragraph in _paragraphs(cell))


def _numbers_apart(rows: Sequence[list[Cell]]) -> Mapping[int, str]:
    """Return the number that stands in the first cell of a row alone, for each row that has one.

    What may be a figure of the table ("12") is a number before words, or where it counts on from the row before it.
    """
    found: dict[int, str] = {}
    last: tuple[Reading, ...] = ()
    for at, cells in enumerate(rows):
        number = _number_alone(cells[0]) if len(cells) > 1 else None
        if number is None:
            continue
        printed, label = number
        if label is None or not label.is_weak:
            found[at] = printed
        elif len(cells) == 2:
            words = _text(cells[1]).split()
            counts = any(follows(way, before) for way in label.readings for before in last)
            starts = any(way.value == (1, 0) for way in label.readings)
            if len(words) > _WORDS or ((counts or starts) and any(word[:1].isalpha() for word in words)):
                found[at] = printed
        last = label.readings if label is not None and at in found else ()
    return found


def _number_alone(cell: Cell) -> tuple[str, Label | None] | None:
    """Return the number that a cell holds and nothing else, as printed, with its label where somebody typed it."""
    if any(isinstance(block, Table) or block.boxes for block in cell.blocks):
        return None
    inside = _paragraphs(cell)
    if len(inside) != 1:
        return None
    (only,) = inside
    if only.label is not None:
        return (only.label.text, None) if not only.text and not only.label.bullet else None
    label = label_at(only.text) if len(only.text) <= MAX_LABEL else None
    if label is None or label.is_bullet or label.end < len(only.text):
        return None
    return only.text, label


def _sides(table: Table) -> set[int]:
    """Return the columns that hold points with numbers: none of a table of figures, several where lists stand side by side.

    One number that Word counts, or two that somebody typed, make a list.
    """
    automatic: Counter[int] = Counter()
    typed: Counter[int] = Counter()
    for cell in (cell for row in table.rows for cell in row):
        for paragraph in _paragraphs(cell):
            if paragraph.label and not paragraph.label.bullet and paragraph.text:
                automatic[cell.column] += 1
            elif not paragraph.label and _begins_with_a_number(paragraph.text):
                typed[cell.column] += 1
    numbered = set(automatic) | {column for column, count in typed.items() if count > 1}
    many = {column for column in numbered if automatic[column] + typed[column] > 1}
    return many if len(many) > 1 else set(list(numbered)[:1])


def _side(sides: Sequence[int], cell: Cell) -> int:
    """Return to which of the columns with lists a cell belongs: the last one that it does not stand before."""
    return max(bisect_right(sides, cell.column), 1)


def _begins_with_a_number(text: str) -> bool:
    label = label_at(text)
    return label is not None and not (label.is_weak or label.is_bullet) and len(text[label.words :].split()) >= _WORDS
