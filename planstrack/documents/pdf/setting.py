"""What the setting of a paragraph says: a title that runs into it, another voice than the text's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planstrack.documents.pdf.paragraphs import Paragraph, label_at
from planstrack.documents.pdf.rows import letters
from planstrack.documents.pdf.visual import VisualLine

_SMALLER: Final = 0.93
"""Times the size of the text."""
_SET_IN: Final = 1.0
"""Ems from both edges of its column that a quotation is set in."""
_STRAIGHT: Final = 0.5
"""Points by which the right edge of such a block differs."""
_LEAST_LINES: Final = 3
_LEAST_WORDS: Final = 3
"""A cell of a table is no remark."""


def leads(paragraphs: Sequence[Paragraph], texts: Sequence[str]) -> list[int]:
    """Return how many code points of each text, from its start, are bold or underlined; none where most of all is."""
    counts = [_lead(paragraph) for paragraph in paragraphs]
    if sum(counts) > sum(map(letters, texts)) / 2:
        return [0] * len(texts)
    return [_reach(text, count) for text, count in zip(texts, counts, strict=True)]


def _lead(paragraph: Paragraph) -> int:
    total = 0
    for line in paragraph.lines:
        total += line.lead
        if line.lead < letters(line.text):
            break
    return total


def _reach(text: str, count: int) -> int:
    """Return where so many letters and figures of a text end, with the marks behind the last one."""
    at = 0
    while count and at < len(text):
        count -= text[at].isalnum()
        at += 1
    while at and at < len(text) and not text[at].isalnum() and not text[at].isspace():
        at += 1
    return at


def asides(paragraphs: Sequence[Paragraph], body: float) -> list[bool]:
    """Return which paragraphs are set as another voice: all in italics, smaller, or set in from both sides.

    Where most of the text is in italics they mean nothing. A paragraph with a label is a point, however it is set.
    """
    slanted = {True: 0, False: 0}
    for paragraph in paragraphs:
        for line in paragraph.lines:
            slanted[line.italic] += len(line.text)
    upright = slanted[True] <= slanted[False]
    return [
        not paragraph.footnote
        and len(paragraph.text.split()) >= _LEAST_WORDS
        and label_at(paragraph.lines[0]) is None
        and (
            (upright and all(line.italic for line in paragraph.lines))
            or all(line.size <= _SMALLER * body for line in paragraph.lines)
            or _is_set_in(paragraph.lines)
        )
        for paragraph in paragraphs
    ]


def _is_set_in(lines: Sequence[VisualLine]) -> bool:
    """Return whether lines make a block with straight edges, both within those of its column."""
    em = _SET_IN * lines[0].size
    ends = [line.right for line in lines[:-1]]
    return (
        len(lines) >= _LEAST_LINES
        and all(line.left - line.edges[0] > em and line.edges[1] - line.right > em for line in lines)
        and max(ends) - min(ends) <= _STRAIGHT
        and len({line.column for line in lines}) == 1
    )
