"""The lines of a whole document as they stand on its pages, in reading order, and which of them are footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from planstrack.documents.pdf.columns import Column, columns_of, is_over_notes
from planstrack.documents.pdf.labels import note_mark
from planstrack.documents.pdf.page import Page, Rule
from planstrack.documents.pdf.rows import REFERENCE, Row, lead_of, without_references

_SMALLER: Final = 0.93
"""Times the size of the text: a footnote is set smaller."""
_STARS = re.compile(r"[*†‡]+")
_STAR = re.compile(r"(?<=[^\s*†‡])[*†‡]+(?=[\s.,;:!?)\]”»]|\Z)")
_LEADING_BINS: Final = 0.5
_SAME_EDGE: Final = 4.0
_ROWS_OF_A_COLUMN: Final = 4
_MOST_RULES: Final = 100
"""Short lines of one column."""
_MOST_EDGES: Final = 40
"""Kinds of columns that a document may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisualLine:
    """One line as it stands on a page. `left` and `right` are its own edges, `edges` its column's, in points.

    `above` is how far above it the last line of its column stands; None for the first of a column. `number` is its place
    on the page. `beside` says that its column stands beside another. `first` is how wide its first word is, `refers` how
    often it refers to a footnote; these references are not in `text`. `lead` is how many of its letters and figures, from
    its start, are bold or underlined.
    """

    text: str
    page: int
    number: int
    left: float
    right: float
    edges: tuple[float, float]
    base: float
    size: float
    bold: bool
    italic: bool = False
    lead: int = 0
    above: float | None = None
    first: float = 0.0
    column: int = 0
    beside: bool = False
    footnote: bool = False
    refers: int = 0
    row: Row | None = field(default=None, repr=False, compare=False)


def lines_of(pages: Sequence[tuple[Page, Sequence[Row]]]) -> list[VisualLine]:
    """Return the lines of all pages in reading order."""
    made: list[VisualLine] = []
    column_number = 0
    for page, rows in pages:
        number = 0
        for column in columns_of(rows, page.rules):
            column_number += 1
            before: Row | None = None
            for row in column.rows:
                number += 1
                made.append(_line(row, column, column_number, number, before))
                before = row
    body = body_size(made)
    marked = _with_footnotes(made, body, {page.number: page.rules for page, _ in pages})
    return _with_edges(_without_stars(marked))


def body_size(lines: Sequence[VisualLine]) -> float:
    """Return the size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0


def _line(row: Row, column: Column, column_number: int, number: int, before: Row | None) -> VisualLine:
    after = next((index for index in range(1, len(row.pieces)) if _parted(row, index)), None)
    first = row.pieces[after - 1].right - row.left if after else row.right - row.left
    text = row.text
    return VisualLine(
        text=" ".join(without_references(text).split()), refers=text.count(REFERENCE),
        page=row.page, number=number, left=row.left, right=row.right,
        edges=(column.left, column.right), base=row.base, size=row.size, bold=row.bold,
        italic=row.italic, lead=lead_of(row),
        above=before.base - row.base if before is not None else None,
        first=first, column=column_number,
        beside=column.beside, row=row,
    )  # fmt: skip


def _parted(row: Row, index: int) -> bool:
    before, piece = row.pieces[index - 1], row.pieces[index]
    return piece.left - before.right > 0.1 * piece.size


# -------------------------------------------------------------------------------------------------------- footnotes


def _with_footnotes(lines: Sequence[VisualLine], body: float, rules: dict[int, tuple[Rule, ...]]) -> list[VisualLine]:
    marked = list(lines)
    right: dict[int, float] = {}
    for line in lines:
        right[line.page] = max(right.get(line.page, line.right), line.right)
    start = 0
    open_before = False
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].column == lines[start].column:
            end += 1
        first = lines[start]
        edges = first.edges if first.beside else (first.edges[0], right[first.page])
        short = [rule for rule in rules.get(first.page, ()) if is_over_notes(rule, *edges)][:_MOST_RULES]
        begin, carried = _footnotes(lines[start:end], body, short, open_before)
        for index in range(start + begin, end):
            marked[index] = replace(lines[index], footnote=True)
        if begin < end - start or not carried:
            open_before = begin < end - start
        start = end
    return marked


def _footnotes(column: Sequence[VisualLine], body: float, short: Sequence[Rule], open_before: bool) -> tuple[int, bool]:
    """Return where the footnotes of a column begin (its length if it has none), and whether it is nothing but text.

    `short` are the lines drawn on its page that may stand over footnotes.
    """
    end = len(column)
    small = end
    while small > 0 and column[small - 1].size <= _SMALLER * body:
        small -= 1
    usual = _leading(column)
    for index in range(small, end):
        first = column[index]
        off = first.above is None or first.above > 1.3 * usual or _is_under_rule(first, short)
        if note_mark(first.text) and (off or (index == small and index > 0)):
            return index, True
        if index == small and open_before and off and first.base < column[0].base:
            return index, True  # a note that goes on from the page before
    for index in range(0 if column[0].number > 1 else 1, end):
        if (
            _is_under_rule(column[index], short)
            and note_mark(column[index].text)
            and all(line.size <= body * 1.02 and not line.bold for line in column[index:])
        ):
            return index, True
    return end, False


def _without_stars(lines: Sequence[VisualLine]) -> list[VisualLine]:
    """Return lines without the signs, set like their text, that refer to a footnote of their page."""
    notes: dict[int, set[str]] = {}
    for line in lines:
        if line.footnote and (found := _STARS.match(line.text)):
            notes.setdefault(line.page, set()).add(found[0])
    return [line if line.footnote or line.page not in notes else _starless(line, notes[line.page]) for line in lines]


def _starless(line: VisualLine, notes: set[str]) -> VisualLine:
    found = [star for star in _STAR.finditer(line.text) if star[0] in notes]
    text = line.text
    for star in reversed(found):
        text = text[: star.start()] + text[star.end() :]
    return replace(line, text=text, refers=line.refers + len(found)) if found else line


def mark_of(line: VisualLine) -> str | None:
    """Return the mark that a footnote starts with."""
    return note_mark(line.text) if is_marked(line) else None


def is_marked(line: VisualLine) -> bool:
    """Return whether a line starts as a footnote does: with a number, a letter or a sign."""
    raised = line.row is not None and 0 in line.row.raised
    return note_mark(line.text) is not None and (raised or not line.text[:1].islower() or line.text[1:2] in ") ")


def _is_under_rule(line: VisualLine, short: Sequence[Rule]) -> bool:
    """Return whether a short line stands over a line of text."""
    high = line.base + (line.above if line.above is not None else 3 * line.size) - 0.1 * line.size
    return any(line.base + 0.6 * line.size < rule.base < high for rule in short)


def _leading(lines: Sequence[VisualLine]) -> float:
    """Return the usual distance of two lines."""
    steps: Counter[int] = Counter()
    for line in lines:
        if line.above is not None and 0.8 * line.size <= line.above <= 2.5 * line.size:
            steps[round(line.above / _LEADING_BINS)] += 1
    if not steps:
        return 1.2 * (lines[0].size if lines else 10.0)
    return max(steps, key=lambda step: (steps[step], -step)) * _LEADING_BINS


# ------------------------------------------------------------------------------------------------------------ edges


def _with_edges(lines: Sequence[VisualLine]) -> list[VisualLine]:
    """Return the lines with the edges of their column as all pages show them: a short last page does not narrow it."""
    columns: dict[int, list[VisualLine]] = {}
    for line in lines:
        columns.setdefault(line.column, []).append(line)
    full: dict[bool, Counter[tuple[int, int]]] = {True: Counter(), False: Counter()}
    for column in columns.values():
        if len(column) >= _ROWS_OF_A_COLUMN:
            left, right = column[0].edges
            full[column[0].beside][round(left), round(right)] += len(column)
    kinds = {True: (True,), False: (True, False)}
    common = {beside: counter.most_common(_MOST_EDGES) for beside, counter in full.items()}
    edges = {
        # A last page may hold the left column alone: what fits into one that stands beside another is one of these.
        number: _widened(column[0].edges, [edge for beside in kinds[column[0].beside] for edge, _ in common[beside]])
        for number, column in columns.items()
    }
    return [replace(line, edges=edges[line.column]) for line in lines]


def _widened(own: tuple[float, float], common: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """Return the edges of a column, widened to those of the commonest full column that it fits into."""
    for left, right in common:
        if left - _SAME_EDGE <= own[0] <= left + 0.4 * (right - left) and own[1] <= right + _SAME_EDGE:
            return min(float(left), own[0]), max(float(right), own[1])
    return own
