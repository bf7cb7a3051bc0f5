"""Labels that count up together: which lines of a document are the points of one list.

Labels of one shape form a run where each is the next after the one before. A number that is missing or stands twice is
said; a number that fits nowhere is left alone. A run that begins again inside another one (set in further) is put back
on top of it, and the outer one goes on where its next number comes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from planstrack.documents.counting import Reading, follows
from planstrack.documents.segments import Segments

_AHEAD = 6  # Labels of one shape that are looked at to tell a jump from a number that stands there by chance.
_DEEP = 8  # Lists of one shape in one another.
_NEAR = 5  # Numbers that may be missing before a label that may also be an initial.
_FAR = 20  # Numbers that may be missing at once; a larger jump is no list.

Key = tuple[str, str, int]


@dataclass(slots=True)
class Run:
    """A run while it is gathered: the places of its segments, how each is read, and what is not certain."""

    key: Key
    members: list[int] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    doubts: list[tuple[int, str]] = field(default_factory=list)

    @property
    def first(self) -> int:
        return self.members[0]

    @property
    def last(self) -> int:
        return self.members[-1]


def runs_in(segments: Segments, places: Iterable[int]) -> list[Run]:
    """Return the runs among some segments, in the order of their first lines."""
    by_shape: dict[str, list[int]] = {}
    for place in places:
        label = segments[place].label
        if label is not None:
            by_shape.setdefault(label.shape, []).append(place)
    found: list[Run] = []
    for shape, labelled in by_shape.items():
        by_key: dict[Key, list[tuple[int, Reading]]] = {}
        for place, reading in _read(segments, labelled):
            by_key.setdefault((shape, reading.style, len(reading.above)), []).append((place, reading))
        for key, entries in by_key.items():
            found += _bullets(segments, key, entries) if key[1] == "bullet" else _counted(segments, key, entries)
    return sorted(found, key=lambda run: run.first)


def _read(segments: Segments, places: Sequence[int]) -> list[tuple[int, Reading]]:
    """Return how each label of one shape is read: its neighbours tell a letter from a Roman number."""
    last: dict[str, Reading] = {}
    found = []
    for at, place in enumerate(places):
        options = _readings(segments, place)
        later = _readings(segments, places[at + 1]) if at + 1 < len(places) else ()
        best = options[0]
        if len(options) > 1:
            best = max(
                options,
                key=lambda option: (
                    2 * (option.style in last and follows(option, last[option.style]))
                    + 2 * any(follows(after, option) for after in later)
                    + (option.style in last and 0 < option.value[0] - last[option.style].value[0] <= _NEAR)
                    + (option.value[0] == 1),
                    -option.value[0],
                ),
            )
        last[best.style] = best
        found.append((place, best))
    return found


def _readings(segments: Segments, place: int) -> tuple[Reading, ...]:
    label = segments[place].label
    return label.readings if label else ()


def _bullets(segments: Segments, key: Key, entries: Sequence[tuple[int, Reading]]) -> list[Run]:
    """Return runs of one sign: those that are set in further, and those under another heading, are others."""
    done: list[Run] = []
    stack: list[Run] = []
    before = -1
    for place, reading in entries:
        if before >= 0 and (segments.has_plain_heading(before + 1, place) or _begins_again(segments, before, place)):
            stack.clear()
        before = place
        while len(stack) > 1 and segments[stack[-1].first].is_deeper_than(segments[place]):
            stack.pop()
        if stack and segments[stack[-1].first].is_deeper_than(segments[place]):
            stack.pop()
        if not stack or segments[place].is_deeper_than(segments[stack[-1].first]):
            stack.append(Run(key=key))
            done.append(stack[-1])
        stack[-1].members.append(place)
        stack[-1].readings.append(reading)
    return done


def _begins_again(segments: Segments, before: int, place: int) -> bool:
    """Return whether a short line that is no sentence, and a paragraph after it, stand between two bullets: a new list."""
    between = [at for at in range(before + 1, place) if segments[at].label is None]
    return len(between) > 1 and any(segments[at].is_line_alone for at in between[:-1])


def _counted(segments: Segments, key: Key, entries: Sequence[tuple[int, Reading]]) -> list[Run]:
    """Return runs of labels that count up."""
    if len(entries) > 1 and all(follows(one[1], other[1]) for one, other in pairwise(entries)):
        return [Run(key=key, members=[place for place, _ in entries], readings=[reading for _, reading in entries])]
    done: list[Run] = []
    stack: list[Run] = []

    def begin(place: int, reading: Reading) -> None:
        stack.append(Run(key=key, members=[place], readings=[reading]))
        del stack[:-_DEEP]
        done.append(stack[-1])

    for at, (place, reading) in enumerate(entries):
        ahead = [later for _, later in entries[at + 1 : at + 1 + _AHEAD]]
        while len(stack) > 1 and _is_past(segments, stack, place):
            stack.pop()
        going_on = _continued(segments, stack, place, reading)
        if going_on is not None:
            del stack[going_on + 1 :]
            stack[-1].members.append(place)
            stack[-1].readings.append(reading)
            continue
        if not stack:
            begin(place, reading)
            continue
        run = stack[-1]
        last = run.readings[-1]
        is_weak = _is_weak(segments, run, place, reading)
        goes_on_here = next((n for n, later in enumerate(ahead) if follows(later, reading)), None)
        goes_on_there = next((n for n, later in enumerate(ahead) if follows(later, last)), None)
        by_chance = goes_on_there is not None and (goes_on_here is None or goes_on_there < goes_on_here)
        if reading.value[0] == 1 and not reading.value[1]:
            if goes_on_there == 0 and goes_on_here is None and not segments[place].is_deeper_than(segments[run.last]):
                run.doubts.append((place, f"{_printed(segments, place)} stands there between two points"))
            elif (
                last.value == reading.value
                and goes_on_here is None
                and not is_weak
                and not segments.are_apart(run.last, place)
            ):
                run.doubts.append((place, f"{_printed(segments, place)} stands there twice"))
                run.members.append(place)
                run.readings.append(reading)
            else:
                begin(place, reading)
        elif reading.above != last.above and last.above:
            begin(place, reading)
        elif reading.value[0] == last.value[0] and reading.value <= last.value and not is_weak:
            run.doubts.append((place, f"{_printed(segments, place)} stands there twice"))
            run.members.append(place)
            run.readings.append(reading)
        elif reading.value > last.value:
            far = reading.value[0] - last.value[0] > _FAR and goes_on_here is None
            if by_chance or is_weak or far:
                if not is_weak:
                    run.doubts.append((place, f"a line begins with {_printed(segments, place)}, which is not next"))
            else:
                missing = _missing(last, reading)
                why = f"after {_printed(segments, run.last)} comes {_printed(segments, place)}{missing}"
                run.doubts.append((place, why))
                run.members.append(place)
                run.readings.append(reading)
        elif goes_on_here == 0 and not by_chance:
            begin(place, reading)
        elif not is_weak:
            run.doubts.append((place, f"a line begins with {_printed(segments, place)}, which is not next"))
    return done


def _continued(segments: Segments, stack: Sequence[Run], place: int, reading: Reading) -> int | None:
    """Return which of the open runs a label is the next of; of several, the one that is set in as far as it."""
    fits = [at for at, run in enumerate(stack) if follows(reading, run.readings[-1])]
    if not fits:
        return None
    top = len(stack) - 1
    for at in reversed(fits):
        first = segments[stack[at].first]
        is_level = not segments[place].is_deeper_than(first) and not first.is_deeper_than(segments[place])
        if is_level and (at == top or _nested(segments, stack[at], stack[at + 1])):
            return at
    return top if top in fits else None


def _is_past(segments: Segments, stack: Sequence[Run], place: int) -> bool:
    """Return whether a label is set in as far as an outer run, and less than the one inside it: that one is over."""
    inner, outer = segments[stack[-1].first], segments[stack[-2].first]
    return inner.is_deeper_than(segments[place]) and inner.is_deeper_than(outer)


def _nested(segments: Segments, outer: Run, inner: Run) -> bool:
    """Return whether a run that began again stands inside a point of the one before."""
    return segments[inner.first].is_deeper_than(segments[outer.first]) or not segments.are_apart(
        outer.last, inner.first
    )


def _is_weak(segments: Segments, run: Run, place: int, reading: Reading) -> bool:
    """Return whether a label may be none: "V." is a number where II. stands before it, and an initial elsewhere."""
    label = segments[place].label
    if label is None or not label.is_weak or segments[place].is_automatic:
        return False
    is_near = 0 < reading.value[0] - run.readings[-1].value[0] <= _NEAR
    return not (
        reading.style == "ROMAN"
        and is_near
        and len(run.members) > 1
        and segments[place].line.start == segments[place].start
    )


def _printed(segments: Segments, place: int) -> str:
    label = segments[place].label
    return f"“{label.printed}”" if label else "a number"


def _missing(last: Reading, reading: Reading) -> str:
    between = reading.value[0] - last.value[0] - 1
    if between < 1:
        return ""
    return ": one is not there" if between == 1 else f": {between} are not there"
