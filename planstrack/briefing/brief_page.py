"""The briefing an editor would hand on: where it stands, what changed and how sure that is, what is disputed or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.issue_page import Step, main_line, standing, step
from planstrack.briefing.parts import Disagreement, Entry, Head, Source, Sources, disagreement, entry, head
from planstrack.dispute import disputes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planstrack.briefing.issue_page import Compare
    from planstrack.change import Comparison
    from planstrack.evidence import Evidence
    from planstrack.model import Plan

HEADLINES = 4
"""How many issues lead the briefing when the plan names none: with one line on the text itself that makes five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement, with its footnotes."""

    text: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What changed from one version to the next: the sum, each known change as a line, how many are not known."""

    old: Head
    new: Head
    accounting: str
    tally: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A headline issue with its path through the versions."""

    id: str
    title: str
    standing: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPage:
    """A briefing. `standing` is where it stands, in one line on the text and one for each headline issue."""

    title: str
    as_of: str | None
    span: str
    standing: tuple[Line, ...]
    turns: tuple[Turn, ...]
    headlines: tuple[Headline, ...]
    disputes: tuple[Disagreement, ...]
    unknown: tuple[Line, ...]
    sources: tuple[Source, ...]


def _text_line(plan: Plan, name: str, sources: Sources) -> Line:
    newest = head(plan.versions[name], sources, plan)
    day = f" of {newest.day}" if newest.day else ""
    return Line(text=wording.sentence(f"The newest text followed is {newest.title}{day}: {newest.state}"), sources=newest.sources)


def _change_line(item: Entry) -> Line:
    """Return a change as one sentence whose verb its evidence allows."""
    number = f" ({item.numbers})" if item.numbers else ""
    if item.disputed:
        sides = [
            "; ".join(f"{side.says} ({wording.listed(side.speakers)})" for side in dispute.sides) for dispute in item.disputes
        ]
        words = f"{item.title}{number} is disputed: {' / '.join(sides)}"
    else:
        words = f"{item.title}{number} {item.verb} {wording.BECAME[item.verdict]}"
    extra = [line.text for line in item.quantities if line.changed]
    if item.status:
        extra.append(f"status {item.status}")
    if not item.disputed and item.verdict == "changed" and item.aspects:
        extra.append(", ".join(item.aspects))
    grounds = f" ({item.sureness})" if item.sureness else ""
    return Line(text=wording.sentence("; ".join([words, *extra]) + grounds), sources=item.sources)


def _turn(comparison: Comparison, sources: Sources, plan: Plan, issues: Sequence[str] | None) -> Turn:
    from planstrack.briefing.diff_page import tally

    changes = [c for c in comparison.changes if issues is None or set(issues) & set(c.issues)]
    told = [c for c in changes if c.verdict != "unknown" and (c.verdict != "unchanged" or c.basis == "reported") or c.disputed]
    told.sort(key=lambda c: (not c.disputed, list(wording.VERDICTS).index(c.verdict)))
    return Turn(
        old=head(comparison.old, sources, plan),
        new=head(comparison.new, sources, plan),
        accounting=comparison.accounting.note,
        tally=tally(comparison),
        lines=tuple(_change_line(entry(change, sources, plan)) for change in told),
    )


def _unknown(comparison: Comparison, issues: Sequence[str] | None) -> list[Line]:
    found: dict[str, list[str]] = {}
    for change in comparison.changes:
        if change.verdict == "unknown" and not change.disputed and (issues is None or set(issues) & set(change.issues)):
            number = next((side.number for side in (*change.old, *change.new) if side.number), "")
            found.setdefault(change.reason, []).append(f"{number} {change.title}".strip())
    return [
        Line(
            text=wording.sentence(
                f"{comparison.old.name} → {comparison.new.name}: of {wording.counted(len(names), 'point')} {reason}: {', '.join(names)}"
            )
        )
        for reason, names in found.items()
    ]


def _pairs(plan: Plan, since: str, until: str) -> list[tuple[str, str]]:
    """Return the steps from one version to another: along the main line where both are on it, else in one leap."""
    line = main_line(plan)
    if since in line and until in line and line.index(since) <= line.index(until):
        stretch = line[line.index(since) : line.index(until) + 1]
        return list(zip(stretch, stretch[1:], strict=False))
    return [(since, until)]


def brief_page(
    plan: Plan,
    evidence: Sequence[Evidence],
    compare: Compare,
    *,
    since: str | None = None,
    until: str | None = None,
    issue: str | None = None,
    as_of: date | None = None,
) -> BriefPage:
    """Return the briefing on a plan (already cut to `as_of`, where a day is given).

    Args:
        plan: The plan.
        evidence: The claims of its articles.
        compare: Gives the comparison of two of its versions.
        since: The version the briefing starts from; the first of the main line when None.
        until: The version it ends with; the last of the main line when None.
        issue: The one issue it is about; the plan's headlines when None.
        as_of: The day it speaks of.

    Raises:
        KeyError: The plan has no such version or issue.
    """
    line = main_line(plan)
    day = as_of.isoformat() if as_of else None
    if not line:
        return BriefPage(
            title=plan.title, as_of=day, span="No version is known.", standing=(), turns=(), headlines=(), disputes=(),
            unknown=(), sources=(),
        )  # fmt: skip
    since, until = since or line[0], until or line[-1]
    first, last = plan.versions[since], plan.versions[until]
    pairs = _pairs(plan, since, until) if since != until else []
    stretch = [since, *(new for _, new in pairs)]
    names = (issue,) if issue is not None else plan.headlines or tuple(plan.issues)[:HEADLINES]
    sources = Sources()
    top = _text_line(plan, until, sources)
    comparisons = {pair: compare(*pair) for pair in pairs}
    headlines = []
    for name in names:
        steps = []
        for at, version in enumerate(stretch):
            comparison = comparisons[stretch[at - 1], version] if at else None
            steps.append(step(plan, plan.versions[version], name, evidence, sources, comparison))
        title = plan.issues[name].title
        headlines.append(Headline(id=name, title=title, standing=standing(steps, title), steps=tuple(steps)))
    chosen = names if issue is not None else None
    turns = tuple(_turn(comparison, sources, plan, chosen) for comparison in comparisons.values())
    found = [item for name in stretch for item in disputes(evidence, plan.versions[name], plan)]
    return BriefPage(
        title=plan.title,
        as_of=day,
        span=f"From {first.title or since} to {last.title or until}.",
        standing=(top, *(Line(text=f"{h.title}: {h.standing}", sources=h.steps[-1].sources) for h in headlines)),
        turns=turns,
        headlines=tuple(headlines),
        disputes=tuple(disagreement(item, sources) for item in found),
        unknown=tuple(line for comparison in comparisons.values() for line in _unknown(comparison, chosen)),
        sources=sources.all(),
    )
