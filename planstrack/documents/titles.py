"""Titles of points: where the document sets one apart. What may be a title and may be words stays in the words."""

from __future__ import annotations

from collections.abc import Sequence

from planstrack.documents.gathering import Gathered, Gathering
from planstrack.documents.pieces import Span
from planstrack.documents.segments import Segment, trimmed
from planstrack.documents.short_lines import AROUND, ENDS, MAX_TITLE, begins_anew, is_short

_MOST_BETWEEN = 8  # Lines between a title and its label that are heads and feet of pages.
_MOST = 0.6  # Of the points: where so many have a line over them that may be a title, it is one.
_AFTER = " \t\u00a0.:–—-"  # What stands between a title and the words that it runs into.


def titles_over(work: Gathering) -> dict[int, int]:
    """Return the segments that are titles over labels, each with the label's place; none unless that is how points are.

    Most points have one directly over them, which follows a sentence, or is a heading or otherwise set apart; or all
    points have a short line over them. Over a single point, only what the document sets apart below its first heading.
    """
    members = work.chosen.run.members
    labels = frozenset(members)
    above = ((_above(work, label), label) for label in members)
    over = {place: label for place, label in above if place not in labels and _is_title_over(work, place, label)}
    sure = {place: label for place, label in over.items() if _is_set(work, place)}
    if len(members) == 1:
        return {place: label for place, label in sure.items() if place and work.segments[place].line.heading != 1}
    for titles in (
        sure,
        {place: label for place, label in over.items() if place in sure or _is_line_of_its_own(work, place)},
    ):
        if len(titles) >= _MOST * len(members):
            return titles
    return over if len(over) == len(members) > 2 else {}


def _is_set(work: Gathering, place: int) -> bool:
    return work.segments[place].is_heading or work.segments[place].is_apart


def _above(work: Gathering, label: int) -> int:
    """Return the segment over a label; heads and feet of pages and footnotes stand over nothing."""
    place = label - 1
    while label - place < _MOST_BETWEEN and place >= 0 and work.segments[place].line.kind in ("box", "footnote"):
        place -= 1
    return place


def _is_title_over(work: Gathering, place: int, label: int) -> bool:
    if place < 0 or place in work.chosen.sections:
        return False
    segment, following = work.segments[place], work.segments[label]
    if segment.line.kind not in ("body", "heading") or segment.line.aside or segment.is_deeper_than(following):
        return False
    return (segment.label is None or segment.is_heading) and _may_be_one(work, segment, segment.start)


def _is_line_of_its_own(work: Gathering, place: int) -> bool:
    start = work.segments[place].start
    if place - 1 in work.chosen.sections and work.segments[place - 1].words >= work.segments[place - 1].end:
        return False  # "CHAPTER I", and its own title below.
    if begins_anew(work.text, start):
        return True
    is_first = place < work.chosen.run.first or place - 1 in work.chosen.sections
    return not work.text[start].islower() and (is_first or work.segments[place - 1].line.kind in ("box", "footnote"))


def _may_be_one(work: Gathering, segment: Segment, start: int) -> bool:
    """Return whether a segment from some place on is short enough, and no sentence unless the document sets it apart."""
    is_few = segment.is_apart and len(work.text[start : segment.end].split()) <= MAX_TITLE
    return is_few or is_short(work.text, start, segment.end)


def is_titled(work: Gathering, points: Sequence[Gathered]) -> bool:
    """Return whether a short line of its own stands after the labels of the points, or of half of them."""
    return sum(_may_be_title(work, point) for point in points) >= max(1, len(points) / 2)


def titles_in(work: Gathering, points: Sequence[Gathered]) -> dict[int, int]:
    """Return the segments in the points that are titles, each with the place of its point's label."""
    usual = is_titled(work, points)
    found = {}
    for point in points:
        title = title_in(work, point)
        if title is not None and (usual or _is_set(work, title)):
            found[title] = point.place
    return found


def title_in(work: Gathering, point: Gathered) -> int | None:
    """Return the segment after a point's label that may be its title: it is followed by more words or parts."""
    own = point.own
    first = work.segments[own[0]]
    if first.words < first.end:
        is_followed = (len(own) > 1 and not work.goes_on(own[1])) or (len(own) == 1 and bool(point.parts))
        return own[0] if is_followed and _may_be_one(work, first, first.words) else None
    if len(own) > 2 and work.goes_on(own[2]):
        return None
    if len(own) > 1 and (len(own) > 2 or point.parts):
        second = work.segments[own[1]]
        return own[1] if _may_be_one(work, second, second.start) or _is_headed(work, second) else None
    return None


def title_at(work: Gathering, segment: Segment) -> tuple[Span, int] | None:
    """Return the span of a title that runs into a point's words, and where these begin; None where there is none.

    What is set apart at the beginning is emphasis, and no title, where the sentence goes on in small letters after it.
    """
    if not segment.words < segment.lead < segment.end:
        return None
    start, end = trimmed(work.text, segment.words, segment.lead)
    rest = end
    while rest < segment.end and work.text[rest] in _AFTER:
        rest += 1
    is_ended = work.text[start:end].rstrip(AROUND).endswith(ENDS) or bool(work.text[end:rest].strip())
    is_one = start < end and rest < segment.end and len(work.text[start:end].split()) <= MAX_TITLE
    return ((start, rest), rest) if is_one and (is_ended or not work.text[rest].islower()) else None


def title_words(words: str) -> str:
    """Return a title without the sign that parts it from the words that follow.

    >>> title_words("Borders. –")
    'Borders'
    """
    return words.rstrip(_AFTER) or words


def line_title(words: str) -> str:
    """Return a title that has a line of its own: its full stop, if any, is its own.

    >>> line_title("Borders. –"), line_title("Borders:")
    ('Borders.', 'Borders')
    """
    return words.rstrip(_AFTER.replace(".", "")) or words


def _is_headed(work: Gathering, segment: Segment) -> bool:
    return segment.is_heading and len(work.text[segment.start : segment.end].split()) <= MAX_TITLE


def _may_be_title(work: Gathering, point: Gathered) -> bool:
    """Return whether a short line of its own follows the label, and words without a label follow it."""
    title = title_in(work, point)
    is_alone = title is not None and title != point.place
    return title is not None and (point.own[-1] != title or (is_alone and bool(point.parts)))
