"""Lines of pages → paragraphs: which line goes on, and which begins another.

Evidence is what a typesetter leaves: more space than between lines, an indent, a line that ends early though the next
word had fitted, another size or weight, a label at its start. A label by itself is none, since "no more than / 19. The
rest" may be broken anywhere: `begins` is the one place that decides.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from planstrack.documents.pdf.labels import Label, bare_number, goes_on, label_of
from planstrack.documents.pdf.visual import VisualLine, body_size, is_marked

_WIDER: Final = 1.3
"""Times the usual distance of lines: more parts paragraphs."""
_INDENT: Final = 0.6
"""Ems that a line is set in or out to begin another paragraph."""
_SAME: Final = 1.5
"""Points by which lines with one indent differ."""
_LARGER: Final = 1.06
"""Times the size: what differs more is not the same paragraph."""
_FITS: Final = 1.1
"""Ems to spare with which a word fits at the end of a line."""
_LABEL_APART: Final = 0.5
"""Ems between a label and its text that no space between words has."""
_BARE_APART: Final = 0.75
"""The same for a number without a sign, which may be part of a sentence."""
_ENDS = (
    ".",
    ";",
    ":",
    "!",
    "?",
    "…",
    ".”",
    '."',
    ".»",
    ";”",
    ",",
    " and",
    " or",
    " і",
    " та",
    " и",
    " або",
    " или",
    " und",
)

_SENTENCE_ENDS = (".", "!", "?", ".”", '."', ".»")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines that make one paragraph. `gap` says that more than the usual space stands before it."""

    lines: tuple[VisualLine, ...] = field(repr=False)
    gap: bool = False
    footnote: bool = False

    @property
    def text(self) -> str:
        """Its lines as they were broken."""
        return "\n".join(line.text for line in self.lines)

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


@dataclass(slots=True)
class _Walk:
    """What was read so far: the lines of the open paragraph, the labels that came last by style.

    `filled` are the right edges at which a line is broken within a sentence: others may be far from the true one.
    """

    leading: dict[float, float]
    body: float
    filled: frozenset[int]
    open: list[VisualLine] = field(default_factory=list)
    gap: bool = False
    labels: dict[str, tuple[int, ...]] = field(default_factory=dict)


def paragraphs_of(lines: Sequence[VisualLine]) -> list[Paragraph]:
    """Return the paragraphs of a document; a footnote does not cut one that goes on on the next page.

    Footnotes come after the paragraph that is open where they stand.
    """
    leading = _leadings(lines)
    body = body_size([line for line in lines if not line.footnote])
    made: list[Paragraph] = []
    waiting: list[Paragraph] = []
    filled = _filled(lines)
    text = _Walk(leading=leading, body=body, filled=filled)
    notes = _Walk(leading=leading, body=body, filled=filled)
    ahead = _next_of_kind(lines)
    note_after: int | None = None
    for index, line in enumerate(lines):
        walk = notes if line.footnote else text
        after = lines[ahead[index]] if ahead[index] is not None else None  # type: ignore[index]
        starts, gap = (_note_begins if line.footnote else begins)(walk, line, after)
        if starts:
            closed = _closed(walk, footnote=line.footnote)
            if line.footnote:
                waiting += closed
            else:
                if note_after is None or is_marked(lines[note_after]):
                    waiting += _closed(notes, footnote=True)  # else it goes on at the foot of the next page
                made += closed
                made += waiting
                waiting = []
            walk.gap = gap
        walk.open.append(line)
        note_after = ahead[index] if line.footnote else note_after
        if starts and (label := label_at(line)) is not None:
            walk.labels[label.style] = label.values
    made += _closed(text, footnote=False)
    return [*made, *waiting, *_closed(notes, footnote=True)]


def _closed(walk: _Walk, *, footnote: bool) -> Iterator[Paragraph]:
    if walk.open:
        yield Paragraph(lines=tuple(walk.open), gap=walk.gap, footnote=footnote)
    walk.open = []


def _next_of_kind(lines: Sequence[VisualLine]) -> list[int | None]:
    """Return of each line the next one that is a footnote, or is none, as it is."""
    after: list[int | None] = [None] * len(lines)
    last: dict[bool, int] = {}
    for index in range(len(lines) - 1, -1, -1):
        after[index] = last.get(lines[index].footnote)
        last[lines[index].footnote] = index
    return after


def _leadings(lines: Sequence[VisualLine]) -> dict[float, float]:
    """Return the usual distance of two lines, by size."""
    steps: dict[float, Counter[int]] = {}
    for before, line in itertools.pairwise(lines):
        if line.above is not None and _alike(before, line) and 0.8 * line.size <= line.above <= 3 * line.size:
            steps.setdefault(round(line.size), Counter())[round(line.above * 2)] += 1
    found = {}
    for size, counter in steps.items():
        most = max(counter.values())
        # The closest of the common distances: in a list of one-line points most lines stand a paragraph apart.
        found[size] = min(step for step, count in counter.items() if count >= max(1, 0.2 * most)) / 2
    return found


def _filled(lines: Sequence[VisualLine]) -> frozenset[int]:
    """Return the right edges of columns, in whole points, at which a line is broken though its sentence goes on."""
    return frozenset(
        round(before.edges[1])
        for before, line in itertools.pairwise(lines)
        if before.column == line.column
        and before.right + line.first + _FITS * line.size >= before.edges[1]
        and not (before.text.rstrip().endswith(_SENTENCE_ENDS) and not line.text[:1].islower())
        and label_of(line.text) is None
    )


def _alike(one: VisualLine, two: VisualLine) -> bool:
    return max(one.size, two.size) <= _LARGER * min(one.size, two.size)


def _note_begins(walk: _Walk, line: VisualLine, after: VisualLine | None) -> tuple[bool, bool]:
    """Return whether a line of the footnotes begins one, or another paragraph of one."""
    if not walk.open:
        return True, False
    gap = _stands_off(walk, walk.open[-1], line)
    return gap or is_marked(line), gap


def begins(walk: _Walk, line: VisualLine, after: VisualLine | None) -> tuple[bool, bool]:
    """Return whether a line begins a paragraph, and whether more than the usual space stands before it."""
    if not walk.open:
        return True, False
    before = walk.open[-1]
    gap = _stands_off(walk, before, line)
    if gap or not _alike(before, line):
        return True, gap
    label = label_at(line)
    if before.bold != line.bold and (label is None or not _same_label_line(before, line)):
        goes_on_in_bold = line.lead > 0 and not _has_room(walk.open, line)
        if before.bold and not _is_run_in(walk.open) and not goes_on_in_bold:
            return True, False
        over_a_break = before.column != line.column and before.text.rstrip().endswith((".", "!", "?", ".”", ".»"))
        if line.bold and (over_a_break or _has_room(walk.open, line) or _is_short(line)):
            return True, False
    if before.column == line.column:
        return _begins_here(walk, before, line, after, label), False
    return _begins_over_a_break(walk, before, line, label), False


def label_at(line: VisualLine) -> Label | None:
    """Return the label that a line starts with; a bare number is one where it stands clearly apart from its text."""
    label = label_of(line.text)
    if (
        label is None
        and (bare := bare_number(line.text)) is not None
        and _behind_label(line, bare) > _BARE_APART * line.size
    ):
        return bare
    return label


def _begins_here(
    walk: _Walk, before: VisualLine, line: VisualLine, after: VisualLine | None, label: Label | None
) -> bool:
    """Decide for a line that stands right under the one before."""
    em = line.size
    if label is not None and _is_label(walk, before, line, label):
        return True
    if _is_centred(before) and _is_centred(line):
        return _is_apart_centred(walk, before, line)
    if _has_room(walk.open, line) or _ends_unfilled(walk, before, line):
        return True
    first, at = walk.open[0], _indent(line)
    going_on = _indent(walk.open[1]) if len(walk.open) > 1 else _hanging(first)
    if len(walk.open) > 1:
        return abs(at - going_on) > _INDENT * em
    if abs(at - _indent(first)) <= _INDENT * em or at < _indent(first):
        return at < _indent(first) - 8 * em
    if going_on > _indent(first) + 1 and abs(at - going_on) <= 0.8 * em:
        return False  # it hangs under the text behind a label
    # Where the next line is set out again, this one is a first line that is set in.
    return after is not None and after.column == line.column and abs(_indent(after) - _indent(first)) <= 1


def _indent(line: VisualLine) -> float:
    """Return how far a line is set in: columns and pages stand at different places, their indents are alike."""
    return line.left - line.edges[0]


def _begins_over_a_break(walk: _Walk, before: VisualLine, line: VisualLine, label: Label | None) -> bool:
    """Decide for the first line of a column."""
    if label is not None and _is_label(walk, before, line, label):
        return True
    text = line.text.lstrip("“\"'«(‘")
    if text[:1].islower() and label is None:
        return False
    if _has_room(walk.open, line):
        return True
    ended = before.text.rstrip().endswith((".", "!", "?", ":", ".”", '."', ".»", ";"))
    if not ended:
        return False
    # A full last line that ends a sentence may end the paragraph. It goes on where the next line stands as its lines do.
    if len(walk.open) < 2:
        return True
    return abs(_indent(line) - _indent(walk.open[-1])) > _SAME


def _is_label(walk: _Walk, before: VisualLine, line: VisualLine, label: Label) -> bool:
    """Return whether what looks like a label at a line's start is one.

    It is where the line stands otherwise than a line that goes on (set in or out, room before it), where the label is
    set apart from its text as no word is, or where it follows its list and the sentence before has ended.
    """
    em = line.size
    behind = _behind_label(line, label)
    if label.is_bullet and label.text not in ("–", "—", "-", "*", "·"):
        return True
    if behind > _LABEL_APART * em:
        return True
    if _has_room(walk.open, line):
        return True
    at = _indent(line)
    hangs = len(walk.open) == 1 and abs(at - _hanging(walk.open[0])) <= _SAME
    if abs(at - _indent(before)) > _SAME and not hangs:
        return True
    ended = before.text.rstrip().endswith(_ENDS)
    if label.is_word or label.is_bullet:
        return ended and before.text.rstrip()[-1:] in ".;:!?" and (label.is_bullet or goes_on(label, walk.labels))
    return ended and goes_on(label, walk.labels)


def _behind_label(line: VisualLine, label: Label) -> float:
    """Return the points between a label and its text; 0 where the line ends with it."""
    row = line.row
    if row is None:
        return 0.0
    wanted = len("".join(label.text.split()))
    for index, piece in enumerate(row.pieces):
        wanted -= len(piece.text)
        if wanted <= 0:
            return row.pieces[index + 1].left - piece.right if index + 1 < len(row.pieces) and wanted == 0 else 0.0
    return 0.0


def _hanging(line: VisualLine) -> float:
    """Return the indent of lines that go on under a first one: that of the text behind its label, else its own."""
    label = label_at(line)
    if label is None or line.row is None:
        return _indent(line)
    wanted = len("".join(label.text.split()))
    for index, piece in enumerate(line.row.pieces):
        wanted -= len(piece.text)
        if wanted <= 0 and index + 1 < len(line.row.pieces):
            return line.row.pieces[index + 1].left - line.edges[0]
    return _indent(line)


def _stands_off(walk: _Walk, before: VisualLine, line: VisualLine) -> bool:
    """Return whether more than the usual space stands between two lines."""
    if before.column != line.column or line.above is None:
        return False
    usual = walk.leading.get(round(line.size), 1.2 * line.size)
    larger = max(before.size, line.size)
    return before.base - line.base > max(_WIDER * usual, 1.15 * larger) or line.base > before.base


def _has_room(open_lines: Sequence[VisualLine], line: VisualLine) -> bool:
    """Return whether the line before ends so early that the first word of this one had fitted."""
    before = open_lines[-1]
    if before.text.endswith(("-", "\u2010", "\u00ad")):
        return False
    if len(open_lines) > 1:
        last = open_lines[-2]
        if last.column == before.column and abs(last.right - before.right) <= 0.5 and len(open_lines) > 2:
            return False  # a block that is set narrower than its column, both edges straight
    return before.right + line.first + _FITS * line.size < before.edges[1]


def _ends_unfilled(walk: _Walk, before: VisualLine, line: VisualLine) -> bool:
    """Return whether a sentence ends before a line in a column in which no line is full, as far as its lines tell."""
    is_ended = before.text.rstrip().endswith(_SENTENCE_ENDS)
    return is_ended and not line.text[:1].islower() and round(before.edges[1]) not in walk.filled


def _is_centred(line: VisualLine) -> bool:
    left, right = line.left - line.edges[0], line.edges[1] - line.right
    return left > 2 * line.size and right > 2 * line.size and abs(left - right) <= 0.6 * line.size


def _is_apart_centred(walk: _Walk, before: VisualLine, line: VisualLine) -> bool:
    """Return whether two lines in the middle of a column are not one: "Article 5" and the title under it, names, a date."""
    label = label_of(before.text)
    if label is not None and label.is_word and len(label.text) >= len(before.text):
        return True
    if line.size > _LARGER * walk.body or line.bold:
        return False
    fits = before.right - before.left + line.first + _FITS * line.size
    return fits < 0.9 * (line.edges[1] - line.edges[0])


def _is_short(line: VisualLine) -> bool:
    return line.right - line.left < 0.7 * (line.edges[1] - line.edges[0])


def _is_run_in(open_lines: Sequence[VisualLine]) -> bool:
    """Return whether the open paragraph has words that are not bold: one bold line in it is chance."""
    return any(not line.bold for line in open_lines)


def _same_label_line(before: VisualLine, line: VisualLine) -> bool:
    return abs(before.base - line.base) < 1
