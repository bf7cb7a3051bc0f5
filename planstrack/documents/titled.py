"""Points without numbers that stand under titles: headings of one level, or short lines over paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from planstrack.documents.counting import Reading
from planstrack.documents.label_words import CHAPTERS
from planstrack.documents.lines import Document
from planstrack.documents.lists import Chosen, rank
from planstrack.documents.runs import Run
from planstrack.documents.segments import Segments
from planstrack.documents.short_lines import MAX_TITLE, begins_anew, is_short

_FEWEST_HEADINGS = 2
_FEWEST_LINES = 3


def titled_list(document: Document, segments: Segments, chosen: Sequence[Chosen]) -> Chosen | None:
    """Return the points that stand under titles; None where there are none, or where numbers count the points.

    Letters, bullets and names of chapters do not count points that have titles: they are parts, or stand over them.
    """
    if any(rank(one.run) < 3 and not _is_chapter(one.run.key[0]) for one in chosen):
        return None
    text = document.text
    titles = _headings(segments) or _short_lines(text, segments)
    if not titles:
        return None
    reading = Reading(style="bullet", value=(0, 0))
    run = Run(key=("", "bullet", 0), members=titles, readings=[reading] * len(titles))
    run.doubts.append(
        (titles[0], "nothing in it counts up: what stands under each title is taken as a point without a number")
    )
    sections = frozenset(
        place for place, segment in enumerate(segments.all) if segment.label and _is_chapter(segment.label.shape)
    )
    return Chosen(run=run, stop=len(segments), sections=sections)


def _is_chapter(shape: str) -> bool:
    return shape.split(" ")[0] in CHAPTERS


def _headings(segments: Segments) -> list[int]:
    """Return the headings of the deepest level that has several over paragraphs."""
    levels: dict[int, list[int]] = {}
    for place, segment in enumerate(segments.all):
        level = segment.line.heading
        if level and segment.label is None and _is_over_words(segments, place):
            levels.setdefault(level, []).append(place)
    several = [level for level, places in levels.items() if len(places) >= _FEWEST_HEADINGS]
    return levels[max(several)] if several else []


def _short_lines(text: str, segments: Segments) -> list[int]:
    """Return the lines of few words over paragraphs; the first line of a document is its own title."""
    has_gaps = any(segment.line.gap for segment in segments.all)
    found = [
        place
        for place, segment in enumerate(segments.all)
        if place
        and segment.label is None
        and (segment.line.gap or not has_gaps)
        and is_short(text, segment.start, segment.end)
        and (begins_anew(text, segment.start) or _is_first_below(segments, place))
        and _is_over_words(segments, place)
        and not is_short(text, segments[place + 1].start, segments[place + 1].end)
    ]
    return found if len(found) >= _FEWEST_LINES else []


def _is_first_below(segments: Segments, place: int) -> bool:
    """Return whether a line stands first below the name of a chapter, below the head of a page, or below the document’s own title."""
    label = segments[place - 1].label
    return place == 1 or segments[place - 1].line.kind == "box" or (label is not None and _is_chapter(label.shape))


def _is_over_words(segments: Segments, place: int) -> bool:
    """Return whether a paragraph without a label follows a title of few words."""
    if place + 1 >= len(segments) or len(segments[place].line.text.split()) > MAX_TITLE:
        return False
    following = segments[place + 1]
    return following.label is None and not following.is_heading and following.line.kind == "body"
