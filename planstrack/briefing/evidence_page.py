"""The page of what stands behind each change: the claims that carry it, its sources as a range, and what nothing supports."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planstrack.briefing import wording
from planstrack.briefing.parts import Entry, Source, Sources, entry
from planstrack.compare.records import evidence_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from planstrack.claims.evidence import Evidence
    from planstrack.compare.records import Change, Comparison
    from planstrack.model import Plan

Support = Literal[
    "disputed", "unsupported", "single-source", "maybe-single", "supported", "held", "unmatched", "unknown"
]  # fmt: skip

SUPPORT: Mapping[Support, str] = {
    "disputed": "disputed",
    "unsupported": "unsupported",
    "single-source": "one source",
    "maybe-single": "several sources that may be one",
    "supported": "two sources or more",
    "held": "from what is held of the texts themselves",
    "unmatched": "in one text only, so nothing to support",
    "unknown": "not known, so nothing to support",
}
"""How a change is supported, in the order in which it needs an editor's eye."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backing:
    """A change and what stands behind it; `speakers` are the first speakers of the claims that carry it.

    `voices` are the same by kind, as far as the plan gives it: `official: Kyslytsya, Sybiha`; `sureness` counts the
    sources as a range; of a disputed verdict each side has its own.
    """

    support: Support
    words: str
    sureness: str
    speakers: tuple[str, ...]
    voices: tuple[str, ...]
    entry: Entry

    @property
    def quiet(self) -> bool:
        """Whether it needs no report none speaks of it, and nothing of it is disputed, so that it is only counted."""
        spoken = (*self.entry.statements, *self.entry.beside, *self.entry.also, *self.entry.disputes)
        return self.support in ("held", "unmatched", "unknown") and not spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePage:
    """Changes with what stands behind them, how many are supported in which way, and how their claims were checked."""

    title: str
    as_of: str | None
    left_out: str | None
    totals: tuple[tuple[str, int], ...]
    checks: tuple[tuple[str, int], ...]
    backings: tuple[Backing, ...]
    sources: tuple[Source, ...]


def support(change: Change) -> Support:
    """Return how a change is supported. What is held of the texts needs no report; what is not known claims nothing."""
    if change.disputed:
        return "disputed"
    if change.verdict == "unknown":
        return "unknown"
    if change.verdict == "unmatched":
        return "unmatched"
    if change.basis != "reported":
        return "held"
    sources = change.sources
    if not sources.at_most:
        return "unsupported"
    if sources.at_least > 1:
        return "supported"
    return "single-source" if sources.at_most == 1 else "maybe-single"


def _carrying(change: Change) -> tuple[Evidence, ...]:
    """Return the claims that carry a change's verdict, its aspects, or a side of its disputes."""
    found = {item.key: item for item in change.evidence}
    found |= {item.key: item for aspect in change.aspects for item in evidence_in(aspect.grounds)}
    found |= {item.key: item for dispute in change.disputes for item in dispute.evidence}
    return tuple(found.values())


def _voices(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    kinds: dict[str, dict[str, None]] = {}
    for item in evidence:
        kind = item.origin.speaker_kind
        kinds.setdefault(wording.SPEAKERS[kind] if kind else "", {})[item.speaker] = None
    return tuple((f"{kind}: " if kind else "") + ", ".join(names) for kind, names in kinds.items())


def _checks(changes: Iterable[Change]) -> tuple[tuple[str, int], ...]:
    """Return how many claims there are of each state, in the order in which states are told; each claim counts once."""
    numbers = Counter(
        {item.key: item.check for change in changes for item in (*_carrying(change), *change.on_file)}.values()
    )
    return tuple((words, numbers[check]) for check, words in wording.CHECKED.items() if numbers[check])


def evidence_page(
    comparisons: Iterable[Comparison], plan: Plan | None = None, *, change: str | None = None
) -> EvidencePage:
    """Return the page for some comparisons; with `change` (an id), for that change alone."""
    sources = Sources(plan)
    compared = list(comparisons)
    chosen = [(one, item) for one in compared for item in one.changes if change is None or item.id == change]
    order = list(SUPPORT)
    chosen.sort(key=lambda pair: order.index(support(pair[1])))
    backings = [
        Backing(
            support=support(item),
            words=SUPPORT[support(item)],
            sureness="" if item.verdict == "disputed" else wording.sources(item.sources, item.evidence),
            speakers=tuple(dict.fromkeys(claim.speaker for claim in item.evidence)),
            voices=_voices(item.evidence),
            entry=entry(item, comparison, sources),
        )
        for comparison, item in chosen
    ]
    totals = tuple((SUPPORT[kind], number) for kind in order if (number := sum(b.support == kind for b in backings)))
    names = [
        f"{comparison.old.title or comparison.old.name} → {comparison.new.title or comparison.new.name}"
        for comparison in compared
    ]
    day = next((comparison.as_of for comparison in compared if comparison.as_of), None)
    return EvidencePage(
        title=f"Evidence: {change or '; '.join(names)}",
        as_of=day.isoformat() if day else None,
        left_out=wording.left_out({key for comparison in compared for key in comparison.left_out}),
        checks=_checks(item for _, item in chosen),
        totals=totals,
        backings=tuple(backings),
        sources=sources.all(),
    )
