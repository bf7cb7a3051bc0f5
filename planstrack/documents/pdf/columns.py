"""Rows of a page → its columns, in the order in which they are read.

A gutter is a strip of white that runs down between two columns of lines. What crosses it (a heading, a full-width
paragraph) parts the page into bands, each read by itself: its left column, then its right one. Each side may have a
gutter of its own. A column of numbers beside a text is no column, nor is a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from planstrack.documents.pdf.labels import label_of, note_mark
from planstrack.documents.pdf.page import Rule
from planstrack.documents.pdf.rows import Row, part_of, together

MAX_DEPTH: Final = 2
"""Gutters within columns: four columns at most."""
_APART: Final = 0.7
"""Ems of white that part two segments of a row."""
_HANGING: Final = 3.0
"""Ems of white between a label and its words that are less than a gutter's."""
_MOST_OF_A_LABEL: Final = 5
"""Pieces of a row."""
_INNER: Final = 0.2
"""Share of the width at each side in which no gutter is looked for."""
_LEAST_ROWS: Final = 3
"""Rows on both sides, in one band, that make columns."""
_LEAST_FILL: Final = 0.55
"""Share of a column's width that its lines fill in the middle."""
_LEAST_WORDS: Final = 2.5
"""Words of a column's line, in the middle: the cells of a table have fewer."""
_EVEN: Final = 0.2
"""Share of a column's lines that end in one place when it is set evenly."""
_SHORT_RULE: Final = 0.6
"""Share of a column's width: a longer line is one of a table, or parts sections."""
_NARROWEST: Final = 5.0
"""Points: a narrower strip is a gap between words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Rows that are read one after another, and the column's edges in points. `beside` says that it stands beside another."""

    left: float
    right: float
    beside: bool = False
    rows: tuple[Row, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Segment:
    """A stretch of a row without much white in it; `row` is the row's index on the page."""

    row: int
    part: Row

    @property
    def left(self) -> float:
        return self.part.left

    @property
    def right(self) -> float:
        return self.part.right


def columns_of(rows: Sequence[Row], rules: Sequence[Rule]) -> list[Column]:
    """Return the columns of a page, in reading order; what stands across them is a column of its own."""
    segments = [segment for index, row in enumerate(rows) for segment in _segments(index, row)]
    return _split(segments, rules, 0)


def _segments(index: int, row: Row) -> Iterable[_Segment]:
    start = 0
    size = row.size
    right = row.pieces[0].right
    for at in range(1, len(row.pieces)):
        apart = (row.pieces[at].left - right) / size
        if apart > _APART and not (apart < _HANGING and _is_label(row, start, at)):
            yield _Segment(row=index, part=part_of(row, start, at))
            start = at
        right = max(right, row.pieces[at].right)
    yield _Segment(row=index, part=part_of(row, start, len(row.pieces)))


def _is_label(row: Row, start: int, end: int) -> bool:
    """Return whether a stretch of a row is the label of a point and no more: its words hang beside it."""
    text = " ".join(piece.text for piece in row.pieces[start:end][:_MOST_OF_A_LABEL])
    label = label_of(text)
    # What counts nothing ("ni.") is the last word of a line of the left column, words that are set wide before it.
    return label is not None and label.text == text and (bool(label.values) or label.is_bullet)


def _split(segments: list[_Segment], rules: Sequence[Rule], depth: int) -> list[Column]:
    gutter = _gutter(segments, rules) if depth < MAX_DEPTH else None
    if gutter is None:
        return _column(segments, beside=depth > 0)
    columns: list[Column] = []
    loose: list[_Segment] = []
    for band, two in _bands(segments, gutter, rules):
        if not two:
            loose += band
            continue
        columns += _column(loose, beside=depth > 0)
        loose = []
        middle = sum(gutter) / 2
        columns += _split([one for one in band if one.right <= middle], rules, depth + 1)
        columns += _split([one for one in band if one.right > middle], rules, depth + 1)
    return columns + _column(loose, beside=depth > 0)


def _column(segments: Sequence[_Segment], *, beside: bool = False) -> list[Column]:
    """Return segments as one column, or none where there are none."""
    if not segments:
        return []
    parts: dict[int, list[Row]] = {}
    for segment in segments:
        parts.setdefault(segment.row, []).append(segment.part)
    rows = tuple(together(parts[index]) for index in sorted(parts))
    return [Column(left=min(row.left for row in rows), right=_right_edge(rows), beside=beside, rows=rows)]


def _right_edge(rows: Sequence[Row]) -> float:
    """Return where lines end: where many end in the same place, there, else where the longest does."""
    ends = Counter(round(row.right) for row in rows)
    near = {end: ends[end - 1] + ends[end] + ends[end + 1] for end in ends}
    end = max(near, key=lambda end: (near[end], end))
    if near[end] >= max(4, _EVEN * len(rows)):
        return max(row.right for row in rows if abs(row.right - end) < 1.6)
    return max(row.right for row in rows)


def _gutter(segments: Sequence[_Segment], rules: Sequence[Rule]) -> tuple[float, float] | None:
    """Return the strip of white that fewest segments cross, if it parts columns."""
    if len(segments) < 2 * _LEAST_ROWS:
        return None
    left, right = min(one.left for one in segments), max(one.right for one in segments)
    inner = (left + _INNER * (right - left), right - _INNER * (right - left))
    strips = _strips(segments, *inner)
    for crossed, start, end in sorted(strips, key=lambda strip: (strip[0], strip[1] - strip[2]))[:3]:
        if crossed < len({one.row for one in segments}) and _parts_columns(segments, (start, end), rules):
            return start, end
    return None


def _strips(segments: Sequence[_Segment], left: float, right: float) -> list[tuple[int, float, float]]:
    """Return the upright strips in which the same segments stand: how many, from where to where."""
    events = sorted([(one.left, 1) for one in segments] + [(one.right, -1) for one in segments])
    strips: list[tuple[int, float, float]] = []
    covered = 0
    at = left
    for x, change in events:
        start, end = max(at, left), min(x, right)
        if end - start >= _NARROWEST:
            strips.append((covered, start, end))
        covered += change
        at = x
    return strips


def _bands(
    segments: Sequence[_Segment], gutter: tuple[float, float], rules: Sequence[Rule]
) -> list[tuple[list[_Segment], bool]]:
    """Return the bands of a page between what crosses the gutter, and of each whether two columns stand in it."""
    middle = (gutter[0] + gutter[1]) / 2
    crossing = {one.row for one in segments if one.left < middle < one.right} | _notes(segments, middle, rules)
    bands: list[list[_Segment]] = [[]]
    for segment in sorted(segments, key=lambda one: one.row):
        if segment.row in crossing:
            bands += [[segment], []]
        else:
            bands[-1].append(segment)
    return [(band, _has_both(band, middle, rules)) for band in bands if band]


def is_over_notes(rule: Rule, left: float, right: float) -> bool:
    """Return whether a line is short and drawn from the left edge of the text, as one over footnotes is."""
    return abs(rule.left - left) < 12 and rule.right - rule.left <= _SHORT_RULE * max(right - left, 200.0)


def _notes(segments: Sequence[_Segment], middle: float, rules: Sequence[Rule]) -> set[int]:
    """Return the rows of the footnotes under all columns: they are not the foot of the left one."""
    left, right = min(one.left for one in segments), max(one.right for one in segments)
    bottom = max((rule.base for rule in rules if is_over_notes(rule, left, right)), default=None)
    under = [one for one in segments if bottom is not None and one.part.base < bottom]
    if not under or note_mark(min(under, key=lambda one: (one.row, one.left)).part.text) is None:
        return set()
    rows = {one.row for one in under}
    # Where lines of the right column stand lower than the line, what is under it are the notes of the left one.
    return rows if rows == {one.row for one in under if one.left <= middle} else set()


def _sides(band: Sequence[_Segment], middle: float) -> tuple[Sequence[Row], Sequence[Row]]:
    """Return the rows on the left and on the right of a gutter."""
    left = _column([one for one in band if one.right <= middle])
    right = _column([one for one in band if one.right > middle])
    return (left[0].rows if left else ()), (right[0].rows if right else ())


def _has_both(band: Sequence[_Segment], middle: float, rules: Sequence[Rule]) -> bool:
    """Return whether lines stand on both sides of a gutter, and no table."""
    left, right = _sides(band, middle)
    return min(len(left), len(right)) >= 2 and not _is_ruled([*left, *right], middle, rules)


def _parts_columns(segments: Sequence[_Segment], gutter: tuple[float, float], rules: Sequence[Rule]) -> bool:
    """Return whether running text stands on both sides of a strip of white."""
    middle = sum(gutter) / 2
    both = [_sides(band, middle) for band, two in _bands(segments, gutter, rules) if two]
    for rows in ([row for side in both for row in side[at]] for at in (0, 1)):
        if len(rows) < _LEAST_ROWS:
            return False
        width = max(row.right for row in rows) - min(row.left for row in rows)
        fill = sorted((row.right - row.left) / max(width, 1.0) for row in rows)[len(rows) // 2]
        words = sorted(len(row.text.split()) for row in rows)[len(rows) // 2]
        if fill < _LEAST_FILL or words < _LEAST_WORDS:
            return False
    return True


def _is_ruled(rows: Sequence[Row], middle: float, rules: Sequence[Rule]) -> bool:
    """Return whether lines are drawn across a gutter, between the rows: those of a table."""
    top, bottom = max(row.base for row in rows), min(row.base for row in rows)
    return (
        len({round(rule.base) for rule in rules if rule.left < middle < rule.right and bottom < rule.base < top}) >= 2
    )
