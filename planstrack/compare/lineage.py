"""Declared concordance: which point became which, by the analyst's ids and `from:` references.

The same id in two versions means the same matter. `from: [us-28#3, us-28#7]` says that a point was joined or split from
points of an earlier version, by id or number. Between versions that are not neighbours the references are followed
through the versions in between.
"""

from __future__ import annotations

from collections.abc import Mapping

from planstrack.model import Plan, Version

Link = tuple[tuple[int, ...], tuple[int, ...], str]
"""Points of the old side, points of the new side (positions from 0), and why they belong together."""


class _Index:
    """Where ids and numbers stand in a version; the first use of each counts, a second one is a problem for `check`."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.by_id: dict[str, int] = {}
        self.by_number: dict[str, int] = {}
        for at, point in enumerate(version.points):
            if point.id:
                self.by_id.setdefault(point.id, at)
            if point.number:
                self.by_number.setdefault(point.number, at)

    def find(self, name: str) -> int | None:
        return self.by_id.get(name, self.by_number.get(name))


class _Origins:
    """Finds which points of one version a point of another goes back to."""

    def __init__(self, target: Version, versions: Mapping[str, Version]) -> None:
        self._target = _Index(target)
        self._versions = versions
        self._indexes: dict[str, _Index] = {}
        self._declaring: dict[str, list[tuple[str, int]]] = {}
        for name, version in versions.items():
            for at, point in enumerate(version.points):
                if point.id and point.from_:
                    self._declaring.setdefault(point.id, []).append((name, at))

    def _index(self, name: str) -> _Index | None:
        if name not in self._indexes and name in self._versions:
            self._indexes[name] = _Index(self._versions[name])
        return self._indexes.get(name)

    def of(self, version: Version, at: int, line: frozenset[str]) -> dict[int, str]:
        """Return the target's points that point `at` of `version` goes back to, each with the reason.

        `line` holds the versions that may stand between: those the version is based on, near or far.
        """
        found: dict[int, str] = {}
        seen: set[tuple[str | None, int]] = set()
        steps: list[tuple[Version, int, str]] = [(version, at, "")]
        while steps:
            current, index, via = steps.pop()
            if (current.id, index) in seen:
                continue
            seen.add((current.id, index))
            point = current.points[index]
            if point.id and point.id in self._target.by_id:
                found.setdefault(self._target.by_id[point.id], f"same id{via}")
            for reference in point.from_:
                owner, mark, name = reference.partition("#")
                if not mark:
                    continue
                if owner == self._target.version.id:
                    origin = self._target.find(name)
                    if origin is not None:
                        found[origin] = f"declared: from {reference}{via}"
                    continue
                earlier = self._index(owner)
                origin = earlier.find(name) if earlier else None
                if earlier is not None and origin is not None:
                    steps.append((earlier.version, origin, via or f", by way of {owner}"))
            for name, origin in self._declaring.get(point.id or "", ()):
                if name in line and name != current.id:
                    steps.append((self._versions[name], origin, via or f", by way of {name}"))
        return found


def ancestry(version: Version, versions: Mapping[str, Version]) -> frozenset[str]:
    """Return the ids of all versions that a version is based on, near or far; a circle ends where it began."""
    found: set[str] = set()
    steps = list(version.based_on)
    while steps:
        name = steps.pop()
        if name not in found and name in versions:
            found.add(name)
            steps.extend(versions[name].based_on)
    return frozenset(found)


def declared_links(old: Version, new: Version, plan: Plan | None = None) -> tuple[Link, ...]:
    """Return the groups of points that ids and `from:` references declare to belong together.

    A group is what hangs together: two old points that one new point comes from, or all new points split from one old
    one. Groups come in the order of the new side. References are read in both directions, so that an older version may
    stand on either side.
    """
    versions = plan.versions if plan else {}
    pairs: dict[tuple[int, int], str] = {}
    origins, line = _Origins(old, versions), ancestry(new, versions)
    for index in range(len(new.points)):
        for origin, why in origins.of(new, index, line).items():
            pairs[origin, index] = why
    origins, line = _Origins(new, versions), ancestry(old, versions)
    for index in range(len(old.points)):
        for target, why in origins.of(old, index, line).items():
            pairs.setdefault((index, target), why)
    return _groups(pairs)


def _groups(pairs: Mapping[tuple[int, int], str]) -> tuple[Link, ...]:
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for old_index, new_index in pairs:
        parent[root(("old", old_index))] = root(("new", new_index))
    members: dict[tuple[str, int], tuple[set[int], set[int], list[str]]] = {}
    for (old_index, new_index), why in sorted(pairs.items(), key=lambda item: (item[0][1], item[0][0])):
        olds, news, reasons = members.setdefault(root(("new", new_index)), (set(), set(), []))
        olds.add(old_index)
        news.add(new_index)
        if why not in reasons:
            reasons.append(why)
    groups = [
        (tuple(sorted(olds)), tuple(sorted(news)), "; ".join(reasons)) for olds, news, reasons in members.values()
    ]
    return tuple(sorted(groups, key=lambda group: (group[1], group[0])))
