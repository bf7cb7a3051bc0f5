"""A document's lines cut where a label begins: the pieces that points are put together from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from planstrack.documents.clauses import contents_in, path
from planstrack.documents.label_words import CHAPTERS
from planstrack.documents.labels import Label, label_at, label_of
from planstrack.documents.lines import Document, Line

_NEW_LINE = re.compile(r"\n[ \t]*")
_TITLE = 300  # Characters of a title,
_TITLE_WORDS = 12  # and its words.
_ENDS = frozenset(".!?;:,…。؟؛])")
_SURE = 3  # Figures of a number that is nothing but a label.
_SLACK = 1.5  # Columns or points: numbers of two figures are set in by one less than those of one figure.


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A line, or a piece of one that begins with a label.

    It stands from `start` to `end` in the document's text; its words begin at `words` where its label counts as one,
    and at `start` where it does not. What the document sets apart at its beginning (a title) ends at `lead`, 0 where
    nothing is. `follows_label` says that it begins right after a label: "1. (a) The parties …".
    """

    line: Line
    start: int
    end: int
    label: Label | None
    words: int
    lead: int = 0
    is_automatic: bool = False
    follows_label: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether the document sets it as a heading."""
        return self.line.kind == "heading" or self.line.heading is not None

    @property
    def is_apart(self) -> bool:
        """Whether the document sets all its words apart."""
        return self.words < self.end <= self.lead

    @property
    def is_line_alone(self) -> bool:
        """Whether it may be a title: a few words over which space stands, and no sentence."""
        words = self.line.text
        return self.line.gap and len(words) < _TITLE and len(words.split()) <= _TITLE_WORDS and words[-1:] not in _ENDS

    def is_deeper_than(self, other: Segment) -> bool:
        """Whether it is set in further than another one, as far as both say so in one way."""
        if self.is_automatic and other.is_automatic:
            return self.line.level > other.line.level
        return self.line.indent > other.line.indent + _SLACK


class Segments:
    """The segments of a document, in order, and how many headings and lines without a label stand among them."""

    def __init__(self, document: Document) -> None:
        pieces = [segment for line in document.lines for segment in _pieces(document.text, line)]
        for place in contents_in(document.text, pieces):
            pieces[place] = replace(pieces[place], label=None, words=pieces[place].start)
        self.all = tuple(pieces)
        self._headings = [0, *accumulate(segment.is_heading for segment in self.all)]
        self._plain_headings = [
            0,
            *accumulate(
                segment.is_heading and not (segment.label and segment.label.word in CHAPTERS) for segment in self.all
            ),
        ]
        self._apart = [0, *accumulate(segment.is_heading or segment.label is None for segment in self.all)]

    def __getitem__(self, place: int) -> Segment:
        return self.all[place]

    def __len__(self) -> int:
        return len(self.all)

    def has_heading(self, first: int, end: int) -> bool:
        """Return whether a heading stands among the segments from `first` up to `end`, which is excluded."""
        return end > first and self._headings[end] > self._headings[first]

    def has_plain_heading(self, first: int, end: int) -> bool:
        """Return whether a heading that names no chapter stands among the segments from `first` up to `end`."""
        return end > first and self._plain_headings[end] > self._plain_headings[first]

    def are_apart(self, one: int, other: int) -> bool:
        """Return whether a heading, or a line without a label, stands between two segments."""
        return other > one + 1 and self._apart[other] > self._apart[one + 1]


def _pieces(text: str, line: Line) -> Iterator[Segment]:
    raw = text[line.start : line.end]
    cuts = [0]
    for found in _NEW_LINE.finditer(raw):
        label = label_at(raw[found.end() : found.end() + 200])
        if label is not None and not label.is_weak:
            cuts.append(found.end())
    for at, (cut, end) in enumerate(zip(cuts, [*cuts[1:], len(raw)], strict=True)):
        yield from _labelled(text, line, line.start + cut, line.start + end, is_first=at == 0)


def _labelled(text: str, line: Line, start: int, end: int, *, is_first: bool) -> Iterator[Segment]:
    start, end = trimmed(text, start, end)
    if start == end:
        return
    automatic = bool(is_first and line.label)
    if automatic:
        label, words = _printed(text, line.label or "", start, end)
    else:
        label = label_at(text[start:end], is_row=line.kind == "row")
        words = start + label.words if label else start
        if label is not None and label.is_bullet:
            label, words = _after_bullet(text, label, words, end)
    words = trimmed(text, words, end)[0]
    lead = 0
    if is_first and line.lead and text.endswith(line.text, line.start, line.end):
        lead = min(end, line.end - len(line.text) + line.lead)
    inner = label_at(text[words:end]) if label and not label.is_bullet and words < end else None
    if (
        inner is not None
        and not inner.is_weak
        and not inner.is_bullet
        and any(reading.value == (1, 0) for reading in inner.readings)
    ):
        yield Segment(line=line, start=start, end=words, label=label, words=words, is_automatic=automatic)
        after = trimmed(text, words + inner.words, end)[0]
        yield Segment(line=line, start=words, end=end, label=inner, words=after, follows_label=True)
    else:
        yield Segment(line=line, start=start, end=end, label=label, words=words, lead=lead, is_automatic=automatic)


def _printed(text: str, printed: str, start: int, end: int) -> tuple[Label | None, int]:
    """Return a label of the document's own numbering and where its words begin: in "• (a) One" the letter says more."""
    label, words = label_of(printed), start + len(printed)
    return _after_bullet(text, label, words, end) if label.is_bullet else (label, words)


def _after_bullet(text: str, bullet: Label, words: int, end: int) -> tuple[Label, int]:
    """Return the label that somebody typed after a bullet, or the bullet: "3.1.2" needs no sign after it, "3.1" may be a number."""
    typed = label_at(text[words:end])
    if typed is None or (typed.is_weak and len(path(typed)) < _SURE):
        return bullet, words
    return replace(typed, is_weak=False), words + typed.words


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the white space at its ends; an empty one is at its end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
