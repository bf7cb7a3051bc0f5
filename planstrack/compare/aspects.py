"""What changed beside the verdict: words, numbering, order, title, amounts, status, positions, each with its own grounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planstrack.claims.references import Spot
from planstrack.claims.sayings import SAYINGS
from planstrack.compare.amounts import amounts_differ
from planstrack.compare.facts import Facts
from planstrack.compare.records import (
    ASPECTS,
    Answer,
    Aspect,
    AspectName,
    Basis,
    Dispute,
    Fact,
    Ground,
    QuantityChange,
    grounds_of,
    once,
    strongest,
    weakest,
)
from planstrack.compare.relations import ABSENCE
from planstrack.compare.verdicts import Ruling
from planstrack.compare.words import with_unit
from planstrack.text.folding import same_text

if TYPE_CHECKING:
    from planstrack.compare.redline import Edit

_REWORDING = frozenset(("reworded", "joined", "split"))


def quantities_of(
    facts: Facts,
    matters: Sequence[str],
    olds: Sequence[Spot],
    news: Sequence[Spot],
    old: str,
    new: str,
    disputes: Sequence[Dispute],
) -> tuple[QuantityChange, ...]:
    """Return every tracked quantity of a change on both sides, on the strongest basis that gives it."""
    of_old = list(dict.fromkeys(facts.matters.of(spot) for spot in olds)) or list(matters)
    of_new = list(dict.fromkeys(facts.matters.of(spot) for spot in news)) or list(matters)
    before, after = facts.strongest_amounts(of_old, old), facts.strongest_amounts(of_new, new)
    contested = {
        dispute.id.rpartition("/")[2] for dispute in disputes if dispute.question == "value" and dispute.version == new
    }
    found = []
    for name in dict.fromkeys([*before, *after]):
        tracked = facts.plan.quantities.get(name)
        one, other = before.get(name, []), after.get(name, [])
        rivals = tuple(dict.fromkeys(fact.amount for fact in _all(facts, of_new, new, name)))
        found.append(
            QuantityChange(
                name=name,
                title=(tracked.title if tracked else None) or name.replace("-", " "),
                unit=tracked.unit if tracked else None,
                old=one[0].amount if one else None,
                new=other[0].amount if other else None,
                old_basis=one[0].basis if one else "none",
                new_basis=other[0].basis if other else "none",
                changed=bool(one and other)
                and all(
                    amounts_differ(here.amount, there.amount, here.basis, there.basis)
                    for here in one
                    for there in other
                ),
                contested=name in contested,
                grounds=grounds_of(other),
                rivals=rivals if len(rivals) > 1 else (),
            )
        )
    return tuple(found)


def _all(facts: Facts, matters: Sequence[str], version: str, name: str) -> list[Fact]:
    return [
        fact for matter in matters for fact in facts.values(matter, version) if fact.name == name and not fact.against
    ]


def aspects_of(
    facts: Facts,
    matters: Sequence[str],
    olds: Sequence[Spot],
    news: Sequence[Spot],
    old: str,
    new: str,
    edits: Sequence[Edit],
    quantities: Sequence[QuantityChange],
    same: Mapping[bool, Answer],
    ruling: Ruling,
    *,
    moved: bool,
) -> tuple[Aspect, ...]:
    """Return the aspects of a change, in the order in which pages name them."""
    found: list[Aspect] = []
    if old == new:
        return ()
    if olds and news:
        found += _by_edits(facts, olds, news, edits)
        if ABSENCE[facts.relations.of(old, new)] == "gone":
            found += _by_places(facts, olds, news, moved=moved)
    if ruling.verdict == "changed":
        found += _reported_rewording(same, {aspect.name for aspect in found})
    found += [
        Aspect(
            name="quantity", of=item.name, old=with_unit(item.old, item.unit), new=with_unit(item.new, item.unit),
            basis=item.basis, grounds=item.grounds,
        )
        for item in quantities
        if item.changed and item.old and item.new and ruling.verdict not in ("removed", "added")
    ]  # fmt: skip
    for matter in matters:
        found += _status(facts, matter, old, new)
        found += _positions(facts, matter, old, new)
    return tuple(sorted(found, key=lambda aspect: ASPECTS.index(aspect.name)))


def _by_edits(facts: Facts, olds: Sequence[Spot], news: Sequence[Spot], edits: Sequence[Edit]) -> list[Aspect]:
    """Return what the redline of two texts tells apart."""
    if not any(edit.op != "=" and edit.kinds != {"whitespace"} for edit in edits):
        return []
    from planstrack.compare.redline import aspects

    grounds = tuple(facts.ground_of(spot) for spot in (*olds, *news))
    basis = weakest(ground.basis for ground in grounds)
    kinds: list[AspectName] = [name for name in ASPECTS if name in set(aspects(edits)) - {"wording"}]
    names: list[AspectName] = list(dict.fromkeys(["reworded", *kinds]))
    return [Aspect(name=name, old=None, new=None, basis=basis, grounds=grounds) for name in names]


def _by_places(facts: Facts, olds: Sequence[Spot], news: Sequence[Spot], *, moved: bool) -> list[Aspect]:
    points = [[facts.point(spot) for spot in side] for side in (olds, news)]
    grounds = tuple(facts.ground_of(spot) for spot in (*olds, *news))
    basis = weakest(ground.basis for ground in grounds)
    found = []
    numbers = [[point.number for point in side] for side in points]
    if numbers[0] != numbers[1] and all(number for side in numbers for number in side):
        told = [", ".join(number or "" for number in side) for side in numbers]
        found.append(Aspect(name="renumbered", old=told[0], new=told[1], basis=basis, grounds=grounds))
    if moved:
        found.append(Aspect(name="moved", old=None, new=None, basis=basis, grounds=grounds))
    titles = [" / ".join(point.title or "" for point in side) for side in points]
    document_s_own = all(facts.text_answer(one, other) is not None for one in olds for other in news)
    if document_s_own and all(point.title for side in points for point in side) and not same_text(*titles):
        found.append(Aspect(name="retitled", old=titles[0], new=titles[1], basis=basis, grounds=grounds))
    return found


def _reported_rewording(same: Mapping[bool, Answer], known: set[AspectName]) -> list[Aspect]:
    """Return that what carries the verdict says the words changed; amounts alone do not say so."""
    if "reworded" in known or False not in same:
        return []
    facts = [fact for fact in same[False].facts if not fact.told]
    grounds = [
        ground
        for fact in facts
        for ground in fact.grounds
        if ground.kind == "reading" or (ground.evidence is not None and ground.evidence.says in _REWORDING)
    ]
    if not grounds:
        return []
    return [
        Aspect(
            name="reworded", old=None, new=None, basis=strongest(ground.basis for ground in grounds),
            grounds=once(grounds),
        )
    ]  # fmt: skip


def _one_answer(given: Sequence[Fact]) -> tuple[str, Basis, tuple[Ground, ...]] | None:
    """Return the answer that facts give on their strongest basis; None where there is none, or more than one."""
    facts = [fact for fact in given if not fact.against]
    basis = strongest(fact.basis for fact in facts)
    best = [fact for fact in facts if fact.basis == basis]
    answers = {str(fact.answer) for fact in best}
    if len(answers) != 1:
        return None
    return answers.pop(), basis, grounds_of(best)


def _status(facts: Facts, matter: str, old: str, new: str) -> list[Aspect]:
    """Return that the status is another one, or one where none was given; "proposed" after nothing says nothing new."""
    before, after = _one_answer(facts.statuses(matter, old)), _one_answer(facts.statuses(matter, new))
    if after is None or (before and before[0] == after[0]) or (before is None and after[0] == "proposed"):
        return []
    words = SAYINGS[after[0]].side  # type: ignore[index]  # every status is a saying
    told = SAYINGS[before[0]].side if before else None  # type: ignore[index]
    basis = weakest((before[1], after[1])) if before else after[1]
    return [Aspect(name="status", old=told, new=words, basis=basis, grounds=after[2])]


def _positions(facts: Facts, matter: str, old: str, new: str) -> list[Aspect]:
    """Return the parties whose position is known of both versions, and is another one."""
    found = []
    parties = dict.fromkeys(fact.name for fact in facts.positions(matter, new) if fact.name)
    for party in parties:
        before, after = (
            _one_answer([fact for fact in facts.positions(matter, version) if fact.name == party])
            for version in (old, new)
        )
        if before and after and before[0] != after[0]:
            basis = weakest((before[1], after[1]))
            found.append(Aspect(name="position", of=party, old=before[0], new=after[0], basis=basis, grounds=after[2]))
    return found
