"""The page of the graph of versions (`log`): date, how each stands to others, how much is held, how many points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.kinship import Kinship, kinships
from planstrack.briefing.order import in_order, main_line
from planstrack.briefing.pictures import graph
from planstrack.claims.clock import known_on
from planstrack.compare.sums import totals
from planstrack.compare.words import count_words
from planstrack.model import Count

if TYPE_CHECKING:
    from planstrack.briefing.pictures import Graph
    from planstrack.compare.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One version; `known` is the day on which it became known.

    `related` are the earlier versions it stands to, `counts` every number of points that it is given, in words with what
    that rests on: `19, reported`. `on_main_line` tells it from a side branch.
    """

    id: str
    title: str
    date: str | None
    known: str | None
    related: tuple[Kinship, ...]
    on_main_line: bool
    text: str | None
    signed: str | None
    held: str
    points_here: int
    counts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPage:
    """All versions, each after those it is based on, otherwise by date; `graph` is the picture of them.

    `not_yet` are the titles of versions that were not known by the day asked for: nothing more is said of them.
    """

    title: str
    as_of: str | None
    left_out: str | None
    rows: tuple[Row, ...]
    not_yet: tuple[str, ...]
    graph: Graph | None = None


def _counts(facts: Facts, name: str) -> tuple[str, ...]:
    """Return each number of points that a version is given, once, on its strongest basis, the smallest first."""
    found: dict[str, tuple[int, str]] = {}
    for fact in facts.counts(name):
        if isinstance(fact.answer, Count):
            told = ("not " if fact.against else "") + count_words(fact.answer)
            basis = "" if fact.basis == "text" else wording.BASES[fact.basis]
            if told not in found or not basis:
                found[told] = (min(fact.answer.any_of), basis)
    return tuple(
        f"{told}, {basis}" if basis else told for told, (_, basis) in sorted(found.items(), key=lambda item: item[1][0])
    )


def log_page(facts: Facts) -> LogPage:
    """Return the page of a plan's versions, as of a day where the facts were cut to one."""
    plan, not_yet = facts.plan, facts.not_yet
    line = set(main_line(plan, not_yet))
    rows = []
    for version in in_order(plan, not_yet):
        known = known_on(version, plan)
        signed = version.signed
        rows.append(
            Row(
                id=version.name,
                title=version.title or version.name,
                date=version.date.isoformat() if version.date else None,
                known=known.isoformat() if known else None,
                related=tuple(item for item in kinships(facts, version.name) if not item.later),
                on_main_line=version.name in line,
                text=wording.TEXTS[version.text] if version.text else None,
                signed=f"signed on {wording.day(signed.on)}" if signed and signed.on else "signed" if signed else None,
                held=wording.held(version, totals(facts, version.name)),
                points_here=len(version.points),
                counts=_counts(facts, version.name),
            )
        )
    return LogPage(
        title=plan.title,
        as_of=facts.cut.day.isoformat() if facts.cut else None,
        left_out=wording.left_out(facts.cut.left_out) if facts.cut else None,
        rows=tuple(rows),
        not_yet=tuple(version.title or name for name, version in plan.versions.items() if name in not_yet),
        graph=graph(facts),
    )
