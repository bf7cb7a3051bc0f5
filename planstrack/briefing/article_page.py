"""The page of one article: where it was printed, its revisions, and each claim it makes.

Never its text, which belongs to its publisher.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.parts import Sources, Statement, issue_title, statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planstrack.claims.evidence import Evidence
    from planstrack.model import Article, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim: as pages show it, what it is about (ids of versions, names of points and issues), and what it says."""

    id: str
    statement: Statement
    saying: str
    version: str | None
    since: str | None
    points: tuple[str, ...]
    issues: tuple[tuple[str, str], ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One article; `revises` and `revised_by` are the ids of other revisions."""

    id: str
    title: str
    outlet: str
    author: str | None
    published: str | None
    day: str | None
    url: str | None
    language: str | None
    revises: str | None
    revised_by: tuple[str, ...]
    note: str | None
    claims: tuple[ClaimLine, ...]


def article_page(article: Article, plan: Plan, evidence: Sequence[Evidence]) -> ArticlePage:
    """Return the page of an article of the plan; `evidence` holds the claims of all articles."""
    known = {item.claim: item for item in evidence if item.article == article.id}
    sources = Sources()
    claims = []
    for claim in article.claims:
        item = known.get(claim.id)
        if item is None:
            continue
        names = dict.fromkeys([*claim.about.issues])
        claims.append(
            ClaimLine(
                id=claim.id,
                statement=statement(item, sources),
                saying=wording.SAYINGS.get(claim.says, claim.says),
                version=claim.about.version,
                since=claim.about.since,
                points=claim.about.points,
                issues=tuple((name, issue_title(plan, name)) for name in names),
                note=claim.note,
            )
        )
    return ArticlePage(
        id=article.id or "",
        title=article.title or article.outlet,
        outlet=article.outlet,
        author=article.author,
        published=article.published.isoformat() if article.published else None,
        day=wording.day(article.published),
        url=article.url,
        language=article.language,
        revises=article.revises,
        revised_by=tuple(name for name, other in plan.articles.items() if other.revises == article.id),
        note=article.note,
        claims=tuple(claims),
    )
