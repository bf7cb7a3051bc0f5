"""The page of two days: what was known of one comparison on each, and which reports made the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.parts import Source, Sources, Statement, statements
from planstrack.compare.records import evidence_in

if TYPE_CHECKING:
    from datetime import date

    from planstrack.claims.evidence import Evidence
    from planstrack.compare.records import Change, Comparison
    from planstrack.model import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One change whose standing, or whose evidence, is another on the later day; `before` and `after` in words."""

    id: str
    title: str
    before: str
    after: str
    learned: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HindsightPage:
    """What two days knew of one comparison; `same` counts the changes of which both knew as much."""

    title: str
    earlier: str
    later: str
    sum_before: str
    sum_after: str
    left_out: str | None
    turns: tuple[Turn, ...]
    same: int
    sources: tuple[Source, ...]

    @property
    def rest(self) -> str:
        """What is to be said of everything else."""
        return f"Of {wording.counted(self.same, 'other change', 'other changes')} both days knew as much."


def _standing(change: Change | None) -> str:
    if change is None:
        return "not known"
    words = [wording.headline(change.verdict, change.basis, disputed=change.disputed)]
    if change.reason_code is not None:
        words.append(change.reason)
    words += [
        f"{item.title}: {wording.amount(item.old)} → {'disputed' if item.contested else wording.amount(item.new)}"
        for item in change.quantities
        if item.changed or item.contested
    ]
    words += [f"status: {item.new}, {wording.BASES[item.basis]}" for item in change.aspects if item.name == "status"]
    words += [f"{dispute.about}: {wording.sides(dispute)}" for dispute in change.disputes]
    return "; ".join(words)


def _carrying(change: Change | None) -> dict[str, Evidence]:
    """Return the claims on which a change's verdict, aspects and disputes rest, and those of a matter that is not known."""
    if change is None:
        return {}
    grounds = [ground for aspect in change.aspects for ground in aspect.grounds]
    items = (*change.evidence, *evidence_in(grounds), *(item for each in change.disputes for item in each.evidence))
    spoken = change.on_file if change.reason_code == "spoken-of" else ()
    return {item.key: item for item in (*items, *spoken)}


def _sum(comparison: Comparison) -> str:
    later = [note for note in comparison.notes if comparison.as_of]
    return " ".join([*later, comparison.accounting.note])


def hindsight_page(
    before: Comparison, after: Comparison, earlier: date, later: date, plan: Plan | None = None
) -> HindsightPage:
    """Return what changed in the knowledge of one comparison from one day to a later one."""
    known = {change.id: change for change in before.changes}
    now = {change.id: change for change in after.changes}
    sources = Sources(plan)
    turns = []
    same = 0
    for name in dict.fromkeys([*now, *known]):
        states = _standing(known.get(name)), _standing(now.get(name))
        earlier_keys = _carrying(known.get(name)).keys()
        learned = [item for key, item in _carrying(now.get(name)).items() if key not in earlier_keys]
        if states[0] == states[1] and not learned:
            same += 1
            continue
        title = (now.get(name) or known[name]).title
        turns.append(
            Turn(id=name, title=title, before=states[0], after=states[1], learned=statements(learned, sources))
        )
    old, new = after.old, after.new
    return HindsightPage(
        title=f"{old.title or old.name} → {new.title or new.name}",
        earlier=earlier.isoformat(),
        later=later.isoformat(),
        sum_before=_sum(before),
        sum_after=_sum(after),
        left_out=wording.left_out({*before.left_out, *after.left_out}),
        turns=tuple(turns),
        same=same,
        sources=sources.all(),
    )
