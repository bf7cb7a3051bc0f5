"""Titles of points: where the document sets one apart. What may be a title and may be words stays in the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planstrack.documents.gathering import Gathered, Gathering
from planstrack.documents.segments import Segment

MAX_TITLE: Final = 12
"""Words of a title."""

_LONGEST = 300  # Characters of a title.
_MOST = 0.6  # Of the points: where so many have a heading over them, headings are their titles.
_ENDS = (".", "!", "?", ";", ":", ",", "…", "。", "؟", "؛")


def titles_over(work: Gathering) -> dict[int, int]:
    """Return the segments that are titles over labels, each with the label's place; none unless that is how points are.

    Headings are where most points have one directly over them; short lines of a text only where all have one.
    """
    members = work.chosen.run.members
    labels = frozenset(members)
    over = {place - 1: place for place in members if place - 1 not in labels and _is_title_over(work, place - 1)}
    if len(members) < 2:
        return {}
    headings = {place: label for place, label in over.items() if work.segments[place].is_heading}
    if len(over) == len(members) and (len(headings) == len(over) or len(members) > 2):
        return over
    return headings if len(headings) >= _MOST * len(members) else {}


def _is_title_over(work: Gathering, place: int) -> bool:
    if place < 0 or place in work.chosen.sections:
        return False
    segment, following = work.segments[place], work.segments[place + 1]
    if segment.line.kind not in ("body", "heading") or segment.is_deeper_than(following):
        return False
    return (segment.label is None or segment.is_heading) and is_short(work, segment.start, segment.end)


def is_titled(work: Gathering, points: Sequence[Gathered]) -> bool:
    """Return whether a short line of its own stands after the labels of the points, or of half of them."""
    return sum(_may_be_title(work, point) for point in points) >= max(1, len(points) / 2)


def titles_in(work: Gathering, points: Sequence[Gathered]) -> dict[int, int]:
    """Return the segments in the points that are titles, each with the place of its point's label."""
    usual = is_titled(work, points)
    found = {}
    for point in points:
        title = title_in(work, point)
        if title is not None and (usual or work.segments[title].is_heading):
            found[title] = point.place
    return found


def title_in(work: Gathering, point: Gathered) -> int | None:
    """Return the segment after a point's label that may be its title: it is followed by more words or parts."""
    own = point.own
    first = work.segments[own[0]]
    if first.words < first.end:
        is_followed = (len(own) > 1 and not work.goes_on(own[1])) or (len(own) == 1 and bool(point.parts))
        return own[0] if is_followed and is_short(work, first.words, first.end) else None
    if len(own) > 2 and work.goes_on(own[2]):
        return None
    if len(own) > 1 and (len(own) > 2 or point.parts):
        second = work.segments[own[1]]
        return own[1] if is_short(work, second.start, second.end) or _is_headed(work, second) else None
    return None


def _is_headed(work: Gathering, segment: Segment) -> bool:
    return segment.is_heading and len(work.text[segment.start : segment.end].split()) <= MAX_TITLE


def _may_be_title(work: Gathering, point: Gathered) -> bool:
    """Return whether a short line of its own follows the label, and words without a label follow it."""
    title = title_in(work, point)
    is_alone = title is not None and title != point.place
    return title is not None and (point.own[-1] != title or (is_alone and bool(point.parts)))


def is_short(work: Gathering, start: int, end: int) -> bool:
    """Return whether a stretch is one line of few words that no mark of a sentence ends."""
    words = work.text[start : min(end, start + _LONGEST)].strip()
    return (
        end - start <= _LONGEST and len(words.split()) <= MAX_TITLE and "\n" not in words and not words.endswith(_ENDS)
    )
