"""What is on file, as facts: one answer to one question, with its grounds and its basis.

The table of what each thing on file says is the contract's (see `claims.sayings` for the words of claims): a held point
is there; a point that a wholly held version lacks is not; two texts are the same or different, two summaries neither;
amounts that differ make their point different, and so does a part that was removed, added or changed. Silence is no fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from planstrack.claims.clock import Cut
from planstrack.claims.evidence import Evidence
from planstrack.claims.references import Spot
from planstrack.compare.amounts import amounts_differ
from planstrack.compare.answers import answers_of, clear
from planstrack.compare.filed import Filed
from planstrack.compare.held import Held
from planstrack.compare.matters import route_of
from planstrack.compare.receipts import Recorded
from planstrack.compare.records import Basis, Fact, Ground, grounds_of, once, strongest, weakest
from planstrack.compare.relations import Relations
from planstrack.model import Plan, Point

_WORDS: frozenset[Basis] = frozenset(("text", "translation"))
"""Bases on which a point stands in words of a document."""

Linked = Mapping[str, Mapping[str, Mapping[bool, Sequence[Fact]]]]
"""Facts by the two versions that they compare, in either order, and by their answer."""


class Facts(Filed):
    """Every fact that a plan's files give. Built once; what follows from silence and from texts is worked out when asked.

    `loose` are versions in files of their own, without a plan: their words are the document's where nothing else is said.
    `apart` are versions that stand in no file of the plan, which revise what they are compared with. `cut` is
    what a plan as of a day leaves out, where it was cut to one. `behind` has the words that are compared and not shown.
    """

    def __init__(
        self,
        plan: Plan,
        evidence: Sequence[Evidence] | None = None,
        *,
        loose: Iterable[str] = (),
        apart: Iterable[str] = (),
        cut: Cut | None = None,
        behind: Held | None = None,
    ) -> None:
        super().__init__(plan, evidence, loose)
        self.behind = behind
        self._recorded = Recorded(self, behind)
        self.cut = cut
        self.not_yet = cut.not_yet if cut else frozenset()
        self.later = cut.later if cut else frozenset()
        self.relations = Relations(plan, frozenset(apart), cut.line if cut else None)
        self._direct: dict[tuple[str, str, str], tuple[Fact, ...]] = {}
        self._silence: dict[str, Ground | None] = {}
        self._linked: dict[str, Linked] = {}

    # ------------------------------------------------------------------------------------------ asking

    def on_file(self, matter: str, old: str, new: str) -> dict[str, Evidence]:
        """Return the claims on a matter in `new` and on the pair, those too that do not stand, by key."""
        return {**self._on.get((matter, new), {}), **self._on.get((matter, f"{new}\0{old}"), {})}

    def named(self, old: str, new: str) -> Sequence[str]:
        """Return the matters that a standing claim on `new`, or on the pair, names."""
        return tuple({**self._named.get(new, {}), **self._named.get(f"{new}\0{old}", {})})

    def on_the_whole(self, version: str) -> tuple[Evidence, ...]:
        """Return the claims on a version as a whole: of no point and no proposition, and no count."""
        return tuple(
            item
            for item in self.evidence
            if item.version == version and not item.about.matter and item.says != "count"
            and not any(reference.spot for reference in item.references) and not self._tops(item)
        )  # fmt: skip

    def propositions_about(self, version: str) -> tuple[str, ...]:
        """Return every proposition of which something is said for a version."""
        return tuple(self._spoken.get(version, ()))

    def is_later(self, matter: str, version: str) -> bool:
        """Return whether a point of a matter in a version was not known by the day that the facts were cut to."""
        return (version, matter) in self.later

    def is_whole(self, version: str) -> bool:
        """Return whether a version's silence may speak: all of it is held, and every lineage declared."""
        return self._whole(version) is not None

    def parts_of(self, matter: str) -> Sequence[str]:
        """Return the matters of a point's parts, in any version."""
        return self._parts.get(matter, ())

    def propositions_of(self, matter: str) -> Sequence[str]:
        """Return the propositions that claims make on a point: `~territory/land-swaps`."""
        return self._propositions.get(matter, ())

    def presence(self, matter: str, version: str) -> tuple[Fact, ...]:
        """Return what is known of whether a matter is in a version, from points, claims, and a whole version's silence."""
        found = list(self._present.get((matter, version), ()))
        silent = self._absent(matter, version)
        return (*found, silent) if silent else tuple(found)

    def values(self, matter: str, version: str) -> tuple[Fact, ...]:
        """Return every amount that a matter is given in a version."""
        return tuple(self._values.get((matter, version), ()))

    def statuses(self, matter: str, version: str) -> tuple[Fact, ...]:
        """Return every status that a matter is given in a version."""
        return tuple(self._status.get((matter, version), ()))

    def positions(self, matter: str, version: str) -> tuple[Fact, ...]:
        """Return the parties' positions on a matter in a version; `name` is the party."""
        return tuple(self._positions.get((matter, version), ()))

    def talked(self, matter: str, version: str) -> tuple[Fact, ...]:
        """Return what is said of whether a matter was talked of in the talks on a version."""
        return tuple(self._talked.get((matter, version), ()))

    def counts(self, version: str) -> tuple[Fact, ...]:
        """Return every number of points that a version is given."""
        return tuple(self._counts.get(version, ()))

    def links(self, old: str, new: str) -> tuple[tuple[Spot, Spot, Fact], ...]:
        """Return the joins and splits that `from` declares between two versions: (earlier, later, that they differ)."""
        return tuple(self._links.get(frozenset((old, new)), ()))

    def has_words(self, spot: Spot) -> bool:
        """Return whether words of a point are here, be it that they are compared and not shown."""
        return self.held(spot) or (self.behind is not None and self.behind.held(spot))

    # ------------------------------------------------------------------------------------------ silence

    def _whole(self, version: str) -> Ground | None:
        """Return the ground on which a version's silence speaks; None where not all is held, or a lineage is not declared."""
        if version not in self._silence:
            known = self.plan.versions[version]
            sound = (
                version not in self.not_yet
                and known.points_held == "all"
                and all(self.matters.declared(version, at) for at in range(len(known.points)))
            )
            ground = None
            if sound:
                bases = [self.basis(Spot(version, (at,))) for at in range(len(known.points))]
                basis = weakest(basis for basis in bases if basis != "reported")
                ground = Ground(
                    kind="whole",
                    key=f"{version}/points_held",
                    basis="summary" if basis == "none" else basis,
                    file=("version", version),
                    route=("points_held",),
                    articles=tuple(dict.fromkeys(source.partition("#")[0] for source in known.sources)),
                )
            self._silence[version] = ground
        return self._silence[version]

    def _absent(self, matter: str, version: str) -> Fact | None:
        """Return that a wholly held version lacks a matter; None where its silence says nothing of it."""
        if matter.startswith("~") or version not in self.plan.versions or self.matters.spots(matter, version):
            return None
        if not self.matters.is_declared(matter):
            return None  # A point that does not say which matter it is may be any of those that stand there.
        ground = (
            self._part_whole(matter, version) if self.matters.is_part(matter) else self._point_whole(matter, version)
        )
        if ground is None:
            return None
        return Fact(
            question="present", matter=matter, versions=(version,), answer=False, basis=ground.basis, grounds=(ground,)
        )

    def _point_whole(self, matter: str, version: str) -> Ground | None:
        return None if self.held_in_part(matter, version) else self._whole(version)

    def silent_on(self, issue: str, version: str) -> Ground | None:
        """Return the ground on which no point of a wholly held version is on an issue; None where one is, or may be.

        A point without issues may be on any.
        """
        points = self.plan.versions[version].points
        if any(not point.all_issues or issue in point.all_issues for point in points):
            return None
        return self._whole(version)

    def held_in_part(self, matter: str, version: str) -> tuple[int, ...]:
        """Return the points of a version (positions from 0) in which a matter that has no point of its own may be.

        These are points held in part that share an issue with it, and points that a `from` joins it with elsewhere.
        """
        issues = self.issues_of(matter)
        known = self.plan.versions[version]
        joined = self.matters.joined_with(matter)
        found = []
        for at, point in enumerate(known.points):
            if self.matters.of(Spot(version, (at,))) in joined or (
                _in_part(point) and (not issues or not point.all_issues or issues & set(point.all_issues))
            ):
                found.append(at)
        return tuple(found)

    def _part_whole(self, matter: str, version: str) -> Ground | None:
        """Return the ground on which a point's silence speaks of a part that it lacks."""
        owners = {
            self.matters.owner(Spot(other, path))
            for other in self.matters.versions_of(matter)
            for path in self.matters.spots(matter, other)
        }
        if version in self.not_yet:
            return None
        for owner in sorted(owners):
            spots = self.matters.spots(owner, version)
            if len(spots) != 1 or len(spots[0]) != 1:
                continue
            spot = Spot(version, spots[0])
            point = self.point(spot)
            basis = self.basis(spot)
            if basis == "reported" or point.status == "dropped" or not point.parts:
                continue
            # Parts that the document's words do not tell apart are ours: they may leave out what the words say.
            told = all(self.basis(Spot(version, (*spot.path, at))) in _WORDS for at in range(len(point.parts)))
            all_here = point.parts_held == "all" or (point.parts_held is None and basis in _WORDS and told)
            if all_here and all(part.id for part in point.parts):
                return self.ground("point", spot, basis)
        return None

    # ------------------------------------------------------------------------------------------ sameness of a pair

    def same(self, matter: str, old: str, new: str) -> tuple[Fact, ...]:
        """Return what the files say themselves of whether a matter says the same in two versions; chains are not followed."""
        first, second = sorted((old, new))
        key = (matter, first, second)
        if key not in self._direct:
            found = list(self._same.get((matter, frozenset((old, new))), ()))
            if not matter.startswith("~"):
                here, there = self.one_spot(matter, first), self.one_spot(matter, second)
                if here is not None and there is not None:
                    found += self.by_spots(matter, here, there)
            found += self.by_amounts((matter,), (matter,), first, second)
            for part in (*self.parts_of(matter), *self.propositions_of(matter)):
                found += [fact for fact in self._by_part(matter, part, first, second) if not _is_said(fact, found)]
            self._direct[key] = tuple(found)
        return self._direct[key]

    def linked(self, matter: str) -> Linked:
        """Return which versions the files say themselves that a matter is the same, or different, in: the links of chains.

        A link that a fact of its own pair refutes, as strong or stronger, is none: what is contested there would be no
        less so elsewhere, and claims about other pairs never meet. An equal amount is a side in its own pair; that all
        else is equal it does not say.
        """
        if matter not in self._linked:
            versions = self.compared_in(matter)
            found: dict[str, dict[str, dict[bool, list[Fact]]]] = {name: {} for name in versions}
            for at, one in enumerate(versions):
                for other in versions[at + 1 :]:
                    given = self.same(matter, one, other)
                    basis = strongest(fact.basis for fact in given)
                    best = {fact.answer for fact in given if fact.basis == basis}
                    for fact in given if len(best) == 1 else ():
                        if fact.answer in best and not (fact.told and fact.answer):
                            for here, there in ((one, other), (other, one)):
                                found[here].setdefault(there, {}).setdefault(bool(fact.answer), []).append(fact)
            self._linked[matter] = found
        return self._linked[matter]

    def compared_in(self, matter: str) -> Sequence[str]:
        """Return the versions in which anything is on file that may tell whether a matter is the same."""
        found = {*self._partners.get(matter, ()), *self.matters.versions_of(matter)}
        for part in self.parts_of(matter):
            found |= {*self._partners.get(part, ()), *self.matters.versions_of(part)}
        return [name for name in self.plan.versions if name in found]

    def by_spots(self, matter: str, here: Spot, there: Spot) -> list[Fact]:
        """Return what the words, and the rival proposals, of two points say of whether they are the same."""
        if self.is_dropped(here) or self.is_dropped(there):
            return []
        found = self._by_options(matter, here, there)
        answer = self.text_answer(here, there)
        if answer is None:
            found += self._recorded.by_spots(matter, here, there)
        else:
            same, basis = answer
            grounds = (self.ground("point", here, basis), self.ground("point", there, basis))
            found.append(Fact(
                question="same", matter=matter, versions=(here.version, there.version), answer=same, basis=basis, grounds=grounds
            ))  # fmt: skip
        return found

    def _by_options(self, matter: str, here: Spot, there: Spot) -> list[Fact]:
        """Return the difference that rival proposals make: on one side only, or with other sets of amounts."""
        held = (here, there)
        if "reported" in map(self.wording, held):
            return []
        one, other = (
            {
                tuple(sorted((name, repr(amount)) for name, amount in rival.quantities.items()))
                for rival in point.options
            }
            for point in map(self.point, held)
        )
        if one == other:
            return []
        grounds = tuple(
            self.ground("point", spot, self.basis(spot), route=(*route_of(spot.path), "options")) for spot in held
        )
        return [Fact(
            question="same", matter=matter, versions=(here.version, there.version), answer=False,
            basis=weakest(ground.basis for ground in grounds), grounds=grounds,
        )]  # fmt: skip

    def strongest_amounts(self, matters: Sequence[str], version: str) -> dict[str, list[Fact]]:
        """Return the amounts that matters are given on the strongest basis, by quantity."""
        found: dict[str, list[Fact]] = {}
        for matter in matters:
            for fact in self.values(matter, version):
                if not fact.against and fact.name:
                    found.setdefault(fact.name, []).append(fact)
        return {
            name: [fact for fact in facts if fact.basis == strongest(each.basis for each in facts)]
            for name, facts in found.items()
        }

    def by_amounts(self, olds: Sequence[str], news: Sequence[str], old: str, new: str) -> list[Fact]:
        """Return what amounts say: other ones, that the matter differs; an equal one only against a rival that differs."""
        before, after = self.strongest_amounts(olds, old), self.strongest_amounts(news, new)
        matter = (*olds, *news)[0]
        found = []
        for name in sorted(before.keys() & after.keys()):
            answers: dict[bool, tuple[list[Fact], list[Fact]]] = {}
            for here in before[name]:
                for there in after[name]:
                    same = not amounts_differ(here.amount, there.amount, here.basis, there.basis)
                    pair = answers.setdefault(same, ([], []))
                    pair[0].append(here)
                    pair[1].append(there)
            if False not in answers:
                continue  # An equal amount alone says nothing: the rest may differ.
            for same, (ones, others) in sorted(answers.items()):
                told = {old: grounds_of(ones), new: grounds_of(others)}
                found.append(Fact(
                    question="same", matter=matter, versions=(old, new), answer=same,
                    basis=weakest((before[name][0].basis, after[name][0].basis)),
                    grounds=(*told[old], *told[new]), name=name, told=told,
                ))  # fmt: skip
        return found

    def _by_part(self, matter: str, part: str, old: str, new: str) -> list[Fact]:
        """Return the difference that a part makes: there on one side and not on the other, or another one."""
        found = []
        for fact in self.same(part, old, new):
            if fact.answer is False and not any(ground.kind in ("claim", "reading") for ground in fact.grounds):
                found.append(Fact(
                    question="same", matter=matter, versions=fact.versions, answer=False, basis=fact.basis,
                    grounds=fact.grounds, part=part, told=fact.told,
                ))  # fmt: skip
        before, after = (answers_of(self.presence(part, version)) for version in (old, new))
        there, here = clear(before), clear(after)
        if {there, here} == {True, False}:
            answers = {old: before[bool(there)], new: after[bool(here)]}
            # As of a point that came or went: what the other version has is cited where that rests on claims.
            carrying = {
                name: once(
                    ground
                    for at, answer in answers.items()
                    if at == name or answer.basis == "reported"
                    for ground in answer.grounds
                )
                for name in answers
            }
            found.append(Fact(
                question="same", matter=matter, versions=(old, new), answer=False,
                basis=weakest(answer.basis for answer in answers.values()),
                grounds=once(ground for answer in answers.values() for ground in answer.grounds), part=part, carrying=carrying,
            ))  # fmt: skip
        return found


def _is_said(derived: Fact, found: Iterable[Fact]) -> bool:
    """Return whether what follows from a part stands there already, outright, as strongly and with all its grounds."""
    said = {
        ground.key
        for fact in found
        if fact.part == derived.part and fact.answer is derived.answer and fact.basis == derived.basis
        for ground in fact.grounds
    }
    return {ground.key for ground in derived.grounds} <= said


def _in_part(point: Point) -> bool:
    return point.parts_held == "some" or any(map(_in_part, point.parts))
