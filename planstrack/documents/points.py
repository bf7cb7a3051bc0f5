"""The points of a document, as its lists give them: numbers, titles, words, parts, and what belongs to none of them.

What is not certain is said and kept: a line that may be an outlet's comment between two points is either a leftover or
words of the point before it, by the more likely reading, and a doubt names it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from planstrack.documents.flowing import Flowing
from planstrack.documents.inline_parts import inline_parts
from planstrack.documents.lines import Document
from planstrack.documents.lists import Chosen, chosen_lists, is_list, is_weak
from planstrack.documents.pieces import Doubt, Leftover, Piece, PointList, Span
from planstrack.documents.runs import Run, runs_in
from planstrack.documents.segments import Segment, Segments, trimmed

__all__ = ["Doubt", "Leftover", "Piece", "PointList", "lists_of", "paragraphs_as_points"]

MAX_TITLE = 12  # Words.
_MOST_DEPTH = 8  # Parts in one another.
_NEAR = 40  # Characters in which the end of the words before, or the first word, is looked for.
_MANY = 1 / 3  # Of the points: what so many have is how the document is written.
_MOST = 0.6
_ENDS = (".", "!", "?", ";", ":", ",", "…", "。", "؟", "؛")
_CLOSING = re.compile(
    r"(?:in witness whereof|in faith whereof|done (?:at|in)\b|signed\b|en foi de quoi|fait (?:à|en)\b|zu urkund|geschehen zu"
    r"|hecho en\b|en fe de lo cual|feito em\b|fatto a\b|in fede di|вчинено|учинено|совершено|на посвідчення|в удостоверение"
    r"|read more|read also|see also|related\b|читайте також|читайте также|lire aussi|©|copyright|source:|sources:)",
    re.IGNORECASE,
)


def lists_of(document: Document) -> tuple[PointList, ...]:
    """Return the lists of points in a document, best first; none if nothing in it counts up or has bullets."""
    segments = Segments(document)
    chosen = chosen_lists(segments, runs_in(segments, range(len(segments))))
    pages = _page_numbers(segments)
    return tuple(_Splitting(document, segments, one, pages).point_list() for one in chosen)


def paragraphs_as_points(document: Document) -> PointList | None:
    """Return each paragraph of a document without numbers as a point; headings and notes are leftovers. None: no words."""
    text = document.text
    flowing = Flowing(text)
    points: list[Piece] = []
    leftovers: list[Leftover] = []
    for line in document.lines:
        start, end = trimmed(text, line.start, line.end)
        if start == end:
            continue
        if line.kind in ("heading", "footnote", "box") or line.heading is not None:
            where: Literal["before", "between"] = "between" if points else "before"
            leftovers.append(
                Leftover(text=flowing.between(start, end), place=line.place, where=where, start=start, end=end)
            )
            continue
        words = flowing.between(start, end)
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


@dataclass(slots=True)
class _Gathered:
    """A point while it is put together: the segments of its own words, its parts, and what was set aside."""

    place: int
    own: list[int] = field(default_factory=list)
    parts: list[_Gathered] = field(default_factory=list)
    aside: list[int] = field(default_factory=list)
    tail: list[int] = field(default_factory=list)  # Without a label, after the last part: of the point, or of the part.
    run: Run | None = None


class _Splitting:
    """Puts the points of one list together."""

    def __init__(self, document: Document, segments: Segments, chosen: Chosen, pages: frozenset[int]) -> None:
        self._text = document.text
        self._flowing = Flowing(document.text)
        self._document = document
        self._segments = segments
        self._chosen = chosen
        members = set(chosen.run.members)
        self._pages = pages if not pages & members else frozenset()
        self._doubts: list[tuple[int, str]] = list(chosen.run.doubts)
        self._rows = {segment.start for segment in segments.all if segment.line.kind == "row"}
        self._is_titled = False
        self._title_of: dict[int, int] = {}
        self._left: dict[int, Literal["before", "between", "after"]] = {}

    def point_list(self) -> PointList:
        members = self._chosen.run.members
        ends = [*members[1:], self._chosen.stop]
        points = [self._gathered(place, range(place, end)) for place, end in zip(members, ends, strict=True)]
        first = self._chosen.run.readings[0]
        if first.value[0] > 1 and not first.above:
            self._doubts.append((members[0], f"the list begins with “{self._label(members[0])}”"))
        self._set_comments_aside(points)
        titled = self._titles(points)
        self._title_of = {label: place for place, label in titled.items()}
        pieces = tuple(self._piece(point, is_point=True) for point in points)
        for place in range(len(self._segments)):
            if place < members[0] and place not in titled:
                self._left[place] = "before"
            elif place >= self._chosen.stop:
                self._left[place] = "after"
        return PointList(
            name=self._name(),
            form=self._label(members[0]),
            points=pieces,
            leftovers=tuple(self._leftover(place, where) for place, where in sorted(self._left.items())),
            doubts=tuple(Doubt(place=self._segments[place].line.place, why=why) for place, why in sorted(self._doubts)),
        )

    # ---------------------------------------------------------------------------------------------- gathering

    def _gathered(self, place: int, region: Sequence[int]) -> _Gathered:
        """Return a point with its parts; what stands in its region and is none of its words is set aside."""
        segments = self._segments
        is_last = place == self._chosen.run.last
        inside: list[int] = []
        over = False
        for at in region:
            segment = segments[at]
            if at == place:
                inside.append(at)
                continue
            if (segment.is_heading and not self._is_inner_heading(place, at)) or at in self._chosen.sections:
                over = True
            if over or segment.line.kind in ("footnote", "box") or at in self._pages:
                self._left[at] = "after" if is_last else "between"
            else:
                inside.append(at)
        return self._arranged(inside, 0)

    def _is_inner_heading(self, place: int, at: int) -> bool:
        """Return whether a heading stands under the heading that a point is."""
        over, heading = self._segments[place].line.heading, self._segments[at].line.heading
        return over is not None and heading is not None and heading > over

    def _arranged(self, inside: Sequence[int], depth: int) -> _Gathered:
        """Return a piece whose label stands in the first segment, with the parts among the others."""
        place, others = inside[0], inside[1:]
        result = _Gathered(place, own=[place])
        run = self._parts_run(place, others) if depth < _MOST_DEPTH else None
        if run is None:
            result.own += others
            return result
        result.run = run
        begins = set(run.members)
        regions: list[list[int]] = []
        for at in others:
            if at in begins:
                regions.append([at])
            elif regions:
                regions[-1].append(at)
            else:
                result.own.append(at)
        tail = self._tail(regions[-1])
        if tail:
            result.tail = tail
            regions[-1] = regions[-1][: -len(tail)]
        result.parts = [self._arranged(region, depth + 1) for region in regions]
        self._doubts += run.doubts
        return result

    def _parts_run(self, place: int, others: Sequence[int]) -> Run | None:
        """Return the run of the outermost parts: of those that are lists, the one that begins first."""
        if not others:
            return None
        for run in runs_in(self._segments, others):
            if not is_list(self._segments, run):
                continue
            first = run.members[0]
            label = self._segments[first].label
            if len(run.members) == 1 and not (self._segments[first].is_automatic or (label and label.is_bullet)):
                continue
            if run.readings[0].value[0] > 1 and not run.readings[0].above and run.key[1] == "figure":
                continue
            return run
        return None

    def _tail(self, region: Sequence[int]) -> list[int]:
        """Return the segments after the last part that are set in less than it: words of the point, not of the part."""
        first = self._segments[region[0]]
        tail: list[int] = []
        for at in reversed(region[1:]):
            segment = self._segments[at]
            if segment.label is not None and not is_weak(self._segments, at):
                break
            if segment.is_deeper_than(first) or self._is_of(segment, first) or self._goes_on(at):
                break
            tail.append(at)
        return tail[::-1]

    def _is_of(self, segment: Segment, first: Segment) -> bool:
        """Return whether a page or Markdown itself says that a paragraph stands in an item."""
        return first.line.list_name is not None and (segment.line.list_name, segment.line.level) == (
            first.line.list_name,
            first.line.level,
        )

    def _goes_on(self, at: int) -> bool:
        """Return whether a segment goes on with a sentence that the one before it begins."""
        start = self._segments[at].start
        if self._segments[at].line.kind == "row":
            return False
        before = self._text[max(0, start - _NEAR) : start].rstrip()[-1:]
        first = re.search(r"[^\W_]", self._text[start : start + _NEAR])
        return (first is not None and first[0].islower()) or before in (",", ":", ";", "-", "–", "—")

    # ------------------------------------------------------------------------------- comments between the points

    def _set_comments_aside(self, points: Sequence[_Gathered]) -> None:
        """Decide of each paragraph without a label after a point's first words whether it belongs to the point."""
        self._is_titled = sum(self._may_be_title(point) for point in points) >= max(1, len(points) / 2)
        extras = [[place for place in self._extras(point) if not self._belongs(point.place, place)] for point in points]
        others = extras[:-1]
        having = sum(1 for extra in others if extra)
        is_usual = having >= max(2, _MANY * len(others))
        most = max((len(extra) for extra in others), default=0)
        gaps = sum(self._segments[point.place].line.gap for point in points[1:])
        are_apart = len(points) > 1 and gaps >= (len(points) - 1) / 2
        for at, (point, extra) in enumerate(zip(points, extras, strict=True)):
            is_last = at == len(points) - 1
            allowed = len(extra) if is_usual and not is_last else most if is_usual else 0
            kept = 0
            is_over = False
            for place in extra:
                segment = self._segments[place]
                why = ""
                if not is_over and is_last and _CLOSING.match(self._text[segment.start : segment.start + 40]):
                    is_over = True
                elif not is_over and kept >= allowed:
                    is_over, why = self._is_comment(
                        points, point, place, is_last=is_last, are_apart=are_apart, having=having
                    )
                kept += not is_over
                if is_over:
                    self._set_aside(point, place, "after" if is_last else "between")
                if why:
                    self._doubts.append((place, why))

    def _extras(self, point: _Gathered) -> list[int]:
        """Return the paragraphs without a label after a point's title and first words, outside its parts."""
        is_alone = self._segments[point.place].words >= self._segments[point.place].end
        is_titled = self._is_titled and self._title_in(point) is not None
        return ([] if point.parts else point.own[1 + is_alone + is_titled :]) + point.tail

    def _belongs(self, label: int, place: int) -> bool:
        """Return whether a paragraph is certainly of the point before it."""
        first, segment = self._segments[label], self._segments[place]
        return (
            (segment.line.kind == "row" and not self._is_outside(first, segment))
            or segment.is_heading
            or self._is_of(segment, first)
            or (not first.is_automatic and segment.is_deeper_than(first))
            or self._goes_on(place)
        )

    def _is_outside(self, first: Segment, segment: Segment) -> bool:
        """Return whether a page or Markdown itself says that a line stands in no item of the list."""
        says = self._document.kind in ("page", "Markdown") and first.is_automatic
        return says and segment.line.list_name is None

    def _is_comment(
        self, points: Sequence[_Gathered], point: _Gathered, place: int, *, is_last: bool, are_apart: bool, having: int
    ) -> tuple[bool, str]:
        """Return whether a paragraph is more likely no words of a point, with the sentence that says so."""
        segment = self._segments[place]
        label = self._label(point.place)
        is_outside = self._is_outside(self._segments[point.place], segment)
        if is_last:
            if len(points) > 2 or (segment.line.gap and not are_apart):
                return True, f"a line without a number follows the last point, {label}: it is taken as none of it"
            return False, f"a line without a number follows the last point, {label}: it is taken as words of it"
        few = len(points) > 3 and having * 4 <= len(points)
        if is_outside or (segment.line.gap and (not are_apart or few)):
            return True, f"a line without a number follows point {label}: it is taken as no words of it"
        return False, f"a line without a number follows point {label}: it is taken as words of it"

    def _set_aside(self, point: _Gathered, place: int, where: Literal["between", "after"]) -> None:
        self._left[place] = where
        point.own = [at for at in point.own if at != place]
        point.tail = [at for at in point.tail if at != place]

    # ------------------------------------------------------------------------------------------------- titles

    def _titles(self, points: Sequence[_Gathered]) -> dict[int, int]:
        """Return the segments that are titles, each with the place of its point's label."""
        inner = {point.place: title for point in points if (title := self._title_in(point)) is not None}
        found: dict[int, int] = {}
        for point in points:
            title = inner.get(point.place)
            if title is not None and (self._is_titled or self._segments[title].is_heading):
                found[title] = point.place
        if not found:
            over = {point.place - 1: point.place for point in points if self._is_title_over(point.place - 1, point)}
            headed = sum(1 for place in over if self._segments[place].is_heading)
            if len(points) > 1 and (headed >= _MOST * len(points) or len(over) == len(points) > 2):
                found = {
                    place: label
                    for place, label in over.items()
                    if self._segments[place].is_heading or len(over) == len(points)
                }
                for place in found:
                    self._left.pop(place, None)
                self._doubts = [doubt for doubt in self._doubts if doubt[0] not in found]
        return found

    def _title_in(self, point: _Gathered) -> int | None:
        """Return the segment after a point's label that may be its title: it is followed by more words or parts."""
        own = point.own
        first = self._segments[own[0]]
        if first.words < first.end:
            is_followed = (len(own) > 1 and not self._goes_on(own[1])) or (len(own) == 1 and bool(point.parts))
            return own[0] if is_followed and self._is_short(first.words, first.end) else None
        if len(own) > 1 and (len(own) > 2 or point.parts):
            second = self._segments[own[1]]
            if len(own) > 2 and self._goes_on(own[2]):
                return None
            return own[1] if self._is_short(second.start, second.end) or self._is_headed(second) else None
        return None

    def _is_headed(self, segment: Segment) -> bool:
        return segment.is_heading and len(self._text[segment.start : segment.end].split()) <= MAX_TITLE

    def _may_be_title(self, point: _Gathered) -> bool:
        """Return whether a short line of its own follows the label, and words without a label follow it."""
        title = self._title_in(point)
        is_alone = title is not None and title != point.place
        return title is not None and (point.own[-1] != title or (is_alone and bool(point.parts)))

    def _is_short(self, start: int, end: int) -> bool:
        words = self._text[start:end].strip()
        return len(words.split()) <= MAX_TITLE and "\n" not in words and not words.endswith(_ENDS)

    def _is_title_over(self, place: int, point: _Gathered) -> bool:
        if place < 0 or place in self._chosen.run.members or place in self._chosen.sections:
            return False
        segment = self._segments[place]
        is_free = self._left.get(place) in (None, "between") and (place < self._chosen.run.first or place in self._left)
        return is_free and (segment.label is None or segment.is_heading) and self._is_short(segment.start, segment.end)

    # ------------------------------------------------------------------------------------------------- pieces

    def _piece(self, point: _Gathered, *, is_point: bool) -> Piece:
        first = self._segments[point.place]
        label = first.label
        marks: list[Span] = [trimmed(self._text, first.start, first.words)]
        title = None
        spans: list[Span] = []
        at = self._title_of.get(point.place) if is_point else None
        if at is not None:
            span = (self._segments[at].words if at == point.place else self._segments[at].start, self._segments[at].end)
            marks.append(span)
            title = self._flowing.between(*span)
        for place in (*point.own, *point.tail):
            if place == at:
                continue
            segment = self._segments[place]
            start = segment.words if place == point.place else segment.start
            if start < segment.end:
                spans.append((start, segment.end))
        parts = tuple(self._piece(part, is_point=False) for part in point.parts)
        if not parts and spans:
            spans, parts = inline_parts(self._text, spans, first.line.place)
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
            words = self._flowing.between(start, end)
            joint = "" if not whole else " " if words[:1].islower() and start not in self._rows else "\n"
            whole += joint + words
        return whole

    # ------------------------------------------------------------------------------------------------- saying

    def _leftover(self, place: int, where: Literal["before", "between", "after"]) -> Leftover:
        segment = self._segments[place]
        words = self._flowing.between(segment.start, segment.end)
        return Leftover(text=words, place=segment.line.place, where=where, start=segment.start, end=segment.end)

    def _label(self, place: int) -> str:
        label = self._segments[place].label
        return label.printed if label else ""

    def _name(self) -> str:
        run = self._chosen.run
        count = f"{len(run.members)} point{'s' if len(run.members) > 1 else ''}"
        first, last = self._label(run.first), self._label(run.last)
        if run.key[1] == "bullet":
            numbered = "without numbers"
        else:
            numbered = f"numbered {first} to {last}" if len(run.members) > 1 else f"numbered {first}"
        title = self._title_over()
        where = self._segments[run.first].line.place
        return f"{f'“{title}”, ' if title else ''}{count}, {numbered}{f', from {where}' if where else ''}"

    def _title_over(self) -> str | None:
        """Return the heading over the list, else the document's title, else the short line over it."""
        first = self._chosen.run.first
        above = range(first - 1, max(-1, first - 40), -1)
        for place in above:
            if self._segments[place].is_heading:
                return self._flowing.between(self._segments[place].start, self._segments[place].end)[:120]
        if self._document.title:
            return self._document.title[:120]
        for place in above:
            segment = self._segments[place]
            if segment.label is None and self._is_short(segment.start, segment.end):
                return self._flowing.between(segment.start, segment.end)
        return None
