"""What pages share: claims as they are shown, disputes with their sides, changes, and sources numbered as footnotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planstrack.briefing import wording

if TYPE_CHECKING:
    from planstrack.claims.evidence import Evidence
    from planstrack.compare.align import Rival
    from planstrack.compare.dispute import Dispute
    from planstrack.compare.redline import Edit
    from planstrack.compare.values import Change, QuantityChange, Side, StatusChange
    from planstrack.model import Article, Plan, Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One article as a footnote: `number` counts from 1 in the order of first mention on the page."""

    number: int
    article: str
    outlet: str
    title: str | None
    published: str | None
    url: str | None


class Sources:
    """Gives each article its footnote number, in order of first mention. Lives only while one page is built."""

    def __init__(self) -> None:
        self._found: dict[str, Source] = {}

    def number(self, item: Evidence) -> int:
        """Return the footnote number of the article that printed this claim."""
        return self._enter(item.article, item)

    def articles(self, names: Iterable[str], plan: Plan | None) -> tuple[int, ...]:
        """Return the footnote numbers of the plan's articles with these ids; others are passed over."""
        known = plan.articles if plan else {}
        return tuple(dict.fromkeys(self._enter(name, known[name]) for name in names if name in known))

    def take(self, numbers: Iterable[int], other: Sources) -> tuple[int, ...]:
        """Return the numbers that some of another page's footnotes have on this page, in order."""
        entered = other.all()
        taken = []
        for number in numbers:
            source = entered[number - 1]
            self._found.setdefault(source.article, replace(source, number=len(self._found) + 1))
            taken.append(self._found[source.article].number)
        return tuple(sorted(taken))

    def _enter(self, name: str, item: Evidence | Article) -> int:
        if name not in self._found:
            self._found[name] = Source(
                number=len(self._found) + 1,
                article=name,
                outlet=item.outlet,
                title=item.title,
                published=item.published.isoformat() if item.published else None,
                url=item.url,
            )
        return self._found[name].number

    def all(self) -> tuple[Source, ...]:
        return tuple(self._found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One claim as a page shows it.

    `words` is what it says when nothing is quoted, `chain` who said it, first speaker first, `check` the state of its
    quote (as data) and `checked` the same in words. `stands` is false for a claim that carries nothing.
    """

    key: str
    source: int
    outlet: str
    published: str | None
    quote: str | None
    words: str
    says: str
    stance: str
    chain: str
    speaker: str
    speaker_kind: str | None
    check: str
    checked: str
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One side of a dispute: what it says, who says it, in which claims."""

    says: str
    speakers: tuple[str, ...]
    statements: tuple[Statement, ...]

    @property
    def voices(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """Who takes this side, each first speaker once, with the footnotes where they are cited."""
        found: dict[str, dict[int, None]] = {}
        for item in self.statements:
            found.setdefault(item.speaker, {})[item.source] = None
        return tuple((speaker, tuple(numbers)) for speaker, numbers in found.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A dispute as a page shows it."""

    id: str
    about: str
    kind: str
    sides: tuple[Position, ...]


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
class QuantityLine:
    """A tracked number on both sides, in words. A side is None where there is no point to give it.

    `difference` is None where none can be told.
    """

    name: str
    title: str
    unit: str | None
    old: str | None
    new: str | None
    difference: str | None
    changed: bool

    @property
    def text(self) -> str:
        """The whole line: `army size (personnel): at most 600,000 → 800,000 (+200,000, +33.3 %)`."""
        unit = f" ({self.unit})" if self.unit else ""
        tail = f" ({self.difference})" if self.difference else ""
        return f"{self.title}{unit}: {' → '.join(side for side in (self.old, self.new) if side)}{tail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change as a page shows it.

    `sign` is one of `~ + - ? =`; `headline` gives verdict and grounds in words; `numbers` is the numbering (`6 → 4`),
    `sureness` how the evidence stands, in words. Redline edits are given as they are.
    `old_held` and `new_held` are false where the texts of that side are only what reports say.
    """

    id: str
    sign: str
    verdict: str
    basis: str
    disputed: bool
    headline: str
    verb: wording.Verb
    title: str
    numbers: str
    issues: tuple[str, ...]
    aspects: tuple[str, ...]
    reason: str
    sureness: str
    notes: tuple[str, ...]
    quantities: tuple[QuantityLine, ...]
    status: str | None
    new_status: str | None
    old_texts: tuple[str, ...]
    new_texts: tuple[str, ...]
    redline: tuple[Edit, ...]
    statements: tuple[Statement, ...]
    disputes: tuple[Disagreement, ...]
    matched: str
    rivals: tuple[str, ...]
    old_held: bool = True
    new_held: bool = True

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
    def details(self) -> tuple[str, ...]:
        """What is known of it besides its wording: a new status, numbers that differ, notes. For compact lists."""
        status = f"status {self.status}" if self.status else ""
        numbers = (line.text for line in self.quantities if line.changed)
        return tuple(word for word in (status, *numbers, *self.notes) if word)

    @property
    def further(self) -> tuple[Statement, ...]:
        """Its claims that no side of a dispute shows already."""
        shown = {item.key for dispute in self.disputes for side in dispute.sides for item in side.statements}
        return tuple(item for item in self.statements if item.key not in shown)

    @property
    def sources(self) -> tuple[int, ...]:
        """The footnotes of its claims, each once."""
        return tuple(sorted({item.source for item in self.statements}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Changes of which the same is to be said, listed compactly under one reason."""

    reason: str
    entries: tuple[Entry, ...]


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


def head(version: Version, sources: Sources | None = None, plan: Plan | None = None) -> Head:
    """Return how a page introduces a version; with `sources`, its articles are entered among the page's."""
    known = wording.TEXTS.get(version.text or "", "")
    late = version.known if version.known and version.known != version.date else None
    state = [known, f"known since {wording.day(late)}" if late else "", wording.held(version)]
    return Head(
        id=version.name,
        title=version.title or version.name,
        date=version.date.isoformat() if version.date else None,
        day=wording.day(version.date),
        state=", ".join(word for word in state if word),
        sources=sources.articles(version.sources, plan) if sources else (),
    )


def statement(item: Evidence, sources: Sources) -> Statement:
    """Return a claim as a page shows it, its article entered among the page's sources."""
    return Statement(
        key=item.key,
        source=sources.number(item),
        outlet=item.outlet,
        published=item.published.isoformat() if item.published else None,
        quote=item.quote,
        words=item.gist or wording.claim(item),
        says=item.says,
        stance=item.stance,
        chain=wording.chain(item.said_by),
        speaker=item.speaker,
        speaker_kind=wording.SPEAKERS.get(item.speaker_kind or ""),
        check=item.check,
        checked=wording.CHECKS.get(item.check, item.check),
        stands=item.stands,
    )


def statements(items: Iterable[Evidence], sources: Sources) -> tuple[Statement, ...]:
    """Return claims as a page shows them, in their order."""
    return tuple(statement(item, sources) for item in items)


def disagreement(dispute: Dispute, sources: Sources) -> Disagreement:
    """Return a dispute as a page shows it: every side with its speakers and claims."""
    return Disagreement(
        id=dispute.id,
        about=dispute.about,
        kind=dispute.kind,
        sides=tuple(
            Position(says=side.says, speakers=side.speakers, statements=statements(side.evidence, sources))
            for side in dispute.sides
        ),
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


def quantity_line(quantity: QuantityChange, change: Change) -> QuantityLine:
    """Return a tracked number as a page shows it; one on which reports differ is disputed, whatever a file gives."""
    contested = any(quantity.name in item.amounts for dispute in change.disputes for item in dispute.evidence)
    return QuantityLine(
        name=quantity.name,
        title=quantity.title,
        unit=quantity.unit,
        old=wording.amount(quantity.old) if change.old else None,
        new=("disputed" if contested else wording.amount(quantity.new)) if change.new else None,
        difference=None if contested else wording.difference(quantity.difference, quantity.percent),
        changed=quantity.changed or contested,
    )


def new_status(change: StatusChange | None) -> str | None:
    """Return the status of the new side where it says something new: `proposed` after nothing does not."""
    if change is None or change.new == change.old or (change.old is None and change.new == "proposed"):
        return None
    return change.new


def _status(change: StatusChange | None) -> str | None:
    if change is None or new_status(change) is None:
        return None
    if change.old is None:
        return wording.STATUSES[change.new or ""]
    return f"{wording.STATUSES[change.old or '']} → {wording.STATUSES[change.new or '']}"


def issue_title(plan: Plan | None, issue: str) -> str:
    """Return what an issue is called: by the plan, else by its id made readable."""
    known = plan.issues.get(issue) if plan else None
    return known.title if known else wording.heading(None, issue)


def _rival(rival: Rival, versions: tuple[Version, Version] | None) -> str:
    """Return a close call: which points, how close, why."""
    names = []
    for version, indexes in zip(versions or (), (rival.old, rival.new), strict=False):
        points = [version.points[index] for index in indexes]
        names.append(wording.listed(point.number or point.title or point.id or "?" for point in points))
    pair = f"{' with '.join(names)} " if names else ""
    return f"{pair}({rival.score:.2f}): {rival.why}"


def entry(
    change: Change, sources: Sources, plan: Plan | None = None, versions: tuple[Version, Version] | None = None
) -> Entry:
    """Return a change as a page shows it; `versions` name the points of close calls."""
    return Entry(
        id=change.id,
        sign=wording.SIGNS[change.verdict],
        verdict=change.verdict,
        basis=change.basis,
        disputed=change.disputed,
        headline=wording.headline(change.verdict, change.basis, disputed=change.disputed),
        verb=wording.verb(change.basis, disputed=change.disputed),
        title=_title(change),
        numbers=_numbers(change),
        issues=tuple(issue_title(plan, issue) for issue in change.issues),
        aspects=(
            *((wording.SHAPES[change.shape],) if wording.SHAPES[change.shape] else ()),
            *(wording.ASPECTS.get(aspect, aspect) for aspect in change.aspects),
        ),
        reason=change.reason,
        sureness=wording.sureness(change.evidence),
        notes=change.notes,
        quantities=tuple(quantity_line(item, change) for item in change.quantities),
        status=_status(change.status),
        new_status=new_status(change.status),
        old_texts=tuple(side.text for side in change.old if side.text),
        new_texts=tuple(side.text for side in change.new if side.text),
        redline=change.redline,
        statements=statements(change.evidence, sources),
        disputes=tuple(disagreement(item, sources) for item in change.disputes),
        matched=wording.match(change.match.how, change.match.why, change.match.score),
        rivals=tuple(_rival(rival, versions) for rival in change.match.close),
        old_held=all(side.held for side in change.old if side.text),
        new_held=all(side.held for side in change.new if side.text),
    )
