"""The page of the graph of versions (`log`): date, based on, how much is held, how many points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.claims import Claims
from planstrack.briefing.order import in_order, main_line
from planstrack.briefing.pictures import graph

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planstrack.briefing.pictures import Graph
    from planstrack.claims.evidence import Evidence
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


def _counts(version: Version, claims: Sequence[Evidence]) -> tuple[int, ...]:
    said = {item.value for item in claims if item.says == "count" and item.stands and isinstance(item.value, int)}
    return tuple(sorted(said - {version.points_total}))


def log_page(plan: Plan, evidence: Sequence[Evidence] = (), *, as_of: date | None = None) -> LogPage:
    """Return the page of a plan's versions (the plan already cut to `as_of`, where a day is given)."""
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
