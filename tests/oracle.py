"""What must follow from a plan, worked out from the contract (DESIGN, section 4) by trying everything.

Nothing here is shared with the program but the nouns. Facts are listed as the tables of the contract list them; what
follows over several versions is found by walking every path through them, group by group and pair by pair, without
any cleverness. Where the contract leaves room, a comment marked READING gives the sentence and how it is read here.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise, permutations, product

from planstrack.model import Amount, Article, Claim, Count, Plan, Point, Version

NOTHING, REPORTED, SUMMARY, TRANSLATION, TEXT = range(5)
BASIS = ("none", "reported", "summary", "translation", "text")
WORDINGS = {"verbatim": TEXT, "translation": TRANSLATION, "paraphrase": SUMMARY}
CHANGES = ("added", "removed", "kept", "reworded", "moved", "joined", "split")
PAST = ("removed", "moved", "joined", "split")
STATES = ("proposed", "agreed", "bracketed", "parked", "open", "dropped")

Spot = tuple[str, int]
"""A point: its version and its position in the file, from 0."""
Matter = tuple[str, ...]
"""A lineage, ("a",); a part of it, ("a", "part", "p"); or a proposition in it, ("a", "matter", "m")."""


@dataclass(frozen=True)
class Fact:
    """One answer, what it is about, how strong it is, and the claims that carry it."""

    question: str
    matter: Matter
    at: frozenset[str]
    answer: object
    basis: int
    keys: frozenset[str] = frozenset()
    told: tuple[tuple[str, frozenset[str]], ...] = ()
    """Of amounts what is said of either version; of a part that came or went what carries a change to either."""
    name: str = ""
    against: bool = False


@dataclass(frozen=True)
class Reply:
    """All the facts that give one answer, or the chains that do; `basis` is the strongest."""

    basis: int
    facts: frozenset[Fact]
    chained: bool = False


Replies = dict[object, Reply]
Chain = tuple[tuple[Fact, ...], bool, int]
"""The facts of a chain, what it answers, and how many steps it takes besides its facts."""


@dataclass(frozen=True)
class Side:
    """One side of a dispute: what tells it apart, and the claims that carry it."""

    answer: object
    keys: frozenset[str]


@dataclass(frozen=True)
class Dispute:
    """A question with answers that exclude each other."""

    question: str
    matter: Matter
    name: str
    sides: frozenset[Side]
    at: str = ""

    def faces(self, other: Dispute) -> bool:
        """Whether another dispute of the same matter sets the same claims against each other."""
        keys = [sorted(sorted(side.keys) for side in dispute.sides) for dispute in (self, other)]
        return other.question == "presence" and self.matter == other.matter and keys[0] == keys[1]


@dataclass(frozen=True)
class Range:
    """How many independent sources there are: at least, at most, and how many of them unnamed."""

    at_least: int = 0
    at_most: int = 0
    unnamed: int = 0

    @property
    def as_tuple(self) -> tuple[int, int, int]:
        return self.at_least, self.at_most, self.unnamed


@dataclass(frozen=True)
class Change:
    """What is to be said of one group of points, or of a lineage that only reports name."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    lineages: frozenset[str]
    verdict: str
    basis: str
    disputed: bool
    disputes: frozenset[Dispute]
    keys: frozenset[str]


@dataclass(frozen=True)
class Sum:
    """The totals of both versions, the range of their difference, and the points that make it up."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    fewer: tuple[int, int] | None
    identified: int
    identified_disputed: int


# ------------------------------------------------------------------------------------------------------- amounts


def differ(one: Amount, one_basis: int, other: Amount, other_basis: int) -> bool:
    """Whether two amounts differ, each as it stands on its basis."""
    if one.bound in ("none", "unstated") or other.bound in ("none", "unstated"):
        return one.bound != other.bound
    if one.condition != other.condition:
        if one.condition and other.condition:
            return True
        # READING "A condition on one side only counts on texts": where both amounts stand in texts, translated or not.
        if min(one_basis, other_basis) >= TRANSLATION:
            return True
    # READING "where a reporter says a single value less exactly": only what rests on claims is a reporter's; the value of
    # a bound is a single one, that of a range is not, and but for "about" it is to be the other side's *exact* value.
    for loose, basis, other_one in ((one, one_basis, other), (other, other_basis, one)):
        single = other_one.bound == "exactly" or (loose.bound == "about" and other_one.bound != "between")
        if basis == REPORTED and single and other_one.value is not None and _holds(loose, other_one.value):
            return False
    return (one.bound, one.value, one.upper) != (other.bound, other.value, other.upper)


def _holds(loose: Amount, value: Decimal) -> bool:
    if loose.value is None:
        return False
    match loose.bound:
        case "about":
            return abs(loose.value - value) * 10 <= abs(value)
        case "at-most":
            return value <= loose.value
        case "at-least":
            return value >= loose.value
        case "between":
            return loose.upper is not None and loose.value <= value <= loose.upper
        case _:
            return False


# -------------------------------------------------------------------------------------------------------- sources


class Sources:
    """Who stands behind claims."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.claims = {
            f"{article.id}#{claim.id}": (article, claim)
            for article in plan.articles.values()
            for claim in article.claims
        }
        self.folded = {alias: name for name, speaker in plan.speakers.items() for alias in (name, *speaker.aliases)}

    def fold(self, name: str) -> str:
        return self.folded.get(name, name)

    def first(self, key: str) -> str:
        article, claim = self.claims[key]
        return self.fold(claim.said_by[0] if claim.said_by else article.outlet)

    def is_outlet(self, name: str) -> bool:
        speaker = self.plan.speakers.get(name)
        return speaker is None or speaker.kind in ("outlet", "state-outlet")

    def range_of(self, keys: Iterable[str]) -> Range:
        """Return how many independent sources these claims have: the fewest and the most persons there can be."""
        keys = set(keys)
        firsts = {self.first(key) for key in keys}
        people = {name for name in firsts if not self.is_outlet(name)}
        unnamed = {name for name in people if self.plan.speakers[name].kind == "unnamed"}
        named = people - unnamed
        passing = set()
        for key in keys:
            article, claim = self.claims[key]
            if self.first(key) in people:
                passing |= {self.fold(name) for name in (*claim.said_by[1:], article.outlet)}
        voices = {name for name in firsts if self.is_outlet(name)} - passing
        copies = {name for name in voices if self.kind(name) in ("mirror", "relay", "rewrite")}
        voices = voices - copies if people or voices - copies else copies
        return Range(self._least(named, unnamed, bool(keys)), len(named) + len(unnamed) + len(voices), len(unnamed))

    def kind(self, name: str) -> str:
        kinds = {self.fold(outlet): noun.kind for outlet, noun in self.plan.outlets.items()}
        return kinds.get(name, "original")

    def _least(self, named: set[str], unnamed: set[str], any_claim: bool) -> int:
        """Return the fewest persons that all of these may be: every way is tried in which the unnamed may be someone."""
        # READING "left out: may be anyone of its party, without a party anyone", "unnamed ones without a party are one":
        # so they may be an unnamed one of a party, too.
        parties = {self.plan.speakers[name].party for name in unnamed}
        choices = []
        for name in sorted(unnamed):
            speaker = self.plan.speakers[name]
            if speaker.may_be is None:
                persons = {other for other in named if speaker.party in (None, self.plan.speakers[other].party)}
            else:
                persons = {self.fold(other) for other in speaker.may_be} & named
            nameless = {("somebody of", party) for party in parties if speaker.party in (None, party)}
            choices.append([*sorted(persons), *sorted(nameless, key=str)])
        fewest = min(len(named | set(persons)) for persons in product(*choices))
        return max(fewest, int(any_claim))


# ------------------------------------------------------------------------------------------------------- the graph


class Graph:
    """How the versions stand to each other."""

    def __init__(self, plan: Plan) -> None:
        self.versions = plan.versions
        self.links: set[tuple[str, str]] = set()
        for name, version in plan.versions.items():
            for base in version.based_on:
                self._link(name, base)
        line = [name for name in plan.main_line if name in plan.versions]
        for before, after in pairwise(line):
            self._link(after, before)
        self.line = line

    def _link(self, new: str, old: str) -> None:
        if old in self.versions and self.declared(new, old) in (None, "revises"):
            self.links.add((new, old))

    def declared(self, new: str, old: str) -> str | None:
        return self.versions[new].relations.get(old) or self.versions[old].relations.get(new)

    def relation(self, old: str, new: str) -> str:
        """Return how the new version stands to the old one."""
        # READING "also any pair without a relation": a relation that was declared the other way round is the pair's.
        declared = self.declared(new, old)
        if declared:
            return declared
        return "revises" if self._reaches(new, old) or self._reaches(old, new) else "answers"

    def _reaches(self, start: str, end: str) -> bool:
        others = [name for name in self.versions if name not in (start, end)]
        return any(
            all(step in self.links for step in zip((start, *middle), (*middle, end), strict=True))
            for length in range(len(others) + 1)
            for middle in permutations(others, length)
        )

    def bases(self, name: str) -> list[str]:
        """Return the versions that this one revises."""
        # READING "where old is V's one base": a base is what `based_on` names, whatever `relations` says of it.
        return [base for base in self.versions[name].based_on if base in self.versions]

    def is_gone(self, old: str, new: str) -> bool:
        return self.relation(old, new) in ("revises", "replaces")


# ------------------------------------------------------------------------------------------------------- lineages


class Lineages:
    """Which points are the same matter, and which are joined in one pair of versions only."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.root: dict[str, str] = {}
        self.spots: dict[Spot, Point] = {
            (name, index): point
            for name, version in plan.versions.items()
            for index, point in enumerate(version.points)
        }
        self.links: set[tuple[Spot, Spot]] = set()
        for spot, point in self.spots.items():
            origins = [old for entry in point.from_ or () if (old := self.spot(entry.point))]
            rivals = [old for old in origins if self._named_or_had_elsewhere(old, spot)]
            # READING "a one-entry `from` whose point nothing else of V has or names": nor may the two stand side by side
            # in another version, for they are then two.
            # A `from` of several is none of one entry where, as of a day, only one of them was known.
            one_entry = len(origins) == 1 == len(point.from_ or ())
            if one_entry and not rivals and not self._side_by_side(spot, origins[0]):
                self._join(self.key(spot), self.key(origins[0]))
            else:
                self.links |= {(old, spot) for old in origins}

    def key(self, spot: Spot) -> str:
        return self.spots[spot].id or f"{spot[0]}:{spot[1]}"

    def _named_or_had_elsewhere(self, old: Spot, new: Spot) -> bool:
        for spot, point in self.spots.items():
            if spot[0] == new[0] and spot != new:
                named = {self.spot(entry.point) for entry in point.from_ or ()}
                if old in named or self.key(spot) == self.key(old):
                    return True
        return False

    def _side_by_side(self, one: Spot, other: Spot) -> bool:
        keys = {self.of(one), self.of(other)}
        return len(keys) == 2 and any(
            keys <= {self.of(spot) for spot in self.points(version)} for version in self.plan.versions
        )

    def _join(self, one: str, other: str) -> None:
        one, other = self.of_id(one), self.of_id(other)
        if one != other:
            self.root[max(one, other)] = min(one, other)

    def of_id(self, name: str) -> str:
        """Return the lineage that an id belongs to: an id of it."""
        while name in self.root:
            name = self.root[name]
        return name

    def of(self, spot: Spot) -> str:
        return self.of_id(self.key(spot))

    def declared(self, spot: Spot) -> bool:
        return self.spots[spot].id is not None or self.spots[spot].from_ is not None

    def spot(self, reference: str, version: str | None = None) -> Spot | None:
        """Return the point that `us-28#6`, an id or a number names."""
        if "#" in reference:
            version, reference = reference.split("#", 1)
        if version not in self.plan.versions:
            return None
        index = self.plan.versions[version].find(reference)
        return None if index is None else (version, index)

    def points(self, version: str, lineage: str | None = None) -> list[Spot]:
        return [spot for spot in self.spots if spot[0] == version and lineage in (None, self.of(spot))]

    def tied(self, lineage: str, version: str) -> bool:
        """Whether some `from` joins the lineage with another point that stands in this version."""
        for one, other in self.links:
            for mine, theirs in ((one, other), (other, one)):
                if self.of(mine) == lineage and self.of(theirs) != lineage and self.points(version, self.of(theirs)):
                    return True
        return False

    @property
    def all_declared(self) -> set[str]:
        """Return the lineages that an id or a `from` declares."""
        # READING "it … has no declared lineage: unmatched": what no one placed is not missing elsewhere, and what a report
        # says of every lineage does not reach it.
        return {self.of(spot) for spot in self.spots if self.declared(spot)}


# ----------------------------------------------------------------------------------------------------------- facts


def basis_of(point: Point, above: int = TEXT) -> int:
    """Return what the words of a point or part are, `above` being that of its point; nothing where it is only reported."""
    return WORDINGS.get(point.wording, NOTHING) if point.wording else above


def words(text: str) -> str:
    """Return a text without its typography."""
    return " ".join(re.sub(r"[\u201c\u201d]", '"', text).split())


class OnFile:
    """Every fact that the tables of section 4.1 find on file."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.graph = Graph(plan)
        self.lineages = Lineages(plan)
        self.sources = Sources(plan)
        self.facts: list[Fact] = []
        self.said_gone: set[tuple[Matter, str, str]] = set()
        """(matter, X, V): a claim, a reading or `gone` says that what stood in X is not in V."""
        self.named: dict[str, set[tuple[str, str | None]]] = {}
        self.standing = self._standing()
        for version in plan.versions.values():
            self._version(version)
        for key in self.standing:
            self._claim(key)
        self._lift()
        self.facts = list(dict.fromkeys(self.facts))

    def _add(
        self, question: str, matter: Matter, at: Iterable[str], answer: object, basis: int, key: str | None = None,
        *, name: str = "", against: bool = False, told: Mapping[str, frozenset[str]] | None = None,
    ) -> None:  # fmt: skip
        keys = frozenset([key] if key else ())
        if told:
            keys = frozenset().union(*told.values())
        at = frozenset(at)
        self.facts.append(
            Fact(question, matter, at, answer, basis, keys, tuple(sorted((told or {}).items())), name, against)
        )

    def _lift(self) -> None:
        """Say of a point what follows from its parts: "a part changed, its point different; a part present, its point present"."""
        for fact in list(self.facts):
            kind = fact.matter[1] if len(fact.matter) > 1 else ""
            changed = fact.question == "sameness" and fact.answer is False
            there = fact.question == "presence" and fact.answer is True
            # READING "Claims about other parts never meet": but the value of a part is its point's, as in `all_quantities`.
            value = fact.question == "value" and bool(fact.keys)
            if (kind and changed) or (kind == "part" and (there or value)):
                self.facts.append(replace(fact, matter=fact.matter[:1]))

    # ----------------------------------------------------------------------------------------- held points

    def _version(self, version: Version) -> None:
        name = version.id or ""
        for spot in self.lineages.points(name):
            point, matter = self.lineages.spots[spot], (self.lineages.of(spot),)
            if point.wording == "reported":
                self._reported_point(name, matter, point)
            else:
                self._held_point(version, matter, point, basis_of(point))
            if point.from_ == ():
                for base in self.graph.bases(name):
                    self._add("presence", matter, [base], False, SUMMARY)
        for reference in version.gone:
            spot = self.lineages.spot(reference)
            if spot:
                matter = (self.lineages.of(spot),)
                self._change("removed", matter, name, spot[0], SUMMARY, None)
        for lineage in self.lineages.all_declared:
            basis = self._absent_whole(version, lineage)
            if basis:
                self._add("presence", (lineage,), [name], False, basis)
        for other in self.plan.versions.values():
            if (other.id or "") < name:
                self._texts(other, version)

    def _held_point(self, version: Version, matter: Matter, point: Point, basis: int) -> None:
        name = version.id or ""
        if point.status == "dropped":
            self._add("presence", matter, [name], False, basis)
            self._add("status", matter, [name], "dropped", basis)
            return
        self._add("presence", matter, [name], True, basis)
        status = "agreed" if version.signed else point.status
        if status:
            self._add("status", matter, [name], status, basis)
        for quantity, amount in point.all_quantities.items():
            self._add("value", matter, [name], amount, basis, name=quantity)
        for reading in point.readings:
            about = (matter[0], "matter", reading.matter) if reading.matter else matter
            self._change(reading.says, about, name, reading.since, SUMMARY, None, to=reading.to)
        for part in point.parts:
            self._held_point(version, self._part(matter, part.id or part.label or ""), part, basis_of(part, basis))
        for part in self._parts_anywhere(matter):
            if self._part_absent(point, basis, part):
                self._add("presence", self._part(matter, part), [name], False, basis)

    def _part(self, matter: Matter, name: str) -> Matter:
        return (*matter, "part", name)

    def _parts_anywhere(self, matter: Matter) -> set[str]:
        held = {
            part.id for spot, point in self.lineages.spots.items() if self.lineages.of(spot) == matter[0]
            for part in point.parts if part.id
        }  # fmt: skip
        return held if len(matter) == 1 else set()

    def _part_absent(self, point: Point, basis: int, part: str) -> bool:
        # READING "left out: so for a text": of which the parts are texts too; our own summaries of parts may leave some out.
        told = min((basis_of(item, basis) for item in point.parts), default=NOTHING)
        whole = point.parts_held == "all" or (point.parts_held is None and min(basis, told) >= TRANSLATION)
        ids = [item.id for item in point.parts]
        return bool(ids) and None not in ids and whole and part not in ids

    def _reported_point(self, name: str, matter: Matter, point: Point) -> None:
        # READING "its typed status and quantities: as claims of its `sources`": of those that say just that, where any
        # does ("`status` cited to reports that do not say it", section 8), else of all.
        sources = [key for key in point.sources if key in self.standing]
        if point.status:
            for key in [key for key in sources if (said := self._meant(key)) and said.says == point.status] or sources:
                self._state(point.status, matter, name, REPORTED, key)
        for quantity, amount in point.quantities.items():
            for key in [key for key in sources if self._gives(key, quantity, amount)] or sources:
                self._value(quantity, amount, matter, name, key)

    def _meant(self, key: str) -> Claim | None:
        """Return what a claim says: itself, or the claim that it confirms; None where it denies something."""
        claim = self.sources.claims[key][1]
        if claim.about.claim:
            pointed = self.sources.claims.get(claim.about.claim) if claim.says == "confirmed" else None
            claim = pointed[1] if pointed else None
        return claim if claim and claim.stance == "supports" else None

    def _gives(self, key: str, quantity: str, amount: Amount) -> bool:
        meant = self._meant(key)
        value = meant.value if meant else None
        said = value.get(quantity) if isinstance(value, dict) else None
        return said is not None and not differ(said, REPORTED, amount, REPORTED)

    def _absent_whole(self, version: Version, lineage: str) -> int:
        name = version.id or ""
        spots = self.lineages.points(name)
        if version.points_held != "all" or self.lineages.points(name, lineage) or self.lineages.tied(lineage, name):
            return NOTHING
        if not all(self.lineages.declared(spot) for spot in spots):
            return NOTHING
        # READING "shares an issue with it": the issues of a lineage are those of its points in any version.
        issues = {
            issue for spot, point in self.lineages.spots.items() if self.lineages.of(spot) == lineage
            for issue in point.all_issues
        }  # fmt: skip
        for spot in spots:
            point = self.lineages.spots[spot]
            shared = not issues or not point.all_issues or issues & set(point.all_issues)
            if point.parts_held == "some" and shared:
                return NOTHING
        held = [basis_of(self.lineages.spots[spot]) for spot in spots]
        return min((basis for basis in held if basis), default=NOTHING)

    def _texts(self, old: Version, new: Version) -> None:
        """Compare the words, the amounts and the options of every point and part that both versions hold."""
        for one, other in product(self.lineages.points(old.id or ""), self.lineages.points(new.id or "")):
            if self.lineages.of(one) == self.lineages.of(other):
                matter = (self.lineages.of(one),)
                self._wordings(matter, old, self.lineages.spots[one], new, self.lineages.spots[other])

    def _wordings(
        self,
        matter: Matter,
        old: Version,
        one: Point,
        new: Version,
        other: Point,
        above: tuple[int, int] = (TEXT, TEXT),
    ) -> None:
        pair = (old.id or "", new.id or "")
        bases = [basis_of(one, above[0]), basis_of(other, above[1])]
        # READING "`status: dropped` … its text is what was dropped": and so it is no text of V to be compared.
        if NOTHING in bases or "dropped" in (one.status, other.status):
            return
        whole = one.parts_held != "some" and other.parts_held != "some"
        languages = {version.language or self.plan.language for version in (old, new)}
        # READING "two translations with the same `hand`": a hand that is not named is not known to be the same.
        comparable = bases == [TEXT, TEXT] or (
            bases == [TRANSLATION, TRANSLATION] and old.hand is not None and old.hand == new.hand
        )
        if comparable and whole and len(languages) == 1:
            same = words(one.full_text) == words(other.full_text)
            self._add("sameness", matter, pair, same, bases[0])
        if one.options or other.options:
            sets = [{_options(option.quantities) for option in point.options} for point in (one, other)]
            if bool(one.options) != bool(other.options) or sets[0] != sets[1]:
                self._add("sameness", matter, pair, False, min(bases))
        for part, counterpart in product(one.parts, other.parts):
            if part.id and part.id == counterpart.id:
                inner = self._part(matter, part.id)
                self._wordings(inner, old, part, new, counterpart, (bases[0], bases[1]))

    # --------------------------------------------------------------------------------------------- claims

    def _standing(self) -> list[str]:
        """Return the claims that stand: no drafts, none that was withdrawn or corrected by those who made it."""
        withdrawn = set()
        for article in self.plan.articles.values():
            older = self.plan.articles.get(article.revises or "")
            if older:
                kept = {claim.id for claim in article.claims}
                withdrawn |= {f"{older.id}#{claim.id}" for claim in older.claims if claim.id not in kept}
        claims = self.sources.claims
        standing = [key for key, (_, claim) in claims.items() if not claim.draft and key not in withdrawn]
        for key in list(standing):
            claim = claims[key][1]
            if claim.says == "corrected" and self._own(key, claim.about.claim or "") and claim.about.claim in standing:
                standing.remove(claim.about.claim)
        return standing

    def _own(self, key: str, corrected: str) -> bool:
        # READING "corrected by the claim's own outlet or first speaker": who speaks first in the correction corrects.
        if corrected not in self.sources.claims:
            return False
        outlet = self.sources.fold(self.sources.claims[corrected][0].outlet)
        return self.sources.first(key) in (outlet, self.sources.first(corrected))

    def _claim(self, key: str) -> None:
        claim = self.sources.claims[key][1]
        about = claim.about.claim
        if claim.says in ("confirmed", "denied", "corrected") and about:
            if about in self.sources.claims:
                against = claim.says != "confirmed"
                if claim.says == "corrected" and self._own(key, about):
                    return
                self._facts(self.sources.claims[about][1], key, against=against)
            return
        self._facts(claim, key, against=claim.stance == "disputes")

    def _facts(self, claim: Claim, key: str, *, against: bool) -> None:
        version, since = claim.about.version, claim.about.since
        if version is None:
            return
        version = version.split("/")[0]
        if claim.says == "count":
            if isinstance(claim.value, Count):
                self._add("count", (), [version], claim.value, REPORTED, key, against=against)
            return
        if not claim.about.points:
            # READING "`scope: all`: the fact for every lineage": every one of the text it speaks of, which of what was kept
            # or reworded is the earlier one, else V. Who denies it says "not all", and of no lineage which.
            if claim.scope == "all" and not against:
                bases = self.graph.bases(version)
                earlier = since or (bases[0] if len(bases) == 1 else version)
                spots = self.lineages.points(earlier if claim.says in CHANGES else version)
                for lineage in sorted({self.lineages.of(spot) for spot in spots}):
                    self._say(claim, (lineage,), version, since, key, against=False)
            return
        for reference in claim.about.points:
            matter = self._resolve(reference, claim, version, since)
            if matter is None:
                continue
            self.named.setdefault(matter[0], set()).add((version, since))
            if claim.about.matter:
                matter = (matter[0], "matter", claim.about.matter)
            self._say(claim, matter, version, since, key, against=against)

    def _resolve(self, reference: str, claim: Claim, version: str, since: str | None) -> Matter | None:
        # READING "in the other version where the first has no such name": without `since` in V's one base.
        bases = self.plan.versions[version].based_on
        looked_up = [version, since or (bases[0] if len(bases) == 1 else None)]
        if since and claim.says in PAST:
            looked_up = [since, version]
        name, _, part = reference.partition("/")
        found = [self.lineages.of(spot) for place in looked_up if (spot := self.lineages.spot(name, place))]
        if since and claim.says in ("kept", "reworded") and len(set(found) & self.lineages.all_declared) > 1:
            return None  # "Two lineages found for kept or reworded, are errors."
        if found:
            lineage = found[0]
        else:
            # READING "each lineage that a standing claim names": a name that no version knows names no lineage.
            lineage = self.lineages.of_id(name)
            if lineage not in self.lineages.all_declared:
                return None
        if not part:
            return (lineage,)
        known = self._part_named(lineage, part)
        return self._part((lineage,), known) if known else None

    def _part_named(self, lineage: str, name: str) -> str | None:
        for spot, point in self.lineages.spots.items():
            if self.lineages.of(spot) == lineage:
                for part in point.parts:
                    if part.id and name in (part.id, part.label):
                        return part.id
        return None

    def _say(self, claim: Claim, matter: Matter, version: str, since: str | None, key: str, *, against: bool) -> None:
        says = claim.says
        if says in ("discussed", "sought", "denied"):
            # READING "A denial that names no `matter` denies nothing of a point": and so it is no answer.
            if len(matter) == 3 and matter[1] == "matter":
                self._add("talk", matter, [version], (says != "denied") != against, REPORTED, key)
        elif says == "value" and not isinstance(claim.value, Count):
            for quantity, amount in (claim.value or {}).items():
                self._value(quantity, amount, matter, version, key, against=against)
        elif says in STATES:
            self._state(says, matter, version, REPORTED, key, against=against)
        elif against:
            self._deny(claim, matter, version, since, key)
        else:
            self._change(says, matter, version, since, REPORTED, key, to=claim.to)

    def _value(
        self, quantity: str, amount: Amount, matter: Matter, version: str, key: str, *, against: bool = False
    ) -> None:
        self._add("value", matter, [version], amount, REPORTED, key, name=quantity, against=against)
        if amount.bound != "none" and not against:
            self._add("presence", matter, [version], True, REPORTED, key)

    def _state(self, says: str, matter: Matter, version: str, basis: int, key: str, *, against: bool = False) -> None:
        self._add("status", matter, [version], says, basis, key, against=against)
        if against:
            # READING "the contrary of its half about V": not dropped is still there; no other denial says so much.
            if says == "dropped":
                self._add("presence", matter, [version], True, basis, key)
            return
        if says in ("agreed", "bracketed", "proposed"):
            self._add("presence", matter, [version], True, basis, key)
        if says == "dropped":
            self._add("presence", matter, [version], False, basis, key)

    def _change(
        self, says: str, matter: Matter, new: str, since: str | None, basis: int, key: str | None, to: str | None = None
    ) -> None:
        bases = self.graph.bases(new)
        if says in ("removed", "added"):
            here = says == "added"
            self._add("presence", matter, [new], here, basis, key)
            if since:
                self._add("presence", matter, [since], not here, basis, key)
                self.said_gone.add((matter, new, since) if here else (matter, since, new))
        elif says == "moved":
            if since:
                self._add("presence", matter, [since], True, basis, key)
            if to and to.startswith("#"):
                self._add("presence", matter, [new], True, basis, key)
            elif to:
                self._add("presence", matter, [new], False, basis, key)
                if since:
                    self.said_gone.add((matter, since, new))
        else:
            # READING "kept, reworded … without `since`: present(V), and the pair only where old is V's one base": of the
            # pair it says what it says with `since`, so that the point was in the base too.
            self._add("presence", matter, [new], True, basis, key)
            old = since or (bases[0] if len(bases) == 1 else None)
            if old:
                self._add("presence", matter, [old], True, basis, key)
                self._add("sameness", matter, [old, new], says == "kept", basis, key)
        if len(matter) > 1 and since and says in ("removed", "added", "moved"):
            self._add("sameness", matter[:1], [since, new], False, basis, key)

    def _deny(self, claim: Claim, matter: Matter, version: str, since: str | None, key: str) -> None:
        bases = self.graph.bases(version)
        old = since or (bases[0] if len(bases) == 1 else None)
        match claim.says:
            case "removed" | "added":
                self._add("presence", matter, [version], claim.says == "removed", REPORTED, key)
            case "moved" if claim.to:
                self._add("presence", matter, [version], not claim.to.startswith("#"), REPORTED, key)
            case "kept" if old:
                self._add("sameness", matter, [old, version], False, REPORTED, key)
            case "reworded" | "joined" | "split":
                # READING "of reworded: same; of kept: different (and no presence)": not reworded is as much as kept, and
                # so is neither joined nor split.
                self._change("kept", matter, version, since, REPORTED, key)


def _options(quantities: Mapping[str, Amount]) -> frozenset[tuple[str, str]]:
    return frozenset((name, amount.model_dump_json()) for name, amount in quantities.items())


# ----------------------------------------------------------------------------------------------- answers and chains


class Answers:
    """What the facts say together, over all versions."""

    def __init__(self, file: OnFile) -> None:
        self.file = file
        self.versions = list(file.plan.versions)
        self._direct: dict[tuple[str, Matter, frozenset[str]], list[Fact]] = {}
        self._known: dict[tuple[object, ...], Replies] = {}
        for fact in file.facts:
            self._direct.setdefault((fact.question, fact.matter, fact.at), []).append(fact)
        self._amounts()
        self._parts_that_went()

    def direct(self, question: str, matter: Matter, *at: str) -> Replies:
        """Return what the facts about just this version or pair answer, each with all its facts."""
        asked = (question, matter, frozenset(at))
        if asked not in self._known:
            found: dict[object, set[Fact]] = {}
            for fact in self._direct.get(asked, []):
                found.setdefault(fact.answer, set()).add(fact)
            self._known[asked] = {
                answer: Reply(max(fact.basis for fact in facts), frozenset(facts)) for answer, facts in found.items()
            }
        return self._known[asked]

    def facts(self, question: str, matter: Matter, *at: str) -> list[Fact]:
        return self._direct.get((question, matter, frozenset(at)), [])

    def matters(self, lineage: str) -> set[Matter]:
        """Return the lineage, its parts and its propositions, as far as anything is on file about them."""
        return {(lineage,)} | {fact.matter for fact in self.file.facts if fact.matter[:1] == (lineage,)}

    def _amounts(self) -> None:
        """Add, for every two versions, what rival amounts say of sameness."""
        for matter in {fact.matter for fact in self.file.facts if fact.question == "value"}:
            for old, new in combinations(self.versions, 2):
                for name in {fact.name for fact in self.file.facts if fact.question == "value"}:
                    self._amount(matter, old, new, name)

    def _amount(self, matter: Matter, old: str, new: str, name: str) -> None:
        for fact in self.amounts([matter], [matter], old, new, name):
            self._put(fact)

    def amounts(self, olds: list[Matter], news: list[Matter], old: str, new: str, name: str) -> Iterator[Fact]:
        """Yield what the rival amounts of a matter, or of the points on either side of a group, say of sameness."""
        sides = []
        for matters, version in ((olds, old), (news, new)):
            said = [fact for matter in matters for fact in self.facts("value", matter, version)
                    if fact.name == name and not fact.against]  # fmt: skip
            best = max((fact.basis for fact in said), default=NOTHING)
            sides.append([fact for fact in said if fact.basis == best])
        unlike = [pair for pair in product(*sides) if _differ(*pair)]
        alike = [pair for pair in product(*sides) if not _differ(*pair)]
        # "An amount equal to the old one answers same only against a rival of its own basis that differs, alone it is
        # no fact": whichever side the rivals are on, since old and new exchanged must say as much.
        for answer, found in ((False, unlike), (True, alike if unlike else [])):
            for one, other in found:
                told = ((old, one.keys), (new, other.keys))
                yield Fact("sameness", olds[0], frozenset((old, new)), answer, min(one.basis, other.basis),
                           one.keys | other.keys, told)  # fmt: skip

    def _put(self, fact: Fact) -> None:
        kept = self._direct.setdefault((fact.question, fact.matter, fact.at), [])
        if fact not in kept:
            kept.append(fact)
            self._known.clear()
        # READING "a claim with `matter`: … removed, added, reworded, joined, split, moved of it make its point different; …
        # its value … not the point's": so of amounts only those of a part.
        if fact.matter[1:2] == ("part",) and fact.question == "sameness" and fact.answer is False:
            self._put(replace(fact, matter=fact.matter[:1]))

    def _parts_that_went(self) -> None:
        """Add that a point is different where a part of it, or a proposition in it, is removed or added."""
        found = []
        for matter in {fact.matter for fact in self.file.facts if len(fact.matter) > 1}:
            for old, new in permutations(self.versions, 2):
                before, after = best(self.presence(matter, old)), best(self.presence(matter, new))
                # READING "a part removed, added: its point different": under every relation; that the other text says
                # nothing of a part is a difference of the two points.
                # READING "of removed those of absent(new), of added those of present(new), and of the other side's presence
                # where that rests on claims": so for the difference that a part makes which came or went.
                if set(before) == {True} and set(after) == {False}:
                    there, gone = before[True], after[False]
                    removed = keys_of(gone) | (keys_of(there) if there.basis == REPORTED else frozenset())
                    added = keys_of(there) | (keys_of(gone) if gone.basis == REPORTED else frozenset())
                    basis = min(there.basis, gone.basis)
                    found.append(Fact("sameness", matter[:1], frozenset((old, new)), False, basis,
                                      keys_of(there) | keys_of(gone), ((new, removed), (old, added)), "part"))  # fmt: skip
        for fact in found:
            self._put(fact)

    def presence(self, matter: Matter, version: str) -> Replies:
        """Return whether a version has it, as the facts about it and the chains that lead to it answer."""
        asked = ("presence by chains", matter, version)
        if asked not in self._known:
            self._known[asked] = self._presence(matter, version)
        return self._known[asked]

    def _presence(self, matter: Matter, version: str) -> Replies:
        chains = []
        for start in self.versions:
            held = best(self.direct("presence", matter, start))
            if start != version and set(held) == {True}:
                for path in self._paths(matter, start, version):
                    chains += [(links, True, 0) for links in product(held[True].facts, *path[True])]
        return settle(self.direct("presence", matter, version), chains)

    def sameness(self, matter: Matter, one: str, other: str) -> Replies:
        """Return whether it says the same in two versions, as the facts about the pair and the chains answer."""
        asked = ("sameness by chains", matter, one, other)
        if asked not in self._known:
            self._known[asked] = self._sameness(matter, one, other)
        return self._known[asked]

    def _sameness(self, matter: Matter, one: str, other: str) -> Replies:
        chains = self.chains(matter, one, other)
        if len(matter) == 1:
            # READING "of those the shortest": from a part, or a proposition, to its point is one step more.
            for inside in self.matters(matter[0]) - {matter}:
                answers = best(self.sameness(inside, one, other))
                if set(answers) == {False} and answers[False].chained:
                    of_amounts = inside[1] == "matter" and any(fact.told for fact in answers[False].facts)
                    chains += [
                        (links, says, 1)
                        for links, says, _ in self.chains(inside, one, other)
                        if not (says or of_amounts)
                    ]
        return settle(self.direct("sameness", matter, one, other), chains)

    def chains(self, matter: Matter, one: str, other: str) -> list[Chain]:
        """Return every chain of facts between two versions through at least one more, and what it answers."""
        found = []
        for path in self._paths(matter, one, other):
            if len(path[True]) > 1:
                found += [(links, True, 0) for links in product(*path[True])]
                for place in range(len(path[True])):
                    links = [*path[True][:place], path[False][place], *path[True][place + 1 :]]
                    found += [(chain, False, 0) for chain in product(*links)]
        return found

    def _link(self, matter: Matter, one: str, other: str) -> Replies:
        """Return what a pair answers as a link of a chain."""
        # READING "claims about other pairs never meet": what is contested in its pair is no link, or a dispute there would
        # be one here, and *different* beyond it an undisputed answer. So an equal amount, which answers *same* only against
        # a rival, contests its pair and is no link.
        answers = best(self.direct("sameness", matter, one, other))
        return answers if len(answers) == 1 else {}

    def _paths(self, matter: Matter, start: str, end: str) -> Iterator[dict[bool, list[frozenset[Fact]]]]:
        """Walk every way from one version to another that meets none twice; give the facts of each step by answer."""
        between = [version for version in self.versions if version not in (start, end)]
        links = {step: self._link(matter, *step) for step in permutations(self.versions, 2)}
        for length in range(len(between) + 1):
            for middle in permutations(between, length):
                steps = [links[step] for step in zip((start, *middle), (*middle, end), strict=True)]
                if all(steps):
                    yield {
                        answer: [step[answer].facts if answer in step else frozenset() for step in steps]
                        for answer in (True, False)
                    }


def _differ(one: Fact, other: Fact) -> bool:
    assert isinstance(one.answer, Amount)
    assert isinstance(other.answer, Amount)
    return differ(one.answer, one.basis, other.answer, other.basis)


def keys_of(reply: Reply) -> frozenset[str]:
    return frozenset().union(*(fact.keys for fact in reply.facts))


def best(replies: Replies) -> Replies:
    """Return the answers on the strongest basis: several where they are contrary."""
    top = max((reply.basis for reply in replies.values()), default=NOTHING)
    return {answer: reply for answer, reply in replies.items() if reply.basis == top}


def settle(direct: Replies, chains: list[Chain]) -> Replies:
    """Add to what the facts themselves answer what chains of facts do.

    READING "a chain answers only where it is stronger than each of these … it is never a side against a fact of the
    pair": where a fact of the pair says the contrary, no chain speaks at all.
    """
    found = dict(direct)
    for answer in (True, False):
        if any(other != answer for other in direct):
            continue
        links = {chain: len(chain) + steps for chain, says, steps in chains if says is answer}
        strength = max((min(fact.basis for fact in chain) for chain in links), default=NOTHING)
        if strength <= (direct[answer].basis if answer in direct else NOTHING):
            continue
        links = {chain: length for chain, length in links.items() if min(fact.basis for fact in chain) == strength}
        shortest = min(links.values())
        facts = frozenset(fact for chain, length in links.items() if length == shortest for fact in chain)
        found[answer] = Reply(strength, facts, chained=True)
    return found


# --------------------------------------------------------------------------------------------------- the verdicts


class Oracle:
    """Says what a comparison of two versions of a plan must say."""

    def __init__(self, plan: Plan) -> None:
        self.file = OnFile(plan)
        self.answers = Answers(self.file)
        self.plan = plan
        self._changes: dict[tuple[str, str], list[Change]] = {}
        self._histories: dict[Matter, list[dict[str, int | None]]] = {}

    def relation(self, old: str, new: str) -> str:
        return self.file.graph.relation(old, new)

    def changes(self, old: str, new: str) -> list[Change]:
        """Return a change for each group of points, and for each lineage that a report on new, or on the pair, names."""
        if (old, new) not in self._changes:
            self._changes[old, new] = self._compared(old, new)
        return self._changes[old, new]

    def _compared(self, old: str, new: str) -> list[Change]:
        found = [self._change(old, new, group) for group in self._groups(old, new)]
        seen = {lineage for change in found for lineage in change.lineages}
        for lineage, places in sorted(self.file.named.items()):
            about = any(version == new or {version, since} == {old, new} for version, since in places)
            if about and lineage not in seen:
                found.append(self._verdict(old, new, {lineage}, [], []))
        return found

    def _groups(self, old: str, new: str) -> list[list[Spot]]:
        """Return the points of both versions in groups: the same lineage, or joined by `from` in this pair."""
        lineages = self.file.lineages
        groups = [[spot] for spot in (*lineages.points(old), *lineages.points(new))]
        while True:
            for one, other in combinations(groups, 2):
                if any(self._together(left, right) for left in one for right in other):
                    groups.remove(other)
                    one += other
                    break
            else:
                return groups

    def _together(self, one: Spot, other: Spot) -> bool:
        lineages = self.file.lineages
        if lineages.of(one) == lineages.of(other) or {(one, other), (other, one)} & lineages.links:
            return True
        return self._identical(one, other)

    def _identical(self, one: Spot, other: Spot) -> bool:
        """Identical words that no id joined are matched."""
        if one[0] == other[0]:
            return False
        lineages = self.file.lineages
        if any(lineages.points(there[0], lineages.of(here)) for here, there in ((one, other), (other, one))):
            return False
        texts = [lineages.spots[spot].full_text for spot in (one, other)]
        return bool(texts[0]) and words(texts[0]) == words(texts[1])

    def _change(self, old: str, new: str, group: list[Spot]) -> Change:
        olds = sorted(spot for spot in group if spot[0] == old)
        news = sorted(spot for spot in group if spot[0] == new)
        return self._verdict(old, new, {self.file.lineages.of(spot) for spot in group}, olds, news)

    def histories(self, lineage: str) -> list[dict[str, int | None]]:
        """Return every history of a lineage that fits the strongest answers on file, contested ones aside.

        A history says of each version which wording of the point it has (0, 1, …), or None where it has none.
        """
        matter, versions = (lineage,), list(self.plan.versions)
        if matter in self._histories:
            return self._histories[matter]
        present = {version: best(self.answers.direct("presence", matter, version)) for version in versions}
        same = {pair: best(self.answers.direct("sameness", matter, *pair)) for pair in combinations(versions, 2)}
        found = []
        for wordings in product((None, *range(len(versions))), repeat=len(versions)):
            history = dict(zip(versions, wordings, strict=True))
            fits = all(
                len(answers) != 1 or (history[version] is not None) in answers for version, answers in present.items()
            )
            if fits and all(
                len(answers) != 1 or (history[one] == history[other] and history[one] is not None) in answers
                for (one, other), answers in same.items()
            ):
                found.append(history)
        self._histories[matter] = found
        return found

    # ---------------------------------------------------------------------------------------- of one group

    def _presence(self, version: str, lineages: set[str]) -> Replies:
        """ "A group is present where any member is", and absent where all are."""
        members = [self.answers.presence((lineage,), version) for lineage in sorted(lineages)]
        if len(members) == 1:
            return members[0]
        # READING "present where any member is": a member is where its strongest facts say so and none of them denies it.
        # One whose presence is contested makes that of the group so, unless another one is present.
        tops = [best(member) for member in members]
        present = [top for top in tops if set(top) == {True}]
        contested = [top for top in tops if len(top) == 2]
        if present or contested:
            return _together(present or contested)
        if all(set(top) == {False} for top in tops):
            weakest = min(top[False].basis for top in tops)
            return {False: Reply(weakest, frozenset().union(*(top[False].facts for top in tops)))}
        return {}

    def _sameness(self, old: str, new: str, lineages: set[str], olds: list[Spot], news: list[Spot]) -> Replies:
        """ "Its sameness comes from its links and its members' facts"; that of one lineage from all there is of it."""
        if len(lineages) == 1:
            return self.answers.sameness((next(iter(lineages)),), old, new)
        # READING "its members' facts": those of the pair. A chain leads through versions in which a member stands apart.
        direct: dict[object, set[Fact]] = {}
        for lineage in lineages:
            for fact in self.answers.facts("sameness", (lineage,), old, new):
                direct.setdefault(fact.answer, set()).add(fact)
        pair = frozenset((old, new))
        later = [other for one, other in [*product(olds, news), *product(news, olds)]
                 if (one, other) in self.file.lineages.links]  # fmt: skip
        several = any(len(self.file.lineages.spots[spot].from_ or ()) > 1 for spot in later)
        if later and (several or len(olds) + len(news) > 2):
            direct.setdefault(False, set()).add(Fact("sameness", tuple(sorted(lineages)), pair, False, SUMMARY))
        if len(olds) + len(news) > 2:
            basis = self._texts_of_groups(olds, news)
            if basis:
                direct.setdefault(False, set()).add(Fact("sameness", tuple(sorted(lineages)), pair, False, basis))
        # READING "its sameness comes from its links and its members' facts": by the links the amounts of the points of one
        # side meet those of the other's. What is said of a member that has no point on a side is told within its lineage.
        sides = [
            [(lineage,) for lineage in sorted({self.file.lineages.of(spot) for spot in side})] for side in (olds, news)
        ]
        for name in sorted(self.plan.quantities):
            for fact in self.answers.amounts(*sides, old, new, name):
                direct.setdefault(fact.answer, set()).add(fact)
        for one, other in product(olds, news):
            # READING "two texts … same / different": so for two points that only a `from`, or their very words, join.
            if len(olds) == len(news) == 1 or self._identical(one, other):
                for fact in self._pair_facts(one, other):
                    direct.setdefault(fact.answer, set()).add(fact)
        return {answer: Reply(max(fact.basis for fact in facts), frozenset(facts)) for answer, facts in direct.items()}

    def _texts_of_groups(self, olds: list[Spot], news: list[Spot]) -> int:
        """Return the basis on which the words of a group of points differ from those of the other side, which they always do here."""
        # READING "two texts … other words: different": those of a group are the words of all its points.
        points = [self.file.lineages.spots[spot] for spot in (*olds, *news)]
        versions = [self.plan.versions[spot[0]] for spot in (*olds, *news)]
        bases = {basis_of(point) for point in points}
        if (
            len(bases) > 1
            or len({version.language or self.plan.language for version in versions}) > 1
            or not (olds and news)
        ):
            return NOTHING
        if any(point.parts_held == "some" for point in points):
            return NOTHING
        hands = {version.hand for version in versions}
        same_hand = bases == {TRANSLATION} and len(hands) == 1 and None not in hands
        return bases.pop() if bases == {TEXT} or same_hand else NOTHING

    def _pair_facts(self, one: Spot, other: Spot) -> list[Fact]:
        """Return what two points say that no id joins, and whose words are identical."""
        kept, self.file.facts = self.file.facts, []
        versions = [self.plan.versions[spot[0]] for spot in (one, other)]
        points = [self.file.lineages.spots[spot] for spot in (one, other)]
        self.file._wordings(("identical",), versions[0], points[0], versions[1], points[1])
        found, self.file.facts = self.file.facts, kept
        return [fact for fact in found if len(fact.matter) == 1]

    def _verdict(self, old: str, new: str, lineages: set[str], olds: list[Spot], news: list[Spot]) -> Change:
        replies = (self._presence(old, lineages), self._presence(new, lineages))
        sameness = self._sameness(old, new, lineages, olds, news)
        before, after, same = best(replies[0]), best(replies[1]), best(sameness)
        verdict, basis, keys = self._row(old, new, lineages, olds, news, before, after, same)
        disputes = self._disputes(old, new, lineages, olds, news, sameness)
        # READING "any question of its lineage": a part or a proposition is a lineage of its own; its disputes are shown.
        group = tuple(sorted(lineages))
        if len(before) > 1:
            disputes |= {
                dispute
                for lineage in lineages
                if (dispute := self._presence_dispute((lineage,), old, self.answers.presence((lineage,), old)))
            }
        return Change(
            tuple(spot[1] for spot in olds), tuple(spot[1] for spot in news), frozenset(lineages), verdict, BASIS[basis],
            verdict == "disputed" or any(len(dispute.matter) == 1 or dispute.matter == group for dispute in disputes),
            frozenset(disputes), keys,
        )  # fmt: skip

    def _row(
        self, old: str, new: str, lineages: set[str], olds: list[Spot], news: list[Spot],
        before: Replies, after: Replies, same: Replies,
    ) -> tuple[str, int, frozenset[str]]:  # fmt: skip
        """Return the first row of the table of 4.2 that applies, its basis, and the claims that carry it."""
        absent = set(before) == {False} or set(after) == {False}
        # READING "of disputed that of the question contested": presence comes before sameness; where both presences are
        # contested, the weaker of the two, as for removed and added.
        contested = [replies for replies in (before, after) if len(replies) > 1]
        if not contested and len(same) > 1 and not absent:
            contested = [same]
        if contested:
            basis = min(reply.basis for replies in contested for reply in replies.values())
            keys = [keys_of(reply) for replies in contested for reply in replies.values()]
            return "disputed", basis, frozenset().union(*keys)
        was, now, is_same = (next(iter(replies), None) for replies in (before, after, same))
        if (was, now) in ((True, False), (False, True)):
            one, other = (old, new) if was else (new, old)
            said = any(((lineage,), one, other) in self.file.said_gone for lineage in lineages)
            if said or self.file.graph.is_gone(old, new):
                basis = min(before[was].basis, after[now].basis)
                keys = keys_of(after[now])
                if before[was].basis == REPORTED:
                    keys |= keys_of(before[was])
                return "removed" if was else "added", basis, keys
            if self.relation(old, new) == "answers":
                return "unmatched", NOTHING, frozenset()
            return "unknown", NOTHING, frozenset()
        if is_same is not None and was and (now or (now is None and not is_same)):
            return "unchanged" if is_same else "changed", same[is_same].basis, self._keys(same[is_same], old, new)
        if (was, now) != (True, True) and self._unmatched(old, new, olds, news):
            return "unmatched", NOTHING, frozenset()
        return "unknown", NOTHING, frozenset()

    def _unmatched(self, old: str, new: str, olds: list[Spot], news: list[Spot]) -> bool:
        if bool(olds) == bool(news):
            return False
        lineages = self.file.lineages
        others = [spot for spot in lineages.points(new if olds else old) if lineages.spots[spot].wording != "reported"]
        return any(not lineages.declared(spot) for spot in (*olds, *news, *others))

    def _keys(self, reply: Reply, old: str, new: str) -> frozenset[str]:
        """Return the claims that carry an answer; "of an amount only what is said of new"."""
        found: set[str] = set()
        pair = frozenset((old, new))
        for fact in reply.facts:
            found |= dict(fact.told).get(new, fact.keys) if fact.at == pair else fact.keys
        return frozenset(found)

    # -------------------------------------------------------------------------------------------- disputes

    def _disputes(
        self, old: str, new: str, lineages: set[str], olds: list[Spot], news: list[Spot], sameness: Replies
    ) -> set[Dispute]:
        """Return every question of the lineages in new, or between old and new, that has two sides."""
        found: list[Dispute | None] = []
        for lineage in sorted(lineages):
            for matter in sorted(self.answers.matters(lineage)):
                found.append(self._presence_dispute(matter, new, self.answers.presence(matter, new)))
                if len(lineages) == 1 or len(matter) > 1:
                    found.append(self._sameness_dispute(matter, self.answers.sameness(matter, old, new), old, new))
                found += self._value_disputes(matter, new)
                status = self._status_dispute(matter, new)
                # READING "dropped against all": where the same claims dispute that it is there, they are told once.
                if status and not any(item and status.faces(item) for item in found):
                    found.append(status)
                found.append(self._talk_dispute(matter, new))
        if len(lineages) > 1:
            found.append(self._sameness_dispute(tuple(sorted(lineages)), sameness, old, new))
        return {dispute for dispute in found if dispute}

    def _presence_dispute(self, matter: Matter, version: str, replies: Replies) -> Dispute | None:
        sides = [Side(answer, keys_of(reply)) for answer, reply in replies.items()]
        return Dispute("presence", matter, "", frozenset(sides), version) if len(sides) > 1 else None

    def _sameness_dispute(self, matter: Matter, replies: Replies, old: str, new: str) -> Dispute | None:
        # READING "of disputed each side its own": of amounts what is said of new, or of old where nobody says it of new.
        sides = []
        for answer, reply in replies.items():
            amounts = [fact.keys for fact in reply.facts if fact.told and fact.name != "part"]
            sides.append(Side(answer, self._keys(reply, old, new) or frozenset[str]().union(*amounts)))
        return Dispute("sameness", matter, "", frozenset(sides)) if len(sides) > 1 else None

    def _talk_dispute(self, matter: Matter, version: str) -> Dispute | None:
        replies = self.answers.direct("talk", matter, version)
        sides = [Side(answer, keys_of(reply)) for answer, reply in replies.items()]
        return Dispute("talk", matter, "", frozenset(sides)) if len(sides) > 1 else None

    def _value_disputes(self, matter: Matter, version: str) -> list[Dispute]:
        facts = self.answers.facts("value", matter, version)
        return [
            dispute
            for name in sorted({fact.name for fact in facts})
            if (
                dispute := _dispute(
                    "value", matter, name, [fact for fact in facts if fact.name == name], _amounts_exclude
                )
            )
        ]

    def _status_dispute(self, matter: Matter, version: str) -> Dispute | None:
        return _dispute("status", matter, "", self.answers.facts("status", matter, version), _statuses_exclude)

    # ------------------------------------------------------------------------------------------------ sums

    def counts(self, version: str) -> list[Fact]:
        """Return what is said of the number of points of a version."""
        noun = self.plan.versions[version]
        found = list(self.answers.facts("count", (), version))
        # READING "`points_total` · count: text where the version is held whole, else reported by its `sources`": without a
        # typed total the points of a version held whole are its total; a total that nobody reports is none.
        whole = noun.points_held == "all"
        standing = [point for point in noun.points if point.status != "dropped"]
        total = len(standing) if noun.points_total is None and whole else noun.points_total
        reported = any(key.split("#")[0] in self.plan.articles for key in noun.sources)
        if total is not None and (whole or reported):
            keys = frozenset() if whole else frozenset(key for key in noun.sources if key in self.file.standing)
            basis = TEXT if whole else REPORTED
            found.append(Fact("count", (), frozenset([version]), Count(any_of=(total,)), basis, keys))
        return found

    def count_dispute(self, version: str) -> Dispute | None:
        return _dispute("count", (), "", self.counts(version), _counts_exclude)

    def sum(self, old: str, new: str) -> Sum:
        totals = []
        for version in (old, new):
            # READING "with disputed totals": those on the strongest basis; what a report says against a text only marks.
            counts = [fact for fact in self.counts(version) if not fact.against]
            said = [fact.answer for fact in counts if fact.basis == max(count.basis for count in counts)]
            totals.append(tuple(sorted({number for count in said for number in count.any_of})))
        fewer = None
        # READING "28 → 19 is nine fewer": where one text revises or replaces the other; elsewhere no sum is drawn.
        if all(totals) and self.file.graph.is_gone(old, new):
            fewer = min(totals[0]) - max(totals[1]), max(totals[0]) - min(totals[1])
        sums = [0, 0]
        for change in self.changes(old, new):
            sums[change.disputed] += self._identified(old, new, change)
        return Sum(totals[0], totals[1], fewer, sums[0], sums[1])

    def _identified(self, old: str, new: str, change: Change) -> int:
        """ "Removed and joined away less added and split"."""
        verdicts = {change.verdict}
        if change.verdict == "disputed":
            # READING "disputed ones told apart": what one side of the dispute would make of it. If the contested member of a
            # group is not there, the group is gone only where all the others are.
            before, after = (self._may_be(version, set(change.lineages)) for version in (old, new))
            if True in before and False in after and len(before) + len(after) == 3:
                verdicts.add("removed")
            if False in before and True in after and len(before) + len(after) == 3:
                verdicts.add("added")
        if "removed" in verdicts and "added" not in verdicts:
            return max(len(change.old), 1)
        if "added" in verdicts and "removed" not in verdicts:
            return -max(len(change.new), 1)
        return len(change.old) - len(change.new) if change.old and change.new else 0

    def _may_be(self, version: str, lineages: set[str]) -> set[object]:
        answers: set[object] = set(best(self._presence(version, lineages)))
        tops = [best(self.answers.presence((lineage,), version)) for lineage in lineages]
        return {True, None} if len(answers) == 2 and not all(False in top for top in tops) else answers

    def range_of(self, keys: Iterable[str]) -> Range:
        return self.file.sources.range_of(keys)


def _together(members: Iterable[Replies]) -> Replies:
    found: dict[object, list[Reply]] = {}
    for member in members:
        for answer, reply in member.items():
            found.setdefault(answer, []).append(reply)
    return {
        answer: Reply(max(reply.basis for reply in replies), frozenset().union(*(reply.facts for reply in replies)))
        for answer, replies in found.items()
    }


def _dispute(
    question: str, matter: Matter, name: str, facts: list[Fact], exclude: Callable[[Fact, Fact], bool]
) -> Dispute | None:
    """Return the dispute among some answers: each side is one answer, and contradicts another."""
    groups: dict[object, list[Fact]] = {}
    for fact in facts:
        groups.setdefault((_told(question, fact), fact.against), []).append(fact)
    sides = set()
    for one, other in permutations(groups, 2):
        if any(exclude(*pair) for pair in product(groups[one], groups[other])):
            keys = frozenset[str]().union(*(fact.keys for fact in groups[one]))
            sides.add(Side(one, keys))
    return Dispute(question, matter, name, frozenset(sides)) if sides else None


def _told(question: str, fact: Fact) -> object:
    """Return what makes two answers one: open, bracketed and parked are "not agreed"."""
    if question == "status":
        return _kind(fact.answer)
    return fact.answer.model_dump_json() if isinstance(fact.answer, (Amount, Count)) else fact.answer


def _kind(status: object) -> object:
    return "not agreed" if status in ("open", "bracketed", "parked") else status


def _amounts_exclude(one: Fact, other: Fact) -> bool:
    if one.against and other.against:
        return False
    return _differ(one, other) != (one.against or other.against)


def _statuses_exclude(one: Fact, other: Fact) -> bool:
    # READING "open, bracketed and parked are one answer": so who denies one of them says "not that" of all three.
    if one.against or other.against:
        return one.against != other.against and _kind(one.answer) == _kind(other.answer)
    pair = {_told("status", one), _told("status", other)}
    return len(pair) == 2 and ("dropped" in pair or pair == {"agreed", "not agreed"})


def _counts_exclude(one: Fact, other: Fact) -> bool:
    """Two counts exclude each other where no number is an alternative of both; "about 20" is any within a tenth."""
    assert isinstance(one.answer, Count)
    assert isinstance(other.answer, Count)
    common = any(_alike(first, one.answer.about, second, other.answer.about)
                 for first, second in product(one.answer.any_of, other.answer.any_of))  # fmt: skip
    if one.against or other.against:
        return one.against != other.against and common
    return not common


def _alike(first: int, about: bool, second: int, also_about: bool) -> bool:
    if first == second:
        return True
    return (about and abs(first - second) * 10 <= second) or (also_about and abs(first - second) * 10 <= first)


# ------------------------------------------------------------------------------------------------------- the clock


@dataclass(frozen=True)
class Cut:
    """A plan as of a day: what was known by then, what has no day, and the versions that nobody knew yet."""

    plan: Plan
    left_out: frozenset[str]
    not_yet: frozenset[str]


def article_day(article: Article) -> dt.date | None:
    """Return the day on which an article, or this revision of it, appeared."""
    return article.revised or article.published


class Clock:
    """Cuts a plan at the end of a day."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def first(self, sources: Iterable[str]) -> dt.date | None:
        """Return the first day on which one of some sources appeared."""
        articles = [self.plan.articles.get(source.split("#")[0]) for source in sources]
        days = [article_day(article) for article in articles if article]
        return min((day for day in days if day), default=None)

    def point(self, version: Version, point: Point) -> dt.date | None:
        # READING "from the first day of its sources": a point that names none rests on those of its version.
        return self.first(point.sources or version.sources) or version.known

    def typed(self, version: Version) -> dt.date | None:
        """Return the day of what is typed on a version itself."""
        return self.first(version.sources) or version.known or (None if version.sources else self.version(version))

    def version(self, version: Version) -> dt.date | None:
        """Return the day it became known: as typed, else that of the earliest dated source that gives it or a point of it."""
        sources = [*version.sources, *(source for point in version.points for source in point.sources)]
        return version.known or self.first(sources)

    def later(self, version: Version, *others: str) -> dt.date | None:
        """Return the later day of the versions that something compares, None where one has no day."""
        days = [self.version(noun) for noun in (version, *(self.plan.versions[name] for name in others))]
        return None if None in days else max(day for day in days if day)

    def _undated(self, version: Version) -> set[str]:
        """Return the keys of the version, or of those of its points, that have no day."""
        if self.version(version) is None:
            return {f"version:{version.id}"} if version.points else set()
        return {
            f"point:{version.id}#{point.id or point.number}"
            for point in version.points
            if self.point(version, point) is None
        }

    def cut(self, day: dt.date) -> Cut:
        def known(then: dt.date | None) -> bool:
            return then is not None and then <= day

        left_out = {f"article:{name}" for name, article in self.plan.articles.items() if article_day(article) is None}
        articles = {name: article for name, article in self.plan.articles.items() if known(article_day(article))}
        versions, not_yet = {}, set()
        for name, version in self.plan.versions.items():
            if self.version(version) is None or known(self.version(version)):
                left_out |= self._undated(version)
            if known(self.version(version)):
                versions[name] = self._known(version, known)
            else:
                not_yet.add(name)
                # READING "a version not known by DAY has no verdicts": it keeps its place among the others, on the main
                # line too, or its neighbours would be a step that nobody made.
                nothing = {"points": (), "points_held": None, "points_total": None, "gone": {}}
                versions[name] = version.model_copy(update=nothing)
        plan = self.plan.model_copy(update={"versions": versions, "articles": articles})
        return Cut(plan, frozenset(left_out), frozenset(not_yet))

    def _known(self, version: Version, known: Callable[[dt.date | None], bool]) -> Version:
        """Return a version with what was known of it."""
        points = []
        for point in version.points:
            if known(self.point(version, point)):
                readings = tuple(item for item in point.readings if known(self.later(version, item.since)))
                update: dict[str, object] = {"readings": readings}
                if point.from_:
                    entries = [item for item in point.from_ if known(self.later(version, item.point.split("#")[0]))]
                    update["from_"] = tuple(entries) or None
                elif point.from_ is not None and not known(self.later(version, *version.based_on)):
                    update["from_"] = None
                points.append(point.model_copy(update=update))
        part = version.points_held == "all" and len(points) < len(version.points)
        gone = {old: why for old, why in version.gone.items() if known(self.later(version, old.split("#")[0]))}
        # READING "as does what is typed on a version": how much of it is held, its total, and that it is signed.
        typed = known(self.typed(version))
        held = "some" if part or (version.points_held == "all" and not typed) else version.points_held
        total, signed = (version.points_total, version.signed) if typed else (None, None)
        return version.model_copy(
            update={"points": tuple(points), "points_held": held, "points_total": total, "signed": signed, "gone": gone}
        )
