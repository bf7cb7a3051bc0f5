"""Paragraphs and tables of a Word document as lines, each with its place.

A table of figures gives a line for each row. A table that only lays out the page gives its paragraphs: one with a single
column, and one whose cells hold points with numbers. A cell that holds only a number belongs to the cell after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from planstrack.documents.lines import Line, LineKind
from planstrack.documents.word_records import Block, Cell, Paragraph, Table

MAX_LABEL: Final = 40
"""Characters of what may be a number in a cell of its own."""

_WORD = r"(?:Article|Art\.?|Point|Paragraph|Para\.?|Section|Sec\.?|Clause|Item|Пункт|Стаття|Статья|Раздел|Розділ|§)"
_ALONE = re.compile(
    rf"(?:{_WORD}\s*)?(?:\(?(?:[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{0,4}}|[ivxlcIVXLC]{{1,6}}|[^\W\d_]) ?[.):]{{1,2}}"
    rf"|[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{0,4}})|{_WORD}\s*[ivxlcIVXLC]{{1,6}}",
    re.IGNORECASE,
)
_TYPED = re.compile(
    rf"(?:\(?(?:[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{0,4}}|[ivxlcIVXLC]{{1,6}}|[^\W\d_])[.)]|{_WORD}\s*[0-9]{{1,3}}\b)"
    r"[.:)]?\s+\S+\s+\S"
)
_WORDS = 2  # Words after a number without a full stop; "12 | 45" is two figures.


@dataclass(slots=True)
class Lines:
    """Makes lines of the blocks of a document, and numbers what it meets: paragraphs, tables, boxes.

    `bare` are the labels of paragraphs that have no words.
    """

    lines: list[Line] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    title: str | None = None
    _gap: bool = False
    _paragraphs: int = 0
    _tables: int = 0
    _boxes: int = 0

    def add(self, blocks: Iterable[Block]) -> None:
        """Add the lines of the body."""
        for block in blocks:
            if isinstance(block, Table):
                self._table(block)
                continue
            place = ""
            if block.text:
                self._paragraphs += 1
                place = f"paragraph {self._paragraphs}"
            self._paragraph(block, place)

    def add_note(self, mark: str, foot: bool, texts: Iterable[str]) -> None:
        """Add the line of a footnote or endnote."""
        pieces = [text for text in texts if text]
        if pieces and pieces[0].startswith(mark) and not mark[-1:].isalnum():
            pieces[0] = pieces[0][len(mark) :].lstrip()  # A mark that somebody chose is typed again before the note.
        place = f"{'footnote' if foot else 'endnote'} {mark}".strip()
        self._put(Line(text="\n".join(pieces), label=mark or None, kind="footnote", place=place))

    def _paragraph(self, paragraph: Paragraph, place: str, kind: LineKind | None = None, before: str = "") -> None:
        """Add the line of a paragraph, then those of its boxes; `before` is a number that stands in a cell of its own."""
        label = paragraph.label
        if paragraph.text:
            heading = paragraph.heading if kind is None else None
            shown = paragraph.shown if before else paragraph.text
            self._put(
                Line(
                    text=shown,
                    label=before or (label.text if label else None),
                    kind=kind or ("heading" if heading else "item" if label or before else "body"),
                    level=label.level if label else 0,
                    list_name=label.list_name if label and not before else None,
                    heading=heading,
                    indent=paragraph.indent,
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
            self._boxes += 1
            at = f"box {self._boxes}"
            for block in box:
                if isinstance(block, Table):
                    self._table(block)
                else:
                    self._paragraph(block, at, "box")

    def _put(self, line: Line) -> None:
        if line.text:
            self.lines.append(
                Line(
                    text=line.text,
                    label=line.label,
                    kind=line.kind,
                    level=line.level,
                    list_name=line.list_name,
                    heading=line.heading,
                    gap=self._gap,
                    indent=line.indent,
                    place=line.place,
                )
            )
            self._gap = False

    # ------------------------------------------------------------------------------------------------- tables

    def _table(self, table: Table) -> None:
        self._tables += 1
        number = self._tables
        rows = [
            (f"table {number}, row {at}", [cell for cell in row if _holds_something(cell)])
            for at, row in enumerate(table.rows, start=1)
        ]
        sides = _sides(table)
        if len(sides) > 1:  # Two lists side by side are read one after the other.
            starts = sorted(sides)
            for at, start in enumerate(starts):
                end = starts[at + 1] if at + 1 < len(starts) else None
                first = 0 if at == 0 else start
                for place, cells in rows:
                    part = [cell for cell in cells if first <= cell.column and (end is None or cell.column < end)]
                    self._row(part, place, laid_out=True)
            return
        laid_out = bool(sides) or len({cell.column for row in table.rows for cell in row}) <= 1
        for place, cells in rows:
            self._row(cells, place, laid_out=laid_out)

    def _row(self, cells: list[Cell], place: str, *, laid_out: bool) -> None:
        self._gap = False
        before, rest = _number_apart(cells)
        if laid_out or (before and len(rest) == 1):
            for block in (block for cell in rest for block in cell.blocks):
                if isinstance(block, Table):
                    self._table(block)
                else:
                    self._paragraph(block, place, before=before if block.text else "")
                    before = "" if block.text else before
            return
        shown = [text for cell in rest if (text := _text(cell))]
        if shown:
            self._put(Line(text=" | ".join(shown), label=before or None, kind="row", place=place))
        for block in (block for cell in rest for block in cell.blocks):
            if isinstance(block, Table):
                self._table(block)
            elif block.boxes:
                self._paragraph(Paragraph(text="", boxes=block.boxes), place)


def _holds_something(cell: Cell) -> bool:
    return any(isinstance(block, Table) or block.shown or block.boxes for block in cell.blocks)


def _paragraphs(cell: Cell) -> list[Paragraph]:
    return [block for block in cell.blocks if isinstance(block, Paragraph) and block.shown]


def _text(cell: Cell) -> str:
    return "\n".join(paragraph.shown for paragraph in _paragraphs(cell))


def _number_apart(cells: list[Cell]) -> tuple[str, list[Cell]]:
    """Return the number that stands in the first cell alone, "" if none does, and the cells that are left."""
    if len(cells) < 2:
        return "", cells
    inside = _paragraphs(cells[0])
    if len(inside) != 1 or len(cells[0].blocks) != len(
        [block for block in cells[0].blocks if isinstance(block, Paragraph)]
    ):
        return "", cells
    (only,) = inside
    if only.label is not None:
        alone = "" if only.text or only.label.bullet else only.label.text
    else:
        alone = only.text if len(only.text) <= MAX_LABEL and _ALONE.fullmatch(only.text) else ""
    if alone.isdigit() and (len(cells) != 2 or len(_text(cells[1]).split()) <= _WORDS):
        alone = ""
    return alone, cells[1:] if alone else cells


def _sides(table: Table) -> set[int]:
    """Return the columns that hold points with numbers: none of a table of figures, several where lists stand side by side.

    One number that Word counts, or two that somebody typed, make a list.
    """
    automatic: dict[int, int] = {}
    typed: dict[int, int] = {}
    for row in table.rows:
        for cell in row:
            for paragraph in _paragraphs(cell):
                if paragraph.label and not paragraph.label.bullet and paragraph.text:
                    automatic[cell.column] = automatic.get(cell.column, 0) + 1
                elif not paragraph.label and _TYPED.match(paragraph.text):
                    typed[cell.column] = typed.get(cell.column, 0) + 1
    numbered = set(automatic) | {column for column, count in typed.items() if count > 1}
    many = {column for column in numbered if automatic.get(column, 0) + typed.get(column, 0) > 1}
    return many if len(many) > 1 else set(list(numbered)[:1]) if numbered else set()
