"""The sum of a comparison: by how many points the totals differ, how many of these are identified, how many are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planstrack.compare.answers import answers_of, clear, contrary
from planstrack.compare.disputes import count_dispute
from planstrack.compare.facts import Facts
from planstrack.compare.records import VERDICTS, Accounting, Change, Verdict, strongest
from planstrack.compare.relations import ABSENCE
from planstrack.compare.words import listed


def totals(facts: Facts, version: str) -> tuple[int, ...]:
    """Return every number of points that a version is given on the strongest basis, ascending; empty when none is."""
    given = [fact for fact in facts.counts(version) if not fact.against]
    basis = strongest(fact.basis for fact in given)
    return tuple(sorted({number for fact in given if fact.basis == basis for number in fact.count.any_of}))


def _given(facts: Facts, version: str, noun: str = "") -> str:
    """Return a version's totals as a sum puts them: `19 or 20 (disputed)`, `about 20`; with a noun, this behind them."""
    given = [fact for fact in facts.counts(version) if not fact.against]
    exact = {number for fact in given if not fact.count.about for number in fact.count.any_of}
    numbers = totals(facts, version)
    words = listed([f"{'' if number in exact else 'about '}{number}" for number in numbers], "or") + noun
    return f"{words} (disputed)" if len(numbers) > 1 and count_dispute(facts, version) else words


def _reported(facts: Facts, version: str) -> str:
    """Return that a version's total rests on reports alone; empty where its text was counted."""
    bases = [fact.basis for fact in facts.counts(version) if not fact.against]
    return " (reported)" if strongest(bases) == "reported" else ""


def sum_of(facts: Facts, old: str, new: str, changes: Sequence[Change]) -> Accounting:
    """Return the sum over all changes between two versions.

    Identified are points removed and joined away, less those added and split; those in dispute are told apart.
    """
    before, after = totals(facts, old), totals(facts, new)
    verdicts = Counter(change.verdict for change in changes)
    counted: dict[Verdict, int] = {verdict: verdicts[verdict] for verdict in VERDICTS}
    undisputed = sum(_fewer(facts, old, new, change) for change in changes if not change.disputed)
    contested = sum(_fewer(facts, old, new, change) for change in changes if change.disputed)
    revises = ABSENCE[facts.relations.of(old, new)] == "gone"
    fewer = (before[0] - after[-1], before[-1] - after[0]) if before and after and revises else None
    return Accounting(
        old=before,
        new=after,
        fewer=fewer,
        identified=undisputed,
        identified_disputed=contested,
        verdicts=counted,
        note=_sum_in_words(facts, old, new, before, after, undisputed, contested, changes)
        if revises
        else _side_by_side(facts, old, new, before, after),
    )


def _fewer(facts: Facts, old: str, new: str, change: Change) -> int:
    """Return how many points fewer a change leaves: negative where it brings points; what is only computed counts for none."""
    if change.verdict == "removed":
        return max(1, len(change.old))
    if change.verdict == "added":
        return -max(1, len(change.new))
    if change.verdict == "disputed":
        return _fewer_if_so(facts, old, new, change)
    if change.old and change.new and change.match.how != "computed":
        return len(change.old) - len(change.new)
    return 0


def _fewer_if_so(facts: Facts, old: str, new: str, change: Change) -> int:
    """Return how many points fewer there are if the side of a dispute is right that makes it a removal, or an addition."""
    before, after = _may_be(facts, change.matters, old), _may_be(facts, change.matters, new)
    if len(before) + len(after) == 3:
        if True in before and False in after:
            return max(1, len(change.old))
        if False in before and True in after:
            return -max(1, len(change.new))
    return len(change.old) - len(change.new) if change.old and change.new and change.match.how != "computed" else 0


def _may_be(facts: Facts, matters: Sequence[str], version: str) -> set[bool | None]:
    """Return whether one of several matters may be in a version: both answers where that is contested, None where it is not known."""
    each = [answers_of(facts.presence(matter, version)) for matter in matters]
    known = {None if contrary(answers) else clear(answers) for answers in each}
    if True in known:
        return {True}
    if not any(map(contrary, each)):
        return {False} if known == {False} else {None}
    lacking = all(contrary(answers) or clear(answers) is False for answers in each)
    return {True, False} if lacking else {True, None}


def _sum_in_words(
    facts: Facts,
    old: str,
    new: str,
    before: tuple[int, ...],
    after: tuple[int, ...],
    identified: int,
    contested: int,
    changes: Sequence[Change],
) -> str:
    lacking = [facts.plan.versions[name] for name, total in ((old, before), (new, after)) if not total]
    if lacking:
        names = " and ".join(f"“{version.title or version.name}”" for version in lacking)
        verb = "have" if len(lacking) > 1 else "has"
        return f"How many points {names} {verb} is not known, so the sum cannot be drawn."
    least, most = before[0] - after[-1], before[-1] - after[0]
    given = [_given(facts, name) for name in (old, new)]
    loosely = "about " if least == most and any(words.startswith("about") for words in given) else ""
    lead = f"{' → '.join(given)}: {loosely}{_range(least, most)}"
    implied = least >= 0 < most if identified > 0 else most <= 0 > least  # the range says already which way
    way = "" if implied or not identified else " fewer" if identified > 0 else " more"
    known = f"{abs(identified) or 'none'} identified{way}"
    if contested:
        known += f", {abs(contested)} more disputed"
    if not least and least == most and not identified and not contested:
        if any(_fewer(facts, old, new, change) for change in changes):
            return f"{lead}; what is identified adds up."
        if all(change.verdict == "unknown" for change in changes):
            sides = [f"{words}{_reported(facts, name)}" for words, name in zip(given, (old, new), strict=True)]
            return f"{' → '.join(sides)}: {loosely}as many points; which points stayed is not known."
        return f"{lead}; no point is identified as removed or added."
    if least != most or loosely:
        return f"{lead}; {known}."
    rest = abs(least - identified)
    if least and (least - identified) * least < 0:
        return f"{lead}; {known}: {rest} more than the totals allow, so they cannot all be right."
    return f"{lead}; {known}; {rest or 'none'} unaccounted for."


def _side_by_side(facts: Facts, old: str, new: str, before: tuple[int, ...], after: tuple[int, ...]) -> str:
    """Return the totals of two texts of which neither revises the other: to draw a sum would say that one became the other."""
    if not before or not after:
        return "Neither text revises the other, so no sum is drawn."
    given = f"{_given(facts, old)} and {_given(facts, new, ' points')}"
    return f"{given}; neither text revises the other, so no sum is drawn."


def _range(least: int, most: int) -> str:
    if least == most:
        return "as many points" if not least else f"{abs(least)} {'fewer' if least > 0 else 'more'}"
    if least >= 0:
        return f"{least} to {most} fewer"
    if most <= 0:
        return f"{-most} to {-least} more"
    return f"{-least} more to {most} fewer"
