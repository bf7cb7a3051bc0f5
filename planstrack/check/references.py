"""Rules on the names of points: each one stands for a point that is there, and for that point alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planstrack.check.finding import (
    Cited,
    Kind,
    Known,
    Route,
    claims,
    finding,
    once,
    points_of,
    references,
    see,
    unread,
)
from planstrack.claims.references import Spot, label_key, point_at, version_of
from planstrack.claims.sayings import SAYINGS
from planstrack.compare.facts import Facts
from planstrack.compare.matters import route_of
from planstrack.model import Plan, Version
from planstrack.problem import Problem

VERSION_AND_POINT = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]{0,99})#(\S(?:.{0,98}\S)?)\Z")
"""How a point of another version is named: `us-28#3`."""


def origins(version: Version) -> Iterator[tuple[Route, str, bool]]:
    """Give every VERSION#POINT in a version's file: what a point comes from, and what is declared gone (a key)."""
    for route, point in points_of(version.points):
        for index, origin in enumerate(point.from_ or ()):
            yield (*route, "from", index, "point"), origin.point, False
    for reference in version.gone:
        yield ("gone", reference), reference, True


def references_are_of_the_form_version_and_point(plan: Plan) -> Iterator[Problem]:
    """What a point comes `from`, and what is `gone`, is written VERSION#POINT."""
    for owner, version in plan.versions.items():
        for route, reference, key in origins(version):
            if not VERSION_AND_POINT.match(reference):
                yield finding(
                    plan,
                    "bad-reference",
                    f"'{reference}' does not name a point of a version",
                    "version",
                    owner,
                    route,
                    key=key,
                    hint="write VERSION#POINT with the point's id or number, for example us-28#3",
                )


class _Named(NamedTuple):
    """A point that is named somewhere: where, as what, what it fits, and in which versions it was looked up."""

    kind: Kind
    owner: str
    route: Route
    key: bool
    name: str
    spots: tuple[Spot, ...]
    versions: tuple[str, ...]
    cited: Cited | None = None

    @property
    def point(self) -> str:
        """The name without the version before it."""
        return self.name.rpartition("#")[2]


@once
def _named_points(plan: Plan) -> tuple[_Named, ...]:
    """Return every point that a version or a claim names."""
    known = references(plan)
    named: list[_Named] = []
    for owner, version in plan.versions.items():
        for route, reference, key in origins(version):
            found = VERSION_AND_POINT.match(reference)
            if found:
                spots = known.outright(found[1], found[2])
                named.append(_Named("version", owner, route, key, reference, spots, (found[1],)))
    for cited in claims(plan):
        for index, name in enumerate(cited.claim.about.points):
            version_id, mark, _ = name.rpartition("#")
            found_in = known.resolve(name, cited.claim.about, cited.claim.says)
            route = ("claims", cited.at, "about", "points", index)
            versions = (version_id,) if mark else _versions_meant(plan, cited)
            named.append(_Named("article", cited.article_id, route, False, name, found_in.spots, versions, cited))
    return tuple(named)


def _versions_meant(plan: Plan, cited: Cited) -> tuple[str, ...]:
    about = cited.claim.about
    version = plan.versions.get(version_of(about) or "")
    based_on = version.based_on if version else ()
    return tuple(dict.fromkeys(name for name in (version_of(about), about.since, *based_on) if name))


def points_exist(plan: Plan) -> Iterator[Problem]:
    """Every point that is named is a point of the version meant, or, by its id, of any version.

    A version that is only partly held may have points that stand in no file: a number is then taken on trust.
    """
    some_unread = bool(unread(plan, "version"))
    known: dict[str, Known] = {}
    for named in _named_points(plan):
        if named.spots or (some_unread and "#" not in named.name):
            continue
        if any(_may_have(plan, version_id, named.point) for version_id in named.versions):
            continue
        first = named.versions[0] if named.versions else ""
        if first not in known:
            known[first] = _known_points(plan, first)
        message = (
            f"version '{first}' has no point '{named.point}'" if first else f"no version has a point '{named.point}'"
        )
        yield finding(
            plan,
            "unknown-point",
            message,
            named.kind,
            named.owner,
            named.route,
            key=named.key,
            hint=known[first].hint(named.point),
        )


def _may_have(plan: Plan, version_id: str, name: str) -> bool:
    """Whether a version may have a point of this number in no file: one that is held in part, or is reported missing."""
    version = plan.versions.get(version_id)
    if version is None:
        return True
    return version.points_held != "all" and name.isdecimal() and int(name[:9]) <= (version.points_total or 1000)


def _known_points(plan: Plan, version_id: str) -> Known:
    """Return the names to choose from when one of this version (of any, for an empty name) is wrong."""
    if version_id not in plan.versions:
        ids = {point.id for version in plan.versions.values() for _, point in points_of(version.points) if point.id}
        return Known("points of this plan", sorted(ids, key=_by_number))
    points = [point for _, point in points_of(plan.versions[version_id].points)]
    names = {name for point in points for name in (point.id, point.number) if name}
    return Known(f"points of {version_id}", sorted(names, key=_by_number))


def _by_number(name: str) -> tuple[bool, int, str]:
    return (name.isdecimal(), int(name[:9]) if name.isdecimal() else 0, name)


def names_fit_one_point(plan: Plan) -> Iterator[Problem]:
    """No name of a point fits two: point 2b and part b of point 2, two points of one number, an id that is a number too."""
    for named in _named_points(plan):
        if len(named.spots) > 1:
            yield _ambiguous(plan, named, named.spots)


def numbers_name_one_lineage(facts: Facts) -> Iterator[Problem]:
    """A number means one matter: none is the id of another one, and what is kept or reworded has it in both versions.

    Point 3 of one version and point 3 of the next may be two matters; which of them was kept is then a guess.
    """
    plan, of = facts.plan, facts.matters.of
    known = references(plan)
    for named in _named_points(plan):
        cited = named.cited
        if cited is None or "#" in named.name or len(named.spots) != 1:
            continue
        spot = named.spots[0]
        if point_at(plan.versions[spot.version], spot.path).id == named.name:
            continue
        others = [other for owner in known.owners(named.name)[:1] for other in known.in_version(owner, named.name)]
        about = cited.claim.about
        row = SAYINGS[cited.claim.says]
        if about.since and row.same is not None and row.looked_up == "version":
            others += known.in_version(about.since, named.name)
        rivals = [
            other
            for other in others
            if of(other) != of(spot)
            and all(facts.matters.declared(each.version, each.path[0]) for each in (spot, other))
        ]
        if rivals:
            yield _ambiguous(plan, named, (spot, rivals[0]))


def _ambiguous(plan: Plan, named: _Named, spots: Sequence[Spot]) -> Problem:
    apart = len({spot.version for spot in spots}) > 1
    words = [_spot_words(plan, spot, of_version=apart) for spot in spots]
    ways = [_way_to_say(plan, named, spot) for spot in spots]
    said = " or ".join(f"'{way}' for {each}" for way, each in zip(ways, words, strict=True) if way)
    lacking = [each for way, each in zip(ways, words, strict=True) if way is None]
    hint = f"write {said}" if said else ""
    if lacking:
        hint = f"{hint}; " if hint else ""
        hint += f"to name {' or '.join(lacking)}, give it an id of its own"
    return finding(
        plan,
        "ambiguous-reference",
        f"'{named.name}' fits {'two' if len(spots) == 2 else len(spots)} things: {' and '.join(words)}",
        named.kind,
        named.owner,
        named.route,
        key=named.key,
        hint=hint,
        see_also=[
            see(plan, f"{each} stands here", "version", spot.version, route_of(spot.path))
            for each, spot in zip(words, spots, strict=True)
        ],
    )


def _spot_words(plan: Plan, spot: Spot, *, of_version: bool) -> str:
    version = plan.versions[spot.version]
    top, point = point_at(version, spot.path[:1]), point_at(version, spot.path)
    words = f"point {top.number or top.id or spot.path[0] + 1}"
    if point is not top:
        words = f"part {label_key(point.label or point.number or '') or point.id or spot.path[-1] + 1} of {words}"
    elif point.id and not point.number:
        words = f"the point with the id {point.id}"
    return f"{words} of {spot.version}" if of_version else words


def _way_to_say(plan: Plan, named: _Named, spot: Spot) -> str | None:
    """Return a name that fits this place alone, where the one that was used fits several; None where there is none."""
    known = references(plan)
    version = plan.versions[spot.version]
    top, point = point_at(version, spot.path[:1]), point_at(version, spot.path)
    if point is top:
        short = [name for name in (point.id, point.number) if name]
    else:
        label = label_key(point.label or point.number or "")
        short = [point.id] if point.id else []
        short += [f"{name}/{label}" for name in (top.number, top.id) if name and label]
    for name in (*short, *(f"{spot.version}#{name}" for name in short)):
        if "#" in name:
            fits = known.outright(spot.version, name.rpartition("#")[2])
        elif named.cited is not None:
            fits = known.resolve(name, named.cited.claim.about, named.cited.claim.says).spots
        else:
            continue
        if fits == (spot,) and name != named.name:
            return name
    return None
