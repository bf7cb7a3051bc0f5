"""Which runs of labels are the lists of a document, and which stand inside the points of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from planstrack.documents.label_words import CHAPTERS, GROUPS
from planstrack.documents.runs import Run
from planstrack.documents.segments import Segments

MAX_LISTS: Final = 12
"""Lists of one document that are named; what else counts up in it is read as words or as parts."""

_WEIGHTS = {0: 1.0, 1: 0.9, 2: 1.0, 3: 0.4, 4: 0.3}  # By rank: a list of bullets is chosen where no numbers are better.
_WEAK = 0.3  # Numbers that a line alone does not make a label: pages have them too.
_GROUPS = frozenset(GROUPS.values())
_FEWEST_INSIDE = 3  # Points of a list inside a section that is named as a list of its own.


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A run that is a list: its last point ends before the segment `stop`; `sections` are labels of headings in it."""

    run: Run
    stop: int
    sections: frozenset[int] = frozenset()


def rank(run: Run) -> int:
    """Return how far out a kind of label stands: words, capitals, figures, small letters, bullets."""
    shape, style, _ = run.key
    if shape.split(" ")[0] in _GROUPS:
        return 1 if shape.split(" ")[0] in CHAPTERS else 0
    if style == "bullet":
        return 4
    if style in ("ROMAN", "LETTER"):
        return 1
    return 2 if style == "figure" else 3


def is_list(segments: Segments, run: Run) -> bool:
    """Return whether labels that count up are a list: one alone only where it cannot be anything else."""
    weak = [is_weak(segments, place) for place in run.members]
    if run.key[1] == "bullet":
        return len(run.members) > 1 or not weak[0]
    if all(weak):
        least = 3 if run.key[0] == "{}" and run.key[1] == "figure" else 2
        return len(run.members) >= least and run.readings[0].value[0] == 1
    return len(run.members) > 1 or run.readings[0].value == (1, 0)


def is_weak(segments: Segments, place: int) -> bool:
    """Return whether the line alone does not make its label one."""
    label = segments[place].label
    return label is None or (label.is_weak and not segments[place].is_automatic)


def chosen_lists(segments: Segments, runs: list[Run]) -> list[Chosen]:
    """Return the lists of a document, best first."""
    lists = [run for run in runs if is_list(segments, run)]
    inside: dict[int, Run] = {}
    sections: dict[int, list[Run]] = {}
    for at, run in enumerate(lists):
        for other in lists:
            if other is run or at in inside:
                continue
            if _is_section_of(other, run):
                sections.setdefault(at, []).append(other)
            elif _is_inside(segments, run, other, lists):
                inside[at] = other
    over = {id(run) for at, found in sections.items() if at not in inside for run in found}
    outer = [run for at, run in enumerate(lists) if at not in inside and id(run) not in over]
    starts = sorted(run.first for run in outer)
    found = []
    for at, run in enumerate(lists):
        is_outer = at not in inside and id(run) not in over
        within = inside.get(at)
        if not is_outer and not (within is not None and rank(within) == 1 and len(run.members) >= _FEWEST_INSIDE):
            continue
        stop = next((start for start in starts if start > run.last), len(segments))
        if within is not None:
            stop = min(stop, next((place for place in within.members if place > run.last), stop))
        names = frozenset(place for section in sections.get(at, ()) for place in section.members)
        stop = min(stop, min((place for place in names if place > run.last), default=stop))
        found.append((is_outer, _score(segments, run, stop), Chosen(run=run, stop=stop, sections=names)))
    best = max((score for _, score, _ in found), default=0.0)
    # Lists that are nearly as long stay in the document's order: two plans on one page are the first and the second.
    found.sort(key=lambda entry: (not entry[0], entry[1] < best / 3, -entry[1] if entry[1] < best / 3 else 0))
    return [entry for _, _, entry in found[:MAX_LISTS]]


def _is_section_of(other: Run, run: Run) -> bool:
    """Return whether other labels stand over the points of a list that counts on through them."""
    if not (rank(other) == 1 and rank(run) in (0, 2)) or other.first > run.first:
        return False
    return any(run.first < place < run.last for place in other.members)


def _is_inside(segments: Segments, run: Run, other: Run, lists: list[Run]) -> bool:
    """Return whether a run stands inside points of another, as parts do."""
    if run.first < other.first:
        return False
    if is_weak(segments, other.first) and not is_weak(segments, run.first):
        return False
    is_deeper = segments[run.first].is_deeper_than(segments[other.first])
    if other.key[1] == "bullet" and not is_deeper:
        return False
    if run.first > other.last:
        if segments.has_heading(other.last + 1, run.first + 1) or (run.key == other.key and not is_deeper):
            return False
        is_like_others = any(
            like.key == run.key and other.first < like.first < other.last for like in lists if like is not run
        )
        return is_deeper or rank(run) > rank(other) or is_like_others
    if run.last > next((place for place in other.members if place > run.first), len(segments)):
        return rank(run) > rank(other) and rank(run) >= 3  # Letters that count on from point to point.
    return True


def _score(segments: Segments, run: Run, stop: int) -> float:
    """Return how much of the document a list is, less for kinds that are seldom the points."""
    size = segments[min(stop, len(segments)) - 1].end - segments[run.first].start
    if len(run.members) > 1:  # What comes after the last point may be anything: it counts as much as the others do.
        body = segments[run.last].start - segments[run.first].start
        size = min(size, body * len(run.members) // (len(run.members) - 1) + 1)
    weight = _WEIGHTS[rank(run)] * (_WEAK if all(is_weak(segments, place) for place in run.members) else 1.0)
    return size * weight * (0.3 if len(run.members) == 1 else 1.0)
