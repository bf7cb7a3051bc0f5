"""The verdict table: what became of a point, on which basis, and why.

What is held decides over what is reported; what is reported over silence; and silence removes and adds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planstrack.claims.evidence import Evidence
from planstrack.compare.values import Basis, QuantityChange, Shape, Verdict, amount_key, text_of
from planstrack.model import Amount, Point, Version
from planstrack.text.folding import same_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A verdict, what it rests on, and why, in a clause."""

    verdict: Verdict
    basis: Basis
    reason: str


_CHANGES = frozenset(("reworded", "joined", "split"))
_GONE = frozenset(("removed", "dropped"))


def decides(item: Evidence, old: Version, new: Version) -> bool:
    """Whether a claim may decide what happened between these two versions, rather than between two others."""
    return (
        item.stands
        and item.stance == "supports"
        and item.says != "denied"
        and item.about.version == new.id
        and item.about.since in (None, old.id)
    )


def gives_other_amount(item: Evidence, before: Mapping[str, Amount]) -> bool:
    """Whether a claim gives another amount than the old side does."""
    return any(
        name in before and amount_key(amount) != amount_key(before[name]) for name, amount in item.amounts.items()
    )


def ruling_on_text(
    olds: Sequence[Point], news: Sequence[Point], shape: Shape, quantities: Sequence[QuantityChange]
) -> Ruling:
    """Return what became of points whose words are held on both sides."""
    if not same_text(text_of(olds), text_of(news)):
        return Ruling(verdict="changed", basis="text", reason="both texts are held and differ")
    if shape != "kept":
        return Ruling(verdict="changed", basis="text", reason="the same words, divided into points differently")
    if any(quantity.changed for quantity in quantities):
        return Ruling(verdict="changed", basis="text", reason="the same words, but the amounts given differ")
    return Ruling(verdict="unchanged", basis="text", reason="both texts are held and are the same")


def ruling_on_itself(held: bool) -> Ruling:
    """Return what became of a point of a version that is compared with itself: nothing, whether its words are held or not."""
    return Ruling(verdict="unchanged", basis="text" if held else "reported", reason="both sides are the same version")


def ruling_on_reports(
    claims: Sequence[Evidence], before: Mapping[str, Amount], quantities: Sequence[QuantityChange], wordless: Version
) -> Ruling:
    """Return what became of points that stand on both sides, where the words of one, `wordless`, are not held."""
    if any(item.says in _CHANGES or gives_other_amount(item, before) for item in claims) or any(
        quantity.changed for quantity in quantities
    ):
        return Ruling(
            verdict="changed",
            basis="reported",
            reason=f"{_missing_words(wordless)}; reports say what changed",
        )
    gone = any(item.says in _GONE for item in claims)
    if gone and not any(item.says == "kept" for item in claims):
        return Ruling(verdict="removed", basis="reported", reason="a report says that it was removed")
    if gone:
        return Ruling(
            verdict="unknown", basis="none", reason=f"{_missing_words(wordless)}; reports differ on whether it was kept"
        )
    if any(item.says == "kept" for item in claims):
        return Ruling(verdict="unchanged", basis="reported", reason="a report says that it was kept")
    return Ruling(
        verdict="unknown", basis="none", reason=f"{_missing_words(wordless)}; no report says whether it changed"
    )


def _missing_words(version: Version) -> str:
    return f"the wording in {version.name} is not held"


def ruling_on_absence(claims: Sequence[Evidence], before: Mapping[str, Amount], new: Version) -> Ruling:
    """Return what became of a point that the new side lacks."""
    if new.points_held == "all":
        return Ruling(verdict="removed", basis="text", reason=f"{new.name} is held whole and has no such point")
    if any(item.says in _GONE for item in claims):
        return Ruling(verdict="removed", basis="reported", reason="a report says that it was removed")
    if any(item.says == "kept" for item in claims):
        return Ruling(verdict="unchanged", basis="reported", reason="a report says that it was kept")
    if any(item.says in _CHANGES or gives_other_amount(item, before) for item in claims):
        return Ruling(verdict="changed", basis="reported", reason="a report says that it was changed")
    return Ruling(verdict="unknown", basis="none", reason=f"{_not_whole(new)}; no report says what became of it")


def ruling_on_arrival(claims: Sequence[Evidence], old: Version) -> Ruling:
    """Return where a point comes from that the old side lacks."""
    if old.points_held == "all":
        return Ruling(verdict="added", basis="text", reason=f"{old.name} is held whole and has no such point")
    if any(item.says == "added" for item in claims):
        return Ruling(verdict="added", basis="reported", reason="a report says that it was added")
    if any(item.says == "kept" for item in claims):
        return Ruling(verdict="unchanged", basis="reported", reason="a report says that it was kept")
    return Ruling(verdict="unknown", basis="none", reason=f"{_not_whole(old)}; no report says whether it is new")


def _not_whole(version: Version) -> str:
    if version.points_held is None:
        return f"{version.name} does not say that all its points are held (points_held: all)"
    return (
        f"{version.name} is not held whole" if version.points_held == "some" else f"no point of {version.name} is held"
    )
