"""The points of a document, as its lists give them: numbers, titles, words, parts, and what belongs to none of them.

What is not certain is said and kept: a line that may be an outlet's comment between two points is either a leftover or
words of the point before it, by the more likely reading, and a doubt names it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from planstrack.documents.comments import set_comments_aside
from planstrack.documents.endings import closing_sentence
from planstrack.documents.gathering import Gathered, Gathering
from planstrack.documents.inline_parts import inline_parts
from planstrack.documents.lines import Document
from planstrack.documents.lists import chosen_lists
from planstrack.documents.pieces import Doubt, Leftover, Piece, PointList, Span
from planstrack.documents.runs import runs_in
from planstrack.documents.segments import Segments, trimmed
from planstrack.documents.short_lines import is_short
from planstrack.documents.titled import titled_list
from planstrack.documents.titles import line_title, title_at, title_words, titles_in, titles_over
from planstrack.text.flow import flowed

__all__ = ["Doubt", "Leftover", "Piece", "PointList", "lists_of", "paragraphs_as_points"]

_ABOVE = 40  # Lines over a list in which its title is looked for.
_LONG = 120  # Characters of a title in a list's name.


def lists_of(document: Document) -> tuple[PointList, ...]:
    """Return the lists of points in a document, best first; none if nothing in it counts up or has bullets."""
    segments = Segments(document)
    chosen = chosen_lists(segments, runs_in(segments, range(len(segments))))
    under_titles = titled_list(document, segments, chosen)
    if under_titles is not None:
        chosen = [under_titles, *chosen]
    pages = _page_numbers(segments)
    return tuple(_Splitting(Gathering(document, segments, one, pages)).point_list() for one in chosen)


def paragraphs_as_points(document: Document) -> PointList | None:
    """Return each paragraph of a document without numbers as a point; headings and notes are leftovers. None: no words."""
    text = document.text
    points: list[Piece] = []
    leftovers: list[Leftover] = []
    for line in document.lines:
        start, end = trimmed(text, line.start, line.end)
        if start == end:
            continue
        if line.kind in ("heading", "footnote", "box") or line.heading is not None:
            where: Literal["before", "between"] = "between" if points else "before"
            leftovers.append(
                Leftover(text=flowed(text[start:end], text), place=line.place, where=where, start=start, end=end)
            )
            continue
        words = flowed(text[start:end], text)
        points.append(Piece(number=None, label=None, title=None, spans=((start, end),), text=words, place=line.place))
    if not points:
        return None
    last = points[-1].spans[-1][1]
    ended = tuple(_after(leftover) if leftover.start > last else leftover for leftover in leftovers)
    count = f"{len(points)} paragraph{'s' if len(points) > 1 else ''}"
    doubt = Doubt(
        place=points[0].place, why="nothing in it counts up: each paragraph is taken as a point without a number"
    )
    return PointList(
        name=f"{count} without numbers, from {points[0].place or 'its beginning'}",
        form="paragraph",
        points=tuple(points),
        leftovers=ended,
        doubts=(doubt,),
    )


def _after(leftover: Leftover) -> Leftover:
    return Leftover(text=leftover.text, place=leftover.place, where="after", start=leftover.start, end=leftover.end)


def _page_numbers(segments: Segments) -> frozenset[int]:
    """Return the lines that are a number alone and count up with others of their kind, far from each other."""
    alone = [
        place
        for place, segment in enumerate(segments.all)
        if segment.label
        and segment.label.shape == "{}"
        and segment.words == segment.end
        and segment.line.kind == "body"
    ]
    return frozenset(alone)


def _has_words(piece: Piece) -> bool:
    shown = f"{piece.title or ''}{piece.text}"
    return any(sign.isalnum() for sign in shown) or any(_has_words(part) for part in piece.parts)


class _Splitting:
    """Makes the record of one list."""

    def __init__(self, work: Gathering) -> None:
        self._work = work
        self._rows = {segment.start for segment in work.segments.all if segment.line.kind == "row"}

    def point_list(self) -> PointList:
        work = self._work
        members = work.chosen.run.members
        first = work.chosen.run.readings[0]
        if first.value[0] > 1 and not first.above:
            work.doubts.append((members[0], f"the list begins with “{work.label(members[0])}”"))
        over = titles_over(work)
        points = work.points(over)
        set_comments_aside(work, points)
        titles = over or titles_in(work, points)
        work.titles = {label: place for place, label in titles.items()}
        pieces = tuple(self._piece(point, is_point=True) for point in points)
        self._doubt_words(points, pieces)
        for place in range(members[0]):
            if place not in titles:
                work.left[place] = "before"
        for place in range(work.chosen.stop, len(work.segments)):
            work.left[place] = "after"
        return PointList(
            name=self._name(),
            form=work.label(members[0]) or "title",
            points=pieces,
            leftovers=tuple(self._leftover(place, where) for place, where in sorted(work.left.items())),
            doubts=tuple(Doubt(place=work.segments[place].line.place, why=why) for place, why in sorted(work.doubts)),
        )

    def _doubt_words(self, points: Sequence[Gathered], pieces: Sequence[Piece]) -> None:
        """Note the points that have no words, and a sentence at the end of the last one that may be none of its words."""
        work = self._work
        for point, piece in zip(points, pieces, strict=True):
            if not _has_words(piece):
                work.doubts.append((point.place, f"point {piece.number or work.label(point.place)} has no words"))
        last = pieces[-1]
        while last.parts and last.parts[-1].spans and last.parts[-1].spans[-1] > max(last.spans, default=(0, 0)):
            last = last.parts[-1]
        if last.spans:
            closing = closing_sentence(work.text, *last.spans[-1])
            if closing is not None:
                label = work.label(points[-1].place)
                why = f"“{' '.join(closing.split())}” stands in the last point, {label}: it is taken as words of it"
                work.doubts.append((points[-1].place, why))

    def _piece(self, point: Gathered, *, is_point: bool) -> Piece:
        first = self._work.segments[point.place]
        label = first.label
        marks: list[Span] = [trimmed(self._work.text, first.start, first.words)] if label else []
        title = None
        spans: list[Span] = []
        at = self._work.titles.get(point.place) if is_point else None
        if at is not None:
            span = (
                self._work.segments[at].words if at == point.place else self._work.segments[at].start,
                self._work.segments[at].end,
            )
            marks.append(span)
            title = line_title(self._work.words(*span)) if self._work.segments[at].is_apart else self._work.words(*span)
        begins = first.words
        lead = title_at(self._work, first) if is_point and at is None else None
        if lead is not None:
            marks.append(trimmed(self._work.text, *lead[0]))
            title, begins = title_words(self._work.words(*lead[0])), lead[1]
        for place in (*point.own, *point.tail):
            if place == at:
                continue
            segment = self._work.segments[place]
            start = begins if place == point.place else segment.start
            if start < segment.end:
                spans.append((start, segment.end))
        parts = tuple(self._piece(part, is_point=False) for part in point.parts)
        if not parts and spans:
            spans, parts = inline_parts(self._work.text, spans, first.line.place)
        return Piece(
            number=label.number if is_point and label and not label.is_bullet else None,
            label=label.number if not is_point and label else None,
            title=title,
            spans=tuple(spans),
            text=self._words(spans),
            parts=parts,
            place=first.line.place,
            marks=tuple(marks),
        )

    def _words(self, spans: Sequence[Span]) -> str:
        """Return the words of several stretches: a sentence that goes on after a page's end is one line."""
        whole = ""
        for start, end in spans:
            words = self._work.words(start, end)
            goes_on = words[:1].islower() or self._work.is_broken_before(start)
            whole += ("" if not whole else " " if goes_on and start not in self._rows else "\n") + words
        return whole

    def _leftover(self, place: int, where: Literal["before", "between", "after"]) -> Leftover:
        segment = self._work.segments[place]
        words = self._work.words(segment.start, segment.end)
        return Leftover(text=words, place=segment.line.place, where=where, start=segment.start, end=segment.end)

    def _name(self) -> str:
        run = self._work.chosen.run
        count = f"{len(run.members)} point{'s' if len(run.members) > 1 else ''}"
        first, last = self._work.label(run.first), self._work.label(run.last)
        if run.key[1] == "bullet":
            numbered = "without numbers"
        else:
            numbered = f"numbered {first} to {last}" if len(run.members) > 1 else f"numbered {first}"
        title = self._title_over()
        where = self._work.segments[run.first].line.place
        return f"{f'“{title}”, ' if title else ''}{count}, {numbered}{f', from {where}' if where else ''}"

    def _title_over(self) -> str | None:
        """Return the heading over the list that is none of its sections, the document's title, or a short line over it."""
        segments, first = self._work.segments, self._work.chosen.run.first
        between = {segments[place].line.heading for place, where in self._work.left.items() if where == "between"} - {
            None
        }
        titles = set(self._work.titles.values())
        lines: list[int] = []
        headings: list[int] = []
        for place in range(first - 1, max(-1, first - _ABOVE), -1):
            segment = segments[place]
            if segment.label is not None and not segment.is_heading and place not in self._work.chosen.sections:
                break
            if place in titles or place in self._work.chosen.sections:
                continue
            if segment.is_heading:
                headings.append(place)
            elif segment.label is None and is_short(self._work.text, segment.start, segment.end):
                lines.append(place)
        over = next((place for place in headings if segments[place].line.heading not in between), None)
        if over is None and self._work.document.title and first < _ABOVE:
            return self._work.document.title[:_LONG]
        chosen = over if over is not None else headings[0] if headings else lines[-1] if lines else None
        if chosen is None:
            return None
        return self._work.words(segments[chosen].start, segments[chosen].end)[:_LONG]
