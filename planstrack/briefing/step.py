"""How one issue stands in one version: its points, its numbers, the claims about it, and one sentence on it all.

The sentence is made of clauses, each an answer of the facts with the verb of its basis and the footnotes of its grounds.
Talk is told as talk and never as what the text says; that a text lacks a matter is said only where a fact says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planstrack.briefing import wording
from planstrack.briefing.parts import (
    Disagreement,
    Entry,
    Head,
    Sources,
    Statement,
    disagreement,
    entry,
    head,
    issue_title,
    party_in_words,
    statements,
    told_in,
)
from planstrack.claims.references import Path, Spot, point_at
from planstrack.claims.sayings import SAYINGS
from planstrack.compare.answers import answers_of, clear
from planstrack.compare.disputes import disputes_in
from planstrack.compare.records import Answer, Basis, Dispute, Fact, Ground, evidence_in, strongest
from planstrack.compare.sums import totals
from planstrack.compare.words import amount_words

if TYPE_CHECKING:
    from planstrack.claims.evidence import Evidence
    from planstrack.compare.facts import Facts
    from planstrack.compare.records import Comparison
    from planstrack.model import Amount, Point, Status

CITED = 2
"""How many of the articles that a version's content was taken from a sentence cites."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A tracked number in one version: its words, the verb they may carry, and the footnotes of what gives it."""

    name: str
    title: str
    unit: str | None
    verb: wording.Verb
    words: str
    cited: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """A point that carries the issue, with the articles that it was taken from; `label` says whose words its text is.

    `options` are rival proposals, each with the party that makes it.
    """

    id: str | None
    number: str | None
    title: str
    status: str | None
    held: bool
    label: str
    text: str
    options: tuple[str, ...]
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One answer in words, with the verb of its basis and the footnotes of its grounds."""

    verb: wording.Verb
    words: str
    cited: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An issue in one version. `clauses` say how it stands; `changes` what became of it since the version titled `since`."""

    version: Head
    since: str | None
    title: str
    clauses: tuple[Clause, ...]
    readings: tuple[Reading, ...]
    points: tuple[PointLine, ...]
    statements: tuple[Statement, ...]
    disputes: tuple[Disagreement, ...]
    changes: tuple[Entry, ...]

    @property
    def verb(self) -> wording.Verb:
        """The verb of the first clause: what is disputed comes first."""
        return self.clauses[0].verb

    @property
    def words(self) -> str:
        """How the issue stands, in one sentence without its full stop."""
        return "; ".join(clause.words for clause in self.clauses)

    @property
    def cited(self) -> tuple[int, ...]:
        """The footnotes of what the words rest on, each once."""
        return tuple(sorted({number for clause in self.clauses for number in clause.cited}))

    @property
    def known(self) -> bool:
        """Whether anything is known of the issue in this version."""
        return any(clause.verb != "is not known" for clause in self.clauses)

    @property
    def further(self) -> tuple[Statement, ...]:
        """Its claims that no side of a dispute shows already."""
        shown = told_in(self.disputes)
        return tuple(item for item in self.statements if item.key not in shown)


# ---------------------------------------------------------------------------------------------------- claims


class Told:
    """The claims of a plan by the version and the issue under which they are told. Lives only while a page is built."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._keys = {item.key: item for item in facts.evidence}
        self._under: dict[str, frozenset[str]] = {}
        self._on: dict[tuple[str | None, str], list[Evidence]] = {}
        self._matters: dict[str, dict[str, None]] = {}
        for item in facts.evidence:
            target = self._target(item)
            self._under[item.key] = self._issues(target)
            for issue in self._under[item.key] if item.says != "count" else ():
                self._on.setdefault((target.version, issue), []).append(item)
        for matter in facts.matters.all():
            if not facts.matters.is_part(matter):
                for issue in facts.issues_of(matter):
                    self._matters.setdefault(issue, {})[matter] = None

    def on(self, version: str | None, issue: str) -> Sequence[Evidence]:
        """Return the claims about a version (about none, for None) that are told under an issue."""
        return self._on.get((version, issue), ())

    def issues(self, item: Evidence) -> frozenset[str]:
        """Return the issues under which a claim is told."""
        return self._under[item.key]

    def matters(self, issue: str) -> Sequence[str]:
        """Return the points, by their matters, that carry an issue in any version."""
        return tuple(self._matters.get(issue, ()))

    def under(self, ground: Ground, issue: str) -> bool:
        """Return whether a ground is told under an issue: a claim that gives issues, only under these."""
        if ground.evidence is None:
            return True
        issues = self._under.get(ground.evidence.key, frozenset())
        return not issues or issue in issues

    def _target(self, item: Evidence) -> Evidence:
        """Return the claim that a claim without version or issues of its own points to, else the claim itself."""
        seen = {item.key}
        while item.about.claim and not (
            item.about.version or item.about.issues or item.about.matter or item.references
        ):
            target = self._keys.get(item.about.claim)
            if target is None or target.key in seen:
                break
            seen.add(target.key)
            item = target
        return item

    def _issues(self, item: Evidence) -> frozenset[str]:
        """Return the issues that a claim gives; else those of its proposition, of its points and parts, of its numbers."""
        plan = self.facts.plan
        if item.about.issues:
            return frozenset(item.about.issues)
        if item.about.matter:
            return frozenset(name for name, issue in plan.issues.items() if item.about.matter in issue.matters)
        found: set[str] = set()
        for reference in item.references:
            if reference.spot is not None:
                own = point_at(plan.versions[reference.spot.version], reference.spot.path).all_issues
                found |= set(own) or self.facts.issues_of(self.facts.matters.owner(reference.spot))
        if not item.references:
            found |= {
                tracked.issue for name in item.amounts if (tracked := plan.quantities.get(name)) and tracked.issue
            }
        return frozenset(found)


# ---------------------------------------------------------------------------------------------------- one step


def _once(grounds: Iterable[Ground]) -> tuple[Ground, ...]:
    return tuple({ground.key: ground for ground in grounds}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    """A tracked number with what gives it."""

    reading: Reading
    basis: Basis
    grounds: tuple[Ground, ...]
    bounds: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Matter:
    """A matter, or a proposition, in one version: how it is called there, and what is known of it."""

    key: str
    name: str
    title: str
    place: tuple[bool, int]
    presence: Mapping[bool, Answer]
    values: tuple[Fact, ...]
    statuses: tuple[Fact, ...]
    disputes: tuple[Dispute, ...]

    def contested(self, question: str) -> bool:
        return any(dispute.question == question for dispute in self.disputes)


class _Stepping:
    """One issue in one version while its clauses are made."""

    def __init__(self, told: Told, version: str, issue: str, sources: Sources) -> None:
        self.told, self.facts, self.version, self.issue, self.sources = told, told.facts, version, issue, sources
        self.plan = told.facts.plan
        self.known = self.plan.versions[version]
        self.where = wording.WHERE.get(self.known.text or "unpublished", "the text")
        self.named: set[str] = set()
        keys = dict.fromkeys(key for key in told.matters(issue) if self._carries(key))
        keys |= dict.fromkeys(name for name in self.facts.propositions_about(version) if name.startswith(f"~{issue}/"))
        self.matters = sorted((self._matter(key) for key in keys), key=lambda matter: matter.place)

    def _kept(self, found: Sequence[Fact]) -> tuple[Fact, ...]:
        return tuple(fact for fact in found if any(self.told.under(ground, self.issue) for ground in fact.grounds))

    def _matter(self, key: str) -> _Matter:
        facts = self.facts
        presence = answers_of(self._kept(facts.presence(key, self.version)))
        found = list(disputes_in(facts, key, self.version, presence))
        for part in facts.parts_of(key):
            found += disputes_in(facts, part, self.version, answers_of(facts.presence(part, self.version)))
        disputes = [
            dispute
            for dispute in found
            if all(any(self.told.under(ground, self.issue) for ground in side.grounds) for side in dispute.sides)
        ]
        spots = self._spots(key)
        return _Matter(
            key=key,
            name=self._name(key),
            title=self._titled(key),
            place=(not spots, spots[0][0] if spots else 0),
            presence=presence,
            values=self._kept(facts.values(key, self.version)),
            statuses=self._kept(facts.statuses(key, self.version)),
            disputes=tuple(disputes),
        )

    def _spots(self, key: str) -> Sequence[Path]:
        return () if key.startswith("~") else self.facts.matters.spots(key, self.version)

    def _carries(self, key: str) -> bool:
        """Return whether a matter carries the issue here: by the tags of its point, elsewhere by those of any version."""
        tags = {name for path in self._spots(key) for name in point_at(self.known, path).all_issues}
        return not tags or self.issue in tags

    def _titled(self, key: str) -> str:
        """Return what a matter is called in this version, else in the nearest that it is based on, else in the newest."""
        here = [point_at(self.known, path).title for path in self._spots(key)]
        title = next((title for title in here if title), None) or self._earlier_title(key) or self.facts.title_of(key)
        return title[:1].upper() + title[1:]

    def _earlier_title(self, key: str) -> str | None:
        """Return the title of a matter in the nearest version that this one is based on; None where none titles it."""
        if key.startswith("~"):
            return None
        found = dict.fromkeys(self.known.based_on)
        for name in (queue := list(found)):
            if name not in self.plan.versions:
                continue
            version = self.plan.versions[name]
            titles = [point_at(version, path).title for path in self.facts.matters.spots(key, name)]
            if title := next((title for title in titles if title), None):
                return title
            queue += [base for base in version.based_on if base not in found]
            found |= dict.fromkeys(version.based_on)
        return None

    def _name(self, key: str) -> str:
        """Return a matter as a sentence names it: `point 7 (NATO exclusion)`; by title where it has no number here."""
        spots = self._spots(key)
        number = point_at(self.known, spots[0]).number if len(spots) == 1 and len(spots[0]) == 1 else None
        return f"point {number} ({self._titled(key)})" if number else f"“{self._titled(key)}”"

    def cite(self, grounds: Iterable[Ground]) -> tuple[int, ...]:
        return self.sources.of(_once(grounds), most=CITED)

    def clause(self, basis: Basis, words: str, grounds: Iterable[Ground], *, disputed: bool = False) -> Clause:
        return Clause(verb=wording.verb(basis, disputed=disputed), words=words, cited=self.cite(grounds))

    # ------------------------------------------------------------------------------------------ clauses

    def _of_basis(self, answer: Answer) -> tuple[Ground, ...]:
        """Return the grounds of an answer on its own basis: what is held is cited for itself, not what speaks of it."""
        mine = tuple(ground for ground in answer.grounds if ground.basis == answer.basis)
        return tuple(ground for ground in mine if ground.kind == "point") or mine or answer.grounds

    def clauses(self, numbers: Sequence[_Number], claims: Sequence[Evidence]) -> tuple[Clause, ...]:
        """Return how the issue stands: what is disputed, its numbers, how far it is settled, where it is; else what is reported."""
        if self.version in self.facts.not_yet:
            return (Clause(verb="is not known", words=f"“{self._title()}” was not yet known by then", cited=()),)
        found = [
            *self._disputed(),
            *self._numbers(numbers),
            *self._settled(),
            *self._as_a_whole(claims),
            *self._present(),
        ]
        found += [*self._gone(), *self._options()]
        found.sort(key=lambda clause: clause.verb != "is disputed")
        if found and all(key.startswith("~") for key in self.named) and not self._holds_points():
            words = f"what else “{self._title()}” says of the matter is not known"
            found += self._silent() or [Clause(verb="is not known", words=words, cited=())]
        return tuple(found) or self._silent() or self._reported_on(claims)

    def _title(self) -> str:
        return self.known.title or self.known.name

    def _disputed(self) -> list[Clause]:
        found = []
        for matter in self.matters:
            for dispute in matter.disputes:
                if dispute.question == "value":
                    continue  # Told with the number.
                self.named.add(matter.key)
                about = wording.subject(self._titled(dispute.matter or matter.key), dispute.question)
                grounds = [ground for side in dispute.sides for ground in _leading(side.grounds)]
                found.append(
                    self.clause("reported", f"{about} is disputed: {wording.sides(dispute)}", grounds, disputed=True)
                )
        return found

    def _numbers(self, numbers: Sequence[_Number]) -> list[Clause]:
        found = []
        for number in numbers:
            reading, grounds = number.reading, number.grounds
            givers = [matter for matter in self.matters if any(fact.name == reading.name for fact in matter.values)]
            self.named |= {matter.key for matter in givers}
            if reading.verb == "is disputed":
                found.append(
                    self.clause("reported", f"{reading.title} is disputed: {reading.words}", grounds, disputed=True)
                )
                continue
            points = [matter.name for matter in givers if not matter.name.startswith("“")]
            where = f" in {wording.listed(points)}" if points and number.basis != "reported" else ""
            words = f"{reading.title} {wording.told(number.basis, reading.words + where, joint='as ')}"
            if number.bounds == {"none"}:
                words = f"{reading.title} {wording.having(number.basis, reading.words + where)}"
            elif number.bounds == {"unstated"}:
                words = f"no number {wording.told(number.basis, f'named for {reading.title}{where}', joint='to be ')}"
            found.append(self.clause(number.basis, words, grounds))
        return found

    def _settled(self) -> list[Clause]:
        """Return how far matters are settled, those of one status and one basis in one clause; a proposal says nothing new."""
        groups: dict[tuple[Status, Basis], list[tuple[str, tuple[Ground, ...]]]] = {}
        for matter in self.matters:
            if matter.contested("status"):
                continue
            facts = [fact for fact in matter.statuses if not fact.against]
            basis = strongest(fact.basis for fact in facts)
            best = [fact for fact in facts if fact.basis == basis]
            for status in dict.fromkeys(str(fact.answer) for fact in best):
                if status not in ("proposed", "dropped"):
                    grounds = _once(ground for fact in facts if fact.answer == status for ground in fact.grounds)
                    groups.setdefault((status, basis), []).append((matter.name, grounds))  # type: ignore[arg-type]
                    self.named.add(matter.key)
        return [
            self.clause(
                basis,
                f"{wording.listed(name for name, _ in items)} {_told(basis, wording.STATUSES[status], len(items), joint='as ')}",
                [ground for _, grounds in items for ground in grounds],
            )
            for (status, basis), items in groups.items()
        ]

    def _as_a_whole(self, claims: Sequence[Evidence]) -> list[Clause]:
        """Return what reports say of how far the issue is settled where they name no point and no proposition of it."""
        groups: dict[tuple[str, str], list[Evidence]] = {}
        for item in claims:
            plain = not item.references and not item.about.matter and not item.about.claim and not item.amounts
            if (
                item.stands
                and item.stance == "supports"
                and plain
                and SAYINGS[item.says].status not in (None, "proposed")
            ):
                groups.setdefault((item.says, item.scope or ""), []).append(item)
        found = []
        for (says, scope), items in groups.items():
            of = "the matter" if scope in ("", "all") else f"{scope} of it"
            names = list(dict.fromkeys(item.speaker for item in items))
            words = f"{of} is reported as {wording.STATUSES[says]}, according to {wording.some(names)}"  # type: ignore[index]
            cited = tuple(sorted({self.sources.number(item) for item in _first_of_each(items)}))
            found.append(Clause(verb="is reported", words=words, cited=cited))
        return found

    def _present(self) -> list[Clause]:
        """Return which matters are in the version, of which nothing else was said, by basis."""
        groups: dict[Basis, list[tuple[str, tuple[Ground, ...]]]] = {}
        for matter in self.matters:
            if matter.key in self.named or matter.contested("present") or clear(matter.presence) is not True:
                continue
            answer = matter.presence[True]
            if answer.basis == "reported" and matter.key.startswith("~") and self._holds_points():
                continue  # What is held of the points is told; reports of what stands in them add nothing.
            self.named.add(matter.key)
            groups.setdefault(answer.basis, []).append((matter.name, self._of_basis(answer)))
        found = []
        for basis, items in groups.items():
            names = wording.listed(name for name, _ in items)
            grounds = [ground for _, each in items for ground in each]
            if basis == "reported":
                words = f"{names} {_told(basis, 'to be in it', len(items))}"
            else:
                words = f"the matter {wording.told(basis, f'in {self.where}')}: {names}"
            found.append(self.clause(basis, words, grounds))
        return found

    def _holds_points(self) -> bool:
        return any(
            self.facts.held(Spot(self.version, path)) for matter in self.matters for path in self._spots(matter.key)
        )

    def _gone(self) -> list[Clause]:
        """Return which matters are said not to be in the version; what only its silence says is told apart."""
        groups: dict[tuple[Basis, str], list[tuple[str, tuple[Ground, ...]]]] = {}
        for matter in self.matters:
            if matter.key in self.named or matter.contested("present") or clear(matter.presence) is not False:
                continue
            answer = matter.presence[False]
            if any(ground.kind == "whole" for ground in answer.grounds):
                continue
            self.named.add(matter.key)
            groups.setdefault((answer.basis, _how_gone(answer)), []).append((matter.name, self._of_basis(answer)))
        return [
            self.clause(
                basis,
                f"{wording.listed(name for name, _ in items)} {_told(basis, how, len(items))}",
                [ground for _, each in items for ground in each],
            )
            for (basis, how), items in groups.items()
        ]

    def _options(self) -> list[Clause]:
        """Return the rival proposals that stand in the version for a point of the issue."""
        found = []
        for matter in self.matters:
            for path in self._spots(matter.key):
                point = point_at(self.known, path)
                spot = Spot(self.version, path)
                if point.options:
                    basis = self.facts.basis(spot)
                    words = f"rival proposals stand for {matter.name}"
                    if basis == "reported":
                        words = f"rival proposals are reported for {matter.name}"
                    elif basis != "text":
                        words += f", {wording.BASES[basis]}"
                    told = "; ".join(options_of(point, self.facts))
                    found.append(self.clause(basis, f"{words}: {told}", (self.facts.ground_of(spot),)))
        return found

    def _silent(self) -> tuple[Clause, ...]:
        """Return that the version has no point of the matter, where a fact says so; empty where none does."""
        keys = self.told.matters(self.issue)
        matters = [matter for matter in self.matters if not matter.key.startswith("~")]
        if keys and all(clear(matter.presence) is False for matter in matters):
            answers = [matter.presence[False] for matter in matters]
            basis = strongest(answer.basis for answer in answers)
            summed = "" if basis == "text" else f", {wording.BASES[basis]}"
            words = f"no point of {self.where}, which is held whole{summed}, has the matter"
            return (self.clause(basis, words, [ground for answer in answers for ground in answer.grounds]),)
        if ground := self.facts.silent_on(self.issue, self.version):
            words = f"none of the points of {self.where}, which is held whole, is on the matter"
            summed = wording.BASES[ground.basis] if ground.basis != "text" else ""
            return (self.clause(ground.basis, f"{words}{f', {summed}' if summed else ''}", (ground,)),)
        if keys and self.facts.is_whole(self.version):
            places = sorted({at for key in keys for at in self.facts.held_in_part(key, self.version)})
            names = wording.listed(_point_name(self.known.points[at]) for at in places)
            if names:
                holds = "hold" if len(places) > 1 else "holds"
                words = f"the matter has no point of its own in {self.where}; what {names} {holds} besides is not known"
                return (Clause(verb="is not known", words=words, cited=()),)
        return ()

    def _reported_on(self, claims: Sequence[Evidence]) -> tuple[Clause, ...]:
        """Return what else reports say: of the talks, or of the version; that nothing is known where they are silent."""
        standing = [item for item in claims if item.stands]
        not_known = f"what “{self._title()}” says of the matter is not known"
        if not standing:
            return (Clause(verb="is not known", words=not_known, cited=()),)
        standing.sort(key=lambda item: SAYINGS[item.says].kind == "talk")
        first = standing[0]
        more = f", and {wording.counted(len(standing) - 1, 'more claim')}" if len(standing) > 1 else ""
        against = "not so: " if first.stance == "disputes" else ""
        chain = wording.chain([self.sources.named(name) for name in first.said_by])
        talk = SAYINGS[first.says].kind == "talk"
        lead = "it is reported of the talks" if talk else "it is reported"
        words = f"{lead}: {against}{wording.gist(first)} ({chain}){more}"
        cited = (self.sources.number(first),)
        clauses = [Clause(verb="is not known", words=not_known, cited=())] if talk else []
        return (*clauses, Clause(verb="is not known" if talk else "is reported", words=words, cited=cited))

    # ------------------------------------------------------------------------------------------ numbers

    def numbers(self) -> list[_Number]:
        """Return the tracked numbers of the issue that the version is given, each with what gives it."""
        found = []
        for name, tracked in self.plan.quantities.items():
            if tracked.issue != self.issue:
                continue
            title = tracked.title or wording.heading(None, name)
            contested = [
                dispute
                for matter in self.matters
                for dispute in matter.disputes
                if dispute.question == "value" and dispute.id.rpartition("/")[2] == name
            ]
            given = [
                fact for matter in self.matters for fact in matter.values if fact.name == name and not fact.against
            ]
            chosen: list[Fact] = []
            if contested:
                grounds = [ground for side in contested[0].sides for ground in _leading(side.grounds)]
                basis, words = strongest(side.basis for side in contested[0].sides), wording.sides(contested[0])
            elif given:
                basis = strongest(fact.basis for fact in given)
                chosen = [fact for fact in given if fact.basis == basis]
                words = wording.listed(dict.fromkeys(_amount_words(fact, self.facts) for fact in chosen), "or")
                grounds = [ground for fact in chosen for ground in fact.grounds]
            else:
                continue
            reading = Reading(
                name=name,
                title=title,
                unit=tracked.unit,
                verb=wording.verb(basis, disputed=bool(contested)),
                words=words,
                cited=self.cite(grounds),
            )
            found.append(
                _Number(
                    reading=reading,
                    basis=basis,
                    grounds=_once(grounds),
                    bounds=frozenset(fact.amount.bound for fact in chosen),
                )
            )
        return found


def _told(basis: Basis, words: str, number: int, *, joint: str = "") -> str:
    """Return `wording.told` for one subject or several."""
    told = wording.told(basis, words, joint=joint)
    return told if number == 1 else "are" + told.removeprefix("is")


def _amount_words(fact: Fact, facts: Facts) -> str:
    amount: Amount = fact.answer  # type: ignore[assignment]  # a fact on a value
    return amount_words(amount, facts.plan, fact.name or "")


def _point_name(point: Point) -> str:
    return f"point {point.number}" if point.number else f"“{point.title or wording.heading(None, point.id)}”"


def _how_gone(answer: Answer) -> str:
    """Return how a matter went, as those who say so put it: `removed`, `moved to a separate track`."""
    found: dict[str, None] = {}
    for item in evidence_in(answer.grounds):
        if item.says == "moved" and item.to:
            found[f"moved to {item.to}"] = None
        elif item.stance == "supports" and SAYINGS[item.says].after is False:
            found[SAYINGS[item.says].side] = None
    if any(ground.kind == "point" for ground in answer.grounds):
        found["dropped"] = None
    return wording.listed(found or ["not in it"], "or")


def _first_of_each(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Return the first claim of each of the first speakers, as many as a sentence names."""
    found: dict[str, Evidence] = {}
    for item in evidence:
        found.setdefault(item.speaker, item)
    return list(wording.named(list(found.values())))


def _leading(grounds: Sequence[Ground]) -> list[Ground]:
    """Return what a sentence cites of one side: what is held, and the first claim of each speaker that it names."""
    named = {item.key for item in _first_of_each(evidence_in(grounds))}
    return [ground for ground in grounds if ground.evidence is None or ground.key in named]


def options_of(point: Point, facts: Facts) -> tuple[str, ...]:
    """Return the rival proposals of a point: `from the United States: 15 years`."""
    found = []
    for option in point.options:
        amounts = (amount_words(amount, facts.plan, name) for name, amount in option.quantities.items())
        words = wording.flowing(option.text or option.note or wording.listed(amounts))
        found.append(f"from {party_in_words(facts.plan, option.by)}: {words.rstrip('. ')}")
    return tuple(found)


def _point_line(spot: Spot, point: Point, facts: Facts, sources: Sources) -> PointLine:
    return PointLine(
        id=point.id,
        number=point.number,
        title=point.title or wording.heading(None, point.id or (f"point {point.number}" if point.number else None)),
        status=wording.STATUSES[point.status] if point.status else None,
        held=facts.held(spot),
        label=wording.whose(facts.wording(spot), away=facts.is_away(spot)),
        text=point.full_text,
        options=options_of(point, facts),
        sources=sources.articles(name.partition("#")[0] for name in point.sources),
    )


def step(told: Told, version: str, issue: str, sources: Sources, comparison: Comparison | None = None) -> Step:
    """Return how an issue stands in one version, and what became of it since the version compared with."""
    facts = told.facts
    known = facts.plan.versions[version]
    introduced = head(known, sources, totals(facts, version), known=version not in facts.not_yet)
    claims = told.on(version, issue)
    making = _Stepping(told, version, issue, sources)
    numbers = making.numbers()
    clauses = making.clauses(numbers, claims)
    changes = comparison.only(issue=issue).changes if comparison else ()
    return Step(
        version=introduced,
        since=(comparison.old.title or comparison.old.name) if comparison else None,
        title=issue_title(facts.plan, issue),
        clauses=clauses,
        readings=tuple(number.reading for number in numbers),
        points=tuple(
            [
                _point_line(Spot(version, (at,)), point, facts, sources)
                for at, point in enumerate(known.points)
                if issue in point.all_issues
            ]
        ),
        disputes=tuple([disagreement(item, sources) for matter in making.matters for item in matter.disputes]),
        changes=tuple([entry(change, comparison, sources) for change in changes]) if comparison else (),
        statements=statements(claims, sources),
    )
