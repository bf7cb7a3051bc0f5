"""The page of an issue: what each version says of it, who said so, and where it stands.

A step is one version. Its sentence carries the strongest verb its evidence allows: text that is held *is* so, what
reports say *is reported*, what they contradict each other on *is disputed*, and silence *is not known*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.parts import (
    Disagreement,
    Entry,
    Head,
    Source,
    Sources,
    Statement,
    disagreement,
    entry,
    head,
    issue_title,
    statements,
)
from planstrack.dispute import disputes
from planstrack.evidence import bears_on

if TYPE_CHECKING:
    from planstrack.briefing.pictures import Series
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from planstrack.change import Comparison
    from planstrack.dispute import Dispute
    from planstrack.evidence import Evidence
    from planstrack.model import Amount, Plan, Point, Version

    Compare = Callable[[str, str], Comparison]
    """Gives the comparison of two versions of the plan by their ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A tracked number in one version: its words, and the verb they may carry."""

    name: str
    title: str
    unit: str | None
    verb: wording.Verb
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """A point that carries the issue, with the articles that its text was taken from."""

    id: str | None
    number: str | None
    title: str
    status: str | None
    held: bool
    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An issue in one version. `sentence` says how it stands; `changes` what became of it since `since`."""

    version: Head
    since: str | None
    verb: wording.Verb
    sentence: str
    readings: tuple[Reading, ...]
    points: tuple[PointLine, ...]
    statements: tuple[Statement, ...]
    disputes: tuple[Disagreement, ...]
    changes: tuple[Entry, ...]

    @property
    def further(self) -> tuple[Statement, ...]:
        """Its claims that no side of a dispute shows already."""
        shown = {item.key for dispute in self.disputes for side in dispute.sides for item in side.statements}
        return tuple(item for item in self.statements if item.key not in shown)

    @property
    def sources(self) -> tuple[int, ...]:
        """The footnotes of its points, else of its version, and of its claims, each once."""
        points = [number for point in self.points for number in point.sources]
        return tuple(dict.fromkeys([*points, *(item.source for item in self.statements)])) or self.version.sources


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


# ---------------------------------------------------------------------------------------------------- one version


def concerns(item: Evidence, version: Version, issue: str, plan: Plan) -> bool:
    """Whether a claim about a version speaks of an issue: by name, by a tracked number, or by a point that carries it."""
    if item.about.version != version.id or item.says == "count":
        return False
    if issue in item.about.issues or any(_issue_of(plan, name) == issue for name in item.amounts):
        return True
    return any(issue in point.all_issues and bears_on(item, version, point, plan) for point in _all_points(plan, item))


def _issue_of(plan: Plan, quantity: str) -> str | None:
    tracked = plan.quantities.get(quantity)
    return tracked.issue if tracked else None


def _all_points(plan: Plan, item: Evidence) -> Iterable[Point]:
    """Give the points of the version a claim is about, and of the version it compares that with."""
    for name in (item.about.version, item.about.since):
        if name in plan.versions:
            yield from plan.versions[name].points


def _carrying(version: Version, issue: str) -> list[Point]:
    return [point for point in version.points if issue in point.all_issues]


def _disputes_on(claims: Sequence[Evidence], version: Version, plan: Plan) -> list[Dispute]:
    """Return the disputes among the claims about one issue of a version; a count belongs to no issue."""
    return [item for item in disputes(claims, version, plan) if item.kind != "count"]


def _amounts(points: Iterable[Point], names: Sequence[str]) -> dict[str, tuple[Amount, bool]]:
    """Return the amounts that points give, each with whether the text that gives it is held."""
    found: dict[str, tuple[Amount, bool]] = {}
    for point in points:
        for name, amount in point.all_quantities.items():
            if name in names:
                found.setdefault(name, (amount, point.held))
    return found


def _reading(
    name: str, given: tuple[Amount, bool] | None, claims: Sequence[Evidence], contested: Sequence[Dispute], plan: Plan
) -> Reading | None:
    """Return one number as a version gives it; None where nothing speaks of it."""
    tracked = plan.quantities[name]
    said = [item for item in claims if name in item.amounts and item.stands and item.stance == "supports"]
    mine = [item for item in contested if any(name in claim.amounts for claim in item.evidence)]
    if given and given[1] and not mine:
        verb, words = wording.verb("text"), wording.amount(given[0], tracked.unit)
    elif mine:
        verb, words = wording.verb("reported", disputed=True), wording.sides(mine[0])
    elif said:
        amounts = dict.fromkeys(wording.amount(item.amounts[name], tracked.unit) for item in said)
        verb, words = wording.verb("reported"), wording.listed(amounts, "or")
    elif given:
        verb, words = wording.verb("reported"), wording.amount(given[0], tracked.unit)
    else:
        return None
    return Reading(
        name=name, title=tracked.title or wording.heading(None, name), unit=tracked.unit, verb=verb, words=words
    )


def _point_line(point: Point, sources: Sources, plan: Plan) -> PointLine:
    return PointLine(
        id=point.id,
        number=point.number,
        title=point.title or wording.heading(None, point.id or (f"point {point.number}" if point.number else None)),
        status=point.status,
        held=point.held,
        text=point.full_text,
        sources=sources.articles(point.sources, plan),
    )


def _names(points: Iterable[Point]) -> str:
    """Return points as a sentence names them: `point 7 (NATO exclusion) and point 8 (No NATO troops)`."""
    words = []
    for point in points:
        title = point.title or wording.heading(None, point.id)
        words.append(f"point {point.number} ({title})" if point.number else f"“{title}”")
    return wording.listed(words)


def _status_words(points: Sequence[Point], claims: Sequence[Evidence]) -> tuple[wording.Verb, str] | None:
    """Return the settled or unsettled status of an issue, where one is given; `proposed` says nothing new."""
    for point in points:
        if point.status and point.status != "proposed":
            backed = any(item.says == point.status and item.stands for item in claims)
            return wording.verb("text" if point.held and not backed else "reported"), wording.STATUSES[point.status]
    for item in claims:
        if item.stands and item.stance == "supports" and item.says in wording.STATUSES and item.says != "proposed":
            return wording.verb("reported"), wording.STATUSES[item.says]
    return None


def _stands(
    title: str,
    version: Version,
    points: Sequence[Point],
    readings: Sequence[Reading],
    claims: Sequence[Evidence],
    contested: Sequence[Dispute],
) -> tuple[wording.Verb, str]:
    """Return how an issue stands in a version: the verb, and the sentence built on it."""
    told = [item for item in readings if item.verb != "is not known"]
    numbers = [wording.predicate(item.title, item.verb, item.words) for item in told]
    others = [
        dispute
        for dispute in contested
        if not any(item.name in claim.amounts for item in told for claim in dispute.evidence)
    ]
    if others or any(item.verb == "is disputed" for item in told):
        words = [*(f"{title} is disputed: {wording.sides(dispute)}" for dispute in others), *numbers]
        return "is disputed", wording.sentence("; ".join(words))
    status = _status_words(points, claims)
    if status and numbers:
        return status[0], wording.sentence(f"{'; '.join(numbers)}; {status[1]}, as reported" if status[0] != "is" else f"{'; '.join(numbers)}; {status[1]}")
    if numbers:
        weakest: wording.Verb = "is reported" if any(item.verb == "is reported" for item in told) else "is"
        return weakest, wording.sentence("; ".join(numbers))
    if status:
        return status[0], wording.sentence(f"{title} {status[0]} {status[1]}")
    held = [point for point in points if point.held]
    if held:
        return "is", wording.sentence(f"{title} is in the text: {_names(held)}")
    said = [item for item in claims if item.stands]
    if said:
        first = said[0]
        more = f", and {wording.counted(len(said) - 1, 'more claim')}" if len(said) > 1 else ""
        gist = f"“{first.quote}”" if first.quote else first.gist or wording.claim(first)
        return "is reported", wording.sentence(f"{title} is reported on: {gist} ({wording.chain(first.said_by)}){more}")
    if version.points_held == "all":
        return "is", wording.sentence(f"{title} is not in the text, which is held whole")
    return "is not known", wording.sentence(f"{title} is not known in {version.name}")


def step(
    plan: Plan, version: Version, issue: str, evidence: Sequence[Evidence], sources: Sources, comparison: Comparison | None = None
) -> Step:
    """Return how an issue stands in one version, and what became of it since the version compared with."""
    points = _carrying(version, issue)
    claims = [item for item in evidence if concerns(item, version, issue, plan)]
    contested = _disputes_on(claims, version, plan)
    names = [name for name, tracked in plan.quantities.items() if tracked.issue == issue]
    given = _amounts(points, names)
    readings = [
        reading for name in names if (reading := _reading(name, given.get(name), claims, contested, plan)) is not None
    ]
    verb, sentence = _stands(issue_title(plan, issue), version, points, readings, claims, contested)
    changes = comparison.only(issue=issue).changes if comparison else ()
    return Step(
        version=head(version, sources, plan),
        since=comparison.old.name if comparison else None,
        verb=verb,
        sentence=sentence,
        readings=tuple(readings),
        points=tuple(_point_line(point, sources, plan) for point in points),
        statements=statements(claims, sources),
        disputes=tuple(disagreement(item, sources) for item in contested),
        changes=tuple(entry(change, sources, plan) for change in changes),
    )


# ---------------------------------------------------------------------------------------------------- the page


def main_line(plan: Plan) -> list[str]:
    """Return the versions a page follows: the plan's main line, else all versions by date."""
    line = [name for name in plan.main_line if name in plan.versions]
    return line or sorted(plan.versions, key=lambda name: (plan.versions[name].date is None, str(plan.versions[name].date), name))


def side_branches(plan: Plan) -> list[str]:
    """Return the versions outside the main line, by date, then by name."""
    line = set(main_line(plan))
    rest = [name for name in plan.versions if name not in line]
    return sorted(rest, key=lambda name: (plan.versions[name].date is None, str(plan.versions[name].date), name))


def _path(steps: Sequence[Step], name: str, title: str) -> str:
    """Return a number through the versions: `army size: at most 600,000 (us-28) → disputed (geneva-19) → …`."""
    words = []
    for item in steps:
        found = next((reading for reading in item.readings if reading.name == name), None)
        if found is None or found.verb == "is not known":
            words.append(f"not known ({item.version.id})")
        elif found.verb == "is disputed":
            words.append(f"disputed ({item.version.id})")
        else:
            reported = ", reported" if found.verb == "is reported" else ""
            words.append(f"{found.words} ({item.version.id}{reported})")
    return f"{title}: {' → '.join(words)}"


def paths(plan: Plan, issue: str, steps: Sequence[Step]) -> tuple[str, ...]:
    """Return the tracked numbers of an issue through the versions, a line each."""
    return tuple(
        _path(steps, name, tracked.title or wording.heading(None, name))
        for name, tracked in plan.quantities.items()
        if tracked.issue == issue
    )


def standing(steps: Sequence[Step], title: str) -> str:
    """Return where an issue stands: the last version's sentence; where that knows nothing, also the last that does."""
    if not steps:
        return f"{title} is not known: no version is."
    last = steps[-1]
    if last.verb != "is not known":
        return f"{last.version.id}: {last.sentence}"
    known = next((item for item in reversed(steps) if item.verb != "is not known"), None)
    return last.sentence + (f" Last known in {known.version.id}: {known.sentence}" if known else "")


def issue_page(
    issue: str, plan: Plan, evidence: Sequence[Evidence], compare: Compare, *, as_of: date | None = None
) -> IssuePage:
    """Return an issue's page from a plan (already cut to `as_of`, where a day is given).

    Raises:
        KeyError: The plan has no such issue.
    """
    from planstrack.briefing.pictures import series  # here: pictures needs the main line of this page

    known = plan.issues[issue]
    sources = Sources()
    steps: list[Step] = []
    previous: str | None = None
    for name in main_line(plan):
        comparison = compare(previous, name) if previous else None
        steps.append(step(plan, plan.versions[name], issue, evidence, sources, comparison))
        previous = name
    branches = []
    for name in side_branches(plan):
        found = step(plan, plan.versions[name], issue, evidence, sources)
        if found.verb != "is not known":
            branches.append(found)
    return IssuePage(
        id=issue,
        title=known.title,
        about=known.about,
        as_of=as_of.isoformat() if as_of else None,
        standing=standing(steps, known.title),
        paths=paths(plan, issue, steps),
        steps=tuple(steps),
        branches=tuple(branches),
        sources=sources.all(),
        series=tuple(series(plan, name, evidence) for name, tracked in plan.quantities.items() if tracked.issue == issue),
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
    sources = Sources()
    rows = []
    line = [plan.versions[name] for name in main_line(plan)]
    for name in dict.fromkeys([*(name for name in plan.headlines if name in plan.issues), *plan.issues]):
        trial = [step(plan, version, name, evidence, Sources()) for version in line]
        last = next((item for item in reversed(trial) if item.verb != "is not known"), None)
        cited = step(plan, plan.versions[last.version.id], name, evidence, sources).sources if last else ()
        rows.append(
            IssueRow(
                id=name,
                title=plan.issues[name].title,
                verb=trial[-1].verb if trial else "is not known",
                standing=standing(trial, plan.issues[name].title),
                paths=paths(plan, name, trial),
                sources=cited,
            )
        )
    return IssuesPage(title=plan.title, as_of=as_of.isoformat() if as_of else None, rows=tuple(rows), sources=sources.all())
