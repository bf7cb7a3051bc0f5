"""Two versions and the facts on file → every change between them, each with what carries it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from planstrack.claims.evidence import Evidence
from planstrack.claims.references import Spot
from planstrack.compare.align.match import Match
from planstrack.compare.answers import answers_of, clear, contrary
from planstrack.compare.aspects import aspects_of, quantities_of
from planstrack.compare.closure import sameness
from planstrack.compare.disputes import count_dispute, disputes_in, presence_dispute, sameness_dispute
from planstrack.compare.facts import Facts
from planstrack.compare.groups import Group, groups
from planstrack.compare.held import paired_words, words_of
from planstrack.compare.names import change_id, labels, safe
from planstrack.compare.order import is_ordered, out_of_order
from planstrack.compare.reasons import reason_code, reason_words, spoken_of_old
from planstrack.compare.records import (
    Answer,
    Change,
    Comparison,
    Dispute,
    Fact,
    Ground,
    PartChange,
    Shape,
    Side,
    once,
    strongest,
    weakest,
)
from planstrack.compare.relations import ABSENCE
from planstrack.compare.sums import sum_of
from planstrack.compare.typed_numbers import with_numbers_apart
from planstrack.compare.verdicts import UNKNOWN, Ruling, verdict
from planstrack.model import Plan, Relation, Version
from planstrack.text.folding import same_text

if TYPE_CHECKING:
    from planstrack.compare.redline import Edit

Answers = Mapping[bool, Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What is known of one change's matters, on every question that a verdict needs."""

    old: Answers
    new: Answers
    same: Answers


def compare(
    facts: Facts,
    old: str,
    new: str,
    *,
    whitespace: bool = False,
) -> Comparison:
    """Return every change between two versions of the facts' plan, in reading order, and the sum.

    Args:
        facts: What is on file; as of a day, where they were cut to one.
        old: The earlier version's id.
        new: The later version's id.
        whitespace: Whether redlines show changes of white space.

    Raises:
        KeyError: The plan has no such version.
    """
    return _Comparing(facts, old, new, whitespace).comparison()


def compare_files(old: Version, new: Version, facts: Facts | None = None, *, whitespace: bool = False) -> Comparison:
    """Return the comparison of two versions of which one at least stands in a file of its own, or in a git revision.

    With the `facts` of a plan, a side that is a version of it keeps its claims.
    """
    plan = facts.plan if facts else None
    versions = dict(plan.versions) if plan else {}
    names: list[str] = []
    apart: list[str] = []
    for side, version in (("old", old), ("new", new)):
        name = version.id or side
        if versions.get(name) is not version:
            name = f"{side}:{name}" if name in versions else name  # its own id, by which a `from` names it
            versions[name] = with_numbers_apart(version)
            apart.append(name)
        names.append(name)
    made = (plan or Plan(title="")).model_copy(update={"versions": versions})
    together = Facts(
        made,
        facts.evidence if facts else (),
        loose=() if facts else names,
        apart=apart,
        cut=facts.cut if facts else None,
    )
    return compare(together, names[0], names[1], whitespace=whitespace)


class _Comparing:
    """One comparison while it is made."""

    def __init__(self, facts: Facts, old: str, new: str, whitespace: bool) -> None:
        self.facts, self.old_key, self.new_key, self.whitespace = facts, old, new, whitespace
        self.old, self.new = facts.plan.versions[old], facts.plan.versions[new]
        self.relation: Relation = facts.relations.of(old, new)
        self.itself = old == new
        self.revised = old != new and self.old.id is not None and self.old.id == self.new.id
        self.undeclared = tuple(
            any(
                facts.held(Spot(key, (at,))) and not facts.matters.declared(key, at)
                for at in range(len(facts.plan.versions[key].points))
            )
            for key in (old, new)
        )
        self.parties = [(party.name, *party.aliases) for party in facts.plan.parties.values()]

    def comparison(self) -> Comparison:
        """Return the whole of it."""
        found = groups(self.facts, self.old_key, self.new_key)
        ordered = is_ordered(self.old) and is_ordered(self.new)
        moved = out_of_order([group.match for group in found]) if ordered else set()
        names = labels(self.old), labels(self.new)
        changes = [self._change(group, names, moved=at in moved) for at, group in enumerate(found)]
        there = {matter for change in changes for matter in change.matters}
        spoken = () if self.itself else self.facts.named(self.old_key, self.new_key)
        changes += [self._spoken(matter) for matter in spoken if matter not in there]
        return Comparison(
            old=self.old,
            new=self.new,
            relation=self.relation,
            changes=tuple(changes),
            accounting=sum_of(self.facts, self.old_key, self.new_key, changes),
            disputes=self._other_disputes(changes),
            on_the_whole=self._on_the_whole(),
            notes=self._notes(),
            as_of=self.facts.cut.day if self.facts.cut else None,
            left_out=self.facts.cut.left_out if self.facts.cut else (),
        )

    # ------------------------------------------------------------------------------------------ what is known

    def _ask(self, matters: Sequence[str], group: Group | None) -> _Asked:
        old, new = (
            _joined([answers_of(self.facts.presence(matter, key)) for matter in matters])
            for key in (self.old_key, self.new_key)
        )
        return _Asked(old=old, new=new, same=self._sameness(matters, group))

    def _sameness(self, matters: Sequence[str], group: Group | None) -> Answers:
        facts, old, new = self.facts, self.old_key, self.new_key
        match = group.match if group else None
        if match is not None and (self.itself or (self.revised and self._is_same_record(match))):
            return self._identity(match)
        if len(matters) == 1 and (match is None or (len(match.old) <= 1 and len(match.new) <= 1)):
            return sameness(facts, matters[0], old, new)
        found: list[Fact] = [fact for matter in matters for fact in facts.same(matter, old, new)]
        if match is not None and match.old and match.new:
            found += self._of_the_links(match)
            spots = [Spot(old, (at,)) for at in match.old], [Spot(new, (at,)) for at in match.new]
            if len(match.old) == len(match.new) == 1:
                found += facts.by_spots(matters[0], spots[0][0], spots[1][0])
            else:
                found += self._by_texts(matters[0], *spots)
            mine = [list(dict.fromkeys(facts.matters.of(spot) for spot in side)) for side in spots]
            found += facts.by_amounts(mine[0], mine[1], old, new)
        unique = {
            (fact.answer, fact.basis, tuple(g.key for g in fact.grounds), fact.name, fact.part): fact for fact in found
        }
        return answers_of(tuple(unique.values()))

    def _of_the_links(self, match: Match) -> list[Fact]:
        """Return that points which a `from` joins or splits are not the same."""
        ends = {(self.old_key, (at,)) for at in match.old} | {(self.new_key, (at,)) for at in match.new}
        return [
            fact
            for earlier, later, fact in self.facts.links(self.old_key, self.new_key)
            if tuple(earlier) in ends and tuple(later) in ends
        ]

    def _by_texts(self, matter: str, olds: Sequence[Spot], news: Sequence[Spot]) -> list[Fact]:
        """Return what the words of several points say: other words, or the same ones divided differently, make a difference."""
        answers = [self.facts.text_answer(one, other) for one in olds for other in news]
        if any(answer is None for answer in answers):
            return []
        basis = weakest(answer[1] for answer in answers if answer)
        grounds = tuple(self.facts.ground_of(spot) for spot in (*olds, *news))
        return [
            Fact(
                question="same",
                matter=matter,
                versions=(self.old_key, self.new_key),
                answer=False,
                basis=basis,
                grounds=grounds,
            )
        ]

    def _is_same_record(self, match: Match) -> bool:
        """Return whether two records of one version give the same point: it is one point, whatever its wording."""
        return len(match.old) == len(match.new) == 1 and self.old.points[match.old[0]] == self.new.points[match.new[0]]

    def _identity(self, match: Match) -> Answers:
        """Return that a point of a version is the same as itself."""
        grounds = tuple(self.facts.ground_of(Spot(self.old_key, (at,))) for at in match.old)
        basis = weakest(ground.basis for ground in grounds)
        fact = Fact(
            question="same", matter="", versions=(self.old_key, self.new_key), answer=True, basis=basis, grounds=grounds
        )
        return answers_of((fact,))

    def _rule(self, asked: _Asked, group: Group | None) -> Ruling:
        if self.facts.not_yet & {self.old_key, self.new_key}:
            return UNKNOWN
        if (self.itself or self.revised) and True in asked.same and len(asked.same) == 1:
            return Ruling(verdict="unchanged", basis=asked.same[True].basis, carrying=(asked.same[True],))
        return self._verdict(asked, lacks_lineage=group is not None and self._lacks_lineage(group.match))

    def _verdict(self, asked: _Asked, *, lacks_lineage: bool = False) -> Ruling:
        said = self._said_of_pair(asked)
        return verdict(asked.old, asked.new, asked.same, self.relation, said_of_pair=said, lacks_lineage=lacks_lineage)

    def _lacks_lineage(self, match: Match) -> bool:
        """Return whether a point stands on one side only, and it or one of the other side says not which matter it is."""
        if match.old and match.new:
            return False
        key, at = (self.old_key, match.old[0]) if match.old else (self.new_key, match.new[0])
        return not self.facts.matters.declared(key, at) or self.undeclared[1 if match.old else 0]

    def _said_of_pair(self, asked: _Asked) -> bool:
        """Return whether something on file says outright that the point came or went between these two versions."""
        pair = frozenset((self.old_key, self.new_key))
        absent = [answers[False] for answers in (asked.old, asked.new) if clear(answers) is False]
        return any(fact.pair == pair for answer in absent for fact in answer.facts)

    # ------------------------------------------------------------------------------------------ one change

    def _matters_of(self, match: Match) -> tuple[str, ...]:
        of = self.facts.matters.of
        sides = ((self.old_key, match.old), (self.new_key, match.new))
        return tuple(dict.fromkeys(of(Spot(key, (at,))) for key, places in sides for at in places))

    def _change(self, group: Group, names: tuple[list[str], list[str]], *, moved: bool) -> Change:
        match = group.match
        olds, news = [self.old.points[at] for at in match.old], [self.new.points[at] for at in match.new]
        by_id = all(point.id for point in (*olds, *news))
        identity = change_id(
            self.old, self.new, [names[0][at] for at in match.old], [names[1][at] for at in match.new], by_id
        )
        title = next((point.title for point in (*news, *olds) if point.title), None)
        if title is None:
            number = next((point.number for point in (*news, *olds) if point.number), None)
            title = f"Point {number}" if number else identity.rpartition("/")[2].replace("-", " ")
        return self._made(identity, title, self._matters_of(match), group, moved=moved)

    def _spoken(self, matter: str) -> Change:
        """Return the change of a matter that only claims name: no point of it stands on either side."""
        identity = f"{self.old.name}..{self.new.name}/{safe(matter.rpartition('#')[2])}"
        title = self.facts.title_of(matter)
        return self._made(identity, title[:1].upper() + title[1:], (matter,), None, moved=False)

    def _made(self, identity: str, title: str, matters: tuple[str, ...], group: Group | None, *, moved: bool) -> Change:
        facts = self.facts
        match = (
            group.match
            if group
            else Match(old=(), new=(), how="none", score=0.0, why="no point of it stands on either side")
        )
        olds, news = [Spot(self.old_key, (at,)) for at in match.old], [Spot(self.new_key, (at,)) for at in match.new]
        asked = self._ask(matters, group)
        ruling = self._rule(asked, group)
        on_file = tuple(
            {
                key: item
                for matter in matters
                for key, item in facts.on_file(matter, self.old_key, self.new_key).items()
            }.values()
        )
        mine = () if self.itself else self._disputes(matters, asked, ruling)
        others = () if self.itself else self._below(matters)
        disputed = ruling.verdict == "disputed" or bool(mine)
        edits = self._redline(olds, news, ruling)
        code = (
            reason_code(facts, self.old_key, self.new_key, self.relation, matters, match, asked, on_file)
            if (ruling.verdict == "unknown")
            else None
        )
        on_file = (*on_file, *spoken_of_old(facts, self.old_key, self.new_key, code, match, matters))
        quantities = quantities_of(facts, matters, olds, news, self.old_key, self.new_key, mine)
        grounds = self._grounds(ruling)
        issues = tuple(
            dict.fromkeys(issue for spot in (*olds, *news) for issue in facts.point(spot).all_issues)
        ) or tuple(sorted({issue for matter in matters for issue in facts.issues_of(matter)}))
        return Change(
            id=identity,
            verdict=ruling.verdict,
            basis=ruling.basis,
            disputed=disputed,
            shape=_shape(match),
            matters=matters,
            title=title,
            match=match,
            links=group.links if group else (),
            old=tuple(self._side(spot) for spot in olds),
            new=tuple(self._side(spot) for spot in news),
            redline=edits,
            aspects=aspects_of(
                facts,
                matters,
                olds,
                news,
                self.old_key,
                self.new_key,
                edits,
                quantities,
                asked.same,
                ruling,
                moved=moved,
            ),
            quantities=quantities,
            parts=() if self.itself else self._parts(matters),
            issues=issues,
            reason_code=code,
            reason=reason_words(
                facts, self.old_key, self.new_key, self.relation, ruling, code, match, asked, on_file, matters
            ),
            notes=self._set_aside(on_file),
            grounds=grounds,
            because=tuple(fact for answer in ruling.carrying for fact in answer.facts),
            disputes=(*mine, *others),
            on_file=on_file,
            moved_to=_moved_to(grounds) if ruling.verdict == "removed" else None,
        )

    def _side(self, spot: Spot) -> Side:
        point = self.facts.point(spot)
        return Side(
            index=spot.path[0],
            id=point.id,
            number=point.number,
            title=point.title,
            held=self.facts.held(spot),
            text=point.full_text,
            wording=self.facts.wording(spot),
            basis=self.facts.basis(spot),
            status=point.status,
            away=self.facts.is_away(spot),
        )

    def _grounds(self, ruling: Ruling) -> tuple[Ground, ...]:
        """Return what carries a verdict: of amounts only what is said of new, of the other presence only claims."""
        if not ruling.carrying:
            return ()
        if ruling.verdict in ("removed", "added"):
            main, other = ruling.carrying
            rest = other.grounds if other.basis == "reported" else ()
            return once((*main.grounds, *rest))
        found: list[Ground] = []
        for answer in ruling.carrying:
            for fact in answer.facts:
                found += fact.grounds if answer.chained else fact.said_of(self.new_key)
        return once(found)

    def _redline(self, olds: Sequence[Spot], news: Sequence[Spot], ruling: Ruling) -> tuple[Edit, ...]:
        """Return the redline of two texts in one language; of summaries there is none."""
        if not olds or not news or self.itself:
            return ()
        if any(self.facts.text_answer(one, other) is None for one in olds for other in news):
            return ()
        if len(olds) == len(news) == 1:
            one, other = paired_words(self.facts.point(olds[0]), self.facts.point(news[0]))
        else:
            one, other = (
                "\n".join(words for spot in side if (words := words_of(self.facts.point(spot))))
                for side in (olds, news)
            )
        if same_text(one, other) and not (self.whitespace and one != other):
            return ()
        from planstrack.compare.redline import redline  # only where two texts are held: start-up time

        return tuple(redline(one, other, whitespace=self.whitespace, parties=self.parties))

    def _disputes(self, matters: Sequence[str], asked: _Asked, ruling: Ruling) -> tuple[Dispute, ...]:
        """Return the disputes on the change's own matters: in the new version, between the two, and that of the verdict."""
        found: list[Dispute | None] = []
        for matter in matters:
            presence = asked.new if len(matters) == 1 else answers_of(self.facts.presence(matter, self.new_key))
            found += disputes_in(self.facts, matter, self.new_key, presence)
        if ruling.contested in ("old", "both"):
            found += [
                presence_dispute(
                    self.facts, answers_of(self.facts.presence(matter, self.old_key)), matter, self.old_key
                )
                for matter in matters
            ]
        found.append(sameness_dispute(self.facts, asked.same, matters[0], self.old_key, self.new_key))
        return tuple(dispute for dispute in found if dispute is not None)

    def _below(self, matters: Sequence[str]) -> tuple[Dispute, ...]:
        """Return the disputes on parts of the point and on propositions in it: they are not the point's own."""
        found: list[Dispute] = []
        for matter in matters:
            for part in (*self.facts.parts_of(matter), *self.facts.propositions_of(matter)):
                presence = answers_of(self.facts.presence(part, self.new_key))
                found += disputes_in(self.facts, part, self.new_key, presence)
                clash = sameness_dispute(
                    self.facts, sameness(self.facts, part, self.old_key, self.new_key), part, self.old_key, self.new_key
                )
                found += [clash] if clash else []
        return tuple({dispute.id: dispute for dispute in found}.values())

    def _parts(self, matters: Sequence[str]) -> tuple[PartChange, ...]:
        """Return what became of the parts of the point, and of propositions in it, as far as anything is known."""
        found = []
        for matter in matters:
            for part in (*self.facts.parts_of(matter), *self.facts.propositions_of(matter)):
                ruling = self._verdict(self._ask((part,), None))
                if ruling.verdict in ("unknown", "unmatched"):
                    continue
                found.append(
                    PartChange(
                        part=part.removeprefix("~"),
                        title=self.facts.title_of(part),
                        verdict=ruling.verdict,
                        basis=ruling.basis,
                        grounds=self._grounds(ruling),
                        moved_to=_moved_to(self._grounds(ruling)) if ruling.verdict == "removed" else None,
                    )
                )
        return tuple({item.part: item for item in found}.values())

    @staticmethod
    def _set_aside(on_file: Sequence[Evidence]) -> tuple[str, ...]:
        lost = [item for item in on_file if not item.stands]
        return tuple(
            f"not counted as evidence ({check}): {', '.join(item.key for item in lost if item.check == check)}"
            for check in dict.fromkeys(item.check for item in lost)
        )

    # ------------------------------------------------------------------------------------------ the whole

    def _other_disputes(self, changes: Sequence[Change]) -> tuple[Dispute, ...]:
        """Return the disputes that no change shows: counts of either side, and propositions of the new one under an issue."""
        keys = (self.old_key,) if self.itself else (self.old_key, self.new_key)
        found = [count_dispute(self.facts, key) for key in keys]
        shown = {dispute.id for change in changes for dispute in change.disputes}
        for proposition in self.facts.propositions_about(self.new_key):
            presence = answers_of(self.facts.presence(proposition, self.new_key))
            found += disputes_in(self.facts, proposition, self.new_key, presence)
        return tuple(dispute for dispute in found if dispute and dispute.id not in shown)

    def _on_the_whole(self) -> tuple[Evidence, ...]:
        """Return the claims on the new version as a whole, or on the pair, that name no point and no proposition."""
        return tuple(
            item
            for item in self.facts.on_the_whole(self.new_key)
            if item.about.since in (None, self.old_key) or self.old_key not in self.facts.plan.versions
        )

    def _notes(self) -> tuple[str, ...]:
        notes = []
        if self.itself or self.revised:
            notes.append(
                "Both sides are the same version: a difference is a correction of the record, not a negotiated change."
            )
        for key, version in ((self.old_key, self.old), (self.new_key, self.new)):
            if key in self.facts.not_yet:
                notes.append(f"“{version.title or version.name}” was not known by then, so nothing is said of it.")
            elif version.points_held is None and version.points and ABSENCE[self.relation] == "gone":
                notes.append(
                    f"“{version.title or version.name}” does not say how much of it is held, so nothing is called added or "
                    "removed on its account; points_held: all in the file says that every point is there."
                )
        return tuple(dict.fromkeys(notes))


def _joined(each: Sequence[Answers]) -> Answers:
    """Return the presence of a group of matters: there where any is, not there only where none is.

    Each counts as its strongest facts have it. One that is contested makes the group so, unless another one is there.
    """
    if len(each) == 1:
        return each[0]
    present = [answers[True] for answers in each if clear(answers) is True]
    lacking = [answers[False] for answers in each if clear(answers) is False]
    disputed = [answers for answers in each if contrary(answers)]
    if present:
        return {True: _together(present)}
    if disputed:
        return {value: _together([answers[value] for answers in disputed]) for value in (True, False)}
    if each and len(lacking) == len(each):
        basis = weakest(answer.basis for answer in lacking)
        return {False: replace(_together(lacking), basis=basis)}
    return {}


def _together(answers: Sequence[Answer]) -> Answer:
    """Return several answers of one kind as one, on the strongest basis of them."""
    facts = tuple(fact for answer in answers for fact in answer.facts)
    return replace(answers[0], basis=strongest(answer.basis for answer in answers), facts=facts)


def _moved_to(grounds: Sequence[Ground]) -> str | None:
    """Return where a report says that a removed point went; None where none does."""
    return next((ground.to for ground in grounds if ground.to and not ground.to.startswith("#")), None)


def _shape(match: Match) -> Shape:
    olds, news = len(match.old), len(match.new)
    if not olds:
        return "added"
    if not news:
        return "removed"
    if olds == news == 1:
        return "kept"
    if olds == 1:
        return "split"
    return "joined" if news == 1 else "regrouped"
