"""The page of one verdict's grounds (`why`): every fact with its place in the files, and the row of the verdict table.

A reader of it can decide the verdict by hand: what is known of the matter in either version and between them, what
carries the verdict, and what else is on file and why it did not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planstrack.briefing import wording
from planstrack.briefing.diff_page import RELATIONS
from planstrack.briefing.issue_page import day_and_gaps
from planstrack.briefing.parts import Head, Source, Sources, Statement, entry, head, statement
from planstrack.claims.sayings import SAYINGS
from planstrack.compare.answers import answers_of, clear, contrary
from planstrack.compare.closure import sameness
from planstrack.compare.records import Answer, Fact, Ground, Route, Verdict
from planstrack.compare.relations import ABSENCE
from planstrack.compare.sums import totals
from planstrack.compare.words import amount_words, count_words
from planstrack.model import Amount, Count

if TYPE_CHECKING:
    from planstrack.claims.evidence import Evidence
    from planstrack.compare.facts import Facts
    from planstrack.compare.records import Change, Comparison, GroundKind

FileKind = Literal["plan", "version", "article", "receipts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyGround:
    """One thing on file that carries a fact: its name, where it stands (`file:line:column`), what it is, what it says.

    `statement` is the claim where it is one, `says` the words of a reading or a declaration, `cited` the footnotes.
    `presupposes` says that it takes the fact for granted: who says that a point was removed since a text has it stand there.
    """

    key: str
    place: str | None
    what: str
    presupposes: bool
    says: str | None
    statement: Statement | None
    cited: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyFact:
    """One answer: a question in plain words, what that rests on, and everything that gives it.

    `carries` says that the verdict follows from it.
    """

    question: str
    answer: str
    basis: str
    carries: bool
    grounds: tuple[WhyGround, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyAnswer:
    """What the facts of one question say together, and these facts."""

    question: str
    answer: str
    facts: tuple[WhyFact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """A claim on the matter that did not count, and why."""

    statement: Statement
    place: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyPage:
    """One verdict and its grounds. `relation` says how the versions stand to each other and what absence means there,
    `row` is the row of the verdict table that applied, `link` how the points were matched."""

    id: str
    title: str
    as_of: str | None
    left_out: str | None
    old: Head
    new: Head
    sentence: str
    relation: str
    link: str
    answers: tuple[WhyAnswer, ...]
    row: str
    sureness: str
    beside: tuple[WhyFact, ...]
    unused: tuple[Unused, ...]
    sources: tuple[Source, ...]


_KINDS: Mapping[GroundKind, str] = {
    "point": "the point as it is held",
    "whole": "the version is held whole, and its silence counts",
    "reading": "what the analyst found who compared both",
    "receipt": "what the comparison of both texts gave, which are not shown here",
    "gone": "what the later version is declared to have removed",
    "from": "which points it is declared to come from",
    "signed": "the version is signed",
    "total": "the number of points in the file",
    "source": "an article that is cited for it",
    "claim": "a claim",
    "same-version": "both sides are the same version",
}


def _place(ground: Ground, facts: Facts) -> str | None:
    """Return where a ground stands in the files: `file:line:column`; None for a plan made in code."""
    if ground.evidence is not None:
        return _file_place(facts, "article", ground.evidence.article, _claim_route(ground.evidence, facts))
    return _file_place(facts, *ground.file, ground.route)


def _file_place(facts: Facts, kind: FileKind, name: str, route: Route) -> str | None:
    try:
        place = facts.plan.place(kind, name, *route)
    except KeyError:
        return None
    line, column = place.source.position(place.start)
    return f"{place.source.path}:{line}:{column}"


def _claim_route(item: Evidence, facts: Facts) -> tuple[str | int, ...]:
    return ("claims", item.at)


class _Why:
    """One page while it is built."""

    def __init__(self, change: Change, comparison: Comparison, facts: Facts) -> None:
        self.change, self.comparison, self.facts = change, comparison, facts
        self.sources = Sources(facts.plan)
        self.old, self.new = _ids(comparison, facts)
        self.keys = {_key(fact) for fact in change.because}

    def title(self, version: str) -> str:
        known = self.facts.plan.versions[version]
        return known.title or known.name

    def claim_place(self, item: Evidence) -> str | None:
        return _file_place(self.facts, "article", item.article, _claim_route(item, self.facts))

    def ground(self, ground: Ground, fact: Fact) -> WhyGround:
        shown = statement(ground.evidence, self.sources) if ground.evidence is not None else None
        what = _KINDS[ground.kind] + (f" ({wording.BASES[ground.basis]})" if ground.kind in ("point", "whole") else "")
        return WhyGround(
            key=ground.key,
            place=_place(ground, self.facts),
            what=what,
            presupposes=_presupposes(ground, fact),
            says=None if shown else ground.gist,
            statement=shown,
            cited=self.sources.of([ground]),
        )

    def told(self, facts: Iterable[Fact]) -> tuple[WhyFact, ...]:
        """Return facts as the page shows them: those that answer alike, on one basis, are one with all their grounds."""
        found: dict[tuple[str, str, str, bool], dict[str, tuple[Ground, Fact]]] = {}
        for fact in facts:
            key = (self.question(fact), self.answer(fact), wording.BASES[fact.basis], _key(fact) in self.keys)
            found.setdefault(key, {}).update({ground.key: (ground, fact) for ground in fact.grounds})
        return tuple(
            [
                WhyFact(
                    question=question,
                    answer=answer,
                    basis=basis,
                    carries=carries,
                    grounds=tuple([self.ground(ground, fact) for ground, fact in grounds.values()]),
                )
                for (question, answer, basis, carries), grounds in found.items()
            ]
        )

    def question(self, fact: Fact) -> str:
        """Return what a fact answers, in plain words."""
        own = not fact.matter or self.change.matters == (fact.matter,)
        matter = self.change.title if own else self.facts.title_of(fact.matter)
        named = f"“{matter[:1].upper()}{matter[1:]}”"
        pair = {self.old, self.new} == set(fact.versions)
        titles = [f"“{self.title(version)}”" for version in ((self.old, self.new) if pair else fact.versions)]
        party = self.facts.plan.parties.get(fact.name or "")
        return {
            "present": f"Is {named} in {titles[0]}?",
            "same": f"Does {named} say the same in {' and in '.join(titles)}?",
            "value": f"What number does {titles[0]} give for {self._quantity(fact.name)}?",
            "status": (
                f"How does {party.name} stand to {named} in {titles[0]}?"
                if party
                else f"How far is {named} settled in {titles[0]}?"
            ),
            "talked": f"Was {named} talked of in the talks on {titles[0]}?",
            "count": f"How many points has {titles[0]}?",
        }[fact.question]

    def _quantity(self, name: str | None) -> str:
        tracked = self.facts.plan.quantities.get(name or "")
        return (tracked.title if tracked else None) or wording.heading(None, name)

    def answer(self, fact: Fact) -> str:
        if isinstance(fact.answer, bool):
            words = "yes" if fact.answer else "no"
        elif isinstance(fact.answer, Amount):
            words = amount_words(fact.answer, self.facts.plan, fact.name or "")
        elif isinstance(fact.answer, Count):
            words = f"{count_words(fact.answer)} points"
        else:
            words = SAYINGS[fact.answer].side if fact.answer in SAYINGS else str(fact.answer)  # type: ignore[index]
        words = f"not {words}" if fact.against else words
        if fact.part:
            became = "is" if fact.question == "present" else "differs"
            return f"{words}, since its part “{self.facts.title_of(fact.part)}” {became}"
        return f"{words}, going by {self._quantity(fact.name)}" if fact.told and fact.name else words

    # ------------------------------------------------------------------------------------------ the three questions

    def answers(self) -> tuple[WhyAnswer, ...]:
        """Return what is known of the matter in either version and between them, with everything that says so."""
        found = []
        because = list(self.change.because)
        matters = self.change.matters
        for version in dict.fromkeys((self.old, self.new)):
            facts = [fact for matter in matters for fact in self.facts.presence(matter, version)]
            found.append(self._asked(f"Is it in “{self.title(version)}”?", facts))
        if self.old != self.new:
            same = [fact for matter in matters for fact in self.facts.same(matter, self.old, self.new)]
            if len(matters) == 1:
                answers = sameness(self.facts, matters[0], self.old, self.new)
                same += [fact for answer in answers.values() if answer.chained for fact in answer.facts]
        else:
            same = []
        known = {_key(fact) for fact in same}
        same += [fact for fact in because if fact.question == "same" and _key(fact) not in known]
        found.append(self._asked("Does it say the same in both?", same))
        return tuple(found)

    def _asked(self, question: str, facts: Sequence[Fact]) -> WhyAnswer:
        unique = list({_key(fact): fact for fact in facts}.values())
        if any(ground.kind == "point" and fact.question == "present" for fact in unique for ground in fact.grounds):
            # What is held needs nobody who takes for granted that it is there.
            unique = [fact for fact in unique if not all(_presupposes(ground, fact) for ground in fact.grounds)]
        answers = answers_of([fact for fact in unique if isinstance(fact.answer, bool)])
        return WhyAnswer(question=question, answer=_together(answers), facts=self.told(unique))

    # ------------------------------------------------------------------------------------------ the rest

    def sentence(self) -> str:
        """Return the verdict and its basis in a sentence."""
        change = self.change
        name = f"“{change.title}”"
        between = f"between “{self.title(self.old)}” and “{self.title(self.new)}”"
        if change.verdict == "unknown":
            words = f"What became of {name} {between} is not known"
        elif change.verdict == "unmatched":
            words = f"{name} stands in one text only, and no counterpart was found"
        elif change.verdict == "disputed":
            words = f"What became of {name} {between} is disputed"
        else:
            words = f"{name} {wording.told(change.basis, wording.BECAME[change.verdict])} {between}"
        return wording.sentence(f"{words}: {entry(change, self.comparison, self.sources).reason}")

    def link(self, matched: str) -> str:
        """Return how the points of the change belong together, in words."""
        if self.change.old and self.change.new:
            return matched
        if not self.change.old and not self.change.new:
            return "no point of it stands in either version; only reports name it"
        return f"a point of it is on file for “{self.title(self.old if self.change.old else self.new)}” alone"

    def beside(self) -> tuple[WhyFact, ...]:
        """Return the facts on numbers, status and positions, which stand beside the verdict and decide none."""
        found: list[Fact] = []
        for matter in self.change.matters:
            for version in dict.fromkeys((self.old, self.new)):
                found += self.facts.values(matter, version)
                found += self.facts.statuses(matter, version)
                found += self.facts.positions(matter, version)
            found += self.facts.talked(matter, self.new)
        return self.told(found)

    def unused(self) -> tuple[Unused, ...]:
        """Return what is on file and carries neither the verdict, nor anything beside it, nor a dispute, and why."""
        return tuple(
            [
                Unused(statement=statement(item, self.sources), place=self.claim_place(item), why=self._why_not(item))
                for item in self.change.also_on_file
            ]
        )

    def _why_not(self, item: Evidence) -> str:
        row = SAYINGS[item.says]
        if not item.stands:
            return f"it carries nothing: {wording.CHECKS[item.check]}"
        if item.about.matter:
            issue = next(
                (name for name, known in self.facts.plan.issues.items() if item.about.matter in known.matters), None
            )
            title = self.facts.plan.issues[issue].matters[item.about.matter] if issue else item.about.matter
            return f"it speaks of one proposition, “{title}”, and not of the point"
        if row.kind == "talk" and row.talked is False:
            return "a denial that names no proposition denies nothing of the point"
        if row.kind == "talk":
            return f"it is talk: {row.waived.get('present', row.waived.get('same', ''))}"
        since = item.about.since
        if row.kind == "change" and since is None:
            return "it does not say since which version, so it tells nothing of this pair"
        if row.kind == "change" and since != self.old:
            known = self.facts.plan.versions.get(since or "")
            return f"it speaks of what came since “{(known.title if known else None) or since}”, not of this pair"
        if row.status or item.amounts:
            return "what it says of one version alone (a status, a number, that the point is there) decides no verdict here"
        return "it gives no answer on which the verdict turns"


def _key(fact: Fact) -> tuple[object, ...]:
    return (
        fact.question, fact.matter, fact.versions, repr(fact.answer), fact.against, fact.name, fact.part,
        tuple(ground.key for ground in fact.grounds),
    )  # fmt: skip


def _presupposes(ground: Ground, fact: Fact) -> bool:
    """Return whether a ground gives a presence only by what it says of a later version."""
    if fact.question != "present" or fact.answer is not True or ground.kind not in ("claim", "reading", "gone"):
        return False
    if ground.evidence is not None:
        about = ground.evidence.about
        return about.version is not None and about.version != fact.versions[0]
    return ground.file[0] == "version" and ground.file[1] != fact.versions[0]


def _ids(comparison: Comparison, facts: Facts) -> tuple[str, str]:
    """Return the names by which the facts know the two versions."""
    found = []
    for version in (comparison.old, comparison.new):
        found.append(next(name for name, known in facts.plan.versions.items() if known is version))
    return found[0], found[1]


def _together(answers: Mapping[bool, Answer]) -> str:
    """Return what the facts of one yes-or-no question say together."""
    if not answers:
        return "nothing on file says so or denies it: not known"
    if contrary(answers):
        basis = next(iter(answers.values())).basis
        return f"yes and no, both {wording.BASES[basis]}: the strongest answers contradict each other"
    value = clear(answers) is True
    weaker = "; the contrary is said on a weaker basis" if len(answers) > 1 else ""
    return f"{'yes' if value else 'no'}, {wording.BASES[answers[value].basis]}{weaker}"


_ROWS: Mapping[Verdict, str] = {
    "changed": "It is in the old text, is not said to be gone from the new one, and does not say the same: changed.",
    "unchanged": "It is in both texts and says the same in both: unchanged.",
    "unmatched": (
        "It stands on one side only, and no counterpart is declared or found there; or one of two rival texts lacks it, "
        "which says nothing: only in one text."
    ),
    "unknown": "No row of the table gives a verdict: not known.",
}


def row(change: Change, comparison: Comparison, answers: Sequence[Mapping[bool, Answer]]) -> str:
    """Return the row of the verdict table that applied, in words; `answers` are those on old and new presence."""
    gone = ABSENCE[comparison.relation] == "gone"
    if change.verdict == "disputed":
        for there, side in zip(answers, ("old", "new"), strict=True):
            if contrary(there):
                return f"Whether it is in the {side} text has contrary answers on the strongest basis: disputed."
        return (
            "Whether it says the same has contrary answers on the strongest basis, and neither text lacks it: disputed."
        )
    if change.verdict in ("removed", "added"):
        sides = ("old", "new") if change.verdict == "removed" else ("new", "old")
        why = "where what one text lacks is gone or new" if gone else "and something on file says so of this very pair"
        return f"It is in the {sides[0]} text and not in the {sides[1]} one, {why}: {change.verdict}."
    states = [clear(there) for there in answers]
    if change.verdict == "unknown" and set(states) == {True, False} and not gone:
        return "One text has it and the other lacks it, which between these two says nothing, and no report says more: not known."
    return _ROWS[change.verdict]


def why_page(change: Change, comparison: Comparison, facts: Facts) -> WhyPage:
    """Return the page of what carries the verdict of one change of a comparison."""
    making = _Why(change, comparison, facts)
    sources = making.sources
    heads = [
        head(facts.plan.versions[name], sources, totals(facts, name), known=name not in facts.not_yet)
        for name in (making.old, making.new)
    ]
    sentence = making.sentence()
    asked = making.answers()
    presence = [_presence(facts, change.matters, name) for name in (making.old, making.new)]
    told = entry(change, comparison, sources)
    day, gaps = day_and_gaps(facts)
    return WhyPage(
        id=change.id,
        title=change.title,
        as_of=day,
        left_out=gaps,
        old=heads[0],
        new=heads[1],
        sentence=sentence,
        relation=RELATIONS[comparison.relation],
        link=told.link or making.link(told.matched),
        answers=asked,
        row=row(change, comparison, presence),
        sureness=told.sureness,
        beside=making.beside(),
        unused=making.unused(),
        sources=sources.all(),
    )


def _presence(facts: Facts, matters: Iterable[str], version: str) -> dict[bool, Answer]:
    return answers_of([fact for matter in matters for fact in facts.presence(matter, version)])
