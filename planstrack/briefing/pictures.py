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
from planstrack.briefing.kinship import kinships
from planstrack.briefing.order import in_order, main_line
from planstrack.compare.disputes import value_disputes
from planstrack.compare.records import strongest
from planstrack.compare.relations import ABSENCE
from planstrack.compare.sums import totals
from planstrack.compare.words import with_unit
from planstrack.model import Amount

if TYPE_CHECKING:
    from planstrack.compare.facts import Facts
    from planstrack.compare.records import Basis, Change, Comparison, Fact, Side, Verdict
    from planstrack.model import Bound, Relation, Version

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
    """How two versions (ids, `old` the one that stands higher) stand to each other: `relation`, and `words` for it.

    Where the main line goes on without a stated basis, `stated` is false.
    """

    old: str
    new: str
    lane: int
    stated: bool
    relation: Relation
    words: str

    @property
    def revises(self) -> bool:
        """Whether the new text takes the place of the old one, rather than standing beside it."""
        return ABSENCE[self.relation] == "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """The versions and how they stand to each other. `lanes` is how many lanes the graph needs."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    lanes: int
    summary: str


def graph(facts: Facts) -> Graph:
    """Return the graph of the versions that are known, earliest first; no line runs through a version it does not touch."""
    plan, not_yet = facts.plan, facts.not_yet
    versions = in_order(plan, not_yet)
    rows = {version.name: row for row, version in enumerate(versions)}
    line = [name for name in main_line(plan, not_yet) if name in rows] if plan.main_line else []
    lanes = dict.fromkeys(line, 0)
    taken: dict[int, list[tuple[int, int]]] = {0: [(0, len(versions))]} if line else {}
    ties: dict[tuple[str, str], tuple[Relation, str]] = {}
    for version in versions:
        for item in kinships(facts, version.name):
            if not item.later:
                higher, lower = sorted((item.id, version.name), key=lambda one: rows[one])
                ties.setdefault((higher, lower), (item.relation, f"{version.title or version.name} {item.words}"))
    links = list(ties)
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
    unstated = [
        (old, new)
        for old, new in pairwise(line)
        if (old, new) not in ties and rows[old] < rows[new] and not plan.versions[new].based_on
    ]
    edges = [
        Edge(
            old=old,
            new=new,
            lane=lanes[new] or lanes[old],
            stated=(old, new) in ties,
            relation=ties[old, new][0] if (old, new) in ties else "revises",
            words=ties[old, new][1] if (old, new) in ties else "What it is based on is not stated.",
        )
        for old, new in [*links, *unstated]
    ]
    return Graph(
        nodes=tuple(
            Node(
                id=version.name,
                title=version.title or version.name,
                day=wording.day(version.date),
                state=wording.held(version, totals(facts, version.name)),
                held=_held(version),
                row=rows[version.name],
                lane=lanes[version.name],
            )
            for version in versions
        ),
        edges=tuple(edges),
        lanes=max(lanes.values(), default=0) + 1,
        summary=_graph_words(facts, versions, line),
    )


def _held(version: Version) -> str:
    if version.points_held == "all":
        return "all"
    return "some" if version.points_held != "none" and any(point.held for point in version.points) else "none"


def _graph_words(facts: Facts, versions: Sequence[Version], line: Sequence[str]) -> str:
    told = []
    for version in versions:
        stands = [item.words for item in kinships(facts, version.name) if not item.later]
        words = [version.title or version.name, wording.held(version, totals(facts, version.name)), *stands]
        told.append(", ".join(words))
    titles = [facts.plan.versions[name].title or name for name in line]
    main = f" The main line is {', '.join(titles)}." if line else ""
    return f"{wording.counted(len(versions), 'version')}, earliest first: {'; '.join(told)}.{main}"


# --------------------------------------------------------------------------------------------------- a number over time


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One amount given for one version; `low` and `high` are its ends (None: open), `by` who reports it.

    `contested` says that it is one side of a dispute. What is no value is told in words and has no ends: no limit, no
    number named, "not that".
    """

    words: str
    bound: Bound
    low: Decimal | None
    high: Decimal | None
    basis: Basis
    by: tuple[str, ...]
    contested: bool

    @property
    def told(self) -> str:
        """What it rests on, in words: `as summarised here`, `reported: Axios`; empty for the document's own words."""
        basis = "" if self.basis == "text" else wording.BASES[self.basis]
        return f"{basis}: {wording.some(self.by)}" if self.by else basis


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


def series(facts: Facts, name: str) -> Series:
    """Return how a tracked number moved: every known version of the main line, and every other that gives it.

    Raises:
        KeyError: The plan tracks no such number.
    """
    plan, tracked = facts.plan, facts.plan.quantities[name]
    line = set(main_line(plan, facts.not_yet))
    stops = []
    for version in in_order(plan, facts.not_yet):
        marks = _marks(facts, version.name, name, tracked.unit)
        if not marks and version.name not in line:
            continue
        stops.append(
            Stop(
                id=version.name,
                title=version.title or version.name,
                day=wording.day(version.date),
                on_main_line=version.name in line,
                marks=marks,
                disputed=any(mark.contested for mark in marks),
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
    told = [mark.words + (f" ({mark.told})" if mark.told else "") for mark in stop.marks]
    return f"{stop.title}, {'disputed: ' if stop.disputed else ''}{' / '.join(told)}"


def _marks(facts: Facts, version: str, name: str, unit: str | None) -> tuple[Mark, ...]:
    """Return every amount that points and claims give a number in a version, each once, those in dispute marked."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    contested: set[tuple[object, ...]] = set()
    for matter in facts.matters.all():
        mine = [fact for fact in facts.values(matter, version) if fact.name == name]
        for fact in mine:
            groups.setdefault(_key(fact), []).append(fact)
        for dispute in value_disputes(facts, mine, matter, version) if len(mine) > 1 else ():
            keys = {ground.key for side in dispute.sides for ground in side.grounds}
            contested |= {_key(fact) for fact in mine if keys & {ground.key for ground in fact.grounds}}
    marks = [_mark(found, key in contested, unit) for key, found in groups.items()]
    return tuple(sorted(marks, key=lambda mark: not mark.contested))  # so that one bracket holds the sides


def _key(fact: Fact) -> tuple[object, ...]:
    assert isinstance(fact.answer, Amount)
    return (fact.against, fact.answer.bound, fact.answer.value, fact.answer.upper, fact.answer.condition)


def _mark(found: Sequence[Fact], contested: bool, unit: str | None) -> Mark:
    amount, basis, against = found[0].answer, strongest(fact.basis for fact in found), found[0].against
    assert isinstance(amount, Amount)
    low = high = amount.value
    if amount.bound in ("none", "unstated") or against:
        low = high = None
    elif amount.bound == "at-most":
        low = None
    elif amount.bound == "at-least":
        high = None
    elif amount.bound == "between":
        high = amount.upper
    claims = [ground.evidence for fact in found for ground in fact.grounds if ground.evidence]
    by = tuple(dict.fromkeys(item.speaker for item in claims)) if basis == "reported" else ()
    return Mark(
        words=("not " if against else "") + with_unit(amount, "year" if unit == "year" else None),
        bound=amount.bound,
        low=low,
        high=high,
        basis=basis,
        by=by,
        contested=contested,
    )


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
    """From which box to which (positions; None: there is none on that side), with what became of it.

    `declared` is false where the points were only computed to be one; `moved` is where one is reported to have gone.
    """

    old: int | None
    new: int | None
    change: str
    verdict: Verdict
    basis: Basis
    title: str
    declared: bool
    moved: str | None


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
        if not change.old and not change.new:
            continue  # only claims name it: there is no box to draw it from
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
                        declared=change.match.how != "computed",
                        moved=change.moved_to,
                    )
                )
    return Flow(
        old_title=comparison.old.title or comparison.old.name,
        new_title=comparison.new.title or comparison.new.name,
        old=old,
        new=new,
        streams=tuple(streams),
        missing_old=_missing(comparison.old, comparison.accounting.old),
        missing_new=_missing(comparison.new, comparison.accounting.new),
        summary=_flow_words(comparison),
    )


def _sizes(comparison: Comparison) -> tuple[int, int]:
    return len(comparison.old.points), len(comparison.new.points)


def _missing(version: Version, counts: Sequence[int]) -> int | None:
    """Return how many points of a version stand in no file; None where its number is not known, or disputed."""
    if version.points_held == "all":
        return 0
    return max(0, counts[0] - len(version.points)) if len(counts) == 1 else None


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
            title = point.title or wording.beginning(point.full_text) or wording.heading(None, point.id)
            boxes.append(Box(number=label, title=title))
            continue
        drawn[id(run)] = len(boxes)
        last = getattr(run[-1], side)[0]
        numbers = f"{label}–{last.number}" if label and last.number else ""
        boxes.append(Box(number=numbers, title=f"{len(run)} points, unchanged", size=len(run)))
    return places, tuple(boxes)


def _flow_words(comparison: Comparison) -> str:
    told = []
    for change in comparison.changes:
        olds, news = (", ".join(map(_name, side)) for side in (change.old, change.new))
        if (olds or news) and (change.verdict != "unchanged" or olds != news):
            became = f"moved to {change.moved_to}, as reported" if change.moved_to else wording.VERDICTS[change.verdict]
            likeness = f", computed: {wording.likely(change.match.score)}" if change.match.how == "computed" else ""
            told.append(f"{olds or 'nothing'} to {news or 'nothing'} ({became}{likeness})")
    same = sum(change.verdict == "unchanged" for change in comparison.changes)
    words = "; ".join(told[:200]) or "no point changed"
    return f"{words}. {same} unchanged. {comparison.accounting.note}"


def _name(side: Side) -> str:
    return side.number or side.title or wording.beginning(side.text) or wording.heading(None, side.id)
