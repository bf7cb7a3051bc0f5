"""The page of what stands behind each change: its claims, its independent speakers, and what nothing supports."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planstrack.briefing import wording
from planstrack.briefing.parts import Entry, Source, Sources, entry
from planstrack.claims.evidence import independent_speakers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planstrack.claims.evidence import Evidence
    from planstrack.compare.values import Change, Comparison
    from planstrack.model import Plan

Support = Literal["text", "supported", "single-source", "disputed", "unsupported", "unknown"]

SUPPORT: dict[Support, str] = {
    "disputed": "disputed",
    "unsupported": "unsupported",
    "single-source": "single source",
    "supported": "two or more independent sources",
    "text": "from the texts themselves",
    "unknown": "not known, so nothing to support",
}
"""How a change is supported, in the order in which it needs an editor's eye."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """A change and what stands behind it; `speakers` are the first speakers of the claims that stand.

    `voices` are the same by kind, as far as the plan gives it: `official: Kyslytsya, Sybiha`.
    """

    support: Support
    words: str
    speakers: tuple[str, ...]
    voices: tuple[str, ...]
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """Changes with what stands behind them, how many are supported in which way, and how their claims were checked."""

    title: str
    as_of: str | None
    totals: tuple[tuple[str, int], ...]
    checks: tuple[tuple[str, int], ...]
    backings: tuple[Backing, ...]
    sources: tuple[Source, ...]


def support(change: Change) -> Support:
    """Return how a change is supported. What the held texts show needs no report; what is not known claims nothing."""
    if change.disputed:
        return "disputed"
    if change.basis == "text":
        return "text"
    if change.verdict == "unknown":
        return "unknown"
    speakers = independent_speakers(item for item in change.evidence if item.stance == "supports")
    if not speakers:
        return "unsupported"
    return "supported" if len(speakers) > 1 else "single-source"


def _voices(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    kinds: dict[str, dict[str, None]] = {}
    for item in evidence:
        if item.stands:
            kinds.setdefault(wording.SPEAKERS.get(item.speaker_kind or "", ""), {})[item.speaker] = None
    return tuple((f"{kind}: " if kind else "") + ", ".join(names) for kind, names in kinds.items())


def _checks(changes: Iterable[Change]) -> tuple[tuple[str, int], ...]:
    """Return how many claims there are of each state, in the order in which states are told; each claim counts once."""
    states = {item.key: item.check for change in changes for item in change.evidence}
    numbers = Counter(states.values())
    return tuple((words, numbers[check]) for check, words in wording.CHECKED.items() if numbers[check])


def evidence_page(
    comparisons: Iterable[Comparison], plan: Plan | None = None, *, change: str | None = None
) -> EvidencePage:
    """Return the page for some comparisons; with `change` (an id), for that change alone."""
    sources = Sources()
    compared = list(comparisons)
    backings = [
        Backing(
            support=support(item),
            words=SUPPORT[support(item)],
            speakers=independent_speakers(item.evidence),
            voices=_voices(item.evidence),
            entry=entry(item, sources, plan),
        )
        for comparison in compared
        for item in comparison.changes
        if change is None or item.id == change
    ]
    backing_changes = [item for one in compared for item in one.changes if change is None or item.id == change]
    order = list(SUPPORT)
    backings.sort(key=lambda item: order.index(item.support))
    totals = tuple((SUPPORT[kind], number) for kind in order if (number := sum(b.support == kind for b in backings)))
    names = [f"{comparison.old.name} → {comparison.new.name}" for comparison in compared]
    day = next((comparison.as_of for comparison in compared if comparison.as_of), None)
    return EvidencePage(
        title=f"Evidence: {change or '; '.join(names)}",
        as_of=day.isoformat() if day else None,
        checks=_checks(backing_changes),
        totals=totals,
        backings=tuple(backings),
        sources=sources.all(),
    )
