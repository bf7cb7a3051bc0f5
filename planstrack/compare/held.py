"""What the versions of a plan hold: the wording of each point, its issues and title, and each point as a ground."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import chain as chained
from typing import Literal

from planstrack.claims.references import Spot, label_key, point_at
from planstrack.claims.witnesses import away
from planstrack.compare.matters import Matters, route_of
from planstrack.compare.records import Basis, Ground, Route
from planstrack.model import Plan, Point, Wording
from planstrack.text.characters import script_of
from planstrack.text.folding import same_text

WORDING_BASIS: Mapping[Wording, Basis] = {
    "verbatim": "text",
    "translation": "translation",
    "paraphrase": "summary",
    "reported": "reported",
}
"""What stands behind a point of each wording."""


def words_of(point: Point, *, labels: bool = True) -> str:
    """Return the words of a point and its parts, one a line; without `labels` where these are not the document's own."""
    if labels:
        return point.full_text
    lines = [point.text or "", *(words_of(part, labels=False) for part in point.parts)]
    return "\n".join(line for line in lines if line)


def paired_words(one: Point, other: Point, *, labels: bool = True) -> tuple[str, str]:
    """Return the words of two points as they are compared.

    A title that one sets apart, and with which the other's text begins, is no word of either: how a text was set, or read
    in, is no change of it.
    """
    return (
        words_of(_without_title(one, other.title), labels=labels),
        words_of(_without_title(other, one.title), labels=labels),
    )


def _without_title(point: Point, title: str | None) -> Point:
    if point.title or not title or not point.text:
        return point
    words = r"\s+".join(map(re.escape, title.split()))
    found = re.match(rf"\s*{words}\s*(?:[.:–—-]+\s+|\n\s*)(?=\S)", point.text, re.IGNORECASE)
    return point.model_copy(update={"text": point.text[found.end() :]}) if found else point


def _beginning(text: str, words: int = 8) -> str:
    """Return how a text begins, for want of a title and a number."""
    parts = text.split(None, words)
    return (
        " ".join(parts[:words]) + " …"
        if len(parts) > words
        else " ".join(parts).rstrip(".;:,") or "a point without words"
    )


class Held:
    """The points of a plan's versions, by their places and matters.

    `loose` are versions in files of their own, without a plan: their words are the document's where nothing else is said.
    """

    def __init__(self, plan: Plan, loose: Iterable[str] = ()) -> None:
        self.plan = plan
        self.loose = frozenset(loose)
        self.matters = Matters(plan)
        self._issues: dict[str, frozenset[str]] = {}
        self._scripts: dict[str, str | None] = {}
        self._away = {name: away(version) for name, version in plan.versions.items() if version.witnesses}

    def is_away(self, spot: Spot) -> bool:
        """Return whether the words of a point or part are in no file and not here, although an archive may have them."""
        return spot.version in self._away and spot.path in self._away[spot.version]

    def point(self, spot: Spot) -> Point:
        """Return the point or part at a place."""
        return point_at(self.plan.versions[spot.version], spot.path)

    def _along(self, spot: Spot) -> list[Point]:
        """Return the points on the way to a part, outermost first, and the part itself."""
        along = [self.plan.versions[spot.version].points[spot.path[0]]]
        for step in spot.path[1:]:
            along.append(along[-1].parts[step])
        return along

    def wording(self, spot: Spot) -> Wording:
        """Return the wording of the point or part at a place; a part without one has that of its point.

        Where nothing is said, a file of its own holds the document's words, and a plan holds our summary. Of words that
        are not here, what the file says of the point is our summary.
        """
        along = self._along(spot)
        if any(point.wording == "reported" for point in along):
            return "reported"
        if self.is_away(spot):
            return "paraphrase"
        typed = next((point.wording for point in reversed(along) if point.wording), None)
        return typed or ("verbatim" if spot.version in self.loose else "paraphrase")

    def basis(self, spot: Spot) -> Basis:
        """Return what stands behind the point at a place."""
        return WORDING_BASIS[self.wording(spot)]

    def held(self, spot: Spot) -> bool:
        """Return whether words of the point or part stand in the file, rather than only what reports say of it."""
        return self.wording(spot) != "reported" and bool(self.point(spot).full_text)

    def text_answer(self, old: Spot, new: Spot) -> tuple[bool, Basis] | None:
        """Return whether the words of two points are the same, and on which basis; None where words settle nothing."""
        points = [self.point(spot) for spot in (old, new)]
        if not all(map(self.held, (old, new))) or any(point.parts_held == "some" for point in points):
            return None
        wordings = {self.wording(old), self.wording(new)}
        versions = [self.plan.versions[spot.version] for spot in (old, new)]
        if not self.same_tongue(old.version, new.version):
            return None
        if wordings == {"verbatim"}:
            basis: Basis = "text"
        elif wordings == {"translation"} and versions[0].hand and versions[0].hand == versions[1].hand:
            basis = "translation"
        else:
            return None
        labels = all(version.labels == "printed" for version in versions) or all(
            spot.version in self.loose for spot in (old, new)
        )
        return same_text(*paired_words(*points, labels=labels)), basis

    def issues_of(self, matter: str) -> frozenset[str]:
        """Return the issues that a matter is tagged with in any version."""
        if matter not in self._issues:
            found = (
                point_at(self.plan.versions[version], path).all_issues
                for version in self.matters.versions_of(matter)
                for path in self.matters.spots(matter, version)
            )
            self._issues[matter] = frozenset(chained.from_iterable(found))
        return self._issues[matter]

    def language(self, version: str) -> str | None:
        """Return the language of a version's text, that of the plan where the version gives none."""
        return self.plan.versions[version].language or self.plan.language

    def same_tongue(self, one: str, other: str) -> bool:
        """Return whether the texts of two versions are in one language and one script; what is not said differs in nothing."""
        spoken = {
            name.split("-")[0].lower() for name in map(self.language, (one, other)) if name
        }  # en-GB is English too
        if len(spoken) > 1 or "und" in spoken:
            return False
        scripts = {self._script(one), self._script(other)} - {None}
        return len(scripts) < 2

    def _script(self, version: str) -> str | None:
        if version not in self._scripts:
            words = " ".join(point.full_text[:400] for point in self.plan.versions[version].points)
            self._scripts[version] = script_of(words)
        return self._scripts[version]

    def title_of(self, key: str) -> str:
        """Return what a reader calls a matter, a part or a proposition."""
        if key.startswith("~"):
            issue, _, name = key[1:].partition("/")
            known = self.plan.issues.get(issue)
            return known.matters.get(name, name) if known else name
        spots = [
            Spot(version, path)
            for version in self.matters.versions_of(key)
            for path in self.matters.spots(key, version)
        ]
        title = self.matters.title(key)
        if title:
            return title
        if spots and self.matters.is_part(key):
            part = self.point(spots[-1])
            if part.id:
                return part.id.replace("-", " ")
            label = part.label or part.number
            return f"part {label_key(label)}" if label else _beginning(part.full_text)
        if "#" not in key:
            return key.replace("-", " ")
        name = key.rpartition("#")[2]
        if not name.startswith("@"):
            return f"point {name}"
        return _beginning(self.point(spots[-1]).full_text) if spots else name

    def ground(
        self, kind: Literal["point", "from", "signed"], spot: Spot, basis: Basis, *, route: Route | None = None
    ) -> Ground:
        """Return a place in a version's file as a ground: the point, its `from`, or another key of it (`route`)."""
        point = self.point(spot)
        where = route or route_of(spot.path)
        name = self.matters.name_at(Spot(spot.version, spot.path[:1]))
        below = "".join(
            f"/{self.matters.name_at(Spot(spot.version, spot.path[: end + 1]))}" for end in range(1, len(spot.path))
        )
        sources = point.sources or point_at(self.plan.versions[spot.version], spot.path[:1]).sources
        return Ground(
            kind=kind,
            key=f"{spot.version}#{name}{below}" + ("/from" if kind == "from" else ""),
            basis=basis,
            file=("version", spot.version),
            route=where,
            articles=tuple(dict.fromkeys(source.partition("#")[0] for source in sources)),
        )

    def ground_of(self, spot: Spot) -> Ground:
        """Return the point at a place as a ground."""
        return self.ground("point", spot, self.basis(spot))

    def one_spot(self, matter: str, version: str) -> Spot | None:
        """Return the one place where a matter stands in a version; None where it does not, or at several."""
        paths = self.matters.spots(matter, version)
        return Spot(version, paths[0]) if len(paths) == 1 else None

    def is_dropped(self, spot: Spot) -> bool:
        """Return whether a point, or the one it is part of, is typed as dropped: its text is what was dropped."""
        return any(point.status == "dropped" for point in self._along(spot))
