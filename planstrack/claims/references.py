"""What a name in a claim stands for: `army-cap`, `6`, `us-28#6`, `frozen-funds/a`, `14a`; and when it fits two things.

A point or a part is found by its place: the version's id and the path of positions in its file (`(13, 0)` is the first
part of the fourteenth point).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from planstrack.claims.sayings import SAYINGS
from planstrack.model import About, Plan, Point, Says, Version
from planstrack.text.folding import folded

Path = tuple[int, ...]


class Spot(NamedTuple):
    """Where a point or a part stands: the version's id, and its positions from 0."""

    version: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A name in a claim and what it stands for.

    `spots` is one place where it is found, the two or more that it fits where it is ambiguous, none where it is unknown.
    `by_id` says that it is an id, which names the matter in every version.
    """

    written: str
    state: Literal["found", "ambiguous", "unknown"]
    spots: tuple[Spot, ...]
    by_id: bool = False

    @property
    def spot(self) -> Spot | None:
        """The one place it stands for; None when there is none, or more than one."""
        return self.spots[0] if self.state == "found" else None


def version_of(about: About) -> str | None:
    """Return the id of the version a claim is about, without the document of a package.

    >>> version_of(About(version="us-package/agreement"))
    'us-package'
    """
    return about.version.partition("/")[0] if about.version else None


def document_of(about: About) -> str | None:
    """Return the document of a package that a claim is about; None for the version as a whole."""
    return about.version.partition("/")[2] or None if about.version else None


@lru_cache(maxsize=16_384)  # the same labels and numbers return in every version
def label_key(label: str) -> str:
    """Return a label or a number as it is compared: brackets, full stops and case aside.

    >>> label_key("a)"), label_key("(A)"), label_key("12.")
    ('a', 'a', '12')
    """
    return folded(label).text.strip(" ().[]").casefold()


def points_with_paths(points: Sequence[Point], above: Path = ()) -> Iterator[tuple[Path, Point]]:
    """Give every point and part with its path, each before its parts."""
    for index, point in enumerate(points):
        yield (*above, index), point
        if point.parts:
            yield from points_with_paths(point.parts, (*above, index))


def point_at(version: Version, path: Path) -> Point:
    """Return the point or part at a path.

    Raises:
        IndexError: Nothing stands there.
    """
    point = version.points[path[0]]
    for step in path[1:]:
        point = point.parts[step]
    return point


class _Names:
    """The names of one version's points and parts."""

    def __init__(self, version: Version) -> None:
        self.ids: dict[str, list[Path]] = {}
        self.numbers: dict[str, list[Path]] = {}
        self.parts: dict[str, list[Path]] = {}
        self._version = version
        for path, point in points_with_paths(version.points):
            if point.id:
                self.ids.setdefault(point.id, []).append(path)
            if len(path) == 1:
                if point.number:
                    self.numbers.setdefault(label_key(point.number), []).append(path)
                continue
            owner = point_at(version, path[:1])
            labels = {label_key(name) for name in (point.label, point.number) if name} | {point.id or ""} - {""}
            for head in {name for name in (owner.id, label_key(owner.number) if owner.number else None) if name}:
                for label in labels:
                    self.parts.setdefault(f"{head}/{label}", []).append(path)
            if owner.number:
                for label in {label_key(name) for name in (point.label, point.number) if name}:
                    for written in (f"{label_key(owner.number)}{label}", f"{label_key(owner.number)}.{label}"):
                        self.parts.setdefault(written, []).append(path)

    def find(self, name: str, document: str | None = None) -> list[Path]:
        """Return every point or part that the name fits, each once."""
        head, mark, tail = name.partition("/")
        part = f"{head if head in self.ids else label_key(head)}/{tail if tail in self.ids else label_key(tail)}"
        found = dict.fromkeys([
            *self.ids.get(name, ()),
            *(() if mark else self.numbers.get(label_key(name), ())),
            *(self.parts.get(part, ()) if mark else self.parts.get(label_key(name), ())),
        ])  # fmt: skip
        if document is None:
            return list(found)
        return [path for path in found if self._version.points[path[0]].document == document]


class References:
    """Looks up names in a plan; each version's names are gathered once."""

    def __init__(self, plan: Plan) -> None:
        self._versions = plan.versions
        self._names: dict[str, _Names] = {}
        self._owners: dict[str, list[str]] | None = None
        self._handed_on: dict[str | Spot, str | Spot] | None = None

    def _of(self, version: str | None) -> _Names | None:
        if version is None or version not in self._versions:
            return None
        if version not in self._names:
            self._names[version] = _Names(self._versions[version])
        return self._names[version]

    def in_version(self, version: str, name: str, document: str | None = None) -> tuple[Spot, ...]:
        """Return every point or part of a version that a name fits; empty where there is none, or no such version."""
        names = self._of(version)
        return tuple(Spot(version, path) for path in names.find(name, document)) if names else ()

    def outright(self, version: str, name: str) -> tuple[Spot, ...]:
        """Return what `VERSION#NAME` stands for: an id first, else a point's number, else a part; several only where it fits several."""
        names = self._of(version)
        if names is None:
            return ()
        found = names.ids.get(name) or names.numbers.get(label_key(name)) or names.find(name)
        return tuple(Spot(version, path) for path in found)

    def elsewhere(self, name: str) -> tuple[Spot, ...]:
        """Return the first place in any version that a part's name (`frozen-funds/a`) fits; empty where there is none."""
        return next((spots for version in self._versions if (spots := self.in_version(version, name))), ())

    def owners(self, name: str) -> Sequence[str]:
        """Return the versions that have a point or part with this id, in the plan's order."""
        if self._owners is None:
            self._owners = {}
            for version in self._versions:
                names = self._of(version)
                for known in names.ids if names else ():
                    self._owners.setdefault(known, []).append(version)
        return self._owners.get(name, ())

    def resolve(self, name: str, about: About, says: Says) -> Reference:
        """Return what a name in a claim stands for.

        `us-28#6` says it outright. An id names the matter wherever it stands. A number or a label is looked up in the
        version `since` for what is removed, moved, joined or split, in the version the claim is about for everything
        else, and in the other one where the first has no such name.
        """
        owner, mark, rest = name.rpartition("#")
        if mark:
            return self._reference(name, self.outright(owner, rest), by_id=False)
        version, since = version_of(about), about.since
        first_since = since is not None and SAYINGS[says].looked_up == "since"
        if since is None:
            known = self._versions.get(version or "")
            since = known.based_on[0] if known and len(known.based_on) == 1 else None
        first, second = (since, version) if first_since else (version, since)
        document = document_of(about)
        order = list(dict.fromkeys(place for place in (first, second) if place))
        for place in order:
            spots = self.in_version(place, name, document if place == version else None)
            if spots:
                others = self._other_lineage(spots, about.since, name) if says in ("kept", "reworded") else ()
                return self._reference(name, (*spots, *others), by_id=self._has_id(spots[0], name))
        for place in self.owners(name):
            return self._reference(name, self.in_version(place, name), by_id=True)
        if "/" in name:
            return self._reference(name, self.elsewhere(name), by_id=False)
        return Reference(written=name, state="unknown", spots=())

    def _has_id(self, spot: Spot, name: str) -> bool:
        return point_at(self._versions[spot.version], spot.path).id == name

    def _other_lineage(self, spots: tuple[Spot, ...], since: str | None, name: str) -> tuple[Spot, ...]:
        """Return the point of another lineage that the same number has in `since`: what was kept cannot be two matters."""
        here = point_at(self._versions[spots[0].version], spots[0].path)
        if since is None or since == spots[0].version or here.id == name:
            return ()
        return tuple(
            spot
            for spot in self.in_version(since, name)
            if here.id
            and (other := point_at(self._versions[since], spot.path).id)
            and other != here.id
            and self._root(other) != self._root(here.id)
        )

    def _name(self, spot: Spot) -> str | Spot:
        return point_at(self._versions[spot.version], spot.path).id or spot

    def _root(self, name: str | Spot) -> str | Spot:
        """Return one name for a lineage, which an id has and a `from` of one entry hands on."""
        if self._handed_on is None:
            self._handed_on = {}
            for version in self._versions:
                self._hand_on(version)
        while name in self._handed_on:
            name = self._handed_on[name]
        return name

    def _hand_on(self, name: str) -> None:
        """Follow the `from` of a version's points that name one point alone, which nothing else of it has or names."""
        assert self._handed_on is not None
        points = list(points_with_paths(self._versions[name].points))
        entries = [
            (path, self._name(spots[0]))
            for path, point in points
            for origin in point.from_ or ()
            if len(spots := self.outright(*origin.point.rpartition("#")[::2])) == 1 and spots[0].version != name
        ]
        named = Counter(target for _, target in entries)
        having = Counter(self._name(Spot(name, path)) for path, _ in points)
        for path, target in entries:
            here = self._name(Spot(name, path))
            alone = len(point_at(self._versions[name], path).from_ or ()) == 1 and named[target] == 1
            if alone and having[target] == (here == target):
                one, other = self._root(here), self._root(target)
                if one != other:
                    self._handed_on[one] = other

    @staticmethod
    def _reference(name: str, spots: tuple[Spot, ...], *, by_id: bool) -> Reference:
        state: Literal["found", "ambiguous", "unknown"] = (
            "found" if len(spots) == 1 else "ambiguous" if spots else "unknown"
        )
        return Reference(written=name, state=state, spots=spots, by_id=by_id)
