"""The page of one version (`show`): its points with status, issues, numbers and the claims that speak of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.parts import (
    Disagreement,
    Head,
    Source,
    Sources,
    Statement,
    disagreement,
    head,
    issue_title,
    statements,
)
from planstrack.claims.evidence import bears_on
from planstrack.compare.dispute import disputes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planstrack.claims.evidence import Evidence
    from planstrack.model import Plan, Point, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """Another voice on a point: a rival proposal (an option) or how another witness renders it (a variant)."""

    kind: str
    by: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointPage:
    """One point: what is held of it, its status, issues and numbers, other renderings, and the claims about it."""

    label: str
    id: str | None
    number: str | None
    title: str
    text: str
    held: bool
    wording: str | None
    status: str | None
    issues: tuple[str, ...]
    quantities: tuple[str, ...]
    renderings: tuple[Rendering, ...]
    statements: tuple[Statement, ...]
    sources: tuple[int, ...]
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionPage:
    """One version. `statements` are the claims about it that name none of its points."""

    head: Head
    as_of: str | None
    based_on: tuple[str, ...]
    note: str | None
    points: tuple[PointPage, ...]
    missing: str | None
    statements: tuple[Statement, ...]
    disputes: tuple[Disagreement, ...]
    sources: tuple[Source, ...]


def _quantities(point: Point, plan: Plan | None) -> tuple[str, ...]:
    lines = []
    for name, amount in point.all_quantities.items():
        tracked = plan.quantities.get(name) if plan else None
        title = (tracked.title if tracked else None) or wording.heading(None, name)
        unit = f" {tracked.unit}" if tracked and tracked.unit else ""
        lines.append(f"{title}: {wording.amount(amount)}{unit}")
    return tuple(lines)


def _renderings(point: Point, plan: Plan | None) -> tuple[Rendering, ...]:
    found = []
    for option in point.options:
        party = plan.parties.get(option.by) if plan else None
        found.append(
            Rendering(kind="option", by=party.name if party else option.by, text=option.text or option.note or "")
        )
    for variant in point.variants:
        by = variant.by or ", ".join(variant.sources) or "another witness"
        found.append(Rendering(kind="variant", by=by, text=variant.text or variant.note or ""))
    return tuple(found)


def _missing(version: Version) -> str | None:
    """Return what of a version is not in the file, as a sentence; None when nothing is."""
    listed, total = len(version.points), version.points_total
    if total is not None and total > listed:
        return wording.sentence(f"{wording.counted(total - listed, 'point')} of {total} are not known here")
    if total is None and version.points_held != "all":
        return "How many points it has is not known."
    return None


def version_page(
    version: Version, plan: Plan | None = None, evidence: Sequence[Evidence] = (), *, as_of: date | None = None
) -> VersionPage:
    """Return the page of a version (version, plan and evidence already cut to `as_of`, where a day is given)."""
    sources = Sources()
    introduced = head(version, sources, plan)
    claims = [item for item in evidence if item.about.version == version.id and version.id]
    points = []
    named: set[str] = set()
    for place, point in enumerate(version.points):
        mine = [item for item in claims if bears_on(item, version, point, plan)]
        named |= {item.key for item in mine}
        points.append(
            PointPage(
                label=point.number or str(place + 1),
                id=point.id,
                number=point.number,
                title=point.title or (wording.heading(None, point.id) if point.id else ""),
                text=point.full_text,
                held=point.held,
                wording=point.wording,
                status=point.status,
                issues=tuple(issue_title(plan, name) for name in point.all_issues),
                quantities=_quantities(point, plan),
                renderings=_renderings(point, plan),
                statements=statements(mine, sources),
                sources=sources.articles(point.sources, plan),
                note=point.note,
            )
        )
    return VersionPage(
        head=introduced,
        as_of=as_of.isoformat() if as_of else None,
        based_on=version.based_on,
        note=version.note,
        points=tuple(points),
        missing=_missing(version),
        statements=statements((item for item in claims if item.key not in named), sources),
        disputes=tuple(disagreement(item, sources) for item in disputes(claims, version, plan)),
        sources=sources.all(),
    )
