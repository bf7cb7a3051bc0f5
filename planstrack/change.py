"""Matches → changes: verdict, shape, aspects, id, and the bookkeeping of what is accounted for.

The world is open: what is not mentioned is not removed. A removal or an addition is stated only where the side that
lacks the point is held whole, or where a claim says so; everything else that is not in the text is unknown.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote as percent_encoded

from planstrack.align import Match
from planstrack.dispute import Dispute, amount_text, count_dispute, disputes, point_dispute
from planstrack.evidence import Evidence, bears_on
from planstrack.model import Amount, Plan, Point, Version

if TYPE_CHECKING:
    from planstrack.redline import Edit

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
        return bool(self.old and self.new) and _amount_key(self.old) != _amount_key(self.new)

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


def _amount_key(amount: Amount | None) -> tuple[object, ...] | None:
    return (amount.bound, amount.value, amount.upper, amount.condition) if amount else None


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


# ---------------------------------------------------------------------------------------------------- names of changes


def _labels(version: Version) -> list[str]:
    """Return a name for each point, unique in its version: id, else number, else its place; safe in an address."""
    raw = [point.id or (_safe(point.number) if point.number else "") for point in version.points]
    uses = Counter(raw)
    return [name if name and uses[name] == 1 else f"{name}@{index + 1}" for index, name in enumerate(raw)]


def _safe(number: str) -> str:
    folded = unicodedata.normalize("NFC", number.strip())
    return "".join(c if c.isalnum() or c in "._-()" else percent_encoded(c, safe="") for c in folded)


def _change_id(old: Version, new: Version, old_labels: Sequence[str], new_labels: Sequence[str], by_id: bool) -> str:
    olds, news = ",".join(old_labels), ",".join(new_labels)
    name = (olds or news) if by_id and (olds == news or not olds or not news) else f"{olds}>{news}"
    return f"{old.name}..{new.name}/{name}"


# ---------------------------------------------------------------------------------------------------- what is compared


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _text(points: Sequence[Point]) -> str:
    return "\n".join(point.full_text for point in points if point.full_text)


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


def _first(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def _quantities(
    olds: Sequence[Point], news: Sequence[Point], plan: Plan | None, basis: Basis
) -> tuple[QuantityChange, ...]:
    before: dict[str, Amount] = {}
    after: dict[str, Amount] = {}
    for points, found in ((olds, before), (news, after)):
        for point in points:
            found.update(point.all_quantities)
    changes = []
    for name in dict.fromkeys([*before, *after]):
        tracked = plan.quantities.get(name) if plan else None
        changes.append(
            QuantityChange(
                name=name,
                title=(tracked.title if tracked else None) or name.replace("-", " "),
                unit=tracked.unit if tracked else None,
                old=before.get(name),
                new=after.get(name),
                basis=basis,
            )
        )
    return tuple(changes)


def _out_of_order(matches: Sequence[Match]) -> set[int]:
    """Return the positions in `matches` that moved: those outside a longest run whose order both sides share.

    Source:
        Fredman (1975), "On computing the length of longest increasing subsequences", Discrete Mathematics 11(1).
    """
    order = sorted((match.new[0], match.old[0], at) for at, match in enumerate(matches) if match.old and match.new)
    tails: list[int] = []
    tail_at: list[int] = []
    previous: dict[int, int | None] = {}
    for position, (_, old, _at) in enumerate(order):
        length = bisect_left(tails, old)
        previous[position] = tail_at[length - 1] if length else None
        if length == len(tails):
            tails.append(old)
            tail_at.append(position)
        else:
            tails[length] = old
            tail_at[length] = position
    kept: set[int] = set()
    step = tail_at[-1] if tail_at else None
    while step is not None:
        kept.add(step)
        step = previous[step]
    return {at for position, (_, _, at) in enumerate(order) if position not in kept}


def _ordered(version: Version) -> bool:
    """Whether the order of the points in the file is that of the document, not of the reports that speak of it."""
    return version.text != "unpublished" and all(point.wording != "reported" for point in version.points)


# ---------------------------------------------------------------------------------------------------- the verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ruling:
    verdict: Verdict
    basis: Basis
    reason: str


_CHANGES = frozenset(("reworded", "joined", "split"))
_GONE = frozenset(("removed", "dropped"))


def _decides(item: Evidence, old: Version, new: Version) -> bool:
    """Whether a claim may decide what happened between these two versions, rather than between two others."""
    return (
        item.stands
        and item.stance == "supports"
        and item.says != "denied"
        and item.about.version == new.id
        and item.about.since in (None, old.id)
    )


def _gives_other_amount(item: Evidence, before: Mapping[str, Amount]) -> bool:
    return any(
        name in before and _amount_key(amount) != _amount_key(before[name]) for name, amount in item.amounts.items()
    )


def _ruling_on_text(
    olds: Sequence[Point], news: Sequence[Point], shape: Shape, quantities: Sequence[QuantityChange]
) -> _Ruling:
    if _folded(_text(olds)) != _folded(_text(news)):
        return _Ruling(verdict="changed", basis="text", reason="both texts are held and differ")
    if shape != "kept":
        return _Ruling(verdict="changed", basis="text", reason="the same words, divided into points differently")
    if any(quantity.changed for quantity in quantities):
        return _Ruling(verdict="changed", basis="text", reason="the same words, but the amounts given differ")
    return _Ruling(verdict="unchanged", basis="text", reason="both texts are held and are the same")


def _ruling_on_reports(
    claims: Sequence[Evidence], before: Mapping[str, Amount], quantities: Sequence[QuantityChange], new: Version
) -> _Ruling:
    if any(item.says in _CHANGES or _gives_other_amount(item, before) for item in claims) or any(
        quantity.changed for quantity in quantities
    ):
        return _Ruling(
            verdict="changed",
            basis="reported",
            reason=f"the wording in {new.name} is not held; reports say what changed",
        )
    gone = any(item.says in _GONE for item in claims)
    if gone and not any(item.says == "kept" for item in claims):
        return _Ruling(verdict="removed", basis="reported", reason="a report says that it was removed")
    if gone:
        return _Ruling(
            verdict="unknown", basis="none", reason=f"{_missing_words(new)}; reports differ on whether it was kept"
        )
    if any(item.says == "kept" for item in claims):
        return _Ruling(verdict="unchanged", basis="reported", reason="a report says that it was kept")
    return _Ruling(verdict="unknown", basis="none", reason=f"{_missing_words(new)}; no report says whether it changed")


def _missing_words(version: Version) -> str:
    return f"the wording in {version.name} is not held"


def _ruling_on_absence(claims: Sequence[Evidence], before: Mapping[str, Amount], new: Version) -> _Ruling:
    if new.points_held == "all":
        return _Ruling(verdict="removed", basis="text", reason=f"{new.name} is held whole and has no such point")
    if any(item.says in _GONE for item in claims):
        return _Ruling(verdict="removed", basis="reported", reason="a report says that it was removed")
    if any(item.says == "kept" for item in claims):
        return _Ruling(verdict="unchanged", basis="reported", reason="a report says that it was kept")
    if any(item.says in _CHANGES or _gives_other_amount(item, before) for item in claims):
        return _Ruling(verdict="changed", basis="reported", reason="a report says that it was changed")
    return _Ruling(verdict="unknown", basis="none", reason=f"{_not_whole(new)}; no report says what became of it")


def _ruling_on_arrival(claims: Sequence[Evidence], old: Version) -> _Ruling:
    if old.points_held == "all":
        return _Ruling(verdict="added", basis="text", reason=f"{old.name} is held whole and has no such point")
    if any(item.says == "added" for item in claims):
        return _Ruling(verdict="added", basis="reported", reason="a report says that it was added")
    if any(item.says == "kept" for item in claims):
        return _Ruling(verdict="unchanged", basis="reported", reason="a report says that it was kept")
    return _Ruling(verdict="unknown", basis="none", reason=f"{_not_whole(old)}; no report says whether it is new")


def _not_whole(version: Version) -> str:
    if version.points_held is None:
        return f"{version.name} does not say that all its points are held (points_held: all)"
    return (
        f"{version.name} is not held whole" if version.points_held == "some" else f"no point of {version.name} is held"
    )


# ---------------------------------------------------------------------------------------------------- compare


def compare(
    old: Version,
    new: Version,
    matches: Sequence[Match],
    evidence: Sequence[Evidence] = (),
    plan: Plan | None = None,
    *,
    as_of: date | None = None,
    whitespace: bool = False,
) -> Comparison:
    """Return every change between two versions, in the order of the matches, and the sum of what is accounted for.

    Args:
        old: The earlier version.
        new: The later version.
        matches: Which point became which; every point of either side in exactly one match.
        evidence: The claims of all articles; those that bear on a change are chosen here.
        plan: Names units, parties and issues, when there is one.
        as_of: The day the comparison speaks of, when it was cut to one; only passed on.
        whitespace: Whether redlines show changes of white space.
    """
    about_new = [item for item in evidence if item.about.version == new.id]
    by_point = _by_point(about_new, old, new, plan)
    old_labels, new_labels = _labels(old), _labels(new)
    moved = _out_of_order(matches) if _ordered(old) and _ordered(new) else set()
    parties = [(party.name, *party.aliases) for party in plan.parties.values()] if plan else []
    changes = []
    for at, match in enumerate(matches):
        mine = _evidence_of(match, about_new, by_point)
        named = [old_labels[i] for i in match.old], [new_labels[i] for i in match.new]
        by_id = all(old.points[i].id for i in match.old) and all(new.points[i].id for i in match.new)
        changes.append(
            _change(
                old,
                new,
                match,
                _change_id(old, new, *named, by_id),
                mine,
                plan,
                parties,
                moved=at in moved,
                whitespace=whitespace,
            )
        )
    return Comparison(
        old=old,
        new=new,
        changes=tuple(changes),
        accounting=_accounting(old, new, changes),
        disputes=_other_disputes(old, new, evidence, changes, plan),
        notes=_comparison_notes(old, new),
        as_of=as_of,
    )


def _by_point(
    evidence: Sequence[Evidence], old: Version, new: Version, plan: Plan | None
) -> dict[tuple[str, int], list[int]]:
    found: dict[tuple[str, int], list[int]] = {}
    if evidence:
        for side, version in (("old", old), ("new", new)):
            for index, point in enumerate(version.points):
                hits = [at for at, item in enumerate(evidence) if bears_on(item, version, point, plan)]
                if hits:
                    found[side, index] = hits
    return found


def _evidence_of(
    match: Match, evidence: Sequence[Evidence], by_point: Mapping[tuple[str, int], list[int]]
) -> tuple[Evidence, ...]:
    hits = {at for index in match.old for at in by_point.get(("old", index), ())}
    hits |= {at for index in match.new for at in by_point.get(("new", index), ())}
    return tuple(evidence[at] for at in sorted(hits))


def _side(index: int, point: Point) -> Side:
    return Side(
        index=index,
        id=point.id,
        number=point.number,
        title=point.title,
        held=point.held,
        text=point.full_text,
        wording=point.wording,
        status=point.status,
    )


def _change(
    old: Version,
    new: Version,
    match: Match,
    name: str,
    evidence: tuple[Evidence, ...],
    plan: Plan | None,
    parties: Sequence[Sequence[str]],
    *,
    moved: bool,
    whitespace: bool,
) -> Change:
    olds = [old.points[index] for index in match.old]
    news = [new.points[index] for index in match.new]
    shape = _shape(match)
    in_text = bool(olds and news) and all(point.held for point in (*olds, *news))
    quantities = _quantities(olds, news, plan, "text" if in_text else "reported")
    before = {item.name: item.old for item in quantities if item.old}
    claims = [item for item in evidence if _decides(item, old, new)]
    if in_text:
        ruling = _ruling_on_text(olds, news, shape, quantities)
    elif olds and news:
        ruling = _ruling_on_reports(claims, before, quantities, new)
    elif olds:
        ruling = _ruling_on_absence(claims, before, new)
    else:
        ruling = _ruling_on_arrival(claims, old)
    edits: tuple[Edit, ...] = ()
    if in_text and ruling.verdict == "changed":
        from planstrack.redline import redline  # only where two texts are held: start-up time

        edits = redline(_text(olds), _text(news), whitespace=whitespace, parties=parties)
    label = name.rpartition("/")[2]
    title = _first(point.title for point in (*news, *olds)) or label
    dispute = point_dispute(evidence, new, label, title)
    status = (
        StatusChange(old=_first(p.status for p in olds), new=_first(p.status for p in news)) if olds and news else None
    )
    return Change(
        id=name,
        verdict=ruling.verdict,
        basis=ruling.basis,
        disputed=dispute is not None,
        shape=shape,
        aspects=_aspects(olds, news, edits, quantities, status, claims, moved=moved),
        match=match,
        old=tuple(_side(index, old.points[index]) for index in match.old),
        new=tuple(_side(index, new.points[index]) for index in match.new),
        redline=edits,
        quantities=quantities,
        status=status if status and (status.old or status.new) else None,
        issues=tuple(dict.fromkeys(issue for point in (*olds, *news) for issue in point.all_issues)),
        reason=ruling.reason,
        notes=_notes(olds, news, edits, evidence),
        evidence=evidence,
        disputes=(dispute,) if dispute else (),
    )


def _aspects(
    olds: Sequence[Point],
    news: Sequence[Point],
    edits: Sequence[Edit],
    quantities: Sequence[QuantityChange],
    status: StatusChange | None,
    claims: Sequence[Evidence],
    *,
    moved: bool,
) -> tuple[str, ...]:
    if not (olds and news):
        return ()
    found: set[str] = set()
    if edits:
        from planstrack.redline import aspects

        found.update(aspects(edits))
    found.discard("wording")
    if any(edit.op != "=" and edit.kinds != {"whitespace"} for edit in edits) or any(
        c.says == "reworded" for c in claims
    ):
        found.add("reworded")
    if [p.number for p in olds] != [p.number for p in news] and all(p.number for p in (*olds, *news)):
        found.add("renumbered")
    if moved or any(item.says == "moved" for item in claims):
        found.add("moved")
    titles = [[_folded(p.title or "") for p in points] for points in (olds, news)]
    if titles[0] != titles[1] and all(p.title and p.held for p in (*olds, *news)):
        found.add("retitled")
    before = {item.name: item.old for item in quantities if item.old}
    if any(item.changed for item in quantities) or any(_gives_other_amount(item, before) for item in claims):
        found.add("quantity")
    if status and status.changed:
        found.add("status")
    return tuple(name for name in ASPECTS if name in found)


def _notes(
    olds: Sequence[Point], news: Sequence[Point], edits: Sequence[Edit], evidence: Sequence[Evidence]
) -> tuple[str, ...]:
    notes = []
    if edits:
        wordings = {point.wording for point in (*olds, *news)}
        if wordings == {"paraphrase"}:
            notes.append("a redline of two paraphrases: the words compared are not the document's own")
        elif "paraphrase" in wordings:
            notes.append("one side is a paraphrase: words may differ that the document has in common")
        elif "translation" in wordings:
            notes.append("a translation is compared: words may differ that the originals have in common")
    lost = [item for item in evidence if not item.stands]
    for check in dict.fromkeys(item.check for item in lost):
        names = ", ".join(item.key for item in lost if item.check == check)
        notes.append(f"not counted as evidence ({check}): {names}")
    return tuple(notes)


def _comparison_notes(old: Version, new: Version) -> tuple[str, ...]:
    notes = []
    if old.id is not None and old.id == new.id:
        notes.append(
            "Both sides are the same version: a difference is a correction of the record, not a negotiated change."
        )
    for version in (old, new):
        if version.points_held is None and version.points:
            notes.append(
                f"{version.name} does not say how much of it is held, so nothing is called added or removed on its account; "
                "points_held: all in the file says that every point is there."
            )
    return tuple(dict.fromkeys(notes))


def _other_disputes(
    old: Version, new: Version, evidence: Sequence[Evidence], changes: Sequence[Change], plan: Plan | None
) -> tuple[Dispute, ...]:
    """Return the disputes that no change shows: counts of either side, and amounts or points of the new one."""
    shown = {item.key for change in changes for dispute in change.disputes for item in dispute.evidence}
    found = [count_dispute(evidence, version) for version in ((old,) if old.id == new.id else (old, new))]
    rest = [
        dispute
        for dispute in disputes(evidence, new, plan)
        if dispute.kind != "count" and not {item.key for item in dispute.evidence} <= shown
    ]
    return tuple(item for item in [*found, *rest] if item)


# ---------------------------------------------------------------------------------------------------- bookkeeping


def _total(version: Version) -> int | None:
    if version.points_total is not None:
        return version.points_total
    return len(version.points) if version.points_held == "all" else None


def _accounting(old: Version, new: Version, changes: Sequence[Change]) -> Accounting:
    old_total, new_total = _total(old), _total(new)
    settled = [c for c in changes if c.verdict in ("added", "removed") or (c.old and c.new)]
    gone = sum(max(0, len(c.old) - len(c.new)) for c in settled)
    come = sum(max(0, len(c.new) - len(c.old)) for c in settled)
    verdicts = Counter(change.verdict for change in changes)
    counts: dict[str, int] = {verdict: verdicts[verdict] for verdict in VERDICTS}
    if old_total is None or new_total is None:
        unknown = " and ".join(v.name for v, total in ((old, old_total), (new, new_total)) if total is None)
        return Accounting(
            old_total=old_total,
            new_total=new_total,
            identified=abs(gone - come),
            unaccounted=None,
            verdicts=counts,
            note=f"How many points {unknown} {'has' if ' and ' not in unknown else 'have'} is not known, so the sum cannot be drawn.",
        )
    fewer = old_total - new_total
    net = gone - come if fewer >= 0 else come - gone
    rest = abs(fewer) - net
    return Accounting(
        old_total=old_total,
        new_total=new_total,
        identified=net,
        unaccounted=rest,
        verdicts=counts,
        note=_sum_in_words(old_total, new_total, net, rest),
    )


def _sum_in_words(old_total: int, new_total: int, net: int, rest: int) -> str:
    size = abs(old_total - new_total)
    if not size:
        lead = f"{old_total} → {new_total}: as many points"
        if not rest:
            return f"{lead}; what is identified adds up."
        return f"{lead}, but what is identified comes to a difference of {abs(net)}: something is not accounted for."
    way, other = ("fewer", "more") if old_total > new_total else ("more", "fewer")
    if net < 0:
        known = f"what is identified comes to {-net} {other}"
        return f"{old_total} → {new_total}: {size} {way}, though {known}; {rest} unaccounted for."
    lead = f"{old_total} → {new_total}: {size} {way}; {net} identified"
    if rest < 0:
        return f"{lead}, {-rest} more than the totals allow: they cannot all be right."
    return f"{lead}, {rest} unaccounted for." if rest else f"{lead}, none unaccounted for."


def amounts_in_words(change: QuantityChange) -> str:
    """Return both sides of a quantity in words: "at most 600,000 → at most 800,000 (in peacetime)"."""
    old, new = (amount_text(side) if side else "not given" for side in (change.old, change.new))
    return f"{old} → {new}"
