"""Where the points of a drafted version come from: what the comparison with its base found, for an analyst to confirm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planstrack.compare.changes import compare_files
from planstrack.compare.facts import Facts
from planstrack.concordance import proposals
from planstrack.model import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The points of the base that a point seems to come from, as `from:` names them; how sure that is, and why."""

    points: tuple[str, ...]
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """By position: the origins of points, why others have none; and the names of the base's points that are left."""

    origins: Mapping[int, Origin] = field(default_factory=dict)
    alone: Mapping[int, str] = field(default_factory=dict)
    left: tuple[str, ...] = ()


def lineage_of(version: Version, base: Version, facts: Facts) -> Lineage:
    """Return where the points of a version seem to come from in its base, which is a version of the facts' plan."""
    comparison = compare_files(base, version, facts)
    matches = [change.match for change in comparison.changes if change.old or change.new]
    found = {}
    for proposal in proposals(base, version, matches):
        points = proposal.from_ or (f"{base.id}#{proposal.id}",)
        found[proposal.new] = Origin(points=points, score=proposal.score, why=proposal.why)
    alone: dict[int, str] = {}
    left: list[str] = []
    for match in matches:
        if not match.old:
            alone |= dict.fromkeys(match.new, match.why)
        elif not match.new:
            left += [base.points[at].id or base.points[at].number or f"point {at + 1}" for at in match.old]
    return Lineage(origins=found, alone=alone, left=tuple(left))
