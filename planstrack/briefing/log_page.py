"""The page of the graph of versions (`log`): date, based on, how much is held, how many points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.claims import Claims

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planstrack.briefing.pictures import Graph
    from planstrack.evidence import Evidence
    from planstrack.model import Plan, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One version. `counts` are the other totals that reports give; `on_main_line` tells it from a side branch."""

    id: str
    title: str
    date: str | None
    known: str | None
    based_on: tuple[str, ...]
    on_main_line: bool
    text: str | None
    held: str
    points_here: int
    points_total: int | None
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """All versions, each after those it is based on, otherwise by date; `graph` is the picture of them."""

    title: str
    as_of: str | None
    rows: tuple[Row, ...]
    graph: Graph | None = None


def _when(version: Version, name: str) -> tuple[bool, str, str]:
    """Return what versions are ordered by: their day, else the day they became known; those without either last."""
    day = version.date or version.known
    return (day is None, str(day), name)


def main_line(plan: Plan) -> list[str]:
    """Return the versions a page follows: the plan's main line, else all versions by date."""
    line = [name for name in plan.main_line if name in plan.versions]
    return line or sorted(plan.versions, key=lambda name: _when(plan.versions[name], name))


def side_branches(plan: Plan) -> list[str]:
    """Return the versions outside the main line, by date, then by name."""
    line = set(main_line(plan))
    rest = [name for name in plan.versions if name not in line]
    return sorted(rest, key=lambda name: _when(plan.versions[name], name))


def in_order(plan: Plan) -> list[Version]:
    """Return the versions by date, each after those it is based on; a circle of versions is broken where it starts."""
    waiting = sorted(plan.versions, key=lambda name: _when(plan.versions[name], name))
    done: dict[str, Version] = {}
    while waiting:
        ready = next(
            (
                name
                for name in waiting
                if all(base in done or base not in waiting for base in plan.versions[name].based_on)
            ),
            waiting[0],
        )
        waiting.remove(ready)
        done[ready] = plan.versions[ready]
    return list(done.values())


def _counts(version: Version, claims: Sequence[Evidence]) -> tuple[int, ...]:
    said = {item.value for item in claims if item.says == "count" and item.stands and isinstance(item.value, int)}
    return tuple(sorted(said - {version.points_total}))


def log_page(plan: Plan, evidence: Sequence[Evidence] = (), *, as_of: date | None = None) -> LogPage:
    """Return the page of a plan's versions (the plan already cut to `as_of`, where a day is given)."""
    from planstrack.briefing.pictures import graph  # here: pictures needs the order of this page

    line, claims = set(main_line(plan)), Claims(plan, evidence)
    return LogPage(
        title=plan.title,
        as_of=as_of.isoformat() if as_of else None,
        rows=tuple(
            Row(
                id=version.name,
                title=version.title or version.name,
                date=version.date.isoformat() if version.date else None,
                known=version.known.isoformat() if version.known else None,
                based_on=version.based_on,
                on_main_line=version.name in line,
                text=wording.TEXTS.get(version.text or ""),
                held=wording.held(version),
                points_here=len(version.points),
                points_total=version.points_total,
                counts=_counts(version, claims.about(version)),
            )
            for version in in_order(plan)
        ),
        graph=graph(plan),
    )
