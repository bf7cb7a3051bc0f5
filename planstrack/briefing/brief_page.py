"""The briefing an editor would hand on: where it stands, what changed and how sure that is, what nobody knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.claims import Claims
from planstrack.briefing.diff_page import tally
from planstrack.briefing.issue_page import paths, standing
from planstrack.briefing.order import in_order, main_line
from planstrack.briefing.parts import Disagreement, Entry, Head, Source, Sources, disagreement, entry, head, new_status
from planstrack.briefing.step import Step, step
from planstrack.compare.dispute import disputes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from planstrack.briefing.issue_page import Compare
    from planstrack.claims.evidence import Evidence
    from planstrack.compare.dispute import Dispute
    from planstrack.compare.values import Change, Comparison
    from planstrack.model import Plan, Version

HEADLINES = 4
"""How many issues lead the briefing when the plan names none: with one line on the text itself that makes five."""


FALLEN = ("withdrawn", "orphan", "altered")
"""States of a quote in which a report was on file and carries nothing any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One statement with its footnotes. `name` is how the text begins: its subject, which pages set off."""

    name: str
    text: str
    sources: tuple[int, ...] = ()

    @property
    def rest(self) -> str:
        """The text behind the name."""
        return self.text.removeprefix(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What changed from one version to the next: the sum, each known change as a line, what is not known."""

    old: Head
    new: Head
    accounting: str
    tally: str
    lines: tuple[Line, ...]
    unknown: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A headline issue in one version: how it stands, in words whose verb its evidence allows."""

    version: Head
    verb: wording.Verb
    sentence: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A headline issue with its path through the versions, and its tracked numbers as one line each."""

    id: str
    title: str
    verb: wording.Verb
    standing: str
    paths: tuple[str, ...]
    steps: tuple[Station, ...]


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
    fallen: tuple[Line, ...]
    sources: tuple[Source, ...]

    @property
    def unknown(self) -> tuple[Line, ...]:
        """What is not known of any of its turns."""
        return tuple(line for turn in self.turns for line in turn.unknown)


def _span(first: Version, last: Version, plan: Plan) -> str:
    """Return from where to where the briefing goes, and up to which day reports are on file."""

    def named(version: Version) -> str:
        return f"“{version.title or version.name}”" + (f" ({wording.day(version.date)})" if version.date else "")

    days = sorted(article.published for article in plan.articles.values() if article.published)
    latest = f", the latest of {wording.day(days[-1])}" if days else ""
    way = f"On {named(last)}" if first is last else f"From {named(first)} to {named(last)}"
    return f"{way}. {wording.counted(len(plan.articles), 'report')} on file{latest}."


def _text_line(version: Version, sources: Sources, plan: Plan, contested: Sequence[Dispute]) -> Line:
    newest = head(version, sources, plan)
    day = f" ({newest.day})" if newest.day else ""
    counts = [dispute for dispute in contested if dispute.kind == "count"]
    more = f"; its number of points is disputed: {wording.sides(counts[0])}" if counts else ""
    newer = [
        f"“{item.title or item.name}” ({wording.day(item.date)})"
        for item in in_order(plan)
        if version.date and item.date and item.date > version.date
    ]
    after = f"; later, but not on the line followed here: {wording.listed(newer)}" if newer else ""
    return _line("The latest text followed", f" is “{newest.title}”{day}: {newest.state}{more}{after}", newest.sources)


def _line(name: str, rest: str, sources: tuple[int, ...] = ()) -> Line:
    return Line(name=name, text=wording.sentence(f"{name}{rest}"), sources=sources)


def _subject(item: Entry) -> str:
    return f"{item.place} ({item.title})" if item.place else f"“{item.title}”"


def _brief(item: Entry) -> str:
    return f"{item.place.partition(' ')[2]} {item.title}".strip()


def _change_line(item: Entry) -> Line:
    """Return a change as one sentence whose verb its evidence allows."""
    if item.disputed:
        words = f"is disputed: {' / '.join(map(wording.sides, item.disputes))}"
    else:
        words = f"{item.verb} {wording.BECAME[item.verdict]}"
        if item.basis == "text" and item.verdict != "changed":
            words += f" ({item.reason})"
    extra = [line.text for line in item.quantities if line.changed]
    if item.status:
        extra.append(f"status {item.status}")
    if not item.disputed and item.verdict == "changed" and item.aspects:
        extra.append(", ".join(item.aspects))
    grounds = f" ({item.sureness})" if item.sureness and (item.basis != "text" or item.disputed) else ""
    cited = _cited(item) if item.disputed else item.sources
    return _line(_subject(item), f" {'; '.join([words, *extra])}{grounds}", cited)


def _cited(item: Entry) -> tuple[int, ...]:
    """Return a footnote for each speaker that a sentence on a dispute names; all others stand with the dispute itself."""
    return tuple(
        sorted(
            {
                numbers[0]
                for dispute in item.disputes
                for side in dispute.sides
                for _, numbers in wording.named(side.voices)
            }
        )
    )


def _status_lines(entries: Sequence[Entry]) -> list[Line]:
    """Return what is known of points whose wording is not: their new status, one line for each status."""
    found: dict[str, list[Entry]] = {}
    for item in entries:
        found.setdefault(item.new_status or "", []).append(item)
    return [
        _line(
            f"The status of {wording.counted(len(items), 'point')}",
            f" is reported as {wording.STATUSES[status]}, the wording is not known: {'; '.join(map(_brief, items))}",
            tuple(sorted({number for item in items for number in item.sources})),
        )
        for status, items in found.items()
        if status
    ]


def _turn(comparison: Comparison, sources: Sources, plan: Plan, issues: Sequence[str] | None) -> Turn:
    changes = [c for c in comparison.changes if issues is None or set(issues) & set(c.issues)]
    open_ = [c for c in changes if c.verdict == "unknown" and not c.disputed]
    told = [
        c for c in changes if c.disputed or c.verdict in ("changed", "added", "removed")
        or (c.verdict == "unchanged" and c.basis == "reported")
    ]  # fmt: skip
    told.sort(key=lambda c: (not c.disputed, list(wording.VERDICTS).index(c.verdict)))
    lines = [_change_line(entry(change, sources, plan)) for change in told]
    restated = [change for change in open_ if new_status(change.status)]
    return Turn(
        old=head(comparison.old),
        new=head(comparison.new),
        accounting=comparison.accounting.note,
        tally=tally(comparison),
        lines=(*lines, *_status_lines([entry(change, sources, plan) for change in restated])),
        unknown=tuple(_unknown(open_)),
    )


def _unknown(changes: Sequence[Change]) -> list[Line]:
    found: dict[str, list[str]] = {}
    for change in changes:
        number = next((side.number for side in (*change.old, *change.new) if side.number), "")
        found.setdefault(change.reason, []).append(f"{number} {change.title}".strip())
    return [
        _line(wording.counted(len(names), "point"), f": {reason}: {'; '.join(names)}")
        for reason, names in found.items()
    ]


def _fallen_line(item: Evidence, sources: Sources) -> Line:
    words = f"“{item.quote}”" if item.quote else item.gist or wording.claim(item)
    return _line(words, f" ({wording.chain(item.said_by)}): {wording.CHECKS[item.check]}", (sources.number(item),))


def _pairs(plan: Plan, since: str, until: str) -> list[tuple[str, str]]:
    """Return the steps from one version to another: along the main line where both are on it, else in one leap."""
    line = main_line(plan)
    if since in line and until in line and line.index(since) <= line.index(until):
        stretch = line[line.index(since) : line.index(until) + 1]
        return list(pairwise(stretch))
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
            fallen=(), sources=(),
        )  # fmt: skip
    since, until = since or line[0], until or line[-1]
    first, last = plan.versions[since], plan.versions[until]
    pairs = _pairs(plan, since, until) if since != until else []
    stretch = [since, *(new for _, new in pairs)]
    names = (issue,) if issue is not None else plan.headlines or tuple(plan.issues)[:HEADLINES]
    sources = Sources()
    claims = Claims(plan, evidence)
    followed_versions = [plan.versions[name] for name in stretch]
    found = [item for version in followed_versions for item in disputes(claims.about(version), version, plan)]
    followed = [_Followed.through(followed_versions, name, claims, plan) for name in names]
    fallen = [item for version in followed_versions for item in claims.about(version) if item.check in FALLEN]
    comparisons = [compare(*pair) for pair in pairs]
    chosen = names if issue is not None else None
    # In the order of the page, so that footnotes are numbered as they are met.
    top = _text_line(plan.versions[until], sources, plan, [item for item in found if item.version == until])
    return BriefPage(
        title=plan.title,
        as_of=day,
        span=_span(first, last, plan),
        standing=(top, *[item.line(sources) for item in followed]),
        turns=tuple([_turn(comparison, sources, plan, chosen) for comparison in comparisons]),
        headlines=tuple([item.headline(sources) for item in followed]),
        disputes=tuple([disagreement(item, sources) for item in found]),
        fallen=tuple([_fallen_line(item, sources) for item in fallen]),
        sources=sources.all(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Followed:
    """An issue through some versions. Of all that its steps cite (`shown`), only what is said becomes a footnote."""

    id: str
    title: str
    steps: tuple[Step, ...]
    paths: tuple[str, ...]
    shown: Sources

    @classmethod
    def through(cls, versions: Sequence[Version], issue: str, claims: Claims, plan: Plan) -> _Followed:
        shown = Sources()
        steps = [step(plan, version, issue, claims, shown) for version in versions]
        return cls(
            id=issue, title=plan.issues[issue].title, steps=tuple(steps), paths=paths(plan, issue, steps), shown=shown
        )

    def line(self, sources: Sources) -> Line:
        """Where it stands, in one line."""
        stands = standing(self.steps)
        return _line(self.title, f": {stands.words}", sources.take(stands.sources, self.shown))

    def headline(self, sources: Sources) -> Headline:
        """Its path through the versions."""
        stands = standing(self.steps)
        return Headline(
            id=self.id,
            title=self.title,
            verb=stands.verb,
            standing=stands.words,
            paths=self.paths,
            steps=tuple(
                [
                    Station(
                        version=replace(item.version, sources=()),
                        verb=item.verb,
                        sentence=wording.sentence(item.words, capital=False),
                        sources=sources.take(item.cited, self.shown),
                    )
                    for item in self.steps
                ]
            ),
        )
