"""Which points of a plan's versions are one matter: the same id, and a `from` that names one point alone.

A matter is named by an id where it has one, else by the place of the point (`us-28#6`). A part has a matter of its own:
its id, or its label where both versions print labels. Any other `from` links points of its two versions only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from planstrack.claims.references import Path, References, Spot, label_key, point_at, points_with_paths
from planstrack.model import Plan, Point, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLink:
    """That one point of an earlier version and one of a later belong together; in this pair only when `pair_only`.

    `route` is where the later version's file says so, None for what ids say.
    """

    earlier: Spot
    later: Spot
    basis: Literal["declared", "inferred"]
    why: str
    route: tuple[str | int, ...] | None
    pair_only: bool


def route_of(path: Path) -> tuple[str | int, ...]:
    """Return the route to a point or a part in its file.

    >>> route_of((13, 0))
    ('points', 13, 'parts', 0)
    """
    route: tuple[str | int, ...] = ("points", path[0])
    for step in path[1:]:
        route = (*route, "parts", step)
    return route


class Matters:
    """The matters of some versions, by the places that have them."""

    def __init__(self, plan: Plan) -> None:
        self._versions = plan.versions
        self.references = References(plan)
        self._raw: dict[Spot, str] = {}
        self._above: dict[str, str] = {}
        self._order: dict[str, int] = {}
        self._scoped = self._part_ids_used_twice()
        for name, version in plan.versions.items():
            self._enter(name, version)
        self._pair_links: dict[frozenset[str], list[PairLink]] = {}
        self._joined: dict[str, set[str]] = {}
        self._one_entry: dict[Spot, PairLink] = {}
        for name, version in plan.versions.items():
            self._follow(name, version)
        self._spots: dict[str, dict[str, list[Path]]] = {}
        self._kinds: dict[str, bool] = {}
        for spot, raw in self._raw.items():
            self._spots.setdefault(self._root(raw), {}).setdefault(spot.version, []).append(spot.path)
        joined: dict[str, set[str]] = {}
        for one, others in self._joined.items():
            joined.setdefault(self._root(one), set()).update(self._root(other) for other in others)
        self._joined = joined

    def _part_ids_used_twice(self) -> frozenset[str]:
        """Return the ids that parts of several points of one version share: they say which part of their point it is."""
        twice: set[str] = set()
        for version in self._versions.values():
            uses = Counter(point.id for path, point in points_with_paths(version.points) if point.id and len(path) > 1)
            twice.update(name for name, number in uses.items() if number > 1)
        return frozenset(twice)

    def _enter(self, name: str, version: Version) -> None:
        numbers = Counter(label_key(point.number) for point in version.points if point.number)
        for path, point in points_with_paths(version.points):
            if len(path) == 1:
                number = label_key(point.number) if point.number else ""
                place = point.number if number and numbers[number] == 1 else f"@{path[0] + 1}"
                raw = point.id or f"{name}#{place}"
            else:
                raw = self._part_name(name, version, path, point)
            self._raw[Spot(name, path)] = raw
            self._above.setdefault(raw, raw)
            self._order.setdefault(raw, len(self._order))

    def _part_name(self, name: str, version: Version, path: Path, part: Point) -> str:
        owner = self._raw[Spot(name, path[:-1])]
        if part.id:
            return f"{owner}/{part.id}" if part.id in self._scoped else part.id
        label = part.label or part.number
        if label and version.labels == "printed":
            return f"{owner}/{label_key(label)}"
        mine = owner if "#" in owner else f"{name}#{owner}"
        return f"{mine}/{label_key(label) if label else f'@{path[-1] + 1}'}"

    def _root(self, raw: str) -> str:
        while self._above[raw] != raw:
            self._above[raw] = self._above[self._above[raw]]
            raw = self._above[raw]
        return raw

    def _unite(self, one: str, other: str) -> None:
        roots = sorted({self._root(one), self._root(other)}, key=lambda raw: ("#" in raw, self._order[raw]))
        for root in roots[1:]:
            self._above[root] = roots[0]

    def _follow(self, name: str, version: Version) -> None:
        """Follow every `from` of a version: one that names a point alone makes one matter, any other a link."""
        entries: list[tuple[Path, int, Spot, Literal["declared", "inferred"]]] = []
        for path, point in points_with_paths(version.points):
            for index, origin in enumerate(point.from_ or ()):
                owner, mark, rest = origin.point.rpartition("#")
                spots = self.references.outright(owner, rest) if mark else ()
                if len(spots) == 1 and owner != name:
                    entries.append((path, index, spots[0], origin.basis))
        named = Counter(self._raw[target] for _, _, target, _ in entries)
        having = Counter(raw for spot, raw in self._raw.items() if spot.version == name)
        for path, index, target, basis in entries:
            here, raw = Spot(name, path), self._raw[target]
            alone = len(version_from(version, path)) == 1 and named[raw] == 1
            own = having[raw] - (1 if self._raw[here] == raw else 0)
            pair_only = not (alone and own == 0)
            route = (*route_of(path), "from", index)
            link = PairLink(
                earlier=target,
                later=here,
                basis=basis,
                why=f"from {target.version}#{self.name_at(target)}",
                route=route,
                pair_only=pair_only,
            )
            self._pair_links.setdefault(frozenset((name, target.version)), []).append(link)
            if pair_only:
                self._joined.setdefault(self._raw[here], set()).add(raw)
                self._joined.setdefault(raw, set()).add(self._raw[here])
            else:
                self._one_entry[here] = link
                self._unite(self._raw[here], raw)

    def name_at(self, spot: Spot) -> str:
        """Return how a place is named in its version: its id, its number, its position from 1 behind `@`."""
        point = point_at(self._versions[spot.version], spot.path)
        return point.id or point.number or point.label or f"@{spot.path[-1] + 1}"

    def of(self, spot: Spot) -> str:
        """Return the matter of the point or part at a place."""
        return self._root(self._raw[spot])

    def spots(self, matter: str, version: str) -> Sequence[Path]:
        """Return where a matter stands in a version: paths, empty where it does not."""
        return self._spots.get(matter, {}).get(version, ())

    def versions_of(self, matter: str) -> Sequence[str]:
        """Return the versions in which a matter stands, in the plan's order."""
        return tuple(self._spots.get(matter, ()))

    def all(self) -> Sequence[str]:
        """Return every matter that stands somewhere."""
        return tuple(self._spots)

    def is_part(self, matter: str) -> bool:
        """Return whether a matter stands only in parts of points."""
        if matter not in self._kinds:
            places = self._spots.get(matter, {})
            self._kinds[matter] = bool(places) and all(len(path) > 1 for paths in places.values() for path in paths)
        return self._kinds[matter]

    def owner(self, spot: Spot) -> str:
        """Return the matter of the point that a part stands in; of a point, its own."""
        return self.of(Spot(spot.version, spot.path[:1]))

    def joined_with(self, matter: str) -> frozenset[str]:
        """Return the matters that some `from` joins a matter with, or splits it into, in one pair only."""
        return frozenset(self._joined.get(matter, ()))

    def declared(self, version: str, index: int) -> bool:
        """Return whether a point says which matter it is: by an id or by `from`."""
        point = self._versions[version].points[index]
        return bool(point.id) or point.from_ is not None

    def is_declared(self, matter: str) -> bool:
        """Return whether every point of a matter says which matter it is."""
        return all(
            self.declared(version, path[0])
            for version, paths in self._spots.get(matter, {}).items()
            for path in paths
            if len(path) == 1
        )

    def pair_links(self, one: str, other: str) -> Sequence[PairLink]:
        """Return what every `from` says of two versions, in the order of the later file."""
        return self._pair_links.get(frozenset((one, other)), ())

    def inferred(self, spot: Spot) -> bool:
        """Return whether a point is of its matter only by a `from` that an analyst inferred."""
        link = self._one_entry.get(spot)
        return link is not None and link.basis == "inferred"

    def title(self, matter: str) -> str | None:
        """Return the newest title of a matter, None where no version titles it."""
        found = None
        for version, paths in self._spots.get(matter, {}).items():
            for path in paths:
                found = point_at(self._versions[version], path).title or found
        return found


def version_from(version: Version, path: Path) -> Sequence[object]:
    """Return what a point's `from` names, empty when it has none."""
    return point_at(version, path).from_ or ()
