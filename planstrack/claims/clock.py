"""What could be known on a day: a plan cut to it, and what has no day and is left out, counted aloud.

A point is known from the first day of its sources, a revision of an article from its own day. What has no day cannot be
said to have been known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from planstrack.claims.evidence import day_of
from planstrack.model import Article, Plan, Point, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A plan as of a day, and what that leaves out.

    `left_out` are the keys of what has no day (`version:x`, `point:x#6`, `article:y`), `not_yet` the versions that were
    not known by then (their points are gone from `plan`, and they from its main line), `later` the matters of versions
    whose points came later. `line` is the main line as it stands: that a version was not known joins no two others.
    """

    day: date
    plan: Plan = field(repr=False)
    left_out: tuple[str, ...] = ()
    not_yet: frozenset[str] = frozenset()
    later: frozenset[tuple[str, str]] = frozenset()
    line: tuple[str, ...] = ()


def _first_day(sources: Iterable[str], articles: Mapping[str, Article]) -> date | None:
    """Return the first day on which any of these articles could be read; None when none has a day."""
    cited = (articles.get(source.partition("#")[0]) for source in sources)
    days = [day for article in cited if article is not None and (day := day_of(article))]
    return min(days, default=None)


def known_on(version: Version, plan: Plan) -> date | None:
    """Return the day on which a version became known: as typed, else that of the earliest dated source that gives it.

    None when neither is on file: the day of a text is not the day on which it was known.
    """
    if version.known:
        return version.known
    days = [_first_day(version.sources, plan.articles), *(_first_day(p.sources, plan.articles) for p in version.points)]
    return min((day for day in days if day), default=None)


def point_known_on(point: Point, version: Version, plan: Plan) -> date | None:
    """Return the day on which a point became known: the first of its sources, else the day typed for its version.

    A point that names no source of its own rests on those of its version. None where no day is on file.
    """
    return _first_day(point.sources or version.sources, plan.articles) or version.known


def _typed_on(version: Version, plan: Plan) -> date | None:
    """Return the day from which what is typed on a version counts: as a point that names no source of its own."""
    found = _first_day(version.sources, plan.articles) or version.known
    return found if found or version.sources else known_on(version, plan)


def as_of(plan: Plan, day: date) -> Cut:
    """Return the plan as it could have been known at the end of `day`.

    Articles count from their day, a revision from its own. A version that was not known by then keeps its place and
    loses its points; one from which a point is left out is held in part. A reading, a `gone`, a `from` or a position
    counts when both versions that it compares were known.
    """
    left_out: list[str] = []
    articles = {}
    for name, article in plan.articles.items():
        first = day_of(article)
        if first is None:
            left_out.append(f"article:{name}")
        elif first <= day:
            articles[name] = article
    known = {name: known_on(version, plan) for name, version in plan.versions.items()}
    left_out += [f"version:{name}" for name, first in known.items() if first is None and plan.versions[name].points]
    not_yet = frozenset(name for name, first in known.items() if first is None or first > day)
    there = frozenset(plan.versions) - not_yet
    versions: dict[str, Version] = {}
    later: set[tuple[str, str]] = set()
    for name, version in plan.versions.items():
        if name in not_yet:
            later.update((name, point.id) for point in version.points if point.id)
            versions[name] = version.model_copy(
                update={
                    "points": (),
                    "points_held": None,
                    "points_total": None,
                    "gone": {},
                    "witnesses": (),
                    "sources": (),
                }
            )
            continue
        versions[name] = _cut_version(name, version, plan, articles, day, there, left_out, later)
    return Cut(
        day=day,
        plan=plan.model_copy(
            update={
                "articles": articles,
                "versions": versions,
                "main_line": tuple(name for name in plan.main_line if name in there),
            }
        ),
        left_out=tuple(left_out),
        not_yet=not_yet,
        later=frozenset(later),
        line=plan.main_line,
    )


def _cut_version(
    name: str,
    version: Version,
    plan: Plan,
    articles: Mapping[str, Article],
    day: date,
    there: frozenset[str],
    left_out: list[str],
    later: set[tuple[str, str]],
) -> Version:
    points = []
    for at, point in enumerate(version.points):
        first = point_known_on(point, version, plan)
        if first is not None and first <= day:
            points.append(_cut_point(point, version, there, articles))
            continue
        if first is None:
            left_out.append(f"point:{name}#{point.id or point.number or f'@{at + 1}'}")
        if point.id:
            later.add((name, point.id))
    update: dict[str, object] = {
        "points": tuple(points),
        "gone": {origin: why for origin, why in version.gone.items() if origin.rpartition("#")[0] in there},
    }
    typed = _typed_on(version, plan)
    later_said = typed is None or typed > day
    if version.points_held == "all" and (later_said or len(points) < len(version.points)):
        update["points_held"] = "some"
    if later_said:
        update |= {"points_total": None, "signed": None}
    return version.model_copy(update=update)


def _cut_point(point: Point, version: Version, there: frozenset[str], articles: Mapping[str, Article]) -> Point:
    """Return a point without what compares it with a version that was not known, and without positions reported later."""
    readings = tuple(reading for reading in point.readings if reading.since in there)
    origins = point.from_
    if origins:
        kept = tuple(origin for origin in origins if origin.point.rpartition("#")[0] in there)
        origins = kept or None  # An empty list would say that the point is new.
    elif origins is not None and not there.issuperset(version.based_on):
        origins = None  # That it is new compares it with every base.
    positions = {
        party: position
        for party, position in point.positions.items()
        if not position.sources or any(source.partition("#")[0] in articles for source in position.sources)
    }
    parts = tuple(_cut_point(part, version, there, articles) for part in point.parts)
    return point.model_copy(update={"readings": readings, "from_": origins, "positions": positions, "parts": parts})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What became known on one day: a version, or an article; `day` is None where none is known."""

    day: date | None
    kind: str
    id: str


def known_when(plan: Plan) -> tuple[Known, ...]:
    """Return what became known when, in order of days; what has no day comes last."""
    found = [Known(day=known_on(version, plan), kind="version", id=name) for name, version in plan.versions.items()]
    found += [Known(day=day_of(article), kind="article", id=name) for name, article in plan.articles.items()]
    return tuple(sorted(found, key=lambda item: (item.day or date.max, item.kind != "version", item.id)))


__all__ = ["Cut", "Known", "as_of", "known_on", "known_when", "point_known_on"]
