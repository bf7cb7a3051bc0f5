"""What pages share: claims as they are shown, disputes with their sides, changes, and sources numbered as footnotes.

Every footnote comes from grounds: those of a verdict, of an aspect, of a side. Nothing else on file is cited for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from planstrack.briefing import wording
from planstrack.claims.clock import known_on
from planstrack.claims.speakers import Speakers
from planstrack.compare.records import evidence_in

if TYPE_CHECKING:
    from planstrack.claims.evidence import Evidence
    from planstrack.compare.align import Rival
    from planstrack.compare.align.match import How
    from planstrack.compare.records import (
        Aspect,
        Basis,
        Change,
        Comparison,
        Dispute,
        Ground,
        PartChange,
        QuantityChange,
        ReasonCode,
        Side,
        Verdict,
    )
    from planstrack.compare.records import Position as Told
    from planstrack.compare.redline import Edit
    from planstrack.model import Plan, Version

_HELD = frozenset(("point", "whole", "total", "signed"))
"""Grounds that are a version's own content, taken from any of their articles."""


_REPORTS_NAMED: frozenset[ReasonCode] = frozenset(("spoken-of", "not-reported"))
"""Codes whose reasons name the reports on file; of `not-reported` those on the old version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article as a footnote: `number` counts from 1 in the order of first mention on the page.

    `kind` is mirror, relay or rewrite for an outlet that passes on what others printed, else None.
    """

    number: int
    article: str
    outlet: str
    kind: str | None
    title: str | None
    published: str | None
    revised: str | None
    url: str | None

    @property
    def label(self) -> str:
        """The outlet as it is cited: `news-pravda.com (mirror)`."""
        return f"{self.outlet} ({self.kind})" if self.kind else self.outlet

    @property
    def dated(self) -> str | None:
        """Its day, and that of this revision: `2025-12-01, revised 2025-12-03`."""
        if self.published and self.revised:
            return f"{self.published}, revised {self.revised}"
        return self.published or self.revised


class Sources:
    """Gives each article its footnote number, in order of first mention. Lives only while one page is built."""

    def __init__(self, plan: Plan | None) -> None:
        self.plan = plan
        self._speakers = Speakers(plan)
        self._found: dict[str, Source] = {}

    def number(self, item: Evidence) -> int:
        """Return the footnote number of the article that printed this claim."""
        if self.plan is None or item.article not in self.plan.articles:
            return self._enter(
                item.article, item.outlet, item.title, item.day.isoformat() if item.day else None, None, item.url
            )
        return self.articles([item.article])[0]

    def articles(self, names: Iterable[str]) -> tuple[int, ...]:
        """Return the footnote numbers of the plan's articles with these ids; others are passed over."""
        known = self.plan.articles if self.plan else {}
        found = []
        for name in dict.fromkeys(names):
            if name in known:
                article = known[name]
                days = [day.isoformat() if day else None for day in (article.published, article.revised)]
                found.append(self._enter(name, article.outlet, article.title, days[0], days[1], article.url))
        return tuple(found)

    def of(self, grounds: Iterable[Ground], *, most: int | None = None) -> tuple[int, ...]:
        """Return the footnotes of grounds: the articles of claims, and those that held points and readings came from.

        Of the articles of one version's content `most` are cited at most, where a number is given.
        """
        found: dict[int, None] = {}
        for ground in grounds:
            if ground.evidence is not None:
                found[self.number(ground.evidence)] = None
                continue
            names = ground.articles if most is None or ground.kind not in _HELD else ground.articles[:most]
            found |= dict.fromkeys(self.articles(names))
        return tuple(sorted(found))

    def take(self, numbers: Iterable[int], other: Sources) -> tuple[int, ...]:
        """Return the numbers that some of another page's footnotes have on this page, in order."""
        entered = other.all()
        taken = []
        for number in numbers:
            source = entered[number - 1]
            self._found.setdefault(source.article, replace(source, number=len(self._found) + 1))
            taken.append(self._found[source.article].number)
        return tuple(sorted(taken))

    def kind(self, outlet: str) -> str | None:
        """Return whether an outlet mirrors, relays or rewrites what others printed, as a word; None where it does not."""
        return wording.REPEATERS.get(self._speakers.outlet_kind(outlet))

    def named(self, name: str) -> str:
        """Return a speaker or an outlet as it is cited: `news-pravda.com (mirror)`."""
        kind = self.kind(name)
        return f"{name} ({kind})" if kind else name

    def foreign(self, language: str | None) -> bool:
        """Return whether a language is another one than the plan's."""
        own = self.plan.language if self.plan else None
        return language is not None and language != (own or "en")

    def _enter(
        self, name: str, outlet: str, title: str | None, published: str | None, revised: str | None, url: str | None
    ) -> int:
        if name not in self._found:
            self._found[name] = Source(
                number=len(self._found) + 1,
                article=name,
                outlet=outlet,
                kind=self.kind(outlet),
                title=title,
                published=published,
                revised=revised,
                url=url,
            )
        return self._found[name].number

    def all(self) -> tuple[Source, ...]:
        return tuple(self._found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One claim as a page shows it.

    `words` is what it says when nothing is quoted, `gist` our words for what a quote says, of which a fragment alone may
    not tell; `translation` what a quote in another language says, `chain` who said
    it, first speaker first, `check` the state of its quote (as data) and `checked` the same in words. `stands` is false
    for a claim that carries nothing. `kept` are the keys of the same claim in earlier revisions.
    `outlet_kind` is mirror, relay or rewrite, else None.
    """

    key: str
    source: int
    outlet: str
    outlet_kind: str | None
    published: str | None
    quote: str | None
    translation: str | None
    words: str
    gist: str | None
    says: str
    stance: str
    chain: str
    speaker: str
    speaker_kind: str | None
    check: str
    checked: str
    stands: bool
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One side of a dispute: what it says, on which basis, who says it, in which claims; `cited` are all its footnotes.

    `sureness` counts its sources as a range.
    """

    says: str
    basis: str
    speakers: tuple[str, ...]
    sureness: str
    statements: tuple[Statement, ...]
    cited: tuple[int, ...]

    @property
    def voices(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Who takes this side, each first speaker once, with the footnotes where they are cited."""
        found: dict[str, dict[int, None]] = {}
        for item in self.statements:
            found.setdefault(item.speaker, {})[item.source] = None
        return tuple((speaker, tuple(numbers)) for speaker, numbers in found.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A dispute as a page shows it; `also` is what is said besides and contradicts nobody.

    `short` says what it is about where the matter has been named.
    """

    id: str
    about: str
    short: str
    question: str
    sides: tuple[Position, ...]
    also: tuple[Position, ...]


def told_in(disputes: Iterable[Disagreement]) -> frozenset[str]:
    """Return the claims, by key, that some disputes show."""
    sides = (side for dispute in disputes for side in (*dispute.sides, *dispute.also))
    return frozenset(key for side in sides for item in side.statements for key in (item.key, *item.kept))


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A version as a page introduces it; `state` says in words how it is known and how much of it is held."""

    id: str
    title: str
    date: str | None
    day: str | None
    state: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The words of one point on one side; `label` says whose they are: `text`, `translation`, `our summary`, `as reported`."""

    text: str
    label: str

    @property
    def own(self) -> bool:
        """Whether they are the document's own words, or a translation of them."""
        return self.label in (wording.WORDINGS["verbatim"], wording.WORDINGS["translation"])


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityLine:
    """A tracked number on both sides, in words. A side is None where there is no point to give it.

    `difference` is None where none can be told; `basis` says in words what the line rests on, `cited` are its footnotes.
    """

    name: str
    title: str
    unit: str | None
    old: str | None
    new: str | None
    difference: str | None
    changed: bool
    basis: str
    cited: tuple[int, ...]

    @property
    def text(self) -> str:
        """The whole line: `army size (personnel): at most 600,000 → 800,000 (+200,000, +33.3 %), reported`."""
        unit = f" ({self.unit})" if self.unit else ""
        tail = f" ({self.difference})" if self.difference else ""
        basis = f", {self.basis}" if self.basis else ""
        return f"{self.title}{unit}: {' → '.join(side for side in (self.old, self.new) if side)}{tail}{basis}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something known of a change beside its verdict, in words, with its own basis and footnotes.

    `kind` is status, position, part or finding.
    """

    kind: str
    words: str
    basis: str
    cited: tuple[int, ...]

    @property
    def text(self) -> str:
        """The words and what they rest on: `status: in the text as a proposal → agreed, reported`."""
        return f"{self.words}, {self.basis}" if self.basis else self.words


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change as a page shows it.

    `sign` is that of its verdict; `headline` gives verdict and basis in words; `stands_in` says which versions have a
    point of it, `how` how its points were matched; `numbers` is the numbering (`6 → 4`),
    `sureness` how the evidence stands, in words, `cited` the footnotes of the verdict. `link` says how its points were
    matched where nobody declared it, `moved` where a report says that it went. `statements` carry the verdict, `beside`
    what is said of status and numbers, `also` is on file and carries nothing. Redline edits are given as they are.
    """

    id: str
    sign: str
    verdict: Verdict
    basis: Basis
    disputed: bool
    headline: str
    title: str
    numbers: str
    issues: tuple[str, ...]
    aspects: tuple[str, ...]
    reason_code: ReasonCode | None
    reason: str
    stands_in: Literal["both", "old", "new", "neither"]
    how: How
    link: str
    moved: str | None
    sureness: str
    cited: tuple[int, ...]
    quantities: tuple[QuantityLine, ...]
    notes: tuple[Note, ...]
    old_texts: tuple[Passage, ...]
    new_texts: tuple[Passage, ...]
    redline: tuple[Edit, ...]
    statements: tuple[Statement, ...]
    beside: tuple[Statement, ...]
    also: tuple[Statement, ...]
    disputes: tuple[Disagreement, ...]
    matched: str
    rivals: tuple[str, ...]

    @property
    def place(self) -> str:
        """Its points by number: `Point 6`, `Points 3 and 7 → 4`; empty where no number is known."""
        known = self.numbers.replace("? → ", "").replace(" → ?", "")
        if not known or "?" in known:
            return ""
        return f"{'Points' if ',' in known else 'Point'} {known}"

    @property
    def label(self) -> str:
        """Its numbering and title."""
        return f"{self.numbers} {self.title}".strip()

    @property
    def side_by_side(self) -> bool:
        """Whether both sides have words of which no redline may be drawn."""
        return bool(self.old_texts and self.new_texts) and not self.redline and self.verdict != "unchanged"

    @property
    def details(self) -> tuple[str, ...]:
        """What is known of it besides its wording: numbers that differ, status, parts. For compact lists."""
        return tuple(words for words, _ in self.told)

    @property
    def went(self) -> str:
        """Where a report says that it went, as a sentence: `it is reported moved to a separate track`; empty if none does."""
        return f"it {self.moved}" if self.moved else ""

    @property
    def told(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Its `details`, each with the footnotes of its own grounds."""
        lines = [(line.text, line.cited) for line in self.quantities if line.changed]
        notes = [(note.text, note.cited) for note in self.notes]
        return tuple((words, cited) for words, cited in ((self.went, ()), *lines, *notes, (self.link, ())) if words)

    @property
    def carried(self) -> tuple[int, ...]:
        """The footnotes of its verdict; of what is not known, of the reports that its reason names."""
        return tuple(sorted({*self.cited, *self.named}))

    @property
    def further(self) -> tuple[Statement, ...]:
        """The claims that carry its verdict and that no side of a dispute shows already."""
        shown = told_in(self.disputes)
        return tuple(item for item in self.statements if item.key not in shown)

    @property
    def spoken(self) -> tuple[int, ...]:
        """The footnotes of the reports that stand and speak of it, for a change of which they settle nothing."""
        return tuple(sorted({item.source for item in (*self.beside, *self.also) if item.stands}))

    @property
    def named(self) -> tuple[int, ...]:
        """The footnotes of the reports that its reason names, where it is not known what became of it."""
        return self.spoken if self.reason_code in _REPORTS_NAMED else ()

    @property
    def sources(self) -> tuple[int, ...]:
        """The footnotes that a line on it bears: of its verdict; of what is not known, of the reports that speak of it."""
        beside = {number for note in self.notes for number in note.cited}
        beside |= {number for line in self.quantities if line.changed for number in line.cited}
        return tuple(sorted({*self.cited, *beside, *self.named}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Changes of which the same is to be said, listed compactly under one reason."""

    key: str
    reason: str
    entries: tuple[Entry, ...]

    def own_reason(self, entry: Entry) -> str:
        """Return what is to be said of one entry beyond the group's reason; empty where that says it all."""
        return "" if entry.reason == self.reason else entry.reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page: changes in full, or groups of them in brief. `sign` is that of its changes, None if mixed."""

    key: str
    title: str
    sign: str | None
    entries: tuple[Entry, ...] = ()
    groups: tuple[Group, ...] = ()

    @property
    def size(self) -> int:
        return len(self.entries) + sum(len(group.entries) for group in self.groups)


def head(version: Version, sources: Sources | None = None, totals: Sequence[int] = (), *, known: bool = True) -> Head:
    """Return how a page introduces a version; with `sources`, its articles are entered among the page's.

    `totals` are the numbers of points that it is given; `known` is false for one that was not known by the day asked for.
    """
    plan = sources.plan if sources else None
    first = known_on(version, plan) if plan else version.known
    state = ["not yet known by then"]
    if known:
        state = [
            wording.TEXTS[version.text] if version.text else "",
            f"known since {wording.day(first)}" if first and first != version.date else "",
            wording.held(version, totals, loose=sources is not None and plan is None),
        ]
    return Head(
        id=version.name,
        title=version.title or version.name,
        date=version.date.isoformat() if version.date else None,
        day=wording.day(version.date),
        state=", ".join(word for word in state if word),
        sources=sources.articles(name.partition("#")[0] for name in version.sources) if sources and known else (),
    )


def statement(item: Evidence, sources: Sources) -> Statement:
    """Return a claim as a page shows it, its article entered among the page's sources."""
    gist = item.gist or wording.claim(item)
    translation = None
    if item.quote and (item.translation or sources.foreign(item.language)):
        translation = item.translation or gist
    return Statement(
        key=item.key,
        source=sources.number(item),
        outlet=item.outlet,
        outlet_kind=wording.REPEATERS.get(item.outlet_kind),
        published=item.day.isoformat() if item.day else None,
        quote=item.quote,
        translation=translation,
        words=gist,
        gist=wording.flowing(item.gist).rstrip(". ") if item.quote and item.gist and translation != gist else None,
        says=item.says,
        stance=item.stance,
        chain=wording.chain([sources.named(name) for name in item.said_by]),
        speaker=item.speaker,
        speaker_kind=wording.SPEAKERS[item.origin.speaker_kind] if item.origin.speaker_kind else None,
        check=item.check,
        checked=wording.checked(item),
        stands=item.stands,
    )


def statements(items: Iterable[Evidence], sources: Sources) -> tuple[Statement, ...]:
    """Return claims as a page shows them, in their order; what a revision keeps of its article stands once, with both days."""
    kept: dict[tuple[object, ...], Evidence] = {}
    folded: dict[str, tuple[Evidence, ...]] = {}
    found = list(items)
    for item in found:
        key = _kept_as(item, sources)
        before = kept.get(key)
        later, earlier = (item, before) if before is None or _day(item) >= _day(before) else (before, item)
        kept[key] = later
        if earlier is not None:
            folded[later.key] = (*folded.get(later.key, ()), earlier, *folded.pop(earlier.key, ()))
    shown = {item.key for item in kept.values()}
    return tuple(
        [_with_days(statement(item, sources), folded.get(item.key, ())) for item in found if item.key in shown]
    )


def _day(item: Evidence) -> str:
    return item.day.isoformat() if item.day else ""


def _kept_as(item: Evidence, sources: Sources) -> tuple[object, ...]:
    """Return what is equal of a claim and of the same claim in a revision of its article."""
    articles = sources.plan.articles if sources.plan else {}
    first, seen = item.article, {item.article}
    while first in articles and (before := articles[first].revises) and before not in seen:
        first = before
        seen.add(first)
    return first, item.claim, item.quote, item.gist, item.says, item.stance, item.version, item.check, item.said_by


def _with_days(told: Statement, folded: Sequence[Evidence]) -> Statement:
    """Return a claim with the days of the earlier revisions that have it too."""
    days = sorted({_day(item) for item in folded if item.day})
    checked = f"{told.checked}; so too on {wording.listed(days)}" if days else told.checked
    return replace(told, kept=tuple(item.key for item in folded), checked=checked)


def _position(side: Told, sources: Sources) -> Position:
    return Position(
        says=side.says,
        basis=wording.BASES[side.basis],
        speakers=side.speakers,
        sureness=wording.sources(side.sources, side.evidence),
        statements=statements(side.evidence, sources),
        cited=sources.of(side.grounds),
    )


def _short(dispute: Dispute, plan: Plan | None) -> str:
    if dispute.question == "value":
        name = dispute.id.rpartition("/")[2]
        tracked = plan.quantities.get(name) if plan else None
        return wording.heading(tracked.title if tracked else None, name)
    return {
        "present": "whether it is in it",
        "same": "whether it changed",
        "status": "how far it is settled",
        "talked": "whether it was talked of",
        "count": "the number of points",
    }[dispute.question]


def disagreement(dispute: Dispute, sources: Sources, matters: Sequence[str] | None = None) -> Disagreement:
    """Return a dispute as a page shows it: every side with its own speakers, claims and footnotes.

    With `matters`, those of a change it stands with, a dispute on a part or a proposition is named in full in `short`.
    """
    own = matters is None or dispute.matter is None or dispute.matter in matters
    return Disagreement(
        id=dispute.id,
        about=dispute.about,
        short=_short(dispute, sources.plan) if own else dispute.about,
        question=dispute.question,
        sides=tuple([_position(side, sources) for side in dispute.sides]),
        also=tuple([_position(side, sources) for side in dispute.also_said]),
    )


def _numbers(change: Change) -> str:
    """Return the numbering of a change: `6 → 4`, `3, 7 → 4`, `6` where one side has none."""

    def side(points: tuple[Side, ...]) -> str:
        return ", ".join(point.number or "?" for point in points)

    if not any(point.number for point in (*change.old, *change.new)):
        return ""
    old, new = side(change.old), side(change.new)
    if not old or not new or old == new:
        return old or new
    return f"{old} → {new}"


def _title(change: Change) -> str:
    """Return what a change is called: a title, else how its text begins, else what the change calls itself."""
    sides = (*change.new, *change.old)
    if not any(side.title for side in sides):
        for side in sides:
            if side.text:
                return wording.beginning(side.text)
    return change.title


def _tells(quantity: QuantityChange, change: Change) -> bool:
    """Return whether a quantity says something of a change: that one side gives none may be our not having typed it."""
    both = quantity.old is not None and quantity.new is not None
    return quantity.contested or both or change.verdict in ("added", "removed", "unmatched")


def quantity_line(quantity: QuantityChange, change: Change, sources: Sources) -> QuantityLine:
    """Return a tracked number as a page shows it; one on which reports differ is disputed, whatever a file gives."""
    year = quantity.unit == "year"

    def side(amount: object, there: bool) -> str | None:
        if amount is None:
            return "not known" if there else None
        return wording.amount(amount, "year" if year else None)  # type: ignore[arg-type]

    contested = quantity.contested
    both = change.verdict not in ("removed", "added", "unmatched")
    return QuantityLine(
        name=quantity.name,
        title=quantity.title,
        unit=None if year else quantity.unit,
        old=side(quantity.old, both or bool(change.old)),
        new="disputed" if contested else side(quantity.new, both or bool(change.new)),
        difference=None if contested else wording.difference(quantity.difference, quantity.percent),
        changed=quantity.changed or contested,
        basis="" if contested or quantity.basis == "text" else wording.BASES[quantity.basis],
        cited=() if contested else sources.of(quantity.grounds),
    )


def party_name(plan: Plan | None, party: str) -> str:
    """Return what a party is called: by the plan, else its id."""
    known = plan.parties.get(party) if plan else None
    return known.name if known else party


_WITH_ARTICLE = frozenset(("Emirates", "Federation", "Kingdom", "Netherlands", "Republic", "States", "Union"))
"""Last words of names that stand behind `the` in a sentence."""


def party_in_words(plan: Plan | None, party: str) -> str:
    """Return what a party is called inside a sentence: `the United States`."""
    name = party_name(plan, party)
    return (
        f"the {name}"
        if name.split()[-1:] and name.split()[-1] in _WITH_ARTICLE and name[:4].lower() != "the "
        else name
    )


def _aspect_note(aspect: Aspect, sources: Sources) -> Note:
    words = f"{aspect.old} → {aspect.new}" if aspect.old else aspect.new or ""
    of = (
        f"position of {party_in_words(sources.plan, aspect.of)}"
        if aspect.name == "position" and aspect.of
        else "status"
    )
    return Note(
        kind=aspect.name, words=f"{of}: {words}", basis=wording.BASES[aspect.basis], cited=sources.of(aspect.grounds)
    )


def _part_words(part: PartChange) -> str:
    """Return what became of a part or a proposition: `part a is reported removed`; where a report says so, where it went."""
    if part.verdict == "disputed":
        return f"{part.title} is disputed"
    moved = next((item.to for item in evidence_in(part.grounds) if item.says == "moved" and item.to), None)
    became = f"moved to {moved}" if moved and part.verdict == "removed" else wording.BECAME[part.verdict]
    return f"{part.title} {wording.told(part.basis, became)}"


def _part_note(part: PartChange, sources: Sources) -> Note:
    return Note(kind="part", words=_part_words(part), basis="", cited=sources.of(part.grounds))


def _findings(grounds: Iterable[Ground], sources: Sources) -> list[Note]:
    """Return what the analyst found who compared both, where that is a ground."""
    found = {ground.key: ground for ground in grounds if ground.kind in ("reading", "gone") and ground.gist}
    return [
        Note(
            kind="finding",
            words=f"found: {wording.flowing(ground.gist or '')}".rstrip("."),
            basis="",
            cited=sources.of([ground]),
        )
        for ground in found.values()
    ]


def issue_title(plan: Plan | None, issue: str) -> str:
    """Return what an issue is called: by the plan, else by its id made readable."""
    known = plan.issues.get(issue) if plan else None
    return known.title if known else wording.heading(None, issue)


def point_name(version: Version, index: int) -> str:
    """Return what a point is called in a sentence: its number, else its title, else how its text begins."""
    point = version.points[index]
    return point.number or f"“{point.title or wording.beginning(point.full_text) or wording.heading(None, point.id)}”"


def _rival(rival: Rival, comparison: Comparison) -> str:
    """Return a close call: which points, how close, why."""
    sides = ((comparison.old, rival.old), (comparison.new, rival.new))
    names = [wording.listed(point_name(version, at) for at in indexes) for version, indexes in sides if indexes]
    return f"{' with '.join(names)} ({rival.score:.2f}, {wording.likely(rival.score)}): {rival.why}"


def _matched(change: Change) -> str:
    """Return how a change's points were matched, for a page that explains it."""
    match = change.match
    if match.how == "none":
        return match.why
    return f"{match.how} ({match.score:.2f}): {match.why}" if match.how == "computed" else f"{match.how}: {match.why}"


def link(change: Change, comparison: Comparison) -> str:
    """Return how a change's points were matched, where nobody declared it; for one without counterpart, the nearest."""
    match = change.match
    if match.how == "computed" and change.old and change.new:
        worded = all(side.text for side in (*change.old, *change.new))
        how = "by its wording" if worded else "without its wording"
        return f"matched {how} ({match.score:.2f}), {wording.likely(match.score)}"
    if match.how == "inferred":
        return "the link between the points is inferred, no source gives it"
    if match.how == "identical":
        return "matched by its very words"
    near = match.nearest
    if change.verdict != "unmatched" or near is None:
        return ""
    other = comparison.new if change.old else comparison.old
    return f"nearest: {point_name(other, near.index)}, {near.score:.2f}: {wording.likely(near.score)}"


def _passages(sides: Iterable[Side]) -> tuple[Passage, ...]:
    return tuple(
        Passage(text=side.text, label=wording.WORDINGS[side.wording or "paraphrase"])  # type: ignore[index]
        for side in sides
        if side.text
    )


def _reason(change: Change) -> str:
    """Return why the verdict is what it is; of a point of which only parts are known, which parts and what became of them."""
    told = _carrying_parts(change)
    return f"{'; '.join(map(_part_words, told))}; of the rest nothing is known" if told else change.reason


def _carrying_parts(change: Change) -> list[PartChange]:
    """Return the parts on which alone a verdict of changed rests; empty where it rests on anything else."""
    if change.verdict != "changed" or any(not fact.part for fact in change.because):
        return []
    parts = {fact.part.removeprefix("~") for fact in change.because if fact.part}
    return [part for part in change.parts if part.part in parts]


def entry(change: Change, comparison: Comparison, sources: Sources) -> Entry:
    """Return a change of a comparison as a page shows it."""
    beside_grounds = [ground for aspect in change.aspects for ground in aspect.grounds]
    beside_grounds += [ground for item in change.quantities for ground in item.grounds]
    shown = {item.key for item in change.evidence} | {
        item.key for dispute in change.disputes for item in dispute.evidence
    }
    beside = [item for item in evidence_in(beside_grounds) if item.key not in shown]
    quiet = shown | {item.key for item in beside}
    part_grounds = [ground for part in change.parts for ground in part.grounds]
    return Entry(
        id=change.id,
        sign=wording.SIGNS[change.verdict],
        verdict=change.verdict,
        basis=change.basis,
        disputed=change.disputed,
        headline=wording.headline(change.verdict, change.basis, disputed=change.disputed),
        title=_title(change),
        numbers=_numbers(change),
        issues=tuple(issue_title(sources.plan, issue) for issue in change.issues),
        aspects=(
            *((wording.SHAPES[change.shape],) if wording.SHAPES[change.shape] else ()),
            *(wording.ASPECTS[name] for name in change.aspect_names),
        ),
        reason_code=change.reason_code,
        reason=_reason(change),
        stands_in="both" if change.old and change.new else "old" if change.old else "new" if change.new else "neither",
        how=change.match.how,
        link=link(change, comparison),
        moved=wording.told(change.basis, f"moved to {change.moved_to}") if change.moved_to else None,
        sureness="" if change.verdict == "disputed" else wording.sureness(change.evidence, change.sources),
        cited=sources.of(change.grounds),
        quantities=tuple([quantity_line(item, change, sources) for item in change.quantities if _tells(item, change)]),
        notes=(
            *(_aspect_note(item, sources) for item in change.aspects if item.name in ("status", "position")),
            *(_part_note(part, sources) for part in change.parts if part not in _carrying_parts(change)),
            *_findings([*change.grounds, *part_grounds], sources),
        ),
        old_texts=_passages(change.old),
        new_texts=_passages(change.new),
        redline=change.redline,
        disputes=tuple([disagreement(item, sources, change.matters) for item in change.disputes]),
        statements=statements(change.evidence, sources),
        beside=statements(beside, sources),
        also=statements([item for item in change.also_on_file if item.key not in quiet], sources),
        matched=_matched(change),
        rivals=tuple(_rival(rival, comparison) for rival in change.match.close),
    )


__all__ = [
    "Disagreement",
    "Entry",
    "Group",
    "Head",
    "Note",
    "Passage",
    "Position",
    "QuantityLine",
    "Section",
    "Source",
    "Sources",
    "Statement",
    "disagreement",
    "entry",
    "head",
    "issue_title",
    "link",
    "party_in_words",
    "party_name",
    "point_name",
    "quantity_line",
    "statement",
    "statements",
    "told_in",
]  # fmt: skip
