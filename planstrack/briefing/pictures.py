"""What the pictures show, as plain values: the graph of versions, a number through the versions, the flow of points.

A picture says nothing that a page does not say in words; its `summary` is the text for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.order import in_order, main_line
from planstrack.compare.dispute import disputes

if TYPE_CHECKING:
    from planstrack.claims.evidence import Evidence
    from planstrack.compare.values import Change, Comparison
    from planstrack.model import Amount, Plan, Version

# ---------------------------------------------------------------------------------------------------- graph of versions


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One version: `row` counts from 0 in order of time, `lane` 0 is the main line, `held` all, some or none."""

    id: str
    title: str
    day: str | None
    state: str
    held: str
    row: int
    lane: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """`old` was the basis of `new` (ids); where the main line goes on without a stated basis, `stated` is false."""

    old: str
    new: str
    lane: int
    stated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The versions and what they are based on. `lanes` is how many lanes the graph needs."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    lanes: int
    summary: str


def graph(plan: Plan) -> Graph:
    """Return the graph of a plan's versions, earliest first; no line of it runs through a version it does not touch."""
    versions = in_order(plan)
    rows = {version.name: row for row, version in enumerate(versions)}
    line = [name for name in main_line(plan) if name in rows] if plan.main_line else []
    lanes = dict.fromkeys(line, 0)
    taken: dict[int, list[tuple[int, int]]] = {0: [(0, len(versions))]} if line else {}
    links = [
        (base, version.name)
        for version in versions
        for base in dict.fromkeys(version.based_on)
        if base in rows and rows[base] < rows[version.name]
    ]
    ends = {name: max([rows[new] for old, new in links if old == name], default=rows[name]) for name in rows}
    for version in versions:
        name = version.name
        if name in lanes:
            continue
        bases = [old for old, new in links if new == name]
        start = min((rows[base] for base in bases), default=rows[name] - 1) + 1
        stop = max([rows[name], *(rows[new] - 1 for old, new in links if old == name and lanes.get(new) == 0)])
        inherited = [lanes[base] for base in bases if lanes.get(base) and ends[base] == rows[name]]
        choices = [*inherited, *range(1 if line else 0, len(versions) + 1)]
        lane = next(one for one in choices if all(stop < a or b < start for a, b in taken.get(one, ())))
        lanes[name] = lane
        taken.setdefault(lane, []).append((start, stop))
    stated = {(old, new) for old, new in links}
    unstated = [
        (old, new)
        for old, new in pairwise(line)
        if (old, new) not in stated and rows[old] < rows[new] and not plan.versions[new].based_on
    ]
    edges = [
        Edge(old=old, new=new, lane=lanes[new] or lanes[old], stated=(old, new) in stated)
        for old, new in [*links, *unstated]
    ]
    return Graph(
        nodes=tuple(
            Node(
                id=version.name,
                title=version.title or version.name,
                day=wording.day(version.date),
                state=wording.held(version),
                held=_held(version),
                row=rows[version.name],
                lane=lanes[version.name],
            )
            for version in versions
        ),
        edges=tuple(edges),
        lanes=max(lanes.values(), default=0) + 1,
        summary=_graph_words(versions, line),
    )


def _held(version: Version) -> str:
    if version.points_held == "all":
        return "all"
    return "some" if version.points_held != "none" and any(point.held for point in version.points) else "none"


def _graph_words(versions: Sequence[Version], line: Sequence[str]) -> str:
    told = [
        f"{version.title or version.name}, {wording.held(version)}"
        + (f", based on {wording.listed(version.based_on)}" if version.based_on else "")
        for version in versions
    ]
    main = f" The main line is {', '.join(line)}." if line else ""
    return f"{wording.counted(len(versions), 'version')}, earliest first: {'; '.join(told)}.{main}"


# --------------------------------------------------------------------------------------------------- a number over time


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One amount given for one version; `low` and `high` are its ends (None: open), `by` who says so."""

    words: str
    bound: str
    low: Decimal | None
    high: Decimal | None
    basis: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One version on the way of a number; without marks nothing is known of it there."""

    id: str
    title: str
    day: str | None
    on_main_line: bool
    marks: tuple[Mark, ...]
    disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A tracked number through the versions; `top` is the largest number given."""

    name: str
    title: str
    unit: str | None
    stops: tuple[Stop, ...]
    top: Decimal
    summary: str


def series(plan: Plan, name: str, evidence: Sequence[Evidence] = ()) -> Series:
    """Return how a tracked number moved: every version of the main line, and every other version that gives it.

    Raises:
        KeyError: The plan tracks no such number.
    """
    tracked = plan.quantities[name]
    line = set(main_line(plan))
    stops = []
    for version in in_order(plan):
        marks = _marks(version, name, evidence)
        if not marks and version.name not in line:
            continue
        clash = any(name in item.amounts for dispute in disputes(evidence, version, plan) for item in dispute.evidence)
        stops.append(
            Stop(
                id=version.name,
                title=version.title or version.name,
                day=wording.day(version.date),
                on_main_line=version.name in line,
                marks=marks,
                disputed=clash and len(marks) > 1,
            )
        )
    title = tracked.title or wording.heading(None, name)
    ends = [end for stop in stops for mark in stop.marks for end in (mark.low, mark.high) if end is not None]
    return Series(
        name=name,
        title=title,
        unit=tracked.unit,
        stops=tuple(stops),
        top=max(ends, default=Decimal(0)),
        summary=f"{title}: " + "; ".join(_stop_words(stop) for stop in stops) + ".",
    )


def _stop_words(stop: Stop) -> str:
    if not stop.marks:
        return f"{stop.title}, not known"
    told = [
        mark.words
        + (f" (reported: {wording.listed(mark.by)})" if mark.by else " (reported)" if mark.basis == "reported" else "")
        for mark in stop.marks
    ]
    return f"{stop.title}, {'disputed: ' if stop.disputed else ''}{' / '.join(told)}"


def _marks(version: Version, name: str, evidence: Sequence[Evidence]) -> tuple[Mark, ...]:
    found: dict[tuple[object, ...], tuple[Amount, str, list[str]]] = {}
    for point in version.points:
        amount = point.all_quantities.get(name)
        if amount is not None:
            found.setdefault(_key(amount), (amount, "text" if point.held else "reported", []))
    for item in evidence:
        amount = item.amounts.get(name)
        if amount is None or item.about.version != version.id or not item.stands or item.stance != "supports":
            continue
        known = found.setdefault(_key(amount), (amount, "reported", []))
        if known[1] == "reported" and item.speaker not in known[2]:
            known[2].append(item.speaker)
    return tuple(_mark(*item) for item in found.values())


def _key(amount: Amount) -> tuple[object, ...]:
    return (amount.bound, amount.value, amount.upper)


def _mark(amount: Amount, basis: str, by: list[str]) -> Mark:
    low = high = amount.value
    if amount.bound == "at-most":
        low = None
    elif amount.bound == "at-least":
        high = None
    elif amount.bound == "between":
        high = amount.upper
    elif amount.bound == "none":
        low = high = None
    return Mark(words=wording.amount(amount), bound=amount.bound, low=low, high=high, basis=basis, by=tuple(by))


# ---------------------------------------------------------------------------------------------------- flow of points

DRAWN = 120
"""How many boxes a side may have before nobody can follow the lines: then there is no picture."""
_RUN = 4
"""Unchanged neighbours are drawn as one box from this many on, where there are many points."""
_MANY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One point, or a run of neighbours that did not change (`size` of them)."""

    number: str
    title: str
    size: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """From which box to which (positions; None: there is none on that side), with what became of it."""

    old: int | None
    new: int | None
    change: str
    verdict: str
    basis: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Which point went where; `missing` is how many points of each side are in no file, None if unknown."""

    old_title: str
    new_title: str
    old: tuple[Box, ...]
    new: tuple[Box, ...]
    streams: tuple[Stream, ...]
    missing_old: int | None
    missing_new: int | None
    summary: str


def flow(comparison: Comparison) -> Flow | None:
    """Return which point went where, or None where there are too many to follow or none at all."""
    runs = list(_runs(comparison.changes)) if max(_sizes(comparison)) > _MANY else []
    folded = {id(change): run for run in runs for change in run}
    old_at, old = _boxes(comparison, "old", folded)
    new_at, new = _boxes(comparison, "new", folded)
    if not (old or new) or max(len(old), len(new)) > DRAWN:
        return None
    streams: list[Stream] = []
    seen: set[tuple[int | None, int | None]] = set()
    for change in comparison.changes:
        olds: list[int | None] = [*sorted({old_at[side.index] for side in change.old})] or [None]
        news: list[int | None] = [*sorted({new_at[side.index] for side in change.new})] or [None]
        for one in olds:
            for other in news:
                if (one, other) in seen:
                    continue
                seen.add((one, other))
                streams.append(
                    Stream(
                        old=one,
                        new=other,
                        change=change.id,
                        verdict=change.verdict,
                        basis=change.basis,
                        title=change.title,
                    )
                )
    return Flow(
        old_title=comparison.old.title or comparison.old.name,
        new_title=comparison.new.title or comparison.new.name,
        old=old,
        new=new,
        streams=tuple(streams),
        missing_old=_missing(comparison.old),
        missing_new=_missing(comparison.new),
        summary=_flow_words(comparison),
    )


def _sizes(comparison: Comparison) -> tuple[int, int]:
    return len(comparison.old.points), len(comparison.new.points)


def _missing(version: Version) -> int | None:
    if version.points_held == "all":
        return 0
    return max(0, version.points_total - len(version.points)) if version.points_total is not None else None


def _runs(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Give the runs of unchanged points that are neighbours on both sides, long enough to be drawn as one."""
    plain = sorted(
        (c for c in changes if c.verdict == "unchanged" and not c.disputed and len(c.old) == len(c.new) == 1),
        key=lambda change: change.old[0].index,
    )
    run: list[Change] = []
    for change in plain:
        follows = (
            run and change.old[0].index == run[-1].old[0].index + 1 and change.new[0].index == run[-1].new[0].index + 1
        )
        if not follows:
            if len(run) >= _RUN:
                yield run
            run = []
        run.append(change)
    if len(run) >= _RUN:
        yield run


def _boxes(
    comparison: Comparison, side: str, folded: dict[int, list[Change]]
) -> tuple[dict[int, int], tuple[Box, ...]]:
    owners = {point.index: change for change in comparison.changes for point in getattr(change, side)}
    version: Version = getattr(comparison, side)
    places: dict[int, int] = {}
    boxes: list[Box] = []
    drawn: dict[int, int] = {}
    for index, point in enumerate(version.points):
        if index not in owners:
            continue
        run = folded.get(id(owners[index]))
        if run is not None and id(run) in drawn:
            places[index] = drawn[id(run)]
            continue
        places[index] = len(boxes)
        label = point.number or ""  # A place in the file is no number: nobody may have said which point it is.
        if run is None:
            boxes.append(Box(number=label, title=point.title or wording.heading(None, point.id)))
            continue
        drawn[id(run)] = len(boxes)
        last = getattr(run[-1], side)[0]
        numbers = f"{label}–{last.number}" if label and last.number else ""
        boxes.append(Box(number=numbers, title=f"{len(run)} points, unchanged", size=len(run)))
    return places, tuple(boxes)


def _flow_words(comparison: Comparison) -> str:
    told = []
    for change in comparison.changes:
        olds = ", ".join(side.number or side.title or str(side.index + 1) for side in change.old)
        news = ", ".join(side.number or side.title or str(side.index + 1) for side in change.new)
        if change.verdict != "unchanged" or olds != news:
            told.append(f"{olds or 'nothing'} to {news or 'nothing'} ({wording.VERDICTS[change.verdict]})")
    same = sum(change.verdict == "unchanged" for change in comparison.changes)
    words = "; ".join(told[:200]) or "no point changed"
    return f"{words}. {same} unchanged. {comparison.accounting.note}"
