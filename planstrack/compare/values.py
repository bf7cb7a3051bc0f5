"""What a comparison says, as frozen values: changes with their sides, quantities and status, and the sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from planstrack.claims.evidence import Evidence
from planstrack.compare.align import Match
from planstrack.compare.dispute import Dispute
from planstrack.model import Amount, Point, Version

if TYPE_CHECKING:
    from planstrack.compare.redline import Edit

Verdict = Literal["changed", "unchanged", "added", "removed", "unknown"]
Basis = Literal["text", "reported", "none"]
Shape = Literal["kept", "added", "removed", "split", "joined", "regrouped"]

VERDICTS: tuple[Verdict, ...] = ("changed", "added", "removed", "unknown", "unchanged")
ASPECTS: tuple[str, ...] = (
    "reworded", "renumbered", "moved", "retitled", "quantity", "status",
    "number", "amount", "date", "percentage", "negation", "modal", "party",
)  # fmt: skip
"""Every aspect, in the order in which pages name them: what analysts tag first, then what the redline tells apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One point on one side of a change; `index` is its position in the file, from 0."""

    index: int
    id: str | None
    number: str | None
    title: str | None
    held: bool
    text: str
    wording: str | None
    status: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityChange:
    """One tracked quantity on both sides. `difference` and `percent` (of the old value) stand where both are numbers.

    A side that is None does not give the quantity, which is not a change: nobody may have tagged it.
    """

    name: str
    title: str
    unit: str | None
    old: Amount | None
    new: Amount | None
    basis: Basis

    @property
    def changed(self) -> bool:
        """Whether both sides give the quantity and differ in value, bound or condition."""
        return bool(self.old and self.new) and amount_key(self.old) != amount_key(self.new)

    @property
    def difference(self) -> Decimal | None:
        if self.old is None or self.new is None or self.old.value is None or self.new.value is None:
            return None
        return self.new.value - self.old.value

    @property
    def percent(self) -> Decimal | None:
        """The difference in hundredths of the old value, to one place; None where there is none."""
        if self.difference is None or self.old is None or not self.old.value:
            return None
        return (100 * self.difference / abs(self.old.value)).quantize(Decimal("0.1"))


def amount_key(amount: Amount | None) -> tuple[object, ...] | None:
    """Return what makes an amount another one: bound, value and condition; a note does not."""
    return (amount.bound, amount.value, amount.upper, amount.condition) if amount else None


def text_of(points: Sequence[Point]) -> str:
    """Return the full texts of points that have any, one after the other."""
    return "\n".join(point.full_text for point in points if point.full_text)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """The status on both sides; None where a side does not give one."""

    old: str | None
    new: str | None

    @property
    def changed(self) -> bool:
        return self.old is not None and self.new is not None and self.old != self.new


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of one matter between two versions, with the reason for the verdict and the claims behind it.

    `id` is cited by analysts and never made from prose. `notes` warn a reader (a redline of two paraphrases says so).
    """

    id: str
    verdict: Verdict
    basis: Basis
    disputed: bool
    shape: Shape
    aspects: tuple[str, ...]
    match: Match
    old: tuple[Side, ...]
    new: tuple[Side, ...]
    redline: tuple[Edit, ...]
    quantities: tuple[QuantityChange, ...]
    status: StatusChange | None
    issues: tuple[str, ...]
    reason: str
    notes: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    disputes: tuple[Dispute, ...]

    @property
    def title(self) -> str:
        """The matter's name for a reader: the new title, else the old one, else a number, else the id's last part."""
        for side in (*self.new, *self.old):
            if side.title:
                return side.title
        for side in (*self.new, *self.old):
            if side.number:
                return f"Point {side.number}"
        return self.id.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounting:
    """The sum: by how many points the totals differ, how many of these are identified, how many unaccounted for.

    `identified` + `unaccounted` = the difference of the totals, counted in its own direction (28 → 19: nine fewer).
    `unaccounted` is None where a total is not known, and negative where more is identified than the totals allow.
    `verdicts` counts changes by verdict.
    """

    old_total: int | None
    new_total: int | None
    identified: int
    unaccounted: int | None
    verdicts: Mapping[str, int]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions and every change between them; each point of either side stands in exactly one change."""

    old: Version
    new: Version
    changes: tuple[Change, ...]
    accounting: Accounting
    disputes: tuple[Dispute, ...] = ()
    notes: tuple[str, ...] = ()
    as_of: date | None = None

    def only(self, *, issue: str | None = None, aspect: str | None = None) -> Comparison:
        """Return the comparison with only the changes tagged with an issue, or that have an aspect; the sum stays."""
        kept = tuple(
            change
            for change in self.changes
            if (issue is None or issue in change.issues) and (aspect is None or aspect in change.aspects)
        )
        return replace(self, changes=kept)

    @property
    def different(self) -> bool:
        """Whether anything is known to differ, in words, order, numbering, amounts or status."""
        return any(change.verdict not in ("unchanged", "unknown") or change.aspects for change in self.changes)
