"""The page of an issue: what each version says of it, who said so, and where it stands; and all issues in brief."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.claims import Claims
from planstrack.briefing.order import main_line, side_branches
from planstrack.briefing.parts import Source, Sources
from planstrack.briefing.pictures import series
from planstrack.briefing.step import Step, step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from planstrack.briefing.pictures import Series
    from planstrack.claims.evidence import Evidence
    from planstrack.compare.values import Comparison
    from planstrack.model import Plan

    Compare = Callable[[str, str], Comparison]
    """Gives the comparison of two versions of the plan by their ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage:
    """An issue through the versions: the main line first, then other versions that speak of it.

    `paths` gives each tracked number as one line, `series` as a picture; `standing` says where the issue stands at the
    end of the main line.
    """

    id: str
    title: str
    about: str | None
    as_of: str | None
    standing: str
    paths: tuple[str, ...]
    steps: tuple[Step, ...]
    branches: tuple[Step, ...]
    sources: tuple[Source, ...]
    series: tuple[Series, ...] = ()


def _path(steps: Sequence[Step], name: str, title: str) -> str | None:
    """Return a number through the versions: `army size: at most 600,000 (us-28) → disputed (geneva-19) → …`.

    None where no version gives it.
    """
    if not any(reading.name == name for item in steps for reading in item.readings):
        return None
    words = []
    for item in steps:
        found = next((reading for reading in item.readings if reading.name == name), None)
        if found is None or found.verb == "is not known":
            words.append(f"{'not given' if item.whole else 'not known'} ({item.version.id})")
        elif found.verb == "is disputed":
            words.append(f"disputed ({item.version.id})")
        else:
            reported = ", reported" if found.verb == "is reported" else ""
            words.append(f"{found.words} ({item.version.id}{reported})")
    return f"{title}: {' → '.join(words)}"


def paths(plan: Plan, issue: str, steps: Sequence[Step]) -> tuple[str, ...]:
    """Return the tracked numbers of an issue through the versions, a line each."""
    found = (
        _path(steps, name, tracked.title or wording.heading(None, name))
        for name, tracked in plan.quantities.items()
        if tracked.issue == issue
    )
    return tuple(path for path in found if path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an issue stands at the end of the main line: the verb, the words, and their footnotes."""

    verb: wording.Verb
    words: str
    sources: tuple[int, ...]


def standing(steps: Sequence[Step]) -> Standing:
    """Return where an issue stands: as in the last version; where that knows nothing, also as in the last that does."""
    if not steps:
        return Standing(verb="is not known", words="no version is known", sources=())
    last = steps[-1]
    if last.verb != "is not known":
        return Standing(verb=last.verb, words=wording.sentence(last.words, capital=False), sources=last.cited)
    words = wording.sentence(last.words, capital=False)
    known = next((item for item in reversed(steps) if item.verb != "is not known"), None)
    if known is None:
        return Standing(verb=last.verb, words=words, sources=last.cited)
    before = wording.sentence(f"Last known in {known.version.id}: {known.words}")
    return Standing(verb=last.verb, words=f"{words} {before}", sources=known.cited)


def issue_page(
    issue: str, plan: Plan, evidence: Sequence[Evidence], compare: Compare, *, as_of: date | None = None
) -> IssuePage:
    """Return an issue's page from a plan (already cut to `as_of`, where a day is given).

    Raises:
        KeyError: The plan has no such issue.
    """
    known = plan.issues[issue]
    claims = Claims(plan, evidence)
    sources = Sources()
    steps: list[Step] = []
    previous: str | None = None
    for name in main_line(plan):
        comparison = compare(previous, name) if previous else None
        steps.append(step(plan, plan.versions[name], issue, claims, sources, comparison))
        previous = name
    branches = []
    for name in side_branches(plan):
        found = step(plan, plan.versions[name], issue, claims, sources)
        if found.verb != "is not known":
            branches.append(found)
    return IssuePage(
        id=issue,
        title=known.title,
        about=known.about,
        as_of=as_of.isoformat() if as_of else None,
        standing=f"{known.title}: {standing(steps).words}",
        paths=paths(plan, issue, steps),
        steps=tuple(steps),
        branches=tuple(branches),
        sources=sources.all(),
        series=tuple(
            series(plan, name, evidence) for name, tracked in plan.quantities.items() if tracked.issue == issue
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """One issue in brief: where it stands, and its tracked numbers through the versions."""

    id: str
    title: str
    verb: wording.Verb
    standing: str
    paths: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesPage:
    """All issues in brief: the headlines first, then the others in the plan's order."""

    title: str
    as_of: str | None
    rows: tuple[IssueRow, ...]
    sources: tuple[Source, ...]


def issues_page(
    plan: Plan, evidence: Sequence[Evidence], compare: Compare | None = None, *, as_of: date | None = None
) -> IssuesPage:
    """Return the page of all issues (the plan already cut to `as_of`, where a day is given); it needs no comparison."""
    claims = Claims(plan, evidence)
    sources = Sources()
    rows = []
    line = [plan.versions[name] for name in main_line(plan)]
    for name in dict.fromkeys([*(name for name in plan.headlines if name in plan.issues), *plan.issues]):
        shown = Sources()  # Of all that the steps would cite, only what is said here becomes a footnote.
        steps = [step(plan, version, name, claims, shown) for version in line]
        stands = standing(steps)
        rows.append(
            IssueRow(
                id=name,
                title=plan.issues[name].title,
                verb=stands.verb,
                standing=stands.words,
                paths=paths(plan, name, steps),
                sources=sources.take(stands.sources, shown),
            )
        )
    return IssuesPage(
        title=plan.title, as_of=as_of.isoformat() if as_of else None, rows=tuple(rows), sources=sources.all()
    )
