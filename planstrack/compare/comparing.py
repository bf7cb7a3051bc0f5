"""Two versions, their matches and the claims about them → every change between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from planstrack.claims.evidence import Evidence, bears_on
from planstrack.compare.accounting import sum_of
from planstrack.compare.align import Match
from planstrack.compare.dispute import Dispute, count_dispute, disputes, point_dispute
from planstrack.compare.names import change_id, labels
from planstrack.compare.order import is_ordered, out_of_order
from planstrack.compare.ruling import (
    decides,
    gives_other_amount,
    ruling_on_absence,
    ruling_on_arrival,
    ruling_on_itself,
    ruling_on_reports,
    ruling_on_text,
)
from planstrack.compare.values import (
    ASPECTS,
    Basis,
    Change,
    Comparison,
    QuantityChange,
    Shape,
    Side,
    StatusChange,
    text_of,
)
from planstrack.model import Amount, Plan, Point, Version
from planstrack.text.folding import folded

if TYPE_CHECKING:
    from planstrack.compare.redline import Edit


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
    old_labels, new_labels = labels(old), labels(new)
    moved = out_of_order(matches) if is_ordered(old) and is_ordered(new) else set()
    parties = [(party.name, *party.aliases) for party in plan.parties.values()] if plan else []
    same = old == new
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
                change_id(old, new, *named, by_id),
                mine,
                plan,
                parties,
                moved=at in moved,
                same=same,
                whitespace=whitespace,
            )
        )
    return Comparison(
        old=old,
        new=new,
        changes=tuple(changes),
        accounting=sum_of(old, new, changes),
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
    same: bool,
    whitespace: bool,
) -> Change:
    olds = [old.points[index] for index in match.old]
    news = [new.points[index] for index in match.new]
    shape = _shape(match)
    in_text = bool(olds and news) and all(point.held for point in (*olds, *news))
    quantities = _quantities(olds, news, plan, "text" if in_text else "reported")
    before = {item.name: item.old for item in quantities if item.old}
    claims = [] if same else [item for item in evidence if decides(item, old, new)]
    if same and match.old == match.new:
        ruling = ruling_on_itself(in_text)
    elif in_text:
        ruling = ruling_on_text(olds, news, shape, quantities)
    elif olds and news:
        wordless = old if all(point.held for point in news) else new
        ruling = ruling_on_reports(claims, before, quantities, wordless)
    elif olds:
        ruling = ruling_on_absence(claims, before, new)
    else:
        ruling = ruling_on_arrival(claims, old)
    edits: tuple[Edit, ...] = ()
    if in_text and ruling.verdict == "changed":
        from planstrack.compare.redline import redline  # only where two texts are held: start-up time

        edits = redline(text_of(olds), text_of(news), whitespace=whitespace, parties=parties)
    label = name.rpartition("/")[2]
    title = _first(point.title for point in (*news, *olds)) or label
    dispute = point_dispute(evidence, new, label, title)
    status = (
        StatusChange(old=_first(p.status for p in olds), new=_first(p.status for p in news)) if olds and news else None
    )
    if ruling.verdict == "unknown" and not (olds and news):
        # That no partner was found among what is held says nothing of what is not.
        match = replace(match, score=0.0, why="no partner among the points that are held")
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
        from planstrack.compare.redline import aspects

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
    titles = [[folded(p.title or "").text.strip() for p in points] for points in (olds, news)]
    if titles[0] != titles[1] and all(p.title and p.held for p in (*olds, *news)):
        found.add("retitled")
    before = {item.name: item.old for item in quantities if item.old}
    if any(item.changed for item in quantities) or any(gives_other_amount(item, before) for item in claims):
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
