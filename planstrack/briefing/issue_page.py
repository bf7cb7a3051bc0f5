"""The page of an issue: what each version says of it, who said so, and where it stands; and all issues in brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.order import main_line, side_branches
from planstrack.briefing.parts import Source, Sources, Statement, statements
from planstrack.briefing.pictures import series
from planstrack.briefing.step import Step, Told, step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from planstrack.briefing.pictures import Series
    from planstrack.compare.facts import Facts
    from planstrack.compare.records import Comparison
    from planstrack.model import Plan

    Compare = Callable[[str, str], Comparison]
    """Gives the comparison of two versions of the plan by their ids."""

_QUALIFIED: Mapping[wording.Verb, str] = {
    "is": "",
    "is (in translation)": ", in translation",
    "is, as summarised here": ", as summarised here",
    "is reported": ", reported",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage:
    """An issue through the versions: the main line first, then other versions that speak of it.

    `paths` gives each tracked number as one line, `series` as a picture; `standing` says where the issue stands at the
    end of the main line, `cited` the footnotes of that; `of_no_text` are the claims that are about no version, by date.
    """

    id: str
    title: str
    about: str | None
    as_of: str | None
    left_out: str | None
    standing: str
    cited: tuple[int, ...]
    paths: tuple[str, ...]
    steps: tuple[Step, ...]
    branches: tuple[Step, ...]
    of_no_text: tuple[Statement, ...]
    sources: tuple[Source, ...]
    series: tuple[Series, ...] = ()


def _path(steps: Sequence[Step], name: str, title: str) -> str | None:
    """Return a number through the versions: `army size: at most 600,000 (US 28-point plan) → disputed (…) → …`.

    None where no version gives it.
    """
    if not any(reading.name == name for item in steps for reading in item.readings):
        return None
    words = []
    for item in steps:
        found = next((reading for reading in item.readings if reading.name == name), None)
        if found is None:
            words.append(f"not known ({item.version.title})")
        elif found.verb == "is disputed":
            words.append(f"disputed ({item.version.title})")
        else:
            words.append(f"{found.words} ({item.version.title}{_QUALIFIED[found.verb]})")
    return f"{title}: {' → '.join(words)}"


def paths(plan: Plan, issue: str, steps: Sequence[Step]) -> tuple[str, ...]:
    """Return the tracked numbers of an issue through the versions, a line each."""
    found = (
        _path(steps, name, tracked.title or wording.heading(None, name))
        for name, tracked in plan.quantities.items()
        if tracked.issue == issue
    )
    return tuple(path for path in found if path)


HEADLINES = 4
"""How many issues lead when the plan names none: with one line on the text itself that makes five."""


def headlines(plan: Plan) -> tuple[str, ...]:
    """Return the issues that lead: those the plan names, each once, else its first ones.

    A name that is no issue of the plan is passed over: `check` reports it.
    """
    named = tuple(dict.fromkeys(name for name in plan.headlines if name in plan.issues))
    return named or tuple(plan.issues)[:HEADLINES]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where an issue stands at the end of the main line: the verb, the words, and their footnotes."""

    verb: wording.Verb
    words: str
    sources: tuple[int, ...]


def standing(steps: Sequence[Step]) -> Standing:
    """Return where an issue stands: as in the last version; where that knows nothing, also as in the last that does."""
    if not steps:
        return Standing(verb="is not known", words="no version of the main line is known.", sources=())
    last = steps[-1]
    words = wording.sentence(last.words, capital=False)
    known = next((item for item in reversed(steps) if item.known), None)
    if last.known or known is None:
        return Standing(verb=last.verb, words=words, sources=last.cited)
    before = wording.sentence(f"Last known in “{known.version.title}”: {known.words}")
    return Standing(verb=last.verb, words=f"{words} {before}", sources=tuple(sorted({*last.cited, *known.cited})))


def day_and_gaps(facts: Facts) -> tuple[str | None, str | None]:
    """Return the day that a page speaks of, and what is left out or not yet known by then; None and None without a day."""
    if facts.cut is None:
        return None, None
    words = [wording.left_out(facts.cut.left_out) or ""]
    if facts.not_yet:
        words.append(f"Not yet known by then: {wording.counted(len(facts.not_yet), 'version')} of the plan.")
    return facts.cut.day.isoformat(), " ".join(word for word in words if word) or None


def issue_page(issue: str, facts: Facts, compare: Compare) -> IssuePage:
    """Return an issue's page, as of a day where the facts are cut to one.

    Raises:
        KeyError: The plan has no such issue.
    """
    plan = facts.plan
    known = plan.issues[issue]
    told = Told(facts)
    sources = Sources(plan)
    steps: list[Step] = []
    previous: str | None = None
    for name in main_line(plan, facts.not_yet):
        steps.append(step(told, name, issue, sources, compare(previous, name) if previous else None))
        previous = name
    branches = []
    for name in side_branches(plan, facts.not_yet):
        found = step(told, name, issue, sources)
        if found.known or found.statements:
            branches.append(found)
    stands = standing(steps)
    day, gaps = day_and_gaps(facts)
    return IssuePage(
        id=issue,
        title=known.title,
        about=known.about,
        as_of=day,
        left_out=gaps,
        standing=f"{known.title}: {stands.words}",
        cited=stands.sources,
        paths=paths(plan, issue, steps),
        steps=tuple(steps),
        branches=tuple(branches),
        of_no_text=statements(told.on(None, issue), sources),
        sources=sources.all(),
        series=tuple(series(facts, name) for name, tracked in plan.quantities.items() if tracked.issue == issue),
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
    left_out: str | None
    rows: tuple[IssueRow, ...]
    sources: tuple[Source, ...]


def issues_page(facts: Facts) -> IssuesPage:
    """Return the page of all issues, as of a day where the facts are cut to one; it needs no comparison."""
    plan, told = facts.plan, Told(facts)
    sources = Sources(plan)
    rows = []
    line = main_line(plan, facts.not_yet)
    for name in dict.fromkeys((*headlines(plan), *plan.issues)):
        shown = Sources(plan)  # Of all that the steps would cite, only what is said here becomes a footnote.
        steps = [step(told, version, name, shown) for version in line]
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
    day, gaps = day_and_gaps(facts)
    return IssuesPage(title=plan.title, as_of=day, left_out=gaps, rows=tuple(rows), sources=sources.all())
