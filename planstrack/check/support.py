"""Rules on what is stated of texts that nobody has read: each point, number and status needs a claim that says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from planstrack.check.finding import (
    Route,
    claims,
    finding,
    once,
    point_name,
    point_route,
    see,
    unread,
)
from planstrack.claims.evidence import Evidence
from planstrack.claims.references import Path, Spot, points_with_paths
from planstrack.claims.sayings import backs
from planstrack.compare.facts import Facts
from planstrack.compare.matters import route_of
from planstrack.model import Amount, Plan, Point, Version
from planstrack.problem import Problem, SeeAlso

_SHOWN = 5
"""So many claims that say something else are shown as see-also places."""


class _Backing:
    """The confirmed claims about one version, found by the matters, issues and quantities they name.

    What a point needs is looked up, never searched: many points times many claims must not be the price of a check.
    """

    def __init__(self, facts: Facts, owner: str, items: Sequence[Evidence]) -> None:
        self.all = tuple(items)
        self._facts, self._owner = facts, owner
        self._cited = {item.key for item in items} | {item.article for item in items}
        self._named: dict[str, list[Evidence]] = {}
        self._loose: dict[tuple[str, str], list[Evidence]] = {}
        self._whole: list[Evidence] = []
        for item in items:
            spots = [reference.spot for reference in item.references if reference.spot is not None]
            for matter in dict.fromkeys(map(facts.matters.of, spots)):
                self._named.setdefault(matter, []).append(item)
            if item.references:
                continue
            if item.scope == "all":
                self._whole.append(item)
            for key in (
                *(("issue", name) for name in item.about.issues),
                *(("quantity", name) for name in item.amounts),
            ):
                self._loose.setdefault(key, []).append(item)

    def _matter(self, path: Path) -> str:
        return self._facts.matters.of(Spot(self._owner, path))

    def naming(self, path: Path, point: Point) -> Iterator[Evidence]:
        """Give the claims that say something of a point itself: those that name it, and those on all of them.

        A claim about one proposition in it says nothing of the rest. A reported point speaks for its sources: where it
        cites some, they alone can back it.
        """
        sources = _speaking_for(point)
        for item in (*self._named.get(self._matter(path), ()), *self._whole):
            if not item.about.matter and (not sources or item.key in sources or item.article in sources):
                yield item

    def amounts(self, path: Path, point: Point, name: str) -> Iterator[Evidence]:
        """Give the claims that give an amount of a quantity, of the point or of none."""
        for item in (*self.naming(path, point), *self._loose.get(("quantity", name), ())):
            if item.says == "value" and item.stance == "supports" and name in item.amounts:
                yield item

    def stands(self, path: Path, point: Point) -> bool:
        """Whether any claim speaks of a point or a part of it, or a source that it cites speaks of its version."""
        return any(
            self._matter((*path, *below)) in self._named
            or any(("issue", name) in self._loose for name in each.issues)
            or any(("quantity", name) in self._loose for name in each.quantities)
            or not self._cited.isdisjoint(each.sources)
            for below, each in (((), point), *points_with_paths(point.parts))
        )


@once
def _backings(facts: Facts) -> tuple[tuple[str, Version, _Backing], ...]:
    """Return every version with what backs it; none when what backs a fact may stand in a file that was not read."""
    if unread(facts.plan, "article"):
        return ()
    by_version: dict[str, list[Evidence]] = {}
    for item in facts.evidence:
        if item.version and item.check != "draft":
            by_version.setdefault(item.version, []).append(item)
    return tuple(
        (owner, version, _Backing(facts, owner, by_version.get(owner, ())))
        for owner, version in facts.plan.versions.items()
    )


def _rests_on_reports(version: Version, point: Point) -> bool:
    return version.text == "unpublished" or point.wording == "reported"


def _speaking_for(point: Point) -> frozenset[str]:
    """Return the sources that alone can back what a reported point gives; empty where it names none."""
    return frozenset(point.sources) if point.wording == "reported" else frozenset()


@once
def _places(plan: Plan) -> dict[str, tuple[str, int]]:
    return {cited.name: (cited.article_id, cited.at) for cited in reversed(claims(plan))}


def _show(plan: Plan, items: Iterable[Evidence], field: str) -> tuple[SeeAlso, ...]:
    shown = ((item.key, *_places(plan)[item.key]) for item in islice(items, _SHOWN))
    return tuple(see(plan, f"{key} says this", "article", article, ("claims", at, field)) for key, article, at in shown)


def reported_points_are_backed_by_a_claim(facts: Facts) -> Iterator[Problem]:
    """Every point that is known only from reports is spoken of by a claim about its version."""
    for owner, version, backing in _backings(facts):
        for index, point in enumerate(version.points):
            if _rests_on_reports(version, point) and not backing.stands((index,), point):
                yield finding(
                    facts.plan,
                    "unsupported-point",
                    f"no claim about '{owner}' speaks of {point_name(point)}, and nobody has published its text",
                    "version",
                    owner,
                    point_route(("points", index), point),
                    hint="add the claim of the article that reports it, or take the point out",
                )


def counts_of_unpublished_versions_are_backed_by_a_claim(facts: Facts) -> Iterator[Problem]:
    """The number of points of a version that nobody has published is one that a claim gives: one of its sources, if any."""
    for owner, version, backing in _backings(facts):
        if version.text != "unpublished" or version.points_total is None:
            continue
        counted = [item for item in backing.all if item.count and item.says == "count" and item.stance == "supports"]
        cited = [item for item in counted if not {item.key, item.article}.isdisjoint(version.sources)]
        given = cited if version.sources else counted
        if not any(
            item.count and item.count.any_of == (version.points_total,) and not item.count.about for item in given
        ):
            who = "no source of" if version.sources else "no claim about"
            yield finding(
                facts.plan,
                "unsupported-count",
                f"{who} '{owner}' says that it has {version.points_total} points",
                "version",
                owner,
                ("points_total",),
                hint="add the claim (`says: count`) and its article to the sources, or leave points_total out",
                see_also=_show(facts.plan, counted, "value"),
            )


def reported_amounts_are_backed_by_a_claim(facts: Facts) -> Iterator[Problem]:
    """Every amount of a point that is known only from reports is one that a claim gives: one of its sources, if any."""
    for owner, version, backing in _backings(facts):
        for index, point in enumerate(version.points):
            if not _rests_on_reports(version, point) or not backing.stands((index,), point):
                continue  # A point that nothing backs is reported as a whole.
            for below, each in (((), point), *points_with_paths(point.parts)):
                path = (index, *below)
                for name, amount in each.quantities.items():
                    giving = [
                        *backing.amounts(path, each, name),
                        *(backing.amounts((index,), point, name) if below else ()),
                    ]
                    if not any(_numbers(item.amounts[name]) == _numbers(amount) for item in giving):
                        yield _unsupported_amount(
                            facts, owner, (*route_of(path), "quantities", name), name, giving, each
                        )


def _unsupported_amount(
    facts: Facts, owner: str, route: Route, name: str, giving: Sequence[Evidence], point: Point
) -> Problem:
    who = f"no source of {point_name(point)}" if _speaking_for(point) else f"no claim about '{owner}'"
    return finding(
        facts.plan,
        "unsupported-quantity",
        f"{who} gives this amount of '{name}'",
        "version",
        owner,
        route,
        key=True,
        hint="add the claim (`says: value`) with the same bound and value, or take the amount out",
        see_also=_show(facts.plan, giving, "value"),
    )


def _numbers(amount: Amount) -> tuple[object, ...]:
    return amount.bound, amount.value, amount.upper


def _shown_by_the_text(version: Version, point: Point) -> bool:
    """Whether the words of a text that one can read show the point's status by themselves, or the signatures under it."""
    if _rests_on_reports(version, point):
        return False
    if point.status == "bracketed":
        return bool(point.options) or "[" in point.full_text or any(part.options for part in point.parts)
    return point.status == "proposed" or (point.status == "agreed" and version.signed is not None)


def statuses_are_backed_by_a_claim(facts: Facts) -> Iterator[Problem]:
    """Every status is one that a claim about the version gives; that a text proposes what it says needs no claim."""
    for owner, version, backing in _backings(facts):
        for index, point in enumerate(version.points):
            yield from _statuses(facts, owner, version, backing, (index,), point, ())


def _statuses(
    facts: Facts,
    owner: str,
    version: Version,
    backing: _Backing,
    path: Path,
    point: Point,
    above: tuple[tuple[Path, Point], ...],
) -> Iterator[Problem]:
    """Give the statuses of a point and its parts that nothing backs; what is said of a point is said of its parts."""
    chain = ((path, point), *above)
    if point.status and not _shown_by_the_text(version, point):
        saying = [item for each in chain for item in backing.naming(*each) if item.stance == "supports"]
        backed = any(backs(item.says) == point.status for item in saying)
        if not backed and (not _rests_on_reports(version, point) or any(backing.stands(*each) for each in chain)):
            who = f"no source of {point_name(point)}" if _speaking_for(point) else f"no claim about '{owner}'"
            it = "it" if _speaking_for(point) else point_name(point)
            yield finding(
                facts.plan,
                "unsupported-status",
                f"{who} says that {it} is {point.status}",
                "version",
                owner,
                (*route_of(path), "status"),
                see_also=_show(facts.plan, saying, "says"),
                hint=f"add the claim (`says: {point.status}`), or leave the status out",
            )
    for index, part in enumerate(point.parts):
        yield from _statuses(facts, owner, version, backing, (*path, index), part, chain)
