"""What the comparison of two texts gave where the texts are not both here: by a receipt, or by words that are not shown.

A receipt counts as the analyst's word: its basis is a summary. It is of the two texts that it names, and of no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from planstrack.claims.archive import Archive
from planstrack.claims.receipts import day_words
from planstrack.claims.references import Spot, points_with_paths
from planstrack.claims.witnesses import with_words
from planstrack.compare.held import Held
from planstrack.compare.records import Fact, Ground
from planstrack.model import Compared, Plan, Receipts, Version, Witness, pair_of


def name_of(held: Held, spot: Spot) -> str | None:
    """Return how receipts name a point or a part, None where its version has no name for it alone: `cap`, `6`, `cap/a`."""
    name = "/".join(held.matters.name_at(Spot(spot.version, spot.path[:end])) for end in range(1, len(spot.path) + 1))
    return name if held.matters.references.outright(spot.version, name) == (spot,) else None


def ends_of(held: Held, old: str, new: str, name: str) -> tuple[Spot, Spot] | None:
    """Return the point of either version that a receipt's name stands for; None where it names none, or not one."""
    spots = held.matters.references.outright(new, name) if new in held.plan.versions else ()
    if len(spots) != 1 or old not in held.plan.versions:
        return None
    earlier = held.one_spot(held.matters.of(spots[0]), old)
    return (earlier, spots[0]) if earlier else None


def compared(held: Held, old: str, new: str) -> dict[str, Compared]:
    """Return what the words at hand say of each point and part that stands in both versions, by its name."""
    found: dict[str, Compared] = {}
    for path, _ in points_with_paths(held.plan.versions[new].points):
        spot = Spot(new, path)
        matter = held.matters.of(spot)
        earlier, later = held.one_spot(matter, old), held.one_spot(matter, new)
        name = name_of(held, spot)
        if earlier is None or later is None or name is None or held.is_dropped(earlier) or held.is_dropped(later):
            continue
        answer = held.text_answer(earlier, later)
        if answer is not None:
            found[name] = "same" if answer[0] else "different"
    return found


def witnesses_of(plan: Plan, key: str) -> tuple[Witness, Witness] | None:
    """Return the two witnesses that a pair names; None where the plan has them not both."""
    old, first, new, second = pair_of(key)
    found = [
        next((item for item in plan.versions[version].witnesses if item.id == name), None)
        for version, name in ((old, first), (new, second))
        if version in plan.versions
    ]
    return (found[0], found[1]) if len(found) == 2 and found[0] and found[1] else None


def fits(plan: Plan, receipts: Receipts, key: str) -> bool:
    """Return whether a receipt is of the texts that the two witnesses name now; one that names no texts is not refuted."""
    witnesses = witnesses_of(plan, key)
    if witnesses is None:
        return False
    texts = receipts.compared.get(key)
    return texts is None or (texts.old, texts.new) == (witnesses[0].sha256, witnesses[1].sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparing:
    """What the comparison of two witnesses' texts gave: the hashes of the texts, and the answer for each point by its name."""

    old: str
    new: str
    answers: Mapping[str, Compared]


def neighbours(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return the pairs of versions whose texts are compared: along the main line, and each with what it builds on or relates to."""
    line = [name for name in plan.main_line if name in plan.versions]
    pairs = dict.fromkeys(pairwise(line))
    for name, version in plan.versions.items():
        pairs.update(
            {(other, name): None for other in (*version.based_on, *version.relations) if other in plan.versions}
        )
    return tuple(pair for pair in pairs if pair[0] != pair[1])


def compared_texts(
    plan: Plan, archive: Archive | None, *, pairs: Iterable[tuple[str, str]] | None = None
) -> dict[str, Comparing]:
    """Return what the texts at hand give, for every pair of witnesses of neighbouring versions whose texts are both here.

    The keys are those of receipts: `us-28@axios..e3-reuters@reuters`. Work grows with the pairs of witnesses that are here.
    """
    found: dict[str, Comparing] = {}
    here: dict[str, list[tuple[Witness, Version]]] = {}

    def renderings(name: str) -> list[tuple[Witness, Version]]:
        if name not in here:
            version = plan.versions[name]
            each = (
                (witness, with_words(version, archive, plan=plan, chosen=witness.id)) for witness in version.witnesses
            )
            here[name] = [(witness, made.version) for witness, made in each if made.serving is not None]
        return here[name]

    for old, new in neighbours(plan) if pairs is None else pairs:
        if old not in plan.versions or new not in plan.versions:
            continue
        for first, earlier in renderings(old):
            for second, later in renderings(new):
                versions = {**plan.versions, old: earlier, new: later}
                answers = compared(Held(plan.model_copy(update={"versions": versions})), old, new)
                if answers and first.sha256 and second.sha256:
                    key = f"{old}@{first.id}..{new}@{second.id}"
                    found[key] = Comparing(old=first.sha256, new=second.sha256, answers=answers)
    return found


class Recorded:
    """What receipts, and the words behind a page, say of two points whose texts do not stand in the plan in hand."""

    def __init__(self, held: Held, behind: Held | None = None) -> None:
        self._held, self._behind = held, behind
        self._facts: dict[frozenset[Spot], list[tuple[str, str, Compared]]] = {}
        receipts = held.plan.receipts
        for key, answers in receipts.texts.items():
            if not fits(held.plan, receipts, key):
                continue
            old, _, new, _ = pair_of(key)
            for name, answer in answers.items():
                ends = ends_of(held, old, new, name)
                if ends is not None:
                    self._facts.setdefault(frozenset(ends), []).append((key, name, answer))

    def by_spots(self, matter: str, here: Spot, there: Spot) -> list[Fact]:
        """Return whether two points are the same, as far as a receipt or the words behind say so."""
        answer = self._behind.text_answer(here, there) if self._behind else None
        if answer is not None:
            ground = Ground(
                kind="receipt",
                key=f"{here.version}..{there.version}/{self._held.matters.name_at(there)}",
                basis="summary",
                file=("version", there.version),
                route=("witnesses",),
                gist="both texts were compared for this page",
            )
            return [_fact(matter, here, there, same=answer[0], ground=ground)]
        return [
            _fact(matter, here, there, same=said == "same", ground=_ground(self._held.plan.receipts, key, name))
            for key, name, said in self._facts.get(frozenset((here, there)), ())
        ]


def _ground(receipts: Receipts, key: str, name: str) -> Ground:
    texts = receipts.compared.get(key)
    on = f" on {day_words(texts.on)}" if texts and texts.on else ""
    return Ground(
        kind="receipt",
        key=f"{key}/{name}",
        basis="summary",
        file=("receipts", ""),
        route=("texts", key, name),
        gist=f"both texts were compared{on}",
    )


def _fact(matter: str, here: Spot, there: Spot, *, same: bool, ground: Ground) -> Fact:
    return Fact(
        question="same", matter=matter, versions=(here.version, there.version), answer=same, basis="summary",
        grounds=(ground,),
    )  # fmt: skip


__all__ = [
    "Comparing", "Recorded", "compared", "compared_texts", "ends_of", "fits", "name_of", "neighbours", "witnesses_of",
]  # fmt: skip
