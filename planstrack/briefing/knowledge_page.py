"""The page of what became known when (`log --knowledge`): versions and reports, by the day they could be read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.parts import Source, Sources, Statement, statements

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planstrack.claims.evidence import Knowledge
    from planstrack.model import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that became known: a version, or an article with what it says."""

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
    """Days in order; what has no date comes last."""

    title: str
    days: tuple[Day, ...]
    sources: tuple[Source, ...]


def knowledge_page(known: Iterable[Knowledge], plan: Plan) -> KnowledgePage:
    """Return the page of what became known, from what `evidence.knowledge` gives, in its order."""
    sources = Sources()
    days = []
    for date, items in groupby(known, key=lambda item: item.day):
        news = tuple(
            News(
                kind=item.kind,
                id=item.id,
                title=item.title,
                outlet=plan.articles[item.id].outlet if item.kind == "article" else None,
                url=plan.articles[item.id].url if item.kind == "article" else None,
                statements=statements(item.evidence, sources),
            )
            for item in items
        )
        days.append(Day(date=date.isoformat() if date else None, day=wording.day(date) or "No date", news=news))
    return KnowledgePage(title=f"{plan.title}: what became known when", days=tuple(days), sources=sources.all())
