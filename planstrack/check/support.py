"""Rules on what is stated of texts that nobody has read: each point, number and status needs a claim that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from planstrack.check.finding import (
    Cited,
    Route,
    claims_by_version,
    finding,
    once,
    point_name,
    point_route,
    points_of,
    see,
    unread,
)
from planstrack.model import Amount, Plan, Point, Version
from planstrack.problem import Problem, SeeAlso

_SHOWN = 5
"""So many claims that say something else are shown as see-also places."""

# A status, and what a claim may say to back it. In a text one can read, brackets and rival options show themselves.
_BACKED_BY = {
    "proposed": frozenset(
        (
            "proposed",
            "added",
            "kept",
            "reworded",
            "moved",
            "joined",
            "split",
            "value",
            "discussed",
            "agreed",
            "bracketed",
            "parked",
            "open",
        )
    ),
    "agreed": frozenset(("agreed",)),
    "bracketed": frozenset(("bracketed",)),
    "parked": frozenset(("parked",)),
    "open": frozenset(("open",)),
    "dropped": frozenset(("dropped", "removed")),
}


class _Backing:
    """The confirmed claims about one version, found by the points, issues and quantities they name.

    What a point needs is looked up, never searched: many points times many claims must not be the price of a check.
    """

    def __init__(self, owner: str, cited: Sequence[Cited]) -> None:
        self.all = tuple(cited)
        self._cited = {each.name for each in cited} | {each.article_id for each in cited}
        self._claims: dict[tuple[str, str], list[Cited]] = {}
        self._says: dict[tuple[str, str], set[str]] = {}
        self.giving: dict[str, list[Cited]] = {}
        self._amounts: set[tuple[object, ...]] = set()
        for each in cited:
            for key in _keys_of(owner, each):
                self._claims.setdefault(key, []).append(each)
                if each.claim.stance == "supports":
                    self._says.setdefault(key, set()).add(each.claim.says)
            if isinstance(each.claim.value, dict) and each.claim.stance == "supports":
                for name, amount in each.claim.value.items():
                    self.giving.setdefault(name, []).append(each)
                    self._amounts.add(_facts(name, amount))

    def of(self, point: Point) -> Iterator[Cited]:
        """Give the claims that speak of a point: by id, number, issue or quantity."""
        for key in _keys(point):
            yield from self._claims.get(key, ())

    def says(self, point: Point) -> set[str]:
        """Return what the claims that speak of a point, and do not dispute it, say."""
        return {said for key in _keys(point) for said in self._says.get(key, ())}

    def gives(self, name: str, amount: Amount) -> bool:
        """Whether a claim gives this very amount of a quantity, whatever its condition."""
        return _facts(name, amount) in self._amounts

    def stands(self, point: Point) -> bool:
        """Whether any claim speaks of a point or a part of it, or a source that it cites speaks of its version."""
        return any(
            any(key in self._claims for key in _keys(each)) or any(source in self._cited for source in each.sources)
            for _, each in points_of((point,))
        )


def _keys_of(owner: str, cited: Cited) -> Iterator[tuple[str, str]]:
    """Give what a claim can be found by: the points it names; where it names none, its issues and quantities."""
    about = cited.claim.about
    for reference in about.points:
        version_id, mark, name = reference.rpartition("#")
        if not mark or version_id == owner:
            yield "point", name
    if not about.points:
        for issue in about.issues:
            yield "issue", issue
        if isinstance(cited.claim.value, dict):
            for name in cited.claim.value:
                yield "quantity", name


def _keys(point: Point) -> Iterator[tuple[str, str]]:
    for name in (point.id, point.number):
        if name:
            yield "point", name
    for issue in point.all_issues:
        yield "issue", issue
    for name in point.all_quantities:
        yield "quantity", name


def _facts(name: str, amount: Amount) -> tuple[object, ...]:
    return (name, amount.bound, amount.value, amount.upper)


@once
def _backings(plan: Plan) -> tuple[tuple[str, Version, _Backing], ...]:
    """Return every version with what backs it; none when what backs a fact may stand in a file that was not read."""
    if unread(plan, "article"):
        return ()
    by_version = claims_by_version(plan)
    return tuple(
        (owner, version, _Backing(owner, by_version.get(owner, ()))) for owner, version in plan.versions.items()
    )


def _rests_on_reports(version: Version, point: Point) -> bool:
    return version.text == "unpublished" or point.wording == "reported"


def _show(plan: Plan, cited: Iterable[Cited], field: str) -> tuple[SeeAlso, ...]:
    return tuple(
        see(plan, f"{each.name} says this", "article", each.article_id, ("claims", each.at, field))
        for each in islice(cited, _SHOWN)
    )


def reported_points_are_backed_by_a_claim(plan: Plan) -> Iterator[Problem]:
    """Every point that is known only from reports is spoken of by a claim about its version."""
    for owner, version, backing in _backings(plan):
        for index, point in enumerate(version.points):
            if _rests_on_reports(version, point) and not backing.stands(point):
                yield finding(
                    plan,
                    "unsupported-point",
                    f"no claim about '{owner}' speaks of {point_name(point)}, and nobody has published its text",
                    "version",
                    owner,
                    point_route(("points", index), point),
                    hint="add the claim of the article that reports it, or take the point out",
                )


def counts_of_unpublished_versions_are_backed_by_a_claim(plan: Plan) -> Iterator[Problem]:
    """The number of points of a version that nobody has published is one that a claim gives."""
    for owner, version, backing in _backings(plan):
        if version.text != "unpublished" or version.points_total is None:
            continue
        counted = [cited for cited in backing.all if cited.claim.says == "count" and cited.claim.stance == "supports"]
        if version.points_total not in [cited.claim.value for cited in counted]:
            yield finding(
                plan,
                "unsupported-count",
                f"no claim says that '{owner}' has {version.points_total} points",
                "version",
                owner,
                ("points_total",),
                hint="add the claim (`says: count`), or leave points_total out",
                see_also=_show(plan, counted, "value"),
            )


def _quantities(route: Route, point: Point) -> Iterator[tuple[Route, str, Amount]]:
    for name, amount in point.quantities.items():
        yield (*route, "quantities", name), name, amount
    for index, part in enumerate(point.parts):
        yield from _quantities((*route, "parts", index), part)


def reported_amounts_are_backed_by_a_claim(plan: Plan) -> Iterator[Problem]:
    """Every amount of a point that is known only from reports is one that a claim about its version gives."""
    for owner, version, backing in _backings(plan):
        for index, point in enumerate(version.points):
            if not _rests_on_reports(version, point) or not backing.stands(point):
                continue  # a point that nothing backs is reported as a whole
            for route, name, amount in _quantities(("points", index), point):
                dropped = amount.bound == "none" and not backing.says(point).isdisjoint(("removed", "dropped"))
                if backing.gives(name, amount) or dropped:
                    continue
                yield finding(
                    plan,
                    "unsupported-quantity",
                    f"no claim about '{owner}' gives this amount of '{name}'",
                    "version",
                    owner,
                    route,
                    key=True,
                    hint="add the claim (`says: value`) with the same bound and value, or take the amount out",
                    see_also=_show(plan, backing.giving.get(name, ()), "value"),
                )


def _shown_by_the_text(version: Version, point: Point) -> bool:
    """Whether the words of a text that one can read show the point's status by themselves."""
    if _rests_on_reports(version, point):
        return False
    if point.status == "bracketed":
        return bool(point.options) or "[" in point.full_text or any(part.options for part in point.parts)
    return point.status == "proposed"


def statuses_are_backed_by_a_claim(plan: Plan) -> Iterator[Problem]:
    """Every status is one that a claim about the version gives; that a text proposes what it says needs no claim."""
    for owner, version, backing in _backings(plan):
        for index, point in enumerate(version.points):
            yield from _statuses(plan, owner, version, backing, ("points", index), point, ())


def _statuses(
    plan: Plan, owner: str, version: Version, backing: _Backing, route: Route, point: Point, above: tuple[Point, ...]
) -> Iterator[Problem]:
    """Give the statuses of a point and its parts that nothing backs; what is said of a point is said of its parts."""
    chain = (point, *above)
    if point.status and not _shown_by_the_text(version, point):
        backed = any(not backing.says(each).isdisjoint(_BACKED_BY[point.status]) for each in chain)
        if not backed and (not _rests_on_reports(version, point) or any(map(backing.stands, chain))):
            supporting = (cited for each in chain for cited in backing.of(each) if cited.claim.stance == "supports")
            yield finding(
                plan,
                "unsupported-status",
                f"no claim about '{owner}' says that {point_name(point)} is {point.status}",
                "version",
                owner,
                (*route, "status"),
                see_also=_show(plan, supporting, "says"),
                hint=f"add the claim (`says: {point.status}`), or leave the status out",
            )
    for index, part in enumerate(point.parts):
        yield from _statuses(plan, owner, version, backing, (*route, "parts", index), part, chain)
