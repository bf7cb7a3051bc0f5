"""What a comparison says, as frozen records: facts with their grounds, answers, disputes, changes, the sum.

Everything that carries a statement stands in it: a change keeps the grounds of its verdict, an aspect those of its own
question, a side of a dispute its own. Pages count sources and cite footnotes from these and from nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, get_args

from planstrack.claims.evidence import Evidence, sources_of
from planstrack.claims.sayings import Question
from planstrack.claims.speakers import SourceRange
from planstrack.compare.align.match import Match
from planstrack.model import Amount, Count, Relation, Says, Stand, Status, Version

if TYPE_CHECKING:
    from planstrack.compare.redline import Edit

Basis = Literal["text", "translation", "summary", "reported", "none"]
"""What stands behind an answer, strongest first: the document's words, a translation's, our paraphrase, claims, nothing."""
Verdict = Literal["changed", "unchanged", "added", "removed", "disputed", "unknown", "unmatched"]
Shape = Literal["kept", "added", "removed", "split", "joined", "regrouped"]
ReasonCode = Literal[
    "not-yet-known", "wordings", "parts-not-known", "stays-in-force", "spoken-of", "not-held", "not-reported"
]  # fmt: skip
"""Why something is not known, in the order in which the first that applies is given."""
AspectName = Literal[
    "reworded", "renumbered", "moved", "retitled", "quantity", "status", "position",
    "number", "amount", "date", "percentage", "negation", "modal", "party",
]  # fmt: skip

BASES: tuple[Basis, ...] = get_args(Basis)
VERDICTS: tuple[Verdict, ...] = ("disputed", "changed", "added", "removed", "unmatched", "unknown", "unchanged")
"""Every verdict, in the order in which pages tell them."""
ASPECTS: tuple[AspectName, ...] = get_args(AspectName)
"""Every aspect, in the order in which pages name them: what analysts tag first, then what the redline tells apart."""

Route = tuple[str | int, ...]
GroundKind = Literal[
    "point", "whole", "reading", "receipt", "gone", "from", "signed", "total", "source", "claim", "same-version"
]  # fmt: skip
AnswerValue = bool | str | Amount | Count


def strength(basis: Basis) -> int:
    """Return how strong a basis is: 4 for text down to 0 for none."""
    return len(BASES) - 1 - BASES.index(basis)


def weakest(bases: Iterable[Basis]) -> Basis:
    """Return the weakest of some bases; `none` when there is none."""
    return min(bases, key=strength, default="none")


def strongest(bases: Iterable[Basis]) -> Basis:
    """Return the strongest of some bases; `none` when there is none."""
    return max(bases, key=strength, default="none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One thing on file that carries a fact: a held point, a whole version, a reading, a claim.

    `key` names it (`us-28#army-cap`, `article#claim`), `file` and `route` say where it stands, `evidence` is the claim
    where it is one, `articles` are those it was taken from where it is not. A held point or a reading is no source. `says`
    is what a claim or a reading says in the end (of one that confirms another, what that one says), `against` that it
    disputes it, `to` where it says that a point moved.
    """

    kind: GroundKind
    key: str
    basis: Basis
    file: tuple[Literal["plan", "version", "article", "receipts"], str]
    route: Route = ()
    evidence: Evidence | None = None
    articles: tuple[str, ...] = ()
    gist: str | None = None
    says: Says | None = None
    against: bool = False
    to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One answer to one question on a matter, with what carries it.

    `versions` is the version asked about, or the two that are compared. `against` is true for "not that": a side without
    a value. `name` is the quantity or the party, where one is asked about; `part` the part or proposition that makes its
    point different. `told` are the grounds by version, for a difference of amounts: what is said of either.
    `carrying` are those that carry a change to either version, for the difference of a part that only one of them has.
    `pair` are the two versions of which a claim or a reading says outright what came between them.
    """

    question: Question
    matter: str
    versions: tuple[str, ...]
    answer: AnswerValue
    basis: Basis
    grounds: tuple[Ground, ...]
    against: bool = False
    name: str | None = None
    part: str | None = None
    told: Mapping[str, tuple[Ground, ...]] | None = None
    carrying: Mapping[str, tuple[Ground, ...]] | None = None
    pair: frozenset[str] | None = None

    def said_of(self, new: str) -> tuple[Ground, ...]:
        """Return what carries a change to `new`: of amounts what is said of it, of a part that came or went as of a point."""
        return (self.told or self.carrying or {}).get(new, self.grounds)

    @property
    def amount(self) -> Amount:
        assert isinstance(self.answer, Amount)
        return self.answer

    @property
    def count(self) -> Count:
        assert isinstance(self.answer, Count)
        return self.answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the facts of one question say together: the answer, its basis, and every fact that gives it.

    `chained` says that the facts are the links of chains through other versions.
    """

    answer: AnswerValue
    basis: Basis
    facts: tuple[Fact, ...]
    chained: bool = False

    @property
    def grounds(self) -> tuple[Ground, ...]:
        """Everything that carries it, each once."""
        return grounds_of(self.facts)


def once(grounds: Iterable[Ground]) -> tuple[Ground, ...]:
    """Return grounds, each once."""
    return tuple({ground.key: ground for ground in grounds}.values())


def grounds_of(facts: Iterable[Fact]) -> tuple[Ground, ...]:
    """Return everything that carries some facts, each once."""
    return once(ground for fact in facts for ground in fact.grounds)


def evidence_in(grounds: Iterable[Ground]) -> tuple[Evidence, ...]:
    """Return the claims among some grounds, each once."""
    return tuple({ground.key: ground.evidence for ground in grounds if ground.evidence}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One point on one side of a change; `index` is its position in the file, from 0.

    `away` says that a witness gives its words, whose text is not here.
    """

    index: int
    id: str | None
    number: str | None
    title: str | None
    held: bool
    text: str
    wording: str | None
    basis: Basis
    status: Status | None
    away: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """One side of a dispute, or what is also said: an answer, how it is told, and its own grounds."""

    says: str
    value: AnswerValue
    basis: Basis
    grounds: tuple[Ground, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return evidence_in(self.grounds)

    @property
    def speakers(self) -> tuple[str, ...]:
        """The first speakers who take this side, each once."""
        return tuple(dict.fromkeys(item.speaker for item in self.evidence))

    @property
    def sources(self) -> SourceRange:
        return sources_of(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Answers to one question that exclude each other. `id` is `version/count` or `version/matter/question`.

    `title` names the matter for a reader, `about` the matter and the question. `also_said` contradicts nobody and is no side.
    """

    id: str
    version: str
    question: Question
    title: str
    about: str
    sides: tuple[Position, ...]
    also_said: tuple[Position, ...] = ()
    matter: str | None = None
    issues: tuple[str, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return evidence_in(ground for side in (*self.sides, *self.also_said) for ground in side.grounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityChange:
    """One tracked quantity on both sides, each with its basis; a side that gives none is None, which is no change.

    `rivals` are the amounts that the new side is also given; `contested` says that they exclude each other.
    """

    name: str
    title: str
    unit: str | None
    old: Amount | None
    new: Amount | None
    old_basis: Basis
    new_basis: Basis
    changed: bool
    contested: bool
    grounds: tuple[Ground, ...]
    rivals: tuple[Amount, ...] = ()

    @property
    def basis(self) -> Basis:
        """The weaker basis of the two sides that give it."""
        return weakest(basis for basis in (self.old_basis, self.new_basis) if basis != "none")

    @property
    def difference(self) -> Decimal | None:
        if self.contested or self.old is None or self.new is None or self.old.value is None or self.new.value is None:
            return None
        return self.new.value - self.old.value

    @property
    def percent(self) -> Decimal | None:
        """The difference in hundredths of the old value, to one place; None where there is none."""
        if self.difference is None or self.old is None or not self.old.value:
            return None
        return (100 * self.difference / abs(self.old.value)).quantize(Decimal("0.1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """An independent fact beside the verdict: what it was, what it is, on which basis and grounds."""

    name: AspectName
    old: str | None
    new: str | None
    basis: Basis
    grounds: tuple[Ground, ...]
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChange:
    """What became of a part of the point, or of one proposition in it; `moved_to` as in `Change`."""

    part: str
    title: str
    verdict: Verdict
    basis: Basis
    grounds: tuple[Ground, ...]
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """That an old point (position from 0) and a new one belong together, and how that is known."""

    old: int
    new: int
    basis: Literal["declared", "inferred", "identical", "computed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one matter between two versions, with what carries the verdict.

    `id` is cited by analysts and never made from prose. `grounds` carry the verdict, `because` is their chain of facts;
    of a disputed one each side of `disputes` has its own. `on_file` are all claims on the matter in the new version
    (where none is, and nothing else says more, those on the old one),
    `also_on_file` those of them that carry nothing here. `moved_to` is where a report says a removed point went.
    """

    id: str
    verdict: Verdict
    basis: Basis
    disputed: bool
    shape: Shape
    matters: tuple[str, ...]
    title: str
    match: Match
    links: tuple[Link, ...]
    old: tuple[Side, ...]
    new: tuple[Side, ...]
    redline: tuple[Edit, ...]
    aspects: tuple[Aspect, ...]
    quantities: tuple[QuantityChange, ...]
    parts: tuple[PartChange, ...]
    issues: tuple[str, ...]
    reason_code: ReasonCode | None
    reason: str
    notes: tuple[str, ...]
    grounds: tuple[Ground, ...]
    because: tuple[Fact, ...]
    disputes: tuple[Dispute, ...]
    on_file: tuple[Evidence, ...]
    moved_to: str | None = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The claims that carry the verdict."""
        return evidence_in(self.grounds)

    @property
    def sources(self) -> SourceRange:
        """How many independent sources carry the verdict."""
        return sources_of(self.evidence)

    @property
    def also_on_file(self) -> tuple[Evidence, ...]:
        """The claims on the matter that carry neither the verdict nor an aspect nor a side of a dispute."""
        used = {item.key for item in self.evidence}
        used |= {item.key for aspect in self.aspects for item in evidence_in(aspect.grounds)}
        used |= {item.key for dispute in self.disputes for item in dispute.evidence}
        return tuple(item for item in self.on_file if item.key not in used)

    @property
    def aspect_names(self) -> tuple[AspectName, ...]:
        return tuple(dict.fromkeys(aspect.name for aspect in self.aspects))

    def aspect(self, name: AspectName) -> Aspect | None:
        """Return the aspect of this name, None where the change has none."""
        return next((aspect for aspect in self.aspects if aspect.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounting:
    """The sum: what the totals may be, by how many points they may differ, and how many of these are identified.

    `old` and `new` are every total that is given, ascending; several mean that the total is disputed. `fewer` is the
    least and the greatest difference, negative where points are added, None where a total is
    not known or neither text revises the other. Of points
    removed and joined away less those added and split, `identified` stand undisputed, `identified_disputed` do not.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    fewer: tuple[int, int] | None
    identified: int
    identified_disputed: int
    verdicts: Mapping[Verdict, int]
    note: str

    @property
    def unaccounted(self) -> tuple[int, int] | None:
        """What the identified ones leave of the difference, as a range; None where a total is not known."""
        if self.fewer is None:
            return None
        return self.fewer[0] - self.identified, self.fewer[1] - self.identified


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions and every change between them; each point of either side stands in exactly one change.

    `disputes` are those that no change shows, `on_the_whole` the claims on the new version (or the pair) that name no
    point, `left_out` the keys of what has no day, where the comparison speaks of a day. `variants` says that the two are
    renderings of one version, whose differences are no changes.
    """

    old: Version
    new: Version
    relation: Relation
    changes: tuple[Change, ...]
    accounting: Accounting
    disputes: tuple[Dispute, ...] = ()
    on_the_whole: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    as_of: date | None = None
    left_out: tuple[str, ...] = ()
    variants: bool = False

    def only(self, *, issue: str | None = None, aspect: str | None = None) -> Comparison:
        """Return the comparison with only the changes tagged with an issue, or that have an aspect; the sum stays."""
        kept = tuple(
            change
            for change in self.changes
            if (issue is None or issue in change.issues) and (aspect is None or aspect in change.aspect_names)
        )
        return replace(self, changes=kept)

    @property
    def different(self) -> bool:
        """Whether anything is known to differ, in words, order, numbering, amounts or status."""
        return any(change.verdict not in ("unchanged", "unknown") or change.aspects for change in self.changes)


__all__ = [
    "ASPECTS", "BASES", "VERDICTS", "Accounting", "Answer", "AnswerValue", "Aspect", "AspectName", "Basis", "Change",
    "Comparison", "Dispute", "Fact", "Ground", "GroundKind", "Link", "PartChange", "Position", "QuantityChange",
    "ReasonCode", "Route", "Shape", "Side", "Stand", "Verdict", "evidence_in", "grounds_of", "once", "strength", "strongest",
    "weakest",
]  # fmt: skip
