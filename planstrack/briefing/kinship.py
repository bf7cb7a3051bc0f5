"""How a version stands to others, in words: what it revises, answers, accompanies, and which later ones do so with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planstrack.compare.facts import Facts
    from planstrack.model import Relation

RELATIONS: Mapping[Relation, tuple[str, str]] = {
    "revises": ("revises", "is revised by"),
    "replaces": ("replaces", "is replaced by"),
    "answers": ("answers", "is answered by"),
    "supplements": ("supplements", "is supplemented by"),
    "carries-out": ("carries out", "is carried out by"),
    "accompanies": ("accompanies", "is accompanied by"),
    "annex-of": ("is an annex of", "has as an annex"),
    "repackages": ("repackages", "is repackaged as"),
}
"""Each relation as it is told of the version that stands in it, and of the version that it stands to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """One other version that a version stands to; `words` tell how: `answers US 28-point plan`.

    `later` says that it is the other version whose file says so: `is answered by …`.
    """

    id: str
    title: str
    relation: Relation
    words: str
    later: bool = False


def kinships(facts: Facts, name: str) -> tuple[Kinship, ...]:
    """Return how a version stands to others, as its file says, then as theirs do; versions not yet known are left out."""
    known = facts.plan.versions
    if name in facts.not_yet or name not in known:
        return ()
    own = _named(facts, name)
    others = [other for other in known if other not in facts.not_yet and other != name and name in _named(facts, other)]
    return tuple(
        Kinship(
            id=other,
            title=title,
            relation=relation,
            words=f"{RELATIONS[relation][later]} {title}",
            later=later,
        )
        for later, names in ((False, own), (True, others))
        for other in names
        if (title := known[other].title or other)
        and (relation := facts.relations.of(name, other) if later else facts.relations.of(other, name))
    )


def _named(facts: Facts, name: str) -> list[str]:
    """Return the versions that a version's file says it is based on, or stands to in another way."""
    version = facts.plan.versions[name]
    named = dict.fromkeys([*version.based_on, *version.relations])
    return [other for other in named if other in facts.plan.versions and other not in facts.not_yet and other != name]
