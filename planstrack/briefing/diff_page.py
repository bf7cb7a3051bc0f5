"""The page of a comparison: the sum first, then what changed or is disputed, added, removed, not known, unchanged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.parts import (
    Disagreement,
    Entry,
    Group,
    Head,
    Section,
    Source,
    Sources,
    disagreement,
    entry,
    head,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planstrack.briefing.pictures import Flow
    from planstrack.compare.values import Comparison
    from planstrack.model import Plan


SET_ASIDE = "not counted as evidence"
"""How a note begins that names claims which carry nothing; it is never shortened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffPage:
    """Two versions compared. `explain` asks renderers to show how points were matched, with close calls.

    `disputes` are those about a whole version (its count of points); disputes about a change stand with it.
    `comparison` is what the page speaks of.
    """

    title: str
    old: Head
    new: Head
    as_of: str | None
    accounting: str
    tally: str
    sections: tuple[Section, ...]
    disputes: tuple[Disagreement, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    explain: bool
    comparison: Comparison = field(repr=False)

    @property
    def flow(self) -> Flow | None:
        """The picture of which point went where; drawn when asked for, since a terminal shows none."""
        from planstrack.briefing.pictures import flow

        return flow(self.comparison)


def tally(comparison: Comparison) -> str:
    """Return how many changes there are of each verdict: `4 changed, 21 not known; 2 disputed`."""
    numbers = dict.fromkeys(wording.VERDICTS, 0)
    for change in comparison.changes:
        numbers[change.verdict] += 1
    words = [f"{number} {wording.VERDICTS[verdict]}" for verdict, number in numbers.items() if number]
    disputed = sum(change.disputed for change in comparison.changes)
    return ", ".join(words or ["no points on either side"]) + (f"; {disputed} disputed" if disputed else "")


def _noted_once(entries: list[Entry]) -> tuple[list[Entry], tuple[str, ...]]:
    """Return changes of which each says in short what several say alike, and these notes in full for the page."""
    uses = Counter(note for item in entries for note in item.notes if ": " in note)
    often = {note for note, number in uses.items() if number > 1 and not note.startswith(SET_ASIDE)}
    short = [
        replace(item, notes=tuple(note.partition(": ")[0] if note in often else note for note in item.notes))
        if often & set(item.notes)
        else item
        for item in entries
    ]
    return short, tuple(f"{note} ({wording.counted(uses[note], 'change')})" for note in uses if note in often)


def _grouped(entries: Iterable[Entry]) -> tuple[Group, ...]:
    found: dict[str, list[Entry]] = {}
    for item in entries:
        found.setdefault(item.reason, []).append(item)
    # Groups of which something is known come first, and in them what it is known of.
    ordered = sorted(found.items(), key=lambda pair: not any(item.details for item in pair[1]))
    return tuple(
        Group(reason=reason, entries=tuple(sorted(items, key=lambda item: not item.details)))
        for reason, items in ordered
    )


def diff_page(comparison: Comparison, plan: Plan | None = None, *, explain: bool = False) -> DiffPage:
    """Return the page of a comparison, in which `Comparison.only` may have left the changes of one issue."""
    sources = Sources()
    old, new = head(comparison.old, sources, plan), head(comparison.new, sources, plan)
    versions = (comparison.old, comparison.new)
    entries = [entry(change, sources, plan, versions) for change in comparison.changes]
    entries, common = _noted_once(entries)
    leading = [item for item in entries if item.disputed]
    changed = [item for item in entries if item.verdict == "changed" and not item.disputed]
    rest = [item for item in entries if not item.disputed]
    sections = [
        Section(key="changed", title="Changed or disputed", sign="~", entries=tuple(leading + changed)),
        Section(key="added", title="Added", sign="+", entries=tuple(i for i in rest if i.verdict == "added")),
        Section(key="removed", title="Removed", sign="-", entries=tuple(i for i in rest if i.verdict == "removed")),
        Section(key="unknown", title="Not known", sign="?", groups=_grouped(i for i in rest if i.verdict == "unknown")),
        Section(
            key="unchanged", title="Unchanged", sign="=", groups=_grouped(i for i in rest if i.verdict == "unchanged")
        ),
    ]
    return DiffPage(
        title=f"{old.title} → {new.title}",
        old=old,
        new=new,
        as_of=comparison.as_of.isoformat() if comparison.as_of else None,
        accounting=comparison.accounting.note,
        tally=tally(comparison),
        sections=tuple(section for section in sections if section.size),
        disputes=tuple(disagreement(item, sources) for item in comparison.disputes),
        notes=(*comparison.notes, *common),
        sources=sources.all(),
        explain=explain,
        comparison=comparison,
    )
