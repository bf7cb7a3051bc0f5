"""Answers that exclude each other, each a side with its own grounds; who contradicts nobody is also said, no side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from planstrack.claims.sayings import SAYINGS, SETTLEMENT, Question, settlements_exclude
from planstrack.compare.amounts import amounts_differ, counts_exclude
from planstrack.compare.facts import Facts
from planstrack.compare.records import (
    Answer,
    AnswerValue,
    Basis,
    Dispute,
    Fact,
    Ground,
    Position,
    grounds_of,
    strongest,
)
from planstrack.compare.words import amount_words, count_words
from planstrack.model import Amount


def _position(says: str, value: AnswerValue, facts: Sequence[Fact]) -> Position:
    return Position(
        says=says,
        value=value,
        basis=strongest(fact.basis for fact in facts),
        grounds=grounds_of(facts),
    )


def _split(
    groups: Sequence[tuple[Position, Sequence[Fact]]], excludes: Callable[[Fact, Fact], bool]
) -> tuple[tuple[Position, ...], tuple[Position, ...]]:
    """Return the positions that exclude another, and those that contradict nobody; two denials exclude nothing."""
    against: set[int] = set()
    for at, (_, mine) in enumerate(groups):
        for other, (_, theirs) in enumerate(groups):
            if other > at and not (mine[0].against and theirs[0].against) and excludes(mine[0], theirs[0]):
                against |= {at, other}
    sides = tuple(position for at, (position, _) in enumerate(groups) if at in against)
    return sides, tuple(position for at, (position, _) in enumerate(groups) if at not in against)


def _sayings_of(facts: Sequence[Fact], stated: str) -> str:
    """Return how claims put a side: `removed`; `changed, hence there`; the plain statement where no claim says it."""
    said: dict[str, None] = {}
    for fact in facts:
        for ground in fact.grounds:
            if ground.kind == "claim" and ground.says is not None:
                row = SAYINGS[ground.says]
                if row.kind != "talk" and ground.says not in ("value", "count"):
                    said[row.contrary if ground.against else row.side] = None
    return " or ".join(said) or stated


_HELD: Mapping[Basis, str] = {
    "text": "the text {}",
    "translation": "the translation {}",
    "summary": "it {}, as summarised here",
}
"""How a side is put that rests on what the file holds; a summary is not the text."""
_HENCE = {True: "hence there", False: "hence not there"}
_SAYS_PRESENCE = frozenset(
    ("added", "removed", "dropped", "in the text as a proposal", "not removed", "not added", "not dropped")
)


def presence_dispute(facts: Facts, answers: Mapping[bool, Answer], matter: str, version: str) -> Dispute | None:
    """Return the dispute on whether a matter is in a version; None where nobody contradicts anybody."""
    if len(answers) < 2:
        return None
    sides = []
    for value in (False, True):
        answer = answers[value]
        words = _sayings_of(answer.facts, "in it" if value else "not in it")
        held = {fact.basis for fact in answer.facts for ground in fact.grounds if ground.kind in ("point", "whole")}
        if held:
            words = _HELD[strongest(held)].format("has it" if value else "lacks it")
        elif not set(words.split(" or ")) <= _SAYS_PRESENCE:
            words = f"{words}, {_HENCE[value]}"
        sides.append(_position(words, value, answer.facts))
    return _dispute(facts, "present", matter, version, tuple(sides))


def sameness_dispute(facts: Facts, answers: Mapping[bool, Answer], matter: str, old: str, new: str) -> Dispute | None:
    """Return the dispute on whether a matter says the same in two versions; a chain is no side against a fact."""
    if len(answers) < 2 or answers[True].chained != answers[False].chained:
        return None
    sides = []
    for value in (False, True):
        answer = answers[value]
        amounts = {_told_amounts(facts, fact, matter, old, new) for fact in answer.facts if fact.told}
        parts = [
            "the texts are the same" if value else "the texts differ"
            for _ in [0]
            if answer.basis in ("text", "translation") and any(ground.kind == "point" for ground in answer.grounds)
        ]
        said = [f if answer.chained else replace(f, grounds=f.said_of(new)) for f in answer.facts if not f.told]
        parts += [part for part in (_sayings_of(said, ""), *sorted(amounts)) if part]
        words = "; ".join(parts) or ("the same" if value else "not the same")
        position = _position(words, value, answer.facts)
        sides.append(position if answer.chained else replace(position, grounds=_said_of(answer, new)))
    return _dispute(facts, "same", matter, new, tuple(sides), old=old)


def _said_of(answer: Answer, new: str) -> tuple[Ground, ...]:
    """Return the grounds of an answer, of amounts only the reports on the new version; all where none is on that one.

    Who reports the old amount says nothing of whether it stayed.
    """
    said = {ground.key for fact in answer.facts for ground in fact.said_of(new) if ground.evidence} or {
        ground.key for fact in answer.facts for ground in (fact.grounds if fact.told else ()) if ground.evidence
    }
    return tuple(ground for ground in answer.grounds if not ground.evidence or ground.key in said)


def _told_amounts(facts: Facts, fact: Fact, matter: str, old: str, new: str) -> str:
    """Return the amounts behind a difference, or an equality: `at most 600,000 personnel → no limit`."""
    words = []
    for version in (old, new):
        told = {ground.key for ground in (fact.told or {}).get(version, ())}
        given = [
            amount_words(each.amount, facts.plan, fact.name or "")
            for each in facts.values(matter, version)
            if each.name == fact.name and told & {g.key for g in each.grounds}
        ]
        words.append(" or ".join(dict.fromkeys(given)))
    return " → ".join(words) if all(words) else ""


def value_disputes(facts: Facts, given: Sequence[Fact], matter: str, version: str) -> tuple[Dispute, ...]:
    """Return the disputes on the amounts of one matter in one version, one for each quantity."""
    by_name: dict[str, list[Fact]] = {}
    for fact in given:
        by_name.setdefault(fact.name or "", []).append(fact)
    found = []
    for name, mine in sorted(by_name.items()):
        groups: list[tuple[Amount, bool, list[Fact]]] = []
        for fact in mine:
            group = next((g for g in groups if g[1] == fact.against and _equal(g[0], fact.amount)), None)
            if group is None:
                group = (fact.amount, fact.against, [])
                groups.append(group)
            group[2].append(fact)
        told = [
            (
                _position(
                    ("not " if against else "") + amount_words(amount, facts.plan, name) + _as_text(group),
                    amount,
                    group,
                ),
                group,
            )
            for amount, against, group in groups
        ]
        sides, also = _split(told, _amounts_exclude)
        if sides:
            found.append(_dispute(facts, "value", matter, version, sides, also, name=name))
    return tuple(found)


def _as_text(group: Sequence[Fact]) -> str:
    """Return that an amount is the text's, or our summary's of it."""
    bases = {fact.basis for fact in group for ground in fact.grounds if ground.kind == "point"}
    return _IN_HAND[strongest(bases)] if bases else ""


_IN_HAND: Mapping[Basis, str] = {
    "text": " (the text)", "translation": " (the translation)", "summary": " (as summarised here)",
}  # fmt: skip


def _equal(one: Amount, other: Amount) -> bool:
    return (one.bound, one.value, one.upper, one.condition) == (other.bound, other.value, other.upper, other.condition)


def _amounts_exclude(one: Fact, other: Fact) -> bool:
    return amounts_differ(one.amount, other.amount, one.basis, other.basis) != (one.against or other.against)


def status_dispute(facts: Facts, given: Sequence[Fact], matter: str, version: str) -> Dispute | None:
    """Return the dispute on how far a matter is settled in a version; open, bracketed and parked are one answer."""
    groups: dict[tuple[str, bool], list[Fact]] = {}
    for fact in given:
        groups.setdefault((SETTLEMENT[fact.answer], fact.against), []).append(fact)  # type: ignore[index]
    told = []
    for (_, against), mine in groups.items():
        most = next((fact for fact in mine if fact.answer in ("bracketed", "parked")), mine[0])
        row = SAYINGS[most.answer]  # type: ignore[index]
        told.append((_position(row.contrary if against else row.side, str(most.answer), mine), mine))
    sides, also = _split(told, _statuses_exclude)
    return _dispute(facts, "status", matter, version, sides, also) if sides else None


def _statuses_exclude(one: Fact, other: Fact) -> bool:
    here, there = SETTLEMENT[one.answer], SETTLEMENT[other.answer]  # type: ignore[index]
    if one.against or other.against:
        return here == there
    return settlements_exclude(here, there)


def talk_dispute(facts: Facts, given: Sequence[Fact], matter: str, version: str) -> Dispute | None:
    """Return the dispute on whether a matter was talked of in the talks on a version."""
    sides = []
    for value in (True, False):
        mine = [fact for fact in given if fact.answer is value]
        if mine:
            said = {ground.says for fact in mine for ground in fact.grounds}
            words = " or ".join(says for says in ("discussed", "sought") if says in said) or "talked of"
            words = words if value else "denied"
            if facts.title_of(matter).startswith("Whether "):
                words = "yes" if value else "no"  # a proposition that is a question is answered
            sides.append(_position(words, value, mine))
    return _dispute(facts, "talked", matter, version, tuple(sides)) if len(sides) > 1 else None


def count_dispute(facts: Facts, version: str) -> Dispute | None:
    """Return the dispute on how many points a version has."""
    groups: dict[tuple[bool, str], list[Fact]] = {}
    for fact in facts.counts(version):
        groups.setdefault((fact.against, repr(fact.answer)), []).append(fact)
    ordered = sorted(groups.values(), key=lambda mine: (mine[0].against, min(mine[0].count.any_of)))
    told = [
        (
            _position(
                ("not " if mine[0].against else "") + f"{count_words(mine[0].count)} points" + _whole(mine),
                mine[0].answer,
                mine,
            ),
            mine,
        )
        for mine in ordered
    ]
    sides, also = _split(told, _counts_exclude)
    return _dispute(facts, "count", "", version, sides, also) if sides else None


def _whole(mine: Sequence[Fact]) -> str:
    return " (counted in the text)" if any(fact.basis == "text" for fact in mine) else ""


def _counts_exclude(one: Fact, other: Fact) -> bool:
    return counts_exclude(one.count, other.count) != (one.against or other.against)


def _dispute(
    facts: Facts,
    question: Question,
    matter: str,
    version: str,
    sides: tuple[Position, ...],
    also: tuple[Position, ...] = (),
    *,
    name: str | None = None,
    old: str | None = None,
) -> Dispute:
    known = facts.plan.versions[version]
    title = known.title or known.name
    called = facts.title_of(matter) if matter else title
    label = matter.removeprefix("~")
    if question == "count":
        about, identity = f"How many points “{title}” has", f"{version}/count"
    elif question == "value":
        tracked = facts.plan.quantities.get(name or "")
        called = (tracked.title if tracked else None) or (name or "").replace("-", " ")
        about, identity = f"{called} in “{title}”", f"{version}/{label}/{name}"
    else:
        told = {
            "present": f"whether it is in “{title}”",
            "same": "whether it changed",
            "status": f"how far it is settled in “{title}”",
            "talked": f"whether it was talked of for “{title}”",
        }[question]
        # The title of a proposition says already what is asked of it.
        about = f"{called}: {told}" if not matter.startswith("~") else f"{called} (“{title}”)"
        identity = f"{version}/{label}/{question}"
        if old is not None:
            identity = f"{old}..{identity}"
    issues = tuple(sorted(facts.issues_of(matter))) if matter and not matter.startswith("~") else ()
    if matter.startswith("~"):
        issues = tuple(issue for issue in (matter[1:].partition("/")[0],) if issue)
    return Dispute(
        id=identity, version=version, question=question, title=called, about=about, sides=sides, also_said=also,
        matter=matter or None, issues=issues,
    )  # fmt: skip


def _same_sides(one: Dispute, other: Dispute) -> bool:
    """Return whether two disputes set the same claims against each other, or against what the file holds."""
    return {frozenset(item.key for item in side.evidence) for side in one.sides} == {
        frozenset(item.key for item in side.evidence) for side in other.sides
    }


def disputes_in(facts: Facts, matter: str, version: str, presence: Mapping[bool, Answer]) -> tuple[Dispute, ...]:
    """Return every dispute on one matter in one version: its presence, amounts, status, and whether it was talked of."""
    there = presence_dispute(facts, presence, matter, version)
    settled = status_dispute(facts, facts.statuses(matter, version), matter, version)
    if there and settled and _same_sides(there, settled):
        settled = None  # "dropped" against "agreed" is one contradiction, told as whether it is there.
    found = [
        there,
        *value_disputes(facts, facts.values(matter, version), matter, version),
        settled,
        talk_dispute(facts, facts.talked(matter, version), matter, version),
    ]
    return tuple(dispute for dispute in found if dispute is not None)


__all__ = [
    "Basis", "count_dispute", "disputes_in", "presence_dispute", "sameness_dispute", "status_dispute", "talk_dispute",
    "value_disputes",
]  # fmt: skip
