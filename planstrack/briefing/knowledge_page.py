"""The page of what became known when (`log --knowledge`): versions and reports, by the day they could be read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.parts import Source, Sources, Statement, statements
from planstrack.claims.clock import Known, known_when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planstrack.claims.evidence import Evidence
    from planstrack.compare.facts import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that became known: a version, or an article (or a revision of one) with what it says.

    `outlet` says so where it mirrors, relays or rewrites others.
    """

    kind: str
    id: str
    title: str
    outlet: str | None
    url: str | None
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What became known on one day; `date` is None for what has no date."""

    date: str | None
    day: str
    news: tuple[News, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowledgePage:
    """Days in order; what has no date comes last. `not_yet` are the titles of versions not known by the day asked for."""

    title: str
    as_of: str | None
    left_out: str | None
    not_yet: tuple[str, ...]
    days: tuple[Day, ...]
    sources: tuple[Source, ...]


def knowledge_page(facts: Facts) -> KnowledgePage:
    """Return the page of what became known when, as of a day where the facts were cut to one."""
    plan, sources = facts.plan, Sources(facts.plan)
    claims: dict[str, list[Evidence]] = {}
    for item in facts.evidence:
        claims.setdefault(item.article, []).append(item)
    known = [item for item in known_when(plan) if item.kind != "version" or item.id not in facts.not_yet]
    days = []
    for date, items in groupby(known, key=lambda item: item.day):
        news = tuple(_news(item, facts, claims.get(item.id, ()), sources) for item in items)
        days.append(Day(date=date.isoformat() if date else None, day=wording.day(date) or "No date", news=news))
    return KnowledgePage(
        title=f"{plan.title}: what became known when",
        as_of=facts.cut.day.isoformat() if facts.cut else None,
        left_out=wording.left_out(facts.cut.left_out) if facts.cut else None,
        not_yet=tuple(version.title or name for name, version in plan.versions.items() if name in facts.not_yet),
        days=tuple(days),
        sources=sources.all(),
    )


def _news(item: Known, facts: Facts, claims: Sequence[Evidence], sources: Sources) -> News:
    if item.kind == "version":
        version = facts.plan.versions[item.id]
        return News(kind="version", id=item.id, title=version.title or item.id, outlet=None, url=None, statements=())
    article = facts.plan.articles[item.id]
    return News(
        kind="revision" if article.revises else "article",
        id=item.id,
        title=article.title or article.outlet,
        outlet=sources.named(article.outlet),
        url=article.url,
        statements=statements(claims, sources),
    )
