"""The first page of a plan, and the list of its articles: what there is, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.diff_page import tally
from planstrack.briefing.issue_page import IssueRow, headlines, issues_page
from planstrack.briefing.order import in_order, main_line
from planstrack.briefing.pictures import Graph, graph

if TYPE_CHECKING:
    from planstrack.briefing.parts import Source
    from planstrack.compare.facts import Facts
    from planstrack.compare.records import Comparison
    from planstrack.model import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two versions that are compared, in brief: the sum, and how many changes of each verdict."""

    old: str
    new: str
    old_title: str
    new_title: str
    accounting: str
    tally: str
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """A plan at a glance: where its headline issues stand, its versions as a graph, what is compared."""

    title: str
    about: str | None
    rows: tuple[IssueRow, ...]
    graph: Graph
    pairs: tuple[Pair, ...]
    articles: int
    claims: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article in a list."""

    id: str
    outlet: str
    title: str
    published: str | None
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlesPage:
    """The plan's articles, by day of publication; what has no date comes last."""

    title: str
    rows: tuple[ArticleRow, ...]


def pairs(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return which versions are compared: neighbours on the main line, its ends, and each version with its bases."""
    line = main_line(plan) if plan.main_line else []
    found = dict.fromkeys(pairwise(line))
    if len(line) > 2:
        found[line[0], line[-1]] = None
    for version in in_order(plan):
        for base in version.based_on:
            if base in plan.versions and base != version.name:
                found[base, version.name] = None
    return tuple(found)


def index_page(facts: Facts, compare: Callable[[str, str], Comparison]) -> IndexPage:
    """Return the first page of a plan."""
    plan = facts.plan
    issues = issues_page(facts)
    names = headlines(plan)
    told = []
    for old, new in pairs(plan):
        comparison = compare(old, new)
        told.append(
            Pair(
                old=old,
                new=new,
                old_title=comparison.old.title or old,
                new_title=comparison.new.title or new,
                accounting=comparison.accounting.note,
                tally=wording.sentence(tally(comparison)),
                known=any(change.verdict not in ("unknown", "unmatched") for change in comparison.changes),
            )
        )
    return IndexPage(
        title=plan.title,
        about=plan.about,
        rows=tuple(row for row in issues.rows if row.id in names),
        graph=graph(facts),
        pairs=tuple(told),
        articles=len(plan.articles),
        claims=sum(len(article.claims) for article in plan.articles.values()),
        sources=issues.sources,
    )


def articles_page(plan: Plan) -> ArticlesPage:
    """Return the list of a plan's articles."""
    found = sorted(
        plan.articles.values(), key=lambda item: (item.published is None, str(item.published), item.id or "")
    )
    return ArticlesPage(
        title=plan.title,
        rows=tuple(
            ArticleRow(
                id=item.id or "",
                outlet=item.outlet,
                title=item.title or item.outlet,
                published=item.published.isoformat() if item.published else None,
                claims=len(item.claims),
            )
            for item in found
        ),
    )
