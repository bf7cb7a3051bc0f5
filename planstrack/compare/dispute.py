"""Claims that cannot all be true: found, grouped by what they are about, shown with every side.

A dispute is about one matter of one version: how many points it has, an amount, or what became of a point. Claims are
sorted into positions; two positions that exclude each other make a dispute, and then every position is a side of it,
those too that would be compatible with each other, so that no voice is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal

from planstrack.claims.evidence import Evidence, refers_to
from planstrack.model import Amount, Plan, Version

Kind = Literal["count", "quantity", "status", "said-denied"]

ABOUT = Decimal(
    "0.1"
)  # "about 800,000" does not contradict 790,000; one tenth is how far such rounding is taken to reach.


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeSide:
    """One position and the claims that take it. `value` is the position as data: a count, an Amount, a saying."""

    says: str
    value: int | Amount | str
    evidence: tuple[Evidence, ...]

    @property
    def speakers(self) -> tuple[str, ...]:
        """The first speakers who take this side, each once."""
        return tuple(dict.fromkeys(item.speaker for item in self.evidence))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Sides that exclude each other. `id` is `version/count`, `version/quantity` or `version/point`."""

    id: str
    version: str
    about: str
    kind: Kind
    sides: tuple[DisputeSide, ...]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        return tuple(item for side in self.sides for item in side.evidence)


def _span(amount: Amount) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest number an amount allows."""
    low, high = Decimal("-Infinity"), Decimal("Infinity")
    if amount.value is None:
        return low, high
    if amount.bound == "at-most":
        return low, amount.value
    if amount.bound == "at-least":
        return amount.value, high
    if amount.bound == "between":
        upper = amount.upper if amount.upper is not None else high
        return min(amount.value, upper), max(amount.value, upper)  # written the wrong way round, which check reports
    if amount.bound == "about":
        return amount.value * (1 - ABOUT), amount.value * (1 + ABOUT)
    return amount.value, amount.value


def amounts_exclude(one: Amount, other: Amount) -> bool:
    """Whether two amounts given for one quantity cannot both be right.

    Two amounts of the same bound exclude each other when their numbers differ: a cap of 600,000 is not a cap of
    800,000. Amounts of different bounds exclude each other when no number fits both. No limit excludes any limit.
    """
    if "none" in (one.bound, other.bound):
        return one.bound != other.bound
    if one.bound == other.bound and one.bound != "about":
        return (one.value, one.upper) != (other.value, other.upper)
    (low, high), (other_low, other_high) = _span(one), _span(other)
    return max(low, other_low) > min(high, other_high)


def some_exclude(amounts: Iterable[Amount]) -> bool:
    """Whether any two of these amounts exclude each other, found in one pass: pairs of many would take their square."""
    low, high = Decimal("-Infinity"), Decimal("Infinity")
    limits: set[bool] = set()
    numbers: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    for amount in amounts:
        limits.add(amount.bound == "none")
        stated = (amount.value, amount.upper)
        if amount.bound != "about" and numbers.setdefault(amount.bound, stated) != stated:
            return True
        least, greatest = _span(amount)
        low, high = max(low, least), min(high, greatest)
        if len(limits) > 1 or low > high:
            return True  # ranges overlap in pairs if and only if all of them have a number in common (Helly's theorem)
    return False


# A position on what became of a point, and the positions it excludes. "open" stands for every unsettled status: reports
# use open, bracketed and parked for one another.
_EXCLUDES: Mapping[str, frozenset[str]] = {
    "gone": frozenset(("there", "kept", "changed", "open", "agreed", "amount")),
    "added": frozenset(("kept", "gone")),
    "kept": frozenset(("gone", "changed", "added")),
    "changed": frozenset(("kept", "gone")),
    "open": frozenset(("agreed", "gone")),
    "agreed": frozenset(("open", "gone")),
    "amount": frozenset(("gone",)),
    "there": frozenset(("gone",)),
}
_POSITION: Mapping[str, str] = {
    "removed": "gone",
    "dropped": "gone",
    "added": "added",
    "kept": "kept",
    "reworded": "changed",
    "joined": "changed",
    "split": "changed",
    "agreed": "agreed",
    "open": "open",
    "bracketed": "open",
    "parked": "open",
    "proposed": "there",
    "discussed": "discussed",
}


def _position(item: Evidence) -> str | None:
    if item.amounts:
        return "gone" if all(amount.bound == "none" for amount in item.amounts.values()) else "amount"
    return _POSITION.get(item.says)


def _counter(item: Evidence) -> bool:
    """Whether a claim contradicts what it is about rather than stating it."""
    return item.stance == "disputes" or item.says == "denied"


def _exclude(one: tuple[bool, str], other: tuple[bool, str]) -> bool:
    (one_against, one_says), (other_against, other_says) = one, other
    if one_against and other_against:
        return False
    if one_against or other_against:
        # That a matter is still open does not contradict a denial that it was talked about.
        return one_says == other_says or ("denied" in (one_says, other_says) and "open" not in (one_says, other_says))
    return other_says in _EXCLUDES.get(one_says, ()) or one_says in _EXCLUDES.get(other_says, ())


def _sides(
    groups: Mapping[object, list[Evidence]], says: Mapping[object, tuple[str, int | Amount | str]]
) -> tuple[DisputeSide, ...]:
    return tuple(
        DisputeSide(says=says[key][0], value=says[key][1], evidence=tuple(items)) for key, items in groups.items()
    )


def count_dispute(evidence: Iterable[Evidence], version: Version) -> Dispute | None:
    """Return the dispute about how many points a version has, None when all counts agree."""
    groups: dict[object, list[Evidence]] = {}
    for item in evidence:
        if item.stands and item.says == "count" and isinstance(item.value, int) and item.about.version == version.id:
            groups.setdefault((item.stance == "disputes", item.value), []).append(item)
    stated = [key for key in groups if isinstance(key, tuple) and not key[0]]
    if len(groups) < 2 or not stated:
        return None
    ordered = dict(sorted(groups.items(), key=lambda pair: str(pair[0]).rjust(30)))
    says = {key: (f"{'not ' if key[0] else ''}{key[1]} points", key[1]) for key in ordered if isinstance(key, tuple)}
    return Dispute(
        id=f"{version.name}/count",
        version=version.name,
        about=f"number of points of {version.name}",
        kind="count",
        sides=_sides(ordered, {key: says[key] for key in ordered}),  # type: ignore[index]
    )


def amount_text(amount: Amount) -> str:
    """Return an amount in words, without its unit: "at most 800,000 (in peacetime)"."""
    if amount.bound == "none":
        words = "no limit"
    elif amount.value is None:
        words = "an amount not stated"
    else:
        lead = {"at-most": "at most ", "at-least": "at least ", "about": "about "}.get(amount.bound, "")
        words = lead + number_text(amount.value)
        if amount.bound == "between" and amount.upper is not None:
            words = f"{number_text(amount.value)} to {number_text(amount.upper)}"
    return f"{words} ({amount.condition})" if amount.condition else words


def number_text(value: Decimal) -> str:
    """Return a number with commas between thousands and no idle zeros: 800,000 or 33.3."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def quantity_disputes(evidence: Iterable[Evidence], version: Version, plan: Plan | None = None) -> tuple[Dispute, ...]:
    """Return the disputes about amounts of a version, one for each quantity whose given amounts exclude each other."""
    by_name: dict[str, dict[object, list[Evidence]]] = {}
    amounts: dict[object, Amount] = {}
    for item in evidence:
        if not item.stands or item.about.version != version.id or _counter(item):
            continue
        for name, amount in item.amounts.items():
            key = (amount.bound, amount.value, amount.upper, amount.condition)
            amounts[key] = amount
            by_name.setdefault(name, {}).setdefault(key, []).append(item)
    found = []
    for name, groups in sorted(by_name.items()):
        if not some_exclude(amounts[key] for key in groups):
            continue
        tracked = plan.quantities.get(name) if plan else None
        title = (tracked.title if tracked else None) or name
        found.append(
            Dispute(
                id=f"{version.name}/{name}",
                version=version.name,
                about=f"{title} in {version.name}",
                kind="quantity",
                sides=_sides(groups, {key: (amount_text(amounts[key]), amounts[key]) for key in groups}),
            )
        )
    return tuple(found)


_SAYS: Mapping[str, str] = {
    "gone": "dropped",
    "added": "added",
    "kept": "kept as it was",
    "changed": "changed",
    "open": "still open",
    "agreed": "agreed",
    "there": "proposed",
    "discussed": "discussed",
}


def _side_key(item: Evidence) -> tuple[bool, str, object] | None:
    if item.says == "denied":
        return (True, "denied", None)
    position = _position(item)
    if position is None:
        return None
    detail: object = None
    if position == "amount":
        detail = tuple((name, a.bound, a.value, a.upper, a.condition) for name, a in sorted(item.amounts.items()))
    return (_counter(item), position, detail)


def _side_words(item: Evidence, key: tuple[bool, str, object]) -> str:
    against, position, _ = key
    if position == "denied":
        return "denied"
    words = (
        ", ".join(amount_text(a) for _, a in sorted(item.amounts.items())) if position == "amount" else _SAYS[position]
    )
    return f"disputed: {words}" if against else words


def _clashing(
    keys: Iterable[tuple[bool, str, object]], groups: Mapping[object, list[Evidence]]
) -> set[tuple[bool, str]]:
    """Return the positions, as (against, position), that exclude another; amounts also when they exclude amounts."""
    positions = dict.fromkeys(key[:2] for key in keys)
    found = {kind for pair in combinations(positions, 2) if _exclude(*pair) for kind in pair}
    stated: dict[str, list[Amount]] = {}
    for key in keys:
        if key[:2] == (False, "amount"):
            for name, amount in groups[key][0].amounts.items():
                stated.setdefault(name, []).append(amount)
    if any(some_exclude(amounts) for amounts in stated.values()):
        found.add((False, "amount"))
    return found


def point_dispute(evidence: Iterable[Evidence], version: Version, label: str, about: str) -> Dispute | None:
    """Return the dispute about one matter of a version among the claims given, None when they can all be true.

    Args:
        evidence: The claims about this matter; those that do not stand, or speak of another version, are passed over.
        version: The version whose state is at issue.
        label: The matter's name in the dispute's id.
        about: The matter's name for a reader.
    """
    groups: dict[object, list[Evidence]] = {}
    keys: list[tuple[bool, str, object]] = []
    for item in evidence:
        if not item.stands or item.about.version != version.id:
            continue
        key = _side_key(item)
        if key is None:
            continue
        if key not in groups:
            keys.append(key)
        groups.setdefault(key, []).append(item)
    clashing = _clashing(keys, groups)
    if not clashing:
        return None
    kind: Kind = "status"
    if any(against for against, _ in clashing):
        kind = "said-denied"
    elif {position for _, position in clashing} == {"amount"}:
        kind = "quantity"
    return Dispute(
        id=f"{version.name}/{label}",
        version=version.name,
        about=about,
        kind=kind,
        sides=tuple(
            DisputeSide(
                says=_side_words(groups[key][0], key),
                value=_side_value(groups[key][0], key),
                evidence=tuple(groups[key]),
            )
            for key in keys
        ),
    )


def _side_value(item: Evidence, key: tuple[bool, str, object]) -> int | Amount | str:
    if key[1] == "amount" and len(item.amounts) == 1:
        return next(iter(item.amounts.values()))
    return item.says


def disputes(evidence: Iterable[Evidence], version: Version, plan: Plan | None = None) -> tuple[Dispute, ...]:
    """Return every dispute about a version: its count, then its amounts, then its points in their order.

    A dispute about a point that has the same sides as one about an amount is given once, as the point's.
    """
    items = [item for item in evidence if item.about.version == version.id]
    found = [count_dispute(items, version)]
    points: list[Dispute] = []
    named_at: dict[str, list[int]] = {}  # asking each claim about each point would take their product in time
    for at, item in enumerate(items):
        for name in {reference.rpartition("#")[2] for reference in item.points}:
            named_at.setdefault(name, []).append(at)
    for point in version.points:
        label = point.id or point.number
        if not label:
            continue
        near = {at for name in (point.id, point.number) if name for at in named_at.get(name, ())}
        named = [items[at] for at in sorted(near) if refers_to(items[at], version, point)]
        dispute = point_dispute(named, version, label, point.title or label)
        if dispute:
            points.append(dispute)
    covered = {frozenset(e.key for e in d.evidence if e.amounts) for d in points}
    for dispute in quantity_disputes(items, version, plan):
        mine = frozenset(e.key for e in dispute.evidence)
        if not any(mine <= keys for keys in covered):
            found.append(dispute)
    return tuple(item for item in [*found, *points] if item)
