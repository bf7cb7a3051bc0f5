"""Which runs of labels are the lists of a document, and which stand inside the points of another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from planstrack.documents.clauses import counts_below
from planstrack.documents.label_words import CHAPTERS, GROUPS
from planstrack.documents.runs import Key, Run
from planstrack.documents.segments import Segments

MAX_LISTS: Final = 12
"""Lists of one document that are named; what else counts up in it is read as words or as parts."""

_WEIGHTS = {0: 1.0, 1: 0.9, 2: 1.0, 3: 0.4, 4: 0.3}  # By rank: bullets are chosen where no numbers are better.
_WEAK = 0.3  # Numbers that a line alone does not make a label: pages have them too.
_ALONE = 0.3  # A list of one point.
_GROUPS = frozenset(GROUPS.values())
_FEWEST_INSIDE = 3  # Points of a list inside a section that is named as a list of its own.
_LOOKED_AT = 3  # Points of a list of which one is no chance: "I." alone may be an initial.
_MOST_OPEN = 60  # Lists around one place that are looked at, the innermost first.


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A run that is a list: its last point ends before the segment `stop`; `sections` are labels of headings in it."""

    run: Run
    stop: int
    sections: frozenset[int] = frozenset()


def rank(run: Run) -> int:
    """Return how far out a kind of label stands: words, capitals, figures, small letters, bullets."""
    shape, style, _ = run.key
    word = shape.split(" ")[0]
    if word in _GROUPS:
        return 1 if word in CHAPTERS else 0
    if style == "bullet":
        return 4
    if style in ("ROMAN", "LETTER"):
        return 1
    return 2 if style == "figure" else 3


def is_list(segments: Segments, run: Run) -> bool:
    """Return whether labels that count up are a list: one alone only where it cannot be anything else."""
    weak = [is_weak(segments, place) for place in run.members]
    if len(weak) == 1 and run.key[0].split(" ")[0] in CHAPTERS:
        return False
    if run.key[1] == "bullet":
        return len(run.members) > 1 or not weak[0]
    if all(weak) and len(weak) == 1 and run.key[0].split(" ")[0] in _GROUPS - CHAPTERS:
        return run.readings[0].value == (1, 0)
    if all(weak):
        least = 3 if run.key[0] == "{}" and run.key[1] == "figure" else 2
        return len(run.members) >= least and run.readings[0].value[0] == 1
    return len(run.members) > 1 or run.readings[0].value == (1, 0)


def is_weak(segments: Segments, place: int) -> bool:
    """Return whether the line alone does not make its label one."""
    label = segments[place].label
    return label is None or (label.is_weak and not segments[place].is_automatic)


def chosen_lists(segments: Segments, runs: Sequence[Run]) -> list[Chosen]:
    """Return the lists of a document, best first."""
    lists = sorted((run for run in runs if is_list(segments, run)), key=lambda run: run.first)
    around = _Around(segments, lists)
    inside: dict[int, Run] = {}
    sections: dict[int, list[Run]] = {}
    for run, others in around.walk():
        for other in others:
            if _is_section_of(other, run):
                sections.setdefault(id(run), []).append(other)
            elif id(run) not in inside and around.is_inside(run, other):
                inside[id(run)] = other
    over = {id(other) for run, others in sections.items() if run not in inside for other in others}
    outer = [run for run in lists if id(run) not in inside and id(run) not in over]
    starts = [run.first for run in outer]
    found: list[tuple[bool, float, Chosen]] = []
    for run in lists:
        within = inside.get(id(run))
        is_outer = within is None and id(run) not in over
        if not is_outer and not (within is not None and rank(within) == 1 and len(run.members) >= _FEWEST_INSIDE):
            continue
        over_it = [] if within is not None else sections.get(id(run), [])
        stop = min(
            _next(starts, run.last, len(segments)),
            len(segments) if within is None else _next(within.members, run.last, len(segments)),
            *(_next(section.members, run.last, len(segments)) for section in over_it),
        )
        names = frozenset(place for section in over_it for place in section.members)
        found.append((is_outer, _score(segments, run, stop), Chosen(run=run, stop=stop, sections=names)))
    best = max((score for _, score, _ in found), default=0.0)
    # Lists that are nearly as long stay in the document's order: two plans on one page are the first and the second.
    found.sort(key=lambda entry: (not entry[0], entry[1] < best / 3, -entry[1] if entry[1] < best / 3 else 0))
    return [entry for _, _, entry in found[:MAX_LISTS]]


def _next(places: Sequence[int], after: int, otherwise: int) -> int:
    """Return the first of some places, in order, that comes after one."""
    at = bisect_right(places, after)
    return places[at] if at < len(places) else otherwise


class _Around:
    """The lists around each list: those that have begun and not ended where it begins, and those that just ended."""

    def __init__(self, segments: Segments, lists: Sequence[Run]) -> None:
        self._segments = segments
        self._lists = lists
        self._firsts: dict[Key, list[int]] = {}
        for run in lists:
            self._firsts.setdefault(run.key, []).append(run.first)

    def walk(self) -> Iterator[tuple[Run, list[Run]]]:
        """Yield each list with those that may be around it, the innermost first."""
        opened: list[Run] = []
        ended: dict[Key, Run] = {}
        for run in self._lists:
            still: list[Run] = []
            for other in opened:
                if other.last > run.first:
                    still.append(other)
                elif other.key not in ended or ended[other.key].last < other.last:
                    ended.pop(other.key, None)
                    ended[other.key] = other
                    if len(ended) > _MOST_OPEN:
                        del ended[next(iter(ended))]
            if self._segments.has_heading(0, run.first + 1):
                ended = {
                    key: other
                    for key, other in ended.items()
                    if not self._segments.has_heading(self._after(other.last), run.first + 1)
                }
            opened = still[-_MOST_OPEN:]
            yield run, [*opened[::-1], *list(ended.values())[::-1]]
            opened.append(run)

    def _after(self, label: int) -> int:
        """Return the segment from which headings end a list: one right under a label alone is its point's title."""
        segments = self._segments
        is_titled = segments[label].words >= segments[label].end and label + 1 < len(segments)
        return label + 1 + (is_titled and segments[label + 1].is_heading and segments[label + 1].label is None)

    def is_inside(self, run: Run, other: Run) -> bool:
        """Return whether a run stands inside points of another, as parts do."""
        segments = self._segments
        is_worded = other.key[0].split(" ")[0] in _GROUPS
        are_weak = not is_worded and all(
            is_weak(segments, place) and not segments[place].is_heading for place in other.members[:_LOOKED_AT]
        )
        if are_weak and not is_weak(segments, run.first):
            return False
        is_deeper = segments[run.first].is_deeper_than(segments[other.first])
        if other.key[1] == "bullet" and not is_deeper:
            return False
        if run.first > other.last:
            if run.key == other.key and not is_deeper:
                return False
            firsts = self._firsts[run.key]
            is_like_others = bisect_left(firsts, other.last) > bisect_right(firsts, other.first)
            return is_deeper or rank(run) > rank(other) or is_like_others
        if run.last > _next(other.members, run.first, len(segments)):
            if counts_below(segments, run, other):
                return True
            return rank(run) > rank(other) and rank(run) >= 3  # Letters that count on from point to point.
        return True


def _is_section_of(other: Run, run: Run) -> bool:
    """Return whether other labels stand over the points of a list that counts on through them."""
    is_chapter = other.key[0].split(" ")[0] in CHAPTERS
    if not (rank(other) == 1 and (rank(run) in (0, 2) or (is_chapter and run.key[0] != other.key[0]))):
        return False
    if other.first > run.first:
        return False
    return run.first < _next(other.members, run.first, run.last) < run.last


def _score(segments: Segments, run: Run, stop: int) -> float:
    """Return how much of the document a list is, less for kinds that are seldom the points."""
    size = segments[min(stop, len(segments)) - 1].end - segments[run.first].start
    if len(run.members) > 1:  # What comes after the last point may be anything: it counts as much as the others do.
        body = segments[run.last].start - segments[run.first].start
        size = min(size, body * len(run.members) // (len(run.members) - 1) + 1)
    weight = _WEIGHTS[rank(run)] * (_WEAK if all(is_weak(segments, place) for place in run.members) else 1.0)
    return size * weight * (_ALONE if len(run.members) == 1 else 1.0)
