"""The page of one article: where it was printed, its revisions, and each claim it makes.

Never its text, which belongs to its publisher.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.parts import Sources, Statement, issue_title, statement
from planstrack.claims.evidence import day_of
from planstrack.claims.references import document_of, point_at
from planstrack.claims.sayings import SAYINGS
from planstrack.compare.words import amount_words, count_words

if TYPE_CHECKING:
    from planstrack.claims.evidence import Evidence
    from planstrack.claims.references import Reference
    from planstrack.compare.facts import Facts
    from planstrack.model import Article, OutletKind, Plan, Reliability

OUTLETS: Mapping[OutletKind, str] = {
    "original": "reports itself",
    "agency": "agency",
    "relay": "relays what others printed",
    "rewrite": "rewrites what others printed",
    "mirror": "mirrors what others printed",
}
RELIABILITY: Mapping[Reliability, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""The Admiralty code of sources (NATO AJP-2.1)."""
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
"""The Admiralty code of information."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """One claim: as pages show it, what it says, and what it is about.

    `version` and `since` are ids with their titles, `points` the names it uses with what they stand for, `matter` the
    proposition it is about, `claim` the claim it names.
    """

    id: str
    statement: Statement
    saying: str
    version: tuple[str, str] | None
    since: tuple[str, str] | None
    points: tuple[str, ...]
    matter: str | None
    claim: str | None
    issues: tuple[tuple[str, str], ...]
    credibility: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """One article; `revises` and `revised_by` are the ids of other revisions, `kind` and `reliability` the outlet's."""

    id: str
    title: str
    outlet: str
    kind: str | None
    reliability: str | None
    author: str | None
    published: str | None
    day: str | None
    revised: str | None
    url: str | None
    language: str | None
    revises: str | None
    revised_by: tuple[str, ...]
    note: str | None
    claims: tuple[ClaimLine, ...]


def article_page(article: Article, facts: Facts) -> ArticlePage:
    """Return the page of an article of the plan."""
    plan, sources = facts.plan, Sources(facts.plan)
    known = {item.claim: item for item in facts.evidence if item.article == article.id}
    outlet = plan.outlets.get(article.outlet)
    published = article.published or day_of(article)
    code = outlet.reliability if outlet else None
    return ArticlePage(
        id=article.id or "",
        title=article.title or article.outlet,
        outlet=article.outlet,
        kind=OUTLETS[outlet.kind] if outlet and outlet.kind != "original" else None,
        reliability=f"{code}, {RELIABILITY[code]}" if code else None,
        author=article.author,
        published=published.isoformat() if published else None,
        day=wording.day(published),
        revised=wording.day(article.revised),
        url=article.url,
        language=article.language,
        revises=article.revises,
        revised_by=tuple(name for name, other in plan.articles.items() if other.revises == article.id),
        note=article.note,
        claims=tuple(
            _line(known[claim.id], claim.note, facts, sources) for claim in article.claims if claim.id in known
        ),
    )


def _line(item: Evidence, note: str | None, facts: Facts, sources: Sources) -> ClaimLine:
    plan, about = facts.plan, item.about
    return ClaimLine(
        id=item.claim,
        statement=statement(item, sources),
        saying=_saying(item, plan),
        version=_version(item.version, plan, document_of(about)),
        since=_version(about.since, plan),
        points=tuple(_reference(reference, facts) for reference in item.references),
        matter=_matter(item, plan),
        claim=about.claim,
        issues=tuple((name, issue_title(plan, name)) for name in dict.fromkeys(about.issues)),
        credibility=f"{item.credibility}, {CREDIBILITY[item.credibility]}" if item.credibility else None,
        note=note,
    )


def _saying(item: Evidence, plan: Plan) -> str:
    """Return what a claim says by the one table of sayings, with its number, its place, its reach."""
    row = SAYINGS[item.says]
    words = [f"disputes it: says it was {row.contrary}" if item.stance == "disputes" else row.words]
    if item.stance == "disputes" and item.says in ("value", "count"):
        words = ["disputes the number"]
    if item.to:
        words.append(f"to {item.to}")
    if item.count is not None:
        words.append(f"{count_words(item.count)} points")
    for name, amount in item.amounts.items():
        tracked = plan.quantities.get(name)
        title = wording.heading(tracked.title if tracked else None, name)
        words.append(f"{title}: {amount_words(amount, plan, name)}")
    if item.scope:
        words.append(f"of {item.scope} of the points")
    return ", ".join(words)


def _version(name: str | None, plan: Plan, document: str | None = None) -> tuple[str, str] | None:
    if name is None:
        return None
    version = plan.versions.get(name)
    title = (version.title if version else None) or name
    if document and version:
        called = next((item.title or item.id for item in version.documents if item.id == document), document)
        title = f"{title}, {called}"
    return name, title


def _reference(reference: Reference, facts: Facts) -> str:
    """Return a name as the claim writes it, with what it stands for."""
    if reference.state == "ambiguous":
        return f"{reference.written} (fits {len(reference.spots)} things)"
    spot = reference.spot
    if spot is None:
        return f"{reference.written} (names nothing)"
    point = point_at(facts.plan.versions[spot.version], spot.path)
    title = point.title or facts.title_of(facts.matters.of(spot))
    return title if title == reference.written else f"{reference.written} ({title})"


def _matter(item: Evidence, plan: Plan) -> str | None:
    name = item.about.matter
    if name is None:
        return None
    issues = [*item.about.issues, *plan.issues]
    return next(
        (plan.issues[i].matters[name] for i in issues if i in plan.issues and name in plan.issues[i].matters), name
    )
