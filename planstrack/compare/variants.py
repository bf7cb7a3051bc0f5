"""Two witnesses of one version side by side: what differs is how they render it, never a change."""

from __future__ import annotations

from dataclasses import replace

from planstrack.claims.witnesses import keys_of
from planstrack.compare.changes import compare
from planstrack.compare.facts import Facts
from planstrack.compare.held import Held
from planstrack.compare.records import Comparison
from planstrack.model import Plan, Point, Receipts, Version, Witness

Rendering = tuple[Version, Witness]
"""A version with the words of a witness, and the witness."""


def variants(
    old: Rendering, new: Rendering, plan: Plan | None = None, *, whitespace: bool = False, hidden: bool = False
) -> Comparison:
    """Return how two witnesses render the points of their version; reports and readings have no say in it.

    A point that only one of them has stands only there. With `hidden`, the words are compared and none is shown.
    """
    one, other = _rendering(*old), _rendering(*new)
    other = other.model_copy(update={"relations": {one.name: "answers"}})
    made = (plan or Plan(title="")).model_copy(
        update={"versions": {one.name: one, other.name: other}, "articles": {}, "main_line": (), "receipts": Receipts()}
    )
    behind = None
    if hidden:
        behind = Held(made)
        made = made.model_copy(update={"versions": {name: _shut(known) for name, known in made.versions.items()}})
    facts = Facts(made, (), behind=behind)
    return replace(compare(facts, one.name, other.name, whitespace=whitespace), variants=True)


def _rendering(version: Version, witness: Witness) -> Version:
    """Return the points that a witness has words of, each with an id by which it is the same in every rendering."""
    keys = keys_of(version)
    there = {keys[key][0] for key in witness.spans if key in keys}
    points = tuple(_bare(point, at) for at, point in enumerate(version.points) if at in there)
    return version.model_copy(
        update={
            "id": f"{version.name}@{witness.id}",
            "title": f"{version.title or version.name}, {witness.outlet or witness.id}",
            "points": points,
            "points_held": "all",
            "points_total": None,
            "based_on": (),
            "relations": {},
            "gone": {},
            "sources": (),
            "witnesses": (),
        }
    )


def _bare(point: Point, at: int) -> Point:
    """Return a point without what the file says of it besides its words: that is of the version, not of a rendering."""
    update: dict[str, object] = {
        "id": point.id or f"point-{at + 1}", "from_": None, "readings": (), "quantities": {}, "positions": {},
        "status": None, "options": (), "sources": (), "parts_held": None,
        "parts": tuple(_bare_part(part) for part in point.parts),
    }  # fmt: skip
    return point.model_copy(update=update)


def _bare_part(part: Point) -> Point:
    bare = _bare(part, 0)
    return bare.model_copy(update={"id": part.id})


def _shut(version: Version) -> Version:
    """Return a rendering without its words."""
    return version.model_copy(update={"points": tuple(map(_silent, version.points))})


def _silent(point: Point) -> Point:
    return point.model_copy(update={"text": None, "wording": "paraphrase", "parts": tuple(map(_silent, point.parts))})


__all__ = ["variants"]
