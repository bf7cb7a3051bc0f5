"""The page of a comparison: the sum first, then what changed or is disputed, came, went, has no counterpart, is not known."""

from __future__ import annotations

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
    Statement,
    disagreement,
    entry,
    head,
    statements,
)
from planstrack.claims.clock import known_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from planstrack.briefing.pictures import Flow
    from planstrack.compare.records import Comparison, ReasonCode
    from planstrack.model import Plan, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffPage:
    """Two versions compared. `explain` asks renderers to show how points were matched, with close calls.

    `whole` are the claims on the new text, or on the pair, that name no point; `disputes` those that no change shows;
    `left_out` says what has no day, on a page as of a day. `comparison` is what the page speaks of.
    """

    title: str
    old: Head
    new: Head
    as_of: str | None
    relation: str
    accounting: str
    tally: str
    sections: tuple[Section, ...]
    whole: tuple[Statement, ...]
    disputes: tuple[Disagreement, ...]
    notes: tuple[str, ...]
    left_out: str | None
    sources: tuple[Source, ...]
    explain: bool
    comparison: Comparison = field(repr=False)

    @property
    def flow(self) -> Flow | None:
        """The picture of which point went where; drawn when asked for, since a terminal shows none."""
        from planstrack.briefing.pictures import flow

        return flow(self.comparison)


RELATIONS = {
    "revises": "The new text revises the old one: a point that it lacks is gone.",
    "replaces": "The new text replaces the old one: a point that it lacks is gone.",
    "answers": "The two are rival texts: that one lacks a point of the other says nothing about that point.",
    "supplements": "The new text supplements the old one, which stays in force.",
    "carries-out": "The new text carries out the old one, which stays in force.",
    "accompanies": "The new text accompanies the old one, which it leaves untouched.",
    "annex-of": "The new text is an annex of the old one, which it leaves untouched.",
    "repackages": "The new text repackages the old one: a point that it lacks may stand in another paper.",
}
"""How the new version stands to the old one, and what the absence of a point means there."""


def tally(comparison: Comparison) -> str:
    """Return how many changes there are of each verdict: `4 changed, 21 not known; of 2 something else is disputed`."""
    numbers = dict.fromkeys(wording.VERDICTS, 0)
    for change in comparison.changes:
        numbers[change.verdict] += 1
    words = [f"{number} {wording.VERDICTS[verdict]}" for verdict, number in numbers.items() if number]
    beside = sum(change.disputed and change.verdict != "disputed" for change in comparison.changes)
    more = f"; of {beside} something else is disputed" if beside else ""
    return ", ".join(words or ["no points on either side"]) + more


def known_by_then(version: Version, comparison: Comparison, plan: Plan | None) -> bool:
    """Return whether a version was known by the day of a comparison; without a day, or without a plan, it is."""
    if comparison.as_of is None or plan is None:
        return True
    first = known_on(version, plan)
    return first is not None and first <= comparison.as_of


def grouped(
    entries: Iterable[Entry], key: Callable[[Entry], str | None], words: Callable[[Entry], str]
) -> tuple[Group, ...]:
    """Return changes in groups of one key; the reason of a group is that of all of them, else `words` of any of them."""
    found: dict[str, list[Entry]] = {}
    for item in entries:
        found.setdefault(key(item) or "", []).append(item)
    groups = []
    for name, items in found.items():
        reasons = {item.reason for item in items}
        groups.append(
            Group(
                key=name,
                reason=reasons.pop() if len(reasons) == 1 else words(items[0]),
                entries=tuple(sorted(items, key=lambda item: not item.details)),
            )
        )
    # Groups of which something is known come first.
    return tuple(sorted(groups, key=lambda group: not any(item.details for item in group.entries)))


def alike(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Return what is unchanged, by its basis and by how its points were matched; of each group that is said once."""
    groups = grouped(
        (item for item in entries if item.verdict == "unchanged"),
        lambda item: f"{item.basis}/{item.how}",
        lambda item: wording.BASES[item.basis],
    )
    return tuple(_matched_once(group) if group.entries[0].how == "identical" else group for group in groups)


def _matched_once(group: Group) -> Group:
    """Return a group whose points were all matched in the same way, with that way in its reason."""
    reason = f"{group.reason}; {group.entries[0].link}"
    return replace(group, reason=reason, entries=tuple(replace(item, link="", reason=reason) for item in group.entries))


_BY_SIDE: frozenset[ReasonCode | None] = frozenset(("not-held", "not-reported"))


def not_known(entries: Iterable[Entry]) -> tuple[Group, ...]:
    """Return changes of which it is not known what became, by the code of the reason; what is not held, by its side too."""
    return grouped(
        (item for item in entries if item.verdict == "unknown"),
        lambda item: _key_of(item) if item.reason_code in _BY_SIDE else item.reason_code,
        lambda item: (
            (_SPOKEN if _of_old(item) else wording.REASONS[item.reason_code]) if item.reason_code else item.reason
        ),
    )


def _of_old(item: Entry) -> bool:
    """Return whether only reports on the old version speak of what is not known."""
    return item.reason_code == "not-reported" and bool(item.named)


def _key_of(item: Entry) -> str:
    return f"{item.reason_code}/{item.stands_in}{'/spoken' if _of_old(item) else ''}"


_SPOKEN = "the text of one side at least is not held; reports speak of the older version; none says what changed"


def only_in_one(entries: Iterable[Entry], old: str, new: str) -> tuple[Group, ...]:
    """Return points without counterpart, those of the old version first; `old` and `new` are the titles of the two."""
    return grouped(
        (item for item in entries if item.verdict == "unmatched"),
        lambda item: item.stands_in,
        lambda item: f"only in “{old if item.stands_in == 'old' else new}”: no counterpart found",
    )


def diff_page(comparison: Comparison, plan: Plan | None = None, *, explain: bool = False) -> DiffPage:
    """Return the page of a comparison, in which `Comparison.only` may have left the changes of one issue."""
    sources = Sources(plan)
    sum_ = comparison.accounting
    old, new = (
        head(version, sources, totals, known=known_by_then(version, comparison, plan))
        for version, totals in ((comparison.old, sum_.old), (comparison.new, sum_.new))
    )
    entries = [entry(change, comparison, sources) for change in comparison.changes]
    leading = [item for item in entries if item.verdict in ("disputed", "changed")]
    leading.sort(key=lambda item: (item.verdict != "disputed", not item.disputed))
    known = all(known_by_then(version, comparison, plan) for version in (comparison.old, comparison.new))

    def having(verdict: str) -> list[Entry]:
        return [item for item in entries if item.verdict == verdict]

    sections = [
        Section(key="changed", title="Changed or disputed", sign=None, entries=tuple(leading)),
        Section(key="added", title="Added", sign="+", entries=tuple(having("added"))),
        Section(key="removed", title="Removed", sign="-", entries=tuple(having("removed"))),
        Section(key="unmatched", title="Only in one text", sign="|", groups=only_in_one(entries, old.title, new.title)),
        Section(key="unknown", title="Not known", sign="?", groups=not_known(entries)),
        Section(
            key="unchanged",
            title="Unchanged",
            sign="=",
            groups=alike(entries),
        ),
    ]
    return DiffPage(
        title=f"{old.title} → {new.title}",
        old=old,
        new=new,
        as_of=comparison.as_of.isoformat() if comparison.as_of else None,
        relation=RELATIONS[comparison.relation] if known and comparison.old.name != comparison.new.name else "",
        accounting=sum_.note,
        tally=tally(comparison),
        sections=tuple(section for section in sections if section.size),
        whole=statements(comparison.on_the_whole, sources),
        disputes=tuple([disagreement(item, sources) for item in comparison.disputes]),
        notes=comparison.notes,
        left_out=wording.left_out(comparison.left_out),
        sources=sources.all(),
        explain=explain,
        comparison=comparison,
    )
