"""The briefing an editor would hand on: where it stands, what changed and how sure that is, what nobody knows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.diff_page import not_known, only_in_one, tally
from planstrack.briefing.issue_page import day_and_gaps, headlines, paths, standing
from planstrack.briefing.order import in_order, main_line
from planstrack.briefing.parts import Disagreement, Entry, Head, Source, Sources, disagreement, entry, head
from planstrack.briefing.step import CITED, Step, Told, step
from planstrack.claims.clock import known_on
from planstrack.claims.evidence import day_of
from planstrack.compare.answers import answers_of
from planstrack.compare.disputes import count_dispute, disputes_in
from planstrack.compare.sums import totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planstrack.briefing.issue_page import Compare
    from planstrack.claims.evidence import Evidence
    from planstrack.compare.facts import Facts
    from planstrack.compare.records import Change, Comparison, Dispute
    from planstrack.model import Version

FALLEN = ("withdrawn", "corrected", "orphan", "altered")
"""States in which a report was on file and carries nothing any more."""


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
    """A briefing. `standing` is where it stands, in one line on the text and one for each headline issue.

    `left_out` says what has no day or was not yet known, on a page as of a day.
    """

    title: str
    as_of: str | None
    left_out: str | None
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


def _reports(facts: Facts) -> str:
    """Return how many reports are on file, and of which day the latest is."""
    days = [day for article in facts.plan.articles.values() if (day := day_of(article))]
    latest = f", the latest of {wording.day(max(days))}" if days else ""
    return f"{wording.counted(len(facts.plan.articles), 'report')} on file{latest}."


def _span(first: Version, last: Version, facts: Facts) -> str:
    """Return from where to where the briefing goes, and up to which day reports are on file."""

    def named(version: Version) -> str:
        return f"“{version.title or version.name}”" + (f" ({wording.day(version.date)})" if version.date else "")

    way = f"On {named(last)}" if first is last else f"From {named(first)} to {named(last)}"
    return f"{way}. {_reports(facts)}"


def _text_line(version: Version, sources: Sources, facts: Facts) -> Line:
    newest = head(version, sources, totals(facts, version.name))
    day = f" ({newest.day})" if newest.day else ""
    counts = count_dispute(facts, version.name)
    more = f"; its number of points is disputed: {wording.sides(counts)}" if counts else ""
    contested = sources.of(ground for side in counts.sides for ground in side.grounds[:CITED]) if counts else ()
    cited = tuple(sorted({*newest.sources[:CITED], *contested}))
    return _line("The latest text followed", f" is “{newest.title}”{day}: {newest.state}{more}", cited)


def _later_line(version: Version, stretch: Sequence[str], sources: Sources, facts: Facts) -> tuple[Line, ...]:
    """Return which versions came later and are not followed, and how many disputes are on them; nothing where none did."""
    plan = facts.plan
    until = version.date or known_on(version, plan)
    newer = [
        (item, day)
        for item in in_order(plan, facts.not_yet)
        if item.name not in stretch and until and (day := item.date or known_on(item, plan)) and day > until
    ]
    if not newer:
        return ()
    named = wording.listed(f"“{item.title or item.name}” ({wording.day(day)})" for item, day in newer)
    disputed = sum(len(disputes_of(facts, item.name)) for item, _ in newer)
    further = (
        f"; {wording.counted(disputed, 'further dispute')} {'is' if disputed == 1 else 'are'} on them"
        if disputed
        else ""
    )
    cited = sources.articles(name.partition("#")[0] for item, _ in newer for name in item.sources[:CITED])
    return (_line("Later, but not on the line followed here", f": {named}{further}", tuple(sorted(cited))),)


def _line(name: str, rest: str, sources: tuple[int, ...] = ()) -> Line:
    return Line(name=name, text=wording.sentence(f"{name}{rest}"), sources=sources)


def _subject(item: Entry) -> str:
    return f"{item.place} ({item.title})" if item.place else f"“{item.title}”"


def _brief(item: Entry) -> str:
    return f"{item.place.partition(' ')[2]} {item.title}".strip()


def _verdict_words(item: Entry) -> str:
    """Return what became of a matter, with the verb of its basis and, where no report says it, on what that rests."""
    words = item.moved or wording.told(item.basis, wording.BECAME[item.verdict])
    by_report = item.basis == "reported" and item.reason.startswith("by report")
    told = [] if item.moved or by_report else [item.reason]
    told += [item.sureness] if item.sureness and item.basis == "reported" else []
    return f"{words} ({'; '.join(told)})" if told else words


def _change_line(item: Entry) -> Line:
    """Return a change as one sentence whose verb its evidence allows: the verdict, then what is disputed beside it."""
    words = []
    if item.verdict == "disputed":
        words.append("is disputed")
    else:
        words.append(_verdict_words(item))
    words += [line.text for line in item.quantities if line.changed and line.new != "disputed"]
    words += [note.text for note in item.notes]
    words += [item.link] if item.link else []
    if item.verdict == "changed" and item.basis != "reported" and item.aspects:
        words.append(", ".join(item.aspects))
    rest = f" {'; '.join(words)}"
    for at, dispute in enumerate(item.disputes):
        own = item.verdict == "disputed" and at == 0
        rest += f"{'' if own else f'; {dispute.short} is disputed'}: {_sides(dispute)}"
    return _line(_subject(item), rest, tuple(sorted(_cited(item))))


def _sides(dispute: Disagreement) -> str:
    """Return the sides of a dispute, each with its own speakers and how many sources these may be."""
    told = []
    for side in dispute.sides:
        voices = f", according to {wording.some(side.speakers)}" if side.speakers else ""
        words = f"{side.says}{voices}"
        # No brackets behind brackets.
        sureness = f" — {side.sureness}" if words.endswith(")") else f" ({side.sureness})"
        told.append(words + (sureness if side.sureness else ""))
    return "; ".join(told)


def _cited(item: Entry) -> set[int]:
    """Return the footnotes of the verdict and of what is told beside it; of a dispute, one for each speaker that is named."""
    disputed = {
        numbers[0] for dispute in item.disputes for side in dispute.sides for _, numbers in wording.named(side.voices)
    }
    held = {
        number
        for dispute in item.disputes
        for side in dispute.sides
        if not side.statements
        for number in side.cited[:CITED]
    }
    beside = {number for note in item.notes for number in note.cited}
    beside |= {number for line in item.quantities if line.changed for number in line.cited}
    return disputed | held | beside | (set() if item.verdict == "disputed" else set(item.cited))


def _status_lines(entries: Sequence[Entry]) -> list[tuple[str, str, set[int]]]:
    """Return what is known of points whose wording is not: their new status, one line for each status and basis."""
    found: dict[tuple[str, str], list[tuple[Entry, tuple[int, ...]]]] = {}
    for item in entries:
        for note in item.notes:
            if note.kind == "status":
                status = note.words.removeprefix("status: ").rpartition(" → ")[2]
                found.setdefault((status, note.basis), []).append((item, note.cited))
    return [
        (
            f"The status of {wording.counted(len(items), 'point')}",
            f" {'is reported as' if basis == 'reported' else 'is'} {status}{'' if basis in ('reported', '') else f', {basis}'};"
            f" what became of the wording is not known: {'; '.join(_brief(item) for item, _ in items)}",
            {number for _, cited in items for number in cited},
        )
        for (status, basis), items in found.items()
    ]


def _turn(comparison: Comparison, sources: Sources, issues: Sequence[str] | None) -> Turn:
    shown = Sources(sources.plan)  # Of all that the changes show, only what is said here becomes a footnote.

    def followed(change: Change) -> bool:
        return issues is None or bool(set(issues) & set(change.issues))

    entries = [entry(change, comparison, shown) for change in comparison.changes if followed(change)]
    told = [
        item for item in entries if item.disputed or item.verdict in ("changed", "added", "removed")
        or (item.verdict == "unchanged" and item.basis != "text")
    ]  # fmt: skip
    told.sort(key=lambda item: (not item.disputed, list(wording.VERDICTS).index(item.verdict)))
    lines = [replace(line, sources=sources.take(line.sources, shown)) for line in map(_change_line, told)]
    open_ = [item for item in entries if item.verdict == "unknown" and item not in told]
    lines += [_line(name, rest, sources.take(sorted(cited), shown)) for name, rest, cited in _status_lines(open_)]
    old, new = (version.title or version.name for version in (comparison.old, comparison.new))
    groups = (*only_in_one((item for item in entries if item not in told), old, new), *not_known(open_))
    unknown = [
        _line(
            wording.counted(len(group.entries), "point"),
            f": {group.reason}: {'; '.join(_brief(item) for item in group.entries)}",
            sources.take(sorted({number for item in group.entries for number in item.named}), shown),
        )
        for group in groups
    ]
    return Turn(
        old=head(comparison.old),
        new=head(comparison.new),
        accounting=comparison.accounting.note,
        tally=tally(comparison),
        lines=tuple(lines),
        unknown=tuple(unknown),
    )


def _fallen_line(item: Evidence, sources: Sources) -> Line:
    words = (
        f"“{wording.flowing(item.quote)}”" if item.quote and not sources.foreign(item.language) else wording.gist(item)
    )
    chain = wording.chain([sources.named(name) for name in item.said_by])
    return _line(words, f" ({chain}): {wording.checked(item)}", (sources.number(item),))


def _pairs(facts: Facts, since: str, until: str) -> list[tuple[str, str]]:
    """Return the steps from one version to another: along the main line where both are on it, else in one leap."""
    line = main_line(facts.plan, facts.not_yet)
    if since in line and until in line and line.index(since) <= line.index(until):
        stretch = line[line.index(since) : line.index(until) + 1]
        return list(pairwise(stretch))
    return [(since, until)]


def disputes_of(facts: Facts, version: str) -> tuple[Dispute, ...]:
    """Return every dispute on one version: on its number of points, on each point and part, on each proposition."""
    counts = count_dispute(facts, version)
    found = [counts] if counts else []
    for matter in (*facts.matters.all(), *facts.propositions_about(version)):
        found += disputes_in(facts, matter, version, answers_of(facts.presence(matter, version)))
    return tuple({dispute.id: dispute for dispute in found}.values())


def _disputes(
    facts: Facts, stretch: Iterable[str], comparisons: Iterable[Comparison], issue: str | None
) -> list[Dispute]:
    """Return the disputes on the versions followed, and those on what came between them, each once."""
    found = {dispute.id: dispute for version in stretch for dispute in disputes_of(facts, version)}
    for comparison in comparisons:
        for change in comparison.changes:
            found |= {dispute.id: dispute for dispute in change.disputes}
    return [item for item in found.values() if issue is None or issue in item.issues]


def brief_page(
    facts: Facts,
    compare: Compare,
    *,
    since: str | None = None,
    until: str | None = None,
    issue: str | None = None,
) -> BriefPage:
    """Return the briefing on a plan, as of a day where its facts are cut to one.

    Args:
        facts: What is on file.
        compare: Gives the comparison of two of the plan's versions.
        since: The version the briefing starts from; the first of the main line when None.
        until: The version it ends with; the last of the main line when None.
        issue: The one issue it is about; the plan's headlines when None.

    Raises:
        KeyError: The plan has no such version or issue.
    """
    plan = facts.plan
    line = main_line(plan, facts.not_yet)
    day, gaps = day_and_gaps(facts)
    if not line and not (since and until):
        nothing = "No version is known."
        if facts.cut:
            nothing = f"No version of the main line was known by {wording.day(facts.cut.day)}."
        return BriefPage(
            title=plan.title, as_of=day, left_out=gaps, span=f"{nothing} {_reports(facts)}", standing=(), turns=(),
            headlines=(), disputes=(), fallen=(), sources=(),
        )  # fmt: skip
    since, until = since or line[0], until or line[-1]
    first, last = plan.versions[since], plan.versions[until]
    pairs = _pairs(facts, since, until) if since != until else []
    stretch = [since, *(new for _, new in pairs)]
    names = (issue,) if issue is not None else headlines(plan)
    sources = Sources(plan)
    told = Told(facts)
    followed = [_Followed.through(stretch, name, told) for name in names]
    fallen = [
        item
        for version in stretch
        for item in facts.evidence
        if item.version == version and item.check in FALLEN and (issue is None or issue in told.issues(item))
    ]
    comparisons = [compare(*pair) for pair in pairs]
    # In the order of the page, so that footnotes are numbered as they are met.
    top = (_text_line(last, sources, facts), *_later_line(last, stretch, sources, facts))
    return BriefPage(
        title=plan.title,
        as_of=day,
        left_out=gaps,
        span=_span(first, last, facts),
        standing=(*top, *[item.line(sources) for item in followed]),
        turns=tuple([_turn(comparison, sources, names if issue is not None else None) for comparison in comparisons]),
        headlines=tuple([item.headline(sources) for item in followed]),
        disputes=tuple([disagreement(item, sources) for item in _disputes(facts, stretch, comparisons, issue)]),
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
    def through(cls, versions: Sequence[str], issue: str, told: Told) -> _Followed:
        plan = told.facts.plan
        shown = Sources(plan)
        steps = [step(told, version, issue, shown) for version in versions]
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
