"""Two versions in, matches out: the steps of the aligner in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from planstrack.compare.align.evidence import spelled
from planstrack.compare.align.match import Match, Rival
from planstrack.compare.align.reasons import Reasons
from planstrack.compare.align.same import same_content, same_ids
from planstrack.compare.align.weights import FITTED
from planstrack.compare.align.workings import ROUNDS, Workings
from planstrack.model import Point, Version

Declared = tuple[tuple[int, ...], tuple[int, ...], str]


def align(old: Version, new: Version, declared: Sequence[Declared] = ()) -> tuple[Match, ...]:
    """Return which points of `new` come from which of `old`: every point of either side in exactly one match.

    `declared` are groups (old positions, new positions, why) that lineage decides; they come back as they are. Two
    points whose ids differ are never matched by computation. Matches stand in the order of the new version; an old
    point without partner stands behind its old predecessor.

    The same input gives the same matches on every machine, and exchanging the versions exchanges the sides.
    """
    if _key(new.points) < _key(old.points):
        turned = [(there, here, why) for here, there, why in declared]
        found = [_turned(match) for match in _matches(new.points, old.points, turned, backwards=True)]
    else:
        found = _matches(old.points, new.points, declared, backwards=False)
    return tuple(in_reading_order(found))


def certain_pairs(
    old: Sequence[Point | None], new: Sequence[Point | None], anchors: Mapping[int, int]
) -> dict[int, int]:
    """Return old -> new for points of equal title and text, then of equal text; `None` is out of the running.

    `anchors` are pairs decided before: they are surroundings, and not given back.
    """
    found: dict[int, int] = {}
    for content in (_all_content, _text_content):
        taken = set(found.values())
        pairs = same_content(
            [None if point is None or at in found else content(point) for at, point in enumerate(old)],
            [None if point is None or at in taken else content(point) for at, point in enumerate(new)],
            {**anchors, **found},
        )
        for here, there in pairs.items():
            one, other = old[here], new[there]
            if one is not None and other is not None and not _ids_differ(one, other):
                found[here] = there
    return found


def _matches(old: Sequence[Point], new: Sequence[Point], declared: Sequence[Declared], backwards: bool) -> list[Match]:
    found = [
        Match(old=tuple(here), new=tuple(there), how="declared", score=1.0, why=why) for here, there, why in declared
    ]
    old_open = _without(old, {at for group in declared for at in group[0]})
    new_open = _without(new, {at for group in declared for at in group[1]})
    anchors = {group[0][0]: group[1][0] for group in declared if group[0] and group[1]}

    by_id = same_ids(
        [point.id if point else None for point in old_open], [point.id if point else None for point in new_open]
    )
    found += [Match(old=(here,), new=(at,), how="declared", score=1.0, why="same id") for here, at in by_id.items()]
    anchors.update(by_id)
    old_open, new_open = _without(old_open, set(by_id)), _without(new_open, set(by_id.values()))

    equal = certain_pairs(old_open, new_open, anchors)
    found += [_identical(here, there) for here, there in equal.items()]
    here_left = [at for at, point in enumerate(old_open) if point is not None and at not in equal]
    taken = set(equal.values())
    there_left = [at for at, point in enumerate(new_open) if point is not None and at not in taken]
    if not here_left and not there_left:
        return found
    # With one side used up there is still work: a point left over may be a piece of one that has its partner.

    def apart(here: int, there: int) -> bool:
        one, other = old_open[here], new_open[there]
        return one is None or other is None or _ids_differ(one, other)

    old_spelled, new_spelled = [spelled(point) for point in old], [spelled(point) for point in new]
    workings = Workings(old_spelled, new_spelled, here_left, there_left, equal, anchors, apart)
    workings.by_words(FITTED.words)
    for _ in range(ROUNDS):
        workings.by_place(FITTED.place)
    groups, piece_worth = workings.groups(FITTED.piece, workings.pieces())
    reasons = Reasons(old_spelled, new_spelled, workings, piece_worth, backwards)
    whole = {(olds[0], news[0]) for olds, news in groups if len(olds) == len(news) == 1}
    found = [match for match in found if match.how != "identical" or (match.old[0], match.new[0]) in whole]
    for olds, news in groups:
        if len(olds) > 1 or len(news) > 1 or equal.get(olds[0]) != news[0]:
            found.append(reasons.match(olds, news))
    matched_here = {at for olds, _ in groups for at in olds}
    matched_there = {at for _, news in groups for at in news}
    found += [reasons.alone((at,), ()) for at in here_left if at not in matched_here]
    found += [reasons.alone((), (at,)) for at in there_left if at not in matched_there]
    return found


def _identical(here: int, there: int) -> Match:
    return Match(old=(here,), new=(there,), how="identical", score=1.0, why="identical text")


def _without(points: Sequence[Point | None], taken: Set[int]) -> list[Point | None]:
    return [None if at in taken else point for at, point in enumerate(points)]


def _all_content(point: Point) -> tuple[str, ...] | None:
    return (point.full_text, point.title or "") if point.full_text or point.title else None


def _text_content(point: Point) -> str | None:
    return point.full_text or None


def _ids_differ(one: Point, other: Point) -> bool:
    return one.id is not None and other.id is not None and one.id != other.id


def _key(points: Sequence[Point]) -> tuple[object, ...]:
    return (len(points), [(point.full_text, point.title or "", point.number or "", point.id or "") for point in points])


def _turned(match: Match) -> Match:
    close = tuple(Rival(old=rival.new, new=rival.old, score=rival.score, why=rival.why) for rival in match.close)
    return Match(old=match.new, new=match.old, how=match.how, score=match.score, why=match.why, close=close)


def in_reading_order(matches: Sequence[Match]) -> list[Match]:
    """Return matches by new position; those without a new point behind the match of the old point before them."""
    ordered = sorted((match for match in matches if match.new), key=lambda match: match.new)
    place = {here: at for at, match in enumerate(ordered) for here in match.old}
    keyed = [((at, 0, 0), match) for at, match in enumerate(ordered)]
    behind, followed = -1, -1
    for match in sorted((match for match in matches if not match.new), key=lambda match: match.old):
        while followed + 1 < match.old[0]:
            followed += 1
            behind = place.get(followed, behind)
        keyed.append(((behind, 1, match.old[0]), match))
    return [match for _, match in sorted(keyed, key=lambda item: item[0])]
