"""The verdict table: what became of a matter, from what is known of its presence on either side and of its sameness.

Contrary answers of one basis are looked at first; then the rows in their order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from planstrack.compare.answers import clear, contrary
from planstrack.compare.records import Answer, Basis, Verdict, strongest, weakest
from planstrack.compare.relations import ABSENCE
from planstrack.model import Relation

Answers = Mapping[bool, Answer]
Contested = Literal["old", "new", "both", "same"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A verdict, what it rests on, and the answers that carry it; `contested` is the question a dispute is about."""

    verdict: Verdict
    basis: Basis
    carrying: tuple[Answer, ...] = ()
    contested: Contested | None = None


UNKNOWN = Ruling(verdict="unknown", basis="none")
UNMATCHED = Ruling(verdict="unmatched", basis="none")


def verdict(
    old: Answers,
    new: Answers,
    same: Answers,
    relation: Relation,
    *,
    said_of_pair: bool,
    lacks_lineage: bool,
) -> Ruling:
    """Return what became of a matter.

    Args:
        old: What is known of whether it is in the old version: the answers True and False, with their grounds.
        new: The same of the new version.
        same: Whether it says the same in both.
        relation: How the new version stands to the old one.
        said_of_pair: Whether a claim, a reading or `gone` says of this pair that it was removed or added.
        lacks_lineage: Whether a point of it stands on one side only, and it, or a held point of the other side, says not
            which matter it is.
    """
    there, here = clear(old), clear(new)
    if contrary(old) and contrary(new):
        return _disputed((old, new), "both")
    if contrary(old) or contrary(new):
        return _disputed((old,), "old") if contrary(old) else _disputed((new,), "new")
    if contrary(same) and there is not False and here is not False:
        return _disputed((same,), "same")
    if {there, here} == {True, False}:
        if ABSENCE[relation] == "gone" or said_of_pair:
            return _came_or_went(old, new, removed=there is True)
        return UNMATCHED if relation == "answers" else UNKNOWN
    alike = clear(same)
    if there and here:
        return UNKNOWN if alike is None else _compared(same[alike], "unchanged" if alike else "changed")
    if there and here is None and alike is False:
        return _compared(same[False], "changed")
    return UNMATCHED if lacks_lineage else UNKNOWN


def _disputed(questions: Sequence[Answers], contested: Contested) -> Ruling:
    """Return a dispute on its question's basis; where both presences are contested, on the weaker of the two."""
    basis = weakest(strongest(answer.basis for answer in answers.values()) for answers in questions)
    carrying = tuple(answer for answers in questions for answer in answers.values())
    return Ruling(verdict="disputed", basis=basis, carrying=carrying, contested=contested)


def _came_or_went(old: Answers, new: Answers, *, removed: bool) -> Ruling:
    before, after = old[removed], new[not removed]
    return Ruling(
        verdict="removed" if removed else "added",
        basis=weakest((before.basis, after.basis)),
        carrying=(after, before),
    )


def _compared(same: Answer, told: Verdict) -> Ruling:
    return Ruling(verdict=told, basis=same.basis, carrying=(same,))
