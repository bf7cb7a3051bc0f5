"""Paragraphs without a label between the points: second paragraphs, an outlet's comments, what follows the last point.

Each is decided by what the other points are like. Where that is not certain, a sentence says what it was taken for.
"""

from __future__ import annotations

from collections.abc import Sequence

from planstrack.documents.endings import says_it_is_over
from planstrack.documents.gathering import Gathered, Gathering
from planstrack.documents.segments import Segment
from planstrack.documents.titles import is_titled, title_in

_MANY = 1 / 3  # Of the points: what so many have is how the document is written.


def set_comments_aside(work: Gathering, points: Sequence[Gathered]) -> None:
    """Decide of each paragraph without a label after a point's first words whether it belongs to the point."""
    _Deciding(work, points).decide()


class _Deciding:
    def __init__(self, work: Gathering, points: Sequence[Gathered]) -> None:
        self._work = work
        self._points = points
        self._is_titled = is_titled(work, points)

    def decide(self) -> None:
        points = self._points
        extras = [self._extras(point) for point in points]
        uncertain = [
            sum(not self._belongs(point.place, place) for place in extra)
            for point, extra in zip(points, extras, strict=True)
        ]
        having = sum(1 for count in uncertain[:-1] if count)
        is_usual = having >= max(2, _MANY * (len(points) - 1)) or self._is_set_over(points)
        most = max(uncertain[:-1], default=0)
        gaps = sum(self._work.segments[point.place].line.gap for point in points[1:])
        are_apart = len(points) > 1 and gaps >= (len(points) - 1) / 2
        for point, extra, count in zip(points, extras, uncertain, strict=True):
            is_last = point is points[-1]
            is_like_others = is_last and bool(having) and self._work.document.kind != "page"
            allowed = most if is_last and (is_usual or is_like_others) else count if is_usual else 0
            kept = 0
            is_over = False
            aside: set[int] = set()
            for place in extra:
                segment = self._work.segments[place]
                why = ""
                if is_last and says_it_is_over(self._work.text, segment.start, segment.end):
                    is_over = True
                elif not is_over and not self._belongs(point.place, place):
                    kept += 1
                    if kept > allowed:
                        is_over, why = self._is_comment(
                            points, point, place, is_last=is_last, are_apart=are_apart, having=having
                        )
                    elif is_last and not is_usual:
                        why = _taken_as_words(self._work.label(point.place))
                if is_over:
                    aside.add(place)
                    self._work.left[place] = "after" if is_last else "between"
                if why:
                    self._work.doubts.append((place, why))
            point.own = [place for place in point.own if place not in aside]
            point.tail = [place for place in point.tail if place not in aside]

    def _is_set_over(self, points: Sequence[Gathered]) -> bool:
        """Return whether labels stand over their points, alone on a line or as headings: paragraphs follow them."""
        over = sum(
            self._work.segments[point.place].is_heading
            or self._work.segments[point.place].words >= self._work.segments[point.place].end
            for point in points
        )
        return over > len(points) / 2

    def _extras(self, point: Gathered) -> list[int]:
        """Return the paragraphs without a label after a point's title and first words, outside its parts."""
        is_alone = self._work.segments[point.place].words >= self._work.segments[point.place].end
        is_titled = self._is_titled and title_in(self._work, point) is not None
        return ([] if point.parts else point.own[1 + is_alone + is_titled :]) + point.tail

    def _belongs(self, label: int, place: int) -> bool:
        """Return whether a paragraph is certainly of the point before it."""
        first, segment = self._work.segments[label], self._work.segments[place]
        return (
            (segment.line.kind == "row" and not self._is_outside(first, segment))
            or segment.is_heading
            or place in self._work.under_heads
            or self._work.is_of(segment, first)
            or (not first.is_automatic and segment.is_deeper_than(first))
            or self._work.goes_on(place)
        )

    def _is_outside(self, first: Segment, segment: Segment) -> bool:
        """Return whether a page or Markdown itself says that a line stands in no item of the list."""
        says = self._work.document.kind in ("page", "Markdown") and first.is_automatic
        return says and segment.line.list_name is None

    def _is_comment(
        self, points: Sequence[Gathered], point: Gathered, place: int, *, is_last: bool, are_apart: bool, having: int
    ) -> tuple[bool, str]:
        """Return whether a paragraph is more likely no words of a point, with the sentence that says so."""
        segment = self._work.segments[place]
        label = self._work.label(point.place)
        is_outside = self._is_outside(self._work.segments[point.place], segment)
        if is_last:
            is_automatic = self._work.segments[point.place].is_automatic and segment.line.list_name is None
            if len(points) > 2 or is_outside or (is_automatic and not having) or (segment.line.gap and not are_apart):
                return True, f"a line without a number follows the last point, {label}: it is taken as none of it"
            return False, _taken_as_words(label)
        few = self._work.document.kind == "page" and len(points) > 3 and having * 4 <= len(points)
        if is_outside or (segment.line.gap and (not are_apart or few)):
            return True, f"a line without a number follows point {label}: it is taken as no words of it"
        return False, f"a line without a number follows point {label}: it is taken as words of it"


def _taken_as_words(label: str) -> str:
    return f"a line without a number follows the last point, {label}: it is taken as words of it"
