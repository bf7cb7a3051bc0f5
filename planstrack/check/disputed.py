"""Rules on what reports disagree about: not mistakes of the plan, but what a reader of it must be told."""

from __future__ import annotations

from collections.abc import Iterator

from planstrack.check.finding import Cited, Route, claims, finding, see
from planstrack.claims.evidence import Evidence, gather
from planstrack.compare.dispute import Dispute, disputes
from planstrack.model import Plan, Version
from planstrack.problem import Problem

_SHOWN = 8
"""So many claims of a dispute are shown as see-also places, one of each side first."""
_CODES = {
    "count": "disputed-count",
    "quantity": "disputed-quantity",
    "status": "disputed-status",
    "said-denied": "disputed-report",
}


def reports_agree(plan: Plan) -> Iterator[Problem]:
    """No two claims about a version exclude each other: its count, its amounts, what became of its points."""
    by_version: dict[str, list[Evidence]] = {}
    for item in gather(plan):
        if item.about.version in plan.versions:
            by_version.setdefault(item.about.version or "", []).append(item)
    cited = {each.name: each for each in claims(plan)}
    for owner, version in plan.versions.items():
        items = by_version.get(owner, ())
        if len(items) > 1:
            for dispute in disputes(items, version, plan):
                yield _dispute(plan, owner, version, dispute, cited)


def reports_count_what_the_text_has(plan: Plan) -> Iterator[Problem]:
    """No claim counts more or fewer points than a text has that one can read in full."""
    for cited in claims(plan):
        owner = cited.claim.about.version or ""
        version = plan.versions.get(owner)
        counted = cited.claim.value
        if version is None or version.points_held != "all" or version.text == "unpublished" or cited.claim.draft:
            continue
        if cited.claim.says != "count" or cited.claim.stance != "supports" or not isinstance(counted, int):
            continue
        if counted not in (version.points_total, len(version.points)):
            field = ("points_total",) if version.points_total is not None else ("points_held",)
            yield finding(
                plan,
                "disputed-count",
                f"this report counts {counted} points, the text of '{owner}' held here has {len(version.points)}",
                "article",
                cited.article_id,
                ("claims", cited.at, "value"),
                hint="perhaps it speaks of another version",
                see_also=(see(plan, "the text is held in full", "version", owner, field),),
            )


def _route(version: Version, dispute: Dispute) -> Route:
    """Return where a dispute is shown: at the total, at the amount or at the point it is about."""
    matter = dispute.id.rpartition("/")[2]
    if dispute.kind == "count":
        return ("points_total",) if version.points_total is not None else ("title",)
    for index, point in enumerate(version.points):
        if matter in (point.id, point.number):
            return ("points", index, "id" if point.id == matter else "number")
        if matter in point.quantities:
            return ("points", index, "quantities", matter)
    return ("title",)


def _dispute(plan: Plan, owner: str, version: Version, dispute: Dispute, cited: dict[str, Cited]) -> Problem:
    says = "; ".join(side.says for side in dispute.sides[:_SHOWN])
    shown = [(side.says, side.evidence[0]) for side in dispute.sides]
    shown += [(side.says, item) for side in dispute.sides for item in side.evidence[1:]]
    see_also = []
    for words, item in shown[:_SHOWN]:
        at = cited[item.key]
        field = "says" if item.value is None else "value"
        see_also.append(see(plan, f"{item.speaker}: {words}", "article", at.article_id, ("claims", at.at, field)))
    return finding(
        plan,
        _CODES[dispute.kind],
        f"reports disagree about {dispute.about}: {says}",
        "version",
        owner,
        _route(version, dispute),
        hint="nothing to mend while the world is unsettled: every side is shown wherever it matters",
        see_also=see_also,
    )
