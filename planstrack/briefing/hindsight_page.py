"""The page of two days: what was known of one comparison on each, and which reports made the difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.parts import Source, Sources, Statement, statements

if TYPE_CHECKING:
    from datetime import date

    from planstrack.compare.values import Change, Comparison


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
    turns: tuple[Turn, ...]
    same: int
    sources: tuple[Source, ...]

    @property
    def rest(self) -> str:
        """What is to be said of everything else."""
        return f"Of {wording.counted(self.same, 'other change', 'other changes')} both days knew as much."


NOT_YET = "not known"


def _standing(change: Change | None) -> str:
    if change is None:
        return NOT_YET
    words = [wording.headline(change.verdict, change.basis, disputed=change.disputed)]
    words += [f"{wording.amount(q.old)} → {wording.amount(q.new)}" for q in change.quantities if q.changed]
    if change.status and change.status.new:
        words.append(wording.STATUSES[change.status.new])
    return "; ".join(words)


def hindsight_page(before: Comparison | None, after: Comparison | None, earlier: date, later: date) -> HindsightPage:
    """Return what changed in the knowledge of one comparison from one day to a later one.

    A comparison is None when one of its versions was not known by that day.
    """
    known = {change.id: change for change in before.changes} if before else {}
    sources = Sources()
    turns = []
    same = 0
    changes = list(after.changes) if after else []
    gone = [change for name, change in known.items() if name not in {item.id for item in changes}]
    for change in [*changes, *gone]:
        then = known.get(change.id)
        now = None if change in gone else change
        old_keys = {item.key for item in then.evidence} if then else set()
        learned = [item for item in (now.evidence if now else ()) if item.key not in old_keys]
        states = _standing(then), _standing(now)
        if states[0] == states[1] and not learned:
            same += 1
            continue
        turns.append(
            Turn(
                id=change.id,
                title=change.title,
                before=states[0],
                after=states[1],
                learned=statements(learned, sources),
            )
        )
    either = after or before
    return HindsightPage(
        title=f"{either.old.title or either.old.name} → {either.new.title or either.new.name}" if either else "",
        earlier=earlier.isoformat(),
        later=later.isoformat(),
        sum_before=before.accounting.note if before else "One of the two versions was not known by then.",
        sum_after=after.accounting.note if after else "One of the two versions was not known by then.",
        turns=tuple(turns),
        same=same,
        sources=sources.all(),
    )
