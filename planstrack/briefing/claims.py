"""The claims of a plan by what they speak of, gathered once, so that a page of many versions is built in one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planstrack.claims.evidence import bears_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planstrack.claims.evidence import Evidence
    from planstrack.model import Plan, Point, Version


class Claims:
    """Finds the claims about a version, and those of them about an issue. Lives only while a page is built."""

    def __init__(self, plan: Plan, evidence: Iterable[Evidence]) -> None:
        self._plan = plan
        self._about: dict[str, list[Evidence]] = {}
        for item in evidence:
            if item.about.version:
                self._about.setdefault(item.about.version, []).append(item)
        self._carrying: dict[str, dict[str, list[Point]]] = {}

    def about(self, version: Version) -> Sequence[Evidence]:
        """Return the claims about a version."""
        return self._about.get(version.id or "", ())

    def points(self, version: str, issue: str) -> Sequence[Point]:
        """Return the points of a version, by its id, that carry an issue."""
        if version not in self._carrying:
            found = self._carrying[version] = {}
            known = self._plan.versions.get(version)
            for point in known.points if known else ():
                for name in point.all_issues:
                    found.setdefault(name, []).append(point)
        return self._carrying[version].get(issue, ())

    def on(self, version: Version, issue: str) -> list[Evidence]:
        """Return the claims about a version that speak of an issue: by name, by a tracked number, or by a point on it."""
        return [item for item in self.about(version) if self._concerns(item, version, issue)]

    def _concerns(self, item: Evidence, version: Version, issue: str) -> bool:
        if item.says == "count":
            return False
        if issue in item.about.issues or any(self._issue_of(name) == issue for name in item.amounts):
            return True
        sides = dict.fromkeys(name for name in (item.about.version, item.about.since) if name)
        return any(bears_on(item, version, point, self._plan) for name in sides for point in self.points(name, issue))

    def _issue_of(self, quantity: str) -> str | None:
        tracked = self._plan.quantities.get(quantity)
        return tracked.issue if tracked else None
