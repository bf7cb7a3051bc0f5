"""Clauses of a specification: 3.1, 3.1.1, 3.1.1.1 under one another, headings without a number in them, and a table of contents."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planstrack.documents.short_lines import AROUND, is_short

if TYPE_CHECKING:
    from planstrack.documents.labels import Label
    from planstrack.documents.runs import Run
    from planstrack.documents.segments import Segment, Segments

_HEAD_WORDS = 6  # Words of a line that a colon ends: "Verification:", "What is to be shown:".
_HEAD_LONG = 80  # Characters of it.
_CONTENTS = re.compile(r"(?:\.[ \u00a0]?){4,}[ \t\u00a0]*(?:\d{1,4}|[ivxlc]{1,6})\s*\Z")
_LEADERS = 120  # Characters at the end of a line in which dots and the number of a page are looked for.
_FEWEST_ENTRIES = 3  # Lines of a table of contents.


def path(label: Label | None) -> tuple[int, ...]:
    """Return all the figures of a label, "3.1.2" as 3, 1, 2; none where it counts in no figures."""
    if label is None or label.is_bullet or label.readings[0].style != "figure":
        return ()
    return (*label.readings[0].above, label.readings[0].value[0])


def is_below(inner: Label | None, outer: Label | None) -> bool:
    """Return whether a number stands below another one, as 3.1.2 and 3.1.2.1 do below 3.1."""
    over, under = path(outer), path(inner)
    return bool(over) and len(under) > len(over) and under[: len(over)] == over


def counts_below(segments: Segments, run: Run, other: Run) -> bool:
    """Return whether the numbers of a run stand below those of another: 2.1, 2.2, 3.1 under 2 and 3."""
    for place in run.members:
        at = bisect_right(other.members, place) - 1
        if at < 0 or not is_below(segments[place].label, segments[other.members[at]].label):
            return False
    return True


def is_named_by_colon(text: str, segment: Segment) -> bool:
    """Return whether a line without a label is a few words and a colon."""
    words = text[segment.start : min(segment.end, segment.start + _HEAD_LONG + 1)]
    is_few = len(words) <= _HEAD_LONG and "\n" not in words and len(words.split()) <= _HEAD_WORDS
    return segment.label is None and is_few and words.rstrip(AROUND).endswith(":")


def heads_in(text: str, segments: Segments, place: int, others: Sequence[int], run: Run) -> list[int]:
    """Return what begins anew after parts of a clause: headings without a number, and its own numbers after bullets.

    These belong to the clause, not to the last part. A heading among parts that count on after it, or among parts that
    are clauses themselves, does not.
    """
    if len(path(segments[place].label)) < 2 or _are_clauses(text, segments, others, run):
        return []
    is_bulleted = run.key[1] == "bullet"
    goes_on = run.first if is_bulleted else run.last
    heads = [
        at
        for at in others[:-1]
        if at > goes_on
        and segments[at].label is None
        and (segments[at].is_heading or is_named_by_colon(text, segments[at]))
        and not segments[at].is_deeper_than(segments[place])
    ]
    numbered = (at for at in others if at > goes_on and is_below(segments[at].label, segments[place].label))
    first = next(numbered, None) if is_bulleted else None
    return heads if first is None else sorted({*heads, first})


def _are_clauses(text: str, segments: Segments, others: Sequence[int], run: Run) -> bool:
    """Return whether half of the parts are headings with a number, or short lines over paragraphs."""
    last = others[-1]
    over = 0
    for place in run.members:
        segment = segments[place]
        is_over = (
            place < last
            and segments[place + 1].label is None
            and not is_named_by_colon(text, segments[place + 1])
            and is_short(text, segment.words, segment.end)
        )
        over += bool(path(segment.label)) and (segment.is_heading or is_over)
    return 2 * over >= len(run.members)


def contents_in(text: str, pieces: Sequence[Segment]) -> frozenset[int]:
    """Return the segments that are lines of a table of contents: dots and the number of a page end them."""
    lines = frozenset(
        place
        for place, segment in enumerate(pieces)
        if _CONTENTS.search(text, max(segment.start, segment.end - _LEADERS), segment.end)
    )
    return lines if len(lines) >= _FEWEST_ENTRIES else frozenset()
